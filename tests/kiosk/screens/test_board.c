/* The board: its colours can be read, its pages show every zone, its flash is calm and short, and
 * nothing that a busy day brings cuts a word off. With the real letters. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "kiosk/screens/board.h"
#include "tests/kiosk/ui/glass.h"

static void draw_at(struct glass *g, int width, int height)
{
    g->width = width;
    g->height = height;
    glass_draw(g);
}

static bool has_fill(const struct glass *g, uint32_t colour, int least_height)
{
    for (size_t i = 0; i < g->frame.item_count; i++)
        if (g->frame.items[i].kind == KIOSK_ITEM_FILL && g->frame.items[i].colour == colour &&
                g->frame.items[i].rect.h >= least_height)
            return true;
    return false;
}

static void test_words_can_be_read(void **state)
{
    (void)state;
    for (int contrast = 0; contrast < 2; contrast++) {
        const struct kiosk_night *n = kiosk_night_colours(contrast);
        double least = contrast ? 7 : 4.5;
        const uint32_t on_panel[] = {n->ink, n->muted, n->call, n->good, n->mid, n->bad, n->off};
        for (size_t i = 0; i < sizeof on_panel / sizeof *on_panel; i++) {
            assert_true(kiosk_theme_contrast(on_panel[i], n->panel) >= least);
            assert_true(kiosk_theme_contrast(on_panel[i], n->ground) >= least);
        }
        assert_true(kiosk_theme_contrast(n->ink, n->tile) >= least);
        assert_true(kiosk_theme_contrast(n->call_ink, n->call) >= least);
        assert_true(kiosk_theme_contrast(n->call_ink, n->call_lit) >= least);
        assert_true(kiosk_theme_contrast(n->call_ink, n->call_chip) >= least);
    }
}

static void test_every_zone_has_its_page(void **state)
{
    struct glass *g = *state;
    static const int sizes[][2] = {{1080, 1920}, {1920, 1080}, {1024, 600}};
    glass_show(g, "board-again");
    for (int size = 0; size < 3; size++)
        for (size_t z = 0; z < g->model.zone_count; z++) {
            bool seen = false;
            for (uint64_t page = 0; page < 4 && !seen; page++) {
                g->model.ms = page * KIOSK_BOARD_PAGE_MS + 10;
                draw_at(g, sizes[size][0], sizes[size][1]);
                seen = glass_says(g, g->model.zones[z].title.zh);
            }
            assert_true(seen);
        }
    g->model.ms = KIOSK_BOARD_PAGE_MS + 10;
    assert_int_equal(kiosk_screens_due(&g->screens, &g->model), KIOSK_BOARD_PAGE_MS - 10);
}

static void test_a_call_flashes_calmly(void **state)
{
    struct glass *g = *state;
    const struct kiosk_night *n = kiosk_night_colours(false);
    glass_show(g, "board");
    g->model.board.called = 100000;
    int changes = 0;
    bool lit = false;
    for (uint64_t ms = 100000; ms < 100000 + 3 * KIOSK_FLASH_MS; ms += 50) {
        g->model.ms = ms;
        draw_at(g, 1920, 1080);
        bool now = has_fill(g, n->call_lit, 400);
        assert_true(now || has_fill(g, n->call, 400));
        changes += now != lit;
        lit = now;
    }
    assert_false(lit);
    assert_int_equal(changes, KIOSK_FLASH_MS / KIOSK_BLINK_MS); /* one flash a second */
    g->model.ms = 100600;
    assert_int_equal(kiosk_screens_due(&g->screens, &g->model), 400);
    g->model.access = KIOSK_ACCESS_CONTRAST; /* nothing moves */
    g->model.ms = 100000;
    draw_at(g, 1920, 1080);
    assert_false(has_fill(g, kiosk_night_colours(true)->call_lit, 400));
    assert_true(has_fill(g, kiosk_night_colours(true)->call, 400));
}

static void test_it_says_who_where_and_what_else(void **state)
{
    struct glass *g = *state;
    static const char *const words[][4] = {
            {"board", "B2-017", "B2-018", "同批入场"},
            {"board", "操场东侧", "C3-022", "请入场"},
            {"board-again", "C3-022", "再次呼叫，请入场", "1 分钟前"},
            {"board-nobody", "暂时没有叫号", "离线运行 · 数据 6 分钟前", "上次叫号"},
            {"board-second-page", "离线运行 · 仅本机数据", "暂时没有叫号",
                    "过号请到该区工作人员处，可恢复排队"},
            {"board-window", "趣味体能闯关", "已叫号，请尽快入场", "14"},
            {"board-window-paused", "12:30 再开放", "午间暂停", "离线运行 · 数据 1 小时前"},
    };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        glass_show(g, words[i][0]);
        draw_at(g, 1920, 1080);
        for (int j = 1; j < 4; j++)
            if (!glass_says(g, words[i][j]))
                fail_msg("%s does not say %s", words[i][0], words[i][j]);
    }
    glass_show(g, "board-window-batch"); /* nobody of a group is left out */
    draw_at(g, 1920, 1080);
    for (size_t i = 0; i < g->model.board.call_count; i++)
        assert_true(glass_says(g, g->model.board.calls[i].number));
}

/* Calls of a zone that the programme has no more, a batch that has shrunk, a board of no zone. */
static void test_what_does_not_fit_together_does_no_harm(void **state)
{
    struct glass *g = *state;
    static const int sizes[][2] = {{1080, 1920}, {1920, 1080}, {1024, 600}, {320, 320}, {64, 64}};
    static const char *const names[] = {"board", "board-batch", "board-window", "board-real"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        for (int size = 0; size < 5; size++)
            for (size_t calls = 0; calls < 4; calls++) {
                glass_show(g, names[i]);
                g->model.board.zone = (uint16_t)(calls == 3 ? 999 : g->model.board.zone);
                g->model.board.together = 20 * calls;
                if (g->model.board.call_count > calls)
                    g->model.board.call_count = calls;
                g->model.board.called = g->model.ms + 1000; /* a clock that was set back */
                draw_at(g, sizes[size][0], sizes[size][1]);
                assert_true(g->frame.item_count > 3);
                assert_true(kiosk_screens_due(&g->screens, &g->model) <= KIOSK_BOARD_PAGE_MS);
            }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
            cmocka_unit_test(test_words_can_be_read),
            cmocka_unit_test(test_every_zone_has_its_page),
            cmocka_unit_test(test_a_call_flashes_calmly),
            cmocka_unit_test(test_it_says_who_where_and_what_else),
            cmocka_unit_test(test_what_does_not_fit_together_does_no_harm),
    };
    setenv("SDL_VIDEODRIVER", "dummy", 1);
    return cmocka_run_group_tests(tests, glass_set_up, glass_tear_down);
}
