/* Staff choose a zone: where they work, or where a ticket is moved to. A zone that cannot take the
 * ticket is not offered: it needs no explaining under stress. */

#include "kiosk/screens/staff.h"

#include "core/bounds.h"

#include <stdio.h>

static bool offered(const struct kiosk_model *m, const struct kiosk_zone_view *z)
{
    return m->pick == KIOSK_PICK_ZONE ||
           (z->state == KIOSK_ZONE_OPEN && z->session_count == 0 && z->id != m->held.zone);
}

static void zone_draw(
        const struct kiosk_view *v, struct kiosk_rect r, const struct kiosk_zone_view *z)
{
    const struct kiosk_theme *t = v->theme;
    bool here = v->model->pick == KIOSK_PICK_ZONE && z->id == v->model->staff.zone;
    struct kiosk_state_words state;
    kiosk_state_describe(v, z, &state);
    kiosk_draw_border(v, r, t->card, here ? t->accent : t->line, 3, here ? 0.625f : 0.25f);
    kiosk_add_hit(v, r, 3,
            (struct kiosk_action){.kind = KIOSK_ACTION_PICK, .zone = z->id, .session = -1},
            z->code[1] ? 0 : z->code[0]);
    r = kiosk_rect_inset(r, kiosk_px(v, 3), kiosk_px(v, 2));
    int side = kiosk_px(v, 11) < r.h ? kiosk_px(v, 11) : r.h;
    struct kiosk_rect tile = kiosk_rect_cut_left(&r, side);
    kiosk_draw_tile(v, kiosk_rect_centre(tile, side, side), z->code,
            z->state == KIOSK_ZONE_OPEN ? t->accent : t->off);
    kiosk_rect_cut_left(&r, kiosk_px(v, 3));
    if (here) {
        int sign = kiosk_px(v, 6);
        kiosk_draw_icon(v, kiosk_rect_centre(kiosk_rect_cut_right(&r, sign), sign, sign),
                KIOSK_ICON_CHECK, 3, t->accent);
        kiosk_rect_cut_right(&r, kiosk_px(v, 1));
    }
    int high = kiosk_line(v, 13.5f);
    r = kiosk_rect_centre(r, r.w, high < r.h ? high : r.h);
    kiosk_draw_text(v, kiosk_rect_cut_top(&r, r.h / 2), KIOSK_LEFT,
            (struct kiosk_run){kiosk_say(v, z->title), 5, true, t->ink});
    int icon = kiosk_px(v, 4.5f);
    uint32_t ink = kiosk_tone_colour(t, state.tone);
    kiosk_draw_icon(
            v, kiosk_rect_centre(kiosk_rect_cut_left(&r, icon), icon, icon), state.icon, 2.4f, ink);
    kiosk_rect_cut_left(&r, kiosk_px(v, 1));
    kiosk_draw_text(v, r, KIOSK_LEFT, (struct kiosk_run){state.brief, KIOSK_S, true, ink});
}

static void ticket_words(const struct kiosk_view *v, struct kiosk_rect r)
{
    const struct kiosk_held_view *held = &v->model->held;
    char party[KIOSK_WORDS_MAX], words[3 * KIOSK_WORDS_MAX];
    kiosk_words_party(v, held->people, held->priority, party);
    snprintf(words, sizeof words, "%.80s · %.150s", party,
            tr(v, "gets a new number there and waits from now on"));
    kiosk_draw_runs(v, r, KIOSK_LEFT,
            (struct kiosk_run[]){{held->number, KIOSK_H1 - 1, true, v->theme->ink},
                    {"   ", KIOSK_S, false, v->theme->muted},
                    {words, KIOSK_S, false, v->theme->muted}},
            3);
}

void kiosk_pick_draw(const struct kiosk_view *whole, const struct kiosk_screens *s)
{
    const struct kiosk_view own = kiosk_staff_view(whole), *v = &own;
    const struct kiosk_model *m = v->model;
    const struct kiosk_zone_view *zones[KM_ZONES_MAX];
    int count = 0;
    bool transfer = m->pick == KIOSK_PICK_TRANSFER;
    for (size_t i = 0; i < m->zone_count && count < KM_ZONES_MAX; i++)
        if (offered(m, &m->zones[i]))
            zones[count++] = &m->zones[i];
    struct kiosk_rect r = kiosk_staff_begin(v, s,
            transfer ? tr(v, "Move to which zone?") : tr(v, "Which zone do you work at?"), false);
    if (transfer) {
        ticket_words(v, kiosk_rect_cut_top(&r, kiosk_line(v, 10)));
        kiosk_rect_cut_top(&r, kiosk_px(v, 2));
    }
    if (count == 0) {
        kiosk_draw_empty(v, r, KIOSK_ICON_PLACE, tr(v, "No other zone takes tickets now"),
                tr(v, "Closed and paused zones, and those with sessions, are left out."));
        return;
    }
    int gap = kiosk_px(v, 2.5f);
    int cols = r.w / kiosk_px(v, 58 * v->letters);
    cols = cols < 1 ? 1 : cols > 3 ? 3 : cols;
    int high = kiosk_height(v, 18 * v->letters);
    int rows = (r.h + gap) / (high + gap);
    bool paged = count > cols * rows;
    if (paged) {
        int side = kiosk_height(v, 11);
        rows = (r.h - side - gap + gap) / (high + gap);
        rows = rows < 1 ? 1 : rows;
        int pages = (count + cols * rows - 1) / (cols * rows);
        struct kiosk_rect foot = kiosk_rect_cut_bottom(&r, side);
        kiosk_pager_draw(v, foot, s->page < pages ? s->page : pages - 1, pages);
        kiosk_rect_cut_bottom(&r, gap);
    }
    rows = rows < 1 ? 1 : rows;
    int pages = (count + cols * rows - 1) / (cols * rows);
    int first = (s->page < pages ? s->page : pages - 1) * cols * rows;
    int used = paged ? rows : (count + cols - 1) / cols;
    int most = kiosk_height(v, 22 * v->letters);
    int each = (r.h - (used - 1) * gap) / used;
    r.h = used * (each < most ? each : most) + (used - 1) * gap;
    for (int i = 0; i < cols * rows && first + i < count; i++)
        zone_draw(v, kiosk_rect_cell(r, cols, used, gap, i), zones[first + i]);
}
