/* Grey pictures: their memory and the one operation several parts need, shrinking. */

#include "kiosk/scan/frame.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "core/bounds.h"

bool kiosk_grey_size_allowed(int64_t width, int64_t height)
{
    return width >= 1 && height >= 1 && width <= KM_FRAME_SIDE_MAX && height <= KM_FRAME_SIDE_MAX &&
           width * height <= KM_FRAME_PIXELS_MAX;
}

bool kiosk_grey_init(struct kiosk_grey *grey, int width, int height)
{
    *grey = (struct kiosk_grey){0};
    if (!kiosk_grey_size_allowed(width, height))
        return false;
    uint8_t *pixels = malloc((size_t)width * (size_t)height);
    if (!pixels)
        return false;
    *grey = (struct kiosk_grey){width, height, width, pixels};
    return true;
}

void kiosk_grey_destroy(struct kiosk_grey *grey)
{
    free(grey->pixels);
    *grey = (struct kiosk_grey){0};
}

bool kiosk_grey_resize(struct kiosk_grey *grey, int width, int height)
{
    if (grey->pixels && grey->width == width && grey->height == height)
        return true;
    struct kiosk_grey fresh;
    if (!kiosk_grey_init(&fresh, width, height))
        return false;
    kiosk_grey_destroy(grey);
    *grey = fresh;
    return true;
}

void kiosk_grey_fill(struct kiosk_grey *grey, uint8_t level)
{
    for (int y = 0; y < grey->height; y++)
        memset(grey->pixels + (size_t)y * (size_t)grey->stride, level, (size_t)grey->width);
}

bool kiosk_grey_shrink(const struct kiosk_grey *grey, int max_width, struct kiosk_grey *out)
{
    assert(max_width >= 1 && grey->pixels);
    int factor = (grey->width + max_width - 1) / max_width;
    if (factor > grey->height)
        factor = grey->height; /* a strip flatter than the factor keeps one row */
    if (!kiosk_grey_resize(out, grey->width / factor, grey->height / factor))
        return false;
    int area = factor * factor;
    for (int y = 0; y < out->height; y++) {
        for (int x = 0; x < out->width; x++) {
            const uint8_t *block = grey->pixels +
                                   (size_t)y * (size_t)factor * (size_t)grey->stride +
                                   (size_t)x * (size_t)factor;
            int sum = area / 2;
            for (int row = 0; row < factor; row++, block += grey->stride)
                for (int column = 0; column < factor; column++)
                    sum += block[column];
            out->pixels[(size_t)y * (size_t)out->stride + (size_t)x] = (uint8_t)(sum / area);
        }
    }
    return true;
}
