#include "kiosk/scan/camera.h"

#include <errno.h>
#include <linux/videodev2.h>
#include <stdio.h>
#include <string.h>

#include "kiosk/scan/v4l2_format.h"

#define CAPTURE (V4L2_CAP_VIDEO_CAPTURE | V4L2_CAP_VIDEO_CAPTURE_MPLANE)

void kiosk_camera_explain(int error, char *out)
{
    switch (error) {
    case ENOENT:
    case ENODEV:
    case ENXIO:
        snprintf(out, KM_ERR_MAX, "no camera there; is it plugged in?");
        break;
    case EACCES:
    case EPERM:
        snprintf(out, KM_ERR_MAX, "may not be used; add the kiosk's user to the group video");
        break;
    case EBUSY:
        snprintf(out, KM_ERR_MAX, "is in use by another program");
        break;
    case EISDIR:
        snprintf(out, KM_ERR_MAX, "is a folder, not a camera; pictures in one are files:FOLDER");
        break;
    default:
        snprintf(out, KM_ERR_MAX, "%s", strerror(error));
    }
}

bool kiosk_camera_check(const struct kiosk_v4l2_sys *sys, int fd, char *out_name,
        bool *out_takes_pictures, char *err)
{
    struct v4l2_capability able = {0};
    out_name[0] = '\0';
    *out_takes_pictures = false;
    if (sys->ioctl(fd, VIDIOC_QUERYCAP, &able) < 0) {
        if (errno == ENODEV)
            kiosk_camera_explain(errno, err);
        else
            snprintf(err, KM_ERR_MAX, "is not a camera");
        return false;
    }
    for (int i = 0; i < 32 && able.card[i]; i++) { /* a device's own words: printable or nothing */
        out_name[i] = able.card[i] >= ' ' && able.card[i] < 127 ? (char)able.card[i] : '?';
        out_name[i + 1] = '\0';
    }
    uint32_t caps = able.capabilities & V4L2_CAP_DEVICE_CAPS ? able.device_caps : able.capabilities;
    *out_takes_pictures = caps & CAPTURE;
    if (!(caps & CAPTURE))
        snprintf(err, KM_ERR_MAX, "takes no pictures; the camera may be the node beside it");
    else if (!(caps & V4L2_CAP_VIDEO_CAPTURE))
        snprintf(err, KM_ERR_MAX, "is a multi-planar camera, which is not supported");
    else if (!(caps & V4L2_CAP_STREAMING))
        snprintf(err, KM_ERR_MAX, "does not stream, which is not supported");
    else
        return true;
    return false;
}

static enum kiosk_camera_fault fault_of(int error)
{
    switch (error) {
    case EBUSY:
        return KIOSK_CAMERA_FAULT_BUSY;
    case EACCES:
    case EPERM:
        return KIOSK_CAMERA_FAULT_FORBIDDEN;
    default:
        return KIOSK_CAMERA_FAULT_BROKEN;
    }
}

/* False where this node is no camera at all. */
static bool ask(const struct kiosk_v4l2_sys *sys, int number, struct kiosk_camera *out)
{
    *out = (struct kiosk_camera){0};
    snprintf(out->device, sizeof out->device, "/dev/video%d", number);
    int fd = sys->open(out->device);
    if (fd < 0) {
        if (errno == ENOENT || errno == ENODEV || errno == ENXIO)
            return false;
        out->fault = fault_of(errno);
        kiosk_camera_explain(errno, out->why);
    } else {
        bool takes_pictures;
        out->usable = kiosk_camera_check(sys, fd, out->name, &takes_pictures, out->why) &&
                      kiosk_v4l2_format_offered(sys, fd, out->why);
        out->fault = out->usable ? KIOSK_CAMERA_FAULT_NONE : KIOSK_CAMERA_FAULT_KIND;
        sys->close(fd);
        if (!takes_pictures)
            return false;
    }
    if (!sys->stable_path(out->device, out->path, sizeof out->path))
        memcpy(out->path, out->device, sizeof out->device);
    return true;
}

int kiosk_camera_list_by(
        const struct kiosk_v4l2_sys *sys, struct kiosk_camera out[KIOSK_CAMERAS_MAX])
{
    int count = 0;
    for (int number = 0; number < KIOSK_CAMERA_NODES && count < KIOSK_CAMERAS_MAX; number++)
        if (ask(sys, number, &out[count]))
            count++;
    return count;
}

int kiosk_camera_list(struct kiosk_camera out[KIOSK_CAMERAS_MAX])
{
    return kiosk_camera_list_by(&kiosk_v4l2_sys_real, out);
}
