#ifndef KIOSK_SDL_HAND_H
#define KIOSK_SDL_HAND_H

/* What a person's hand does, from SDL's events: one touch at a time, and the few keys that we know.
 * SDL makes a mouse of the first finger and of no other; beside it there may be a real mouse, or a
 * second touch screen, and those do not count while a finger is down. Keys that type come as KEY
 * with their place on a US keyboard (`us`), and what the layout makes of them as text. Main thread.
 */

#include <SDL.h>
#include <stdbool.h>

#include "kiosk/ui/input.h"

/* A touch without any news for that long is over, though nobody said so. */
#define KIOSK_HAND_HELD_MS 10000

struct kiosk_hand { /* zeroed: nothing is touched */
    bool held;
    uint32_t holder; /* SDL's number of the device */
    uint64_t heard;  /* ms: its last news */
};

/* now: ms, as the window's clock has it. False when the event is nothing to give on; typed text is
 * not seen here. */
bool kiosk_hand_read(struct kiosk_hand *hand, const SDL_Event *event, uint64_t now,
        struct kiosk_input *out_input);

#endif
