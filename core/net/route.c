/* From a request to its handler: refusals of the gate, 404 and 405 are decided here, once. */

#include "core/net/head.h"
#include "core/net/private.h"
#include "core/net/reply.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Decodes a part of the path; the gate saw to it that no NUL is in it. */
static char *decode(const char *part, size_t len)
{
    char *copy = strndup(part, len), *decoded = NULL;
    if (copy == NULL || (decoded = evhttp_uridecode(copy, 0, NULL)) == NULL) {
        abort();
    }
    free(copy);
    return decoded;
}

/* Fits the path to a pattern, segment by segment, and notes the parts of the path. */
static bool fits(const char *pattern, const char *path, struct km_request *request)
{
    struct km_param params[KM_NET_PARAMS_MAX];
    struct {
        const char *at;
        size_t len;
    } parts[KM_NET_PARAMS_MAX];
    size_t n = 0;
    while (*pattern == '/' && *path == '/') {
        pattern++, path++;
        size_t p = strcspn(pattern, "/"), s = strcspn(path, "/");
        if (*pattern == '*' || (*pattern == ':' && s > 0)) {
            assert(n < KM_NET_PARAMS_MAX);
            bool rest = *pattern == '*';
            s = rest ? strlen(path) : s;
            params[n].name = rest ? pattern : pattern + 1;
            params[n].name_len = rest ? 1 : p - 1;
            parts[n].at = path;
            parts[n++].len = s;
        } else if (p != s || strncmp(pattern, path, p) != 0) {
            return false;
        }
        pattern += p, path += s;
    }
    if (*pattern != '\0' || *path != '\0') {
        return false;
    }
    for (size_t i = 0; i < n; i++) {
        params[i].value = decode(parts[i].at, parts[i].len);
        request->params[i] = params[i];
    }
    request->n_params = n;
    return true;
}

static void drop_params(struct km_request *request)
{
    for (size_t i = 0; i < request->n_params; i++) {
        free(request->params[i].value);
    }
    request->n_params = 0;
}

/* The route of a request, or NULL with the methods that its path has ("" for none). */
static const struct km_route *find(
        const struct km_server_options *options, struct km_request *request, char allowed[128])
{
    bool head = strcmp(request->method, "HEAD") == 0;
    size_t used = 0;
    allowed[0] = '\0';
    for (size_t i = 0; i < options->n_routes; i++) {
        const struct km_route *route = &options->routes[i];
        if (!fits(route->pattern, request->path, request)) {
            continue;
        }
        if (strcmp(route->method, head ? "GET" : request->method) == 0) {
            return route;
        }
        drop_params(request);
        if (used < 100 && strstr(allowed, route->method) == NULL) {
            used += (size_t)snprintf(
                    allowed + used, 128 - used, "%s%s", used > 0 ? ", " : "", route->method);
        }
    }
    return NULL;
}

static void answer(struct km_server *server, struct km_request *request, struct km_reply *reply)
{
    const struct km_server_options *options = &server->options;
    char allowed[128];
    const struct km_route *route = find(options, request, allowed);
    if (route == NULL && allowed[0] != '\0') {
        km_reply_header(reply, "Allow", allowed);
        km_reply_send_text(reply, 405, "Only with %s", allowed);
        return;
    }
    if (route == NULL) {
        km_reply_send_text(reply, 404, "No such page");
        return;
    }
    if (options->before == NULL || options->before(options->ctx, route, request, reply)) {
        route->handler(options->ctx, request, reply);
    }
}

void km_route_request(struct evhttp_request *from, void *arg)
{
    struct km_server *server = arg;
    struct km_reply *reply = km_reply_new(server, from);
    enum km_head_refusal refusal = km_gate_refusal(evhttp_request_get_uri(from));
    if (refusal != KM_HEAD_OK) {
        km_reply_header(reply, "Connection", "close");
        km_reply_send_text(reply, km_head_status(refusal), "Refused: %s", km_head_reason(refusal));
        return;
    }
    struct km_request request;
    if (!km_request_init(&request, from)) {
        km_reply_send_text(reply, 400, "Refused: the query cannot be read");
        return;
    }
    server->answering = reply;
    answer(server, &request, reply);
    if (server->answering == reply) {
        km_reply_wait(reply);
    }
    server->answering = NULL;
    km_request_destroy(&request);
}
