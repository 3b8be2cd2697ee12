#include "tests/bench/scan_tally.h"

#include <stdio.h>
#include <stdlib.h>

void scan_times_add(struct scan_times *times, double ms)
{
    if (times->count == times->room) {
        times->room = times->room ? 2 * times->room : 256;
        times->ms = realloc(times->ms, (size_t)times->room * sizeof *times->ms);
        if (!times->ms)
            abort();
    }
    times->ms[times->count++] = ms;
}

void scan_times_destroy(struct scan_times *times)
{
    free(times->ms);
    *times = (struct scan_times){0};
}

double scan_times_mean(const struct scan_times *times)
{
    double sum = 0;
    for (int i = 0; i < times->count; i++)
        sum += times->ms[i];
    return times->count ? sum / times->count : 0;
}

double scan_times_most(const struct scan_times *times)
{
    double most = 0;
    for (int i = 0; i < times->count; i++)
        most = times->ms[i] > most ? times->ms[i] : most;
    return most;
}

static int compare(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

double scan_times_quantile(struct scan_times *times, double share)
{
    if (!times->count)
        return 0;
    qsort(times->ms, (size_t)times->count, sizeof *times->ms, compare);
    return times->ms[(int)(share * (times->count - 1) + 0.5)];
}

void scan_rate_add(struct scan_rate *rate, bool hit)
{
    rate->of++;
    rate->hits += hit;
}

double scan_rate_share(const struct scan_rate *rate)
{
    return rate->of ? (double)rate->hits / rate->of : 0;
}

static void goal(const char *name, double measured, double limit, bool met)
{
    printf("goal %s %.4f %.4f %s\n", name, measured, limit, met ? "met" : "missed");
}

void scan_goal_at_most(const char *name, double measured, double limit)
{
    goal(name, measured, limit, measured <= limit);
}

void scan_goal_at_least(const char *name, double measured, double limit)
{
    goal(name, measured, limit, measured >= limit);
}
