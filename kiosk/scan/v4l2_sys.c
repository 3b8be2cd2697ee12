#include "kiosk/scan/v4l2_sys.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <unistd.h>

static int sys_open(const char *path)
{
    int fd;
    do {
        fd = open(path, O_RDWR | O_NONBLOCK | O_CLOEXEC);
    } while (fd < 0 && errno == EINTR);
    return fd;
}

static int sys_ioctl(int fd, unsigned long request, void *argument)
{
    int result;
    do {
        result = ioctl(fd, request, argument);
    } while (result < 0 && errno == EINTR);
    return result;
}

static void *sys_mmap(size_t length, int fd, int64_t offset)
{
    void *start = mmap(NULL, length, PROT_READ | PROT_WRITE, MAP_SHARED, fd, (off_t)offset);
    return start == MAP_FAILED ? NULL : start;
}

static void sys_munmap(void *start, size_t length)
{
    munmap(start, length);
}

static int sys_poll(int fd, int timeout_ms)
{
    struct pollfd waiting = {.fd = fd, .events = POLLIN};
    int result = poll(&waiting, 1, timeout_ms);
    return result < 0 && errno == EINTR ? 0 : result;
}

static void sys_close(int fd)
{
    close(fd);
}

static bool sys_stable_path(const char *device, char *out, size_t out_size)
{
    DIR *links = opendir("/dev/v4l/by-id");
    if (!links)
        return false;
    bool found = false;
    for (struct dirent *link; !found && (link = readdir(links));) {
        char target[PATH_MAX];
        ssize_t length = readlinkat(dirfd(links), link->d_name, target, sizeof target - 1);
        if (length < 0)
            continue;
        target[length] = '\0'; /* "../../video0" */
        const char *slash = strrchr(target, '/');
        found = slash && strcmp(slash, strrchr(device, '/')) == 0;
        if (found)
            snprintf(out, out_size, "/dev/v4l/by-id/%s", link->d_name);
    }
    closedir(links);
    return found;
}

const struct kiosk_v4l2_sys kiosk_v4l2_sys_real = {
        .open = sys_open,
        .ioctl = sys_ioctl,
        .mmap = sys_mmap,
        .munmap = sys_munmap,
        .poll = sys_poll,
        .close = sys_close,
        .stable_path = sys_stable_path,
};
