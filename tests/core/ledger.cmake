# Storage and what stands on it.
foreach(test test_journal test_journal_disk)
  kaimen_test(${test} SOURCES ${test}.c journals.c LINK km_journal)
endforeach()
foreach(test test_ledger test_ledger_refusals)
  kaimen_test(${test} SOURCES ${test}.c ledger_nodes.c LINK km_ledger)
endforeach()
