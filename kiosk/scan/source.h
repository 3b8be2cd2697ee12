#ifndef KIOSK_SCAN_SOURCE_H
#define KIOSK_SCAN_SOURCE_H

/* Where frames come from: a const struct of functions with two implementations, a camera through
 * V4L2 and picture files. A source is used by one thread at a time; made on any, then handed to the
 * pipeline. */

#include <stdbool.h>

#include "core/bounds.h"
#include "kiosk/scan/frame.h"

enum kiosk_source_result {
    KIOSK_SOURCE_FRAME,   /* *out is the newest frame */
    KIOSK_SOURCE_NOTHING, /* none came within the timeout */
    KIOSK_SOURCE_SKIPPED, /* one came that cannot be used: err says why; go on */
    KIOSK_SOURCE_FAILED,  /* the source is gone: err says why; close, and open again later */
};

struct kiosk_source;

/* All are mandatory. err: KM_ERR_MAX bytes. */
struct kiosk_source_ops {
    /* May be called again after close. On failure the source is closed. */
    bool (*open)(struct kiosk_source *source, char *err);
    /* Waits at most timeout_ms. *out is a view, borrowed until the next call or close; older frames
     * that waited are dropped: the newest wins. With out NULL the frame is taken and dropped
     * without being unpacked, which costs next to nothing. Only while open. */
    enum kiosk_source_result (*next)(
            struct kiosk_source *source, int timeout_ms, struct kiosk_grey *out, char *err);
    void (*close)(struct kiosk_source *source); /* accepts a closed one */
    /* For staff, in any language: "/dev/video0 · HD Webcam · 1280×720 · MJPG · 30/s"; what the
     * camera does not let us set follows. out: KM_ERR_MAX bytes. */
    void (*describe)(const struct kiosk_source *source, char *out);
    void (*free)(struct kiosk_source *source); /* closes first */
};

struct kiosk_source {
    const struct kiosk_source_ops *ops; /* static */
};

/* Makes, but does not open, the source that a spec names:
 *   auto                the first camera that works (kiosk/scan/camera.h); another where that one
 *                       fails or is plugged in elsewhere
 *   v4l2:PATH           that camera: /dev/video0, or /dev/v4l/by-id/… to know it again at any port
 *   files:DIR           a watched folder: each new or changed PNG or JPEG is held before the camera
 * for 2 s, those there at the start too, in the order of their names; then an empty scene;
 *                       opened again, it holds up only what is new or changed since
 *   files:A.png,B.jpg   these pictures in turn for ever, 2 s each
 *   none                *out is NULL: no camera (a keyboard scanner still works)
 * *out is owned. False for anything else; whether the device or file exists shows only in open. */
bool kiosk_source_new(const char *spec, struct kiosk_source **out, char *err);

/* Accepts NULL. */
void kiosk_source_free(struct kiosk_source *source);

/* The implementations. device and paths are copied; device NULL is auto. */
struct kiosk_v4l2_sys;
struct kiosk_source *kiosk_source_v4l2_new(const char *device, const struct kiosk_v4l2_sys *sys);
struct kiosk_source *kiosk_source_files_new(const char *paths);

#endif
