/* Picture files as frames of a camera: read to grey, brought to the camera's size (whole picture,
 * grey bars beside it), packed as the format wants. MJPG is 4:2:2 with some colour, as costly to
 * unpack as a real camera's, and leaves out the Huffman tables, as many cameras do. */

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <turbojpeg.h>

#include "core/bounds.h"
#include "kiosk/scan/picture.h"
#include "tests/v4l2/double.h"

#define EMPTY_LEVEL 120

static struct kiosk_grey fit(const struct kiosk_grey *from, int width, int height)
{
    struct kiosk_grey to;
    if (!kiosk_grey_init(&to, width, height))
        abort();
    kiosk_grey_fill(&to, EMPTY_LEVEL);
    double scale = (double)from->width / width;
    if ((double)from->height / height > scale)
        scale = (double)from->height / height;
    int w = (int)(from->width / scale), h = (int)(from->height / scale);
    for (int y = 0; y < h; y++) {
        int top = (int)(y * scale), bottom = (int)((y + 1) * scale);
        bottom = bottom <= top ? top + 1 : bottom > from->height ? from->height : bottom;
        for (int x = 0; x < w; x++) {
            int left = (int)(x * scale), right = (int)((x + 1) * scale);
            right = right <= left ? left + 1 : right > from->width ? from->width : right;
            int sum = 0;
            for (int row = top; row < bottom; row++)
                for (int column = left; column < right; column++)
                    sum += from->pixels[(size_t)row * (size_t)from->stride + (size_t)column];
            to.pixels[(size_t)(y + (height - h) / 2) * (size_t)to.stride +
                      (size_t)(x + (width - w) / 2)] =
                    (uint8_t)(sum / ((bottom - top) * (right - left)));
        }
    }
    return to;
}

/* Cuts out the segments FF C4. */
static size_t without_tables(uint8_t *bytes, size_t length)
{
    for (size_t at = 2; at + 4 < length && bytes[at + 1] != 0xda;) {
        size_t segment = 2 + (size_t)bytes[at + 2] * 256 + bytes[at + 3];
        if (bytes[at + 1] == 0xc4) {
            memmove(bytes + at, bytes + at + segment, length - at - segment);
            length -= segment;
        } else {
            at += segment;
        }
    }
    return length;
}

static void pack_jpeg(const struct kiosk_grey *grey, int quality, struct picture *out)
{
    int half = (grey->width + 1) / 2;
    uint8_t *colour = malloc((size_t)half * (size_t)grey->height);
    tjhandle packer = tjInitCompress();
    if (!colour || !packer)
        abort();
    for (int y = 0; y < grey->height; y++)
        for (int x = 0; x < half; x++)
            colour[(size_t)y * (size_t)half + (size_t)x] =
                    (uint8_t)(112 +
                              grey->pixels[(size_t)y * (size_t)grey->stride + (size_t)x * 2] / 8);
    const unsigned char *planes[] = {grey->pixels, colour, colour};
    int strides[] = {grey->stride, half, half};
    unsigned char *packed = NULL;
    unsigned long length = 0;
    if (tjCompressFromYUVPlanes(packer, planes, grey->width, strides, grey->height, TJSAMP_422,
                &packed, &length, quality, 0) < 0) {
        fprintf(stderr, "v4l2 double: %s\n", tjGetErrorStr2(packer));
        abort();
    }
    out->length = without_tables(packed, length);
    out->bytes = malloc(out->length);
    if (!out->bytes)
        abort();
    memcpy(out->bytes, packed, out->length);
    tjFree(packed);
    tjDestroy(packer);
    free(colour);
}

static void pack(
        const struct kiosk_grey *grey, const struct offer *as, int quality, struct picture *out)
{
    if (as->fourcc == V4L2_PIX_FMT_MJPEG) {
        pack_jpeg(grey, quality, out);
        return;
    }
    out->length = format_bytes(as);
    out->bytes = malloc(out->length);
    if (!out->bytes)
        abort();
    memset(out->bytes, 128, out->length);
    size_t step = as->fourcc == V4L2_PIX_FMT_YUYV ? 2 : as->fourcc == V4L2_PIX_FMT_RGB24 ? 3 : 1;
    for (size_t i = 0; i < (size_t)as->width * (size_t)as->height; i++)
        out->bytes[i * step] = grey->pixels[i];
}

static void load(const char *path, const struct offer *as, int quality, struct picture *out)
{
    struct kiosk_grey file = {0}, grey;
    char why[KM_ERR_MAX];
    if (path[0] && kiosk_picture_read(path, &file, why)) {
        grey = fit(&file, as->width, as->height);
    } else {
        if (path[0])
            fprintf(stderr, "v4l2 double: %s: %s\n", path, why);
        if (!kiosk_grey_init(&grey, as->width, as->height))
            abort();
        kiosk_grey_fill(&grey, EMPTY_LEVEL);
    }
    pack(&grey, as, quality, out);
    kiosk_grey_destroy(&grey);
    kiosk_grey_destroy(&file);
}

const struct picture *pictures_get(
        struct pictures *pictures, const char *path, const struct offer *as, int quality)
{
    struct stat st = {0};
    if (path[0])
        stat(path, &st);
    int at = 0;
    while (at < pictures->count && strcmp(pictures->list[at].path, path) != 0)
        at++;
    struct picture *picture = &pictures->list[at < PICTURES_MAX ? at : PICTURES_MAX - 1];
    if (at < pictures->count) {
        if (memcmp(&picture->changed, &st.st_mtim, sizeof st.st_mtim) == 0)
            return picture;
    } else if (pictures->count < PICTURES_MAX) {
        pictures->count++;
    }
    free(picture->path);
    free(picture->bytes);
    static uint64_t serial;
    *picture = (struct picture){.path = strdup(path), .changed = st.st_mtim, .serial = ++serial};
    if (!picture->path)
        abort();
    load(path, as, quality, picture);
    return picture;
}

static int is_picture(const struct dirent *entry)
{
    const char *dot = strrchr(entry->d_name, '.');
    return dot &&
           (strcmp(dot, ".png") == 0 || strcmp(dot, ".jpg") == 0 || strcmp(dot, ".jpeg") == 0);
}

static void forget_names(struct pictures *pictures)
{
    for (int i = 0; i < pictures->name_count; i++)
        free(pictures->names[i]);
    pictures->name_count = 0;
}

void pictures_list(struct pictures *pictures, const char *folder)
{
    struct dirent **entries;
    forget_names(pictures);
    snprintf(pictures->folder, sizeof pictures->folder, "%s", folder);
    int count = folder[0] ? scandir(folder, &entries, is_picture, alphasort) : 0;
    for (int i = 0; i < count; i++) {
        char path[2 * PATH_MAX];
        snprintf(path, sizeof path, "%s/%s", folder, entries[i]->d_name);
        if (pictures->name_count < PICTURES_MAX)
            pictures->names[pictures->name_count++] = strdup(path);
        free(entries[i]);
    }
    if (count > 0)
        free(entries);
}

void pictures_destroy(struct pictures *pictures)
{
    forget_names(pictures);
    for (int i = 0; i < pictures->count; i++) {
        free(pictures->list[i].path);
        free(pictures->list[i].bytes);
    }
    *pictures = (struct pictures){0};
}
