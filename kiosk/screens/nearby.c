/* Where to go instead: up to three open zones with shorter queues, the nearest first. Places are
 * near when they begin alike: 实训楼 305 and 实训楼 402 are one house. */

#include "kiosk/screens/screen.h"
#include "kiosk/screens/words.h"

#include <stdio.h>
#include <string.h>

#define MOST 3
#define ROW 12.f
#define GAP 2.f
#define HEADING 7.f
#define NEAR_LEAST 6 /* bytes that begin alike: two Chinese characters, or a word */

static bool near(struct kiosk_text a, struct kiosk_text b)
{
    const char *x = a.zh ? a.zh : a.en;
    const char *y = b.zh ? b.zh : b.en;
    size_t same = 0;
    while (x && y && x[same] && x[same] == y[same])
        same++;
    return same >= NEAR_LEAST;
}

/* How far down the list: the near ones first, then by their waits. */
static int rank_of(const struct kiosk_zone_view *z, const struct kiosk_zone_view *from)
{
    return (near(z->place, from->place) ? 0 : 10000) + (z->wait_max < 0 ? 999 : z->wait_max);
}

static bool better(const struct kiosk_zone_view *z, const struct kiosk_zone_view *from)
{
    if (z->id == from->id || z->state != KIOSK_ZONE_OPEN || z->load == KIOSK_LOAD_LONG)
        return false;
    return from->state != KIOSK_ZONE_OPEN || z->load < from->load;
}

static int list(const struct kiosk_model *m, const struct kiosk_zone_view *from,
        const struct kiosk_zone_view *out[MOST])
{
    int count = 0;
    for (size_t i = 0; i < m->zone_count; i++) {
        const struct kiosk_zone_view *z = &m->zones[i];
        if (!better(z, from))
            continue;
        int at = count < MOST ? count++ : MOST;
        for (; at > 0 && rank_of(z, from) < rank_of(out[at - 1], from); at--)
            if (at < MOST)
                out[at] = out[at - 1];
        if (at < MOST)
            out[at] = z;
    }
    return count;
}

static int rows_height(const struct kiosk_view *v, int rows)
{
    return kiosk_line(v, HEADING) + rows * (kiosk_height(v, ROW) + kiosk_px(v, GAP));
}

int kiosk_nearby_height(const struct kiosk_view *v, const struct kiosk_zone_view *from, int room)
{
    const struct kiosk_zone_view *zones[MOST];
    int rows = list(v->model, from, zones);
    while (rows > 0 && rows_height(v, rows) > room)
        rows--;
    return rows > 0 ? rows_height(v, rows) : 0;
}

static void row_draw(
        const struct kiosk_view *v, struct kiosk_rect r, const struct kiosk_zone_view *z)
{
    struct kiosk_state_words words;
    kiosk_state_describe(v, z, &words);
    kiosk_draw_card(v, r);
    kiosk_add_hit(v, r, 3,
            (struct kiosk_action){.kind = KIOSK_ACTION_OPEN_ZONE, .zone = z->id, .session = -1}, 0);
    r = kiosk_rect_inset(r, kiosk_px(v, 2.5f), 0);
    struct kiosk_rect tile = kiosk_rect_cut_left(&r, kiosk_px(v, 7));
    kiosk_draw_tile(v, kiosk_rect_centre(tile, tile.w, tile.w), z->code, v->theme->accent);
    kiosk_rect_cut_left(&r, kiosk_px(v, 2.5f));
    kiosk_draw_icon(v, kiosk_rect_cut_right(&r, kiosk_px(v, 4.5f)), KIOSK_ICON_ARROW, 2.4f,
            v->theme->muted);
    kiosk_rect_cut_right(&r, kiosk_px(v, 1.5f));
    struct kiosk_run wait = {
            words.brief, KIOSK_BODY, true, kiosk_tone_colour(v->theme, words.tone)};
    int width = kiosk_text_width(v, wait);
    width = width < r.w * 9 / 20 ? width : r.w * 9 / 20;
    kiosk_draw_fitted(v, kiosk_rect_cut_right(&r, width), KIOSK_RIGHT, wait, KIOSK_S);
    kiosk_rect_cut_right(&r, kiosk_px(v, 2));
    kiosk_draw_fitted(v, r, KIOSK_LEFT,
            (struct kiosk_run){kiosk_say(v, z->title), KIOSK_BODY, true, v->theme->ink}, KIOSK_S);
}

void kiosk_nearby_draw(
        const struct kiosk_view *v, struct kiosk_rect r, const struct kiosk_zone_view *from)
{
    const struct kiosk_zone_view *zones[MOST];
    int count = list(v->model, from, zones);
    kiosk_draw_heading(
            v, kiosk_rect_cut_top(&r, kiosk_line(v, HEADING)), tr(v, "Less crowded now"), NULL);
    for (int i = 0; i < count && r.h >= kiosk_height(v, ROW); i++) {
        kiosk_rect_cut_top(&r, kiosk_px(v, GAP));
        row_draw(v, kiosk_rect_cut_top(&r, kiosk_height(v, ROW)), zones[i]);
    }
}
