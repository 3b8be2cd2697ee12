#ifndef KIOSK_SCAN_V4L2_FORMAT_H
#define KIOSK_SCAN_V4L2_FORMAT_H

/* What a camera delivers: choosing among what it offers, and turning a buffer of it into grey. Four
 * pixel formats; in three the luma is simply there, MJPG is unpacked. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "kiosk/scan/frame.h"
#include "kiosk/scan/picture.h"
#include "kiosk/scan/v4l2_sys.h"

struct kiosk_v4l2_format {
    uint32_t fourcc; /* V4L2_PIX_FMT_GREY, _YUYV, _NV12 or _MJPEG */
    int width;       /* px, within the bounds of a frame */
    int height;
    int stride; /* bytes a row; 0 for MJPG */
};

/* Sets the best of what the camera offers: 1280×720 before 640×480, plain luma before MJPG unless
 * the plain formats are slower than 15 frames/s (as over USB 2), then whatever the driver has set,
 * if it is one of the four. err: KM_ERR_MAX bytes. */
bool kiosk_v4l2_format_choose(
        const struct kiosk_v4l2_sys *sys, int fd, struct kiosk_v4l2_format *out, char *err);

/* One buffer (borrowed) to grey in *out (resized). False for a short or broken one: such frames
 * happen. */
bool kiosk_v4l2_format_grey(const struct kiosk_v4l2_format *format, const uint8_t *bytes,
        size_t length, struct kiosk_jpeg *jpeg, struct kiosk_grey *out, char *err);

#endif
