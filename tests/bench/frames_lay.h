#ifndef TESTS_BENCH_FRAMES_LAY_H
#define TESTS_BENCH_FRAMES_LAY_H

/* Lays a flat sheet into a scene as a pinhole camera sees it: turned, tilted about any axis, at any
 * size, crumpled. By inverse mapping with 4 × 4 samples a px, so that a px gets the mean of what
 * falls on it. */

#include "tests/bench/frames_sheet.h"

struct lay {
    double x, y;         /* where the sheet's middle point comes to lie, px */
    double mid_x, mid_y; /* that point on the sheet, sheet px */
    double scale;        /* px of the frame to a px of the sheet there, before it is tilted */
    double turn;         /* radians, in the sheet's plane */
    double tilt;         /* radians */
    double axis;         /* direction of the line that it is tilted about, radians */
    double low, high;    /* light of the sheet's 0 and 255 */
    double crumple;      /* 0 flat; 1 a slip that was in a pocket */
    unsigned seed;       /* of the crumple */
};

void lay_sheet(struct canvas *canvas, const struct sheet *sheet, const struct lay *lay);

/* Where a point of the sheet comes to lie (without the crumple). */
void lay_point(const struct canvas *canvas, const struct lay *lay, double sheet_x, double sheet_y,
        double *out_x, double *out_y);

#endif
