#ifndef KIOSK_SCAN_FINDER_ROWS_H
#define KIOSK_SCAN_FINDER_ROWS_H

/* One row of pixels: where do five runs, dark and light by turns, follow one another like the
 * middle of a finder pattern, 1:1:3:1:1? */

#include <stdbool.h>
#include <stdint.h>

#include "core/bounds.h"
#include "kiosk/scan/finder_levels.h"

/* Runs found in one row; more are not told. A row of nothing but finders of 2 px holds fewer. */
#define KIOSK_FINDER_RUNS_MAX (KM_FRAME_SIDE_MAX / 16)

struct kiosk_finder_run {
    int16_t from, to;             /* px: of the three dark modules in the middle */
    int16_t outer_from, outer_to; /* of all seven */
    bool inverted;                /* the middle is light */
};

/* Room for one row at work; one thread at a time. */
struct kiosk_finder_rows {
    uint64_t bits[KM_FRAME_SIDE_MAX / 64]; /* light 1 */
    int16_t edges[KM_FRAME_SIDE_MAX + 16]; /* px where a pixel differs from the one before */
    struct kiosk_finder_run runs[KIOSK_FINDER_RUNS_MAX];
};

/* The runs of row y, from left to right, in rows->runs; returns how many. Only where the level has
 * contrast. */
int kiosk_finder_rows_scan(
        struct kiosk_finder_rows *rows, const struct kiosk_finder_level *level, int y);

#endif
