#include "tests/kiosk/device/fake_printer.h"

#include <arpa/inet.h>
#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

#define TURN_MS 10

static void nap(void)
{
    nanosleep(&(struct timespec){0, TURN_MS * 1000000}, NULL);
}

static void close_fd(int *fd)
{
    if (*fd >= 0)
        close(*fd);
    *fd = -1;
}

static void hang_up(struct fake_printer *f)
{
    if (f->peer >= 0 && f->socket) {
        const struct linger now = {1, 0};
        setsockopt(f->peer, SOL_SOCKET, SO_LINGER, &now, sizeof now);
        close(f->peer);
    }
    f->peer = -1;
}

static void plug_tcp(struct fake_printer *f)
{
    f->fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    assert(f->fd >= 0);
    int yes = 1;
    setsockopt(f->fd, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    int little = 4096;
    setsockopt(f->fd, SOL_SOCKET, SO_RCVBUF, &little, sizeof little);
    struct sockaddr_in at = {.sin_family = AF_INET,
            .sin_port = htons((uint16_t)f->port),
            .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t size = sizeof at;
    int bound = bind(f->fd, (struct sockaddr *)&at, sizeof at);
    assert(bound == 0 && listen(f->fd, 4) == 0);
    getsockname(f->fd, (struct sockaddr *)&at, &size);
    f->port = ntohs(at.sin_port);
}

/* A terminal in raw mode: the kiosk's side is the device file, the other one the printer. */
static void plug_device(struct fake_printer *f)
{
    f->fd = posix_openpt(O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);
    assert(f->fd >= 0);
    int granted = grantpt(f->fd);
    int unlocked = unlockpt(f->fd);
    char name[64];
    assert(granted == 0 && unlocked == 0 && ptsname_r(f->fd, name, sizeof name) == 0);
    f->kept = open(name, O_RDWR | O_NOCTTY | O_CLOEXEC);
    assert(f->kept >= 0);
    struct termios line;
    tcgetattr(f->kept, &line);
    cfmakeraw(&line);
    tcsetattr(f->kept, TCSANOW, &line);
    unlink(f->path);
    int linked = symlink(name, f->path);
    assert(linked == 0);
    f->peer = f->fd;
    f->from_peer = 0;
}

static void unplug(struct fake_printer *f)
{
    hang_up(f);
    close_fd(&f->fd);
    close_fd(&f->kept);
    if (!f->socket)
        unlink(f->path);
}

static void plug(struct fake_printer *f)
{
    if (f->socket)
        plug_tcp(f);
    else
        plug_device(f);
}

static void welcome(struct fake_printer *f)
{
    if (!f->socket || f->fd < 0 || f->peer >= 0)
        return;
    f->peer = accept4(f->fd, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC);
    f->connections += f->peer >= 0;
    f->from_peer = 0;
}

/* Takes what has come and answers; false when nothing moved. */
static bool converse(struct fake_printer *f)
{
    uint8_t bytes[2048];
    if (f->peer < 0 || (f->stall_after > 0 && f->from_peer >= f->stall_after))
        return false;
    ssize_t n = read(f->peer, bytes, sizeof bytes);
    if (n == 0 || (n < 0 && errno != EAGAIN && errno != EIO)) {
        if (f->socket)
            hang_up(f);
        return false;
    }
    if (n > 0) {
        f->from_peer += (size_t)n;
        fake_escpos_feed(&f->inside, bytes, (size_t)n);
    }
    if (f->inside.answer_count > 0) {
        ssize_t sent = write(f->peer, f->inside.answers, f->inside.answer_count);
        (void)sent; /* nobody listens: lost, as with a real one */
        f->inside.answer_count = 0;
    }
    if (f->break_after > 0 && f->from_peer >= f->break_after) {
        f->break_after = 0;
        hang_up(f);
        if (!f->socket)
            f->unplugged = true;
    }
    return n > 0;
}

static void *run(void *argument)
{
    struct fake_printer *f = argument;
    for (;;) {
        fake_printer_lock(f);
        bool stop = f->stop;
        if (!stop && f->unplugged && f->fd >= 0)
            unplug(f);
        else if (!stop && !f->unplugged && f->fd < 0)
            plug(f);
        welcome(f);
        bool moved = !stop && converse(f);
        fake_escpos_feed(&f->inside, NULL, 0);
        fake_printer_unlock(f);
        if (stop)
            return NULL;
        if (!moved)
            nap();
    }
}

static void start(struct fake_printer *f)
{
    signal(SIGPIPE, SIG_IGN);
    f->kept = f->peer = -1;
    fake_escpos_init(&f->inside);
    pthread_mutex_init(&f->m, NULL);
    plug(f);
    f->started = true;
    int error = pthread_create(&f->thread, NULL, run, f);
    assert(error == 0);
}

void fake_printer_start_tcp(struct fake_printer *f, int port)
{
    *f = (struct fake_printer){.socket = true, .port = port, .fd = -1};
    start(f);
    snprintf(f->spec, sizeof f->spec, "tcp:127.0.0.1:%d", f->port);
}

void fake_printer_start_device(struct fake_printer *f)
{
    *f = (struct fake_printer){.fd = -1};
    snprintf(f->path, sizeof f->path, "/tmp/kaimen-printer-%d", (int)getpid());
    start(f);
    snprintf(f->spec, sizeof f->spec, "%s", f->path);
}

void fake_printer_stop(struct fake_printer *f)
{
    if (!f->started)
        return;
    fake_printer_lock(f);
    f->stop = true;
    fake_printer_unlock(f);
    pthread_join(f->thread, NULL);
    unplug(f);
    pthread_mutex_destroy(&f->m);
    fake_escpos_destroy(&f->inside);
    f->started = false;
}

void fake_printer_lock(struct fake_printer *f)
{
    pthread_mutex_lock(&f->m);
}

void fake_printer_unlock(struct fake_printer *f)
{
    pthread_mutex_unlock(&f->m);
}

bool fake_printer_wait(struct fake_printer *f, int tickets)
{
    for (int i = 0; i < 10000 / TURN_MS; i++) {
        fake_printer_lock(f);
        bool there = f->inside.count >= tickets;
        fake_printer_unlock(f);
        if (there)
            return true;
        nap();
    }
    return false;
}
