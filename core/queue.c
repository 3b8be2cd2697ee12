#include "core/queue.h"

#include "core/array.h"
#include "core/seats.h"
#include "core/statistics.h"
#include "core/visit.h"

#include <string.h>

static bool has_seat(const struct km_ticket_entry *t)
{
    return t->issued && t->session != KM_NO_SESSION;
}

/* Which records an undo takes out. The cancel of a seat is final: its kiosk may have booked it
 * again. */
bool km_queue_undoable(const struct km_day *day, uint32_t entry)
{
    const struct km_entry *e = &day->entries[entry];
    switch (e->kind) {
    case KM_CALL:
    case KM_NO_SHOW:
    case KM_REQUEUE:
    case KM_TRANSFER:
    case KM_CHECK_IN:
    case KM_CHECK_OUT:
    case KM_RATE:
    case KM_HEAD_COUNT:
        return true;
    case KM_CANCEL:
        return !has_seat(&day->tickets[e->owner]);
    default:
        return false;
    }
}

bool km_queue_counts(const struct km_day *day, uint32_t entry)
{
    const struct km_entry *e = &day->entries[entry];
    return e->kind != 0 && !e->dead && !(e->undone > 0 && km_queue_undoable(day, entry));
}

uint32_t km_queue_ticket_of(struct km_day *day, struct km_name name)
{
    uint32_t entry = km_day_entry_of(day, name);
    uint8_t kind = day->entries[entry].kind;
    if (kind != 0 && kind != KM_ISSUE && kind != KM_TRANSFER) {
        entry = km_day_entry_of(day, (struct km_name){name.node, KM_MISNAMED(name.seq)});
    }
    struct km_entry *e = &day->entries[entry];
    if (e->owner == 0) {
        KM_ARRAY_ROOM(day->tickets, day->ticket_count, day->ticket_cap);
        uint32_t ticket = day->ticket_count++;
        day->tickets[ticket] = (struct km_ticket_entry){.name = entry,
                .session = KM_NO_SESSION,
                .group = ticket,
                .mate = ticket,
                .size = 1};
        e->owner = ticket;
    }
    return e->owner;
}

/* ---- a ticket's part in everything that is counted ---- */

static void tally(struct km_tally *tally, uint32_t sign, uint32_t people)
{
    tally->parties += sign;
    tally->people += sign * people;
}

static void count_people(uint32_t *sums, uint32_t sign, const uint8_t *people)
{
    for (int i = 0; i < KM_CATEGORIES_MAX; i++) {
        sums[i] += sign * people[i];
    }
}

static void count_admission(const struct km_day *day, struct km_zone_counts *counts, uint32_t sign,
        const struct km_ticket_entry *t)
{
    int64_t at = day->entries[t->admit].at;
    tally(&counts->by_slot[km_statistics_slot(at)], sign, t->party);
    counts->doubles += sign * (t->checks - 1);
    if (t->issued) {
        int64_t waited = at - day->entries[t->name].at;
        waited = waited < 0 ? 0 : waited > KM_WAIT_MAX ? KM_WAIT_MAX : waited;
        count_people(counts->admitted_people, sign, t->people);
        counts->waits[km_statistics_wait_bucket(waited)] += sign;
        counts->waited_ms += sign == 1 ? waited : -waited;
    }
}

static void count_rating(struct km_day *day, const struct km_ticket_entry *t, uint32_t sign)
{
    if (t->rating != 0 && t->zone != 0) {
        day->zones[t->zone].counts.ratings[day->entries[t->rating].value - 1] += sign;
    }
}

/* The entry that gives a waiting ticket its place in the lane. */
static uint32_t place_in_lane(const struct km_day *day, const struct km_ticket_entry *t)
{
    return t->decision != 0 && day->entries[t->decision].kind == KM_REQUEUE ? t->decision : t->name;
}

/* Where a ticket stands in line: the lane it waits in, or those called, or those that did not come.
 * NULL for others; *out_place is the entry that gives it its place. */
static uint32_t *line_of(struct km_day *day, const struct km_ticket_entry *t, uint32_t *out_place)
{
    struct km_zone_entry *zone = &day->zones[t->zone];
    *out_place = t->decision;
    switch (t->state) {
    case KM_TICKET_WAITING:
        *out_place = place_in_lane(day, t);
        return &zone->lanes[t->lane];
    case KM_TICKET_CALLED:
        return &zone->called;
    case KM_TICKET_NO_SHOW:
        return &zone->passed;
    default:
        return NULL;
    }
}

static void count_ticket(struct km_day *day, uint32_t ticket, bool add)
{
    const struct km_ticket_entry *t = &day->tickets[ticket];
    if (t->zone == 0) {
        return;
    }
    struct km_zone_entry *zone = &day->zones[t->zone];
    uint32_t sign = add ? 1u : UINT32_MAX; /* adding UINT32_MAX takes one away */
    tally(&zone->counts.by_state[t->state], sign, t->party);
    if (t->issued && t->state != KM_TICKET_VOID) {
        tally(&zone->counts.issued, sign, t->party);
        count_people(zone->counts.issued_people, sign, t->people);
    }
    if (has_seat(t) && t->cancels == 0) {
        km_seats_book(day, t->zone, t->session, day->entries[t->name].node,
                add ? t->party : -(int32_t)t->party);
    }
    count_rating(day, t, sign);
    uint32_t place;
    uint32_t *line = line_of(day, t, &place);
    if (line != NULL && add) {
        km_order_insert(day, line, place, t->party);
    } else if (line != NULL) {
        km_order_remove(day, line, place);
    }
    if (t->state == KM_TICKET_ADMITTED) {
        count_admission(day, &zone->counts, sign, t);
        (add ? km_visit_add : km_visit_remove)(day, ticket);
    }
}

/* ---- a ticket's state, from its records ---- */

static void restate(struct km_day *day, uint32_t ticket)
{
    struct km_ticket_entry *t = &day->tickets[ticket];
    if (!t->issued) {
        /* All that is known is what the token said when it was scanned. */
        uint32_t said = t->admit != 0 ? day->entries[t->admit].value : 0;
        t->zone = (uint16_t)(said >> 16);
        t->party = (uint8_t)(said >> 8);
    }
    uint8_t decision = day->entries[t->decision].kind;
    bool is_transfer = t->issued && day->entries[t->name].kind == KM_TRANSFER;
    if (t->admit != 0) {
        t->state = KM_TICKET_ADMITTED;
    } else if (!t->issued) {
        t->state = KM_TICKET_UNKNOWN;
    } else if (is_transfer && day->tickets[t->link].winner != t->name) {
        t->state = KM_TICKET_VOID;
    } else if (t->cancels > 0) {
        t->state = KM_TICKET_CANCELLED;
    } else if (t->winner != 0) {
        t->state = KM_TICKET_TRANSFERRED;
    } else if (decision == KM_CALL) {
        t->state = KM_TICKET_CALLED;
    } else if (decision == KM_NO_SHOW) {
        t->state = KM_TICKET_NO_SHOW;
    } else {
        t->state = KM_TICKET_WAITING;
    }
}

static void refresh(struct km_day *day, uint32_t ticket)
{
    if (!day->tickets[ticket].lifted) {
        count_ticket(day, ticket, false);
        restate(day, ticket);
        count_ticket(day, ticket, true);
    }
}

static void keep_later(const struct km_day *day, uint32_t *kept, uint32_t entry)
{
    if (*kept == 0 || km_day_before(day, *kept, entry)) {
        *kept = entry;
    }
}

static void keep_earlier(const struct km_day *day, uint32_t *kept, uint32_t entry)
{
    if (*kept == 0 || km_day_before(day, entry, *kept)) {
        *kept = entry;
    }
}

/* Takes one counting entry of the ticket's list into its state's ingredients. */
static void take_entry(struct km_day *day, struct km_ticket_entry *t, uint32_t entry)
{
    switch (day->entries[entry].kind) {
    case KM_CALL:
    case KM_NO_SHOW:
    case KM_REQUEUE:
        keep_later(day, &t->decision, entry);
        break;
    case KM_RECALL:
        keep_later(day, &t->recall, entry);
        break;
    case KM_CHECK_IN:
        t->checks++;
        keep_earlier(day, &t->admit, entry);
        break;
    case KM_CHECK_OUT:
        keep_earlier(day, &t->out, entry);
        break;
    case KM_RATE:
        keep_later(day, &t->rating, entry);
        break;
    case KM_CANCEL:
        t->cancels++;
        break;
    case KM_TRANSFER:
        if (t->issued && !has_seat(t)) {
            keep_earlier(day, &t->winner, day->entries[entry].value);
        }
        break;
    default:
        break;
    }
}

/* An entry of a ticket's list counts; of a transfer that names the ticket, the transfer record
 * itself is asked. */
static bool listed_counts(const struct km_day *day, uint32_t entry)
{
    const struct km_entry *e = &day->entries[entry];
    return km_queue_counts(day, e->kind == KM_TRANSFER ? e->value : entry);
}

static void rederive(struct km_day *day, uint32_t ticket)
{
    struct km_ticket_entry *t = &day->tickets[ticket];
    uint32_t winner = t->winner;
    t->decision = t->recall = t->admit = t->out = t->rating = t->winner = t->checks = t->cancels =
            0;
    for (uint32_t entry = t->first; entry != 0; entry = day->entries[entry].next) {
        if (listed_counts(day, entry)) {
            take_entry(day, t, entry);
        }
    }
    restate(day, ticket);
    if (winner != t->winner) {
        uint32_t losing = winner != 0 ? day->entries[winner].owner : 0;
        uint32_t winning = t->winner != 0 ? day->entries[t->winner].owner : 0;
        if (losing != 0) {
            refresh(day, losing);
        }
        if (winning != 0) {
            refresh(day, winning);
        }
    }
}

/* ---- keeping ---- */

/* Every counting call of an issued ticket stands in its zone's order of calls. */
static void order_call(struct km_day *day, uint32_t ticket, uint32_t entry, bool add)
{
    const struct km_ticket_entry *t = &day->tickets[ticket];
    if (day->entries[entry].kind != KM_CALL || !km_queue_counts(day, entry)) {
        return;
    }
    if (add) {
        km_order_insert(day, &day->zones[t->zone].calls, entry, t->party);
    } else {
        km_order_remove(day, &day->zones[t->zone].calls, entry);
    }
}

/* The calls that a change concerns: one entry, or all of the ticket's when its issue comes or goes.
 */
static void order_calls(struct km_day *day, uint32_t ticket, uint32_t changed, bool add)
{
    const struct km_ticket_entry *t = &day->tickets[ticket];
    if (!t->issued) {
        return;
    }
    if (changed != KM_QUEUE_ISSUE) {
        order_call(day, ticket, changed, add);
        return;
    }
    for (uint32_t entry = t->first; entry != 0; entry = day->entries[entry].next) {
        order_call(day, ticket, entry, add);
    }
}

void km_queue_lift(struct km_day *day, uint32_t ticket, uint32_t changed)
{
    if (day->tickets[ticket].lifted) {
        return;
    }
    count_ticket(day, ticket, false);
    order_calls(day, ticket, changed, false);
    day->tickets[ticket].lifted = 1;
}

void km_queue_lower(struct km_day *day, uint32_t ticket, uint32_t changed)
{
    if (!day->tickets[ticket].lifted) {
        return;
    }
    rederive(day, ticket);
    day->tickets[ticket].lifted = 0;
    count_ticket(day, ticket, true);
    order_calls(day, ticket, changed, true);
}

void km_queue_add(struct km_day *day, uint32_t ticket, uint32_t entry)
{
    struct km_ticket_entry *t = &day->tickets[ticket];
    switch (day->entries[entry].kind) {
    case KM_RECALL:
        take_entry(day, t, entry);
        return;
    case KM_REPRINT:
        return;
    case KM_RATE:
        count_rating(day, t, UINT32_MAX);
        take_entry(day, t, entry);
        count_rating(day, t, 1);
        return;
    case KM_CHECK_OUT:
        if (t->state == KM_TICKET_ADMITTED) {
            km_visit_remove(day, ticket);
            take_entry(day, t, entry);
            km_visit_add(day, ticket);
        } else {
            take_entry(day, t, entry);
        }
        return;
    default:
        count_ticket(day, ticket, false);
        take_entry(day, t, entry);
        restate(day, ticket);
        count_ticket(day, ticket, true);
        if (day->entries[entry].kind == KM_CALL && t->issued) {
            km_order_insert(day, &day->zones[t->zone].calls, entry, t->party);
        }
    }
}

/* A transfer stands on the old ticket's list too, as an entry that points back to it. */
static void list_transfer(struct km_day *day, uint32_t old, uint32_t transfer)
{
    KM_ARRAY_ROOM(day->entries, day->entry_count, day->entry_cap);
    uint32_t entry = day->entry_count++;
    day->entries[entry] = (struct km_entry){
            .kind = KM_TRANSFER, .owner = old, .value = transfer, .next = day->tickets[old].first};
    day->tickets[old].first = entry;
}

void km_queue_issue(struct km_day *day, uint32_t ticket, const struct km_record *record)
{
    bool transfer = record->kind == KM_TRANSFER;
    struct km_name names = transfer ? record->ticket : record->visitor;
    uint32_t link = km_name_is_none(names) ? 0 : km_queue_ticket_of(day, names);
    if (link == ticket) {
        link = 0;
    }
    uint16_t zone = km_day_zone_of(day, record->zone);
    km_queue_lift(day, ticket, KM_QUEUE_ISSUE);
    struct km_ticket_entry *t = &day->tickets[ticket];
    t->issued = 1;
    t->zone = zone;
    t->session = record->session;
    t->number = record->number;
    t->lane = record->lane;
    t->party = (uint8_t)km_record_party(record);
    memcpy(t->people, record->people, sizeof t->people);
    t->link = link;
    if (link != 0) {
        if (transfer) {
            km_queue_lift(day, link, t->name);
            list_transfer(day, link, t->name);
            km_queue_lower(day, link, t->name);
        }
        km_visit_link(day, ticket, link);
    }
    km_queue_lower(day, ticket, KM_QUEUE_ISSUE);
}
