#include "kiosk/scan/v4l2_format.h"

#include <errno.h>
#include <linux/videodev2.h>
#include <stdio.h>
#include <string.h>

#include "core/bounds.h"

/* Rates, in turn: as fast as the eye wants it, and what a person still takes for at once. */
static const uint32_t rates[] = {25, 15};
/* In the order of preference. */
static const uint32_t fourccs[] = {
        V4L2_PIX_FMT_GREY, V4L2_PIX_FMT_NV12, V4L2_PIX_FMT_YUYV, V4L2_PIX_FMT_MJPEG};
static const int sizes[][2] = {
        {1280, 720}, {1280, 960}, {1920, 1080}, {1024, 768}, {800, 600}, {640, 480}};
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

/* Does the camera reach this rate so? A driver that does not say is believed. */
static bool is_fast(const struct kiosk_v4l2_sys *sys, int fd, uint32_t fourcc, int width,
        int height, uint32_t fps)
{
    struct v4l2_frmivalenum offer = {
            .pixel_format = fourcc, .width = (uint32_t)width, .height = (uint32_t)height};
    for (; offer.index < 64 && sys->ioctl(fd, VIDIOC_ENUM_FRAMEINTERVALS, &offer) == 0;
            offer.index++) {
        const struct v4l2_fract *shortest =
                offer.type == V4L2_FRMIVAL_TYPE_DISCRETE ? &offer.discrete : &offer.stepwise.min;
        if ((uint64_t)shortest->numerator * fps <= shortest->denominator)
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
            pix->pixelformat, (int)pix->width, (int)pix->height, (int)stride, 0};
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

bool kiosk_v4l2_format_offered(const struct kiosk_v4l2_sys *sys, int fd, char *err)
{
    for (size_t i = 0; i < FOURCCS; i++)
        if (is_offered(sys, fd, fourccs[i]))
            return true;
    snprintf(err, KM_ERR_MAX, "offers none of the formats GREY, NV12, YUYV, MJPG");
    return false;
}

static bool choose_at(const struct kiosk_v4l2_sys *sys, int fd, const bool *offered, int width,
        int height, struct kiosk_v4l2_format *out)
{
    for (size_t rate = 0; rate < sizeof rates / sizeof rates[0]; rate++)
        for (size_t i = 0; i < FOURCCS; i++)
            if (offered[i] && is_fast(sys, fd, fourccs[i], width, height, rates[rate]) &&
                    set(sys, fd, fourccs[i], width, height, out))
                return true;
    return false;
}

/* No size of ours, or all are slow: near ours, whatever the driver makes of the wish. */
static bool choose_any(const struct kiosk_v4l2_sys *sys, int fd, struct kiosk_v4l2_format *out)
{
    for (size_t i = 0; i < FOURCCS; i++) {
        struct v4l2_format answer = {.type = V4L2_BUF_TYPE_VIDEO_CAPTURE};
        answer.fmt.pix.width = 1280;
        answer.fmt.pix.height = 720;
        answer.fmt.pix.pixelformat =
                fourccs[FOURCCS - 1 - i]; /* MJPG is the likeliest to be fast */
        if (sys->ioctl(fd, VIDIOC_S_FMT, &answer) == 0 && take(&answer, out))
            return true;
    }
    return false;
}

/* A wish: not every driver grants it, or says what it does. */
static int set_rate(const struct kiosk_v4l2_sys *sys, int fd)
{
    struct v4l2_streamparm speed = {.type = V4L2_BUF_TYPE_VIDEO_CAPTURE};
    struct v4l2_fract *frame = &speed.parm.capture.timeperframe;
    *frame = (struct v4l2_fract){1, 30};
    if (sys->ioctl(fd, VIDIOC_S_PARM, &speed) < 0 || frame->numerator == 0)
        return 0;
    uint32_t fps = (frame->denominator + frame->numerator / 2) / frame->numerator;
    return fps <= 1000 ? (int)fps : 0;
}

bool kiosk_v4l2_format_choose(
        const struct kiosk_v4l2_sys *sys, int fd, struct kiosk_v4l2_format *out, char *err)
{
    bool offered[FOURCCS], chosen = false;
    if (!kiosk_v4l2_format_offered(sys, fd, err))
        return false;
    for (size_t i = 0; i < FOURCCS; i++)
        offered[i] = is_offered(sys, fd, fourccs[i]);
    for (size_t size = 0; size < sizeof sizes / sizeof sizes[0] && !chosen; size++)
        chosen = choose_at(sys, fd, offered, sizes[size][0], sizes[size][1], out);
    errno = 0;
    if (!chosen && !choose_any(sys, fd, out)) {
        snprintf(err, KM_ERR_MAX, "%s",
                errno == EBUSY ? "is in use by another program"
                               : "could not be set to a format and size that we read");
        return false;
    }
    out->fps = set_rate(sys, fd);
    return true;
}

/* Every second byte, sixteen at once: a tenth of the time that compilers make of the plain loop. */
static void take_luma(uint8_t *to, const uint8_t *from, int width)
{
    typedef uint8_t sixteen __attribute__((vector_size(16)));
    int x = 0;
    for (; x + 16 <= width; x += 16) {
        sixteen left, right, luma;
        memcpy(&left, from + 2 * x, sizeof left);
        memcpy(&right, from + 2 * x + 16, sizeof right);
        luma = __builtin_shufflevector(
                left, right, 0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30);
        memcpy(to + x, &luma, sizeof luma);
    }
    for (; x < width; x++)
        to[x] = from[2 * x];
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
            take_luma(to, from, format->width);
        else
            memcpy(to, from, (size_t)format->width);
    }
    return true;
}
