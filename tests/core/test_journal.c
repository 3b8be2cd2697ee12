/* The journal: its contract, as the SQLite one keeps it. */
#include "tests/core/journals.h"

#include <setjmp.h>
#include <sodium.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

static void test_keeps_records_in_the_order_of_names(void **state)
{
    (void)state;
    struct km_journal *j = journals_open_at(journals_path);
    assert_true(journals_append(j, B, 1, 5));
    assert_true(journals_append(j, A, 1, 3));
    assert_true(journals_append(j, B, 6, 2));
    j->ops->close(j);

    j = journals_open_at(journals_path);
    struct found all = {.bodies_right = true};
    assert_true(j->ops->scan(j, journals_find, &all, journals_err));
    assert_int_equal(all.count, 10);
    assert_true(all.bodies_right);
    for (uint32_t i = 0; i < 10; i++) {
        assert_true(all.names[i].node == (i < 3 ? A : B)); /* unsigned order: B's top bit is set */
        assert_int_equal(all.names[i].seq, i < 3 ? i + 1 : i - 2);
    }
    struct found some = journals_range(j, B, 4, 6);
    assert_int_equal(some.count, 3);
    assert_int_equal(some.names[0].seq, 4);
    assert_int_equal(journals_range(j, B, 8, 100).count, 0);
    struct found first = {.limit = 1, .bodies_right = true};
    assert_true(j->ops->scan(j, journals_find, &first, journals_err));
    assert_int_equal(first.count, 1);

    struct heads heads = journals_heads(j);
    assert_int_equal(heads.count, 2);
    assert_true(heads.items[0].node == A && heads.items[0].seq == 3);
    assert_true(heads.items[1].node == B && heads.items[1].seq == 7);
    assert_int_equal(heads.items[1].chain[31], 7);
    j->ops->close(j);
}

static void test_refuses_gaps_and_missing_seals(void **state)
{
    (void)state;
    struct km_journal *j = NULL;
    assert_true(km_journal_open_memory(&j, journals_err));
    assert_false(journals_append(j, A, 2, 1));
    assert_string_equal(
            journals_err, "record 2 of 0123456789abcdef does not fit the end of what is held, 0");
    assert_true(journals_append(j, A, 1, 2));
    assert_false(journals_append(j, A, 2, 1));
    assert_false(journals_append(j, A, 4, 1));

    assert_true(j->ops->begin(j, journals_err));
    assert_true(journals_put(j, A, 3));
    assert_false(journals_put_seal(j, A, 2));
    assert_false(journals_put_seal(j, A, 4));
    assert_false(journals_put_seal(j, B, 1));
    assert_false(j->ops->commit(j, journals_err));
    assert_string_equal(journals_err, "records of 1 nodes end without a seal");
    assert_int_equal(journals_range(j, A, 1, 9).count, 2);
    assert_int_equal(journals_heads(j).items[0].seq, 2);

    /* A second seal at the same end, and a record over the bound. */
    assert_true(j->ops->begin(j, journals_err));
    assert_false(journals_put_seal(j, A, 2));
    struct km_stored huge = {.name = {A, 3}, .bytes = (uint8_t *)"", .len = KM_RECORD_MAX + 1};
    assert_false(j->ops->put(j, &huge, journals_err));
    j->ops->rollback(j);
    j->ops->rollback(j);
    assert_true(journals_append(j, A, 3, 1));
    j->ops->close(j);
}

static bool take_one(const struct km_stored *stored, void *userdata)
{
    struct km_stored *out = userdata;
    *out = *stored;
    out->bytes = stored->bytes != NULL ? (const uint8_t *)"held" : NULL;
    return true;
}

static void test_keeps_forgotten_and_empty_records(void **state)
{
    (void)state;
    struct km_journal *j = journals_open_at(journals_path);
    struct km_stored forgotten = {.name = {A, 1}, .day = 0x8000u | 20000};
    memset(forgotten.hash, 0x5a, sizeof forgotten.hash);
    struct km_stored empty = {.name = {A, 2}, .bytes = (const uint8_t *)"", .len = 0};
    assert_true(j->ops->begin(j, journals_err));
    assert_true(j->ops->put(j, &forgotten, journals_err));
    assert_true(j->ops->put(j, &empty, journals_err));
    assert_true(journals_put_seal(j, A, 2));
    assert_true(j->ops->commit(j, journals_err));

    struct km_stored back = {0};
    assert_true(j->ops->range(j, A, 1, 1, take_one, &back, journals_err));
    assert_null(back.bytes);
    assert_int_equal(back.day, 0x8000u | 20000);
    assert_memory_equal(back.hash, forgotten.hash, KM_HASH_SIZE);
    assert_true(j->ops->range(j, A, 2, 2, take_one, &back, journals_err));
    assert_non_null(back.bytes);
    assert_int_equal(back.len, 0);
    j->ops->close(j);
}

static void test_thins_seals(void **state)
{
    (void)state;
    struct km_journal *j = NULL;
    assert_true(km_journal_open_memory(&j, journals_err));
    for (uint32_t first = 1; first <= 4495; first += 7) {
        assert_true(journals_append(j, A, first, 7));
    }
    struct km_seal seal;
    uint32_t kept[16], count = 0;
    for (uint32_t seq = 1;; seq = seal.seq + 1) {
        assert_true(j->ops->seal_from(j, A, seq, &seal, journals_err));
        if (seal.seq == 0) {
            break;
        }
        assert_in_range(count, 0, 15);
        kept[count++] = seal.seq;
    }
    const uint32_t expected[] = {994, 1995, 2996, 3997, 4501};
    assert_int_equal(count, 5);
    assert_memory_equal(kept, expected, sizeof expected);

    assert_true(j->ops->seal_upto(j, A, 2500, &seal, journals_err));
    assert_int_equal(seal.seq, 1995);
    assert_true(seal.node == A);
    assert_int_equal(seal.chain[0], 1995 & 0xff);
    assert_int_equal(seal.signature[63], 1995 >> 8);
    assert_true(j->ops->seal_upto(j, A, 993, &seal, journals_err));
    assert_int_equal(seal.seq, 0);
    assert_true(j->ops->seal_from(j, B, 1, &seal, journals_err));
    assert_int_equal(seal.seq, 0);
    j->ops->close(j);
}

static void test_keeps_values(void **state)
{
    (void)state;
    struct km_journal *j = journals_open_at(journals_path);
    uint8_t out[8];
    size_t len = 99;
    assert_true(j->ops->get(j, "seed", out, sizeof out, &len, journals_err));
    assert_int_equal(len, 0);
    assert_true(j->ops->put_value(j, "seed", "secret", 6, journals_err));
    assert_true(j->ops->begin(j, journals_err));
    assert_true(j->ops->put_value(j, "seed", "other", 5, journals_err));
    j->ops->rollback(j);
    j->ops->close(j);

    j = journals_open_at(journals_path);
    assert_true(j->ops->get(j, "seed", out, sizeof out, &len, journals_err));
    assert_int_equal(len, 6);
    assert_memory_equal(out, "secret", 6);
    assert_false(j->ops->get(j, "seed", out, 5, &len, journals_err));
    assert_string_equal(journals_err, "value 'seed' has 6 bytes; allowed: 5");
    assert_int_equal(len, 6);
    assert_true(j->ops->put_value(j, "seed", NULL, 0, journals_err));
    assert_true(j->ops->get(j, "seed", out, sizeof out, &len, journals_err));
    assert_int_equal(len, 0);
    j->ops->close(j);

    struct stat st;
    assert_int_equal(stat(journals_path, &st), 0);
    assert_int_equal(st.st_mode & 0777, 0600); /* the seed is nobody else's */
}

static void test_two_connections_see_each_other(void **state)
{
    (void)state;
    struct km_journal *one = journals_open_at(journals_path);
    struct km_journal *two = journals_open_at(journals_path);
    assert_true(journals_append(one, A, 1, 3));
    assert_true(journals_append(two, A, 4, 1));
    assert_true(journals_append(two, B, 1, 1));
    assert_int_equal(journals_heads(one).count, 2);
    assert_int_equal(journals_heads(one).items[0].seq, 4);
    assert_false(journals_append(one, A, 4, 1)); /* gap-free also by the other's records */
    assert_true(journals_append(one, A, 5, 1));
    assert_int_equal(journals_range(two, A, 1, 9).count, 5);

    /* What is not committed is not seen. */
    assert_true(one->ops->begin(one, journals_err));
    assert_true(journals_put(one, A, 6));
    assert_int_equal(journals_range(one, A, 6, 6).count, 1);
    assert_int_equal(journals_range(two, A, 6, 6).count, 0);
    assert_int_equal(journals_heads(two).items[0].seq, 5);
    one->ops->rollback(one);
    one->ops->close(one);
    two->ops->close(two);
}

int main(void)
{
#define IN_FOLDER(test) \
    cmocka_unit_test_setup_teardown(test, journals_make_folder, journals_remove_folder)
    const struct CMUnitTest tests[] = {
            IN_FOLDER(test_keeps_records_in_the_order_of_names),
            cmocka_unit_test(test_refuses_gaps_and_missing_seals),
            IN_FOLDER(test_keeps_forgotten_and_empty_records),
            cmocka_unit_test(test_thins_seals),
            IN_FOLDER(test_keeps_values),
            IN_FOLDER(test_two_connections_see_each_other),
    };
    if (sodium_init() < 0) {
        return 1;
    }
    return cmocka_run_group_tests(tests, NULL, NULL);
}
