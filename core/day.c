#include "core/day.h"

#include "core/array.h"
#include "core/queue.h"
#include "core/seats.h"
#include "core/visit.h"

#include <assert.h>
#include <sodium.h>
#include <string.h>

/* What km_entry.value holds, by kind:
 *   check_in              zone index << 16 | party << 8
 *   rate, head_count      the count
 *   zone                  state << 30 | capacity
 *   transfer (listed)     the transfer's own entry
 *   grant_seats, return_seats   index into moves */
#define ZONE_STATE(value) ((value) >> 30)
#define ZONE_CAPACITY(value) ((value)&0x3fffffffu)

struct km_day *km_day_new(km_day_no no, km_node station)
{
    struct km_day *day = calloc(1, sizeof *day);
    if (day == NULL) {
        abort();
    }
    day->day = no;
    day->station = station;
    km_orders_init(&day->orders, randombytes_random());
    day->entries = km_array_grow(NULL, &day->entry_cap, 1, sizeof *day->entries);
    day->tickets = km_array_grow(NULL, &day->ticket_cap, 1, sizeof *day->tickets);
    day->zones = km_array_grow(NULL, &day->zone_cap, 1, sizeof *day->zones);
    day->entries[0] = (struct km_entry){0};
    day->tickets[0] = (struct km_ticket_entry){0};
    day->zones[0] = (struct km_zone_entry){0};
    day->entry_count = day->ticket_count = day->zone_count = 1;
    return day;
}

void km_day_free(struct km_day *day)
{
    if (day == NULL) {
        return;
    }
    for (uint32_t i = 0; i < day->node_count; i++) {
        for (uint32_t p = 0; p < day->nodes[i].count; p++) {
            free(day->nodes[i].pages[p]);
        }
        free(day->nodes[i].pages);
    }
    km_orders_destroy(&day->orders);
    free(day->nodes);
    free(day->node_slots);
    free(day->entries);
    free(day->tickets);
    free(day->zones);
    free(day->seats);
    free(day->moves);
    free(day);
}

size_t km_day_memory(const struct km_day *day)
{
    size_t bytes = sizeof *day + day->entry_cap * sizeof *day->entries +
                   day->ticket_cap * sizeof *day->tickets + day->zone_cap * sizeof *day->zones +
                   day->node_cap * sizeof *day->nodes +
                   day->node_slot_cap * sizeof *day->node_slots +
                   day->orders.cap * sizeof *day->orders.nodes +
                   day->seat_cap * sizeof *day->seats + day->move_cap * sizeof *day->moves;
    for (uint32_t i = 0; i < day->node_count; i++) {
        bytes += day->nodes[i].cap * sizeof(struct km_page *);
        bytes += day->nodes[i].count * sizeof(struct km_page);
    }
    return bytes;
}

/* ---- names to entries ---- */

static uint32_t node_slot(const struct km_day *day, km_node id)
{
    uint32_t slot =
            (uint32_t)(id >> 32 ^ id) & (day->node_slot_cap - 1); /* ids are hashes already */
    while (day->node_slots[slot] != 0 && day->nodes[day->node_slots[slot] - 1].id != id) {
        slot = (slot + 1) & (day->node_slot_cap - 1);
    }
    return slot;
}

bool km_day_node(const struct km_day *day, km_node id, uint32_t *out_node)
{
    uint32_t found = day->node_slot_cap > 0 ? day->node_slots[node_slot(day, id)] : 0;
    if (found == 0) {
        return false;
    }
    *out_node = found - 1;
    return true;
}

static uint32_t node_of(struct km_day *day, km_node id)
{
    uint32_t node;
    if (km_day_node(day, id, &node)) {
        return node;
    }
    KM_ARRAY_ROOM(day->nodes, day->node_count, day->node_cap);
    day->nodes[day->node_count++] = (struct km_node_pages){.id = id};
    if (2 * day->node_count > day->node_slot_cap) {
        free(day->node_slots);
        day->node_slot_cap = day->node_slot_cap > 0 ? 2 * day->node_slot_cap : 16;
        day->node_slots = calloc(day->node_slot_cap, sizeof *day->node_slots);
        if (day->node_slots == NULL) {
            abort();
        }
        for (uint32_t i = 0; i + 1 < day->node_count; i++) {
            day->node_slots[node_slot(day, day->nodes[i].id)] = i + 1;
        }
    }
    day->node_slots[node_slot(day, id)] = day->node_count;
    return day->node_count - 1;
}

/* First page whose index is not below the one sought; the last page is tried first, records come in
 * order. */
static uint32_t page_place(const struct km_node_pages *node, uint32_t index)
{
    if (node->count > 0 && node->pages[node->count - 1]->index <= index) {
        return node->pages[node->count - 1]->index == index ? node->count - 1 : node->count;
    }
    uint32_t low = 0, high = node->count;
    while (low < high) {
        uint32_t mid = (low + high) / 2;
        if (node->pages[mid]->index < index) {
            low = mid + 1;
        } else {
            high = mid;
        }
    }
    return low;
}

static struct km_page *page_new(uint32_t index)
{
    struct km_page *page = calloc(1, sizeof *page);
    if (page == NULL) {
        abort();
    }
    page->index = index;
    return page;
}

uint32_t km_day_find(const struct km_day *day, struct km_name name)
{
    uint32_t node;
    if (!km_day_node(day, name.node, &node)) {
        return 0;
    }
    const struct km_node_pages *pages = &day->nodes[node];
    uint32_t place = page_place(pages, name.seq / 64);
    if (place == pages->count || pages->pages[place]->index != name.seq / 64) {
        return 0;
    }
    return pages->pages[place]->entries[name.seq % 64];
}

uint32_t km_day_entry_of(struct km_day *day, struct km_name name)
{
    uint32_t node = node_of(day, name.node);
    struct km_node_pages *pages = &day->nodes[node];
    uint32_t index = name.seq / 64, place = page_place(pages, index);
    if (place == pages->count || pages->pages[place]->index != index) {
        KM_ARRAY_ROOM(pages->pages, pages->count, pages->cap);
        memmove(&pages->pages[place + 1], &pages->pages[place],
                (pages->count - place) * sizeof *pages->pages);
        pages->count++;
        pages->pages[place] = page_new(index);
    }
    uint32_t *slot = &pages->pages[place]->entries[name.seq % 64];
    if (*slot == 0) {
        KM_ARRAY_ROOM(day->entries, day->entry_count, day->entry_cap);
        *slot = day->entry_count++;
        day->entries[*slot] = (struct km_entry){.seq = name.seq, .node = node};
    }
    return *slot;
}

struct km_name km_day_name(const struct km_day *day, uint32_t entry)
{
    const struct km_entry *e = &day->entries[entry];
    return entry == 0 ? (struct km_name){0}
                      : (struct km_name){day->nodes[e->node].id, e->seq & ~KM_MISNAMED(0)};
}

uint16_t km_day_zone_of(struct km_day *day, km_zone code)
{
    assert(code <= KM_ZONE_MAX);
    if (day->zone_of[code] == 0) {
        KM_ARRAY_ROOM(day->zones, day->zone_count, day->zone_cap);
        day->zone_of[code] = (uint16_t)day->zone_count++;
        day->zones[day->zone_of[code]] = (struct km_zone_entry){.code = code};
    }
    return day->zone_of[code];
}

/* ---- zones: the latest of what was said ---- */

static void zone_take(struct km_day *day, struct km_zone_entry *zone, uint32_t entry)
{
    const struct km_entry *e = &day->entries[entry];
    bool head_count = e->kind == KM_HEAD_COUNT;
    uint32_t *latest[] = {
            head_count ? &zone->head_count : NULL,
            !head_count && ZONE_STATE(e->value) != KM_ZONE_UNSET ? &zone->state : NULL,
            !head_count && ZONE_CAPACITY(e->value) != 0 ? &zone->capacity : NULL,
    };
    for (int i = 0; i < 3; i++) {
        if (latest[i] != NULL && (*latest[i] == 0 || km_day_before(day, *latest[i], entry))) {
            *latest[i] = entry;
        }
    }
}

static void zone_rederive(struct km_day *day, struct km_zone_entry *zone)
{
    zone->state = zone->capacity = zone->head_count = 0;
    for (uint32_t entry = zone->first; entry != 0; entry = day->entries[entry].next) {
        if (km_queue_counts(day, entry)) {
            zone_take(day, zone, entry);
        }
    }
}

/* ---- changing an entry that is already here ---- */

/* The ticket that a transfer record took the place of. */
static uint32_t old_ticket(const struct km_day *day, const struct km_entry *e)
{
    return e->kind == KM_TRANSFER ? day->tickets[e->owner].link : 0;
}

static bool is_about_zone(const struct km_entry *e)
{
    return e->kind == KM_ZONE || e->kind == KM_HEAD_COUNT;
}

static bool is_about_ticket(const struct km_entry *e)
{
    return e->kind >= KM_ISSUE && e->kind <= KM_REPRINT && e->kind != KM_UNDO &&
           !is_about_zone(e) && e->owner != 0;
}

static void undo(struct km_day *day, uint32_t target, bool more);

/* The issue is taken out: what remains of the ticket is its name and what others wrote about it. */
static void unissue(struct km_day *day, uint32_t ticket)
{
    struct km_ticket_entry *t = &day->tickets[ticket];
    t->issued = 0;
    t->zone = t->number = t->party = t->lane = 0;
    t->session = KM_NO_SESSION;
    memset(t->people, 0, sizeof t->people);
    if (t->link != 0) {
        t->link = 0;
        km_visit_regroup(day, ticket);
    }
}

/* Changes an entry: its time by delta, how often it is undone, whether it is dead; and what follows
 * from it. */
static void change(struct km_day *day, uint32_t entry, int64_t delta, uint16_t undone, bool dies)
{
    struct km_entry *e = &day->entries[entry];
    uint32_t ticket = is_about_ticket(e) ? e->owner : 0, old = ticket != 0 ? old_ticket(day, e) : 0;
    bool unissues = dies && ticket != 0 && (e->kind == KM_ISSUE || e->kind == KM_TRANSFER);
    uint32_t changed = unissues ? KM_QUEUE_ISSUE : entry;
    if (ticket != 0) {
        km_queue_lift(day, ticket, changed);
    }
    if (old != 0) {
        km_queue_lift(day, old, entry);
    }
    e->at += delta;
    e->undone = undone;
    e->dead |= dies;
    day->record_count -= dies;
    if (unissues) {
        unissue(day, ticket);
    }
    if (old != 0) {
        km_queue_lower(day, old, entry);
    }
    if (ticket != 0) {
        km_queue_lower(day, ticket, changed);
    }
    if (is_about_zone(e)) {
        zone_rederive(day, &day->zones[e->owner]);
    }
    if (dies && e->kind == KM_UNDO) {
        undo(day, e->owner, false);
    }
    if (dies && (e->kind == KM_GRANT_SEATS || e->kind == KM_RETURN_SEATS)) {
        km_seats_move(day, &day->moves[e->value], e->kind == KM_GRANT_SEATS, false);
    }
}

/* How many live undo records name the target, at most KM_UNDONE_MANY. */
static uint16_t count_undos(const struct km_day *day, uint32_t target)
{
    uint32_t count = 0;
    for (uint32_t i = 1; i < day->entry_count && count < KM_UNDONE_MANY; i++) {
        const struct km_entry *e = &day->entries[i];
        count += e->kind == KM_UNDO && e->owner == target && !e->dead;
    }
    return (uint16_t)count;
}

/* One undo record more, or one less, counts against the target. */
static void undo(struct km_day *day, uint32_t target, bool more)
{
    uint16_t undone = day->entries[target].undone;
    if (more) {
        undone += undone < KM_UNDONE_MANY;
    } else {
        undone = undone < KM_UNDONE_MANY ? undone - 1 : count_undos(day, target);
    }
    change(day, target, 0, undone, false);
}

static void each_of_node(struct km_day *day, km_node id, uint32_t after, uint32_t before,
        void (*each)(struct km_day *day, uint32_t entry, int64_t delta), int64_t delta)
{
    uint32_t node;
    if (!km_day_node(day, id, &node)) {
        return;
    }
    /* By index: what is done to an entry may make pages of other nodes, never of entries that are
     * here. */
    for (uint32_t p = page_place(&day->nodes[node], after / 64); p < day->nodes[node].count; p++) {
        uint32_t first = day->nodes[node].pages[p]->index * 64;
        if (first >= before) {
            return;
        }
        for (uint32_t i = 0; i < 64; i++) {
            uint32_t entry = day->nodes[node].pages[p]->entries[i];
            if (entry != 0 && day->entries[entry].kind != 0 && first + i > after &&
                    first + i < before) {
                each(day, entry, delta);
            }
        }
    }
}

static void shift_entry(struct km_day *day, uint32_t entry, int64_t delta)
{
    change(day, entry, delta, day->entries[entry].undone, false);
}

static void kill_entry(struct km_day *day, uint32_t entry, int64_t delta)
{
    if (!day->entries[entry].dead) {
        change(day, entry, delta, day->entries[entry].undone, true);
    }
}

void km_day_shift(struct km_day *day, km_node node, uint32_t after, uint32_t before, int64_t delta)
{
    if (delta != 0) {
        each_of_node(day, node, after, before, shift_entry, delta);
    }
}

void km_day_cut(struct km_day *day, km_node node, uint32_t from)
{
    each_of_node(day, node, from - 1, UINT32_MAX, kill_entry, 0);
}

/* ---- taking a record ---- */

static void take_about_ticket(struct km_day *day, uint32_t entry, const struct km_record *record)
{
    uint32_t ticket = km_queue_ticket_of(day, record->ticket);
    uint16_t zone = record->kind == KM_CHECK_IN ? km_day_zone_of(day, record->zone) : 0;
    struct km_entry *e = &day->entries[entry];
    e->owner = ticket;
    e->value = record->kind == KM_CHECK_IN ? (uint32_t)zone << 16 | (record->count & 0xff) << 8
                                           : record->count;
    e->next = day->tickets[ticket].first;
    day->tickets[ticket].first = entry;
    if (km_queue_counts(day, entry)) {
        km_queue_add(day, ticket, entry);
    }
}

static void take_about_zone(struct km_day *day, uint32_t entry, const struct km_record *record)
{
    uint16_t zone = km_day_zone_of(day, record->zone);
    struct km_entry *e = &day->entries[entry];
    uint32_t count = record->count < 0x3fffffffu ? record->count : 0x3fffffffu;
    e->value = record->kind == KM_ZONE ? (uint32_t)record->state << 30 | count : count;
    e->owner = zone;
    e->next = day->zones[zone].first;
    day->zones[zone].first = entry;
    if (km_queue_counts(day, entry)) {
        zone_take(day, &day->zones[zone], entry);
    }
}

static void take_seats(struct km_day *day, uint32_t entry, const struct km_record *record)
{
    bool grant = record->kind == KM_GRANT_SEATS;
    uint32_t node = grant ? node_of(day, record->about) : day->entries[entry].node;
    struct km_seat_move move = {.zone = km_day_zone_of(day, record->zone),
            .session = record->session,
            .node = node,
            .count = record->count};
    KM_ARRAY_ROOM(day->moves, day->move_count, day->move_cap);
    day->moves[day->move_count] = move;
    day->entries[entry].value = day->move_count++;
    if (!day->entries[entry].dead) {
        km_seats_move(day, &move, grant, true);
    }
}

static void take_issue(
        struct km_day *day, uint32_t entry, struct km_name name, const struct km_record *record)
{
    uint32_t ticket = km_queue_ticket_of(day, name);
    if (!day->entries[entry].dead) {
        km_queue_issue(day, ticket, record);
    }
}

static void take_undo(struct km_day *day, uint32_t entry, const struct km_record *record)
{
    uint32_t target = km_day_entry_of(day, record->target);
    day->entries[entry].owner = target;
    if (!day->entries[entry].dead) {
        undo(day, target, true);
    }
}

/* A record that is no issue came under the name of a ticket: the two part. */
static void part(struct km_day *day, uint32_t entry, struct km_name name)
{
    uint32_t ticket = day->entries[entry].owner;
    name.seq = KM_MISNAMED(name.seq);
    uint32_t other = km_day_entry_of(day, name);
    day->entries[other].owner = ticket;
    day->entries[entry].owner = 0;
    day->tickets[ticket].name = other;
}

bool km_day_take(
        struct km_day *day, struct km_name name, const struct km_record *record, int64_t shift)
{
    uint32_t entry = km_day_entry_of(day, name);
    struct km_entry *e = &day->entries[entry];
    if (e->kind != 0) {
        return false;
    }
    bool issues = record->kind == KM_ISSUE || record->kind == KM_TRANSFER;
    e->kind = (uint8_t)record->kind;
    e->at = record->time + shift;
    e->dead = !km_kind_may_write(record->kind, name.node == day->station);
    day->record_count += !e->dead;
    if (!issues && e->owner != 0) {
        part(day, entry, name);
    }
    switch (record->kind) {
    case KM_ISSUE:
    case KM_TRANSFER:
        take_issue(day, entry, name, record);
        break;
    case KM_UNDO:
        take_undo(day, entry, record);
        break;
    case KM_ZONE:
    case KM_HEAD_COUNT:
        take_about_zone(day, entry, record);
        break;
    case KM_GRANT_SEATS:
    case KM_RETURN_SEATS:
        take_seats(day, entry, record);
        break;
    default:
        take_about_ticket(day, entry, record);
        break;
    }
    return true;
}
