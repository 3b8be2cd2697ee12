/* Two eyes of a code tell where the third is, hidden as it may be; and two eyes of no code tell
 * nothing. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <math.h>

#include "kiosk/scan/pair.h"
#include "tests/kiosk/scan/scene.h"

#define MODULE 5.0

static struct scene_code code(int version, double turn, double tilt)
{
    return (struct scene_code){.side = 17 + 4 * version,
            .modules = scene_symbol(version, NULL),
            .x = 320.3,
            .y = 239.6,
            .module_px = MODULE,
            .turn = turn,
            .tilt = tilt,
            .axis = 30};
}

static struct kiosk_finder eye(const struct scene_code *code, double u, double v)
{
    struct scene_spot at = scene_code_spot(code, u, v);
    return (struct kiosk_finder){(float)at.x, (float)at.y, (float)MODULE, code->inverted, 80};
}

static void supposes_the_hidden_eye(void **state)
{
    (void)state;
    for (int i = 0; i < 24; i++) {
        struct scene_code shown = code(2 + i % 5, 45 * i, i % 3 * 10);
        shown.inverted = i % 3 == 0;
        bool hides_right = i % 2;
        double far = shown.side - 3.5;
        struct kiosk_finder corner = eye(&shown, 3.5, 3.5), right = eye(&shown, far, 3.5),
                            below = eye(&shown, 3.5, far);
        struct kiosk_finder hidden = hides_right ? right : below;
        struct kiosk_grey scene = scene_new(640, 480, 120);
        scene_show_code(&scene, &shown);
        scene_glare(&scene, hidden.x, hidden.y, 9);
        scene_add_noise(&scene, 3, (unsigned)i);
        struct kiosk_finders eyes = {2, {hides_right ? below : right, corner}};
        struct kiosk_supposed supposed[KIOSK_SUPPOSED_MAX];
        int count = kiosk_pairs(&scene, &eyes, 70, supposed);
        bool found = false;
        for (int k = 0; k < count; k++) {
            const struct kiosk_supposed *s = &supposed[k];
            const struct kiosk_finder *third = hides_right ? &s->right : &s->below;
            const struct kiosk_finder *other = hides_right ? &s->below : &s->right;
            assert_true((s->right.score == 0) + (s->below.score == 0) == 1);
            found |= s->corner.x == corner.x && other->x == eyes.list[0].x && third->score == 0 &&
                     third->inverted == shown.inverted &&
                     hypotf(third->x - hidden.x, third->y - hidden.y) < 3 * MODULE;
        }
        if (!found)
            fail_msg("case %d: %d supposed", i, count);
        assert_int_equal(kiosk_pairs(&scene, &eyes, 90, supposed), 0); /* not sure enough */
        kiosk_grey_destroy(&scene);
    }
}

/* The corner too, between two eyes that lie across the code. */
static void supposes_the_hidden_corner(void **state)
{
    (void)state;
    for (int i = 0; i < 12; i++) {
        struct scene_code shown = code(2 + i % 5, 40 * i, i % 3 * 8);
        shown.inverted = i % 3 == 1;
        double far = shown.side - 3.5;
        struct kiosk_finder corner = eye(&shown, 3.5, 3.5);
        struct kiosk_grey scene = scene_new(640, 480, 120);
        scene_show_code(&scene, &shown);
        scene_glare(&scene, corner.x, corner.y, 9);
        scene_add_noise(&scene, 3, (unsigned)i);
        struct kiosk_finders eyes = {2, {eye(&shown, 3.5, far), eye(&shown, far, 3.5)}};
        struct kiosk_supposed supposed[KIOSK_SUPPOSED_MAX];
        int count = kiosk_diagonals(&scene, &eyes, supposed);
        bool found = false;
        for (int k = 0; k < count; k++) {
            const struct kiosk_supposed *s = &supposed[k];
            assert_true(s->corner.score == 0 && s->right.score > 0 && s->below.score > 0);
            found |= s->right.x == eyes.list[1].x && s->corner.inverted == shown.inverted &&
                     hypotf(s->corner.x - corner.x, s->corner.y - corner.y) < 3 * MODULE;
        }
        if (!found)
            fail_msg("case %d: %d supposed", i, count);
        eyes.list[1].inverted = !eyes.list[1].inverted; /* of another code */
        assert_int_equal(kiosk_diagonals(&scene, &eyes, supposed), 0);
        kiosk_grey_destroy(&scene);
    }
}

/* Eyes by themselves, on paper and in noise; and of two codes side by side. */
static void supposes_nothing_beside_no_code(void **state)
{
    (void)state;
    struct kiosk_grey scene = scene_new(640, 480, 210);
    struct kiosk_supposed supposed[KIOSK_SUPPOSED_MAX];
    struct scene_code shown = code(5, 0, 0);
    double far = shown.side - 3.5;
    struct kiosk_finders eyes = {2, {eye(&shown, 3.5, 3.5), eye(&shown, far, 3.5)}};
    assert_int_equal(kiosk_pairs(&scene, &eyes, 0, supposed), 0);
    assert_int_equal(kiosk_diagonals(&scene, &eyes, supposed), 0);
    eyes.list[1].inverted = true;
    scene_show_code(&scene, &shown);
    assert_int_equal(kiosk_pairs(&scene, &eyes, 0, supposed), 0);
    eyes.list[1].inverted = false;
    eyes.list[1].module *= 1.6f;
    assert_int_equal(kiosk_pairs(&scene, &eyes, 0, supposed), 0);
    eyes.count = 1;
    assert_int_equal(kiosk_pairs(&scene, &eyes, 0, supposed), 0);
    kiosk_grey_destroy(&scene);
}

/* Chequers alternate wherever one looks, so every pair seems to be one: what is told stays bounded,
 * and no eye, however strange, does harm. */
static void clutter_is_bounded(void **state)
{
    (void)state;
    static const float values[] = {0, -5, 1e9f, INFINITY, -INFINITY, NAN};
    struct kiosk_grey scene = scene_new(640, 480, 220);
    for (int y = 0; y < 480; y++)
        for (int x = 0; x < 640; x++)
            if ((x / 5 ^ y / 5) & 1)
                scene.pixels[y * scene.stride + x] = 20;
    struct kiosk_finders eyes = {.count = KIOSK_FINDERS_MAX};
    for (int i = 0; i < KIOSK_FINDERS_MAX; i++)
        eyes.list[i] = (struct kiosk_finder){
                (float)(52.5 + i % 8 * 75), (float)(52.5 + i / 8 * 75), (float)MODULE, false, 90};
    struct kiosk_supposed supposed[KIOSK_SUPPOSED_MAX];
    assert_in_range(kiosk_pairs(&scene, &eyes, 0, supposed), 1, KIOSK_SUPPOSED_MAX);
    for (int i = 0; i < 6; i++)
        for (int field = 0; field < 3; field++) {
            struct kiosk_finder *one = &eyes.list[0], kept = *one;
            *(field == 0 ? &one->x : field == 1 ? &one->y : &one->module) = values[i];
            eyes.count = 3;
            assert_in_range(kiosk_pairs(&scene, &eyes, 0, supposed), 0, KIOSK_SUPPOSED_MAX);
            eyes.list[1] = eyes.list[2] = *one;
            assert_int_equal(kiosk_pairs(&scene, &eyes, 0, supposed), 0);
            *one = kept;
        }
    kiosk_grey_destroy(&scene);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
            cmocka_unit_test(supposes_the_hidden_eye),
            cmocka_unit_test(supposes_the_hidden_corner),
            cmocka_unit_test(supposes_nothing_beside_no_code),
            cmocka_unit_test(clutter_is_bounded),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
