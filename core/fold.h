#ifndef KM_FOLD_H
#define KM_FOLD_H

/* The fold: from a set of records to what is. The same in kiosk and station; it gives the same
 * state, to the byte of its digest, for any order of arrival, any duplication, any batching. It is
 * kept day by day beside one roster. A record costs O(log n) whatever came before; only `clock`,
 * `undo` and a revocation cost what they touch. It holds nothing of the clock on the wall, of
 * arrival or of the node it runs on. Not thread-safe: one owner. */

#include "core/day.h"
#include "core/roster.h"

struct km_fold;

/* station: the node whose node, programme, grant_seats and forget records count. Owned:
 * km_fold_free. */
struct km_fold *km_fold_new(km_node station);
void km_fold_free(struct km_fold *fold);

/* Takes one decoded record; nothing of it is borrowed afterwards. False when it changed nothing: it
 * was there already, or does not count. What a revoked node wrote from its cut on leaves no trace,
 * so who holds it and who was refused it have the same state. */
bool km_fold_take(struct km_fold *fold, struct km_name name, const struct km_record *record);

/* Borrowed until the next km_fold_take. */
const struct km_roster *km_fold_roster(const struct km_fold *fold);
const struct km_day *km_fold_day(const struct km_fold *fold,
        km_day_no day); /* NULL: no record counts that day, or forgotten */

/* Calls each for every day held, ascending. */
void km_fold_each_day(const struct km_fold *fold,
        void (*each)(const struct km_day *day, void *userdata), void *userdata);

/* Digest of the whole: the roster's and every day's. */
void km_fold_digest(const struct km_fold *fold, uint8_t out_digest[KM_HASH_SIZE]);

/* Bytes of memory held. */
size_t km_fold_memory(const struct km_fold *fold);

#endif
