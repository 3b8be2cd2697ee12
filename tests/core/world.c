#include "tests/core/world.h"

#include "core/chain.h"

#include <stdlib.h>
#include <string.h>

#define NODES 5
#define DAYS 3
#define FIRST_DAY 20587     /* 2026-05-14 */
#define START 1778720400000 /* that day, 01:00 UTC */

/* splitmix64 (Steele, Lea, Flood 2014) */
uint64_t world_random(uint64_t *state)
{
    uint64_t z = *state += 0x9e3779b97f4a7c15ull;
    z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9ull;
    z = (z ^ z >> 27) * 0x94d049bb133111ebull;
    return z ^ z >> 31;
}

struct maker {
    struct world *world;
    uint64_t random;
    uint32_t seqs[NODES];
    uint16_t numbers[NODES];
    struct km_keys keys[NODES];
    int64_t now;
    uint32_t clocks; /* that are still to come in a row */
};

static uint32_t pick(struct maker *m, uint32_t n)
{
    return (uint32_t)(world_random(&m->random) % n);
}

static km_zone some_zone(struct maker *m)
{
    return (km_zone)(1 + pick(m, 4));
}

/* Mostly the name of a recent record, sometimes of one to come, sometimes of a node nobody knows.
 */
static struct km_name some_name(struct maker *m)
{
    uint32_t made = m->world->count;
    switch (pick(m, 12)) {
    case 0:
        return (struct km_name){m->keys[pick(m, NODES)].node, 1 + pick(m, 2 * made / NODES + 4)};
    case 1:
        return (struct km_name){0x1234, 1 + pick(m, 5)};
    default:
        if (made == 0) {
            return (struct km_name){m->keys[1].node, 1};
        }
        return m->world->items[made - 1 - pick(m, made < 60 ? made : 60)].name;
    }
}

/* Mostly the name of a record that issues a ticket. */
static struct km_name some_ticket(struct maker *m)
{
    for (int tries = 0; tries < 8; tries++) {
        uint32_t made = m->world->count;
        uint32_t at = made > 0 ? made - 1 - pick(m, made < 60 ? made : 60) : 0;
        enum km_kind kind = made > 0 ? m->world->items[at].record.kind : 0;
        if (kind == KM_ISSUE || kind == KM_TRANSFER) {
            return m->world->items[at].name;
        }
    }
    return some_name(m);
}

static void fill_issue(struct maker *m, struct km_record *r, uint32_t node)
{
    r->zone = some_zone(m);
    r->number = (uint16_t)(1 + m->numbers[node]++ % 9000);
    r->people[pick(m, 3)] = (uint8_t)(1 + pick(m, 4));
    r->people[3 + pick(m, 2)] = (uint8_t)pick(m, 3);
    r->lane = pick(m, 4) == 0;
    if (r->kind == KM_TRANSFER) {
        r->ticket = some_ticket(m);
        return;
    }
    if (pick(m, 5) == 0) {
        r->session = (uint16_t)(540 + 30 * pick(m, 3));
    }
    if (pick(m, 3) == 0) {
        r->visitor = some_ticket(m);
    }
}

static void fill_node(struct maker *m, struct world_record *item)
{
    struct km_record *r = &item->record;
    uint32_t about = pick(m, NODES);
    r->about = m->keys[about].node;
    r->state = (uint8_t)(1 + pick(m, 4));
    memcpy(item->key, m->keys[about].public_key, sizeof item->key);
    r->key = r->state == KM_NODE_ENROLLED ? item->key : NULL;
    r->kiosk = r->state == KM_NODE_ENROLLED ? (uint16_t)about : 0;
    r->from = r->state == KM_NODE_REVOKED ? 1 + m->seqs[about] + pick(m, 40) : 0;
}

static void fill_forget(struct maker *m, struct world_record *item)
{
    struct km_record *r = &item->record;
    km_day_no day = (km_day_no)(FIRST_DAY + 1 + pick(m, DAYS - 1)); /* the first is asked about */
    item->days[0] = (uint8_t)(day >> 8);
    item->days[1] = (uint8_t)day;
    r->days = (struct km_span){item->days, sizeof item->days};
    r->counts = (struct km_span){(const uint8_t *)"counts", 1 + pick(m, 6)};
}

static void fill(struct maker *m, struct world_record *item, uint32_t node)
{
    struct km_record *r = &item->record;
    switch (r->kind) {
    case KM_ISSUE:
    case KM_TRANSFER:
        fill_issue(m, r, node);
        break;
    case KM_CHECK_IN:
        r->ticket = some_ticket(m);
        r->zone = some_zone(m);
        r->count = 1 + pick(m, 9);
        break;
    case KM_UNDO:
        r->target = some_name(m);
        break;
    case KM_ZONE:
        r->zone = some_zone(m);
        r->state = (uint8_t)pick(m, 4);
        r->count = pick(m, 3) * 10;
        break;
    case KM_HEAD_COUNT:
        r->zone = some_zone(m);
        r->count = pick(m, 30);
        break;
    case KM_CLOCK:
        r->shift = (int64_t)pick(m, 1200000) - 600000;
        break;
    case KM_RATE:
        r->ticket = some_ticket(m);
        r->count = 1 + pick(m, 5);
        break;
    case KM_GRANT_SEATS:
    case KM_RETURN_SEATS:
        r->zone = some_zone(m);
        r->session = (uint16_t)(540 + 30 * pick(m, 3));
        r->count = 1 + pick(m, 10);
        r->about = r->kind == KM_GRANT_SEATS ? m->keys[1 + pick(m, NODES - 1)].node : 0;
        break;
    case KM_NODE:
        fill_node(m, item);
        break;
    case KM_FORGET:
        fill_forget(m, item);
        break;
    case KM_PROGRAMME:
        r->text = (struct km_span){(const uint8_t *)"title: x", 1 + pick(m, 7)};
        break;
    default:
        r->ticket = some_ticket(m);
        break;
    }
}

static enum km_kind some_kind(struct maker *m)
{
    static const uint8_t kinds[] = {KM_ISSUE, KM_ISSUE, KM_ISSUE, KM_ISSUE, KM_ISSUE, KM_ISSUE,
            KM_CALL, KM_CALL, KM_CALL, KM_RECALL, KM_NO_SHOW, KM_NO_SHOW, KM_REQUEUE, KM_REQUEUE,
            KM_TRANSFER, KM_TRANSFER, KM_CANCEL, KM_CHECK_IN, KM_CHECK_IN, KM_CHECK_IN, KM_CHECK_IN,
            KM_CHECK_IN, KM_CHECK_OUT, KM_CHECK_OUT, KM_RATE, KM_UNDO, KM_UNDO, KM_UNDO, KM_ZONE,
            KM_HEAD_COUNT, KM_REPRINT, KM_RETURN_SEATS, KM_GRANT_SEATS, KM_GRANT_SEATS};
    static const uint8_t rare[] = {KM_CLOCK, KM_NODE, KM_PROGRAMME, KM_FORGET};
    if (m->clocks > 0) {
        m->clocks--;
        return KM_CLOCK;
    }
    uint32_t which = pick(m, 80);
    if (which == 0 && pick(m, 4) == 0) {
        m->clocks = 1 + pick(m, 20); /* a node that is corrected again and again */
    }
    if (which < sizeof rare) {
        return rare[which];
    }
    return kinds[pick(m, sizeof kinds)];
}

void world_make(struct world *world, uint64_t seed, uint32_t count)
{
    struct maker m = {.world = world, .random = seed, .now = START};
    *world = (struct world){.items = calloc(count, sizeof *world->items), .node_count = NODES};
    for (uint32_t i = 0; i < NODES; i++) {
        uint8_t bytes[KM_SEED_SIZE] = {(uint8_t)i, 7};
        km_keys_from_seed(bytes, &m.keys[i]);
        world->nodes[i] = m.keys[i].node;
    }
    while (world->count < count) {
        enum km_kind kind = some_kind(&m);
        bool station_alone = kind == KM_NODE || kind == KM_PROGRAMME || kind == KM_GRANT_SEATS ||
                             kind == KM_FORGET;
        bool again = kind == KM_CLOCK && m.clocks > 0;
        uint32_t node = station_alone && pick(&m, 8) != 0 ? 0 : again ? 1 : pick(&m, NODES);
        struct world_record *item = &world->items[world->count];
        m.now += pick(&m, 20000);
        /* equal times on purpose: the order then hangs on node and seq */
        int64_t time = m.now / 30000 * 30000 + (pick(&m, 2) ? 0 : pick(&m, 9000));
        item->record = km_record_of(
                kind, time, (km_day_no)(FIRST_DAY + (pick(&m, 10) == 0 ? pick(&m, DAYS) : 0)));
        item->name = (struct km_name){m.keys[node].node, ++m.seqs[node]};
        fill(&m, item, node);
        world->count++;
    }
}

uint32_t world_cut(const struct world *world, km_node node)
{
    uint32_t cut = 0;
    for (uint32_t i = 0; i < world->count; i++) {
        const struct km_record *r = &world->items[i].record;
        if (r->kind == KM_NODE && r->state == KM_NODE_REVOKED && r->about == node &&
                world->items[i].name.node == world->nodes[0] && node != world->nodes[0] &&
                (cut == 0 || r->from < cut)) {
            cut = r->from;
        }
    }
    return cut;
}

void world_destroy(struct world *world)
{
    free(world->items);
    *world = (struct world){0};
}
