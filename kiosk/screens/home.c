/* Home: what day it is, what is on, and every zone with its queue. Portrait stacks it; a wide
 * screen puts the day at the left and the zones at the right. Zones beyond one page are turned with
 * arrows, keys or a swipe. */

#include "kiosk/screens/screen.h"
#include "kiosk/screens/words.h"

#include <stdio.h>

#define CARD_LEAST_W 56.f
#define CARD_LEAST_H 31.f
#define CARD_ROOMY_H 38.f
#define CARD_MOST_H 44.f
#define GAP 3.f

/* Chinese titles are short and set large; a long English one gets smaller, and in the end two
 * lines. */
static void large_title_draw(const struct kiosk_view *v, struct kiosk_rect *r, const char *words)
{
    struct kiosk_run run = {words, KIOSK_H0, true, v->theme->ink};
    int width = kiosk_text_width(v, run);
    if (width > r->w)
        run.size = fmaxf(run.size * (float)r->w / (float)width * 0.99f, 6.5f);
    bool two = kiosk_text_width(v, run) > r->w;
    struct kiosk_rect box = kiosk_rect_cut_top(r, kiosk_px(v, run.size * (two ? 2.3f : 1.2f)) + 2);
    if (two)
        kiosk_draw_paragraph(v, box, KIOSK_LEFT, run, 1.15f);
    else
        kiosk_draw_text(v, box, KIOSK_LEFT, run);
}

static void day_draw(const struct kiosk_view *v, struct kiosk_rect *r)
{
    const struct kiosk_model *m = v->model;
    const char *theme = kiosk_say(v, m->theme);
    const char *title = kiosk_say(v, m->title);
    char words[3 * KIOSK_WORDS_MAX];
    struct kiosk_run over = {words, KIOSK_S, true, v->theme->muted};
    snprintf(words, sizeof words, "%.200s · %.200s", kiosk_say(v, m->host), title);
    if (!*theme || (float)kiosk_text_width(v, over) * 0.8f > (float)r->w)
        over.text = kiosk_say(v, m->host);
    kiosk_draw_text(v, kiosk_rect_cut_top(r, kiosk_px(v, 5.5f)), KIOSK_LEFT, over);
    large_title_draw(v, r, *theme ? theme : title);
    kiosk_draw_text(v, kiosk_rect_cut_top(r, kiosk_px(v, 5.5f)), KIOSK_LEFT,
            (struct kiosk_run){kiosk_say(v, m->slogan), KIOSK_S, false, v->theme->muted});
}

static void now_draw(const struct kiosk_view *v, struct kiosk_rect r, enum kiosk_align align)
{
    const struct kiosk_model *m = v->model;
    const struct kiosk_theme *t = v->theme;
    const char *title = kiosk_say(v, m->activity_now);
    const char *place = kiosk_say(v, m->activity_now_place);
    char words[KIOSK_WORDS_MAX];
    char until[KIOSK_WORDS_MAX] = "";
    kiosk_words_format(words, *place ? "%s · %.100s" : "%s", tr(v, "On now"), place);
    struct kiosk_rect top = kiosk_rect_cut_top(&r, r.h * 2 / 5);
    kiosk_draw_text(v, top, align, (struct kiosk_run){words, KIOSK_S, true, t->accent});
    if (m->activity_now_end >= 0) {
        char end[KIOSK_WORDS_MAX];
        kiosk_words_minute(m->activity_now_end, end);
        kiosk_words_format(until, tr(v, "   until %s"), end);
    }
    kiosk_draw_runs(v, r, align,
            (struct kiosk_run[]){
                    {title, KIOSK_H2, true, t->ink}, {until, KIOSK_BODY, false, t->muted}},
            2);
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
    kiosk_draw_text(v, r, align,
            (struct kiosk_run){kiosk_say(v, m->activity_next), KIOSK_BODY, true, v->theme->ink});
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
    kiosk_draw_fill(v, r, v->theme->accent_soft, 3);
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
        second = kiosk_rect_cut_right(&r, r.w * 2 / 5);
        kiosk_rect_cut_right(&r, kiosk_px(v, 2));
    }
    if (now)
        now_draw(v, r, KIOSK_LEFT);
    if (next)
        next_draw(v, second, now && !stacked ? KIOSK_RIGHT : KIOSK_LEFT);
}

static void card_head_draw(
        const struct kiosk_view *v, struct kiosk_rect r, const struct kiosk_zone_view *z, bool off)
{
    const struct kiosk_theme *t = v->theme;
    kiosk_draw_tile(v, kiosk_rect_cut_left(&r, r.h), z->code, off ? t->off : t->accent);
    kiosk_rect_cut_left(&r, kiosk_px(v, 2.75f));
    kiosk_draw_text(v, kiosk_rect_cut_top(&r, kiosk_px(v, 6.25f)), KIOSK_LEFT,
            (struct kiosk_run){kiosk_say(v, z->title), KIOSK_H2, true, t->ink});
    kiosk_draw_text(
            v, r, KIOSK_LEFT, (struct kiosk_run){kiosk_say(v, z->place), KIOSK_S, false, t->muted});
}

/* How full the queue is; figures that are not fresh carry their age at its end. */
static void card_bar_draw(const struct kiosk_view *v, struct kiosk_rect r,
        const struct kiosk_zone_view *z, const struct kiosk_state_words *words)
{
    const struct kiosk_theme *t = v->theme;
    if (z->state != KIOSK_ZONE_OPEN) {
        kiosk_draw_bar(v, r, 0, 0, kiosk_tone_soft(t, KIOSK_TONE_OFF));
        return;
    }
    if (z->age > 0) {
        char age[KIOSK_WORDS_MAX];
        kiosk_words_age(v, z->age, age);
        struct kiosk_run run = {age, KIOSK_XS, false, t->muted};
        struct kiosk_rect end = kiosk_rect_cut_right(&r, kiosk_text_width(v, run));
        kiosk_draw_text(v, end, KIOSK_RIGHT, run);
        kiosk_rect_cut_right(&r, kiosk_px(v, 2));
    }
    kiosk_draw_bar(v, r, z->load_percent, kiosk_tone_colour(t, words->tone), t->track);
}

/* A high card has a line for the state and one for the wait; a low one has both on one line. */
static void card_draw(
        const struct kiosk_view *v, struct kiosk_rect r, const struct kiosk_zone_view *z)
{
    const struct kiosk_theme *t = v->theme;
    bool off = z->state != KIOSK_ZONE_OPEN;
    struct kiosk_state_words words;
    kiosk_state_describe(v, z, &words);
    kiosk_draw_border(v, r, off ? t->off_soft : t->card, t->line, 3, 0.25f);
    kiosk_add_hit(v, r, 3,
            (struct kiosk_action){.kind = KIOSK_ACTION_OPEN_ZONE, .zone = z->id, .session = -1},
            z->code[1] ? 0 : z->code[0]);
    bool roomy = r.h >= kiosk_px(v, CARD_ROOMY_H);
    r = kiosk_rect_inset(r, kiosk_px(v, 3.5f), kiosk_px(v, roomy ? 3.5f : 3));
    card_head_draw(v, kiosk_rect_cut_top(&r, kiosk_px(v, 11)), z, off);
    struct kiosk_rect bar = kiosk_rect_cut_bottom(&r, kiosk_px(v, 1.5f));
    card_bar_draw(v, bar, z, &words);
    int high = kiosk_px(v, 6.25f);
    uint32_t ink = off ? t->muted : t->ink;
    if (roomy) {
        kiosk_rect_cut_top(&r, (r.h - 2 * high) / 3);
        struct kiosk_rect chip = kiosk_rect_cut_top(&r, high);
        kiosk_draw_chip(v, chip, words.tone, words.icon, words.chip);
        kiosk_rect_cut_top(&r, (r.h - high) / 2);
        kiosk_draw_text(v, kiosk_rect_cut_top(&r, high), KIOSK_LEFT,
                (struct kiosk_run){words.wait, 5, true, ink});
        return;
    }
    r = kiosk_rect_centre(r, r.w, high);
    kiosk_rect_cut_left(
            &r, kiosk_draw_chip(v, r, words.tone, words.icon, words.chip) + kiosk_px(v, 2));
    struct kiosk_run brief = {words.brief, 5, true, ink};
    if (!off || (float)kiosk_text_width(v, brief) * 0.75f <= (float)r.w) /* the chip says enough */
        kiosk_draw_text(v, r, KIOSK_RIGHT, brief);
}

static void zones_draw(const struct kiosk_view *v, struct kiosk_rect r, int page)
{
    const struct kiosk_model *m = v->model;
    struct kiosk_rect head = kiosk_rect_cut_top(&r, kiosk_px(v, 10));
    kiosk_rect_cut_top(&r, kiosk_px(v, GAP));
    int gap = kiosk_px(v, GAP);
    int count = (int)m->zone_count;
    int cols = (r.w + gap) / (kiosk_px(v, CARD_LEAST_W) + gap);
    cols = cols < 1 ? 1 : cols > count && count > 0 ? count : cols;
    int most_rows = (r.h + gap) / (kiosk_px(v, CARD_LEAST_H) + gap);
    int rows = (count + cols - 1) / cols;
    rows = rows < 1 ? 1 : rows > most_rows && most_rows > 0 ? most_rows : rows;
    int pages = (count + cols * rows - 1) / (cols * rows);
    page = page >= pages ? pages - 1 : page;
    page = page < 0 ? 0 : page;
    if (pages > 1) {
        struct kiosk_rect pager = kiosk_rect_cut_right(&head, kiosk_px(v, 40));
        kiosk_pager_draw(v, pager, page, pages);
    } else if (m->can_issue) {
        struct kiosk_run hint = {tr(v, "Tap one to get a ticket"), KIOSK_S, false, v->theme->muted};
        kiosk_draw_text(
                v, kiosk_rect_cut_right(&head, kiosk_text_width(v, hint)), KIOSK_RIGHT, hint);
        kiosk_rect_cut_right(&head, kiosk_px(v, 3));
    }
    kiosk_draw_text(v, head, KIOSK_LEFT,
            (struct kiosk_run){
                    tr(v, "What would you like to try?"), KIOSK_H1, true, v->theme->ink});
    int most_h = (kiosk_px(v, CARD_MOST_H) + gap) * rows - gap;
    if (r.h > most_h)
        r.h = most_h;
    for (int i = 0; i < cols * rows && page * cols * rows + i < count; i++)
        card_draw(v, kiosk_rect_cell(r, cols, rows, gap, i), &m->zones[page * cols * rows + i]);
}

static void buttons_draw(const struct kiosk_view *v, struct kiosk_rect r)
{
    struct kiosk_button scan = {.style = KIOSK_BUTTON_PRIMARY,
            .icon = KIOSK_ICON_SCAN,
            .label = tr(v, "Check in"),
            .action = {.kind = KIOSK_ACTION_OPEN_SCAN, .session = -1}};
    struct kiosk_button schedule = {.style = KIOSK_BUTTON_OUTLINE,
            .icon = KIOSK_ICON_CALENDAR,
            .label = tr(v, "Programme"),
            .action = {.kind = KIOSK_ACTION_OPEN_SCHEDULE, .session = -1}};
    bool both = v->model->can_scan && v->model->activity_count > 0;
    struct kiosk_rect left = both ? kiosk_rect_cut_left(&r, r.w / 2 - kiosk_px(v, GAP) / 2) : r;
    if (both)
        kiosk_rect_cut_left(&r, kiosk_px(v, GAP));
    if (v->model->can_scan)
        kiosk_draw_button(v, left, &scan);
    if (v->model->activity_count > 0)
        kiosk_draw_button(v, r, &schedule);
}

static bool buttons_needed(const struct kiosk_view *v)
{
    return v->model->can_scan || v->model->activity_count > 0;
}

static void draw_tall(const struct kiosk_view *v, struct kiosk_rect r, int page, const char *clock,
        const char *date)
{
    struct kiosk_rect head = kiosk_rect_cut_top(&r, kiosk_px(v, 25));
    struct kiosk_rect right = kiosk_rect_cut_right(&head, kiosk_px(v, 35));
    kiosk_rect_cut_right(&head, kiosk_px(v, 3));
    day_draw(v, &head);
    kiosk_draw_text(v, kiosk_rect_cut_top(&right, kiosk_px(v, 15)), KIOSK_RIGHT,
            (struct kiosk_run){clock, KIOSK_H0, true, v->theme->ink});
    kiosk_draw_text(v, kiosk_rect_cut_top(&right, kiosk_px(v, 5)), KIOSK_RIGHT,
            (struct kiosk_run){date, KIOSK_S, false, v->theme->muted});
    kiosk_rect_cut_top(&r, kiosk_px(v, 4));
    if (strip_needed(v)) {
        strip_draw(v, kiosk_rect_cut_top(&r, kiosk_px(v, 18.5f)));
        kiosk_rect_cut_top(&r, kiosk_px(v, 5));
    }
    kiosk_footer_draw(v, kiosk_rect_cut_bottom(&r, kiosk_px(v, KIOSK_FOOTER)));
    kiosk_rect_cut_bottom(&r, kiosk_px(v, 2));
    if (buttons_needed(v)) {
        buttons_draw(v, kiosk_rect_cut_bottom(&r, kiosk_px(v, 14)));
        kiosk_rect_cut_bottom(&r, kiosk_px(v, 4));
    }
    zones_draw(v, r, page);
}

static void draw_wide(const struct kiosk_view *v, struct kiosk_rect r, int page, const char *clock,
        const char *date)
{
    struct kiosk_rect left = kiosk_rect_cut_left(&r, r.w * 36 / 100);
    kiosk_rect_cut_left(&r, kiosk_px(v, 7));
    day_draw(v, &left);
    kiosk_footer_draw(v, kiosk_rect_cut_bottom(&left, kiosk_px(v, KIOSK_FOOTER)));
    kiosk_rect_cut_bottom(&left, kiosk_px(v, 1));
    if (buttons_needed(v)) {
        struct kiosk_rect buttons = kiosk_rect_cut_bottom(&left, kiosk_px(v, 14));
        buttons_draw(v, buttons);
        kiosk_rect_cut_bottom(&left, kiosk_px(v, 4));
    }
    if (strip_needed(v)) {
        bool both = *kiosk_say(v, v->model->activity_now) && *kiosk_say(v, v->model->activity_next);
        strip_draw(v, kiosk_rect_cut_bottom(&left, kiosk_px(v, both ? 34 : 18.5f)));
    }
    struct kiosk_rect middle = kiosk_rect_centre(left, left.w, kiosk_px(v, 21));
    kiosk_draw_text(v, kiosk_rect_cut_top(&middle, kiosk_px(v, 15)), KIOSK_LEFT,
            (struct kiosk_run){clock, KIOSK_H0 + 2, true, v->theme->ink});
    kiosk_draw_text(
            v, middle, KIOSK_LEFT, (struct kiosk_run){date, KIOSK_BODY, false, v->theme->muted});
    zones_draw(v, r, page);
}

void kiosk_home_draw(const struct kiosk_view *v, const struct kiosk_screens *s)
{
    struct kiosk_rect r = {0, 0, v->frame->width, v->frame->height};
    kiosk_draw_fill(v, r, v->theme->paper, 0);
    r = kiosk_rect_inset(r, kiosk_px(v, 6), kiosk_px(v, 5));
    char clock[KIOSK_WORDS_MAX];
    char date[KIOSK_WORDS_MAX];
    kiosk_words_time(&v->model->now, clock);
    kiosk_words_date(v, &v->model->now, date);
    if (kiosk_wide(v))
        draw_wide(v, r, s->page, clock, date);
    else
        draw_tall(v, r, s->page, clock, date);
}
