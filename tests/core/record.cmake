foreach(noun name record chain ticket sync enrol)
  kaimen_test(test_${noun} SOURCES test_${noun}.c LINK km_core)
endforeach()
