/* The stamp card: every zone once. Where the visitor was stands a stamp, askew as a hand sets it,
 * with the time; elsewhere an empty place, and how long one would wait there. */

#include "kiosk/screens/visit.h"
#include "kiosk/screens/words.h"

#define GAP 2.5f
#define LEAST_W 30.f
#define LEAST_H 31.f
#define MOST_H 48.f

static const struct kiosk_stamp_view *stamp_of(const struct kiosk_model *m, uint16_t zone)
{
    for (size_t i = 0; i < m->held.stamp_count; i++)
        if (m->held.stamps[i].zone == zone)
            return &m->held.stamps[i];
    return NULL;
}

/* No two neighbours are askew alike, and each stays as it is. */
static float turn_of(uint16_t zone)
{
    static const float turns[] = {-11, 7, -5, 12, -8, 4, 9};
    return turns[zone % (sizeof turns / sizeof *turns)];
}

static void mark_draw(const struct kiosk_view *v, struct kiosk_rect r,
        const struct kiosk_zone_view *z, const struct kiosk_stamp_view *stamp)
{
    const struct kiosk_theme *t = v->theme;
    int side = r.w < r.h ? r.w : r.h;
    r = kiosk_rect_centre(r, side, side);
    if (stamp && stamp->stamped) {
        char time[KIOSK_WORDS_MAX];
        kiosk_words_time(&stamp->at, time);
        kiosk_draw_stamp(v, r,
                &(struct kiosk_stamp){.code = z->code,
                        .words = time,
                        .turn = turn_of(z->id),
                        .colour = t->accent});
        return;
    }
    bool open = z->state == KIOSK_ZONE_OPEN;
    kiosk_draw_border(v, r, t->card, t->line, 99, 0.5f);
    kiosk_draw_text(v, r, KIOSK_CENTRE,
            (struct kiosk_run){z->code, (float)side / v->u * 0.4f / v->letters, true,
                    open ? t->muted : t->off});
}

/* What the visitor should know of it, in the fewest words. */
static void state_draw(const struct kiosk_view *v, struct kiosk_rect r,
        const struct kiosk_zone_view *z, const struct kiosk_stamp_view *stamp)
{
    const struct kiosk_theme *t = v->theme;
    struct kiosk_state_words words;
    kiosk_state_describe(v, z, &words);
    struct kiosk_run run = {z->state == KIOSK_ZONE_OPEN ? words.brief : words.chip, KIOSK_S, true,
            kiosk_tone_colour(t, words.tone)};
    if (stamp && stamp->stamped) {
        run.text = tr(v, "Stamped");
        run.colour = t->accent;
    } else if (stamp && *stamp->number) {
        run.text = stamp->number;
        run.colour = t->accent;
    }
    kiosk_draw_fitted(v, r, KIOSK_CENTRE, run, 2.75f);
}

/* One line or two; the longest words are set small, on three. */
static void title_draw(
        const struct kiosk_view *v, struct kiosk_rect r, const char *words, uint32_t colour)
{
    const float leading = 1.08f;
    struct kiosk_run run = {words, KIOSK_S, true, colour};
    float least = KIOSK_TEXT_SMALLEST / v->letters;
    if (kiosk_text_fit(v, r.w, 2, run, least) > 0) {
        run.size = KIOSK_BODY;
        kiosk_draw_fitted(v, r, KIOSK_CENTRE, run, KIOSK_S);
        return;
    }
    while (run.size > least && kiosk_text_height(v, r.w, run, leading) > r.h)
        run.size = fmaxf(run.size - 0.25f, least);
    int high = kiosk_text_height(v, r.w, run, leading);
    kiosk_draw_paragraph(
            v, kiosk_rect_centre(r, r.w, high < r.h ? high : r.h), KIOSK_CENTRE, run, leading);
}

static void cell_draw(
        const struct kiosk_view *v, struct kiosk_rect r, const struct kiosk_zone_view *z)
{
    const struct kiosk_theme *t = v->theme;
    const struct kiosk_stamp_view *stamp = stamp_of(v->model, z->id);
    bool stamped = stamp && stamp->stamped;
    bool waits = stamp && *stamp->number;
    bool leads = z->state == KIOSK_ZONE_OPEN && !stamped && !waits;
    kiosk_draw_border(v, r,
            stamped || waits ? t->accent_soft
            : leads          ? t->card
                             : t->off_soft,
            stamped || waits ? t->accent_soft : t->line, 3, 0.25f);
    if (t->contrast)
        kiosk_draw_border(v, r, 0, t->line, 3, 0.25f);
    if (leads)
        kiosk_add_hit(v, r, 3,
                (struct kiosk_action){.kind = KIOSK_ACTION_OPEN_ZONE, .zone = z->id, .session = -1},
                0);
    r = kiosk_rect_inset(r, kiosk_px(v, 1.75f), kiosk_px(v, 2));
    struct kiosk_rect state = kiosk_rect_cut_bottom(&r, kiosk_line(v, 5));
    struct kiosk_rect title = kiosk_rect_cut_bottom(&r, kiosk_line(v, 9.25f));
    kiosk_rect_cut_bottom(&r, kiosk_px(v, 0.5f));
    mark_draw(v, r, z, stamp);
    title_draw(v, title, kiosk_say(v, z->title), stamped || leads || waits ? t->ink : t->muted);
    state_draw(v, state, z, stamp);
}

/* The arrows come first: where they leave little room, how many there are is not said. */
static void heading_draw(const struct kiosk_view *v, struct kiosk_rect r, int page, int pages)
{
    const struct kiosk_model *m = v->model;
    char words[KIOSK_WORDS_MAX];
    if (pages > 1) {
        kiosk_pager_draw(v, kiosk_rect_cut_right(&r, 2 * r.h + kiosk_px(v, 18)), page, pages);
        kiosk_rect_cut_right(&r, kiosk_px(v, 2));
    }
    if (m->held.stamped == m->zone_count)
        kiosk_words_format(words, "%s", tr(v, "All collected!"));
    else
        kiosk_words_format(words, tr(v, "%1$d of %2$d"), (int)m->held.stamped, (int)m->zone_count);
    struct kiosk_run title = {tr(v, "My stamps today"), KIOSK_H2, true, v->theme->ink};
    struct kiosk_run aside = {words, KIOSK_BODY, false, v->theme->muted};
    int width = kiosk_text_width(v, aside);
    if (kiosk_text_width(v, title) + width + kiosk_px(v, 3) <= r.w)
        kiosk_draw_text(v, kiosk_rect_cut_right(&r, width), KIOSK_RIGHT, aside);
    kiosk_draw_fitted(v, r, KIOSK_LEFT, title, KIOSK_S);
}

void kiosk_stamps_draw(const struct kiosk_view *v, struct kiosk_rect r, int page)
{
    const struct kiosk_model *m = v->model;
    int gap = kiosk_px(v, GAP);
    int count = (int)m->zone_count;
    int least_w = kiosk_height(v, LEAST_W);
    int least_h = kiosk_height(v, LEAST_H + 13 * (v->letters - 1));
    if (count == 0)
        return;
    struct kiosk_rect head = kiosk_rect_cut_top(&r, kiosk_line(v, 9));
    int cols = (r.w + gap) / (least_w + gap);
    cols = cols < 1 ? 1 : cols > count ? count : cols;
    int most = (r.h - kiosk_px(v, 2) + gap) / (least_h + gap);
    int rows = (count + cols - 1) / cols;
    if (rows > most) { /* arrows need more than a heading's height */
        int more = kiosk_height(v, 9) - head.h;
        kiosk_rect_cut_top(&r, more > 0 ? more : 0);
        head.h += more > 0 ? more : 0;
        most = (r.h - kiosk_px(v, 2) + gap) / (least_h + gap);
        rows = most < 1 ? 1 : most;
    }
    kiosk_rect_cut_top(&r, kiosk_px(v, 2));
    int per_page = cols * rows;
    int pages = (count + per_page - 1) / per_page;
    page = page < pages ? page : pages - 1;
    heading_draw(v, head, page, pages);
    int high = rows * (kiosk_line(v, MOST_H) + gap) - gap;
    r.h = r.h < high ? r.h : high;
    for (int i = 0; i < per_page && page * per_page + i < count; i++)
        cell_draw(v, kiosk_rect_cell(r, cols, rows, gap, i), &m->zones[page * per_page + i]);
}
