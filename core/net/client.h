#ifndef KM_NET_CLIENT_H
#define KM_NET_CLIENT_H

/* The HTTP client of the worker threads: one blocking request at a time over a connection that is
 * kept open between them. Only http and https, no redirects, never a proxy: kiosks talk to the
 * station of their own network. A client belongs to one thread at a time, but any thread may abort
 * what it waits for; one client per thread and long poll. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct km_client;

struct km_client_request {
    const char *method; /* "GET" or "POST" */
    const char *url;
    const char *type; /* Content-Type of the body; NULL without one */
    const void *body; /* borrowed for the call */
    size_t body_len;
    int connect_ms;    /* limit for the connection alone; 0 = 5 s */
    int timeout_ms;    /* limit for all of it; 0 = 30 s, 5 s more than a long poll */
    size_t answer_max; /* bytes of the answer's body; 0 = KM_NET_ANSWER_MAX */
};

struct km_client_answer {
    int status; /* 100 to 599; what it means is the caller's business */
    char type[80];
    uint8_t *body; /* owned: km_client_answer_destroy; a NUL follows the last byte */
    size_t body_len;
};

/* NULL never; out of memory aborts. The first call of a process initialises libcurl; any thread. */
struct km_client *km_client_new(void);
void km_client_free(struct km_client *client);

/* Sends and waits. False: no whole answer came, the reason is in err[KM_ERR_MAX] ("Could not reach
 * http://…: connection refused"). */
bool km_client_send(struct km_client *client, const struct km_client_request *request,
        struct km_client_answer *out_answer, char *err);

/* Makes the km_client_send under way, and each later one, fail with "aborted" at once. Any thread.
 */
void km_client_abort(struct km_client *client);

void km_client_answer_destroy(struct km_client_answer *answer);

#endif
