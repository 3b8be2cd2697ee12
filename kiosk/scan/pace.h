#ifndef KIOSK_SCAN_PACE_H
#define KIOSK_SCAN_PACE_H

/* Which frames are worth a scan: decoding is the dear part (tens of ms), most frames show what the
 * last one did, and some scenes (carpets, fences) cost much and hold nothing. Pure: times are
 * arguments. */

#include <stdbool.h>
#include <stdint.h>

#include "kiosk/scan/frame.h"

/* A still scene is scanned again every so many frames: zbar may miss a code in one frame and, by
 * the sensor's noise alone, read it in the next. */
#define KIOSK_PACE_STILL 5
/* After this many fruitless scans in a row that cost this much each, scanning rests. Shorter than
 * the debounce, so a code held meanwhile is not taken for a new one. */
#define KIOSK_PACE_COSTLY_MS 250
#define KIOSK_PACE_COSTLY_RUN 3
#define KIOSK_PACE_REST_MS 700

/* Points compared, per side: every 8th px of 1280 × 720. */
#define KIOSK_PACE_GRID_WIDTH 160
#define KIOSK_PACE_GRID_HEIGHT 90

struct kiosk_pace {
    uint8_t grid[KIOSK_PACE_GRID_HEIGHT][KIOSK_PACE_GRID_WIDTH]; /* of the last scanned frame */
    int width, height; /* of that frame; 0 before the first */
    int still;         /* frames like it since */
    int costly;        /* fruitless dear scans in a row */
    int64_t rest_until_ms;
};

/* Scan this frame? If so, it is the one that later frames are compared with. now_ms: monotonic. */
bool kiosk_pace_wants(struct kiosk_pace *pace, const struct kiosk_grey *frame, int64_t now_ms);

/* What the scan brought: did it find a code, and what did it cost in ms of the thread's own time.
 */
void kiosk_pace_done(struct kiosk_pace *pace, bool found, int cost_ms, int64_t now_ms);

#endif
