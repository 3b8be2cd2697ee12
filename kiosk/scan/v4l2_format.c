#include "kiosk/scan/v4l2_format.h"

#include <errno.h>
#include <linux/videodev2.h>
#include <stdio.h>
#include <string.h>

#include "core/bounds.h"

#define SLOWEST_FPS 15

/* In the order of preference. */
static const uint32_t fourccs[] = {
        V4L2_PIX_FMT_GREY, V4L2_PIX_FMT_NV12, V4L2_PIX_FMT_YUYV, V4L2_PIX_FMT_MJPEG};
static const int sizes[][2] = {{1280, 720}, {640, 480}};
#define FOURCCS (sizeof fourccs / sizeof fourccs[0])

static bool is_offered(const struct kiosk_v4l2_sys *sys, int fd, uint32_t fourcc)
{
    struct v4l2_fmtdesc offer = {.type = V4L2_BUF_TYPE_VIDEO_CAPTURE};
    /* Bounded: a driver that never ends its list must not hang us. */
    for (; offer.index < 64 && sys->ioctl(fd, VIDIOC_ENUM_FMT, &offer) == 0; offer.index++)
        if (offer.pixelformat == fourcc)
            return true;
    return false;
}

/* Does the camera reach SLOWEST_FPS so? A driver that does not say is believed. */
static bool is_fast(
        const struct kiosk_v4l2_sys *sys, int fd, uint32_t fourcc, int width, int height)
{
    struct v4l2_frmivalenum offer = {
            .pixel_format = fourcc, .width = (uint32_t)width, .height = (uint32_t)height};
    for (; offer.index < 64 && sys->ioctl(fd, VIDIOC_ENUM_FRAMEINTERVALS, &offer) == 0;
            offer.index++) {
        const struct v4l2_fract *shortest =
                offer.type == V4L2_FRMIVAL_TYPE_DISCRETE ? &offer.discrete : &offer.stepwise.min;
        if ((uint64_t)shortest->numerator * SLOWEST_FPS <= shortest->denominator)
            return true;
    }
    return offer.index == 0;
}

/* Takes what the driver answered, if we can use it. */
static bool take(const struct v4l2_format *answer, struct kiosk_v4l2_format *out)
{
    const struct v4l2_pix_format *pix = &answer->fmt.pix;
    bool known = false;
    for (size_t i = 0; i < FOURCCS; i++)
        known |= pix->pixelformat == fourccs[i];
    if (!known || !kiosk_grey_size_allowed(pix->width, pix->height))
        return false;
    uint32_t least = 0;
    if (pix->pixelformat == V4L2_PIX_FMT_YUYV)
        least = (pix->width + 1) / 2 * 4;
    else if (pix->pixelformat != V4L2_PIX_FMT_MJPEG)
        least = pix->width;
    uint32_t stride = least && pix->bytesperline ? pix->bytesperline : least;
    if (stride < least || stride > 8 * KM_FRAME_SIDE_MAX)
        return false;
    *out = (struct kiosk_v4l2_format){
            pix->pixelformat, (int)pix->width, (int)pix->height, (int)stride};
    return true;
}

static bool set(const struct kiosk_v4l2_sys *sys, int fd, uint32_t fourcc, int width, int height,
        struct kiosk_v4l2_format *out)
{
    struct v4l2_format wish = {.type = V4L2_BUF_TYPE_VIDEO_CAPTURE};
    wish.fmt.pix.width = (uint32_t)width;
    wish.fmt.pix.height = (uint32_t)height;
    wish.fmt.pix.pixelformat = fourcc;
    wish.fmt.pix.field = V4L2_FIELD_ANY;
    return sys->ioctl(fd, VIDIOC_S_FMT, &wish) == 0 && take(&wish, out) && out->fourcc == fourcc &&
           out->width == width && out->height == height;
}

bool kiosk_v4l2_format_choose(
        const struct kiosk_v4l2_sys *sys, int fd, struct kiosk_v4l2_format *out, char *err)
{
    for (size_t size = 0; size < sizeof sizes / sizeof sizes[0]; size++) {
        int width = sizes[size][0], height = sizes[size][1];
        for (size_t i = 0; i < FOURCCS; i++)
            if (is_offered(sys, fd, fourccs[i]) && is_fast(sys, fd, fourccs[i], width, height) &&
                    set(sys, fd, fourccs[i], width, height, out))
                return true;
    }
    /* No such size, or all are slow: then near that size, whatever the driver makes of the wish. */
    for (size_t i = 0; i < FOURCCS; i++) {
        struct v4l2_format answer = {.type = V4L2_BUF_TYPE_VIDEO_CAPTURE};
        answer.fmt.pix.width = 1280;
        answer.fmt.pix.height = 720;
        answer.fmt.pix.pixelformat =
                fourccs[FOURCCS - 1 - i]; /* MJPG is the likeliest to be fast */
        if (sys->ioctl(fd, VIDIOC_S_FMT, &answer) == 0 && take(&answer, out))
            return true;
    }
    snprintf(err, KM_ERR_MAX, "offers none of the formats GREY, NV12, YUYV, MJPG");
    return false;
}

bool kiosk_v4l2_format_grey(const struct kiosk_v4l2_format *format, const uint8_t *bytes,
        size_t length, struct kiosk_jpeg *jpeg, struct kiosk_grey *out, char *err)
{
    if (format->fourcc == V4L2_PIX_FMT_MJPEG)
        return kiosk_jpeg_unpack(jpeg, bytes, length, true, out, err);
    size_t stride = (size_t)format->stride;
    if (length < stride * (size_t)format->height) {
        snprintf(err, KM_ERR_MAX, "frame of %zu bytes is short of %zu", length,
                stride * (size_t)format->height);
        return false;
    }
    if (!kiosk_grey_resize(out, format->width, format->height)) {
        snprintf(err, KM_ERR_MAX, "no memory for a frame");
        return false;
    }
    for (int y = 0; y < format->height; y++) {
        const uint8_t *from = bytes + (size_t)y * stride;
        uint8_t *to = out->pixels + (size_t)y * (size_t)out->stride;
        if (format->fourcc == V4L2_PIX_FMT_YUYV)
            for (int x = 0; x < format->width; x++)
                to[x] = from[2 * x];
        else
            memcpy(to, from, (size_t)format->width);
    }
    return true;
}
