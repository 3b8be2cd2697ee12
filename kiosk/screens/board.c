/* The board on a wall: who is called now, and every zone's queue; or one zone's alone, over its
 * door. Wide screens have the call at the left, tall ones above. */

#include "kiosk/screens/board.h"

#include "kiosk/ui/sheet.h"

#define HEADER 14.f
#define FOOTER 7.f
#define GAP 4.f

const struct kiosk_night *kiosk_night_colours(bool contrast)
{
    static const struct kiosk_night calm = {
            .ground = 0xFF10171C,
            .panel = 0xFF1B252C,
            .line = 0xFF33424C,
            .tile = 0xFF2C3A44,
            .ink = 0xFFFFFFFF,
            .muted = 0xFFA3B0B9,
            .call = 0xFFF2B33D,
            .call_lit = 0xFFFFEFC7,
            .call_ink = 0xFF1A1300,
            .call_chip = 0xFFD99E2F,
            .good = 0xFF5FD393,
            .mid = 0xFFF2C46B,
            .bad = 0xFFFF8A7E,
            .off = 0xFFA3B0B9,
    };
    static const struct kiosk_night strong = {
            .ground = 0xFF000000,
            .panel = 0xFF000000,
            .line = 0xFFFFFFFF,
            .tile = 0xFF3A3A3A,
            .ink = 0xFFFFFFFF,
            .muted = 0xFFE6E6E6,
            .call = 0xFFFFD200,
            .call_lit = 0xFFFFFFFF,
            .call_ink = 0xFF000000,
            .call_chip = 0xFFE0B800,
            .good = 0xFF7FF0B0,
            .mid = 0xFFFFD98A,
            .bad = 0xFFFFB0A6,
            .off = 0xFFE6E6E6,
    };
    return contrast ? &strong : &calm;
}

uint32_t kiosk_night_tone(const struct kiosk_night *night, enum kiosk_tone tone)
{
    switch (tone) {
    case KIOSK_TONE_GOOD:
        return night->good;
    case KIOSK_TONE_MID:
        return night->mid;
    case KIOSK_TONE_BAD:
        return night->bad;
    default:
        return night->off;
    }
}

const struct kiosk_zone_view *kiosk_board_zone(const struct kiosk_model *m)
{
    for (size_t i = 0; i < m->zone_count && m->board.zone != 0; i++)
        if (m->zones[i].id == m->board.zone)
            return &m->zones[i];
    return NULL;
}

size_t kiosk_board_together(const struct kiosk_model *m)
{
    size_t together = m->board.together > 1 ? m->board.together : 1;
    return together < m->board.call_count ? together : m->board.call_count;
}

size_t kiosk_board_before(const struct kiosk_model *m)
{
    return m->board.call_count - kiosk_board_together(m);
}

/* ---- the edges ---- */

static void clock_draw(const struct kiosk_view *v, struct kiosk_rect *r)
{
    const struct kiosk_night *night = kiosk_night_colours(v->theme->contrast);
    char time[KIOSK_WORDS_MAX];
    kiosk_words_time(&v->model->now, time);
    struct kiosk_run run = {time, 9, true, night->ink};
    kiosk_draw_text(v, kiosk_rect_cut_right(r, kiosk_text_width(v, run)), KIOSK_RIGHT, run);
    kiosk_rect_cut_right(r, kiosk_px(v, GAP));
}

/* Whose board this is: the zone over whose door it hangs, or the school. */
static void header_draw(
        const struct kiosk_view *v, struct kiosk_rect r, const struct kiosk_zone_view *z)
{
    const struct kiosk_night *night = kiosk_night_colours(v->theme->contrast);
    clock_draw(v, &r);
    if (z)
        kiosk_draw_tile(v, kiosk_rect_cut_left(&r, r.h), z->code, night->tile);
    else
        kiosk_rect_cut_left(&r, kiosk_draw_mark(v, r, true));
    kiosk_rect_cut_left(&r, kiosk_px(v, 3));
    kiosk_draw_fitted(v, kiosk_rect_cut_top(&r, r.h * 3 / 5), KIOSK_LEFT,
            (struct kiosk_run){
                    z ? kiosk_say(v, z->title) : tr(v, "Now calling"), 7.25f, true, night->ink},
            KIOSK_BODY);
    kiosk_draw_fitted(v, r, KIOSK_LEFT,
            (struct kiosk_run){
                    kiosk_say(v, z ? z->place : v->model->host), 4.75f, false, night->muted},
            KIOSK_XS);
}

/* Fresh figures need no words; others say how old they are. False when there is nothing to say. */
static bool offline_words(const struct kiosk_view *v, char *out)
{
    char age[KIOSK_WORDS_MAX];
    switch (v->model->link) {
    case KIOSK_LINK_FRESH:
        return false;
    case KIOSK_LINK_OFFLINE:
        kiosk_words_age(v, v->model->link_age, age);
        kiosk_words_format(out, tr(v, "offline · figures %s"), age);
        return true;
    case KIOSK_LINK_NEVER:
        break;
    }
    kiosk_words_format(out, "%s", tr(v, "offline · figures of this kiosk alone"));
    return true;
}

static void offline_draw(const struct kiosk_view *v, struct kiosk_rect r, const char *words)
{
    const struct kiosk_night *night = kiosk_night_colours(v->theme->contrast);
    struct kiosk_run run = {words, 4.75f, true, night->mid};
    int icon = kiosk_px(v, 5.5f), gap = kiosk_px(v, 1.5f), pad = kiosk_px(v, 2.5f);
    int width = kiosk_text_width(v, run) + icon + gap + 2 * pad;
    width = width < r.w ? width : r.w;
    r = kiosk_wide(v) ? kiosk_rect_cut_right(&r, width) : kiosk_rect_cut_left(&r, width);
    kiosk_draw_border(v, r, 0, night->mid, 99, 0.35f);
    r = kiosk_rect_inset(r, pad, 0);
    kiosk_draw_icon(v, kiosk_rect_cut_left(&r, icon), KIOSK_ICON_WARN, 2.2f, night->mid);
    kiosk_rect_cut_left(&r, gap);
    kiosk_draw_text(v, r, KIOSK_LEFT, run);
}

/* What to do about a missed number; and how old the figures are, or how to get one. */
static void footer_draw(
        const struct kiosk_view *v, struct kiosk_rect r, const struct kiosk_zone_view *z)
{
    const struct kiosk_night *night = kiosk_night_colours(v->theme->contrast);
    char words[KIOSK_WORDS_MAX];
    bool offline = offline_words(v, words);
    const char *missed = z ? tr(v, "Missed your number? Ask our staff")
                           : tr(v, "Missed your number? Ask the zone's staff");
    const char *how = tr(v, "No ticket yet? Get one at any kiosk");
    struct kiosk_rect first = kiosk_wide(v) ? kiosk_rect_cut_left(&r, r.w * 27 / 50)
                                            : kiosk_rect_cut_top(&r, kiosk_px(v, FOOTER));
    kiosk_draw_fitted(
            v, first, KIOSK_LEFT, (struct kiosk_run){missed, 4.75f, false, night->muted}, KIOSK_XS);
    kiosk_rect_cut_top(&r, kiosk_wide(v) ? 0 : kiosk_px(v, 1));
    kiosk_rect_cut_left(&r, kiosk_wide(v) ? kiosk_px(v, GAP) : 0);
    if (offline)
        offline_draw(v, r, words);
    else
        kiosk_draw_fitted(v, r, kiosk_wide(v) ? KIOSK_RIGHT : KIOSK_LEFT,
                (struct kiosk_run){how, 4.75f, false, night->muted}, KIOSK_XS);
}

/* ---- the whole ---- */

void kiosk_board_draw(const struct kiosk_view *view, const struct kiosk_screens *s)
{
    (void)s;
    struct kiosk_view as_large_as_it_goes = *view;
    as_large_as_it_goes.letters = 1;
    const struct kiosk_view *v = &as_large_as_it_goes;
    bool wide = kiosk_wide(v);
    const struct kiosk_zone_view *z = kiosk_board_zone(v->model);
    struct kiosk_rect r = kiosk_begin(v, kiosk_night_colours(v->theme->contrast)->ground);
    header_draw(v, kiosk_rect_cut_top(&r, kiosk_px(v, HEADER)), z);
    kiosk_rect_cut_top(&r, kiosk_px(v, GAP));
    footer_draw(v, kiosk_rect_cut_bottom(&r, kiosk_px(v, wide ? FOOTER : 2 * FOOTER + 1)), z);
    kiosk_rect_cut_bottom(&r, kiosk_px(v, wide ? 3 : GAP));
    int part = z ? wide ? 60 : kiosk_board_before(v->model) > 0 ? 58 : 74 : wide ? 46 : 48;
    struct kiosk_rect call = wide ? kiosk_rect_cut_left(&r, r.w * part / 100)
                                  : kiosk_rect_cut_top(&r, r.h * part / 100);
    kiosk_rect_cut_left(&r, wide ? kiosk_px(v, GAP) : 0);
    kiosk_rect_cut_top(&r, wide ? 0 : kiosk_px(v, GAP));
    kiosk_board_call_draw(v, call);
    if (z)
        kiosk_board_window_draw(v, r, z);
    else
        kiosk_board_zones_draw(v, r);
}
