/* The promise of the fold: any order, duplication and split of a set of records gives the same
 * state. */

#include "core/fold.h"
#include "core/queue.h"
#include "tests/core/world.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <sodium.h>

static void fold_in_order(const struct world *world, const uint32_t *order, uint32_t count,
        uint8_t out_digest[KM_HASH_SIZE])
{
    struct km_fold *fold = km_fold_new(world->nodes[0]);
    for (uint32_t i = 0; i < count; i++) {
        const struct world_record *item = &world->items[order[i]];
        km_fold_take(fold, item->name, &item->record);
    }
    km_fold_digest(fold, out_digest);
    km_fold_free(fold);
}

static void shuffle(uint32_t *order, uint32_t count, uint64_t *random)
{
    for (uint32_t i = count; i > 1; i--) {
        uint32_t j = (uint32_t)(world_random(random) % i), swap = order[i - 1];
        order[i - 1] = order[j];
        order[j] = swap;
    }
}

/* A merge of the nodes' journals at random: what sync really brings. */
static void interleave(const struct world *world, uint32_t *order, uint64_t *random)
{
    uint32_t next[6] = {0}, made = 0;
    while (made < world->count) {
        uint32_t node = (uint32_t)(world_random(random) % world->node_count);
        uint32_t run = 1 + (uint32_t)(world_random(random) % 40);
        while (run-- > 0) {
            while (next[node] < world->count &&
                    world->items[next[node]].name.node != world->nodes[node]) {
                next[node]++;
            }
            if (next[node] == world->count) {
                break;
            }
            order[made++] = next[node]++;
        }
    }
}

static void check_orders(uint64_t seed, uint32_t count, int permutations)
{
    struct world world;
    world_make(&world, seed, count);
    uint32_t *order = malloc(2 * count * sizeof *order);
    uint8_t expected[KM_HASH_SIZE], digest[KM_HASH_SIZE];
    uint64_t random = seed * 31 + 1;
    for (uint32_t i = 0; i < count; i++) {
        order[i] = i;
    }
    fold_in_order(&world, order, count, expected);
    for (int p = 0; p < permutations; p++) {
        uint32_t taken = count;
        if (p % 3 == 0) {
            interleave(&world, order, &random);
        } else {
            shuffle(order, count, &random);
        }
        if (p % 2 == 0) { /* every record twice, anywhere */
            memcpy(order + count, order, count * sizeof *order);
            taken = 2 * count;
            shuffle(order, taken, &random);
        }
        fold_in_order(&world, order, taken, digest);
        if (memcmp(digest, expected, sizeof digest) != 0) {
            fail_msg("seed %llu, %u records, permutation %d gives another state",
                    (unsigned long long)seed, count, p);
        }
        if (p % 2 == 0) { /* back to a permutation without repeats for the next round */
            for (uint32_t i = 0; i < count; i++) {
                order[i] = i;
            }
        }
    }
    free(order);
    world_destroy(&world);
}

static void test_fold_small_sets_any_order(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 1500; seed++) {
        check_orders(seed, 3 + (uint32_t)(seed % 40), 6);
    }
}

static void test_fold_larger_sets_any_order(void **state)
{
    (void)state;
    for (uint64_t seed = 5001; seed <= 5060; seed++) {
        check_orders(seed, 600, 6);
    }
}

static void test_fold_tells_a_duplicate(void **state)
{
    (void)state;
    struct world world;
    world_make(&world, 77, 300);
    struct km_fold *fold = km_fold_new(world.nodes[0]);
    for (uint32_t i = 0; i < world.count; i++) {
        const struct world_record *item = &world.items[i];
        bool stands_apart = item->record.kind == KM_NODE || item->record.kind == KM_PROGRAMME ||
                            item->record.kind == KM_FORGET;
        bool forgotten = km_roster_is_forgotten(km_fold_roster(fold), item->record.day);
        uint32_t cut = world_cut(&world, item->name.node);
        bool is_cut = cut != 0 && item->name.seq >= cut;
        bool first = km_fold_take(fold, item->name, &item->record);
        assert_true(first || stands_apart || forgotten || is_cut);
        assert_false(km_fold_take(fold, item->name, &item->record));
    }
    km_fold_free(fold);
    world_destroy(&world);
}

/* Who holds what a node wrote after its revocation, and who was refused it, have the same state. */
static void test_fold_passes_over_what_the_revoked_wrote(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 400; seed++) {
        struct world world;
        world_make(&world, seed, 250);
        uint32_t order[250], count = 0;
        uint8_t all[KM_HASH_SIZE], living[KM_HASH_SIZE];
        uint64_t random = seed;
        for (uint32_t i = 0; i < world.count; i++) {
            order[i] = i;
        }
        shuffle(order, world.count, &random);
        fold_in_order(&world, order, world.count, all);
        for (uint32_t i = 0; i < world.count; i++) {
            uint32_t cut = world_cut(&world, world.items[i].name.node);
            if (cut == 0 || world.items[i].name.seq < cut) {
                order[count++] = i;
            }
        }
        fold_in_order(&world, order, count, living);
        if (memcmp(all, living, sizeof all) != 0) {
            fail_msg("seed %llu: %u records that do not count change the state",
                    (unsigned long long)seed, world.count - count);
        }
        world_destroy(&world);
    }
}

/* A revocation that takes everything of a day takes the day. */
static void test_fold_has_no_day_of_the_revoked_alone(void **state)
{
    (void)state;
    struct world world;
    world_make(&world, 1, 1);
    uint8_t empty[KM_HASH_SIZE], digest[KM_HASH_SIZE];
    struct km_record issue = km_record_of(KM_ISSUE, 1, 20587);
    struct km_record revoke = km_record_of(KM_NODE, 2, 20587);
    issue.zone = issue.number = issue.people[0] = 1;
    revoke.state = KM_NODE_REVOKED;
    revoke.about = world.nodes[1];
    revoke.from = 1;
    struct km_fold *before = km_fold_new(world.nodes[0]), *after = km_fold_new(world.nodes[0]);
    assert_true(km_fold_take(before, (struct km_name){world.nodes[0], 1}, &revoke));
    km_fold_digest(before, empty);
    assert_true(km_fold_take(after, (struct km_name){world.nodes[1], 1}, &issue));
    assert_non_null(km_fold_day(after, 20587));
    assert_true(km_fold_take(after, (struct km_name){world.nodes[0], 1}, &revoke));
    assert_null(km_fold_day(after, 20587));
    km_fold_digest(after, digest);
    assert_memory_equal(empty, digest, sizeof digest);
    km_fold_free(before);
    km_fold_free(after);
    world_destroy(&world);
}

static void test_fold_drops_a_forgotten_day_in_any_order(void **state)
{
    (void)state;
    struct world world;
    world_make(&world, 103, 200);
    struct world_record *item = &world.items[100];
    km_day_no day = 20587;
    item->name = (struct km_name){world.nodes[0], 100000};
    item->record = km_record_of(KM_FORGET, 1, day);
    item->days[0] = (uint8_t)(day >> 8);
    item->days[1] = (uint8_t)day;
    item->record.days = (struct km_span){item->days, 2};
    item->record.counts = (struct km_span){(const uint8_t *)"counts", 6};
    uint32_t order[200];
    uint8_t expected[KM_HASH_SIZE], digest[KM_HASH_SIZE];
    uint64_t random = 5;
    for (uint32_t i = 0; i < 200; i++) {
        order[i] = i;
    }
    fold_in_order(&world, order, 200, expected);
    for (int p = 0; p < 20; p++) {
        shuffle(order, 200, &random);
        fold_in_order(&world, order, 200, digest);
        assert_memory_equal(digest, expected, sizeof digest);
    }
    struct km_fold *fold = km_fold_new(world.nodes[0]);
    for (uint32_t i = 0; i < 200; i++) {
        km_fold_take(fold, world.items[i].name, &world.items[i].record);
    }
    assert_null(km_fold_day(fold, day)); /* the world itself may have forgotten one of the others */
    assert_false(km_roster_is_forgotten(km_fold_roster(fold), (km_day_no)(day + 2)));
    assert_non_null(km_fold_day(fold, (km_day_no)(day + 2)));
    km_fold_free(fold);
    world_destroy(&world);
}

int main(void)
{
    if (sodium_init() < 0) {
        return 1;
    }
    const struct CMUnitTest tests[] = {
            cmocka_unit_test(test_fold_small_sets_any_order),
            cmocka_unit_test(test_fold_larger_sets_any_order),
            cmocka_unit_test(test_fold_tells_a_duplicate),
            cmocka_unit_test(test_fold_passes_over_what_the_revoked_wrote),
            cmocka_unit_test(test_fold_has_no_day_of_the_revoked_alone),
            cmocka_unit_test(test_fold_drops_a_forgotten_day_in_any_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
