#include "core/visit.h"

#include "core/array.h"

/* What ended a stay: the ticket's own check_out, or next, the visitor's next admission. 0 = nothing
 * yet. */
static uint32_t end_of_stay(const struct km_day *day, uint32_t ticket, uint32_t next)
{
    uint32_t out = day->tickets[ticket].out;
    if (out == 0 || next == 0) {
        return out != 0 ? out : next;
    }
    return km_day_before(day, out, next) ? out : next;
}

static void leave_add(struct km_day *day, uint32_t ticket, uint32_t next)
{
    uint32_t end = end_of_stay(day, ticket, next);
    if (end != 0) {
        const struct km_ticket_entry *t = &day->tickets[ticket];
        km_order_insert(day, &day->zones[t->zone].outs, end, t->party);
    }
}

static void leave_remove(struct km_day *day, uint32_t ticket, uint32_t next)
{
    uint32_t end = end_of_stay(day, ticket, next);
    if (end != 0) {
        km_order_remove(day, &day->zones[day->tickets[ticket].zone].outs, end);
    }
}

/* The visitor counts once, with the people of its first admitted ticket. */
static void count_visitor(struct km_day *day, uint32_t stays, bool add)
{
    uint32_t first = km_order_at(day, stays, 0);
    if (first == 0) {
        return;
    }
    const struct km_ticket_entry *t = &day->tickets[day->entries[first].owner];
    uint32_t sign = add ? 1u : UINT32_MAX; /* adding UINT32_MAX takes one away */
    day->visitors.parties += sign;
    day->visitors.people += sign * t->party;
    for (int i = 0; i < KM_CATEGORIES_MAX; i++) {
        day->visitors_people[i] += sign * t->people[i];
    }
}

void km_visit_add(struct km_day *day, uint32_t ticket)
{
    struct km_ticket_entry *t = &day->tickets[ticket];
    struct km_ticket_entry *group = &day->tickets[t->group];
    uint32_t before, after;
    km_order_neighbours(day, group->stays, t->admit, &before, &after);
    if (before != 0) {
        leave_remove(day, day->entries[before].owner, after);
        leave_add(day, day->entries[before].owner, t->admit);
    }
    if (before == 0) {
        count_visitor(day, group->stays, false);
    }
    km_order_insert(day, &group->stays, t->admit, t->party);
    if (before == 0) {
        count_visitor(day, group->stays, true);
    }
    km_order_insert(day, &day->zones[t->zone].ins, t->admit, t->party);
    leave_add(day, ticket, after);
}

void km_visit_remove(struct km_day *day, uint32_t ticket)
{
    struct km_ticket_entry *t = &day->tickets[ticket];
    struct km_ticket_entry *group = &day->tickets[t->group];
    uint32_t before, after;
    km_order_neighbours(day, group->stays, t->admit, &before, &after);
    leave_remove(day, ticket, after);
    km_order_remove(day, &day->zones[t->zone].ins, t->admit);
    if (before == 0) {
        count_visitor(day, group->stays, false);
    }
    km_order_remove(day, &group->stays, t->admit);
    if (before == 0) {
        count_visitor(day, group->stays, true);
    }
    if (before != 0) {
        leave_remove(day, day->entries[before].owner, t->admit);
        leave_add(day, day->entries[before].owner, after);
    }
}

static bool has_stay(const struct km_ticket_entry *t)
{
    return t->state == KM_TICKET_ADMITTED && !t->lifted;
}

/* Takes the group's stays out of count, ticket by ticket. */
static void stays_remove(struct km_day *day, uint32_t group)
{
    uint32_t member = group;
    do {
        if (has_stay(&day->tickets[member])) {
            km_visit_remove(day, member);
        }
        member = day->tickets[member].mate;
    } while (member != group);
}

void km_visit_link(struct km_day *day, uint32_t ticket, uint32_t other)
{
    uint32_t large = day->tickets[ticket].group, small = day->tickets[other].group;
    if (large == small) {
        return;
    }
    if (day->tickets[large].size < day->tickets[small].size) {
        uint32_t swap = large;
        large = small;
        small = swap;
    }
    stays_remove(day, small);
    uint32_t member = small;
    do {
        day->tickets[member].group = large;
        if (has_stay(&day->tickets[member])) {
            km_visit_add(day, member);
        }
        member = day->tickets[member].mate;
    } while (member != small);
    day->tickets[large].size += day->tickets[small].size;
    uint32_t swap = day->tickets[large].mate;
    day->tickets[large].mate = day->tickets[small].mate;
    day->tickets[small].mate = swap;
}

void km_visit_regroup(struct km_day *day, uint32_t ticket)
{
    uint32_t group = day->tickets[ticket].group;
    uint32_t count = day->tickets[group].size;
    uint32_t *members = NULL, cap = 0;
    members = km_array_grow(members, &cap, count, sizeof *members);
    uint32_t member = group;
    stays_remove(day, group);
    for (uint32_t i = 0; i < count; i++) {
        members[i] = member;
        member = day->tickets[member].mate;
    }
    for (uint32_t i = 0; i < count; i++) {
        struct km_ticket_entry *t = &day->tickets[members[i]];
        t->group = t->mate = members[i];
        t->size = 1;
        t->stays = 0;
        if (has_stay(t)) {
            km_visit_add(day, members[i]);
        }
    }
    for (uint32_t i = 0; i < count; i++) {
        uint32_t link = day->tickets[members[i]].link;
        if (link != 0) {
            km_visit_link(day, members[i], link);
        }
    }
    free(members);
}

/* Least issue that is here, else least name: a total order, the same on every node. */
static bool comes_first(const struct km_day *day, uint32_t a, uint32_t b)
{
    const struct km_ticket_entry *x = &day->tickets[a], *y = &day->tickets[b];
    if (x->issued != y->issued) {
        return x->issued > y->issued;
    }
    if (x->issued) {
        return km_day_before(day, x->name, y->name);
    }
    struct km_name n = km_day_name(day, x->name), m = km_day_name(day, y->name);
    return n.node != m.node ? n.node < m.node : n.seq < m.seq;
}

uint32_t km_visit_first(const struct km_day *day, uint32_t ticket)
{
    uint32_t first = ticket;
    for (uint32_t member = day->tickets[ticket].mate; member != ticket;
            member = day->tickets[member].mate) {
        if (comes_first(day, member, first)) {
            first = member;
        }
    }
    return first;
}

int64_t km_visit_left_at(const struct km_day *day, uint32_t ticket)
{
    const struct km_ticket_entry *t = &day->tickets[ticket];
    if (t->state != KM_TICKET_ADMITTED) {
        return 0;
    }
    uint32_t before, after;
    km_order_neighbours(day, day->tickets[t->group].stays, t->admit, &before, &after);
    uint32_t end = end_of_stay(day, ticket, after);
    return end != 0 ? day->entries[end].at : 0;
}

struct km_tally km_visit_inside(const struct km_day *day, const struct km_zone_entry *zone)
{
    int64_t parties = (int64_t)km_order_count(day, zone->ins) - km_order_count(day, zone->outs);
    int64_t people = (int64_t)km_order_sum(day, zone->ins) - km_order_sum(day, zone->outs);
    if (zone->head_count != 0) {
        uint32_t in_people, out_people;
        km_order_before(day, zone->ins, zone->head_count, &in_people);
        km_order_before(day, zone->outs, zone->head_count, &out_people);
        people += day->entries[zone->head_count].value;
        people -= (int64_t)in_people - out_people;
    }
    return (struct km_tally){.parties = parties > 0 ? (uint32_t)parties : 0,
            .people = people > 0 ? (uint32_t)people : 0};
}

struct km_tally km_visit_inside_since(
        const struct km_day *day, const struct km_zone_entry *zone, int64_t since)
{
    struct km_tally inside = {0};
    for (uint32_t k = km_order_count(day, zone->ins); k-- > 0;) {
        uint32_t entry = km_order_at(day, zone->ins, k);
        if (day->entries[entry].at <= since) {
            break;
        }
        uint32_t ticket = day->entries[entry].owner;
        if (km_visit_left_at(day, ticket) == 0) {
            inside.parties++;
            inside.people += day->tickets[ticket].party;
        }
    }
    if (zone->head_count != 0 && day->entries[zone->head_count].at > since) {
        inside.people = km_visit_inside(day, zone).people;
    }
    return inside;
}
