/* Taking a ticket: an issue, or a transfer, which is an issue in another zone. */
#include "core/desk.h"

#include "core/seats.h"

#include <string.h>

/* What an order needs of its zone, looked up once. */
struct counter {
    const struct km_programme_zone *zone;
    struct km_desk_zone view;
    struct km_programme_session session; /* where the zone has sessions */
};

/* Outside the fixed list of the programme's categories there is nobody. */
static unsigned party_of(const struct km_programme *programme, const uint8_t *people)
{
    unsigned party = 0;
    for (uint32_t i = 0; i < KM_CATEGORIES_MAX; i++) {
        if (i >= programme->categories_count && people[i] > 0) {
            return 0;
        }
        party += people[i];
    }
    return party;
}

/* People that go in together at most. */
static uint32_t places_of(const struct counter *counter)
{
    if (counter->view.has_sessions) {
        return (uint32_t)counter->session.seats;
    }
    uint32_t capacity = counter->view.capacity;
    bool batch = counter->zone->run == KM_RUN_BATCH;
    return batch && (uint32_t)counter->zone->batch->size < capacity
                   ? (uint32_t)counter->zone->batch->size
                   : capacity;
}

/* Whether the session is one that can be taken; looks it up. */
static bool session_fits(
        const struct km_desk *desk, const struct km_issue_order *order, struct counter *counter)
{
    if (!counter->view.has_sessions) {
        return order->session == KM_NO_SESSION;
    }
    bool over = (desk->day & KM_DAY_REHEARSAL) == 0 && order->session <= desk->minute;
    return !over && km_programme_session_find(desk->programme, order->zone, KM_DAY_DATE(desk->day),
                            order->session, &counter->session);
}

static enum km_issue_refusal check(const struct km_desk *desk, const struct km_issue_order *order)
{
    const struct km_programme *programme = desk->programme;
    struct counter counter = {.zone = km_programme_zone_find(programme, order->zone)};
    if (counter.zone == NULL) {
        return KM_ISSUE_NO_ZONE;
    }
    if (!km_programme_has_day(programme, KM_DAY_DATE(desk->day))) {
        return KM_ISSUE_OTHER_DAY;
    }
    (void)km_desk_zone(desk, order->zone, 0, &counter.view);
    if (counter.view.open != KM_OPEN && counter.view.open != KM_OPEN_FULL) {
        return KM_ISSUE_NOT_OPEN;
    }
    unsigned party = party_of(programme, order->people);
    if (party == 0) {
        return KM_ISSUE_NO_PEOPLE;
    }
    if (order->lane >= KM_LANE_END ||
            (order->lane == KM_LANE_PRIORITY && counter.zone->priority == NULL)) {
        return KM_ISSUE_NO_LANE;
    }
    if (!session_fits(desk, order, &counter)) {
        return KM_ISSUE_NO_SESSION;
    }
    if (party > (unsigned)programme->party_max || party > KM_PARTY_MAX ||
            party > places_of(&counter)) {
        return KM_ISSUE_TOO_MANY;
    }
    const struct km_day *day = km_fold_day(desk->fold, desk->day);
    if (counter.view.has_sessions &&
            km_seats_free_of(day, order->zone, order->session, desk->self) < party) {
        return KM_ISSUE_NO_SEATS;
    }
    return km_queue_last_number(day, desk->self, order->zone) >= KM_NUMBER_MAX ? KM_ISSUE_NO_NUMBERS
                                                                               : KM_ISSUE_OK;
}

static struct km_record fill(
        const struct km_desk *desk, enum km_kind kind, const struct km_issue_order *order)
{
    const struct km_day *day = km_fold_day(desk->fold, desk->day);
    struct km_record record = km_record_of(kind, desk->now, desk->day);
    record.by = desk->by;
    record.zone = order->zone;
    record.session = order->session;
    record.lane = order->lane;
    record.visitor = order->visitor;
    record.number = (uint16_t)(km_queue_last_number(day, desk->self, order->zone) + 1);
    memcpy(record.people, order->people, sizeof record.people);
    return record;
}

enum km_issue_refusal km_desk_issue(const struct km_desk *desk, const struct km_issue_order *order,
        struct km_record *out_record)
{
    enum km_issue_refusal refusal = check(desk, order);
    if (refusal == KM_ISSUE_OK) {
        *out_record = fill(desk, KM_ISSUE, order);
    }
    return refusal;
}

enum km_issue_refusal km_desk_transfer(const struct km_desk *desk, struct km_name ticket,
        km_zone zone, struct km_record *out_record)
{
    struct km_ticket_facts facts;
    if (!km_queue_ticket(km_fold_day(desk->fold, desk->day), ticket, &facts) || !facts.issued ||
            !km_journey_allows(facts.state, KM_TRANSFER) || facts.session != KM_NO_SESSION ||
            facts.zone == zone) {
        return KM_ISSUE_NO_MOVE;
    }
    const struct km_programme_zone *to = km_programme_zone_find(desk->programme, zone);
    struct km_issue_order order = {
            .zone = zone,
            .session = KM_NO_SESSION,
            .lane = to != NULL && to->priority != NULL ? facts.lane : KM_LANE_NORMAL,
    };
    memcpy(order.people, facts.people, sizeof order.people);
    enum km_issue_refusal refusal = check(desk, &order);
    if (refusal == KM_ISSUE_OK) {
        *out_record = fill(desk, KM_TRANSFER, &order);
        out_record->ticket = ticket;
    }
    return refusal;
}

struct km_ticket km_desk_ticket(const struct km_desk *desk, struct km_name name,
        const struct km_record *issue, uint8_t spare)
{
    return (struct km_ticket){
            .kiosk = desk->kiosk,
            .seq = name.seq,
            .zone = issue->zone,
            .day = issue->day,
            .session = issue->session,
            .party = (uint8_t)km_record_party(issue),
            .spare = spare,
    };
}
