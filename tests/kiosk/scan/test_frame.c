#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <math.h>

#include "core/bounds.h"
#include "kiosk/scan/frame.h"
#include "tests/kiosk/scan/scene.h"

static void bounds_sizes(void **state)
{
    (void)state;
    struct kiosk_grey grey;
    assert_false(kiosk_grey_init(&grey, 0, 10));
    assert_false(kiosk_grey_init(&grey, 10, -1));
    assert_false(kiosk_grey_init(&grey, KM_FRAME_SIDE_MAX + 1, 1));
    assert_false(kiosk_grey_init(&grey, KM_FRAME_SIDE_MAX, KM_FRAME_SIDE_MAX));
    assert_null(grey.pixels);
    assert_false(kiosk_grey_size_allowed(INT64_MAX, 2));
    assert_true(kiosk_grey_size_allowed(4032, 3024)); /* a phone's 12 megapixels */
    kiosk_grey_destroy(&grey);
}

static void keeps_memory_and_picture_on_failure(void **state)
{
    (void)state;
    struct kiosk_grey grey = scene_new(20, 10, 7);
    uint8_t *pixels = grey.pixels;
    assert_true(kiosk_grey_resize(&grey, 20, 10));
    assert_ptr_equal(grey.pixels, pixels);
    assert_false(kiosk_grey_resize(&grey, 0, 10));
    assert_ptr_equal(grey.pixels, pixels);
    assert_int_equal(grey.pixels[199], 7);
    kiosk_grey_destroy(&grey);
}

static void shrinks_by_average(void **state)
{
    (void)state;
    struct kiosk_grey grey = scene_new(5, 4, 0), small = {0};
    grey.pixels[0] = grey.pixels[1] = 100;
    grey.pixels[grey.stride] = 200; /* the first 2 × 2 block: 100 100 200 0 */
    assert_true(kiosk_grey_shrink(&grey, 3, &small));
    assert_int_equal(small.width, 2);
    assert_int_equal(small.height, 2);
    assert_int_equal(small.pixels[0], 100);
    assert_int_equal(small.pixels[1], 0);
    assert_true(kiosk_grey_shrink(&grey, 5, &small)); /* fits already: a copy */
    assert_int_equal(small.width, 5);
    assert_int_equal(small.pixels[5], 200);
    kiosk_grey_destroy(&grey);

    grey = scene_new(1280, 1, 50); /* flatter than the factor */
    assert_true(kiosk_grey_shrink(&grey, 320, &small));
    assert_int_equal(small.height, 1);
    assert_int_equal(small.pixels[0], 50);
    kiosk_grey_destroy(&grey);
    kiosk_grey_destroy(&small);
}

static void tells_the_level_between_pixels(void **state)
{
    (void)state;
    uint8_t pixels[] = {0, 100, 7, 40, 60, 7}; /* 2 wide in rows of 3 */
    struct kiosk_grey grey = {2, 2, 3, pixels};
    assert_true(kiosk_grey_at(&grey, 0.5f, 0.5f) == 0);
    assert_true(kiosk_grey_at(&grey, 1, 0.5f) == 50);
    assert_true(kiosk_grey_at(&grey, 1, 1) == 50);
    assert_true(kiosk_grey_at(&grey, 1.5f, 1.5f) == 60);
    /* Outside it is the edge's, however far, and for what is no number too. */
    assert_true(kiosk_grey_at(&grey, -1e30f, 0) == 0);
    assert_true(kiosk_grey_at(&grey, 1e30f, 1e30f) == 60);
    assert_in_range((int)kiosk_grey_at(&grey, NAN, NAN), 0, 100);
    assert_in_range((int)kiosk_grey_at(&grey, INFINITY, -INFINITY), 100, 100);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
            cmocka_unit_test(bounds_sizes),
            cmocka_unit_test(keeps_memory_and_picture_on_failure),
            cmocka_unit_test(shrinks_by_average),
            cmocka_unit_test(tells_the_level_between_pixels),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
