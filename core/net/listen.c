/* The listening socket. Our own, since evhttp's has a backlog of 128, which cost 1000 viewers that
 * reconnect at once 1.5 s. Accepted sockets inherit what is set here: no delay for small answers,
 * and probes that find a client whose cable was pulled within a minute. */

#include "core/bounds.h"
#include "core/net/private.h"

#include <errno.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define BACKLOG 4096

/* "HOST:PORT" or "[V6]:PORT" into its parts. */
static bool split(const char *address, char host[256], char port[6])
{
    const char *colon = strrchr(address, ':');
    if (colon == NULL || colon == address || strlen(colon + 1) > 5 ||
            strspn(colon + 1, "0123456789") != strlen(colon + 1) || colon[1] == '\0' ||
            strtol(colon + 1, NULL, 10) > 65535) {
        return false;
    }
    size_t len = (size_t)(colon - address);
    if (address[0] == '[' && len > 2 && address[len - 1] == ']') {
        address++;
        len -= 2;
    } else if (memchr(address, ':', len) != NULL) {
        return false;
    }
    if (len > 255) {
        return false;
    }
    memcpy(host, address, len);
    host[len] = '\0';
    strcpy(port, colon + 1);
    return true;
}

static void set(int fd, int level, int name, int value)
{
    setsockopt(fd, level, name, &value, sizeof value); /* best effort, no need to check */
}

static int open_socket(const struct addrinfo *at)
{
    int type = at->ai_socktype | SOCK_NONBLOCK | SOCK_CLOEXEC;
    int fd = socket(at->ai_family, type, at->ai_protocol);
    if (fd < 0) {
        return -1;
    }
    set(fd, SOL_SOCKET, SO_REUSEADDR, 1);
    set(fd, IPPROTO_TCP, TCP_NODELAY, 1);
    set(fd, SOL_SOCKET, SO_KEEPALIVE, 1);
    set(fd, IPPROTO_TCP, TCP_KEEPIDLE, 30);
    set(fd, IPPROTO_TCP, TCP_KEEPINTVL, 10);
    set(fd, IPPROTO_TCP, TCP_KEEPCNT, 3);
    if (bind(fd, at->ai_addr, at->ai_addrlen) == 0 && listen(fd, BACKLOG) == 0) {
        return fd;
    }
    int reason = errno;
    close(fd);
    errno = reason;
    return -1;
}

static uint16_t port_of(int fd)
{
    struct sockaddr_storage name = {0};
    socklen_t size = sizeof name;
    getsockname(fd, (struct sockaddr *)&name, &size);
    in_port_t port = name.ss_family == AF_INET6 ? ((struct sockaddr_in6 *)&name)->sin6_port
                                                : ((struct sockaddr_in *)&name)->sin_port;
    return ntohs(port);
}

int km_listen(const char *address, uint16_t *out_port, char *err)
{
    char host[256], port[6];
    if (!split(address, host, port)) {
        snprintf(err, KM_ERR_MAX, "%.100s is not HOST:PORT", address);
        return -1;
    }
    struct addrinfo hints = {.ai_socktype = SOCK_STREAM, .ai_flags = AI_PASSIVE | AI_NUMERICSERV};
    struct addrinfo *found = NULL;
    int result = getaddrinfo(host, port, &hints, &found);
    if (result != 0) {
        snprintf(err, KM_ERR_MAX, "%.100s: %s", host, gai_strerror(result));
        return -1;
    }
    int fd = -1, reason = 0;
    for (struct addrinfo *at = found; at != NULL && fd < 0; at = at->ai_next) {
        fd = open_socket(at);
        reason = errno;
    }
    freeaddrinfo(found);
    if (fd < 0) {
        snprintf(err, KM_ERR_MAX, "%.100s: %s", address,
                reason == EADDRINUSE ? "port in use by another program" : strerror(reason));
        return -1;
    }
    *out_port = port_of(fd);
    return fd;
}
