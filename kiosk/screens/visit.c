/* Small pieces of visit.h: places, faces, and the zones worth going to. */

#include "kiosk/screens/visit.h"

#include <stdlib.h>

static bool stamped(const struct kiosk_model *m, uint16_t zone)
{
    for (size_t i = 0; i < m->held.stamp_count; i++)
        if (m->held.stamps[i].zone == zone)
            return m->held.stamps[i].stamped;
    return false;
}

/* What to sort by: minutes; who cannot say comes last. */
static int patience(const struct kiosk_zone_view *z)
{
    return z->wait_max < 0 ? 10000 : z->wait_min + z->wait_max;
}

size_t kiosk_quiet_zones(const struct kiosk_model *m, uint16_t except,
        const struct kiosk_zone_view **out, size_t max)
{
    size_t count = 0;
    for (size_t i = 0; i < m->zone_count; i++) {
        const struct kiosk_zone_view *z = &m->zones[i];
        if (z->state != KIOSK_ZONE_OPEN || z->id == except || stamped(m, z->id))
            continue;
        size_t at = count;
        while (at > 0 && patience(out[at - 1]) > patience(z))
            at--;
        if (at == max)
            continue;
        for (size_t j = count < max ? count : max - 1; j > at; j--)
            out[j] = out[j - 1];
        out[at] = z;
        count += count < max;
    }
    return count;
}

void kiosk_place_draw(
        const struct kiosk_view *v, struct kiosk_rect r, const char *place, uint32_t colour)
{
    if (!*place)
        return;
    kiosk_draw_icon(v, kiosk_rect_cut_left(&r, kiosk_px(v, 4.5f)), KIOSK_ICON_PLACE, 2, colour);
    kiosk_rect_cut_left(&r, kiosk_px(v, 1));
    kiosk_draw_fitted(
            v, r, KIOSK_LEFT, (struct kiosk_run){place, KIOSK_BODY, false, colour}, KIOSK_XS);
}

static const char *face_words(const struct kiosk_view *v, int stars)
{
    const char *words[] = {
            tr(v, "Bad"), tr(v, "Poor"), tr(v, "Fair"), tr(v, "Good"), tr(v, "Great")};
    return words[stars - 1];
}

static void face_draw(const struct kiosk_view *v, struct kiosk_rect r, struct km_name ticket,
        int stars, bool chosen, float size)
{
    const struct kiosk_theme *t = v->theme;
    static const enum kiosk_tone tones[] = {
            KIOSK_TONE_BAD, KIOSK_TONE_BAD, KIOSK_TONE_MID, KIOSK_TONE_GOOD, KIOSK_TONE_GOOD};
    uint32_t ink = kiosk_tone_colour(t, tones[stars - 1]);
    kiosk_draw_border(v, r, chosen ? kiosk_tone_soft(t, tones[stars - 1]) : t->card,
            chosen ? ink : t->line, 3, chosen ? 0.5f : 0.25f);
    kiosk_add_hit(v, r, 3,
            (struct kiosk_action){.kind = KIOSK_ACTION_MOVE,
                    .session = -1,
                    .move = {.deed = KIOSK_DEED_RATE, .ticket = ticket, .count = (uint32_t)stars}},
            '0' + stars);
    r = kiosk_rect_inset(r, kiosk_px(v, 1), kiosk_px(v, 2));
    int word = kiosk_line(v, 7);
    int least = r.w < r.h - word ? r.w : r.h - word;
    int side = kiosk_px(v, 22) < least ? kiosk_px(v, 22) : least;
    r = kiosk_rect_centre(r, r.w, side + word);
    kiosk_draw_icon(v, kiosk_rect_cut_top(&r, side),
            (enum kiosk_icon)(KIOSK_ICON_FACE_1 + stars - 1), 1.8f, ink);
    kiosk_draw_fitted(
            v, r, KIOSK_CENTRE, (struct kiosk_run){face_words(v, stars), size, true, t->ink}, 3);
}

void kiosk_faces_draw(
        const struct kiosk_view *v, struct kiosk_rect r, struct km_name ticket, int rating)
{
    int gap = kiosk_px(v, 2);
    if ((r.w - 4 * gap) / 5 < v->target) /* faces a finger can hit are worth more than air */
        gap = kiosk_px(v, 0.5f);
    float size = KIOSK_BODY;
    int room = kiosk_rect_cell(r, 5, 1, gap, 0).w - kiosk_px(v, 2);
    for (int i = 0; i < 5; i++) { /* the size at which the longest word fits */
        float fits = kiosk_text_fit(
                v, room, 1, (struct kiosk_run){face_words(v, i + 1), size, true, 0}, 3);
        size = fits > 0 ? fits : 3;
    }
    for (int i = 0; i < 5; i++)
        face_draw(v, kiosk_rect_cell(r, 5, 1, gap, i), ticket, i + 1, rating == i + 1, size);
}
