/* What a driver answers: the ioctls of a capture device that maps its buffers. */

#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tests/v4l2/double.h"

const char *format_name(uint32_t fourcc)
{
    switch (fourcc) {
    case V4L2_PIX_FMT_GREY:
        return "GREY";
    case V4L2_PIX_FMT_YUYV:
        return "YUYV";
    case V4L2_PIX_FMT_NV12:
        return "NV12";
    case V4L2_PIX_FMT_MJPEG:
        return "MJPG";
    default:
        return "RGB3";
    }
}

int format_stride(const struct offer *as)
{
    switch (as->fourcc) {
    case V4L2_PIX_FMT_MJPEG:
        return 0;
    case V4L2_PIX_FMT_YUYV:
        return 2 * as->width;
    case V4L2_PIX_FMT_RGB24:
        return 3 * as->width;
    default:
        return as->width;
    }
}

size_t format_bytes(const struct offer *as)
{
    size_t pixels = (size_t)as->width * (size_t)as->height;
    switch (as->fourcc) {
    case V4L2_PIX_FMT_GREY:
        return pixels;
    case V4L2_PIX_FMT_NV12:
        return pixels * 3 / 2;
    case V4L2_PIX_FMT_RGB24:
        return pixels * 3;
    default:
        return pixels * 2;
    }
}

static int query_capabilities(const struct spec *spec, struct v4l2_capability *out)
{
    *out = (struct v4l2_capability){.version = 0x060100,
            .capabilities = spec->capabilities | V4L2_CAP_META_CAPTURE | V4L2_CAP_DEVICE_CAPS,
            .device_caps = spec->capabilities};
    strcpy((char *)out->driver, "uvcvideo");
    memcpy(out->card, spec->card, sizeof out->card);
    memcpy(out->bus_info, spec->bus, sizeof out->bus_info);
    return 0;
}

/* Has this offer's format (or, for a rate, size) come earlier in the list? */
static bool is_repeated(const struct spec *spec, int at, bool sizes)
{
    for (int i = 0; i < at; i++)
        if (spec->offers[i].fourcc == spec->offers[at].fourcc &&
                (!sizes || (spec->offers[i].width == spec->offers[at].width &&
                                   spec->offers[i].height == spec->offers[at].height)))
            return true;
    return false;
}

static int enumerate_formats(const struct spec *spec, struct v4l2_fmtdesc *asked)
{
    uint32_t found = 0, index = asked->index;
    if (asked->type != V4L2_BUF_TYPE_VIDEO_CAPTURE)
        return EINVAL;
    if ((spec->lies & LIE_ENDLESS) && index > 0) {
        asked->pixelformat = V4L2_PIX_FMT_RGB24;
        return 0;
    }
    for (int i = 0; i < spec->offer_count; i++)
        if (!is_repeated(spec, i, false) && found++ == index) {
            asked->pixelformat = spec->offers[i].fourcc;
            snprintf((char *)asked->description, sizeof asked->description, "%s",
                    format_name(asked->pixelformat));
            return 0;
        }
    return EINVAL;
}

static int enumerate_sizes(const struct spec *spec, struct v4l2_frmsizeenum *asked)
{
    uint32_t found = 0;
    asked->type = V4L2_FRMSIZE_TYPE_DISCRETE;
    for (int i = 0; i < spec->offer_count; i++)
        if (spec->offers[i].fourcc == asked->pixel_format && !is_repeated(spec, i, true) &&
                (found++ == asked->index || (spec->lies & LIE_ENDLESS))) {
            asked->discrete.width = (uint32_t)spec->offers[i].width;
            asked->discrete.height = (uint32_t)spec->offers[i].height;
            return 0;
        }
    return EINVAL;
}

static int enumerate_rates(const struct spec *spec, struct v4l2_frmivalenum *asked)
{
    uint32_t found = 0;
    asked->type = V4L2_FRMIVAL_TYPE_DISCRETE;
    for (int i = 0; i < spec->offer_count; i++)
        if (spec->offers[i].fourcc == asked->pixel_format &&
                spec->offers[i].width == (int)asked->width &&
                spec->offers[i].height == (int)asked->height &&
                (found++ == asked->index || (spec->lies & LIE_ENDLESS))) {
            asked->discrete = (struct v4l2_fract){1, (uint32_t)spec->offers[i].fps};
            return 0;
        }
    return EINVAL;
}

/* The offer nearest to the wish: its format before its size before its rate. */
static const struct offer *nearest(const struct spec *spec, const struct offer *wish)
{
    const struct offer *best = NULL;
    int64_t least = INT64_MAX;
    for (int i = 0; i < spec->offer_count; i++) {
        const struct offer *offer = &spec->offers[i];
        int64_t far = (int64_t)(offer->fourcc != wish->fourcc) << 50;
        far += (int64_t)(abs(offer->width - wish->width) + abs(offer->height - wish->height)) << 16;
        far += abs(offer->fps - wish->fps);
        if (far < least) {
            least = far;
            best = offer;
        }
    }
    return best;
}

static void tell_format(
        const struct spec *spec, const struct offer *as, struct v4l2_pix_format *out)
{
    *out = (struct v4l2_pix_format){.width = (uint32_t)as->width,
            .height = (uint32_t)as->height,
            .pixelformat = as->fourcc,
            .field = V4L2_FIELD_NONE,
            .bytesperline = (uint32_t)format_stride(as),
            .sizeimage = (uint32_t)format_bytes(as),
            .colorspace = V4L2_COLORSPACE_SRGB};
    if (spec->lies & LIE_SIZE)
        out->width = out->height = 4000000000u;
    if (spec->lies & LIE_STRIDE)
        out->bytesperline = (uint32_t)as->width / 2;
}

static int set_format(
        struct handle *handle, const struct spec *spec, struct v4l2_format *wish, bool keep)
{
    if (wish->type != V4L2_BUF_TYPE_VIDEO_CAPTURE || spec->offer_count == 0)
        return EINVAL;
    if (keep && (handle_busy(handle) || handle->buffer_count > 0))
        return EBUSY;
    struct v4l2_pix_format *pix = &wish->fmt.pix;
    bool sane = pix->width < 100000 && pix->height < 100000;
    struct offer asked = {pix->pixelformat, sane ? (int)pix->width : 0, sane ? (int)pix->height : 0,
            1000}; /* the fastest at that size */
    const struct offer *offer = nearest(spec, &asked);
    tell_format(spec, offer, pix);
    if (keep)
        handle->as = *offer;
    return 0;
}

static int parameters(
        struct handle *handle, const struct spec *spec, struct v4l2_streamparm *wish, bool set)
{
    if (wish->type != V4L2_BUF_TYPE_VIDEO_CAPTURE)
        return EINVAL;
    struct v4l2_captureparm *capture = &wish->parm.capture;
    if (set && capture->timeperframe.numerator && capture->timeperframe.denominator) {
        struct offer asked = handle->as;
        asked.fps = (int)(capture->timeperframe.denominator / capture->timeperframe.numerator);
        handle->as = *nearest(spec, &asked);
    }
    *capture = (struct v4l2_captureparm){
            .capability = V4L2_CAP_TIMEPERFRAME, .timeperframe = {1, (uint32_t)handle->as.fps}};
    return 0;
}

static struct knob *find_knob(struct handle *handle, uint32_t id)
{
    for (int i = 0; i < handle->knob_count; i++)
        if (handle->knobs[i].id == id)
            return &handle->knobs[i];
    return NULL;
}

static int query_control(struct handle *handle, struct v4l2_queryctrl *asked)
{
    const struct knob *knob = find_knob(handle, asked->id);
    if (!knob)
        return EINVAL;
    *asked = (struct v4l2_queryctrl){.id = knob->id,
            .type = V4L2_CTRL_TYPE_INTEGER,
            .minimum = knob->least,
            .maximum = knob->most,
            .step = 1,
            .default_value = knob->value};
    snprintf((char *)asked->name, sizeof asked->name, "%s", knob->name);
    return 0;
}

static int control(struct handle *handle, struct v4l2_control *asked, bool set)
{
    struct knob *knob = find_knob(handle, asked->id);
    if (!knob)
        return EINVAL;
    if (set && (asked->value < knob->least || asked->value > knob->most))
        return ERANGE;
    if (set) {
        knob->value = asked->value;
        script_log("control %s %s %d", handle->path, knob->name, knob->value);
    }
    asked->value = knob->value;
    return 0;
}

static int query_buffer(const struct handle *handle, struct v4l2_buffer *asked)
{
    if (asked->index >= (uint32_t)handle->buffer_count)
        return EINVAL;
    asked->length = (uint32_t)handle->length;
    asked->m.offset = (uint32_t)(handle->length * asked->index);
    asked->flags = V4L2_BUF_FLAG_MAPPED;
    return 0;
}

static int give(struct handle *handle, const struct v4l2_buffer *given)
{
    if (given->index >= (uint32_t)handle->buffer_count || given->memory != V4L2_MEMORY_MMAP)
        return EINVAL;
    for (int i = 0; i < handle->waiting.count; i++)
        if (handle->waiting.list[i] == (int)given->index)
            return EINVAL;
    for (int i = 0; i < handle->done.count; i++)
        if (handle->done.list[i] == (int)given->index)
            return EINVAL;
    ring_push(&handle->waiting, (int)given->index);
    return 0;
}

static int take(struct handle *handle, struct v4l2_buffer *out)
{
    if (!handle->streaming)
        return EINVAL;
    while (handle->blocking && handle->done.count == 0 && !handle->dead) {
        pthread_mutex_unlock(&double_m);
        struct pollfd waiting = {.fd = handle->fd, .events = POLLIN};
        poll(&waiting, 1, -1);
        pthread_mutex_lock(&double_m);
    }
    if (handle->dead)
        return ENODEV;
    char byte;
    if (handle->done.count == 0 || read(handle->fd, &byte, 1) != 1)
        return EAGAIN;
    *out = handle->buffers[ring_take(&handle->done)].filled;
    return 0;
}

static const char *call_name(unsigned long request)
{
    static const struct {
        unsigned long request;
        const char *name;
    } known[] = {{VIDIOC_QUERYCAP, "QUERYCAP"}, {VIDIOC_ENUM_FMT, "ENUM_FMT"},
            {VIDIOC_ENUM_FRAMESIZES, "ENUM_FRAMESIZES"},
            {VIDIOC_ENUM_FRAMEINTERVALS, "ENUM_FRAMEINTERVALS"}, {VIDIOC_S_FMT, "S_FMT"},
            {VIDIOC_G_FMT, "G_FMT"}, {VIDIOC_TRY_FMT, "TRY_FMT"}, {VIDIOC_S_PARM, "S_PARM"},
            {VIDIOC_G_PARM, "G_PARM"}, {VIDIOC_QUERYCTRL, "QUERYCTRL"}, {VIDIOC_G_CTRL, "G_CTRL"},
            {VIDIOC_S_CTRL, "S_CTRL"}, {VIDIOC_REQBUFS, "REQBUFS"}, {VIDIOC_QUERYBUF, "QUERYBUF"},
            {VIDIOC_QBUF, "QBUF"}, {VIDIOC_DQBUF, "DQBUF"}, {VIDIOC_STREAMON, "STREAMON"},
            {VIDIOC_STREAMOFF, "STREAMOFF"}};
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
        if (known[i].request == request)
            return known[i].name;
    return "";
}

/* The errno, 0 where all is well. */
static int answer(
        struct handle *handle, const struct spec *spec, unsigned long request, void *argument)
{
    switch (request) {
    case VIDIOC_QUERYCAP:
        return query_capabilities(spec, argument);
    case VIDIOC_ENUM_FMT:
        return enumerate_formats(spec, argument);
    case VIDIOC_ENUM_FRAMESIZES:
        return enumerate_sizes(spec, argument);
    case VIDIOC_ENUM_FRAMEINTERVALS:
        return enumerate_rates(spec, argument);
    case VIDIOC_G_FMT:
        tell_format(spec, &handle->as, &((struct v4l2_format *)argument)->fmt.pix);
        return 0;
    case VIDIOC_TRY_FMT:
    case VIDIOC_S_FMT:
        return set_format(handle, spec, argument, request == VIDIOC_S_FMT);
    case VIDIOC_G_PARM:
    case VIDIOC_S_PARM:
        return parameters(handle, spec, argument, request == VIDIOC_S_PARM);
    case VIDIOC_QUERYCTRL:
        return query_control(handle, argument);
    case VIDIOC_G_CTRL:
    case VIDIOC_S_CTRL:
        return control(handle, argument, request == VIDIOC_S_CTRL);
    case VIDIOC_REQBUFS:
        return stream_buffers(handle, argument);
    case VIDIOC_QUERYBUF:
        return query_buffer(handle, argument);
    case VIDIOC_QBUF:
        return give(handle, argument);
    case VIDIOC_DQBUF:
        return take(handle, argument);
    case VIDIOC_STREAMON:
        return stream_start(handle);
    case VIDIOC_STREAMOFF:
        stream_stop(handle);
        return 0;
    default:
        return ENOTTY;
    }
}

int device_ioctl(struct handle *handle, unsigned long request, void *argument)
{
    const struct spec *spec = handle->dead ? NULL : script_device(handle->path);
    if (!spec)
        stream_die(handle);
    int error = !spec ? ENODEV : script_fails(spec, call_name(request));
    if (!error && spec->capabilities & V4L2_CAP_META_CAPTURE && request != VIDIOC_QUERYCAP)
        error = ENOTTY;
    if (!error)
        error = answer(handle, spec, request, argument);
    if (!error)
        return 0;
    errno = error;
    return -1;
}
