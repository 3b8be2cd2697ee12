#ifndef KM_TEST_NAIVE_H
#define KM_TEST_NAIVE_H

/* The rules of the fold written down a second time, as plainly as possible and as slowly as they
 * come: every answer walks over all records of a world. Shares nothing with the fold but the shapes
 * of records. */

#include "core/queue.h"
#include "tests/core/world.h"

struct naive {
    const struct world *world;
    km_day_no day;
    int64_t *at;  /* effective time of each record */
    bool *counts; /* of the day, not dead, not undone */
    uint32_t
            *visitor; /* of each record that is a ticket: some number, equal for the same visitor */
    uint32_t *order;  /* all records by (time, node, seq) */
};

void naive_make(struct naive *naive, const struct world *world, km_day_no day);
void naive_destroy(struct naive *naive);

/* Index of the record with that name whatever its day, UINT32_MAX when there is none. */
uint32_t naive_find(const struct naive *naive, struct km_name name);

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

int64_t naive_inside(const struct naive *naive, km_zone zone);
struct km_tally naive_visitors(const struct naive *naive);
int64_t naive_free_seats(const struct naive *naive, km_zone zone, uint16_t session, km_node node);

#endif
