#ifndef KIOSK_SDL_US_KEY_H
#define KIOSK_SDL_US_KEY_H

/* What a key would type on a US keyboard, by its place and whatever layout is set here: hand
 * scanners press keys of such a keyboard. Caps lock is left out. Any thread. */

#include <SDL.h>

/* mod: SDL's modifiers. 0: it types nothing, or is a shortcut (Ctrl, Alt). */
char kiosk_us_key(SDL_Scancode scancode, uint16_t mod);

#endif
