#include "kiosk/scan/watch.h"

#include <stdlib.h>
#include <time.h>

#include "kiosk/scan/pace.h"

struct kiosk_watch {
    struct kiosk_reader *reader; /* owned */
    struct kiosk_pace pace;
    struct kiosk_watched seen;
};

struct kiosk_watch *kiosk_watch_new(void)
{
    struct kiosk_watch *watch = calloc(1, sizeof *watch);
    if (!watch)
        abort();
    watch->reader = kiosk_reader_new();
    return watch;
}

void kiosk_watch_free(struct kiosk_watch *watch)
{
    if (!watch)
        return;
    kiosk_reader_free(watch->reader);
    free(watch);
}

void kiosk_watch_restart(struct kiosk_watch *watch)
{
    watch->pace = (struct kiosk_pace){0};
    watch->seen = (struct kiosk_watched){0};
}

static int64_t thread_us(void)
{
    struct timespec now;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

const struct kiosk_watched *kiosk_watch_frame(
        struct kiosk_watch *watch, const struct kiosk_grey *frame)
{
    struct kiosk_watched *seen = &watch->seen;
    seen->looked = kiosk_pace_wants(&watch->pace, frame);
    if (seen->looked) {
        int64_t begun_us = thread_us();
        bool read = kiosk_reader_watch(watch->reader, frame, &seen->readings, &seen->sighting);
        seen->cost_us = (int)(thread_us() - begun_us);
        kiosk_pace_done(&watch->pace,
                read                  ? KIOSK_LOOK_READ
                : seen->sighting.seen ? KIOSK_LOOK_SIGHTED
                                      : KIOSK_LOOK_NOTHING,
                seen->cost_us);
    }
    return seen;
}

bool kiosk_watch_rests(const struct kiosk_watch *watch)
{
    return kiosk_pace_rests(&watch->pace);
}

const struct kiosk_watched *kiosk_watch_pass(struct kiosk_watch *watch)
{
    kiosk_pace_pass(&watch->pace);
    watch->seen.looked = false;
    return &watch->seen;
}
