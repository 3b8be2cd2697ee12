/* The staff PIN: what may be one, how it is asked for, and how guessing is slowed, over restarts.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <sodium.h>
#include <string.h>

#include "kiosk/pin.h"

#define GOOD "2580"
#define BAD "1379"

static char err[KM_ERR_MAX];

static void good(bool ok)
{
    if (!ok)
        fail_msg("%s", err);
}

static int set_up(void **state)
{
    struct km_journal *journal = NULL;
    good(km_journal_open_memory(&journal, err));
    *state = journal;
    return 0;
}

static int tear_down(void **state)
{
    struct km_journal *journal = *state;
    journal->ops->close(journal);
    return 0;
}

static struct kiosk_pin_guard guard_at(struct km_journal *journal, int64_t steady)
{
    struct kiosk_pin_guard guard;
    good(kiosk_pin_open(&guard, journal, steady, err));
    return guard;
}

static bool check(struct kiosk_pin_guard *guard, const char *digits, int64_t steady)
{
    bool in;
    good(kiosk_pin_check(guard, digits, steady, &in, err));
    return in;
}

static void shows(const struct kiosk_pin_guard *guard, int64_t steady, enum kiosk_pin state,
        int tries, int seconds)
{
    struct kiosk_pin_view view = kiosk_pin_show(guard, steady);
    assert_int_equal(view.state, state);
    assert_int_equal(view.tries, tries);
    assert_int_equal(view.seconds, seconds);
}

static void test_what_may_be_one(void **state)
{
    (void)state;
    static const char *const fit[] = {GOOD, BAD, "1230", "190426", "123456789013"};
    static const char *const unfit[] = {"", "258", "1234567890123", "25 80", "25a0", "-258",
            "０１２３", "0000", "1234", "9876", "7890", "2468", "9753", "1212", "3331"};
    for (size_t i = 0; i < sizeof fit / sizeof *fit; i++)
        good(kiosk_pin_fit(fit[i], err));
    for (size_t i = 0; i < sizeof unfit / sizeof *unfit; i++) {
        *err = 0;
        if (kiosk_pin_fit(unfit[i], err))
            fail_msg("%s was taken", unfit[i]);
        assert_true(*err != 0);
    }
}

static void test_asks_and_lets_in(void **state)
{
    struct km_journal *journal = *state;
    struct kiosk_pin_guard guard = guard_at(journal, 1000);
    shows(&guard, 1000, KIOSK_PIN_UNSET, 3, 0);
    assert_false(check(&guard, GOOD, 1000));
    assert_false(kiosk_pin_set(journal, "1234", err));
    shows(&guard, 1000, KIOSK_PIN_UNSET, 3, 0);
    good(kiosk_pin_set(journal, GOOD, err));
    assert_true(check(&guard, GOOD, 1000)); /* set meanwhile, by another process perhaps */
    shows(&guard, 1000, KIOSK_PIN_ASK, 3, 0);
    guard = guard_at(journal, 0);
    shows(&guard, 0, KIOSK_PIN_ASK, 3, 0);
    assert_false(check(&guard, "", 0));
    assert_false(check(&guard, "25800", 0));
    shows(&guard, 0, KIOSK_PIN_WRONG, 1, 0);
    assert_true(check(&guard, GOOD, 0)); /* forgets them */
    shows(&guard, 0, KIOSK_PIN_ASK, 3, 0);
    assert_false(check(&guard, BAD, 0));
    shows(&guard, 0, KIOSK_PIN_WRONG, 2, 0);
}

static void test_waits_double(void **state)
{
    struct km_journal *journal = *state;
    static const int seconds[] = {30, 60, 120, 240, 480, 900, 900};
    good(kiosk_pin_set(journal, GOOD, err));
    struct kiosk_pin_guard guard = guard_at(journal, 5000);
    int64_t now = 5000;
    assert_false(check(&guard, BAD, now));
    assert_false(check(&guard, BAD, now));
    for (size_t i = 0; i < sizeof seconds / sizeof *seconds; i++) {
        assert_false(check(&guard, BAD, now));
        shows(&guard, now, KIOSK_PIN_LOCKED, 0, seconds[i]);
        shows(&guard, now + 1, KIOSK_PIN_LOCKED, 0, seconds[i]);
        now += 1000ll * seconds[i] - 1;
        shows(&guard, now, KIOSK_PIN_LOCKED, 0, 1);
        assert_false(check(&guard, GOOD, now)); /* not even looked at */
        now += 1;
        shows(&guard, now, KIOSK_PIN_WRONG, 1, 0);
    }
    assert_true(check(&guard, GOOD, now));
    shows(&guard, now, KIOSK_PIN_ASK, 3, 0);
}

static void test_restart_buys_nothing(void **state)
{
    struct km_journal *journal = *state;
    good(kiosk_pin_set(journal, GOOD, err));
    for (int i = 0; i < 3; i++) {
        struct kiosk_pin_guard guard = guard_at(journal, 100);
        shows(&guard, 100, i == 0 ? KIOSK_PIN_ASK : KIOSK_PIN_WRONG, 3 - i, 0);
        assert_false(check(&guard, BAD, 100));
    }
    struct kiosk_pin_guard guard = guard_at(journal, 77);
    shows(&guard, 77, KIOSK_PIN_LOCKED, 0, 30);
    assert_false(check(&guard, GOOD, 77 + 29999));
    guard = guard_at(journal, 0); /* the wait starts anew */
    shows(&guard, 0, KIOSK_PIN_LOCKED, 0, 30);
    good(kiosk_pin_set(journal, BAD, err)); /* whoever has the machine sets it anew */
    assert_true(check(&guard, BAD, 1));
    assert_false(check(&guard, GOOD, 1));
}

/* A journal whose values cannot be written: a try must not go uncounted. */
static bool deny_value(
        struct km_journal *j, const char *name, const void *value, size_t len, char *reason)
{
    (void)j, (void)name, (void)value, (void)len;
    strcpy(reason, "disk full");
    return false;
}

static void test_full_disk_lets_nobody_in(void **state)
{
    struct km_journal *journal = *state;
    good(kiosk_pin_set(journal, GOOD, err));
    struct kiosk_pin_guard guard = guard_at(journal, 0);
    const struct km_journal_ops *ops = journal->ops;
    struct km_journal_ops broken = *ops;
    broken.put_value = deny_value;
    journal->ops = &broken;
    bool in = false;
    assert_false(kiosk_pin_check(&guard, GOOD, 0, &in, err));
    assert_false(in);
    assert_string_equal(err, "disk full");
    assert_false(kiosk_pin_set(journal, BAD, err));
    journal->ops = ops;
    assert_true(check(&guard, GOOD, 0)); /* the old one holds */
}

/* What `kaimen-kiosk pin` sets beside a running kiosk holds at once, and ends a locked time. */
static void test_set_by_another_process(void **state)
{
    struct km_journal *journal = *state;
    struct kiosk_pin_guard guard = guard_at(journal, 0);
    good(kiosk_pin_look(&guard, 1000, err));
    shows(&guard, 1000, KIOSK_PIN_UNSET, KIOSK_PIN_FREE, 0);
    good(kiosk_pin_set(journal, GOOD, err));
    good(kiosk_pin_look(&guard, 2000, err));
    shows(&guard, 2000, KIOSK_PIN_ASK, KIOSK_PIN_FREE, 0);
    for (int i = 0; i < KIOSK_PIN_FREE; i++)
        assert_false(check(&guard, BAD, 3000));
    good(kiosk_pin_look(&guard, 4000, err)); /* a look alone frees nobody */
    shows(&guard, 4000, KIOSK_PIN_LOCKED, 0, 29);
    good(kiosk_pin_set(journal, BAD, err));
    good(kiosk_pin_look(&guard, 5000, err));
    shows(&guard, 5000, KIOSK_PIN_ASK, KIOSK_PIN_FREE, 0);
    assert_true(check(&guard, BAD, 5000));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
            cmocka_unit_test(test_what_may_be_one),
            cmocka_unit_test_setup_teardown(test_asks_and_lets_in, set_up, tear_down),
            cmocka_unit_test_setup_teardown(test_waits_double, set_up, tear_down),
            cmocka_unit_test_setup_teardown(test_restart_buys_nothing, set_up, tear_down),
            cmocka_unit_test_setup_teardown(test_set_by_another_process, set_up, tear_down),
            cmocka_unit_test_setup_teardown(test_full_disk_lets_nobody_in, set_up, tear_down),
    };
    if (sodium_init() < 0)
        return 1;
    return cmocka_run_group_tests(tests, NULL, NULL);
}
