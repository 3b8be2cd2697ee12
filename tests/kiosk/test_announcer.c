/* The announcer: each call once, recalls again, batches together, nothing stale. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "kiosk/announcer.h"

#define NOW 1000000000ll

static struct kiosk_call_view call_of(uint32_t seq, uint16_t zone, int64_t called_at)
{
    return (struct kiosk_call_view){
            .ticket = {7, seq}, .number = "A1-001", .zone = zone, .called_at = called_at};
}

static struct kiosk_announcement out[KIOSK_CALLS_MAX];

static size_t hear(
        struct kiosk_announcer *a, int64_t now, const struct kiosk_call_view *calls, size_t count)
{
    return kiosk_announcer_hear(a, now, calls, count, out);
}

static void test_a_call_is_said_once(void **state)
{
    (void)state;
    struct kiosk_announcer a = {0};
    assert_int_equal(hear(&a, NOW, NULL, 0), 0);
    struct kiosk_call_view calls[] = {call_of(1, 1, NOW + 1000)};
    assert_int_equal(hear(&a, NOW + 1100, calls, 1), 1);
    assert_int_equal(out[0].count, 1);
    assert_false(out[0].again);
    assert_ptr_equal(out[0].calls[0], &calls[0]);
    assert_int_equal(hear(&a, NOW + 1200, calls, 1), 0);
    calls[0].called_at += 900; /* its kiosk's clock was corrected */
    assert_int_equal(hear(&a, NOW + 1300, calls, 1), 0);
    assert_int_equal(hear(&a, NOW + 5000, NULL, 0), 0);  /* came in */
    assert_int_equal(hear(&a, NOW + 6000, calls, 1), 0); /* and was put back: still not new */
}

static void test_a_recall_is_said_again(void **state)
{
    (void)state;
    struct kiosk_announcer a = {0};
    struct kiosk_call_view calls[] = {call_of(1, 1, NOW), call_of(2, 1, NOW)};
    assert_int_equal(hear(&a, NOW, calls, 2), 1);
    calls[1].recalled_at = NOW + 60000;
    assert_int_equal(hear(&a, NOW + 60100, calls, 2), 1);
    assert_true(out[0].again);
    assert_int_equal(out[0].count, 1);
    assert_ptr_equal(out[0].calls[0], &calls[1]);
    assert_int_equal(hear(&a, NOW + 60200, calls, 2), 0);
    calls[1].recalled_at = NOW + 90000;
    calls[0].recalled_at = NOW + 91000;
    assert_int_equal(hear(&a, NOW + 91100, calls, 2), 2); /* each recall by itself */
    assert_ptr_equal(out[0].calls[0], &calls[1]);
    calls[0].called_at = NOW + 400000; /* passed over, put back and called anew */
    assert_int_equal(hear(&a, NOW + 400000, calls, 2), 1);
    assert_false(out[0].again);
}

static void test_a_restart_does_not_shout_the_morning(void **state)
{
    (void)state;
    struct kiosk_announcer a = {0};
    struct kiosk_call_view calls[] = {
            call_of(1, 1, NOW - 3600000),
            call_of(2, 1, NOW - KIOSK_ANNOUNCE_START_MS - 1),
            call_of(3, 1, NOW - KIOSK_ANNOUNCE_START_MS),
    };
    assert_int_equal(hear(&a, NOW, calls, 3), 1);
    assert_ptr_equal(out[0].calls[0], &calls[2]);
    assert_int_equal(hear(&a, NOW + 1, calls, 3), 0); /* nor afterwards */
}

static void test_late_calls_are_said_while_they_matter(void **state)
{
    (void)state;
    struct kiosk_announcer a = {0};
    assert_int_equal(hear(&a, NOW, NULL, 0), 0);
    struct kiosk_call_view calls[] = {
            call_of(1, 2, NOW - KIOSK_ANNOUNCE_STALE_MS),
            call_of(2, 1, NOW - KIOSK_ANNOUNCE_STALE_MS - 1),
            call_of(3, 1, NOW - 30000),
            call_of(4, 3, NOW + 5000), /* by a clock that is ahead */
            call_of(5, 4, NOW - 60000),
    };
    assert_int_equal(hear(&a, NOW, calls, 5), 4);
    assert_ptr_equal(out[0].calls[0], &calls[0]);
    assert_ptr_equal(out[1].calls[0], &calls[4]);
    assert_ptr_equal(out[2].calls[0], &calls[2]);
    assert_ptr_equal(out[3].calls[0], &calls[3]);
    assert_int_equal(hear(&a, NOW - 60000, calls, 5), 0); /* our clock was set back */
}

static void test_a_batch_is_one_announcement(void **state)
{
    (void)state;
    struct kiosk_announcer a = {0};
    struct kiosk_call_view calls[] = {
            call_of(4, 1, NOW + 40), call_of(3, 1, NOW + 20),
            call_of(9, 2, NOW + 30),   /* another zone in the same second */
            call_of(5, 1, NOW + 9000), /* the next batch */
    };
    assert_int_equal(hear(&a, NOW + 9000, calls, 4), 3);
    assert_int_equal(out[0].count, 2);
    assert_ptr_equal(out[0].calls[0], &calls[1]);
    assert_ptr_equal(out[0].calls[1], &calls[0]);
    assert_int_equal(out[1].count, 1);
    assert_int_equal(out[1].calls[0]->zone, 2);
    assert_int_equal(out[2].count, 1);
    assert_ptr_equal(out[2].calls[0], &calls[3]);
}

static void test_memory_is_bounded_and_a_day_repeats_nothing(void **state)
{
    (void)state;
    struct kiosk_announcer a = {0};
    struct kiosk_call_view calls[KIOSK_CALLS_MAX];
    int64_t now = NOW;
    uint32_t seq = 0;
    size_t said = 0;
    for (int i = 0; i < KIOSK_CALLS_MAX; i++)
        calls[i] = call_of(++seq, 1, now);
    said += hear(&a, now, calls, KIOSK_CALLS_MAX) > 0;
    for (int round = 0; round < 1000; round++) {
        now += 4000;
        calls[round % KIOSK_CALLS_MAX] = call_of(++seq, 1, now);
        said += hear(&a, now, calls, KIOSK_CALLS_MAX);
        said += hear(&a, now + 100, calls, KIOSK_CALLS_MAX);
    }
    assert_int_equal(said, 1001);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
            cmocka_unit_test(test_a_call_is_said_once),
            cmocka_unit_test(test_a_recall_is_said_again),
            cmocka_unit_test(test_a_restart_does_not_shout_the_morning),
            cmocka_unit_test(test_late_calls_are_said_while_they_matter),
            cmocka_unit_test(test_a_batch_is_one_announcement),
            cmocka_unit_test(test_memory_is_bounded_and_a_day_repeats_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
