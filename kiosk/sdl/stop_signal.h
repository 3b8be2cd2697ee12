#ifndef KIOSK_SDL_STOP_SIGNAL_H
#define KIOSK_SDL_STOP_SIGNAL_H

/* SIGINT and SIGTERM end the program, at once and in order, whatever its threads are doing. SDL's
 * own way cannot be told from the wish of a window manager to close the window, and may wait for
 * the next event. One at a time in a program; main thread, save the callback. */

#include <stdbool.h>

/* stop: called on a thread of its own, after the first of them came. Takes the place of the
 * handlers there were; both signals stay ignored where they were ignored. */
bool kiosk_stop_signal_start(void (*stop)(void *userdata), void *userdata, char *err);
/* Puts the handlers back and ends the thread. Accepts what never started. */
void kiosk_stop_signal_end(void);

#endif
