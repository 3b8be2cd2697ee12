#ifndef KIOSK_SDL_PANE_H
#define KIOSK_SDL_PANE_H

/* The glass itself: SDL's window without its events. In full screen it holds on to the screen: on
 * top of all, the keyboard grabbed, no pointer, never blanked, and it can be taken down and put up
 * again when the screen was unplugged. Inside kiosk/sdl; main thread. */

#include <SDL.h>

#include "kiosk/sdl/window.h"

struct kiosk_pane {
    struct kiosk_window_options options;
    bool started; /* SDL's video */
    SDL_Window *sdl;
};

/* Closed first, should it be open: what the screen is like now is asked anew. Fails with a message
 * and stays closed then, e.g. when there is no display. */
bool kiosk_pane_open(
        struct kiosk_pane *pane, const struct kiosk_window_options *options, char *err);
void kiosk_pane_close(struct kiosk_pane *pane); /* accepts the zeroed */

/* Full screen: nothing stands before it, and keys come to it. True when there is
 * nothing to do: it was so already, or the window is minimised or hidden, and another is needed. */
bool kiosk_pane_claim(struct kiosk_pane *pane);
/* The keyboard alone, also in a window: without a window manager nobody gives it back when another
 * window was there, and a hand scanner would type into nothing. */
void kiosk_pane_take_keyboard(struct kiosk_pane *pane);

/* Copies those parts of the picture onto the screen. Fails with a message when there is none. */
bool kiosk_pane_show(struct kiosk_pane *pane, const struct kiosk_painter *painter,
        const struct kiosk_rect *rects, int count, char *err);

#endif
