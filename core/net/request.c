/* The handler's view of a request; see request.h. */

#include "core/net/request.h"

#include "core/net/private.h"

#include <stdlib.h>
#include <string.h>

static const char *method_name(enum evhttp_cmd_type type)
{
    switch (type) {
    case EVHTTP_REQ_GET:
        return "GET";
    case EVHTTP_REQ_POST:
        return "POST";
    case EVHTTP_REQ_HEAD:
        return "HEAD";
    case EVHTTP_REQ_PUT:
        return "PUT";
    case EVHTTP_REQ_DELETE:
        return "DELETE";
    case EVHTTP_REQ_OPTIONS:
        return "OPTIONS";
    case EVHTTP_REQ_TRACE:
        return "TRACE";
    case EVHTTP_REQ_CONNECT:
        return "CONNECT";
    case EVHTTP_REQ_PATCH:
        return "PATCH";
    }
    return "";
}

bool km_request_init(struct km_request *request, struct evhttp_request *from)
{
    const char *uri = evhttp_request_get_uri(from);
    const char *question = strchr(uri, '?');
    char *path = question != NULL ? strndup(uri, (size_t)(question - uri)) : strdup(uri);
    struct evkeyvalq *query = calloc(1, sizeof *query);
    if (path == NULL || query == NULL) {
        abort();
    }
    TAILQ_INIT(query);
    struct evbuffer *body = evhttp_request_get_input_buffer(from);
    *request = (struct km_request){.method = method_name(evhttp_request_get_command(from)),
            .path = path,
            .body = evbuffer_pullup(body, -1),
            .body_len = evbuffer_get_length(body),
            .headers = evhttp_request_get_input_headers(from),
            .query = query};
    char *peer = NULL;
    ev_uint16_t port = 0;
    evhttp_connection_get_peer(evhttp_request_get_connection(from), &peer, &port);
    request->peer = peer;
    request->peer_port = port;
    if (question != NULL && question[1] != '\0' &&
            evhttp_parse_query_str(question + 1, query) != 0) {
        km_request_destroy(request);
        return false;
    }
    return true;
}

void km_request_destroy(struct km_request *request)
{
    for (size_t i = 0; i < request->n_params; i++) {
        free(request->params[i].value);
    }
    evhttp_clear_headers(request->query);
    free(request->query);
    free((char *)request->path);
}

const char *km_request_param(const struct km_request *request, const char *name)
{
    size_t len = strlen(name);
    for (size_t i = 0; i < request->n_params; i++) {
        const struct km_param *param = &request->params[i];
        if (param->name_len == len && memcmp(param->name, name, len) == 0) {
            return param->value;
        }
    }
    return NULL;
}

const char *km_request_query(const struct km_request *request, const char *name)
{
    return evhttp_find_header(request->query, name);
}

const char *km_request_header(const struct km_request *request, const char *name)
{
    return evhttp_find_header(request->headers, name);
}

bool km_request_cookie(
        const struct km_request *request, const char *name, char *out_value, size_t size)
{
    const char *at = km_request_header(request, "Cookie");
    size_t name_len = strlen(name);
    while (at != NULL) {
        at += strspn(at, " ;");
        size_t len = strcspn(at, ";");
        if (len > name_len && strncmp(at, name, name_len) == 0 && at[name_len] == '=') {
            size_t value_len = len - name_len - 1;
            if (value_len >= size) {
                return false;
            }
            memcpy(out_value, at + name_len + 1, value_len);
            out_value[value_len] = '\0';
            return true;
        }
        at = at[len] == ';' ? at + len : NULL;
    }
    return false;
}
