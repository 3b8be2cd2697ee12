/* Which session: a grid of times with the places left in each. */

#include "kiosk/screens/choices.h"
#include "kiosk/screens/words.h"

#define SESSION 12.5f
#define SESSION_GAP 2.f

int kiosk_sessions_cols(const struct kiosk_view *v, int width)
{
    int least = kiosk_height(v, 25) + kiosk_px(v, SESSION_GAP);
    int cols = (width + kiosk_px(v, SESSION_GAP)) / least;
    return cols < 2 ? 2 : cols > 6 ? 6 : cols;
}

int kiosk_sessions_height(const struct kiosk_view *v, int rows)
{
    if (rows <= 0)
        return 0;
    return kiosk_line(v, KIOSK_CHOICE_HEADING) + rows * kiosk_height(v, SESSION) +
           (rows - 1) * kiosk_px(v, SESSION_GAP);
}

/* A box that can be chosen: in the accent's colour when it is. */
static void box_draw(const struct kiosk_view *v, struct kiosk_rect r, const char *large,
        const char *small, bool chosen, bool can, struct kiosk_action action)
{
    const struct kiosk_theme *t = v->theme;
    uint32_t ink = chosen ? t->white : can ? t->ink : t->muted;
    uint32_t soft = chosen ? t->white : t->muted;
    uint32_t ground = chosen ? t->accent : can ? t->card : t->off_soft;
    kiosk_draw_border(v, r, ground, chosen ? t->accent : t->line, 2.5f, 0.25f);
    if (can)
        kiosk_add_hit(v, r, 2.5f, action, 0);
    if (chosen) {
        int side = kiosk_px(v, 4);
        struct kiosk_rect sign = {
                r.x + r.w - side - kiosk_px(v, 1), r.y + kiosk_px(v, 1), side, side};
        kiosk_draw_icon(v, sign, KIOSK_ICON_CHECK, 3.2f, ink);
    }
    r = kiosk_rect_inset(r, kiosk_px(v, 1.5f), 0);
    r = kiosk_rect_centre(r, r.w, kiosk_px(v, 10.5f) < r.h ? kiosk_px(v, 10.5f) : r.h);
    struct kiosk_rect top = kiosk_rect_cut_top(&r, r.h * 11 / 20);
    kiosk_draw_text(v, top, KIOSK_CENTRE, (struct kiosk_run){large, KIOSK_BODY + 0.5f, true, ink});
    kiosk_draw_text(v, r, KIOSK_CENTRE, (struct kiosk_run){small, KIOSK_XS, false, soft});
}

void kiosk_sessions_draw(const struct kiosk_view *v, struct kiosk_rect r,
        const struct kiosk_zone_view *z, const struct kiosk_screens *s,
        const struct kiosk_sessions_plan *plan)
{
    kiosk_draw_heading(v, kiosk_rect_cut_top(&r, kiosk_line(v, KIOSK_CHOICE_HEADING)),
            tr(v, "Which session?"), NULL);
    int gap = kiosk_px(v, SESSION_GAP);
    struct kiosk_rect grid =
            kiosk_rect_cut_top(&r, kiosk_height(v, SESSION) * plan->rows + gap * (plan->rows - 1));
    for (int i = 0; i < plan->count; i++) {
        const struct kiosk_session_view *session = &z->sessions[plan->from + i];
        char time[KIOSK_WORDS_MAX];
        char left[KIOSK_WORDS_MAX];
        kiosk_words_minute(session->start, time);
        if (session->seats_left > 0)
            kiosk_words_format(left, trn(v, "%d place left", "%d places left", session->seats_left),
                    session->seats_left);
        else
            kiosk_words_format(left, "%s", tr(v, "Full"));
        box_draw(v, kiosk_rect_cell(grid, plan->cols, plan->rows, gap, i), time, left,
                session->id == s->session, session->bookable && session->seats_left > 0,
                (struct kiosk_action){.kind = KIOSK_ACTION_SESSION, .value = session->id});
    }
    if (!plan->turns)
        return;
    char words[KIOSK_WORDS_MAX];
    kiosk_words_format(words, "%d / %d", plan->page + 1, plan->pages);
    int last = plan->cols * plan->rows - 1;
    int step = plan->page + 1 < plan->pages ? 1 : -plan->page;
    box_draw(v, kiosk_rect_cell(grid, plan->cols, plan->rows, gap, last), tr(v, "More"), words,
            false, true, (struct kiosk_action){.kind = KIOSK_ACTION_PAGE, .value = step});
}
