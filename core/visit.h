#ifndef KM_VISIT_H
#define KM_VISIT_H

/* Visitors and their stays. Tickets that name one another are one visitor's: a group, kept as a
 * ring with the smaller joined to the larger. A visitor is in one place: a stay begins with a
 * ticket's admission and ends with its check_out or with the visitor's next admission anywhere,
 * whichever comes first. Used by core/queue.c; the entries and orders it keeps are those of
 * core/day.h. */

#include "core/day.h"

/* The ticket's admission begins, or no longer is, a stay. The ticket must hold its admit, out, zone
 * and party. */
void km_visit_add(struct km_day *day, uint32_t ticket);
void km_visit_remove(struct km_day *day, uint32_t ticket);

/* Makes two tickets one visitor's. */
void km_visit_link(struct km_day *day, uint32_t ticket, uint32_t other);

/* Takes the visitor of the ticket apart and joins its tickets again by the links that still hold.
 */
void km_visit_regroup(struct km_day *day, uint32_t ticket);

/* The visitor's first ticket: the least issue that is here, else the least name. */
uint32_t km_visit_first(const struct km_day *day, uint32_t ticket);

/* When the ticket's stay ended, 0 = it has not. */
int64_t km_visit_left_at(const struct km_day *day, uint32_t ticket);

/* Parties and people inside a zone by what was seen, from the last head count on, never below zero.
 */
struct km_tally km_visit_inside(const struct km_day *day, const struct km_zone_entry *zone);

/* The same as far as it can still be true: who came in before `since` and was not seen to leave
 * does not count any more, nor does a head count from before. Costs O(log n) for each admission
 * after `since`. */
struct km_tally km_visit_inside_since(
        const struct km_day *day, const struct km_zone_entry *zone, int64_t since);

#endif
