/* What a programme answers: the small one in tests/data, and the five schools' in config/. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/local_time.h"
#include "core/programme.h"

#define DAY_14 20587 /* 2026-05-14 */

static struct km_programme *read_programme(const char *path)
{
    static char text[KM_PROGRAMME_MAX + 1];
    struct km_programme *p = NULL;
    char err[KM_ERR_MAX] = "";
    FILE *f = fopen(path, "rb");
    assert_non_null(f);
    size_t len = fread(text, 1, sizeof(text), f);
    fclose(f);
    if (!km_programme_parse(text, len, path, &p, err))
        fail_msg("%s", err);
    return p;
}

static int open_small(void **state)
{
    *state = read_programme("tests/data/programmes/small.yaml");
    return 0;
}

static int close_small(void **state)
{
    km_programme_free(*state);
    return 0;
}

static void test_head(void **state)
{
    const struct km_programme *p = *state;
    assert_string_equal(km_text_in(&p->title, KM_LANG_ZH), "开放日");
    assert_string_equal(km_text_in(&p->title, KM_LANG_EN), "Open day");
    assert_string_equal(km_text_in(&p->host, KM_LANG_EN), "示范学校"); /* no twin */
    assert_string_equal(km_text_in(&p->slogan, KM_LANG_ZH), "");
    assert_int_equal(p->offset_minutes, 480);
    assert_int_equal(p->accent, 0x0C5A6B);
    assert_int_equal(p->first_day, DAY_14);
    assert_int_equal(p->last_day, DAY_14 + 2);
    assert_int_equal(p->wait_limit_minutes, 30);
    assert_int_equal(p->hold_minutes, 5);
    assert_int_equal(p->party_max, 10);
    assert_false(km_programme_has_day(p, DAY_14 - 1));
    assert_true(km_programme_has_day(p, DAY_14 + 2));
    assert_false(km_programme_has_day(p, DAY_14 + 3));
}

static const struct km_programme_zone *zone_of(const struct km_programme *p, const char *code)
{
    km_zone z;
    assert_true(km_zone_parse(code, &z));
    return km_programme_zone_find(p, z);
}

static void test_zones(void **state)
{
    const struct km_programme *p = *state;
    assert_null(zone_of(p, "Z"));
    const struct km_programme_zone *a = zone_of(p, "A"), *b = zone_of(p, "B"), *c = zone_of(p, "C"),
                                   *t = zone_of(p, "T");
    assert_int_equal(a->run, KM_RUN_FLOW);
    assert_int_equal(a->minutes, 15);
    assert_int_equal(a->stay, 30);
    assert_false(a->calls);
    assert_int_equal(a->priority->after, 2);
    assert_int_equal(b->run, KM_RUN_GROUPS);
    assert_int_equal(c->run, KM_RUN_BATCH);
    assert_int_equal(c->minutes, 12);
    assert_true(c->calls);
    assert_null(c->priority);
    assert_int_equal(t->run, KM_RUN_EVENTS);
    assert_true(km_programme_has_queue(a) && km_programme_has_queue(c));
    assert_false(km_programme_has_queue(b) || km_programme_has_queue(t));
    assert_true(km_programme_chosen(a->chosen, a->chosen_count, "capacity"));
    assert_false(km_programme_chosen(a->chosen, a->chosen_count, "flow"));
}

static void test_opening_hours(void **state)
{
    const struct km_programme *p = *state;
    const struct km_programme_zone *a = zone_of(p, "A");
    struct km_interval open[KM_HOURS_OPEN_MAX];
    assert_int_equal(km_programme_open(a, DAY_14 + 1, open), 2);
    assert_int_equal(open[1].start, 13 * 60);
    assert_int_equal(open[1].end, 16 * 60);
    assert_int_equal(km_programme_open(a, DAY_14 + 2, open), 0);
    assert_false(km_programme_is_open(a, DAY_14, 8 * 60 + 29));
    assert_true(km_programme_is_open(a, DAY_14, 8 * 60 + 30));
    assert_false(km_programme_is_open(a, DAY_14, 12 * 60)); /* the end is outside */

    km_day_no day = 0;
    int16_t minute = 0;
    assert_true(km_programme_next_open(a, DAY_14 - 3, 600, &day, &minute));
    assert_int_equal(day, DAY_14);
    assert_int_equal(minute, 8 * 60 + 30);
    assert_true(
            km_programme_next_open(a, DAY_14, 9 * 60, &day, &minute)); /* over the lunch break */
    assert_int_equal(day, DAY_14);
    assert_int_equal(minute, 13 * 60);
    assert_true(km_programme_next_open(a, DAY_14, 13 * 60, &day, &minute));
    assert_int_equal(day, DAY_14 + 1);
    assert_false(km_programme_next_open(a, DAY_14 + 1, 14 * 60, &day, &minute));
}

static void test_sessions(void **state)
{
    const struct km_programme *p = *state;
    const struct km_programme_zone *b = zone_of(p, "B"), *t = zone_of(p, "T");
    struct km_programme_session s[KM_SESSIONS_MAX];
    assert_int_equal(km_programme_sessions(p, b, DAY_14, s), 3);
    assert_int_equal(s[2].start, 10 * 60 + 30);
    assert_int_equal(s[2].end, 11 * 60);
    assert_int_equal(s[2].seats, 12);
    assert_null(s[2].activity);
    assert_int_equal(km_programme_sessions(p, b, DAY_14 + 1, s), 2); /* closes at 10:00 that day */
    assert_int_equal(km_programme_sessions(p, t, DAY_14, s), 0);
    assert_int_equal(km_programme_sessions(p, t, DAY_14 + 1, s), 1);
    assert_int_equal(s[0].seats, 30);
    assert_string_equal(s[0].activity->title.en, "Talk");
    assert_int_equal(km_programme_sessions(p, zone_of(p, "A"), DAY_14, s), 0);

    assert_true(km_programme_session_find(p, t->code, DAY_14 + 1, 540, &s[5]));
    assert_int_equal(s[5].end, 600);
    assert_false(km_programme_session_find(p, t->code, DAY_14 + 1, 541, &s[5]));
    assert_false(km_programme_session_find(p, 27, DAY_14 + 1, 540, &s[5]));
}

static void test_days_and_activities(void **state)
{
    const struct km_programme *p = *state;
    assert_string_equal(km_programme_day_find(p, DAY_14 + 1)->theme.en, "Try a skill");
    assert_null(km_programme_day_find(p, DAY_14 + 2));
    assert_null(km_programme_day_find(p, 0)); /* the day without a date is on no day */
    assert_int_equal(km_programme_activity_count(p), 4);
    assert_null(km_programme_activity_at(p, 4));
    const struct km_programme_activity *week = km_programme_activity_at(p, 2);
    assert_string_equal(week->when.zh, "全周");
    assert_true(km_programme_activity_on(week, 0));
    assert_false(km_programme_activity_on(week, DAY_14));
    const struct km_programme_activity *talk = km_programme_activity_at(p, 1);
    assert_false(km_programme_activity_on(talk, DAY_14)); /* narrower than its day */
    assert_true(km_programme_activity_on(talk, DAY_14 + 1));
    assert_false(km_programme_activity_on(talk, 0));
}

static void test_now_and_next(void **state)
{
    const struct km_programme *p = *state;
    const struct km_programme_activity *on[2] = {NULL, NULL};
    assert_int_equal(km_programme_now(p, DAY_14, 10 * 60, on, 2), 1);
    assert_string_equal(on[0]->title.zh, "表演");
    assert_int_equal(km_programme_now(p, DAY_14, 11 * 60, on, 2), 0);
    /* no end given: an hour */
    assert_int_equal(km_programme_now(p, DAY_14 + 2, 11 * 60 + 29, on, 2), 1);
    assert_int_equal(km_programme_now(p, DAY_14 + 2, 11 * 60 + 30, on, 2), 0);
    assert_int_equal(km_programme_now(p, DAY_14, 10 * 60, NULL, 0), 1);

    assert_string_equal(km_programme_next(p, DAY_14 + 1, 8 * 60)->title.zh, "讲座");
    assert_string_equal(km_programme_next(p, DAY_14 + 1, 9 * 60)->title.zh, "表演");
    assert_null(km_programme_next(p, DAY_14 + 1, 10 * 60));
    assert_null(km_programme_next(p, DAY_14 - 1, 0));
}

/* Every list of the week at its busiest: earliest first, cut to what fits, counted in full. */
static void test_now_keeps_the_earliest(void **state)
{
    (void)state;
    struct km_programme *p = read_programme("config/programmes/zhongxiang-2026.yaml");
    const struct km_programme_activity *on[2];
    assert_int_equal(km_programme_now(p, DAY_14 - 1, 10 * 60 + 30, on, 2), 6);
    assert_int_equal(on[0]->start, 9 * 60);
    assert_int_equal(on[1]->start, 9 * 60);
    assert_int_equal(km_programme_now(p, DAY_14, 10 * 60 + 42, on, 2), 2);
    assert_int_equal(on[0]->start, 8 * 60 + 30);
    assert_string_equal(on[1]->title.zh, "体育舞蹈表演");
    assert_string_equal(km_programme_next(p, DAY_14, 10 * 60 + 42)->title.zh, "优秀毕业生故事会");
    km_programme_free(p);
}

static void test_five_schools(void **state)
{
    (void)state;
    static const struct {
        const char *path, *host, *first, *last;
        uint32_t days, zones;
    } school[] = {
            {"config/programmes/zhongxiang-2026.yaml", "钟祥市志强职业中学", "2026-05-10",
                    "2026-05-16", 6, 6},
            {"config/programmes/hunan-chemical-2026.yaml", "湖南化工职业技术学院", "2026-05-10",
                    "2026-05-16", 7, 4},
            {"config/programmes/chongqing-2024.yaml", "重庆市工业学校", "2024-05-18", "2024-05-24",
                    0, 6},
            {"config/programmes/wuhan-2024.yaml", "武汉职业技术学院", "2024-05-12", "2024-05-18", 0,
                    8},
            {"config/programmes/zigong-2025.yaml", "自贡职业技术学院", "2025-05-01", "2025-05-31",
                    9, 5},
    };
    for (size_t i = 0; i < sizeof(school) / sizeof(*school); i++) {
        struct km_programme *p = read_programme(school[i].path);
        char day[11];
        assert_string_equal(p->host.zh, school[i].host);
        km_local_day_print(p->first_day, day);
        assert_string_equal(day, school[i].first);
        km_local_day_print(p->last_day, day);
        assert_string_equal(day, school[i].last);
        assert_int_equal(p->days_count, school[i].days);
        assert_int_equal(p->zones_count, school[i].zones);
        /* The documents give no capacities: each must be marked as ours, and all texts have a twin.
         */
        for (uint32_t z = 0; z < p->zones_count; z++) {
            const struct km_programme_zone *zone = &p->zones[z];
            assert_true(km_programme_chosen(zone->chosen, zone->chosen_count, "capacity"));
            assert_true(km_programme_chosen(zone->chosen, zone->chosen_count, "hours"));
            assert_non_null(zone->title.en);
        }
        for (size_t k = 0; k < km_programme_activity_count(p); k++)
            assert_non_null(km_programme_activity_at(p, k)->title.en);
        km_programme_free(p);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
            cmocka_unit_test(test_head),
            cmocka_unit_test(test_zones),
            cmocka_unit_test(test_opening_hours),
            cmocka_unit_test(test_sessions),
            cmocka_unit_test(test_days_and_activities),
            cmocka_unit_test(test_now_and_next),
            cmocka_unit_test(test_now_keeps_the_earliest),
            cmocka_unit_test(test_five_schools),
    };
    return cmocka_run_group_tests(tests, open_small, close_small);
}
