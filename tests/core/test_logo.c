/* A logo's way from a PNG file into a text and back to pixels; and every kind of file that is none:
 * too large, cut off anywhere, any byte of it changed. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <png.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/logo.h"

static char err[KM_ERR_MAX];

/* Owned by the caller. */
static uint8_t *write_png(int width, int height, const uint8_t *rgba, size_t *out_len)
{
    png_image image = {.version = PNG_IMAGE_VERSION,
            .width = (png_uint_32)width,
            .height = (png_uint_32)height,
            .format = PNG_FORMAT_RGBA};
    png_alloc_size_t len = 0;
    assert_int_not_equal(png_image_write_to_memory(&image, NULL, &len, 0, rgba, 0, NULL), 0);
    uint8_t *png = malloc(len);
    assert_int_not_equal(png_image_write_to_memory(&image, png, &len, 0, rgba, 0, NULL), 0);
    *out_len = len;
    return png;
}

static uint8_t *write_grey(int width, int height, size_t *out_len)
{
    uint8_t *rgba = malloc((size_t)width * (size_t)height * 4);
    memset(rgba, 0x80, (size_t)width * (size_t)height * 4);
    uint8_t *png = write_png(width, height, rgba, out_len);
    free(rgba);
    return png;
}

static void test_pixels(void **state)
{
    (void)state;
    static const uint8_t rgba[] = {255, 0, 0, 255, 0, 128, 0, 64, 1, 2, 3, 255, 0, 0, 0, 0, 9, 8, 7,
            255, 255, 255, 255, 255};
    size_t len, back_len;
    uint8_t *back = NULL;
    struct km_logo logo = {0};
    uint8_t *png = write_png(3, 2, rgba, &len);
    char *base64 = km_logo_to_base64(png, len);
    assert_true(km_logo_from_base64(base64, &back, &back_len, err));
    assert_int_equal(back_len, len);
    assert_memory_equal(back, png, len);
    assert_true(km_logo_unpack(back, back_len, &logo, err));
    assert_int_equal(logo.width, 3);
    assert_int_equal(logo.height, 2);
    static const uint32_t pixels[] = {
            0xFFFF0000, 0x40008000, 0xFF010203, 0x00000000, 0xFF090807, 0xFFFFFFFF};
    assert_memory_equal(logo.pixels, pixels, sizeof pixels);
    km_logo_destroy(&logo);
    km_logo_destroy(&logo); /* zeroed */
    free(png);
    free(back);
    free(base64);
}

static void expect_refused(const uint8_t *png, size_t len, const char *why)
{
    struct km_logo logo = {.width = 77};
    err[0] = 0;
    assert_false(km_logo_unpack(png, len, &logo, err));
    if (!strstr(err, why))
        fail_msg("says \"%s\", not \"%s\"", err, why);
    assert_int_equal(logo.width, 77); /* untouched */
}

static void test_sizes(void **state)
{
    (void)state;
    static const struct {
        int width, height;
        const char *why;
    } cases[] = {
            {512, 512, NULL}, {1, 1, NULL}, {513, 1, "has 513 × 1 px"}, {1, 513, "has 1 × 513 px"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        size_t len;
        uint8_t *png = write_grey(cases[i].width, cases[i].height, &len);
        struct km_logo logo = {0};
        if (cases[i].why)
            expect_refused(png, len, cases[i].why);
        else
            assert_true(km_logo_unpack(png, len, &logo, err));
        km_logo_destroy(&logo);
        free(png);
    }
    uint8_t *large = calloc(1, KM_LOGO_BYTES_MAX + 1);
    expect_refused(large, KM_LOGO_BYTES_MAX + 1, "has 97 kB");
    free(large);
    expect_refused((const uint8_t *)"GIF89a\1\0", 8, "is no PNG");
    expect_refused((const uint8_t *)"", 0, "is no PNG");
}

/* A head that promises four milliards of pixels is refused before memory is asked for. */
static void test_promise(void **state)
{
    (void)state;
    size_t len;
    uint8_t *png = write_grey(4, 4, &len);
    memcpy(png + 16, "\x7f\xff\xff\xff\x7f\xff\xff\xff", 8);
    expect_refused(png, len, "");
    free(png);
}

static void test_damage(void **state)
{
    (void)state;
    size_t len;
    uint8_t *png = write_grey(40, 30, &len);
    for (size_t cut = 0; cut + 12 < len; cut++) /* the last 12 bytes say that it ends */
        expect_refused(png, cut, "PNG");
    int refused = 0;
    for (size_t i = 0; i < len; i++) {
        struct km_logo logo = {0};
        png[i] ^= 0x55;
        bool ok = km_logo_unpack(png, len, &logo, err);
        assert_true(!ok || (logo.width <= KM_LOGO_SIDE_MAX && logo.height <= KM_LOGO_SIDE_MAX));
        refused += !ok;
        km_logo_destroy(&logo);
        png[i] ^= 0x55;
    }
    assert_true(refused > (int)len / 2);
    free(png);
}

static void test_base64(void **state)
{
    (void)state;
    static const char *const bad[] = {"?", "AAA", "AA=A", "AAAA AAAA", "AAAA\n", "A===", "AB=="};
    uint8_t *png = NULL;
    size_t len;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        if (km_logo_from_base64(bad[i], &png, &len, err))
            fail_msg("\"%s\" was read", bad[i]);
        assert_string_equal(err, "is no base64 of up to 98304 bytes");
    }
    char *text = malloc(KM_LOGO_TEXT_MAX + 5);
    memset(text, 'A', KM_LOGO_TEXT_MAX + 4);
    text[KM_LOGO_TEXT_MAX + 4] = 0;
    assert_false(km_logo_from_base64(text, &png, &len, err));
    text[KM_LOGO_TEXT_MAX] = 0;
    assert_true(km_logo_from_base64(text, &png, &len, err));
    assert_int_equal(len, KM_LOGO_BYTES_MAX);
    free(png);
    free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_pixels), cmocka_unit_test(test_sizes),
            cmocka_unit_test(test_promise), cmocka_unit_test(test_damage),
            cmocka_unit_test(test_base64)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
