/* The staff PIN, judged on the keeper's thread: it costs a tenth of a second and a write, which a
 * window should not wait for. */
#include "kiosk/counter_private.h"

#include <sodium.h>
#include <stdio.h>

static void run_pin(struct kiosk_counter *counter, struct kiosk_order *order)
{
    char err[KM_ERR_MAX];
    bool good = false;
    if (!kiosk_pin_check(&counter->guard, order->text, kiosk_instant_now().steady, &good, err)) {
        good = false;
        counter->callbacks.on_failure(KIOSK_FAILURE_PIN, err, counter->callbacks.userdata);
    }
    sodium_memzero(order->text, sizeof order->text);
    counter->callbacks.on_pin(good, &counter->guard, counter->callbacks.userdata);
}

static void run_set_pin(struct kiosk_counter *counter, struct kiosk_order *order)
{
    char err[KM_ERR_MAX];
    struct km_journal *journal = counter->guard.journal;
    bool set = kiosk_pin_set(journal, order->text, err) &&
               kiosk_pin_open(&counter->guard, journal, kiosk_instant_now().steady, err);
    sodium_memzero(order->text, sizeof order->text);
    if (!set)
        counter->callbacks.on_failure(KIOSK_FAILURE_PIN, err, counter->callbacks.userdata);
    counter->callbacks.on_pin(set, &counter->guard, counter->callbacks.userdata);
}

static bool send(struct kiosk_counter *counter, const char *digits,
        void (*run)(struct kiosk_counter *counter, struct kiosk_order *order))
{
    struct kiosk_order order = {.run = run};
    snprintf(order.text, sizeof order.text, "%s", digits);
    bool sent = kiosk_counter_order(counter, order);
    sodium_memzero(order.text, sizeof order.text);
    return sent;
}

bool kiosk_counter_pin(struct kiosk_counter *counter, const char *digits)
{
    return send(counter, digits, run_pin);
}

bool kiosk_counter_set_pin(struct kiosk_counter *counter, const char *digits)
{
    return send(counter, digits, run_set_pin);
}

static void run_look_pin(struct kiosk_counter *counter, struct kiosk_order *order)
{
    char err[KM_ERR_MAX];
    (void)order;
    if (!kiosk_pin_look(&counter->guard, kiosk_instant_now().steady, err))
        counter->callbacks.on_failure(KIOSK_FAILURE_PIN, err, counter->callbacks.userdata);
    else
        counter->callbacks.on_guard(&counter->guard, counter->callbacks.userdata);
}

bool kiosk_counter_look_pin(struct kiosk_counter *counter)
{
    return kiosk_counter_order(counter, (struct kiosk_order){.run = run_look_pin});
}
