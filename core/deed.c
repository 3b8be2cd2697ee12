#include "core/deed.h"

#include "core/queue.h"

static bool is_about_zone(int kind)
{
    return kind == KM_ZONE || kind == KM_HEAD_COUNT;
}

static bool is_about_ticket(int kind)
{
    return kind >= KM_ISSUE && kind <= KM_REPRINT && kind != KM_UNDO && !is_about_zone(kind);
}

static struct km_name name_of(const struct km_day *day, uint32_t ticket)
{
    return km_day_name(day, day->tickets[ticket].name);
}

/* Whether the ticket still goes its way through the queue. */
static bool is_under_way(const struct km_ticket_entry *t)
{
    return t->state == KM_TICKET_WAITING || t->state == KM_TICKET_CALLED ||
           t->state == KM_TICKET_NO_SHOW;
}

static bool decides(const struct km_day *day, uint32_t entry)
{
    const struct km_entry *e = &day->entries[entry];
    const struct km_ticket_entry *t = &day->tickets[is_about_ticket(e->kind) ? e->owner : 0];
    switch (e->kind) {
    case KM_CALL:
    case KM_NO_SHOW:
    case KM_REQUEUE:
        return t->decision == entry && is_under_way(t);
    case KM_TRANSFER:
        return is_under_way(t);
    case KM_CANCEL:
        return t->state == KM_TICKET_CANCELLED;
    case KM_CHECK_IN:
        return true;
    case KM_CHECK_OUT:
        return t->out == entry && t->state == KM_TICKET_ADMITTED;
    case KM_RATE:
        return t->rating == entry;
    case KM_HEAD_COUNT:
        return day->zones[e->owner].head_count == entry;
    default:
        return false;
    }
}

static struct km_deed deed_of(const struct km_day *day, uint32_t entry)
{
    const struct km_entry *e = &day->entries[entry];
    struct km_deed deed = {
            .record = km_day_name(day, entry),
            .kind = (enum km_kind)e->kind,
            .at = e->at,
            .counts = km_queue_counts(day, entry),
            .undoable = km_queue_undoable(day, entry),
            .decides = km_queue_counts(day, entry) && decides(day, entry),
    };
    if (is_about_zone(deed.kind)) {
        deed.zone = day->zones[e->owner].code;
    }
    if (deed.kind == KM_HEAD_COUNT || deed.kind == KM_RATE) {
        deed.count = e->value;
    }
    if (is_about_ticket(deed.kind) && e->owner != 0) {
        bool makes = deed.kind == KM_ISSUE || deed.kind == KM_TRANSFER;
        uint32_t old = deed.kind == KM_TRANSFER ? day->tickets[e->owner].link : e->owner;
        deed.made = makes ? name_of(day, e->owner) : (struct km_name){0};
        deed.ticket = old != 0 ? name_of(day, old) : (struct km_name){0};
        deed.zone = day->zones[day->tickets[old].zone].code;
    }
    return deed;
}

bool km_deed_find(const struct km_day *day, struct km_name record, struct km_deed *out_deed)
{
    uint32_t entry = day != NULL && !km_name_is_none(record) ? km_day_find(day, record) : 0;
    if (entry == 0 || day->entries[entry].kind == 0) {
        return false;
    }
    *out_deed = deed_of(day, entry);
    return true;
}

size_t km_deed_latest(const struct km_day *day, km_node id, struct km_deed *out, size_t max)
{
    uint32_t node;
    if (day == NULL || !km_day_node(day, id, &node)) {
        return 0;
    }
    const struct km_node_pages *pages = &day->nodes[node];
    size_t count = 0;
    unsigned seen = 0;
    for (uint32_t p = pages->count; p > 0 && count < max; p--) {
        const struct km_page *page = pages->pages[p - 1];
        for (int i = 63; i >= 0 && count < max && seen < KM_DEED_LOOK_BACK; i--) {
            uint32_t entry = page->entries[i];
            if (entry == 0 || day->entries[entry].kind == 0) {
                continue; /* not that day's, or only named by others */
            }
            seen++;
            if (km_queue_undoable(day, entry) && km_queue_counts(day, entry)) {
                out[count++] = deed_of(day, entry);
            }
        }
    }
    return count;
}
