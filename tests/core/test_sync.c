/* Runs and the two messages of a sync. The golden messages were made by other implementations
 * (Python's hashlib and cryptography, CBOR by hand) from core/sync.h and core/run.h. */

#include "core/sync.h"
#include "tests/core/hex.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>
#include <sodium.h>

#define TIME 1778895600000

/* The parts that both messages share, in their bytes. */
#define NODE "48 9d24e2eeaf27c2a0 "
#define CHAIN "5820 d567a9d2cd4f549f06c7f9852d69010d1915eedba2e00558f3534681143308f9 "
#define SEAL                                                            \
    "5840 aa23174467de1c4aecb5655dca4d4d09f10c0bd32f65f81557410a2c5b55" \
    "93365e56d1b783f6de9bb952fe4903cb8bec6b9e3ca4f5bc8a6137f1a94032c9e601 "
#define NONCE "50 101112131415161718191a1b1c1d1e1f "
#define VECTOR "81 83" NODE "02" CHAIN /* one node, to its record 2 */
#define RUNS                                                                           \
    "81 86" NODE "01 02" CHAIN SEAL "82 43 6f6e65" /* record 1 by its bytes, "one", */ \
    "81 5820 7a52b251a3428a1b64967851157047d22919cc610c6b138e98a25280b1534b21 " /* 2: hash */
#define REQUEST_SIGNATURE                                               \
    "5840 7522b488610118a5ecf4481cd19709e28b5d682da7e3bfbd3b27b2d21fd6" \
    "2160a85e77efee0b099b03bb0e1931ff265664f3f47626aae494fbc19b086877ec01"
#define ANSWER_SIGNATURE                                                    \
    "5840 f6fdb61308faac58ea9c40c58ca764bb246d052525c9324abfee8147b8c68b0d" \
    "e8e750785fb2088191ea9ba79462301e3f72228e64816969b1ea38d37124060c"

static const char golden_request[] =
        "82 590110 89 01" NODE NONCE "1b 0000019e2e70b980 01"                      /* time, wait */
        "a7 00 01  01 04  02 02  03 1905dc  04 07  05 65 302e312e30  06 63 616c6c" /* health */
        VECTOR RUNS "81 84 19506d 02 19023a 03" /* wants 3 seats */ REQUEST_SIGNATURE;

static const char golden_answer[] =
        "82 59010b 89 01" NODE NONCE "1b 0000019e2e70b985 1b 0000019e2e70b989" /* received, sent */
        VECTOR RUNS "81 82" NODE "04" /* refused: another branch */
        "81 84 19506d 02 19023a 00" /* no seats left */ ANSWER_SIGNATURE;

static struct km_keys keys; /* of the seed 00 01 02 … 1f */
static struct km_head head; /* behind the records "one" and "two" */
static struct km_seal seal;
static uint8_t hash_two[KM_HASH_SIZE];
static struct km_list_writer vector, wants, refused, grants;
static struct km_runs runs;

static int set_up(void **state)
{
    (void)state;
    uint8_t seed[KM_SEED_SIZE];
    uint8_t hash[KM_HASH_SIZE];
    for (size_t i = 0; i < sizeof(seed); i++) {
        seed[i] = (uint8_t)i;
    }
    km_keys_from_seed(seed, &keys);
    head = (struct km_head){.node = keys.node, .seq = 2};
    km_chain_start(keys.node, head.chain);
    km_hash("one", 3, hash);
    km_chain_next(head.chain, hash);
    km_hash("two", 3, hash_two);
    km_chain_next(head.chain, hash_two);
    km_seal_make(&keys, 2, head.chain, &seal);
    km_list_init(&vector, 1000);
    km_list_init(&wants, 1000);
    km_list_init(&refused, 1000);
    km_list_init(&grants, 1000);
    km_runs_init(&runs, 1000, 2000);
    km_vector_put(&vector, &head);
    km_seats_put(&wants, &(struct km_seats){20589, 2, 570, 3});
    km_seats_put(&grants, &(struct km_seats){20589, 2, 570, 0});
    km_refusal_put(&refused, &(struct km_refusal){keys.node, KM_RUN_FORK});
    km_runs_begin(&runs, 1, &seal);
    km_runs_put(&runs, "one", 3);
    km_runs_put_hash(&runs, hash_two);
    return km_runs_end(&runs) && sodium_init() >= 0 ? 0 : -1;
}

static int tear_down(void **state)
{
    (void)state;
    km_list_destroy(&vector);
    km_list_destroy(&wants);
    km_list_destroy(&refused);
    km_list_destroy(&grants);
    km_runs_destroy(&runs);
    return 0;
}

static void set_nonce(uint8_t nonce[KM_NONCE_SIZE])
{
    for (size_t i = 0; i < KM_NONCE_SIZE; i++) {
        nonce[i] = (uint8_t)(0x10 + i);
    }
}

static struct km_sync_request sample_request(void)
{
    struct km_sync_request request = {.node = keys.node,
            .time = TIME,
            .wait = true,
            .health = {.camera = KM_DEVICE_OK,
                    .printer = KM_DEVICE_NONE,
                    .paper = KM_DEVICE_LOW,
                    .disk_free_mb = 1500,
                    .unsent = 7,
                    .version = {(const uint8_t *)"0.1.0", 5},
                    .role = {(const uint8_t *)"all", 3}},
            .vector = km_list_view(&vector),
            .runs = km_list_view(&runs.list),
            .wants = km_list_view(&wants)};
    set_nonce(request.nonce);
    return request;
}

static struct km_sync_answer sample_answer(void)
{
    struct km_sync_answer answer = {.node = keys.node,
            .received = TIME + 5,
            .sent = TIME + 9,
            .vector = km_list_view(&vector),
            .runs = km_list_view(&runs.list),
            .refused = km_list_view(&refused),
            .grants = km_list_view(&grants)};
    set_nonce(answer.nonce);
    return answer;
}

static void test_messages_are_pinned(void **state)
{
    (void)state;
    uint8_t want[512];
    char err[KM_ERR_MAX];
    struct km_buffer out;
    km_buffer_init(&out, KM_SYNC_MAX);
    struct km_sync_request request = sample_request();
    assert_true(km_sync_request_write(&request, &keys, &out, err));
    assert_int_equal(out.len, hex_read(golden_request, want));
    assert_memory_equal(out.bytes, want, out.len);
    km_buffer_cut(&out, 0);
    struct km_sync_answer answer = sample_answer();
    assert_true(km_sync_answer_write(&answer, &keys, &out, err));
    assert_int_equal(out.len, hex_read(golden_answer, want));
    assert_memory_equal(out.bytes, want, out.len);
    km_buffer_destroy(&out);
}

static void assert_run(struct km_list list)
{
    struct km_run run;
    struct km_item item;
    assert_int_equal(list.count, 1);
    assert_true(km_run_next(&list, &run));
    assert_false(km_run_next(&list, &run));
    assert_true(run.node == keys.node && run.first == 1);
    assert_true(run.seal.node == seal.node && run.seal.seq == seal.seq);
    assert_memory_equal(run.seal.chain, seal.chain, KM_HASH_SIZE);
    assert_memory_equal(run.seal.signature, seal.signature, KM_SIGNATURE_SIZE);
    assert_true(km_item_next(&run.items, &item));
    assert_int_equal(item.len, 3);
    assert_memory_equal(item.bytes, "one", 3);
    assert_null(item.hash);
    assert_true(km_item_next(&run.items, &item));
    assert_null(item.bytes);
    assert_memory_equal(item.hash, hash_two, KM_HASH_SIZE);
    assert_false(km_item_next(&run.items, &item));
}

static void assert_vector(struct km_list list)
{
    struct km_head got;
    assert_int_equal(list.count, 1);
    assert_true(km_vector_next(&list, &got));
    assert_true(got.node == head.node && got.seq == head.seq);
    assert_memory_equal(got.chain, head.chain, KM_HASH_SIZE);
    assert_false(km_vector_next(&list, &got));
}

static void test_request_is_read(void **state)
{
    (void)state;
    uint8_t bytes[512];
    char err[KM_ERR_MAX];
    struct km_sync_request got;
    struct km_envelope envelope;
    size_t len = hex_read(golden_request, bytes);
    assert_true(km_sync_request_read(bytes, len, &got, &envelope, err));
    assert_true(km_sync_request_verify(&got, &envelope, keys.public_key));
    assert_true(got.node == keys.node && got.time == TIME && got.wait);
    assert_true(got.health.camera == KM_DEVICE_OK && got.health.printer == KM_DEVICE_NONE);
    assert_true(got.health.paper == KM_DEVICE_LOW && got.health.disk_free_mb == 1500);
    assert_true(got.health.unsent == 7 && got.health.version.len == 5);
    assert_memory_equal(got.health.version.bytes, "0.1.0", 5);
    assert_memory_equal(got.health.role.bytes, "all", 3);
    assert_vector(got.vector);
    assert_run(got.runs);
    struct km_seats seats;
    assert_true(km_seats_next(&got.wants, &seats));
    assert_true(seats.day == 20589 && seats.zone == 2 && seats.session == 570 && seats.seats == 3);
    assert_false(km_seats_next(&got.wants, &seats));
}

static void test_answer_is_read(void **state)
{
    (void)state;
    uint8_t bytes[512];
    uint8_t nonce[KM_NONCE_SIZE];
    char err[KM_ERR_MAX];
    struct km_sync_answer got;
    struct km_envelope envelope;
    set_nonce(nonce);
    size_t len = hex_read(golden_answer, bytes);
    assert_true(km_sync_answer_read(bytes, len, &got, &envelope, err));
    assert_true(km_sync_answer_verify(&got, &envelope, nonce, keys.public_key));
    assert_true(got.received == TIME + 5 && got.sent == TIME + 9);
    assert_vector(got.vector);
    assert_run(got.runs);
    struct km_refusal refusal;
    assert_true(km_refusal_next(&got.refused, &refusal));
    assert_true(refusal.node == keys.node && refusal.verdict == KM_RUN_FORK);
    struct km_seats seats;
    assert_true(km_seats_next(&got.grants, &seats));
    assert_int_equal(seats.seats, 0);
    nonce[0]++;
    assert_false(km_sync_answer_verify(&got, &envelope, nonce, keys.public_key));
}

/* True when the bytes, in a copy that the address sanitizer watches, are a request by our key. */
static bool believed(const uint8_t *bytes, size_t len)
{
    uint8_t *copy = malloc(len > 0 ? len : 1);
    assert_non_null(copy);
    memcpy(copy, bytes, len);
    char err[KM_ERR_MAX] = "";
    struct km_sync_request request;
    struct km_envelope envelope;
    bool good = km_sync_request_read(copy, len, &request, &envelope, err);
    assert_true(good || err[0] != '\0');
    if (good) {
        /* What was read can be walked through to its end. */
        struct km_run run;
        struct km_item item;
        while (km_run_next(&request.runs, &run)) {
            while (km_item_next(&run.items, &item)) {
                assert_true(item.bytes || item.hash);
            }
        }
        good = km_sync_request_verify(&request, &envelope, keys.public_key);
    }
    free(copy);
    return good;
}

static void test_altered_request_is_never_believed(void **state)
{
    (void)state;
    uint8_t bytes[512];
    size_t len = hex_read(golden_request, bytes);
    assert_true(believed(bytes, len));
    for (size_t cut = 0; cut < len; cut++) {
        assert_false(believed(bytes, cut));
    }
    bytes[len] = 0;
    assert_false(believed(bytes, len + 1));
    /* All values where the structure is, one bit each in the two signatures. */
    for (size_t at = 0; at < len; at++) {
        for (unsigned change = 1; change < 256; change = change * 2 + (at < 100)) {
            bytes[at] ^= (uint8_t)change;
            assert_false(believed(bytes, len));
            bytes[at] ^= (uint8_t)change;
        }
    }
}

/* An answer is no request, and another node's key proves nothing. */
static void test_messages_are_not_mixed_up(void **state)
{
    (void)state;
    uint8_t bytes[512];
    char err[KM_ERR_MAX];
    struct km_sync_request request;
    struct km_sync_answer answer;
    struct km_envelope envelope;
    struct km_keys other;
    uint8_t seed[KM_SEED_SIZE] = {5};
    km_keys_from_seed(seed, &other);
    size_t len = hex_read(golden_answer, bytes);
    assert_false(km_sync_request_read(bytes, len, &request, &envelope, err));
    len = hex_read(golden_request, bytes);
    assert_false(km_sync_answer_read(bytes, len, &answer, &envelope, err));
    assert_true(km_sync_request_read(bytes, len, &request, &envelope, err));
    assert_false(km_sync_request_verify(&request, &envelope, other.public_key));
}

/* Reads a request with this body under a signature of zeros; gives the reason. */
static const char *why(const char *hex)
{
    static char err[KM_ERR_MAX];
    uint8_t body[512];
    uint8_t bytes[1024];
    uint8_t signature[KM_SIGNATURE_SIZE] = {0};
    struct km_buffer out;
    struct km_sync_request request;
    struct km_envelope envelope;
    km_buffer_over(&out, bytes, sizeof(bytes));
    km_cbor_put_array(&out, 2);
    km_cbor_put_bytes(&out, body, hex_read(hex, body));
    km_cbor_put_bytes(&out, signature, sizeof(signature));
    err[0] = '\0';
    return km_sync_request_read(out.bytes, out.len, &request, &envelope, err) ? "read" : err;
}

#define BEFORE_HEALTH "89 01" NODE NONCE "00 00"
#define EMPTY "80 80 80"

static void test_refusals_say_why(void **state)
{
    (void)state;
    assert_string_equal(why(BEFORE_HEALTH "a0" EMPTY), "read");
    assert_string_equal(why("8a 02" NODE NONCE), "sync request of version 2, this program speaks "
                                                 "version 1: update the older one");
    assert_string_equal(why("8a 01" NODE NONCE "00 00 a0 80 80 80 80"),
            "sync request has the wrong number of parts");
    assert_string_equal(
            why(BEFORE_HEALTH "a0" EMPTY "80"), "sync request has something after its end");
    assert_string_equal(
            why(BEFORE_HEALTH "a0 81 83" NODE "02" CHAIN), "sync request ends too early");
    assert_string_equal(why(BEFORE_HEALTH "a0 82 83" NODE "02" CHAIN "83" NODE "02" CHAIN "80 80"),
            "sync request has a vector out of order");
    assert_string_equal(why(BEFORE_HEALTH "a0 991389"), "sync request is out of range");
    assert_string_equal(why(BEFORE_HEALTH "a0 80 81 86" NODE "01 02" CHAIN SEAL "81 41 61 80"),
            "sync request has a run whose records are not first to seal");
    assert_string_equal(why(BEFORE_HEALTH "a0 80 81 86" NODE "03 02" CHAIN SEAL "80 80"),
            "sync request has a run whose records are not first to seal");
    assert_string_equal(why(BEFORE_HEALTH "a0 80 81 86" NODE "00 02" CHAIN SEAL "80 80"),
            "sync request has a run whose records are not first to seal");
    assert_string_equal(why(BEFORE_HEALTH "a0 80 81 86" NODE "02 02" CHAIN SEAL "81 40 80"),
            "sync request has an item that is neither a record nor a hash");
    assert_string_equal(
            why(BEFORE_HEALTH "a0 80 80 81 84 00 00 00 01"), "sync request names no zone");
    assert_string_equal(why(BEFORE_HEALTH "a2 05 60 05 60" EMPTY),
            "sync request has keys out of order or twice");
    assert_string_equal(why(BEFORE_HEALTH "a1 06 61 ff" EMPTY), "sync request is not valid UTF-8");
}

/* A later version says more of itself: what is unknown here is passed over, if it is not too deep.
 */
static void test_unknown_health_is_passed_over(void **state)
{
    (void)state;
    assert_string_equal(
            why(BEFORE_HEALTH "a4 00 18c8 07 01 08 a1 01 82 20 61 61 18ff 80" EMPTY), "read");
    assert_string_equal(
            why(BEFORE_HEALTH "a1 07 81 81 81 81 00" EMPTY), "sync request is nested too deep");
}

static struct km_run first_run(const struct km_runs *from)
{
    struct km_list list = km_list_view(&from->list);
    struct km_run run;
    assert_true(km_run_next(&list, &run));
    return run;
}

static void test_run_is_verified(void **state)
{
    (void)state;
    uint8_t start[KM_HASH_SIZE];
    km_chain_start(keys.node, start);
    struct km_run run = first_run(&runs);
    assert_int_equal(km_run_verify(&run, 0, start, keys.public_key), KM_RUN_OK);
    assert_int_equal(km_run_verify(&run, 1, start, keys.public_key), KM_RUN_GAP);
    assert_int_equal(km_run_verify(&run, 0, head.chain, keys.public_key), KM_RUN_BAD_CHAIN);
    struct km_keys other;
    uint8_t seed[KM_SEED_SIZE] = {5};
    km_keys_from_seed(seed, &other);
    assert_int_equal(km_run_verify(&run, 0, start, other.public_key), KM_RUN_BAD_SEAL);
    run.seal.signature[0] ^= 1;
    assert_int_equal(km_run_verify(&run, 0, start, keys.public_key), KM_RUN_BAD_SEAL);
    run.seal.signature[0] ^= 1;
    uint8_t items[64];
    memcpy(items, run.items.bytes, run.items.len);
    items[2] ^= 1; /* "one" becomes "nne" */
    run.items.bytes = items;
    assert_int_equal(km_run_verify(&run, 0, start, keys.public_key), KM_RUN_BAD_CHAIN);
    for (enum km_run_verdict v = KM_RUN_OK; v < KM_RUN_VERDICT_END; v++) {
        assert_non_null(km_run_verdict_text(v));
    }
}

/* Writes one run of n records of 100 bytes, 1..n. True when it stayed. */
static bool put_run(struct km_runs *to, uint32_t n)
{
    static const uint8_t record[100] = {1};
    struct km_seal end = seal;
    end.seq = n;
    km_runs_begin(to, 1, &end);
    for (uint32_t i = 0; i < n && km_runs_put(to, record, sizeof(record)); i++) {
    }
    return km_runs_end(to);
}

static void test_runs_keep_their_budget(void **state)
{
    (void)state;
    struct km_runs some;
    km_runs_init(&some, 1000, 3000);
    assert_true(put_run(&some, 20)); /* over the budget, but the first */
    size_t len = some.list.items.len;
    assert_false(put_run(&some, 1));
    assert_int_equal(some.list.items.len, len);
    assert_int_equal(some.list.count, 1);
    km_runs_destroy(&some);
    km_runs_init(&some, 1000, 3000);
    assert_false(put_run(&some, 40)); /* over the hard limit */
    assert_true(put_run(&some, 3));
    assert_false(put_run(&some, 9));
    assert_true(put_run(&some, 2)); /* a smaller one still fits */
    km_runs_begin(&some, 1, &seal);
    assert_true(km_runs_put(&some, "one", 3));
    assert_false(km_runs_end(&some)); /* an item is missing */
    struct km_list list = km_list_view(&some.list);
    struct km_run run;
    assert_true(km_run_next(&list, &run) && run.seal.seq == 3);
    assert_true(km_run_next(&list, &run) && run.seal.seq == 2);
    assert_false(km_run_next(&list, &run));
    km_runs_destroy(&some);
}

static void test_full_message_says_so(void **state)
{
    (void)state;
    uint8_t bytes[300];
    char err[KM_ERR_MAX] = "";
    struct km_buffer out;
    km_buffer_over(&out, bytes, sizeof(bytes));
    struct km_sync_request request = sample_request();
    assert_false(km_sync_request_write(&request, &keys, &out, err));
    assert_int_equal(out.len, 0);
    assert_true(strstr(err, "larger") != NULL);
}

static void test_offset_is_the_midpoint(void **state)
{
    (void)state;
    int64_t error = -1;
    /* The station is 500 ms ahead; 10 ms there, 4 ms at work, 10 ms back. */
    struct km_sync_answer answer = {.received = 1510, .sent = 1514};
    assert_int_equal(km_sync_offset(&answer, 1000, 1024, &error), 500);
    assert_int_equal(error, 10);
    /* 2000 ms behind, and slower on the way back: wrong by less than the error. */
    answer = (struct km_sync_answer){.received = 8010, .sent = 8010};
    assert_int_equal(km_sync_offset(&answer, 10000, 10100, &error), -2040);
    assert_int_equal(error, 50);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
            cmocka_unit_test(test_messages_are_pinned),
            cmocka_unit_test(test_request_is_read),
            cmocka_unit_test(test_answer_is_read),
            cmocka_unit_test(test_altered_request_is_never_believed),
            cmocka_unit_test(test_messages_are_not_mixed_up),
            cmocka_unit_test(test_refusals_say_why),
            cmocka_unit_test(test_unknown_health_is_passed_over),
            cmocka_unit_test(test_run_is_verified),
            cmocka_unit_test(test_runs_keep_their_budget),
            cmocka_unit_test(test_full_message_says_so),
            cmocka_unit_test(test_offset_is_the_midpoint),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
