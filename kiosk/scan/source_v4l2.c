/* A camera through V4L2, memory-mapped and non-blocking. Our own, because zbar's video layer
 * crashes on Debian 12 and SDL2 has none. Each call hands out the newest frame as grey and drops
 * the older ones; a vanished, stalled or broken camera ends in FAILED, and opening anew is the
 * pipeline's business. Luma is copied out of the driver's buffer, which goes back at once: that is
 * a thousandth of a core at 1280×720, and the buffers of some boards are slow to read twice. */

#include <errno.h>
#include <limits.h>
#include <linux/videodev2.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "kiosk/scan/camera.h"
#include "kiosk/scan/source.h"
#include "kiosk/scan/v4l2_controls.h"
#include "kiosk/scan/v4l2_format.h"

#define BUFFERS 4
/* No frame for this long: the camera hangs. The slowest exposures stay below one second. */
#define STALL_MS 3000
/* Broken frames happen at start-up and on bad cables; this many in a row are no accident. */
#define BROKEN_MAX 30

struct source_v4l2 {
    struct kiosk_source base;         /* first: the source is cast back from it */
    const struct kiosk_v4l2_sys *sys; /* static */
    char *wanted;                     /* owned; NULL: the first that works */
    char device[PATH_MAX];            /* opened last; "" before */
    char failed[PATH_MAX];            /* auto: gave no frame at all, so it comes last; "" none */
    int fd;                           /* -1 while closed */
    struct kiosk_v4l2_format format;
    char name[33];            /* the maker's */
    char refused[KM_ERR_MAX]; /* controls that could not be set */
    struct {
        uint8_t *start; /* mapped */
        size_t length;
    } buffers[BUFFERS];
    int buffer_count;
    bool gave;               /* a frame, since it was opened */
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

static bool start(struct source_v4l2 *camera, char *err)
{
    bool takes_pictures;
    if (!kiosk_camera_check(camera->sys, camera->fd, camera->name, &takes_pictures, err) ||
            !kiosk_v4l2_format_choose(camera->sys, camera->fd, &camera->format, err))
        return false;
    kiosk_v4l2_controls_set(camera->sys, camera->fd, camera->refused);
    if (!map_buffers(camera, err))
        return false;
    int type = V4L2_BUF_TYPE_VIDEO_CAPTURE;
    if (camera->sys->ioctl(camera->fd, VIDIOC_STREAMON, &type) == 0)
        return true;
    if (errno == ENOSPC)
        snprintf(err, KM_ERR_MAX, "its USB bus has no room left; give it a port of its own");
    else
        snprintf(err, KM_ERR_MAX, "could not start: %s", strerror(errno));
    return false;
}

static bool open_device(struct source_v4l2 *camera, const char *device, char *err)
{
    char why[KM_ERR_MAX];
    snprintf(camera->device, sizeof camera->device, "%s", device);
    camera->silent_ms = camera->broken = 0;
    camera->gave = false;
    camera->fd = camera->sys->open(device);
    if (camera->fd >= 0 && start(camera, why))
        return true;
    if (camera->fd < 0)
        kiosk_camera_explain(errno, why);
    snprintf(err, KM_ERR_MAX, "%.150s: %.200s", device, why);
    close_camera(&camera->base);
    return false;
}

/* The first that works; the one that last gave no frame is tried after the others. err: of the
 * first that did not, for that is the one people mean. */
static bool open_any(struct source_v4l2 *camera, char *err)
{
    struct kiosk_camera list[KIOSK_CAMERAS_MAX];
    char why[KM_ERR_MAX];
    int count = kiosk_camera_list_by(camera->sys, list);
    bool told = false;
    for (int turn = 0; turn < 2; turn++)
        for (int i = 0; i < count; i++) {
            if ((strcmp(list[i].device, camera->failed) == 0) != (turn == 1))
                continue;
            if (list[i].usable && open_device(camera, list[i].device, why))
                return true;
            if (!list[i].usable)
                snprintf(why, sizeof why, "%s: %.300s", list[i].device, list[i].why);
            if (!told)
                memcpy(err, why, sizeof why);
            told = true;
        }
    if (!told)
        snprintf(err, KM_ERR_MAX, "no camera is plugged in");
    return false;
}

static bool open_camera(struct kiosk_source *source, char *err)
{
    struct source_v4l2 *camera = cast(source);
    return camera->wanted ? open_device(camera, camera->wanted, err) : open_any(camera, err);
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
    snprintf(err, KM_ERR_MAX, "%.150s: %.200s", camera->device, why);
    snprintf(camera->failed, sizeof camera->failed, "%s", camera->gave ? "" : camera->device);
    return KIOSK_SOURCE_FAILED;
}

/* Counts a frame that cannot be used. */
static enum kiosk_source_result count_broken(struct source_v4l2 *camera, const char *why, char *err)
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
            return count_broken(camera, "sends no frames", err);
        /* All buffers were full: the driver had none left for what came since, so even the newest
         * of them is old. Give it back and wait, once, for a fresh one. */
        if (!drained.whole || drained.count < camera->buffer_count || attempt > 0)
            break;
        if (!queue(camera, drained.last.index))
            return fail(camera, strerror(errno), err);
    }
    camera->silent_ms = 0;
    if (!drained.whole)
        return count_broken(camera, "sends broken frames", err);
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
    if (!out) {
        if (!queue(camera, newest.index))
            return fail(camera, errno == ENODEV ? "was unplugged" : strerror(errno), err);
        return KIOSK_SOURCE_FRAME;
    }
    size_t length = newest.bytesused;
    if (length > camera->buffers[newest.index].length)
        length = camera->buffers[newest.index].length;
    char why[KM_ERR_MAX];
    bool good = kiosk_v4l2_format_grey(&camera->format, camera->buffers[newest.index].start, length,
            camera->jpeg, &camera->grey, why);
    if (!queue(camera, newest.index))
        return fail(camera, errno == ENODEV ? "was unplugged" : strerror(errno), err);
    if (!good)
        return count_broken(camera, why, err);
    camera->broken = 0;
    camera->gave = true;
    *out = camera->grey;
    return KIOSK_SOURCE_FRAME;
}

static void describe(const struct kiosk_source *source, char *out)
{
    const struct source_v4l2 *camera = (const struct source_v4l2 *)source;
    uint32_t f = camera->format.fourcc;
    if (camera->fd < 0) {
        snprintf(out, KM_ERR_MAX, "%.200s", camera->wanted ? camera->wanted : "auto");
        return;
    }
    int length = snprintf(out, KM_ERR_MAX, "%.150s · %s%s%d×%d · %c%c%c%c", camera->device,
            camera->name, camera->name[0] ? " · " : "", camera->format.width, camera->format.height,
            (char)f, (char)(f >> 8), (char)(f >> 16), (char)(f >> 24));
    if (camera->format.fps)
        length += snprintf(
                out + length, (size_t)(KM_ERR_MAX - length), " · %d/s", camera->format.fps);
    if (camera->refused[0])
        snprintf(out + length, (size_t)(KM_ERR_MAX - length), " · refuses %.100s", camera->refused);
}

static void free_camera(struct kiosk_source *source)
{
    struct source_v4l2 *camera = cast(source);
    close_camera(source);
    kiosk_jpeg_free(camera->jpeg);
    kiosk_grey_destroy(&camera->grey);
    free(camera->wanted);
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
    if (!camera || (device && !(camera->wanted = strdup(device))))
        abort();
    camera->base.ops = &ops;
    camera->sys = sys;
    camera->fd = -1;
    camera->jpeg = kiosk_jpeg_new();
    return &camera->base;
}
