#include "kiosk/sdl/painter.h"

#include "core/bounds.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool kiosk_painter_init(
        struct kiosk_painter *p, struct kiosk_font *font, int width, int height, char *err)
{
    *p = (struct kiosk_painter){.font = font, .width = width, .height = height, .fresh = true};
    if (width < 1 || height < 1 || width > KIOSK_SCREEN_SIDE_MAX ||
            height > KIOSK_SCREEN_SIDE_MAX) {
        snprintf(err, KM_ERR_MAX, "a picture of %d x %d pixels; at most %d a side", width, height,
                KIOSK_SCREEN_SIDE_MAX);
        return false;
    }
    p->pixels = calloc((size_t)width * (size_t)height, sizeof *p->pixels);
    if (!p->pixels) {
        snprintf(err, KM_ERR_MAX, "no memory for a picture of %d x %d pixels", width, height);
        return false;
    }
    return true;
}

void kiosk_painter_destroy(struct kiosk_painter *p)
{
    free(p->pixels);
    kiosk_frame_destroy(&p->shown);
    kiosk_frame_destroy(&p->next);
    *p = (struct kiosk_painter){0};
}

static void text_draw(const struct kiosk_canvas *c, struct kiosk_font *font,
        const struct kiosk_item *item, const uint8_t *bytes)
{
    struct kiosk_mask mask;
    if (!kiosk_font_mask(
                font, (const char *)bytes, item->byte_count, item->size, item->bold, &mask))
        return;
    int y = item->baseline - mask.ascent;
    const struct kiosk_rect *r = &item->rect;
    if (fpclassify(item->turn) == FP_ZERO)
        kiosk_canvas_mask(c, item->pen_x, y, mask.width, mask.height, mask.pixels, item->colour);
    else
        kiosk_canvas_mask_turned(c, item->pen_x, y, mask.width, mask.height, mask.pixels,
                item->colour, (float)r->x + (float)r->w / 2, (float)r->y + (float)r->h / 2,
                item->turn);
}

static void lines_draw(
        const struct kiosk_canvas *c, const struct kiosk_item *item, const uint8_t *bytes)
{
    struct kiosk_segment segments[KIOSK_SEGMENTS_MAX]; /* bytes need not be aligned */
    size_t count = item->byte_count / sizeof *segments;
    count = count < KIOSK_SEGMENTS_MAX ? count : KIOSK_SEGMENTS_MAX;
    memcpy(segments, bytes, count * sizeof *segments);
    kiosk_canvas_lines(c, segments, (int)count, item->stroke, item->colour);
}

static void item_draw(const struct kiosk_canvas *c, struct kiosk_font *font,
        const struct kiosk_frame *f, const struct kiosk_item *item)
{
    const uint8_t *bytes = kiosk_frame_bytes(f, item);
    switch (item->kind) {
    case KIOSK_ITEM_FILL:
        kiosk_canvas_fill(c, item->rect, item->radius, item->colour, item->border, item->stroke);
        break;
    case KIOSK_ITEM_TEXT:
        text_draw(c, font, item, bytes);
        break;
    case KIOSK_ITEM_ICON:
        kiosk_canvas_icon(
                c, item->rect, (enum kiosk_icon)item->icon, item->stroke, item->turn, item->colour);
        break;
    case KIOSK_ITEM_LINES:
        lines_draw(c, item, bytes);
        break;
    case KIOSK_ITEM_RING:
        kiosk_canvas_ring(c, item->rect, item->stroke, item->part, item->colour);
        break;
    case KIOSK_ITEM_DASH:
        kiosk_canvas_dash(c, item->rect, item->colour);
        break;
    case KIOSK_ITEM_QR:
        kiosk_canvas_qr(c, item->rect, item->cols, bytes, item->colour, item->border);
        break;
    case KIOSK_ITEM_IMAGE:
        kiosk_canvas_grey(c, item->rect, item->radius, item->cols, item->rows, bytes);
        break;
    case KIOSK_ITEM_PICTURE:
        kiosk_canvas_picture(c, item->rect, item->cols, item->rows, bytes);
        break;
    }
}

void kiosk_painter_replay(
        const struct kiosk_canvas *c, struct kiosk_font *font, const struct kiosk_frame *f)
{
    for (size_t i = 0; i < f->item_count; i++) {
        const struct kiosk_item *item = &f->items[i];
        struct kiosk_canvas part = *c;
        part.clip = kiosk_rect_intersect(c->clip, item->rect);
        if (!kiosk_rect_empty(part.clip))
            item_draw(&part, font, f, item);
    }
}

struct kiosk_frame *kiosk_painter_begin(struct kiosk_painter *p)
{
    kiosk_frame_begin(&p->next, p->width, p->height);
    return &p->next;
}

void kiosk_painter_end(struct kiosk_painter *p, struct kiosk_damage *out_damage)
{
    struct kiosk_damage damage;
    kiosk_damage_find(p->fresh ? NULL : &p->shown, &p->next, &damage);
    for (int i = 0; i < damage.count; i++) {
        struct kiosk_canvas c = {p->pixels, p->width, p->height, p->width, damage.rects[i]};
        kiosk_painter_replay(&c, p->font, &p->next);
    }
    struct kiosk_frame shown = p->shown;
    p->shown = p->next;
    p->next = shown;
    p->fresh = false;
    if (out_damage)
        *out_damage = damage;
}
