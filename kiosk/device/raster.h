#ifndef KIOSK_DEVICE_RASTER_H
#define KIOSK_DEVICE_RASTER_H

/* A picture of black dots, as a thermal printer burns it: one bit a dot, set is black, the highest
 * bit of a byte at the left, top row first. Dots beyond the width in a row's last byte are white.
 */

#include <stdbool.h>
#include <stdint.h>

/* The widths of a ticket printer's line at 203 dots an inch (8 a mm). */
#define KIOSK_RASTER_80MM 576
#define KIOSK_RASTER_58MM 384

struct kiosk_raster {
    int width;      /* dots, 1 to KIOSK_RASTER_WIDTH_MAX */
    int rows;       /* 1 to KIOSK_RASTER_ROWS_MAX */
    int stride;     /* bytes from a row to the next */
    uint8_t *bytes; /* owned, stride * rows */
};

/* A white picture. False where the size is not allowed. */
bool kiosk_raster_init(struct kiosk_raster *raster, int width, int rows);

/* Accepts a zeroed raster. */
void kiosk_raster_destroy(struct kiosk_raster *raster);

/* The dots of a picture of 0xFFRRGGBB pixels, width * rows of them: black where it is darker than
 * middle grey. False where the size is not allowed. Any thread. */
bool kiosk_raster_from_pixels(
        struct kiosk_raster *raster, const uint32_t *pixels, int width, int rows);

/* Is the dot black? x and y lie inside. */
bool kiosk_raster_dot(const struct kiosk_raster *raster, int x, int y);

#endif
