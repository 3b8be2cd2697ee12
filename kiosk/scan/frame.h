#ifndef KIOSK_SCAN_FRAME_H
#define KIOSK_SCAN_FRAME_H

/* A grey picture: what a camera, a picture file and the QR drawer make, and what the decoder reads.
 * One byte a pixel, 0 black to 255 white, top row first. Sides are bounded by core/bounds.h. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct kiosk_grey {
    int width;       /* px */
    int height;      /* px */
    int stride;      /* bytes from a row to the next, at least width */
    uint8_t *pixels; /* stride × height bytes; owned after kiosk_grey_init, borrowed in a view */
};

/* Grey level at a spot, px, from its four neighbours: the middle of the first pixel is 0.5, 0.5.
 * Outside the picture it is that of the edge, also for a spot that is no number. Inline: a code is
 * looked at in some ten thousand spots. */
static inline float kiosk_grey_at(const struct kiosk_grey *grey, float x, float y)
{
    float most_x = (float)(grey->width - 1), most_y = (float)(grey->height - 1);
    x -= 0.5f;
    y -= 0.5f;
    x = x > 0 ? x < most_x ? x : most_x : 0;
    y = y > 0 ? y < most_y ? y : most_y : 0;
    int column = (int)x, row = (int)y;
    const uint8_t *at = grey->pixels + (size_t)row * (size_t)grey->stride + column;
    int right = column + 1 < grey->width ? 1 : 0;
    int down = row + 1 < grey->height ? grey->stride : 0;
    x -= (float)column;
    y -= (float)row;
    float upper = (float)at[0] + x * (float)(at[right] - at[0]);
    float lower = (float)at[down] + x * (float)(at[down + right] - at[down]);
    return upper + y * (lower - upper);
}

/* May a picture of this size be taken in at all? */
bool kiosk_grey_size_allowed(int64_t width, int64_t height);

/* Makes an owned picture with stride == width; its pixels are not set. False where the size is not
 * allowed. */
bool kiosk_grey_init(struct kiosk_grey *grey, int width, int height);

/* Frees the pixels; accepts a zeroed struct. */
void kiosk_grey_destroy(struct kiosk_grey *grey);

/* Makes *grey an owned picture of this size, keeping its memory where the size is the same. */
bool kiosk_grey_resize(struct kiosk_grey *grey, int width, int height);

void kiosk_grey_fill(struct kiosk_grey *grey, uint8_t level);

/* Shrinks by the smallest whole factor that makes the picture at most max_width wide (box average).
 * *out is resized, so it can be kept from frame to frame. */
bool kiosk_grey_shrink(const struct kiosk_grey *grey, int max_width, struct kiosk_grey *out);

#endif
