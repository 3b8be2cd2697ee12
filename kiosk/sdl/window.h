#ifndef KIOSK_SDL_WINDOW_H
#define KIOSK_SDL_WINDOW_H

/* The window and its loop, of which a program has one. The loop sleeps until something happens: a
 * touch, a key, a message from a worker thread, or the moment the app asked for. Then it asks the
 * app for a frame, redraws what changed, and sleeps again; when nothing changed, nothing is drawn.
 * Everything is main thread, except kiosk_window_post. */

#include "kiosk/sdl/painter.h"
#include "kiosk/ui/input.h"

struct kiosk_window; /* hides SDL */

/* The app's side; `self` comes back in every call. All required except wedge and shown. */
struct kiosk_window_ops {
    /* Write the screen into the frame (begun, of this size). */
    void (*draw)(void *self, struct kiosk_frame *frame, int width, int height);
    /* A touch or a key; `shown` is the frame it was aimed at, borrowed for the call. */
    void (*input)(void *self, const struct kiosk_input *in, const struct kiosk_frame *shown);
    /* Optional: keys and characters are offered here first, for a scanner that types; true = taken.
     * now_ms: as for tick. */
    bool (*wedge)(void *self, const struct kiosk_input *in, uint64_t now_ms);
    /* Called before every sleep: do what is due, say in how many ms to be called again; -1 = no
     * need. now_ms counts from the start, never backwards. */
    int (*tick)(void *self, uint64_t now_ms);
    /* Optional: what was drawn last has come to the screen. */
    void (*shown)(void *self);
};

struct kiosk_window_options {
    const char *title; /* static */
    bool windowed;
    int width, height; /* of the window; full screen takes the screen's */
};

/* Fails with a message, e.g. when there is no display. Owned by the caller. */
bool kiosk_window_open(struct kiosk_window **out_window, const struct kiosk_window_options *options,
        const struct kiosk_window_ops *ops, void *self, char *err);
/* Until kiosk_window_quit, or the program is told to end (SIGINT, SIGTERM). A window ends it by
 * being closed, too, and fails with a message when it is lost. Full screen has no other way out: it
 * stays on top, keeps the keyboard, never blanks, and waits for a screen that was unplugged. */
bool kiosk_window_run(struct kiosk_window *w, char *err);
void kiosk_window_quit(struct kiosk_window *w);
/* Every thread that posts must have ended. Messages still waiting are freed, not run. NULL is fine.
 */
void kiosk_window_close(struct kiosk_window *w);

/* Any thread: run fn(self, payload) on the main thread, then `release` the payload (NULL = nothing
 * to release). Messages run in order. When false (the queue is full, or the window is closing), the
 * payload was released. */
bool kiosk_window_post(struct kiosk_window *w, void (*fn)(void *self, void *payload), void *payload,
        void (*release)(void *payload));

/* Borrowed, as long as the window is. */
struct kiosk_font *kiosk_window_font(struct kiosk_window *w);
/* The frame on the screen; borrowed until the loop draws the next one. */
const struct kiosk_frame *kiosk_window_shown(const struct kiosk_window *w);
/* What the window shows, as a PNG. Fails with a message. */
bool kiosk_window_capture(struct kiosk_window *w, const char *path, char *err);
uint64_t kiosk_window_now(void); /* ms, as given to tick */

#endif
