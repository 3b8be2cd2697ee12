/* Three eyes in their roles, however the code lies; no more work and no more triples than said,
 * whatever the eyes. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <math.h>
#include <string.h>

#include "kiosk/scan/triple.h"

static struct kiosk_finder eye(double x, double y, double module)
{
    return (struct kiosk_finder){
            .x = (float)x, .y = (float)y, .module = (float)module, .score = 80};
}

/* The eyes of a code of this side, turned about its corner, seen as high as `high` of its width. */
static struct kiosk_finders code(double degrees, int side, double module, double high)
{
    double turn = degrees * 3.14159265358979 / 180, arm = (side - 7) * module;
    struct kiosk_finders out = {.count = 3};
    const double ends[3][2] = {{0, 0}, {arm, 0}, {0, arm}};
    for (int i = 0; i < 3; i++)
        out.list[i] = eye(600 + ends[i][0] * cos(turn) - ends[i][1] * sin(turn),
                400 + high * (ends[i][0] * sin(turn) + ends[i][1] * cos(turn)),
                module * sqrt(high));
    return out;
}

static void tells_the_roles(void **state)
{
    (void)state;
    static const int orders[6][3] = {
            {0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}};
    static const double highs[] = {1, 0.8, 0.64}; /* tilted by 0, 37 and 50 degrees */
    for (int degrees = 0; degrees < 360; degrees += 15)
        for (int i = 0; i < 18; i++) {
            struct kiosk_finders eyes = code(degrees, 21 + i * 4 % 56, 5, highs[i / 6]),
                                 mixed = eyes;
            const int *order = orders[i % 6];
            for (int k = 0; k < 3; k++)
                mixed.list[order[k]] = eyes.list[k];
            struct kiosk_triple triples[KIOSK_TRIPLES_MAX];
            assert_in_range(kiosk_triples(&mixed, triples), 1, 3);
            assert_int_equal(triples[0].corner, order[0]);
            assert_int_equal(triples[0].right, order[1]);
            assert_int_equal(triples[0].below, order[2]);
            assert_true(i >= 6 || triples[0].odd < 0.01f);
        }
}

/* A mirror turns the arms the other way, and so does a triple: told as if it were none. */
static void tells_a_mirrored_code_as_any_other(void **state)
{
    (void)state;
    struct kiosk_finders eyes = code(20, 41, 4, 1);
    for (int i = 0; i < 3; i++)
        eyes.list[i].x = 1280 - eyes.list[i].x;
    struct kiosk_triple triples[KIOSK_TRIPLES_MAX];
    assert_in_range(kiosk_triples(&eyes, triples), 1, 3);
    assert_int_equal(triples[0].corner, 0);
    assert_int_equal(triples[0].right, 2);
}

/* Of a square's three corners the other two pass as well, at 45 degrees: but later. */
static int count_of(struct kiosk_finders eyes)
{
    struct kiosk_triple triples[KIOSK_TRIPLES_MAX];
    return kiosk_triples(&eyes, triples);
}

static void refuses_what_is_no_square(void **state)
{
    (void)state;
    struct kiosk_finders eyes = code(0, 41, 4, 1);
    assert_int_equal(count_of(eyes), 3);
    eyes.count = 2;
    assert_int_equal(count_of(eyes), 0);
    assert_int_equal(count_of(code(0, 14, 4, 1)), 0);  /* nearer than in any code */
    assert_int_equal(count_of(code(0, 177, 4, 1)), 0); /* larger than any that is looked for */
    assert_int_equal(count_of(code(0, 73, 4, 1)), 3);
    eyes = code(0, 41, 4, 1);
    eyes.list[2].module *= 2.5f;
    assert_int_equal(count_of(eyes), 0); /* of different sizes */
    eyes = code(0, 41, 4, 1);
    eyes.list[2].y += 200;
    assert_int_equal(count_of(eyes), 0); /* arms of different lengths */
    eyes = code(0, 41, 4, 1);
    eyes.list[2].x += 300;
    eyes.list[2].y = eyes.list[0].y + 20;
    assert_int_equal(count_of(eyes), 0); /* in a line */
    eyes = code(0, 41, 4, 1);
    eyes.list[1].inverted = true;
    assert_int_equal(count_of(eyes), 0); /* of two codes */
    for (int i = 0; i < 3; i++)
        eyes.list[i].inverted = true;
    assert_int_equal(count_of(eyes), 3);
}

/* A wall of eyes: as many triples as may be, the likeliest first, each of three eyes. */
static void clutter_is_bounded(void **state)
{
    (void)state;
    struct kiosk_finders eyes = {.count = KIOSK_FINDERS_MAX};
    for (int i = 0; i < KIOSK_FINDERS_MAX; i++) {
        eyes.list[i] = eye(40 + i % 8 * 71 + i * 5 % 7, 40 + i / 8 * 67 + i * 3 % 5, 4);
        eyes.list[i].inverted = i % 5 == 0;
    }
    struct kiosk_triple triples[KIOSK_TRIPLES_MAX];
    assert_int_equal(kiosk_triples(&eyes, triples), KIOSK_TRIPLES_MAX);
    for (int i = 0; i < KIOSK_TRIPLES_MAX; i++) {
        const struct kiosk_triple *t = &triples[i];
        assert_true(t->odd >= 0 && (i == 0 || t->odd >= t[-1].odd));
        assert_true(t->corner != t->right && t->right != t->below && t->below != t->corner);
        assert_in_range(t->corner, 0, KIOSK_FINDERS_MAX - 1);
        bool inverted = eyes.list[t->corner].inverted;
        assert_true(eyes.list[t->right].inverted == inverted);
        assert_true(eyes.list[t->below].inverted == inverted);
    }
}

static void refuses_eyes_that_are_none(void **state)
{
    (void)state;
    static const float values[] = {0, -4, 1e38f, -1e38f, INFINITY, NAN};
    for (int i = 0; i < 6; i++)
        for (int field = 0; field < 3; field++) {
            struct kiosk_finders eyes = code(0, 41, 4, 1);
            struct kiosk_finder *one = &eyes.list[1];
            *(field == 0 ? &one->x : field == 1 ? &one->y : &one->module) = values[i];
            bool is_far = field < 2 && fabsf(values[i]) < 600; /* still somewhere beside */
            assert_true(count_of(eyes) == 0 || is_far);
            for (int k = 0; k < 3; k++)
                eyes.list[k] = *one;
            assert_int_equal(count_of(eyes), 0);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
            cmocka_unit_test(tells_the_roles),
            cmocka_unit_test(tells_a_mirrored_code_as_any_other),
            cmocka_unit_test(refuses_what_is_no_square),
            cmocka_unit_test(clutter_is_bounded),
            cmocka_unit_test(refuses_eyes_that_are_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
