#ifndef TEST_NET_RAW_H
#define TEST_NET_RAW_H

/* A socket that says exactly what a test wants said, and a server started for one test. Failures
 * are cmocka's. */

#include "core/net/server.h"

#include <stdatomic.h>
#include <stddef.h>

/* Starts a server on a free loopback port; raw_stop ends and frees it. */
struct km_server *raw_start(struct km_server_options options);
void raw_stop(struct km_server *server);

int raw_connect(const struct km_server *server);
void raw_write(int fd, const void *bytes, size_t len);
void raw_say(int fd, const char *text);

/* Reads until the peer closes, or `until` was seen (NULL: close only), or 5 s passed; out_text gets
 * a NUL. Returns the bytes read. */
size_t raw_read(int fd, const char *until, char *out_text, size_t size);

/* True when the peer closes or resets within 5 s; what it sends meanwhile is thrown away. */
bool raw_closed(int fd);

/* Connects, says text, reads to the end and gives the status (0: closed without an answer). The
 * text should ask for "Connection: close", or be refused. */
int raw_status(const struct km_server *server, const char *text, size_t len);

/* Waits up to 5 s for *count to reach at least n. */
bool raw_wait(atomic_int *count, int n);

/* Descriptors of this process that are sockets. */
int raw_sockets(void);

#endif
