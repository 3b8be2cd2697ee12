/* Bars and stamps of sheet.h: what is drawn rather than written. */

#include "kiosk/ui/sheet.h"

#include <stdio.h>

void kiosk_draw_bars(const struct kiosk_view *v, struct kiosk_rect r, const struct kiosk_bars *bars)
{
    const struct kiosk_theme *t = v->theme;
    struct kiosk_rect foot = kiosk_rect_cut_bottom(&r, kiosk_line(v, 5));
    kiosk_draw_fill(v, kiosk_rect_cut_bottom(&r, kiosk_px(v, 0.375f)), t->line, 0);
    struct kiosk_rect top = kiosk_rect_cut_top(&r, kiosk_line(v, 6));
    int most = 1;
    for (int i = 0; i < bars->count; i++)
        most = bars->values[i] > most ? bars->values[i] : most;
    for (int i = 0; i < bars->count; i++) {
        struct kiosk_rect cell = kiosk_rect_cell(r, bars->count, 1, 0, i);
        struct kiosk_rect label = {cell.x, foot.y, cell.w, foot.h};
        if (*bars->labels[i])
            kiosk_draw_text(v, label, KIOSK_CENTRE,
                    (struct kiosk_run){bars->labels[i], KIOSK_XS, false, t->muted});
        if (bars->values[i] <= 0)
            continue;
        int height = cell.h * bars->values[i] / most;
        height = height < kiosk_px(v, 0.75f) ? kiosk_px(v, 0.75f) : height;
        struct kiosk_rect bar = kiosk_rect_cut_bottom(&cell, height);
        bar = kiosk_rect_inset(bar, bar.w / 8, 0);
        bool full = bars->now < 0 || bars->now == i;
        kiosk_draw_fill(
                v, bar, full ? t->accent : kiosk_theme_mix(t->accent, t->card, 0.55), 0.75f);
        char number[12];
        snprintf(number, sizeof number, "%d", bars->values[i]);
        struct kiosk_rect over = {bar.x - bar.w / 8, bar.y - top.h, bar.w * 5 / 4, top.h};
        struct kiosk_run run = {number, KIOSK_S, true, t->ink};
        if (bars->values[i] == most || i == bars->now || kiosk_text_width(v, run) <= over.w)
            kiosk_draw_text(v, over, KIOSK_CENTRE, run);
    }
}

void kiosk_draw_turned(
        const struct kiosk_view *v, struct kiosk_rect box, struct kiosk_run run, float turn)
{
    size_t from = v->frame->item_count;
    kiosk_draw_text(v, box, KIOSK_CENTRE, run);
    for (size_t i = from; i < v->frame->item_count; i++) {
        struct kiosk_item *item = &v->frame->items[i];
        item->turn = turn;
        /* What it may reach, turned: a square around the same middle. */
        struct kiosk_rect middle = item->rect;
        item->rect = kiosk_rect_centre(middle, middle.w, middle.w > middle.h ? middle.w : middle.h);
        item->rect.y = middle.y + middle.h / 2 - item->rect.h / 2;
    }
}

/* A box as far from the stamp's middle as `down`, turned around that middle. */
static struct kiosk_rect around(struct kiosk_rect r, float down, int w, int h, float turn)
{
    float angle = turn * (float)M_PI / 180;
    int x = r.x + r.w / 2 - (int)lroundf(sinf(angle) * down);
    int y = r.y + r.h / 2 + (int)lroundf(cosf(angle) * down);
    return (struct kiosk_rect){x - w / 2, y - h / 2, w, h};
}

void kiosk_draw_stamp(const struct kiosk_view *v, struct kiosk_rect r, const struct kiosk_stamp *s)
{
    int side = r.w < r.h ? r.w : r.h;
    r = kiosk_rect_centre(r, side, side);
    float units = (float)side / v->u;
    struct kiosk_item ring = {.kind = KIOSK_ITEM_RING, .rect = r, .part = 1, .colour = s->colour};
    ring.stroke = (float)side * 0.045f;
    kiosk_frame_add(v->frame, ring, NULL, 0);
    ring.rect = kiosk_rect_inset(r, side * 8 / 100, side * 8 / 100);
    ring.stroke = fmaxf(1, (float)side * 0.014f);
    kiosk_frame_add(v->frame, ring, NULL, 0);
    bool words = s->words && *s->words;
    kiosk_draw_turned(v,
            around(r, words ? (float)side * -0.09f : 0, side * 7 / 10, side / 2, s->turn),
            (struct kiosk_run){s->code, units * 0.4f / v->letters, true, s->colour}, s->turn);
    if (words)
        kiosk_draw_turned(v, around(r, (float)side * 0.21f, side * 6 / 10, side / 4, s->turn),
                (struct kiosk_run){s->words, units * 0.17f / v->letters, true, s->colour}, s->turn);
}
