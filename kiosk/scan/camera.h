#ifndef KIOSK_SCAN_CAMERA_H
#define KIOSK_SCAN_CAMERA_H

/* Which cameras there are: for staff to choose from, and for the source "auto". Asking disturbs no
 * camera, not even one that another thread of ours is using. Any thread; a few ms, some tens for a
 * camera that has to wake up. */

#include <limits.h>
#include <stdbool.h>

#include "core/bounds.h"
#include "kiosk/scan/v4l2_sys.h"

/* Device nodes that are asked, from /dev/video0: some boards have dozens that are no cameras. */
#define KIOSK_CAMERA_NODES 64
/* Cameras told of: more are plugged into no kiosk. */
#define KIOSK_CAMERAS_MAX 16

/* What keeps a camera from being used: what staff can do differs. */
enum kiosk_camera_fault {
    KIOSK_CAMERA_FAULT_NONE,
    KIOSK_CAMERA_FAULT_BUSY,      /* another program has it */
    KIOSK_CAMERA_FAULT_FORBIDDEN, /* the kiosk's user may not */
    KIOSK_CAMERA_FAULT_KIND,      /* it gives no pictures that we read */
    KIOSK_CAMERA_FAULT_BROKEN,    /* it does not answer as it should */
};

struct kiosk_camera {
    /* Behind "v4l2:" it names this camera for good: /dev/v4l/by-id/… where the system gives it such
     * a name, which stays with the camera whatever its port and number, else /dev/videoN. */
    char path[NAME_MAX + 20];
    char device[24];               /* /dev/videoN: its number now */
    char name[33];                 /* as its maker calls it; "" where it cannot be asked */
    bool usable;                   /* it offers pictures that we read; … */
    enum kiosk_camera_fault fault; /* … else why not, … */
    char why[KM_ERR_MAX];          /* … and the same for the log, with what to do; "" */
};

/* In the order of their numbers. Nodes that take no pictures (metadata, codecs, outputs) are left
 * out. Returns how many; at most KIOSK_CAMERAS_MAX. */
int kiosk_camera_list(struct kiosk_camera out[KIOSK_CAMERAS_MAX]);

/* The same of other system calls than the real ones. */
int kiosk_camera_list_by(
        const struct kiosk_v4l2_sys *sys, struct kiosk_camera out[KIOSK_CAMERAS_MAX]);

/* Why a device did not open, by errno: what is wrong and what to do. out: KM_ERR_MAX bytes. */
void kiosk_camera_explain(int error, char *out);

/* Takes an open device for a camera of ours? err: KM_ERR_MAX bytes. out_name (33 bytes) and
 * *out_takes_pictures are set in any case. */
bool kiosk_camera_check(const struct kiosk_v4l2_sys *sys, int fd, char *out_name,
        bool *out_takes_pictures, char *err);

#endif
