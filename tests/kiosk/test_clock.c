/* The kiosk's clock alone: it follows the station smoothly, never runs backwards, believes the best
 * of its measurements, and says when it is too wrong to slew. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "kiosk/clock.h"

#define UTC 1778745600000ll

static struct kiosk_clock started(int64_t offset)
{
    struct kiosk_clock clock;
    kiosk_clock_start(&clock, (struct kiosk_instant){.utc = UTC, .steady = 1000}, offset);
    return clock;
}

/* A measurement at `steady`: the station is `ahead` of the system clock. */
static struct kiosk_clock_sample sample(int64_t steady, int64_t ahead, int64_t error)
{
    return (struct kiosk_clock_sample){UTC - 1000 + ahead, error, steady};
}

static void test_runs_with_the_steady_clock(void **state)
{
    (void)state;
    struct kiosk_clock clock = started(700);
    assert_int_equal(kiosk_clock_now(&clock, 1000), UTC + 700);
    assert_int_equal(kiosk_clock_now(&clock, 61000), UTC + 60700);
}

static void test_slews_both_ways_and_never_back(void **state)
{
    (void)state;
    for (int64_t ahead = -1900; ahead <= 1900; ahead += 3800) {
        struct kiosk_clock clock = started(0);
        assert_int_equal(kiosk_clock_measure(&clock, sample(2000, ahead, 5)), 0);
        int64_t last = kiosk_clock_now(&clock, 2000);
        assert_int_equal(last, UTC + 1000);
        for (int64_t steady = 2001; steady < 60000; steady += 7) {
            int64_t now = kiosk_clock_now(&clock, steady);
            assert_true(now >= last);
            last = now;
        }
        assert_int_equal(kiosk_clock_now(&clock, 60000), UTC + 59000 + ahead);
    }
}

static void test_tells_what_is_too_much(void **state)
{
    (void)state;
    struct kiosk_clock clock = started(0);
    assert_int_equal(kiosk_clock_measure(&clock, sample(2000, 3600000, 5)), 3600000);
    assert_int_equal(kiosk_clock_now(&clock, 2000), UTC + 1000); /* left to the caller */
    kiosk_clock_step(&clock, 3600000, 2000);
    assert_int_equal(kiosk_clock_now(&clock, 3000), UTC + 2000 + 3600000);
    assert_int_equal(kiosk_clock_measure(&clock, sample(4000, 3600000, 5)), 0);
}

static void test_a_doubtful_measurement_steps_nothing(void **state)
{
    (void)state;
    struct kiosk_clock clock = started(0);
    assert_int_equal(kiosk_clock_measure(&clock, sample(2000, 4000, 2500)), 0);
}

static void test_believes_the_shortest_round_trip(void **state)
{
    (void)state;
    struct kiosk_clock clock = started(0);
    assert_int_equal(kiosk_clock_measure(&clock, sample(2000, 100, 2)), 0);
    assert_int_equal(kiosk_clock_measure(&clock, sample(3000, 900, 800)), 0);
    assert_int_equal(kiosk_clock_now(&clock, 90000), UTC + 89000 + 100);
}

static void test_forgets_when_the_station_jumped(void **state)
{
    (void)state;
    struct kiosk_clock clock = started(0);
    kiosk_clock_measure(&clock, sample(2000, 0, 1));
    assert_int_equal(kiosk_clock_measure(&clock, sample(3000, -60000, 40)), -60000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
            cmocka_unit_test(test_runs_with_the_steady_clock),
            cmocka_unit_test(test_slews_both_ways_and_never_back),
            cmocka_unit_test(test_tells_what_is_too_much),
            cmocka_unit_test(test_a_doubtful_measurement_steps_nothing),
            cmocka_unit_test(test_believes_the_shortest_round_trip),
            cmocka_unit_test(test_forgets_when_the_station_jumped),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
