/* Two and three ledgers that write, and exchange what they wrote through real sync messages: all
 * end with the same set and the same digest; what is altered, forged, forked or revoked stays
 * out. */
#include "core/ledger.h"
#include "core/sync.h"

#include <setjmp.h>
#include <sodium.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#define NOW 1778745600000ll
#define DAY 20587

static char err[KM_ERR_MAX];

static void seed_of(unsigned who, uint8_t out_seed[KM_SEED_SIZE])
{
    memset(out_seed, (int)(0x40 + who), KM_SEED_SIZE);
}

static struct km_keys keys_of(unsigned who)
{
    uint8_t seed[KM_SEED_SIZE];
    struct km_keys keys;
    seed_of(who, seed);
    km_keys_from_seed(seed, &keys);
    return keys;
}

/* Node 0 is the station. path NULL: in memory. */
static void open_node(struct km_ledger *ledger, unsigned who, const char *path)
{
    struct km_journal *journal = NULL;
    struct km_keys station = keys_of(0);
    uint8_t seed[KM_SEED_SIZE];
    seed_of(who, seed);
    bool ok = path != NULL ? km_journal_open_sqlite(path, &journal, err)
                           : km_journal_open_memory(&journal, err);
    if (!ok || !km_ledger_open(ledger, journal, seed, station.public_key, err)) {
        fail_msg("open: %s", err);
    }
    assert_int_equal(ledger->overtaken, 0);
}

static struct km_record issue(uint16_t number)
{
    struct km_record record = km_record_of(KM_ISSUE, NOW + number * 1000, DAY);
    assert_true(km_zone_parse("A", &record.zone));
    record.people[0] = 2;
    record.number = number;
    return record;
}

static void write_one(struct km_ledger *ledger, const struct km_record *record)
{
    if (!km_ledger_write(ledger, record, 1, NULL, err)) {
        fail_msg("write: %s", err);
    }
}

static void write_issues(struct km_ledger *ledger, unsigned first, unsigned count)
{
    for (unsigned i = 0; i < count; i++) {
        struct km_record record = issue((uint16_t)(first + i));
        write_one(ledger, &record);
    }
}

static void enrol(struct km_ledger *station, unsigned who)
{
    struct km_keys keys = keys_of(who);
    struct km_record record = km_record_of(KM_NODE, NOW, DAY);
    record.state = KM_NODE_ENROLLED;
    record.about = keys.node;
    record.key = keys.public_key;
    record.kiosk = (uint16_t)who;
    write_one(station, &record);
}

static void cut_off(struct km_ledger *station, unsigned who, uint32_t from)
{
    struct km_record record = km_record_of(KM_NODE, NOW, DAY);
    record.state = KM_NODE_REVOKED;
    record.about = keys_of(who).node;
    record.from = from;
    write_one(station, &record);
}

static struct km_list_writer vector_of(struct km_ledger *ledger)
{
    struct km_list_writer vector;
    km_list_init(&vector, KM_SYNC_MAX);
    assert_true(km_ledger_vector(ledger, &vector, err));
    return vector;
}

static uint32_t held(struct km_ledger *ledger, unsigned who)
{
    struct km_list_writer vector = vector_of(ledger);
    struct km_list list = km_list_view(&vector);
    struct km_head head;
    uint32_t seq = 0;
    while (km_vector_next(&list, &head)) {
        seq = head.node == keys_of(who).node ? head.seq : seq;
    }
    km_list_destroy(&vector);
    return seq;
}

/* What `from` has and `to` lacks, within a budget; owned. */
static struct km_runs missing(struct km_ledger *from, struct km_ledger *to, size_t budget)
{
    struct km_list_writer vector = vector_of(to);
    struct km_runs runs;
    km_runs_init(&runs, budget, KM_SYNC_RUNS_MAX);
    assert_true(km_ledger_missing(from, km_list_view(&vector), &runs, err));
    km_list_destroy(&vector);
    return runs;
}

/* Carries runs in a signed request from one to the other; the first refusal, or KM_RUN_OK. */
static enum km_run_verdict carry(
        struct km_ledger *from, struct km_ledger *to, const struct km_list_writer *runs)
{
    struct km_sync_request request = {.node = from->keys.node, .time = NOW};
    struct km_sync_request read;
    struct km_envelope envelope;
    struct km_buffer message;
    struct km_list_writer refused;
    struct km_refusal refusal = {.verdict = KM_RUN_OK};
    request.runs = km_list_view(runs);
    km_buffer_init(&message, KM_SYNC_MAX);
    km_list_init(&refused, KM_SYNC_MAX);
    assert_true(km_sync_request_write(&request, &from->keys, &message, err));
    assert_true(km_sync_request_read(message.bytes, message.len, &read, &envelope, err));
    assert_true(km_sync_request_verify(&read, &envelope, from->keys.public_key));
    if (!km_ledger_take_runs(to, read.runs, &refused, err)) {
        fail_msg("take: %s", err);
    }
    struct km_list list = km_list_view(&refused);
    km_refusal_next(&list, &refusal);
    km_list_destroy(&refused);
    km_buffer_destroy(&message);
    return refusal.verdict;
}

static enum km_run_verdict send_missing(struct km_ledger *from, struct km_ledger *to)
{
    struct km_runs runs = missing(from, to, KM_SYNC_RUNS_MAX);
    enum km_run_verdict verdict = carry(from, to, &runs.list);
    km_runs_destroy(&runs);
    return verdict;
}

static void exchange(struct km_ledger *a, struct km_ledger *b)
{
    assert_int_equal(send_missing(a, b), KM_RUN_OK);
    assert_int_equal(send_missing(b, a), KM_RUN_OK);
}

static void assert_same(struct km_ledger *a, struct km_ledger *b)
{
    uint8_t digests[2][KM_HASH_SIZE];
    struct km_list_writer vectors[2] = {vector_of(a), vector_of(b)};
    km_fold_digest(a->fold, digests[0]);
    km_fold_digest(b->fold, digests[1]);
    assert_memory_equal(digests[0], digests[1], KM_HASH_SIZE);
    assert_int_equal(vectors[0].items.len, vectors[1].items.len);
    assert_memory_equal(vectors[0].items.bytes, vectors[1].items.bytes, vectors[0].items.len);
    km_list_destroy(&vectors[0]);
    km_list_destroy(&vectors[1]);
}

static void no_fault(km_node node, uint32_t seq, const char *what, void *userdata)
{
    (void)userdata;
    fail_msg("fault of %016llx at %u: %s", (unsigned long long)node, seq, what);
}

static void assert_verifies(struct km_ledger *ledger, uint32_t nodes, uint64_t records)
{
    struct km_verified seen;
    assert_true(
            km_ledger_verify(ledger->journal, keys_of(0).public_key, no_fault, NULL, &seen, err));
    assert_int_equal(seen.nodes, nodes);
    assert_int_equal(seen.records, records);
    assert_int_equal(seen.faulty, 0);
    assert_in_range(seen.seals, nodes, records);
}

static void test_three_reach_the_union(void **state)
{
    (void)state;
    struct km_ledger station, one, two;
    open_node(&station, 0, NULL);
    open_node(&one, 1, NULL);
    open_node(&two, 2, NULL);
    enrol(&station, 1);
    enrol(&station, 2);
    write_issues(&one, 1, 30); /* cut off: before it knows of anybody */
    write_issues(&two, 1, 7);
    exchange(&one, &station);
    assert_same(&one, &station);
    exchange(&two, &station); /* one message brings the kiosks and their records */
    assert_same(&two, &station);
    write_issues(&one, 31, 5);
    exchange(&two, &one); /* without the station */
    assert_same(&two, &one);
    exchange(&station, &two); /* two relays what one wrote */
    assert_same(&station, &two);
    assert_int_equal(held(&station, 1), 35);
    assert_int_equal(held(&one, 2), 7);
    assert_verifies(&one, 3, 44);

    /* Again and again changes nothing. */
    exchange(&station, &one);
    exchange(&station, &two);
    assert_same(&station, &one);
    assert_verifies(&station, 3, 44);
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
    open_node(&station, 0, NULL);
    open_node(&one, 1, path);
    enrol(&station, 1);
    exchange(&one, &station);
    write_issues(&one, 1, 12);
    open_node(&again, 1, path); /* while the first has it open */
    assert_same(&again, &one);
    uint8_t before[KM_HASH_SIZE], after[KM_HASH_SIZE];
    km_fold_digest(one.fold, before);
    km_ledger_close(&one);
    km_ledger_close(&again);
    open_node(&one, 1, path);
    km_fold_digest(one.fold, after);
    assert_memory_equal(before, after, KM_HASH_SIZE);
    write_issues(&one, 13, 1);
    assert_int_equal(held(&one, 1), 13);
    exchange(&one, &station);
    assert_same(&one, &station);
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
    open_node(&left, 0, path);
    open_node(&right, 0, path);
    for (unsigned i = 0; i < 10; i++) {
        enrol(i % 2 == 0 ? &left : &right, i + 1);
    }
    assert_true(km_ledger_begin(&left, err));
    assert_int_equal(km_fold_roster(left.fold)->member_count, 10);
    km_ledger_rollback(&left);
    assert_int_equal(held(&left, 0), 10);
    assert_true(km_ledger_catch_up(&right, err));
    assert_same(&left, &right);
    assert_verifies(&left, 1, 10);
    km_ledger_close(&left);
    km_ledger_close(&right);
    unlink(path);
}

static void test_failure_folds_nothing(void **state)
{
    (void)state;
    struct km_ledger one;
    open_node(&one, 1, NULL);
    write_issues(&one, 1, 3);
    uint8_t before[KM_HASH_SIZE], after[KM_HASH_SIZE];
    km_fold_digest(one.fold, before);
    struct km_record record = issue(4);
    struct km_name name;
    assert_true(km_ledger_begin(&one, err));
    assert_true(km_ledger_append(&one, &record, &name, err));
    assert_int_equal(name.seq, 4);
    km_ledger_rollback(&one);
    assert_int_equal(km_ledger_head(&one, one.keys.node).seq, 3);
    km_fold_digest(one.fold, after);
    assert_memory_equal(before, after, KM_HASH_SIZE);

    /* One too many for a transaction is refused, the others stand. */
    assert_true(km_ledger_begin(&one, err));
    for (unsigned i = 0; i < KM_OWN_RECORDS_MAX; i++) {
        record = issue((uint16_t)(4 + i));
        assert_true(km_ledger_append(&one, &record, &name, err));
        assert_int_equal(name.seq, 4 + i);
    }
    assert_false(km_ledger_append(&one, &record, &name, err));
    assert_non_null(strstr(err, "too much for one transaction: 8000 records"));
    km_fold_digest(one.fold, after);
    assert_memory_equal(before, after, KM_HASH_SIZE);
    assert_true(km_ledger_commit(&one, err));
    km_fold_digest(one.fold, after);
    assert_memory_not_equal(before, after, KM_HASH_SIZE);
    assert_int_equal(held(&one, 1), 3 + KM_OWN_RECORDS_MAX);
    km_ledger_close(&one);
}

static void test_keeps_to_the_budget(void **state)
{
    (void)state;
    struct km_ledger station, one;
    open_node(&station, 0, NULL);
    open_node(&one, 1, NULL);
    enrol(&station, 1);
    write_issues(&one, 1, 3500); /* one by one: kept seals at 999, 1999, 2999, 3500 */
    struct km_runs all = missing(&one, &station, KM_SYNC_RUNS_MAX);
    assert_int_equal(all.list.count, 4);
    size_t half = all.list.items.len / 2;
    km_runs_destroy(&all);

    struct km_runs some = missing(&one, &station, half);
    assert_int_equal(some.list.count, 1);
    assert_in_range(some.list.items.len, 1, half);
    assert_int_equal(carry(&one, &station, &some.list), KM_RUN_OK);
    assert_int_equal(held(&station, 1), 999);
    km_runs_destroy(&some);
    struct km_runs least = missing(&one, &station, 10); /* one run is more, and goes all the same */
    assert_int_equal(least.list.count, 1);
    assert_int_equal(carry(&one, &station, &least.list), KM_RUN_OK);
    assert_int_equal(held(&station, 1), 1999);
    km_runs_destroy(&least);
    exchange(&one, &station);
    assert_same(&one, &station);
    /* A relay keeps the seals that its own readers need. */
    struct km_ledger two;
    open_node(&two, 2, NULL);
    struct km_runs relayed = missing(&station, &two, KM_SYNC_RUNS_MAX);
    assert_int_equal(relayed.list.count, 5);
    assert_int_equal(carry(&station, &two, &relayed.list), KM_RUN_OK);
    km_runs_destroy(&relayed);
    assert_same(&two, &one);

    uint8_t ours[KM_HASH_SIZE], theirs[KM_HASH_SIZE];
    assert_true(km_ledger_chain_at(&one, one.keys.node, 2500, ours, err));
    assert_true(km_ledger_chain_at(&two, one.keys.node, 2500, theirs, err));
    assert_memory_equal(ours, theirs, KM_HASH_SIZE);
    assert_true(km_ledger_chain_at(&one, one.keys.node, 0, ours, err));
    assert_false(km_ledger_chain_at(&one, one.keys.node, 3501, ours, err));
    km_ledger_close(&two);
    km_ledger_close(&station);
    km_ledger_close(&one);
}

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
    struct km_ledger from = {.keys = keys_of(9)};
    struct km_runs runs = forge(keys, first, chain, items, count);
    enum km_run_verdict verdict = carry(&from, to, &runs.list);
    km_runs_destroy(&runs);
    return verdict;
}

static void test_refuses_what_is_altered(void **state)
{
    (void)state;
    struct km_ledger station, one;
    open_node(&station, 0, NULL);
    open_node(&one, 1, NULL);
    write_issues(&one, 1, 4);
    assert_int_equal(send_missing(&one, &station), KM_RUN_UNKNOWN_AUTHOR);
    enrol(&station, 1);
    uint8_t before[KM_HASH_SIZE], after[KM_HASH_SIZE];
    km_fold_digest(station.fold, before);

    /* Any bit of the run flipped: refused, or no message any more. */
    struct km_runs runs = missing(&one, &station, KM_SYNC_RUNS_MAX);
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
            assert_true(km_ledger_take_runs(&station, list, &refused, err));
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
    assert_int_equal(held(&station, 1), 0);
    km_fold_digest(station.fold, after);
    assert_memory_equal(before, after, KM_HASH_SIZE);

    /* Another's key, a gap, a run without its start. */
    uint8_t start[KM_HASH_SIZE], bytes[KM_RECORD_SMALL];
    struct km_record record = issue(1);
    struct km_span item = {bytes, km_record_encode(&record, bytes, sizeof bytes)};
    struct km_keys thief = keys_of(5);
    thief.node = one.keys.node;
    km_chain_start(one.keys.node, start);
    assert_int_equal(carry_forged(&station, &thief, 1, start, &item, 1), KM_RUN_BAD_SEAL);
    assert_int_equal(carry_forged(&station, &one.keys, 2, start, &item, 1), KM_RUN_GAP);
    assert_int_equal(carry(&one, &station, &runs.list), KM_RUN_OK);
    km_runs_destroy(&runs);
    assert_int_equal(held(&station, 1), 4);
    km_ledger_close(&station);
    km_ledger_close(&one);
}

static void test_sees_forks(void **state)
{
    (void)state;
    struct km_ledger station, one, twin;
    open_node(&station, 0, NULL);
    open_node(&one, 1, NULL);
    open_node(&twin, 1, NULL); /* its disk, copied */
    enrol(&station, 1);
    write_issues(&one, 1, 5);
    write_issues(&twin, 1, 3);
    exchange(&station, &one);
    write_issues(&twin, 100, 1); /* seq 4 is another record now */
    assert_int_equal(held(&twin, 1), 4);
    struct km_ledger empty;
    open_node(&empty, 2, NULL);
    struct km_runs branch = missing(&twin, &empty, KM_SYNC_RUNS_MAX);
    assert_int_equal(carry(&twin, &station, &branch.list), KM_RUN_FORK);
    km_runs_destroy(&branch);
    write_issues(&twin, 101, 4); /* longer than what the station holds, and from the start */
    branch = missing(&twin, &empty, KM_SYNC_RUNS_MAX);
    assert_int_equal(carry(&twin, &station, &branch.list), KM_RUN_FORK);
    assert_int_equal(held(&station, 1), 5);
    assert_same(&station, &one);
    km_runs_destroy(&branch);
    /* From the end of the station's branch on it can only be seen not to fit. */
    assert_int_equal(send_missing(&twin, &station), KM_RUN_BAD_CHAIN);
    /* The copy meets its own other branch. */
    branch = missing(&station, &empty, KM_SYNC_RUNS_MAX);
    assert_int_equal(carry(&station, &twin, &branch.list), KM_RUN_FORK);
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
    open_node(&station, 0, NULL);
    open_node(&one, 1, NULL);
    enrol(&station, 1);
    write_issues(&one, 1, 5);
    exchange(&station, &one);
    open_node(&restored, 1, NULL);
    write_issues(&restored, 1, 2);
    assert_int_equal(send_missing(&station, &restored), KM_RUN_NOT_STORED);
    assert_int_equal(restored.overtaken, 5);
    assert_int_equal(held(&restored, 1), 2);
    assert_int_equal(held(&restored, 0), 1); /* the rest of the message was taken */
    km_ledger_close(&restored);
    km_ledger_close(&one);
    km_ledger_close(&station);
}

static void test_refuses_the_revoked(void **state)
{
    (void)state;
    struct km_ledger station, one, two, late;
    open_node(&station, 0, NULL);
    open_node(&one, 1, NULL);
    open_node(&two, 2, NULL);
    open_node(&late, 3, NULL);
    enrol(&station, 1);
    write_issues(&one, 1, 5);
    exchange(&station, &one);
    cut_off(&station, 1, 6);
    write_issues(&one, 6, 2);
    assert_int_equal(send_missing(&one, &station), KM_RUN_REVOKED);
    assert_int_equal(held(&station, 1), 5);
    exchange(&station, &two);
    assert_same(&station, &two);

    assert_int_equal(send_missing(&station, &late), KM_RUN_OK);
    assert_int_equal(held(&late, 1), 5);
    struct km_ledger fresh;
    open_node(&fresh, 4, NULL);
    exchange(&one, &fresh); /* brings the enrolment, not the revocation */
    assert_int_equal(held(&fresh, 1), 7);
    /* Who holds records from after the cut offers them no longer once it knows. */
    exchange(&station, &fresh);
    assert_int_equal(held(&station, 1), 5);
    assert_same(&station, &late);
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
    open_node(&station, 0, NULL);
    open_node(&one, 1, NULL);
    open_node(&holder, 2, NULL);
    open_node(&late, 3, NULL);
    enrol(&station, 1);
    write_issues(&one, 1, 1100); /* kept seals at 999 and 1100 */
    exchange(&station, &one);
    exchange(&one, &holder);
    assert_int_equal(held(&holder, 1), 1100);
    cut_off(&station, 1, 500);
    assert_int_equal(send_missing(&station, &holder), KM_RUN_OK);
    struct km_runs runs = missing(&holder, &late, KM_SYNC_RUNS_MAX);
    assert_int_equal(runs.list.count, 2);
    assert_int_equal(carry(&holder, &late, &runs.list), KM_RUN_OK);
    assert_int_equal(held(&late, 1), 999); /* as far as the seal that proves those before the cut */
    km_runs_destroy(&runs);
    runs = missing(&holder, &late, KM_SYNC_RUNS_MAX);
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
        verdict = km_ledger_intake(to, &run, err);
    }
    return verdict;
}

/* A revocation that names no seq takes all of a node, in the transaction that brings it too. */
static void test_a_revocation_counts_at_once(void **state)
{
    (void)state;
    struct km_ledger station, one, late;
    open_node(&station, 0, NULL);
    open_node(&one, 1, NULL);
    open_node(&late, 3, NULL);
    enrol(&station, 1);
    write_issues(&one, 1, 5);
    cut_off(&station, 1, 0);
    struct km_runs news = missing(&station, &late, KM_SYNC_RUNS_MAX);
    struct km_runs runs = missing(&one, &late, KM_SYNC_RUNS_MAX);
    assert_true(km_ledger_begin(&late, err));
    assert_int_equal(take_all_of(&late, &news), KM_RUN_OK);
    assert_int_equal(take_all_of(&late, &runs), KM_RUN_REVOKED);
    km_ledger_rollback(&late);
    /* What was rolled back is not known any more. */
    assert_true(km_ledger_begin(&late, err));
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
        open_node(&station, 0, NULL);
        open_node(&original, forked, NULL);
        open_node(&twin, forked, NULL);
        open_node(&other, honest, NULL);
        enrol(&station, 1);
        enrol(&station, 2);
        write_issues(&original, 1, 5);
        exchange(&station, &original);
        write_issues(&twin, 100, 7); /* another branch, and longer */
        write_issues(&other, 1, 3);
        assert_int_equal(send_missing(&station, &twin), KM_RUN_OK); /* brings the keys */
        assert_int_equal(send_missing(&other, &twin), KM_RUN_OK);
        for (unsigned syncs = 0; syncs < 6; syncs++) {
            struct km_runs runs = missing(&twin, &station, 10);
            assert_in_range(runs.list.count, 0, 1);
            carry(&twin, &station, &runs.list);
            km_runs_destroy(&runs);
        }
        assert_int_equal(held(&station, honest), 3);
        assert_int_equal(held(&station, forked), 5);
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
    open_node(&station, 0, NULL);
    open_node(&two, 2, NULL);
    enrol(&station, 1);
    struct km_keys author = keys_of(1);
    uint8_t start[KM_HASH_SIZE], bytes[KM_RECORD_SMALL];
    struct km_record record = issue(1);
    struct km_span items[] = {{(const uint8_t *)"\xa1\x00\x18\x63", 4}, /* kind 99 */
            {bytes, km_record_encode(&record, bytes, sizeof bytes)}};
    km_chain_start(author.node, start);
    assert_int_equal(carry_forged(&station, &author, 1, start, items, 2), KM_RUN_OK);
    assert_int_equal(held(&station, 1), 2);
    assert_int_equal(station.not_understood, 1);
    exchange(&station, &two);
    assert_int_equal(two.not_understood, 1);
    assert_same(&station, &two);
    assert_verifies(&two, 2, 3);
    km_ledger_close(&two);
    km_ledger_close(&station);
}

/* A forgotten record travels by its hash, and its chain holds. */
static void test_carries_forgotten_records(void **state)
{
    (void)state;
    struct km_ledger station, one, two;
    open_node(&station, 0, NULL);
    open_node(&one, 1, NULL);
    open_node(&two, 2, NULL);
    enrol(&station, 1);
    write_issues(&one, 1, 3);
    struct km_runs runs = missing(&one, &station, KM_SYNC_RUNS_MAX);
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
    assert_int_equal(carry(&one, &station, &thinned.list), KM_RUN_OK);
    exchange(&station, &two);
    assert_same(&station, &two);
    assert_verifies(&two, 2, 4);
    struct km_verified seen;
    assert_true(km_ledger_verify(two.journal, keys_of(0).public_key, no_fault, NULL, &seen, err));
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
    open_node(&station, 0, NULL);
    if (enrolled) {
        enrol(&station, 1);
    }
    struct km_journal *j = station.journal;
    struct km_keys author = keys_of(1);
    struct km_keys sealer = *signer;
    uint8_t bytes[KM_RECORD_SMALL], hash[KM_HASH_SIZE], chain[KM_HASH_SIZE];
    struct km_record record = issue(1);
    struct km_stored stored = {.name = {author.node, 1}, .day = day, .bytes = bytes};
    struct km_seal seal;
    stored.len = km_record_encode(&record, bytes, sizeof bytes);
    km_hash(bytes, stored.len, hash);
    km_chain_start(author.node, chain);
    km_chain_next(chain, hash);
    sealer.node = author.node;
    km_seal_make(&sealer, 1, chain, &seal);
    bytes[stored.len - 1] ^= flip;
    assert_true(j->ops->begin(j, err));
    assert_true(j->ops->put(j, &stored, err));
    assert_true(j->ops->put_seal(j, &seal, err));
    assert_true(j->ops->commit(j, err));
    struct fault fault = {0};
    struct km_verified seen;
    assert_true(km_ledger_verify(j, keys_of(0).public_key, note, &fault, &seen, err));
    assert_int_equal(seen.faulty, fault.count);
    assert_true(fault.count == 0 || fault.node == author.node);
    km_ledger_close(&station);
    return fault;
}

static void test_verify_finds_faults(void **state)
{
    (void)state;
    struct km_keys author = keys_of(1), thief = keys_of(5);
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
            cmocka_unit_test(test_refuses_what_is_altered),
            cmocka_unit_test(test_sees_forks),
            cmocka_unit_test(test_sees_its_own_disk_put_back),
            cmocka_unit_test(test_refuses_the_revoked),
            cmocka_unit_test(test_offers_nothing_after_the_cut),
            cmocka_unit_test(test_a_revocation_counts_at_once),
            cmocka_unit_test(test_the_refused_hold_nobody_up),
            cmocka_unit_test(test_passes_on_what_it_cannot_read),
            cmocka_unit_test(test_carries_forgotten_records),
            cmocka_unit_test(test_verify_finds_faults),
    };
    if (sodium_init() < 0) {
        return 1;
    }
    return cmocka_run_group_tests(tests, NULL, NULL);
}
