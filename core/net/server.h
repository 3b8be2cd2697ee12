#ifndef KM_NET_SERVER_H
#define KM_NET_SERVER_H

/* The HTTP server: libevent's evhttp on one loop thread, behind our own strict gate (head.h).
 * Handlers run on the loop thread and never block: what takes longer keeps its km_reply and answers
 * later, from any thread (reply.h). Order of a life: new, start, stop, join, free. No TLS here. */

#include "core/net/request.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct km_server;
struct km_reply;
struct km_timer;

/* Answers a request. Loop thread. `request` is borrowed for the call; `reply` is the handler's to
 * finish: exactly one of km_reply_send…, km_stream_open, now or later. */
typedef void (*km_handler)(void *ctx, const struct km_request *request, struct km_reply *reply);

/* One line of the API. Patterns: "/api/v1/zones", "/T/:token" (one segment), "/assets/" then "*"
 * (the rest, may be empty). The first line that fits path and method is taken; GET answers HEAD
 * too. A path that fits no line is a 404, one that fits with other methods only a 405. */
struct km_route {
    const char *method;  /* static, upper case */
    const char *pattern; /* static */
    km_handler handler;
    int access; /* for the program's `before`; the server does not look at it */
};

struct km_server_options {
    const char *listen; /* borrowed for the call: "127.0.0.1:8080", "[::]:8080", port 0 = any */
    const struct km_route *routes; /* borrowed, as long as the server */
    size_t n_routes;
    void *ctx; /* borrowed, handed to the handlers */
    /* May be NULL. Loop thread, before each handler: false when it has finished the reply itself.
     */
    bool (*before)(void *ctx, const struct km_route *route, const struct km_request *request,
            struct km_reply *reply);
    size_t body_max; /* bytes; 0 = KM_NET_BODY_MAX */
    int request_ms;  /* time for a whole request to come in; 0 = KM_NET_REQUEST_MS */
};

/* Listens (connections queue up from here on) but serves only from km_server_start. Raises the
 * process's limit of open files as far as allowed, since every viewer holds one. On failure NULL
 * and the reason in err[KM_ERR_MAX]. Main thread. */
struct km_server *km_server_new(const struct km_server_options *options, char *err);

/* The port it listens on. Any thread. */
uint16_t km_server_port(const struct km_server *server);

/* Starts the loop thread, named "http". Main thread. */
bool km_server_start(struct km_server *server, char *err);

/* Asks the loop to end; comes back at once. Any thread. */
void km_server_stop(struct km_server *server);

/* Waits for the loop thread, then runs on the calling thread what was posted and did not run. */
void km_server_join(struct km_server *server);

/* Closes all connections, frees all replies not sent, streams and timers. Join first, and let no
 * other thread hold a reply or post any more. Takes NULL. */
void km_server_free(struct km_server *server);

/* Runs fn(arg) on the loop thread, in the order posted. Any thread. Each accepted call runs exactly
 * once, at the latest in km_server_join or km_server_free, so arg can be owned by it. */
void km_server_post(struct km_server *server, void (*fn)(void *arg), void *arg);

/* A timer that calls fn(arg) on the loop thread. New ones are off. All three: loop thread, or main
 * thread while the loop is not running. Timers left over are freed with the server. */
struct km_timer *km_timer_new(struct km_server *server, void (*fn)(void *arg), void *arg);
/* Fires once, in ms; set again (also in fn) to repeat. A negative ms turns it off. */
void km_timer_set(struct km_timer *timer, int ms);
void km_timer_free(struct km_timer *timer);

#endif
