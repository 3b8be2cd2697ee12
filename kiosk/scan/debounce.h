#ifndef KIOSK_SCAN_DEBOUNCE_H
#define KIOSK_SCAN_DEBOUNCE_H

/* Tells a code that is new in view from one that is still held there. By text, so the next
 * visitor's code right behind is not swallowed. Pure: the time is an argument (monotonic ms). */

#include <stdbool.h>
#include <stdint.h>

#include "core/bounds.h"

/* A code not seen for this long has gone: longer than a hand's shake or a run of misread frames,
 * shorter than showing a ticket a second time on purpose. */
#define KIOSK_DEBOUNCE_MS 1500
/* At the limit of reading a code comes and goes: one in view that cannot be read is taken for the
 * one read last, for so long after that. */
#define KIOSK_DEBOUNCE_HELD_MS 5000
#define KIOSK_DEBOUNCE_TEXTS \
    16 /* kept; with more in view the one not seen for longest is forgotten */

struct kiosk_debounce {
    struct {
        bool used;
        int64_t seen_ms; /* in view */
        int64_t read_ms;
        char text[KM_SCAN_TEXT_MAX + 1];
    } kept[KIOSK_DEBOUNCE_TEXTS];
};

/* Call for every text of every frame. True: it came into view now; false: it is still the same one.
 * The text has at most KM_SCAN_TEXT_MAX bytes. A zeroed struct has seen nothing. */
bool kiosk_debounce_take(struct kiosk_debounce *debounce, const char *text, int64_t now_ms);

/* Call for every frame with a code that is seen and not read. */
void kiosk_debounce_hold(struct kiosk_debounce *debounce, int64_t now_ms);

#endif
