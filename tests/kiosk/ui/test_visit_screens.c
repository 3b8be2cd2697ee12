/* What a visitor is told and may do on attract, programme, my ticket, goodbye and help: that each
 * touch asks for the right thing, what is asked back, and what must not be there. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "core/bounds.h"
#include "kiosk/gallery/gallery.h"
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

static bool says(const struct fixture *f, const char *words)
{
    for (size_t i = 0; i < f->frame.item_count; i++)
        if (f->frame.items[i].kind == KIOSK_ITEM_TEXT &&
                strcmp((const char *)kiosk_frame_bytes(&f->frame, &f->frame.items[i]), words) == 0)
            return true;
    return false;
}

static int hits_of(const struct fixture *f, enum kiosk_action_kind kind)
{
    int count = 0;
    for (size_t i = 0; i < f->frame.hit_count; i++)
        count += f->frame.hits[i].action.kind == kind;
    return count;
}

static bool touch_hit(
        struct fixture *f, const struct kiosk_hit *hit, struct kiosk_action *out_action)
{
    struct kiosk_input in = {.kind = KIOSK_INPUT_PRESS,
            .x = hit->rect.x + hit->rect.w / 2,
            .y = hit->rect.y + hit->rect.h / 2};
    kiosk_screens_input(&f->screens, &f->model, &f->frame, &in, out_action);
    draw(f);
    in.kind = KIOSK_INPUT_RELEASE;
    bool asked = kiosk_screens_input(&f->screens, &f->model, &f->frame, &in, out_action);
    draw(f);
    return asked;
}

/* Touches what asks for that, with that value (-1: any) or deed. */
static bool touch(
        struct fixture *f, enum kiosk_action_kind kind, int value, struct kiosk_action *out_action)
{
    for (size_t i = 0; i < f->frame.hit_count; i++) {
        const struct kiosk_action *a = &f->frame.hits[i].action;
        bool same = kind == KIOSK_ACTION_MOVE ? (int)a->move.deed == value
                                              : value < 0 || a->value == value;
        if (a->kind == kind && same)
            return touch_hit(f, &f->frame.hits[i], out_action);
    }
    fail_msg("nothing to touch for action %d, %d", (int)kind, value);
    return false;
}

static bool offers(const struct fixture *f, enum kiosk_deed deed)
{
    for (size_t i = 0; i < f->frame.hit_count; i++)
        if (f->frame.hits[i].action.kind == KIOSK_ACTION_MOVE &&
                f->frame.hits[i].action.move.deed == deed)
            return true;
    return false;
}

/* ---- attract ---- */

static void test_attract_wakes_anywhere(void **state)
{
    struct fixture *f = *state;
    show(f, "attract-queues");
    assert_int_equal(f->frame.hit_count, 1);
    static const int points[][2] = {{0, 0}, {1079, 0}, {540, 960}, {0, 1919}, {1079, 1919}};
    for (size_t i = 0; i < 5; i++) {
        const struct kiosk_hit *hit = kiosk_frame_hit_at(&f->frame, points[i][0], points[i][1]);
        assert_non_null(hit);
        assert_int_equal(hit->action.kind, KIOSK_ACTION_WAKE);
    }
    assert_true(says(f, "点一下开始"));
    assert_true(says(f, "Touch to begin")); /* nobody has chosen a language yet */
}

static void test_attract_turns(void **state)
{
    struct fixture *f = *state;
    static const char *const said[] = {"现在排队最短", "正在进行", "今天", "现在排队最短"};
    show(f, "attract-queues");
    for (uint64_t i = 0; i < 4; i++) {
        f->model.ms = i * 8000 + 1;
        draw(f);
        assert_true(says(f, said[i]));
        f->model.ms = i * 8000 + 7999;
        draw(f);
        assert_true(says(f, said[i]));
    }
    f->model.activity_now = f->model.activity_next = (struct kiosk_text){0};
    f->model.ms = 8001; /* what there is nothing to say about is left out */
    draw(f);
    assert_true(says(f, "今天"));
    f->model.zone_count = 0;
    draw(f);
    assert_false(says(f, "今天"));
    assert_true(says(f, "点一下开始"));
}

/* ---- the programme ---- */

static void test_programme_of_each_day(void **state)
{
    struct fixture *f = *state;
    struct kiosk_action a = {0};
    show(f, "schedule");
    assert_true(says(f, "体育舞蹈表演"));
    assert_true(says(f, "正在进行"));
    assert_true(says(f, "接下来"));
    assert_int_equal(hits_of(f, KIOSK_ACTION_OPEN_ZONE), 1); /* one has seats to book */
    assert_true(touch(f, KIOSK_ACTION_OPEN_ZONE, -1, &a));
    assert_int_equal(a.zone, 5);
    assert_false(touch(f, KIOSK_ACTION_DAY, 0, &a));
    assert_true(says(f, "优秀案例分享"));
    assert_false(says(f, "体育舞蹈表演"));
    assert_false(says(f, "正在进行"));
    assert_false(touch(f, KIOSK_ACTION_DAY, 7, &a));
    assert_true(says(f, "没有固定日期"));
    assert_true(says(f, "全周"));
    assert_false(touch(f, KIOSK_ACTION_DAY, 3, &a)); /* a day without any activity yet */
    assert_true(says(f, "详细安排敬请期待"));
}

static void test_programme_leads_nowhere_afterwards(void **state)
{
    struct fixture *f = *state;
    static struct kiosk_activity_view one;
    static struct kiosk_day_view day;
    show(f, "schedule");
    one = (struct kiosk_activity_view){
            .title = {"讲座", NULL}, .start = 600, .end = 660, .zone = 5};
    day = (struct kiosk_day_view){.date = f->model.now, .today = true, .count = 1};
    f->model.activities = &one;
    f->model.days = &day;
    f->model.day_count = f->model.activity_count = 1;
    draw(f);
    assert_int_equal(hits_of(f, KIOSK_ACTION_OPEN_ZONE), 1);
    one.over = true;
    draw(f);
    assert_int_equal(hits_of(f, KIOSK_ACTION_OPEN_ZONE), 0);
    one.over = day.today = false; /* tomorrow's seats are not given today */
    draw(f);
    assert_int_equal(hits_of(f, KIOSK_ACTION_OPEN_ZONE), 0);
    day.today = true;
    one.zone = 99; /* a zone that is there no more */
    draw(f);
    assert_int_equal(hits_of(f, KIOSK_ACTION_OPEN_ZONE), 0);
}

static void test_programme_opens_where_it_stands(void **state)
{
    struct fixture *f = *state;
    static struct kiosk_activity_view many[40];
    static struct kiosk_day_view day;
    static char titles[40][8];
    struct kiosk_action a;
    show(f, "schedule");
    for (int i = 0; i < 40; i++) {
        snprintf(titles[i], sizeof titles[i], "T%d", i);
        many[i] = (struct kiosk_activity_view){.title = {titles[i], NULL},
                .start = 480 + i * 10,
                .end = 490 + i * 10,
                .over = i < 25,
                .running = i == 25,
                .next = i == 26};
    }
    day = (struct kiosk_day_view){.date = f->model.now, .today = true, .count = 40};
    f->model.activities = many;
    f->model.days = &day;
    f->model.day_count = 1;
    f->model.activity_count = 40;
    draw(f);
    assert_true(says(f, "T25"));
    assert_false(says(f, "T0"));
    for (int i = 0; i < 20 && !says(f, "T0"); i++) {
        const struct kiosk_hit *back = kiosk_frame_hit_key(&f->frame, KIOSK_KEY_LEFT);
        assert_non_null(back);
        assert_false(touch_hit(f, back, &a));
    }
    assert_true(says(f, "T0")); /* and back to the first */
}

/* ---- my ticket ---- */

static void test_states_are_said(void **state)
{
    struct fixture *f = *state;
    static const char *const words[][3] = {{"mine", "正在排队", "12–18"},
            {"mine-called", "请入场", "3 分钟前叫号"}, {"mine-no-show", "已过号", "B2-017"},
            {"mine-inside", "正在体验", "12 分钟"}, {"mine-left", "体验完成", "玩得怎么样？"},
            {"mine-cancelled", "已取消", "B2-017"}, {"mine-transferred", "已换新号", "D1-014"},
            {"mine-session", "已预约", "11:00"}, {"mine-unknown", "本机暂时查不到", "?"}};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        show(f, words[i][0]);
        if (!says(f, words[i][1]) || !says(f, words[i][2]))
            fail_msg("%s does not say %s, %s", words[i][0], words[i][1], words[i][2]);
    }
}

static void test_leaving_the_queue_is_asked_back(void **state)
{
    struct fixture *f = *state;
    struct kiosk_action a = {0};
    static const enum kiosk_deed deeds[] = {KIOSK_DEED_CANCEL, KIOSK_DEED_REQUEUE};
    for (int i = 0; i < 2; i++) {
        show(f, "mine");
        assert_false(touch(f, KIOSK_ACTION_MOVE, (int)deeds[i], &a));
        assert_int_equal(f->screens.asked.kind, KIOSK_ACTION_MOVE);
        assert_false(touch(f, KIOSK_ACTION_NO, -1, &a));
        assert_int_equal(f->screens.asked.kind, KIOSK_ACTION_NONE);
        assert_false(touch(f, KIOSK_ACTION_MOVE, (int)deeds[i], &a));
        assert_true(touch(f, KIOSK_ACTION_YES, -1, &a));
        assert_int_equal(a.kind, KIOSK_ACTION_MOVE);
        assert_int_equal(a.move.deed, deeds[i]);
        assert_true(km_name_equal(a.move.ticket, f->model.held.ticket));
    }
    show(f, "mine"); /* the new place is said before he decides */
    assert_true(says(f, "如果让别人先来：前面 31 人，约等 28–40 分钟"));
}

static void test_only_what_is_possible_is_offered(void **state)
{
    struct fixture *f = *state;
    struct kiosk_action a = {0};
    static const char *const none[] = {
            "mine-cancelled", "mine-transferred", "mine-unknown", "mine-left"};
    for (int i = 0; i < 4; i++) {
        show(f, none[i]);
        assert_false(offers(f, KIOSK_DEED_CANCEL) || offers(f, KIOSK_DEED_REQUEUE) ||
                     offers(f, KIOSK_DEED_REPRINT) || offers(f, KIOSK_DEED_CHECK_OUT));
    }
    show(f, "mine-inside");
    assert_true(touch(f, KIOSK_ACTION_MOVE, KIOSK_DEED_CHECK_OUT, &a)); /* not asked back */
    assert_false(offers(f, KIOSK_DEED_RATE)); /* after the visit, not during it */
    show(f, "mine");
    assert_true(touch(f, KIOSK_ACTION_MOVE, KIOSK_DEED_REPRINT, &a));
    f->model.print = KIOSK_PRINT_PAPER;
    draw(f);
    assert_false(offers(f, KIOSK_DEED_REPRINT));
    assert_true(says(f, "暂时不能打印"));
    f->model.print = KIOSK_PRINT_NONE;
    draw(f);
    assert_false(says(f, "暂时不能打印"));
}

static void test_stamps_lead_to_open_zones(void **state)
{
    struct fixture *f = *state;
    show(f, "mine-first");
    assert_true(says(f, "已集 2 / 6"));
    for (size_t i = 0; i < f->frame.hit_count; i++) {
        const struct kiosk_action *a = &f->frame.hits[i].action;
        if (a->kind != KIOSK_ACTION_OPEN_ZONE)
            continue;
        assert_true(a->zone == 3 || a->zone == 5); /* not stamped, not waiting, not shut */
    }
    assert_int_equal(hits_of(f, KIOSK_ACTION_OPEN_ZONE), 2);
    static struct kiosk_stamp_view all[6];
    for (int i = 0; i < 6; i++)
        all[i] = (struct kiosk_stamp_view){.zone = (uint16_t)(i + 1), .stamped = true};
    f->model.held.stamps = all;
    f->model.held.stamp_count = f->model.held.stamped = 6;
    draw(f);
    assert_true(says(f, "全部集齐！"));
    assert_int_equal(hits_of(f, KIOSK_ACTION_OPEN_ZONE), 0);
}

/* ---- goodbye, help, find ---- */

static void test_one_touch_rates(void **state)
{
    struct fixture *f = *state;
    struct kiosk_action a = {0};
    static const char *const names[] = {"goodbye", "mine-left"};
    for (int which = 0; which < 2; which++)
        for (uint32_t stars = 1; stars <= 5; stars++) {
            show(f, names[which]);
            const struct kiosk_hit *hit = kiosk_frame_hit_key(&f->frame, '0' + (int)stars);
            assert_non_null(hit);
            assert_true(touch_hit(f, hit, &a));
            assert_int_equal(a.move.deed, KIOSK_DEED_RATE);
            assert_int_equal(a.move.count, stars);
            assert_int_equal(a.move.ticket.seq, 17);
        }
    show(f, "goodbye-rated"); /* asked once only */
    assert_false(offers(f, KIOSK_DEED_RATE));
    assert_true(says(f, "谢谢您的评价！"));
}

static void test_goodbye_sends_where_it_is_quiet(void **state)
{
    struct fixture *f = *state;
    struct kiosk_action a = {0};
    show(f, "goodbye");
    assert_int_equal(hits_of(f, KIOSK_ACTION_OPEN_ZONE), 2);
    assert_true(touch(f, KIOSK_ACTION_OPEN_ZONE, -1, &a));
    assert_int_equal(a.zone, 4); /* the shortest: not where he was, nor what is stamped */
    assert_true(says(f, "接下来去哪儿？")); /* one of them starts at a time of its own */
    f->model.zone_count = 4;                /* the short queue and the long one */
    draw(f);
    assert_int_equal(hits_of(f, KIOSK_ACTION_OPEN_ZONE), 1);
    assert_true(says(f, "接下来去哪儿？这里不用久等"));
    f->model.zone_count = 3; /* only the long queue is left */
    draw(f);
    assert_int_equal(hits_of(f, KIOSK_ACTION_OPEN_ZONE), 0);
    assert_false(says(f, "接下来去哪儿？"));
    assert_true(touch(f, KIOSK_ACTION_DONE, -1, &a));
}

static void test_help_is_switched(void **state)
{
    struct fixture *f = *state;
    struct kiosk_action a = {0};
    static const int switches[] = {
            KIOSK_ACCESS_LOW, KIOSK_ACCESS_CONTRAST, KIOSK_ACCESS_LARGE, KIOSK_ACCESS_SPOKEN};
    for (int i = 0; i < 4; i++) {
        show(f, "access");
        assert_true(touch(f, KIOSK_ACTION_ACCESS, switches[i], &a));
        f->model.access = (unsigned)switches[i]; /* and off again in the look it made */
        draw(f);
        assert_true(touch(f, KIOSK_ACTION_ACCESS, switches[i], &a));
        assert_true(touch(f, KIOSK_ACTION_ACCESS, 0, &a));
        for (size_t h = 0; h < f->frame.hit_count; h++) /* always within reach */
            if (f->frame.hits[h].action.kind == KIOSK_ACTION_ACCESS)
                assert_true(f->frame.hits[h].rect.y >= 1920 / 2 - 1);
    }
    show(f, "access");
    for (size_t i = 0; i < f->frame.hit_count; i++) /* nothing to switch off */
        assert_false(f->frame.hits[i].action.kind == KIOSK_ACTION_ACCESS &&
                     f->frame.hits[i].action.value == 0);
    assert_true(touch(f, KIOSK_ACTION_BACK, -1, &a));
}

static void test_find_says_how(void **state)
{
    struct fixture *f = *state;
    struct kiosk_action a = {0};
    show(f, "find");
    assert_true(says(f, "请出示二维码"));
    assert_true(touch(f, KIOSK_ACTION_BACK, -1, &a));
    show(f, "find-leave");
    assert_true(says(f, "离场请出示二维码"));
    show(f, "find-camera-lost");
    assert_true(says(f, "对准扫码枪"));
    assert_false(says(f, "对准取景框，离摄像头一掌远"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
            cmocka_unit_test(test_attract_wakes_anywhere),
            cmocka_unit_test(test_attract_turns),
            cmocka_unit_test(test_programme_of_each_day),
            cmocka_unit_test(test_programme_leads_nowhere_afterwards),
            cmocka_unit_test(test_programme_opens_where_it_stands),
            cmocka_unit_test(test_states_are_said),
            cmocka_unit_test(test_leaving_the_queue_is_asked_back),
            cmocka_unit_test(test_only_what_is_possible_is_offered),
            cmocka_unit_test(test_stamps_lead_to_open_zones),
            cmocka_unit_test(test_one_touch_rates),
            cmocka_unit_test(test_goodbye_sends_where_it_is_quiet),
            cmocka_unit_test(test_help_is_switched),
            cmocka_unit_test(test_find_says_how),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
