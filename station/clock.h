#ifndef STATION_CLOCK_H
#define STATION_CLOCK_H

/* The two clocks of the station: its wall clock, which is the campus's time, and one that only runs
 * forward, for deadlines. Milliseconds; any thread. */

#include <stdint.h>
#include <time.h>

static inline int64_t station_clock_read(clockid_t clock)
{
    struct timespec now;
    clock_gettime(clock, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* UTC ms since 1970. */
static inline int64_t station_clock_utc(void)
{
    return station_clock_read(CLOCK_REALTIME);
}

/* For deadlines; says nothing of the day. */
static inline int64_t station_clock_steady(void)
{
    return station_clock_read(CLOCK_MONOTONIC);
}

#endif
