#include "kiosk/sdl/png.h"

#include "core/bounds.h"

#include <png.h>
#include <stdio.h>
#include <stdlib.h>

bool kiosk_png_write(const char *path, const uint32_t *pixels, int width, int height, char *err)
{
    /* libpng's simple interface wants bytes in order; no alpha, as the picture has none. */
    size_t count = (size_t)width * (size_t)height;
    uint8_t *rgb = malloc(count * 3);
    if (!rgb) {
        snprintf(err, KM_ERR_MAX, "%s: no memory for %d x %d pixels", path, width, height);
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        rgb[3 * i] = (uint8_t)(pixels[i] >> 16);
        rgb[3 * i + 1] = (uint8_t)(pixels[i] >> 8);
        rgb[3 * i + 2] = (uint8_t)pixels[i];
    }
    png_image image = {.version = PNG_IMAGE_VERSION,
            .width = (png_uint_32)width,
            .height = (png_uint_32)height,
            .format = PNG_FORMAT_RGB};
    bool written = png_image_write_to_file(&image, path, 0, rgb, 0, NULL) != 0;
    if (!written) {
        snprintf(err, KM_ERR_MAX, "%s: %s", path, image.message);
        remove(path);
    }
    png_image_free(&image);
    free(rgb);
    return written;
}
