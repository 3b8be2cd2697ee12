#include "kiosk/ui/damage.h"

#include <stdlib.h>
#include <string.h>

/* A middle part longer than this is not compared item by item: a new screen is redrawn as a whole.
 */
#define DIFF_MAX 400

static bool same_rect(struct kiosk_rect a, struct kiosk_rect b)
{
    return a.x == b.x && a.y == b.y && a.w == b.w && a.h == b.h;
}

static bool same_bits(float a, float b)
{
    return memcmp(&a, &b, sizeof a) == 0;
}

static bool same_item(
        const struct kiosk_frame *fa, size_t ia, const struct kiosk_frame *fb, size_t ib)
{
    const struct kiosk_item *a = &fa->items[ia];
    const struct kiosk_item *b = &fb->items[ib];
    return a->kind == b->kind && same_rect(a->rect, b->rect) && a->colour == b->colour &&
           a->border == b->border && same_bits(a->radius, b->radius) &&
           same_bits(a->stroke, b->stroke) && same_bits(a->part, b->part) &&
           same_bits(a->turn, b->turn) && a->icon == b->icon && a->size == b->size &&
           a->pen_x == b->pen_x && a->baseline == b->baseline && a->bold == b->bold &&
           a->cols == b->cols && a->rows == b->rows && a->byte_count == b->byte_count &&
           memcmp(kiosk_frame_bytes(fa, a), kiosk_frame_bytes(fb, b), a->byte_count) == 0;
}

static long area(struct kiosk_rect r)
{
    return (long)r.w * r.h;
}

/* Rectangles that overlap, or are cheaper drawn as one, become one; when the list is full the new
 * one joins the neighbour it enlarges least. */
static void add(struct kiosk_damage *d, struct kiosk_rect r, struct kiosk_rect bounds)
{
    r = kiosk_rect_intersect(r, bounds);
    if (kiosk_rect_empty(r))
        return;
    for (int i = 0; i < d->count;) {
        struct kiosk_rect both = kiosk_rect_unite(d->rects[i], r);
        bool overlap = !kiosk_rect_empty(kiosk_rect_intersect(d->rects[i], r));
        if (overlap || area(both) <= (area(d->rects[i]) + area(r)) * 5 / 4) {
            r = both;
            d->rects[i] = d->rects[--d->count];
            i = 0; /* the larger one may now reach another */
        } else {
            i++;
        }
    }
    if (d->count < KIOSK_DAMAGE_MAX) {
        d->rects[d->count++] = r;
        return;
    }
    int best = 0;
    long best_cost = -1;
    for (int i = 0; i < d->count; i++) {
        long cost = area(kiosk_rect_unite(d->rects[i], r)) - area(d->rects[i]);
        if (best_cost < 0 || cost < best_cost) {
            best = i;
            best_cost = cost;
        }
    }
    struct kiosk_rect both = kiosk_rect_unite(d->rects[best], r);
    d->rects[best] = d->rects[--d->count];
    add(d, both, bounds);
}

/* The middles before[from..before_end) and after[from..after_end): what is in one but not in the
 * other. */
static void diff(const struct kiosk_frame *before, const struct kiosk_frame *after, size_t from,
        size_t before_end, size_t after_end, struct kiosk_rect bounds, struct kiosk_damage *d)
{
    size_t n = before_end - from;
    size_t m = after_end - from;
    /* length[i][j]: the longest common subsequence of before[i..] and after[j..] */
    uint16_t *length = calloc((n + 1) * (m + 1), sizeof *length);
    if (!length)
        abort();
    for (size_t i = n; i-- > 0;)
        for (size_t j = m; j-- > 0;) {
            uint16_t *at = &length[i * (m + 1) + j];
            if (same_item(before, from + i, after, from + j))
                *at = (uint16_t)(at[m + 2] + 1);
            else
                *at = at[m + 1] > at[1] ? at[m + 1] : at[1];
        }
    size_t i = 0;
    size_t j = 0;
    while (i < n || j < m) {
        const uint16_t *at = &length[i * (m + 1) + j];
        if (i < n && j < m && same_item(before, from + i, after, from + j)) {
            i++;
            j++;
        } else if (j == m || (i < n && at[m + 1] >= at[1])) {
            add(d, before->items[from + i++].rect, bounds);
        } else {
            add(d, after->items[from + j++].rect, bounds);
        }
    }
    free(length);
}

void kiosk_damage_find(const struct kiosk_frame *before, const struct kiosk_frame *after,
        struct kiosk_damage *out_damage)
{
    struct kiosk_damage d = {0};
    struct kiosk_rect bounds = {0, 0, after->width, after->height};
    if (!before || before->width != after->width || before->height != after->height) {
        add(&d, bounds, bounds);
        *out_damage = d;
        return;
    }
    size_t before_end = before->item_count;
    size_t after_end = after->item_count;
    size_t from = 0;
    while (from < before_end && from < after_end && same_item(before, from, after, from))
        from++;
    while (before_end > from && after_end > from &&
            same_item(before, before_end - 1, after, after_end - 1)) {
        before_end--;
        after_end--;
    }
    if (before_end - from > DIFF_MAX || after_end - from > DIFF_MAX)
        add(&d, bounds, bounds);
    else
        diff(before, after, from, before_end, after_end, bounds, &d);
    *out_damage = d;
}
