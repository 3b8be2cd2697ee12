#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <errno.h>
#include <linux/videodev2.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/kiosk/scan/fake_v4l2.h"

#define FD 77
#define BUFFERS 4
#define BUFFER_BYTES (2 * 1920 * 1080)

struct fake_v4l2 fake;

static uint8_t *memory[BUFFERS];
static int waiting[BUFFERS], waiting_count; /* given by the source, in order */
static int filled[BUFFERS], filled_count;   /* for the source, in order */

void fake_reset(uint32_t fourcc, int width, int height, const void *payload, size_t length)
{
    fake = (struct fake_v4l2){.capabilities = V4L2_CAP_VIDEO_CAPTURE | V4L2_CAP_STREAMING,
            .payload = payload,
            .payload_length = length,
            .per_poll = 1};
    fake_offer(fourcc, width, height, 30);
}

void fake_offer(uint32_t fourcc, int width, int height, int fps)
{
    fake.offers[fake.offer_count].fourcc = fourcc;
    fake.offers[fake.offer_count].width = width;
    fake.offers[fake.offer_count].height = height;
    fake.offers[fake.offer_count++].fps = fps;
}

static int shift(int *list, int *count)
{
    int first = list[0];
    memmove(list, list + 1, (size_t)-- * count * sizeof *list);
    return first;
}

void fake_arrive(int count)
{
    for (; count > 0; count--) {
        fake.serial++;
        if (waiting_count == 0)
            continue;
        int index = shift(waiting, &waiting_count);
        memcpy(memory[index], fake.payload, fake.payload_length);
        if (fake.numbered)
            memory[index][0] = (uint8_t)fake.serial;
        filled[filled_count++] = index;
    }
}

static int fail_with(int error)
{
    errno = error;
    return -1;
}

static int fake_open(const char *path)
{
    if (strcmp(path, "/dev/video9") != 0)
        return fail_with(ENOENT);
    if (fake.unopenable)
        return fail_with(fake.unopenable);
    assert_int_equal(fake.opened, 0);
    fake.opened++;
    waiting_count = filled_count = 0;
    return FD;
}

static void fake_close(int fd)
{
    assert_int_equal(fd, FD);
    assert_int_equal(fake.mapped, 0); /* mappings go first */
    assert_false(fake.streaming);
    fake.opened--;
}

static int list_format(struct v4l2_fmtdesc *asked)
{
    if (asked->index >= (uint32_t)fake.offer_count)
        return fail_with(EINVAL);
    asked->pixelformat = fake.offers[asked->index].fourcc;
    return 0;
}

static int list_interval(struct v4l2_frmivalenum *asked)
{
    for (int i = 0; i < fake.offer_count; i++) {
        if (fake.offers[i].fourcc != asked->pixel_format || fake.offers[i].fps == 0 ||
                (uint32_t)fake.offers[i].width != asked->width || asked->index > 0)
            continue;
        asked->type = V4L2_FRMIVAL_TYPE_DISCRETE;
        asked->discrete = (struct v4l2_fract){1, (uint32_t)fake.offers[i].fps};
        return 0;
    }
    return fail_with(EINVAL);
}

/* Like a driver: the wish if it is on offer, else the first offer. */
static int set_format(struct v4l2_format *wish)
{
    int chosen = 0;
    struct v4l2_pix_format *pix = &wish->fmt.pix;
    for (int i = 0; i < fake.offer_count; i++)
        if (fake.offers[i].fourcc == pix->pixelformat &&
                (uint32_t)fake.offers[i].width == pix->width &&
                (uint32_t)fake.offers[i].height == pix->height)
            chosen = i;
    fake.fourcc = pix->pixelformat = fake.offers[chosen].fourcc;
    fake.width = (int)(pix->width = (uint32_t)fake.offers[chosen].width);
    fake.height = (int)(pix->height = (uint32_t)fake.offers[chosen].height);
    pix->bytesperline = pix->pixelformat == V4L2_PIX_FMT_MJPEG
                                ? 0
                                : pix->width * (pix->pixelformat == V4L2_PIX_FMT_YUYV ? 2 : 1) +
                                          (uint32_t)fake.padding;
    return 0;
}

static int give_back(struct v4l2_buffer *buffer)
{
    if (fake.gone)
        return fail_with(ENODEV);
    assert_in_range(buffer->index, 0, BUFFERS - 1);
    for (int i = 0; i < waiting_count; i++)
        assert_int_not_equal(waiting[i], buffer->index);
    for (int i = 0; i < filled_count; i++)
        assert_int_not_equal(filled[i], buffer->index);
    waiting[waiting_count++] = (int)buffer->index;
    return 0;
}

static int take_frame(struct v4l2_buffer *buffer)
{
    if (fake.gone)
        return fail_with(ENODEV);
    if (filled_count == 0)
        return fail_with(EAGAIN);
    buffer->index = (uint32_t)shift(filled, &filled_count) + fake.claimed_index;
    buffer->bytesused = fake.claimed ? fake.claimed : (uint32_t)fake.payload_length;
    buffer->flags = fake.flags;
    return 0;
}

static int set_speed(struct v4l2_streamparm *wish)
{
    if (!fake.granted_fps)
        return fail_with(EINVAL);
    wish->parm.capture.timeperframe = (struct v4l2_fract){100, 100 * (uint32_t)fake.granted_fps};
    return 0;
}

static int query_control(struct v4l2_queryctrl *asked)
{
    for (int i = 0; i < fake.control_count; i++)
        if (fake.controls[i].id == asked->id) {
            asked->flags = fake.controls[i].flags;
            return 0;
        }
    return fail_with(EINVAL);
}

static int set_control(const struct v4l2_control *wish)
{
    for (int i = 0; i < fake.control_count; i++) {
        if (fake.controls[i].id != wish->id)
            continue;
        if (fake.controls[i].stubborn || wish->value < fake.controls[i].least)
            return fail_with(EIO);
        fake.controls[i].set = wish->value;
        return 0;
    }
    fail_msg("a control is set that was not asked about");
    return -1;
}

static int fake_ioctl(int fd, unsigned long request, void *argument)
{
    assert_int_equal(fd, FD);
    struct v4l2_capability *able = argument;
    struct v4l2_buffer *buffer = argument;
    if (fake.no_camera)
        return fail_with(ENOTTY);
    if (request == fake.refused)
        return fail_with(EINVAL);
    switch (request) {
    case VIDIOC_QUERYCAP:
        able->capabilities = V4L2_CAP_DEVICE_CAPS | V4L2_CAP_VIDEO_CAPTURE | V4L2_CAP_STREAMING;
        able->device_caps = fake.capabilities;
        memset(able->card, 0, sizeof able->card);
        memcpy(able->card, "Fake\tCam", 8);
        return 0;
    case VIDIOC_ENUM_FMT:
        return list_format(argument);
    case VIDIOC_ENUM_FRAMEINTERVALS:
        return list_interval(argument);
    case VIDIOC_S_FMT:
        return set_format(argument);
    case VIDIOC_S_PARM:
        return set_speed(argument);
    case VIDIOC_QUERYCTRL:
        return query_control(argument);
    case VIDIOC_S_CTRL:
        return set_control(argument);
    case VIDIOC_REQBUFS:
        ((struct v4l2_requestbuffers *)argument)->count = BUFFERS;
        return 0;
    case VIDIOC_QUERYBUF:
        buffer->length = BUFFER_BYTES;
        buffer->m.offset = buffer->index * BUFFER_BYTES;
        return 0;
    case VIDIOC_QBUF:
        return give_back(buffer);
    case VIDIOC_DQBUF:
        return take_frame(buffer);
    case VIDIOC_STREAMON:
        fake.streaming = true;
        return 0;
    case VIDIOC_STREAMOFF:
        fake.streaming = false;
        return 0;
    default:
        return fail_with(ENOTTY);
    }
}

static void *fake_mmap(size_t length, int fd, int64_t offset)
{
    assert_int_equal(fd, FD);
    assert_int_equal(length, BUFFER_BYTES);
    if (fake.unmappable && offset > BUFFER_BYTES) {
        errno = ENOMEM;
        return NULL;
    }
    fake.mapped++;
    return memory[offset / BUFFER_BYTES] = calloc(1, length);
}

static void fake_munmap(void *start, size_t length)
{
    assert_int_equal(length, BUFFER_BYTES);
    fake.mapped--;
    free(start);
}

static int fake_poll(int fd, int timeout_ms)
{
    assert_int_equal(fd, FD);
    assert_in_range(timeout_ms, 1, 1000);
    fake.polls++;
    if (fake.gone || fake.hollow)
        return 1;
    fake_arrive(fake.per_poll);
    return filled_count > 0;
}

static bool fake_stable_path(const char *device, char *out, size_t out_size)
{
    (void)device;
    snprintf(out, out_size, "/dev/v4l/by-id/usb-Fake");
    return true;
}

const struct kiosk_v4l2_sys fake_v4l2_sys = {
        .open = fake_open,
        .ioctl = fake_ioctl,
        .mmap = fake_mmap,
        .munmap = fake_munmap,
        .poll = fake_poll,
        .close = fake_close,
        .stable_path = fake_stable_path,
};
