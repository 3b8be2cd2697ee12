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
    int fps;    /* as the driver granted; 0 where it does not say */
};

/* Does it offer one of the four at all? Sets nothing. err: KM_ERR_MAX bytes. */
bool kiosk_v4l2_format_offered(const struct kiosk_v4l2_sys *sys, int fd, char *err);

/* Sets the best of what the camera offers, and its rate: by size 1280×720 first (640×480 reads a
 * ticket only from two thirds of the distance, 1920×1080 costs twice as much in every step), then
 * those next to it; at each size 25 frames/s or more before 15 or more; at each rate plain luma
 * before MJPG, whose unpacking costs more than the scan (2 ms a frame; over USB 2 the plain ones
 * are too slow at this size). Else whatever the driver makes of a wish, if it is one of the four.
 * err: KM_ERR_MAX bytes. */
bool kiosk_v4l2_format_choose(
        const struct kiosk_v4l2_sys *sys, int fd, struct kiosk_v4l2_format *out, char *err);

/* One buffer (borrowed) to grey in *out (resized). False for a short or broken one: such frames
 * happen. */
bool kiosk_v4l2_format_grey(const struct kiosk_v4l2_format *format, const uint8_t *bytes,
        size_t length, struct kiosk_jpeg *jpeg, struct kiosk_grey *out, char *err);

#endif
