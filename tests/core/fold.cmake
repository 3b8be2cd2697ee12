kaimen_test(test_fold_order SOURCES test_fold_order.c world.c LINK km_core)
kaimen_test(test_fold_meaning SOURCES test_fold_meaning.c naive.c naive_list.c world.c LINK km_core)
kaimen_test(test_fold_hostile SOURCES test_fold_hostile.c LINK km_core)
