#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "kiosk/scan/debounce.h"

static struct kiosk_debounce debounce;

static int fresh(void **state)
{
    (void)state;
    memset(&debounce, 0, sizeof debounce);
    return 0;
}

static void reports_a_held_code_once(void **state)
{
    (void)state;
    assert_true(kiosk_debounce_take(&debounce, "A", 5));
    for (int64_t now = 38; now < 60000; now += 33)
        assert_false(kiosk_debounce_take(&debounce, "A", now));
}

static void forgives_gaps_but_not_absence(void **state)
{
    (void)state;
    assert_true(kiosk_debounce_take(&debounce, "A", 0));
    assert_false(kiosk_debounce_take(&debounce, "A", KIOSK_DEBOUNCE_MS - 1));
    assert_false(kiosk_debounce_take(&debounce, "A", 2 * KIOSK_DEBOUNCE_MS - 2));
    assert_true(kiosk_debounce_take(&debounce, "A", 3 * KIOSK_DEBOUNCE_MS - 2));
}

/* Read, lost and read again, in view all the time. */
static void takes_a_code_that_flickers_for_one(void **state)
{
    (void)state;
    assert_true(kiosk_debounce_take(&debounce, "A", 0));
    for (int64_t now = 33; now < 4 * KIOSK_DEBOUNCE_MS; now += 33)
        if (now % (2 * KIOSK_DEBOUNCE_MS) < 33)
            assert_false(kiosk_debounce_take(&debounce, "A", now));
        else
            kiosk_debounce_hold(&debounce, now);
    assert_true(kiosk_debounce_take(&debounce, "B", 4 * KIOSK_DEBOUNCE_MS));
}

/* A poster that is always in view and never read: a ticket shown again is shown again. */
static void does_not_hold_a_code_for_ever(void **state)
{
    (void)state;
    kiosk_debounce_hold(&debounce, 0); /* none was read yet */
    assert_true(kiosk_debounce_take(&debounce, "A", 0));
    int64_t again = KIOSK_DEBOUNCE_HELD_MS + KIOSK_DEBOUNCE_MS;
    for (int64_t now = 33; now < again; now += 33)
        kiosk_debounce_hold(&debounce, now);
    assert_true(kiosk_debounce_take(&debounce, "A", again));
    kiosk_debounce_hold(&debounce, again + KIOSK_DEBOUNCE_MS); /* it had gone before */
    assert_true(kiosk_debounce_take(&debounce, "A", again + KIOSK_DEBOUNCE_MS));
}

/* Only the last one may be what is in view. */
static void holds_no_other_code(void **state)
{
    (void)state;
    assert_true(kiosk_debounce_take(&debounce, "A", 0));
    assert_true(kiosk_debounce_take(&debounce, "B", 100));
    for (int64_t now = 133; now < 2000; now += 33)
        kiosk_debounce_hold(&debounce, now);
    assert_true(kiosk_debounce_take(&debounce, "A", 2000));
    assert_false(kiosk_debounce_take(&debounce, "B", 2000));
}

static void does_not_swallow_the_code_behind(void **state)
{
    (void)state;
    assert_true(kiosk_debounce_take(&debounce, "A", 0));
    assert_true(kiosk_debounce_take(&debounce, "B", 1));
    assert_true(kiosk_debounce_take(&debounce, "", 1)); /* a code without plain text */
    assert_false(kiosk_debounce_take(&debounce, "A", 40));
    assert_false(kiosk_debounce_take(&debounce, "B", 40));
    assert_false(kiosk_debounce_take(&debounce, "", 40));
    /* B stays, A goes and comes back. */
    for (int64_t now = 80; now < 2000; now += 40)
        assert_false(kiosk_debounce_take(&debounce, "B", now));
    assert_true(kiosk_debounce_take(&debounce, "A", 2000));
    assert_false(kiosk_debounce_take(&debounce, "B", 2000));
}

static void forgets_the_longest_unseen(void **state)
{
    (void)state;
    char text[8];
    for (int i = 0; i < KIOSK_DEBOUNCE_TEXTS; i++) {
        sprintf(text, "T%d", i);
        assert_true(kiosk_debounce_take(&debounce, text, i));
    }
    assert_false(kiosk_debounce_take(&debounce, "T0", 100));
    assert_true(kiosk_debounce_take(&debounce, "ONE MORE", 101)); /* T1 makes room */
    assert_false(kiosk_debounce_take(&debounce, "T0", 102));
    assert_false(kiosk_debounce_take(&debounce, "T2", 103));
    assert_true(kiosk_debounce_take(&debounce, "T1", 104));
}

static void takes_the_longest_text(void **state)
{
    (void)state;
    char text[KM_SCAN_TEXT_MAX + 1];
    memset(text, 'X', KM_SCAN_TEXT_MAX);
    text[KM_SCAN_TEXT_MAX] = 0;
    assert_true(kiosk_debounce_take(&debounce, text, 0));
    assert_false(kiosk_debounce_take(&debounce, text, 1));
    text[KM_SCAN_TEXT_MAX - 1] = 'Y';
    assert_true(kiosk_debounce_take(&debounce, text, 2));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
            cmocka_unit_test_setup(reports_a_held_code_once, fresh),
            cmocka_unit_test_setup(forgives_gaps_but_not_absence, fresh),
            cmocka_unit_test_setup(takes_a_code_that_flickers_for_one, fresh),
            cmocka_unit_test_setup(does_not_hold_a_code_for_ever, fresh),
            cmocka_unit_test_setup(holds_no_other_code, fresh),
            cmocka_unit_test_setup(does_not_swallow_the_code_behind, fresh),
            cmocka_unit_test_setup(forgets_the_longest_unseen, fresh),
            cmocka_unit_test_setup(takes_the_longest_text, fresh),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
