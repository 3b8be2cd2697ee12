/* The queues on the board: of all zones row by row, page by page; of one zone in large figures,
 * with the numbers that were called before and are still expected. */

#include "kiosk/screens/board.h"

#include <string.h>

#define GAP 2.25f
#define PAD 4.f
#define ROW_LEAST 13.75f
#define ROW_ROOMY 19.f /* from here on a note stands under its number, else before it */
#define ROW_MOST 34.f

/* ---- one row ---- */

/* What stands at the right of a row: a number, a time or a wait. */
struct figure {
    char text[KIOSK_WORDS_MAX], unit[KIOSK_WORDS_MAX], note[KIOSK_WORDS_MAX];
    bool called; /* they are expected right now */
    bool timed;  /* it says when or how long */
};

static void called_figure(
        const struct kiosk_view *v, const struct kiosk_zone_view *z, struct figure *out)
{
    const struct kiosk_board_view *board = &v->model->board;
    int more = -1;
    for (size_t i = 0; i < board->call_count; i++)
        if (board->calls[i].zone == z->id && ++more == 0)
            kiosk_words_format(out->text, "%s", board->calls[i].number);
    out->called = more >= 0;
    if (more > 0)
        kiosk_words_format(out->note, trn(v, "and %d more", "and %d more", more), more);
}

static void figure_of(
        const struct kiosk_view *v, const struct kiosk_zone_view *z, struct figure *out)
{
    *out = (struct figure){0};
    called_figure(v, z, out);
    if (out->called || z->state != KIOSK_ZONE_OPEN)
        return;
    if (z->last_called[0]) {
        kiosk_words_format(out->text, "%s", z->last_called);
        kiosk_words_format(out->note, "%s", tr(v, "called last"));
    } else if (z->session_count > 0) {
        kiosk_words_minute(z->batch_start, out->text);
        kiosk_words_format(out->note, "%s", tr(v, "next start"));
        out->timed = true;
    } else if (z->wait_max >= 0) {
        kiosk_words_wait_figure(v, z->wait_min, z->wait_max, out->text, out->unit);
        out->timed = true;
    }
}

/* How the queue is, and how old that is. What does not fit in full is said shorter, age last of
 * all. */
static void state_words(const struct kiosk_view *v, const struct kiosk_zone_view *z,
        const struct figure *figure, const struct kiosk_state_words *words, int width,
        struct kiosk_run *run, char *out)
{
    const char *first = words->chip, *second = words->brief;
    char age[KIOSK_WORDS_MAX] = "", behind[KIOSK_WORDS_MAX] = "";
    if (z->state == KIOSK_ZONE_OPEN && figure->timed) {
        first = z->session_count > 0 ? words->wait : words->chip;
        second = "";
    }
    if (z->age > 0) {
        kiosk_words_age(v, z->age, age);
        kiosk_words_format(behind, " · %.60s", age);
    }
    run->text = out;
    kiosk_words_format(out, "%s%s%s%s", first, *second ? " · " : "", second, behind);
    if (*second && kiosk_text_fit(v, width, 1, *run, run->size * 0.92f) == 0)
        kiosk_words_format(out, "%s%s", z->state == KIOSK_ZONE_OPEN ? second : first, behind);
}

static float between(float least, float value, float most)
{
    return value < least ? least : value > most ? most : value;
}

/* The figure at the right of r with its note under it, before it where the row is low. */
static void figure_draw(
        const struct kiosk_view *v, struct kiosk_rect *r, float size, const struct figure *figure)
{
    const struct kiosk_night *night = kiosk_night_colours(v->theme->contrast);
    uint32_t ink = figure->called ? night->call : night->ink;
    float small = between(3.75f, size * 0.42f, 5);
    const struct kiosk_run runs[] = {{figure->text, size, true, ink},
            {*figure->unit ? " " : "", small, false, ink}, {figure->unit, small, false, ink}};
    struct kiosk_run note = {figure->note, small, false, night->muted};
    if (!*figure->text)
        return;
    int width = 0, note_w = kiosk_text_width(v, note);
    for (int i = 0; i < 3; i++)
        width += kiosk_text_width(v, runs[i]);
    bool under = *figure->note && (float)r->h / v->u > ROW_ROOMY - 3;
    if (under && note_w > width)
        width = note_w;
    struct kiosk_rect box = kiosk_rect_cut_right(r, width < r->w / 2 ? width : r->w / 2);
    if (under) {
        box = kiosk_rect_centre(box, box.w, kiosk_line(v, size * 1.15f + small * 1.4f));
        kiosk_draw_text(
                v, kiosk_rect_cut_bottom(&box, kiosk_line(v, small * 1.4f)), KIOSK_RIGHT, note);
    } else if (*figure->note) {
        kiosk_rect_cut_right(r, kiosk_px(v, 2));
        kiosk_draw_text(v, kiosk_rect_cut_right(r, note_w < r->w / 3 ? note_w : r->w / 3),
                KIOSK_RIGHT, note);
    }
    kiosk_draw_runs(v, box, KIOSK_RIGHT, runs, 3);
    kiosk_rect_cut_right(r, kiosk_px(v, 3));
}

static void tile_draw(
        const struct kiosk_view *v, struct kiosk_rect r, const char *code, bool called)
{
    const struct kiosk_night *night = kiosk_night_colours(v->theme->contrast);
    float side = (float)r.w / v->u;
    kiosk_draw_fill(v, r, called ? night->call : night->tile, side * 0.18f);
    kiosk_draw_text(v, r, KIOSK_CENTRE,
            (struct kiosk_run){code, side * (strlen(code) > 1 ? 0.42f : 0.64f), true,
                    called ? night->call_ink : night->ink});
}

/* A zone that calls somebody: amber at both ends, and a frame. */
static void row_draw(
        const struct kiosk_view *v, struct kiosk_rect r, const struct kiosk_zone_view *z)
{
    const struct kiosk_night *night = kiosk_night_colours(v->theme->contrast);
    float high = (float)r.h / v->u;
    struct kiosk_state_words words;
    struct figure figure;
    char state[KIOSK_WORDS_MAX];
    kiosk_state_describe(v, z, &words);
    figure_of(v, z, &figure);
    uint32_t frame = figure.called ? night->call : v->theme->contrast ? night->line : 0;
    kiosk_draw_border(v, r, night->panel, frame, 3.25f, 0.4f);
    r = kiosk_rect_inset(r, kiosk_px(v, PAD), kiosk_px(v, 1.5f));
    int side = kiosk_px(v, between(9.5f, high * 0.6f, 15));
    tile_draw(v, kiosk_rect_centre(kiosk_rect_cut_left(&r, side), side, side), z->code,
            figure.called);
    kiosk_rect_cut_left(&r, kiosk_px(v, 3.5f));
    figure_draw(v, &r, between(7, high * 0.42f, 10), &figure);
    float title = between(5, high * 0.33f, 8), small = between(4, high * 0.25f, 5.5f);
    int most = kiosk_line(v, (title + small) * 1.5f);
    r = kiosk_rect_centre(r, r.w, r.h < most ? r.h : most);
    kiosk_draw_fitted(v, kiosk_rect_cut_top(&r, (int)((float)r.h * title / (title + small))),
            KIOSK_LEFT, (struct kiosk_run){kiosk_say(v, z->title), title, true, night->ink},
            KIOSK_BODY);
    struct kiosk_run run = {.size = small, .colour = kiosk_night_tone(night, words.tone)};
    kiosk_draw_icon(
            v, kiosk_rect_cut_left(&r, kiosk_px(v, small * 1.1f)), words.icon, 2.4f, run.colour);
    kiosk_rect_cut_left(&r, kiosk_px(v, 1.25f));
    state_words(v, z, &figure, &words, r.w, &run, state);
    kiosk_draw_fitted(v, r, KIOSK_LEFT, run, KIOSK_XS);
}

/* ---- all zones ---- */

static void dots_draw(const struct kiosk_view *v, struct kiosk_rect r, int pages, int page)
{
    const struct kiosk_night *night = kiosk_night_colours(v->theme->contrast);
    int side = kiosk_px(v, 1.5f), gap = kiosk_px(v, 2);
    r = kiosk_rect_centre(r, (pages + 2) * side + (pages - 1) * gap, side);
    for (int i = 0; i < pages; i++) {
        kiosk_draw_fill(v, kiosk_rect_cut_left(&r, i == page ? 3 * side : side),
                i == page ? night->ink : night->line, 99);
        kiosk_rect_cut_left(&r, gap);
    }
}

void kiosk_board_zones_draw(const struct kiosk_view *v, struct kiosk_rect r)
{
    const struct kiosk_night *night = kiosk_night_colours(v->theme->contrast);
    const struct kiosk_model *m = v->model;
    int count = (int)m->zone_count;
    int gap = kiosk_px(v, GAP);
    if (count == 0) {
        kiosk_draw_fitted(v, r, KIOSK_CENTRE,
                (struct kiosk_run){tr(v, "No zone is open today."), KIOSK_H2, false, night->muted},
                KIOSK_BODY);
        return;
    }
    int fit = (r.h + gap) / (kiosk_line(v, ROW_LEAST) + gap);
    fit = fit < 1 ? 1 : fit;
    int pages = (count + fit - 1) / fit;
    if (pages > 1) {
        fit = (r.h - kiosk_px(v, 3.5f) + gap) / (kiosk_line(v, ROW_LEAST) + gap);
        fit = fit < 1 ? 1 : fit;
        pages = (count + fit - 1) / fit;
    }
    int page = (int)(m->ms / KIOSK_BOARD_PAGE_MS % (uint64_t)pages);
    if (pages > 1)
        dots_draw(v, kiosk_rect_cut_bottom(&r, kiosk_px(v, 3.5f)), pages, page);
    int rows = (count + pages - 1) / pages; /* pages of one length */
    int most = rows * kiosk_px(v, ROW_MOST) + (rows - 1) * gap;
    if (!kiosk_wide(v) && most < r.h)
        r.h = most;
    for (int i = 0; i < rows && page * rows + i < count; i++)
        row_draw(v, kiosk_rect_cell(r, 1, rows, gap, i), &m->zones[page * rows + i]);
}

/* ---- one zone ---- */

struct count {
    enum kiosk_icon icon;
    const char *label, *number, *unit;
    uint32_t ink;
};

static void count_draw(const struct kiosk_view *v, struct kiosk_rect r, const struct count *c)
{
    const struct kiosk_night *night = kiosk_night_colours(v->theme->contrast);
    kiosk_draw_border(v, r, night->panel, v->theme->contrast ? night->line : 0, 3.25f, 0.4f);
    r = kiosk_rect_inset(r, kiosk_px(v, PAD), kiosk_px(v, 2));
    float high = between(18, (float)r.h / v->u, 30);
    r = kiosk_rect_centre(r, r.w, kiosk_line(v, high) < r.h ? kiosk_line(v, high) : r.h);
    struct kiosk_rect head = kiosk_rect_cut_top(&r, r.h * 7 / 20);
    kiosk_draw_icon(v, kiosk_rect_cut_left(&head, kiosk_px(v, 5.5f)), c->icon, 2.2f, night->muted);
    kiosk_rect_cut_left(&head, kiosk_px(v, 1.5f));
    kiosk_draw_fitted(v, head, KIOSK_LEFT,
            (struct kiosk_run){c->label, KIOSK_H2, false, night->muted}, KIOSK_BODY);
    kiosk_draw_runs(v, r, KIOSK_LEFT,
            (struct kiosk_run[]){{c->number, high * 0.48f, true, c->ink},
                    {*c->unit ? " " : "", 4, false, c->ink}, {c->unit, KIOSK_H2, false, c->ink}},
            3);
}

static void before_draw(const struct kiosk_view *v, struct kiosk_rect r,
        const struct kiosk_call_view *calls, size_t count)
{
    const struct kiosk_night *night = kiosk_night_colours(v->theme->contrast);
    kiosk_draw_border(v, r, night->panel, v->theme->contrast ? night->line : 0, 3.25f, 0.4f);
    r = kiosk_rect_inset(r, kiosk_px(v, PAD), kiosk_px(v, 3));
    kiosk_draw_fitted(v, kiosk_rect_cut_top(&r, kiosk_line(v, 9)), KIOSK_LEFT,
            (struct kiosk_run){tr(v, "Called before, please hurry"), KIOSK_H2, true, night->call},
            KIOSK_BODY);
    kiosk_rect_cut_top(&r, kiosk_px(v, 1));
    kiosk_board_numbers_draw(v, r, 10, calls, count, night->ink, night->tile);
}

/* What waiting means here and now; the words live in the caller's buffers. */
static struct count wait_count(const struct kiosk_view *v, const struct kiosk_zone_view *z,
        struct kiosk_state_words *words, char *label, char *number, char *unit)
{
    kiosk_state_describe(v, z, words);
    struct count c = {KIOSK_ICON_CLOCK, tr(v, "Wait from now"), number, unit,
            kiosk_night_tone(kiosk_night_colours(v->theme->contrast), words->tone)};
    *unit = 0;
    if (z->session_count > 0) {
        kiosk_words_minute(z->batch_start, number);
        kiosk_words_format(label, "%.60s · %.64s", tr(v, "next start"), words->brief);
        c.label = label;
    } else {
        kiosk_words_wait_figure(v, z->wait_min, z->wait_max, number, unit);
    }
    return c;
}

void kiosk_board_window_draw(
        const struct kiosk_view *v, struct kiosk_rect r, const struct kiosk_zone_view *z)
{
    const struct kiosk_board_view *board = &v->model->board;
    const struct kiosk_night *night = kiosk_night_colours(v->theme->contrast);
    struct kiosk_state_words words;
    char waiting[KIOSK_WORDS_MAX], wait[KIOSK_WORDS_MAX], unit[KIOSK_WORDS_MAX];
    char label[KIOSK_WORDS_MAX], next[KIOSK_WORDS_MAX], age[KIOSK_WORDS_MAX];
    int gap = kiosk_px(v, GAP);
    bool wide = kiosk_wide(v);
    size_t before = kiosk_board_before(v->model);
    kiosk_words_format(waiting, "%d", z->waiting_people);
    struct count counts[2] = {{KIOSK_ICON_PEOPLE, tr(v, "People waiting"), waiting,
            trn(v, "person", "people", z->waiting_people), night->ink}};
    int shown = 1;
    if (z->state == KIOSK_ZONE_OPEN) /* else the card may say why not */
        counts[shown++] = wait_count(v, z, &words, next, wait, unit);
    if (z->age > 0) {
        kiosk_words_age(v, z->age, age);
        kiosk_words_format(label, "%.80s · %.40s", counts[0].label, age);
        counts[0].label = label;
    }
    struct kiosk_rect figures = r;
    if (before > 0) {
        figures = kiosk_rect_cut_top(&r, (r.h - gap) * (wide ? 27 * shown : 50) / 100);
        kiosk_rect_cut_top(&r, gap);
        before_draw(v, r, board->calls + board->call_count - before, before);
    }
    for (int i = 0; i < shown; i++)
        count_draw(v, kiosk_rect_cell(figures, wide ? 1 : shown, wide ? shown : 1, gap, i),
                &counts[i]);
}
