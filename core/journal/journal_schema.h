#ifndef KM_JOURNAL_SCHEMA_H
#define KM_JOURNAL_SCHEMA_H

/* What the SQLite journal's file must be before records go in or out: ours, of a schema this
 * program knows, in the mode that keeps what was committed. Private to core/journal. */

#include <sqlite3.h>
#include <stdbool.h>

/* How long a locked store is waited for, ms: longer than any honest transaction, shorter than a
 * person's patience. */
#define JOURNAL_WAIT_MS 10000

/* Opens or makes the file at path (":memory:" for none). *out_db is owned: sqlite3_close. */
bool km_schema_open(const char *path, sqlite3 **out_db, char *err);

/* Puts into err (KM_ERR_MAX) what the database's last failure means to the person at the machine.
 * Returns false, so that a caller can return it. */
bool km_schema_explain(sqlite3 *db, char *err);

#endif
