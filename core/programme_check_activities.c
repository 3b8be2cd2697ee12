/* Themed days and activities; an activity with seats is a session and must fit its zone. */
#include <stdio.h>
#include <string.h>

#include "core/local_time.h"
#include "core/programme_check.h"

static bool check_times(const struct km_check *c, const char *path, struct km_programme_activity *a)
{
    struct km_yaml_path start = km_yaml_key(path, "start");
    struct km_yaml_path end = km_yaml_key(path, "end");
    a->start = a->end = -1;
    if (a->written.end && !a->written.start)
        return km_yaml_fail(
                c->y, c->err, end.s, "stands without start; allowed: both, start, or neither");
    if (a->written.start && !km_check_minute(c, start.s, a->written.start, &a->start))
        return false;
    if (a->written.end && !km_check_minute(c, end.s, a->written.end, &a->end))
        return false;
    if (a->written.end && a->end <= a->start)
        return km_yaml_fail(c->y, c->err, end.s, "is %s, not after start %s; allowed: a later time",
                a->written.end, a->written.start);
    return true;
}

/* An activity without a date of its own has the days of the entry it stands in. */
static bool check_dates(const struct km_check *c, const char *path, struct km_programme_activity *a,
        const struct km_programme_day *day)
{
    struct km_yaml_path at;
    if (!km_check_days(c, path, a->written.date, a->written.until, &a->first, &a->last))
        return false;
    if (!day || day->first == 0)
        return true;
    if (a->first == 0) {
        a->first = day->first;
        a->last = day->last;
    }
    at = km_yaml_key(path, "date");
    if (a->first < day->first || a->last > day->last)
        return km_yaml_fail(c->y, c->err, at.s, "lies outside its day; allowed: %s%s%s",
                day->written.date, day->written.until ? " to " : "",
                day->written.until ? day->written.until : "");
    return true;
}

static bool within_hours(const struct km_programme_zone *z, const struct km_programme_activity *a)
{
    for (km_day_no d = a->first; d <= a->last; d++) {
        struct km_interval open[KM_HOURS_OPEN_MAX];
        size_t n = km_programme_open(z, d, open), i = 0;
        while (i < n && !(open[i].start <= a->start && a->end <= open[i].end))
            i++;
        if (i == n)
            return false;
    }
    return true;
}

static bool check_seats(const struct km_check *c, const char *path, struct km_programme_activity *a)
{
    struct km_yaml_path zone = km_yaml_key(path, "zone");
    struct km_yaml_path seats = km_yaml_key(path, "seats");
    bool has_seats = km_yaml_has(c->y, seats.s);
    if (!a->written.zone && !has_seats)
        return true;
    if (!a->written.zone || !has_seats)
        return km_yaml_fail(c->y, c->err, has_seats ? seats.s : zone.s,
                "stands without %s; allowed: zone and seats together",
                has_seats ? "zone" : "seats");

    const struct km_programme_zone *z = NULL;
    if (km_zone_parse(a->written.zone, &a->zone))
        z = km_programme_zone_find(c->p, a->zone);
    if (!z)
        return km_yaml_fail(c->y, c->err, zone.s,
                "is \"%.40s\", and there is no such zone; allowed: a code from zones",
                a->written.zone);
    if (z->run != KM_RUN_EVENTS)
        return km_yaml_fail(c->y, c->err, zone.s,
                "is \"%s\", which has flow or batch; allowed: a zone without both",
                a->written.zone);
    if (!km_check_number(c, path, "seats", &a->seats, 1, z->capacity, 0))
        return false;
    if (a->first == 0 || a->end < 0)
        return km_yaml_fail(c->y, c->err, seats.s,
                "stand without date, start and end; allowed: with all three");
    if (!within_hours(z, a))
        return km_yaml_fail(c->y, c->err, zone.s,
                "is \"%s\", not open from %s to %s; allowed: times inside its hours",
                a->written.zone, a->written.start, a->written.end);
    return true;
}

/* A session is named by zone, day and start, so no two may share them. */
static bool check_unique(
        const struct km_check *c, const char *path, const struct km_programme_activity *a)
{
    uint32_t that_day = 0;
    for (size_t i = 0; a->seats > 0; i++) {
        const struct km_programme_activity *b = km_programme_activity_at(c->p, i);
        if (b == a)
            break;
        if (b->seats == 0 || b->zone != a->zone || b->first > a->last || a->first > b->last)
            continue;
        if (b->start == a->start)
            return km_yaml_fail(c->y, c->err, path,
                    "another session starts in zone %s then; allowed: one at a time",
                    a->written.zone);
        if (++that_day >= KM_SESSIONS_MAX)
            return km_yaml_fail(c->y, c->err, path, "is session %u of zone %s; allowed: up to %d",
                    (unsigned)that_day + 1, a->written.zone, KM_SESSIONS_MAX);
    }
    return true;
}

static bool check_list(const struct km_check *c, const char *list,
        struct km_programme_activity *all, uint32_t count, const struct km_programme_day *day)
{
    for (uint32_t i = 0; i < count; i++) {
        struct km_yaml_path path = km_yaml_item(list, i);
        if (!check_times(c, path.s, &all[i]) || !check_dates(c, path.s, &all[i], day) ||
                !check_seats(c, path.s, &all[i]) || !check_unique(c, path.s, &all[i]) ||
                !km_check_chosen(c, path.s, all[i].chosen, all[i].chosen_count))
            return false;
    }
    return true;
}

static bool check_day(const struct km_check *c, uint32_t i)
{
    struct km_programme_day *day = &c->p->days[i];
    struct km_yaml_path path = km_yaml_item("days", i);
    struct km_yaml_path list = km_yaml_key(path.s, "activities");
    if (!km_check_days(c, path.s, day->written.date, day->written.until, &day->first, &day->last))
        return false;
    for (uint32_t k = 0; day->first > 0 && k < i; k++) {
        const struct km_programme_day *other = &c->p->days[k];
        if (day->first <= other->last && other->first <= day->last)
            return km_yaml_fail(c->y, c->err, path.s,
                    "overlaps with day %u; allowed: each date in one entry of days",
                    (unsigned)k + 1);
    }
    return km_check_chosen(c, path.s, day->chosen, day->chosen_count) &&
           check_list(c, list.s, day->activities, day->activities_count, day);
}

/* A zone with neither flow nor batch lives from the activities that name it. */
static bool check_events(const struct km_check *c, uint32_t i)
{
    const struct km_programme_zone *z = &c->p->zones[i];
    const struct km_programme_activity *a;
    struct km_yaml_path path;
    for (size_t k = 0; z->run == KM_RUN_EVENTS; k++) {
        a = km_programme_activity_at(c->p, k);
        if (!a) {
            path = km_yaml_item("zones", i);
            return km_yaml_fail(c->y, c->err, path.s,
                    "has neither flow nor batch, and no activity with seats names it; "
                    "allowed: one of these three");
        }
        if (a->zone == z->code)
            break;
    }
    return true;
}

bool km_check_activities(const struct km_check *c)
{
    struct km_programme *p = c->p;
    for (uint32_t i = 0; i < p->days_count; i++)
        if (!check_day(c, i))
            return false;
    if (!check_list(c, "activities", p->activities, p->activities_count, NULL))
        return false;
    for (uint32_t i = 0; i < p->zones_count; i++)
        if (!check_events(c, i))
            return false;
    return true;
}
