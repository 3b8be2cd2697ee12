/* Figures of a zone and facts about a ticket, read from what core/queue.c keeps; nothing here changes
 * a day. */
#include "core/queue.h"

#include "core/queue_list.h"
#include "core/visit.h"

#include <stdlib.h>
#include <string.h>

const struct km_zone_entry *km_queue_zone_entry(const struct km_day *day, km_zone zone)
{
    if (day == NULL || zone > KM_ZONE_MAX || day->zone_of[zone] == 0) {
        return NULL;
    }
    return &day->zones[day->zone_of[zone]];
}

uint32_t km_queue_ticket_find(const struct km_day *day, struct km_name name)
{
    uint32_t entry = day != NULL && !km_name_is_none(name) ? km_day_find(day, name) : 0;
    if (entry == 0) {
        return 0;
    }
    uint8_t kind = day->entries[entry].kind;
    if (kind != 0 && kind != KM_ISSUE && kind != KM_TRANSFER) {
        entry = km_day_find(day, (struct km_name){name.node, KM_MISNAMED(name.seq)});
    }
    return day->entries[entry].owner; /* of entry 0: 0 */
}

struct km_zone_figures km_queue_zone(const struct km_day *day, km_zone code)
{
    struct km_zone_figures figures = {0};
    const struct km_zone_entry *zone = km_queue_zone_entry(day, code);
    if (zone == NULL) {
        return figures;
    }
    const struct km_zone_counts *counts = &zone->counts;
    figures.state = (uint8_t)(day->entries[zone->state].value >> 30);
    figures.capacity = day->entries[zone->capacity].value & 0x3fffffffu;
    figures.waiting = counts->by_state[KM_TICKET_WAITING];
    figures.called = counts->by_state[KM_TICKET_CALLED];
    figures.admitted = counts->by_state[KM_TICKET_ADMITTED];
    figures.no_show = counts->by_state[KM_TICKET_NO_SHOW];
    figures.cancelled = counts->by_state[KM_TICKET_CANCELLED];
    figures.doubles = counts->doubles;
    figures.inside = km_visit_inside(day, zone);
    for (int lane = 0; lane < KM_LANE_END; lane++) {
        figures.lanes[lane] = (struct km_tally){
                km_order_count(day, zone->lanes[lane]), km_order_sum(day, zone->lanes[lane])};
    }
    return figures;
}

unsigned km_queue_priority_run(
        const struct km_day *day, const struct km_zone_entry *zone, unsigned after)
{
    uint32_t calls = km_order_count(day, zone->calls);
    unsigned run = 0;
    while (run < after && run < calls) {
        uint32_t call = km_order_at(day, zone->calls, calls - 1 - run);
        if (day->tickets[day->entries[call].owner].lane != KM_LANE_PRIORITY) {
            break;
        }
        run++;
    }
    return run;
}

static uint32_t smaller(uint64_t a, uint64_t b)
{
    return (uint32_t)(a < b ? a : b);
}

/* Who is called before the ticket at a place in its lane, by playing the rule forward: as long as
 * both lanes have tickets, `after` priority calls make way for one normal call. */
static struct km_tally ahead_of(const struct km_day *day, const struct km_zone_entry *zone,
        uint8_t lane, uint32_t place, unsigned after)
{
    uint32_t own = zone->lanes[lane], other = zone->lanes[lane == KM_LANE_NORMAL];
    uint32_t others = km_order_count(day, other);
    unsigned allowed = after - km_queue_priority_run(day, zone,
                                       after); /* priority calls until a normal one is due */
    if (lane == KM_LANE_NORMAL) {
        others = smaller(others, allowed + (uint64_t)place * after);
    } else {
        others = place < allowed ? 0 : smaller(others, 1 + (place - allowed) / after);
    }
    return (struct km_tally){
            place + others, km_order_people(day, own, place) + km_order_people(day, other, others)};
}

struct km_tally km_queue_ahead(const struct km_day *day, struct km_name name, unsigned after)
{
    uint32_t ticket = km_queue_ticket_find(day, name);
    if (ticket == 0 || day->tickets[ticket].state != KM_TICKET_WAITING) {
        return (struct km_tally){0};
    }
    const struct km_ticket_entry *t = &day->tickets[ticket];
    const struct km_zone_entry *zone = &day->zones[t->zone];
    bool requeued = t->decision != 0 && day->entries[t->decision].kind == KM_REQUEUE;
    uint32_t people;
    uint32_t place =
            km_order_before(day, zone->lanes[t->lane], requeued ? t->decision : t->name, &people);
    return ahead_of(day, zone, t->lane, place, after);
}

struct km_tally km_queue_tail(const struct km_day *day, km_zone code, uint8_t lane, unsigned after)
{
    const struct km_zone_entry *zone = km_queue_zone_entry(day, code);
    if (zone == NULL) {
        return (struct km_tally){0};
    }
    return ahead_of(day, zone, lane, km_order_count(day, zone->lanes[lane]), after);
}

struct km_name km_queue_next(const struct km_day *day, km_zone zone, unsigned after)
{
    struct km_name next = {0};
    (void)km_queue_next_tickets(day, zone, after, &next, 1);
    return next;
}

/* The state of a ticket, or while its issue is not here, what the records about it speak for: a
 * kiosk must not admit a ticket whose cancel came before its issue. A transfer is taken at its
 * word, as nobody offers one for a seat. */
static uint8_t presumed_state(const struct km_day *day, const struct km_ticket_entry *t)
{
    if (t->state != KM_TICKET_UNKNOWN) {
        return t->state;
    }
    if (t->cancels > 0) {
        return KM_TICKET_CANCELLED;
    }
    for (uint32_t e = t->first; e != 0; e = day->entries[e].next) {
        if (day->entries[e].kind == KM_TRANSFER && km_queue_counts(day, day->entries[e].value)) {
            return KM_TICKET_TRANSFERRED;
        }
    }
    uint8_t decision = day->entries[t->decision].kind;
    return decision == KM_CALL      ? KM_TICKET_CALLED
           : decision == KM_NO_SHOW ? KM_TICKET_NO_SHOW
                                    : KM_TICKET_UNKNOWN;
}

/* The ticket that counts in this one's place, as the entry of its name. */
static uint32_t standing_for(const struct km_day *day, const struct km_ticket_entry *t)
{
    if (t->state != KM_TICKET_VOID) {
        return t->winner;
    }
    const struct km_ticket_entry *old = &day->tickets[t->link];
    return old->winner != 0 ? old->winner : old->name;
}

static struct km_ticket_facts facts_of(const struct km_day *day, uint32_t ticket)
{
    const struct km_ticket_entry *t = &day->tickets[ticket];
    struct km_ticket_facts facts = {
            .name = km_day_name(day, t->name),
            .state = t->state,
            .presumed = presumed_state(day, t),
            .issued = t->issued,
            .zone = day->zones[t->zone].code,
            .session = t->session,
            .number = t->number,
            .lane = t->lane,
            .party = t->party,
            .issued_at = t->issued ? day->entries[t->name].at : 0,
            .decided_at = day->entries[t->decision].at,
            .admitted_at = day->entries[t->admit].at,
            .recalled_at = day->entries[t->recall].at,
            .admitted_by = km_day_name(day, t->admit),
            .winner = km_day_name(day, standing_for(day, t)),
            .left_at = km_visit_left_at(day, ticket),
            .checks = t->checks,
            .rating = (uint8_t)day->entries[t->rating].value,
            .visitor = km_day_name(day, day->tickets[km_visit_first(day, ticket)].name),
    };
    memcpy(facts.people, t->people, sizeof facts.people);
    return facts;
}

bool km_queue_ticket(
        const struct km_day *day, struct km_name name, struct km_ticket_facts *out_facts)
{
    uint32_t ticket = km_queue_ticket_find(day, name);
    if (ticket == 0) {
        return false;
    }
    *out_facts = facts_of(day, ticket);
    return true;
}

/* Calls each for the tickets that a node's records name, in order; stops when it returns false. */
static void each_of_node(const struct km_day *day, const struct km_node_pages *node,
        bool (*each)(const struct km_day *day, uint32_t ticket, void *userdata), void *userdata)
{
    for (uint32_t p = 0; p < node->count && node->pages[p]->index < KM_MISNAMED(0) / 64; p++) {
        for (uint32_t i = 0; i < 64; i++) {
            uint32_t entry = node->pages[p]->entries[i];
            uint32_t ticket = entry != 0 ? km_queue_ticket_find(day, km_day_name(day, entry)) : 0;
            if (ticket != 0 && !each(day, ticket, userdata)) {
                return;
            }
        }
    }
}

struct facts_call {
    void (*each)(const struct km_ticket_facts *facts, void *userdata);
    void *userdata;
};

static bool call_with_facts(const struct km_day *day, uint32_t ticket, void *userdata)
{
    const struct facts_call *call = userdata;
    if (day->tickets[ticket].state == KM_TICKET_UNKNOWN) {
        return true; /* a mere name: nothing of it counts yet */
    }
    struct km_ticket_facts facts = facts_of(day, ticket);
    call->each(&facts, call->userdata);
    return true;
}

static int compare_nodes(const void *a, const void *b)
{
    km_node x = (*(const struct km_node_pages *const *)a)->id;
    km_node y = (*(const struct km_node_pages *const *)b)->id;
    return (x > y) - (x < y);
}

void km_queue_each(const struct km_day *day,
        void (*each)(const struct km_ticket_facts *facts, void *userdata), void *userdata)
{
    if (day == NULL || day->node_count == 0) {
        return;
    }
    struct facts_call call = {each, userdata};
    const struct km_node_pages **nodes = calloc(day->node_count, sizeof *nodes);
    if (nodes == NULL) {
        abort();
    }
    for (uint32_t n = 0; n < day->node_count; n++) {
        nodes[n] = &day->nodes[n];
    }
    qsort(nodes, day->node_count, sizeof *nodes, compare_nodes);
    for (uint32_t n = 0; n < day->node_count; n++) {
        each_of_node(day, nodes[n], call_with_facts, &call);
    }
    free(nodes);
}

struct number_search {
    km_zone zone;
    uint16_t number; /* 0 = the highest is wanted */
    uint16_t highest;
    struct km_name found;
};

static bool compare_number(const struct km_day *day, uint32_t ticket, void *userdata)
{
    struct number_search *search = userdata;
    const struct km_ticket_entry *t = &day->tickets[ticket];
    if (!t->issued || day->zones[t->zone].code != search->zone) {
        return true;
    }
    search->highest = t->number > search->highest ? t->number : search->highest;
    if (t->number == search->number) {
        search->found = km_day_name(day, t->name);
    }
    return km_name_is_none(search->found);
}

static void search_number(const struct km_day *day, km_node node, struct number_search *search)
{
    uint32_t n;
    if (day != NULL && km_day_node(day, node, &n)) {
        each_of_node(day, &day->nodes[n], compare_number, search);
    }
}

struct km_name km_queue_by_number(
        const struct km_day *day, km_node node, km_zone zone, uint16_t number)
{
    struct number_search search = {.zone = zone, .number = number};
    search_number(day, node, &search);
    return search.found;
}

uint16_t km_queue_last_number(const struct km_day *day, km_node node, km_zone zone)
{
    struct number_search search = {.zone = zone};
    search_number(day, node, &search);
    return search.highest;
}
