#ifndef KM_ENDS_H
#define KM_ENDS_H

/* Where each node's journal ends, in memory: the store keeps it so that an append needs no query,
 * the ledger so that it knows what it has folded. Sorted by node; records come in runs of one node,
 * so the end found last is tried first. Shared by core/journal and core/ledger*.c only. */

#include "core/journal/journal.h"

struct km_end {
    struct km_head head; /* store: the newest seal, seq 0 while there is none; ledger: the last
                            record of the transaction and the chain there */
    uint32_t last;       /* store: the last record, beyond the head only within a transaction */
    size_t bytes;        /* store: of the records since the newest seal, as far as put by us */
    uint32_t folded;     /* ledger: records up to this one are in the fold */
};

struct km_ends {
    struct km_end *items; /* owned */
    uint32_t count, cap, hit;
};

/* The node's end, made when it is new. Borrowed until the next call. */
struct km_end *km_ends_of(struct km_ends *ends, km_node node);
void km_ends_clear(struct km_ends *ends);
void km_ends_destroy(struct km_ends *ends);

#endif
