/* Modules looked up, unblurred and judged: counted against the truth. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "kiosk/scan/modules.h"
#include "kiosk/scan/pattern.h"
#include "kiosk/scan/qr.h"
#include "tests/kiosk/scan/scene.h"

#define SIDE 41
#define MODULE 6.0

static struct kiosk_modules modules;

/* The code upright in the middle of the scene, and a grid that lies on it exactly. */
static struct scene_code code(void)
{
    return (struct scene_code){.side = SIDE,
            .modules = scene_symbol(6, NULL),
            .x = 160.5,
            .y = 160.5,
            .module_px = MODULE};
}

static struct kiosk_grid grid_of(const struct scene_code *code)
{
    float left = (float)(code->x - SIDE * MODULE / 2);
    return (struct kiosk_grid){.side = SIDE,
            .inverted = code->inverted,
            .m = {(float)MODULE, 0, left, 0, (float)MODULE, left, 0, 0},
            .ink = 170};
}

static struct kiosk_grey shown(const struct scene_code *code)
{
    struct kiosk_grey scene = scene_new(321, 321, 120);
    scene_show_code(&scene, code);
    return scene;
}

/* Draws and counts the modules that are not as in the symbol. */
static int misjudged(const struct kiosk_modules *judged, int reach)
{
    struct kiosk_grey drawn = {0};
    const uint8_t *symbol = scene_symbol(6, NULL);
    assert_true(kiosk_modules_draw(judged, reach, &drawn));
    int px = drawn.width / (SIDE + 2 * KIOSK_QR_QUIET), wrong = 0;
    assert_int_equal(drawn.width, (SIDE + 2 * KIOSK_QR_QUIET) * px);
    for (int row = -KIOSK_QR_QUIET; row < SIDE + KIOSK_QR_QUIET; row++)
        for (int column = -KIOSK_QR_QUIET; column < SIDE + KIOSK_QR_QUIET; column++) {
            bool in_code = row >= 0 && column >= 0 && row < SIDE && column < SIDE;
            bool dark = in_code && symbol[row * SIDE + column] & 1;
            for (int i = 0; i < px * px; i++) {
                int y = (row + KIOSK_QR_QUIET) * px + i / px;
                int x = (column + KIOSK_QR_QUIET) * px + i % px;
                int level = drawn.pixels[y * drawn.stride + x];
                assert_true(level == 0 || level == 255);
                wrong += i == 0 && (level == 0) != dark;
            }
        }
    kiosk_grey_destroy(&drawn);
    return wrong;
}

static void sees_every_module(void **state)
{
    (void)state;
    for (int inverted = 0; inverted < 2; inverted++) {
        struct scene_code shown_code = code();
        shown_code.inverted = inverted;
        struct kiosk_grey scene = shown(&shown_code);
        struct kiosk_grid grid = grid_of(&shown_code);
        kiosk_modules_sample(&scene, &grid, NULL, &modules);
        assert_int_equal(modules.side, SIDE);
        assert_true(modules.ink == grid.ink);
        assert_true(modules.blur < 0.1f);
        assert_int_equal(misjudged(&modules, 4), 0);
        kiosk_grey_destroy(&scene);
    }
}

/* From where blur begins to cost modules to where little is left of them. A module's middle, over
 * which it is looked up, counts as some blur too. */
static void measures_blur(void **state)
{
    (void)state;
    for (int tenths = 3; tenths <= 8; tenths++) {
        struct scene_code shown_code = code();
        struct kiosk_grey scene = shown(&shown_code);
        scene_blur(&scene, tenths / 10.0 * MODULE);
        struct kiosk_grid grid = grid_of(&shown_code);
        kiosk_modules_sample(&scene, &grid, NULL, &modules);
        assert_true(fabs(modules.blur - tenths / 10.0) < 0.12);
        kiosk_grey_destroy(&scene);
    }
}

static void takes_blur_back(void **state)
{
    (void)state;
    for (int twentieths = 10; twentieths <= 15; twentieths++) {
        struct scene_code shown_code = code();
        struct kiosk_grey scene = shown(&shown_code);
        scene_blur(&scene, twentieths / 20.0 * MODULE);
        scene_add_noise(&scene, 1, 3);
        struct kiosk_grid grid = grid_of(&shown_code);
        kiosk_modules_sample(&scene, &grid, NULL, &modules);
        assert_in_range(misjudged(&modules, 4), 40, SIDE * SIDE);
        kiosk_modules_sharpen(&modules, modules.blur);
        assert_in_range(misjudged(&modules, 4), 0, 15);
        kiosk_grey_destroy(&scene);
    }
}

/* However strange the blur, what comes out is a number for each module. */
static void stays_in_numbers(void **state)
{
    (void)state;
    static const float blurs[] = {1e-30f, 0.01f, 1, 3, 1e9f};
    for (int i = 0; i < 5; i++) {
        struct scene_code shown_code = code();
        struct kiosk_grey scene = shown(&shown_code);
        scene_add_noise(&scene, 60, 4);
        struct kiosk_grid grid = grid_of(&shown_code);
        kiosk_modules_sample(&scene, &grid, NULL, &modules);
        kiosk_modules_sharpen(&modules, blurs[i]);
        for (int k = 0; k < SIDE * SIDE; k++)
            assert_true(fabsf(modules.level[k]) < 1e5f);
        kiosk_grey_destroy(&scene);
    }
}

/* One limit for all modules would lose half the code. */
static void judges_by_the_light_nearby(void **state)
{
    (void)state;
    struct scene_code shown_code = code();
    struct kiosk_grey scene = shown(&shown_code);
    scene_shade(&scene, 0.08);
    struct kiosk_grid grid = grid_of(&shown_code);
    kiosk_modules_sample(&scene, &grid, NULL, &modules);
    assert_in_range(misjudged(&modules, SIDE), 100, SIDE * SIDE);
    assert_in_range(misjudged(&modules, 4), 0, 3);
    kiosk_grey_destroy(&scene);
}

/* Eyes, timing and alignment patterns are drawn as they are in every code, whatever is seen there.
 */
static void draws_what_is_known(void **state)
{
    (void)state;
    struct scene_code shown_code = code();
    struct kiosk_grey scene = shown(&shown_code);
    struct kiosk_grid grid = grid_of(&shown_code);
    kiosk_modules_sample(&scene, &grid, NULL, &modules);
    int known = 0;
    for (int i = 0; i < SIDE * SIDE; i++)
        if (kiosk_pattern_at(SIDE, i / SIDE, i % SIDE) != KIOSK_KNOWN_NOT) {
            modules.level[i] = 255 - modules.level[i];
            known++;
        }
    /* Three eyes with separators, two timing patterns, one alignment pattern. */
    assert_int_equal(known, 3 * 64 + 2 * (SIDE - 16) + 25);
    assert_in_range(misjudged(&modules, SIDE), 0, 3);
    kiosk_grey_destroy(&scene);
}

/* The patterns that are said to be known are so in every real symbol. */
static void knows_the_standard(void **state)
{
    (void)state;
    for (int version = 1; version <= 14; version++) {
        int side = 17 + 4 * version;
        const uint8_t *symbol = scene_symbol(version, NULL);
        for (int i = 0; i < side * side; i++) {
            enum kiosk_known known = kiosk_pattern_at(side, i / side, i % side);
            assert_true(known == KIOSK_KNOWN_NOT || (known == KIOSK_KNOWN_DARK) == (symbol[i] & 1));
        }
    }
}

/* A grid far beside the frame, or of the least frame, reads the edge and no memory beyond it. */
static void stays_in_the_frame(void **state)
{
    (void)state;
    static const float places[] = {-1e9f, -500, 300, 1e9f, 1e38f};
    struct kiosk_grey scene = scene_new(321, 321, 120), dot = scene_new(1, 1, 77);
    scene_add_noise(&scene, 20, 8);
    struct scene_code shown_code = code();
    for (int i = 0; i < 5; i++) {
        struct kiosk_grid grid = grid_of(&shown_code);
        grid.m[2] = grid.m[5] = places[i];
        grid.m[6] = -1.0f / 20; /* and with a horizon within the code */
        kiosk_modules_sample(&scene, &grid, NULL, &modules);
        assert_true(modules.blur >= 0 && modules.blur < 2);
        kiosk_modules_sample(&dot, &grid, NULL, &modules);
        for (int k = 0; k < SIDE * SIDE; k++)
            assert_true(fabsf(modules.level[k] - 77) < 0.01f);
    }
    kiosk_grey_destroy(&scene);
    kiosk_grey_destroy(&dot);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
            cmocka_unit_test(sees_every_module),
            cmocka_unit_test(measures_blur),
            cmocka_unit_test(takes_blur_back),
            cmocka_unit_test(stays_in_numbers),
            cmocka_unit_test(judges_by_the_light_nearby),
            cmocka_unit_test(draws_what_is_known),
            cmocka_unit_test(knows_the_standard),
            cmocka_unit_test(stays_in_the_frame),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
