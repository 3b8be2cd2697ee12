/* Opens the journal's file and brings its schema up to date. The migrations are a numbered table of
 * SQL texts: user_version says how many have run, a shipped one is never edited. The file is
 * refused, untouched, when it is not ours (application_id) or newer than this program. It is made
 * readable by its owner alone, since it holds the node's secret seed. */
#include "core/journal/journal_schema.h"

#include "core/bounds.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define APPLICATION_ID 0x4b61696d /* "Kaim" */

/* Migration n brings schema n to n + 1. Node ids are stored with their top bit flipped, so that
 * SQLite's signed order is the unsigned order of names. */
static const char *const migrations[] = {
        "CREATE TABLE record(\n"
        "  campus INTEGER NOT NULL, -- 0: this campus; others only in a district's store\n"
        "  node INTEGER NOT NULL,   -- who wrote it: the id, top bit flipped\n"
        "  seq INTEGER NOT NULL,    -- its place in that node's journal, from 1, without a gap\n"
        "  day INTEGER NOT NULL,    -- day number the record names; top bit (32768): rehearsal\n"
        "  hash BLOB,               -- BLAKE2b-256 of the body, only where that was forgotten\n"
        "  body BLOB,               -- CBOR as its author wrote it; NULL when forgotten\n"
        "  PRIMARY KEY(campus, node, seq)\n"
        ") WITHOUT ROWID;\n"
        "CREATE TABLE seal(\n"
        "  campus INTEGER NOT NULL, -- as in record\n"
        "  node INTEGER NOT NULL,   -- as in record; the seal's author\n"
        "  seq INTEGER NOT NULL,    -- the record it stands behind\n"
        "  chain BLOB NOT NULL,     -- hash chain up to and with that record, 32 bytes\n"
        "  signature BLOB NOT NULL, -- Ed25519 by the node over id, seq and chain, 64 bytes\n"
        "  PRIMARY KEY(campus, node, seq)\n"
        ") WITHOUT ROWID;\n"
        "CREATE TABLE value(\n"
        "  name TEXT NOT NULL PRIMARY KEY, -- what it is, e.g. 'seed'\n"
        "  value BLOB NOT NULL             -- belongs to this node alone, never travels\n"
        ") WITHOUT ROWID;\n",
};
#define SCHEMA ((int)(sizeof migrations / sizeof migrations[0]))

bool km_schema_explain(sqlite3 *db, char *err)
{
    const char *path = db != NULL ? sqlite3_db_filename(db, "main") : NULL;
    if (path == NULL || path[0] == '\0') {
        path = "the journal in memory";
    }
    int code = db != NULL ? sqlite3_extended_errcode(db) : SQLITE_NOMEM;
    switch (code & 0xff) {
    case SQLITE_FULL:
        snprintf(err, KM_ERR_MAX, "disk is full: free space for %s, nothing was lost", path);
        break;
    case SQLITE_READONLY:
    case SQLITE_PERM:
        snprintf(err, KM_ERR_MAX, "%s is read-only: check owner, permissions and mount", path);
        break;
    case SQLITE_CANTOPEN:
        snprintf(err, KM_ERR_MAX,
                "cannot open or write beside %s: check folder, owner, permissions", path);
        break;
    case SQLITE_NOTADB:
        snprintf(err, KM_ERR_MAX, "%s is not a Kaimen journal", path);
        break;
    case SQLITE_CORRUPT:
        snprintf(err, KM_ERR_MAX,
                "%s is damaged: put back a backup, or move it away and enrol anew", path);
        break;
    case SQLITE_BUSY:
        snprintf(err, KM_ERR_MAX, "another program has kept %s locked for %d s", path,
                JOURNAL_WAIT_MS / 1000);
        break;
    case SQLITE_IOERR:
        snprintf(err, KM_ERR_MAX, "the disk under %s fails (code %d): check it, nothing was lost",
                path, code);
        break;
    default:
        snprintf(err, KM_ERR_MAX, "%s: %s (code %d)", path,
                db != NULL ? sqlite3_errmsg(db) : "out of memory", code);
    }
    return false;
}

static bool run(sqlite3 *db, const char *sql, char *err)
{
    if (sqlite3_exec(db, sql, NULL, NULL, NULL) != SQLITE_OK) {
        return km_schema_explain(db, err);
    }
    return true;
}

/* The first column of a statement's one row, as a number. */
static bool ask(sqlite3 *db, const char *sql, int *out_answer, char *err)
{
    sqlite3_stmt *stmt = NULL;
    bool ok = sqlite3_prepare_v2(db, sql, -1, &stmt, NULL) == SQLITE_OK &&
              sqlite3_step(stmt) == SQLITE_ROW;
    if (ok) {
        *out_answer = sqlite3_column_int(stmt, 0);
    } else {
        km_schema_explain(db, err);
    }
    sqlite3_finalize(stmt);
    return ok;
}

/* Refuses what is not ours or newer than we are; *out_version is how many migrations have run.
 * Within a transaction, since another process may be making the file. */
static bool check_identity(sqlite3 *db, const char *path, int *out_version, char *err)
{
    int id = 0, version = 0, tables = 0;
    if (!ask(db, "PRAGMA application_id", &id, err) ||
            !ask(db, "PRAGMA user_version", &version, err) ||
            !ask(db, "SELECT count(*) FROM sqlite_schema", &tables, err)) {
        return false;
    }
    bool fresh = id == 0 && version == 0 && tables == 0;
    if (!fresh && (id != APPLICATION_ID || version < 1)) {
        snprintf(err, KM_ERR_MAX, "%s is not a Kaimen journal", path);
        return false;
    }
    if (version > SCHEMA) {
        snprintf(err, KM_ERR_MAX,
                "%s was written by a newer Kaimen (schema %d, this one knows %d): update this "
                "program",
                path, version, SCHEMA);
        return false;
    }
    *out_version = version;
    return true;
}

/* WAL with a full sync is what makes a commit durable in a quarter of a rollback journal's time;
 * the larger checkpoint cuts the slowest commits to a third. The switch to WAL needs the file for
 * itself and SQLite does not wait for that, so we do. */
static bool set_modes(sqlite3 *db, bool in_memory, char *err)
{
    int code = SQLITE_OK;
    for (int waited = 0; waited <= JOURNAL_WAIT_MS; waited += 20) {
        code = sqlite3_exec(db, "PRAGMA journal_mode=WAL", NULL, NULL, NULL);
        if ((code & 0xff) != SQLITE_BUSY) {
            break;
        }
        sqlite3_sleep(20);
    }
    if (code != SQLITE_OK) {
        return km_schema_explain(db, err);
    }
    int is_wal = 0;
    if (!in_memory &&
            (!ask(db, "SELECT journal_mode='wal' FROM pragma_journal_mode", &is_wal, err))) {
        return false;
    }
    if (!in_memory && !is_wal) {
        snprintf(err, KM_ERR_MAX,
                "%s lies on a file system without shared memory: use a local disk",
                sqlite3_db_filename(db, "main"));
        return false;
    }
    return run(db, "PRAGMA synchronous=FULL; PRAGMA wal_autocheckpoint=4000", err);
}

/* Runs the missing migrations in one transaction; another process may have run them meanwhile, so
 * the version is read again under the lock. */
static bool migrate(sqlite3 *db, const char *path, char *err)
{
    int version = 0;
    if (!run(db, "BEGIN IMMEDIATE", err)) {
        return false;
    }
    if (!check_identity(db, path, &version, err)) {
        goto fail;
    }
    for (; version < SCHEMA; version++) {
        char stamp[96];
        snprintf(stamp, sizeof stamp, "PRAGMA user_version=%d; PRAGMA application_id=%d",
                version + 1, APPLICATION_ID);
        if (!run(db, migrations[version], err) || !run(db, stamp, err)) {
            goto fail;
        }
    }
    if (run(db, "COMMIT", err)) {
        return true;
    }
fail:
    sqlite3_exec(db, "ROLLBACK", NULL, NULL, NULL);
    return false;
}

/* Makes a missing file, for its owner alone. An existing one is not touched: closing a descriptor
 * on it would drop the locks that another connection of this process holds. */
static bool make_file(const char *path, char *err)
{
    int fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (fd >= 0) {
        close(fd);
    } else if (errno != EEXIST) {
        snprintf(err, KM_ERR_MAX, "cannot make %s: %s", path, strerror(errno));
        return false;
    }
    return true;
}

bool km_schema_open(const char *path, sqlite3 **out_db, char *err)
{
    bool in_memory = strcmp(path, ":memory:") == 0;
    sqlite3 *db = NULL;
    int version = 0;
    if (!in_memory && !make_file(path, err)) {
        return false;
    }
    int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
    if (sqlite3_open_v2(path, &db, flags, NULL) != SQLITE_OK) {
        km_schema_explain(db, err);
        goto fail;
    }
    sqlite3_busy_timeout(db, JOURNAL_WAIT_MS);
    if (sqlite3_db_readonly(db, "main") == 1) {
        snprintf(err, KM_ERR_MAX, "%s is read-only: check owner, permissions and mount", path);
        goto fail;
    }
    if (!run(db, "BEGIN", err) || !check_identity(db, path, &version, err) ||
            !run(db, "COMMIT", err) || !set_modes(db, in_memory, err) ||
            (version < SCHEMA && !migrate(db, path, err))) {
        goto fail;
    }
    *out_db = db;
    return true;
fail:
    sqlite3_close(db);
    return false;
}
