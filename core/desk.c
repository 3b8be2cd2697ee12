#include "core/desk.h"

#include "core/local_time.h"
#include "core/seats.h"
#include "core/visit.h"

#define MINUTE_MS 60000

void km_desk_today(const struct km_roster *roster, const struct km_programme *programme,
        int64_t now, km_day_no *out_day, int *out_minute)
{
    struct km_local_time local = km_local_time_at(now, programme->offset_minutes);
    km_day_no rehearsal = roster->plan.rehearsal;
    *out_day = rehearsal != 0 ? (km_day_no)(rehearsal | KM_DAY_REHEARSAL) : local.day;
    *out_minute = local.minute;
}

static const struct km_day *today(const struct km_desk *desk)
{
    return km_fold_day(desk->fold, desk->day);
}

static bool is_rehearsal(const struct km_desk *desk)
{
    return (desk->day & KM_DAY_REHEARSAL) != 0;
}

/* ---- figures ---- */

/* The fold counts who was seen; here the clock comes in: most people leave without a scan. */
static struct km_zone_figures figures_of(
        const struct km_desk *desk, const struct km_programme_zone *zone)
{
    struct km_zone_figures figures = km_queue_zone(today(desk), zone->code);
    const struct km_zone_entry *entry = km_queue_zone_entry(today(desk), zone->code);
    if (entry != NULL) {
        int64_t since = desk->now - (int64_t)zone->stay * MINUTE_MS;
        figures.inside = km_visit_inside_since(today(desk), entry, since);
    }
    return figures;
}

static uint32_t capacity_of(
        const struct km_programme_zone *zone, const struct km_zone_figures *figures)
{
    return figures->capacity != 0 ? figures->capacity : (uint32_t)zone->capacity;
}

static struct km_wait wait_of(const struct km_programme_zone *zone,
        const struct km_zone_figures *figures, uint32_t ahead, uint32_t age_min)
{
    uint32_t capacity = capacity_of(zone, figures);
    uint32_t called = figures->called.people; /* not in yet, but their places are theirs */
    if (zone->run == KM_RUN_FLOW) {
        uint32_t inside = figures->inside.people + called;
        return km_estimate_wait(ahead, inside, capacity, (uint32_t)zone->flow->minutes, age_min);
    }
    if (zone->run == KM_RUN_BATCH) {
        /* whole groups go before; whoever fills up a group goes with it */
        uint32_t size =
                (uint32_t)zone->batch->size < capacity ? (uint32_t)zone->batch->size : capacity;
        uint32_t before = (ahead + called) / size * size;
        return km_estimate_wait(before, size, size, (uint32_t)zone->batch->every, age_min);
    }
    return (struct km_wait){-1, -1};
}

struct km_wait km_desk_wait(
        const struct km_desk *desk, km_zone zone, uint32_t people_ahead, uint32_t age_min)
{
    const struct km_programme_zone *z = km_programme_zone_find(desk->programme, zone);
    if (z == NULL) {
        return (struct km_wait){-1, -1};
    }
    struct km_zone_figures figures = figures_of(desk, z);
    return wait_of(z, &figures, people_ahead, age_min);
}

/* ---- open or not ---- */

size_t km_desk_sessions(
        const struct km_desk *desk, km_zone zone, struct km_desk_session out[KM_SESSIONS_MAX])
{
    const struct km_programme_zone *z = km_programme_zone_find(desk->programme, zone);
    struct km_programme_session planned[KM_SESSIONS_MAX];
    km_day_no date = KM_DAY_DATE(desk->day);
    size_t count = z != NULL ? km_programme_sessions(desk->programme, z, date, planned) : 0;
    for (size_t i = 0; i < count; i++) {
        uint16_t session = (uint16_t)planned[i].start;
        out[i] = (struct km_desk_session){
                .start = planned[i].start,
                .end = planned[i].end,
                .seats = (uint32_t)planned[i].seats,
                .booked = km_seats_booked(today(desk), zone, session),
                .free_here = km_seats_free_of(today(desk), zone, session, desk->self),
                .over = !is_rehearsal(desk) && planned[i].start <= desk->minute,
        };
    }
    return count;
}

/* Of a zone that staff neither paused nor closed: they opened it outside its hours, and the hours
 * did not begin since. */
static bool opened_early(const struct km_desk *desk, const struct km_programme_zone *zone)
{
    const struct km_zone_entry *entry = km_queue_zone_entry(today(desk), zone->code);
    if (entry == NULL || entry->state == 0) {
        return false;
    }
    int64_t at = today(desk)->entries[entry->state].at;
    struct km_local_time said = km_local_time_at(at, desk->programme->offset_minutes);
    km_day_no date = KM_DAY_DATE(desk->day), next_day;
    int16_t next;
    if (said.day != date || km_programme_is_open(zone, date, said.minute)) {
        return false;
    }
    bool begins = km_programme_next_open(zone, date, said.minute, &next_day, &next);
    return !begins || next_day != date || next > desk->minute;
}

static enum km_zone_open queue_open(
        const struct km_desk *desk, const struct km_programme_zone *zone, struct km_desk_zone *out)
{
    km_day_no date = KM_DAY_DATE(desk->day);
    if (is_rehearsal(desk) || km_programme_is_open(zone, date, desk->minute) ||
            opened_early(desk, zone)) {
        return KM_OPEN;
    }
    (void)km_programme_next_open(zone, date, desk->minute, &out->opens_day, &out->opens_minute);
    return KM_OPEN_LATER;
}

static enum km_zone_open sessions_open(
        const struct km_desk *desk, const struct km_programme_zone *zone, struct km_desk_zone *out)
{
    struct km_desk_session sessions[KM_SESSIONS_MAX];
    size_t count = km_desk_sessions(desk, zone->code, sessions);
    for (size_t i = 0; i < count; i++) {
        if (!sessions[i].over && sessions[i].booked < sessions[i].seats) {
            return KM_OPEN;
        }
    }
    struct km_programme_session planned[KM_SESSIONS_MAX];
    for (unsigned d = KM_DAY_DATE(desk->day) + 1u; d <= desk->programme->last_day; d++) {
        if (km_programme_sessions(desk->programme, zone, (km_day_no)d, planned) > 0) {
            out->opens_day = (km_day_no)d;
            out->opens_minute = planned[0].start;
            break;
        }
    }
    return count > 0 ? KM_OPEN_FULL : KM_OPEN_LATER;
}

bool km_desk_zone(
        const struct km_desk *desk, km_zone zone, uint32_t age_min, struct km_desk_zone *out_zone)
{
    const struct km_programme_zone *z = km_programme_zone_find(desk->programme, zone);
    if (z == NULL) {
        return false;
    }
    struct km_desk_zone out = {.figures = figures_of(desk, z)};
    out.capacity = capacity_of(z, &out.figures);
    out.ahead =
            km_queue_tail(today(desk), zone, KM_LANE_NORMAL, km_desk_after(desk->programme, zone));
    out.wait = wait_of(z, &out.figures, out.ahead.people, age_min);
    out.has_sessions = !km_programme_has_queue(z);
    if (out.figures.state == KM_ZONE_CLOSED) {
        out.open = KM_OPEN_CLOSED;
    } else if (out.figures.state == KM_ZONE_PAUSED) {
        out.open = KM_OPEN_PAUSED;
    } else {
        out.open = (out.has_sessions ? sessions_open : queue_open)(desk, z, &out);
    }
    *out_zone = out;
    return true;
}
