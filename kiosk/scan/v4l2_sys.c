#include "kiosk/scan/v4l2_sys.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
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

const struct kiosk_v4l2_sys kiosk_v4l2_sys_real = {
        .open = sys_open,
        .ioctl = sys_ioctl,
        .mmap = sys_mmap,
        .munmap = sys_munmap,
        .poll = sys_poll,
        .close = sys_close,
};
