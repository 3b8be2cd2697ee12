#include "kiosk/ui/rect.h"

#include <assert.h>

static int least(int a, int b)
{
    return a < b ? a : b;
}

static int most(int a, int b)
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
    int x = most(a.x, b.x);
    int y = most(a.y, b.y);
    int right = least(a.x + a.w, b.x + b.w);
    int bottom = least(a.y + a.h, b.y + b.h);
    return (struct kiosk_rect){x, y, most(right - x, 0), most(bottom - y, 0)};
}

struct kiosk_rect kiosk_rect_unite(struct kiosk_rect a, struct kiosk_rect b)
{
    if (kiosk_rect_empty(a))
        return b;
    if (kiosk_rect_empty(b))
        return a;
    int x = least(a.x, b.x);
    int y = least(a.y, b.y);
    return (struct kiosk_rect){
            x, y, most(a.x + a.w, b.x + b.w) - x, most(a.y + a.h, b.y + b.h) - y};
}

struct kiosk_rect kiosk_rect_inset(struct kiosk_rect r, int dx, int dy)
{
    return (struct kiosk_rect){r.x + dx, r.y + dy, most(r.w - 2 * dx, 0), most(r.h - 2 * dy, 0)};
}

struct kiosk_rect kiosk_rect_centre(struct kiosk_rect r, int w, int h)
{
    return (struct kiosk_rect){r.x + (r.w - w) / 2, r.y + (r.h - h) / 2, w, h};
}

struct kiosk_rect kiosk_rect_cut_top(struct kiosk_rect *r, int size)
{
    size = most(least(size, r->h), 0);
    struct kiosk_rect cut = {r->x, r->y, r->w, size};
    r->y += size;
    r->h -= size;
    return cut;
}

struct kiosk_rect kiosk_rect_cut_bottom(struct kiosk_rect *r, int size)
{
    size = most(least(size, r->h), 0);
    r->h -= size;
    return (struct kiosk_rect){r->x, r->y + r->h, r->w, size};
}

struct kiosk_rect kiosk_rect_cut_left(struct kiosk_rect *r, int size)
{
    size = most(least(size, r->w), 0);
    struct kiosk_rect cut = {r->x, r->y, size, r->h};
    r->x += size;
    r->w -= size;
    return cut;
}

struct kiosk_rect kiosk_rect_cut_right(struct kiosk_rect *r, int size)
{
    size = most(least(size, r->w), 0);
    r->w -= size;
    return (struct kiosk_rect){r->x + r->w, r->y, size, r->h};
}

struct kiosk_rect kiosk_rect_cell(struct kiosk_rect r, int cols, int rows, int gap, int index)
{
    assert(cols > 0 && rows > 0 && index >= 0);
    int col = index % cols;
    int row = index / cols;
    int free_w = most(r.w - gap * (cols - 1), 0);
    int free_h = most(r.h - gap * (rows - 1), 0);
    /* Edges are rounded from the exact fractions, so that the last cell ends where r ends. */
    int x0 = free_w * col / cols;
    int x1 = free_w * (col + 1) / cols;
    int y0 = free_h * row / rows;
    int y1 = free_h * (row + 1) / rows;
    return (struct kiosk_rect){r.x + x0 + gap * col, r.y + y0 + gap * row, x1 - x0, y1 - y0};
}
