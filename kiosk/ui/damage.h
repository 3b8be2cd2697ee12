#ifndef KIOSK_UI_DAMAGE_H
#define KIOSK_UI_DAMAGE_H

/* What changed between two frames, as few rectangles: redrawing the new frame inside them, over the
 * old picture, gives the new picture. Items are matched as in a text diff (longest common
 * subsequence), so outside the rectangles both frames draw the same things in the same order. Pure;
 * any thread. */

#include "kiosk/ui/frame.h"

#define KIOSK_DAMAGE_MAX 12

struct kiosk_damage {
    struct kiosk_rect rects[KIOSK_DAMAGE_MAX]; /* px, do not overlap, inside the frame */
    int count;                                 /* 0 = the frames are the same */
};

/* `before` may be NULL or of another size: then everything is damaged. */
void kiosk_damage_find(const struct kiosk_frame *before, const struct kiosk_frame *after,
        struct kiosk_damage *out_damage);

#endif
