foreach(noun name record chain ticket)
  kaimen_test(test_${noun} SOURCES test_${noun}.c LINK km_core)
endforeach()
