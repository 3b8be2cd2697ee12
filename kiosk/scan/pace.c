#include "kiosk/scan/pace.h"

#include <stdlib.h>

/* A point has changed where it differs by more than sensor noise (sigma 3 to 4) ever does, … */
#define POINT_CHANGE 24
/* … and the scene where this many points have: the smallest readable code covers about 60. */
#define POINTS_CHANGED 4

static uint8_t point(const struct kiosk_grey *frame, int row, int column)
{
    int y = (int)((int64_t)row * frame->height / KIOSK_PACE_GRID_HEIGHT);
    int x = (int)((int64_t)column * frame->width / KIOSK_PACE_GRID_WIDTH);
    return frame->pixels[(size_t)y * (size_t)frame->stride + (size_t)x];
}

static bool has_changed(const struct kiosk_pace *pace, const struct kiosk_grey *frame)
{
    if (frame->width != pace->width || frame->height != pace->height)
        return true;
    int changed = 0;
    for (int row = 0; row < KIOSK_PACE_GRID_HEIGHT; row++)
        for (int column = 0; column < KIOSK_PACE_GRID_WIDTH; column++)
            if (abs(point(frame, row, column) - pace->grid[row][column]) > POINT_CHANGE &&
                    ++changed >= POINTS_CHANGED)
                return true;
    return false;
}

bool kiosk_pace_wants(struct kiosk_pace *pace, const struct kiosk_grey *frame, int64_t now_ms)
{
    if (now_ms < pace->rest_until_ms)
        return false;
    if (!has_changed(pace, frame) && ++pace->still < KIOSK_PACE_STILL)
        return false;
    for (int row = 0; row < KIOSK_PACE_GRID_HEIGHT; row++)
        for (int column = 0; column < KIOSK_PACE_GRID_WIDTH; column++)
            pace->grid[row][column] = point(frame, row, column);
    pace->width = frame->width;
    pace->height = frame->height;
    pace->still = 0;
    return true;
}

void kiosk_pace_done(struct kiosk_pace *pace, bool found, int cost_ms, int64_t now_ms)
{
    if (found || cost_ms < KIOSK_PACE_COSTLY_MS) {
        pace->costly = 0;
    } else if (++pace->costly >= KIOSK_PACE_COSTLY_RUN) {
        pace->costly = 0;
        pace->rest_until_ms = now_ms + KIOSK_PACE_REST_MS;
    }
}
