/* What visitors and staff order, run on the keeper's thread. */
#include "core/local_time.h"
#include "kiosk/counter_private.h"

#include <stdio.h>
#include <string.h>

/* After something was written. */
static void wrote(struct kiosk_counter *counter)
{
    counter->dirty = true;
    counter->callbacks.on_news(counter->callbacks.userdata);
}

static void fail(struct kiosk_counter *counter, enum kiosk_failure failure, const char *reason)
{
    counter->callbacks.on_failure(failure, reason, counter->callbacks.userdata);
}

/* ---- tickets ---- */

/* Connected, a kiosk asks for what a party needs. */
static void ask_for_seats(struct kiosk_counter *counter, struct kiosk_instant now)
{
    struct kiosk_keeper *keeper = counter->keeper;
    struct km_desk desk = kiosk_keeper_desk(keeper, now);
    uint32_t people = 0;
    for (size_t i = 0; i < KM_CATEGORIES_MAX; i++)
        people += counter->wanted.people[i];
    keeper->want = (struct km_seats){.day = desk.day,
            .zone = counter->wanted.zone,
            .session = counter->wanted.session,
            .seats = people};
    counter->waiting = true;
    counter->waiting_until = now.steady + KIOSK_SEATS_WAIT_MS;
    counter->callbacks.on_wait(counter->callbacks.userdata);
    counter->callbacks.on_news(counter->callbacks.userdata);
}

static void end_waiting(struct kiosk_counter *counter)
{
    counter->waiting = false;
    counter->keeper->want = (struct km_seats){0};
}

static void refuse(
        struct kiosk_counter *counter, enum kiosk_no_ticket why, enum km_issue_refusal refusal)
{
    end_waiting(counter);
    counter->callbacks.on_no_ticket(why, refusal, counter->callbacks.userdata);
}

/* The station has less left than the party needs: nothing of it stays here unused. */
static void give_back(struct kiosk_counter *counter, struct kiosk_instant now)
{
    char err[KM_ERR_MAX];
    if (kiosk_keeper_return_seats(
                counter->keeper, counter->wanted.zone, counter->wanted.session, now, err))
        wrote(counter);
    else
        fail(counter, KIOSK_FAILURE_SEATS, err);
    refuse(counter, KIOSK_NO_TICKET_SEATS, KM_ISSUE_NO_SEATS);
}

/* Gives the wanted ticket if that is possible now. */
static void try_issue(struct kiosk_counter *counter)
{
    char err[KM_ERR_MAX];
    struct kiosk_issued issued;
    struct kiosk_instant now = kiosk_instant_now();
    if (!kiosk_keeper_issue(counter->keeper, &counter->wanted, now, &issued, err)) {
        fail(counter, KIOSK_FAILURE_TICKET, err);
        refuse(counter, KIOSK_NO_TICKET_FAILED, KM_ISSUE_OK);
        return;
    }
    if (issued.refusal == KM_ISSUE_NO_SEATS) {
        if (counter->waiting) /* asked, and answered with too few */
            give_back(counter, now);
        else if (!kiosk_keeper_online(counter->keeper, now))
            refuse(counter, KIOSK_NO_TICKET_ALONE, issued.refusal);
        else
            ask_for_seats(counter, now);
        return;
    }
    if (issued.refusal != KM_ISSUE_OK) {
        refuse(counter, KIOSK_NO_TICKET_REFUSED, issued.refusal);
        return;
    }
    end_waiting(counter);
    counter->callbacks.on_ticket(
            kiosk_ticket_shown_new(counter->keeper, &issued, now), counter->callbacks.userdata);
    wrote(counter);
}

void kiosk_counter_serve_waiting(struct kiosk_counter *counter)
{
    if (!counter->waiting)
        return;
    if (counter->keeper->want.zone == KM_ZONE_NONE)
        try_issue(counter);
    if (counter->waiting && kiosk_instant_now().steady >= counter->waiting_until)
        refuse(counter, KIOSK_NO_TICKET_ALONE, KM_ISSUE_NO_SEATS);
}

static void run_issue(struct kiosk_counter *counter, struct kiosk_order *order)
{
    if (counter->waiting)
        return; /* one visitor at a time */
    counter->wanted = order->issue;
    try_issue(counter);
}

bool kiosk_counter_issue(struct kiosk_counter *counter, const struct km_issue_order *order)
{
    return kiosk_counter_order(counter, (struct kiosk_order){.run = run_issue, .issue = *order});
}

/* ---- admissions ---- */

static void run_scan(struct kiosk_counter *counter, struct kiosk_order *order)
{
    char err[KM_ERR_MAX];
    struct kiosk_scanned scanned;
    struct kiosk_instant now = kiosk_instant_now();
    if (!kiosk_keeper_scan(counter->keeper, order->text, now, &scanned, err)) {
        fail(counter, KIOSK_FAILURE_ADMISSION, err);
        return;
    }
    counter->callbacks.on_verdict(
            kiosk_verdict_shown_new(counter->keeper, &scanned, now), counter->callbacks.userdata);
    if (!km_name_is_none(scanned.check_in))
        wrote(counter);
}

bool kiosk_counter_scan(struct kiosk_counter *counter, const char *text)
{
    struct kiosk_order order = {.run = run_scan};
    snprintf(order.text, sizeof order.text, "%s", text);
    return kiosk_counter_order(counter, order);
}

static void run_undo(struct kiosk_counter *counter, struct kiosk_order *order)
{
    char err[KM_ERR_MAX];
    if (!kiosk_keeper_undo(counter->keeper, order->name, kiosk_instant_now(), err)) {
        fail(counter, KIOSK_FAILURE_UNDO, err);
        return;
    }
    counter->callbacks.on_undone(counter->callbacks.userdata);
    wrote(counter);
}

bool kiosk_counter_undo(struct kiosk_counter *counter, struct km_name check_in)
{
    return kiosk_counter_order(counter, (struct kiosk_order){.run = run_undo, .name = check_in});
}

/* ---- the rest ---- */

static void run_set_clock(struct kiosk_counter *counter, struct kiosk_order *order)
{
    char err[KM_ERR_MAX];
    const struct kiosk_moment *m = &order->moment;
    uint16_t day;
    counter->dirty = true;
    if (!counter->keeper->plan || !km_local_day_from(m->year, m->month, m->day, &day))
        return;
    int offset = kiosk_plan_programme(counter->keeper->plan)->offset_minutes;
    int64_t utc = km_local_time_utc(day, m->hour * 60 + m->minute, offset);
    if (!kiosk_keeper_set_clock(counter->keeper, utc, kiosk_instant_now(), err))
        fail(counter, KIOSK_FAILURE_CLOCK, err);
}

bool kiosk_counter_set_clock(struct kiosk_counter *counter, struct kiosk_moment local)
{
    return kiosk_counter_order(
            counter, (struct kiosk_order){.run = run_set_clock, .moment = local});
}

static void run_refresh(struct kiosk_counter *counter, struct kiosk_order *order)
{
    (void)order;
    counter->dirty = true;
}

bool kiosk_counter_refresh(struct kiosk_counter *counter)
{
    return kiosk_counter_order(counter, (struct kiosk_order){.run = run_refresh});
}
