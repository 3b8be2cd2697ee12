#ifndef KIOSK_SCAN_FINDER_CHECK_H
#define KIOSK_SCAN_FINDER_CHECK_H

/* Is there a finder pattern round this place? Looked at along four lines, and its middle weighed.
 */

#include <stdbool.h>

#include "kiosk/scan/finder.h"
#include "kiosk/scan/finder_levels.h"

/* x, y: a pixel of the level in the dark middle (light, where inverted). module: about its size
 * there, px, in any direction. */

/* A cheap first look, which most places do not pass: dark enough, and about as high as wide. */
bool kiosk_finder_likely(
        const struct kiosk_finder_level *level, int x, int y, float module, bool inverted);

/* *out is in px of the frame. */
bool kiosk_finder_check(const struct kiosk_finder_level *level, int x, int y, float module,
        bool inverted, struct kiosk_finder *out);

#endif
