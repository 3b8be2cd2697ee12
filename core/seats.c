#include "core/seats.h"

#include "core/array.h"

static uint32_t slot_hash(uint16_t zone, uint16_t session, uint32_t node)
{
    uint64_t key = (uint64_t)zone << 48 | (uint64_t)session << 32 | node;
    return (uint32_t)((key + 1) * 0x9e3779b97f4a7c15ull >> 32);
}

/* The slot of the key, or the empty one where it belongs. A slot is empty when its zone is 0. */
static uint32_t slot_find(const struct km_day *day, uint16_t zone, uint16_t session, uint32_t node)
{
    uint32_t slot = slot_hash(zone, session, node) & (day->seat_cap - 1);
    while (day->seats[slot].zone != 0 &&
            (day->seats[slot].zone != zone || day->seats[slot].session != session ||
                    day->seats[slot].node != node)) {
        slot = (slot + 1) & (day->seat_cap - 1);
    }
    return slot;
}

static struct km_seat_entry *slot_of(
        struct km_day *day, uint16_t zone, uint16_t session, uint32_t node)
{
    if (2 * (day->seat_count + 1) > day->seat_cap) {
        struct km_seat_entry *old = day->seats;
        uint32_t old_cap = day->seat_cap;
        day->seat_cap = old_cap > 0 ? 2 * old_cap : 16;
        day->seats = calloc(day->seat_cap, sizeof *day->seats);
        if (day->seats == NULL) {
            abort();
        }
        for (uint32_t i = 0; i < old_cap; i++) {
            if (old[i].zone != 0) {
                day->seats[slot_find(day, old[i].zone, old[i].session, old[i].node)] = old[i];
            }
        }
        free(old);
    }
    struct km_seat_entry *seat = &day->seats[slot_find(day, zone, session, node)];
    if (seat->zone == 0) {
        *seat = (struct km_seat_entry){.zone = zone, .session = session, .node = node};
        day->seat_count++;
    }
    return seat;
}

static const struct km_seat_entry *slot_get(
        const struct km_day *day, km_zone zone, uint16_t session, uint32_t node)
{
    if (day == NULL || day->seat_cap == 0 || zone > KM_ZONE_MAX || day->zone_of[zone] == 0) {
        return NULL;
    }
    const struct km_seat_entry *seat =
            &day->seats[slot_find(day, day->zone_of[zone], session, node)];
    return seat->zone != 0 ? seat : NULL;
}

void km_seats_book(
        struct km_day *day, uint16_t zone, uint16_t session, uint32_t node, int32_t people)
{
    slot_of(day, zone, session, node)->booked += (uint32_t)people;
    slot_of(day, zone, session, KM_SEAT_ALL)->booked += (uint32_t)people;
}

void km_seats_move(struct km_day *day, const struct km_seat_move *move, bool granted, bool add)
{
    uint32_t nodes[] = {move->node, KM_SEAT_ALL};
    for (int i = 0; i < 2; i++) {
        struct km_seat_entry *seat = slot_of(day, move->zone, move->session, nodes[i]);
        uint32_t *sum = granted ? &seat->granted : &seat->returned;
        *sum += add ? move->count : 0 - move->count;
    }
}

static uint32_t less(uint64_t from, uint64_t taken)
{
    return from > taken ? (uint32_t)(from - taken) : 0;
}

uint32_t km_seats_free_of(const struct km_day *day, km_zone zone, uint16_t session, km_node node)
{
    uint32_t index;
    if (day == NULL || !km_day_node(day, node, &index)) {
        return 0;
    }
    const struct km_seat_entry *seat = slot_get(day, zone, session, index);
    return seat != NULL ? less(seat->granted, (uint64_t)seat->returned + seat->booked) : 0;
}

uint32_t km_seats_grantable(const struct km_day *day, const struct km_roster *roster, km_zone zone,
        uint16_t session, uint32_t capacity)
{
    uint64_t held = 0;
    for (uint32_t i = 0; day != NULL && i < day->node_count; i++) {
        const struct km_seat_entry *seat = slot_get(day, zone, session, i);
        if (seat != NULL) {
            uint32_t granted = less(seat->granted, seat->returned);
            bool revoked = km_roster_cut(roster, day->nodes[i].id) != 0;
            /* booked can pass granted only by a broken kiosk; what it sold is sold all the same */
            held += revoked || seat->booked > granted ? seat->booked : granted;
        }
    }
    return less(capacity, held);
}

uint32_t km_seats_booked(const struct km_day *day, km_zone zone, uint16_t session)
{
    const struct km_seat_entry *seat = slot_get(day, zone, session, KM_SEAT_ALL);
    return seat != NULL ? seat->booked : 0;
}
