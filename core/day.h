#ifndef KM_DAY_H
#define KM_DAY_H

/* One day of the fold: its records in brief, its tickets, its zones and their queues.
 * Everything is an index into a growing array of the day (0 = none), so a day is a handful of
 * allocations. A ticket's part in queues, stays and counts is withdrawn before the ticket changes
 * and deposited again after, so that every count follows from the records whatever the order they
 * came in. Readers use core/queue.h, core/statistics.h and core/seats.h; this header is the shape
 * those share. */

#include "core/chain.h"
#include "core/order.h"
#include "core/record.h"

/* A record in brief. kind 0: not here yet, only named by another record. */
struct km_entry {
    int64_t at; /* UTC ms, corrected by the node's clock records */
    uint32_t seq;
    uint32_t node;   /* index into nodes */
    uint32_t owner;  /* ticket; zone for zone and head_count; the target's entry for undo */
    uint32_t next;   /* next entry of the same owner */
    uint32_t value;  /* by kind: see day.c */
    uint16_t undone; /* how many live undo records name it, at most KM_UNDONE_MANY */
    uint8_t kind;
    uint8_t dead; /* does not count: from a revoked node, or a kind its node may not write */
};
#define KM_UNDONE_MANY UINT16_MAX

/* A ticket is named by its issue. Where a record of another kind stands under that name, the ticket
 * that others speak of has an entry of its own under this seq: that record changes nothing for it,
 * so it need not be held by all. */
#define KM_MISNAMED(seq) ((seq) | 0x80000000u) /* seq <= KM_SEQ_MAX */

enum km_ticket_state {
    KM_TICKET_UNKNOWN = 0, /* named by others, its issue is not here */
    KM_TICKET_WAITING,
    KM_TICKET_CALLED,
    KM_TICKET_NO_SHOW,
    KM_TICKET_CANCELLED,
    KM_TICKET_TRANSFERRED, /* another ticket took its place */
    KM_TICKET_VOID,        /* a transfer that does not stand */
    KM_TICKET_ADMITTED,
    KM_TICKET_STATE_END
};

struct km_ticket_entry {
    uint32_t name;     /* entry of its issue (or transfer) record */
    uint32_t first;    /* its entries, latest arrival first */
    uint32_t decision; /* latest of call, no_show, requeue */
    uint32_t recall;   /* latest */
    uint32_t admit;    /* least check_in */
    uint32_t out;      /* least check_out */
    uint32_t rating;   /* latest rate */
    uint32_t winner;   /* the transfer entry that stands in its place */
    uint32_t checks;   /* live check_ins */
    uint32_t cancels;  /* live cancels */
    uint32_t link;     /* ticket it names as its visitor's (or, of a transfer, the old ticket) */
    uint32_t group;    /* one ticket of the same visitor stands for all: itself when alone */
    uint32_t mate;     /* next ticket of the same visitor, in a ring */
    uint32_t size;     /* of the group, kept at the one that stands for it */
    uint32_t stays;    /* order of the group's admissions, kept there too */
    uint16_t zone;     /* index into zones */
    uint16_t session;
    uint16_t number;
    uint8_t people[KM_CATEGORIES_MAX];
    uint8_t party;
    uint8_t lane;
    uint8_t state;  /* enum km_ticket_state */
    uint8_t issued; /* its issue counts */
    uint8_t lifted; /* withdrawn while one of its entries changes */
};

struct km_tally {
    uint32_t parties;
    uint32_t people;
};

#define KM_DAY_SLOTS 48 /* half hours of UTC */
#define KM_WAIT_BUCKETS 64

/* What a zone's day adds up to; see core/statistics.h. */
struct km_zone_counts {
    struct km_tally by_state[KM_TICKET_STATE_END];
    struct km_tally issued;
    uint32_t issued_people[KM_CATEGORIES_MAX];
    uint32_t admitted_people[KM_CATEGORIES_MAX]; /* where the issue is known */
    struct km_tally by_slot[KM_DAY_SLOTS];       /* admissions by half hour, UTC */
    uint32_t doubles;                            /* further admissions of one ticket */
    uint32_t waits[KM_WAIT_BUCKETS];             /* admissions by waited time, see km_wait_bucket */
    int64_t waited_ms;                           /* sum over them */
    uint32_t ratings[5];
};

struct km_zone_entry {
    km_zone code;
    uint32_t lanes[KM_LANE_END]; /* orders of waiting tickets, sums are people */
    uint32_t calls;              /* order of live calls */
    uint32_t called, passed;     /* orders of tickets called now, of no-shows: by what decides */
    uint32_t ins, outs;       /* orders of admissions and of what ended a stay, sums are people */
    uint32_t first;           /* its zone and head_count entries */
    uint32_t state, capacity; /* latest zone entry that says it */
    uint32_t head_count;      /* latest */
    struct km_zone_counts counts;
};

struct km_seat_entry {
    uint16_t zone; /* index */
    uint16_t session;
    uint32_t node; /* index; KM_SEAT_ALL sums over all */
    uint32_t granted, returned, booked;
};
#define KM_SEAT_ALL UINT32_MAX

/* A grant or return as its record said it, to take it back when its node is revoked. */
struct km_seat_move {
    uint16_t zone, session;
    uint32_t node;
    uint32_t count;
};

/* The entries of 64 consecutive records of a node. */
struct km_page {
    uint32_t index; /* seq / 64 */
    uint32_t entries[64];
};

struct km_node_pages {
    km_node id;
    struct km_page *
            *pages; /* owned, ascending index; pointers, since names may come in any order */
    uint32_t count, cap;
};

struct km_day {
    km_day_no day;
    km_node station;
    struct km_entry *entries;
    uint32_t entry_count, entry_cap;
    struct km_ticket_entry *tickets;
    uint32_t ticket_count, ticket_cap;
    struct km_zone_entry *zones;
    uint32_t zone_count, zone_cap;
    uint16_t zone_of[KM_ZONE_MAX + 1];
    struct km_node_pages *nodes;
    uint32_t node_count, node_cap;
    uint32_t *node_slots; /* open hash of nodes by id, 0 = empty, else index + 1; a power of two */
    uint32_t node_slot_cap;
    struct km_orders orders;
    struct km_seat_entry *seats; /* open hash, seat_cap a power of two */
    uint32_t seat_count, seat_cap;
    struct km_seat_move *moves;
    uint32_t move_count, move_cap;
    struct km_tally
            visitors; /* visitors admitted at least once, people of their first admitted ticket */
    uint32_t visitors_people[KM_CATEGORIES_MAX];
    uint32_t record_count; /* not of those that are dead */
};

struct km_day *km_day_new(km_day_no day, km_node station);
void km_day_free(struct km_day *day);

/* Takes a record of the day. shift: from the node's clocks. False: it was there already. */
bool km_day_take(
        struct km_day *day, struct km_name name, const struct km_record *record, int64_t shift);

/* Moves the times of a node's records in after..before (both outside) by delta. */
void km_day_shift(struct km_day *day, km_node node, uint32_t after, uint32_t before, int64_t delta);

/* Takes a node's records from seq on out of the day: it is as if they had never come. */
void km_day_cut(struct km_day *day, km_node node, uint32_t from);

void km_day_digest(const struct km_day *day, uint8_t out_digest[KM_HASH_SIZE]);
size_t km_day_memory(const struct km_day *day);

/* The entry of a record, made when nothing named it before; the index of a zone likewise. For the
 * fold's own files. */
uint32_t km_day_entry_of(struct km_day *day, struct km_name name);
uint16_t km_day_zone_of(struct km_day *day, km_zone zone);

/* The index of a node; false when no record that day is by it or names it. */
bool km_day_node(const struct km_day *day, km_node id, uint32_t *out_node);

/* The entry of a record, 0 when nothing names it. */
uint32_t km_day_find(const struct km_day *day, struct km_name name);
struct km_name km_day_name(const struct km_day *day, uint32_t entry);

/* Whether entry a comes before b: by time, node, seq. */
static inline bool km_day_before(const struct km_day *day, uint32_t a, uint32_t b)
{
    const struct km_entry *x = &day->entries[a], *y = &day->entries[b];
    if (x->at != y->at) {
        return x->at < y->at;
    }
    if (x->node != y->node) {
        return day->nodes[x->node].id < day->nodes[y->node].id;
    }
    return x->seq < y->seq;
}

#endif
