/* What a visitor is told and may do on attract, programme, my ticket, goodbye and help: that each
 * touch asks for the right thing, what is asked back, and what must not be there. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/kiosk/ui/glass.h"

#include <stdio.h>

static int hits_of(const struct glass *g, enum kiosk_action_kind kind)
{
    int count = 0;
    for (size_t i = 0; i < g->frame.hit_count; i++)
        count += g->frame.hits[i].action.kind == kind;
    return count;
}

static bool offers(const struct glass *g, enum kiosk_deed deed)
{
    return glass_hit(g, KIOSK_ACTION_MOVE, (int)deed) != NULL;
}

/* ---- attract ---- */

static void test_attract_wakes_anywhere(void **state)
{
    struct glass *g = *state;
    glass_show(g, "attract-queues");
    assert_int_equal(g->frame.hit_count, 1);
    static const int points[][2] = {{0, 0}, {1079, 0}, {540, 960}, {0, 1919}, {1079, 1919}};
    for (size_t i = 0; i < 5; i++) {
        const struct kiosk_hit *hit = kiosk_frame_hit_at(&g->frame, points[i][0], points[i][1]);
        assert_non_null(hit);
        assert_int_equal(hit->action.kind, KIOSK_ACTION_WAKE);
    }
    assert_true(glass_says(g, "点一下开始"));
    assert_true(glass_says(g, "Touch to begin")); /* nobody has chosen a language yet */
}

static void test_attract_turns(void **state)
{
    struct glass *g = *state;
    static const char *const said[] = {"现在排队最短", "正在进行", "今天", "现在排队最短"};
    glass_show(g, "attract-queues");
    for (uint64_t i = 0; i < 4; i++) {
        g->model.ms = i * 8000 + 1;
        glass_draw(g);
        assert_true(glass_says(g, said[i]));
        g->model.ms = i * 8000 + 7999;
        glass_draw(g);
        assert_true(glass_says(g, said[i]));
    }
    g->model.activity_now = g->model.activity_next = (struct kiosk_text){0};
    g->model.ms = 8001; /* what there is nothing to say about is left out */
    glass_draw(g);
    assert_true(glass_says(g, "今天"));
    g->model.zone_count = 0;
    glass_draw(g);
    assert_false(glass_says(g, "今天"));
    assert_true(glass_says(g, "点一下开始"));
}

/* ---- the programme ---- */

static void test_programme_of_each_day(void **state)
{
    struct glass *g = *state;
    struct kiosk_action a = {0};
    glass_show(g, "schedule");
    assert_true(glass_says(g, "体育舞蹈表演"));
    assert_true(glass_says(g, "正在进行"));
    assert_true(glass_says(g, "接下来"));
    assert_int_equal(hits_of(g, KIOSK_ACTION_OPEN_ZONE), 1); /* one has seats to book */
    assert_true(glass_touch(g, KIOSK_ACTION_OPEN_ZONE, -1, &a));
    assert_int_equal(a.zone, 5);
    assert_false(glass_touch(g, KIOSK_ACTION_DAY, 0, &a));
    assert_true(glass_says(g, "优秀案例分享"));
    assert_false(glass_says(g, "体育舞蹈表演"));
    assert_false(glass_says(g, "正在进行"));
    assert_false(glass_touch(g, KIOSK_ACTION_DAY, 7, &a));
    assert_true(glass_says(g, "没有固定日期"));
    assert_true(glass_says(g, "全周"));
    assert_false(glass_touch(g, KIOSK_ACTION_DAY, 3, &a)); /* a day without any activity yet */
    assert_true(glass_says(g, "详细安排敬请期待"));
}

static void test_programme_leads_nowhere_afterwards(void **state)
{
    struct glass *g = *state;
    static struct kiosk_activity_view one;
    static struct kiosk_day_view day;
    glass_show(g, "schedule");
    one = (struct kiosk_activity_view){
            .title = {"讲座", NULL}, .start = 600, .end = 660, .zone = 5};
    day = (struct kiosk_day_view){.date = g->model.now, .today = true, .count = 1};
    g->model.activities = &one;
    g->model.days = &day;
    g->model.day_count = g->model.activity_count = 1;
    glass_draw(g);
    assert_int_equal(hits_of(g, KIOSK_ACTION_OPEN_ZONE), 1);
    one.over = true;
    glass_draw(g);
    assert_int_equal(hits_of(g, KIOSK_ACTION_OPEN_ZONE), 0);
    one.over = day.today = false; /* tomorrow's seats are not given today */
    glass_draw(g);
    assert_int_equal(hits_of(g, KIOSK_ACTION_OPEN_ZONE), 0);
    day.today = true;
    one.zone = 99; /* a zone that is there no more */
    glass_draw(g);
    assert_int_equal(hits_of(g, KIOSK_ACTION_OPEN_ZONE), 0);
}

static void test_programme_opens_where_it_stands(void **state)
{
    struct glass *g = *state;
    static struct kiosk_activity_view many[40];
    static struct kiosk_day_view day;
    static char titles[40][8];
    struct kiosk_action a;
    glass_show(g, "schedule");
    for (int i = 0; i < 40; i++) {
        snprintf(titles[i], sizeof titles[i], "T%d", i);
        many[i] = (struct kiosk_activity_view){.title = {titles[i], NULL},
                .start = 480 + i * 10,
                .end = 490 + i * 10,
                .over = i < 25,
                .running = i == 25,
                .next = i == 26};
    }
    day = (struct kiosk_day_view){.date = g->model.now, .today = true, .count = 40};
    g->model.activities = many;
    g->model.days = &day;
    g->model.day_count = 1;
    g->model.activity_count = 40;
    glass_draw(g);
    assert_true(glass_says(g, "T25"));
    assert_false(glass_says(g, "T0"));
    for (int i = 0; i < 20 && !glass_says(g, "T0"); i++) {
        const struct kiosk_hit *back = kiosk_frame_hit_key(&g->frame, KIOSK_KEY_LEFT);
        assert_non_null(back);
        assert_false(glass_tap(g, back, &a));
    }
    assert_true(glass_says(g, "T0")); /* and back to the first */
}

/* ---- my ticket ---- */

static void test_states_are_said(void **state)
{
    struct glass *g = *state;
    static const char *const words[][3] = {{"mine", "正在排队", "12–18"},
            {"mine-called", "请入场", "3 分钟前叫号"}, {"mine-no-show", "已过号", "B2-017"},
            {"mine-inside", "正在体验", "12 分钟"}, {"mine-left", "体验完成", "玩得怎么样？"},
            {"mine-cancelled", "已取消", "B2-017"}, {"mine-transferred", "已换新号", "D1-014"},
            {"mine-session", "已预约", "11:00"}, {"mine-unknown", "本机暂时查不到", "?"}};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        glass_show(g, words[i][0]);
        if (!glass_says(g, words[i][1]) || !glass_says(g, words[i][2]))
            fail_msg("%s does not say %s, %s", words[i][0], words[i][1], words[i][2]);
    }
}

static void test_leaving_the_queue_is_asked_back(void **state)
{
    struct glass *g = *state;
    struct kiosk_action a = {0};
    static const enum kiosk_deed deeds[] = {KIOSK_DEED_CANCEL, KIOSK_DEED_REQUEUE};
    for (int i = 0; i < 2; i++) {
        glass_show(g, "mine");
        assert_false(glass_touch(g, KIOSK_ACTION_MOVE, (int)deeds[i], &a));
        assert_int_equal(g->screens.asked.kind, KIOSK_ACTION_MOVE);
        assert_false(glass_touch(g, KIOSK_ACTION_NO, -1, &a));
        assert_int_equal(g->screens.asked.kind, KIOSK_ACTION_NONE);
        assert_false(glass_touch(g, KIOSK_ACTION_MOVE, (int)deeds[i], &a));
        assert_true(glass_touch(g, KIOSK_ACTION_YES, -1, &a));
        assert_int_equal(a.kind, KIOSK_ACTION_MOVE);
        assert_int_equal(a.move.deed, deeds[i]);
        assert_true(km_name_equal(a.move.ticket, g->model.held.ticket));
    }
    glass_show(g, "mine"); /* the new place is said before he decides */
    assert_true(glass_says(g, "如果让别人先来：前面 31 人，约等 28–40 分钟"));
}

static void test_only_what_is_possible_is_offered(void **state)
{
    struct glass *g = *state;
    struct kiosk_action a = {0};
    static const char *const none[] = {
            "mine-cancelled", "mine-transferred", "mine-unknown", "mine-left"};
    for (int i = 0; i < 4; i++) {
        glass_show(g, none[i]);
        assert_false(offers(g, KIOSK_DEED_CANCEL) || offers(g, KIOSK_DEED_REQUEUE) ||
                     offers(g, KIOSK_DEED_REPRINT) || offers(g, KIOSK_DEED_CHECK_OUT));
    }
    glass_show(g, "mine-inside");
    assert_true(glass_touch(g, KIOSK_ACTION_MOVE, KIOSK_DEED_CHECK_OUT, &a)); /* not asked back */
    assert_false(offers(g, KIOSK_DEED_RATE)); /* after the visit, not during it */
    glass_show(g, "mine");
    assert_true(glass_touch(g, KIOSK_ACTION_MOVE, KIOSK_DEED_REPRINT, &a));
    g->model.print = KIOSK_PRINT_PAPER;
    glass_draw(g);
    assert_false(offers(g, KIOSK_DEED_REPRINT));
    assert_true(glass_says(g, "暂时不能打印"));
    g->model.print = KIOSK_PRINT_NONE;
    glass_draw(g);
    assert_false(glass_says(g, "暂时不能打印"));
}

static void test_stamps_lead_to_open_zones(void **state)
{
    struct glass *g = *state;
    glass_show(g, "mine-first");
    assert_true(glass_says(g, "已集 2 / 6"));
    for (size_t i = 0; i < g->frame.hit_count; i++) {
        const struct kiosk_action *a = &g->frame.hits[i].action;
        if (a->kind != KIOSK_ACTION_OPEN_ZONE)
            continue;
        assert_true(a->zone == 3 || a->zone == 5); /* not stamped, not waiting, not shut */
    }
    assert_int_equal(hits_of(g, KIOSK_ACTION_OPEN_ZONE), 2);
    static struct kiosk_stamp_view all[6];
    for (int i = 0; i < 6; i++)
        all[i] = (struct kiosk_stamp_view){.zone = (uint16_t)(i + 1), .stamped = true};
    g->model.held.stamps = all;
    g->model.held.stamp_count = g->model.held.stamped = 6;
    glass_draw(g);
    assert_true(glass_says(g, "全部集齐！"));
    assert_int_equal(hits_of(g, KIOSK_ACTION_OPEN_ZONE), 0);
}

/* ---- goodbye, help, find ---- */

static void test_one_touch_rates(void **state)
{
    struct glass *g = *state;
    struct kiosk_action a = {0};
    static const char *const names[] = {"goodbye", "mine-left"};
    for (int which = 0; which < 2; which++)
        for (uint32_t stars = 1; stars <= 5; stars++) {
            glass_show(g, names[which]);
            const struct kiosk_hit *hit = kiosk_frame_hit_key(&g->frame, '0' + (int)stars);
            assert_non_null(hit);
            assert_true(glass_tap(g, hit, &a));
            assert_int_equal(a.move.deed, KIOSK_DEED_RATE);
            assert_int_equal(a.move.count, stars);
            assert_int_equal(a.move.ticket.seq, 17);
        }
    glass_show(g, "goodbye-rated"); /* asked once only */
    assert_false(offers(g, KIOSK_DEED_RATE));
    assert_true(glass_says(g, "谢谢您的评价！"));
}

static void test_goodbye_sends_where_it_is_quiet(void **state)
{
    struct glass *g = *state;
    struct kiosk_action a = {0};
    glass_show(g, "goodbye");
    assert_int_equal(hits_of(g, KIOSK_ACTION_OPEN_ZONE), 2);
    assert_true(glass_touch(g, KIOSK_ACTION_OPEN_ZONE, -1, &a));
    assert_int_equal(a.zone, 4); /* the shortest: not where he was, nor what is stamped */
    assert_true(glass_says(g, "接下来去哪儿？")); /* one of them starts at a time of its own */
    g->model.zone_count = 4;                      /* the short queue and the long one */
    glass_draw(g);
    assert_int_equal(hits_of(g, KIOSK_ACTION_OPEN_ZONE), 1);
    assert_true(glass_says(g, "接下来去哪儿？这里不用久等"));
    g->model.zone_count = 3; /* only the long queue is left */
    glass_draw(g);
    assert_int_equal(hits_of(g, KIOSK_ACTION_OPEN_ZONE), 0);
    assert_false(glass_says(g, "接下来去哪儿？"));
    assert_true(glass_touch(g, KIOSK_ACTION_DONE, -1, &a));
}

static void test_help_is_switched(void **state)
{
    struct glass *g = *state;
    struct kiosk_action a = {0};
    static const int switches[] = {
            KIOSK_ACCESS_LOW, KIOSK_ACCESS_CONTRAST, KIOSK_ACCESS_LARGE, KIOSK_ACCESS_SPOKEN};
    for (int i = 0; i < 4; i++) {
        glass_show(g, "access");
        assert_true(glass_touch(g, KIOSK_ACTION_ACCESS, switches[i], &a));
        g->model.access = (unsigned)switches[i]; /* and off again in the look it made */
        glass_draw(g);
        assert_true(glass_touch(g, KIOSK_ACTION_ACCESS, switches[i], &a));
        assert_true(glass_touch(g, KIOSK_ACTION_ACCESS, 0, &a));
        for (size_t h = 0; h < g->frame.hit_count; h++) /* always within reach */
            if (g->frame.hits[h].action.kind == KIOSK_ACTION_ACCESS)
                assert_true(g->frame.hits[h].rect.y >= 1920 / 2 - 1);
    }
    glass_show(g, "access");
    for (size_t i = 0; i < g->frame.hit_count; i++) /* nothing to switch off */
        assert_false(g->frame.hits[i].action.kind == KIOSK_ACTION_ACCESS &&
                     g->frame.hits[i].action.value == 0);
    assert_true(glass_touch(g, KIOSK_ACTION_BACK, -1, &a));
}

static void test_find_says_how(void **state)
{
    struct glass *g = *state;
    struct kiosk_action a = {0};
    glass_show(g, "find");
    assert_true(glass_says(g, "请出示二维码"));
    assert_true(glass_touch(g, KIOSK_ACTION_BACK, -1, &a));
    glass_show(g, "find-leave");
    assert_true(glass_says(g, "离场请出示二维码"));
    glass_show(g, "find-camera-lost");
    assert_true(glass_says(g, "对准扫码枪"));
    assert_false(glass_says(g, "对准取景框，离摄像头一掌远"));
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
    return cmocka_run_group_tests(tests, glass_set_up, glass_tear_down);
}
