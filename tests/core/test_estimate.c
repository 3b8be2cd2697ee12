/* How long a wait will be. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "core/estimate.h"

static void expect(struct km_wait wait, int32_t min, int32_t max)
{
    assert_int_equal(wait.min, min);
    assert_int_equal(wait.max, max);
}

static void test_room(void **state)
{
    (void)state;
    expect(km_estimate_wait(0, 0, 20, 15, 0), 0, 0);
    expect(km_estimate_wait(0, 19, 20, 15, 0), 0, 0);
    expect(km_estimate_wait(4, 15, 20, 15, 0), 0, 0);
}

static void test_full(void **state)
{
    (void)state;
    expect(km_estimate_wait(0, 20, 20, 15, 0), 0, 15);   /* one visit at most */
    expect(km_estimate_wait(5, 15, 20, 15, 0), 0, 15);   /* those ahead take the last room */
    expect(km_estimate_wait(20, 20, 20, 15, 0), 15, 30); /* one round of people before */
    expect(km_estimate_wait(20, 25, 20, 15, 0), 15, 30); /* overcrowded: no room less than none */
    expect(km_estimate_wait(10, 20, 20, 15, 0), 7, 23);  /* 7.5 minutes: rounded outwards */
    expect(km_estimate_wait(25, 15, 20, 15, 0), 15, 30); /* five of them walk in */
}

static void test_age_widens(void **state)
{
    (void)state;
    expect(km_estimate_wait(0, 0, 20, 15, 6), 0, 6);
    expect(km_estimate_wait(20, 20, 20, 15, 6), 9, 36);
    expect(km_estimate_wait(20, 20, 20, 15, 60), 0, 90);
}

static void test_more_people_never_wait_less(void **state)
{
    (void)state;
    for (uint32_t places = 1; places < 30; places += 7) {
        struct km_wait last = {0, 0};
        for (uint32_t ahead = 0; ahead < 200; ahead++) {
            struct km_wait wait = km_estimate_wait(ahead, places / 2, places, 11, 0);
            assert_true(wait.min >= last.min && wait.max >= last.max && wait.min <= wait.max);
            last = wait;
        }
    }
}

static void test_absurd_numbers_stay_numbers(void **state)
{
    (void)state;
    expect(km_estimate_wait(UINT32_MAX, UINT32_MAX, 1, 480, UINT32_MAX), INT32_MAX, INT32_MAX);
    expect(km_estimate_wait(0, 0, 1, 1, UINT32_MAX), 0, INT32_MAX);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
            cmocka_unit_test(test_room),
            cmocka_unit_test(test_full),
            cmocka_unit_test(test_age_widens),
            cmocka_unit_test(test_more_people_never_wait_less),
            cmocka_unit_test(test_absurd_numbers_stay_numbers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
