#ifndef KM_QUEUE_LIST_H
#define KM_QUEUE_LIST_H

/* The lists that staff and boards show, read from the orders that core/queue.c keeps: whom to call,
 * who was called, who did not come; and the day of one visitor, for his stamp card. A list costs
 * O(log n) for each ticket it gives, never a walk over all tickets; the visitor's lists walk over
 * that visitor's own. Pure; same thread as the fold. In all of these day may be NULL (nothing yet),
 * out holds max, and the count of what was written is returned. */

#include "core/day.h"

/* The waiting tickets of a zone as they would be called, one after the other, both lanes merged by
 * the rule of core/queue.h. after: as there, >= 1. */
size_t km_queue_next_tickets(
        const struct km_day *day, km_zone zone, unsigned after, struct km_name *out, size_t max);

/* Tickets that are called now, the latest call first; a recall does not change their order. */
size_t km_queue_called(const struct km_day *day, km_zone zone, struct km_name *out, size_t max);

/* Tickets whose call ran out, the latest no-show first. */
size_t km_queue_passed(const struct km_day *day, km_zone zone, struct km_name *out, size_t max);

/* Tickets that were called in a zone, the latest call first, whatever became of them since: come
 * in, put back, cancelled. Each once, at its latest call. */
size_t km_queue_last_calls(const struct km_day *day, km_zone zone, struct km_name *out, size_t max);

/* A visit that the visitor of a ticket made that day. */
struct km_queue_visit {
    struct km_name ticket;
    km_zone zone;
    int64_t admitted_at; /* UTC ms */
    int64_t left_at;     /* 0 = not checked out and not seen elsewhere since */
    uint8_t rating;      /* 1..5, 0 = none */
};

/* Visits of the ticket's visitor in order of time; of more than max the latest. */
size_t km_queue_visits(
        const struct km_day *day, struct km_name ticket, struct km_queue_visit *out, size_t max);

/* The visitor's tickets that wait or are called, by the time they were taken; of more than max the
 * earliest. The ticket that is asked by is one of them if it is live itself. */
size_t km_queue_live_tickets(
        const struct km_day *day, struct km_name ticket, struct km_name *out, size_t max);

#endif
