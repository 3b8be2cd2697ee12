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
    assert_true(kiosk_pace_wants(&pace, &scene, 0));
    for (int i = 1; i <= 3 * KIOSK_PACE_STILL; i++) {
        kiosk_grey_fill(&scene, 100);
        scene_add_noise(&scene, 3, (unsigned)i);
        assert_int_equal(kiosk_pace_wants(&pace, &scene, i * 33), i % KIOSK_PACE_STILL == 0);
    }
    kiosk_grey_destroy(&scene);
}

static void sees_a_small_code_come_and_go(void **state)
{
    (void)state;
    struct kiosk_grey empty = scene_new(1280, 720, 100), held = scene_new(1280, 720, 100);
    scene_lay_code(&held, "HTTP://A/T/ABCDEFGHIJ", 1000, 600, 2.5, 20); /* about 70 px wide */
    assert_true(kiosk_pace_wants(&pace, &empty, 0));
    assert_true(kiosk_pace_wants(&pace, &held, 33));
    assert_false(kiosk_pace_wants(&pace, &held, 66));
    assert_true(kiosk_pace_wants(&pace, &empty, 99));
    kiosk_grey_destroy(&empty);
    kiosk_grey_destroy(&held);
}

/* Compared with the last scanned frame, not the last one: slow changes add up. */
static void sees_a_slow_change(void **state)
{
    (void)state;
    struct kiosk_grey scene = scene_new(64, 48, 100); /* smaller than the grid: points repeat */
    assert_true(kiosk_pace_wants(&pace, &scene, 0));
    kiosk_grey_fill(&scene, 115);
    assert_false(kiosk_pace_wants(&pace, &scene, 33));
    kiosk_grey_fill(&scene, 130);
    assert_true(kiosk_pace_wants(&pace, &scene, 66));
    kiosk_grey_destroy(&scene);
}

static void takes_another_size_for_a_change(void **state)
{
    (void)state;
    struct kiosk_grey a = scene_new(640, 480, 100), b = scene_new(1280, 720, 100);
    assert_true(kiosk_pace_wants(&pace, &a, 0));
    assert_true(kiosk_pace_wants(&pace, &b, 1));
    assert_true(kiosk_pace_wants(&pace, &a, 2));
    kiosk_grey_destroy(&a);
    kiosk_grey_destroy(&b);
}

static void rests_after_dear_failures(void **state)
{
    (void)state;
    struct kiosk_grey a = scene_new(64, 48, 0), b = scene_new(64, 48, 255);
    int64_t now = 10;
    for (int i = 0; i < KIOSK_PACE_COSTLY_RUN; i++, now += 300) {
        assert_true(kiosk_pace_wants(&pace, i % 2 ? &a : &b, now));
        kiosk_pace_done(&pace, false, KIOSK_PACE_COSTLY_MS, now);
    }
    now -= 300; /* of the last scan */
    assert_false(kiosk_pace_wants(&pace, &a, now + KIOSK_PACE_REST_MS - 1));
    assert_true(kiosk_pace_wants(&pace, &a, now + KIOSK_PACE_REST_MS));

    /* Dear but fruitful, or cheap, scans do not count, and end the row. */
    kiosk_pace_done(&pace, false, KIOSK_PACE_COSTLY_MS, 5000);
    kiosk_pace_done(&pace, false, KIOSK_PACE_COSTLY_MS, 5300);
    kiosk_pace_done(&pace, true, KIOSK_PACE_COSTLY_MS, 5600);
    kiosk_pace_done(&pace, false, KIOSK_PACE_COSTLY_MS, 5900);
    kiosk_pace_done(&pace, false, KIOSK_PACE_COSTLY_MS - 1, 6200);
    kiosk_pace_done(&pace, false, KIOSK_PACE_COSTLY_MS, 6500);
    assert_true(kiosk_pace_wants(&pace, &b, 6501));
    kiosk_grey_destroy(&a);
    kiosk_grey_destroy(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
            cmocka_unit_test_setup(leaves_out_a_still_scene, fresh),
            cmocka_unit_test_setup(sees_a_small_code_come_and_go, fresh),
            cmocka_unit_test_setup(sees_a_slow_change, fresh),
            cmocka_unit_test_setup(takes_another_size_for_a_change, fresh),
            cmocka_unit_test_setup(rests_after_dear_failures, fresh),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
