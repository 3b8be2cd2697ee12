#ifndef KIOSK_SCAN_V4L2_SYS_H
#define KIOSK_SCAN_V4L2_SYS_H

/* The system calls under the camera source, so that tests can be the driver. Each returns as the
 * call of its name does, errno included, and is never interrupted (EINTR is dealt with below this
 * line). */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct kiosk_v4l2_sys {
    int (*open)(const char *path); /* read, write, non-blocking */
    int (*ioctl)(int fd, unsigned long request, void *argument);
    void *(*mmap)(size_t length, int fd, int64_t offset); /* NULL where it failed */
    void (*munmap)(void *start, size_t length);
    int (*poll)(int fd, int timeout_ms); /* 1 a frame or an error waits, 0 none came, -1 errno */
    void (*close)(int fd);
    /* The name below /dev/v4l/by-id that udev gave this device: false where it has none. */
    bool (*stable_path)(const char *device, char *out, size_t out_size);
};

extern const struct kiosk_v4l2_sys kiosk_v4l2_sys_real;

#endif
