#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "tests/core/ledger_nodes.h"

char nodes_err[KM_ERR_MAX];

static void seed_of(unsigned who, uint8_t out_seed[KM_SEED_SIZE])
{
    memset(out_seed, (int)(0x40 + who), KM_SEED_SIZE);
}

struct km_keys nodes_keys_of(unsigned who)
{
    uint8_t seed[KM_SEED_SIZE];
    struct km_keys keys;
    seed_of(who, seed);
    km_keys_from_seed(seed, &keys);
    return keys;
}

void nodes_open(struct km_ledger *ledger, unsigned who, const char *path)
{
    struct km_journal *journal = NULL;
    struct km_keys station = nodes_keys_of(0);
    uint8_t seed[KM_SEED_SIZE];
    seed_of(who, seed);
    bool ok = path != NULL ? km_journal_open_sqlite(path, &journal, nodes_err)
                           : km_journal_open_memory(&journal, nodes_err);
    if (!ok || !km_ledger_open(ledger, journal, seed, station.public_key, nodes_err)) {
        fail_msg("open: %s", nodes_err);
    }
    assert_int_equal(ledger->overtaken, 0);
}

struct km_record nodes_issue(uint16_t number)
{
    struct km_record record = km_record_of(KM_ISSUE, NOW + number * 1000, DAY);
    assert_true(km_zone_parse("A", &record.zone));
    record.people[0] = 2;
    record.number = number;
    return record;
}

static void write_one(struct km_ledger *ledger, const struct km_record *record)
{
    if (!km_ledger_write(ledger, record, 1, NULL, nodes_err)) {
        fail_msg("write: %s", nodes_err);
    }
}

void nodes_write_issues(struct km_ledger *ledger, unsigned first, unsigned count)
{
    for (unsigned i = 0; i < count; i++) {
        struct km_record record = nodes_issue((uint16_t)(first + i));
        write_one(ledger, &record);
    }
}

void nodes_enrol(struct km_ledger *station, unsigned who)
{
    struct km_keys keys = nodes_keys_of(who);
    struct km_record record = km_record_of(KM_NODE, NOW, DAY);
    record.state = KM_NODE_ENROLLED;
    record.about = keys.node;
    record.key = keys.public_key;
    record.kiosk = (uint16_t)who;
    write_one(station, &record);
}

void nodes_cut_off(struct km_ledger *station, unsigned who, uint32_t from)
{
    struct km_record record = km_record_of(KM_NODE, NOW, DAY);
    record.state = KM_NODE_REVOKED;
    record.about = nodes_keys_of(who).node;
    record.from = from;
    write_one(station, &record);
}

static struct km_list_writer vector_of(struct km_ledger *ledger)
{
    struct km_list_writer vector;
    km_list_init(&vector, KM_SYNC_MAX);
    assert_true(km_ledger_vector(ledger, &vector, nodes_err));
    return vector;
}

uint32_t nodes_held(struct km_ledger *ledger, unsigned who)
{
    struct km_list_writer vector = vector_of(ledger);
    struct km_list list = km_list_view(&vector);
    struct km_head head;
    uint32_t seq = 0;
    while (km_vector_next(&list, &head)) {
        seq = head.node == nodes_keys_of(who).node ? head.seq : seq;
    }
    km_list_destroy(&vector);
    return seq;
}

struct km_runs nodes_missing(struct km_ledger *from, struct km_ledger *to, size_t budget)
{
    struct km_list_writer vector = vector_of(to);
    struct km_runs runs;
    km_runs_init(&runs, budget, KM_SYNC_RUNS_MAX);
    assert_true(km_ledger_missing(from, km_list_view(&vector), &runs, nodes_err));
    km_list_destroy(&vector);
    return runs;
}

enum km_run_verdict nodes_carry(
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
    assert_true(km_sync_request_write(&request, &from->keys, &message, nodes_err));
    assert_true(km_sync_request_read(message.bytes, message.len, &read, &envelope, nodes_err));
    assert_true(km_sync_request_verify(&read, &envelope, from->keys.public_key));
    if (!km_ledger_take_runs(to, read.runs, &refused, nodes_err)) {
        fail_msg("take: %s", nodes_err);
    }
    struct km_list list = km_list_view(&refused);
    km_refusal_next(&list, &refusal);
    km_list_destroy(&refused);
    km_buffer_destroy(&message);
    return refusal.verdict;
}

enum km_run_verdict nodes_send_missing(struct km_ledger *from, struct km_ledger *to)
{
    struct km_runs runs = nodes_missing(from, to, KM_SYNC_RUNS_MAX);
    enum km_run_verdict verdict = nodes_carry(from, to, &runs.list);
    km_runs_destroy(&runs);
    return verdict;
}

void nodes_exchange(struct km_ledger *a, struct km_ledger *b)
{
    assert_int_equal(nodes_send_missing(a, b), KM_RUN_OK);
    assert_int_equal(nodes_send_missing(b, a), KM_RUN_OK);
}

void nodes_assert_same(struct km_ledger *a, struct km_ledger *b)
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

void nodes_no_fault(km_node node, uint32_t seq, const char *what, void *userdata)
{
    (void)userdata;
    fail_msg("fault of %016llx at %u: %s", (unsigned long long)node, seq, what);
}

void nodes_assert_verifies(struct km_ledger *ledger, uint32_t nodes, uint64_t records)
{
    struct km_verified seen;
    assert_true(km_ledger_verify(
            ledger->journal, nodes_keys_of(0).public_key, nodes_no_fault, NULL, &seen, nodes_err));
    assert_int_equal(seen.nodes, nodes);
    assert_int_equal(seen.records, records);
    assert_int_equal(seen.faulty, 0);
    assert_in_range(seen.seals, nodes, records);
}
