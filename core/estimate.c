#include "core/estimate.h"

#include <assert.h>

static int32_t clamp(uint64_t minutes)
{
    return minutes < INT32_MAX ? (int32_t)minutes : INT32_MAX;
}

struct km_wait km_estimate_wait(
        uint32_t ahead, uint32_t inside, uint32_t places, uint32_t minutes, uint32_t age_min)
{
    assert(places > 0 && minutes > 0);
    uint32_t room = inside < places ? places - inside : 0;
    if (ahead < room) {
        return (struct km_wait){0, clamp(age_min)};
    }
    uint64_t visits =
            (uint64_t)(ahead - room) * minutes; /* divided by places only where it rounds */
    uint64_t min = visits / places;
    uint64_t max = (visits + places - 1) / places + minutes;
    return (struct km_wait){clamp(min > age_min ? min - age_min : 0), clamp(max + age_min)};
}
