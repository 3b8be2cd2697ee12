#ifndef KM_PROGRAMME_CHECK_H
#define KM_PROGRAMME_CHECK_H

/* What the parts of the programme check share: values read from their words, with the message that
 * names what is allowed. A path names the item, "zones/2"; a key is a key of that item. */

#include "core/programme.h"
#include "core/yaml.h"

struct km_check {
    struct km_programme *p;  /* borrowed */
    const struct km_yaml *y; /* borrowed */
    char *err;
};

bool km_check_day(const struct km_check *c, const char *path, const char *word, km_day_no *out);
bool km_check_minute(const struct km_check *c, const char *path, const char *word, int16_t *out);
/* `date` and `until` of the item at `path`; without a date both are 0. */
bool km_check_days(const struct km_check *c, const char *path, const char *date, const char *until,
        km_day_no *first, km_day_no *last);
/* A number that was not given becomes `fallback`. */
bool km_check_number(const struct km_check *c, const char *path, const char *key, int32_t *value,
        int32_t min, int32_t max, int32_t fallback);
bool km_check_chosen(
        const struct km_check *c, const char *path, char *const *names, uint32_t count);

/* Zones first: activities are checked against them. */
bool km_check_zones(const struct km_check *c);
bool km_check_activities(const struct km_check *c);

#endif
