/* Scenes, noise and files. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <ftw.h>
#include <png.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <turbojpeg.h>
#include <unistd.h>

#include "tests/kiosk/scan/scene.h"

static uint32_t next_random(uint32_t *state)
{
    *state = *state * 1664525u + 1013904223u;
    return *state >> 8;
}

const char *scene_ticket_text(unsigned seed)
{
    static char text[160];
    uint32_t state = seed * 2654435761u + 1;
    int n = sprintf(text, "HTTP://192.168.10.20:8080/T/");
    for (int i = 0; i < 124; i++)
        text[n++] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"[next_random(&state) % 32];
    text[n] = 0;
    return text;
}

struct kiosk_grey scene_new(int width, int height, uint8_t level)
{
    struct kiosk_grey scene;
    assert_true(kiosk_grey_init(&scene, width, height));
    kiosk_grey_fill(&scene, level);
    return scene;
}

void scene_lay(struct kiosk_grey *scene, const struct kiosk_grey *picture, int x, int y)
{
    assert_true(x >= 0 && y >= 0 && x + picture->width <= scene->width &&
                y + picture->height <= scene->height);
    for (int row = 0; row < picture->height; row++)
        memcpy(scene->pixels + (y + row) * scene->stride + x,
                picture->pixels + row * picture->stride, (size_t)picture->width);
}

void scene_add_noise(struct kiosk_grey *scene, int sigma, unsigned seed)
{
    uint32_t state = seed;
    for (int i = 0; i < scene->width * scene->height; i++) {
        int sum = 0; /* of 12 even ones: nearly normal, deviation 1/12 of the range of each, times
                        12 */
        for (int k = 0; k < 12; k++)
            sum += (int)(next_random(&state) % 1001) - 500;
        int level = scene->pixels[i] + sum * sigma / 1000;
        scene->pixels[i] = (uint8_t)(level < 0 ? 0 : level > 255 ? 255 : level);
    }
}

struct kiosk_grey scene_from_modules(const uint8_t *modules, int side, int module_px)
{
    struct kiosk_grey picture = scene_new((side + 8) * module_px, (side + 8) * module_px, 255);
    for (int row = 0; row < side * module_px; row++)
        for (int column = 0; column < side * module_px; column++)
            if (modules[row / module_px * side + column / module_px] & 1)
                picture.pixels[(row + 4 * module_px) * picture.stride + column + 4 * module_px] = 0;
    return picture;
}

const char *scene_directory(void)
{
    static char directory[64];
    strcpy(directory, "/tmp/kaimen-scan-XXXXXX");
    assert_non_null(mkdtemp(directory));
    return directory;
}

static int remove_one(const char *path, const struct stat *info, int type, struct FTW *where)
{
    (void)info, (void)type, (void)where;
    return remove(path);
}

void scene_remove(const char *directory)
{
    assert_int_equal(nftw(directory, remove_one, 8, FTW_DEPTH | FTW_PHYS), 0);
}

void scene_write_bytes(const void *bytes, size_t length, const char *directory, const char *name)
{
    char path[512];
    snprintf(path, sizeof path, "%s/%s", directory, name);
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, length, file), length);
    assert_int_equal(fclose(file), 0);
}

void scene_write_png(const struct kiosk_grey *scene, const char *directory, const char *name)
{
    png_image image = {.version = PNG_IMAGE_VERSION,
            .width = (png_uint_32)scene->width,
            .height = (png_uint_32)scene->height,
            .format = PNG_FORMAT_GRAY};
    char path[512];
    snprintf(path, sizeof path, "%s/%s", directory, name);
    assert_true(png_image_write_to_file(&image, path, 0, scene->pixels, scene->stride, NULL));
}

uint8_t *scene_jpeg(const struct kiosk_grey *scene, size_t *out_length)
{
    tjhandle handle = tjInitCompress();
    unsigned char *bytes = NULL;
    unsigned long length = 0;
    assert_int_equal(tjCompress2(handle, scene->pixels, scene->width, scene->stride, scene->height,
                             TJPF_GRAY, &bytes, &length, TJSAMP_GRAY, 90, 0),
            0);
    uint8_t *copy = malloc(length);
    assert_non_null(copy);
    memcpy(copy, bytes, length);
    tjFree(bytes);
    tjDestroy(handle);
    *out_length = length;
    return copy;
}

void scene_write_jpeg(const struct kiosk_grey *scene, const char *directory, const char *name)
{
    size_t length;
    uint8_t *bytes = scene_jpeg(scene, &length);
    scene_write_bytes(bytes, length, directory, name);
    free(bytes);
}
