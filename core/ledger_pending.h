#ifndef KM_LEDGER_PENDING_H
#define KM_LEDGER_PENDING_H

/* What the files of the ledger share among themselves and nobody else uses. */

#include "core/ledger.h"

/* Where the running transaction stands in a node's journal, with the chain there; never NULL.
 * Borrowed until the next call. */
struct km_end *km_ledger_end(struct km_ledger *ledger, km_node node);

/* Notes pending_bytes from offset to its end as a record to be folded after the commit. The
 * station's `node` records count at once in pending_roster. record: NULL for one that this version
 * cannot read. */
void km_ledger_pend(struct km_ledger *ledger, struct km_name name, const struct km_record *record,
        size_t offset);

#endif
