/* Zone codes: every code of one to three letters, and nothing else. */

#include "core/name.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static void test_zone_is_packed_base_27(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        km_zone zone;
    } cases[] = {{"A", 1}, {"Z", 26}, {"AA", 28}, {"AB", 29}, {"ZZ", 728}, {"AAA", 757},
            {"ZZZ", KM_ZONE_MAX}};
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        km_zone zone = KM_ZONE_NONE;
        assert_true(km_zone_parse(cases[i].text, &zone));
        assert_int_equal(zone, cases[i].zone);
    }
}

static void test_zone_numbers_and_codes_are_one_to_one(void **state)
{
    (void)state;
    unsigned codes = 0;
    for (unsigned zone = 0; zone <= UINT16_MAX; zone++) {
        char text[4];
        km_zone back = KM_ZONE_NONE;
        km_zone_print((km_zone)zone, text);
        if (km_zone_is_valid((km_zone)zone)) {
            codes++;
            assert_true(km_zone_parse(text, &back));
            assert_int_equal(back, zone);
        } else {
            assert_string_equal(text, "?");
        }
    }
    assert_int_equal(codes, 26 + 26 * 26 + 26 * 26 * 26);
}

static void test_zone_refuses_other_texts(void **state)
{
    (void)state;
    static const char *const bad[] = {
            "", "a", "Ab", "A1", "1", "ABCD", " A", "A ", "甲", "A-", "@", "["};
    for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
        km_zone zone = 7;
        assert_false(km_zone_parse(bad[i], &zone));
        assert_int_equal(zone, 7);
    }
}

static void test_names_compare(void **state)
{
    (void)state;
    struct km_name a = {1, 2};
    assert_true(km_name_equal(a, (struct km_name){1, 2}));
    assert_false(km_name_equal(a, (struct km_name){1, 3}));
    assert_false(km_name_equal(a, (struct km_name){2, 2}));
    assert_true(km_name_is_none((struct km_name){0}));
    assert_false(km_name_is_none(a));
    assert_int_equal(KM_DAY_DATE(20589 | KM_DAY_REHEARSAL), 20589);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
            cmocka_unit_test(test_zone_is_packed_base_27),
            cmocka_unit_test(test_zone_numbers_and_codes_are_one_to_one),
            cmocka_unit_test(test_zone_refuses_other_texts),
            cmocka_unit_test(test_names_compare),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
