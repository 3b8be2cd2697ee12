#include "core/queue.h"
#include "core/visit.h"

#include <sodium.h>

/* The digest of a day: BLAKE2b-256 over its tickets by name, its zones by code and its seats by
 * zone, session and node, every number as 8 bytes big-endian. Indexes and the order of arrival do
 * not enter it. */

static void put(crypto_generichash_state *state, uint64_t number)
{
    uint8_t bytes[8];
    for (int i = 0; i < 8; i++) {
        bytes[i] = (uint8_t)(number >> (56 - 8 * i));
    }
    crypto_generichash_update(state, bytes, sizeof bytes);
}

static void put_name(crypto_generichash_state *state, struct km_name name)
{
    put(state, name.node);
    put(state, name.seq);
}

static void put_tally(crypto_generichash_state *state, struct km_tally tally)
{
    put(state, tally.parties);
    put(state, tally.people);
}

static void put_ticket(const struct km_ticket_facts *facts, void *userdata)
{
    crypto_generichash_state *state = userdata;
    put_name(state, facts->name);
    put(state, (uint64_t)facts->state << 8 | facts->issued);
    put(state, (uint64_t)facts->zone << 32 | (uint64_t)facts->session << 16 | facts->number);
    put(state, (uint64_t)facts->lane << 8 | facts->party);
    crypto_generichash_update(state, facts->people, sizeof facts->people);
    put(state, (uint64_t)facts->issued_at);
    put(state, (uint64_t)facts->decided_at);
    put(state, (uint64_t)facts->admitted_at);
    put_name(state, facts->admitted_by);
    put_name(state, facts->winner);
    put(state, (uint64_t)facts->left_at);
    put(state, (uint64_t)facts->checks << 8 | facts->rating);
    put_name(state, facts->visitor);
}

static void put_zone(
        crypto_generichash_state *state, const struct km_day *day, const struct km_zone_entry *zone)
{
    const struct km_zone_counts *counts = &zone->counts;
    struct km_zone_figures figures = km_queue_zone(day, zone->code);
    put(state, zone->code);
    put(state, (uint64_t)figures.state << 32 | figures.capacity);
    put_tally(state, figures.inside);
    for (int i = 0; i < KM_TICKET_STATE_END; i++) {
        put_tally(state, counts->by_state[i]);
    }
    put_tally(state, counts->issued);
    for (int i = 0; i < KM_CATEGORIES_MAX; i++) {
        put(state, (uint64_t)counts->issued_people[i] << 32 | counts->admitted_people[i]);
    }
    for (int i = 0; i < KM_DAY_SLOTS; i++) {
        put_tally(state, counts->by_slot[i]);
    }
    for (int i = 0; i < KM_WAIT_BUCKETS; i++) {
        put(state, counts->waits[i]);
    }
    put(state, (uint64_t)counts->waited_ms);
    put(state, counts->doubles);
    for (int i = 0; i < 5; i++) {
        put(state, counts->ratings[i]);
    }
    /* the calls' order rules who is next */
    uint32_t calls = km_order_count(day, zone->calls);
    put(state, calls);
    for (uint32_t i = 0; i < calls; i++) {
        put_name(state, km_day_name(day, km_order_at(day, zone->calls, i)));
    }
}

/* A zone that was only named, by a record that does not count, is as good as none. */
static bool zone_is_used(const struct km_zone_entry *zone)
{
    uint32_t used = zone->state | zone->capacity | zone->head_count | zone->calls;
    for (int i = 0; i < KM_TICKET_STATE_END; i++) {
        used |= zone->counts.by_state[i].parties;
    }
    return used != 0;
}

static void put_zones(crypto_generichash_state *state, const struct km_day *day)
{
    for (unsigned code = 1; code <= KM_ZONE_MAX; code++) {
        if (day->zone_of[code] != 0 && zone_is_used(&day->zones[day->zone_of[code]])) {
            put_zone(state, day, &day->zones[day->zone_of[code]]);
        }
    }
}

struct seat_line {
    uint64_t zone_session;
    km_node node;
    uint64_t granted, returned, booked;
};

static int compare_seats(const void *a, const void *b)
{
    const struct seat_line *x = a, *y = b;
    if (x->zone_session != y->zone_session) {
        return x->zone_session < y->zone_session ? -1 : 1;
    }
    return (x->node > y->node) - (x->node < y->node);
}

static void put_seats(crypto_generichash_state *state, const struct km_day *day)
{
    struct seat_line *lines = calloc(day->seat_count + 1, sizeof *lines);
    if (lines == NULL) {
        abort();
    }
    uint32_t count = 0;
    for (uint32_t i = 0; i < day->seat_cap; i++) {
        const struct km_seat_entry *seat = &day->seats[i];
        if (seat->zone != 0 && seat->node != KM_SEAT_ALL &&
                (seat->granted | seat->returned | seat->booked) != 0) {
            lines[count++] =
                    (struct seat_line){(uint64_t)day->zones[seat->zone].code << 16 | seat->session,
                            day->nodes[seat->node].id, seat->granted, seat->returned, seat->booked};
        }
    }
    qsort(lines, count, sizeof *lines, compare_seats);
    for (uint32_t i = 0; i < count; i++) {
        put(state, lines[i].zone_session);
        put(state, lines[i].node);
        put(state, lines[i].granted);
        put(state, lines[i].returned);
        put(state, lines[i].booked);
    }
    free(lines);
}

void km_day_digest(const struct km_day *day, uint8_t out_digest[KM_HASH_SIZE])
{
    crypto_generichash_state state;
    crypto_generichash_init(&state, NULL, 0, KM_HASH_SIZE);
    put(&state, day->day);
    put(&state, day->record_count);
    km_queue_each(day, put_ticket, &state);
    put_zones(&state, day);
    put_seats(&state, day);
    put_tally(&state, day->visitors);
    for (int i = 0; i < KM_CATEGORIES_MAX; i++) {
        put(&state, day->visitors_people[i]);
    }
    crypto_generichash_final(&state, out_digest, KM_HASH_SIZE);
}
