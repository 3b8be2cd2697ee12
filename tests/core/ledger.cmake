# Storage and what stands on it.
kaimen_test(test_journal SOURCES test_journal.c LINK km_journal)
kaimen_test(test_ledger SOURCES test_ledger.c LINK km_ledger)
