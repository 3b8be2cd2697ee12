#include "kiosk/scan/v4l2_controls.h"

#include <linux/videodev2.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

static const struct {
    uint32_t id;
    int32_t value, otherwise; /* where the camera has no such value */
    const char *name;
} wishes[] = {
        /* Cameras call it automatic in two ways: with an iris of their own, or without. */
        {V4L2_CID_EXPOSURE_AUTO, V4L2_EXPOSURE_APERTURE_PRIORITY, V4L2_EXPOSURE_AUTO,
                "exposure_auto"},
        {V4L2_CID_EXPOSURE_AUTO_PRIORITY, 0, 0, "exposure_auto_priority"},
        {V4L2_CID_POWER_LINE_FREQUENCY, V4L2_CID_POWER_LINE_FREQUENCY_50HZ,
                V4L2_CID_POWER_LINE_FREQUENCY_50HZ, "power_line_frequency"},
        {V4L2_CID_FOCUS_AUTO, 1, 1, "focus_auto"},
};

static bool set(const struct kiosk_v4l2_sys *sys, int fd, uint32_t id, int32_t value)
{
    struct v4l2_control control = {.id = id, .value = value};
    return sys->ioctl(fd, VIDIOC_S_CTRL, &control) == 0;
}

void kiosk_v4l2_controls_set(const struct kiosk_v4l2_sys *sys, int fd, char *out_refused)
{
    size_t length = 0;
    out_refused[0] = '\0';
    for (size_t i = 0; i < sizeof wishes / sizeof wishes[0]; i++) {
        struct v4l2_queryctrl known = {.id = wishes[i].id};
        if (sys->ioctl(fd, VIDIOC_QUERYCTRL, &known) < 0 ||
                known.flags & (V4L2_CTRL_FLAG_DISABLED | V4L2_CTRL_FLAG_READ_ONLY))
            continue;
        if (!set(sys, fd, wishes[i].id, wishes[i].value) &&
                (wishes[i].otherwise == wishes[i].value ||
                        !set(sys, fd, wishes[i].id, wishes[i].otherwise)))
            length += (size_t)snprintf(out_refused + length, KM_ERR_MAX - length, "%s%s",
                    length ? ", " : "", wishes[i].name);
    }
}
