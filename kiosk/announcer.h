#ifndef KIOSK_ANNOUNCER_H
#define KIOSK_ANNOUNCER_H

/* Which calls are to be said aloud. Is told all calls that stand whenever the figures change, and
 * gives those that are new: each once, a recall once more, calls of one zone at one moment
 * together. What was called before the start stays silent but for the last seconds (a board that
 * comes back does not shout the morning), later ones are said as long as they are not stale,
 * however late they arrive. Times are the fold's, which a clock record may still shift a little.
 * Pure; one thread. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "kiosk/model_board.h"

#define KIOSK_ANNOUNCE_START_MS 15000  /* older ones are not said at the first hearing */
#define KIOSK_ANNOUNCE_STALE_MS 120000 /* nor these ever: the people came or were passed over */
#define KIOSK_ANNOUNCED_MAX 128        /* calls remembered; so many in two minutes are no queue */

struct kiosk_announced {
    struct km_name ticket; /* none = free */
    int64_t at;            /* the later of its call and recall */
};

struct kiosk_announcer {
    bool begun;
    struct kiosk_announced heard[KIOSK_ANNOUNCED_MAX];
};

struct kiosk_announcement {
    bool again;   /* a recall: one ticket */
    size_t count; /* of calls, at least 1; more are one batch of one zone */
    const struct kiosk_call_view *calls[KIOSK_CALLS_MAX]; /* borrowed from what was heard */
};

/* calls: all that stand, in any order. now: UTC ms by the station's clock. Returns how many
 * announcements are new, the earliest first; room: KIOSK_CALLS_MAX of them. */
size_t kiosk_announcer_hear(struct kiosk_announcer *a, int64_t now,
        const struct kiosk_call_view *calls, size_t count, struct kiosk_announcement *out);

#endif
