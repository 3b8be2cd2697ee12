/* Parsing and questions to a programme. Everything is a scan: a week has some 50 activities and a
 * dozen zones, and nobody asks more than a few times a second. */
#include "core/programme.h"

#include <string.h>

#include "core/programme_schema.h"

bool km_programme_parse(
        const char *text, size_t len, const char *file, struct km_programme **out, char *err)
{
    struct km_yaml *y = NULL;
    void *p = NULL;
    bool ok = km_yaml_open(text, len, file, &y, err) &&
              km_yaml_load(y, &km_programme_schema, &p, err) && km_programme_check(p, y, err);
    km_yaml_close(y);
    if (ok)
        *out = p;
    else
        km_programme_free(p);
    return ok;
}

void km_programme_free(struct km_programme *p)
{
    km_yaml_release(&km_programme_schema, p);
}

const char *km_text_in(const struct km_text *text, enum km_lang lang)
{
    if (lang == KM_LANG_EN && text->en)
        return text->en;
    return text->zh ? text->zh : "";
}

bool km_programme_chosen(char *const *chosen, uint32_t count, const char *key)
{
    for (uint32_t i = 0; i < count; i++)
        if (strcmp(chosen[i], key) == 0 || strcmp(chosen[i], "all") == 0)
            return true;
    return false;
}

const struct km_programme_zone *km_programme_zone_find(const struct km_programme *p, km_zone code)
{
    for (uint32_t i = 0; i < p->zones_count; i++)
        if (p->zones[i].code == code)
            return &p->zones[i];
    return NULL;
}

const struct km_programme_day *km_programme_day_find(const struct km_programme *p, km_day_no day)
{
    for (uint32_t i = 0; day > 0 && i < p->days_count; i++)
        if (p->days[i].first <= day && day <= p->days[i].last)
            return &p->days[i];
    return NULL;
}

bool km_programme_has_day(const struct km_programme *p, km_day_no day)
{
    return p->first_day <= day && day <= p->last_day;
}

bool km_programme_has_queue(const struct km_programme_zone *zone)
{
    return zone->run == KM_RUN_FLOW || zone->run == KM_RUN_BATCH;
}

size_t km_programme_open(const struct km_programme_zone *zone, km_day_no day,
        struct km_interval out[KM_HOURS_OPEN_MAX])
{
    for (uint32_t i = 0; i < zone->hours_count; i++) {
        const struct km_programme_hours *h = &zone->hours[i];
        if (h->first <= day && day <= h->last) {
            memcpy(out, h->open, h->open_count * sizeof(*out));
            return h->open_count;
        }
    }
    return 0;
}

bool km_programme_is_open(const struct km_programme_zone *zone, km_day_no day, int minute)
{
    struct km_interval open[KM_HOURS_OPEN_MAX];
    size_t n = km_programme_open(zone, day, open);
    for (size_t i = 0; i < n; i++)
        if (open[i].start <= minute && minute < open[i].end)
            return true;
    return false;
}

bool km_programme_next_open(const struct km_programme_zone *zone, km_day_no day, int minute,
        km_day_no *out_day, int16_t *out_minute)
{
    km_day_no last = 0;
    for (uint32_t i = 0; i < zone->hours_count; i++)
        if (zone->hours[i].last > last)
            last = zone->hours[i].last;
    for (km_day_no d = day; d <= last; d++) {
        struct km_interval open[KM_HOURS_OPEN_MAX];
        size_t n = km_programme_open(zone, d, open);
        for (size_t i = 0; i < n; i++)
            if (d > day || open[i].start > minute) {
                *out_day = d;
                *out_minute = open[i].start;
                return true;
            }
    }
    return false;
}

static bool within_hours(const struct km_programme_zone *zone, km_day_no day, int start, int end)
{
    struct km_interval open[KM_HOURS_OPEN_MAX];
    size_t n = km_programme_open(zone, day, open);
    for (size_t i = 0; i < n; i++)
        if (open[i].start <= start && end <= open[i].end)
            return true;
    return false;
}

static size_t groups_of(const struct km_programme_zone *zone, km_day_no day,
        struct km_programme_session out[KM_SESSIONS_MAX])
{
    const struct km_programme_batch *b = zone->batch;
    size_t n = 0;
    for (uint32_t i = 0; i < b->starts_count; i++) {
        int16_t end = (int16_t)(b->start[i] + b->minutes);
        if (within_hours(zone, day, b->start[i], end))
            out[n++] = (struct km_programme_session){.zone = zone->code,
                    .day = day,
                    .start = b->start[i],
                    .end = end,
                    .seats = b->size};
    }
    return n;
}

static size_t events_of(const struct km_programme *p, const struct km_programme_zone *zone,
        km_day_no day, struct km_programme_session out[KM_SESSIONS_MAX])
{
    size_t n = 0;
    for (size_t i = 0; i < km_programme_activity_count(p) && n < KM_SESSIONS_MAX; i++) {
        const struct km_programme_activity *a = km_programme_activity_at(p, i);
        if (a->seats == 0 || a->zone != zone->code || !km_programme_activity_on(a, day))
            continue;
        size_t at = n++;
        for (; at > 0 && out[at - 1].start > a->start; at--)
            out[at] = out[at - 1];
        out[at] = (struct km_programme_session){.zone = zone->code,
                .day = day,
                .start = a->start,
                .end = a->end,
                .seats = a->seats,
                .activity = a};
    }
    return n;
}

size_t km_programme_sessions(const struct km_programme *p, const struct km_programme_zone *zone,
        km_day_no day, struct km_programme_session out[KM_SESSIONS_MAX])
{
    if (zone->run == KM_RUN_GROUPS)
        return groups_of(zone, day, out);
    return zone->run == KM_RUN_EVENTS ? events_of(p, zone, day, out) : 0;
}

bool km_programme_session_find(const struct km_programme *p, km_zone zone, km_day_no day, int start,
        struct km_programme_session *out)
{
    const struct km_programme_zone *z = km_programme_zone_find(p, zone);
    struct km_programme_session all[KM_SESSIONS_MAX];
    size_t n = z ? km_programme_sessions(p, z, day, all) : 0;
    for (size_t i = 0; i < n; i++)
        if (all[i].start == start) {
            *out = all[i];
            return true;
        }
    return false;
}

size_t km_programme_activity_count(const struct km_programme *p)
{
    size_t n = p->activities_count;
    for (uint32_t i = 0; i < p->days_count; i++)
        n += p->days[i].activities_count;
    return n;
}

const struct km_programme_activity *km_programme_activity_at(const struct km_programme *p, size_t i)
{
    for (uint32_t d = 0; d < p->days_count; d++) {
        if (i < p->days[d].activities_count)
            return &p->days[d].activities[i];
        i -= p->days[d].activities_count;
    }
    return i < p->activities_count ? &p->activities[i] : NULL;
}

bool km_programme_activity_on(const struct km_programme_activity *a, km_day_no day)
{
    return a->first <= day && day <= a->last;
}

static bool is_on(const struct km_programme_activity *a, km_day_no day, int minute)
{
    const int assumed = 60; /* minutes, where the plan names only a start */
    if (a->start < 0 || !km_programme_activity_on(a, day))
        return false;
    return a->start <= minute && minute < (a->end < 0 ? a->start + assumed : a->end);
}

size_t km_programme_now(const struct km_programme *p, km_day_no day, int minute,
        const struct km_programme_activity **out, size_t max)
{
    size_t found = 0, kept = 0;
    for (size_t i = 0; i < km_programme_activity_count(p); i++) {
        const struct km_programme_activity *a = km_programme_activity_at(p, i);
        if (!is_on(a, day, minute))
            continue;
        found++;
        size_t at = kept;
        while (at > 0 && out[at - 1]->start > a->start)
            at--;
        if (at >= max)
            continue;
        kept += kept < max;
        memmove(&out[at + 1], &out[at], (kept - at - 1) * sizeof(*out));
        out[at] = a;
    }
    return found;
}

const struct km_programme_activity *km_programme_next(
        const struct km_programme *p, km_day_no day, int minute)
{
    const struct km_programme_activity *next = NULL;
    for (size_t i = 0; i < km_programme_activity_count(p); i++) {
        const struct km_programme_activity *a = km_programme_activity_at(p, i);
        bool later = a->start > minute && km_programme_activity_on(a, day);
        if (later && (!next || a->start < next->start))
            next = a;
    }
    return next;
}
