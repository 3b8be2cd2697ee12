#ifndef KM_JOURNAL_H
#define KM_JOURNAL_H

/* The one door to storage: every node's records as far as this node has them, their seals, and a
 * few named values of the node's own. Several processes may hold one journal open: whoever writes
 * takes the store's lock with begin, catches up, decides, appends and commits, all in one
 * transaction. What is committed is on the disk: it survives a crash and a pulled plug. A journal
 * belongs to one thread. Callbacks run inside the call and must not call back into the journal's
 * writing. Every failure says why in err (KM_ERR_MAX). */

#include "core/bounds.h"
#include "core/chain.h"
#include "core/name.h"

/* A record as it is stored. bytes is NULL for one whose bytes were forgotten: name, day and hash
 * remain. */
struct km_stored {
    struct km_name name;
    km_day_no day;
    const uint8_t *bytes; /* borrowed, for the call */
    size_t len;
    uint8_t hash[KM_HASH_SIZE]; /* set only where bytes is NULL */
};

/* Seals are thinned as they are put: the newest is dropped for its successor when both stand in the
 * same KM_SEAL_EVERY records and fewer than KM_SEAL_BYTES lie between. So any two kept neighbours
 * have at most a transaction and 1000 * 4 kB between them, which fits one sync message. Every node
 * thins by the same rule and runs end at kept seals, so all keep the same ones. */
#define KM_SEAL_EVERY 1000
#define KM_SEAL_BYTES 4096

/* Return false to stop early. */
typedef bool km_stored_fn(const struct km_stored *stored, void *userdata);
typedef bool km_head_fn(const struct km_head *head, void *userdata);

struct km_journal;

/* One implementation of storage. All are mandatory. */
struct km_journal_ops {
    void (*close)(struct km_journal *j);
    /* The store's write lock, waited for at most 10 s. Reading needs no begin. */
    bool (*begin)(struct km_journal *j, char *err);
    bool (*commit)(struct km_journal *j, char *err); /* rolled back when false */
    void (*rollback)(struct km_journal *j);          /* harmless without begin */
    /* Within begin: the record must follow the last of its node without a gap; a seal must stand at
     * that end. A commit in which some node's last record has no seal is refused. */
    bool (*put)(struct km_journal *j, const struct km_stored *stored, char *err);
    bool (*put_seal)(struct km_journal *j, const struct km_seal *seal, char *err);
    bool (*heads)(struct km_journal *j, km_head_fn *each, void *userdata, char *err);
    /* Records from..to of a node, in order. */
    bool (*range)(struct km_journal *j, km_node node, uint32_t from, uint32_t to,
            km_stored_fn *each, void *userdata, char *err);
    /* All records in the order (node, seq). */
    bool (*scan)(struct km_journal *j, km_stored_fn *each, void *userdata, char *err);
    /* The first seal kept at or after seq, and the last one at or before it. out->seq is 0 when
     * there is none. */
    bool (*seal_from)(
            struct km_journal *j, km_node node, uint32_t seq, struct km_seal *out, char *err);
    bool (*seal_upto)(
            struct km_journal *j, km_node node, uint32_t seq, struct km_seal *out, char *err);
    /* Named values of this node (its secret seed, its station's address). get: *out_len 0 and true
     * when absent; false when it does not fit cap. put inside or outside begin; len 0 removes. */
    bool (*get)(struct km_journal *j, const char *name, void *out, size_t cap, size_t *out_len,
            char *err);
    bool (*put_value)(
            struct km_journal *j, const char *name, const void *value, size_t len, char *err);
};

/* First member of every implementation. */
struct km_journal {
    const struct km_journal_ops *ops;
};

/* Opens or makes the SQLite journal at path. A newer schema, another program's file, a read-only or
 * full disk and a damaged file are each refused with what to do. *out_journal is owned: ops->close.
 */
bool km_journal_open_sqlite(const char *path, struct km_journal **out_journal, char *err);

/* The same in memory only, for tests and rehearsing code paths without a disk. */
bool km_journal_open_memory(struct km_journal **out_journal, char *err);

#endif
