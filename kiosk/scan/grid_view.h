#ifndef KIOSK_SCAN_GRID_VIEW_H
#define KIOSK_SCAN_GRID_VIEW_H

/* A square code seen from wherever: the projective map of its modules through four known points, or
 * through three and two numbers of perspective; and the timing patterns, which tell those numbers.
 * Inside kiosk/scan/ only. Pure. */

#include "kiosk/scan/grid.h"

/* The centres of the eyes, and a fourth point of the code. */
struct kiosk_corners {
    struct kiosk_spot corner, right, below, fourth;
    float at; /* u and v of the fourth */
};

/* The view through the eyes with perspective g along the upper arm and h along the left: with X, Y
 * the parts of the arms, p = (C + X ((1+g) A - C) + Y ((1+h) B - C)) / (1 + gX + hY). The grid's
 * side must be set. */
void kiosk_view_set(struct kiosk_grid *grid, const struct kiosk_corners *corners, float g, float h);

/* The view in which the fourth point lies where it was found. False where the points are no view of
 * a square from its front. */
bool kiosk_view_set_four(struct kiosk_grid *grid, const struct kiosk_corners *corners);

/* How surely the timing pattern alternates along the upper (or left) edge: 1 where it does all
 * along, about 0 by chance, -1 where dark and light are swapped. The ink must be set. */
float kiosk_view_timing(const struct kiosk_grey *frame, const struct kiosk_grid *grid, bool upper);

/* The perspective along one arm (*g the upper's, *h the left's) that makes its timing pattern
 * alternate best; returns how surely, with a little off for a steep one. The other is taken as it
 * is: wrong by 0.2 it shifts the timing pattern by half a module. */
float kiosk_view_bend(const struct kiosk_grey *frame, struct kiosk_grid *grid,
        const struct kiosk_corners *corners, bool upper, float *g, float *h);

/* Sides that a code may have whose eyes lie so many modules apart, by the size of their modules,
 * which is good to a fifth and under a tilt a mean of two directions: to within a factor. */
#define KIOSK_VIEW_SLACK 1.75f /* for any tilt */
bool kiosk_view_side_fits(int side, float arm, float slack);

#endif
