#ifndef KM_NET_PRIVATE_H
#define KM_NET_PRIVATE_H

/* What the files of the server share and nobody else includes. libevent is used without its locks:
 * everything of it belongs to the loop thread. Other threads reach it through the queue of tasks
 * alone. */

#include "core/net/gate.h"
#include "core/net/server.h"

#include <event2/buffer.h>
#include <event2/bufferevent.h>
#include <event2/event.h>
#include <event2/http.h>
#include <event2/keyvalq_struct.h>
#include <pthread.h>
#include <stdatomic.h>
#include <sys/queue.h>

/* Something to do on the loop thread, embedded in its owner. */
struct km_task {
    struct km_task *next; /* guarded by the server's mutex */
    void (*run)(struct km_task *task);
};

LIST_HEAD(km_reply_list, km_reply);
LIST_HEAD(km_stream_list, km_stream);
LIST_HEAD(km_timer_list, km_timer);

struct km_server {
    struct km_server_options options;
    uint16_t port;
    pthread_t thread;
    bool started; /* main thread */

    /* Loop thread. */
    struct event_base *base;
    struct evhttp *http;
    struct event *wake;
    struct km_gates gates;
    struct km_reply_list replies;
    struct km_stream_list streams;
    struct km_timer_list timers;
    struct km_timer *heartbeat, *sweep, *listen_again;
    struct evconnlistener *listener; /* owned by http */
    struct km_reply *answering;      /* the handler now running has not sent this one yet */

    int wake_fd; /* any thread */
    pthread_mutex_t mutex;
    struct km_task *first, **last; /* guarded by mutex */
    atomic_bool stopping;
    struct km_task stop;
};

/* Queues a task; runs it at once if this is the loop thread already. Any thread. */
void km_server_enqueue(struct km_server *server, struct km_task *task);
void km_server_run_or_enqueue(struct km_server *server, struct km_task *task);

/* The server whose loop this thread is; NULL elsewhere. */
struct km_server *km_server_current(void);

/* evhttp's callback for each request that passed the gate (route.c). */
void km_route_request(struct evhttp_request *request, void *server);

/* Fills a request from evhttp's, and lets go of what it owns. False: the query cannot be read. */
bool km_request_init(struct km_request *request, struct evhttp_request *from);
void km_request_destroy(struct km_request *request);

/* Reply to a request; NULL never. And what happens to it outside of reply.c. */
struct km_reply *km_reply_new(struct km_server *server, struct evhttp_request *request);
void km_reply_wait(struct km_reply *reply); /* not answered by its handler: watch the client */
void km_replies_detach(struct km_server *server, struct evhttp_connection *connection);
void km_replies_free(struct km_server *server);
/* Takes evhttp's request out of a reply and frees the reply; NULL when the client is gone. */
struct evhttp_request *km_reply_take(struct km_reply *reply);
struct km_server *km_reply_server(const struct km_reply *reply);
bool km_reply_is_head(const struct km_reply *reply);

void km_streams_beat(struct km_server *server);
void km_streams_detach(struct km_server *server, struct evhttp_connection *connection);

void km_timers_free(struct km_server *server);

/* A listening socket for "HOST:PORT", non-blocking; -1 and the reason. */
int km_listen(const char *address, uint16_t *out_port, char *err);

#endif
