/* Event streams; see stream.h. A stream is freed when both its holder and the connection have let
 * go of it. What would close a connection goes through the queue, never straight from a call of the
 * holder's: that call may come from inside evhttp. */

#include "core/net/stream.h"

#include "core/net/private.h"
#include "core/net/reply.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

struct km_stream {
    struct km_server *server;       /* borrowed */
    struct evhttp_request *request; /* loop thread; NULL once closed */
    LIST_ENTRY(km_stream) link;     /* loop thread, while request is not NULL */
    void (*closed)(struct km_stream *stream, void *arg);
    void *arg;
    atomic_int refs; /* holder, connection, each task under way */
    atomic_bool gone;
    atomic_bool released; /* the holder's handle is given back */
    bool dropping;        /* loop thread: a task to drop it is under way */
};

/* One event on its way to the loop, or with len 0 the order to drop or end the stream. */
struct frame {
    struct km_task task;
    struct km_stream *stream; /* holds a reference */
    size_t len;
    char bytes[];
};

static void unref(struct km_stream *stream)
{
    if (atomic_fetch_sub(&stream->refs, 1) == 1) {
        free(stream);
    }
}

static struct frame *frame_new(struct km_stream *stream, size_t size, void (*run)(struct km_task *))
{
    struct frame *frame = malloc(sizeof *frame + size);
    if (frame == NULL) {
        abort();
    }
    *frame = (struct frame){.task = {.run = run}, .stream = stream};
    atomic_fetch_add(&stream->refs, 1);
    return frame;
}

static void frame_free(struct frame *frame)
{
    unref(frame->stream);
    free(frame);
}

/* The connection is gone: its reference goes, after the holder heard of it. */
static void detach(struct km_stream *stream)
{
    LIST_REMOVE(stream, link);
    stream->request = NULL;
    atomic_store(&stream->gone, true);
    if (stream->closed != NULL && !atomic_load(&stream->released)) {
        stream->closed(stream, stream->arg);
    }
    unref(stream);
}

void km_streams_detach(struct km_server *server, struct evhttp_connection *connection)
{
    struct km_stream *stream;
    LIST_FOREACH(stream, &server->streams, link)
    {
        struct evhttp_connection *its = evhttp_request_get_connection(stream->request);
        if (its == NULL) { /* evhttp just let go of it: it is ours to free */
            evhttp_request_free(stream->request);
        } else if (its != connection) {
            continue; /* else evhttp frees it with the connection */
        }
        detach(stream);
        return; /* a connection carries one stream, nothing after it */
    }
}

static size_t unsent(const struct km_stream *stream)
{
    struct evhttp_connection *connection = evhttp_request_get_connection(stream->request);
    struct bufferevent *bev = evhttp_connection_get_bufferevent(connection);
    return evbuffer_get_length(bufferevent_get_output(bev));
}

static void drop_now(struct km_task *task)
{
    struct frame *frame = (struct frame *)task;
    struct km_stream *stream = frame->stream;
    stream->dropping = false;
    if (stream->request != NULL && unsent(stream) > KM_NET_UNSENT_MAX) {
        evhttp_connection_free(evhttp_request_get_connection(stream->request));
    }
    frame_free(frame);
}

static void write_now(struct km_stream *stream, const char *bytes, size_t len)
{
    if (stream->request == NULL) {
        return;
    }
    struct evbuffer *chunk = evbuffer_new();
    if (chunk == NULL || evbuffer_add(chunk, bytes, len) != 0) {
        abort();
    }
    evhttp_send_reply_chunk(stream->request, chunk);
    evbuffer_free(chunk);
    if (!stream->dropping && unsent(stream) > KM_NET_UNSENT_MAX) {
        stream->dropping = true;
        km_server_enqueue(stream->server, &frame_new(stream, 0, drop_now)->task);
    }
}

static void send_now(struct km_task *task)
{
    struct frame *frame = (struct frame *)task;
    write_now(frame->stream, frame->bytes, frame->len);
    frame_free(frame);
}

static void end_now(struct km_task *task)
{
    struct frame *frame = (struct frame *)task;
    struct evhttp_request *request = frame->stream->request;
    if (request != NULL) {
        detach(frame->stream);
        evhttp_send_reply_end(request);
    }
    frame_free(frame);
}

void km_streams_beat(struct km_server *server)
{
    struct km_stream *stream;
    LIST_FOREACH(stream, &server->streams, link)
    {
        write_now(stream, ":\n\n", 3);
    }
}

/* The kernel would take megabytes for a viewer that does not read; then "unsent" says nothing. And
 * a viewer sends nothing, so its silence is no timeout. */
static void prepare_socket(struct evhttp_request *request)
{
    struct bufferevent *bev =
            evhttp_connection_get_bufferevent(evhttp_request_get_connection(request));
    int size = KM_NET_UNSENT_MAX;
    setsockopt(bufferevent_getfd(bev), SOL_SOCKET, SO_SNDBUF, &size, sizeof size);
    struct timeval write = {KM_NET_REQUEST_MS / 1000, 0};
    bufferevent_set_timeouts(bev, NULL, &write);
}

struct km_stream *km_stream_open(
        struct km_reply *reply, void (*closed)(struct km_stream *stream, void *arg), void *arg)
{
    struct km_server *server = km_reply_server(reply);
    km_reply_header(reply, "Content-Type", "text/event-stream; charset=utf-8");
    km_reply_header(reply, "Connection", "close");
    if (km_reply_gone(reply) || km_reply_is_head(reply)) {
        km_reply_send(reply, 200, NULL, NULL, 0);
        return NULL;
    }
    struct km_stream *stream = calloc(1, sizeof *stream);
    if (stream == NULL) {
        abort();
    }
    *stream = (struct km_stream){
            .server = server, .request = km_reply_take(reply), .closed = closed, .arg = arg};
    atomic_init(&stream->refs, 2);
    atomic_init(&stream->gone, false);
    atomic_init(&stream->released, false);
    LIST_INSERT_HEAD(&server->streams, stream, link);
    prepare_socket(stream->request);
    evhttp_send_reply_start(stream->request, 200, NULL);
    static const char hello[] = "retry: 2000\n\n";
    write_now(stream, hello, sizeof hello - 1);
    return stream;
}

/* Writes "event: E", then each line of data as "data: L", then the empty line; returns the end. */
static char *format(char *to, const char *event, const char *data, size_t len)
{
    if (event != NULL) {
        to += sprintf(to, "event: %s\n", event);
    }
    for (const char *end = data + len;;) {
        const char *newline = memchr(data, '\n', (size_t)(end - data));
        size_t line = (size_t)((newline != NULL ? newline : end) - data);
        memcpy(to, "data: ", 6);
        memcpy(to + 6, data, line);
        to[6 + line] = '\n';
        to += line + 7;
        if (newline == NULL) {
            break;
        }
        data = newline + 1;
    }
    *to++ = '\n';
    return to;
}

void km_stream_send(struct km_stream *stream, const char *event, const char *data, size_t len)
{
    if (atomic_load(&stream->gone)) {
        return;
    }
    size_t lines = 1;
    for (size_t i = 0; i < len; i++) {
        lines += data[i] == '\n';
    }
    size_t size = len + 7 * lines + 16 + (event != NULL ? strlen(event) : 0);
    struct frame *frame = frame_new(stream, size, send_now);
    frame->len = (size_t)(format(frame->bytes, event, data, len) - frame->bytes);
    km_server_run_or_enqueue(stream->server, &frame->task);
}

void km_stream_close(struct km_stream *stream)
{
    atomic_store(&stream->released, true);
    if (!atomic_load(&stream->gone)) {
        km_server_enqueue(stream->server, &frame_new(stream, 0, end_now)->task);
    }
    unref(stream);
}
