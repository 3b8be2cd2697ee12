/* Picture files as strangers and cameras make them, whole and broken. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <png.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/bounds.h"
#include "kiosk/scan/picture.h"
#include "tests/kiosk/scan/scene.h"

static char directory[64];
static struct kiosk_grey scene, picture;
static char err[KM_ERR_MAX];

static int set_up(void **state)
{
    (void)state;
    strcpy(directory, scene_directory());
    scene = scene_new(200, 150, 90);
    scene_lay_code(&scene, "A", 100, 75, 4, 15);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    scene_remove(directory);
    kiosk_grey_destroy(&scene);
    kiosk_grey_destroy(&picture);
    return 0;
}

static bool read_named(const char *name)
{
    char path[128];
    snprintf(path, sizeof path, "%s/%s", directory, name);
    err[0] = 0;
    return kiosk_picture_read(path, &picture, err);
}

static void expect_scene(int tolerance)
{
    assert_int_equal(picture.width, scene.width);
    assert_int_equal(picture.height, scene.height);
    for (int i = 0; i < 200 * 150; i++)
        assert_in_range(abs(picture.pixels[i] - scene.pixels[i]), 0, tolerance);
}

static void reads_png_and_jpeg_whatever_their_name(void **state)
{
    (void)state;
    scene_write_png(&scene, directory, "a.jpg");
    assert_true(read_named("a.jpg"));
    expect_scene(0);
    scene_write_jpeg(&scene, directory, "b.png");
    assert_true(read_named("b.png"));
    expect_scene(40);
}

static void lays_a_transparent_png_on_white(void **state)
{
    (void)state;
    static const uint8_t rgba[4 * 4] = {0, 0, 0, 255, 0, 0, 0, 0, 255, 255, 255, 255, 255, 0, 0, 0};
    png_image image = {
            .version = PNG_IMAGE_VERSION, .width = 4, .height = 1, .format = PNG_FORMAT_RGBA};
    char path[128];
    snprintf(path, sizeof path, "%s/t.png", directory);
    assert_true(png_image_write_to_file(&image, path, 0, rgba, 0, NULL));
    assert_true(read_named("t.png"));
    assert_memory_equal(picture.pixels, "\x00\xff\xff\xff", 4);
}

/* Cut off anywhere and with any byte changed: told, or read with damage, but never a crash. */
static void survives_damage(void **state)
{
    (void)state;
    char path[128];
    for (int kind = 0; kind < 2; kind++) {
        if (kind == 0)
            scene_write_png(&scene, directory, "whole");
        else
            scene_write_jpeg(&scene, directory, "whole");
        snprintf(path, sizeof path, "%s/whole", directory);
        static uint8_t bytes[65536];
        FILE *file = fopen(path, "rb");
        size_t length = fread(bytes, 1, sizeof bytes, file);
        fclose(file);
        for (size_t cut = 0; cut < length - 20; cut += 1 + cut / 16) {
            scene_write_bytes(bytes, cut, directory, "cut");
            assert_false(read_named("cut"));
            assert_true(strlen(err) > 0);
        }
        uint32_t seed = 1;
        for (int i = 0; i < 200; i++) {
            seed = seed * 1664525u + 1013904223u;
            size_t at = (seed >> 8) % length;
            uint8_t was = bytes[at];
            bytes[at] = (uint8_t)(seed >> 24);
            scene_write_bytes(bytes, length, directory, "bent");
            assert_true(read_named("bent") || strlen(err) > 0);
            bytes[at] = was;
        }
    }
}

static void refuses_what_is_no_picture(void **state)
{
    (void)state;
    assert_false(read_named("missing"));
    assert_string_equal(err, "No such file or directory");
    assert_false(read_named(".")); /* a folder */
    assert_string_equal(err, "Is a directory");
    scene_write_bytes("", 0, directory, "empty.png");
    assert_false(read_named("empty.png"));
    assert_string_equal(err, "neither PNG nor JPEG");
    scene_write_bytes("GIF89a…", 9, directory, "a.gif");
    assert_false(read_named("a.gif"));
}

/* Few bytes that claim a huge picture must cost nothing. */
static void refuses_huge_claims(void **state)
{
    (void)state;
    scene_write_png(&scene, directory, "p");
    char path[128];
    snprintf(path, sizeof path, "%s/p", directory);
    static uint8_t bytes[65536];
    FILE *file = fopen(path, "rb");
    size_t length = fread(bytes, 1, sizeof bytes, file);
    fclose(file);
    /* IHDR is at 8: length 4, name 4, width 4, height 4, five more, checksum 4. */
    memcpy(bytes + 16, "\x00\x01\x86\xa0\x00\x01\x86\xa0", 8);
    uint32_t crc = 0xffffffffu;
    for (int i = 12; i < 29; i++) {
        crc ^= bytes[i];
        for (int bit = 0; bit < 8; bit++)
            crc = crc >> 1 ^ (crc & 1 ? 0xedb88320u : 0);
    }
    crc = ~crc;
    for (int i = 0; i < 4; i++)
        bytes[29 + i] = (uint8_t)(crc >> (24 - 8 * i));
    scene_write_bytes(bytes, length, directory, "p");
    assert_false(read_named("p"));
    assert_string_equal(err, "PNG of 100000 × 100000 px is too large");

    uint8_t *jpeg = scene_jpeg(&scene, &length);
    for (size_t at = 2; at + 9 < length; at += 2 + (size_t)jpeg[at + 2] * 256 + jpeg[at + 3])
        if (jpeg[at + 1] == 0xc0) { /* the frame header: height and width */
            memset(jpeg + at + 5, 0x7f, 4);
            break;
        }
    scene_write_bytes(jpeg, length, directory, "j");
    assert_false(read_named("j"));
    assert_string_equal(err, "JPEG of 32639 × 32639 px is too large");
    free(jpeg);
}

static void refuses_a_huge_file(void **state)
{
    (void)state;
    scene_write_bytes("\xff\xd8\xff", 3, directory, "big.jpg");
    char path[128];
    snprintf(path, sizeof path, "%s/big.jpg", directory);
    assert_int_equal(truncate(path, KM_PICTURE_BYTES_MAX + 1l), 0);
    assert_false(read_named("big.jpg"));
    assert_string_equal(err, "larger than 32 MB");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
            TEST(reads_png_and_jpeg_whatever_their_name),
            TEST(lays_a_transparent_png_on_white),
            TEST(survives_damage),
            TEST(refuses_what_is_no_picture),
            TEST(refuses_huge_claims),
            TEST(refuses_a_huge_file),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
