#ifndef KIOSK_MODEL_BOARD_H
#define KIOSK_MODEL_BOARD_H

/* What a board shows from afar: who is called, where to go, and every zone's queue. Part of
 * kiosk/model.h; its rules hold. */

#include "kiosk/model_base.h"

#define KIOSK_CALLS_MAX 64 /* a whole batch (KIOSK_MOVED_MAX): who is called is shown */

/* A ticket that was called and is expected at the door. */
struct kiosk_call_view {
    struct km_name ticket;
    char number[KIOSK_NUMBER_MAX];
    uint16_t zone;
    struct kiosk_text zone_title, place;
    int people;
    int64_t called_at, recalled_at; /* UTC ms by the station's clock; recalled 0 = never */
    int minutes;                    /* since the later of both */
};

struct kiosk_board_view {
    uint16_t zone;                       /* a board of this zone alone; 0 = all zones */
    const struct kiosk_call_view *calls; /* called now, latest call or recall first */
    size_t call_count;
    size_t together; /* so many of them, from the first, were called together: one batch of one zone
                      */
    uint64_t called; /* model.ms when the newest was first shown here, 0 = long ago: flash */
};

#endif
