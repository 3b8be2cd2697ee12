#ifndef KM_TEST_NAIVE_H
#define KM_TEST_NAIVE_H

/* The rules of the fold written down a second time, as plainly as possible and as slowly as they
 * come: every answer walks over all records of a world. Shares nothing with the fold but the shapes
 * of records. */

#include "core/queue.h"
#include "tests/core/world.h"

#define NAIVE_NONE UINT32_MAX

struct naive {
    const struct world *world;
    km_day_no day;
    int64_t *at;       /* effective time of each record */
    bool *counts;      /* of the day, not dead, not undone */
    uint32_t *visitor; /* whose ticket each record is about: some number, equal for the same visitor
                        */
    uint32_t *holder;  /* the same of each record that is a ticket itself */
    uint32_t *order;   /* all records by (time, node, seq) */
};

void naive_make(struct naive *naive, const struct world *world, km_day_no day);
void naive_destroy(struct naive *naive);

/* Whether record a comes before b: by time, node, seq. */
bool naive_before(const struct naive *naive, uint32_t a, uint32_t b);

/* Index of the record with that name whatever its day, UINT32_MAX when there is none. */
uint32_t naive_find(const struct naive *naive, struct km_name name);

/* The counting issue or transfer of that name. NAIVE_NONE here and below: there is none. */
uint32_t naive_issue(const struct naive *naive, struct km_name ticket);

/* The earliest (or latest) counting record of a kind about a ticket. */
uint32_t naive_extreme(
        const struct naive *naive, enum km_kind kind, struct km_name ticket, bool latest);

/* Whether an undo of the record takes it out, by what it is. */
bool naive_undoable(const struct naive *naive, uint32_t record);

/* The latest counting call, no_show or requeue. */
uint32_t naive_decision(const struct naive *naive, struct km_name ticket);

enum km_ticket_state naive_state(const struct naive *naive, struct km_name ticket);

/* Index of the admitting check_in, UINT32_MAX when there is none. */
uint32_t naive_admission(const struct naive *naive, struct km_name ticket);

/* Waiting tickets of a zone in the order they will be called; returns how many. out: world->count
 * names. */
uint32_t naive_line(const struct naive *naive, km_zone zone, unsigned after, struct km_name *out);

/* Party of a ticket: its issue's, else what the admitting check_in says. */
uint32_t naive_party(const struct naive *naive, struct km_name ticket);

/* Zone of a ticket, likewise. */
km_zone naive_zone(const struct naive *naive, struct km_name ticket);

/* What ended the stay that an admission began. */
uint32_t naive_end_of_stay(const struct naive *naive, uint32_t admission);

int64_t naive_inside(const struct naive *naive, km_zone zone);
struct km_tally naive_visitors(const struct naive *naive);
int64_t naive_free_seats(const struct naive *naive, km_zone zone, uint16_t session, km_node node);

/* ---- lists (naive_list.c); each returns how many, out holds world->count ---- */

/* Tickets of a zone in that state, CALLED or NO_SHOW, by what decides it, the latest first. */
uint32_t naive_in_state(
        const struct naive *naive, km_zone zone, enum km_ticket_state state, struct km_name *out);

/* Tickets that were called in a zone, each once, the latest call first. */
uint32_t naive_last_calls(const struct naive *naive, km_zone zone, struct km_name *out);

/* Admitting check_ins of the visitor whose ticket that record is, in order. */
uint32_t naive_visits(const struct naive *naive, uint32_t ticket, uint32_t *out);

/* That visitor's tickets that wait or are called, by the time they were taken. */
uint32_t naive_live_tickets(const struct naive *naive, uint32_t ticket, struct km_name *out);

/* What a node did and an undo would take out, the latest first, at most max. */
uint32_t naive_deeds(const struct naive *naive, km_node node, struct km_name *out, uint32_t max);

#endif
