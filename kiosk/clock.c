#include "kiosk/clock.h"

#include <stdlib.h>
#include <time.h>

/* An old sample may be wrong by what two cheap clocks drift apart: 100 ppm. */
#define DRIFT 10000

void kiosk_clock_start(struct kiosk_clock *clock, struct kiosk_instant now, int64_t offset)
{
    *clock = (struct kiosk_clock){.base = now.utc + offset, .at = now.steady};
}

static int64_t slewed(const struct kiosk_clock *clock, int64_t steady)
{
    int64_t most = (steady - clock->at) / KIOSK_CLOCK_SLEW_SHARE;
    if (clock->slew < 0)
        return clock->slew < -most ? -most : clock->slew;
    return clock->slew > most ? most : clock->slew;
}

int64_t kiosk_clock_now(const struct kiosk_clock *clock, int64_t steady)
{
    return clock->base + (steady - clock->at) + slewed(clock, steady);
}

/* Makes `steady` the moment that base is about. */
static void rebase(struct kiosk_clock *clock, int64_t steady)
{
    int64_t worked = slewed(clock, steady);
    clock->base += steady - clock->at + worked;
    clock->slew -= worked;
    clock->at = steady;
}

static int64_t doubt(const struct kiosk_clock_sample *sample, int64_t steady)
{
    return sample->error + (steady - sample->at) / DRIFT;
}

static const struct kiosk_clock_sample *best(const struct kiosk_clock *clock, int64_t steady)
{
    const struct kiosk_clock_sample *found = &clock->samples[0];
    for (int i = 1; i < clock->count; i++)
        if (doubt(&clock->samples[i], steady) < doubt(found, steady))
            found = &clock->samples[i];
    return found;
}

static void keep(struct kiosk_clock *clock, struct kiosk_clock_sample sample)
{
    const struct kiosk_clock_sample *known = best(clock, sample.at);
    /* The station's own clock jumped: what was measured before is of no use. */
    if (clock->count > 0 && llabs(sample.offset - known->offset) >
                                    KIOSK_CLOCK_WRONG_MS + sample.error + known->error)
        clock->count = clock->next = 0;
    clock->samples[clock->next] = sample;
    clock->next = (clock->next + 1) % KIOSK_CLOCK_SAMPLES;
    if (clock->count < KIOSK_CLOCK_SAMPLES)
        clock->count++;
}

int64_t kiosk_clock_measure(struct kiosk_clock *clock, struct kiosk_clock_sample sample)
{
    keep(clock, sample);
    const struct kiosk_clock_sample *believed = best(clock, sample.at);
    int64_t wrong = believed->offset + sample.at - kiosk_clock_now(clock, sample.at);
    clock->measured = true;
    if (llabs(wrong) > KIOSK_CLOCK_WRONG_MS + believed->error)
        return wrong;
    rebase(clock, sample.at);
    clock->slew = wrong;
    return 0;
}

void kiosk_clock_step(struct kiosk_clock *clock, int64_t by, int64_t steady)
{
    rebase(clock, steady);
    clock->base += by;
    clock->slew = 0;
}

static int64_t read_clock(clockid_t id)
{
    struct timespec now;
    clock_gettime(id, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

struct kiosk_instant kiosk_instant_now(void)
{
    return (struct kiosk_instant){read_clock(CLOCK_REALTIME), read_clock(CLOCK_BOOTTIME)};
}
