/* See view_held.h. Costs O(log n) for the ticket and a walk over its visitor's own tickets. */
#include "kiosk/view_held.h"

#include "core/queue_list.h"

#define MINUTE_MS 60000
#define VISITS_MAX 64 /* of one visitor in a day; of more the latest are shown */

static const struct km_day *today(const struct km_desk *desk)
{
    return km_fold_day(desk->fold, desk->day);
}

void kiosk_view_number(
        const struct km_desk *desk, struct km_name ticket, char out_number[KIOSK_NUMBER_MAX])
{
    _Static_assert(KIOSK_NUMBER_MAX >= KM_NUMBER_CHARS, "a number fits");
    struct km_ticket_facts facts;
    const struct km_member *member = km_roster_find(km_fold_roster(desk->fold), ticket.node);
    out_number[0] = 0;
    if (member && km_queue_ticket(today(desk), ticket, &facts) && facts.issued)
        km_number_print(facts.zone, member->kiosk, facts.number, out_number);
}

size_t kiosk_view_party(const struct km_desk *desk, const struct km_ticket_facts *ticket,
        struct kiosk_party_part out_party[KIOSK_CATEGORIES_MAX])
{
    const struct km_programme *p = desk->programme;
    size_t count = 0;
    for (size_t i = 0; i < p->categories_count && i < KIOSK_CATEGORIES_MAX; i++)
        if (ticket->people[i] > 0)
            out_party[count++] = (struct kiosk_party_part){
                    kiosk_text_of(&p->categories[i].title), ticket->people[i]};
    return count;
}

static enum kiosk_held state_of(const struct km_ticket_facts *facts)
{
    switch ((enum km_ticket_state)facts->presumed) {
    case KM_TICKET_WAITING:
        return KIOSK_HELD_WAITING;
    case KM_TICKET_CALLED:
        return KIOSK_HELD_CALLED;
    case KM_TICKET_NO_SHOW:
        return KIOSK_HELD_NO_SHOW;
    case KM_TICKET_ADMITTED:
        return facts->left_at == 0 ? KIOSK_HELD_INSIDE : KIOSK_HELD_LEFT;
    case KM_TICKET_CANCELLED:
        return KIOSK_HELD_CANCELLED;
    case KM_TICKET_TRANSFERRED:
    case KM_TICKET_VOID:
        return KIOSK_HELD_TRANSFERRED;
    case KM_TICKET_UNKNOWN:
    case KM_TICKET_STATE_END:
        break;
    }
    return KIOSK_HELD_UNKNOWN;
}

static void set_zone(struct kiosk_held_view *held, const struct km_desk *desk, km_zone code,
        uint16_t session_start)
{
    const struct km_programme_zone *zone = km_programme_zone_find(desk->programme, code);
    struct km_programme_session session;
    held->zone = code;
    if (!zone)
        return;
    held->zone_title = kiosk_text_of(&zone->title);
    held->place = kiosk_text_of(&zone->place);
    held->calls = zone->calls;
    if (session_start == KM_NO_SESSION || !km_programme_session_find(desk->programme, code,
                                                  KM_DAY_DATE(desk->day), session_start, &session))
        return;
    held->session_start = session.start;
    held->session_end = session.end;
    if (session.activity && session.activity->place.zh)
        held->place = kiosk_text_of(&session.activity->place);
}

static void set_party(struct kiosk_held_view *held, const struct km_desk *desk,
        const struct km_ticket_facts *facts)
{
    held->people = facts->party;
    held->priority = facts->lane == KM_LANE_PRIORITY;
    held->issued = kiosk_moment_of(desk, facts->issued_at);
    held->party_count = kiosk_view_party(desk, facts, held->party);
}

/* How long it will be, and how long after letting all others go first. */
static void set_waiting(struct kiosk_held_view *held, const struct km_desk *desk,
        const struct km_ticket_facts *facts)
{
    unsigned after = km_desk_after(desk->programme, facts->zone);
    struct km_tally ahead = km_queue_ahead(today(desk), facts->name, after);
    struct km_tally tail = km_queue_tail(today(desk), facts->zone, facts->lane, after);
    uint32_t own = facts->state == KM_TICKET_WAITING ? facts->party : 0;
    uint32_t last = tail.people > own ? tail.people - own : 0;
    struct km_wait wait = km_desk_wait(desk, facts->zone, ahead.people, (uint32_t)held->age);
    struct km_wait later = km_desk_wait(desk, facts->zone, last, (uint32_t)held->age);
    held->ahead_parties = (int)ahead.parties;
    held->ahead_people = (int)ahead.people;
    held->wait_min = wait.min;
    held->wait_max = wait.max;
    held->last_people = (int)last;
    held->last_min = later.min;
    held->last_max = later.max;
}

static void set_decided(struct kiosk_held_view *held, const struct km_desk *desk,
        const struct km_ticket_facts *facts)
{
    int64_t at = held->state == KIOSK_HELD_INSIDE ? facts->admitted_at
                 : held->state == KIOSK_HELD_LEFT ? facts->left_at
                                                  : facts->decided_at;
    if (at == 0)
        return;
    int64_t since = desk->now - at;
    int64_t inside = (held->state == KIOSK_HELD_LEFT ? at : desk->now) - facts->admitted_at;
    if (facts->admitted_at != 0)
        held->inside_minutes = inside > 0 ? (int)(inside / MINUTE_MS) : 0;
    held->decided = kiosk_moment_of(desk, at);
    held->decided_minutes = since > 0 ? (int)(since / MINUTE_MS) : 0;
}

/* As the journey has it, as far as it makes sense: nobody need be let go first when nobody else
 * waits, and only the kiosk that signed a ticket can print it again. */
static void set_possible(struct kiosk_held_view *held, const struct km_ticket_facts *facts)
{
    enum km_ticket_state state = facts->state;
    bool queue = facts->issued && facts->session == KM_NO_SESSION;
    bool others = held->last_people > held->ahead_people;
    held->can_cancel = facts->issued && km_journey_allows(state, KM_CANCEL);
    held->can_requeue = queue && km_journey_allows(state, KM_REQUEUE);
    held->can_defer = held->can_requeue && state != KM_TICKET_NO_SHOW && others;
    held->can_check_out = held->state == KIOSK_HELD_INSIDE;
    held->can_rate = state == KM_TICKET_ADMITTED && facts->rating == 0;
    held->can_print = facts->issued && km_journey_allows(state, KM_REPRINT) && held->qr_size > 0;
    held->can_call = km_journey_allows(state, KM_CALL);
    held->can_recall = km_journey_allows(state, KM_RECALL);
    held->can_no_show = km_journey_allows(state, KM_NO_SHOW);
    held->can_transfer = queue && km_journey_allows(state, KM_TRANSFER);
    held->can_admit = km_journey_allows(state, KM_CHECK_IN);
}

/* The ticket that took its place. */
static void set_other(struct kiosk_held_view *held, const struct km_desk *desk,
        const struct km_ticket_facts *facts)
{
    struct km_ticket_facts winner;
    if (held->state != KIOSK_HELD_TRANSFERRED ||
            !km_queue_ticket(today(desk), facts->winner, &winner))
        return;
    const struct km_programme_zone *zone = km_programme_zone_find(desk->programme, winner.zone);
    kiosk_view_number(desk, winner.name, held->other_number);
    if (zone)
        held->other_title = kiosk_text_of(&zone->title);
}

static struct kiosk_stamp_view *stamp_of(struct kiosk_scene *scene, km_zone zone)
{
    for (size_t i = 0; i < scene->model.zone_count; i++)
        if (scene->stamps[i].zone == zone)
            return &scene->stamps[i];
    return NULL; /* a zone that the programme has no more */
}

/* One stamp a zone, of the visitor's first visit, with his latest word about it. */
static void set_stamps(struct kiosk_scene *scene, const struct km_desk *desk, struct km_name ticket)
{
    struct kiosk_held_view *held = &scene->model.held;
    struct km_queue_visit visits[VISITS_MAX];
    struct km_name live[VISITS_MAX];
    struct km_ticket_facts facts;
    held->stamps = scene->stamps;
    held->stamp_count = scene->model.zone_count;
    for (size_t i = 0; i < held->stamp_count; i++)
        scene->stamps[i] = (struct kiosk_stamp_view){.zone = scene->zones[i].id};
    size_t count = km_queue_visits(today(desk), ticket, visits, VISITS_MAX);
    for (size_t i = 0; i < count; i++) {
        struct kiosk_stamp_view *stamp = stamp_of(scene, visits[i].zone);
        if (!stamp)
            continue;
        if (!stamp->stamped) {
            stamp->at = kiosk_moment_of(desk, visits[i].admitted_at);
            held->stamped++;
        }
        stamp->stamped = true;
        stamp->rating = visits[i].rating > 0 ? visits[i].rating : stamp->rating;
    }
    count = km_queue_live_tickets(today(desk), ticket, live, VISITS_MAX);
    for (size_t i = 0; i < count; i++) {
        bool known = km_queue_ticket(today(desk), live[i], &facts);
        struct kiosk_stamp_view *stamp = known ? stamp_of(scene, facts.zone) : NULL;
        if (stamp && !*stamp->number)
            kiosk_view_number(desk, live[i], stamp->number);
    }
}

void kiosk_view_held(
        struct kiosk_scene *scene, const struct kiosk_keeper *keeper, const struct km_desk *desk)
{
    struct kiosk_held_view *held = &scene->model.held;
    struct km_ticket_facts facts;
    *held = (struct kiosk_held_view){.session_start = -1,
            .session_end = -1,
            .wait_min = -1,
            .wait_max = -1,
            .last_min = -1,
            .last_max = -1,
            .decided_minutes = -1,
            .inside_minutes = -1};
    if (km_name_is_none(keeper->held))
        return;
    held->ticket = keeper->held;
    scene->held_code = keeper->held_code;
    held->qr_size = scene->held_code.side;
    held->qr_modules = scene->held_code.modules;
    held->age = scene->model.link_age;
    set_stamps(scene, desk, keeper->held);
    bool known = km_queue_ticket(today(desk), keeper->held, &facts);
    if (known)
        held->state = state_of(&facts);
    if (!known || !facts.issued) { /* then there is only what the token said */
        set_zone(held, desk, keeper->held_ticket.zone, keeper->held_ticket.session);
        held->people = keeper->held_ticket.party;
    } else {
        set_zone(held, desk, facts.zone, facts.session);
        set_party(held, desk, &facts);
        kiosk_view_number(desk, facts.name, held->number);
    }
    km_zone here = keeper->watch != KM_ZONE_NONE ? keeper->watch : keeper->zone;
    held->elsewhere = here != KM_ZONE_NONE && held->zone != KM_ZONE_NONE && held->zone != here;
    if (!known)
        return;
    if (facts.issued && facts.session == KM_NO_SESSION &&
            (facts.state == KM_TICKET_WAITING || facts.state == KM_TICKET_CALLED))
        set_waiting(held, desk, &facts);
    set_decided(held, desk, &facts);
    set_possible(held, &facts);
    set_other(held, desk, &facts);
    held->overdue = km_desk_overdue(desk, &facts);
    held->rating = facts.rating;
    held->admission = facts.admitted_by;
}
