#ifndef KM_JOURNAL_ENDS_H
#define KM_JOURNAL_ENDS_H

/* Where each node's journal ends in a store, kept in memory so that an append needs no query.
 * Sorted by node; records come in runs of one node, so the end found last is tried first. Private
 * to core/journal. */

#include "core/journal/journal.h"

struct km_end {
    struct km_head head; /* the newest seal; seq 0 while there is none */
    uint32_t last;       /* the last record, beyond the head only within a transaction */
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
