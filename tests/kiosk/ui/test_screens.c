/* The screens through their two doors: what a touch or a key asks for, what they say, and when they
 * want to be drawn. That everything fits is test_access.c's. With the real letters. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/kiosk/ui/glass.h"

#include <string.h>

static bool key(struct glass *g, int code, struct kiosk_action *out)
{
    return glass_give(g, (struct kiosk_input){.kind = KIOSK_INPUT_KEY, .key = code}, out);
}

static bool type(struct glass *g, const char *text, struct kiosk_action *out)
{
    bool asked = false;
    for (; *text; text++)
        asked |= glass_give(g, (struct kiosk_input){.kind = KIOSK_INPUT_CHAR, .key = *text}, out);
    return asked;
}

static void test_home_opens_zone(void **state)
{
    struct glass *g = *state;
    struct kiosk_action a = {0};
    glass_show(g, "home");
    assert_true(glass_touch(g, KIOSK_ACTION_OPEN_ZONE, -1, &a));
    assert_int_equal(a.zone, 1);
    assert_true(type(g, "c", &a)); /* the zone's letter */
    assert_int_equal(a.kind, KIOSK_ACTION_OPEN_ZONE);
    assert_int_equal(a.zone, 3);
    assert_false(type(g, "z", &a));
    assert_true(glass_touch(g, KIOSK_ACTION_LANGUAGE, -1, &a));
    assert_true(glass_touch(g, KIOSK_ACTION_OPEN_SCAN, -1, &a));
    assert_true(glass_touch(g, KIOSK_ACTION_OPEN_FIND, KIOSK_FIND_MINE, &a));
    assert_true(glass_touch(g, KIOSK_ACTION_OPEN_STAFF, -1, &a));
    assert_true(glass_touch(g, KIOSK_ACTION_OPEN_ACCESS, -1, &a));
    g->model.can_scan = g->model.can_find = g->model.can_staff = false;
    glass_draw(g);
    assert_null(glass_hit(g, KIOSK_ACTION_OPEN_SCAN, -1));
    assert_null(glass_hit(g, KIOSK_ACTION_OPEN_FIND, -1));
    assert_null(glass_hit(g, KIOSK_ACTION_OPEN_STAFF, -1));
}

static void test_home_turns_pages(void **state)
{
    struct glass *g = *state;
    struct kiosk_action a;
    glass_show(g, "home-many");
    assert_int_equal(glass_hit(g, KIOSK_ACTION_OPEN_ZONE, -1)->action.zone, 1);
    assert_false(glass_touch(g, KIOSK_ACTION_PAGE, 1, &a));
    assert_int_equal(glass_hit(g, KIOSK_ACTION_OPEN_ZONE, -1)->action.zone, 7);
    assert_false(glass_swipe(g, 200, 900, 800, 920, &a)); /* swiped back, over cards */
    assert_int_equal(glass_hit(g, KIOSK_ACTION_OPEN_ZONE, -1)->action.zone, 1);
    assert_false(key(g, KIOSK_KEY_RIGHT, &a));
    assert_false(key(g, KIOSK_KEY_RIGHT, &a)); /* there is no third page */
    assert_int_equal(glass_hit(g, KIOSK_ACTION_OPEN_ZONE, -1)->action.zone, 7);
}

/* A resting home is never drawn; the ticket's hint moves, and rests. */
static void test_only_what_moves_is_due(void **state)
{
    struct glass *g = *state;
    glass_show(g, "home");
    g->model.ms = 100000;
    g->model.entered = 20000;
    assert_int_equal(kiosk_screens_due(&g->screens, &g->model), -1);
    g->model.screen = KIOSK_SCREEN_ATTRACT;
    assert_in_range(kiosk_screens_due(&g->screens, &g->model), 1, 8000);
    glass_show(g, "ticket");
    assert_int_equal(kiosk_screens_due(&g->screens, &g->model), -1); /* no clock: a picture */
    g->model.ms = g->model.entered = 50000;
    int moving = 0;
    int resting = 0;
    for (int i = 0; i < 200; i++) {
        int due = kiosk_screens_due(&g->screens, &g->model);
        assert_true(due > 0);
        moving += due <= 40;
        resting += due > 1000;
        g->model.ms += (uint64_t)due;
    }
    assert_true(moving > 0 && resting > 0);
    g->model.access = KIOSK_ACCESS_CONTRAST;
    assert_int_equal(kiosk_screens_due(&g->screens, &g->model), -1);
    glass_show(g, "verdict-admit");
    g->model.ms = g->model.entered = 50000;
    assert_true(kiosk_screens_due(&g->screens, &g->model) > 0);
    g->model.ms += 250;
    assert_int_equal(kiosk_screens_due(&g->screens, &g->model), -1);
}

/* On ten inches a ticket is chosen step by step, back and forth. */
static void test_small_glass_goes_by_steps(void **state)
{
    struct glass *g = *state;
    struct kiosk_action a;
    glass_show(g, "zone-five-kinds");
    g->screens.density = 118;
    kiosk_screens_draw(&g->screens, &g->model, 1024, 600, &g->frame);
    assert_null(glass_hit(g, KIOSK_ACTION_LANE, -1));
    const struct kiosk_hit *next = glass_hit(g, KIOSK_ACTION_PAGE, 1);
    assert_non_null(next);
    assert_false(kiosk_screens_input(&g->screens, &g->model, &g->frame,
            &(struct kiosk_input){.kind = KIOSK_INPUT_KEY, .key = KIOSK_KEY_ENTER}, &a));
    kiosk_screens_draw(&g->screens, &g->model, 1024, 600, &g->frame);
    assert_non_null(glass_hit(g, KIOSK_ACTION_LANE, -1));
    assert_null(glass_hit(g, KIOSK_ACTION_PARTY, -1));
    assert_null(glass_hit(g, KIOSK_ACTION_TAKE_TICKET, -1)); /* how many is not said yet */
    assert_non_null(glass_hit(g, KIOSK_ACTION_PAGE, -1));
    g->screens.people[1] = 2;
    kiosk_screens_draw(&g->screens, &g->model, 1024, 600, &g->frame);
    assert_non_null(glass_hit(g, KIOSK_ACTION_TAKE_TICKET, -1));
    g->screens.density = 0;
}

static void test_crowded_zone_names_others(void **state)
{
    struct glass *g = *state;
    struct kiosk_action a;
    glass_show(g, "zone-paused");
    assert_true(glass_touch(g, KIOSK_ACTION_OPEN_ZONE, -1, &a));
    assert_int_equal(a.zone, 1); /* nothing near: the shortest wait */
    g->model.zone = 3;           /* 31 are waiting in house 305; 402 is near */
    glass_draw(g);
    assert_true(glass_touch(g, KIOSK_ACTION_OPEN_ZONE, -1, &a));
    assert_int_equal(a.zone, 4);
    g->model.zone = 2; /* not so crowded */
    glass_draw(g);
    assert_null(glass_hit(g, KIOSK_ACTION_OPEN_ZONE, -1));
}

static void test_slide_off_means_nothing(void **state)
{
    struct glass *g = *state;
    struct kiosk_action a;
    glass_show(g, "home");
    const struct kiosk_rect r = glass_hit(g, KIOSK_ACTION_OPEN_ZONE, -1)->rect;
    assert_false(glass_swipe(g, r.x + 20, r.y + 20, r.x + 20, r.y + r.h + 40, &a));
    assert_false(glass_give(g,
            (struct kiosk_input){.kind = KIOSK_INPUT_RELEASE, .x = r.x + 20, .y = r.y + 20},
            &a)); /* never pressed */
}

static void test_zone_takes_party(void **state)
{
    struct glass *g = *state;
    struct kiosk_action a;
    glass_show(g, "zone");
    assert_null(glass_hit(g, KIOSK_ACTION_TAKE_TICKET, -1)); /* how many is not said yet */
    glass_touch(g, KIOSK_ACTION_PARTY, 1, &a);
    for (int i = 0; i < 2; i++)
        glass_touch(g, KIOSK_ACTION_PARTY, 5, &a);
    glass_touch(g, KIOSK_ACTION_LANE, 1, &a);
    assert_true(glass_touch(g, KIOSK_ACTION_TAKE_TICKET, -1, &a));
    assert_int_equal(a.zone, 2);
    assert_int_equal(a.people[0], 1);
    assert_int_equal(a.people[1], 0);
    assert_int_equal(a.people[2], 2);
    assert_true(a.priority);
    assert_int_equal(a.session, -1);
    glass_touch(g, KIOSK_ACTION_PARTY, 0, &a); /* the pupil goes: parents alone are a party too */
    assert_true(key(g, KIOSK_KEY_ENTER, &a));
    assert_int_equal(a.people[0], 0);
    assert_int_equal(a.people[2], 2);
}

static void test_zone_bounds_party(void **state)
{
    struct glass *g = *state;
    struct kiosk_action a;
    glass_show(g, "zone");
    while (glass_hit(g, KIOSK_ACTION_PARTY, 3))
        glass_touch(g, KIOSK_ACTION_PARTY, 3, &a);
    assert_true(key(g, KIOSK_KEY_ENTER, &a));
    assert_int_equal(a.people[1], g->model.party_max);
    g->model.zone = 1; /* another zone starts afresh */
    glass_draw(g);
    assert_null(glass_hit(g, KIOSK_ACTION_TAKE_TICKET, -1));
    g->model.category_count = 0; /* people are not told apart: one is there at least */
    g->model.zone = 2;
    glass_draw(g);
    assert_true(key(g, KIOSK_KEY_ENTER, &a));
    assert_int_equal(a.people[0], 1);
}

static void test_zone_wants_session(void **state)
{
    struct glass *g = *state;
    struct kiosk_action a;
    glass_show(g, "zone-sessions");
    glass_touch(g, KIOSK_ACTION_PARTY, 1, &a);
    assert_false(key(g, KIOSK_KEY_ENTER, &a));
    assert_null(glass_hit(g, KIOSK_ACTION_SESSION, 600)); /* full */
    glass_touch(g, KIOSK_ACTION_SESSION, 660, &a);
    assert_true(key(g, KIOSK_KEY_ENTER, &a));
    assert_int_equal(a.session, 660);
    for (int i = 0; i < 3; i++)
        glass_touch(g, KIOSK_ACTION_PARTY, 1, &a);
    assert_false(key(g, KIOSK_KEY_ENTER, &a)); /* four people, three places */
    glass_touch(g, KIOSK_ACTION_SESSION, 690, &a);
    assert_true(key(g, KIOSK_KEY_ENTER, &a));
}

static void test_closed_zone_gives_no_ticket(void **state)
{
    struct glass *g = *state;
    struct kiosk_action a;
    static const char *const names[] = {"zone-paused", "zone-full"};
    for (int i = 0; i < 2; i++) {
        glass_show(g, names[i]);
        assert_null(glass_hit(g, KIOSK_ACTION_PARTY, -1));
        assert_false(key(g, KIOSK_KEY_ENTER, &a));
        assert_true(key(g, KIOSK_KEY_ESCAPE, &a));
        assert_int_equal(a.kind, KIOSK_ACTION_BACK);
    }
    glass_show(g, "zone");
    g->model.zone = 999; /* taken out of the programme meanwhile */
    glass_draw(g);
    assert_true(key(g, KIOSK_KEY_ESCAPE, &a));
}

static void test_ticket_and_verdict_buttons(void **state)
{
    struct glass *g = *state;
    struct kiosk_action a;
    glass_show(g, "ticket");
    assert_true(key(g, KIOSK_KEY_ENTER, &a));
    assert_int_equal(a.kind, KIOSK_ACTION_DONE);
    assert_true(glass_touch(g, KIOSK_ACTION_PRINT, -1, &a));
    glass_show(g, "verdict-admit"); /* staff only */
    assert_null(glass_hit(g, KIOSK_ACTION_UNDO, -1));
    assert_true(glass_touch(g, KIOSK_ACTION_OPEN_STAFF, -1, &a));
    glass_show(g, "verdict-admit-staff");
    assert_true(glass_touch(g, KIOSK_ACTION_UNDO, -1, &a));
    glass_show(g, "verdict-no-show-staff");
    assert_true(glass_touch(g, KIOSK_ACTION_ADMIT_ANYWAY, -1, &a));
    glass_show(g, "checkin");
    assert_true(glass_touch(g, KIOSK_ACTION_OPEN_FIND, KIOSK_FIND_LEAVE, &a));
    assert_true(glass_touch(g, KIOSK_ACTION_OPEN_STAFF, -1, &a));
    glass_show(g, "verdict-forged");
    assert_null(glass_hit(g, KIOSK_ACTION_ADMIT_ANYWAY, -1));
    assert_null(glass_hit(g, KIOSK_ACTION_UNDO, -1));
}

static void test_double_tap_keeps_ticket(void **state)
{
    struct glass *g = *state;
    struct kiosk_action a;
    glass_show(g, "home-few");
    g->model.screen = KIOSK_SCREEN_ZONE;
    g->model.category_count = 0;
    glass_draw(g);
    const struct kiosk_rect take = glass_hit(g, KIOSK_ACTION_TAKE_TICKET, -1)->rect;
    struct kiosk_input in = {.x = take.x + take.w * 3 / 4, .y = take.y + take.h / 2};
    bool asked[3];
    const uint64_t times[3] = {10000, 10250, 11000}; /* tap, tap again, later done */
    for (int i = 0; i < 3; i++) {
        in.ms = times[i];
        in.kind = KIOSK_INPUT_PRESS;
        glass_give(g, in, &a);
        in.kind = KIOSK_INPUT_RELEASE;
        asked[i] = glass_give(g, in, &a);
        g->model.screen = KIOSK_SCREEN_TICKET;
        glass_draw(g);
    }
    assert_true(asked[0]);
    assert_false(asked[1]);
    assert_true(asked[2]);
    assert_int_equal(a.kind, KIOSK_ACTION_DONE);
}

static void test_checkin_types_number(void **state)
{
    struct glass *g = *state;
    struct kiosk_action a;
    glass_show(g, "checkin");
    assert_false(key(g, KIOSK_KEY_ENTER, &a)); /* nothing typed */
    assert_false(type(g, "b2-01 78?", &a));
    key(g, KIOSK_KEY_BACKSPACE, &a);
    g->model.screen = KIOSK_SCREEN_VERDICT; /* a verdict meanwhile takes nothing away */
    glass_draw(g);
    assert_true(key(g, KIOSK_KEY_ENTER, &a));
    assert_int_equal(a.kind, KIOSK_ACTION_TYPED);
    assert_string_equal(a.text, "B2-017");
    assert_false(key(g, KIOSK_KEY_ENTER, &a));
    type(g, "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", &a);
    assert_true(key(g, KIOSK_KEY_ENTER, &a));
    assert_int_equal(strlen(a.text), KIOSK_TYPED_MAX);
}

static void test_clock_is_set(void **state)
{
    struct glass *g = *state;
    struct kiosk_action a;
    glass_show(g, "message-clock");
    g->model.now = (struct kiosk_moment){2025, 3, 31, 1, 23, 59};
    g->screens.screen = KIOSK_SCREEN_HOME;
    glass_draw(g);
    glass_touch(
            g, KIOSK_ACTION_CLOCK_FIELD, 2, &a); /* a month back: there is no 31st of February */
    glass_touch(g, KIOSK_ACTION_CLOCK_FIELD, 9, &a); /* a minute on: from 59 to 0 */
    glass_touch(g, KIOSK_ACTION_CLOCK_FIELD, 7, &a);
    assert_true(glass_touch(g, KIOSK_ACTION_SET_CLOCK, -1, &a));
    assert_int_equal(a.moment.year, 2025);
    assert_int_equal(a.moment.month, 2);
    assert_int_equal(a.moment.day, 28);
    assert_int_equal(a.moment.hour, 0);
    assert_int_equal(a.moment.minute, 0);
}

static void test_zones_say_what_is_true(void **state)
{
    struct glass *g = *state;
    static const char *const home[] = {"没人排队", "现在就能进", "下一批就能进", "30 分钟内",
            "今天不开放", "5月18日 9:30 开放", "下一场 14:00", "余 41 位", "今天已结束",
            "5月15日 9:00 开放", "马上叫号", "14 分钟前"};
    glass_show(g, "home-real-6");
    for (size_t i = 0; i < sizeof home / sizeof *home; i++)
        if (!glass_says(g, home[i]))
            fail_msg("home does not say %s", home[i]);
    static const char *const zones[][3] = {{"zone-real-1", "没有人", "不用等"},
            {"zone-real-2", "30", "分钟以内"}, {"zone-real-sessions", "剩余名额", "41"},
            {"zone-real-paused", "暂停", "工作人员暂停了取号"},
            {"zone-real-closed", "已关闭", "工作人员关闭了取号"},
            {"zone-real-never", "今天不开放", "其他日子也不开放"},
            {"zone-full", "今天已约满", "没有余位了"}};
    for (size_t i = 0; i < sizeof zones / sizeof *zones; i++) {
        glass_show(g, zones[i][0]);
        if (!glass_says(g, zones[i][1]) || !glass_says(g, zones[i][2]))
            fail_msg("%s does not say %s, %s", zones[i][0], zones[i][1], zones[i][2]);
    }
}

static void test_keyboard_alone_is_enough(void **state)
{
    struct glass *g = *state;
    struct kiosk_action a = {0};
    glass_show(g, "home");
    key(g, KIOSK_KEY_TAB, &a);
    assert_int_equal(g->screens.focus, 0);
    key(g, KIOSK_KEY_BACK_TAB, &a);
    assert_int_equal(g->screens.focus, (int)g->frame.hit_count - 1);
    key(g, KIOSK_KEY_TAB, &a);
    enum kiosk_action_kind first = g->frame.hits[0].action.kind;
    assert_true(key(g, KIOSK_KEY_ENTER, &a));
    assert_int_equal(a.kind, first);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
            cmocka_unit_test(test_home_opens_zone),
            cmocka_unit_test(test_home_turns_pages),
            cmocka_unit_test(test_only_what_moves_is_due),
            cmocka_unit_test(test_small_glass_goes_by_steps),
            cmocka_unit_test(test_crowded_zone_names_others),
            cmocka_unit_test(test_slide_off_means_nothing),
            cmocka_unit_test(test_zone_takes_party),
            cmocka_unit_test(test_zone_bounds_party),
            cmocka_unit_test(test_zone_wants_session),
            cmocka_unit_test(test_closed_zone_gives_no_ticket),
            cmocka_unit_test(test_ticket_and_verdict_buttons),
            cmocka_unit_test(test_double_tap_keeps_ticket),
            cmocka_unit_test(test_checkin_types_number),
            cmocka_unit_test(test_clock_is_set),
            cmocka_unit_test(test_zones_say_what_is_true),
            cmocka_unit_test(test_keyboard_alone_is_enough),
    };
    return cmocka_run_group_tests(tests, glass_set_up, glass_tear_down);
}
