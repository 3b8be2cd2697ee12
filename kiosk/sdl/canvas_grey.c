/* The camera's picture. It is drawn up to thirty times a second over a good part of the glass, so
 * it is scaled in whole numbers: each of its rows is stretched once, and the rows of the glass are
 * mixed from two of these. */
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

struct columns {
    int from, to; /* of the glass */
    struct place at[KIOSK_SCREEN_SIDE_MAX];
};

/* A row of the picture as wide as it is on the glass. */
static void stretch(const struct columns *columns, const uint8_t *row, uint8_t *out)
{
    for (int x = columns->from; x < columns->to; x++) {
        struct place p = columns->at[x];
        out[x] = (uint8_t)((row[p.at] * (256 - p.part) + row[p.at + 1] * p.part) >> 8);
    }
}

static void mix(
        const uint8_t *above, const uint8_t *below, unsigned part, uint32_t *row, int from, int to)
{
    for (int x = from; x < to; x++) {
        uint32_t level = (above[x] * (256 - part) + below[x] * part) >> 8;
        row[x] = 0xFF000000u | level << 16 | level << 8 | level;
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

/* One row of the glass, with what lay under its rounded corners. */
static void row_draw(const struct kiosk_canvas *c, const struct kiosk_rect *r, float radius, int y,
        struct kiosk_rect in, const uint8_t *above, const uint8_t *below, unsigned part)
{
    uint32_t under[KIOSK_SCREEN_SIDE_MAX];
    uint32_t *row = row_of(c, y);
    int cut = cut_of(r, radius, y), end = in.x + in.w;
    int left = kiosk_most(in.x, kiosk_least(r->x + cut, end));
    int right = kiosk_most(left, kiosk_least(r->x + r->w - cut, end));
    memcpy(under + in.x, row + in.x, (size_t)(left - in.x) * sizeof *row);
    memcpy(under + right, row + right, (size_t)(end - right) * sizeof *row);
    mix(above, below, part, row, in.x, end);
    round_off(r, radius, row, y, in.x, left, under);
    round_off(r, radius, row, y, right, end, under);
}

void kiosk_canvas_grey(const struct kiosk_canvas *c, struct kiosk_rect r, float radius, int width,
        int height, const uint8_t *grey)
{
    struct kiosk_rect in = kiosk_rect_intersect(r, c->clip);
    if (width < 2 || height < 2 || kiosk_rect_empty(in))
        return;
    struct kiosk_cover cover = kiosk_cover_make(r, width, height);
    struct columns columns = {.from = in.x, .to = in.x + in.w};
    for (int x = columns.from; x < columns.to; x++) /* as in a mirror */
        columns.at[x] = place_of(
                cover.left + ((float)(r.x + r.w - 1 - x) + 0.5f) * cover.scale - 0.5f, width);
    uint8_t rows[2][KIOSK_SCREEN_SIDE_MAX];
    int held = -2; /* rows[held % 2] is that row of the picture, the other one the next */
    for (int y = in.y; y < in.y + in.h; y++) {
        struct place p =
                place_of(cover.top + ((float)(y - r.y) + 0.5f) * cover.scale - 0.5f, height);
        if (held != p.at) {
            if (held != p.at - 1)
                stretch(&columns, grey + (size_t)p.at * (size_t)width, rows[p.at % 2]);
            stretch(&columns, grey + (size_t)(p.at + 1) * (size_t)width, rows[(p.at + 1) % 2]);
            held = p.at;
        }
        row_draw(c, &r, radius, y, in, rows[p.at % 2], rows[(p.at + 1) % 2], p.part);
    }
}
