/* The thread and its queue; what the orders do stands in counter_orders.c. */
#include "kiosk/counter_private.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void wait_until(struct kiosk_counter *counter, int64_t deadline)
{
    struct timespec until = {deadline / 1000, deadline % 1000 * 1000000};
    pthread_cond_timedwait(&counter->changed, &counter->m, &until);
}

/* CLOCK_MONOTONIC for waiting: the condition knows no clock that counts sleep. */
static int64_t waiting_clock(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static int64_t least(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

/* In how many ms something is due though nobody orders anything. */
static int64_t due_in(const struct kiosk_counter *counter)
{
    int64_t now = kiosk_instant_now().steady;
    int64_t due = counter->turns;
    if (counter->dirty)
        due = least(due, counter->shown + KIOSK_SCENE_MS);
    if (counter->waiting)
        due = least(due, counter->waiting_until);
    return due > now ? due - now : 0;
}

static void complain_of_plan(struct kiosk_counter *counter)
{
    const struct kiosk_keeper *keeper = counter->keeper;
    if (!keeper->plan_fault[0] || counter->plan_fault == keeper->plan_seq)
        return;
    counter->plan_fault = keeper->plan_seq;
    counter->callbacks.on_failure(
            KIOSK_FAILURE_PLAN, keeper->plan_fault, counter->callbacks.userdata);
}

void kiosk_counter_show(struct kiosk_counter *counter)
{
    struct kiosk_instant now = kiosk_instant_now();
    struct kiosk_scene *scene = kiosk_scene_new(counter->keeper, now);
    counter->dirty = false;
    counter->shown = now.steady;
    counter->turns = now.steady + scene->next_ms;
    counter->callbacks.on_scene(scene, counter->callbacks.userdata);
    complain_of_plan(counter);
}

static void show_if_due(struct kiosk_counter *counter)
{
    int64_t now = kiosk_instant_now().steady;
    bool early = now < counter->shown + KIOSK_SCENE_MS;
    if (now >= counter->turns || (counter->dirty && !early))
        kiosk_counter_show(counter);
}

/* The next order, or NULL when something else is due. */
static struct kiosk_order *take(struct kiosk_counter *counter, bool *out_stopping)
{
    pthread_mutex_lock(&counter->m);
    int64_t in = due_in(counter);
    if (!counter->first && !counter->stopping && in > 0)
        wait_until(counter, waiting_clock() + in);
    struct kiosk_order *order = counter->first;
    if (order) {
        counter->first = order->next;
        if (!counter->first)
            counter->last = &counter->first;
        counter->count--;
    }
    *out_stopping = counter->stopping && !order;
    pthread_mutex_unlock(&counter->m);
    return order;
}

static void tell_done(struct kiosk_counter *counter, struct kiosk_order *order)
{
    if (!order->awaited) {
        free(order);
        return;
    }
    pthread_mutex_lock(&counter->m);
    order->done = true;
    pthread_cond_broadcast(&counter->changed);
    pthread_mutex_unlock(&counter->m);
}

static void *run(void *arg)
{
    struct kiosk_counter *counter = arg;
    bool stopping = false;
    while (!stopping) {
        struct kiosk_order *order = take(counter, &stopping);
        if (order) {
            order->run(counter, order);
            tell_done(counter, order);
        }
        kiosk_counter_serve_waiting(counter);
        show_if_due(counter);
    }
    return NULL;
}

bool kiosk_counter_start(struct kiosk_counter *counter, struct kiosk_keeper *keeper,
        const struct kiosk_counter_callbacks *callbacks, char *err)
{
    *counter = (struct kiosk_counter){.keeper = keeper, .callbacks = *callbacks, .dirty = true};
    counter->last = &counter->first;
    counter->shown = -KIOSK_SCENE_MS;
    if (!kiosk_pin_open(&counter->guard, keeper->ledger.journal, kiosk_instant_now().steady, err))
        return false;
    pthread_condattr_t monotonic;
    pthread_condattr_init(&monotonic);
    pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
    pthread_mutex_init(&counter->m, NULL);
    pthread_cond_init(&counter->changed, &monotonic);
    pthread_condattr_destroy(&monotonic);
    int failed = pthread_create(&counter->thread, NULL, run, counter);
    counter->started = true;
    if (failed == 0)
        return true;
    snprintf(err, KM_ERR_MAX, "Could not start the keeper: %s", strerror(failed));
    pthread_cond_destroy(&counter->changed);
    pthread_mutex_destroy(&counter->m);
    counter->started = false;
    return false;
}

void kiosk_counter_stop(struct kiosk_counter *counter)
{
    if (!counter->started)
        return;
    pthread_mutex_lock(&counter->m);
    counter->stopping = true;
    pthread_cond_broadcast(&counter->changed);
    pthread_mutex_unlock(&counter->m);
    pthread_join(counter->thread, NULL);
    pthread_cond_destroy(&counter->changed);
    pthread_mutex_destroy(&counter->m);
    counter->started = false;
}

/* With m held. */
static void enqueue(struct kiosk_counter *counter, struct kiosk_order *order)
{
    *counter->last = order;
    counter->last = &order->next;
    counter->count++;
    pthread_cond_broadcast(&counter->changed);
}

bool kiosk_counter_order(struct kiosk_counter *counter, struct kiosk_order order)
{
    struct kiosk_order *copy = malloc(sizeof *copy);
    if (!copy)
        abort();
    *copy = order;
    pthread_mutex_lock(&counter->m);
    bool fits = counter->count < KIOSK_ORDERS_MAX && !counter->stopping;
    if (fits)
        enqueue(counter, copy);
    pthread_mutex_unlock(&counter->m);
    if (!fits)
        free(copy);
    return fits;
}

static void run_call(struct kiosk_counter *counter, struct kiosk_order *order)
{
    counter->dirty |= order->call(counter->keeper, order->payload);
}

void kiosk_counter_call(struct kiosk_counter *counter, kiosk_order_fn *fn, void *payload)
{
    struct kiosk_order order = {.run = run_call, .call = fn, .payload = payload, .awaited = true};
    pthread_mutex_lock(&counter->m);
    assert(!counter->stopping);
    enqueue(counter, &order);
    while (!order.done)
        pthread_cond_wait(&counter->changed, &counter->m);
    pthread_mutex_unlock(&counter->m);
}
