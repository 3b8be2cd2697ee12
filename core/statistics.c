#include "core/statistics.h"

#define MINUTE_MS 60000
#define FINE 30 /* buckets of one minute */

unsigned km_statistics_slot(int64_t at)
{
    int64_t slot = at / (30 * MINUTE_MS) % KM_DAY_SLOTS;
    return (unsigned)(slot < 0 ? slot + KM_DAY_SLOTS : slot);
}

unsigned km_statistics_wait_bucket(int64_t waited_ms)
{
    int64_t minutes = waited_ms / MINUTE_MS;
    int64_t bucket = minutes < FINE ? minutes : FINE + (minutes - FINE) / 5;
    return (unsigned)(bucket < KM_WAIT_BUCKETS ? bucket : KM_WAIT_BUCKETS - 1);
}

/* The longest wait, in minutes, that falls in a bucket. */
static int bucket_end(unsigned bucket)
{
    return bucket < FINE ? (int)bucket + 1 : FINE + 5 * ((int)bucket - FINE + 1);
}

int km_statistics_wait_percentile(const struct km_zone_counts *counts, unsigned percent)
{
    uint64_t all = 0, below = 0;
    for (unsigned i = 0; i < KM_WAIT_BUCKETS; i++) {
        all += counts->waits[i];
    }
    if (all == 0) {
        return -1;
    }
    for (unsigned i = 0; i < KM_WAIT_BUCKETS; i++) {
        below += counts->waits[i];
        if (below * 100 >= all * percent) {
            return bucket_end(i);
        }
    }
    return bucket_end(KM_WAIT_BUCKETS - 1);
}

static void add(struct km_tally *to, const struct km_tally *from)
{
    to->parties += from->parties;
    to->people += from->people;
}

struct km_day_statistics km_statistics_day(const struct km_day *day)
{
    struct km_day_statistics sum = {0};
    if (day == NULL) {
        return sum;
    }
    sum.visitors = day->visitors;
    for (int i = 0; i < KM_CATEGORIES_MAX; i++) {
        sum.visitors_people[i] = day->visitors_people[i];
    }
    for (uint32_t z = 1; z < day->zone_count; z++) {
        const struct km_zone_counts *counts = &day->zones[z].counts;
        add(&sum.visits, &counts->by_state[KM_TICKET_ADMITTED]);
        add(&sum.issued, &counts->issued);
        add(&sum.waiting, &counts->by_state[KM_TICKET_WAITING]);
        add(&sum.called, &counts->by_state[KM_TICKET_CALLED]);
        add(&sum.no_show, &counts->by_state[KM_TICKET_NO_SHOW]);
        add(&sum.cancelled, &counts->by_state[KM_TICKET_CANCELLED]);
        sum.doubles += counts->doubles;
        for (int i = 0; i < KM_CATEGORIES_MAX; i++) {
            sum.visits_people[i] += counts->admitted_people[i];
        }
    }
    return sum;
}

const struct km_zone_counts *km_statistics_zone(const struct km_day *day, km_zone zone)
{
    if (day == NULL || zone > KM_ZONE_MAX || day->zone_of[zone] == 0) {
        return NULL;
    }
    return &day->zones[day->zone_of[zone]].counts;
}

void km_statistics_hours(
        const struct km_day *day, km_zone zone, int offset_min, struct km_tally out_hours[24])
{
    for (int h = 0; h < 24; h++) {
        out_hours[h] = (struct km_tally){0};
    }
    if (day == NULL) {
        return;
    }
    for (uint32_t z = 1; z < day->zone_count; z++) {
        if (zone != KM_ZONE_NONE && day->zones[z].code != zone) {
            continue;
        }
        for (int slot = 0; slot < KM_DAY_SLOTS; slot++) {
            int minute = (slot * 30 + offset_min + 2 * 24 * 60) % (24 * 60);
            add(&out_hours[minute / 60], &day->zones[z].counts.by_slot[slot]);
        }
    }
}
