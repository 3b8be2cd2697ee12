#ifndef KIOSK_SCAN_GRID_H
#define KIOSK_SCAN_GRID_H

/* Lays a QR code's grid of modules over a picture of it, seen from wherever. Three eyes fix a plane
 * view up to two numbers of perspective; the timing patterns between the eyes tell both, and the
 * number of modules with them; the alignment pattern near the fourth corner and then all patterns
 * that every code has (ISO/IEC 18004, section 6.3) correct what is left. Pure. */

#include <stdbool.h>

#include "kiosk/scan/finder.h"
#include "kiosk/scan/frame.h"

/* Sides that are looked for: version 1 to 14, the largest that a ticket needs (qr.h). Larger codes
 * are not seen. Version 1 has no alignment pattern: its far corner is guessed, and where it is
 * tilted may lie a module or two off. */
#define KIOSK_GRID_SIDE_MIN 21
#define KIOSK_GRID_SIDE_MAX 73

/* Where the modules lie: u to the right, v downwards, in modules from the top left corner of the
 * code, so the centre of the first one is at 0.5, 0.5:
 *   x = (m[0] u + m[1] v + m[2]) / (m[6] u + m[7] v + 1), y likewise with m[3..5]. */
struct kiosk_grid {
    int side; /* modules */
    bool inverted;
    float m[8];
    float fit; /* how well the patterns show there: 1 perfect contrast, 0 none */
    float ink; /* grey levels between light and dark, from the eyes */
};

struct kiosk_spot {
    float x, y; /* px; the middle of the first pixel is 0.5, 0.5 */
};

static inline struct kiosk_spot kiosk_grid_spot(const struct kiosk_grid *grid, float u, float v)
{
    const float *m = grid->m;
    float w = 1 / (m[6] * u + m[7] * v + 1);
    return (struct kiosk_spot){(m[0] * u + m[1] * v + m[2]) * w, (m[3] * u + m[4] * v + m[5]) * w};
}

/* Grey level at a place of the code; dark is low, of an inverted one too. */
static inline float kiosk_grid_level(
        const struct kiosk_grey *frame, const struct kiosk_grid *grid, float u, float v)
{
    struct kiosk_spot spot = kiosk_grid_spot(grid, u, v);
    float level = kiosk_grey_at(frame, spot.x, spot.y);
    return grid->inverted ? 255 - level : level;
}

/* Lays the grid over the code whose eyes these are; one of score 0 is supposed there and not seen.
 * False where the patterns between and beside them do not show: no code, or another three's. The
 * patterns are the same in a mirror, so right and below may be swapped: then u and v are. */
bool kiosk_grid_lay(const struct kiosk_grey *frame, const struct kiosk_finder *corner,
        const struct kiosk_finder *right, const struct kiosk_finder *below, struct kiosk_grid *out);

#endif
