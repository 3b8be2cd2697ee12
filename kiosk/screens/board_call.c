/* The card of the board: who is called now, where to go, who comes along. A new call flashes a few
 * times, calmly; without motion it is the one amber thing in the room all the same. */

#include "kiosk/screens/board.h"

#include "kiosk/ui/motion.h"

#include <stdio.h>

#define PAD 6.f
#define GAP 2.f
#define NUMBER_MOST 46.f
#define NUMBER_LEAST 10.f
#define FEW 3         /* called together, of which one may stand out */
#define LEADING 1.12f /* of a line of figures */

/* ---- numbers side by side ---- */

struct grid {
    float size; /* u */
    int cols, rows, width, height, gap;
};

/* How `count` of these lie at this size; false when they do not fit. */
static bool lay(const struct kiosk_view *v, struct kiosk_rect r, float size,
        const struct kiosk_call_view *calls, size_t count, struct grid *out)
{
    int widest = 0;
    for (size_t i = 0; i < count; i++) {
        int width = kiosk_text_width(v, (struct kiosk_run){calls[i].number, size, true, 0});
        widest = width > widest ? width : widest;
    }
    out->size = size;
    out->gap = kiosk_px(v, size * 0.3f);
    out->width = widest + kiosk_px(v, size * 0.9f);
    out->height = kiosk_line(v, size * 1.55f);
    out->cols = (r.w + out->gap) / (out->width + out->gap);
    out->rows = (r.h + out->gap) / (out->height + out->gap);
    return out->cols > 0 && out->rows > 0 && (size_t)(out->cols * out->rows) >= count;
}

void kiosk_board_numbers_draw(const struct kiosk_view *v, struct kiosk_rect r, float most,
        const struct kiosk_call_view *calls, size_t count, uint32_t ink, uint32_t chip)
{
    struct grid g;
    float size = most;
    while (!lay(v, r, size, calls, count, &g) && size > KIOSK_BODY)
        size -= 0.25f;
    size_t room = (size_t)(g.cols * g.rows);
    if (count > (size_t)g.cols && g.cols > 0) { /* full lines reach from side to side */
        int width = (r.w - (g.cols - 1) * g.gap) / g.cols;
        g.width = width < g.width * 3 / 2 ? width : g.width * 3 / 2;
    }
    size_t shown = count <= room ? count : room > 0 ? room - 1 : 0;
    for (size_t i = 0; i < (count > room ? room : count); i++) {
        int col = (int)i % g.cols, row = (int)i / g.cols;
        struct kiosk_rect box = {
                r.x + col * (g.width + g.gap), r.y + row * (g.height + g.gap), g.width, g.height};
        char more[16];
        snprintf(more, sizeof more, "+%zu", count - shown);
        if (chip)
            kiosk_draw_fill(v, box, chip, g.size * 0.35f);
        kiosk_draw_text(v, box, KIOSK_CENTRE,
                (struct kiosk_run){i < shown ? calls[i].number : more, g.size, true, ink});
    }
}

/* ---- the card ---- */

static bool is_lit(const struct kiosk_model *m)
{
    if (kiosk_motion_still(m) || m->board.called == 0 || m->ms < m->board.called)
        return false;
    uint64_t since = m->ms - m->board.called;
    return since < KIOSK_FLASH_MS && since / KIOSK_BLINK_MS % 2 == 0;
}

static void since_words(const struct kiosk_view *v, const struct kiosk_call_view *call, char *out)
{
    if (call->minutes < 1)
        kiosk_words_format(out, "%s", tr(v, "just now"));
    else
        kiosk_words_age(v, call->minutes, out);
}

/* A bell, what to do, and since when. */
static void heading_draw(
        const struct kiosk_view *v, struct kiosk_rect r, const struct kiosk_call_view *call)
{
    const struct kiosk_night *night = kiosk_night_colours(v->theme->contrast);
    bool again = call->recalled_at > call->called_at;
    char since[KIOSK_WORDS_MAX];
    since_words(v, call, since);
    struct kiosk_run run = {since, 5.5f, false, night->call_ink};
    kiosk_draw_text(v, kiosk_rect_cut_right(&r, kiosk_text_width(v, run)), KIOSK_RIGHT, run);
    kiosk_rect_cut_right(&r, kiosk_px(v, 3));
    kiosk_draw_icon(v, kiosk_rect_cut_left(&r, r.h), KIOSK_ICON_BELL, 2.2f, night->call_ink);
    kiosk_rect_cut_left(&r, kiosk_px(v, 2));
    kiosk_draw_fitted(v, r, KIOSK_LEFT,
            (struct kiosk_run){tr(v, again ? N_("Called again") : N_("Please come in")), KIOSK_H1,
                    true, night->call_ink},
            KIOSK_BODY);
}

/* Where to go. Returns the height used, or that would be. */
static int where_draw(const struct kiosk_view *v, struct kiosk_rect r,
        const struct kiosk_call_view *call, bool draw)
{
    const struct kiosk_night *night = kiosk_night_colours(v->theme->contrast);
    const char *title = kiosk_say(v, call->zone_title), *place = kiosk_say(v, call->place);
    int title_h = *title ? kiosk_line(v, 12) : 0, place_h = *place ? kiosk_line(v, 9) : 0;
    if (v->model->board.zone != 0) /* who reads this stands before it */
        return 0;
    if (!draw)
        return title_h + place_h;
    kiosk_draw_fitted(v, kiosk_rect_cut_top(&r, title_h), KIOSK_LEFT,
            (struct kiosk_run){title, 9.5f, true, night->call_ink}, KIOSK_H2);
    r = kiosk_rect_cut_top(&r, place_h);
    if (*place) {
        int icon = kiosk_px(v, 6.5f);
        kiosk_draw_icon(v, kiosk_rect_cut_left(&r, icon), KIOSK_ICON_PLACE, 2.2f, night->call_ink);
        kiosk_rect_cut_left(&r, kiosk_px(v, 1.5f));
        kiosk_draw_fitted(v, r, KIOSK_LEFT, (struct kiosk_run){place, 6.5f, false, night->call_ink},
                KIOSK_BODY);
    }
    return title_h + place_h;
}

/* One number as large as the card allows, and under it where to go. */
static void number_draw(
        const struct kiosk_view *v, struct kiosk_rect r, const struct kiosk_call_view *call)
{
    const struct kiosk_night *night = kiosk_night_colours(v->theme->contrast);
    int where = where_draw(v, r, call, false);
    struct kiosk_run number = {call->number, NUMBER_MOST, true, night->call_ink};
    number.size = kiosk_text_fit(v, r.w, 1, number, NUMBER_LEAST);
    float high = (float)(r.h - where) / v->u / LEADING / v->letters;
    number.size = number.size > 0 ? number.size : NUMBER_LEAST;
    if (number.size > high)
        number.size = high > KIOSK_BODY ? high : KIOSK_BODY;
    int number_h = kiosk_line(v, number.size * LEADING);
    r = kiosk_rect_centre(r, r.w, number_h + where < r.h ? number_h + where : r.h);
    kiosk_draw_text(
            v, kiosk_rect_cut_top(&r, number_h), where > 0 ? KIOSK_LEFT : KIOSK_CENTRE, number);
    where_draw(v, r, call, true);
}

/* A group: nobody of it is first. */
static void group_draw(const struct kiosk_view *v, struct kiosk_rect r,
        const struct kiosk_call_view *calls, size_t count)
{
    const struct kiosk_night *night = kiosk_night_colours(v->theme->contrast);
    kiosk_rect_cut_top(&r, where_draw(v, r, &calls[0], true) + kiosk_px(v, GAP));
    kiosk_draw_text(v, kiosk_rect_cut_top(&r, kiosk_line(v, 8)), KIOSK_LEFT,
            (struct kiosk_run){tr(v, "All together"), KIOSK_H2, false, night->call_ink});
    kiosk_rect_cut_top(&r, kiosk_px(v, GAP / 2));
    kiosk_board_numbers_draw(v, r, 16, calls, count, night->call_ink, night->call_chip);
}

/* No call: why there is none, where one may be waited for. */
static void nobody_draw(const struct kiosk_view *v, struct kiosk_rect r)
{
    const struct kiosk_night *night = kiosk_night_colours(v->theme->contrast);
    const struct kiosk_zone_view *z = kiosk_board_zone(v->model);
    const char *title = tr(v, "Nobody is being called");
    const char *line = tr(v, "When it is your turn, your number appears here");
    enum kiosk_icon sign = KIOSK_ICON_BELL;
    struct kiosk_state_words words;
    if (z && z->state != KIOSK_ZONE_OPEN) {
        kiosk_state_describe(v, z, &words);
        title = words.chip;
        line = words.brief;
        sign = words.icon;
    }
    kiosk_draw_border(v, r, night->panel, night->line, 4, 0.25f);
    r = kiosk_rect_inset(r, kiosk_px(v, PAD), kiosk_px(v, PAD));
    int high = kiosk_px(v, 18) + kiosk_line(v, 26);
    r = kiosk_rect_centre(r, r.w, high < r.h ? high : r.h);
    kiosk_draw_icon(v, kiosk_rect_cut_top(&r, kiosk_px(v, 16)), sign, 1.6f, night->muted);
    kiosk_rect_cut_top(&r, kiosk_px(v, 2));
    kiosk_draw_fitted(v, kiosk_rect_cut_top(&r, r.h * 11 / 20), KIOSK_CENTRE,
            (struct kiosk_run){title, 10, true, night->ink}, KIOSK_H2);
    kiosk_draw_fitted(v, r, KIOSK_CENTRE, (struct kiosk_run){line, KIOSK_H2, false, night->muted},
            KIOSK_BODY);
}

/* The number just called, and below it those that come along. */
static void few_draw(const struct kiosk_view *v, struct kiosk_rect r,
        const struct kiosk_call_view *calls, size_t count)
{
    const struct kiosk_night *night = kiosk_night_colours(v->theme->contrast);
    if (count > 1) {
        struct kiosk_rect with = kiosk_rect_cut_bottom(&r, kiosk_line(v, 22));
        kiosk_draw_text(v, kiosk_rect_cut_top(&with, kiosk_line(v, 8)), KIOSK_LEFT,
                (struct kiosk_run){tr(v, "Together with"), KIOSK_H2, false, night->call_ink});
        kiosk_board_numbers_draw(
                v, with, 9, calls + 1, count - 1, night->call_ink, night->call_chip);
        kiosk_rect_cut_bottom(&r, kiosk_px(v, GAP));
    }
    number_draw(v, r, &calls[0]);
}

void kiosk_board_call_draw(const struct kiosk_view *v, struct kiosk_rect r)
{
    const struct kiosk_night *night = kiosk_night_colours(v->theme->contrast);
    const struct kiosk_board_view *board = &v->model->board;
    if (board->call_count == 0) {
        nobody_draw(v, r);
        return;
    }
    bool lit = is_lit(v->model);
    size_t together = kiosk_board_together(v->model);
    kiosk_draw_border(v, r, lit ? night->call_lit : night->call, lit ? night->call : 0, 4, 1.5f);
    r = kiosk_rect_inset(r, kiosk_px(v, PAD), kiosk_px(v, PAD));
    heading_draw(v, kiosk_rect_cut_top(&r, kiosk_line(v, 9)), &board->calls[0]);
    kiosk_rect_cut_top(&r, kiosk_px(v, GAP));
    if (together > FEW)
        group_draw(v, r, board->calls, together);
    else
        few_draw(v, r, board->calls, together);
}
