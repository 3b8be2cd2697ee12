/* The programme of the day as a list: time, title, place; what is on now stands out. Pages when it
 * is long. */

#include "kiosk/screens/screen.h"
#include "kiosk/screens/words.h"

#define ROW 16.f
#define ROW_MOST 20.f
#define GAP 2.f

static void row_draw(
        const struct kiosk_view *v, struct kiosk_rect r, const struct kiosk_activity_view *a)
{
    const struct kiosk_theme *t = v->theme;
    char span[KIOSK_WORDS_MAX];
    kiosk_words_span(a->start, a->end, span);
    if (a->start < 0)
        kiosk_words_format(span, "%s", tr(v, "All day"));
    kiosk_draw_border(v, r, a->running ? t->accent_soft : t->card,
            a->running ? t->accent_soft : t->line, 3, 0.25f);
    r = kiosk_rect_inset(r, kiosk_px(v, 4), kiosk_px(v, 2));
    kiosk_draw_text(v, kiosk_rect_cut_left(&r, kiosk_px(v, 30)), KIOSK_LEFT,
            (struct kiosk_run){span, KIOSK_BODY, true, a->running ? t->accent : t->muted});
    kiosk_rect_cut_left(&r, kiosk_px(v, 3));
    if (a->running) {
        const char *now = tr(v, "On now");
        int width = kiosk_px(v, 10) + kiosk_text_width(v, (struct kiosk_run){now, 3.5f, true, 0});
        struct kiosk_rect chip = kiosk_rect_cut_right(&r, width);
        kiosk_draw_chip(v, kiosk_rect_centre(chip, chip.w, kiosk_px(v, 6.25f)), KIOSK_TONE_ACCENT,
                KIOSK_ICON_CLOCK, now);
        kiosk_rect_cut_right(&r, kiosk_px(v, 2));
    }
    const char *place = kiosk_say(v, a->place);
    struct kiosk_rect top = *place ? kiosk_rect_cut_top(&r, r.h * 3 / 5) : r;
    kiosk_draw_fitted(v, top, KIOSK_LEFT,
            (struct kiosk_run){kiosk_say(v, a->title), KIOSK_BODY + 0.5f, true, t->ink}, KIOSK_S);
    if (*place)
        kiosk_draw_text(v, r, KIOSK_LEFT, (struct kiosk_run){place, KIOSK_S, false, t->muted});
}

void kiosk_schedule_draw(const struct kiosk_view *v, const struct kiosk_screens *s)
{
    const struct kiosk_model *m = v->model;
    struct kiosk_rect r = {0, 0, v->frame->width, v->frame->height};
    kiosk_draw_fill(v, r, v->theme->paper, 0);
    r = kiosk_rect_inset(r, kiosk_px(v, 6), kiosk_px(v, 5));
    char date[KIOSK_WORDS_MAX];
    kiosk_words_day(v, &m->now, date);
    kiosk_topbar_draw(v, kiosk_rect_cut_top(&r, kiosk_px(v, KIOSK_TOPBAR)), date);
    kiosk_rect_cut_top(&r, kiosk_px(v, 5));
    const char *theme = kiosk_say(v, m->theme);
    kiosk_draw_fitted(v, kiosk_rect_cut_top(&r, kiosk_px(v, 11)), KIOSK_LEFT,
            (struct kiosk_run){
                    *theme ? theme : kiosk_say(v, m->title), KIOSK_H1, true, v->theme->ink},
            KIOSK_BODY);
    kiosk_rect_cut_top(&r, kiosk_px(v, 2));
    int gap = kiosk_px(v, GAP);
    int row = kiosk_px(v, ROW);
    int count = (int)m->activity_count;
    int cols = kiosk_wide(v) && count > 4 ? 2 : 1;
    int rows = (r.h + gap) / (row + gap);
    if (count > rows * cols) { /* leave a line for the arrows */
        struct kiosk_rect foot = kiosk_rect_cut_bottom(&r, kiosk_px(v, 11));
        rows = (r.h + gap) / (row + gap);
        int pages = (count + rows * cols - 1) / (rows * cols);
        kiosk_pager_draw(v, foot, s->page < pages ? s->page : pages - 1, pages);
    }
    if (rows < 1)
        return;
    if (count <= rows * cols && count > 0) { /* all fit: even columns, and higher rows */
        rows = (count + cols - 1) / cols;
        int share = (r.h + gap) / rows - gap;
        row = share < kiosk_px(v, ROW_MOST) ? share : kiosk_px(v, ROW_MOST);
    }
    int per_page = rows * cols;
    int pages = (count + per_page - 1) / per_page;
    int page = s->page < pages ? s->page : pages - 1;
    r.h = rows * (row + gap) - gap;
    for (int i = 0; i < per_page && page * per_page + i < count; i++) {
        int col = i / rows; /* read down, then across */
        struct kiosk_rect cell = kiosk_rect_cell(r, cols, rows, gap, (i % rows) * cols + col);
        row_draw(v, cell, &m->activities[page * per_page + i]);
    }
}
