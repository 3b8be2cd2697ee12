#ifndef KIOSK_SCAN_FINDER_H
#define KIOSK_SCAN_FINDER_H

/* The cheap look over a whole frame: where are the square eyes of QR codes? Nearly every frame
 * holds none, so this is what scanning costs. Three eyes that fit together are a code (reader.h).
 */

#include <stdbool.h>

#include "kiosk/scan/frame.h"

/* Eyes told of one frame: two sheets of eight tickets. With more, the best are told. */
#define KIOSK_FINDERS_MAX 48

/* One finder pattern, 7 × 7 modules. */
struct kiosk_finder {
    float x, y;    /* centre, px; the middle of the first pixel is 0.5, 0.5 */
    float module;  /* size of a module, px: the mean of the two directions */
    bool inverted; /* light on dark */
    int score;     /* how sure: 35 to 100; nine real ones in ten have over 80 */
};

struct kiosk_finders {
    int count;
    struct kiosk_finder list[KIOSK_FINDERS_MAX]; /* best first */
};

struct kiosk_look; /* opaque: memory kept from frame to frame. One thread at a time. */

struct kiosk_look *kiosk_look_new(void);
void kiosk_look_free(struct kiosk_look *look);

/* Looks at a frame (borrowed). *out is always set; nothing is found where memory is short. */
void kiosk_look_at(
        struct kiosk_look *look, const struct kiosk_grey *frame, struct kiosk_finders *out);

#endif
