#ifndef TESTS_KIOSK_SCAN_FAKE_V4L2_H
#define TESTS_KIOSK_SCAN_FAKE_V4L2_H

/* A camera driver in the test's hand: the system calls under the camera source, with four buffers
 * that fill in order and, like a real driver's, drop what comes while none is free. One camera, one
 * thread. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "kiosk/scan/v4l2_sys.h"

struct fake_v4l2 {
    struct {
        uint32_t fourcc;
        int width, height, fps; /* fps 0: the driver does not say */
    } offers[8];
    int offer_count;
    int padding;            /* bytes beyond a row of a plain format */
    int unopenable;         /* the errno of opening it */
    bool no_camera;         /* knows no V4L2 at all */
    uint32_t capabilities;  /* of the device */
    unsigned long refused;  /* an ioctl that fails with EINVAL */
    bool unmappable;        /* mmap fails */
    const uint8_t *payload; /* borrowed: what each frame holds … */
    size_t payload_length;
    bool numbered;          /* … and its first byte is then the frame's number */
    uint32_t claimed;       /* bytesused, where it is not the payload's length */
    uint32_t flags;         /* of each frame */
    uint32_t claimed_index; /* added to each buffer's index */
    int per_poll;           /* frames that come during one poll */
    bool gone;              /* unplugged */
    bool hollow;            /* poll says ready, nothing is there */
    int granted_fps;        /* what S_PARM answers; 0: it fails, as with many drivers */
    struct {
        uint32_t id, flags;
        bool stubborn;      /* takes no value */
        int32_t least, set; /* refuses values below; the value it was set to */
    } controls[6];
    int control_count;

    /* what the source did */
    uint32_t fourcc;
    int width, height;
    int opened, mapped, polls;
    bool streaming;
    int serial; /* of the newest frame that came */
};

extern struct fake_v4l2 fake;
extern const struct kiosk_v4l2_sys fake_v4l2_sys;

/* A camera with one format and no frames yet. */
void fake_reset(uint32_t fourcc, int width, int height, const void *payload, size_t length);
void fake_offer(uint32_t fourcc, int width, int height, int fps);

/* So many frames come now. */
void fake_arrive(int count);

#endif
