/* See view_staff.h. Costs O(log n) for each ticket shown; only the batch of a zone with sessions
 * walks over its queue, 0.1 µs for each who waits. */
#include "kiosk/view_staff.h"

#include "core/queue_list.h"
#include "core/statistics.h"
#include "kiosk/view_held.h"

#define MINUTE_MS 60000

static const struct km_day *today(const struct km_desk *desk)
{
    return km_fold_day(desk->fold, desk->day);
}

/* ---- the queue ---- */

static int minutes_since(const struct km_desk *desk, int64_t at)
{
    return at < desk->now ? (int)((desk->now - at) / MINUTE_MS) : 0;
}

/* Since when the ticket is what it is: taken, called (or called again), passed. */
static int64_t since(const struct km_ticket_facts *facts)
{
    if (facts->state == KM_TICKET_WAITING)
        return facts->issued_at;
    bool again = facts->state == KM_TICKET_CALLED && facts->recalled_at > facts->decided_at;
    return again ? facts->recalled_at : facts->decided_at;
}

static size_t set_rows(const struct km_desk *desk, const struct km_name *names, size_t count,
        enum kiosk_held state, struct kiosk_row_view *out)
{
    size_t shown = 0;
    for (size_t i = 0; i < count; i++) {
        struct km_ticket_facts facts;
        if (!km_queue_ticket(today(desk), names[i], &facts))
            continue;
        struct kiosk_row_view *row = &out[shown++];
        *row = (struct kiosk_row_view){.ticket = names[i],
                .state = state,
                .people = facts.party,
                .priority = facts.lane == KM_LANE_PRIORITY,
                .minutes = minutes_since(desk, since(&facts)),
                .overdue = km_desk_overdue(desk, &facts),
                .recalled = facts.recalled_at > facts.decided_at};
        kiosk_view_number(desk, names[i], row->number);
    }
    return shown;
}

static void set_queue(struct kiosk_staff_view *staff, const struct km_desk *desk, km_zone zone)
{
    const struct km_day *day = today(desk);
    struct km_zone_figures figures = km_queue_zone(day, zone);
    struct km_name names[KIOSK_ROWS_MAX];
    size_t count = km_queue_next_tickets(
            day, zone, km_desk_after(desk->programme, zone), names, KIOSK_ROWS_MAX);
    staff->next_count = set_rows(desk, names, count, KIOSK_HELD_WAITING, staff->next);
    count = km_queue_called(day, zone, names, KIOSK_ROWS_MAX);
    staff->called_count = set_rows(desk, names, count, KIOSK_HELD_CALLED, staff->called);
    count = km_queue_passed(day, zone, names, KIOSK_ROWS_MAX);
    staff->passed_count = set_rows(desk, names, count, KIOSK_HELD_NO_SHOW, staff->passed);
    staff->waiting_parties = (int)figures.waiting.parties;
    staff->called_parties = (int)figures.called.parties;
    staff->passed_parties = (int)figures.no_show.parties;
}

static void set_batch(struct kiosk_staff_view *staff, const struct km_desk *desk, km_zone zone)
{
    struct km_name names[KIOSK_MOVED_MAX];
    size_t count = km_desk_batch(desk, zone, names, KIOSK_MOVED_MAX);
    staff->batch_parties = (int)count;
    for (size_t i = 0; i < count; i++) {
        struct km_ticket_facts facts;
        if (km_queue_ticket(today(desk), names[i], &facts))
            staff->batch_people += facts.party;
    }
}

static void set_deeds(struct kiosk_staff_view *staff, const struct kiosk_keeper *keeper,
        const struct km_desk *desk, struct kiosk_instant now)
{
    struct km_deed deeds[KIOSK_DEEDS_MAX];
    size_t count = kiosk_keeper_deeds(keeper, staff->zone, now, deeds, KIOSK_DEEDS_MAX);
    for (size_t i = 0; i < count; i++) {
        struct kiosk_deed_view *deed = &staff->deeds[staff->deed_count++];
        *deed = (struct kiosk_deed_view){.record = deeds[i].record,
                .deed = kiosk_deed_of(deeds[i].kind),
                .count = (int)deeds[i].count,
                .at = kiosk_moment_of(desk, deeds[i].at)};
        if (!km_name_is_none(deeds[i].ticket))
            kiosk_view_number(desk, deeds[i].ticket, deed->number);
    }
}

static void set_counted(struct kiosk_staff_view *staff, const struct km_desk *desk)
{
    const struct km_day *day = today(desk);
    const struct km_zone_entry *zone = km_queue_zone_entry(day, staff->zone);
    if (!zone || zone->head_count == 0)
        return;
    const struct km_entry *entry = &day->entries[zone->head_count];
    staff->counted = kiosk_moment_of(desk, entry->at);
    staff->counted_people = (int)entry->value;
}

/* ---- figures ---- */

static void set_rating(struct kiosk_figures_view *figures, const struct km_zone_counts *counts)
{
    uint64_t stars = 0, ratings = 0;
    for (size_t i = 0; i < 5; i++) {
        ratings += counts->ratings[i];
        stars += (i + 1) * (uint64_t)counts->ratings[i];
    }
    figures->ratings = (int)ratings;
    figures->rating_tenths = ratings > 0 ? (int)((stars * 10 + ratings / 2) / ratings) : 0;
}

static void set_figures(
        struct kiosk_figures_view *figures, const struct km_desk *desk, km_zone zone)
{
    const struct km_day *day = today(desk);
    const struct km_zone_counts *counts = km_statistics_zone(day, zone);
    struct km_zone_figures now = km_queue_zone(day, zone);
    *figures = (struct kiosk_figures_view){.admitted_parties = (int)now.admitted.parties,
            .admitted_people = (int)now.admitted.people,
            .no_shows = (int)now.no_show.parties,
            .cancelled = (int)now.cancelled.parties,
            .doubles = (int)now.doubles,
            .wait_half = -1,
            .wait_most = -1};
    if (!counts)
        return;
    struct km_tally hours[24];
    km_statistics_hours(day, zone, desk->programme->offset_minutes, hours);
    for (size_t i = 0; i < 24; i++)
        figures->hours[i] = (int)hours[i].people;
    for (size_t i = 0; i < KIOSK_CATEGORIES_MAX && i < KM_CATEGORIES_MAX; i++)
        figures->by_category[i] = (int)counts->admitted_people[i];
    figures->wait_half = km_statistics_wait_percentile(counts, 50);
    figures->wait_most = km_statistics_wait_percentile(counts, 90);
    set_rating(figures, counts);
}

void kiosk_view_staff(struct kiosk_scene *scene, const struct kiosk_keeper *keeper,
        const struct km_desk *desk, struct kiosk_instant now)
{
    struct kiosk_staff_view *staff = &scene->model.staff;
    if (keeper->watch == KM_ZONE_NONE || !km_programme_zone_find(desk->programme, keeper->watch))
        return;
    staff->zone = keeper->watch;
    set_queue(staff, desk, staff->zone);
    set_batch(staff, desk, staff->zone);
    set_deeds(staff, keeper, desk, now);
    set_counted(staff, desk);
    set_figures(&staff->figures, desk, staff->zone);
}
