#include "kiosk/sdl/canvas_private.h"

#include <string.h>

#define QUIET_ZONE 4 /* modules, ISO/IEC 18004 */

static void span(const struct kiosk_canvas *c, int x0, int x1, int y, uint32_t colour)
{
    uint32_t *row = row_of(c, y);
    if (colour >> 24 == 255)
        for (int x = x0; x < x1; x++)
            row[x] = colour;
    else
        for (int x = x0; x < x1; x++)
            blend(&row[x], colour, 256);
}

struct round_rect {
    float cx, cy, hw, hh, radius, stroke;
    uint32_t colour, border;
};

/* How much of a pixel the whole and what lies within its border cover. */
struct covers {
    uint32_t outer, inner;
};

static struct covers covers_at(const struct round_rect *s, float px, float py)
{
    struct covers c = {coverage_of(round_distance(px, py, s->hw, s->hh, s->radius)), 0};
    if (s->stroke <= 0)
        return c;
    float radius = s->radius > s->stroke ? s->radius - s->stroke : 0;
    c.inner = coverage_of(round_distance(px, py, s->hw - s->stroke, s->hh - s->stroke, radius));
    return c;
}

static void paint(uint32_t *to, const struct round_rect *s, struct covers c)
{
    if (s->stroke <= 0) {
        blend(to, s->colour, c.outer);
    } else if (s->border >> 24 == 255 && s->colour >> 24 == 255) {
        blend(to, s->border, c.outer); /* one over the other leaves no seam between them */
        blend(to, s->colour, c.inner);
    } else {
        blend(to, s->colour, c.inner);
        blend(to, s->border, c.outer > c.inner ? c.outer - c.inner : 0);
    }
}

static void round_pixels(uint32_t *row, const struct round_rect *s, float py, int from, int to)
{
    for (int x = from; x < to; x++)
        paint(&row[x], s, covers_at(s, (float)x + 0.5f - s->cx, py));
}

/* Between the corners a row is the same all along: at its top and foot the border's, else plain. */
static void even_pixels(uint32_t *row, const struct round_rect *s, float py, int from, int to)
{
    struct covers c = covers_at(s, 0, py);
    uint32_t solid = s->colour & (s->stroke > 0 ? s->border : 0xFF000000u);
    if (from < to && solid >> 24 == 255 && c.outer == 256) {
        uint32_t colour = 0; /* whatever was there is covered */
        paint(&colour, s, c);
        for (int x = from; x < to; x++)
            row[x] = colour;
        return;
    }
    for (int x = from; x < to; x++)
        paint(&row[x], s, c);
}

void kiosk_canvas_fill(const struct kiosk_canvas *c, struct kiosk_rect r, float radius,
        uint32_t colour, uint32_t border, float stroke)
{
    struct round_rect s = {.cx = (float)r.x + (float)r.w / 2,
            .cy = (float)r.y + (float)r.h / 2,
            .hw = (float)r.w / 2,
            .hh = (float)r.h / 2,
            .radius = radius,
            .stroke = border >> 24 ? stroke : 0,
            .colour = colour,
            .border = border};
    int edge = (int)ceilf(
            radius > s.stroke ? radius : s.stroke); /* further inside all rows are even */
    struct kiosk_rect in = kiosk_rect_intersect(r, c->clip);
    int right = in.x + in.w;
    int even_from = kiosk_most(in.x, kiosk_least(r.x + edge, right));
    int even_to = kiosk_most(even_from, kiosk_least(r.x + r.w - edge, right));
    for (int y = in.y; y < in.y + in.h; y++) {
        uint32_t *row = row_of(c, y);
        float py = (float)y + 0.5f - s.cy;
        round_pixels(row, &s, py, in.x, even_from);
        if (y < r.y + edge || y >= r.y + r.h - edge)
            even_pixels(row, &s, py, even_from, even_to);
        else
            span(c, even_from, even_to, y, colour);
        round_pixels(row, &s, py, even_to, right);
    }
}

static float segment_distance2(const struct kiosk_segment *s, float x, float y)
{
    float dx = s->x1 - s->x0;
    float dy = s->y1 - s->y0;
    float px = x - s->x0;
    float py = y - s->y0;
    float length2 = dx * dx + dy * dy;
    float t = length2 > 0 ? (px * dx + py * dy) / length2 : 0;
    t = t < 0 ? 0 : t > 1 ? 1 : t;
    px -= t * dx;
    py -= t * dy;
    return px * px + py * py;
}

/* Distance to the nearest of the lines, less half their width. */
static float stroke_distance(
        const struct kiosk_segment *segments, int count, float x, float y, float half)
{
    float best = 1e9f;
    for (int i = 0; i < count; i++) {
        float d = segment_distance2(&segments[i], x, y);
        if (d < best)
            best = d;
    }
    return sqrtf(best) - half;
}

/* A side of a convex outline as a half plane: the distance of (x, y) is a x + b y + c. */
struct side {
    float a, b, c;
};

static int sides_of(const struct kiosk_segment *segments, int count, struct side *out)
{
    int sides = 0;
    for (int i = 0; i < count; i++) {
        const struct kiosk_segment *s = &segments[i];
        float dx = s->x1 - s->x0;
        float dy = s->y1 - s->y0;
        float length = sqrtf(dx * dx + dy * dy);
        if (length > 0)
            out[sides++] =
                    (struct side){dy / length, -dx / length, (s->y0 * dx - s->x0 * dy) / length};
    }
    return sides;
}

/* Distance to a convex outline drawn clockwise (y down): the farthest of its half planes. */
static float convex_distance(const struct side *sides, int count, float x, float y)
{
    float worst = -1e9f;
    for (int i = 0; i < count; i++) {
        float d = sides[i].a * x + sides[i].b * y + sides[i].c;
        worst = d > worst ? d : worst;
    }
    return worst;
}

void kiosk_canvas_icon(const struct kiosk_canvas *c, struct kiosk_rect r, enum kiosk_icon icon,
        float stroke, float turn, uint32_t colour)
{
    struct kiosk_segment segments[KIOSK_SEGMENTS_MAX];
    bool filled;
    int count = kiosk_icon_segments(icon, segments, &filled);
    float scale = (float)r.w / 24;
    float cosine = cosf(turn * (float)M_PI / 180) * scale;
    float sine = sinf(turn * (float)M_PI / 180) * scale;
    float cx = (float)r.x + (float)r.w / 2;
    float cy = (float)r.y + (float)r.h / 2;
    for (int i = 0; i < count; i++) {
        struct kiosk_segment s = segments[i];
        segments[i].x0 = cx + (s.x0 - 12) * cosine - (s.y0 - 12) * sine;
        segments[i].y0 = cy + (s.x0 - 12) * sine + (s.y0 - 12) * cosine;
        segments[i].x1 = cx + (s.x1 - 12) * cosine - (s.y1 - 12) * sine;
        segments[i].y1 = cy + (s.x1 - 12) * sine + (s.y1 - 12) * cosine;
    }
    struct side sides[KIOSK_SEGMENTS_MAX];
    int side_count = filled ? sides_of(segments, count, sides) : 0;
    struct kiosk_rect in = kiosk_rect_intersect(r, c->clip);
    for (int y = in.y; y < in.y + in.h; y++)
        for (int x = in.x; x < in.x + in.w; x++) {
            float px = (float)x + 0.5f;
            float py = (float)y + 0.5f;
            float d = filled ? convex_distance(sides, side_count, px, py)
                             : stroke_distance(segments, count, px, py, stroke / 2);
            blend(&row_of(c, y)[x], colour, coverage_of(d));
        }
}

/* Each line by itself: it covers little of the box that all of them lie in. */
void kiosk_canvas_lines(const struct kiosk_canvas *c, const struct kiosk_segment *segments,
        int count, float stroke, uint32_t colour)
{
    float half = stroke / 2;
    for (int i = 0; i < count; i++) {
        const struct kiosk_segment *s = &segments[i];
        int x0 = (int)floorf(fminf(s->x0, s->x1) - half - 1);
        int y0 = (int)floorf(fminf(s->y0, s->y1) - half - 1);
        int x1 = (int)ceilf(fmaxf(s->x0, s->x1) + half + 1);
        int y1 = (int)ceilf(fmaxf(s->y0, s->y1) + half + 1);
        struct kiosk_rect in =
                kiosk_rect_intersect((struct kiosk_rect){x0, y0, x1 - x0, y1 - y0}, c->clip);
        for (int y = in.y; y < in.y + in.h; y++)
            for (int x = in.x; x < in.x + in.w; x++) {
                float d = stroke_distance(s, 1, (float)x + 0.5f, (float)y + 0.5f, half);
                blend(&row_of(c, y)[x], colour, coverage_of(d));
            }
    }
}

void kiosk_canvas_ring(const struct kiosk_canvas *c, struct kiosk_rect r, float stroke, float part,
        uint32_t colour)
{
    float cx = (float)r.x + (float)r.w / 2;
    float cy = (float)r.y + (float)r.h / 2;
    float radius = (float)r.w / 2 - stroke / 2;
    float end = part * 2 * (float)M_PI;
    struct kiosk_rect in = kiosk_rect_intersect(r, c->clip);
    for (int y = in.y; y < in.y + in.h; y++)
        for (int x = in.x; x < in.x + in.w; x++) {
            float px = (float)x + 0.5f - cx;
            float py = (float)y + 0.5f - cy;
            float d = fabsf(sqrtf(px * px + py * py) - radius) - stroke / 2;
            if (d >= 0.5f)
                continue;
            float angle = atan2f(px, -py); /* from the top, clockwise */
            if (angle < 0)
                angle += 2 * (float)M_PI;
            if (part < 1 && angle > end) { /* beyond the end: only the round cap reaches here */
                float tip_x = px - radius * sinf(end);
                float tip_y = py + radius * cosf(end);
                float top = sqrtf(px * px + (py + radius) * (py + radius));
                float tip = sqrtf(tip_x * tip_x + tip_y * tip_y);
                d = part <= 0 ? 1 : fminf(top, tip) - stroke / 2;
            }
            blend(&row_of(c, y)[x], colour, coverage_of(d));
        }
}

void kiosk_canvas_dash(const struct kiosk_canvas *c, struct kiosk_rect r, uint32_t colour)
{
    int dash = r.h * 3;
    int step = dash + r.h * 2;
    for (int x = r.x; x < r.x + r.w; x += step) {
        struct kiosk_rect one = {x, r.y, x + dash > r.x + r.w ? r.x + r.w - x : dash, r.h};
        kiosk_canvas_fill(c, one, (float)r.h / 2, colour, 0, 0);
    }
}

void kiosk_canvas_mask(const struct kiosk_canvas *c, int x, int y, int width, int height,
        const uint8_t *mask, uint32_t colour)
{
    struct kiosk_rect in = kiosk_rect_intersect((struct kiosk_rect){x, y, width, height}, c->clip);
    for (int row = in.y; row < in.y + in.h; row++) {
        const uint8_t *from = mask + (size_t)(row - y) * (size_t)width;
        uint32_t *to = row_of(c, row);
        for (int col = in.x; col < in.x + in.w; col++) {
            uint32_t m = from[col - x];
            if (m)
                blend(&to[col], colour, m + (m >> 7));
        }
    }
}

/* The coverage between four pixels of a mask, 0..256. */
static uint32_t mask_between(const uint8_t *mask, int width, int height, float x, float y)
{
    int ix = (int)floorf(x);
    int iy = (int)floorf(y);
    float tx = x - (float)ix;
    float ty = y - (float)iy;
    float sum = 0;
    for (int i = 0; i < 4; i++) {
        int px = ix + (i & 1);
        int py = iy + (i >> 1);
        if (px >= 0 && py >= 0 && px < width && py < height)
            sum += (float)mask[py * width + px] * (i & 1 ? tx : 1 - tx) * (i >> 1 ? ty : 1 - ty);
    }
    return (uint32_t)(sum * 256 / 255);
}

void kiosk_canvas_mask_turned(const struct kiosk_canvas *c, int x, int y, int width, int height,
        const uint8_t *mask, uint32_t colour, float cx, float cy, float turn)
{
    float cosine = cosf(turn * (float)M_PI / 180);
    float sine = sinf(turn * (float)M_PI / 180);
    for (int row = c->clip.y; row < c->clip.y + c->clip.h; row++)
        for (int col = c->clip.x; col < c->clip.x + c->clip.w; col++) {
            float dx = (float)col + 0.5f - cx;
            float dy = (float)row + 0.5f - cy;
            float from_x = cx + dx * cosine + dy * sine - (float)x - 0.5f;
            float from_y = cy - dx * sine + dy * cosine - (float)y - 0.5f;
            uint32_t m = mask_between(mask, width, height, from_x, from_y);
            if (m)
                blend(&row_of(c, row)[col], colour, m);
        }
}

void kiosk_canvas_qr(const struct kiosk_canvas *c, struct kiosk_rect r, int size,
        const uint8_t *modules, uint32_t dark, uint32_t light)
{
    int side = r.w < r.h ? r.w : r.h;
    int module = side / (size + 2 * QUIET_ZONE);
    if (size <= 0 || module < 1)
        return;
    int whole = module * (size + 2 * QUIET_ZONE);
    struct kiosk_rect field = kiosk_rect_centre(r, whole, whole);
    kiosk_canvas_fill(c, field, 0, light, 0, 0);
    for (int row = 0; row < size; row++)
        for (int col = 0; col < size; col++) {
            if (!modules[row * size + col])
                continue;
            struct kiosk_rect one = {field.x + (col + QUIET_ZONE) * module,
                    field.y + (row + QUIET_ZONE) * module, module, module};
            kiosk_canvas_fill(c, one, 0, dark, 0, 0);
        }
}

/* The mean of the pixels of a picture from (x0, y0) to (x1, y1), by their alpha. */
static uint32_t mean_of(const uint8_t *argb, int width, int x0, int y0, int x1, int y1)
{
    uint64_t sum[4] = {0}; /* blue, green, red, alpha */
    for (int y = y0; y < y1; y++)
        for (int x = x0; x < x1; x++) {
            uint32_t pixel;
            memcpy(&pixel, argb + ((size_t)y * (size_t)width + (size_t)x) * 4, sizeof pixel);
            uint32_t alpha = pixel >> 24;
            for (int i = 0; i < 3; i++)
                sum[i] += (pixel >> 8 * i & 0xFF) * alpha;
            sum[3] += alpha;
        }
    if (sum[3] == 0)
        return 0;
    uint64_t count = (uint64_t)(x1 - x0) * (uint64_t)(y1 - y0);
    uint32_t mean = (uint32_t)((sum[3] + count / 2) / count) << 24;
    for (int i = 0; i < 3; i++)
        mean |= (uint32_t)((sum[i] + sum[3] / 2) / sum[3]) << 8 * i;
    return mean;
}

void kiosk_canvas_picture(const struct kiosk_canvas *c, struct kiosk_rect r, int width, int height,
        const uint8_t *argb)
{
    if (width < 1 || height < 1)
        return;
    int w = r.w * height < r.h * width ? r.w : r.h * width / height;
    int h = w * height / width;
    r = kiosk_rect_centre(r, w, h);
    struct kiosk_rect in = kiosk_rect_intersect(r, c->clip);
    for (int y = in.y; y < in.y + in.h; y++)
        for (int x = in.x; x < in.x + in.w; x++) {
            int x0 = (x - r.x) * width / r.w;
            int y0 = (y - r.y) * height / r.h;
            int x1 = (x - r.x + 1) * width / r.w;
            int y1 = (y - r.y + 1) * height / r.h;
            uint32_t mean =
                    mean_of(argb, width, x0, y0, x1 > x0 ? x1 : x0 + 1, y1 > y0 ? y1 : y0 + 1);
            blend(&row_of(c, y)[x], mean, 256);
        }
}
