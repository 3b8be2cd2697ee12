#include "kiosk/ui/rect.h"

#include <assert.h>
#include <math.h>

int kiosk_least(int a, int b)
{
    return a < b ? a : b;
}

int kiosk_most(int a, int b)
{
    return a > b ? a : b;
}

bool kiosk_rect_empty(struct kiosk_rect r)
{
    return r.w <= 0 || r.h <= 0;
}

bool kiosk_rect_contains(struct kiosk_rect r, int x, int y)
{
    return x >= r.x && y >= r.y && x < r.x + r.w && y < r.y + r.h;
}

struct kiosk_rect kiosk_rect_intersect(struct kiosk_rect a, struct kiosk_rect b)
{
    int x = kiosk_most(a.x, b.x);
    int y = kiosk_most(a.y, b.y);
    int right = kiosk_least(a.x + a.w, b.x + b.w);
    int bottom = kiosk_least(a.y + a.h, b.y + b.h);
    return (struct kiosk_rect){x, y, kiosk_most(right - x, 0), kiosk_most(bottom - y, 0)};
}

struct kiosk_rect kiosk_rect_unite(struct kiosk_rect a, struct kiosk_rect b)
{
    if (kiosk_rect_empty(a))
        return b;
    if (kiosk_rect_empty(b))
        return a;
    int x = kiosk_least(a.x, b.x);
    int y = kiosk_least(a.y, b.y);
    return (struct kiosk_rect){
            x, y, kiosk_most(a.x + a.w, b.x + b.w) - x, kiosk_most(a.y + a.h, b.y + b.h) - y};
}

struct kiosk_rect kiosk_rect_inset(struct kiosk_rect r, int dx, int dy)
{
    return (struct kiosk_rect){
            r.x + dx, r.y + dy, kiosk_most(r.w - 2 * dx, 0), kiosk_most(r.h - 2 * dy, 0)};
}

struct kiosk_rect kiosk_rect_centre(struct kiosk_rect r, int w, int h)
{
    return (struct kiosk_rect){r.x + (r.w - w) / 2, r.y + (r.h - h) / 2, w, h};
}

struct kiosk_rect kiosk_rect_cut_top(struct kiosk_rect *r, int size)
{
    size = kiosk_most(kiosk_least(size, r->h), 0);
    struct kiosk_rect cut = {r->x, r->y, r->w, size};
    r->y += size;
    r->h -= size;
    return cut;
}

struct kiosk_rect kiosk_rect_cut_bottom(struct kiosk_rect *r, int size)
{
    size = kiosk_most(kiosk_least(size, r->h), 0);
    r->h -= size;
    return (struct kiosk_rect){r->x, r->y + r->h, r->w, size};
}

struct kiosk_rect kiosk_rect_cut_left(struct kiosk_rect *r, int size)
{
    size = kiosk_most(kiosk_least(size, r->w), 0);
    struct kiosk_rect cut = {r->x, r->y, size, r->h};
    r->x += size;
    r->w -= size;
    return cut;
}

struct kiosk_rect kiosk_rect_cut_right(struct kiosk_rect *r, int size)
{
    size = kiosk_most(kiosk_least(size, r->w), 0);
    r->w -= size;
    return (struct kiosk_rect){r->x + r->w, r->y, size, r->h};
}

struct kiosk_rect kiosk_rect_cell(struct kiosk_rect r, int cols, int rows, int gap, int index)
{
    assert(cols > 0 && rows > 0 && index >= 0);
    int col = index % cols;
    int row = index / cols;
    int free_w = kiosk_most(r.w - gap * (cols - 1), 0);
    int free_h = kiosk_most(r.h - gap * (rows - 1), 0);
    /* Edges are rounded from the exact fractions, so that the last cell ends where r ends. */
    int x0 = free_w * col / cols;
    int x1 = free_w * (col + 1) / cols;
    int y0 = free_h * row / rows;
    int y1 = free_h * (row + 1) / rows;
    return (struct kiosk_rect){r.x + x0 + gap * col, r.y + y0 + gap * row, x1 - x0, y1 - y0};
}

struct kiosk_cover kiosk_cover_make(struct kiosk_rect r, int width, int height)
{
    assert(r.w > 0 && r.h > 0);
    float scale = fminf((float)width / (float)r.w, (float)height / (float)r.h);
    return (struct kiosk_cover){.scale = scale,
            .left = ((float)width - scale * (float)r.w) / 2,
            .top = ((float)height - scale * (float)r.h) / 2};
}

void kiosk_cover_mirrored(const struct kiosk_cover *cover, struct kiosk_rect r, float x, float y,
        float *out_x, float *out_y)
{
    *out_x = (float)(r.x + r.w) - (x - cover->left) / cover->scale;
    *out_y = (float)r.y + (y - cover->top) / cover->scale;
}
