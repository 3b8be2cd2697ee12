/* Codes in pictures as cameras see them, and everything strangers may hold up instead. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <qrencode.h>
#include <stdlib.h>
#include <string.h>

#include "kiosk/scan/decoder.h"
#include "tests/kiosk/scan/scene.h"

static struct kiosk_decoder *decoder;
static struct kiosk_readings readings;

static int set_up(void **state)
{
    (void)state;
    decoder = kiosk_decoder_new();
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    kiosk_decoder_free(decoder);
    return 0;
}

static void reads_turned_and_noisy_codes(void **state)
{
    (void)state;
    static const struct {
        double module_px, degrees;
        int noise;
    } cases[] = {{4, 0, 0}, {5, 90, 3}, {5, 45, 3}, {6, 12, 8}, {4.6, 200, 3}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct kiosk_grey scene = scene_new(640, 480, 120);
        const char *text = scene_ticket_text((unsigned)i);
        scene_lay_code(&scene, text, 330, 235, cases[i].module_px, cases[i].degrees);
        if (cases[i].noise)
            scene_add_noise(&scene, cases[i].noise, 7);
        assert_true(kiosk_decoder_read(decoder, &scene, &readings));
        assert_int_equal(readings.count, 1);
        assert_string_equal(readings.list[0].text, text);
        kiosk_grey_destroy(&scene);
    }
}

static void reads_several_codes(void **state)
{
    (void)state;
    struct kiosk_grey scene = scene_new(1280, 720, 120);
    scene_lay_code(&scene, "HTTP://A/T/FIRST", 300, 300, 6, 10);
    scene_lay_code(&scene, "HTTP://A/T/SECOND", 900, 360, 6, -20);
    assert_true(kiosk_decoder_read(decoder, &scene, &readings));
    assert_int_equal(readings.count, 2);
    assert_string_not_equal(readings.list[0].text, readings.list[1].text);
    kiosk_grey_destroy(&scene);
}

/* A view into a larger picture: zbar itself knows no stride. */
static void reads_a_view(void **state)
{
    (void)state;
    struct kiosk_grey scene = scene_new(1280, 720, 120);
    scene_lay_code(&scene, "VIEW", 900, 400, 6, 0);
    struct kiosk_grey view = {400, 400, scene.stride, scene.pixels + 200 * scene.stride + 700};
    assert_true(kiosk_decoder_read(decoder, &view, &readings));
    assert_string_equal(readings.list[0].text, "VIEW");
    struct kiosk_grey beside = {400, 400, scene.stride, scene.pixels + 200 * scene.stride};
    assert_false(kiosk_decoder_read(decoder, &beside, &readings));
    kiosk_grey_destroy(&scene);
}

static void sees_nothing_in_nothing(void **state)
{
    (void)state;
    static const int sizes[][2] = {{640, 480}, {1, 1}, {1, 300}, {7, 3}};
    for (size_t i = 0; i < 4; i++) {
        struct kiosk_grey scene = scene_new(sizes[i][0], sizes[i][1], 200);
        readings.count = readings.refused = 9;
        assert_false(kiosk_decoder_read(decoder, &scene, &readings));
        assert_int_equal(readings.count, 0);
        assert_int_equal(readings.refused, 0);
        scene_add_noise(&scene, 30, 3);
        assert_false(kiosk_decoder_read(decoder, &scene, &readings));
        kiosk_grey_destroy(&scene);
    }
}

static void read_code(QRcode *code)
{
    assert_non_null(code);
    struct kiosk_grey picture = scene_from_modules(code->data, code->width, 5);
    kiosk_decoder_read(decoder, &picture, &readings);
    kiosk_grey_destroy(&picture);
}

static void read_bytes(const void *bytes, int length)
{
    QRcode *code = QRcode_encodeData(length, bytes, 0, QR_ECLEVEL_M);
    read_code(code);
    QRcode_free(code);
}

static void reads_foreign_text(void **state)
{
    (void)state;
    const char *text = "WIFI:T:WPA;S:guest;P:\"~ pass word\";; https://example.org/?a=b&c=%20";
    read_bytes(text, (int)strlen(text));
    assert_int_equal(readings.count, 1);
    assert_string_equal(readings.list[0].text, text);
}

static void refuses_what_is_no_plain_text(void **state)
{
    (void)state;
    static const struct {
        const char *bytes;
        int length;
    } cases[] = {{"HTTP://A/T/ABC\0DEF", 18}, {"line\nbreak", 10}, {"tab\there", 8},
            {"\xe5\xbc\x80\xe9\x97\xa8", 6}, {"Z\xc3\xbcrich", 7}, {"\x7f\x7f\x7f", 3},
            {"\x1b[31mred", 8}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        read_bytes(cases[i].bytes, cases[i].length);
        assert_int_equal(readings.count, 0);
        assert_int_equal(readings.refused, 1);
    }
}

static void refuses_an_overlong_text(void **state)
{
    (void)state;
    char text[KM_SCAN_TEXT_MAX + 2];
    memset(text, 'A', sizeof text);
    read_bytes(text, KM_SCAN_TEXT_MAX);
    assert_int_equal(readings.count, 1);
    assert_int_equal(strlen(readings.list[0].text), KM_SCAN_TEXT_MAX);
    read_bytes(text, KM_SCAN_TEXT_MAX + 1);
    assert_int_equal(readings.count, 0);
    assert_int_equal(readings.refused, 1);
}

/* One part of a text split over two codes: with zbar's cache on it aborts the process. */
static void refuses_half_of_a_split_text(void **state)
{
    (void)state;
    QRcode_List *list = QRcode_encodeDataStructured(60,
            (const unsigned char *)"HTTP://A/T/0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789ABC",
            2, QR_ECLEVEL_M);
    assert_non_null(list);
    assert_true(QRcode_List_size(list) >= 2);
    for (int again = 0; again < 3; again++) {
        read_code(list->code);
        assert_int_equal(readings.count, 0);
        read_code(list->next->code);
        assert_int_equal(readings.count, 0);
    }
    QRcode_List_free(list);
}

static void refuses_other_symbologies(void **state)
{
    (void)state;
    /* Code 39 "A": wide and narrow bars, start and stop included. */
    static const char pattern[] = "101101101101011011010100101101001011011010110110101";
    struct kiosk_grey scene = scene_new(400, 200, 255);
    for (int y = 40; y < 160; y++)
        for (int x = 0; x < (int)strlen(pattern) * 4; x++)
            if (pattern[x / 4] == '1')
                scene.pixels[y * scene.stride + 60 + x] = 0;
    assert_false(kiosk_decoder_read(decoder, &scene, &readings));
    assert_int_equal(readings.refused, 0);
    kiosk_grey_destroy(&scene);
}

static void goes_on_over_a_new_scanner(void **state)
{
    (void)state;
    struct kiosk_grey scene = scene_new(180, 180, 255);
    scene_lay_code(&scene, "AGAIN", 90, 90, 4, 0);
    for (int i = 0; i < 1010; i++)
        assert_true(kiosk_decoder_read(decoder, &scene, &readings));
    assert_string_equal(readings.list[0].text, "AGAIN");
    kiosk_grey_destroy(&scene);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
            cmocka_unit_test(reads_turned_and_noisy_codes),
            cmocka_unit_test(reads_several_codes),
            cmocka_unit_test(reads_a_view),
            cmocka_unit_test(sees_nothing_in_nothing),
            cmocka_unit_test(reads_foreign_text),
            cmocka_unit_test(refuses_what_is_no_plain_text),
            cmocka_unit_test(refuses_an_overlong_text),
            cmocka_unit_test(refuses_half_of_a_split_text),
            cmocka_unit_test(refuses_other_symbologies),
            cmocka_unit_test(goes_on_over_a_new_scanner),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
