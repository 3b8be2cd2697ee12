#ifndef KIOSK_SDL_CANVAS_H
#define KIOSK_SDL_CANVAS_H

/* Pixels, and the few shapes we draw on them with smooth edges: each shape is a distance, and a
 * pixel is covered by how far it lies inside. The same pixels come out in a window, off screen and
 * in a test. Every function keeps within `clip`. Main thread (or the canvas's only user). */

#include "kiosk/ui/icon.h"
#include "kiosk/ui/rect.h"

#include <stdbool.h>
#include <stdint.h>

struct kiosk_canvas {
    uint32_t *pixels; /* borrowed: 0xFFRRGGBB */
    int width, height;
    int stride;             /* pixels from row to row */
    struct kiosk_rect clip; /* inside the canvas */
};

void kiosk_canvas_fill(const struct kiosk_canvas *c, struct kiosk_rect r, float radius,
        uint32_t colour, uint32_t border, float stroke);
/* turn: degrees clockwise around the middle of r. */
void kiosk_canvas_icon(const struct kiosk_canvas *c, struct kiosk_rect r, enum kiosk_icon icon,
        float stroke, float turn, uint32_t colour);
/* Lines with round ends, in pixels of the canvas. */
void kiosk_canvas_lines(const struct kiosk_canvas *c, const struct kiosk_segment *segments,
        int count, float stroke, uint32_t colour);
void kiosk_canvas_ring(const struct kiosk_canvas *c, struct kiosk_rect r, float stroke, float part,
        uint32_t colour);
void kiosk_canvas_dash(const struct kiosk_canvas *c, struct kiosk_rect r, uint32_t colour);
/* `mask`: width × height coverages, its top left at (x, y). */
void kiosk_canvas_mask(const struct kiosk_canvas *c, int x, int y, int width, int height,
        const uint8_t *mask, uint32_t colour);
/* The same, turned around (cx, cy). */
void kiosk_canvas_mask_turned(const struct kiosk_canvas *c, int x, int y, int width, int height,
        const uint8_t *mask, uint32_t colour, float cx, float cy, float turn);
/* Whole pixels per module and a light quiet zone of 4 modules, in the middle of r. */
void kiosk_canvas_qr(const struct kiosk_canvas *c, struct kiosk_rect r, int size,
        const uint8_t *modules, uint32_t dark, uint32_t light);
/* A picture 0xAARRGGBB, scaled to lie whole in the middle of r. */
void kiosk_canvas_picture(const struct kiosk_canvas *c, struct kiosk_rect r, int width, int height,
        const uint8_t *argb);
/* A grey picture mirrored and scaled to cover r. */
void kiosk_canvas_grey(const struct kiosk_canvas *c, struct kiosk_rect r, float radius, int width,
        int height, const uint8_t *grey);

#endif
