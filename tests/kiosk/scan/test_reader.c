/* Pictures in, texts out, and where they were: tickets under every condition that a door knows
 * (test_reader_strange.c has everything else). */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "core/bounds.h"
#include "kiosk/scan/qr.h"
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

/* A ticket's code; its modules live as long as the text is asked for no other time. */
static struct scene_code ticket(unsigned seed, double module_px, const char **out_text)
{
    static struct kiosk_qr codes[8];
    char err[KM_ERR_MAX];
    struct kiosk_qr *qr = &codes[seed % 8];
    assert_true(kiosk_qr_make(scene_ticket_text(seed), qr, err));
    *out_text = qr->text;
    return (struct scene_code){.side = qr->side,
            .modules = qr->modules,
            .x = 322.4,
            .y = 240.7,
            .module_px = module_px};
}

static void expect_text(const char *what, const char *text)
{
    if (readings.count != 1)
        fail_msg("%s: %d codes read", what, readings.count);
    assert_string_equal(readings.list[0].text, text);
}

/* What befalls a picture of one code. */
struct condition {
    const char *what;
    double module_px, turn, tilt, axis, crumple;
    bool inverted;
    int low, high;
    double blur, shade, glare; /* px; part of the light; radius in modules, over the middle */
    int noise;
};

static void reads_under_every_condition(void **state)
{
    (void)state;
    static const struct condition conditions[] = {
            {.what = "plain", .module_px = 5},
            {.what = "turned 12", .module_px = 5, .turn = 12, .noise = 3},
            {.what = "turned 45", .module_px = 5, .turn = 45, .noise = 3},
            {.what = "upside down", .module_px = 4, .turn = 180, .noise = 3},
            {.what = "small", .module_px = 2, .turn = 3, .noise = 3},
            {.what = "small and turned", .module_px = 2.2, .turn = 33, .noise = 3},
            {.what = "large", .module_px = 8, .turn = 5, .noise = 3},
            {.what = "tilted 35", .module_px = 5, .turn = 20, .tilt = 35, .axis = 40, .noise = 3},
            {.what = "tilted 50", .module_px = 6, .turn = 5, .tilt = 50, .axis = 90, .noise = 3},
            {.what = "tilted 50 across", .module_px = 6, .turn = 10, .tilt = 50, .axis = 45},
            {.what = "inverted", .module_px = 5, .turn = 8, .inverted = true, .noise = 3},
            {.what = "inverted, tilted", .module_px = 5, .tilt = 40, .inverted = true, .noise = 3},
            {.what = "crumpled", .module_px = 5, .turn = 5, .crumple = 0.25, .noise = 3},
            {.what = "blurred", .module_px = 4, .turn = 7, .blur = 2, .noise = 3},
            {.what = "blurred and small", .module_px = 3, .turn = 7, .blur = 1.5, .noise = 2},
            {.what = "noisy", .module_px = 4, .turn = 7, .noise = 20},
            {.what = "faint", .module_px = 5, .turn = 7, .low = 110, .high = 150, .noise = 3},
            {.what = "shaded", .module_px = 5, .turn = 7, .shade = 0.15, .noise = 2},
            {.what = "glare", .module_px = 5, .turn = 7, .glare = 3.5, .noise = 3},
    };
    for (size_t i = 0; i < sizeof conditions / sizeof conditions[0]; i++) {
        const struct condition *c = &conditions[i];
        for (unsigned take = 0; take < 3; take++) {
            const char *text;
            struct scene_code code = ticket(take, c->module_px, &text);
            code.turn = c->turn + take * 120;
            code.tilt = c->tilt;
            code.axis = c->axis;
            code.crumple = c->crumple;
            code.inverted = c->inverted;
            code.low = c->low;
            code.high = c->high;
            struct kiosk_grey scene = scene_new(640, 480, 120);
            scene_show_code(&scene, &code);
            if (c->glare > 0)
                scene_glare(&scene, code.x, code.y, c->glare * c->module_px);
            if (c->shade > 0)
                scene_shade(&scene, c->shade);
            scene_blur(&scene, c->blur > 0 ? c->blur : 0.5);
            scene_add_noise(&scene, c->noise, take);
            bool read = kiosk_reader_read(reader, &scene, &readings);
            assert_true(read == (readings.count > 0));
            expect_text(c->what, text);
            assert_int_equal(readings.refused, 0);
            kiosk_grey_destroy(&scene);
        }
    }
}

/* A phone: the code fills its bright screen to the edge, beyond is black. */
static void reads_within_a_dark_bezel(void **state)
{
    (void)state;
    const char *text;
    struct scene_code code = ticket(1, 5, &text);
    code.turn = 6;
    struct kiosk_grey scene = scene_new(640, 480, 15);
    scene_show_code(&scene, &code);
    assert_true(kiosk_reader_read(reader, &scene, &readings));
    expect_text("bezel", text);
    kiosk_grey_destroy(&scene);
}

/* zbar reads the transposed code as well, so a camera that mirrors, or a mirror, does no harm. */
static void reads_in_a_mirror(void **state)
{
    (void)state;
    for (unsigned i = 0; i < 16; i++) {
        const char *text;
        struct scene_code code = ticket(i, 4, &text);
        code.mirrored = true;
        code.turn = 25 * i;
        code.tilt = 20;
        struct kiosk_grey scene = scene_new(640, 480, 120);
        scene_show_code(&scene, &code);
        scene_add_noise(&scene, 3, i);
        assert_true(kiosk_reader_read(reader, &scene, &readings));
        expect_text("mirrored", text);
        kiosk_grey_destroy(&scene);
    }
}

/* The eye in the glare is not seen, and the code is read all the same: in a stream within some
 * frames. */
static void reads_with_a_hidden_eye(void **state)
{
    (void)state;
    for (int hidden = 0; hidden < 3; hidden++) {
        const char *text;
        struct scene_code code = ticket(3, 5, &text);
        code.turn = 10;
        struct kiosk_grey scene = scene_new(640, 480, 120);
        scene_show_code(&scene, &code);
        double far = code.side - 3.5;
        struct scene_spot eye =
                scene_code_spot(&code, hidden == 1 ? far : 3.5, hidden == 2 ? far : 3.5);
        scene_glare(&scene, eye.x, eye.y, 12);
        scene_add_noise(&scene, 2, 3);
        assert_true(kiosk_reader_read(reader, &scene, &readings));
        expect_text("hidden eye", text);
        bool read = false;
        for (int i = 0; i < 8 && !read; i++)
            read = kiosk_reader_watch(reader, &scene, &readings, &sighting);
        assert_true(read && sighting.seen);
        kiosk_grey_destroy(&scene);
    }
}

static bool is_read(const char *text)
{
    for (int i = 0; i < readings.count; i++)
        if (strcmp(readings.list[i].text, text) == 0)
            return true;
    return false;
}

/* Printed two by four, straight and turned: all eight. */
static void reads_a_sheet_of_tickets(void **state)
{
    (void)state;
    for (int turned = 0; turned <= 7; turned += 7) {
        struct kiosk_grey scene = scene_new(1280, 720, 215);
        const char *texts[8];
        for (unsigned i = 0; i < 8; i++) {
            struct scene_code code = ticket(i, 4, &texts[i]);
            code.x = 190 + i % 4 * 298.0 + i / 4 * turned * 2;
            code.y = 195 + i / 4 * 325.0;
            code.turn = turned;
            scene_show_code(&scene, &code);
        }
        scene_add_noise(&scene, 3, 9);
        assert_true(kiosk_reader_read(reader, &scene, &readings));
        for (int i = 0; i < 8; i++)
            assert_true(is_read(texts[i]));
        assert_int_equal(readings.count, 8);
        kiosk_grey_destroy(&scene);
    }
}

/* Two side by side, as near as their quiet zones let them, dark on light and light on dark. */
static void reads_neighbours(void **state)
{
    (void)state;
    for (int inverted = 0; inverted < 2; inverted++) {
        const char *texts[2];
        struct kiosk_grey scene = scene_new(640, 360, 120);
        for (unsigned i = 0; i < 2; i++) {
            struct scene_code code = ticket(i, 5, &texts[i]);
            code.x = 150 + i * 265.0;
            code.y = 180;
            code.inverted = inverted && i;
            scene_show_code(&scene, &code);
        }
        assert_true(kiosk_reader_watch(reader, &scene, &readings, &sighting));
        assert_true(is_read(texts[0]) && is_read(texts[1]));
        assert_int_equal(readings.count, 2);
        kiosk_grey_destroy(&scene);
    }
}

static void expect_sighting(const struct scene_code *code)
{
    assert_true(sighting.seen);
    assert_true(sighting.inverted == code->inverted);
    assert_true(fabs(sighting.module_px / code->module_px - 1) < 0.15);
    for (int i = 0; i < 4; i++) {
        double u = i == 1 || i == 2 ? code->side : 0, v = i >= 2 ? code->side : 0;
        struct scene_spot truth = scene_code_spot(code, u, v);
        double away = hypot(sighting.corners[i].x - truth.x, sighting.corners[i].y - truth.y);
        assert_true(away < code->module_px);
    }
}

static void tells_where_a_code_lies(void **state)
{
    (void)state;
    for (int i = 0; i < 8; i++) {
        const char *text;
        struct scene_code code = ticket(4, 3 + i % 3, &text);
        code.turn = 45 * i;
        code.tilt = 5 * i;
        code.inverted = i % 2;
        struct kiosk_grey scene = scene_new(640, 480, 120);
        scene_show_code(&scene, &code);
        assert_true(kiosk_reader_watch(reader, &scene, &readings, &sighting));
        expect_text("sighted", text);
        expect_sighting(&code);
        kiosk_grey_destroy(&scene);
    }
}

/* Half of it under a hand: no text, but it is seen, and where. Once the hand is gone it is read. */
static void tells_of_a_code_that_it_cannot_read(void **state)
{
    (void)state;
    const char *text;
    struct scene_code code = ticket(5, 5, &text), torn = code;
    static uint8_t modules[KIOSK_QR_SIDE_MAX * KIOSK_QR_SIDE_MAX];
    for (int i = 0; i < code.side * code.side; i++) {
        int row = i / code.side, column = i % code.side;
        bool is_data = row > 8 && column > 8 && row < code.side - 9 && column < code.side - 9;
        modules[i] = (uint8_t)(is_data ? (row / 2 + column / 3) & 1 : code.modules[i]);
    }
    torn.modules = modules;
    struct kiosk_grey scene = scene_new(640, 480, 120);
    scene_show_code(&scene, &torn);
    for (int i = 0; i < 8; i++) {
        assert_false(kiosk_reader_watch(reader, &scene, &readings, &sighting));
        assert_int_equal(readings.count + readings.refused, 0);
        expect_sighting(&torn);
    }
    scene_show_code(&scene, &code);
    assert_true(kiosk_reader_watch(reader, &scene, &readings, &sighting));
    expect_text("whole again", text);
    kiosk_grey_fill(&scene, 120);
    assert_false(kiosk_reader_watch(reader, &scene, &readings, &sighting));
    assert_false(sighting.seen);
    kiosk_grey_destroy(&scene);
}

/* A window of a larger picture, whose rows go on beyond it; and nothing of what lies beyond. */
static void reads_a_view(void **state)
{
    (void)state;
    const char *text;
    struct scene_code code = ticket(6, 4, &text);
    code.x = 850;
    code.y = 300;
    struct kiosk_grey scene = scene_new(1280, 480, 120);
    scene_show_code(&scene, &code);
    struct kiosk_grey view = {401, 299, scene.stride, scene.pixels + 150 * scene.stride + 650};
    assert_true(kiosk_reader_read(reader, &view, &readings));
    expect_text("view", text);
    struct kiosk_grey beside = {600, 400, scene.stride, scene.pixels + 20 * scene.stride + 3};
    assert_false(kiosk_reader_read(reader, &beside, &readings));
    kiosk_grey_destroy(&scene);
}

/* Cut off at each edge in turn, from a little of its quiet zone to half of it. While every module
 * is in view it is read; afterwards nothing is made up. */
static void reads_at_the_edge_of_the_frame(void **state)
{
    (void)state;
    for (int edge = 0; edge < 4; edge++)
        for (int off = -4; off <= 16; off += 2) {
            const char *text;
            struct scene_code code = ticket(7, 5, &text);
            double half = code.side * 5 / 2.0, beyond = off * 5;
            if (edge < 2)
                code.x = edge ? 640 - half + beyond : half - beyond;
            else
                code.y = edge == 3 ? 480 - half + beyond : half - beyond;
            struct kiosk_grey scene = scene_new(640, 480, 120);
            scene_show_code(&scene, &code);
            bool read = kiosk_reader_read(reader, &scene, &readings);
            if (off <= -2 && !read)
                fail_msg("edge %d, %d modules beyond", edge, off);
            if (read)
                expect_text("edge", text);
            kiosk_grey_destroy(&scene);
        }
}

/* Of the largest size that is taken, one code in it. */
static void reads_the_largest_picture(void **state)
{
    (void)state;
    const char *text;
    struct scene_code code = ticket(0, 11, &text);
    code.x = 7700;
    code.y = 1700;
    struct kiosk_grey scene =
            scene_new(KM_FRAME_SIDE_MAX, KM_FRAME_PIXELS_MAX / KM_FRAME_SIDE_MAX, 150);
    scene_show_code(&scene, &code);
    assert_true(kiosk_reader_read(reader, &scene, &readings));
    expect_text("largest", text);
    assert_true(kiosk_reader_watch(reader, &scene, &readings, &sighting));
    expect_sighting(&code);
    kiosk_grey_destroy(&scene);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
            cmocka_unit_test(reads_under_every_condition),
            cmocka_unit_test(reads_within_a_dark_bezel),
            cmocka_unit_test(reads_in_a_mirror),
            cmocka_unit_test(reads_with_a_hidden_eye),
            cmocka_unit_test(reads_a_sheet_of_tickets),
            cmocka_unit_test(reads_neighbours),
            cmocka_unit_test(tells_where_a_code_lies),
            cmocka_unit_test(tells_of_a_code_that_it_cannot_read),
            cmocka_unit_test(reads_a_view),
            cmocka_unit_test(reads_at_the_edge_of_the_frame),
            cmocka_unit_test(reads_the_largest_picture),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
