/* The loop without thread and camera: a still scene costs nothing, an unread code is looked at
 * again, a dear scene seldom, and nothing of the last camera is left after a restart. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "kiosk/scan/pace.h"
#include "kiosk/scan/watch.h"
#include "tests/kiosk/scan/scene.h"

static struct kiosk_watch *watch;

static int set_up(void **state)
{
    (void)state;
    watch = kiosk_watch_new();
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    kiosk_watch_free(watch);
    return 0;
}

/* How many of so many frames of this scene are looked at. */
static int looks(const struct kiosk_grey *scene, int frames)
{
    int looked = 0;
    for (int i = 0; i < frames; i++)
        looked += kiosk_watch_frame(watch, scene)->looked;
    return looked;
}

static void looks_once_at_a_still_scene(void **state)
{
    (void)state;
    struct kiosk_grey scene = scene_new(640, 480, 120);
    scene_add_noise(&scene, 2, 1);
    assert_true(kiosk_watch_frame(watch, &scene)->looked);
    assert_int_equal(looks(&scene, KIOSK_PACE_STILL - 1), 0);
    kiosk_watch_restart(watch);
    assert_in_range(looks(&scene, 10 * KIOSK_PACE_STILL), 5, 10);
    kiosk_grey_destroy(&scene);
}

/* A code held still is read once, and stays in view while nothing moves; taken away it is gone. */
static void keeps_in_view_what_was_read(void **state)
{
    (void)state;
    struct kiosk_grey scene = scene_new(640, 480, 120);
    scene_lay_code(&scene, "HTTP://A/T/STILL", 320, 240, 6, 10);
    const struct kiosk_watched *seen = kiosk_watch_frame(watch, &scene);
    assert_true(seen->looked && seen->sighting.seen && seen->cost_us > 0);
    for (int i = 1; i < KIOSK_PACE_STILL; i++) {
        seen = kiosk_watch_frame(watch, &scene);
        assert_false(seen->looked);
        assert_int_equal(seen->readings.count, 1);
        assert_string_equal(seen->readings.list[0].text, "HTTP://A/T/STILL");
    }
    kiosk_grey_fill(&scene, 120);
    seen = kiosk_watch_frame(watch, &scene);
    assert_true(seen->looked);
    assert_false(seen->sighting.seen);
    assert_int_equal(seen->readings.count, 0);
    kiosk_grey_destroy(&scene);
}

/* The next visitor's code in the place of the last one's is another scene. */
static void sees_the_next_code_at_once(void **state)
{
    (void)state;
    for (int i = 0; i < 12; i++) {
        char text[] = "HTTP://A/T/VISITOR-A";
        text[strlen(text) - 1] = (char)('A' + i);
        struct kiosk_grey scene = scene_new(640, 480, 120);
        scene_lay_code(&scene, text, 320, 240, 6, 10);
        const struct kiosk_watched *seen = kiosk_watch_frame(watch, &scene);
        assert_true(seen->looked);
        assert_int_equal(seen->readings.count, 1);
        assert_string_equal(seen->readings.list[0].text, text);
        kiosk_grey_destroy(&scene);
    }
}

/* A code that is seen and not read is tried again without any change: more often than a still
 * scene is looked at, though a slow machine may have to save. */
static void tries_again_what_it_could_not_read(void **state)
{
    (void)state;
    static uint8_t torn[25 * 25];
    const uint8_t *symbol = scene_symbol(2, NULL);
    for (int i = 0; i < 25 * 25; i++) {
        int row = i / 25, column = i % 25;
        bool is_data = row > 8 && row < 16 && column > 8;
        torn[i] = is_data ? (uint8_t)(row / 2 + column / 3) & 1 : symbol[i];
    }
    struct scene_code code = {
            .side = 25, .modules = torn, .x = 160, .y = 120, .module_px = 4, .turn = 5};
    struct kiosk_grey scene = scene_new(320, 240, 120);
    scene_show_code(&scene, &code);
    const struct kiosk_watched *seen = kiosk_watch_frame(watch, &scene);
    assert_true(seen->sighting.seen);
    assert_int_equal(seen->readings.count, 0);
    assert_in_range(looks(&scene, 60), 8, 60);
    kiosk_grey_destroy(&scene);
}

/* Ever changing clutter: by what the looks themselves say they cost, they keep within their share,
 * what may be saved, and the one look that overdraws it; and never cease. */
static void spends_no_more_than_its_share(void **state)
{
    (void)state;
    struct kiosk_grey scenes[2];
    for (int i = 0; i < 2; i++) {
        scenes[i] = scene_new(1280, 720, 128);
        scene_add_noise(&scenes[i], 50, (unsigned)i + 1);
        for (int k = 0; k < 24; k++) {
            struct scene_code code = {.side = 21,
                    .modules = scene_symbol(1, NULL),
                    .x = 100 + k % 8 * 150,
                    .y = 120 + k / 8 * 220,
                    .module_px = 4 + i};
            static uint8_t blank[21 * 21];
            memcpy(blank, code.modules, sizeof blank);
            memset(blank + 9 * 21, 0, 3 * 21); /* without its timing patterns */
            for (int row = 0; row < 21; row++)
                memset(blank + row * 21 + 9, 0, 3);
            code.modules = blank;
            scene_show_code(&scenes[i], &code);
        }
    }
    int64_t spent_us = 0, dearest_us = 0;
    int looked = 0, frames = 90;
    for (int i = 0; i < frames; i++) {
        const struct kiosk_watched *seen = kiosk_watch_frame(watch, &scenes[i & 1]);
        int64_t cost_us = seen->looked ? seen->cost_us : 0;
        looked += seen->looked;
        spent_us += cost_us < KIOSK_PACE_COST_US ? cost_us : KIOSK_PACE_COST_US;
        dearest_us = cost_us > dearest_us ? cost_us : dearest_us;
        assert_true(spent_us <=
                    (int64_t)KIOSK_PACE_SHARE_US * (i + 1) + KIOSK_PACE_SAVED_US + dearest_us);
    }
    assert_in_range(looked, 2, frames);
    kiosk_grey_destroy(&scenes[0]);
    kiosk_grey_destroy(&scenes[1]);
}

static void forgets_the_scene_at_a_restart(void **state)
{
    (void)state;
    struct kiosk_grey scene = scene_new(640, 480, 120);
    scene_lay_code(&scene, "HTTP://A/T/AGAIN", 320, 240, 6, 10);
    assert_true(kiosk_watch_frame(watch, &scene)->looked);
    assert_false(kiosk_watch_frame(watch, &scene)->looked);
    kiosk_watch_restart(watch);
    assert_false(kiosk_watch_rests(watch));
    const struct kiosk_watched *seen = kiosk_watch_frame(watch, &scene);
    assert_true(seen->looked);
    assert_int_equal(seen->readings.count, 1);
    kiosk_grey_destroy(&scene);
}

/* After a second without a change a frame may pass unseen; what is in view stays. */
static void rests_while_nothing_moves(void **state)
{
    (void)state;
    struct kiosk_grey scene = scene_new(640, 480, 120);
    scene_lay_code(&scene, "HTTP://A/T/REST", 320, 240, 6, 10);
    int before = 0;
    while (!kiosk_watch_rests(watch) && before < 10 * KIOSK_PACE_CALM) {
        kiosk_watch_frame(watch, &scene);
        before++;
    }
    assert_in_range(before, KIOSK_PACE_CALM, 3 * KIOSK_PACE_CALM);
    const struct kiosk_watched *seen = kiosk_watch_pass(watch);
    assert_false(seen->looked);
    assert_int_equal(seen->readings.count, 1);
    kiosk_grey_fill(&scene, 90);
    assert_true(kiosk_watch_frame(watch, &scene)->looked);
    assert_false(kiosk_watch_rests(watch));
    kiosk_grey_destroy(&scene);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
            cmocka_unit_test_setup_teardown(looks_once_at_a_still_scene, set_up, tear_down),
            cmocka_unit_test_setup_teardown(keeps_in_view_what_was_read, set_up, tear_down),
            cmocka_unit_test_setup_teardown(sees_the_next_code_at_once, set_up, tear_down),
            cmocka_unit_test_setup_teardown(tries_again_what_it_could_not_read, set_up, tear_down),
            cmocka_unit_test_setup_teardown(spends_no_more_than_its_share, set_up, tear_down),
            cmocka_unit_test_setup_teardown(forgets_the_scene_at_a_restart, set_up, tear_down),
            cmocka_unit_test_setup_teardown(rests_while_nothing_moves, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
