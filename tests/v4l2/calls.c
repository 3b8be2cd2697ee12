/* A camera that is not there: a library to be preloaded (LD_PRELOAD, or tests/v4l2/double.sh, which
 * also does it for programs with sanitizers). It takes over open, ioctl, mmap, poll and close for
 * the devices that a control file names, and lets everything else through. stat and access know
 * nothing of these devices, descriptors are not followed through dup and fork.
 *
 * V4L2_DOUBLE names the control file. It is read again whenever it changed, so a test can pull the
 * plug while a program runs. One word and its value a line; # begins a comment line; the last line
 * is "end" (a file without it is taken to be half-written and left alone).
 *
 *   log FILE                     appended to, see below
 *   by-id DIR                    stands for /dev/v4l/by-id; holds symlinks like ../../video0
 *   device /dev/video0           begins a device; all that follows is about it. One that is taken
 *                                out of the file is unplugged
 *   card NAME, bus NAME          as QUERYCAP says
 *   kind camera|metadata|multiplanar|output|readwrite
 *   format GREY|YUYV|NV12|MJPG|RGB3 1280x720@30 640x480@30 …      any number of such lines
 *   frames DIR                   PNG and JPEG files, shown in the order of their names
 *   order loop|hold, each N      begin anew after the last (so unless said) or stay on it; N frames
 *                                a picture (1)
 *   show NAME                    that picture of DIR (or a path from /) in their place; "show a*":
 *                                those that begin so, in their order. Pictures of another size are
 *                                shrunk or enlarged to fit, all of them visible
 *   quality N                    of MJPG (75: about 110 kB a frame of 1280x720, as webcams send);
 *                                what it costs to unpack goes by its bytes
 *   fps N                        in place of what was negotiated
 *   control NAME LEAST MOST NOW  power_line_frequency, exposure_auto, exposure_auto_priority,
 *                                focus_auto, focus_absolute, sharpness: all are there unless
 *                                "control none" stands before
 *   fault gone                   unplugged: ENODEV and POLLERR for who holds it, ENOENT for who
 *                                opens it. Give it 100 ms to be noticed before it is plugged in
 *   fault stall                  no frames
 *   fault drop|torn|short|corrupt|error N     every Nth frame
 *   fault fail CALL ERRNO        open, mmap or an ioctl: "fault fail S_FMT EINVAL"
 *   fault lie bytesused|index|endless|size|stride
 *
 * The log's lines, each written at once: "start DEVICE 1280x720 MJPG 30", "frame DEVICE SEQUENCE NS
 * PICTURE" with the monotonic ns at which it became available, "dropped …" alike, "control DEVICE
 * NAME VALUE", "stop DEVICE", "gone DEVICE". The thread that makes frames is named v4l2-double, so
 * that its processor time can be told from the program's. */

#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "tests/v4l2/double.h"

#define EXPORTED __attribute__((visibility("default")))
#define DESCRIPTORS 4096
#define BY_ID "/dev/v4l/by-id"

pthread_mutex_t double_m = PTHREAD_MUTEX_INITIALIZER;
static struct handle *_Atomic handles[DESCRIPTORS];

/* The function below ours. Its type is ours, so the caller casts by assignment. */
static void *below(const char *name)
{
    void *found = dlsym(RTLD_NEXT, name);
    if (!found)
        abort();
    return found;
}
#define BELOW(name)                \
    static __typeof__(name) *real; \
    if (!real)                     \
    real = (__typeof__(name) *)below(#name)

int real_close(int fd)
{
    BELOW(close);
    return real(fd);
}

static struct handle *find(int fd)
{
    return fd >= 0 && fd < DESCRIPTORS ? atomic_load(&handles[fd]) : NULL;
}

struct handle *handle_busy(const struct handle *but)
{
    for (int fd = 0; fd < DESCRIPTORS; fd++) {
        struct handle *other = find(fd);
        if (other && other != but && !other->dead && other->buffer_count > 0 &&
                strcmp(other->path, but->path) == 0)
            return other;
    }
    return NULL;
}

/* /dev/v4l/by-id/NAME as the device behind it. */
static void resolve(const char *path, char *out)
{
    char link[2 * PATH_MAX], target[PATH_MAX] = "";
    snprintf(out, PATH_MAX, "%s", path);
    if (strncmp(path, BY_ID "/", strlen(BY_ID) + 1) != 0 || !script_by_id()[0])
        return;
    snprintf(link, sizeof link, "%s%s", script_by_id(), path + strlen(BY_ID));
    if (readlink(link, target, sizeof target - 1) > 0 && strrchr(target, '/'))
        snprintf(out, PATH_MAX, "/dev%.100s", strrchr(target, '/'));
}

static int open_device(const char *path, const struct spec *spec, int flags)
{
    struct handle *handle = calloc(1, sizeof *handle);
    int ends[2];
    if (!handle || pipe2(ends, O_CLOEXEC | O_NONBLOCK) < 0 || ends[0] >= DESCRIPTORS)
        abort();
    snprintf(handle->path, sizeof handle->path, "%s", path);
    handle->fd = ends[0];
    handle->wake = ends[1];
    handle->blocking = !(flags & O_NONBLOCK);
    if (spec->offer_count > 0)
        handle->as = spec->offers[0];
    memcpy(handle->knobs, spec->knobs, sizeof handle->knobs);
    handle->knob_count = spec->knob_count;
    pthread_condattr_t monotonic;
    pthread_condattr_init(&monotonic);
    pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
    pthread_cond_init(&handle->changed, &monotonic);
    pthread_condattr_destroy(&monotonic);
    atomic_store(&handles[handle->fd], handle);
    return handle->fd;
}

/* True where the path is one of ours: *out_fd is the answer then, errno with it. */
static bool opened(const char *path, int flags, int *out_fd)
{
    static char known[DEVICES_MAX * 4][PATH_MAX]; /* ever seen: unplugged, they are still ours */
    static int known_count;
    if (!path || !getenv("V4L2_DOUBLE") || strncmp(path, "/dev/v", 6) != 0)
        return false;
    char device[PATH_MAX];
    pthread_mutex_lock(&double_m);
    resolve(path, device);
    const struct spec *spec = script_device(device);
    bool ours = false;
    for (int i = 0; i < known_count && !ours; i++)
        ours = strcmp(known[i], device) == 0;
    if (spec && !ours && known_count < (int)(sizeof known / sizeof known[0]))
        strcpy(known[known_count++], device);
    ours |= spec != NULL;
    int error = !spec ? ENOENT : script_fails(spec, "open");
    if (ours && error)
        *out_fd = -1;
    else if (ours)
        *out_fd = open_device(device, spec, flags);
    pthread_mutex_unlock(&double_m);
    if (ours && error)
        errno = error;
    return ours;
}

#define OPEN(name, first, ...)                                 \
    int fd;                                                    \
    if (opened(path, flags, &fd))                              \
        return fd;                                             \
    mode_t mode = 0;                                           \
    if (flags & O_CREAT || (flags & O_TMPFILE) == O_TMPFILE) { \
        va_list arguments;                                     \
        va_start(arguments, flags);                            \
        mode = va_arg(arguments, mode_t);                      \
        va_end(arguments);                                     \
    }                                                          \
    BELOW(name);                                               \
    return real(first, ##__VA_ARGS__, flags, mode)

EXPORTED int open(const char *path, int flags, ...)
{
    OPEN(open, path);
}

EXPORTED int open64(const char *path, int flags, ...)
{
    OPEN(open64, path);
}

EXPORTED int openat(int folder, const char *path, int flags, ...)
{
    OPEN(openat, folder, path);
}

EXPORTED int openat64(int folder, const char *path, int flags, ...)
{
    OPEN(openat64, folder, path);
}

/* What open becomes in programs that are built with _FORTIFY_SOURCE. */
EXPORTED int __open_2(const char *path, int flags);
EXPORTED int __open_2(const char *path, int flags)
{
    return open(path, flags);
}

EXPORTED int __open64_2(const char *path, int flags);
EXPORTED int __open64_2(const char *path, int flags)
{
    return open64(path, flags);
}

EXPORTED int close(int fd)
{
    struct handle *handle = find(fd);
    if (handle) {
        pthread_mutex_lock(&double_m);
        stream_stop(handle);
        struct v4l2_requestbuffers none = {0};
        stream_buffers(handle, &none);
        atomic_store(&handles[fd], NULL);
        if (!handle->dead)
            real_close(handle->wake);
        pictures_destroy(&handle->pictures);
        pthread_cond_destroy(&handle->changed);
        free(handle);
        pthread_mutex_unlock(&double_m);
    }
    return real_close(fd);
}

EXPORTED int ioctl(int fd, unsigned long request, ...)
{
    va_list arguments;
    va_start(arguments, request);
    void *argument = va_arg(arguments, void *);
    va_end(arguments);
    struct handle *handle = find(fd);
    if (handle) {
        pthread_mutex_lock(&double_m);
        int result = device_ioctl(handle, request, argument);
        int error = errno;
        pthread_mutex_unlock(&double_m);
        errno = error;
        return result;
    }
    BELOW(ioctl);
    return real(fd, request, argument);
}

/* The descriptor to map in place of ours, -1 with errno where that must fail. */
static int mappable(struct handle *handle)
{
    pthread_mutex_lock(&double_m);
    const struct spec *spec = script_device(handle->path);
    int error = handle->dead || !spec ? ENODEV : script_fails(spec, "mmap");
    if (!error && handle->buffer_count == 0)
        error = EINVAL;
    pthread_mutex_unlock(&double_m);
    errno = error;
    return error ? -1 : handle->memory;
}

EXPORTED void *mmap(void *start, size_t length, int protection, int flags, int fd, off_t offset)
{
    BELOW(mmap);
    struct handle *handle = flags & MAP_ANONYMOUS ? NULL : find(fd);
    if (handle && (fd = mappable(handle)) < 0)
        return MAP_FAILED;
    return real(start, length, protection, flags, fd, offset);
}

EXPORTED void *mmap64(void *start, size_t length, int protection, int flags, int fd, off64_t offset)
{
    BELOW(mmap64);
    struct handle *handle = flags & MAP_ANONYMOUS ? NULL : find(fd);
    if (handle && (fd = mappable(handle)) < 0)
        return MAP_FAILED;
    return real(start, length, protection, flags, fd, offset);
}

/* A pipe without its writer says POLLHUP; a camera that is gone says POLLERR as well. */
static int polled(struct pollfd *list, nfds_t count, int result)
{
    for (nfds_t i = 0; i < count && result > 0; i++)
        if (list[i].revents & POLLHUP && find(list[i].fd))
            list[i].revents |= POLLERR;
    return result;
}

EXPORTED int poll(struct pollfd *list, nfds_t count, int timeout)
{
    BELOW(poll);
    return polled(list, count, real(list, count, timeout));
}

EXPORTED int ppoll(
        struct pollfd *list, nfds_t count, const struct timespec *timeout, const sigset_t *signals)
{
    BELOW(ppoll);
    return polled(list, count, real(list, count, timeout, signals));
}

EXPORTED int __poll_chk(struct pollfd *list, nfds_t count, int timeout, size_t length);
EXPORTED int __poll_chk(struct pollfd *list, nfds_t count, int timeout, size_t length)
{
    return length / sizeof *list < count ? (abort(), -1) : poll(list, count, timeout);
}

EXPORTED DIR *opendir(const char *path)
{
    BELOW(opendir);
    char by_id[PATH_MAX] = "";
    if (getenv("V4L2_DOUBLE") && strcmp(path, BY_ID) == 0) {
        pthread_mutex_lock(&double_m);
        snprintf(by_id, sizeof by_id, "%s", script_by_id());
        pthread_mutex_unlock(&double_m);
    }
    return real(by_id[0] ? by_id : path);
}
