#ifndef KM_QUEUE_H
#define KM_QUEUE_H

/* Tickets and the lanes they wait in. The first half asks: what state a ticket is in, how many are
 * ahead of it, whom to call next. The second half is how core/day.c keeps it so: a ticket's part in
 * lanes, stays, seats and counts is withdrawn before any of its records changes and deposited
 * after. Rules: admitted if there is any check_in; else cancelled, or replaced by a transfer; else
 * the latest of call, no_show, requeue decides; else waiting. Waiting tickets of a lane stand in
 * the order (time, node, seq), a requeued one by its new time. The next call takes the priority
 * lane unless the last `after` calls were all priority. */

#include "core/day.h"

/* ---- asking; day may be NULL (nothing yet) in all of these ---- */

struct km_zone_figures {
    uint8_t state;     /* enum km_zone_state, unset = as the programme says */
    uint32_t capacity; /* 0 = as the programme says */
    struct km_tally waiting, called, inside, admitted, no_show, cancelled;
    struct km_tally lanes[KM_LANE_END]; /* waiting, by lane */
    uint32_t doubles;
};

/* Zeros for a zone that has no records that day. */
struct km_zone_figures km_queue_zone(const struct km_day *day, km_zone zone);

struct km_ticket_facts {
    struct km_name name;
    uint8_t state;    /* enum km_ticket_state */
    uint8_t presumed; /* state; while the issue is not here, what the other records say of it:
                         called, no_show, cancelled, transferred, else unknown */
    bool issued;      /* its issue is here and counts: number, people, lane, issued_at are known */
    km_zone zone;     /* 0 = not known */
    uint16_t session, number;
    uint8_t lane, party;
    uint8_t people[KM_CATEGORIES_MAX];
    int64_t issued_at;          /* UTC ms */
    int64_t decided_at;         /* of the call, no_show or requeue that decides, 0 = none */
    int64_t admitted_at;        /* 0 = not admitted */
    int64_t recalled_at;        /* of the latest recall, 0 = none */
    struct km_name admitted_by; /* the admitting check_in */
    struct km_name winner;      /* the ticket that counts in its place; of a void transfer too */
    int64_t left_at;            /* 0 = not checked out and not seen elsewhere since */
    uint32_t checks;            /* check-ins; more than one is a double admission */
    uint8_t rating;             /* 1..5, 0 = none */
    struct km_name visitor;     /* the first ticket of the party that day */
};

/* False when nothing of that day names such a ticket. */
bool km_queue_ticket(
        const struct km_day *day, struct km_name name, struct km_ticket_facts *out_facts);

/* Calls each for every ticket whose issue or admission is here, in the order of names. */
void km_queue_each(const struct km_day *day,
        void (*each)(const struct km_ticket_facts *facts, void *userdata), void *userdata);

/* Parties and people called before a waiting ticket, zeros for one that is not waiting. after:
 * priority calls in a row that make way for one normal call, >= 1. */
struct km_tally km_queue_ahead(const struct km_day *day, struct km_name name, unsigned after);

/* The same for a party that would take a ticket of that lane now. */
struct km_tally km_queue_tail(const struct km_day *day, km_zone zone, uint8_t lane, unsigned after);

/* The ticket to call next; {0, 0} when nobody waits. */
struct km_name km_queue_next(const struct km_day *day, km_zone zone, unsigned after);

/* The ticket with that number that day, by the issuing node; {0, 0} when there is none. */
struct km_name km_queue_by_number(
        const struct km_day *day, km_node node, km_zone zone, uint16_t number);

/* The highest running number that a node gave in a zone that day, 0 = none. */
uint16_t km_queue_last_number(const struct km_day *day, km_node node, km_zone zone);

/* ---- for the other readers of a day ---- */

/* What was recorded about a zone; NULL when nothing was, or day is. */
const struct km_zone_entry *km_queue_zone_entry(const struct km_day *day, km_zone zone);

/* The ticket that a name stands for, 0 = none. */
uint32_t km_queue_ticket_find(const struct km_day *day, struct km_name name);

/* How many of the zone's latest calls in a row were for the priority lane, at most `after`. */
unsigned km_queue_priority_run(
        const struct km_day *day, const struct km_zone_entry *zone, unsigned after);

/* ---- keeping (core/day.c, core/visit.c) ---- */

/* The ticket that a name stands for, made when it is new. */
uint32_t km_queue_ticket_of(struct km_day *day, struct km_name name);

/* Whether a record counts: here, not dead, not undone. */
bool km_queue_counts(const struct km_day *day, uint32_t entry);

/* Whether an undo of the record takes it out, by what it is. */
bool km_queue_undoable(const struct km_day *day, uint32_t entry);

/* Takes the ticket's issue (or transfer) record in; the entry is its name. */
void km_queue_issue(struct km_day *day, uint32_t ticket, const struct km_record *record);

/* A record about the ticket, already on its list, begins to count. */
void km_queue_add(struct km_day *day, uint32_t ticket, uint32_t entry);

/* Before and after any other change to what a ticket follows from: lift, change, lower. changed:
 * the entry that changes, or KM_QUEUE_ISSUE when the ticket's issue comes or goes. */
#define KM_QUEUE_ISSUE 0
void km_queue_lift(struct km_day *day, uint32_t ticket, uint32_t changed);
void km_queue_lower(struct km_day *day, uint32_t ticket, uint32_t changed);

#endif
