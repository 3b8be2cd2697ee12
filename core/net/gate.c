/* The gate; see gate.h. It sits in an evbuffer callback on the bufferevent's input, which runs
 * inside the read, before evhttp is told of the data. A bufferevent filter would be the textbook
 * way, but evhttp closes a connection when the filter's buffer is empty, not the socket's, and cuts
 * its answers off. evhttp offers no hook for a new connection, so a gate is made with the first
 * byte and learns of the end by the connection's close callback. */

#include "core/net/gate.h"

#include "core/bounds.h"
#include "core/net/private.h"

#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum state { HEAD, BODY, SWALLOW, REFUSED };

struct km_gate {
    LIST_ENTRY(km_gate) link;
    struct km_gates *gates;
    struct evhttp_connection *connection; /* borrowed: its close callback frees us */
    struct evbuffer *held;                /* owned: came in, not yet let through */
    struct evbuffer *passed;              /* owned: on its way back to the input */
    enum state state;
    enum km_head_refusal refusal;
    size_t scanned;    /* of held, HEAD */
    uint64_t left;     /* of the body, BODY and SWALLOW */
    uint64_t since_ms; /* when the request began to come in; 0 between requests */
    bool busy;         /* the callback is at work on the input itself */
};

static uint64_t now_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (uint64_t)t.tv_sec * 1000 + (uint64_t)t.tv_nsec / 1000000;
}

static void gate_free(struct km_gate *gate)
{
    LIST_REMOVE(gate, link);
    gate->gates->receiving -= gate->state == BODY ? gate->left : 0;
    evbuffer_free(gate->held);
    evbuffer_free(gate->passed);
    free(gate);
}

static void on_close(struct evhttp_connection *connection, void *arg)
{
    struct km_gate *gate = arg;
    struct km_server *server =
            (struct km_server *)((char *)gate->gates - offsetof(struct km_server, gates));
    km_replies_detach(server, connection);
    km_streams_detach(server, connection);
    gate_free(gate);
}

static void answer_refusal(struct km_gate *gate)
{
    evbuffer_add_printf(gate->passed, "GET refuse/%d HTTP/1.0\r\n\r\n", (int)gate->refusal);
    gate->state = REFUSED;
}

static void refuse(struct km_gate *gate, enum km_head_refusal refusal)
{
    gate->refusal = refusal;
    answer_refusal(gate);
}

/* A body only a little too long is swallowed before the refusal: a client that is still sending
 * when the connection closes would see a reset instead of the answer. */
static void refuse_body(struct km_gate *gate, enum km_head_refusal refusal, uint64_t length)
{
    if (length > 4 * gate->gates->body_max) {
        refuse(gate, refusal);
        return;
    }
    gate->refusal = refusal;
    gate->state = SWALLOW;
    gate->left = length;
}

/* Lets a whole head through, or refuses it. False when more bytes are needed. */
static bool take_head(struct km_gate *gate)
{
    size_t len = evbuffer_get_length(gate->held), head_len;
    if (len > KM_NET_HEAD_MAX) {
        len = KM_NET_HEAD_MAX;
    }
    const char *bytes = (const char *)evbuffer_pullup(gate->held, (ev_ssize_t)len);
    switch (km_head_scan(bytes, len, &gate->scanned, &head_len)) {
    case KM_HEAD_BAD:
        refuse(gate, KM_HEAD_CONTROL);
        return true;
    case KM_HEAD_MORE:
        if (len == KM_NET_HEAD_MAX) {
            refuse(gate, KM_HEAD_TOO_LONG);
            return true;
        }
        return false;
    case KM_HEAD_WHOLE:
        break;
    }
    gate->scanned = 0;
    uint64_t body = 0;
    enum km_head_refusal refusal = km_head_check(bytes, head_len, &body);
    if (refusal != KM_HEAD_OK) {
        refuse(gate, refusal);
        return true;
    }
    if (body > gate->gates->body_max || gate->gates->receiving + body > KM_NET_BODIES_MAX) {
        bool late = body <= gate->gates->body_max;
        evbuffer_drain(gate->held, head_len);
        refuse_body(gate, late ? KM_HEAD_BUSY : KM_HEAD_BODY_LONG, body);
        return true;
    }
    evbuffer_remove_buffer(gate->held, gate->passed, head_len);
    gate->left = body;
    gate->gates->receiving += body;
    gate->state = BODY;
    return true;
}

/* Moves what may go on from held to passed. */
static void work(struct km_gate *gate)
{
    for (;;) {
        size_t len = evbuffer_get_length(gate->held);
        size_t part = gate->left < len ? (size_t)gate->left : len;
        if (gate->state == BODY) {
            evbuffer_remove_buffer(gate->held, gate->passed, part);
            gate->left -= part;
            gate->gates->receiving -= part;
            if (gate->left > 0) {
                return;
            }
            gate->state = HEAD;
            gate->since_ms = len > part ? now_ms() : 0;
        } else if (gate->state == SWALLOW) {
            evbuffer_drain(gate->held, part);
            gate->left -= part;
            if (gate->left > 0) {
                return;
            }
            answer_refusal(gate);
        } else if (gate->state == REFUSED) {
            evbuffer_drain(gate->held, len);
            return;
        } else if (len == 0 || !take_head(gate)) {
            return;
        }
    }
}

static void on_input(struct evbuffer *input, const struct evbuffer_cb_info *info, void *arg)
{
    struct km_gate *gate = arg;
    if (gate->busy || info->n_added == 0) {
        return; /* our own moves, or evhttp reading */
    }
    gate->busy = true;
    if (gate->since_ms == 0) {
        gate->since_ms = now_ms();
    }
    size_t old = evbuffer_get_length(input) - info->n_added;
    evbuffer_remove_buffer(input, gate->passed, old);
    evbuffer_add_buffer(gate->held, input);
    work(gate);
    evbuffer_add_buffer(input, gate->passed);
    gate->busy = false;
}

static void on_first_input(struct evbuffer *input, const struct evbuffer_cb_info *info, void *arg)
{
    struct bufferevent *bev = arg;
    void *connection; /* evhttp hands it to its own callbacks */
    bufferevent_getcb(bev, NULL, NULL, NULL, &connection);
    struct km_gate *gate = calloc(1, sizeof *gate);
    struct evbuffer *held = evbuffer_new(), *passed = evbuffer_new();
    if (gate == NULL || held == NULL || passed == NULL) {
        abort();
    }
    *gate = (struct km_gate){.gates = &km_server_current()->gates,
            .connection = connection,
            .held = held,
            .passed = passed};
    LIST_INSERT_HEAD(&gate->gates->list, gate, link);
    evhttp_connection_set_closecb(gate->connection, on_close, gate);
    evbuffer_remove_cb(input, on_first_input, bev);
    if (evbuffer_add_cb(input, on_input, gate) == NULL) {
        abort();
    }
    on_input(input, info, gate);
}

struct bufferevent *km_gate_bufferevent(struct event_base *base, void *unused)
{
    (void)unused;
    struct bufferevent *bev = bufferevent_socket_new(base, -1, BEV_OPT_CLOSE_ON_FREE);
    if (bev == NULL || evbuffer_add_cb(bufferevent_get_input(bev), on_first_input, bev) == NULL) {
        abort(); /* evhttp would go on with a bufferevent of its own, without a gate */
    }
    /* evhttp takes a body out only when all of it is there; beyond one request nothing need wait.
     */
    size_t most = km_server_current()->gates.body_max + 2 * KM_NET_HEAD_MAX;
    bufferevent_setwatermark(bev, EV_READ, 0, most);
    return bev;
}

void km_gates_sweep(struct km_gates *gates)
{
    uint64_t now = now_ms();
    struct km_gate *next;
    for (struct km_gate *gate = LIST_FIRST(&gates->list); gate != NULL; gate = next) {
        next = LIST_NEXT(gate, link);
        if (gate->since_ms != 0 && now - gate->since_ms > (uint64_t)gates->request_ms) {
            evhttp_connection_free(gate->connection);
        }
    }
}

enum km_head_refusal km_gate_refusal(const char *uri)
{
    int number = 0;
    if (uri[0] == '/' || sscanf(uri, "refuse/%d", &number) != 1 || number <= KM_HEAD_OK ||
            number >= KM_HEAD_REFUSALS) {
        return KM_HEAD_OK;
    }
    return (enum km_head_refusal)number;
}
