#ifndef KM_STATISTICS_H
#define KM_STATISTICS_H

/* What a day adds up to, for screens and exports: visitors, visits, people by category, by zone and
 * by hour, waits. A visitor is a party, counted once a day with the people of its first admitted
 * ticket; a visit is an admission. All counts are kept by the fold as records come; nothing here
 * walks over tickets. */

#include "core/day.h"

struct km_day_statistics {
    struct km_tally visitors;                    /* parties admitted at least once */
    uint32_t visitors_people[KM_CATEGORIES_MAX]; /* may be less than visitors.people where an issue
                                                    is not here yet */
    struct km_tally visits, issued, waiting, called, no_show, cancelled;
    uint32_t visits_people[KM_CATEGORIES_MAX];
    uint32_t doubles;
};

/* day may be NULL: zeros. */
struct km_day_statistics km_statistics_day(const struct km_day *day);

/* A zone's counts, or NULL when it has none. Borrowed until the next record. */
const struct km_zone_counts *km_statistics_zone(const struct km_day *day, km_zone zone);

/* Admissions by hour of the programme's day, from half hours of UTC; zone KM_ZONE_NONE sums over
 * all zones. offset_min: the programme's time zone, a multiple of 30 minutes counts exactly, others
 * by the half hour below. */
void km_statistics_hours(
        const struct km_day *day, km_zone zone, int offset_min, struct km_tally out_hours[24]);

/* The waited minutes that the given share (0..100) of admissions stayed within; -1 when nobody was
 * admitted. */
int km_statistics_wait_percentile(const struct km_zone_counts *counts, unsigned percent);

/* Which half hour of UTC a time falls in, 0..47. */
unsigned km_statistics_slot(int64_t at);

/* Waits are counted by the minute up to 30, then by five, up to 200 minutes and more. */
unsigned km_statistics_wait_bucket(int64_t waited_ms);

#endif
