/* The lists of core/queue_list.h and core/deed.h a second time: see naive.h. */
#include "tests/core/naive.h"

static const struct km_record *record(const struct naive *n, uint32_t i)
{
    return &n->world->items[i].record;
}

static struct km_name name(const struct naive *n, uint32_t i)
{
    return n->world->items[i].name;
}

uint32_t naive_in_state(
        const struct naive *n, km_zone zone, enum km_ticket_state state, struct km_name *out)
{
    uint32_t count = 0;
    for (uint32_t k = n->world->count; k > 0; k--) {
        uint32_t i = n->order[k - 1];
        struct km_name ticket = record(n, i)->ticket;
        if (naive_decision(n, ticket) == i && n->counts[i] && naive_zone(n, ticket) == zone &&
                naive_state(n, ticket) == state) {
            out[count++] = ticket;
        }
    }
    return count;
}

uint32_t naive_last_calls(const struct naive *n, km_zone zone, struct km_name *out)
{
    uint32_t count = 0;
    for (uint32_t k = n->world->count; k > 0; k--) {
        uint32_t i = n->order[k - 1];
        struct km_name ticket = record(n, i)->ticket;
        uint32_t issue = naive_issue(n, ticket);
        if (record(n, i)->kind == KM_CALL && n->counts[i] && issue != NAIVE_NONE &&
                record(n, issue)->zone == zone && naive_extreme(n, KM_CALL, ticket, true) == i) {
            out[count++] = ticket;
        }
    }
    return count;
}

uint32_t naive_visits(const struct naive *n, uint32_t ticket, uint32_t *out)
{
    uint32_t count = 0;
    for (uint32_t k = 0; k < n->world->count; k++) {
        uint32_t i = n->order[k];
        if (record(n, i)->kind == KM_CHECK_IN && n->counts[i] &&
                naive_admission(n, record(n, i)->ticket) == i &&
                n->visitor[i] == n->holder[ticket]) {
            out[count++] = i;
        }
    }
    return count;
}

uint32_t naive_live_tickets(const struct naive *n, uint32_t ticket, struct km_name *out)
{
    uint32_t count = 0;
    for (uint32_t k = 0; k < n->world->count; k++) {
        uint32_t i = n->order[k];
        bool issued = naive_issue(n, name(n, i)) == i;
        enum km_ticket_state state = naive_state(n, name(n, i));
        if (issued && n->holder[i] == n->holder[ticket] &&
                (state == KM_TICKET_WAITING || state == KM_TICKET_CALLED)) {
            out[count++] = name(n, i);
        }
    }
    return count;
}

uint32_t naive_deeds(const struct naive *n, km_node node, struct km_name *out, uint32_t max)
{
    uint32_t count = 0, below = UINT32_MAX;
    while (count < max) {
        uint32_t last = NAIVE_NONE;
        for (uint32_t i = 0; i < n->world->count; i++) {
            if (name(n, i).node == node && name(n, i).seq < below && n->counts[i] &&
                    naive_undoable(n, i) &&
                    (last == NAIVE_NONE || name(n, i).seq > name(n, last).seq)) {
                last = i;
            }
        }
        if (last == NAIVE_NONE) {
            break;
        }
        below = name(n, last).seq;
        out[count++] = name(n, last);
    }
    return count;
}
