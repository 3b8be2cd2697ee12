/* The camera's picture. It is drawn up to thirty times a second over a good part of the glass, so
 * it is scaled in whole numbers, row by row: two rows of the picture are mixed, then stretched. */
#include "kiosk/sdl/canvas_private.h"

#include "core/bounds.h"

#include <string.h>

/* Where a pixel of the glass lies in the picture: between two of its pixels. */
struct place {
    uint16_t at;
    uint16_t part; /* of the second, 0..256 */
};

static struct place place_of(float at, int size)
{
    at = fmaxf(0, fminf(at, (float)size - 1.001f));
    int whole = (int)at;
    return (struct place){(uint16_t)whole, (uint16_t)((at - (float)whole) * 256)};
}

/* The row's pixels from x0 to x1 without any rounding of corners. mixed: levels times 256. */
static void stretch(
        uint32_t *row, int x0, int x1, const struct place *columns, const uint16_t *mixed)
{
    for (int x = x0; x < x1; x++) {
        struct place p = columns[x];
        uint32_t level =
                ((uint32_t)mixed[p.at] * (256u - p.part) + (uint32_t)mixed[p.at + 1] * p.part) >>
                16;
        row[x] = 0xFF000000u | level * 0x010101u;
    }
}

/* How many pixels at either end of this row a corner takes something from. */
static int cut_of(const struct kiosk_rect *r, float radius, int y)
{
    float from_edge = fminf((float)(y - r->y), (float)(r->y + r->h - 1 - y));
    int cut = from_edge >= radius ? 0 : (int)ceilf(radius);
    return cut < r->w / 2 ? cut : r->w / 2;
}

static void round_off(const struct kiosk_rect *r, float radius, uint32_t *row, int y, int x0,
        int x1, const uint32_t *under)
{
    for (int x = x0; x < x1; x++) {
        float d = round_distance((float)x + 0.5f - (float)r->x - (float)r->w / 2,
                (float)y + 0.5f - (float)r->y - (float)r->h / 2, (float)r->w / 2, (float)r->h / 2,
                radius);
        uint32_t level = row[x];
        row[x] = under[x];
        blend(&row[x], level, coverage_of(d));
    }
}

void kiosk_canvas_grey(const struct kiosk_canvas *c, struct kiosk_rect r, float radius, int width,
        int height, const uint8_t *grey)
{
    struct kiosk_rect in = kiosk_rect_intersect(r, c->clip);
    if (width < 2 || height < 2 || width > KM_FRAME_SIDE_MAX || kiosk_rect_empty(in))
        return;
    struct kiosk_cover cover = kiosk_cover_make(r, width, height);
    struct place columns[KIOSK_SCREEN_SIDE_MAX];
    uint32_t under[KIOSK_SCREEN_SIDE_MAX];
    uint16_t mixed[KM_FRAME_SIDE_MAX];
    for (int x = in.x; x < in.x + in.w; x++) /* as in a mirror */
        columns[x] = place_of(
                cover.left + ((float)(r.x + r.w - 1 - x) + 0.5f) * cover.scale - 0.5f, width);
    for (int y = in.y; y < in.y + in.h; y++) {
        struct place p =
                place_of(cover.top + ((float)(y - r.y) + 0.5f) * cover.scale - 0.5f, height);
        const uint8_t *above = grey + (size_t)p.at * (size_t)width;
        const uint8_t *below = above + width;
        for (int x = 0; x < width; x++)
            mixed[x] = (uint16_t)(above[x] * (256 - p.part) + below[x] * p.part);
        uint32_t *row = row_of(c, y);
        int cut = cut_of(&r, radius, y);
        int left = kiosk_most(in.x, kiosk_least(r.x + cut, in.x + in.w));
        int right = kiosk_most(left, kiosk_least(r.x + r.w - cut, in.x + in.w));
        memcpy(under + in.x, row + in.x, (size_t)(left - in.x) * sizeof *row);
        memcpy(under + right, row + right, (size_t)(in.x + in.w - right) * sizeof *row);
        stretch(row, in.x, in.x + in.w, columns, mixed);
        round_off(&r, radius, row, y, in.x, left, under);
        round_off(&r, radius, row, y, right, in.x + in.w, under);
    }
}
