#include "kiosk/scan/pace.h"

#include <stdlib.h>
#include <string.h>

/* Pixels in a row that make up a spot, one word of memory: their noise is half that of one. */
#define SPOT 4
/* A spot has changed where its mean differs by more than the noise of an ordinary sensor (sigma 3)
 * ever does, … */
#define SPOT_CHANGE 12
/* … and the scene where this many have: the smallest readable code covers about 60. */
#define SPOTS_CHANGED 4

static int sum_of_spot(const uint8_t *pixels)
{
    uint32_t four;
    memcpy(&four, pixels, sizeof four);
    uint32_t two = (four & 0x00ff00ff) + (four >> 8 & 0x00ff00ff);
    return (int)((two & 0xffff) + (two >> 16));
}

/* Walks over the frame's spots. Returns how many differ from the grid, at most SPOTS_CHANGED; keeps
 * them all where `keep` says so. A frame narrower than a spot is kept as none and never differs. */
static int compare(struct kiosk_pace *pace, const struct kiosk_grey *frame, bool keep)
{
    if (frame->width < SPOT)
        return 0;
    int columns[KIOSK_PACE_GRID_WIDTH], changed = 0;
    for (int i = 0; i < KIOSK_PACE_GRID_WIDTH; i++)
        columns[i] = (int)((int64_t)i * (frame->width - SPOT) / (KIOSK_PACE_GRID_WIDTH - 1));
    for (int row = 0; row < KIOSK_PACE_GRID_HEIGHT; row++) {
        int64_t y = (int64_t)row * (frame->height - 1) / (KIOSK_PACE_GRID_HEIGHT - 1);
        const uint8_t *line = frame->pixels + (size_t)y * (size_t)frame->stride;
        uint16_t *kept = pace->grid[row];
        for (int i = 0; i < KIOSK_PACE_GRID_WIDTH; i++) {
            int sum = sum_of_spot(line + columns[i]);
            if (keep)
                kept[i] = (uint16_t)sum;
            else
                changed += abs(sum - kept[i]) > SPOT_CHANGE * SPOT;
        }
        if (changed >= SPOTS_CHANGED)
            return SPOTS_CHANGED;
    }
    return changed;
}

bool kiosk_pace_wants(struct kiosk_pace *pace, const struct kiosk_grey *frame)
{
    bool is_affordable = pace->spent_us < KIOSK_PACE_SHARE_US;
    pace->spent_us -= KIOSK_PACE_SHARE_US;
    if (pace->spent_us < -KIOSK_PACE_SAVED_US)
        pace->spent_us = -KIOSK_PACE_SAVED_US;
    bool is_other = frame->width != pace->width || frame->height != pace->height;
    if (!is_affordable)
        return false;
    bool is_still = !is_other && !pace->unsure && compare(pace, frame, false) < SPOTS_CHANGED;
    pace->calm = is_still ? pace->calm + (pace->calm < KIOSK_PACE_CALM) : 0;
    if (is_still && ++pace->still < KIOSK_PACE_STILL)
        return false;
    compare(pace, frame, true);
    pace->width = frame->width;
    pace->height = frame->height;
    pace->still = 0;
    return true;
}

bool kiosk_pace_rests(const struct kiosk_pace *pace)
{
    return pace->calm >= KIOSK_PACE_CALM;
}

void kiosk_pace_pass(struct kiosk_pace *pace)
{
    pace->still++;
}

void kiosk_pace_done(struct kiosk_pace *pace, enum kiosk_look_result result, int cost_us)
{
    pace->unsure = result == KIOSK_LOOK_SIGHTED;
    if (result == KIOSK_LOOK_READ)
        pace->spent_us = 0;
    else
        pace->spent_us += cost_us < KIOSK_PACE_COST_US ? cost_us : KIOSK_PACE_COST_US;
}
