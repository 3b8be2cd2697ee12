/* Home: what day it is, what is on, and every zone with its queue (cards.c). A tall screen stacks
 * it; a wide one puts the day at the left and the zones at the right. */

#include "kiosk/screens/screen.h"
#include "kiosk/screens/words.h"

#include <stdio.h>

#define GAP 3.f
#define WAYS_MAX 3

/* A title as large as it fits on a line, or, when that is small, on two. */
static void large_title_draw(const struct kiosk_view *v, struct kiosk_rect *r, const char *words)
{
    struct kiosk_run run = {words, KIOSK_H0, true, v->theme->ink};
    run.size = kiosk_text_fit(v, r->w, 1, run, KIOSK_H2);
    if (run.size == 0) {
        run.size = 9;
        float two = kiosk_text_fit(v, r->w, 2, run, KIOSK_H2);
        run.size = two > 0 ? two : KIOSK_H2;
    }
    int most = kiosk_px(v, run.size * 2.5f); /* two lines, whatever the words */
    int height = kiosk_text_height(v, r->w, run, 1.2f);
    struct kiosk_rect box = kiosk_rect_cut_top(r, height < most ? height : most);
    kiosk_draw_paragraph(v, box, KIOSK_LEFT, run, 1.2f);
}

/* A day with a theme of its own is headed by it; else by the title of all the days. */
static void day_draw(const struct kiosk_view *v, struct kiosk_rect *r)
{
    const struct kiosk_model *m = v->model;
    const char *theme = kiosk_say(v, m->theme);
    const char *title = kiosk_say(v, m->title);
    char words[3 * KIOSK_WORDS_MAX];
    struct kiosk_run over = {words, KIOSK_S, true, v->theme->muted};
    struct kiosk_rect line = kiosk_rect_cut_top(r, kiosk_px(v, 7));
    kiosk_rect_cut_left(&line, kiosk_draw_mark(v, line, false) + kiosk_px(v, 2));
    snprintf(words, sizeof words, "%.200s · %.200s", kiosk_say(v, m->host), title);
    if (!*theme || (float)kiosk_text_width(v, over) * 0.8f > (float)line.w)
        over.text = kiosk_say(v, m->host);
    kiosk_draw_text(v, line, KIOSK_LEFT, over);
    large_title_draw(v, r, *theme ? theme : title);
    kiosk_draw_text(v, kiosk_rect_cut_top(r, kiosk_px(v, 5.5f)), KIOSK_LEFT,
            (struct kiosk_run){kiosk_say(v, m->slogan), KIOSK_S, false, v->theme->muted});
}

/* What is on, where, and how long; the time moves up when the title needs its line. */
static void now_draw(const struct kiosk_view *v, struct kiosk_rect r, enum kiosk_align align)
{
    const struct kiosk_model *m = v->model;
    const struct kiosk_theme *t = v->theme;
    struct kiosk_run title = {kiosk_say(v, m->activity_now), KIOSK_H2, true, t->ink};
    const char *place = kiosk_say(v, m->activity_now_place);
    char words[KIOSK_WORDS_MAX];
    char until[KIOSK_WORDS_MAX] = "";
    if (m->activity_now_end >= 0) {
        char end[KIOSK_WORDS_MAX];
        kiosk_words_minute(m->activity_now_end, end);
        kiosk_words_format(until, tr(v, "   until %s"), end);
    }
    struct kiosk_run after = {until, KIOSK_BODY, false, t->muted};
    bool beside = kiosk_text_width(v, title) + kiosk_text_width(v, after) <= r.w;
    kiosk_words_format(words, *place ? "%s · %.80s%.20s" : "%s%.0s%.20s", tr(v, "On now"), place,
            beside ? "" : until);
    struct kiosk_run over = {words, KIOSK_S, true, t->accent};
    if (kiosk_text_fit(v, r.w, 1, over, KIOSK_TEXT_SMALLEST) ==
            0) /* when matters more than where */
        kiosk_words_format(words, "%s%.20s", tr(v, "On now"), beside ? "" : until);
    kiosk_draw_text(v, kiosk_rect_cut_top(&r, r.h * 2 / 5), align, over);
    if (beside)
        kiosk_draw_runs(v, r, align, (struct kiosk_run[]){title, after}, 2);
    else
        kiosk_draw_fitted(v, r, align, title, KIOSK_S);
}

static void next_draw(const struct kiosk_view *v, struct kiosk_rect r, enum kiosk_align align)
{
    const struct kiosk_model *m = v->model;
    char words[KIOSK_WORDS_MAX];
    char start[KIOSK_WORDS_MAX];
    kiosk_words_minute(m->activity_next_start, start);
    kiosk_words_format(words, "%s %.20s", tr(v, "Next"), start);
    struct kiosk_rect top = kiosk_rect_cut_top(&r, r.h * 2 / 5);
    kiosk_draw_text(v, top, align, (struct kiosk_run){words, KIOSK_S, false, v->theme->muted});
    kiosk_draw_fitted(v, r, align,
            (struct kiosk_run){kiosk_say(v, m->activity_next), KIOSK_BODY, true, v->theme->ink},
            KIOSK_S);
}

static bool strip_needed(const struct kiosk_view *v)
{
    return *kiosk_say(v, v->model->activity_now) || *kiosk_say(v, v->model->activity_next);
}

/* What is on now and next: side by side, or one above the other in a narrow column. */
static void strip_draw(const struct kiosk_view *v, struct kiosk_rect r)
{
    bool now = *kiosk_say(v, v->model->activity_now) != 0;
    bool next = *kiosk_say(v, v->model->activity_next) != 0;
    kiosk_draw_border(
            v, r, v->theme->accent_soft, v->theme->contrast ? v->theme->line : 0, 3, 0.25f);
    bool stacked = kiosk_wide(v);
    r = kiosk_rect_inset(r, kiosk_px(v, 3.5f), kiosk_px(v, 2.75f));
    if (!stacked) {
        kiosk_draw_icon(v, kiosk_rect_cut_left(&r, kiosk_px(v, 6)), KIOSK_ICON_CLOCK, 2.2f,
                v->theme->accent);
        kiosk_rect_cut_left(&r, kiosk_px(v, 2.75f));
    }
    struct kiosk_rect second = r;
    if (now && next && stacked) {
        struct kiosk_rect both = r;
        r = kiosk_rect_cell(both, 1, 2, kiosk_px(v, 2.5f), 0);
        second = kiosk_rect_cell(both, 1, 2, kiosk_px(v, 2.5f), 1);
    } else if (now && next) {
        const char *title = kiosk_say(v, v->model->activity_next);
        int width = kiosk_text_width(v, (struct kiosk_run){title, KIOSK_S, true, 0});
        second = kiosk_rect_cut_right(&r, width > r.w * 2 / 5 ? r.w / 2 : r.w * 2 / 5);
        kiosk_rect_cut_right(&r, kiosk_px(v, 2));
    }
    if (now)
        now_draw(v, r, KIOSK_LEFT);
    if (next)
        next_draw(v, second, now && !stacked ? KIOSK_RIGHT : KIOSK_LEFT);
}

/* The ways on besides the zones; the first is what most come for. */
static int ways_list(const struct kiosk_view *v, struct kiosk_button ways[WAYS_MAX])
{
    const struct kiosk_model *m = v->model;
    int count = 0;
    if (m->can_find)
        ways[count++] = (struct kiosk_button){.icon = KIOSK_ICON_TICKET,
                .label = tr(v, "I have a ticket"),
                .action = {
                        .kind = KIOSK_ACTION_OPEN_FIND, .value = KIOSK_FIND_MINE, .session = -1}};
    if (m->can_scan)
        ways[count++] = (struct kiosk_button){.icon = KIOSK_ICON_SCAN,
                .label = tr(v, "Check in"),
                .action = {.kind = KIOSK_ACTION_OPEN_SCAN, .session = -1}};
    if (m->activity_count > 0)
        ways[count++] = (struct kiosk_button){.icon = KIOSK_ICON_CALENDAR,
                .label = tr(v, "Programme"),
                .action = {.kind = KIOSK_ACTION_OPEN_SCHEDULE, .session = -1}};
    return count;
}

/* Side by side, as wide as their words; equal with the icons on top where they are too wide. */
static void ways_draw(const struct kiosk_view *v, struct kiosk_rect r)
{
    struct kiosk_button ways[WAYS_MAX];
    int widths[WAYS_MAX];
    int count = ways_list(v, ways);
    int gap = kiosk_px(v, GAP);
    int spare = r.w - (count - 1) * gap;
    for (int i = 0; i < count; i++) {
        struct kiosk_run label = {ways[i].label, 5, true, 0};
        widths[i] = kiosk_text_width(v, label) + kiosk_px(v, 14);
        spare -= widths[i];
    }
    for (int i = 0; i < count; i++) {
        struct kiosk_rect even = kiosk_rect_cell(r, count - i, 1, gap, 0);
        ways[i].style = i == 0 ? KIOSK_BUTTON_PRIMARY : KIOSK_BUTTON_OUTLINE;
        ways[i].stacked = spare < 0;
        if (i == 0 && spare < 0 && count > 1 && v->model->can_find)
            ways[i].label = tr(v, "My ticket");
        int width = i + 1 == count ? r.w : spare < 0 ? even.w : widths[i] + spare / count;
        kiosk_draw_button(v, kiosk_rect_cut_left(&r, width), &ways[i]);
        kiosk_rect_cut_left(&r, gap);
    }
}

static int ways_height(const struct kiosk_view *v)
{
    struct kiosk_button ways[WAYS_MAX];
    return ways_list(v, ways) > 0 ? kiosk_height(v, 14) : 0;
}

static void head_draw(
        const struct kiosk_view *v, struct kiosk_rect *r, const char *clock, const char *date)
{
    int least = kiosk_px(v, 25);
    struct kiosk_rect head = *r;
    struct kiosk_rect right = kiosk_rect_cut_right(&head, kiosk_px(v, 35));
    kiosk_rect_cut_right(&head, kiosk_px(v, 3));
    day_draw(v, &head);
    kiosk_rect_cut_top(r, least > head.y - r->y ? least : head.y - r->y);
    kiosk_draw_text(v, kiosk_rect_cut_top(&right, kiosk_px(v, 15)), KIOSK_RIGHT,
            (struct kiosk_run){clock, KIOSK_H0, true, v->theme->ink});
    kiosk_draw_text(v, kiosk_rect_cut_top(&right, kiosk_px(v, 5)), KIOSK_RIGHT,
            (struct kiosk_run){date, KIOSK_S, false, v->theme->muted});
    kiosk_rect_cut_top(r, kiosk_px(v, 4));
}

/* One below the other. In the lower half of a tall screen the upper one says whose day it is. */
static void draw_tall(const struct kiosk_view *v, struct kiosk_rect r, int page, const char *clock,
        const char *date)
{
    bool whole = !kiosk_low(v);
    if (whole)
        head_draw(v, &r, clock, date);
    if (whole && strip_needed(v)) {
        strip_draw(v, kiosk_rect_cut_top(&r, kiosk_px(v, 20)));
        kiosk_rect_cut_top(&r, kiosk_px(v, 5));
    }
    kiosk_footer_draw(v, kiosk_rect_cut_bottom(&r, kiosk_footer_height(v, r.w)));
    kiosk_rect_cut_bottom(&r, kiosk_px(v, 3));
    int ways = ways_height(v);
    if (ways > 0) {
        ways_draw(v, kiosk_rect_cut_bottom(&r, ways));
        kiosk_rect_cut_bottom(&r, kiosk_px(v, 4));
    }
    kiosk_cards_draw(v, r, page);
}

/* In the column: the day at the top, the ways and the footer at the bottom; between them what is
 * on and the time share what is left, and the strip goes where there is no room for both. */
static void draw_wide(const struct kiosk_view *v, struct kiosk_rect r, int page, const char *clock,
        const char *date)
{
    struct kiosk_rect left = kiosk_rect_cut_left(&r, r.w * 36 / 100);
    kiosk_rect_cut_left(&r, kiosk_px(v, 7));
    day_draw(v, &left);
    kiosk_footer_draw(v, kiosk_rect_cut_bottom(&left, kiosk_footer_height(v, left.w)));
    kiosk_rect_cut_bottom(&left, kiosk_px(v, 3));
    int ways = ways_height(v);
    if (ways > 0) {
        ways_draw(v, kiosk_rect_cut_bottom(&left, ways));
        kiosk_rect_cut_bottom(&left, kiosk_px(v, 3));
    }
    bool both = *kiosk_say(v, v->model->activity_now) && *kiosk_say(v, v->model->activity_next);
    int clock_h = kiosk_px(v, 21);
    int strip = kiosk_px(v, both ? 34 : 19);
    if (strip_needed(v) && strip + clock_h <= left.h)
        strip_draw(v, kiosk_rect_cut_bottom(&left, strip));
    struct kiosk_rect middle = kiosk_rect_centre(left, left.w, clock_h < left.h ? clock_h : left.h);
    kiosk_draw_text(v, kiosk_rect_cut_top(&middle, middle.h * 5 / 7), KIOSK_LEFT,
            (struct kiosk_run){clock, KIOSK_H0 + 2, true, v->theme->ink});
    kiosk_draw_text(
            v, middle, KIOSK_LEFT, (struct kiosk_run){date, KIOSK_BODY, false, v->theme->muted});
    kiosk_cards_draw(v, r, page);
}

void kiosk_home_draw(const struct kiosk_view *v, const struct kiosk_screens *s)
{
    struct kiosk_rect r = kiosk_begin(v, v->theme->paper);
    char clock[KIOSK_WORDS_MAX];
    char date[KIOSK_WORDS_MAX];
    kiosk_words_time(&v->model->now, clock);
    kiosk_words_date(v, &v->model->now, date);
    if (kiosk_wide(v) && !kiosk_low(v))
        draw_wide(v, r, s->page, clock, date);
    else
        draw_tall(v, r, s->page, clock, date);
}
