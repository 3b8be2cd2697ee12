/* The server's life, its loop and its queue; see server.h. Other threads reach the loop by a list
 * of tasks under a mutex and an eventfd. */

#include "core/net/server.h"

#include "core/net/private.h"

#include <assert.h>
#include <errno.h>
#include <event2/listener.h>
#include <signal.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/resource.h>
#include <unistd.h>

#define HEARTBEAT_MS 15000
#define SWEEP_MS 1000
#define LISTEN_AGAIN_MS 100

static _Thread_local struct km_server *current;

struct km_server *km_server_current(void)
{
    return current;
}

uint16_t km_server_port(const struct km_server *server)
{
    return server->port;
}

void km_server_enqueue(struct km_server *server, struct km_task *task)
{
    task->next = NULL;
    pthread_mutex_lock(&server->mutex);
    bool was_empty = server->first == NULL;
    *server->last = task;
    server->last = &task->next;
    pthread_mutex_unlock(&server->mutex);
    if (was_empty) {
        uint64_t one = 1;
        ssize_t written = write(server->wake_fd, &one, sizeof one);
        (void)written; /* fails only when full of wakes already */
    }
}

void km_server_run_or_enqueue(struct km_server *server, struct km_task *task)
{
    if (current == server) {
        task->run(task);
    } else {
        km_server_enqueue(server, task);
    }
}

/* Takes the tasks queued so far and runs them; what they queue comes next time. */
static bool run_tasks(struct km_server *server)
{
    pthread_mutex_lock(&server->mutex);
    struct km_task *task = server->first;
    server->first = NULL;
    server->last = &server->first;
    pthread_mutex_unlock(&server->mutex);
    bool any = task != NULL;
    while (task != NULL) {
        struct km_task *next = task->next;
        task->run(task);
        task = next;
    }
    return any;
}

static void on_wake(evutil_socket_t fd, short what, void *arg)
{
    (void)what;
    uint64_t count;
    ssize_t got = read(fd, &count, sizeof count);
    (void)got; /* nothing there: somebody else's wake, the queue says what to do */
    run_tasks(arg);
}

struct call {
    struct km_task task;
    void (*fn)(void *arg);
    void *arg;
};

static void run_call(struct km_task *task)
{
    struct call *call = (struct call *)task;
    call->fn(call->arg);
    free(call);
}

void km_server_post(struct km_server *server, void (*fn)(void *arg), void *arg)
{
    struct call *call = malloc(sizeof *call);
    if (call == NULL) {
        abort();
    }
    *call = (struct call){{NULL, run_call}, fn, arg};
    km_server_enqueue(server, &call->task);
}

static void on_heartbeat(void *arg)
{
    struct km_server *server = arg;
    km_streams_beat(server);
    km_timer_set(server->heartbeat, HEARTBEAT_MS);
}

static void on_sweep(void *arg)
{
    struct km_server *server = arg;
    km_gates_sweep(&server->gates);
    km_timer_set(server->sweep, SWEEP_MS);
}

/* Out of descriptors: accepting would fail again at once, for ever. Waits for some to come free. */
static void on_accept_error(struct evconnlistener *listener, void *http)
{
    (void)http; /* the listener's argument is evhttp's */
    evconnlistener_disable(listener);
    km_timer_set(current->listen_again, LISTEN_AGAIN_MS);
}

static void on_listen_again(void *arg)
{
    struct km_server *server = arg;
    evconnlistener_enable(server->listener);
}

static void raise_open_files(void)
{
    struct rlimit limit;
    if (getrlimit(RLIMIT_NOFILE, &limit) == 0 && limit.rlim_cur < limit.rlim_max) {
        limit.rlim_cur = limit.rlim_max;
        setrlimit(RLIMIT_NOFILE, &limit); /* best effort: then fewer viewers fit */
    }
}

static bool open_http(struct km_server *server, const char *address, char *err)
{
    int fd = km_listen(address, &server->port, err);
    if (fd < 0) {
        return false;
    }
    struct evhttp_bound_socket *bound = evhttp_accept_socket_with_handle(server->http, fd);
    if (bound == NULL) {
        close(fd);
        snprintf(err, KM_ERR_MAX, "%.100s: cannot accept connections", address);
        return false;
    }
    server->listener = evhttp_bound_socket_get_listener(bound);
    evconnlistener_set_error_cb(server->listener, on_accept_error);
    evhttp_set_bevcb(server->http, km_gate_bufferevent, NULL);
    evhttp_set_gencb(server->http, km_route_request, server);
    evhttp_set_allowed_methods(server->http, (1 << 9) - 1); /* all: route.c answers 405 */
    evhttp_set_default_content_type(server->http, NULL);
    evhttp_set_timeout(server->http, KM_NET_REQUEST_MS / 1000);
    /* The gate was there before, and counts stricter. */
    evhttp_set_max_headers_size(server->http, 2 * KM_NET_HEAD_MAX);
    evhttp_set_max_body_size(server->http, (ev_ssize_t)server->gates.body_max);
    return true;
}

static void quit_loop(struct km_task *task)
{
    struct km_server *server =
            (struct km_server *)((char *)task - offsetof(struct km_server, stop));
    static const struct timeval flush = {0, 20000}; /* the last answers are still to be written */
    event_base_loopexit(server->base, &flush);
}

struct km_server *km_server_new(const struct km_server_options *options, char *err)
{
    struct km_server *server = calloc(1, sizeof *server);
    if (server == NULL) {
        abort();
    }
    server->options = *options;
    server->gates.body_max = options->body_max != 0 ? options->body_max : KM_NET_BODY_MAX;
    server->gates.request_ms = options->request_ms != 0 ? options->request_ms : KM_NET_REQUEST_MS;
    pthread_mutex_init(&server->mutex, NULL);
    server->last = &server->first;
    server->stop.run = quit_loop;
    atomic_init(&server->stopping, false);
    raise_open_files();
    server->wake_fd = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
    server->base = event_base_new();
    server->http = server->base != NULL ? evhttp_new(server->base) : NULL;
    if (server->wake_fd < 0 || server->http == NULL) {
        snprintf(err, KM_ERR_MAX, "no event loop: %s", strerror(errno));
        goto fail;
    }
    server->wake = event_new(server->base, server->wake_fd, EV_READ | EV_PERSIST, on_wake, server);
    if (server->wake == NULL || event_add(server->wake, NULL) != 0) {
        abort();
    }
    server->heartbeat = km_timer_new(server, on_heartbeat, server);
    server->sweep = km_timer_new(server, on_sweep, server);
    server->listen_again = km_timer_new(server, on_listen_again, server);
    km_timer_set(server->heartbeat, HEARTBEAT_MS);
    km_timer_set(server->sweep, SWEEP_MS);
    if (!open_http(server, options->listen, err)) {
        goto fail;
    }
    server->options.listen = NULL;
    return server;
fail:
    km_server_free(server);
    return NULL;
}

static void *run_loop(void *arg)
{
    struct km_server *server = arg;
    pthread_setname_np(pthread_self(), "http");
    current = server;
    event_base_loop(server->base, EVLOOP_NO_EXIT_ON_EMPTY);
    return NULL;
}

bool km_server_start(struct km_server *server, char *err)
{
    assert(!server->started);
    /* Signals are the main thread's, and SIGPIPE must not end us when a client leaves. */
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    int result = pthread_create(&server->thread, NULL, run_loop, server);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    if (result != 0) {
        snprintf(err, KM_ERR_MAX, "no thread: %s", strerror(result));
        return false;
    }
    server->started = true;
    return true;
}

void km_server_stop(struct km_server *server)
{
    if (!atomic_exchange(&server->stopping, true)) {
        km_server_enqueue(server, &server->stop);
    }
}

/* Runs what is left on this thread, which is the loop's for that time. */
static void drain(struct km_server *server)
{
    struct km_server *before = current;
    current = server;
    while (run_tasks(server)) {
    }
    current = before;
}

void km_server_join(struct km_server *server)
{
    if (server->started) {
        pthread_join(server->thread, NULL);
        server->started = false;
    }
    drain(server);
}

void km_server_free(struct km_server *server)
{
    if (server == NULL) {
        return;
    }
    assert(!server->started);
    drain(server);
    if (server->http != NULL) {
        struct km_server *before = current;
        current = server;
        evhttp_free(server->http);
        current = before;
        drain(server);
    }
    km_replies_free(server);
    km_timers_free(server);
    if (server->wake != NULL) {
        event_free(server->wake);
    }
    if (server->base != NULL) {
        event_base_free(server->base);
    }
    if (server->wake_fd >= 0) {
        close(server->wake_fd);
    }
    pthread_mutex_destroy(&server->mutex);
    free(server);
}
