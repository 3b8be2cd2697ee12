/* PNG through libpng's simplified interface (no setjmp of ours, messages instead of stderr), JPEG
 * through libturbojpeg. Both unpack straight to grey. */

#include "kiosk/scan/picture.h"

#include <errno.h>
#include <png.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <turbojpeg.h>

#include "core/bounds.h"

struct kiosk_jpeg {
    tjhandle handle; /* owned */
};

struct kiosk_jpeg *kiosk_jpeg_new(void)
{
    struct kiosk_jpeg *jpeg = calloc(1, sizeof *jpeg);
    if (!jpeg)
        abort();
    jpeg->handle = tjInitDecompress();
    if (!jpeg->handle)
        abort();
    return jpeg;
}

void kiosk_jpeg_free(struct kiosk_jpeg *jpeg)
{
    if (!jpeg)
        return;
    tjDestroy(jpeg->handle);
    free(jpeg);
}

bool kiosk_jpeg_unpack(struct kiosk_jpeg *jpeg, const void *bytes, size_t length, bool lenient,
        struct kiosk_grey *out, char *err)
{
    int width, height, subsampling, colours;
    if (tjDecompressHeader3(jpeg->handle, bytes, length, &width, &height, &subsampling, &colours) <
            0) {
        snprintf(err, KM_ERR_MAX, "not a readable JPEG: %s", tjGetErrorStr2(jpeg->handle));
        return false;
    }
    if (!kiosk_grey_size_allowed(width, height)) {
        snprintf(err, KM_ERR_MAX, "JPEG of %d × %d px is too large", width, height);
        return false;
    }
    if (!kiosk_grey_resize(out, width, height)) {
        snprintf(err, KM_ERR_MAX, "no memory for %d × %d px", width, height);
        return false;
    }
    /* LIMITSCANS: a progressive JPEG of a few kB can otherwise keep us busy for minutes. */
    if (tjDecompress2(jpeg->handle, bytes, length, out->pixels, width, out->stride, height,
                TJPF_GRAY, TJFLAG_LIMITSCANS) < 0 &&
            !(lenient && tjGetErrorCode(jpeg->handle) == TJERR_WARNING)) {
        snprintf(err, KM_ERR_MAX, "broken JPEG: %s", tjGetErrorStr2(jpeg->handle));
        return false;
    }
    return true;
}

static bool unpack_png(const void *bytes, size_t length, struct kiosk_grey *out, char *err)
{
    png_image image = {.version = PNG_IMAGE_VERSION};
    if (!png_image_begin_read_from_memory(&image, bytes, length)) {
        snprintf(err, KM_ERR_MAX, "not a readable PNG: %s", image.message);
        return false;
    }
    if (!kiosk_grey_size_allowed(image.width, image.height)) {
        snprintf(err, KM_ERR_MAX, "PNG of %u × %u px is too large", image.width, image.height);
        goto fail;
    }
    if (!kiosk_grey_resize(out, (int)image.width, (int)image.height)) {
        snprintf(err, KM_ERR_MAX, "no memory for %u × %u px", image.width, image.height);
        goto fail;
    }
    image.format = PNG_FORMAT_GRAY;
    const png_color white = {255, 255, 255}; /* what a transparent picture lies on */
    if (!png_image_finish_read(&image, &white, out->pixels, out->stride, NULL)) {
        snprintf(err, KM_ERR_MAX, "broken PNG: %s", image.message);
        goto fail;
    }
    return true;

fail:
    png_image_free(&image);
    return false;
}

/* The whole file; *out_bytes is owned by the caller. */
static bool read_file(const char *path, uint8_t **out_bytes, size_t *out_length, char *err)
{
    FILE *file = fopen(path, "rbe");
    uint8_t *bytes = NULL;
    size_t length = 0, room = 256 * 1024;
    if (!file) {
        snprintf(err, KM_ERR_MAX, "%s", strerror(errno));
        return false;
    }
    for (;;) {
        uint8_t *larger = realloc(bytes, room);
        if (!larger) {
            snprintf(err, KM_ERR_MAX, "no memory for the file");
            goto fail;
        }
        bytes = larger;
        length += fread(bytes + length, 1, room - length, file);
        if (ferror(file)) {
            snprintf(err, KM_ERR_MAX, "%s", strerror(errno));
            goto fail;
        }
        if (length < room)
            break;
        if (room >= KM_PICTURE_BYTES_MAX) {
            snprintf(err, KM_ERR_MAX, "larger than %d MB", KM_PICTURE_BYTES_MAX / (1024 * 1024));
            goto fail;
        }
        room *= 2;
    }
    fclose(file);
    *out_bytes = bytes;
    *out_length = length;
    return true;

fail:
    fclose(file);
    free(bytes);
    return false;
}

bool kiosk_picture_read(const char *path, struct kiosk_grey *out, char *err)
{
    static const uint8_t png_magic[8] = {0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    uint8_t *bytes;
    size_t length;
    if (!read_file(path, &bytes, &length, err))
        return false;
    bool ok = false;
    if (length >= 8 && memcmp(bytes, png_magic, 8) == 0) {
        ok = unpack_png(bytes, length, out, err);
    } else if (length >= 3 && bytes[0] == 0xff && bytes[1] == 0xd8 && bytes[2] == 0xff) {
        struct kiosk_jpeg *jpeg = kiosk_jpeg_new();
        ok = kiosk_jpeg_unpack(jpeg, bytes, length, false, out, err);
        kiosk_jpeg_free(jpeg);
    } else {
        snprintf(err, KM_ERR_MAX, "neither PNG nor JPEG");
    }
    free(bytes);
    return ok;
}
