/* The programme as screens are told it: every day with its activities, what is on and next, what is
 * over, and what has no date. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <sodium.h>

#include "kiosk/view.h"
#include "tests/kiosk/campus.h"

#define HOUR 3600000ll

/* The model that many hours after 9:15 of 15 May; the scene is the caller's. */
static struct kiosk_scene *scene_at(struct campus *campus, double hours)
{
    int64_t ms = (int64_t)(hours * (double)HOUR);
    struct kiosk_instant then = {campus->now.utc + ms, campus->now.steady + ms};
    return kiosk_scene_new(&campus->kiosk[0], then);
}

static const struct kiosk_activity_view *activity(
        const struct kiosk_model *m, size_t day, size_t index)
{
    assert_true(day < m->day_count);
    assert_true(index < m->days[day].count);
    assert_true(m->days[day].first + index < m->activity_count);
    return &m->activities[m->days[day].first + index];
}

static void test_days_in_order(void **state)
{
    struct kiosk_scene *scene = scene_at(*state, 0);
    const struct kiosk_model *m = &scene->model;
    assert_int_equal(m->day_count, 5); /* 14, 15, 16 May, a theme without a date, no fixed day */
    static const int dates[] = {14, 15, 16, 0, 0};
    for (size_t i = 0; i < 5; i++)
        assert_int_equal(m->days[i].date.day, dates[i]);
    assert_int_equal(m->days[0].date.weekday, 4);
    assert_string_equal(m->days[0].theme.zh, "体验日");
    assert_string_equal(m->days[1].theme.en, "Try a skill");
    assert_null(m->days[2].theme.zh);
    assert_int_equal(m->days[3].date.year, 0);
    assert_string_equal(m->days[3].theme.zh, "待定日");
    assert_int_equal(m->days[3].count, 0);
    assert_string_equal(activity(m, 4, 0)->title.zh, "全周展览");
    assert_string_equal(activity(m, 4, 0)->when.zh, "全周");
    assert_true(m->days[0].past && !m->days[0].today);
    assert_true(m->days[1].today && !m->days[1].past);
    assert_false(m->days[2].past);
    kiosk_scene_free(scene);
}

static void test_activities_of_a_day(void **state)
{
    struct kiosk_scene *scene = scene_at(*state, 0);
    const struct kiosk_model *m = &scene->model;
    assert_int_equal(m->days[0].count, 1);
    assert_true(activity(m, 0, 0)->over); /* yesterday's */
    assert_false(activity(m, 0, 0)->running);
    assert_int_equal(m->days[1].count, 2);
    assert_string_equal(activity(m, 1, 0)->title.en, "Talk"); /* by start, not as in the file */
    assert_int_equal(activity(m, 1, 0)->zone, campus_zone("T"));
    assert_true(activity(m, 1, 0)->running);
    assert_false(activity(m, 1, 0)->next);
    assert_true(activity(m, 1, 1)->next);
    assert_int_equal(activity(m, 1, 1)->start, 600);
    assert_string_equal(m->activity_next.zh, "表演");
    assert_int_equal(activity(m, 2, 0)->end, -1);
    assert_false(activity(m, 2, 0)->over || activity(m, 2, 0)->running || activity(m, 2, 0)->next);
    kiosk_scene_free(scene);
}

static void test_the_clock_moves_on(void **state)
{
    struct kiosk_scene *scene = scene_at(*state, 1); /* 10:15 */
    assert_true(activity(&scene->model, 1, 0)->over);
    assert_true(activity(&scene->model, 1, 1)->running);
    assert_false(activity(&scene->model, 1, 1)->next);
    kiosk_scene_free(scene);
    scene = scene_at(*state, 26.0); /* 11:15 the day after: an hour is enough without an end */
    assert_true(activity(&scene->model, 2, 0)->running);
    assert_true(scene->model.days[2].today);
    kiosk_scene_free(scene);
    scene = scene_at(*state, 26.25);
    assert_true(activity(&scene->model, 2, 0)->over);
    kiosk_scene_free(scene);
    scene = scene_at(*state, 24 * 30); /* long after: no day is today's */
    for (size_t i = 0; i < scene->model.day_count; i++)
        assert_false(scene->model.days[i].today);
    kiosk_scene_free(scene);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
            cmocka_unit_test(test_days_in_order),
            cmocka_unit_test(test_activities_of_a_day),
            cmocka_unit_test(test_the_clock_moves_on),
    };
    if (sodium_init() < 0)
        return 1;
    return cmocka_run_group_tests(tests, campus_open, campus_close);
}
