/* The screens through their two doors: what a touch or a key asks for, what they say, and when they
 * want to be drawn. That everything fits is test_access.c's. With the real letters. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "core/bounds.h"
#include "kiosk/gallery/pose.h"
#include "kiosk/screens/screens.h"
#include "kiosk/sdl/font.h"

#include <stdio.h>
#include <string.h>

struct fixture {
    struct kiosk_font *font;
    struct kiosk_typeface type;
    struct kiosk_screens screens;
    struct kiosk_frame frame;
    struct kiosk_model model;
};

static int set_up(void **state)
{
    static struct fixture f;
    char err[KM_ERR_MAX] = "";
    f = (struct fixture){0};
    if (!kiosk_font_open(&f.font, err) ||
            (f.type = kiosk_font_typeface(f.font), !kiosk_screens_init(&f.screens, &f.type, err))) {
        fprintf(stderr, "%s\n", err);
        return -1;
    }
    *state = &f;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *f = *state;
    kiosk_frame_destroy(&f->frame);
    kiosk_screens_destroy(&f->screens);
    kiosk_font_close(f->font);
    return 0;
}

static void draw(struct fixture *f)
{
    kiosk_screens_draw(&f->screens, &f->model, 1080, 1920, &f->frame);
}

static void show(struct fixture *f, const char *name)
{
    size_t count;
    const struct kiosk_exhibit *samples = kiosk_gallery(KIOSK_ZH, &count);
    for (size_t i = 0; i < count; i++)
        if (strcmp(samples[i].name, name) == 0) {
            f->model = samples[i].model;
            f->screens.screen = KIOSK_SCREEN_MESSAGE; /* as if coming from elsewhere */
            draw(f);
            return;
        }
    fail_msg("no sample %s", name);
}

static const struct kiosk_hit *hit_of(
        const struct fixture *f, enum kiosk_action_kind kind, int value)
{
    for (size_t i = 0; i < f->frame.hit_count; i++)
        if (f->frame.hits[i].action.kind == kind &&
                (value < 0 || f->frame.hits[i].action.value == value))
            return &f->frame.hits[i];
    return NULL;
}

static bool give(struct fixture *f, struct kiosk_input in, struct kiosk_action *out)
{
    bool asked = kiosk_screens_input(&f->screens, &f->model, &f->frame, &in, out);
    draw(f);
    return asked;
}

static bool touch_at(struct fixture *f, int x, int y, int to_x, int to_y, struct kiosk_action *out)
{
    give(f, (struct kiosk_input){.kind = KIOSK_INPUT_PRESS, .x = x, .y = y}, out);
    give(f, (struct kiosk_input){.kind = KIOSK_INPUT_MOVE, .x = to_x, .y = to_y}, out);
    return give(f, (struct kiosk_input){.kind = KIOSK_INPUT_RELEASE, .x = to_x, .y = to_y}, out);
}

static bool touch(
        struct fixture *f, enum kiosk_action_kind kind, int value, struct kiosk_action *out)
{
    const struct kiosk_hit *hit = hit_of(f, kind, value);
    if (!hit)
        fail_msg("nothing to touch for action %d, value %d", (int)kind, value);
    int x = hit->rect.x + hit->rect.w / 2;
    int y = hit->rect.y + hit->rect.h / 2;
    return touch_at(f, x, y, x, y, out);
}

static bool key(struct fixture *f, int code, struct kiosk_action *out)
{
    return give(f, (struct kiosk_input){.kind = KIOSK_INPUT_KEY, .key = code}, out);
}

static bool type(struct fixture *f, const char *text, struct kiosk_action *out)
{
    bool asked = false;
    for (; *text; text++)
        asked |= give(f, (struct kiosk_input){.kind = KIOSK_INPUT_CHAR, .key = *text}, out);
    return asked;
}

static void test_home_opens_zone(void **state)
{
    struct fixture *f = *state;
    struct kiosk_action a = {0};
    show(f, "home");
    assert_true(touch(f, KIOSK_ACTION_OPEN_ZONE, -1, &a));
    assert_int_equal(a.zone, 1);
    assert_true(type(f, "c", &a)); /* the zone's letter */
    assert_int_equal(a.kind, KIOSK_ACTION_OPEN_ZONE);
    assert_int_equal(a.zone, 3);
    assert_false(type(f, "z", &a));
    assert_true(touch(f, KIOSK_ACTION_LANGUAGE, -1, &a));
    assert_true(touch(f, KIOSK_ACTION_OPEN_SCAN, -1, &a));
    assert_true(touch(f, KIOSK_ACTION_OPEN_FIND, KIOSK_FIND_MINE, &a));
    assert_true(touch(f, KIOSK_ACTION_OPEN_STAFF, -1, &a));
    assert_true(touch(f, KIOSK_ACTION_OPEN_ACCESS, -1, &a));
    f->model.can_scan = f->model.can_find = f->model.can_staff = false;
    draw(f);
    assert_null(hit_of(f, KIOSK_ACTION_OPEN_SCAN, -1));
    assert_null(hit_of(f, KIOSK_ACTION_OPEN_FIND, -1));
    assert_null(hit_of(f, KIOSK_ACTION_OPEN_STAFF, -1));
}

static void test_home_turns_pages(void **state)
{
    struct fixture *f = *state;
    struct kiosk_action a;
    show(f, "home-many");
    assert_int_equal(hit_of(f, KIOSK_ACTION_OPEN_ZONE, -1)->action.zone, 1);
    assert_false(touch(f, KIOSK_ACTION_PAGE, 1, &a));
    assert_int_equal(hit_of(f, KIOSK_ACTION_OPEN_ZONE, -1)->action.zone, 7);
    assert_false(touch_at(f, 200, 900, 800, 920, &a)); /* swiped back, over cards */
    assert_int_equal(hit_of(f, KIOSK_ACTION_OPEN_ZONE, -1)->action.zone, 1);
    assert_false(key(f, KIOSK_KEY_RIGHT, &a));
    assert_false(key(f, KIOSK_KEY_RIGHT, &a)); /* there is no third page */
    assert_int_equal(hit_of(f, KIOSK_ACTION_OPEN_ZONE, -1)->action.zone, 7);
}

/* A resting home is never drawn; the ticket's hint moves, and rests. */
static void test_only_what_moves_is_due(void **state)
{
    struct fixture *f = *state;
    show(f, "home");
    f->model.ms = 100000;
    f->model.entered = 20000;
    assert_int_equal(kiosk_screens_due(&f->screens, &f->model), -1);
    f->model.screen = KIOSK_SCREEN_ATTRACT;
    assert_in_range(kiosk_screens_due(&f->screens, &f->model), 1, 8000);
    show(f, "ticket");
    assert_int_equal(kiosk_screens_due(&f->screens, &f->model), -1); /* no clock: a picture */
    f->model.ms = f->model.entered = 50000;
    int moving = 0;
    int resting = 0;
    for (int i = 0; i < 200; i++) {
        int due = kiosk_screens_due(&f->screens, &f->model);
        assert_true(due > 0);
        moving += due <= 40;
        resting += due > 1000;
        f->model.ms += (uint64_t)due;
    }
    assert_true(moving > 0 && resting > 0);
    f->model.access = KIOSK_ACCESS_CONTRAST;
    assert_int_equal(kiosk_screens_due(&f->screens, &f->model), -1);
    show(f, "verdict-admit");
    f->model.ms = f->model.entered = 50000;
    assert_true(kiosk_screens_due(&f->screens, &f->model) > 0);
    f->model.ms += 250;
    assert_int_equal(kiosk_screens_due(&f->screens, &f->model), -1);
}

/* On ten inches a ticket is chosen step by step, back and forth. */
static void test_small_glass_goes_by_steps(void **state)
{
    struct fixture *f = *state;
    struct kiosk_action a;
    show(f, "zone-five-kinds");
    f->screens.density = 118;
    kiosk_screens_draw(&f->screens, &f->model, 1024, 600, &f->frame);
    assert_null(hit_of(f, KIOSK_ACTION_LANE, -1));
    const struct kiosk_hit *next = hit_of(f, KIOSK_ACTION_PAGE, 1);
    assert_non_null(next);
    assert_false(kiosk_screens_input(&f->screens, &f->model, &f->frame,
            &(struct kiosk_input){.kind = KIOSK_INPUT_KEY, .key = KIOSK_KEY_ENTER}, &a));
    kiosk_screens_draw(&f->screens, &f->model, 1024, 600, &f->frame);
    assert_non_null(hit_of(f, KIOSK_ACTION_LANE, -1));
    assert_null(hit_of(f, KIOSK_ACTION_PARTY, -1));
    assert_null(hit_of(f, KIOSK_ACTION_TAKE_TICKET, -1)); /* how many is not said yet */
    assert_non_null(hit_of(f, KIOSK_ACTION_PAGE, -1));
    f->screens.people[1] = 2;
    kiosk_screens_draw(&f->screens, &f->model, 1024, 600, &f->frame);
    assert_non_null(hit_of(f, KIOSK_ACTION_TAKE_TICKET, -1));
    f->screens.density = 0;
}

static void test_crowded_zone_names_others(void **state)
{
    struct fixture *f = *state;
    struct kiosk_action a;
    show(f, "zone-paused");
    assert_true(touch(f, KIOSK_ACTION_OPEN_ZONE, -1, &a));
    assert_int_equal(a.zone, 1); /* nothing near: the shortest wait */
    f->model.zone = 3;           /* 31 are waiting in house 305; 402 is near */
    draw(f);
    assert_true(touch(f, KIOSK_ACTION_OPEN_ZONE, -1, &a));
    assert_int_equal(a.zone, 4);
    f->model.zone = 2; /* not so crowded */
    draw(f);
    assert_null(hit_of(f, KIOSK_ACTION_OPEN_ZONE, -1));
}

static void test_slide_off_means_nothing(void **state)
{
    struct fixture *f = *state;
    struct kiosk_action a;
    show(f, "home");
    const struct kiosk_rect r = hit_of(f, KIOSK_ACTION_OPEN_ZONE, -1)->rect;
    assert_false(touch_at(f, r.x + 20, r.y + 20, r.x + 20, r.y + r.h + 40, &a));
    assert_false(
            give(f, (struct kiosk_input){.kind = KIOSK_INPUT_RELEASE, .x = r.x + 20, .y = r.y + 20},
                    &a)); /* never pressed */
}

static void test_zone_takes_party(void **state)
{
    struct fixture *f = *state;
    struct kiosk_action a;
    show(f, "zone");
    assert_null(hit_of(f, KIOSK_ACTION_TAKE_TICKET, -1)); /* how many is not said yet */
    touch(f, KIOSK_ACTION_PARTY, 1, &a);
    for (int i = 0; i < 2; i++)
        touch(f, KIOSK_ACTION_PARTY, 5, &a);
    touch(f, KIOSK_ACTION_LANE, 1, &a);
    assert_true(touch(f, KIOSK_ACTION_TAKE_TICKET, -1, &a));
    assert_int_equal(a.zone, 2);
    assert_int_equal(a.people[0], 1);
    assert_int_equal(a.people[1], 0);
    assert_int_equal(a.people[2], 2);
    assert_true(a.priority);
    assert_int_equal(a.session, -1);
    touch(f, KIOSK_ACTION_PARTY, 0, &a); /* the pupil goes: parents alone are a party too */
    assert_true(key(f, KIOSK_KEY_ENTER, &a));
    assert_int_equal(a.people[0], 0);
    assert_int_equal(a.people[2], 2);
}

static void test_zone_bounds_party(void **state)
{
    struct fixture *f = *state;
    struct kiosk_action a;
    show(f, "zone");
    while (hit_of(f, KIOSK_ACTION_PARTY, 3))
        touch(f, KIOSK_ACTION_PARTY, 3, &a);
    assert_true(key(f, KIOSK_KEY_ENTER, &a));
    assert_int_equal(a.people[1], f->model.party_max);
    f->model.zone = 1; /* another zone starts afresh */
    draw(f);
    assert_null(hit_of(f, KIOSK_ACTION_TAKE_TICKET, -1));
    f->model.category_count = 0; /* people are not told apart: one is there at least */
    f->model.zone = 2;
    draw(f);
    assert_true(key(f, KIOSK_KEY_ENTER, &a));
    assert_int_equal(a.people[0], 1);
}

static void test_zone_wants_session(void **state)
{
    struct fixture *f = *state;
    struct kiosk_action a;
    show(f, "zone-sessions");
    touch(f, KIOSK_ACTION_PARTY, 1, &a);
    assert_false(key(f, KIOSK_KEY_ENTER, &a));
    assert_null(hit_of(f, KIOSK_ACTION_SESSION, 600)); /* full */
    touch(f, KIOSK_ACTION_SESSION, 660, &a);
    assert_true(key(f, KIOSK_KEY_ENTER, &a));
    assert_int_equal(a.session, 660);
    for (int i = 0; i < 3; i++)
        touch(f, KIOSK_ACTION_PARTY, 1, &a);
    assert_false(key(f, KIOSK_KEY_ENTER, &a)); /* four people, three places */
    touch(f, KIOSK_ACTION_SESSION, 690, &a);
    assert_true(key(f, KIOSK_KEY_ENTER, &a));
}

static void test_closed_zone_gives_no_ticket(void **state)
{
    struct fixture *f = *state;
    struct kiosk_action a;
    static const char *const names[] = {"zone-paused", "zone-full"};
    for (int i = 0; i < 2; i++) {
        show(f, names[i]);
        assert_null(hit_of(f, KIOSK_ACTION_PARTY, -1));
        assert_false(key(f, KIOSK_KEY_ENTER, &a));
        assert_true(key(f, KIOSK_KEY_ESCAPE, &a));
        assert_int_equal(a.kind, KIOSK_ACTION_BACK);
    }
    show(f, "zone");
    f->model.zone = 999; /* taken out of the programme meanwhile */
    draw(f);
    assert_true(key(f, KIOSK_KEY_ESCAPE, &a));
}

static void test_ticket_and_verdict_buttons(void **state)
{
    struct fixture *f = *state;
    struct kiosk_action a;
    show(f, "ticket");
    assert_true(key(f, KIOSK_KEY_ENTER, &a));
    assert_int_equal(a.kind, KIOSK_ACTION_DONE);
    assert_true(touch(f, KIOSK_ACTION_PRINT, -1, &a));
    show(f, "verdict-admit"); /* staff only */
    assert_null(hit_of(f, KIOSK_ACTION_UNDO, -1));
    assert_true(touch(f, KIOSK_ACTION_OPEN_STAFF, -1, &a));
    show(f, "verdict-admit-staff");
    assert_true(touch(f, KIOSK_ACTION_UNDO, -1, &a));
    show(f, "verdict-no-show-staff");
    assert_true(touch(f, KIOSK_ACTION_ADMIT_ANYWAY, -1, &a));
    show(f, "checkin");
    assert_true(touch(f, KIOSK_ACTION_OPEN_FIND, KIOSK_FIND_LEAVE, &a));
    assert_true(touch(f, KIOSK_ACTION_OPEN_STAFF, -1, &a));
    show(f, "verdict-forged");
    assert_null(hit_of(f, KIOSK_ACTION_ADMIT_ANYWAY, -1));
    assert_null(hit_of(f, KIOSK_ACTION_UNDO, -1));
}

static void test_double_tap_keeps_ticket(void **state)
{
    struct fixture *f = *state;
    struct kiosk_action a;
    show(f, "home-few");
    f->model.screen = KIOSK_SCREEN_ZONE;
    f->model.category_count = 0;
    draw(f);
    const struct kiosk_rect take = hit_of(f, KIOSK_ACTION_TAKE_TICKET, -1)->rect;
    struct kiosk_input in = {.x = take.x + take.w * 3 / 4, .y = take.y + take.h / 2};
    bool asked[3];
    const uint64_t times[3] = {10000, 10250, 11000}; /* tap, tap again, later done */
    for (int i = 0; i < 3; i++) {
        in.ms = times[i];
        in.kind = KIOSK_INPUT_PRESS;
        give(f, in, &a);
        in.kind = KIOSK_INPUT_RELEASE;
        asked[i] = give(f, in, &a);
        f->model.screen = KIOSK_SCREEN_TICKET;
        draw(f);
    }
    assert_true(asked[0]);
    assert_false(asked[1]);
    assert_true(asked[2]);
    assert_int_equal(a.kind, KIOSK_ACTION_DONE);
}

static void test_checkin_types_number(void **state)
{
    struct fixture *f = *state;
    struct kiosk_action a;
    show(f, "checkin");
    assert_false(key(f, KIOSK_KEY_ENTER, &a)); /* nothing typed */
    assert_false(type(f, "b2-01 78?", &a));
    key(f, KIOSK_KEY_BACKSPACE, &a);
    f->model.screen = KIOSK_SCREEN_VERDICT; /* a verdict meanwhile takes nothing away */
    draw(f);
    assert_true(key(f, KIOSK_KEY_ENTER, &a));
    assert_int_equal(a.kind, KIOSK_ACTION_TYPED);
    assert_string_equal(a.text, "B2-017");
    assert_false(key(f, KIOSK_KEY_ENTER, &a));
    type(f, "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", &a);
    assert_true(key(f, KIOSK_KEY_ENTER, &a));
    assert_int_equal(strlen(a.text), KIOSK_TYPED_MAX);
}

static void test_clock_is_set(void **state)
{
    struct fixture *f = *state;
    struct kiosk_action a;
    show(f, "message-clock");
    f->model.now = (struct kiosk_moment){2025, 3, 31, 1, 23, 59};
    f->screens.screen = KIOSK_SCREEN_HOME;
    draw(f);
    touch(f, KIOSK_ACTION_CLOCK_FIELD, 2, &a); /* a month back: there is no 31st of February */
    touch(f, KIOSK_ACTION_CLOCK_FIELD, 9, &a); /* a minute on: from 59 to 0 */
    touch(f, KIOSK_ACTION_CLOCK_FIELD, 7, &a);
    assert_true(touch(f, KIOSK_ACTION_SET_CLOCK, -1, &a));
    assert_int_equal(a.moment.year, 2025);
    assert_int_equal(a.moment.month, 2);
    assert_int_equal(a.moment.day, 28);
    assert_int_equal(a.moment.hour, 0);
    assert_int_equal(a.moment.minute, 0);
}

static bool says(const struct fixture *f, const char *words)
{
    for (size_t i = 0; i < f->frame.item_count; i++)
        if (f->frame.items[i].kind == KIOSK_ITEM_TEXT &&
                strcmp((const char *)kiosk_frame_bytes(&f->frame, &f->frame.items[i]), words) == 0)
            return true;
    return false;
}

static void test_zones_say_what_is_true(void **state)
{
    struct fixture *f = *state;
    static const char *const home[] = {"没人排队", "现在就能进", "下一批就能进", "30 分钟内",
            "今天不开放", "5月18日 9:30 开放", "下一场 14:00", "余 41 位", "今天已结束",
            "5月15日 9:00 开放", "马上叫号", "14 分钟前"};
    show(f, "home-real-6");
    for (size_t i = 0; i < sizeof home / sizeof *home; i++)
        if (!says(f, home[i]))
            fail_msg("home does not say %s", home[i]);
    static const char *const zones[][3] = {{"zone-real-1", "没有人", "不用等"},
            {"zone-real-2", "30", "分钟以内"}, {"zone-real-sessions", "剩余名额", "41"},
            {"zone-real-paused", "暂停", "工作人员暂停了取号"},
            {"zone-real-closed", "已关闭", "工作人员关闭了取号"},
            {"zone-real-never", "今天不开放", "其他日子也不开放"},
            {"zone-full", "今天已约满", "没有余位了"}};
    for (size_t i = 0; i < sizeof zones / sizeof *zones; i++) {
        show(f, zones[i][0]);
        if (!says(f, zones[i][1]) || !says(f, zones[i][2]))
            fail_msg("%s does not say %s, %s", zones[i][0], zones[i][1], zones[i][2]);
    }
}

static void test_keyboard_alone_is_enough(void **state)
{
    struct fixture *f = *state;
    struct kiosk_action a = {0};
    show(f, "home");
    key(f, KIOSK_KEY_TAB, &a);
    assert_int_equal(f->screens.focus, 0);
    key(f, KIOSK_KEY_BACK_TAB, &a);
    assert_int_equal(f->screens.focus, (int)f->frame.hit_count - 1);
    key(f, KIOSK_KEY_TAB, &a);
    enum kiosk_action_kind first = f->frame.hits[0].action.kind;
    assert_true(key(f, KIOSK_KEY_ENTER, &a));
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
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
