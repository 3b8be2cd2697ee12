/* A scanner that types, a person who types, and what keyboards make of a scanner's letters. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <string.h>

#include "kiosk/scan/wedge.h"

#define URL "HTTP://192.168.1.5:8080/T/ABCDEFGH234567QRSTUV"

static struct kiosk_wedge wedge;
static char out[KIOSK_WEDGE_OUT_MAX];
static int64_t now;

static int fresh(void **state)
{
    (void)state;
    kiosk_wedge_init(&wedge, kiosk_wedge_repair_ticket);
    now = 1000;
    return 0;
}

/* Types all but the last key, each held back. */
static void type(const char *text, int gap_ms)
{
    for (; *text; text++) {
        now += gap_ms;
        assert_int_equal(
                kiosk_wedge_feed(&wedge, (char[]){*text, 0}, now, out), KIOSK_WEDGE_NOTHING);
        assert_string_equal(out, "");
    }
}

static enum kiosk_wedge_event key(const char *text, int gap_ms)
{
    now += gap_ms;
    return kiosk_wedge_feed(&wedge, text, now, out);
}

static void takes_a_fast_burst_with_enter_or_tab(void **state)
{
    (void)state;
    static const char *ends[] = {"\n", "\r", "\t"};
    for (int i = 0; i < 3; i++) {
        now += 5000;
        type(URL, 4);
        assert_int_equal(key(ends[i], 4), KIOSK_WEDGE_SCANNED);
        assert_string_equal(out, URL);
        assert_int_equal(kiosk_wedge_wait_ms(&wedge, now), -1);
    }
}

static void releases_a_slow_typist(void **state)
{
    (void)state;
    type("b", 100);
    assert_in_range(kiosk_wedge_wait_ms(&wedge, now), 1, KIOSK_WEDGE_GAP_MS + 1);
    assert_int_equal(kiosk_wedge_tick(&wedge, now + KIOSK_WEDGE_GAP_MS, out), KIOSK_WEDGE_NOTHING);
    assert_int_equal(
            kiosk_wedge_tick(&wedge, now + KIOSK_WEDGE_GAP_MS + 1, out), KIOSK_WEDGE_TYPED);
    assert_string_equal(out, "b");
    type("2", 150);
    assert_int_equal(key("-", 120), KIOSK_WEDGE_TYPED); /* without a tick between them, too */
    assert_string_equal(out, "2");
    assert_int_equal(key("\n", 120), KIOSK_WEDGE_TYPED);
    assert_string_equal(out, "-\n");
    assert_int_equal(key("\n", 120), KIOSK_WEDGE_TYPED);
    assert_string_equal(out, "\n");
    assert_int_equal(kiosk_wedge_tick(&wedge, now + 1000, out), KIOSK_WEDGE_NOTHING);
}

static void releases_a_short_burst(void **state)
{
    (void)state;
    type("hello", 10); /* rolling fingers */
    assert_int_equal(key("\n", 10), KIOSK_WEDGE_TYPED);
    assert_string_equal(out, "hello\n");
}

static void releases_a_held_key(void **state)
{
    (void)state;
    type("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", 33);
    assert_int_equal(key("\n", 33), KIOSK_WEDGE_TYPED);
    for (int i = 0; i < 3 * KM_SCAN_TEXT_MAX; i++)
        type("a", 33);
    assert_int_equal(kiosk_wedge_tick(&wedge, now + 100, out), KIOSK_WEDGE_TYPED);
    assert_int_equal(out[0], 'a');
}

static void takes_a_long_burst_without_end(void **state)
{
    (void)state;
    type(URL, 4);
    assert_int_equal(kiosk_wedge_tick(&wedge, now + 100, out), KIOSK_WEDGE_SCANNED);
    assert_string_equal(out, URL);
    /* Nobody ticked: the late Enter, or the next key, brings it out. */
    type(URL, 4);
    assert_int_equal(key("\n", 300), KIOSK_WEDGE_SCANNED);
    assert_string_equal(out, URL);
    type(URL, 4);
    assert_int_equal(key("x", 300), KIOSK_WEDGE_SCANNED);
    assert_string_equal(out, URL);
    assert_int_equal(kiosk_wedge_tick(&wedge, now + 100, out), KIOSK_WEDGE_TYPED);
    assert_string_equal(out, "x");
    /* A short one is released. */
    type("ABCDEFGHIJ", 4);
    assert_int_equal(kiosk_wedge_tick(&wedge, now + 100, out), KIOSK_WEDGE_TYPED);
    assert_string_equal(out, "ABCDEFGHIJ");
}

static void tells_a_person_from_the_scanner_behind(void **state)
{
    (void)state;
    type("k", 100);
    assert_int_equal(key("H", 200), KIOSK_WEDGE_TYPED);
    assert_string_equal(out, "k");
    type(URL + 1, 4);
    assert_int_equal(key("\n", 4), KIOSK_WEDGE_SCANNED);
    assert_string_equal(out, URL);
}

static void swallows_an_overlong_burst(void **state)
{
    (void)state;
    for (int i = 0; i < 2000; i++)
        type(i % 2 ? "x" : "y", 2);
    assert_int_equal(key("\n", 2), KIOSK_WEDGE_SCANNED);
    assert_string_equal(out, "");
    for (int i = 0; i < 2000; i++)
        type(i % 2 ? "x" : "y", 2);
    assert_int_equal(kiosk_wedge_tick(&wedge, now + 100, out), KIOSK_WEDGE_SCANNED);
    assert_string_equal(out, "");
    type(URL, 4); /* and goes on */
    assert_int_equal(key("\n", 4), KIOSK_WEDGE_SCANNED);
    assert_string_equal(out, URL);
}

static void bounds_and_cleans_what_it_gives(void **state)
{
    (void)state;
    /* Just fits before the repair, no more after it. */
    char text[KM_SCAN_TEXT_MAX + 1];
    memset(text, 'A', KM_SCAN_TEXT_MAX);
    text[KM_SCAN_TEXT_MAX] = 0;
    memcpy(text, "HTTP:A/T/", 9);
    type(text, 2);
    assert_int_equal(key("\n", 2), KIOSK_WEDGE_SCANNED);
    assert_string_equal(out, "");
    /* A scanned text that is no plain text. */
    type("ABCDEF", 4);
    assert_int_equal(key("\xe5\xbc\x80", 4), KIOSK_WEDGE_NOTHING);
    assert_int_equal(key("\n", 4), KIOSK_WEDGE_SCANNED);
    assert_string_equal(out, "");
    /* What a person types may be anything. */
    assert_int_equal(key("\xe5\xbc\x80", 100), KIOSK_WEDGE_NOTHING);
    assert_int_equal(key("\n", 100), KIOSK_WEDGE_TYPED);
    assert_string_equal(out, "\xe5\xbc\x80\n");
    assert_int_equal(key("\xe5\xbc\x80\xe9\x97\xa8\xe5\xa4\xa7", 100), KIOSK_WEDGE_TYPED);
    assert_string_equal(out, "\xe5\xbc\x80\xe9\x97\xa8\xe5\xa4\xa7");
}

static void repairs_damaged_tickets(void **state)
{
    (void)state;
    static const struct {
        const char *in, *out;
    } cases[] = {
            {URL, URL},
            /* caps lock */
            {"http://192.168.1.5:8080/t/abcdefgh234567qrstuv", URL},
            {"hTtP://192.168.1.5:8080/t/AbCdEfGh234567QrStUv", URL},
            /* German, French-Canadian and other slashes and colons */
            {"HTTP\xc3\x96--192.168.1.5\xc3\x96"
             "8080-T-ABCDEFGH234567QRSTUV",
                    "HTTP://192.168.1.5\xc3\x96"
                    "8080/T/ABCDEFGH234567QRSTUV"},
            {"HTTP;\xe3\x80\x81\xe3\x80\x81H\xe3\x80\x81T\xe3\x80\x81"
             "ABCDEFGH234567QRSTUV",
                    "HTTP://H/T/ABCDEFGH234567QRSTUV"},
            /* shift the wrong way round */
            {"http;??H?t?abcdefgh@#$%^&qrstuv", "HTTP://H/T/ABCDEFGH234567QRSTUV"},
            /* a token that begins with a shifted digit */
            {"H?T?@BCDEFGH@#$%^&QRSTUV", "H/T/2BCDEFGH234567QRSTUV"},
            /* a bare /T/TOKEN */
            {"/t/abcdefgh234567qrstuv", "/T/ABCDEFGH234567QRSTUV"},
            /* not tickets: as they came */
            {"https://example.org/t/short", "https://example.org/t/short"},
            {"https://example.org/t/ABCDEFGH234567QRSTUV/more",
                    "https://example.org/t/ABCDEFGH234567QRSTUV/more"},
            {"6901234567892", "6901234567892"},
            {"", ""},
            {"/T/", "/T/"},
            {"T", "T"},
            {"\xe3\x80\x81T", "\xe3\x80\x81T"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        kiosk_wedge_repair_ticket(cases[i].in, out);
        assert_string_equal(out, cases[i].out);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
            cmocka_unit_test_setup(takes_a_fast_burst_with_enter_or_tab, fresh),
            cmocka_unit_test_setup(releases_a_slow_typist, fresh),
            cmocka_unit_test_setup(releases_a_short_burst, fresh),
            cmocka_unit_test_setup(releases_a_held_key, fresh),
            cmocka_unit_test_setup(takes_a_long_burst_without_end, fresh),
            cmocka_unit_test_setup(tells_a_person_from_the_scanner_behind, fresh),
            cmocka_unit_test_setup(swallows_an_overlong_burst, fresh),
            cmocka_unit_test_setup(bounds_and_cleans_what_it_gives, fresh),
            cmocka_unit_test_setup(repairs_damaged_tickets, fresh),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
