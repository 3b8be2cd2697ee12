/* The view as JSON. Key order is kept, so equal figures give equal bytes. */
#include "core/local_time.h"
#include "core/statistics.h"
#include "station/view.h"

#include <string.h>

static void put_text(json_t *object, const char *key, const struct km_text *text)
{
    char english[40];
    strcpy(english, key);
    strcat(english, "_en");
    json_object_set_new(object, key, json_string(km_text_in(text, KM_LANG_ZH)));
    json_object_set_new(object, english, json_string(km_text_in(text, KM_LANG_EN)));
}

static void put_int(json_t *object, const char *key, int64_t value)
{
    json_object_set_new(object, key, json_integer(value));
}

/* The fields that every view of a zone begins with. */
static json_t *zone_head(const struct station_view *view, size_t i)
{
    char code[4];
    const struct station_view_zone *zone = &view->zones[i];
    const char *title = zone->planned != NULL ? km_text_in(&zone->planned->title, KM_LANG_ZH) : "";
    json_t *object = json_object();
    km_zone_print(zone->code, code);
    json_object_set_new(object, "id", json_string(code));
    json_object_set_new(object, "code", json_string(code));
    json_object_set_new(object, "title", json_string(title));
    json_object_set_new(object, "state", json_string(station_open_name(zone->state.open)));
    return object;
}

static void put_figures(json_t *object, const struct km_desk_zone *zone)
{
    put_int(object, "waiting", zone->figures.waiting.parties);
    put_int(object, "waiting_people", zone->figures.waiting.people);
    put_int(object, "called", zone->figures.called.parties);
    put_int(object, "inside", zone->figures.inside.people);
    put_int(object, "admitted", zone->figures.admitted.parties);
    put_int(object, "wait_min", zone->wait.min);
    put_int(object, "wait_max", zone->wait.max);
}

json_t *station_view_zones(const struct station_view *view)
{
    json_t *zones = json_array();
    for (size_t i = 0; i < view->count; i++) {
        json_t *object = zone_head(view, i);
        put_figures(object, &view->zones[i].state);
        json_array_append_new(zones, object);
    }
    return zones;
}

static void put_opens(json_t *object, const struct km_desk_zone *zone)
{
    char text[11];
    if (zone->open != KM_OPEN_LATER || zone->opens_day == 0) {
        return;
    }
    km_local_day_print(KM_DAY_DATE(zone->opens_day), text);
    json_object_set_new(object, "opens_day", json_string(text));
    km_local_minute_print(zone->opens_minute, text);
    json_object_set_new(object, "opens", json_string(text));
}

/* What is left of today's sessions: the next one, and the seats booked of all. */
static void put_sessions(json_t *object, const struct station_view *view, size_t i)
{
    struct km_desk_session sessions[KM_SESSIONS_MAX];
    uint32_t seats = 0, booked = 0;
    char next[6] = "";
    size_t count = km_desk_sessions(&view->desk, view->zones[i].code, sessions);
    for (size_t k = 0; k < count; k++) {
        if (!sessions[k].over && next[0] == '\0') {
            km_local_minute_print(sessions[k].start, next);
        }
        seats += sessions[k].seats;
        booked += sessions[k].booked;
    }
    json_object_set_new(object, "next_session", json_string(next));
    put_int(object, "seats", seats);
    put_int(object, "booked", booked);
}

static json_t *zone_in_full(const struct station_view *view, size_t i)
{
    static const struct km_text none = {0};
    const struct km_programme_zone *zone = view->zones[i].planned;
    const struct km_desk_zone *state = &view->zones[i].state;
    json_t *object = zone_head(view, i);
    put_figures(object, state);
    put_text(object, "title", zone != NULL ? &zone->title : &none);
    put_text(object, "place", zone != NULL ? &zone->place : &none);
    put_int(object, "capacity", state->capacity);
    put_int(object, "called_people", state->figures.called.people);
    put_int(object, "admitted_people", state->figures.admitted.people);
    put_int(object, "doubles", state->figures.doubles);
    put_opens(object, state);
    if (state->has_sessions) {
        put_sessions(object, view, i);
    }
    return object;
}

/* Waits of the whole day, over all zones. */
static void put_waits(json_t *object, const struct station_view *view)
{
    struct km_zone_counts sum = {0};
    for (size_t i = 0; i < view->count; i++) {
        const struct km_zone_counts *counts = km_statistics_zone(view->day, view->zones[i].code);
        for (size_t k = 0; counts != NULL && k < KM_WAIT_BUCKETS; k++) {
            sum.waits[k] += counts->waits[k];
        }
    }
    put_int(object, "wait_median", km_statistics_wait_percentile(&sum, 50));
    put_int(object, "wait_p90", km_statistics_wait_percentile(&sum, 90));
}

static json_t *totals(const struct station_view *view)
{
    struct km_day_statistics day = km_statistics_day(view->day);
    uint32_t inside = 0, capacity = 0;
    for (size_t i = 0; i < view->count; i++) {
        const struct km_desk_zone *state = &view->zones[i].state;
        inside += state->figures.inside.people;
        capacity += state->open == KM_OPEN || state->open == KM_OPEN_FULL ? state->capacity : 0;
    }
    json_t *object = json_object();
    put_int(object, "visitors", day.visitors.people);
    put_int(object, "visitor_parties", day.visitors.parties);
    put_int(object, "visits", day.visits.people);
    put_int(object, "visit_parties", day.visits.parties);
    put_int(object, "waiting", day.waiting.parties);
    put_int(object, "waiting_people", day.waiting.people);
    put_int(object, "inside", inside);
    put_int(object, "capacity", capacity);
    put_int(object, "no_show", day.no_show.parties);
    put_int(object, "doubles", day.doubles);
    put_waits(object, view);
    return object;
}

static json_t *categories(const struct station_view *view)
{
    struct km_day_statistics day = km_statistics_day(view->day);
    json_t *array = json_array();
    for (uint32_t i = 0; i < view->desk.programme->categories_count; i++) {
        json_t *object = json_object();
        put_text(object, "title", &view->desk.programme->categories[i].title);
        put_int(object, "people", day.visitors_people[i]);
        json_array_append_new(array, object);
    }
    return array;
}

/* People admitted in each hour of the day. */
static json_t *hours(const struct station_view *view)
{
    struct km_tally tallies[24];
    json_t *array = json_array();
    km_statistics_hours(view->day, KM_ZONE_NONE, view->desk.programme->offset_minutes, tallies);
    for (size_t i = 0; i < 24; i++) {
        json_array_append_new(array, json_integer(tallies[i].people));
    }
    return array;
}

static void put_age(json_t *object, const struct station_view *view)
{
    const struct km_member *member = km_roster_find(km_fold_roster(view->desk.fold), view->oldest);
    put_int(object, "age_min", view->age_min);
    json_object_set_new(object, "oldest", member != NULL ? json_string(member->name) : json_null());
}

json_t *station_view_overview(const struct station_view *view)
{
    const struct km_programme *programme = view->desk.programme;
    const struct km_programme_day *theme =
            km_programme_day_find(programme, KM_DAY_DATE(view->desk.day));
    char text[11];
    json_t *object = json_object(), *zones = json_array();
    put_text(object, "title", &programme->title);
    put_text(object, "host", &programme->host);
    put_text(object, "theme", theme != NULL ? &theme->theme : &programme->theme);
    km_local_day_print(KM_DAY_DATE(view->desk.day), text);
    json_object_set_new(object, "day", json_string(text));
    json_object_set_new(
            object, "rehearsal", json_boolean((view->desk.day & KM_DAY_REHEARSAL) != 0));
    put_int(object, "offset_minutes", programme->offset_minutes);
    put_int(object, "accent", programme->accent);
    put_int(object, "wait_limit", programme->wait_limit_minutes);
    put_age(object, view);
    json_object_set_new(object, "totals", totals(view));
    json_object_set_new(object, "categories", categories(view));
    json_object_set_new(object, "hours", hours(view));
    for (size_t i = 0; i < view->count; i++) {
        json_array_append_new(zones, zone_in_full(view, i));
    }
    json_object_set_new(object, "zones", zones);
    return object;
}
