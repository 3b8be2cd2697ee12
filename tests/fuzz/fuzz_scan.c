/* Any bytes as frames for the reader and the watch, and as picture files. The first byte says what
 * the rest is: plain pixels, a drawn code that is then damaged (or nothing would get past the
 * look), a JPEG or a PNG. A frame's memory ends with its last pixel. What must hold of any input:
 * texts are plain and bounded, a sighting lies at finite places. */
#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "kiosk/scan/picture.h"
#include "kiosk/scan/watch.h"
#include "tests/fuzz/fuzz.h"
#include "tests/kiosk/scan/scene.h"

enum { PIXELS, DRAWN, JPEG, PNG, KINDS };
#define FRAMES 3 /* of one input, for the watch */
#define READ_PIXELS_MAX (400 * 400)

/* ---- what must hold ---- */

static void check_readings(const struct kiosk_readings *readings)
{
    assert(readings->count >= 0 && readings->count <= KIOSK_READINGS_MAX && readings->refused >= 0);
    for (int i = 0; i < readings->count; i++) {
        size_t length = strnlen(readings->list[i].text, KM_SCAN_TEXT_MAX + 1);
        assert(length > 0 && length <= KM_SCAN_TEXT_MAX);
        for (size_t k = 0; k < length; k++)
            assert(readings->list[i].text[k] >= ' ' && readings->list[i].text[k] <= '~');
    }
}

static void check_sighting(const struct kiosk_sighting *sighting)
{
    assert(!sighting->seen || (isfinite(sighting->module_px) && sighting->module_px > 0));
}

/* ---- frames ---- */

/* The frame again with another stride, its memory exactly as long as it must be. */
static struct kiosk_grey tight(const struct kiosk_grey *grey, int stride, uint8_t **out_memory)
{
    size_t size = (size_t)stride * (size_t)(grey->height - 1) + (size_t)grey->width;
    *out_memory = malloc(size);
    if (!*out_memory)
        abort();
    memset(*out_memory, 0x55, size);
    for (int y = 0; y < grey->height; y++)
        memcpy(*out_memory + (size_t)y * (size_t)stride,
                grey->pixels + (size_t)y * (size_t)grey->stride, (size_t)grey->width);
    return (struct kiosk_grey){grey->width, grey->height, stride, *out_memory};
}

static void look_at(const struct kiosk_grey *grey, struct kiosk_reader *reader,
        struct kiosk_watch *watch, int stride, bool alone)
{
    struct kiosk_readings readings;
    struct kiosk_sighting sighting;
    uint8_t *memory;
    struct kiosk_grey frame = tight(grey, stride, &memory);
    assert(kiosk_reader_watch(reader, &frame, &readings, &sighting) == (readings.count > 0));
    check_readings(&readings);
    check_sighting(&sighting);
    const struct kiosk_watched *watched = kiosk_watch_frame(watch, &frame);
    check_readings(&watched->readings);
    check_sighting(&watched->sighting);
    if (alone) {
        kiosk_reader_read(reader, &frame, &readings);
        check_readings(&readings);
    }
    free(memory);
}

/* ---- damage ---- */

struct block {
    int x, y, width, height;
};

static struct block take_block(struct fuzz_bytes *bytes, const struct kiosk_grey *grey)
{
    struct block block = {.width = 1 + fuzz_take(bytes) % 64, .height = 1 + fuzz_take(bytes) % 64};
    block.width = block.width < grey->width ? block.width : grey->width;
    block.height = block.height < grey->height ? block.height : grey->height;
    block.x = (fuzz_take(bytes) * 256 + fuzz_take(bytes)) % (grey->width - block.width + 1);
    block.y = (fuzz_take(bytes) * 256 + fuzz_take(bytes)) % (grey->height - block.height + 1);
    return block;
}

static uint8_t *pixel(const struct kiosk_grey *grey, int x, int y)
{
    return grey->pixels + (size_t)y * (size_t)grey->stride + x;
}

static void shift_rows(const struct kiosk_grey *grey, struct block block, int by)
{
    uint8_t row[KM_FRAME_SIDE_MAX];
    for (int y = block.y; y < block.y + block.height; y++) {
        memcpy(row, pixel(grey, 0, y), (size_t)grey->width);
        for (int x = 0; x < grey->width; x++)
            *pixel(grey, (x + by) % grey->width, y) = row[x];
    }
}

static void copy_block(struct fuzz_bytes *bytes, const struct kiosk_grey *grey, struct block block)
{
    int to_x = fuzz_take(bytes) * grey->width / 256, to_y = fuzz_take(bytes) * grey->height / 256;
    for (int y = 0; y < block.height && to_y + y < grey->height; y++)
        for (int x = 0; x < block.width && to_x + x < grey->width; x++)
            *pixel(grey, to_x + x, to_y + y) = *pixel(grey, block.x + x, block.y + y);
}

/* Every pixel of the block: kept or turned over, times gain (of 16), plus offset, plus noise. */
static void tint(struct fuzz_bytes *bytes, const struct kiosk_grey *grey, struct block block,
        bool invert, bool noisy)
{
    int gain = invert ? 16 : fuzz_take(bytes) % 32, offset = invert ? 0 : fuzz_take(bytes) - 128;
    uint32_t noise = (uint32_t)fuzz_take(bytes) * 2654435761u;
    for (int y = block.y; y < block.y + block.height; y++)
        for (int x = block.x; x < block.x + block.width; x++) {
            int level = *pixel(grey, x, y);
            noise = noise * 1664525u + 1013904223u;
            level = (invert ? 255 - level : level) * gain / 16 + offset;
            level += noisy ? (int)(noise >> 26) - 32 : 0;
            *pixel(grey, x, y) = (uint8_t)(level < 0 ? 0 : level > 255 ? 255 : level);
        }
}

static void damage(struct fuzz_bytes *bytes, const struct kiosk_grey *grey)
{
    int kind = fuzz_take(bytes) % 8;
    struct block all = {0, 0, grey->width, grey->height};
    struct block block = take_block(bytes, grey);
    switch (kind) {
    case 0:
        shift_rows(grey, block, fuzz_take(bytes) % grey->width);
        break;
    case 1:
    case 2:
        copy_block(bytes, grey, block);
        break;
    case 3:
        tint(bytes, grey, block, true, false);
        break;
    case 4:
        tint(bytes, grey, all, true, false);
        break;
    default:
        tint(bytes, grey, kind == 5 ? all : block, false, kind == 6);
    }
}

/* ---- what the bytes are ---- */

static bool as_pixels(struct fuzz_bytes *bytes, struct kiosk_grey *out)
{
    int width = 1 + fuzz_take(bytes), height = 1 + fuzz_take(bytes) % 128;
    if (!kiosk_grey_resize(out, width, height) || bytes->left == 0)
        return false;
    for (size_t i = 0; i < (size_t)width * (size_t)height; i++)
        out->pixels[i] = bytes->at[i % bytes->left];
    return true;
}

static bool as_drawn(struct fuzz_bytes *bytes, struct kiosk_grey *out)
{
    int width = 60 + fuzz_take(bytes), height = 60 + fuzz_take(bytes) % 200;
    *out = scene_new(width, height, (uint8_t)(128 + fuzz_take(bytes) / 2));
    for (int codes = 1 + fuzz_take(bytes) % 3; codes > 0; codes--) {
        char text[151];
        int x = width / 2 + fuzz_take(bytes) % 64 - 32, y = height / 2 + fuzz_take(bytes) % 64 - 32;
        double module = 1.5 + fuzz_take(bytes) / 32.;
        int length = 1 + fuzz_take(bytes) % 150;
        snprintf(text, sizeof text, "%.*s", length, scene_ticket_text((unsigned)fuzz_take(bytes)));
        scene_lay_code(out, text, x, y, module, fuzz_take(bytes) * 360. / 256);
    }
    return true;
}

static bool as_jpeg(struct fuzz_bytes *bytes, struct kiosk_grey *out)
{
    char err[KM_ERR_MAX];
    bool lenient = fuzz_take(bytes) & 1;
    struct kiosk_jpeg *jpeg = kiosk_jpeg_new();
    bool ok = kiosk_jpeg_unpack(jpeg, bytes->at, bytes->left, lenient, out, err);
    kiosk_jpeg_free(jpeg);
    return ok;
}

static bool as_png(struct fuzz_bytes *bytes, struct kiosk_grey *out)
{
    char err[KM_ERR_MAX], path[40];
    int file = memfd_create("picture", MFD_CLOEXEC);
    if (file < 0 || write(file, bytes->at, bytes->left) != (ssize_t)bytes->left)
        abort();
    snprintf(path, sizeof path, "/proc/self/fd/%d", file);
    bool ok = kiosk_picture_read(path, out, err);
    close(file);
    return ok;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static bool (*const makers[KINDS])(struct fuzz_bytes *, struct kiosk_grey *) = {
            [PIXELS] = as_pixels, [DRAWN] = as_drawn, [JPEG] = as_jpeg, [PNG] = as_png};
    struct fuzz_bytes bytes = {data, size};
    struct kiosk_grey grey = {0};
    int kind = fuzz_take(&bytes) % KINDS;
    if (makers[kind](&bytes, &grey) && (int64_t)grey.width * grey.height <= READ_PIXELS_MAX) {
        struct kiosk_reader *reader = kiosk_reader_new();
        struct kiosk_watch *watch = kiosk_watch_new();
        int stride = grey.width + (kind == DRAWN ? fuzz_take(&bytes) % 18 : 0);
        for (int i = 0; i < FRAMES; i++) {
            look_at(&grey, reader, watch, stride, i == 0);
            for (int k = 0; kind == DRAWN && k < 4 && bytes.left > 0; k++)
                damage(&bytes, &grey);
        }
        kiosk_watch_free(watch);
        kiosk_reader_free(reader);
    }
    kiosk_grey_destroy(&grey);
    return 0;
}

/* ---- to begin from ---- */

static size_t picture_seed(int kind, uint8_t *out)
{
    size_t length = 0;
    struct kiosk_grey scene = scene_new(150, 150, 200);
    scene_lay_code(&scene, scene_ticket_text(3), 75, 75, 2.5, 10);
    if (kind == JPEG) {
        uint8_t *bytes = scene_jpeg(&scene, &length);
        length = length < FUZZ_INPUT_MAX - 2 ? length : FUZZ_INPUT_MAX - 2;
        memcpy(out + 2, bytes, length);
        free(bytes);
        length++;
    } else {
        const char *directory = scene_directory();
        char path[300];
        scene_write_png(&scene, directory, "seed.png");
        snprintf(path, sizeof path, "%s/seed.png", directory);
        FILE *file = fopen(path, "rb");
        length = file ? fread(out + 1, 1, FUZZ_INPUT_MAX - 1, file) : 0;
        if (file)
            fclose(file);
        scene_remove(directory);
    }
    kiosk_grey_destroy(&scene);
    out[0] = (uint8_t)kind;
    return length + 1;
}

/* Codes of every size, turned, one to three in a frame; damage is for the mutations, and some. */
static size_t drawn_seed(unsigned index, uint8_t *out)
{
    const uint8_t recipe[] = {DRAWN, (uint8_t)(60 + 24 * (index % 8)), (uint8_t)(60 + index * 12),
            (uint8_t)(index * 40), (uint8_t)(index % 3), 32, 32, (uint8_t)(8 * index),
            (uint8_t)(index * 9), (uint8_t)index, (uint8_t)(index * 16), 40, 20, 20, 30, 1, 60, 20,
            50, 20, 20, 2, 90, (uint8_t)(index % 17), (uint8_t)index, 20, 20, 0, 10, 0, 10, 99, 99,
            (uint8_t)(index + 1), 30, 3, 0, 40, 0, 60, 5, 5, 6, 40, 40, 0, 20, 0, 20, 16, 128, 7};
    memset(out, 0, sizeof recipe);
    memcpy(out, recipe, sizeof recipe);
    return sizeof recipe;
}

size_t fuzz_seed(unsigned index, uint8_t out[FUZZ_INPUT_MAX])
{
    if (index < 16)
        return drawn_seed(index, out);
    if (index < 18)
        return picture_seed(index == 16 ? JPEG : PNG, out);
    if (index > 18)
        return 0;
    out[0] = PIXELS;
    for (int i = 1; i < 200; i++)
        out[i] = (uint8_t)(i % 7 < 3 ? 0 : 255);
    return 200;
}
