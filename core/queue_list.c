#include "core/queue_list.h"

#include "core/queue.h"
#include "core/visit.h"

/* Of an entry that belongs to a ticket. */
static struct km_name ticket_name(const struct km_day *day, uint32_t entry)
{
    return km_day_name(day, day->tickets[day->entries[entry].owner].name);
}

size_t km_queue_next_tickets(
        const struct km_day *day, km_zone code, unsigned after, struct km_name *out, size_t max)
{
    const struct km_zone_entry *zone = km_queue_zone_entry(day, code);
    if (zone == NULL) {
        return 0;
    }
    unsigned run = km_queue_priority_run(day, zone, after);
    uint32_t places[KM_LANE_END] = {0};
    size_t count = 0;
    while (count < max) {
        uint32_t normal = km_order_at(day, zone->lanes[KM_LANE_NORMAL], places[KM_LANE_NORMAL]);
        uint32_t priority =
                km_order_at(day, zone->lanes[KM_LANE_PRIORITY], places[KM_LANE_PRIORITY]);
        if (normal == 0 && priority == 0) {
            break;
        }
        bool first = priority != 0 && (normal == 0 || run < after);
        run = first ? run + 1 : 0;
        places[first ? KM_LANE_PRIORITY : KM_LANE_NORMAL]++;
        out[count++] = ticket_name(day, first ? priority : normal);
    }
    return count;
}

/* An order from its end. */
static size_t latest_of(const struct km_day *day, uint32_t order, struct km_name *out, size_t max)
{
    uint32_t all = km_order_count(day, order);
    size_t count = 0;
    while (count < max && count < all) {
        out[count] = ticket_name(day, km_order_at(day, order, all - 1 - (uint32_t)count));
        count++;
    }
    return count;
}

size_t km_queue_called(const struct km_day *day, km_zone code, struct km_name *out, size_t max)
{
    const struct km_zone_entry *zone = km_queue_zone_entry(day, code);
    return zone != NULL ? latest_of(day, zone->called, out, max) : 0;
}

size_t km_queue_passed(const struct km_day *day, km_zone code, struct km_name *out, size_t max)
{
    const struct km_zone_entry *zone = km_queue_zone_entry(day, code);
    return zone != NULL ? latest_of(day, zone->passed, out, max) : 0;
}

static bool listed(const struct km_name *names, size_t count, struct km_name name)
{
    for (size_t i = 0; i < count; i++) {
        if (km_name_equal(names[i], name)) {
            return true;
        }
    }
    return false;
}

size_t km_queue_last_calls(const struct km_day *day, km_zone code, struct km_name *out, size_t max)
{
    const struct km_zone_entry *zone = km_queue_zone_entry(day, code);
    size_t count = 0;
    for (uint32_t k = zone != NULL ? km_order_count(day, zone->calls) : 0; k > 0 && count < max;
            k--) {
        struct km_name name = ticket_name(day, km_order_at(day, zone->calls, k - 1));
        if (!listed(out, count, name)) {
            out[count++] = name;
        }
    }
    return count;
}

/* ---- one visitor ---- */

size_t km_queue_visits(
        const struct km_day *day, struct km_name name, struct km_queue_visit *out, size_t max)
{
    uint32_t asked = km_queue_ticket_find(day, name);
    if (asked == 0) {
        return 0;
    }
    uint32_t stays = day->tickets[day->tickets[asked].group].stays;
    uint32_t all = km_order_count(day, stays);
    uint32_t first = all > max ? all - (uint32_t)max : 0;
    for (uint32_t k = first; k < all; k++) {
        uint32_t admission = km_order_at(day, stays, k);
        uint32_t ticket = day->entries[admission].owner;
        const struct km_ticket_entry *t = &day->tickets[ticket];
        out[k - first] = (struct km_queue_visit){
                .ticket = km_day_name(day, t->name),
                .zone = day->zones[t->zone].code,
                .admitted_at = day->entries[admission].at,
                .left_at = km_visit_left_at(day, ticket),
                .rating = (uint8_t)day->entries[t->rating].value,
        };
    }
    return all - first;
}

static bool is_live(const struct km_ticket_entry *t)
{
    return t->state == KM_TICKET_WAITING || t->state == KM_TICKET_CALLED;
}

size_t km_queue_live_tickets(
        const struct km_day *day, struct km_name name, struct km_name *out, size_t max)
{
    uint32_t asked = km_queue_ticket_find(day, name), member = asked;
    size_t count = 0;
    if (asked == 0) {
        return 0;
    }
    do {
        const struct km_ticket_entry *t = &day->tickets[member];
        member = t->mate;
        if (!is_live(t)) {
            continue;
        }
        size_t at = count;
        while (at > 0 && km_day_before(day, t->name, km_day_find(day, out[at - 1]))) {
            at--;
        }
        if (at == max) {
            continue;
        }
        count += count < max;
        for (size_t i = count - 1; i > at; i--) {
            out[i] = out[i - 1];
        }
        out[at] = km_day_name(day, t->name);
    } while (member != asked);
    return count;
}
