# What a kiosk decides.
kaimen_test(test_estimate SOURCES ${CMAKE_CURRENT_LIST_DIR}/test_estimate.c LINK km_core)
kaimen_test(test_journey SOURCES ${CMAKE_CURRENT_LIST_DIR}/test_journey.c LINK km_core)
kaimen_test(test_desk
  SOURCES ${CMAKE_CURRENT_LIST_DIR}/test_desk.c ${CMAKE_CURRENT_LIST_DIR}/desk_world.c LINK km_core)
kaimen_test(test_desk_scan
  SOURCES ${CMAKE_CURRENT_LIST_DIR}/test_desk_scan.c ${CMAKE_CURRENT_LIST_DIR}/desk_world.c LINK km_core)
kaimen_test(test_desk_call
  SOURCES ${CMAKE_CURRENT_LIST_DIR}/test_desk_call.c ${CMAKE_CURRENT_LIST_DIR}/desk_world.c LINK km_core)
