/* Zones: codes, opening hours, and how each runs. */
#include <stdio.h>
#include <string.h>

#include "core/local_time.h"
#include "core/programme_check.h"

/* "08:30-12:00"; also with the en dash that a word processor makes of it */
static bool parse_span(const char *word, struct km_interval *out)
{
    const char *dash = word + strcspn(word, "-\xE2");
    size_t dash_len = strncmp(dash, "–", 3) == 0 ? 3 : *dash == '-' ? 1 : 0;
    char start[6] = "";
    if (dash_len == 0 || dash - word != 5)
        return false;
    memcpy(start, word, 5);
    return km_local_minute_parse(start, &out->start) &&
           km_local_minute_parse(dash + dash_len, &out->end) && out->start < out->end;
}

static bool check_open(const struct km_check *c, const char *path, struct km_programme_hours *h)
{
    for (uint32_t i = 0; i < h->written.open_count; i++) {
        struct km_yaml_path at;
        const char *word = h->written.open[i];
        at = km_yaml_item(km_yaml_key(path, "open").s, i);
        if (!parse_span(word, &h->open[i]))
            return km_yaml_fail(c->y, c->err, at.s,
                    "is \"%.40s\"; allowed: start and end like \"08:30-12:00\", the end later",
                    word);
        if (i > 0 && h->open[i].start < h->open[i - 1].end)
            return km_yaml_fail(c->y, c->err, at.s,
                    "is \"%.40s\", which overlaps or precedes \"%.40s\"; allowed: one after the "
                    "other",
                    word, h->written.open[i - 1]);
    }
    h->open_count = h->written.open_count;
    return true;
}

static bool check_hours(const struct km_check *c, const char *zone, struct km_programme_zone *z)
{
    for (uint32_t i = 0; i < z->hours_count; i++) {
        struct km_programme_hours *h = &z->hours[i];
        struct km_yaml_path at = km_yaml_item(km_yaml_key(zone, "hours").s, i);
        if (!km_check_days(c, at.s, h->written.date, h->written.until, &h->first, &h->last) ||
                !check_open(c, at.s, h))
            return false;
        for (uint32_t k = 0; k < i; k++)
            if (h->first <= z->hours[k].last && z->hours[k].first <= h->last)
                return km_yaml_fail(c->y, c->err, at.s,
                        "these days overlap with entry %u; allowed: one entry for each day",
                        (unsigned)k + 1);
    }
    return true;
}

/* True when some day's opening hours hold a whole group that starts then. */
static bool ever_open(const struct km_programme_zone *z, int start, int end)
{
    for (uint32_t i = 0; i < z->hours_count; i++)
        for (uint32_t k = 0; k < z->hours[i].open_count; k++)
            if (z->hours[i].open[k].start <= start && end <= z->hours[i].open[k].end)
                return true;
    return false;
}

static bool check_starts(const struct km_check *c, const char *path, struct km_programme_zone *z)
{
    struct km_programme_batch *b = z->batch;
    for (uint32_t i = 0; i < b->starts_count; i++) {
        struct km_yaml_path at = km_yaml_item(km_yaml_key(path, "starts").s, i);
        if (!km_check_minute(c, at.s, b->starts[i], &b->start[i]))
            return false;
        if (i > 0 && b->start[i] <= b->start[i - 1])
            return km_yaml_fail(c->y, c->err, at.s, "is %s, not after %s; allowed: ascending times",
                    b->starts[i], b->starts[i - 1]);
        if (i > 0 && b->start[i] < b->start[i - 1] + b->minutes && z->capacity < 2 * b->size)
            return km_yaml_fail(c->y, c->err, at.s,
                    "is %s, while the group of %s is inside and there is no room for both; "
                    "allowed: %d minutes later, or a capacity of %d",
                    b->starts[i], b->starts[i - 1], (int)b->minutes, (int)(2 * b->size));
        if (!ever_open(z, b->start[i], b->start[i] + b->minutes))
            return km_yaml_fail(c->y, c->err, at.s,
                    "is %s, and no opening hours hold these %d minutes; allowed: times inside "
                    "hours",
                    b->starts[i], (int)b->minutes);
    }
    return true;
}

static bool check_batch(const struct km_check *c, const char *zone, struct km_programme_zone *z)
{
    struct km_programme_batch *b = z->batch;
    struct km_yaml_path path = km_yaml_key(zone, "batch");
    struct km_yaml_path at = km_yaml_key(path.s, "every");
    bool every = km_yaml_has(c->y, at.s);
    if (every == (b->starts_count > 0))
        return km_yaml_fail(c->y, c->err, path.s, "has %s; allowed: either every or starts",
                every ? "every and starts" : "neither every nor starts");
    at = km_yaml_key(path.s, "minutes");
    if (!every && !km_yaml_has(c->y, at.s))
        return km_yaml_fail(c->y, c->err, at.s, "is missing; with starts it must be given");
    if (!km_check_number(c, path.s, "size", &b->size, 1, z->capacity, 0) ||
            !km_check_number(c, path.s, "every", &b->every, 1, KM_VISIT_MINUTES_MAX, 0) ||
            !km_check_number(c, path.s, "minutes", &b->minutes, 1, KM_VISIT_MINUTES_MAX, b->every))
        return false;
    z->run = every ? KM_RUN_BATCH : KM_RUN_GROUPS;
    z->minutes = b->minutes;
    return check_starts(c, path.s, z);
}

static bool check_run(const struct km_check *c, const char *path, struct km_programme_zone *z)
{
    struct km_yaml_path at;
    if (z->flow && z->batch)
        return km_yaml_fail(c->y, c->err, path, "has flow and batch; allowed: one of them");
    if (z->batch)
        return check_batch(c, path, z);
    if (z->flow) {
        at = km_yaml_key(path, "flow");
        z->run = KM_RUN_FLOW;
        if (!km_check_number(c, at.s, "minutes", &z->flow->minutes, 1, KM_VISIT_MINUTES_MAX, 0))
            return false;
        z->minutes = z->flow->minutes;
        return true;
    }
    z->run = KM_RUN_EVENTS;
    return true;
}

static bool check_code(const struct km_check *c, const char *path, uint32_t i)
{
    struct km_programme_zone *z = &c->p->zones[i];
    struct km_yaml_path at = km_yaml_key(path, "code");
    if (!km_zone_parse(z->written.code, &z->code))
        return km_yaml_fail(c->y, c->err, at.s, "is \"%.40s\"; allowed: 1 to 3 letters A to Z",
                z->written.code);
    for (uint32_t k = 0; k < i; k++)
        if (c->p->zones[k].code == z->code)
            return km_yaml_fail(c->y, c->err, at.s,
                    "stands for a second zone (zone %u has it); allowed: a code of its own",
                    (unsigned)k + 1);
    return true;
}

static bool check_priority(const struct km_check *c, const char *path, struct km_programme_zone *z)
{
    struct km_yaml_path at;
    if (!z->priority)
        return true;
    at = km_yaml_key(path, "priority");
    if (!km_programme_has_queue(z))
        return km_yaml_fail(c->y, c->err, at.s,
                "stands in a zone without a queue; allowed: with flow, or with batch and every");
    return km_check_number(c, at.s, "after", &z->priority->after, 1, 20, 0);
}

bool km_check_zones(const struct km_check *c)
{
    for (uint32_t i = 0; i < c->p->zones_count; i++) {
        struct km_programme_zone *z = &c->p->zones[i];
        struct km_yaml_path path = km_yaml_item("zones", i);
        if (!check_code(c, path.s, i) ||
                !km_check_number(c, path.s, "capacity", &z->capacity, 1, KM_CAPACITY_MAX, 0) ||
                !check_hours(c, path.s, z) || !check_run(c, path.s, z) ||
                !check_priority(c, path.s, z))
            return false;
        int32_t stay = z->run == KM_RUN_EVENTS ? 120 : z->minutes < 5 ? 10 : 2 * z->minutes;
        if (!km_check_number(c, path.s, "stay", &z->stay, 1, 2 * KM_VISIT_MINUTES_MAX, stay) ||
                !km_check_chosen(c, path.s, z->chosen, z->chosen_count))
            return false;
    }
    return true;
}
