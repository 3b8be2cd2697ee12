#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <string.h>

#include "kiosk/scan/pace.h"
#include "tests/kiosk/scan/scene.h"

static struct kiosk_pace pace;

static int fresh(void **state)
{
    (void)state;
    memset(&pace, 0, sizeof pace);
    return 0;
}

static void leaves_out_a_still_scene(void **state)
{
    (void)state;
    struct kiosk_grey scene = scene_new(1280, 720, 100);
    assert_true(kiosk_pace_wants(&pace, &scene));
    for (int i = 1; i <= 3 * KIOSK_PACE_STILL; i++) {
        kiosk_grey_fill(&scene, 100);
        scene_add_noise(&scene, 3, (unsigned)i);
        assert_int_equal(kiosk_pace_wants(&pace, &scene), i % KIOSK_PACE_STILL == 0);
    }
    kiosk_grey_destroy(&scene);
}

static void sees_a_small_code_come_and_go(void **state)
{
    (void)state;
    struct kiosk_grey empty = scene_new(1280, 720, 100), held = scene_new(1280, 720, 100);
    scene_lay_code(&held, "HTTP://A/T/ABCDEFGHIJ", 1000, 600, 2.5, 20); /* about 70 px wide */
    assert_true(kiosk_pace_wants(&pace, &empty));
    assert_true(kiosk_pace_wants(&pace, &held));
    assert_false(kiosk_pace_wants(&pace, &held));
    assert_true(kiosk_pace_wants(&pace, &empty));
    kiosk_grey_destroy(&empty);
    kiosk_grey_destroy(&held);
}

/* Compared with the last frame looked at, not the last one: slow changes add up. */
static void sees_a_slow_change(void **state)
{
    (void)state;
    struct kiosk_grey scene = scene_new(64, 48, 100); /* smaller than the grid: spots repeat */
    assert_true(kiosk_pace_wants(&pace, &scene));
    kiosk_grey_fill(&scene, 110);
    assert_false(kiosk_pace_wants(&pace, &scene));
    kiosk_grey_fill(&scene, 120);
    assert_true(kiosk_pace_wants(&pace, &scene));
    kiosk_grey_destroy(&scene);
}

static void takes_another_size_for_a_change(void **state)
{
    (void)state;
    struct kiosk_grey a = scene_new(640, 480, 100), b = scene_new(1280, 720, 100);
    struct kiosk_grey least = scene_new(1, 1, 100);
    assert_true(kiosk_pace_wants(&pace, &a));
    assert_true(kiosk_pace_wants(&pace, &b));
    assert_true(kiosk_pace_wants(&pace, &a));
    assert_true(kiosk_pace_wants(&pace, &least));
    assert_false(kiosk_pace_wants(&pace, &least));
    kiosk_grey_destroy(&a);
    kiosk_grey_destroy(&b);
    kiosk_grey_destroy(&least);
}

/* A code that was seen and not read is worth the next frame, even if that looks the same. */
static void looks_again_at_a_code_not_read_yet(void **state)
{
    (void)state;
    struct kiosk_grey scene = scene_new(640, 480, 100);
    assert_true(kiosk_pace_wants(&pace, &scene));
    kiosk_pace_done(&pace, KIOSK_LOOK_SIGHTED, 1000);
    assert_true(kiosk_pace_wants(&pace, &scene));
    kiosk_pace_done(&pace, KIOSK_LOOK_READ, 1000);
    assert_false(kiosk_pace_wants(&pace, &scene));
    kiosk_grey_destroy(&scene);
}

static void rests_where_nothing_has_changed_for_long(void **state)
{
    (void)state;
    struct kiosk_grey scene = scene_new(640, 480, 100);
    for (int i = 0; i <= KIOSK_PACE_CALM; i++) {
        assert_false(kiosk_pace_rests(&pace));
        kiosk_pace_wants(&pace, &scene);
    }
    assert_true(kiosk_pace_rests(&pace));
    int frames = 1; /* those that pass count until the next look */
    for (; !kiosk_pace_wants(&pace, &scene); frames += 2)
        kiosk_pace_pass(&pace);
    assert_in_range(frames, 1, KIOSK_PACE_STILL + 1);
    kiosk_grey_fill(&scene, 150);
    assert_true(kiosk_pace_wants(&pace, &scene));
    assert_false(kiosk_pace_rests(&pace));
    kiosk_grey_destroy(&scene);
}

/* Frames of ever another scene that are looked at, of `count`, where each look costs so much. */
static int looks(int count, enum kiosk_look_result result, int cost_us)
{
    struct kiosk_grey a = scene_new(64, 48, 0), b = scene_new(64, 48, 255);
    int looked = 0;
    for (int i = 0; i < count; i++)
        if (kiosk_pace_wants(&pace, looked % 2 ? &a : &b)) {
            looked++;
            kiosk_pace_done(&pace, result, cost_us);
        }
    kiosk_grey_destroy(&a);
    kiosk_grey_destroy(&b);
    return looked;
}

static void looks_seldom_at_what_costs_much(void **state)
{
    (void)state;
    assert_int_equal(looks(300, KIOSK_LOOK_NOTHING, KIOSK_PACE_SHARE_US), 300);
    assert_in_range(looks(300, KIOSK_LOOK_NOTHING, 3 * KIOSK_PACE_SHARE_US), 100, 105);
    assert_in_range(looks(300, KIOSK_LOOK_SIGHTED, 10 * KIOSK_PACE_SHARE_US), 30, 35);
    /* One monstrous look blinds for a second, not for ever. */
    assert_in_range(looks(300, KIOSK_LOOK_NOTHING, 2000000000), 9, 12);
    /* What brings something may cost. */
    fresh(NULL);
    assert_int_equal(looks(300, KIOSK_LOOK_READ, 10 * KIOSK_PACE_SHARE_US), 300);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
            cmocka_unit_test_setup(leaves_out_a_still_scene, fresh),
            cmocka_unit_test_setup(sees_a_small_code_come_and_go, fresh),
            cmocka_unit_test_setup(sees_a_slow_change, fresh),
            cmocka_unit_test_setup(takes_another_size_for_a_change, fresh),
            cmocka_unit_test_setup(looks_again_at_a_code_not_read_yet, fresh),
            cmocka_unit_test_setup(rests_where_nothing_has_changed_for_long, fresh),
            cmocka_unit_test_setup(looks_seldom_at_what_costs_much, fresh),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
