/* Every code that is none of ours, and pictures made to break things: refused, counted, got through
 * (test_reader.c has the tickets). */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <math.h>
#include <qrencode.h>
#include <stdlib.h>

#include "core/bounds.h"
#include "kiosk/scan/reader.h"
#include "tests/kiosk/scan/scene.h"

static struct kiosk_reader *reader;
static struct kiosk_readings readings;
static struct kiosk_sighting sighting;

static int set_up(void **state)
{
    (void)state;
    reader = kiosk_reader_new();
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    kiosk_reader_free(reader);
    return 0;
}

static void read_symbol(const QRcode *code)
{
    assert_non_null(code);
    struct scene_code shown = {.side = code->width,
            .modules = code->data,
            .x = 321,
            .y = 240,
            .module_px = 5,
            .turn = 9};
    struct kiosk_grey scene = scene_new(640, 480, 120);
    scene_show_code(&scene, &shown);
    assert_false(kiosk_reader_read(reader, &scene, &readings));
    assert_int_equal(readings.count, 0);
    assert_int_equal(readings.refused, 1);
    assert_false(kiosk_reader_watch(reader, &scene, &readings, &sighting));
    assert_int_equal(readings.refused, 1);
    assert_true(sighting.seen);
    kiosk_grey_destroy(&scene);
}

/* Each is seen and counted, once, and none of it becomes a text. */
static void refuses_foreign_codes(void **state)
{
    (void)state;
    static const struct {
        const char *bytes;
        int length;
    } cases[] = {{"HTTP://A/T/ABC\0DEF", 18}, {"line\nbreak", 10}, {"\x1b[31mred", 8},
            {"\xe5\xbc\x80\xe9\x97\xa8", 6}};
    for (int i = 0; i < 4; i++) {
        QRcode *code =
                QRcode_encodeData(cases[i].length, (const void *)cases[i].bytes, 4, QR_ECLEVEL_M);
        read_symbol(code);
        QRcode_free(code);
    }
    QRcode *kanji = QRcode_encodeString("\x8a\x4a\x96\xe5", 4, QR_ECLEVEL_M, QR_MODE_KANJI, 1);
    read_symbol(kanji);
    QRcode_free(kanji);
}

/* With zbar's cache on, one of these stops the program. */
static void refuses_a_part_of_a_split_text(void **state)
{
    (void)state;
    QRcode_List *list = QRcode_encodeDataStructured(60,
            (const unsigned char *)"HTTP://A/T/0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789ABC",
            2, QR_ECLEVEL_M);
    assert_non_null(list);
    assert_true(QRcode_List_size(list) >= 2);
    for (const QRcode_List *part = list; part; part = part->next)
        read_symbol(part->code);
    QRcode_List_free(list);
}

/* Up to version 14 and no further; what is larger is not even called a sighting. */
static void reads_versions_1_to_14(void **state)
{
    (void)state;
    for (int version = 1; version <= 16; version++) {
        const char *text;
        struct scene_code code = {.side = 17 + 4 * version,
                .modules = scene_symbol(version, &text),
                .x = 240,
                .y = 240,
                .module_px = 4,
                .turn = 5};
        struct kiosk_grey scene = scene_new(480, 480, 120);
        scene_show_code(&scene, &code);
        bool read = kiosk_reader_read(reader, &scene, &readings);
        if (read != (version <= 14))
            fail_msg("version %d", version);
        if (read)
            assert_string_equal(readings.list[0].text, text);
        kiosk_grey_destroy(&scene);
    }
}

static void finds_nothing(const struct kiosk_grey *scene)
{
    for (int i = 0; i < 4; i++) {
        readings.count = readings.refused = 9;
        sighting.seen = true;
        assert_false(kiosk_reader_watch(reader, scene, &readings, &sighting));
        assert_int_equal(readings.count + readings.refused, 0);
    }
    assert_false(kiosk_reader_read(reader, scene, &readings));
}

static void finds_nothing_in_nothing(void **state)
{
    (void)state;
    static const int sizes[][2] = {{1, 1}, {2, 1}, {1, 700}, {700, 1}, {7, 3}, {17, 16}, {64, 64},
            {8192, 1}, {1, 8192}, {8192, 40}, {33, 8192}, {640, 480}};
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        struct kiosk_grey scene = scene_new(sizes[i][0], sizes[i][1], 200);
        finds_nothing(&scene);
        assert_false(sighting.seen);
        scene_add_noise(&scene, 50, (unsigned)i);
        finds_nothing(&scene);
        kiosk_grey_destroy(&scene);
    }
    struct kiosk_grey none = {0}, vast = {KM_FRAME_SIDE_MAX + 1, 1, KM_FRAME_SIDE_MAX + 1, NULL};
    finds_nothing(&none); /* neither is looked at */
    finds_nothing(&vast);
}

/* Nothing but eyes, of two sizes, straight and askew; chequers, bars, rings. */
static void gets_through_clutter(void **state)
{
    (void)state;
    for (int kind = 0; kind < 8; kind++) {
        struct kiosk_grey scene = scene_new(640, 480, 255);
        for (int y = 0; y < 480; y++)
            for (int x = 0; x < 640; x++) {
                int px = kind & 1 ? 2 : 4, u = x / px, v = y / px;
                int eye_u = (u + (kind & 4 ? v / 9 : 0)) % 9, eye_v = v % 9;
                int ring = abs(eye_u - 4) > abs(eye_v - 4) ? abs(eye_u - 4) : abs(eye_v - 4);
                bool dark = kind < 2   ? (u ^ v) & 1
                            : kind < 4 ? ring != 2 && ring != 4
                            : kind < 6 ? ring == 2 || ring == 4
                                       : (int)(hypot(x - 320, y - 240) / px) & 1;
                scene.pixels[y * scene.stride + x] = dark ? 0 : 255;
            }
        finds_nothing(&scene);
        kiosk_grey_destroy(&scene);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
            cmocka_unit_test(refuses_foreign_codes),
            cmocka_unit_test(refuses_a_part_of_a_split_text),
            cmocka_unit_test(reads_versions_1_to_14),
            cmocka_unit_test(finds_nothing_in_nothing),
            cmocka_unit_test(gets_through_clutter),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
