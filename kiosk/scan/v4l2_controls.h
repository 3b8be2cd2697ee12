#ifndef KIOSK_SCAN_V4L2_CONTROLS_H
#define KIOSK_SCAN_V4L2_CONTROLS_H

/* Sets a camera up for codes held before it, where it lets us:
 *   exposure  automatic, but never longer than a frame takes: in a dim room a dark picture at 30
 *             frames/s reads better than a bright smear at 8
 *   flicker   50 Hz, China's mains
 *   focus     automatic. A fixed one near would not hunt, but its unit is each maker's own: no
 *             number means 25 cm on every camera, and a wrong one reads nothing at all
 * Sharpness, gain and the rest stay as the camera has them. */

#include "core/bounds.h"
#include "kiosk/scan/v4l2_sys.h"

/* out_refused: KM_ERR_MAX bytes; the controls that are there and could not be set, "focus_auto,
 * exposure_auto", or "". A camera is none the worse for it. */
void kiosk_v4l2_controls_set(const struct kiosk_v4l2_sys *sys, int fd, char *out_refused);

#endif
