/* Well-sealed records by somebody who means harm, with a stolen key, say: they may be nonsense, but
 * must cost no more than others and never break a count. */

#include "core/fold.h"
#include "core/queue.h"
#include "core/statistics.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>
#include <sodium.h>

#define DAY 20587
#define STATION 1
#define KIOSK 2
#define ZONE 1

static void take_issue(struct km_fold *fold, uint32_t seq, int64_t time)
{
    struct km_record issue = km_record_of(KM_ISSUE, time, DAY);
    issue.zone = ZONE;
    issue.number = 1;
    issue.people[0] = 1;
    assert_true(km_fold_take(fold, (struct km_name){KIOSK, seq}, &issue));
}

/* Waits of eight thousand years each, which 64 bits cannot add up. */
static void test_waits_do_not_overflow(void **state)
{
    (void)state;
    struct km_fold *fold = km_fold_new(STATION);
    uint32_t count = 40000;
    for (uint32_t i = 1; i <= count; i++) {
        take_issue(fold, 2 * i - 1, 0);
        struct km_record check_in = km_record_of(KM_CHECK_IN, KM_TIME_MAX, DAY);
        check_in.ticket = (struct km_name){KIOSK, 2 * i - 1};
        check_in.zone = ZONE;
        check_in.count = 1;
        assert_true(km_fold_take(fold, (struct km_name){KIOSK, 2 * i}, &check_in));
    }
    const struct km_zone_counts *counts = km_statistics_zone(km_fold_day(fold, DAY), ZONE);
    assert_int_equal(counts->by_state[KM_TICKET_ADMITTED].parties, count);
    assert_true(counts->waited_ms == (int64_t)count * KM_WAIT_MAX);
    km_fold_free(fold);
}

/* The mixing of core/order.c, so that whoever knew the priorities could order the times by them. */
static uint32_t mix(uint32_t node)
{
    node ^= node >> 16;
    node *= 0x85ebca6bu;
    node ^= node >> 13;
    node *= 0xc2b2ae35u;
    return node ^ (node >> 16);
}

struct place {
    uint32_t node;
    unsigned depth;
};

static unsigned depth_of(const struct km_day *day, uint32_t root)
{
    struct place *stack = calloc(day->orders.count + 1, sizeof *stack);
    unsigned depth = 0;
    uint32_t top = 0;
    stack[top++] = (struct place){root, 1};
    while (top > 0) {
        struct place at = stack[--top];
        const struct km_order_node *node = &day->orders.nodes[at.node];
        if (at.node == 0) {
            continue;
        }
        depth = at.depth > depth ? at.depth : depth;
        stack[top++] = (struct place){node->left, at.depth + 1};
        stack[top++] = (struct place){node->right, at.depth + 1};
    }
    free(stack);
    return depth;
}

/* Times chosen so that a treap of known priorities would be a list, on which recursion dies. */
static void test_orders_stay_shallow(void **state)
{
    (void)state;
    struct km_fold *fold = km_fold_new(STATION);
    uint32_t count = 5000;
    for (uint32_t seq = 1; seq <= count; seq++) {
        take_issue(fold, seq, mix(seq));
    }
    const struct km_day *day = km_fold_day(fold, DAY);
    const struct km_zone_entry *zone = &day->zones[day->zone_of[ZONE]];
    assert_int_equal(km_order_count(day, zone->lanes[KM_LANE_NORMAL]), count);
    assert_in_range(depth_of(day, zone->lanes[KM_LANE_NORMAL]), 12, 80);
    km_fold_free(fold);
}

static void count_one(const struct km_ticket_facts *facts, void *userdata)
{
    uint64_t *last = userdata;
    assert_true(facts->name.node > *last);
    *last = facts->name.node;
}

/* Check-ins of tickets by as many nodes as there are records, which nobody has enrolled. */
static void test_many_nodes_are_walked_in_order(void **state)
{
    (void)state;
    struct km_fold *fold = km_fold_new(STATION);
    for (uint32_t seq = 1; seq <= 20000; seq++) {
        struct km_record check_in = km_record_of(KM_CHECK_IN, seq, DAY);
        check_in.ticket = (struct km_name){(uint64_t)mix(seq) << 32 | 3, 1};
        check_in.zone = ZONE;
        check_in.count = 1;
        assert_true(km_fold_take(fold, (struct km_name){KIOSK, seq}, &check_in));
    }
    uint64_t last = 0;
    km_queue_each(km_fold_day(fold, DAY), count_one, &last);
    assert_true(last > UINT64_C(1) << 63);
    km_fold_free(fold);
}

int main(void)
{
    if (sodium_init() < 0) {
        return 1;
    }
    const struct CMUnitTest tests[] = {
            cmocka_unit_test(test_waits_do_not_overflow),
            cmocka_unit_test(test_orders_stay_shallow),
            cmocka_unit_test(test_many_nodes_are_walked_in_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
