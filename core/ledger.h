#ifndef KM_LEDGER_H
#define KM_LEDGER_H

/* What a program does with a journal: it writes its own records, takes in those of others, and
 * keeps the fold of all of them. Here the rules of section 1 of the design meet: the chain is
 * extended and sealed, runs of others are taken only when their author proves them, and nothing is
 * folded before it is on the disk. Several processes may share one journal: begin takes the store's
 * lock and catches up with what they wrote. No threads, clocks or logging: one owner, who passes
 * times in. Reasons of failures go to err (KM_ERR_MAX). */

#include "core/fold.h"
#include "core/journal/ends.h"
#include "core/run.h"

/* A record of the running transaction: folded after the commit, in this order. */
struct km_pending {
    struct km_name name;
    size_t offset, len; /* in pending_bytes */
};

struct km_ledger {
    struct km_journal *journal; /* owned */
    struct km_fold *fold;       /* owned; read it between transactions */
    struct km_keys keys;
    km_node station;
    uint8_t station_key[KM_KEY_SIZE];
    uint64_t not_understood; /* records kept but not folded, by a later version */
    uint32_t overtaken;      /* not 0: a proven record of our own journal that it does not hold,
                                by its seq: our disk was put back, or somebody has our key. A kiosk
                                stops and is enrolled anew. */

    struct km_ends ends;
    bool in_transaction;
    struct km_buffer pending_bytes;
    struct km_pending *pending; /* owned */
    uint32_t pending_count, pending_cap;
    uint32_t own_records; /* of the transaction */
    size_t own_bytes;
    struct km_roster pending_roster; /* what its `node` records say */
    uint32_t turn;                   /* whose runs come first in km_ledger_missing */
};

/* Takes over the journal (closed also on failure), reads all of it into a fresh fold. seed is this
 * node's secret; station_key the public key of the campus's station, pinned at enrolment (the
 * station's own at the station). */
bool km_ledger_open(struct km_ledger *ledger, struct km_journal *journal,
        const uint8_t seed[KM_SEED_SIZE], const uint8_t station_key[KM_KEY_SIZE], char *err);
void km_ledger_close(struct km_ledger *ledger);

/* Folds what other processes have committed since. Without the lock: for readers. */
bool km_ledger_catch_up(struct km_ledger *ledger, char *err);

/* A transaction: begin waits for the lock (10 s) and catches up, so that whoever decides, decides
 * on everything that is in the store. commit seals our own records, puts all on the disk and only
 * then folds it. After a failed append or intake of verdict KM_RUN_NOT_STORED, roll back. After a
 * failed commit nothing is stored or folded. */
bool km_ledger_begin(struct km_ledger *ledger, char *err);
bool km_ledger_commit(struct km_ledger *ledger, char *err);
void km_ledger_rollback(struct km_ledger *ledger); /* harmless without begin */

/* Writes a record of our own; *out_name is its name once the commit succeeds. Refused beyond
 * KM_OWN_RECORDS_MAX and KM_OWN_BYTES_MAX of one transaction: commit first. */
bool km_ledger_append(struct km_ledger *ledger, const struct km_record *record,
        struct km_name *out_name, char *err);

/* begin, append each, commit. out_names: count of them, or NULL. */
bool km_ledger_write(struct km_ledger *ledger, const struct km_record *records, size_t count,
        struct km_name *out_names, char *err);

/* Within a transaction: takes in a run of another node as far as it is not held, if it proves
 * itself: its author is known here (by the station's `node` records, of this transaction too), it
 * follows what is held without a gap, its chain and seal are right. Held already is KM_RUN_OK. Of a
 * revoked author a run is refused that holds nothing from before the cut. A proven run that ends
 * beyond our own journal is KM_RUN_NOT_STORED and sets overtaken. err is written for
 * KM_RUN_NOT_STORED alone; the transaction must then be rolled back, save when overtaken. */
enum km_run_verdict km_ledger_intake(struct km_ledger *ledger, const struct km_run *run, char *err);

/* begin, intake each, commit: what a sync message brings. Every refused run is put into refused
 * (km_refusal_put) unless that is NULL. False when nothing could be stored. */
bool km_ledger_take_runs(
        struct km_ledger *ledger, struct km_list runs, struct km_list_writer *refused, char *err);

/* How far one node's journal is held here; seq 0 when it is not. Not within a transaction. */
struct km_head km_ledger_head(const struct km_ledger *ledger, km_node node);

/* How far every journal is held here. */
bool km_ledger_vector(struct km_ledger *ledger, struct km_list_writer *vector, char *err);

/* Writes the runs that the owner of a vector lacks, each ending at a kept seal, until the budget of
 * runs is used; what remains comes with the next sync. Of a revoked node they end where the records
 * before its cut are proven. The station's journal comes first, for its keys; then the others',
 * each time beginning with another node, so that one whose runs are refused cannot hold up the
 * rest. Not within a transaction. False when the journal could not be read. */
bool km_ledger_missing(
        struct km_ledger *ledger, struct km_list vector, struct km_runs *runs, char *err);

/* The chain of a node's journal at a record that is held (0: its start), rehashed from the nearest
 * seal: tells whether a head somebody else has is on our branch. False beyond what is held. */
bool km_ledger_chain_at(struct km_ledger *ledger, km_node node, uint32_t seq,
        uint8_t out_chain[KM_HASH_SIZE], char *err);

/* What km_ledger_verify saw. */
struct km_verified {
    uint32_t nodes;
    uint32_t faulty; /* nodes with a fault */
    uint64_t records, forgotten, not_understood, seals;
};

/* One fault of a node, its first. what is English, for the call. */
typedef void km_fault_fn(km_node node, uint32_t seq, const char *what, void *userdata);

/* Rehashes every chain from its first record, checks every kept seal with its author's key and that
 * nothing is missing between and at the end. Needs no fold and changes nothing. False when the
 * journal could not be read; faults do not make it false. */
bool km_ledger_verify(struct km_journal *journal, const uint8_t station_key[KM_KEY_SIZE],
        km_fault_fn *fault, void *userdata, struct km_verified *out_verified, char *err);

#endif
