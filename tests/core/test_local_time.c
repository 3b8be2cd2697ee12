/* Dates against known ones, a round trip over every day there is, and what must be refused. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "core/local_time.h"

static void test_known_moment(void **state)
{
    (void)state;
    /* 2026-05-14T02:42:07.500Z is 10:42:07 on Thursday in Hubei */
    const int64_t utc = INT64_C(1778726527500);
    struct km_local_time t = km_local_time_at(utc, 480);
    assert_int_equal(t.day, 20587);
    assert_int_equal(t.minute, 642);
    assert_int_equal(t.weekday, 4);
    assert_int_equal(t.year, 2026);
    assert_int_equal(t.month, 5);
    assert_int_equal(t.mday, 14);
    assert_int_equal(t.hour, 10);
    assert_int_equal(t.min, 42);
    assert_int_equal(t.sec, 7);
    assert_int_equal(km_local_time_utc(t.day, t.minute, 480), utc - 7500);
}

static void test_offset_moves_the_day(void **state)
{
    (void)state;
    const int64_t utc = 20587 * INT64_C(86400000) + 20 * INT64_C(3600000); /* 20:00Z */
    assert_int_equal(km_local_time_at(utc, 480).day, 20588);
    assert_int_equal(km_local_time_at(utc, 480).minute, 240);
    assert_int_equal(km_local_time_at(utc, -570).day, 20587);
    assert_int_equal(km_local_time_at(utc, -570).minute, 630);
}

static void test_clamps(void **state)
{
    (void)state;
    assert_int_equal(km_local_time_at(INT64_MIN, 480).day, 0);
    assert_int_equal(km_local_time_at(INT64_MIN, -480).minute, 0);
    struct km_local_time t = km_local_time_at(INT64_MAX, 480);
    assert_int_equal(t.day, KM_LOCAL_DAY_MAX);
    assert_int_equal(t.minute, 1439);
}

static void test_every_day_round_trips(void **state)
{
    (void)state;
    for (unsigned day = 0; day <= KM_LOCAL_DAY_MAX; day++) {
        char text[11];
        uint16_t back = 0;
        km_local_day_print((uint16_t)day, text);
        assert_true(km_local_day_parse(text, &back));
        assert_int_equal(back, day);
    }
    uint16_t day;
    assert_true(km_local_day_parse("1970-01-01", &day));
    assert_int_equal(day, 0);
    assert_true(km_local_day_parse("2024-02-29", &day));
    assert_int_equal(day, 19782);
    assert_int_equal(km_local_day_weekday(day), 4);
}

static void test_refuses_dates(void **state)
{
    (void)state;
    static const char *const bad[] = {"", "2026-5-14", "2026-05-32", "2026-00-10", "2026-13-01",
            "2025-02-29", "2100-02-29", "1969-12-31", "2059-09-19", "2026/05/14", "2026-05-14 ",
            "20260514", "２０２６-05-14", "-026-05-14", "2026-05-1a"};
    for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
        uint16_t day = 7;
        assert_false(km_local_day_parse(bad[i], &day));
        assert_int_equal(day, 7);
    }
}

static void test_minutes(void **state)
{
    (void)state;
    int16_t m;
    char text[6];
    assert_true(km_local_minute_parse("00:00", &m));
    assert_int_equal(m, 0);
    assert_true(km_local_minute_parse("24:00", &m));
    assert_int_equal(m, 1440);
    km_local_minute_print(m, text);
    assert_string_equal(text, "24:00");
    km_local_minute_print(545, text);
    assert_string_equal(text, "09:05");
    static const char *const bad[] = {
            "", "9:00", "09:60", "24:01", "25:00", "09-00", "09:00:00", "ab:cd"};
    for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++)
        assert_false(km_local_minute_parse(bad[i], &m));
    assert_int_equal(m, 1440);
}

static void test_offsets(void **state)
{
    (void)state;
    int16_t m;
    assert_true(km_local_offset_parse("+08:00", &m));
    assert_int_equal(m, 480);
    assert_true(km_local_offset_parse("-09:30", &m));
    assert_int_equal(m, -570);
    static const char *const bad[] = {
            "", "08:00", "+8:00", "+14:01", "-15:00", "Asia/Shanghai", "Z"};
    for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++)
        assert_false(km_local_offset_parse(bad[i], &m));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
            cmocka_unit_test(test_known_moment),
            cmocka_unit_test(test_offset_moves_the_day),
            cmocka_unit_test(test_clamps),
            cmocka_unit_test(test_every_day_round_trips),
            cmocka_unit_test(test_refuses_dates),
            cmocka_unit_test(test_minutes),
            cmocka_unit_test(test_offsets),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
