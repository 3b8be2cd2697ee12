/* One showing of a ticket, read by camera and hand scanner, gives one verdict. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "core/ticket.h"
#include "kiosk/scan/showing.h"

static struct kiosk_showing showing;
static char token_a[KM_TOKEN_CHARS + 1], token_b[KM_TOKEN_CHARS + 1];
static char url_a[KM_SCAN_TEXT_MAX + 1], url_b[KM_SCAN_TEXT_MAX + 1];
static char either[KM_SCAN_TEXT_MAX + 1]; /* a scanner in doubt: b or a */

static int fresh(void **state)
{
    (void)state;
    memset(&showing, 0, sizeof showing);
    memset(token_a, 'A', KM_TOKEN_CHARS);
    memset(token_b, 'A', KM_TOKEN_CHARS);
    token_b[KM_TOKEN_CHARS - 1] = 'B';
    snprintf(url_a, sizeof url_a, "HTTP://192.168.1.2:8080/T/%s", token_a);
    snprintf(url_b, sizeof url_b, "HTTP://192.168.1.2:8080/T/%s", token_b);
    snprintf(either, sizeof either, "%s\n%s", token_b, token_a);
    return 0;
}

static void takes_both_readers_for_one_showing(void **state)
{
    (void)state;
    assert_true(kiosk_showing_take(&showing, url_a, 0));
    assert_false(kiosk_showing_take(&showing, token_a, 400));
    assert_false(kiosk_showing_take(&showing, either, 800));
    assert_true(kiosk_showing_take(&showing, either, 9000));
    assert_false(kiosk_showing_take(&showing, url_a, 9001));
    assert_false(kiosk_showing_take(&showing, url_b, 9002)); /* it may be that one */
}

static void takes_a_scanner_that_repeats_itself_for_one_showing(void **state)
{
    (void)state;
    assert_true(kiosk_showing_take(&showing, token_a, 0));
    for (int64_t now = 1000; now < 20000; now += 1000)
        assert_false(kiosk_showing_take(&showing, token_a, now));
    assert_false(kiosk_showing_take(&showing, token_a, 19000 + KIOSK_SHOWING_MS - 1));
    assert_true(kiosk_showing_take(&showing, token_a, 19000 + 2 * KIOSK_SHOWING_MS - 1));
}

static void swallows_no_other_ticket(void **state)
{
    (void)state;
    assert_true(kiosk_showing_take(&showing, url_a, 0));
    assert_true(kiosk_showing_take(&showing, token_b, 1));
    assert_true(kiosk_showing_take(&showing, url_a, 2)); /* two that alternate */
    assert_true(kiosk_showing_take(&showing, url_b, 3));
    token_a[5] = 'B'; /* a forger's copy but for one letter */
    assert_true(kiosk_showing_take(&showing, token_a, 4));
}

static void knows_texts_without_a_token(void **state)
{
    (void)state;
    assert_true(kiosk_showing_take(&showing, "", 0));
    assert_false(kiosk_showing_take(&showing, "", 1));
    assert_true(kiosk_showing_take(&showing, "HTTPS://EXAMPLE.ORG", 2));
    assert_true(kiosk_showing_take(&showing, "EXAMPLE.ORG", 3)); /* no ends are compared there */
    assert_true(kiosk_showing_take(&showing, token_a, 4));
    assert_true(kiosk_showing_take(&showing, "", 5));
}

static void takes_the_longest_text(void **state)
{
    (void)state;
    char longest[KM_SCAN_TEXT_MAX + 1];
    memset(longest, 'X', KM_SCAN_TEXT_MAX);
    longest[KM_SCAN_TEXT_MAX] = 0;
    assert_true(kiosk_showing_take(&showing, longest, 0));
    assert_false(kiosk_showing_take(&showing, longest, 1));
    memset(longest, '\n', KM_SCAN_TEXT_MAX); /* lines that are all empty */
    assert_true(kiosk_showing_take(&showing, longest, 2));
    assert_false(kiosk_showing_take(&showing, "", 3));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
            cmocka_unit_test_setup(takes_both_readers_for_one_showing, fresh),
            cmocka_unit_test_setup(takes_a_scanner_that_repeats_itself_for_one_showing, fresh),
            cmocka_unit_test_setup(swallows_no_other_ticket, fresh),
            cmocka_unit_test_setup(knows_texts_without_a_token, fresh),
            cmocka_unit_test_setup(takes_the_longest_text, fresh),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
