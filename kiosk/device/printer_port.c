#include "kiosk/device/printer_port.h"

#include <errno.h>
#include <fcntl.h>
#include <netdb.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

#define LOOK_MS 20 /* between two looks where the system gives no sign */
#define ANSWERS_MAX \
    4096 /* bytes thrown away at once: a printer that never ends is not listened to */

int64_t kiosk_printer_clock_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static int left_ms(int64_t until)
{
    int64_t left = until - kiosk_printer_clock_ms();
    return left > 0 ? (int)left : 0;
}

/* ---- opening ---- */

static bool device_open(
        const struct kiosk_printer_spec *spec, struct kiosk_printer_port *port, char *err)
{
    port->fd = open(spec->name, O_RDWR | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    if (port->fd < 0) {
        snprintf(err, KM_ERR_MAX, "%s: %s%s", spec->name, strerror(errno),
                errno == EACCES ? "; the kiosk's user must be in the group lp" : "");
        return false;
    }
    struct stat about;
    if (fstat(port->fd, &about) != 0 || !S_ISCHR(about.st_mode)) {
        snprintf(err, KM_ERR_MAX, "%s is not a device", spec->name);
        return false;
    }
    struct termios line;
    if (tcgetattr(port->fd, &line) == 0) { /* a serial printer: bytes must pass as they are */
        cfmakeraw(&line);
        tcsetattr(port->fd, TCSANOW, &line);
    }
    return true;
}

/* Waits for events; false when the time is over or the program stops. */
static bool wait_for(
        const struct kiosk_printer_port *port, short events, int wait_ms, short *out_events)
{
    int64_t until = kiosk_printer_clock_ms() + wait_ms;
    struct pollfd fds[] = {{port->fd, events, 0}, {port->stop_fd, POLLIN, 0}};
    int ready;
    do {
        ready = poll(fds, 2, left_ms(until));
    } while (ready < 0 && errno == EINTR);
    *out_events = fds[0].revents;
    return ready > 0 && fds[0].revents;
}

static bool connect_to(
        struct kiosk_printer_port *port, const struct addrinfo *to, int64_t until, int *out_error)
{
    port->fd = socket(to->ai_family, to->ai_socktype | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    *out_error = errno;
    if (port->fd < 0)
        return false;
    short events;
    int error = connect(port->fd, to->ai_addr, to->ai_addrlen) == 0 ? 0 : errno;
    if (error == EINPROGRESS) {
        socklen_t size = sizeof error;
        if (!wait_for(port, POLLOUT, left_ms(until), &events))
            error = ETIMEDOUT;
        else if (getsockopt(port->fd, SOL_SOCKET, SO_ERROR, &error, &size) != 0)
            error = errno;
    }
    *out_error = error;
    if (error == 0)
        return true;
    close(port->fd);
    port->fd = -1;
    return false;
}

static bool tcp_open(const struct kiosk_printer_spec *spec, int connect_ms,
        struct kiosk_printer_port *port, char *err)
{
    struct addrinfo *found = NULL;
    const struct addrinfo hints = {.ai_socktype = SOCK_STREAM};
    int failure = getaddrinfo(spec->name, spec->port, &hints, &found);
    if (failure) {
        snprintf(err, KM_ERR_MAX, "%s: %s", spec->name, gai_strerror(failure));
        return false;
    }
    int error = EHOSTUNREACH;
    int64_t until = kiosk_printer_clock_ms() + connect_ms;
    for (const struct addrinfo *to = found; to && port->fd < 0; to = to->ai_next)
        connect_to(port, to, until, &error);
    freeaddrinfo(found);
    if (port->fd < 0)
        snprintf(err, KM_ERR_MAX, "%s port %s: %s", spec->name, spec->port, strerror(error));
    return port->fd >= 0;
}

bool kiosk_printer_port_open(const struct kiosk_printer_spec *spec, int stop_fd, int connect_ms,
        struct kiosk_printer_port *out_port, char *err)
{
    *out_port = (struct kiosk_printer_port){
            .fd = -1, .socket = spec->kind == KIOSK_PRINTER_TCP, .stop_fd = stop_fd};
    bool opened = out_port->socket ? tcp_open(spec, connect_ms, out_port, err)
                                   : device_open(spec, out_port, err);
    if (!opened)
        kiosk_printer_port_close(out_port, true);
    return opened;
}

void kiosk_printer_port_close(struct kiosk_printer_port *port, bool forget)
{
    if (port->fd < 0)
        return;
    if (forget && port->socket) {
        const struct linger now = {1, 0}; /* a reset: the system keeps nothing to send later */
        setsockopt(port->fd, SOL_SOCKET, SO_LINGER, &now, sizeof now);
    } else if (forget) {
        tcflush(port->fd, TCOFLUSH); /* a serial line; others forget by themselves */
    } else {
        if (port->socket)
            shutdown(port->fd, SHUT_WR);
        kiosk_printer_port_drain(port); /* closing on unread bytes would be a reset, too */
    }
    close(port->fd);
    port->fd = -1;
}

/* ---- sending ---- */

static bool is_stopped(const struct kiosk_printer_port *port)
{
    struct pollfd stop = {port->stop_fd, POLLIN, 0};
    return poll(&stop, 1, 0) > 0;
}

/* Waits until it takes bytes, whether the program stops or not: a ticket begun is finished. */
static bool wait_to_send(const struct kiosk_printer_port *port, int64_t until, char *err)
{
    struct pollfd fd = {port->fd, POLLOUT, 0};
    int ready;
    do {
        ready = poll(&fd, 1, left_ms(until));
    } while (ready < 0 && errno == EINTR);
    if (ready <= 0) {
        snprintf(err, KM_ERR_MAX, "it takes no more bytes");
        return false;
    }
    if (fd.revents & (POLLERR | POLLHUP | POLLNVAL)) {
        snprintf(err, KM_ERR_MAX, "it went away");
        return false;
    }
    return true;
}

/* Bytes that the system holds and the printer has not taken; 0 where the system does not say. */
static int held_back(const struct kiosk_printer_port *port)
{
    int held = 0;
    return ioctl(port->fd, TIOCOUTQ, &held) == 0 ? held : 0;
}

/* Sent is not yet taken: a printer that stopped reading leaves the bytes in our own system. */
static bool wait_until_taken(const struct kiosk_printer_port *port, int stall_ms, char *err)
{
    int64_t until = kiosk_printer_clock_ms() + stall_ms;
    int least = held_back(port);
    if (!wait_to_send(port, until, err))
        return false;
    for (int held = least; held > 0; held = held_back(port)) {
        if (held < least)
            until = kiosk_printer_clock_ms() + stall_ms;
        least = held < least ? held : least;
        if (left_ms(until) == 0) {
            snprintf(err, KM_ERR_MAX, "it takes no more bytes");
            return false;
        }
        struct pollfd fd = {port->fd, 0, 0};
        poll(&fd, 1, LOOK_MS);
        if (fd.revents) {
            snprintf(err, KM_ERR_MAX, "it went away");
            return false;
        }
    }
    return true;
}

bool kiosk_printer_port_send(
        struct kiosk_printer_port *port, const uint8_t *bytes, size_t len, int stall_ms, char *err)
{
    int64_t until = kiosk_printer_clock_ms() + stall_ms;
    for (size_t at = 0; at < len;) {
        if (!wait_to_send(port, until, err))
            return false;
        /* A device opened for both ways has a reader, us, so only a socket can raise SIGPIPE. */
        ssize_t n = port->socket ? send(port->fd, bytes + at, len - at, MSG_NOSIGNAL)
                                 : write(port->fd, bytes + at, len - at);
        if (n > 0) {
            at += (size_t)n;
            until = kiosk_printer_clock_ms() + stall_ms;
        } else if (n < 0 && errno != EAGAIN && errno != EINTR) {
            snprintf(err, KM_ERR_MAX, "%s", strerror(errno));
            return false;
        } else if (left_ms(until) == 0) {
            snprintf(err, KM_ERR_MAX, "it takes no more bytes");
            return false;
        } else {
            poll(NULL, 0, LOOK_MS); /* it calls itself ready and takes nothing: USB without paper */
        }
    }
    return wait_until_taken(port, stall_ms, err);
}

/* ---- listening ---- */

enum kiosk_port_event kiosk_printer_port_receive(
        struct kiosk_printer_port *port, int wait_ms, uint8_t *out_byte)
{
    int64_t until = kiosk_printer_clock_ms() + wait_ms;
    do {
        short events;
        if (!wait_for(port, POLLIN, left_ms(until), &events))
            return KIOSK_PORT_NOTHING;
        ssize_t n = events & POLLIN ? read(port->fd, out_byte, 1) : 0;
        if (n == 1)
            return KIOSK_PORT_BYTE;
        /* A printer without a way back fails to read with EINVAL: it is there, and never answers.
         */
        bool mute = n < 0 && (errno == EINVAL || errno == EAGAIN || errno == EINTR);
        if (events & (POLLERR | POLLHUP | POLLNVAL) || (n < 0 && !mute) || (n == 0 && port->socket))
            return KIOSK_PORT_GONE;
        struct pollfd stop = {port->stop_fd, POLLIN, 0}; /* USB printers may answer with nothing */
        int left = left_ms(until);
        poll(&stop, 1, left < LOOK_MS ? left : LOOK_MS);
    } while (left_ms(until) > 0 && !is_stopped(port));
    return KIOSK_PORT_NOTHING;
}

void kiosk_printer_port_drain(struct kiosk_printer_port *port)
{
    uint8_t byte;
    for (int i = 0; i < ANSWERS_MAX; i++)
        if (kiosk_printer_port_receive(port, 0, &byte) != KIOSK_PORT_BYTE)
            return;
}
