/* Timers on the loop thread; see server.h. */

#include "core/net/private.h"

#include <stdlib.h>
#include <sys/time.h>

struct km_timer {
    LIST_ENTRY(km_timer) link;
    struct event *event; /* owned */
    void (*fn)(void *arg);
    void *arg;
};

static void on_time(evutil_socket_t fd, short what, void *arg)
{
    (void)fd;
    (void)what;
    struct km_timer *timer = arg;
    timer->fn(timer->arg); /* may free the timer */
}

struct km_timer *km_timer_new(struct km_server *server, void (*fn)(void *arg), void *arg)
{
    struct km_timer *timer = calloc(1, sizeof *timer);
    if (timer == NULL || (timer->event = evtimer_new(server->base, on_time, timer)) == NULL) {
        abort();
    }
    timer->fn = fn;
    timer->arg = arg;
    LIST_INSERT_HEAD(&server->timers, timer, link);
    return timer;
}

void km_timer_set(struct km_timer *timer, int ms)
{
    if (ms < 0) {
        evtimer_del(timer->event);
        return;
    }
    struct timeval in = {ms / 1000, ms % 1000 * 1000};
    evtimer_add(timer->event, &in);
}

void km_timer_free(struct km_timer *timer)
{
    if (timer == NULL) {
        return;
    }
    LIST_REMOVE(timer, link);
    event_free(timer->event);
    free(timer);
}

void km_timers_free(struct km_server *server)
{
    while (!LIST_EMPTY(&server->timers)) {
        km_timer_free(LIST_FIRST(&server->timers));
    }
}
