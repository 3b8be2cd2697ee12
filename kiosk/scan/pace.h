#ifndef KIOSK_SCAN_PACE_H
#define KIOSK_SCAN_PACE_H

/* Which frames are worth a look: most show what the last one did, and some scenes (carpets, fences,
 * prints full of eyes) cost much and hold nothing. Pure: what a look cost is an argument. */

#include <stdbool.h>
#include <stdint.h>

#include "kiosk/scan/frame.h"

/* A still scene is looked at again every so many frames, half a second: a code so faint that its
 * coming changes nothing, or one missed by the sensor's noise alone. */
#define KIOSK_PACE_STILL 15
/* After so many frames that showed no change, a second, every other one may pass unseen: unpacking
 * a camera's JPEGs is what watching an empty room costs. A hand that brings a code is seen coming.
 */
#define KIOSK_PACE_CALM 30
/* What looks that bring nothing may cost: so many us a frame in the mean, a quarter of a core at 30
 * frames a second, and so many at once. A dear scene is looked at more seldom, never not at all. */
#define KIOSK_PACE_SHARE_US 8000
#define KIOSK_PACE_SAVED_US 32000
/* What one look can count at most, so that the next is at most about a second away. */
#define KIOSK_PACE_COST_US 250000

/* Spots compared, per side: every 8th px of 1280 × 720. */
#define KIOSK_PACE_GRID_WIDTH 160
#define KIOSK_PACE_GRID_HEIGHT 90

struct kiosk_pace {
    /* Sum of some neighbouring px at each spot, of the last frame that was looked at. */
    uint16_t grid[KIOSK_PACE_GRID_HEIGHT][KIOSK_PACE_GRID_WIDTH];
    int width, height; /* of that frame; 0 before the first */
    int still;         /* frames like it since */
    int calm;          /* frames without a change before this one */
    bool unsure;       /* it holds a code that was not read: the next frame may do better */
    int spent_us;      /* looks that brought nothing have cost so much more than their share */
};

/* What a look brought. */
enum kiosk_look_result { KIOSK_LOOK_NOTHING, KIOSK_LOOK_SIGHTED, KIOSK_LOOK_READ };

/* Look at this frame? If so, it is the one that later frames are compared with. */
bool kiosk_pace_wants(struct kiosk_pace *pace, const struct kiosk_grey *frame);

/* Nothing has changed for long: the next frame may pass unseen. */
bool kiosk_pace_rests(const struct kiosk_pace *pace);
/* It did. */
void kiosk_pace_pass(struct kiosk_pace *pace);

/* What the look brought, and what it cost of the thread's own time. */
void kiosk_pace_done(struct kiosk_pace *pace, enum kiosk_look_result result, int cost_us);

#endif
