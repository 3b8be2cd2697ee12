#include "kiosk/screens/timeline.h"

#include "kiosk/screens/visit.h"
#include "kiosk/screens/words.h"

#include <math.h>
#include <stdio.h>

#define TIME 20.f
#define LANE 9.f
#define ROW KIOSK_TIMELINE_ROW
#define ROW_MOST 32.f
#define TITLE 5.f
#define SCALE_MOST 1.35f
#define GAP 2.f

static bool leads(const struct kiosk_view *v, const struct kiosk_day_view *day,
        const struct kiosk_activity_view *a)
{
    if (!day->today || a->over || a->zone == 0)
        return false;
    for (size_t i = 0; i < v->model->zone_count; i++)
        if (v->model->zones[i].id == a->zone)
            return true;
    return false;
}

/* When: from, and below it until; or in the school's own words. */
static void time_draw(const struct kiosk_view *v, struct kiosk_rect r,
        const struct kiosk_activity_view *a, float scale)
{
    const struct kiosk_theme *t = v->theme;
    uint32_t ink = a->over ? t->muted : a->running ? t->accent : t->ink;
    scale = fminf(scale, 1.2f);
    char from[KIOSK_WORDS_MAX], until[KIOSK_WORDS_MAX], words[KIOSK_WORDS_MAX];
    kiosk_words_minute(a->start, from);
    kiosk_words_minute(a->end, until);
    if (!*from) {
        const char *when = kiosk_say(v, a->when);
        kiosk_draw_fitted(v, r, KIOSK_RIGHT,
                (struct kiosk_run){*when ? when : tr(v, "All day"), KIOSK_BODY, true, ink},
                KIOSK_XS);
        return;
    }
    int high = kiosk_line(v, (*until ? 13 : 8) * scale);
    r = kiosk_rect_centre(r, r.w, high < r.h ? high : r.h);
    kiosk_draw_text(v, *until ? kiosk_rect_cut_top(&r, r.h * 3 / 5) : r, KIOSK_RIGHT,
            (struct kiosk_run){from, 6 * scale, true, ink});
    kiosk_words_format(words, "– %.20s", until);
    if (*until)
        kiosk_draw_text(
                v, r, KIOSK_RIGHT, (struct kiosk_run){words, KIOSK_S * scale, false, t->muted});
}

/* The line, and the sign of this activity on it. first, last: the line ends here. */
static void lane_draw(const struct kiosk_view *v, struct kiosk_rect r,
        const struct kiosk_activity_view *a, bool first, bool last)
{
    const struct kiosk_theme *t = v->theme;
    int width = kiosk_px(v, 0.5f);
    int half = r.h / 2;
    int gap = kiosk_px(v, GAP);
    struct kiosk_rect line = {r.x + (r.w - width) / 2, first ? r.y + half : r.y - gap, width, 0};
    line.h = (last ? r.y + half : r.y + r.h) - line.y;
    kiosk_draw_fill(v, line, t->line, 0);
    float size = a->running ? 6.5f : a->next || a->over ? 4.5f : 3.f;
    struct kiosk_rect dot = kiosk_rect_centre(r, kiosk_px(v, size), kiosk_px(v, size));
    kiosk_draw_border(v, dot,
            a->running ? t->accent
            : a->over  ? t->paper
            : a->next  ? t->paper
                       : t->line,
            a->running ? t->accent
            : a->next  ? t->accent
                       : t->line,
            99, 0.6f);
    if (a->over)
        kiosk_draw_icon(
                v, kiosk_rect_inset(dot, dot.w / 6, dot.h / 6), KIOSK_ICON_CHECK, 3, t->muted);
    if (a->running)
        kiosk_draw_fill(v, kiosk_rect_inset(dot, dot.w / 3, dot.h / 3), t->white, 99);
}

/* Says that it is on, or comes next, at one end of r. */
static void chip_draw(const struct kiosk_view *v, struct kiosk_rect *r,
        const struct kiosk_activity_view *a, bool left)
{
    const char *words = a->running ? tr(v, "On now") : tr(v, "Next");
    if (!a->running && !a->next)
        return;
    int high = kiosk_px(v, 6.25f);
    int width = kiosk_px(v, 9.5f) + kiosk_text_width(v, (struct kiosk_run){words, 3.5f, true, 0});
    width = width < r->w / 2 ? width : r->w / 2;
    struct kiosk_rect chip = left ? kiosk_rect_cut_left(r, width) : kiosk_rect_cut_right(r, width);
    kiosk_draw_chip(v, kiosk_rect_centre(chip, width, high < r->h ? high : r->h),
            a->running ? KIOSK_TONE_GOOD : KIOSK_TONE_ACCENT,
            a->running ? KIOSK_ICON_CLOCK : KIOSK_ICON_ARROW, words);
    if (left)
        kiosk_rect_cut_left(r, kiosk_px(v, 2));
    else
        kiosk_rect_cut_right(r, kiosk_px(v, 2));
}

/* Where and for whom, as far as it is said. */
static void detail_words(
        const struct kiosk_view *v, const struct kiosk_activity_view *a, char *out, size_t room)
{
    const char *place = kiosk_say(v, a->place);
    const char *audience = kiosk_say(v, a->audience);
    char whom[2 * KIOSK_WORDS_MAX] = "";
    if (*audience)
        snprintf(whom, sizeof whom, tr(v, "For: %s"), audience);
    snprintf(out, room, "%.300s%s%.300s", place, *place && *whom ? " · " : "", whom);
}

static void card_draw(const struct kiosk_view *v, struct kiosk_rect r,
        const struct kiosk_activity_view *a, bool touchable, float scale)
{
    const struct kiosk_theme *t = v->theme;
    char words[4 * KIOSK_WORDS_MAX];
    kiosk_draw_border(v, r,
            a->running ? t->accent_soft
            : a->over  ? t->off_soft
                       : t->card,
            a->running ? t->accent : t->line, 3, a->running ? 0.4f : 0.25f);
    if (touchable)
        kiosk_add_hit(v, r, 3,
                (struct kiosk_action){
                        .kind = KIOSK_ACTION_OPEN_ZONE, .zone = a->zone, .session = -1},
                0);
    r = kiosk_rect_inset(r, kiosk_px(v, 4), kiosk_px(v, 1.75f));
    if (touchable) {
        kiosk_draw_icon(
                v, kiosk_rect_cut_right(&r, kiosk_px(v, 5)), KIOSK_ICON_ARROW, 2.4f, t->muted);
        kiosk_rect_cut_right(&r, kiosk_px(v, 1.5f));
    }
    bool narrow = r.w < kiosk_px(v, 80 * v->letters); /* then the title needs its line */
    bool marked = a->running || a->next;
    if (!narrow)
        chip_draw(v, &r, a, false);
    detail_words(v, a, words, sizeof words);
    int detail = *words || (narrow && marked)
                         ? kiosk_line(v, (narrow && marked ? 6.25f : 5.5f) * scale)
                         : 0;
    struct kiosk_run title = {
            kiosk_say(v, a->title), TITLE * scale, true, a->over ? t->muted : t->ink};
    bool one = kiosk_text_fit(v, r.w, 1, title, KIOSK_BODY) > 0;
    int head = kiosk_line(v, (one ? 7.5f : 11) * scale);
    head = head + detail < r.h ? head : r.h - detail;
    r = kiosk_rect_centre(r, r.w, head + detail);
    kiosk_draw_fitted(v, kiosk_rect_cut_top(&r, head), KIOSK_LEFT, title, KIOSK_BODY);
    if (narrow)
        chip_draw(v, &r, a, true);
    struct kiosk_run small = {words, KIOSK_S * scale, false, t->muted};
    if (kiosk_text_fit(v, r.w, 1, small, 3) == 0) /* where matters more than for whom */
        small.text = *kiosk_say(v, a->place) ? kiosk_say(v, a->place) : words;
    if (*small.text)
        kiosk_draw_fitted(v, r, KIOSK_LEFT, small, 3);
}

/* How much larger than on the lowest row: few activities fill the height, and are read from
 * farther; as far as no title needs more lines for it. */
static float scale_of(const struct kiosk_view *v, int row, int width,
        const struct kiosk_activity_view *of, int count)
{
    float scale = fminf((float)row / v->u / v->letters / (ROW + 3), SCALE_MOST);
    for (int i = 0; i < count && scale > 1; i++) {
        struct kiosk_run title = {kiosk_say(v, of[i].title), TITLE * scale, true, 0};
        int room = width - kiosk_px(v, of[i].running || of[i].next ? 38 * v->letters : 15);
        float fits = kiosk_text_fit(v, room, 1, title, TITLE);
        scale = fits > 0 ? fits / TITLE : 1;
    }
    return fmaxf(scale, 1);
}

/* The page on which something is on, or comes next. */
static int page_of_now(const struct kiosk_activity_view *of, int count, int rows)
{
    for (int i = 0; i < count; i++)
        if (of[i].running)
            return i / rows;
    for (int i = 0; i < count; i++)
        if (of[i].next)
            return i / rows;
    return 0;
}

int kiosk_timeline_draw(const struct kiosk_view *v, struct kiosk_rect r,
        const struct kiosk_day_view *day, int page, int *out_pages)
{
    const struct kiosk_activity_view *of = v->model->activities + day->first;
    int count = (int)day->count;
    int gap = kiosk_px(v, GAP);
    int row = kiosk_height(v, ROW * v->letters);
    int rows = (r.h + gap) / (row + gap);
    rows = rows < 1 ? 1 : rows;
    *out_pages = count == 0 ? 1 : (count + rows - 1) / rows;
    page = page < 0 ? page_of_now(of, count, rows) : page < *out_pages ? page : *out_pages - 1;
    int here = count < rows ? count : rows; /* they share the height */
    int share = here > 0 ? (r.h + gap) / here - gap : row;
    int most = kiosk_line(v, ROW_MOST);
    row = share < most ? share : most > row ? most : row;
    float scale = scale_of(v, row, r.w - kiosk_px(v, TIME + LANE), of, count);
    for (int i = page * rows; i < count && i < (page + 1) * rows; i++) {
        struct kiosk_rect line = kiosk_rect_cut_top(&r, row);
        kiosk_rect_cut_top(&r, gap);
        time_draw(v, kiosk_rect_cut_left(&line, kiosk_px(v, TIME)), &of[i], scale);
        lane_draw(v, kiosk_rect_cut_left(&line, kiosk_px(v, LANE)), &of[i],
                i == page * rows && i == 0, i == count - 1);
        card_draw(v, line, &of[i], leads(v, day, &of[i]), scale);
    }
    return page;
}
