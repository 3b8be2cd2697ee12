#include "tests/core/naive.h"

#include <stdlib.h>
#include <string.h>

#define NONE NAIVE_NONE

static const struct world_record *item(const struct naive *n, uint32_t i)
{
    return &n->world->items[i];
}

uint32_t naive_find(const struct naive *n, struct km_name name)
{
    for (uint32_t i = 0; i < n->world->count; i++) {
        if (km_name_equal(item(n, i)->name, name)) {
            return i;
        }
    }
    return NONE;
}

static bool alive(const struct naive *n, uint32_t i)
{
    const struct world_record *x = item(n, i);
    uint32_t cut = world_cut(n->world, x->name.node);
    return (cut == 0 || x->name.seq < cut) &&
           km_kind_may_write(x->record.kind, x->name.node == n->world->nodes[0]);
}

static int64_t effective_time(const struct naive *n, uint32_t i)
{
    const struct world_record *x = item(n, i);
    uint32_t next = NONE, cut = world_cut(n->world, x->name.node);
    for (uint32_t j = 0; j < n->world->count; j++) {
        const struct world_record *y = item(n, j);
        if (y->record.kind == KM_CLOCK && y->name.node == x->name.node &&
                y->name.seq > x->name.seq &&
                (next == NONE || y->name.seq < item(n, next)->name.seq)) {
            next = j;
        }
    }
    bool corrected = next != NONE && (cut == 0 || item(n, next)->name.seq < cut);
    return x->record.time + (corrected ? item(n, next)->record.shift : 0);
}

bool naive_before(const struct naive *n, uint32_t a, uint32_t b)
{
    if (n->at[a] != n->at[b]) {
        return n->at[a] < n->at[b];
    }
    struct km_name x = item(n, a)->name, y = item(n, b)->name;
    return x.node != y.node ? x.node < y.node : x.seq < y.seq;
}

/* The counting issue or transfer of that name, NONE when there is none. */
uint32_t naive_issue(const struct naive *n, struct km_name ticket)
{
    uint32_t i = naive_find(n, ticket);
    if (i == NONE || item(n, i)->record.day != n->day || !alive(n, i)) {
        return NONE;
    }
    enum km_kind kind = item(n, i)->record.kind;
    return kind == KM_ISSUE || kind == KM_TRANSFER ? i : NONE;
}

bool naive_undoable(const struct naive *n, uint32_t i)
{
    uint32_t issue;
    switch (item(n, i)->record.kind) {
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
        issue = naive_issue(n, item(n, i)->record.ticket);
        return issue == NONE || item(n, issue)->record.session == KM_NO_SESSION;
    default:
        return false;
    }
}

static bool undone(const struct naive *n, uint32_t i)
{
    for (uint32_t j = 0; j < n->world->count; j++) {
        const struct km_record *r = &item(n, j)->record;
        if (r->kind == KM_UNDO && r->day == n->day && alive(n, j) &&
                km_name_equal(r->target, item(n, i)->name)) {
            return naive_undoable(n, i);
        }
    }
    return false;
}

static bool is_about(const struct naive *n, uint32_t i, enum km_kind kind, struct km_name ticket)
{
    const struct km_record *r = &item(n, i)->record;
    return n->counts[i] && r->kind == kind && km_name_equal(r->ticket, ticket);
}

/* The earliest (or latest) counting record of a kind about a ticket. */
uint32_t naive_extreme(const struct naive *n, enum km_kind kind, struct km_name ticket, bool latest)
{
    uint32_t found = NONE;
    for (uint32_t k = 0; k < n->world->count; k++) {
        uint32_t i = n->order[k];
        if (is_about(n, i, kind, ticket) && (found == NONE || latest)) {
            found = i;
        }
    }
    return found;
}

uint32_t naive_admission(const struct naive *n, struct km_name ticket)
{
    return naive_extreme(n, KM_CHECK_IN, ticket, false);
}

/* The transfer that stands in the place of a ticket. */
static uint32_t winner_of(const struct naive *n, struct km_name ticket)
{
    uint32_t issue = naive_issue(n, ticket);
    if (issue == NONE || item(n, issue)->record.session != KM_NO_SESSION) {
        return NONE;
    }
    for (uint32_t k = 0; k < n->world->count; k++) {
        uint32_t i = n->order[k];
        if (is_about(n, i, KM_TRANSFER, ticket) && !km_name_equal(item(n, i)->name, ticket)) {
            return i;
        }
    }
    return NONE;
}

/* The latest counting call, no_show or requeue. */
uint32_t naive_decision(const struct naive *n, struct km_name ticket)
{
    uint32_t found = NONE;
    static const enum km_kind kinds[] = {KM_CALL, KM_NO_SHOW, KM_REQUEUE};
    for (int k = 0; k < 3; k++) {
        uint32_t i = naive_extreme(n, kinds[k], ticket, true);
        if (i != NONE && (found == NONE || naive_before(n, found, i))) {
            found = i;
        }
    }
    return found;
}

enum km_ticket_state naive_state(const struct naive *n, struct km_name ticket)
{
    uint32_t issue = naive_issue(n, ticket);
    if (naive_admission(n, ticket) != NONE) {
        return KM_TICKET_ADMITTED;
    }
    if (issue == NONE) {
        return KM_TICKET_UNKNOWN;
    }
    const struct km_record *r = &item(n, issue)->record;
    if (r->kind == KM_TRANSFER && winner_of(n, r->ticket) != issue) {
        return KM_TICKET_VOID;
    }
    if (naive_extreme(n, KM_CANCEL, ticket, false) != NONE) {
        return KM_TICKET_CANCELLED;
    }
    if (winner_of(n, ticket) != NONE) {
        return KM_TICKET_TRANSFERRED;
    }
    uint32_t decision = naive_decision(n, ticket);
    enum km_kind kind = decision != NONE ? item(n, decision)->record.kind : KM_REQUEUE;
    return kind == KM_CALL      ? KM_TICKET_CALLED
           : kind == KM_NO_SHOW ? KM_TICKET_NO_SHOW
                                : KM_TICKET_WAITING;
}

uint32_t naive_party(const struct naive *n, struct km_name ticket)
{
    uint32_t issue = naive_issue(n, ticket), admission = naive_admission(n, ticket);
    if (issue != NONE) {
        return km_record_party(&item(n, issue)->record);
    }
    return admission != NONE ? item(n, admission)->record.count : 0;
}

km_zone naive_zone(const struct naive *n, struct km_name ticket)
{
    uint32_t issue = naive_issue(n, ticket), admission = naive_admission(n, ticket);
    uint32_t i = issue != NONE ? issue : admission;
    return i != NONE ? item(n, i)->record.zone : KM_ZONE_NONE;
}

/* The record that gives a waiting ticket its place. */
static uint32_t place_of(const struct naive *n, struct km_name ticket)
{
    uint32_t decision = naive_decision(n, ticket);
    return decision != NONE && item(n, decision)->record.kind == KM_REQUEUE
                   ? decision
                   : naive_issue(n, ticket);
}

static uint32_t lane_line(const struct naive *n, km_zone zone, uint8_t lane, uint32_t *out_tickets)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < n->world->count; i++) {
        struct km_name ticket = item(n, i)->name;
        if (naive_issue(n, ticket) != i || item(n, i)->record.zone != zone ||
                item(n, i)->record.lane != lane || naive_state(n, ticket) != KM_TICKET_WAITING) {
            continue;
        }
        uint32_t at = count++;
        while (at > 0 && naive_before(n, place_of(n, ticket),
                                 place_of(n, item(n, out_tickets[at - 1])->name))) {
            out_tickets[at] = out_tickets[at - 1];
            at--;
        }
        out_tickets[at] = i;
    }
    return count;
}

uint32_t naive_line(const struct naive *n, km_zone zone, unsigned after, struct km_name *out)
{
    uint32_t *lanes[2] = {calloc(n->world->count, 4), calloc(n->world->count, 4)};
    uint32_t left[2] = {lane_line(n, zone, 0, lanes[0]), lane_line(n, zone, 1, lanes[1])},
             used[2] = {0};
    unsigned run = 0;
    for (uint32_t k = n->world->count; k > 0 && run < after; k--) {
        uint32_t i = n->order[k - 1];
        uint32_t issue = n->counts[i] && item(n, i)->record.kind == KM_CALL
                                 ? naive_issue(n, item(n, i)->record.ticket)
                                 : NONE;
        if (issue == NONE || item(n, issue)->record.zone != zone) {
            continue;
        }
        if (item(n, issue)->record.lane != KM_LANE_PRIORITY) {
            break;
        }
        run++;
    }
    uint32_t count = 0;
    while (used[0] < left[0] || used[1] < left[1]) {
        bool priority = used[1] < left[1] && !(run >= after && used[0] < left[0]);
        out[count++] = item(n, lanes[priority][used[priority]])->name;
        used[priority]++;
        run = priority ? run + 1 : 0;
    }
    free(lanes[0]);
    free(lanes[1]);
    return count;
}

/* The check_in of the same visitor that follows an admission, NONE when there is none. */
static uint32_t next_admission(const struct naive *n, uint32_t admission)
{
    uint32_t own = n->visitor[admission];
    bool passed = false;
    for (uint32_t k = 0; k < n->world->count; k++) {
        uint32_t i = n->order[k];
        if (i == admission) {
            passed = true;
        } else if (passed && n->counts[i] && item(n, i)->record.kind == KM_CHECK_IN &&
                   n->visitor[i] == own && naive_admission(n, item(n, i)->record.ticket) == i) {
            return i;
        }
    }
    return NONE;
}

uint32_t naive_end_of_stay(const struct naive *n, uint32_t admission)
{
    uint32_t out = naive_extreme(n, KM_CHECK_OUT, item(n, admission)->record.ticket, false);
    uint32_t next = next_admission(n, admission);
    return out == NONE || (next != NONE && naive_before(n, next, out)) ? next : out;
}

int64_t naive_inside(const struct naive *n, km_zone zone)
{
    uint32_t counted = NONE;
    int64_t inside = 0;
    for (uint32_t k = 0; k < n->world->count; k++) {
        uint32_t i = n->order[k];
        if (n->counts[i] && item(n, i)->record.kind == KM_HEAD_COUNT &&
                item(n, i)->record.zone == zone) {
            counted = i;
            inside = item(n, i)->record.count;
        }
    }
    for (uint32_t i = 0; i < n->world->count; i++) {
        struct km_name ticket = item(n, i)->record.ticket;
        if (!n->counts[i] || item(n, i)->record.kind != KM_CHECK_IN ||
                naive_admission(n, ticket) != i || naive_zone(n, ticket) != zone) {
            continue;
        }
        uint32_t end = naive_end_of_stay(n, i);
        uint32_t party = naive_party(n, ticket);
        if (counted == NONE || naive_before(n, counted, i)) {
            inside += party;
        }
        if (end != NONE && (counted == NONE || naive_before(n, counted, end))) {
            inside -= party;
        }
    }
    return inside > 0 ? inside : 0;
}

struct km_tally naive_visitors(const struct naive *n)
{
    struct km_tally sum = {0};
    for (uint32_t k = 0; k < n->world->count; k++) {
        uint32_t i = n->order[k];
        struct km_name ticket = item(n, i)->record.ticket;
        if (!n->counts[i] || item(n, i)->record.kind != KM_CHECK_IN ||
                naive_admission(n, ticket) != i) {
            continue;
        }
        bool first = true;
        for (uint32_t m = 0; m < k; m++) {
            uint32_t j = n->order[m];
            first = first && !(n->counts[j] && item(n, j)->record.kind == KM_CHECK_IN &&
                                     n->visitor[j] == n->visitor[i] &&
                                     naive_admission(n, item(n, j)->record.ticket) == j);
        }
        if (first) {
            sum.parties++;
            sum.people += naive_party(n, ticket);
        }
    }
    return sum;
}

int64_t naive_free_seats(const struct naive *n, km_zone zone, uint16_t session, km_node node)
{
    int64_t seats = 0;
    for (uint32_t i = 0; i < n->world->count; i++) {
        const struct km_record *r = &item(n, i)->record;
        if (!n->counts[i] || r->zone != zone || r->session != session) {
            continue;
        }
        if (r->kind == KM_GRANT_SEATS && r->about == node) {
            seats += r->count;
        } else if (r->kind == KM_RETURN_SEATS && item(n, i)->name.node == node) {
            seats -= r->count;
        } else if (r->kind == KM_ISSUE && item(n, i)->name.node == node &&
                   naive_extreme(n, KM_CANCEL, item(n, i)->name, false) == NONE) {
            seats -= km_record_party(r);
        }
    }
    return seats > 0 ? seats : 0;
}

/* A number for every name: names that are linked get the same. Names beyond the world's records
 * stand behind it. */
static void number_visitors(struct naive *n)
{
    uint32_t count = n->world->count, names = 0;
    struct km_name *name = calloc(4 * count, sizeof *name);
    uint32_t *group = calloc(4 * count, sizeof *group);
    for (uint32_t i = 0; i < count; i++) {
        struct km_name all[3] = {
                item(n, i)->name, item(n, i)->record.ticket, item(n, i)->record.visitor};
        for (int k = 0; k < 3; k++) {
            uint32_t at = 0;
            while (at < names && !km_name_equal(name[at], all[k])) {
                at++;
            }
            if (at == names) {
                name[names] = all[k];
                group[names] = names;
                names++;
            }
        }
    }
    for (uint32_t i = 0; i < count; i++) {
        const struct km_record *r = &item(n, i)->record;
        struct km_name linked = r->kind == KM_TRANSFER ? r->ticket : r->visitor;
        if (naive_issue(n, item(n, i)->name) != i || km_name_is_none(linked)) {
            continue;
        }
        uint32_t a = 0, b = 0;
        while (!km_name_equal(name[a], item(n, i)->name)) {
            a++;
        }
        while (!km_name_equal(name[b], linked)) {
            b++;
        }
        uint32_t from = group[b], to = group[a];
        for (uint32_t k = 0; k < names; k++) {
            group[k] = group[k] == from ? to : group[k];
        }
    }
    for (uint32_t i = 0; i < count; i++) {
        uint32_t at = 0;
        while (!km_name_equal(name[at], item(n, i)->record.ticket)) {
            at++;
        }
        n->visitor[i] = group[at];
        at = 0;
        while (!km_name_equal(name[at], item(n, i)->name)) {
            at++;
        }
        n->holder[i] = group[at];
    }
    free(name);
    free(group);
}

void naive_make(struct naive *n, const struct world *world, km_day_no day)
{
    uint32_t count = world->count;
    *n = (struct naive){.world = world,
            .day = day,
            .at = calloc(count, sizeof *n->at),
            .counts = calloc(count, sizeof *n->counts),
            .visitor = calloc(count, sizeof *n->visitor),
            .holder = calloc(count, sizeof *n->holder),
            .order = calloc(count, sizeof *n->order)};
    for (uint32_t i = 0; i < count; i++) {
        n->at[i] = effective_time(n, i);
        uint32_t at = i;
        while (at > 0 && naive_before(n, i, n->order[at - 1])) {
            n->order[at] = n->order[at - 1];
            at--;
        }
        n->order[at] = i;
    }
    for (uint32_t i = 0; i < count; i++) {
        n->counts[i] = world->items[i].record.day == day && alive(n, i) && !undone(n, i);
    }
    number_visitors(n);
}

void naive_destroy(struct naive *n)
{
    free(n->at);
    free(n->counts);
    free(n->visitor);
    free(n->holder);
    free(n->order);
    *n = (struct naive){0};
}
