/* What is looked at, and what is done to it: tickets held, zones watched, moves. Keeper's thread.
 */
#include "kiosk/counter_private.h"

#include <stdio.h>
#include <stdlib.h>

/* ---- looking ---- */

/* The scenes show what is held now; answers about it come after one that does. */
static void hold(struct kiosk_counter *counter, struct km_name name, const struct km_ticket *ticket)
{
    struct kiosk_keeper *keeper = counter->keeper;
    keeper->held = name;
    keeper->held_ticket = *ticket;
    keeper->held_code.side = 0;
    (void)kiosk_keeper_code(keeper, name, kiosk_instant_now(), &keeper->held_code);
    kiosk_counter_show(counter);
}

/* Whether it is a ticket of today, whatever has become of it. */
static bool is_good(const struct km_scan *scan)
{
    return scan->proven && scan->verdict != KM_VERDICT_WRONG_DAY;
}

static void run_hold(struct kiosk_counter *counter, struct kiosk_order *order)
{
    struct km_scan scan = {.verdict = KM_VERDICT_UNKNOWN_ISSUER};
    bool found = kiosk_keeper_find(
            counter->keeper, order->text, order->typed, kiosk_instant_now(), &scan);
    if (!found && order->typed) {
        counter->callbacks.on_not_found(counter->callbacks.userdata);
        return;
    }
    struct km_name name = is_good(&scan) ? scan.name : (struct km_name){0};
    if (!km_name_is_none(name))
        hold(counter, name, &scan.ticket);
    counter->callbacks.on_held(scan.verdict, name, counter->callbacks.userdata);
}

bool kiosk_counter_hold(struct kiosk_counter *counter, const char *text, bool typed)
{
    struct kiosk_order order = {.run = run_hold, .typed = typed};
    snprintf(order.text, sizeof order.text, "%s", text);
    return kiosk_counter_order(counter, order);
}

static void run_hold_ticket(struct kiosk_counter *counter, struct kiosk_order *order)
{
    hold(counter, order->name, &(struct km_ticket){0});
}

bool kiosk_counter_hold_ticket(struct kiosk_counter *counter, struct km_name ticket)
{
    return kiosk_counter_order(
            counter, (struct kiosk_order){.run = run_hold_ticket, .name = ticket});
}

static void run_watch(struct kiosk_counter *counter, struct kiosk_order *order)
{
    counter->keeper->watch = order->move.zone;
    kiosk_counter_show(counter);
}

bool kiosk_counter_watch(struct kiosk_counter *counter, km_zone zone)
{
    return kiosk_counter_order(
            counter, (struct kiosk_order){.run = run_watch, .move = {.zone = zone}});
}

/* ---- doing ---- */

static void answer(struct kiosk_counter *counter, const struct kiosk_moved *moved)
{
    struct kiosk_moved *copy = malloc(sizeof *copy);
    if (!copy)
        abort();
    *copy = *moved;
    counter->callbacks.on_moved(copy, counter->callbacks.userdata);
}

static void run_move(struct kiosk_counter *counter, struct kiosk_order *order)
{
    char err[KM_ERR_MAX];
    struct kiosk_moved moved = {.move = order->move, .outcome = KIOSK_OUTCOME_FAILED};
    struct kiosk_issued issued;
    struct kiosk_keeper *keeper = counter->keeper;
    struct kiosk_instant now = kiosk_instant_now();
    if (!kiosk_keeper_move(keeper, &order->move, now, &moved, &issued, err))
        counter->callbacks.on_failure(KIOSK_FAILURE_MOVE, err, counter->callbacks.userdata);
    bool done = moved.outcome == KIOSK_OUTCOME_DONE;
    /* A refused move shows that the screen is behind. */
    kiosk_counter_show(counter);
    answer(counter, &moved);
    if (done && moved.move.deed == KIOSK_DEED_TRANSFER)
        counter->callbacks.on_ticket(
                kiosk_ticket_shown_new(keeper, &issued, now), counter->callbacks.userdata);
    if (done)
        counter->callbacks.on_news(counter->callbacks.userdata);
}

bool kiosk_counter_move(struct kiosk_counter *counter, const struct kiosk_move *move)
{
    return kiosk_counter_order(counter, (struct kiosk_order){.run = run_move, .move = *move});
}
