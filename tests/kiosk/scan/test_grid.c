/* The grid lies where the code lies, seen from wherever, and on nothing else. The eyes are given
 * where they truly are, but for what a look may get wrong. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <math.h>
#include <string.h>

#include "kiosk/scan/grid.h"
#include "kiosk/scan/grid_view.h"
#include "tests/kiosk/scan/scene.h"

/* Modules that the grid may lie off; at the far corner of a steep code it is seldom better. */
#define OFF_MOST 0.3
#define OFF_STEEP 0.5

/* The eye round u, v, as a look that is wrong by a tenth of a module tells it. */
static struct kiosk_finder eye(const struct scene_code *code, double u, double v)
{
    struct scene_spot at = scene_code_spot(code, u, v);
    struct scene_spot right = scene_code_spot(code, u + 1, v),
                      down = scene_code_spot(code, u, v + 1);
    double area = fabs((right.x - at.x) * (down.y - at.y) - (right.y - at.y) * (down.x - at.x));
    double module = sqrt(area);
    return (struct kiosk_finder){.x = (float)(at.x + 0.1 * module),
            .y = (float)(at.y - 0.1 * module),
            .module = (float)(1.05 * module),
            .inverted = code->inverted,
            .score = 90};
}

struct eyes {
    struct kiosk_finder corner, right, below;
};

static struct eyes eyes_of(const struct scene_code *code)
{
    double far = code->side - 3.5;
    return (struct eyes){eye(code, 3.5, 3.5), eye(code, far, 3.5), eye(code, 3.5, far)};
}

static bool lay(const struct kiosk_grey *scene, const struct eyes *eyes, struct kiosk_grid *out)
{
    return kiosk_grid_lay(scene, &eyes->corner, &eyes->right, &eyes->below, out);
}

/* Modules that the grid lies off at most, within the code. */
static double worst_off(const struct scene_code *code, const struct kiosk_grid *grid)
{
    double worst = 0;
    for (int i = 0; i <= 4; i++)
        for (int j = 0; j <= 4; j++) {
            double u = code->side * i / 4.0, v = code->side * j / 4.0;
            struct scene_spot truth = scene_code_spot(code, u, v);
            struct scene_spot a = scene_code_spot(code, u + 0.5, v),
                              b = scene_code_spot(code, u, v + 0.5);
            struct kiosk_spot laid = kiosk_grid_spot(grid, (float)u, (float)v);
            /* From px to modules, by the steps that a module along u and v takes there. */
            double ax = 2 * (a.x - truth.x), ay = 2 * (a.y - truth.y);
            double bx = 2 * (b.x - truth.x), by = 2 * (b.y - truth.y);
            double dx = laid.x - truth.x, dy = laid.y - truth.y, area = ax * by - ay * bx;
            double du = (dx * by - dy * bx) / area, dv = (ax * dy - ay * dx) / area;
            worst = fmax(worst, fmax(fabs(du), fabs(dv)));
        }
    return worst;
}

static struct kiosk_grey shown(const struct scene_code *code)
{
    int side = (int)((code->side + 16) * code->module_px * 1.3) + 8;
    struct kiosk_grey scene = scene_new(side, side, 120);
    scene_show_code(&scene, code);
    return scene;
}

static struct scene_code code_of(int version, double module_px)
{
    int side = 17 + 4 * version;
    double middle = ((side + 16) * module_px * 1.3 + 8) / 2;
    return (struct scene_code){.side = side,
            .modules = scene_symbol(version, NULL),
            .x = middle,
            .y = middle,
            .module_px = module_px};
}

/* One code of the many: every version, module size and tilt, each turned and tilted otherwise. */
static struct scene_code one_of(int i)
{
    static const int versions[] = {2, 3, 6, 10, 14};
    static const double modules[] = {2, 2.7, 4, 6, 10}, tilts[] = {0, 15, 30, 40, 50};
    struct scene_code code = code_of(versions[i % 5], modules[i / 5 % 5]);
    code.tilt = tilts[i / 25];
    code.turn = 37.0 * i;
    code.axis = 71.0 * i;
    code.inverted = i % 3 == 0;
    return code;
}

static void lies_right_from_wherever(void **state)
{
    (void)state;
    for (int i = 0; i < 125; i += 2) {
        struct scene_code code = one_of(i);
        struct kiosk_grey scene = shown(&code);
        scene_blur(&scene, 0.6);
        scene_add_noise(&scene, 3, (unsigned)i);
        struct eyes eyes = eyes_of(&code);
        struct kiosk_grid grid;
        if (!lay(&scene, &eyes, &grid) || grid.side != code.side ||
                worst_off(&code, &grid) > (code.tilt > 45 ? OFF_STEEP : OFF_MOST))
            fail_msg("case %d: side %d, %.1f px, tilted %.0f", i, code.side, code.module_px,
                    code.tilt);
        assert_true(grid.inverted == code.inverted);
        assert_true(grid.fit > 0.25f && grid.fit < 2);
        assert_in_range((int)grid.ink, 50, 180);
        kiosk_grey_destroy(&scene);
    }
}

/* Version 1 has no alignment pattern, so its far corner is only guessed. */
static void lies_nearly_right_on_the_smallest_code(void **state)
{
    (void)state;
    for (int i = 0; i < 12; i++) {
        struct scene_code code = code_of(1, 3 + i);
        code.turn = 31.0 * i;
        struct kiosk_grey scene = shown(&code);
        struct eyes eyes = eyes_of(&code);
        struct kiosk_grid grid;
        assert_true(lay(&scene, &eyes, &grid));
        assert_int_equal(grid.side, 21);
        assert_true(worst_off(&code, &grid) < 1);
        kiosk_grey_destroy(&scene);
    }
}

/* An eye that nobody saw: its place is only supposed, a module off, and glare lies over it. */
static void lies_right_with_a_hidden_eye(void **state)
{
    (void)state;
    for (int hidden = 0; hidden < 3; hidden++) {
        struct scene_code code = code_of(6, 5);
        code.turn = 20;
        code.tilt = 15;
        struct kiosk_grey scene = shown(&code);
        struct eyes eyes = eyes_of(&code);
        struct kiosk_finder *eye = hidden == 0   ? &eyes.corner
                                   : hidden == 1 ? &eyes.right
                                                 : &eyes.below;
        scene_glare(&scene, eye->x, eye->y, 9);
        eye->score = 0;
        eye->x += 3;
        struct kiosk_grid grid;
        assert_true(lay(&scene, &eyes, &grid));
        assert_int_equal(grid.side, 41);
        assert_true(worst_off(&code, &grid) < 0.6);
        kiosk_grey_destroy(&scene);
    }
}

/* Each role given to each eye: of the six ways two have the right corner. Which of its arms is the
 * upper one no pattern tells (a mirror's code has the same): triples do, by the way they turn. */
static void refuses_a_wrong_corner(void **state)
{
    (void)state;
    struct scene_code code = code_of(6, 5);
    code.tilt = 25;
    struct kiosk_grey scene = shown(&code);
    struct eyes true_eyes = eyes_of(&code);
    const struct kiosk_finder *e[] = {&true_eyes.corner, &true_eyes.right, &true_eyes.below};
    struct kiosk_grid grid, untouched;
    memset(&grid, 7, sizeof grid);
    untouched = grid;
    assert_false(kiosk_grid_lay(&scene, e[1], e[0], e[2], &grid));
    assert_false(kiosk_grid_lay(&scene, e[1], e[2], e[0], &grid));
    assert_false(kiosk_grid_lay(&scene, e[2], e[0], e[1], &grid));
    assert_false(kiosk_grid_lay(&scene, e[2], e[1], e[0], &grid));
    assert_memory_equal(&grid, &untouched, sizeof grid);
    assert_true(kiosk_grid_lay(&scene, e[0], e[1], e[2], &grid));
    assert_true(kiosk_grid_lay(&scene, e[0], e[2], e[1], &grid));
    assert_true(worst_off(&code, &grid) > 10);
    kiosk_grey_destroy(&scene);
}

/* Tickets of a sheet, whose eyes lie in rows: of 60 threes that are not all of one hardly any pass
 * (what lies between two codes may look like half of a timing pattern). */
static void refuses_eyes_of_different_codes(void **state)
{
    (void)state;
    struct kiosk_grey scene = scene_new(640, 640, 210);
    struct kiosk_finder eyes[4][3];
    for (int i = 0; i < 4; i++) {
        struct scene_code code = code_of(6, 5);
        code.x = 170 + i % 2 * 290;
        code.y = 170 + i / 2 * 290;
        scene_show_code(&scene, &code);
        struct eyes e = eyes_of(&code);
        eyes[i][0] = e.corner;
        eyes[i][1] = e.right;
        eyes[i][2] = e.below;
    }
    struct kiosk_grid grid;
    int wrong = 0;
    for (int i = 0; i < 64; i++) {
        int a = i % 4, b = i / 4 % 4, c = i / 16;
        bool is_one = a == b && b == c;
        bool is_laid = kiosk_grid_lay(&scene, &eyes[a][0], &eyes[b][1], &eyes[c][2], &grid);
        assert_true(is_laid || !is_one);
        wrong += is_laid && !is_one;
    }
    assert_in_range(wrong, 0, 2);
    kiosk_grey_destroy(&scene);
}

/* Three true eyes of one size at the corners of a square, and between them no timing pattern but
 * specks as large as modules. By chance they may alternate; seldom. */
static void refuses_specks_between_eyes(void **state)
{
    (void)state;
    uint32_t seed = 5;
    struct kiosk_grid grid;
    int laid = 0;
    for (int i = 0; i < 60; i++) {
        struct scene_code code = code_of(6, 5);
        static uint8_t specks[41 * 41];
        for (int at = 0; at < 41 * 41; at++) {
            int row = at / 41, column = at % 41;
            bool in_eye =
                    (row < 8 || row > 32) && (column < 8 || column > 32) && (row < 8 || column < 8);
            seed = seed * 1664525u + 1013904223u;
            specks[at] = in_eye ? code.modules[at] : (uint8_t)(seed >> 31);
        }
        code.modules = specks;
        code.turn = 6 * i;
        struct kiosk_grey scene = shown(&code);
        struct eyes eyes = eyes_of(&code);
        laid += lay(&scene, &eyes, &grid);
        kiosk_grey_destroy(&scene);
    }
    assert_in_range(laid, 0, 12);
}

/* No look tells such eyes; none may do harm either. */
static void refuses_eyes_that_are_none(void **state)
{
    (void)state;
    static const float values[] = {
            0, 1, -1, 1e4f, -1e4f, 1e9f, -1e9f, 1e38f, INFINITY, -INFINITY, NAN};
    struct scene_code code = code_of(2, 4);
    struct kiosk_grey scene = shown(&code), dot = scene_new(1, 1, 90);
    struct eyes eyes = eyes_of(&code), odd;
    struct kiosk_grid grid;
    for (int i = 0; i < 11; i++)
        for (int field = 0; field < 9; field++) {
            odd = eyes;
            struct kiosk_finder *eye = field / 3 == 0   ? &odd.corner
                                       : field / 3 == 1 ? &odd.right
                                                        : &odd.below;
            *(field % 3 == 0 ? &eye->x : field % 3 == 1 ? &eye->y : &eye->module) = values[i];
            assert_false(lay(&scene, &odd, &grid) && worst_off(&code, &grid) > 9);
            assert_false(lay(&dot, &odd, &grid));
        }
    for (int i = 0; i < 11; i++) { /* all three in one place */
        struct kiosk_finder eye = {values[i], values[i], 4, false, 80};
        assert_false(kiosk_grid_lay(&scene, &eye, &eye, &eye, &grid));
    }
    odd = eyes;
    odd.corner.score = odd.right.score = odd.below.score = 0;
    assert_false(lay(&scene, &odd, &grid)); /* nobody saw any */
    kiosk_grey_destroy(&scene);
    kiosk_grey_destroy(&dot);
}

/* Every perspective there is, laid on a square: where the map would turn over within the code, one
 * of its corners behind the eye, it is refused; elsewhere the fourth point lies where it was told.
 */
static void a_view_is_from_the_front(void **state)
{
    (void)state;
    int kept = 0;
    for (int i = 0; i < 60 * 60 * 3; i++) {
        float g = -1.2f + 0.05f * (float)(i % 60), h = -1.2f + 0.05f * (float)(i / 60 % 60);
        int side = 21 + i / 3600 * 20;
        struct kiosk_corners corners = {
                {300, 300}, {500, 310}, {290, 500}, {0, 0}, (float)side - 6.5f};
        struct kiosk_grid told = {.side = side}, grid = told;
        kiosk_view_set(&told, &corners, g, h);
        corners.fourth = kiosk_grid_spot(&told, corners.at, corners.at);
        if (!kiosk_view_set_four(&grid, &corners))
            continue;
        kept++;
        for (int k = 0; k < 4; k++) {
            float u = k & 1 ? (float)side : 0, v = k & 2 ? (float)side : 0;
            assert_true(grid.m[6] * u + grid.m[7] * v + 1 > 0);
        }
        struct kiosk_spot fourth = kiosk_grid_spot(&grid, corners.at, corners.at);
        assert_true(fabsf(fourth.x - corners.fourth.x) < 1);
        assert_true(fabsf(fourth.y - corners.fourth.y) < 1);
    }
    assert_in_range(kept, 1000, 60 * 60 * 3 - 1000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
            cmocka_unit_test(lies_right_from_wherever),
            cmocka_unit_test(lies_nearly_right_on_the_smallest_code),
            cmocka_unit_test(lies_right_with_a_hidden_eye),
            cmocka_unit_test(refuses_a_wrong_corner),
            cmocka_unit_test(refuses_eyes_of_different_codes),
            cmocka_unit_test(refuses_specks_between_eyes),
            cmocka_unit_test(refuses_eyes_that_are_none),
            cmocka_unit_test(a_view_is_from_the_front),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
