/* A camera through V4L2, memory-mapped and non-blocking. Our own, because zbar's video layer
 * crashes on Debian 12 and SDL2 has none. Each call hands out the newest frame as grey and drops
 * the older ones; a vanished, stalled or broken camera ends in FAILED, and opening anew is the
 * pipeline's business. */

#include <errno.h>
#include <linux/videodev2.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "kiosk/scan/source.h"
#include "kiosk/scan/v4l2_format.h"

#define BUFFERS 4
/* No frame for this long: the camera hangs. The slowest exposures stay below one second. */
#define STALL_MS 3000
/* Broken frames happen at start-up and on bad cables; this many in a row are no accident. */
#define BROKEN_MAX 30

struct source_v4l2 {
    struct kiosk_source base;         /* first: the source is cast back from it */
    const struct kiosk_v4l2_sys *sys; /* static */
    char *device;                     /* owned */
    int fd;                           /* -1 while closed */
    struct kiosk_v4l2_format format;
    struct {
        uint8_t *start; /* mapped */
        size_t length;
    } buffers[BUFFERS];
    int buffer_count;
    int silent_ms;           /* waited in vain since the last frame */
    int broken;              /* broken frames in a row */
    struct kiosk_jpeg *jpeg; /* owned */
    struct kiosk_grey grey;  /* owned: the frame handed out */
};

static struct source_v4l2 *cast(struct kiosk_source *source)
{
    return (struct source_v4l2 *)source;
}

static bool queue(struct source_v4l2 *camera, uint32_t index)
{
    struct v4l2_buffer buffer = {
            .type = V4L2_BUF_TYPE_VIDEO_CAPTURE, .memory = V4L2_MEMORY_MMAP, .index = index};
    return camera->sys->ioctl(camera->fd, VIDIOC_QBUF, &buffer) == 0;
}

static bool map_buffers(struct source_v4l2 *camera, char *err)
{
    struct v4l2_requestbuffers request = {
            .count = BUFFERS, .type = V4L2_BUF_TYPE_VIDEO_CAPTURE, .memory = V4L2_MEMORY_MMAP};
    if (camera->sys->ioctl(camera->fd, VIDIOC_REQBUFS, &request) < 0 || request.count < 2) {
        snprintf(err, KM_ERR_MAX, "no frame buffers: %s", strerror(errno));
        return false;
    }
    /* More than asked for would stay unmapped and unqueued: harmless. */
    int count = request.count < BUFFERS ? (int)request.count : BUFFERS;
    for (int i = 0; i < count; i++) {
        struct v4l2_buffer buffer = {.type = V4L2_BUF_TYPE_VIDEO_CAPTURE,
                .memory = V4L2_MEMORY_MMAP,
                .index = (uint32_t)i};
        if (camera->sys->ioctl(camera->fd, VIDIOC_QUERYBUF, &buffer) < 0) {
            snprintf(err, KM_ERR_MAX, "no frame buffer: %s", strerror(errno));
            return false;
        }
        uint8_t *start = camera->sys->mmap(buffer.length, camera->fd, buffer.m.offset);
        if (!start) {
            snprintf(err, KM_ERR_MAX, "could not map a frame buffer: %s", strerror(errno));
            return false;
        }
        camera->buffers[i].start = start;
        camera->buffers[i].length = buffer.length;
        camera->buffer_count = i + 1;
        if (!queue(camera, (uint32_t)i)) {
            snprintf(err, KM_ERR_MAX, "could not queue a frame buffer: %s", strerror(errno));
            return false;
        }
    }
    return true;
}

static void close_camera(struct kiosk_source *source)
{
    struct source_v4l2 *camera = cast(source);
    if (camera->fd < 0)
        return;
    int type = V4L2_BUF_TYPE_VIDEO_CAPTURE;
    camera->sys->ioctl(camera->fd, VIDIOC_STREAMOFF, &type);
    for (int i = 0; i < camera->buffer_count; i++)
        camera->sys->munmap(camera->buffers[i].start, camera->buffers[i].length);
    camera->buffer_count = 0;
    camera->sys->close(camera->fd);
    camera->fd = -1;
}

static bool open_camera(struct kiosk_source *source, char *err)
{
    struct source_v4l2 *camera = cast(source);
    camera->silent_ms = camera->broken = 0;
    camera->fd = camera->sys->open(camera->device);
    if (camera->fd < 0) {
        snprintf(err, KM_ERR_MAX, "%s: %s", camera->device, strerror(errno));
        return false;
    }
    char why[KM_ERR_MAX];
    struct v4l2_capability able = {0};
    if (camera->sys->ioctl(camera->fd, VIDIOC_QUERYCAP, &able) < 0) {
        snprintf(why, sizeof why, "not a camera");
        goto fail;
    }
    uint32_t caps = able.capabilities & V4L2_CAP_DEVICE_CAPS ? able.device_caps : able.capabilities;
    if (!(caps & V4L2_CAP_VIDEO_CAPTURE) || !(caps & V4L2_CAP_STREAMING)) {
        snprintf(why, sizeof why, "not a camera that streams");
        goto fail;
    }
    if (!kiosk_v4l2_format_choose(camera->sys, camera->fd, &camera->format, why))
        goto fail;
    struct v4l2_streamparm speed = {.type = V4L2_BUF_TYPE_VIDEO_CAPTURE};
    speed.parm.capture.timeperframe = (struct v4l2_fract){1, 30};
    camera->sys->ioctl(camera->fd, VIDIOC_S_PARM, &speed); /* a wish: not every driver grants it */
    if (!map_buffers(camera, why))
        goto fail;
    int type = V4L2_BUF_TYPE_VIDEO_CAPTURE;
    if (camera->sys->ioctl(camera->fd, VIDIOC_STREAMON, &type) < 0) {
        snprintf(why, sizeof why, "could not start: %s", strerror(errno));
        goto fail;
    }
    return true;

fail:
    snprintf(err, KM_ERR_MAX, "%s: %.180s", camera->device, why);
    close_camera(source);
    return false;
}

/* What one look at the driver's queue gave. */
struct drained {
    int count;               /* frames that waited */
    bool whole;              /* one of them without the driver's error flag … */
    struct v4l2_buffer last; /* … the newest such: not given back to the driver yet */
};

/* Takes all frames that wait, keeps the newest. False with errno where the camera is gone. */
static bool drain(struct source_v4l2 *camera, struct drained *out)
{
    *out = (struct drained){0};
    while (out->count < BUFFERS) {
        struct v4l2_buffer buffer = {
                .type = V4L2_BUF_TYPE_VIDEO_CAPTURE, .memory = V4L2_MEMORY_MMAP};
        if (camera->sys->ioctl(camera->fd, VIDIOC_DQBUF, &buffer) < 0)
            return errno == EAGAIN;
        if (buffer.index >= (uint32_t)camera->buffer_count) {
            errno = EPROTO; /* a driver's lie must not lead us out of the array */
            return false;
        }
        out->count++;
        if (buffer.flags & V4L2_BUF_FLAG_ERROR) {
            if (!queue(camera, buffer.index))
                return false;
            continue;
        }
        if (out->whole && !queue(camera, out->last.index))
            return false;
        out->whole = true;
        out->last = buffer;
    }
    return true;
}

static enum kiosk_source_result fail(struct source_v4l2 *camera, const char *why, char *err)
{
    snprintf(err, KM_ERR_MAX, "%s: %.180s", camera->device, why);
    return KIOSK_SOURCE_FAILED;
}

/* Counts a frame that cannot be used. */
static enum kiosk_source_result skip(struct source_v4l2 *camera, const char *why, char *err)
{
    if (++camera->broken >= BROKEN_MAX)
        return fail(camera, why, err);
    return KIOSK_SOURCE_NOTHING;
}

/* Waits for the newest frame. FRAME: *out holds its buffer, not given back to the driver yet. */
static enum kiosk_source_result wait_newest(
        struct source_v4l2 *camera, int timeout_ms, struct v4l2_buffer *out, char *err)
{
    struct drained drained;
    for (int attempt = 0;; attempt++) {
        int ready = camera->sys->poll(camera->fd, timeout_ms);
        if (ready < 0)
            return fail(camera, strerror(errno), err);
        if (ready == 0) {
            camera->silent_ms += timeout_ms;
            return camera->silent_ms < STALL_MS ? KIOSK_SOURCE_NOTHING
                                                : fail(camera, "sends no frames", err);
        }
        if (!drain(camera, &drained))
            return fail(camera, errno == ENODEV ? "was unplugged" : strerror(errno), err);
        if (drained.count ==
                0) /* readable but empty: how a dying driver looks; no busy loop on it */
            return skip(camera, "sends no frames", err);
        /* All buffers were full: the driver had none left for what came since, so even the newest
         * of them is old. Give it back and wait, once, for a fresh one. */
        if (!drained.whole || drained.count < camera->buffer_count || attempt > 0)
            break;
        if (!queue(camera, drained.last.index))
            return fail(camera, strerror(errno), err);
    }
    camera->silent_ms = 0;
    if (!drained.whole)
        return skip(camera, "sends broken frames", err);
    *out = drained.last;
    return KIOSK_SOURCE_FRAME;
}

static enum kiosk_source_result next_frame(
        struct kiosk_source *source, int timeout_ms, struct kiosk_grey *out, char *err)
{
    struct source_v4l2 *camera = cast(source);
    struct v4l2_buffer newest;
    enum kiosk_source_result result = wait_newest(camera, timeout_ms, &newest, err);
    if (result != KIOSK_SOURCE_FRAME)
        return result;
    size_t length = newest.bytesused;
    if (length > camera->buffers[newest.index].length)
        length = camera->buffers[newest.index].length;
    char why[KM_ERR_MAX];
    bool good = kiosk_v4l2_format_grey(&camera->format, camera->buffers[newest.index].start, length,
            camera->jpeg, &camera->grey, why);
    if (!queue(camera, newest.index))
        return fail(camera, errno == ENODEV ? "was unplugged" : strerror(errno), err);
    if (!good)
        return skip(camera, why, err);
    camera->broken = 0;
    *out = camera->grey;
    return KIOSK_SOURCE_FRAME;
}

static void describe(const struct kiosk_source *source, char *out)
{
    const struct source_v4l2 *camera = (const struct source_v4l2 *)source;
    uint32_t f = camera->format.fourcc;
    if (camera->fd < 0)
        snprintf(out, KM_ERR_MAX, "camera %s", camera->device);
    else
        snprintf(out, KM_ERR_MAX, "camera %s, %d×%d %c%c%c%c", camera->device, camera->format.width,
                camera->format.height, (char)f, (char)(f >> 8), (char)(f >> 16), (char)(f >> 24));
}

static void free_camera(struct kiosk_source *source)
{
    struct source_v4l2 *camera = cast(source);
    close_camera(source);
    kiosk_jpeg_free(camera->jpeg);
    kiosk_grey_destroy(&camera->grey);
    free(camera->device);
    free(camera);
}

static const struct kiosk_source_ops ops = {
        .open = open_camera,
        .next = next_frame,
        .close = close_camera,
        .describe = describe,
        .free = free_camera,
};

struct kiosk_source *kiosk_source_v4l2_new(const char *device, const struct kiosk_v4l2_sys *sys)
{
    struct source_v4l2 *camera = calloc(1, sizeof *camera);
    if (!camera || !(camera->device = strdup(device)))
        abort();
    camera->base.ops = &ops;
    camera->sys = sys;
    camera->fd = -1;
    camera->jpeg = kiosk_jpeg_new();
    return &camera->base;
}
