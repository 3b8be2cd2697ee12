/* What keyboards make of a scanner's keys, put right: every scanner's layout at every machine's. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "tests/kiosk/scan/keyboard.h"

#define TOKEN                                                      \
    "CABQAAATJAABNA3KHICATLW4NVTE5DFIYI4SP7ZAN4RBRZIF466LBTKO4ZX7" \
    "QNGAJSO4YPIN7YUU5VTLUWQQ5XYY575GCZDENV3O2EIJYC2BQRRTSQDQZRMPFEGQ"
#define URL "HTTP://KAIMEN.EXAMPLE:8080/T/" TOKEN
#define CODE "HTTP://192.168.1.5:8080/E/ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"

static struct kiosk_wedge_key keys[KM_SCAN_TEXT_MAX];
static char text[KM_SCAN_TEXT_MAX + 1];
static bool repaired;

static bool repair(int scanner, int machine, enum test_damage damage, const char *meant)
{
    int count = test_keyboard_scan(
            &test_keyboards[scanner], &test_keyboards[machine], damage, meant, keys);
    return kiosk_wedge_repair(keys, count, text, &repaired);
}

static void reads_every_scanner_on_every_keyboard(void **state)
{
    (void)state;
    for (int scanner = 0; scanner < TEST_RUSSIAN; scanner++) /* that types no Latin letters */
        for (int machine = 0; machine < TEST_KEYBOARDS; machine++) {
            bool ticket = repair(scanner, machine, TEST_INTACT, URL);
            if (!ticket || !strstr(text, TOKEN))
                fail_msg("%s scanner, %s keyboard: \"%s\"", test_keyboards[scanner].name,
                        test_keyboards[machine].name, text);
            if (scanner == machine)
                assert_false(repaired);
            /* German or Spanish is for the signature to say; all others are sure. */
            bool sure = scanner == machine || (scanner != TEST_GERMAN && scanner != TEST_SPANISH);
            if (scanner != TEST_GERMAN && scanner != TEST_SPANISH)
                assert_string_equal(text, TOKEN);
            assert_false(repair(scanner, machine, TEST_INTACT, CODE));
            if (sure)
                assert_string_equal(text, CODE);
        }
    assert_true(repair(TEST_US, TEST_GERMAN, TEST_INTACT, URL));
    assert_true(repaired);
    assert_true(repair(TEST_SPANISH, TEST_SPANISH, TEST_INTACT, URL));
    assert_memory_equal(text, TOKEN, strlen(TOKEN)); /* its own keyboard's is the likelier */
}

static void reads_a_wrong_shift(void **state)
{
    (void)state;
    for (int machine = 0; machine < TEST_KEYBOARDS; machine++) {
        assert_true(repair(TEST_US, machine, TEST_CAPS_LOCK, URL));
        assert_string_equal(text, TOKEN);
        assert_true(repair(TEST_US, machine, TEST_SHIFT_HELD, URL));
        assert_string_equal(text, TOKEN);
        assert_true(repair(TEST_US, machine, TEST_SHIFT_LOST, URL));
        assert_string_equal(text, TOKEN);
        assert_true(repaired);
    }
    assert_true(repair(TEST_GERMAN, TEST_GERMAN, TEST_CAPS_LOCK, URL));
    assert_non_null(strstr(text, TOKEN));
    assert_false(repair(TEST_US, TEST_US, TEST_CAPS_LOCK, CODE));
    assert_string_equal(text, CODE);
}

/* The signs round the token are of no use, or did not come at all. */
static void reads_without_signs(void **state)
{
    (void)state;
    static const char *texts[] = {TOKEN, "T" TOKEN, "HTTPKAIMEN8080T" TOKEN, "]Q1" TOKEN "END",
            "HTTP;--KAIMEN;8080-T-" TOKEN, "\\000026/T/" TOKEN "/"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        for (int machine = 0; machine < TEST_KEYBOARDS; machine++) {
            assert_true(repair(TEST_US, machine, TEST_INTACT, texts[i]));
            assert_memory_equal(text, TOKEN, strlen(TOKEN));
        }
    /* Characters without keys, as a remote desktop sends them. */
    for (size_t i = 0; i < strlen(URL); i++)
        keys[i] = (struct kiosk_wedge_key){.code = URL[i]};
    assert_true(kiosk_wedge_repair(keys, (int)strlen(URL), text, &repaired));
    assert_string_equal(text, TOKEN);
    assert_false(repaired);
}

/* Nothing is made a ticket that is none, and what is given has room. */
static void leaves_other_texts(void **state)
{
    (void)state;
    char meant[KM_SCAN_TEXT_MAX + 1];
    memset(meant, 'A', KM_SCAN_TEXT_MAX);
    meant[KM_SCAN_TEXT_MAX] = 0;
    assert_false(repair(TEST_US, TEST_US, TEST_INTACT, meant)); /* version 0 */
    assert_string_equal(text, meant);
    assert_false(repair(TEST_US, TEST_US, TEST_INTACT, ""));
    assert_string_equal(text, "");
    snprintf(meant, sizeof meant, "HTTP://A/T/%.123s", TOKEN);
    assert_false(repair(TEST_US, TEST_US, TEST_INTACT, meant));
    assert_string_equal(text, meant); /* for the desk to say what is wrong with it */
    snprintf(meant, sizeof meant, "HTTP://A/T/B%s", TOKEN + 1);
    assert_false(repair(TEST_US, TEST_FRENCH, TEST_INTACT, meant));
    assert_string_equal(text, meant);
    /* As many tokens as fit, and no more. */
    for (int i = 0; i < 4; i++)
        snprintf(meant + (size_t)i * 127, sizeof meant - (size_t)i * 127, "/T/%s", TOKEN);
    assert_true(repair(TEST_US, TEST_GERMAN, TEST_INTACT, meant));
    assert_string_equal(text, TOKEN);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
            cmocka_unit_test(reads_every_scanner_on_every_keyboard),
            cmocka_unit_test(reads_a_wrong_shift),
            cmocka_unit_test(reads_without_signs),
            cmocka_unit_test(leaves_other_texts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
