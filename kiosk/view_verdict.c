/* What a scanned code came to, in what the screen shows. Nothing that is not proven is shown as a
 * fact: of a forged or unknown ticket only that it is one. See view.h. */
#include "kiosk/view.h"

#include "core/local_time.h"
#include "kiosk/view_held.h"

#include <stdlib.h>
#include <string.h>

static const enum kiosk_verdict verdicts[KM_VERDICT_END] = {
        [KM_VERDICT_ADMIT] = KIOSK_VERDICT_ADMIT,
        [KM_VERDICT_ALREADY] = KIOSK_VERDICT_USED,
        [KM_VERDICT_WRONG_DAY] = KIOSK_VERDICT_WRONG_DAY,
        [KM_VERDICT_WRONG_ZONE] = KIOSK_VERDICT_WRONG_ZONE,
        [KM_VERDICT_NOT_CALLED] = KIOSK_VERDICT_NOT_CALLED,
        [KM_VERDICT_CANCELLED] = KIOSK_VERDICT_CANCELLED,
        [KM_VERDICT_TRANSFERRED] = KIOSK_VERDICT_TRANSFERRED,
        [KM_VERDICT_NO_SHOW] = KIOSK_VERDICT_NO_SHOW,
        [KM_VERDICT_FORGED] = KIOSK_VERDICT_FORGED,
        [KM_VERDICT_DAMAGED] = KIOSK_VERDICT_UNREADABLE,
        [KM_VERDICT_FOREIGN] = KIOSK_VERDICT_FOREIGN,
        [KM_VERDICT_UNKNOWN_ISSUER] = KIOSK_VERDICT_CANNOT_CHECK,
        [KM_VERDICT_REVOKED] = KIOSK_VERDICT_REVOKED,
};

/* What its issue said: number, people by category, when. */
static void set_known(struct kiosk_verdict_view *view, const struct km_desk *desk,
        const struct kiosk_scanned *scanned)
{
    const struct km_ticket_facts *facts = &scanned->scan.facts;
    if (!scanned->scan.known || !facts->issued)
        return;
    kiosk_view_number(desk, facts->name, view->number);
    view->people = facts->party;
    view->party_count = kiosk_view_party(desk, facts, view->party);
    view->issued = kiosk_moment_of(desk, facts->issued_at);
    int64_t waited = scanned->at - facts->issued_at;
    if (!km_name_is_none(scanned->check_in))
        view->waited = waited > 0 ? (int)(waited / 60000) : 0;
}

static void set_zone(
        struct kiosk_verdict_view *view, const struct km_programme *programme, km_zone code)
{
    const struct km_programme_zone *zone = km_programme_zone_find(programme, code);
    if (!zone)
        return;
    view->where = kiosk_text_of(&zone->title);
    view->place = kiosk_text_of(&zone->place);
}

static void set_transfer(struct kiosk_verdict_view *view, const struct km_desk *desk,
        const struct km_ticket_facts *facts)
{
    struct km_ticket_facts winner;
    if (!km_queue_ticket(km_fold_day(desk->fold, desk->day), facts->winner, &winner))
        return;
    set_zone(view, desk->programme, winner.zone);
    kiosk_view_number(desk, winner.name, view->other_number);
}

/* The first admission: when, and at which kiosk. */
static void set_used(struct kiosk_verdict_shown *shown, const struct km_desk *desk,
        const struct km_ticket_facts *facts)
{
    const struct km_member *member =
            km_roster_find(km_fold_roster(desk->fold), facts->admitted_by.node);
    shown->view.when = kiosk_moment_of(desk, facts->admitted_at);
    if (!member)
        return;
    memcpy(shown->where, member->name, sizeof shown->where);
    shown->view.where = (struct kiosk_text){shown->where, NULL};
}

static void set_ahead(struct kiosk_verdict_view *view, const struct km_desk *desk,
        const struct km_scan *scan, int age)
{
    struct km_wait wait = km_desk_wait(desk, scan->ticket.zone, scan->ahead.people, (uint32_t)age);
    view->ahead_parties = (int)scan->ahead.parties;
    view->wait_min = wait.min;
    view->wait_max = wait.max;
}

static void set_day(struct kiosk_verdict_view *view, km_day_no day)
{
    view->when.weekday = km_local_day_weekday(KM_DAY_DATE(day));
    km_local_day_split(KM_DAY_DATE(day), &view->when.year, &view->when.month, &view->when.day);
}

struct kiosk_verdict_shown *kiosk_verdict_shown_new(const struct kiosk_keeper *keeper,
        const struct kiosk_scanned *scanned, struct kiosk_instant now)
{
    struct kiosk_verdict_shown *shown = calloc(1, sizeof *shown);
    if (!shown)
        abort();
    struct km_desk desk = kiosk_keeper_desk(keeper, now);
    const struct km_scan *scan = &scanned->scan;
    struct kiosk_verdict_view *view = &shown->view;
    shown->plan = kiosk_plan_ref(keeper->plan);
    shown->check_in = scanned->check_in;
    view->verdict = verdicts[scan->verdict];
    view->waited = view->session_start = view->wait_min = view->wait_max = -1;
    view->age = kiosk_keeper_age(keeper, now);
    view->can_undo = !km_name_is_none(scanned->check_in);
    /* The house is full, nobody was called yet, the helper knows better: proven tickets of this
     * zone only, and none that was let in or given up. */
    view->can_admit =
            scan->proven && !km_name_is_none(scan->name) &&
            (scan->verdict == KM_VERDICT_NOT_CALLED || scan->verdict == KM_VERDICT_NO_SHOW);
    if (view->can_admit)
        shown->ticket = scan->name;
    if (!scan->proven && scan->verdict != KM_VERDICT_WRONG_DAY)
        return shown;
    view->people = scan->proven ? scan->ticket.party : 0;
    set_known(view, &desk, scanned);
    if (scan->verdict == KM_VERDICT_ALREADY)
        set_used(shown, &desk, &scan->facts);
    else if (scan->verdict == KM_VERDICT_WRONG_DAY)
        set_day(view, scan->ticket.day);
    else if (scan->verdict == KM_VERDICT_WRONG_ZONE)
        set_zone(view, desk.programme, scan->ticket.zone);
    else if (scan->verdict == KM_VERDICT_TRANSFERRED)
        set_transfer(view, &desk, &scan->facts);
    else if (scan->verdict == KM_VERDICT_NOT_CALLED)
        set_ahead(view, &desk, scan, view->age);
    return shown;
}

void kiosk_verdict_shown_free(void *of)
{
    struct kiosk_verdict_shown *shown = of;
    if (shown)
        kiosk_plan_unref(shown->plan);
    free(shown);
}
