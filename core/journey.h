#ifndef KM_JOURNEY_H
#define KM_JOURNEY_H

/* A visitor's journey with one ticket, as a table: which records move it from a state, where to,
 * and what happens when nothing does. It rules what screens offer; the fold refuses no move,
 * because what was written down has happened. An `undo` is not a move: it takes one back. Pure; any
 * thread.
 */

#include "core/day.h"
#include "core/record.h"

/* The state that a record of the kind leads to; KM_TICKET_UNKNOWN when it is not to be offered. */
enum km_ticket_state km_journey_next(enum km_ticket_state from, enum km_kind move);

bool km_journey_allows(enum km_ticket_state from, enum km_kind move);

/* The move that is due once a state lasted for the programme's hold_minutes; 0 = it lasts. */
enum km_kind km_journey_timeout(enum km_ticket_state state);

#endif
