/* The programme: every day to choose from, and the chosen one with its theme and its activities
 * along a line of time (timeline.c). The days stand in a row above it on a tall screen, in a column
 * with their themes beside it on a wide one. */

#include "kiosk/screens/timeline.h"
#include "kiosk/screens/words.h"

#include <stdio.h>

#define GAP 2.f
#define DAY_W 13.f
#define DAY_H 19.f
#define DAY_ROW 14.f
#define PAGER 11.f

/* Days stand beside their activities only where both find room. */
static bool has_column(const struct kiosk_view *v)
{
    return v->area.w > v->area.h * 13 / 10;
}

/* Today's, else the next to come, else the last that there was. */
static int day_chosen(const struct kiosk_model *m, int asked)
{
    int count = (int)m->day_count;
    int last = 0;
    if (asked >= 0 && asked < count)
        return asked;
    for (int i = 0; i < count; i++)
        if (m->days[i].today)
            return i;
    for (int i = 0; i < count; i++) {
        if (m->days[i].date.year == 0)
            continue;
        if (!m->days[i].past)
            return i;
        last = i;
    }
    return last;
}

static const char *weekday_short(const struct kiosk_view *v, int weekday)
{
    const char *names[] = {tr(v, "Sun"), tr(v, "Mon"), tr(v, "Tue"), tr(v, "Wed"), tr(v, "Thu"),
            tr(v, "Fri"), tr(v, "Sat")};
    return names[weekday >= 0 && weekday < 7 ? weekday : 0];
}

/* ---- the days ---- */

struct day_words {
    char number[8];
    const char *name; /* above the number: the weekday, or that it is today */
};

static struct day_words day_words_of(const struct kiosk_view *v, const struct kiosk_day_view *day)
{
    struct day_words w = {
            .name = day->today ? tr(v, "Today") : weekday_short(v, day->date.weekday)};
    snprintf(w.number, sizeof w.number, "%d", day->date.day);
    if (day->date.year == 0) {
        w.number[0] = 0;
        w.name = tr(v, "Other");
    }
    return w;
}

static struct kiosk_rect day_ground(
        const struct kiosk_view *v, struct kiosk_rect r, int index, bool chosen)
{
    const struct kiosk_theme *t = v->theme;
    const struct kiosk_day_view *day = &v->model->days[index];
    kiosk_draw_border(v, r,
            chosen      ? t->accent
            : day->past ? t->off_soft
                        : t->card,
            chosen || day->today ? t->accent : t->line, 3, day->today ? 0.5f : 0.25f);
    kiosk_add_hit(v, r, 3,
            (struct kiosk_action){.kind = KIOSK_ACTION_DAY, .value = index, .session = -1}, 0);
    return kiosk_rect_inset(r, kiosk_px(v, 1), kiosk_px(v, 1.75f));
}

static void number_draw(const struct kiosk_view *v, struct kiosk_rect r, int index, bool chosen)
{
    const struct kiosk_theme *t = v->theme;
    const struct kiosk_day_view *day = &v->model->days[index];
    struct day_words w = day_words_of(v, day);
    uint32_t ink = chosen ? t->white : day->past ? t->muted : t->ink;
    uint32_t soft = chosen ? t->white_soft : day->today ? t->accent : t->muted;
    int high = kiosk_line(v, 14);
    r = kiosk_rect_centre(r, r.w, high < r.h ? high : r.h);
    kiosk_draw_fitted(v, kiosk_rect_cut_top(&r, r.h * 2 / 5), KIOSK_CENTRE,
            (struct kiosk_run){w.name, KIOSK_S, true, soft}, 2.75f);
    if (*w.number)
        kiosk_draw_text(v, r, KIOSK_CENTRE, (struct kiosk_run){w.number, 7, true, ink});
    else
        kiosk_draw_icon(v, kiosk_rect_inset(r, 0, kiosk_px(v, 1)), KIOSK_ICON_CALENDAR, 2, ink);
}

/* A day of the column: its number, and its theme beside it. */
static void day_row_draw(const struct kiosk_view *v, struct kiosk_rect r, int index, bool chosen)
{
    const struct kiosk_theme *t = v->theme;
    const struct kiosk_day_view *day = &v->model->days[index];
    const char *theme = kiosk_say(v, day->theme);
    r = day_ground(v, r, index, chosen);
    number_draw(v, kiosk_rect_cut_left(&r, kiosk_px(v, DAY_W)), index, chosen);
    kiosk_rect_cut_left(&r, kiosk_px(v, 1));
    char count[KIOSK_WORDS_MAX];
    kiosk_words_format(count, trn(v, "%d event", "%d events", (long)day->count), (int)day->count);
    kiosk_draw_fitted(v, kiosk_rect_inset(r, kiosk_px(v, 1), 0), KIOSK_LEFT,
            (struct kiosk_run){*theme ? theme : count, KIOSK_BODY, true,
                    chosen      ? t->white
                    : day->past ? t->muted
                                : t->ink},
            KIOSK_XS);
}

static void turn_draw(
        const struct kiosk_view *v, struct kiosk_rect r, enum kiosk_icon icon, int to, bool can)
{
    kiosk_draw_button(v, r,
            &(struct kiosk_button){.style = KIOSK_BUTTON_QUIET,
                    .icon = icon,
                    .action = {.kind = KIOSK_ACTION_DAY, .value = to, .session = -1},
                    .disabled = !can});
}

/* As many days as fit, the chosen one among them; where more are, arrows lead to them. */
static void days_draw(const struct kiosk_view *v, struct kiosk_rect r, int chosen)
{
    bool column = has_column(v);
    int count = (int)v->model->day_count;
    int gap = kiosk_px(v, GAP);
    int least = kiosk_height(v, column ? DAY_ROW * v->letters : DAY_W);
    int room = column ? r.h : r.w;
    int shown = (room + gap) / (least + gap);
    int first = 0;
    if (shown < count) {
        struct kiosk_rect before, after;
        if (column) {
            struct kiosk_rect foot = kiosk_rect_cut_bottom(&r, kiosk_height(v, 11));
            kiosk_rect_cut_bottom(&r, gap);
            before = kiosk_rect_cell(foot, 2, 1, gap, 0);
            after = kiosk_rect_cell(foot, 2, 1, gap, 1);
        } else {
            before = kiosk_rect_cut_left(&r, kiosk_height(v, 12));
            after = kiosk_rect_cut_right(&r, kiosk_height(v, 12));
            kiosk_rect_cut_left(&r, gap);
            kiosk_rect_cut_right(&r, gap);
        }
        shown = ((column ? r.h : r.w) + gap) / (least + gap);
        shown = shown < 1 ? 1 : shown;
        first = chosen / shown * shown;
        turn_draw(v, before, KIOSK_ICON_ARROW_LEFT, first - 1, first > 0);
        turn_draw(v, after, KIOSK_ICON_ARROW, first + shown, first + shown < count);
    } else {
        shown = count;
    }
    int most = kiosk_height(v, column ? 26 : 40);
    int share = ((column ? r.h : r.w) + gap) / shown - gap;
    int each = share < most ? share : most;
    for (int i = first; i < count && i < first + shown; i++) {
        struct kiosk_rect cell =
                column ? kiosk_rect_cut_top(&r, each) : kiosk_rect_cut_left(&r, each);
        if (column)
            kiosk_rect_cut_top(&r, gap);
        else
            kiosk_rect_cut_left(&r, gap);
        if (column)
            day_row_draw(v, cell, i, i == chosen);
        else
            number_draw(v, day_ground(v, cell, i, i == chosen), i, i == chosen);
    }
}

/* ---- the chosen day ---- */

static void date_words(
        const struct kiosk_view *v, const struct kiosk_day_view *day, char *out, size_t room)
{
    char date[KIOSK_WORDS_MAX];
    kiosk_words_date(v, &day->date, date);
    if (day->date.year == 0)
        snprintf(out, room, "%s",
                *kiosk_say(v, day->theme) ? tr(v, "The date is not fixed yet")
                                          : tr(v, "On no fixed day"));
    else
        snprintf(out, room, day->today ? "%s · %s" : "%s%.0s", date, tr(v, "Today"));
}

/* Date, theme, note; `aside` px at the right of the first two are left free. Returns the height
 * used; with `measure` nothing is drawn. */
static int head_draw(const struct kiosk_view *v, struct kiosk_rect r,
        const struct kiosk_day_view *day, int aside, bool measure)
{
    const struct kiosk_theme *t = v->theme;
    char date[2 * KIOSK_WORDS_MAX];
    struct kiosk_run theme = {kiosk_say(v, day->theme), KIOSK_H1 + 1, true, t->ink};
    struct kiosk_run note = {kiosk_say(v, day->note), KIOSK_BODY, false, t->muted};
    struct kiosk_rect top = r;
    top.w = r.w - aside;
    bool one = kiosk_text_fit(v, top.w, 1, theme, 5) > 0;
    int under = *theme.text ? kiosk_line(v, one ? 11 : 14) : 0;
    int words = *note.text ? kiosk_text_height(v, r.w, note, 1.35f) : 0;
    int most = kiosk_line(v, 13);
    words = words < most ? words : most;
    int first = kiosk_line(v, 6.5f) + under;
    first = aside > 0 && first < kiosk_height(v, PAGER) ? kiosk_height(v, PAGER) : first;
    if (measure)
        return first + words + kiosk_px(v, 3);
    date_words(v, day, date, sizeof date);
    kiosk_draw_fitted(v, kiosk_rect_cut_top(&top, kiosk_line(v, 6.5f)), KIOSK_LEFT,
            (struct kiosk_run){date, KIOSK_BODY, true, t->accent}, KIOSK_XS);
    if (under > 0)
        kiosk_draw_fitted(v, kiosk_rect_cut_top(&top, under), KIOSK_LEFT, theme, 5);
    kiosk_rect_cut_top(&r, first);
    if (words > 0)
        kiosk_draw_paragraph(v, kiosk_rect_cut_top(&r, words), KIOSK_LEFT, note, 1.35f);
    return first + words + kiosk_px(v, 3);
}

/* Pages are counted from one, because 0 says that nobody has turned a page: then the one where
 * something is on is shown. */
static void pager_draw(
        const struct kiosk_view *v, struct kiosk_rect r, int asked, int page, int pages)
{
    size_t from = v->frame->hit_count;
    kiosk_pager_draw(v, r, page, pages);
    for (size_t i = from; i < v->frame->hit_count; i++)
        v->frame->hits[i].action.value += page + 1 - asked;
}

/* Arrows, when there are more than a page holds, stand beside the day's name. */
static void chosen_draw(const struct kiosk_view *v, struct kiosk_rect r, int asked,
        const struct kiosk_day_view *day)
{
    int high = kiosk_height(v, PAGER);
    int gap = kiosk_px(v, GAP);
    int row = kiosk_height(v, KIOSK_TIMELINE_ROW * v->letters) + gap;
    bool more = (int)day->count * row - gap > r.h - head_draw(v, r, day, 0, true);
    int aside = more ? 2 * high + kiosk_px(v, 20) : 0;
    struct kiosk_day_view brief = *day;
    if (more && r.h < kiosk_px(v, 100)) /* room for activities before the note */
        brief.note = (struct kiosk_text){0};
    struct kiosk_rect head = kiosk_rect_cut_top(&r, head_draw(v, r, &brief, aside, true));
    head_draw(v, head, &brief, aside, false);
    if (day->count == 0) {
        kiosk_draw_empty(v, r, KIOSK_ICON_CALENDAR, tr(v, "Details will follow"), NULL);
        return;
    }
    int pages = 1;
    int page = kiosk_timeline_draw(v, r, day, asked - 1, &pages);
    if (more)
        pager_draw(v, kiosk_rect_cut_top(&head, high), asked, page, pages);
}

void kiosk_schedule_draw(const struct kiosk_view *v, const struct kiosk_screens *s)
{
    const struct kiosk_model *m = v->model;
    struct kiosk_rect r = kiosk_begin(v, v->theme->paper);
    kiosk_topbar_draw(v, kiosk_rect_cut_top(&r, kiosk_height(v, KIOSK_TOPBAR)), tr(v, "Programme"));
    kiosk_rect_cut_top(&r, kiosk_px(v, 4));
    if (m->day_count == 0) {
        kiosk_draw_empty(v, r, KIOSK_ICON_CALENDAR, tr(v, "Details will follow"), NULL);
        return;
    }
    int chosen = day_chosen(m, s->day);
    if (m->day_count == 1) {
        chosen_draw(v, r, s->page, &m->days[chosen]);
        return;
    }
    if (has_column(v)) {
        days_draw(v, kiosk_rect_cut_left(&r, r.w * 33 / 100), chosen);
        kiosk_rect_cut_left(&r, kiosk_px(v, 7));
    } else {
        days_draw(v, kiosk_rect_cut_top(&r, kiosk_height(v, DAY_H * v->letters)), chosen);
        kiosk_rect_cut_top(&r, kiosk_px(v, 5));
    }
    chosen_draw(v, r, s->page, &m->days[chosen]);
}
