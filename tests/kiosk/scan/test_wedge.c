/* A scanner that types, a person who types, and both at once. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <string.h>

#include "tests/kiosk/scan/keyboard.h"

#define TOKEN                                                      \
    "CABQAAATJAABNA3KHICATLW4NVTE5DFIYI4SP7ZAN4RBRZIF466LBTKO4ZX7" \
    "QNGAJSO4YPIN7YUU5VTLUWQQ5XYY575GCZDENV3O2EIJYC2BQRRTSQDQZRMPFEGQ"
#define URL "HTTP://192.168.1.5:8080/T/" TOKEN
#define ENTER 0x110000
#define TAB 0x110001
#define ESCAPE 0x110002

static struct kiosk_wedge wedge;
static struct kiosk_wedge_out out;
static int64_t now;

/* All that came out since the last look. */
static int typed[4 * KIOSK_WEDGE_KEYS_MAX];
static int typed_count, scans;
static char last_scan[KM_SCAN_TEXT_MAX + 1];

static int fresh(void **state)
{
    (void)state;
    kiosk_wedge_init(&wedge);
    now = 1000;
    typed_count = scans = 0;
    last_scan[0] = 0;
    return 0;
}

static void collect(void)
{
    for (int i = 0; i < out.count; i++)
        typed[typed_count++] = out.keys[i].code;
    assert_true((out.count > 0) == (out.event == KIOSK_WEDGE_TYPED));
    if (out.event == KIOSK_WEDGE_SCANNED) {
        scans++;
        strcpy(last_scan, out.text);
    }
}

/* Time passes as in the window's loop: tick is called when it asked for that. */
static void pass(int ms)
{
    int64_t until = now + ms;
    for (;;) {
        int wait = kiosk_wedge_wait_ms(&wedge, now);
        if (wait < 0 || now + wait > until)
            break;
        assert_true(wait > 0);
        now += wait;
        kiosk_wedge_tick(&wedge, now, &out);
        collect();
    }
    now = until;
}

static void press(struct kiosk_wedge_key key, int64_t late)
{
    int code = key.code;
    bool typing = key.us != 0; /* its character comes apart */
    if (typing)
        key.code = 0;
    kiosk_wedge_press(&wedge, &key, now, late, &out);
    collect();
    if (typing && code != 0) {
        kiosk_wedge_text(&wedge, code, now, late, &out);
        collect();
    }
}

static void control(int code, int gap_ms)
{
    pass(gap_ms);
    press((struct kiosk_wedge_key){.code = code, .ends = code == ENTER || code == TAB}, 0);
}

static void type(const char *text, int gap_ms)
{
    for (; *text; text++) {
        pass(gap_ms);
        press((struct kiosk_wedge_key){.code = *text, .us = *text}, 0);
    }
}

/* Released: exactly these, and forgets them. */
static void assert_typed(const char *text)
{
    assert_int_equal(typed_count, strlen(text));
    for (int i = 0; text[i]; i++)
        assert_int_equal(typed[i], text[i]);
    typed_count = 0;
}

static void assert_scanned(const char *text)
{
    assert_int_equal(scans, 1);
    assert_string_equal(last_scan, text);
    assert_int_equal(typed_count, 0);
    scans = 0;
}

static void takes_a_burst_with_any_end(void **state)
{
    (void)state;
    for (int gap = 0; gap <= 30; gap += 10) {
        type(URL, gap);
        control(ENTER, gap);
        assert_scanned(TOKEN); /* at once */
        pass(1000);
        type(URL, gap);
        control(TAB, gap);
        assert_scanned(TOKEN);
        pass(1000);
        type(URL, gap);
        pass(KIOSK_WEDGE_GAP_MS);
        assert_int_equal(scans, 0);
        pass(1); /* no end: a whole ticket need not wait */
        assert_scanned(TOKEN);
        pass(1000);
        assert_int_equal(scans, 0);
        assert_int_equal(typed_count, 0);
        assert_int_equal(kiosk_wedge_wait_ms(&wedge, now), -1);
    }
}

/* 80 ms from key to key is as fast as people are: nothing is lost, nothing waits longer than the
 * gap. */
static void releases_a_person(void **state)
{
    (void)state;
    for (int gap = KIOSK_WEDGE_GAP_MS + 1; gap < 300; gap += 29) {
        type("4071b2-017", gap);
        pass(KIOSK_WEDGE_GAP_MS + 1);
        assert_typed("4071b2-017");
        control(ENTER, gap);
        control(ESCAPE, gap);
        assert_int_equal(typed_count, 1);
        pass(KIOSK_WEDGE_GAP_MS + 1);
        assert_int_equal(typed_count, 2);
        assert_int_equal(typed[0], ENTER);
        assert_int_equal(typed[1], ESCAPE);
        typed_count = 0;
        pass(1000);
    }
    type("b", 500);
    pass(KIOSK_WEDGE_GAP_MS);
    assert_int_equal(typed_count, 0);
    pass(1);
    assert_typed("b");
    assert_int_equal(scans, 0);
}

/* Fingers that roll over the keys, a little faster than the gap now and then. */
static void releases_rolling_fingers(void **state)
{
    (void)state;
    type("40718", 10);
    control(ENTER, 60);
    pass(1000);
    assert_int_equal(typed_count, 6);
    assert_int_equal(typed[5], ENTER);
    typed_count = 0;
    for (int i = 0; i < 5; i++) {
        type("123", 30);
        pass(55);
    }
    pass(1000);
    assert_typed("123123123123123");
    assert_int_equal(scans, 0);
}

static void releases_a_held_key(void **state)
{
    (void)state;
    type("a", 500);
    for (int i = 0; i < 3 * KIOSK_WEDGE_KEYS_MAX; i++) {
        pass(i == 0 ? 500 : 33);
        press((struct kiosk_wedge_key){.code = 'a', .us = 'a', .again = true}, 0);
    }
    control(ENTER, 33);
    pass(1000);
    assert_int_equal(typed_count, 3 * KIOSK_WEDGE_KEYS_MAX + 2);
    assert_int_equal(scans, 0);
}

/* The program was busy for a second, and a person's keys of that time come all at once; a scanner's
 * are more. */
static void lets_lateness_prove_nothing(void **state)
{
    (void)state;
    pass(1000);
    for (const char *c = "40711234"; *c; c++)
        press((struct kiosk_wedge_key){.code = *c, .us = *c}, c[1] == 0 ? 0 : 640);
    control(ENTER, 0);
    pass(1000);
    assert_int_equal(typed_count, 9);
    typed_count = 0;
    for (const char *c = URL; *c; c++)
        press((struct kiosk_wedge_key){.code = *c, .us = *c}, 1000);
    control(ENTER, 0);
    assert_scanned(TOKEN);
    /* Nor is a scanner cut in two by it: the gap is the program's. */
    pass(1000);
    type("HTT", 4);
    now += 200;
    press((struct kiosk_wedge_key){.code = 'P', .us = 'P'}, 198);
    type("://A/T/" TOKEN, 4);
    control(ENTER, 4);
    assert_scanned(TOKEN);
}

/* Nothing of a scan leaks, however it falters. */
static void holds_a_faltering_burst(void **state)
{
    (void)state;
    /* Woken by its first letter. */
    type("H", 500);
    type("T", 120);
    type("TP://A/T/" TOKEN, 4);
    control(ENTER, 4);
    assert_scanned(TOKEN);
    /* A person's H is a person's. */
    type("H", 500);
    type("7", 120);
    pass(KIOSK_WEDGE_GAP_MS + 1);
    assert_typed("H7");
    type("H", 500);
    pass(KIOSK_WEDGE_FIRST_MS + 1);
    assert_typed("H");
    /* Stops in the middle. */
    for (size_t at = KIOSK_WEDGE_BURST_MIN; at < strlen(URL); at += 7) {
        char head[sizeof URL] = "";
        strncpy(head, URL, at);
        pass(1000);
        type(head, 4);
        pass(KIOSK_WEDGE_PAUSE_MS - 50);
        type(URL + at, 4);
        control(ENTER, 4);
        assert_scanned(TOKEN);
    }
    /* And for good. */
    pass(1000);
    type("HTTP://192.168", 4);
    assert_int_equal(scans, 0);
    pass(KIOSK_WEDGE_PAUSE_MS + 1);
    assert_scanned("HTTP://192.168");
}

static void swallows_what_surrounds_a_scan(void **state)
{
    (void)state;
    control(ENTER, 500); /* a prefix that would press a button */
    type("]Q1" URL, 4);
    control(ENTER, 4);
    assert_scanned(TOKEN);
    control(ENTER, 4); /* CR, LF */
    control(ESCAPE, 4);
    type("end", 4);
    pass(1000);
    assert_int_equal(typed_count, 0);
    assert_int_equal(scans, 0);
    control(ENTER, 0);
    pass(1000);
    assert_int_equal(typed_count, 1); /* later it is a person's */
    typed_count = 0;
    /* Two tickets back to back. */
    type(URL, 4);
    control(ENTER, 4);
    assert_scanned(TOKEN);
    type("AB" URL, 4);
    control(ENTER, 4);
    assert_scanned(TOKEN);
    pass(1000);
    /* Keys in the middle that would press something. */
    type("HTTP://A", 4);
    control(ESCAPE, 4);
    type("/T/" TOKEN, 4);
    control(ENTER, 4);
    assert_scanned(TOKEN);
}

static void tells_a_person_from_the_scanner_behind(void **state)
{
    (void)state;
    type("k4", 100);
    type("H", 200);
    assert_typed("k4");
    type(&URL[1], 4);
    control(ENTER, 4);
    assert_scanned(TOKEN);
    type("1", 300);
    pass(60);
    assert_typed("1");
}

static void takes_two_scanners_for_none(void **state)
{
    (void)state;
    for (const char *c = URL; *c; c++) {
        type((char[]){*c, 0}, 2);
        type((char[]){*c, 0}, 1);
    }
    control(ENTER, 2);
    control(ENTER, 1);
    pass(1000);
    assert_int_equal(typed_count, 0);
    assert_int_equal(scans, 1);
    assert_true(strlen(last_scan) > 124);
}

static void swallows_an_overlong_burst(void **state)
{
    (void)state;
    for (int ending = 0; ending < 2; ending++) {
        for (int i = 0; i < 8192; i++) {
            if (i % 700 == 699)
                control(i % 2 ? ENTER : ESCAPE, 1);
            else
                type(i % 2 ? "x" : "y", 1);
        }
        if (ending)
            control(ENTER, 2);
        pass(1000);
        assert_scanned(""); /* one verdict, not one for each of its lines */
        type(URL, 4);
        control(ENTER, 4);
        assert_scanned(TOKEN);
        pass(1000);
    }
}

static void gives_other_texts_as_typed(void **state)
{
    (void)state;
    static const char *texts[] = {"6901234567892", "https://example.org/T/short", "AAAAAA",
            "http://192.168.1.5:8080/e/ABCDEFGHIJKLMNOP"};
    for (int i = 0; i < 4; i++) {
        type(texts[i], 4);
        control(ENTER, 4);
        assert_scanned(i < 3 ? texts[i] : "HTTP://192.168.1.5:8080/E/ABCDEFGHIJKLMNOP");
        pass(1000);
    }
    /* No plain text. */
    for (int i = 0; i < 10; i++) {
        kiosk_wedge_text(&wedge, 0x5f00 + i, now, 0, &out);
        collect();
    }
    pass(1000);
    assert_scanned("");
    /* What a person types may be anything. */
    kiosk_wedge_text(&wedge, 0x5f00, now, 0, &out);
    pass(100);
    assert_int_equal(typed_count, 1);
    assert_int_equal(typed[0], 0x5f00);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
            cmocka_unit_test_setup(takes_a_burst_with_any_end, fresh),
            cmocka_unit_test_setup(releases_a_person, fresh),
            cmocka_unit_test_setup(releases_rolling_fingers, fresh),
            cmocka_unit_test_setup(releases_a_held_key, fresh),
            cmocka_unit_test_setup(lets_lateness_prove_nothing, fresh),
            cmocka_unit_test_setup(holds_a_faltering_burst, fresh),
            cmocka_unit_test_setup(swallows_what_surrounds_a_scan, fresh),
            cmocka_unit_test_setup(tells_a_person_from_the_scanner_behind, fresh),
            cmocka_unit_test_setup(takes_two_scanners_for_none, fresh),
            cmocka_unit_test_setup(swallows_an_overlong_burst, fresh),
            cmocka_unit_test_setup(gives_other_texts_as_typed, fresh),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
