/* The check of the whole file: its head, the visitor categories, the period. Zones and activities
 * have files of their own. */
#include "core/programme_check.h"

#include <stdio.h>
#include <string.h>

#include "core/local_time.h"
#include "core/programme_schema.h"

bool km_check_day(const struct km_check *c, const char *path, const char *word, km_day_no *out)
{
    if (!km_local_day_parse(word, out))
        return km_yaml_fail(
                c->y, c->err, path, "is \"%.40s\"; allowed: a date like 2026-05-14", word);
    return true;
}

bool km_check_minute(const struct km_check *c, const char *path, const char *word, int16_t *out)
{
    if (!km_local_minute_parse(word, out))
        return km_yaml_fail(c->y, c->err, path, "is \"%.40s\"; allowed: a time like 09:30", word);
    return true;
}

static bool check_within_period(const struct km_check *c, const char *path, km_day_no day)
{
    char first[11], last[11], shown[11];
    if (km_programme_has_day(c->p, day))
        return true;
    km_local_day_print(c->p->first_day, first);
    km_local_day_print(c->p->last_day, last);
    km_local_day_print(day, shown);
    return km_yaml_fail(c->y, c->err, path, "is %s; allowed: %s to %s (first_day, last_day)", shown,
            first, last);
}

bool km_check_days(const struct km_check *c, const char *path, const char *date, const char *until,
        km_day_no *first, km_day_no *last)
{
    struct km_yaml_path at;
    km_day_no from, to;
    at = km_yaml_key(path, "until");
    if (!date && until)
        return km_yaml_fail(c->y, c->err, at.s, "stands without date; allowed: date and until");
    if (!date) {
        *first = *last = 0;
        return true;
    }
    if (until && !km_check_day(c, at.s, until, &to))
        return false;
    if (until && !check_within_period(c, at.s, to))
        return false;
    struct km_yaml_path of_date = km_yaml_key(path, "date");
    if (!km_check_day(c, of_date.s, date, &from) || !check_within_period(c, of_date.s, from))
        return false;
    if (until && to < from)
        return km_yaml_fail(c->y, c->err, at.s, "is %s, before date %s; allowed: that day or later",
                until, date);
    *first = from;
    *last = until ? to : from;
    return true;
}

bool km_check_number(const struct km_check *c, const char *path, const char *key, int32_t *value,
        int32_t min, int32_t max, int32_t fallback)
{
    struct km_yaml_path at = km_yaml_key(path, key);
    if (!km_yaml_has(c->y, at.s)) {
        *value = fallback;
        return true;
    }
    if (*value < min || *value > max)
        return km_yaml_fail(
                c->y, c->err, at.s, "is %d; allowed: %d to %d", (int)*value, (int)min, (int)max);
    return true;
}

bool km_check_chosen(const struct km_check *c, const char *path, char *const *names, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        struct km_yaml_path at, key;
        key = km_yaml_key(path, names[i]);
        bool is_key = !strchr(names[i], '/') && strcmp(names[i], "chosen") != 0;
        if (strcmp(names[i], "all") == 0 || (is_key && km_yaml_has(c->y, key.s)))
            continue;
        at = km_yaml_item(km_yaml_key(path, "chosen").s, i);
        return km_yaml_fail(c->y, c->err, at.s,
                "is \"%.40s\"; allowed: keys that are given beside it, or all", names[i]);
    }
    return true;
}

static bool check_accent(const struct km_check *c)
{
    const char *s = c->p->written.accent;
    if (s[0] != '#' || strlen(s) != 7 || strspn(s + 1, "0123456789abcdefABCDEF") != 6)
        return km_yaml_fail(
                c->y, c->err, "accent", "is \"%.40s\"; allowed: a colour like \"#0C5A6B\"", s);
    unsigned rgb = 0;
    sscanf(s + 1, "%6x", &rgb);
    c->p->accent = rgb;
    return true;
}

static bool check_period(const struct km_check *c)
{
    struct km_programme *p = c->p;
    if (!km_check_day(c, "first_day", p->written.first_day, &p->first_day) ||
            !km_check_day(c, "last_day", p->written.last_day, &p->last_day))
        return false;
    if (p->last_day < p->first_day)
        return km_yaml_fail(c->y, c->err, "last_day",
                "is %s, before first_day %s; allowed: that day or later", p->written.last_day,
                p->written.first_day);
    if (p->last_day - p->first_day >= KM_PROGRAMME_DAYS_MAX)
        return km_yaml_fail(c->y, c->err, "last_day", "makes it %d days; allowed: up to %d",
                p->last_day - p->first_day + 1, KM_PROGRAMME_DAYS_MAX);
    return true;
}

static bool check_head(const struct km_check *c)
{
    struct km_programme *p = c->p;
    if (!km_local_offset_parse(p->written.time_zone, &p->offset_minutes))
        return km_yaml_fail(c->y, c->err, "time_zone",
                "is \"%.40s\"; allowed: an offset from UTC like \"+08:00\"", p->written.time_zone);
    return check_accent(c) && check_period(c) &&
           km_check_number(c, "", "wait_limit_minutes", &p->wait_limit_minutes, 1,
                   KM_VISIT_MINUTES_MAX, 30) &&
           km_check_number(c, "", "hold_minutes", &p->hold_minutes, 1, 60, 5) &&
           km_check_number(c, "", "party_max", &p->party_max, 1, KM_PARTY_MAX, 10) &&
           km_check_chosen(c, "", p->chosen, p->chosen_count);
}

static bool check_categories(const struct km_check *c)
{
    const struct km_programme_category *all = c->p->categories;
    for (uint32_t i = 0; i < c->p->categories_count; i++) {
        struct km_yaml_path at = km_yaml_key(km_yaml_item("categories", i).s, "id");
        const char *id = all[i].id;
        if (strspn(id, "abcdefghijklmnopqrstuvwxyz0123456789_") != strlen(id))
            return km_yaml_fail(c->y, c->err, at.s, "is \"%.40s\"; allowed: a–z, 0–9 and _", id);
        for (uint32_t k = 0; k < i; k++)
            if (strcmp(all[k].id, id) == 0)
                return km_yaml_fail(c->y, c->err, at.s,
                        "is \"%.40s\" a second time (category %u has it); allowed: once", id,
                        (unsigned)k + 1);
    }
    return true;
}

bool km_programme_check(struct km_programme *p, const struct km_yaml *y, char *err)
{
    struct km_check c = {.p = p, .y = y, .err = err};
    return check_head(&c) && check_categories(&c) && km_check_zones(&c) && km_check_activities(&c);
}
