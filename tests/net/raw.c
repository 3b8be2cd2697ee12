#include "tests/net/raw.h"

#include <arpa/inet.h>
#include <dirent.h>
#include <poll.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cmocka.h>

#define PATIENCE_MS 5000

struct km_server *raw_start(struct km_server_options options)
{
    char err[KM_ERR_MAX] = "";
    options.listen = "127.0.0.1:0";
    struct km_server *server = km_server_new(&options, err);
    assert_string_equal(err, "");
    assert_non_null(server);
    assert_true(km_server_start(server, err));
    return server;
}

void raw_stop(struct km_server *server)
{
    km_server_stop(server);
    km_server_join(server);
    km_server_free(server);
}

int raw_connect(const struct km_server *server)
{
    struct sockaddr_in to = {.sin_family = AF_INET,
            .sin_port = htons(km_server_port(server)),
            .sin_addr = {htonl(INADDR_LOOPBACK)}};
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    assert_true(fd >= 0);
    assert_int_equal(connect(fd, (struct sockaddr *)&to, sizeof to), 0);
    return fd;
}

void raw_write(int fd, const void *bytes, size_t len)
{
    for (size_t done = 0; done < len;) {
        ssize_t n = send(fd, (const char *)bytes + done, len - done, MSG_NOSIGNAL);
        if (n <= 0) {
            return; /* refused meanwhile: what was answered tells */
        }
        done += (size_t)n;
    }
}

void raw_say(int fd, const char *text)
{
    raw_write(fd, text, strlen(text));
}

size_t raw_read(int fd, const char *until, char *out_text, size_t size)
{
    size_t len = 0;
    out_text[0] = '\0';
    while (len + 1 < size && (until == NULL || strstr(out_text, until) == NULL)) {
        struct pollfd p = {.fd = fd, .events = POLLIN};
        if (poll(&p, 1, PATIENCE_MS) != 1) {
            break;
        }
        ssize_t n = recv(fd, out_text + len, size - len - 1, 0);
        if (n <= 0) {
            break;
        }
        len += (size_t)n;
        out_text[len] = '\0';
    }
    return len;
}

bool raw_closed(int fd)
{
    char junk[4096];
    for (;;) {
        struct pollfd p = {.fd = fd, .events = POLLIN};
        if (poll(&p, 1, PATIENCE_MS) != 1) {
            return false;
        }
        if (recv(fd, junk, sizeof junk, 0) <= 0) {
            return true;
        }
    }
}

int raw_status(const struct km_server *server, const char *text, size_t len)
{
    char answer[8192];
    int fd = raw_connect(server);
    raw_write(fd, text, len);
    raw_read(fd, NULL, answer, sizeof answer);
    close(fd);
    int status = 0;
    return sscanf(answer, "HTTP/1.%*d %d", &status) == 1 ? status : 0;
}

bool raw_wait(atomic_int *count, int n)
{
    for (int ms = 0; ms < PATIENCE_MS; ms++) {
        if (atomic_load(count) >= n) {
            return true;
        }
        usleep(1000);
    }
    return false;
}

int raw_sockets(void)
{
    int n = 0;
    DIR *dir = opendir("/proc/self/fd");
    assert_non_null(dir);
    for (struct dirent *entry; (entry = readdir(dir)) != NULL;) {
        char path[300], target[64] = "";
        snprintf(path, sizeof path, "/proc/self/fd/%s", entry->d_name);
        n += readlink(path, target, sizeof target - 1) > 0 && strncmp(target, "socket:", 7) == 0;
    }
    closedir(dir);
    return n;
}
