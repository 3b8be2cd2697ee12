/* Keys, chains, seals and signatures. The golden bytes were made by other implementations (Python's
 * hashlib and cryptography) from the formulas in core/chain.h. */

#include "core/chain.h"
#include "tests/core/hex.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>
#include <sodium.h>

static struct km_keys keys; /* of the seed 00 01 02 … 1f */

static int set_up(void **state)
{
    (void)state;
    uint8_t seed[KM_SEED_SIZE];
    for (size_t i = 0; i < sizeof(seed); i++) {
        seed[i] = (uint8_t)i;
    }
    km_keys_from_seed(seed, &keys);
    return sodium_init() < 0 ? -1 : 0;
}

static void assert_hex(const uint8_t *bytes, size_t len, const char *hex)
{
    uint8_t want[256];
    assert_int_equal(hex_read(hex, want), len);
    assert_memory_equal(bytes, want, len);
}

static void two_records(uint8_t chain[KM_HASH_SIZE])
{
    uint8_t hash[KM_HASH_SIZE];
    km_chain_start(keys.node, chain);
    km_hash("one", 3, hash);
    km_chain_next(chain, hash);
    km_hash("two", 3, hash);
    km_chain_next(chain, hash);
}

static void test_keys_and_node_are_pinned(void **state)
{
    (void)state;
    assert_hex(keys.public_key, KM_KEY_SIZE,
            "03a107bff3ce10be1d70dd18e74bc09967e4d6309ba50d5f1ddc8664125531b8");
    assert_true(keys.node == 0x9d24e2eeaf27c2a0);
    assert_true(km_node_of_key(keys.public_key) == keys.node);
}

static void test_chain_is_pinned(void **state)
{
    (void)state;
    uint8_t chain[KM_HASH_SIZE];
    km_chain_start(keys.node, chain);
    assert_hex(chain, sizeof(chain),
            "881a37bec54855d2dfc99a77fb1cc32e714248ed8598ab6aabd38e78f33a501e");
    two_records(chain);
    assert_hex(chain, sizeof(chain),
            "d567a9d2cd4f549f06c7f9852d69010d1915eedba2e00558f3534681143308f9");
}

static void test_seal_is_pinned(void **state)
{
    (void)state;
    uint8_t chain[KM_HASH_SIZE];
    struct km_seal seal;
    two_records(chain);
    km_seal_make(&keys, 2, chain, &seal);
    assert_true(seal.node == keys.node && seal.seq == 2);
    assert_memory_equal(seal.chain, chain, sizeof(chain));
    assert_hex(seal.signature, sizeof(seal.signature),
            "aa23174467de1c4aecb5655dca4d4d09f10c0bd32f65f81557410a2c5b559336"
            "5e56d1b783f6de9bb952fe4903cb8bec6b9e3ca4f5bc8a6137f1a94032c9e601");
}

static void test_seal_proves_every_part(void **state)
{
    (void)state;
    uint8_t chain[KM_HASH_SIZE];
    struct km_seal seal;
    two_records(chain);
    km_seal_make(&keys, 2, chain, &seal);
    assert_true(km_seal_verify(&seal, keys.public_key));
    struct km_seal other = seal;
    other.seq = 3;
    assert_false(km_seal_verify(&other, keys.public_key));
    other = seal;
    other.node++;
    assert_false(km_seal_verify(&other, keys.public_key));
    for (size_t bit = 0; bit < 8 * KM_HASH_SIZE; bit++) {
        other = seal;
        other.chain[bit / 8] ^= (uint8_t)(1 << bit % 8);
        assert_false(km_seal_verify(&other, keys.public_key));
    }
    for (size_t bit = 0; bit < 8 * KM_SIGNATURE_SIZE; bit++) {
        other = seal;
        other.signature[bit / 8] ^= (uint8_t)(1 << bit % 8);
        assert_false(km_seal_verify(&other, keys.public_key));
    }
}

/* A key that signs for another node's name proves nothing, however good the signature is. */
static void test_seal_in_anothers_name_is_refused(void **state)
{
    (void)state;
    struct km_keys thief;
    uint8_t seed[KM_SEED_SIZE] = {9};
    uint8_t chain[KM_HASH_SIZE];
    struct km_seal seal;
    km_keys_from_seed(seed, &thief);
    thief.node = keys.node;
    two_records(chain);
    km_seal_make(&thief, 2, chain, &seal);
    assert_false(km_seal_verify(&seal, thief.public_key));
    assert_false(km_seal_verify(&seal, keys.public_key));
}

static void test_signature_is_pinned_and_bound_to_its_context(void **state)
{
    (void)state;
    uint8_t signature[KM_SIGNATURE_SIZE];
    km_sign(&keys, "kaimen test 1", "message", 7, signature);
    assert_hex(signature, sizeof(signature),
            "a614e59346d81ec4af63c3aac29629a4776c821b39685a4f6ee09a31ae143119"
            "4542ede951676b74f3e0b2986c7978b18b948544bd07754d5d369f85db8c2000");
    assert_true(km_verify(keys.public_key, "kaimen test 1", "message", 7, signature));
    assert_false(km_verify(keys.public_key, "kaimen test 2", "message", 7, signature));
    assert_false(km_verify(keys.public_key, "kaimen test 1", "messagf", 7, signature));
    assert_false(km_verify(keys.public_key, "kaimen test 1", "message", 6, signature));
}

static void test_node_prints_and_parses(void **state)
{
    (void)state;
    char text[17];
    km_node node = 0;
    km_node_print(0x0123456789abcdef, text);
    assert_string_equal(text, "0123456789abcdef");
    assert_true(km_node_parse(text, &node));
    assert_true(node == 0x0123456789abcdef);
    static const char *const bad[] = {"", "0", "0123456789abcde", "0123456789abcdef0",
            "0123456789ABCDEF", "0123456789abcdeg", " 123456789abcdef"};
    for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
        assert_false(km_node_parse(bad[i], &node));
        assert_true(node == 0x0123456789abcdef);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
            cmocka_unit_test(test_keys_and_node_are_pinned),
            cmocka_unit_test(test_chain_is_pinned),
            cmocka_unit_test(test_seal_is_pinned),
            cmocka_unit_test(test_seal_proves_every_part),
            cmocka_unit_test(test_seal_in_anothers_name_is_refused),
            cmocka_unit_test(test_signature_is_pinned_and_bound_to_its_context),
            cmocka_unit_test(test_node_prints_and_parses),
    };
    return cmocka_run_group_tests(tests, set_up, NULL);
}
