kaimen_test(test_local_time SOURCES ${CMAKE_CURRENT_LIST_DIR}/test_local_time.c LINK km_core)
kaimen_test(test_programme SOURCES ${CMAKE_CURRENT_LIST_DIR}/test_programme.c LINK km_core)
kaimen_test(test_programme_errors
  SOURCES ${CMAKE_CURRENT_LIST_DIR}/test_programme_errors.c LINK km_core)
kaimen_test(test_logo SOURCES ${CMAKE_CURRENT_LIST_DIR}/test_logo.c LINK km_core)
