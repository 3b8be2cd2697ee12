/* PNG through libpng's simplified interface: no setjmp of ours, messages instead of stderr, and its
 * own limits on what hides beside the picture. Colours come out as sRGB, 8 bits each. */
#include "core/logo.h"

#include <png.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

_Static_assert(
        KM_LOGO_TEXT_MAX == (KM_LOGO_BYTES_MAX + 2) / 3 * 4, "base64 has 4 characters for 3");

char *km_logo_to_base64(const uint8_t *png, size_t len)
{
    size_t size = sodium_base64_ENCODED_LEN(len, sodium_base64_VARIANT_ORIGINAL);
    char *base64 = malloc(size);
    if (!base64)
        abort();
    return sodium_bin2base64(base64, size, png, len, sodium_base64_VARIANT_ORIGINAL);
}

bool km_logo_from_base64(const char *base64, uint8_t **out_png, size_t *out_len, char *err)
{
    size_t chars = strlen(base64);
    size_t len = 0;
    uint8_t *png = malloc(chars / 4 * 3 + 3);
    if (!png)
        abort();
    if (chars > KM_LOGO_TEXT_MAX || sodium_base642bin(png, chars / 4 * 3, base64, chars, NULL, &len,
                                            NULL, sodium_base64_VARIANT_ORIGINAL) != 0) {
        snprintf(err, KM_ERR_MAX, "is no base64 of up to %u bytes", KM_LOGO_BYTES_MAX);
        free(png);
        return false;
    }
    *out_png = png;
    *out_len = len;
    return true;
}

static void pack(const uint8_t *rgba, size_t count, uint32_t *out)
{
    for (size_t i = 0; i < count; i++, rgba += 4)
        out[i] = (uint32_t)rgba[3] << 24 | (uint32_t)rgba[0] << 16 | (uint32_t)rgba[1] << 8 |
                 rgba[2];
}

bool km_logo_unpack(const uint8_t *png, size_t len, struct km_logo *out, char *err)
{
    png_image image = {.version = PNG_IMAGE_VERSION};
    uint8_t *rgba = NULL;
    uint32_t *pixels = NULL;
    if (len > KM_LOGO_BYTES_MAX) {
        snprintf(err, KM_ERR_MAX, "has %zu kB", (len + 1023) / 1024);
        return false;
    }
    if (len < 8 || png_sig_cmp(png, 0, 8) != 0) {
        snprintf(err, KM_ERR_MAX, "is no PNG");
        return false;
    }
    if (!png_image_begin_read_from_memory(&image, png, len)) {
        snprintf(err, KM_ERR_MAX, "is a broken PNG (%s)", image.message);
        return false;
    }
    if (image.width > KM_LOGO_SIDE_MAX || image.height > KM_LOGO_SIDE_MAX) {
        snprintf(err, KM_ERR_MAX, "has %u × %u px", image.width, image.height);
        goto fail;
    }
    size_t count = (size_t)image.width * image.height;
    rgba = malloc(count * 4);
    pixels = malloc(count * sizeof *pixels);
    if (!rgba || !pixels)
        abort();
    image.format = PNG_FORMAT_RGBA;
    if (!png_image_finish_read(&image, NULL, rgba, 0, NULL)) {
        snprintf(err, KM_ERR_MAX, "is a broken PNG (%s)", image.message);
        goto fail;
    }
    pack(rgba, count, pixels);
    free(rgba);
    *out = (struct km_logo){(int)image.width, (int)image.height, pixels};
    return true;
fail:
    png_image_free(&image);
    free(rgba);
    free(pixels);
    return false;
}

void km_logo_destroy(struct km_logo *logo)
{
    free(logo->pixels);
    *logo = (struct km_logo){0};
}
