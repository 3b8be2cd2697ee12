/* Answers; see reply.h. A reply carries its own task for the way to the loop thread, so sending
 * needs no memory beyond the body. evhttp lets go of a request whose client left: then the close
 * callback takes it out of here (km_replies_detach), and what is sent later goes nowhere. */

#include "core/net/reply.h"

#include "core/net/private.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/time.h>
#include <unistd.h>

struct km_reply {
    struct km_task task;
    struct km_server *server;       /* borrowed */
    struct evhttp_request *request; /* loop thread; borrowed from evhttp; NULL: client is gone */
    LIST_ENTRY(km_reply) link;      /* loop thread, in server->replies */
    bool waiting;                   /* loop thread: not answered by its handler */
    bool head;                      /* asked by HEAD: length without body */
    atomic_bool gone;
    /* The holder's, until sent. */
    int status;
    struct evbuffer *body;    /* owned */
    struct evkeyvalq headers; /* owned */
};

struct km_reply *km_reply_new(struct km_server *server, struct evhttp_request *request)
{
    struct km_reply *reply = calloc(1, sizeof *reply);
    if (reply == NULL || (reply->body = evbuffer_new()) == NULL) {
        abort();
    }
    reply->server = server;
    reply->request = request;
    reply->head = evhttp_request_get_command(request) == EVHTTP_REQ_HEAD;
    TAILQ_INIT(&reply->headers);
    atomic_init(&reply->gone, false);
    LIST_INSERT_HEAD(&server->replies, reply, link);
    return reply;
}

static void reply_free(struct km_reply *reply)
{
    LIST_REMOVE(reply, link);
    if (reply->server->answering == reply) {
        reply->server->answering = NULL;
    }
    evbuffer_free(reply->body);
    evhttp_clear_headers(&reply->headers);
    free(reply);
}

static struct bufferevent *bufferevent_of(struct evhttp_request *request)
{
    return evhttp_connection_get_bufferevent(evhttp_request_get_connection(request));
}

/* evhttp neither reads nor notices a client that leaves while it waits for an answer. So reading is
 * turned on without a read callback (what comes in is kept for later), and without its timeout. */
void km_reply_wait(struct km_reply *reply)
{
    if (reply->request == NULL) {
        return;
    }
    reply->waiting = true;
    struct bufferevent *bev = bufferevent_of(reply->request);
    bufferevent_data_cb on_write;
    bufferevent_event_cb on_event;
    void *arg;
    bufferevent_getcb(bev, NULL, &on_write, &on_event, &arg);
    bufferevent_setcb(bev, NULL, on_write, on_event, arg);
    struct timeval write = {KM_NET_REQUEST_MS / 1000, 0};
    bufferevent_set_timeouts(bev, NULL, &write);
    bufferevent_enable(bev, EV_READ);
}

void km_replies_detach(struct km_server *server, struct evhttp_connection *connection)
{
    struct km_reply *reply;
    LIST_FOREACH(reply, &server->replies, link)
    {
        if (reply->request == NULL) {
            continue;
        }
        struct evhttp_connection *its = evhttp_request_get_connection(reply->request);
        if (its == NULL) { /* evhttp just let go of it: it is ours to free */
            evhttp_request_free(reply->request);
        } else if (its != connection) {
            continue; /* else evhttp frees it with the connection */
        }
        reply->request = NULL;
        atomic_store(&reply->gone, true);
    }
}

void km_replies_free(struct km_server *server)
{
    while (!LIST_EMPTY(&server->replies)) {
        reply_free(LIST_FIRST(&server->replies));
    }
}

struct km_server *km_reply_server(const struct km_reply *reply)
{
    return reply->server;
}

bool km_reply_is_head(const struct km_reply *reply)
{
    return reply->head;
}

bool km_reply_gone(const struct km_reply *reply)
{
    return atomic_load(&reply->gone);
}

void km_reply_header(struct km_reply *reply, const char *name, const char *value)
{
    int result = evhttp_add_header(&reply->headers, name, value);
    assert(result == 0);
    (void)result;
}

/* Hands the headers over to evhttp's request, with ours beside them. */
static void move_headers(struct km_reply *reply)
{
    struct evkeyvalq *to = evhttp_request_get_output_headers(reply->request);
    if (evhttp_find_header(&reply->headers, "Cache-Control") == NULL) {
        evhttp_add_header(to, "Cache-Control", "no-store");
    }
    evhttp_add_header(to, "X-Content-Type-Options", "nosniff");
    struct evkeyval *header;
    TAILQ_FOREACH(header, &reply->headers, next)
    {
        evhttp_add_header(to, header->key, header->value);
    }
}

struct evhttp_request *km_reply_take(struct km_reply *reply)
{
    struct evhttp_request *request = reply->request;
    if (request != NULL) {
        move_headers(reply);
    }
    reply_free(reply);
    return request;
}

static void send_now(struct km_task *task)
{
    struct km_reply *reply = (struct km_reply *)task;
    struct evhttp_request *request = reply->request;
    if (request == NULL) {
        reply_free(reply);
        return;
    }
    if (reply->waiting) {
        struct timeval both = {KM_NET_REQUEST_MS / 1000, 0};
        bufferevent_set_timeouts(bufferevent_of(request), &both, &both);
    }
    if (reply->head) {
        char length[24];
        snprintf(length, sizeof length, "%zu", evbuffer_get_length(reply->body));
        km_reply_header(reply, "Content-Length", length);
        evbuffer_drain(reply->body, evbuffer_get_length(reply->body));
    }
    move_headers(reply);
    evhttp_send_reply(request, reply->status, NULL, reply->body);
    reply_free(reply);
}

static void finish(struct km_reply *reply, int status, const char *type)
{
    if (type != NULL) {
        km_reply_header(reply, "Content-Type", type);
    }
    reply->status = status;
    reply->task.run = send_now;
    km_server_run_or_enqueue(reply->server, &reply->task);
}

void km_reply_send(
        struct km_reply *reply, int status, const char *type, const void *body, size_t len)
{
    if (evbuffer_add(reply->body, body, len) != 0) {
        abort();
    }
    finish(reply, status, type);
}

static void free_body(const void *body, size_t len, void *arg)
{
    (void)len;
    (void)arg;
    free((void *)body);
}

void km_reply_send_owned(
        struct km_reply *reply, int status, const char *type, void *body, size_t len)
{
    if (body != NULL && evbuffer_add_reference(reply->body, body, len, free_body, NULL) != 0) {
        abort();
    }
    finish(reply, status, type);
}

void km_reply_send_file(struct km_reply *reply, int status, const char *type, int fd, size_t len)
{
    if (len == 0) {
        close(fd);
    } else if (evbuffer_add_file(reply->body, fd, 0, (ev_off_t)len) != 0) {
        abort();
    }
    finish(reply, status, type);
}

void km_reply_send_text(struct km_reply *reply, int status, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    if (evbuffer_add_vprintf(reply->body, format, args) < 0) {
        abort();
    }
    va_end(args);
    finish(reply, status, "text/plain; charset=utf-8");
}
