#ifndef TESTS_BENCH_DOOR_LOG_H
#define TESTS_BENCH_DOOR_LOG_H

/* How long visitors waited at the door: what the camera's log and the kiosk's trace say together,
 * both by the monotonic clock of one machine. */

#include <stdbool.h>

#include "tests/bench/scan_tally.h"

struct door_log {
    struct scan_times waits; /* ms from the first readable frame to the verdict on the glass */
    struct scan_times takes; /* ms between two frames of the camera */
    int tickets;             /* held before the camera */
    int doubled;             /* judged twice */
};

/* tickets: the file of door_pictures.h. A ticket that was never admitted adds no wait. err:
 * KM_ERR_MAX bytes. */
bool door_log_read(const char *tickets, const char *camera, const char *trace,
        struct door_log *out_log, char *err);
void door_log_destroy(struct door_log *log);

#endif
