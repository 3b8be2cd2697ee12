#ifndef TESTS_BENCH_SCAN_TALLY_H
#define TESTS_BENCH_SCAN_TALLY_H

/* Figures gathered over frames, and the tables of them. */

#include <stdbool.h>

struct scan_times {
    int count, room;
    double *ms; /* owned */
};

void scan_times_add(struct scan_times *times, double ms);
void scan_times_destroy(struct scan_times *times);
double scan_times_mean(const struct scan_times *times);
double scan_times_most(const struct scan_times *times);
/* share: 0.5 for the median. Sorts. */
double scan_times_quantile(struct scan_times *times, double share);

struct scan_rate {
    int of, hits;
};

void scan_rate_add(struct scan_rate *rate, bool hit);
double scan_rate_share(const struct scan_rate *rate); /* 0 to 1; 0 of nothing */

/* One line "goal NAME MEASURED LIMIT met|missed". */
void scan_goal_at_most(const char *name, double measured, double limit);
void scan_goal_at_least(const char *name, double measured, double limit);

#endif
