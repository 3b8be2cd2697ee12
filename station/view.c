#include "station/view.h"

#include "station/clock.h"

#include <string.h>

/* Ranges are not widened beyond this: a kiosk that went home at noon says nothing of the evening.
 */
#define AGE_MAX_MIN 60

/* When a node's last record of the day was written; 0 when it wrote none. */
static int64_t last_of(const struct km_day *day, km_node node)
{
    uint32_t index;
    int64_t last = 0;
    if (day == NULL || !km_day_node(day, node, &index) || day->nodes[index].count == 0) {
        return 0;
    }
    const struct km_page *page = day->nodes[index].pages[day->nodes[index].count - 1];
    for (size_t i = 0; i < 64; i++) {
        const struct km_entry *entry = &day->entries[page->entries[i]];
        if (page->entries[i] != 0 && entry->kind != 0 && entry->at > last) {
            last = entry->at;
        }
    }
    return last;
}

static void measure_age(struct station_view *view, struct station_presence *presence)
{
    const struct km_roster *roster = km_fold_roster(view->desk.fold);
    for (uint32_t i = 0; i < roster->member_count; i++) {
        const struct km_member *member = &roster->members[i];
        int64_t last = last_of(view->day, member->node);
        if (member->kiosk == 0 || member->retired || member->revoked_from != 0 || last == 0) {
            continue;
        }
        int64_t heard = station_presence_get(presence, member->node).at;
        int64_t age = view->desk.now - (heard > last ? heard : last);
        if (age > STATION_SILENT_MS && (view->oldest == 0 || age / 60000 > view->age_min)) {
            view->age_min = (uint32_t)(age / 60000);
            view->oldest = member->node;
        }
    }
}

/* A used code keeps its zone: whoever is in its queue still counts. */
static void add_gone(struct station_view *view)
{
    for (uint32_t i = 1; view->day != NULL && i < view->day->zone_count; i++) {
        km_zone code = view->day->zones[i].code;
        if (km_programme_zone_find(view->desk.programme, code) != NULL ||
                view->count == STATION_ZONES_MAX) {
            continue;
        }
        struct station_view_zone *zone = &view->zones[view->count++];
        *zone = (struct station_view_zone){.code = code};
        zone->state = (struct km_desk_zone){.open = KM_OPEN_CLOSED,
                .wait = {-1, -1},
                .figures = km_queue_zone(view->day, code)};
        zone->state.figures.inside = (struct km_tally){0}; /* nobody is where no zone is */
    }
}

bool station_view_make(struct station_view *view, const struct station_campus *campus,
        struct station_presence *presence, int64_t now)
{
    const struct km_programme *programme = campus->programme;
    const struct km_fold *fold = campus->ledger.fold;
    *view = (struct station_view){.desk = {.fold = fold,
                                          .programme = programme,
                                          .self = campus->ledger.station,
                                          .now = now}};
    if (programme == NULL) {
        return false;
    }
    km_desk_today(km_fold_roster(fold), programme, now, &view->desk.day, &view->desk.minute);
    view->day = km_fold_day(fold, view->desk.day);
    measure_age(view, presence);
    uint32_t age = view->age_min < AGE_MAX_MIN ? view->age_min : AGE_MAX_MIN;
    for (uint32_t i = 0; i < programme->zones_count; i++) {
        struct station_view_zone *zone = &view->zones[view->count];
        *zone = (struct station_view_zone){programme->zones[i].code, &programme->zones[i], {0}};
        view->count += km_desk_zone(&view->desk, zone->code, age, &zone->state);
    }
    add_gone(view);
    return true;
}

const char *station_open_name(enum km_zone_open open)
{
    static const char *const names[] = {
            [KM_OPEN] = "open",
            [KM_OPEN_PAUSED] = "paused",
            [KM_OPEN_CLOSED] = "closed",
            [KM_OPEN_LATER] = "later",
            [KM_OPEN_FULL] = "full",
    };
    return names[open];
}
