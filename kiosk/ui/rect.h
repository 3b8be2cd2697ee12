#ifndef KIOSK_UI_RECT_H
#define KIOSK_UI_RECT_H

/* Rectangles in pixels, and the whole of our layout: a screen cuts strips off a rectangle until
 * nothing is left, and splits what remains into equal cells. The same cuts serve portrait,
 * landscape and small screens. A cut larger than what is left gives what is left; nothing ever
 * becomes negative. Pure; any thread. */

#include <stdbool.h>

struct kiosk_rect {
    int x, y, w, h; /* px; w, h >= 0 */
};

int kiosk_least(int a, int b);
int kiosk_most(int a, int b);

bool kiosk_rect_empty(struct kiosk_rect r);
bool kiosk_rect_contains(struct kiosk_rect r, int x, int y);
struct kiosk_rect kiosk_rect_intersect(struct kiosk_rect a, struct kiosk_rect b);
struct kiosk_rect kiosk_rect_unite(
        struct kiosk_rect a, struct kiosk_rect b); /* an empty one does not count */
struct kiosk_rect kiosk_rect_inset(struct kiosk_rect r, int dx, int dy);
struct kiosk_rect kiosk_rect_centre(
        struct kiosk_rect r, int w, int h); /* a w × h box in the middle of r */

/* Cut a strip of `size` off `r` and return it; `r` becomes the rest. */
struct kiosk_rect kiosk_rect_cut_top(struct kiosk_rect *r, int size);
struct kiosk_rect kiosk_rect_cut_bottom(struct kiosk_rect *r, int size);
struct kiosk_rect kiosk_rect_cut_left(struct kiosk_rect *r, int size);
struct kiosk_rect kiosk_rect_cut_right(struct kiosk_rect *r, int size);

/* Cell `index` of a grid of cols × rows with `gap` px between, row by row. */
struct kiosk_rect kiosk_rect_cell(struct kiosk_rect r, int cols, int rows, int gap, int index);

/* How a picture covers r without an empty border, cut at its sides: a pixel of the glass at (x, y)
 * within r shows the picture's point (left + x * scale, top + y * scale). */
struct kiosk_cover {
    float scale, left, top;
};
struct kiosk_cover kiosk_cover_make(struct kiosk_rect r, int width, int height);
/* Where a point of the picture shows on the glass, mirrored as KIOSK_ITEM_IMAGE is; it may lie
 * outside r. */
void kiosk_cover_mirrored(const struct kiosk_cover *cover, struct kiosk_rect r, float x, float y,
        float *out_x, float *out_y);

#endif
