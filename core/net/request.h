#ifndef KM_NET_REQUEST_H
#define KM_NET_REQUEST_H

/* A request as its handler sees it. Everything is borrowed for the handler's call and stays on the
 * loop thread: copy what a later reply needs. Parts of the path and the query come decoded, without
 * NUL and otherwise unchecked: any bytes, not always UTF-8. */

#include "core/bounds.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/queue.h>

struct evkeyvalq;

/* A named part of the path. */
struct km_param {
    const char *name; /* borrowed from the pattern, without ':', not NUL-terminated there */
    size_t name_len;
    char *value; /* owned by the request, decoded */
};

struct km_request {
    const char *method; /* "GET", "POST", … (HEAD stays "HEAD") */
    const char *path;   /* as sent, without the query */
    const uint8_t *body;
    size_t body_len;
    const char *peer; /* numeric address of the client */
    uint16_t peer_port;

    /* Behind the functions below. */
    struct km_param params[KM_NET_PARAMS_MAX];
    size_t n_params;
    struct evkeyvalq *headers;
    struct evkeyvalq *query;
};

/* Value of a part of the path: name "token" for ":token", "*" for the rest. NULL: the pattern has
 * no such part. */
const char *km_request_param(const struct km_request *request, const char *name);

/* Value of a query parameter (the first of that name, any letter case), NULL without. */
const char *km_request_query(const struct km_request *request, const char *name);

/* Value of a header (any letter case, the first of that name), NULL without. */
const char *km_request_header(const struct km_request *request, const char *name);

/* Value of one cookie, copied; false without, or when it does not fit into size bytes. */
bool km_request_cookie(
        const struct km_request *request, const char *name, char *out_value, size_t size);

#endif
