#ifndef KIOSK_SCAN_TRIPLE_H
#define KIOSK_SCAN_TRIPLE_H

/* Which three eyes of a frame may be those of one code: by their distances in modules and the angle
 * between them, as a square shows them that is turned and tilted up to about 60 degrees. Right and
 * below are told by the way they turn about the corner, so those of a mirrored code are swapped.
 * Pure. */

#include "kiosk/scan/finder.h"

/* Told of one frame, the likeliest first. Clutter makes thousands; a frame's work stays bounded. */
#define KIOSK_TRIPLES_MAX 24

struct kiosk_triple {
    int corner, right, below; /* top left, top right, bottom left: indices into the finders */
    float odd;                /* how far from an untilted square: 0 none */
};

/* Writes at most KIOSK_TRIPLES_MAX to out; returns how many. */
int kiosk_triples(const struct kiosk_finders *finders, struct kiosk_triple out[KIOSK_TRIPLES_MAX]);

#endif
