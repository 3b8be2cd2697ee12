#ifndef KIOSK_SDL_PAINTER_H
#define KIOSK_SDL_PAINTER_H

/* A picture that follows the frames: it replays a draw list into its own pixels, and of each next
 * one only what changed. A window shows these pixels; without a window they are the screenshot.
 * Main thread. */

#include "kiosk/sdl/canvas.h"
#include "kiosk/sdl/font.h"
#include "kiosk/ui/damage.h"

struct kiosk_painter {
    struct kiosk_font *font; /* borrowed */
    uint32_t *pixels;        /* owned, width * height, 0xFFRRGGBB */
    int width, height;
    struct kiosk_frame shown, next; /* what the pixels show; what is being written */
    bool fresh;                     /* nothing shown yet */
};

/* A painter of width × height px (each at most KIOSK_SCREEN_SIDE_MAX). Fails with a message. */
bool kiosk_painter_init(
        struct kiosk_painter *p, struct kiosk_font *font, int width, int height, char *err);
void kiosk_painter_destroy(struct kiosk_painter *p);

/* The frame to write the next picture into. */
struct kiosk_frame *kiosk_painter_begin(struct kiosk_painter *p);
/* Bring the pixels to that frame; out_damage: what changed, may be NULL. */
void kiosk_painter_end(struct kiosk_painter *p, struct kiosk_damage *out_damage);

/* Replay a frame inside a canvas's clip. */
void kiosk_painter_replay(
        const struct kiosk_canvas *c, struct kiosk_font *font, const struct kiosk_frame *f);

#endif
