/* What the screens say aloud: that it suits what is shown, that a number is spelled and a wait is
 * two numbers, and that nothing is said with a hole in it. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "core/bounds.h"
#include "kiosk/screens/spoken.h"
#include "tests/kiosk/ui/glass.h"

static char said[KM_ERR_MAX * 4];

static const char *say(struct glass *g)
{
    kiosk_spoken_words(&g->screens, &g->model, said, sizeof said);
    return said;
}

static const char *say_exhibit(struct glass *g, enum kiosk_lang lang, const char *name)
{
    g->model = glass_exhibit(lang, name)->model;
    return say(g);
}

static void test_waits_and_numbers_are_spelled(void **state)
{
    struct glass *g = *state;
    assert_string_equal(say_exhibit(g, KIOSK_ZH, "mine"),
            "B 二，零一七 号正在排队，前面还有 14 人。预计等待 12 到 18 分钟。");
    assert_string_equal(say_exhibit(g, KIOSK_EN, "mine"),
            "B two, zero one seven is waiting. 14 people are ahead. The wait is 12 to 18 minutes.");
    g->model.held.ahead_people = 1;
    g->model.held.wait_min = 0;
    g->model.held.wait_max = 1;
    assert_string_equal(say(g),
            "B two, zero one seven is waiting. 1 person is ahead. The wait is at most 1 minute.");
    g->model.held.ahead_people = g->model.held.wait_max = 0;
    assert_string_equal(
            say(g), "B two, zero one seven is waiting. Nobody is ahead. There is no wait.");
}

static void test_what_to_do_is_said(void **state)
{
    struct glass *g = *state;
    static const struct {
        const char *name, *part;
    } cases[] = {{"mine-called", "轮到您了"}, {"mine-overdue", "尽快"},
            {"mine-no-show", "找工作人员"}, {"mine-cancelled", "已作废"},
            {"mine-transferred", "您的新号是 D 一，零一四"}, {"mine-session", "已预约 11:00"},
            {"mine-inside", "我要离场"}, {"mine-unknown", "请直接到体验区"},
            {"zone", "请在下面选人数"}, {"zone-sessions", "选场次和人数"},
            {"zone-paused", "这里现在不能取号"}, {"zone-full", "这里现在不能取号"},
            {"goodbye", "请点一个表情"}, {"goodbye-rated", "谢谢您的评价"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        if (!strstr(say_exhibit(g, KIOSK_ZH, cases[i].name), cases[i].part))
            fail_msg("%s says: %s", cases[i].name, said);
    assert_null(strstr(say_exhibit(g, KIOSK_ZH, "zone-paused"), "选人数"));
    assert_null(strstr(say_exhibit(g, KIOSK_ZH, "goodbye-rated"), "请点"));
    say_exhibit(g, KIOSK_ZH, "zone");
    g->model.can_issue = false;
    assert_non_null(strstr(say(g), "本机不取号"));
}

/* No range or ticket number that a voice would read as a sum, and no sentence that is empty. */
static void test_nothing_stumbles(void **state)
{
    struct glass *g = *state;
    static const char *const bad[] = {"–", "B2-", "  ", "。。", "，。", "，，", " .", "..", " ,"};
    size_t told = 0;
    for (int lang = 0; lang < KIOSK_LANGS; lang++) {
        size_t count;
        const struct kiosk_exhibit *exhibits = kiosk_gallery((enum kiosk_lang)lang, &count);
        for (size_t i = 0; i < count; i++) {
            g->model = exhibits[i].model;
            told += *say(g) != 0;
            for (size_t j = 0; j < sizeof bad / sizeof *bad; j++)
                if (strstr(said, bad[j]))
                    fail_msg("%s says: %s", exhibits[i].name, said);
        }
    }
    assert_true(told > 60);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
            cmocka_unit_test(test_waits_and_numbers_are_spelled),
            cmocka_unit_test(test_what_to_do_is_said),
            cmocka_unit_test(test_nothing_stumbles),
    };
    return cmocka_run_group_tests(tests, glass_set_up, glass_tear_down);
}
