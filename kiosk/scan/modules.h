#ifndef KIOSK_SCAN_MODULES_H
#define KIOSK_SCAN_MODULES_H

/* A code's modules, looked up one by one through its grid, and drawn afresh: black on white,
 * upright, large, with the patterns that are known in any case. So what zbar is given differs from
 * the ticket only by modules that were misjudged, and those its error correction puts right. Pure.
 */

#include "kiosk/scan/mesh.h"

#define KIOSK_MODULES_MAX (KIOSK_GRID_SIDE_MAX * KIOSK_GRID_SIDE_MAX)

struct kiosk_modules {
    int side;
    float level[KIOSK_MODULES_MAX]; /* grey, row by row; dark is low, inverted codes too */
    float ink;                      /* as the grid's */
    float blur; /* standard deviation, in modules, as the timing patterns show it; 0 = sharp */
};

/* mesh: NULL or one without nodes for a plane code. */
void kiosk_modules_sample(const struct kiosk_grey *frame, const struct kiosk_grid *grid,
        const struct kiosk_mesh *mesh, struct kiosk_modules *out);

/* Takes a blur of this deviation (modules, above 0) back, by Van Cittert's iteration: what the
 * modules would look like after that blur is compared with what they do look like. */
void kiosk_modules_sharpen(struct kiosk_modules *modules, float blur);

/* Judges a module by those at most `reach` modules around it, so that shade and glare do not
 * count. */
bool kiosk_modules_is_dark(const struct kiosk_modules *modules, int row, int column, int reach);

/* Judges them all and draws the code (out is resized). False without memory. */
bool kiosk_modules_draw(const struct kiosk_modules *modules, int reach, struct kiosk_grey *out);

#endif
