/* Two and three ledgers that write and exchange what they wrote: all end with the same set and the
 * same digest, over restarts and failures, and what is stored proves itself. */
#include "tests/core/ledger_nodes.h"

#include <setjmp.h>
#include <sodium.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static void test_three_reach_the_union(void **state)
{
    (void)state;
    struct km_ledger station, one, two;
    nodes_open(&station, 0, NULL);
    nodes_open(&one, 1, NULL);
    nodes_open(&two, 2, NULL);
    nodes_enrol(&station, 1);
    nodes_enrol(&station, 2);
    nodes_write_issues(&one, 1, 30); /* cut off: before it knows of anybody */
    nodes_write_issues(&two, 1, 7);
    nodes_exchange(&one, &station);
    nodes_assert_same(&one, &station);
    nodes_exchange(&two, &station); /* one message brings the kiosks and their records */
    nodes_assert_same(&two, &station);
    nodes_write_issues(&one, 31, 5);
    nodes_exchange(&two, &one); /* without the station */
    nodes_assert_same(&two, &one);
    nodes_exchange(&station, &two); /* two relays what one wrote */
    nodes_assert_same(&station, &two);
    assert_int_equal(nodes_held(&station, 1), 35);
    assert_int_equal(nodes_held(&one, 2), 7);
    nodes_assert_verifies(&one, 3, 44);

    /* Again and again changes nothing. */
    nodes_exchange(&station, &one);
    nodes_exchange(&station, &two);
    nodes_assert_same(&station, &one);
    nodes_assert_verifies(&station, 3, 44);
    km_ledger_close(&station);
    km_ledger_close(&one);
    km_ledger_close(&two);
}

static void test_restart_gives_the_same_digest(void **state)
{
    (void)state;
    char path[] = "/tmp/kaimen-ledger-XXXXXX";
    int fd = mkstemp(path);
    assert_true(fd >= 0);
    close(fd);
    struct km_ledger station, one, again;
    nodes_open(&station, 0, NULL);
    nodes_open(&one, 1, path);
    nodes_enrol(&station, 1);
    nodes_exchange(&one, &station);
    nodes_write_issues(&one, 1, 12);
    nodes_open(&again, 1, path); /* while the first has it open */
    nodes_assert_same(&again, &one);
    uint8_t before[KM_HASH_SIZE], after[KM_HASH_SIZE];
    km_fold_digest(one.fold, before);
    km_ledger_close(&one);
    km_ledger_close(&again);
    nodes_open(&one, 1, path);
    km_fold_digest(one.fold, after);
    assert_memory_equal(before, after, KM_HASH_SIZE);
    nodes_write_issues(&one, 13, 1);
    assert_int_equal(nodes_held(&one, 1), 13);
    nodes_exchange(&one, &station);
    nodes_assert_same(&one, &station);
    km_ledger_close(&one);
    km_ledger_close(&station);
    unlink(path);
}

/* Two processes of one node: each appends after what the other wrote, and folds it first. */
static void test_processes_catch_up(void **state)
{
    (void)state;
    char path[] = "/tmp/kaimen-ledger-XXXXXX";
    int fd = mkstemp(path);
    assert_true(fd >= 0);
    close(fd);
    struct km_ledger left, right;
    nodes_open(&left, 0, path);
    nodes_open(&right, 0, path);
    for (unsigned i = 0; i < 10; i++) {
        nodes_enrol(i % 2 == 0 ? &left : &right, i + 1);
    }
    assert_true(km_ledger_begin(&left, nodes_err));
    assert_int_equal(km_fold_roster(left.fold)->member_count, 10);
    km_ledger_rollback(&left);
    assert_int_equal(nodes_held(&left, 0), 10);
    assert_true(km_ledger_catch_up(&right, nodes_err));
    nodes_assert_same(&left, &right);
    nodes_assert_verifies(&left, 1, 10);
    km_ledger_close(&left);
    km_ledger_close(&right);
    unlink(path);
}

static void test_failure_folds_nothing(void **state)
{
    (void)state;
    struct km_ledger one;
    nodes_open(&one, 1, NULL);
    nodes_write_issues(&one, 1, 3);
    uint8_t before[KM_HASH_SIZE], after[KM_HASH_SIZE];
    km_fold_digest(one.fold, before);
    struct km_record record = nodes_issue(4);
    struct km_name name;
    assert_true(km_ledger_begin(&one, nodes_err));
    assert_true(km_ledger_append(&one, &record, &name, nodes_err));
    assert_int_equal(name.seq, 4);
    km_ledger_rollback(&one);
    assert_int_equal(km_ledger_head(&one, one.keys.node).seq, 3);
    km_fold_digest(one.fold, after);
    assert_memory_equal(before, after, KM_HASH_SIZE);

    /* One too many for a transaction is refused, the others stand. */
    assert_true(km_ledger_begin(&one, nodes_err));
    for (unsigned i = 0; i < KM_OWN_RECORDS_MAX; i++) {
        record = nodes_issue((uint16_t)(4 + i));
        assert_true(km_ledger_append(&one, &record, &name, nodes_err));
        assert_int_equal(name.seq, 4 + i);
    }
    assert_false(km_ledger_append(&one, &record, &name, nodes_err));
    assert_non_null(strstr(nodes_err, "too much for one transaction: 8000 records"));
    km_fold_digest(one.fold, after);
    assert_memory_equal(before, after, KM_HASH_SIZE);
    assert_true(km_ledger_commit(&one, nodes_err));
    km_fold_digest(one.fold, after);
    assert_memory_not_equal(before, after, KM_HASH_SIZE);
    assert_int_equal(nodes_held(&one, 1), 3 + KM_OWN_RECORDS_MAX);
    km_ledger_close(&one);
}

static void test_keeps_to_the_budget(void **state)
{
    (void)state;
    struct km_ledger station, one;
    nodes_open(&station, 0, NULL);
    nodes_open(&one, 1, NULL);
    nodes_enrol(&station, 1);
    nodes_write_issues(&one, 1, 3500); /* one by one: kept seals at 999, 1999, 2999, 3500 */
    struct km_runs all = nodes_missing(&one, &station, KM_SYNC_RUNS_MAX);
    assert_int_equal(all.list.count, 4);
    size_t half = all.list.items.len / 2;
    km_runs_destroy(&all);

    struct km_runs some = nodes_missing(&one, &station, half);
    assert_int_equal(some.list.count, 1);
    assert_in_range(some.list.items.len, 1, half);
    assert_int_equal(nodes_carry(&one, &station, &some.list), KM_RUN_OK);
    assert_int_equal(nodes_held(&station, 1), 999);
    km_runs_destroy(&some);
    struct km_runs least =
            nodes_missing(&one, &station, 10); /* one run is more, and goes all the same */
    assert_int_equal(least.list.count, 1);
    assert_int_equal(nodes_carry(&one, &station, &least.list), KM_RUN_OK);
    assert_int_equal(nodes_held(&station, 1), 1999);
    km_runs_destroy(&least);
    nodes_exchange(&one, &station);
    nodes_assert_same(&one, &station);
    /* A relay keeps the seals that its own readers need. */
    struct km_ledger two;
    nodes_open(&two, 2, NULL);
    struct km_runs relayed = nodes_missing(&station, &two, KM_SYNC_RUNS_MAX);
    assert_int_equal(relayed.list.count, 5);
    assert_int_equal(nodes_carry(&station, &two, &relayed.list), KM_RUN_OK);
    km_runs_destroy(&relayed);
    nodes_assert_same(&two, &one);

    uint8_t ours[KM_HASH_SIZE], theirs[KM_HASH_SIZE];
    assert_true(km_ledger_chain_at(&one, one.keys.node, 2500, ours, nodes_err));
    assert_true(km_ledger_chain_at(&two, one.keys.node, 2500, theirs, nodes_err));
    assert_memory_equal(ours, theirs, KM_HASH_SIZE);
    assert_true(km_ledger_chain_at(&one, one.keys.node, 0, ours, nodes_err));
    assert_false(km_ledger_chain_at(&one, one.keys.node, 3501, ours, nodes_err));
    km_ledger_close(&two);
    km_ledger_close(&station);
    km_ledger_close(&one);
}

/* A forgotten record travels by its hash, and its chain holds. */
static void test_carries_forgotten_records(void **state)
{
    (void)state;
    struct km_ledger station, one, two;
    nodes_open(&station, 0, NULL);
    nodes_open(&one, 1, NULL);
    nodes_open(&two, 2, NULL);
    nodes_enrol(&station, 1);
    nodes_write_issues(&one, 1, 3);
    struct km_runs runs = nodes_missing(&one, &station, KM_SYNC_RUNS_MAX);
    struct km_list list = km_list_view(&runs.list);
    struct km_run run;
    struct km_item item;
    assert_true(km_run_next(&list, &run));
    struct km_runs thinned;
    km_runs_init(&thinned, KM_SYNC_RUNS_MAX, KM_SYNC_RUNS_MAX);
    km_runs_begin(&thinned, 1, &run.seal);
    for (unsigned i = 0; km_item_next(&run.items, &item); i++) {
        uint8_t hash[KM_HASH_SIZE];
        km_item_hash(&item, hash);
        assert_true(i == 1 ? km_runs_put_hash(&thinned, hash)
                           : km_runs_put(&thinned, item.bytes, item.len));
    }
    assert_true(km_runs_end(&thinned));
    assert_int_equal(nodes_carry(&one, &station, &thinned.list), KM_RUN_OK);
    nodes_exchange(&station, &two);
    nodes_assert_same(&station, &two);
    nodes_assert_verifies(&two, 2, 4);
    struct km_verified seen;
    assert_true(km_ledger_verify(
            two.journal, nodes_keys_of(0).public_key, nodes_no_fault, NULL, &seen, nodes_err));
    assert_int_equal(seen.forgotten, 1);
    km_runs_destroy(&thinned);
    km_runs_destroy(&runs);
    km_ledger_close(&two);
    km_ledger_close(&one);
    km_ledger_close(&station);
}

struct fault {
    km_node node;
    uint32_t seq;
    const char *what;
    unsigned count;
};

static void note(km_node node, uint32_t seq, const char *what, void *userdata)
{
    struct fault *fault = userdata;
    fault->node = node;
    fault->seq = seq;
    fault->what = what;
    fault->count++;
}

/* Puts a sealed record of node 1 into an empty journal in a wrong way. */
static struct fault fault_of(
        const struct km_keys *signer, uint8_t flip, km_day_no day, bool enrolled)
{
    struct km_ledger station;
    nodes_open(&station, 0, NULL);
    if (enrolled) {
        nodes_enrol(&station, 1);
    }
    struct km_journal *j = station.journal;
    struct km_keys author = nodes_keys_of(1);
    struct km_keys sealer = *signer;
    uint8_t bytes[KM_RECORD_SMALL], hash[KM_HASH_SIZE], chain[KM_HASH_SIZE];
    struct km_record record = nodes_issue(1);
    struct km_stored stored = {.name = {author.node, 1}, .day = day, .bytes = bytes};
    struct km_seal seal;
    stored.len = km_record_encode(&record, bytes, sizeof bytes);
    km_hash(bytes, stored.len, hash);
    km_chain_start(author.node, chain);
    km_chain_next(chain, hash);
    sealer.node = author.node;
    km_seal_make(&sealer, 1, chain, &seal);
    bytes[stored.len - 1] ^= flip;
    assert_true(j->ops->begin(j, nodes_err));
    assert_true(j->ops->put(j, &stored, nodes_err));
    assert_true(j->ops->put_seal(j, &seal, nodes_err));
    assert_true(j->ops->commit(j, nodes_err));
    struct fault fault = {0};
    struct km_verified seen;
    assert_true(km_ledger_verify(j, nodes_keys_of(0).public_key, note, &fault, &seen, nodes_err));
    assert_int_equal(seen.faulty, fault.count);
    assert_true(fault.count == 0 || fault.node == author.node);
    km_ledger_close(&station);
    return fault;
}

static void test_verify_finds_faults(void **state)
{
    (void)state;
    struct km_keys author = nodes_keys_of(1), thief = nodes_keys_of(5);
    assert_int_equal(fault_of(&author, 0, DAY, true).count, 0);
    assert_string_equal(fault_of(&author, 1, DAY, true).what,
            "the records do not lead to this seal: one of them was altered");
    assert_string_equal(fault_of(&thief, 0, DAY, true).what, "this seal is not by the node");
    assert_string_equal(
            fault_of(&author, 0, DAY + 1, true).what, "stored under a day that it does not name");
    assert_string_equal(fault_of(&author, 0, DAY, false).what,
            "no key of this node is in the station's records");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
            cmocka_unit_test(test_three_reach_the_union),
            cmocka_unit_test(test_restart_gives_the_same_digest),
            cmocka_unit_test(test_processes_catch_up),
            cmocka_unit_test(test_failure_folds_nothing),
            cmocka_unit_test(test_keeps_to_the_budget),
            cmocka_unit_test(test_carries_forgotten_records),
            cmocka_unit_test(test_verify_finds_faults),
    };
    if (sodium_init() < 0) {
        return 1;
    }
    return cmocka_run_group_tests(tests, NULL, NULL);
}
