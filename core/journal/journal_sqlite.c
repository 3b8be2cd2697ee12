/* The journal in SQLite: one connection, its statements kept prepared, and every node's head in
 * memory so that an append costs one insert and no query. Another process's commit shows in
 * PRAGMA data_version; the heads are then read again, at the latest under the lock. After a failed
 * write the transaction takes nothing more until it is rolled back, since SQLite may have ended it
 * by itself and what followed would stand alone. */
#include "core/journal/ends.h"
#include "core/journal/journal.h"
#include "core/journal/journal_schema.h"
#include "core/journal/journal_sql.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum transaction { NONE, RUNNING, FAILED };

struct sqlite_journal {
    struct km_journal base;
    sqlite3 *db;
    sqlite3_stmt *stmts[STATEMENTS];
    enum transaction transaction;
    struct km_ends ends;
    size_t unsealed; /* ends whose last record is beyond their head */
    int64_t data_version;
    bool stale; /* ends must be read again */
};

static struct sqlite_journal *self(struct km_journal *j)
{
    return (struct sqlite_journal *)j;
}

static int64_t from_node(km_node node)
{
    return (int64_t)(node ^ (UINT64_C(1) << 63));
}

static km_node to_node(int64_t stored)
{
    return (km_node)stored ^ (UINT64_C(1) << 63);
}

static bool damaged(struct sqlite_journal *s, const char *what, char *err)
{
    snprintf(err, KM_ERR_MAX,
            "%s is damaged (%s): put back a backup, or move it away and enrol anew",
            sqlite3_db_filename(s->db, "main"), what);
    return false;
}

/* Runs a statement that answers no row, and readies it for its next use. */
static bool finish(struct sqlite_journal *s, enum statement which, char *err)
{
    sqlite3_stmt *stmt = s->stmts[which];
    bool ok = sqlite3_step(stmt) == SQLITE_DONE;
    if (!ok) {
        km_schema_explain(s->db, err);
    }
    sqlite3_reset(stmt);
    sqlite3_clear_bindings(stmt);
    return ok;
}

/* As finish, for a write: failing within a transaction fails all of it. */
static bool write_row(struct sqlite_journal *s, enum statement which, char *err)
{
    bool ok = finish(s, which, err);
    if (!ok && s->transaction == RUNNING) {
        s->transaction = FAILED;
    }
    return ok;
}

/* True when the column holds exactly len bytes, which are then copied out. */
static bool copy_blob(sqlite3_stmt *stmt, int column, void *out, size_t len)
{
    if (sqlite3_column_type(stmt, column) != SQLITE_BLOB ||
            (size_t)sqlite3_column_bytes(stmt, column) != len) {
        return false;
    }
    memcpy(out, sqlite3_column_blob(stmt, column), len);
    return true;
}

static bool read_heads(struct sqlite_journal *s, char *err)
{
    sqlite3_stmt *stmt = s->stmts[HEADS];
    bool ok = true;
    int step;
    km_ends_clear(&s->ends);
    s->unsealed = 0;
    while ((step = sqlite3_step(stmt)) == SQLITE_ROW) {
        struct km_end *end = km_ends_of(&s->ends, to_node(sqlite3_column_int64(stmt, 0)));
        end->last = end->head.seq = (uint32_t)sqlite3_column_int64(stmt, 1);
        if (!copy_blob(stmt, 2, end->head.chain, KM_HASH_SIZE)) {
            ok = damaged(s, "a seal's chain", err);
            break;
        }
    }
    if (ok && step != SQLITE_DONE) {
        ok = km_schema_explain(s->db, err);
    }
    sqlite3_reset(stmt);
    return ok;
}

/* Reads the heads again when another process has written. The version is asked first: a commit in
 * between is then seen twice rather than never. */
static bool refresh(struct sqlite_journal *s, char *err)
{
    sqlite3_stmt *stmt = s->stmts[DATA_VERSION];
    bool ok = sqlite3_step(stmt) == SQLITE_ROW;
    int64_t version = ok ? sqlite3_column_int64(stmt, 0) : 0;
    if (!ok) {
        km_schema_explain(s->db, err);
    }
    sqlite3_reset(stmt);
    if (!ok || (!s->stale && version == s->data_version)) {
        return ok;
    }
    s->stale = true;
    if (!read_heads(s, err)) {
        return false;
    }
    s->data_version = version;
    s->stale = false;
    return true;
}

static void journal_rollback(struct km_journal *j)
{
    struct sqlite_journal *s = self(j);
    char ignored[KM_ERR_MAX];
    if (s->transaction == NONE) {
        return;
    }
    if (!sqlite3_get_autocommit(s->db)) {
        finish(s, ROLLBACK, ignored);
    }
    s->transaction = NONE;
    s->stale = true;
}

static bool journal_begin(struct km_journal *j, char *err)
{
    struct sqlite_journal *s = self(j);
    assert(s->transaction == NONE);
    if (!finish(s, BEGIN, err)) {
        return false;
    }
    s->transaction = RUNNING;
    if (!refresh(s, err)) {
        journal_rollback(j);
        return false;
    }
    return true;
}

/* Whether a transaction takes writes; says why not. */
static bool may_write(struct sqlite_journal *s, char *err)
{
    assert(s->transaction != NONE);
    if (s->transaction == FAILED) {
        snprintf(err, KM_ERR_MAX, "an earlier write of this transaction failed");
        return false;
    }
    return true;
}

static bool misplaced(const char *what, km_node node, uint32_t seq, uint32_t last, char *err)
{
    char id[17];
    km_node_print(node, id);
    snprintf(err, KM_ERR_MAX, "%s %u of %s does not fit the end of what is held, %u", what, seq, id,
            last);
    return false;
}

static bool journal_commit(struct km_journal *j, char *err)
{
    struct sqlite_journal *s = self(j);
    assert(s->transaction != NONE);
    bool ok = may_write(s, err);
    if (ok && s->unsealed > 0) {
        snprintf(err, KM_ERR_MAX, "records of %zu nodes end without a seal", s->unsealed);
        ok = false;
    }
    ok = ok && finish(s, COMMIT, err);
    if (!ok) {
        journal_rollback(j);
        return false;
    }
    s->transaction = NONE;
    return true;
}

static bool journal_put(struct km_journal *j, const struct km_stored *stored, char *err)
{
    struct sqlite_journal *s = self(j);
    if (!may_write(s, err)) {
        return false;
    }
    if (stored->len > KM_RECORD_MAX) {
        snprintf(err, KM_ERR_MAX, "a record of %zu bytes; allowed: %u", stored->len, KM_RECORD_MAX);
        return false;
    }
    struct km_end *end = km_ends_of(&s->ends, stored->name.node);
    if (stored->name.seq != end->last + 1 || stored->name.seq > KM_SEQ_MAX) {
        return misplaced("record", stored->name.node, stored->name.seq, end->last, err);
    }
    sqlite3_stmt *stmt = s->stmts[PUT];
    sqlite3_bind_int64(stmt, 1, from_node(stored->name.node));
    sqlite3_bind_int64(stmt, 2, stored->name.seq);
    sqlite3_bind_int64(stmt, 3, stored->day);
    if (stored->bytes == NULL) {
        sqlite3_bind_blob(stmt, 4, stored->hash, KM_HASH_SIZE, SQLITE_STATIC);
    } else {
        sqlite3_bind_blob(stmt, 5, stored->bytes, (int)stored->len, SQLITE_STATIC);
    }
    if (!write_row(s, PUT, err)) {
        return false;
    }
    s->unsealed += end->last == end->head.seq;
    end->last++;
    end->bytes += stored->len;
    return true;
}

static bool journal_put_seal(struct km_journal *j, const struct km_seal *seal, char *err)
{
    struct sqlite_journal *s = self(j);
    if (!may_write(s, err)) {
        return false;
    }
    struct km_end *end = km_ends_of(&s->ends, seal->node);
    if (seal->seq != end->last || seal->seq == end->head.seq) {
        return misplaced("seal", seal->node, seal->seq, end->last, err);
    }
    int64_t node = from_node(seal->node);
    if (end->head.seq > 0 && end->head.seq / KM_SEAL_EVERY == seal->seq / KM_SEAL_EVERY &&
            end->bytes < KM_SEAL_BYTES) {
        sqlite3_bind_int64(s->stmts[DROP_SEAL], 1, node);
        sqlite3_bind_int64(s->stmts[DROP_SEAL], 2, end->head.seq);
        if (!write_row(s, DROP_SEAL, err)) {
            return false;
        }
    }
    sqlite3_stmt *stmt = s->stmts[PUT_SEAL];
    sqlite3_bind_int64(stmt, 1, node);
    sqlite3_bind_int64(stmt, 2, seal->seq);
    sqlite3_bind_blob(stmt, 3, seal->chain, KM_HASH_SIZE, SQLITE_STATIC);
    sqlite3_bind_blob(stmt, 4, seal->signature, KM_SIGNATURE_SIZE, SQLITE_STATIC);
    if (!write_row(s, PUT_SEAL, err)) {
        return false;
    }
    end->head.seq = seal->seq;
    memcpy(end->head.chain, seal->chain, KM_HASH_SIZE);
    end->bytes = 0;
    s->unsealed--;
    return true;
}

static bool journal_heads(struct km_journal *j, km_head_fn *each, void *userdata, char *err)
{
    struct sqlite_journal *s = self(j);
    /* Within a transaction nobody else writes, and our own unsealed ends are in memory alone. */
    if (s->transaction == NONE && !refresh(s, err)) {
        return false;
    }
    for (size_t i = 0; i < s->ends.count; i++) {
        const struct km_head *head = &s->ends.items[i].head;
        if (head->seq > 0 && !each(head, userdata)) {
            break;
        }
    }
    return true;
}

/* Hands the rows of RANGE or SCAN to each. */
static bool emit(struct sqlite_journal *s, enum statement which, km_stored_fn *each, void *userdata,
        char *err)
{
    sqlite3_stmt *stmt = s->stmts[which];
    bool ok = true, more = true;
    int step = SQLITE_DONE;
    while (ok && more && (step = sqlite3_step(stmt)) == SQLITE_ROW) {
        struct km_stored stored = {
                .name = {to_node(sqlite3_column_int64(stmt, 0)),
                        (uint32_t)sqlite3_column_int64(stmt, 1)},
                .day = (km_day_no)sqlite3_column_int(stmt, 2),
        };
        if (sqlite3_column_type(stmt, 4) != SQLITE_NULL) {
            const void *body = sqlite3_column_blob(stmt, 4);
            stored.bytes = body != NULL ? body : (const uint8_t *)""; /* NULL when empty */
            stored.len = (size_t)sqlite3_column_bytes(stmt, 4);
        } else if (!copy_blob(stmt, 3, stored.hash, KM_HASH_SIZE)) {
            ok = damaged(s, "a record without bytes and hash", err);
        }
        more = ok && each(&stored, userdata);
    }
    if (ok && more && step != SQLITE_DONE) {
        ok = km_schema_explain(s->db, err);
    }
    sqlite3_reset(stmt);
    return ok;
}

static bool journal_range(struct km_journal *j, km_node node, uint32_t from, uint32_t to,
        km_stored_fn *each, void *userdata, char *err)
{
    struct sqlite_journal *s = self(j);
    assert(!sqlite3_stmt_busy(s->stmts[RANGE]));
    sqlite3_bind_int64(s->stmts[RANGE], 1, from_node(node));
    sqlite3_bind_int64(s->stmts[RANGE], 2, from);
    sqlite3_bind_int64(s->stmts[RANGE], 3, to);
    return emit(s, RANGE, each, userdata, err);
}

static bool journal_scan(struct km_journal *j, km_stored_fn *each, void *userdata, char *err)
{
    struct sqlite_journal *s = self(j);
    assert(!sqlite3_stmt_busy(s->stmts[SCAN]));
    return emit(s, SCAN, each, userdata, err);
}

static bool find_seal(struct sqlite_journal *s, enum statement which, km_node node, uint32_t seq,
        struct km_seal *out, char *err)
{
    sqlite3_stmt *stmt = s->stmts[which];
    struct km_seal seal = {.node = node};
    bool ok = true;
    sqlite3_bind_int64(stmt, 1, from_node(node));
    sqlite3_bind_int64(stmt, 2, seq);
    int step = sqlite3_step(stmt);
    if (step == SQLITE_ROW) {
        seal.seq = (uint32_t)sqlite3_column_int64(stmt, 0);
        if (!copy_blob(stmt, 1, seal.chain, KM_HASH_SIZE) ||
                !copy_blob(stmt, 2, seal.signature, KM_SIGNATURE_SIZE)) {
            ok = damaged(s, "a seal", err);
        }
    } else if (step != SQLITE_DONE) {
        ok = km_schema_explain(s->db, err);
    }
    sqlite3_reset(stmt);
    if (ok) {
        *out = seal;
    }
    return ok;
}

static bool journal_seal_from(
        struct km_journal *j, km_node node, uint32_t seq, struct km_seal *out, char *err)
{
    return find_seal(self(j), SEAL_FROM, node, seq, out, err);
}

static bool journal_seal_upto(
        struct km_journal *j, km_node node, uint32_t seq, struct km_seal *out, char *err)
{
    return find_seal(self(j), SEAL_UPTO, node, seq, out, err);
}

static bool journal_get(
        struct km_journal *j, const char *name, void *out, size_t cap, size_t *out_len, char *err)
{
    struct sqlite_journal *s = self(j);
    sqlite3_stmt *stmt = s->stmts[GET];
    bool ok = true;
    size_t len = 0;
    sqlite3_bind_text(stmt, 1, name, -1, SQLITE_STATIC);
    int step = sqlite3_step(stmt);
    if (step == SQLITE_ROW) {
        const void *value = sqlite3_column_blob(stmt, 0);
        len = (size_t)sqlite3_column_bytes(stmt, 0);
        if (len > cap) {
            snprintf(err, KM_ERR_MAX, "value '%s' has %zu bytes; allowed: %zu", name, len, cap);
            ok = false;
        } else if (len > 0) {
            memcpy(out, value, len);
        }
    } else if (step != SQLITE_DONE) {
        ok = km_schema_explain(s->db, err);
    }
    sqlite3_reset(stmt);
    sqlite3_clear_bindings(stmt);
    if (ok) {
        *out_len = len;
    }
    return ok;
}

static bool journal_put_value(
        struct km_journal *j, const char *name, const void *value, size_t len, char *err)
{
    struct sqlite_journal *s = self(j);
    if (s->transaction != NONE && !may_write(s, err)) {
        return false;
    }
    enum statement which = len > 0 ? SET : REMOVE;
    sqlite3_bind_text(s->stmts[which], 1, name, -1, SQLITE_STATIC);
    if (len > 0) {
        sqlite3_bind_blob64(s->stmts[SET], 2, value, len, SQLITE_STATIC);
    }
    return write_row(s, which, err);
}

static void journal_close(struct km_journal *j)
{
    struct sqlite_journal *s = self(j);
    if (s == NULL) {
        return;
    }
    journal_rollback(j);
    for (size_t i = 0; i < STATEMENTS; i++) {
        sqlite3_finalize(s->stmts[i]);
    }
    sqlite3_close(s->db);
    km_ends_destroy(&s->ends);
    free(s);
}

static const struct km_journal_ops ops = {
        .close = journal_close,
        .begin = journal_begin,
        .commit = journal_commit,
        .rollback = journal_rollback,
        .put = journal_put,
        .put_seal = journal_put_seal,
        .heads = journal_heads,
        .range = journal_range,
        .scan = journal_scan,
        .seal_from = journal_seal_from,
        .seal_upto = journal_seal_upto,
        .get = journal_get,
        .put_value = journal_put_value,
};

bool km_journal_open_sqlite(const char *path, struct km_journal **out_journal, char *err)
{
    struct sqlite_journal *s = calloc(1, sizeof *s);
    if (s == NULL) {
        abort();
    }
    *s = (struct sqlite_journal){.base.ops = &ops, .stale = true};
    if (!km_schema_open(path, &s->db, err)) {
        goto fail;
    }
    for (size_t i = 0; i < STATEMENTS; i++) {
        if (sqlite3_prepare_v3(s->db, texts[i], -1, SQLITE_PREPARE_PERSISTENT, &s->stmts[i],
                    NULL) != SQLITE_OK) {
            km_schema_explain(s->db, err);
            goto fail;
        }
    }
    if (!refresh(s, err)) {
        goto fail;
    }
    *out_journal = &s->base;
    return true;
fail:
    journal_close(&s->base);
    return false;
}

bool km_journal_open_memory(struct km_journal **out_journal, char *err)
{
    return km_journal_open_sqlite(":memory:", out_journal, err);
}
