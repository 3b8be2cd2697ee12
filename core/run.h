#ifndef KM_RUN_H
#define KM_RUN_H

/* A run: consecutive records first..seal.seq of one node, as their bytes or, where they are
 * forgotten, as their hashes, closed by the author's seal. What sync carries, whoever carries it.
 * In CBOR: [node (8 bytes), first, seq of the seal, chain there, signature, [item …]], an item
 * being the record's bytes or [its hash]. A list of runs is written within a budget; a run that
 * does not fit is taken out as a whole. Pure functions; any thread. */

#include "core/list.h"

/* What became of a run. */
enum km_run_verdict {
    KM_RUN_OK = 0,
    KM_RUN_GAP,       /* does not follow what is held */
    KM_RUN_BAD_SEAL,  /* its seal is not by its author */
    KM_RUN_BAD_CHAIN, /* well sealed, but its records do not lead to the seal from here: altered
                         on the way, or another branch */
    KM_RUN_FORK,      /* another branch of a journal that is held here */
    KM_RUN_UNKNOWN_AUTHOR, /* no key of this node is known here */
    KM_RUN_REVOKED,        /* written after its node was revoked */
    KM_RUN_NOT_STORED,     /* good, but the disk did not take it */
    KM_RUN_VERDICT_END
};
const char *km_run_verdict_text(enum km_run_verdict verdict); /* English, static */

struct km_run {
    km_node node; /* also in the seal */
    uint32_t first;
    struct km_seal seal;
    struct km_list items; /* seal.seq - first + 1 of them */
};

struct km_item {
    const uint8_t *bytes; /* borrowed; NULL for a forgotten record */
    size_t len;
    const uint8_t *hash; /* borrowed, KM_HASH_SIZE; NULL when there are bytes */
};

/* The next item of run.items; false at the end. */
bool km_item_next(struct km_list *items, struct km_item *out_item);

/* The hash that the chain takes of an item. */
void km_item_hash(const struct km_item *item, uint8_t out_hash[KM_HASH_SIZE]);

/* The next run of a list; false at the end. */
bool km_run_next(struct km_list *runs, struct km_run *out_run);

/* Does the run follow (prev_seq, prev_chain) and is it its author's? KM_RUN_OK, _GAP, _BAD_SEAL or
 * _BAD_CHAIN. A run that starts earlier is checked from the chain before its first record. */
enum km_run_verdict km_run_verify(const struct km_run *run, uint32_t prev_seq,
        const uint8_t prev_chain[KM_HASH_SIZE], const uint8_t public_key[KM_KEY_SIZE]);

/* Writing runs. `soft` bytes are what a message should hold: a run that would go beyond is taken
 * out again, unless it is the first; `hard` (KM_SYNC_RUNS_MAX) holds for that one too. */
struct km_runs {
    struct km_list_writer list;
    size_t soft;
    size_t start;     /* of the run being written */
    uint32_t missing; /* items of it that are still to come */
};
void km_runs_init(struct km_runs *runs, size_t soft, size_t hard);
void km_runs_destroy(struct km_runs *runs);

/* Begins the run of the sealed node from first to the seal; at most KM_RUN_ITEMS_MAX records. */
void km_runs_begin(struct km_runs *runs, uint32_t first, const struct km_seal *seal);

/* One record, by its bytes or its hash. False when the run does not fit: stop and end it. */
bool km_runs_put(struct km_runs *runs, const void *bytes, size_t len);
bool km_runs_put_hash(struct km_runs *runs, const uint8_t hash[KM_HASH_SIZE]);

/* Ends the run. False when it was taken out, because it did not fit or an item is missing. */
bool km_runs_end(struct km_runs *runs);

void km_run_read(struct km_cbor_reader *reader, void *out_run); /* a km_item_fn */

#endif
