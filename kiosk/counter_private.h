#ifndef KIOSK_COUNTER_PRIVATE_H
#define KIOSK_COUNTER_PRIVATE_H

/* Shared by counter.c (the queue) and counter_orders.c (what is ordered) only. */

#include "kiosk/counter.h"

struct kiosk_order {
    struct kiosk_order *next;
    void (*run)(struct kiosk_counter *counter, struct kiosk_order *order);
    bool awaited, done; /* its caller waits; done: guarded by m */
    kiosk_order_fn *call;
    void *payload; /* borrowed, of an awaited one */
    struct km_issue_order issue;
    struct kiosk_move move;
    struct km_name name;
    struct kiosk_moment moment;
    bool typed;
    char text[KM_SCAN_TEXT_MAX + 1];
};

/* Copies it into the queue; false when that is full. */
bool kiosk_counter_order(struct kiosk_counter *counter, struct kiosk_order order);

/* Gives a scene now. Keeper's thread. */
void kiosk_counter_show(struct kiosk_counter *counter);

/* The ticket that waits for seats: tries again, or gives up. Keeper's thread. */
void kiosk_counter_serve_waiting(struct kiosk_counter *counter);

#endif
