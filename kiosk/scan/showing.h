#ifndef KIOSK_SCAN_SHOWING_H
#define KIOSK_SCAN_SHOWING_H

/* Which readings are one showing of a ticket, whoever read it: camera and hand scanner often see
 * the same phone, and many a scanner reads what is held to it every second. A second verdict
 * ("already used") would frighten a visitor who was just let in. The last ticket alone is known:
 * one shown after another is always new. Pure: the time is an argument (monotonic ms). */

#include <stdbool.h>
#include <stdint.h>

#include "core/bounds.h"
#include "kiosk/scan/debounce.h"

/* As for a code in view (debounce.h), or a ticket shown again on purpose would be swallowed here.
 */
#define KIOSK_SHOWING_MS KIOSK_DEBOUNCE_MS

struct kiosk_showing {
    bool any;
    int64_t read_ms;
    char text[KM_SCAN_TEXT_MAX + 1];
};

/* Call for every text, as the camera or the hand scanner (wedge.h: readings, one a line) gives it.
 * True: it is shown now; false: it is the last one still, with the same token or, without one, the
 * same text. Of at most KM_SCAN_TEXT_MAX bytes. A zeroed struct has seen nothing. */
bool kiosk_showing_take(struct kiosk_showing *showing, const char *text, int64_t now_ms);

#endif
