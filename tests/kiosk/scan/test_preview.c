/* What people see of the scanner, with times and sightings in the test's hand. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <string.h>

#include "kiosk/scan/preview.h"

#define WIDTH 1280
#define HEIGHT 720
#define FRAME_MS 33

static struct kiosk_preview_maker maker;
static struct kiosk_grey frame;
static struct kiosk_watched watched;
static int64_t now;

static int set_up(void **state)
{
    (void)state;
    watched = (struct kiosk_watched){.looked = true};
    now = 5000;
    assert_true(kiosk_grey_init(&frame, WIDTH, HEIGHT));
    kiosk_grey_fill(&frame, 120);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    kiosk_preview_destroy(&maker);
    kiosk_grey_destroy(&frame);
    return 0;
}

/* One more frame; its preview, if it has one. */
static const struct kiosk_scan_preview *next(void)
{
    now += FRAME_MS;
    kiosk_preview_note(&maker, &watched, 1500, now);
    return kiosk_preview_make(&maker, &frame, now);
}

static const struct kiosk_scan_preview *wait_for_one(void)
{
    const struct kiosk_scan_preview *preview = NULL;
    for (int i = 0; i < 100 && !preview; i++)
        preview = next();
    assert_non_null(preview);
    return preview;
}

static int count_in(int frames)
{
    int count = 0;
    for (int i = 0; i < frames; i++)
        count += next() != NULL;
    return count;
}

static void fill(int x0, int y0, int x1, int y1, uint8_t level)
{
    for (int y = y0; y < y1; y++)
        memset(frame.pixels + (size_t)y * WIDTH + x0, level, (size_t)(x1 - x0));
}

static void sight(float module_px)
{
    watched.sighting = (struct kiosk_sighting){.seen = true,
            .module_px = module_px,
            .corners = {{400, 200}, {640, 200}, {640, 440}, {400, 440}}};
}

static void read_code(void)
{
    watched.readings.count = 1;
    strcpy(watched.readings.list[0].text, "HTTP://A/T/X");
}

static void shows_a_still_scene_once_a_second(void **state)
{
    (void)state;
    assert_non_null(next()); /* at once */
    assert_in_range(count_in(90), 2, 3);
}

static void shows_what_moves_ten_times_a_second(void **state)
{
    (void)state;
    int count = 0;
    for (int i = 0; i < 60; i++) {
        fill(0, 0, WIDTH, HEIGHT, 120);
        fill(i * 16, 100, i * 16 + 200, 500, 30);
        count += next() != NULL;
    }
    assert_in_range(count, 14, 21);
}

static void noise_is_no_motion(void **state)
{
    (void)state;
    uint32_t seed = 1;
    int count = 0;
    for (int i = 0; i < 60; i++) {
        for (int at = 0; at < WIDTH * HEIGHT; at++) {
            seed = seed * 1664525u + 1013904223u;
            frame.pixels[at] = (uint8_t)(115 + (seed >> 24) % 11);
        }
        count += next() != NULL;
    }
    assert_in_range(count, 1, 3);
}

static void shows_every_frame_of_a_code(void **state)
{
    (void)state;
    sight(4);
    assert_int_equal(count_in(60), 60);
}

static void scales_the_corners_to_the_picture(void **state)
{
    (void)state;
    sight(4);
    const struct kiosk_scan_preview *p = next();
    assert_int_equal(p->picture.width, 320);
    assert_int_equal(p->picture.height, 180);
    assert_int_equal(p->sight, KIOSK_SIGHT_SEEN);
    assert_true(p->placed);
    assert_int_equal(p->corners[0].x, 100);
    assert_int_equal(p->corners[0].y, 50);
    assert_int_equal(p->corners[2].x, 160);
    assert_int_equal(p->corners[2].y, 110);
    assert_int_equal(p->width, WIDTH);
    assert_int_equal(p->height, HEIGHT);
}

static void a_code_missed_for_a_moment_is_still_there(void **state)
{
    (void)state;
    sight(4);
    next();
    watched.sighting = (struct kiosk_sighting){0};
    assert_int_equal(next()->sight, KIOSK_SIGHT_SEEN);
    assert_int_equal(next()->sight, KIOSK_SIGHT_SEEN);
    now += 300;
    const struct kiosk_scan_preview *p =
            next(); /* that it has gone is news, in a still scene too */
    assert_non_null(p);
    assert_int_equal(p->sight, KIOSK_SIGHT_NOTHING);
    assert_false(p->placed);
}

static void the_tick_stays_while_the_code_is_held(void **state)
{
    (void)state;
    sight(4);
    read_code();
    assert_int_equal(next()->sight, KIOSK_SIGHT_READ);
    assert_int_equal(maker.preview.help, KIOSK_HELP_NONE);
    watched.readings.count = 0;
    for (int i = 0; i < 60; i++)
        assert_int_equal(next()->sight, KIOSK_SIGHT_READ);
    now += 3000; /* held on, and not read any more: perhaps it is the next visitor's */
    assert_int_equal(next()->sight, KIOSK_SIGHT_SEEN);
    read_code();
    assert_int_equal(next()->sight, KIOSK_SIGHT_READ);
}

/* A code of other letters than ours was read all the same; and zbar tells no place of it. */
static void a_refused_code_is_read_without_a_place(void **state)
{
    (void)state;
    watched.readings.refused = 1;
    const struct kiosk_scan_preview *p = next();
    assert_int_equal(p->sight, KIOSK_SIGHT_READ);
    assert_false(p->placed);
}

static void says_what_would_help(void **state)
{
    (void)state;
    sight(4);
    assert_int_equal(next()->help, KIOSK_HELP_NONE); /* mostly it is read at once */
    count_in(20);
    assert_int_equal(next()->help, KIOSK_HELP_HOLD);
    sight(1.8f);
    count_in(30);
    assert_int_equal(next()->help, KIOSK_HELP_CLOSER);
    fill(400, 200, 640, 440, 255);
    assert_int_equal(next()->help, KIOSK_HELP_GLARE);
    read_code();
    assert_int_equal(next()->help, KIOSK_HELP_NONE);
}

static void says_that_there_is_no_light(void **state)
{
    (void)state;
    kiosk_grey_fill(&frame, 10);
    const struct kiosk_scan_preview *p = wait_for_one();
    assert_int_equal(p->help, KIOSK_HELP_DARK);
    assert_int_equal(p->brightness, 10);
    kiosk_grey_fill(&frame, 250);
    assert_int_equal(wait_for_one()->help, KIOSK_HELP_GLARE);
    kiosk_grey_fill(&frame, 120);
    assert_int_equal(wait_for_one()->help, KIOSK_HELP_NONE);
}

static void counts_frames_and_looks(void **state)
{
    (void)state;
    const struct kiosk_scan_preview *p = next();
    assert_int_equal(p->fps_tenths, 0); /* not known yet */
    count_in(70);
    p = wait_for_one();
    assert_in_range(p->fps_tenths, 295, 310);
    assert_int_equal(p->look_us, 1500);
    watched.looked = false;
    count_in(70);
    p = wait_for_one();
    assert_in_range(p->fps_tenths, 295, 310);
    assert_int_equal(p->look_us, 0);
}

static void tells_the_size_of_modules(void **state)
{
    (void)state;
    assert_true(next()->module_px < 0.01f);
    sight(3);
    assert_float_equal(next()->module_px, 3, 0.01);
    sight(5); /* a jump is smoothed while a code is in view */
    assert_float_equal(next()->module_px, 3.5, 0.01);
    watched.sighting = (struct kiosk_sighting){0};
    now += 2000;
    assert_float_equal(next()->module_px, 3.5, 0.01); /* of the last code */
}

static void forgets_the_other_camera(void **state)
{
    (void)state;
    sight(4);
    next();
    kiosk_preview_restart(&maker);
    watched.sighting = (struct kiosk_sighting){0};
    const struct kiosk_scan_preview *p = next();
    assert_non_null(p);
    assert_int_equal(p->sight, KIOSK_SIGHT_NOTHING);
    assert_int_equal(p->fps_tenths, 0);
    assert_true(p->module_px < 0.01f);
}

/* Corners outside the frame are told by nobody, but nothing breaks by them. */
static void bears_any_place_and_any_size(void **state)
{
    (void)state;
    sight(4);
    watched.sighting.corners[0] = (struct kiosk_point){-50000, -50000};
    watched.sighting.corners[2] = (struct kiosk_point){50000, 50000};
    count_in(20);
    assert_non_null(next());
    watched.sighting.corners[0] = watched.sighting.corners[2];
    count_in(20);
    uint8_t one = 7;
    struct kiosk_grey tiny = {1, 1, 1, &one};
    now += FRAME_MS;
    kiosk_preview_note(&maker, &watched, 0, now);
    const struct kiosk_scan_preview *p = kiosk_preview_make(&maker, &tiny, now);
    assert_non_null(p);
    assert_int_equal(p->picture.width, 1);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
            TEST(shows_a_still_scene_once_a_second),
            TEST(shows_what_moves_ten_times_a_second),
            TEST(noise_is_no_motion),
            TEST(shows_every_frame_of_a_code),
            TEST(scales_the_corners_to_the_picture),
            TEST(a_code_missed_for_a_moment_is_still_there),
            TEST(the_tick_stays_while_the_code_is_held),
            TEST(a_refused_code_is_read_without_a_place),
            TEST(says_what_would_help),
            TEST(says_that_there_is_no_light),
            TEST(counts_frames_and_looks),
            TEST(tells_the_size_of_modules),
            TEST(forgets_the_other_camera),
            TEST(bears_any_place_and_any_size),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
