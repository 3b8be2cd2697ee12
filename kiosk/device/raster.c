#include "kiosk/device/raster.h"

#include <stddef.h>
#include <stdlib.h>

#include "core/bounds.h"

bool kiosk_raster_init(struct kiosk_raster *raster, int width, int rows)
{
    if (width < 1 || width > KIOSK_RASTER_WIDTH_MAX || rows < 1 || rows > KIOSK_RASTER_ROWS_MAX)
        return false;
    int stride = (width + 7) / 8;
    uint8_t *bytes = calloc((size_t)rows, (size_t)stride);
    if (!bytes)
        abort();
    *raster = (struct kiosk_raster){width, rows, stride, bytes};
    return true;
}

void kiosk_raster_destroy(struct kiosk_raster *raster)
{
    free(raster->bytes);
    *raster = (struct kiosk_raster){0};
}

static bool is_dark(uint32_t pixel)
{
    uint32_t red = pixel >> 16 & 0xFF;
    uint32_t green = pixel >> 8 & 0xFF;
    uint32_t blue = pixel & 0xFF;
    return 299 * red + 587 * green + 114 * blue < 128 * 1000; /* luma, ITU-R BT.601 */
}

bool kiosk_raster_from_pixels(
        struct kiosk_raster *raster, const uint32_t *pixels, int width, int rows)
{
    if (!kiosk_raster_init(raster, width, rows))
        return false;
    for (int y = 0; y < rows; y++)
        for (int x = 0; x < width; x++)
            if (is_dark(pixels[(size_t)y * (size_t)width + (size_t)x]))
                raster->bytes[y * raster->stride + x / 8] |= (uint8_t)(0x80 >> x % 8);
    return true;
}

bool kiosk_raster_dot(const struct kiosk_raster *raster, int x, int y)
{
    return raster->bytes[y * raster->stride + x / 8] >> (7 - x % 8) & 1;
}
