/* What a ledger does with runs that are not plainly good: altered, forged, forked, revoked, or of a
 * version to come. What is refused stays out and holds nobody else up. */
#include "tests/core/ledger_nodes.h"

#include <setjmp.h>
#include <sodium.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

/* Writes a run of `who` by hand: items as they are, the seal by the keys given over the chain they
 * make from `chain`. */
static struct km_runs forge(const struct km_keys *keys, uint32_t first,
        const uint8_t chain[KM_HASH_SIZE], const struct km_span *items, uint32_t count)
{
    struct km_runs runs;
    struct km_seal seal;
    uint8_t hash[KM_HASH_SIZE], end[KM_HASH_SIZE];
    memcpy(end, chain, sizeof end);
    for (uint32_t i = 0; i < count; i++) {
        km_hash(items[i].bytes, items[i].len, hash);
        km_chain_next(end, hash);
    }
    km_seal_make(keys, first + count - 1, end, &seal);
    km_runs_init(&runs, KM_SYNC_RUNS_MAX, KM_SYNC_RUNS_MAX);
    km_runs_begin(&runs, first, &seal);
    for (uint32_t i = 0; i < count; i++) {
        assert_true(km_runs_put(&runs, items[i].bytes, items[i].len));
    }
    assert_true(km_runs_end(&runs));
    return runs;
}

static enum km_run_verdict carry_forged(struct km_ledger *to, const struct km_keys *keys,
        uint32_t first, const uint8_t chain[KM_HASH_SIZE], const struct km_span *items,
        uint32_t count)
{
    struct km_ledger from = {.keys = nodes_keys_of(9)};
    struct km_runs runs = forge(keys, first, chain, items, count);
    enum km_run_verdict verdict = nodes_carry(&from, to, &runs.list);
    km_runs_destroy(&runs);
    return verdict;
}

static void test_refuses_what_is_altered(void **state)
{
    (void)state;
    struct km_ledger station, one;
    nodes_open(&station, 0, NULL);
    nodes_open(&one, 1, NULL);
    nodes_write_issues(&one, 1, 4);
    assert_int_equal(nodes_send_missing(&one, &station), KM_RUN_UNKNOWN_AUTHOR);
    nodes_enrol(&station, 1);
    uint8_t before[KM_HASH_SIZE], after[KM_HASH_SIZE];
    km_fold_digest(station.fold, before);

    /* Any bit of the run flipped: refused, or no message any more. */
    struct km_runs runs = nodes_missing(&one, &station, KM_SYNC_RUNS_MAX);
    unsigned chains = 0, seals = 0;
    for (size_t at = 0; at < runs.list.items.len; at++) {
        runs.list.items.bytes[at] ^= (uint8_t)(1u << at % 8);
        struct km_list_writer refused;
        struct km_cbor_reader reader;
        struct km_run run;
        km_cbor_open(&reader, runs.list.items.bytes, runs.list.items.len);
        km_run_read(&reader, &run);
        km_list_init(&refused, 1000);
        if (km_cbor_close(&reader)) {
            struct km_list list = km_list_view(&runs.list);
            struct km_refusal refusal;
            assert_true(km_ledger_take_runs(&station, list, &refused, nodes_err));
            list = km_list_view(&refused);
            assert_true(km_refusal_next(&list, &refusal));
            chains += refusal.verdict == KM_RUN_BAD_CHAIN;
            seals += refusal.verdict == KM_RUN_BAD_SEAL;
        }
        km_list_destroy(&refused);
        runs.list.items.bytes[at] ^= (uint8_t)(1u << at % 8);
    }
    assert_in_range(chains, 20, 1000);
    assert_in_range(seals, 90, 200); /* the bytes of chain and signature */
    assert_int_equal(nodes_held(&station, 1), 0);
    km_fold_digest(station.fold, after);
    assert_memory_equal(before, after, KM_HASH_SIZE);

    /* Another's key, a gap, a run without its start. */
    uint8_t start[KM_HASH_SIZE], bytes[KM_RECORD_SMALL];
    struct km_record record = nodes_issue(1);
    struct km_span item = {bytes, km_record_encode(&record, bytes, sizeof bytes)};
    struct km_keys thief = nodes_keys_of(5);
    thief.node = one.keys.node;
    km_chain_start(one.keys.node, start);
    assert_int_equal(carry_forged(&station, &thief, 1, start, &item, 1), KM_RUN_BAD_SEAL);
    assert_int_equal(carry_forged(&station, &one.keys, 2, start, &item, 1), KM_RUN_GAP);
    assert_int_equal(nodes_carry(&one, &station, &runs.list), KM_RUN_OK);
    km_runs_destroy(&runs);
    assert_int_equal(nodes_held(&station, 1), 4);
    km_ledger_close(&station);
    km_ledger_close(&one);
}

static void test_sees_forks(void **state)
{
    (void)state;
    struct km_ledger station, one, twin;
    nodes_open(&station, 0, NULL);
    nodes_open(&one, 1, NULL);
    nodes_open(&twin, 1, NULL); /* its disk, copied */
    nodes_enrol(&station, 1);
    nodes_write_issues(&one, 1, 5);
    nodes_write_issues(&twin, 1, 3);
    nodes_exchange(&station, &one);
    nodes_write_issues(&twin, 100, 1); /* seq 4 is another record now */
    assert_int_equal(nodes_held(&twin, 1), 4);
    struct km_ledger empty;
    nodes_open(&empty, 2, NULL);
    struct km_runs branch = nodes_missing(&twin, &empty, KM_SYNC_RUNS_MAX);
    assert_int_equal(nodes_carry(&twin, &station, &branch.list), KM_RUN_FORK);
    km_runs_destroy(&branch);
    nodes_write_issues(&twin, 101, 4); /* longer than what the station holds, and from the start */
    branch = nodes_missing(&twin, &empty, KM_SYNC_RUNS_MAX);
    assert_int_equal(nodes_carry(&twin, &station, &branch.list), KM_RUN_FORK);
    assert_int_equal(nodes_held(&station, 1), 5);
    nodes_assert_same(&station, &one);
    km_runs_destroy(&branch);
    /* From the end of the station's branch on it can only be seen not to fit. */
    assert_int_equal(nodes_send_missing(&twin, &station), KM_RUN_BAD_CHAIN);
    /* The copy meets its own other branch. */
    branch = nodes_missing(&station, &empty, KM_SYNC_RUNS_MAX);
    assert_int_equal(nodes_carry(&station, &twin, &branch.list), KM_RUN_FORK);
    assert_int_equal(twin.overtaken, 5);
    km_runs_destroy(&branch);
    km_ledger_close(&empty);
    km_ledger_close(&twin);
    km_ledger_close(&one);
    km_ledger_close(&station);
}

static void test_sees_its_own_disk_put_back(void **state)
{
    (void)state;
    struct km_ledger station, one, restored;
    nodes_open(&station, 0, NULL);
    nodes_open(&one, 1, NULL);
    nodes_enrol(&station, 1);
    nodes_write_issues(&one, 1, 5);
    nodes_exchange(&station, &one);
    nodes_open(&restored, 1, NULL);
    nodes_write_issues(&restored, 1, 2);
    assert_int_equal(nodes_send_missing(&station, &restored), KM_RUN_NOT_STORED);
    assert_int_equal(restored.overtaken, 5);
    assert_int_equal(nodes_held(&restored, 1), 2);
    assert_int_equal(nodes_held(&restored, 0), 1); /* the rest of the message was taken */
    km_ledger_close(&restored);
    km_ledger_close(&one);
    km_ledger_close(&station);
}

static void test_refuses_the_revoked(void **state)
{
    (void)state;
    struct km_ledger station, one, two, late;
    nodes_open(&station, 0, NULL);
    nodes_open(&one, 1, NULL);
    nodes_open(&two, 2, NULL);
    nodes_open(&late, 3, NULL);
    nodes_enrol(&station, 1);
    nodes_write_issues(&one, 1, 5);
    nodes_exchange(&station, &one);
    nodes_cut_off(&station, 1, 6);
    nodes_write_issues(&one, 6, 2);
    assert_int_equal(nodes_send_missing(&one, &station), KM_RUN_REVOKED);
    assert_int_equal(nodes_held(&station, 1), 5);
    nodes_exchange(&station, &two);
    nodes_assert_same(&station, &two);

    assert_int_equal(nodes_send_missing(&station, &late), KM_RUN_OK);
    assert_int_equal(nodes_held(&late, 1), 5);
    struct km_ledger fresh;
    nodes_open(&fresh, 4, NULL);
    nodes_exchange(&one, &fresh); /* brings the enrolment, not the revocation */
    assert_int_equal(nodes_held(&fresh, 1), 7);
    /* Who holds records from after the cut offers them no longer once it knows. */
    nodes_exchange(&station, &fresh);
    assert_int_equal(nodes_held(&station, 1), 5);
    nodes_assert_same(&station, &late);
    km_ledger_close(&fresh);
    km_ledger_close(&late);
    km_ledger_close(&two);
    km_ledger_close(&one);
    km_ledger_close(&station);
}

/* Nothing is offered of which the cut says that it will be refused. */
static void test_offers_nothing_after_the_cut(void **state)
{
    (void)state;
    struct km_ledger station, one, holder, late;
    nodes_open(&station, 0, NULL);
    nodes_open(&one, 1, NULL);
    nodes_open(&holder, 2, NULL);
    nodes_open(&late, 3, NULL);
    nodes_enrol(&station, 1);
    nodes_write_issues(&one, 1, 1100); /* kept seals at 999 and 1100 */
    nodes_exchange(&station, &one);
    nodes_exchange(&one, &holder);
    assert_int_equal(nodes_held(&holder, 1), 1100);
    nodes_cut_off(&station, 1, 500);
    assert_int_equal(nodes_send_missing(&station, &holder), KM_RUN_OK);
    struct km_runs runs = nodes_missing(&holder, &late, KM_SYNC_RUNS_MAX);
    assert_int_equal(runs.list.count, 2);
    assert_int_equal(nodes_carry(&holder, &late, &runs.list), KM_RUN_OK);
    assert_int_equal(
            nodes_held(&late, 1), 999); /* as far as the seal that proves those before the cut */
    km_runs_destroy(&runs);
    runs = nodes_missing(&holder, &late, KM_SYNC_RUNS_MAX);
    assert_int_equal(runs.list.count, 0);
    km_runs_destroy(&runs);
    uint8_t digests[2][KM_HASH_SIZE];
    km_fold_digest(holder.fold, digests[0]);
    km_fold_digest(late.fold, digests[1]);
    assert_memory_equal(digests[0], digests[1], KM_HASH_SIZE);
    km_ledger_close(&late);
    km_ledger_close(&holder);
    km_ledger_close(&one);
    km_ledger_close(&station);
}

static enum km_run_verdict take_all_of(struct km_ledger *to, const struct km_runs *runs)
{
    struct km_list list = km_list_view(&runs->list);
    struct km_run run;
    enum km_run_verdict verdict = KM_RUN_OK;
    while (km_run_next(&list, &run)) {
        verdict = km_ledger_intake(to, &run, nodes_err);
    }
    return verdict;
}

/* A revocation that names no seq takes all of a node, in the transaction that brings it too. */
static void test_a_revocation_counts_at_once(void **state)
{
    (void)state;
    struct km_ledger station, one, late;
    nodes_open(&station, 0, NULL);
    nodes_open(&one, 1, NULL);
    nodes_open(&late, 3, NULL);
    nodes_enrol(&station, 1);
    nodes_write_issues(&one, 1, 5);
    nodes_cut_off(&station, 1, 0);
    struct km_runs news = nodes_missing(&station, &late, KM_SYNC_RUNS_MAX);
    struct km_runs runs = nodes_missing(&one, &late, KM_SYNC_RUNS_MAX);
    assert_true(km_ledger_begin(&late, nodes_err));
    assert_int_equal(take_all_of(&late, &news), KM_RUN_OK);
    assert_int_equal(take_all_of(&late, &runs), KM_RUN_REVOKED);
    km_ledger_rollback(&late);
    /* What was rolled back is not known any more. */
    assert_true(km_ledger_begin(&late, nodes_err));
    assert_int_equal(take_all_of(&late, &runs), KM_RUN_UNKNOWN_AUTHOR);
    km_ledger_rollback(&late);
    km_runs_destroy(&news);
    km_runs_destroy(&runs);
    km_ledger_close(&late);
    km_ledger_close(&one);
    km_ledger_close(&station);
}

/* One node's runs are refused again and again and fill the budget: the other's come through. */
static void test_the_refused_hold_nobody_up(void **state)
{
    (void)state;
    for (unsigned forked = 1; forked <= 2; forked++) {
        unsigned honest = 3 - forked;
        struct km_ledger station, twin, other, original;
        nodes_open(&station, 0, NULL);
        nodes_open(&original, forked, NULL);
        nodes_open(&twin, forked, NULL);
        nodes_open(&other, honest, NULL);
        nodes_enrol(&station, 1);
        nodes_enrol(&station, 2);
        nodes_write_issues(&original, 1, 5);
        nodes_exchange(&station, &original);
        nodes_write_issues(&twin, 100, 7); /* another branch, and longer */
        nodes_write_issues(&other, 1, 3);
        assert_int_equal(nodes_send_missing(&station, &twin), KM_RUN_OK); /* brings the keys */
        assert_int_equal(nodes_send_missing(&other, &twin), KM_RUN_OK);
        for (unsigned syncs = 0; syncs < 6; syncs++) {
            struct km_runs runs = nodes_missing(&twin, &station, 10);
            assert_in_range(runs.list.count, 0, 1);
            nodes_carry(&twin, &station, &runs.list);
            km_runs_destroy(&runs);
        }
        assert_int_equal(nodes_held(&station, honest), 3);
        assert_int_equal(nodes_held(&station, forked), 5);
        km_ledger_close(&original);
        km_ledger_close(&other);
        km_ledger_close(&twin);
        km_ledger_close(&station);
    }
}

static void test_passes_on_what_it_cannot_read(void **state)
{
    (void)state;
    struct km_ledger station, two;
    nodes_open(&station, 0, NULL);
    nodes_open(&two, 2, NULL);
    nodes_enrol(&station, 1);
    struct km_keys author = nodes_keys_of(1);
    uint8_t start[KM_HASH_SIZE], bytes[KM_RECORD_SMALL];
    struct km_record record = nodes_issue(1);
    struct km_span items[] = {{(const uint8_t *)"\xa1\x00\x18\x63", 4}, /* kind 99 */
            {bytes, km_record_encode(&record, bytes, sizeof bytes)}};
    km_chain_start(author.node, start);
    assert_int_equal(carry_forged(&station, &author, 1, start, items, 2), KM_RUN_OK);
    assert_int_equal(nodes_held(&station, 1), 2);
    assert_int_equal(station.not_understood, 1);
    nodes_exchange(&station, &two);
    assert_int_equal(two.not_understood, 1);
    nodes_assert_same(&station, &two);
    nodes_assert_verifies(&two, 2, 3);
    km_ledger_close(&two);
    km_ledger_close(&station);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
            cmocka_unit_test(test_refuses_what_is_altered),
            cmocka_unit_test(test_sees_forks),
            cmocka_unit_test(test_sees_its_own_disk_put_back),
            cmocka_unit_test(test_refuses_the_revoked),
            cmocka_unit_test(test_offers_nothing_after_the_cut),
            cmocka_unit_test(test_a_revocation_counts_at_once),
            cmocka_unit_test(test_the_refused_hold_nobody_up),
            cmocka_unit_test(test_passes_on_what_it_cannot_read),
    };
    if (sodium_init() < 0) {
        return 1;
    }
    return cmocka_run_group_tests(tests, NULL, NULL);
}
