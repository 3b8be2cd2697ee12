#include "core/chain.h"

#include "core/big_endian.h"

#include <assert.h>
#include <sodium.h>
#include <string.h>

_Static_assert(KM_HASH_SIZE == crypto_generichash_BYTES, "BLAKE2b-256");
_Static_assert(KM_KEY_SIZE == crypto_sign_PUBLICKEYBYTES, "Ed25519");
_Static_assert(KM_SIGNATURE_SIZE == crypto_sign_BYTES, "Ed25519");
_Static_assert(KM_SEED_SIZE == crypto_sign_SEEDBYTES, "Ed25519");

static const char chain_context[] = "kaimen chain 1";
static const char seal_context[] = "kaimen seal 1";

#define SEAL_TEXT (sizeof(seal_context) - 1)
#define CONTEXT_MAX 64

void km_keys_from_seed(const uint8_t seed[KM_SEED_SIZE], struct km_keys *out_keys)
{
    crypto_sign_seed_keypair(out_keys->public_key, out_keys->secret_key, seed);
    out_keys->node = km_node_of_key(out_keys->public_key);
}

km_node km_node_of_key(const uint8_t public_key[KM_KEY_SIZE])
{
    uint8_t hash[KM_HASH_SIZE];
    km_hash(public_key, KM_KEY_SIZE, hash);
    return km_read_be64(hash);
}

void km_node_print(km_node node, char out[17])
{
    uint8_t bytes[8];
    km_write_be64(bytes, node);
    sodium_bin2hex(out, 17, bytes, sizeof(bytes));
}

bool km_node_parse(const char *text, km_node *out_node)
{
    km_node node = 0;
    for (size_t i = 0; i < 16; i++) {
        char c = text[i];
        if (c >= '0' && c <= '9') {
            node = node << 4 | (km_node)(c - '0');
        } else if (c >= 'a' && c <= 'f') {
            node = node << 4 | (km_node)(c - 'a' + 10);
        } else {
            return false;
        }
    }
    if (text[16] != '\0') {
        return false;
    }
    *out_node = node;
    return true;
}

void km_hash(const void *bytes, size_t len, uint8_t out_hash[KM_HASH_SIZE])
{
    crypto_generichash(out_hash, KM_HASH_SIZE, bytes, len, NULL, 0);
}

void km_chain_start(km_node node, uint8_t out_chain[KM_HASH_SIZE])
{
    uint8_t text[sizeof(chain_context) - 1 + 8];
    memcpy(text, chain_context, sizeof(chain_context) - 1);
    km_write_be64(text + sizeof(chain_context) - 1, node);
    km_hash(text, sizeof(text), out_chain);
}

void km_chain_next(uint8_t chain[KM_HASH_SIZE], const uint8_t record_hash[KM_HASH_SIZE])
{
    uint8_t text[2 * KM_HASH_SIZE];
    memcpy(text, chain, KM_HASH_SIZE);
    memcpy(text + KM_HASH_SIZE, record_hash, KM_HASH_SIZE);
    km_hash(text, sizeof(text), chain);
}

static void seal_text(km_node node, uint32_t seq, const uint8_t chain[KM_HASH_SIZE],
        uint8_t out[SEAL_TEXT + 12 + KM_HASH_SIZE])
{
    memcpy(out, seal_context, SEAL_TEXT);
    km_write_be64(out + SEAL_TEXT, node);
    km_write_be32(out + SEAL_TEXT + 8, seq);
    memcpy(out + SEAL_TEXT + 12, chain, KM_HASH_SIZE);
}

void km_seal_make(const struct km_keys *keys, uint32_t seq, const uint8_t chain[KM_HASH_SIZE],
        struct km_seal *out_seal)
{
    uint8_t text[SEAL_TEXT + 12 + KM_HASH_SIZE];
    seal_text(keys->node, seq, chain, text);
    struct km_seal seal = {.node = keys->node, .seq = seq};
    memcpy(seal.chain, chain, KM_HASH_SIZE);
    crypto_sign_detached(seal.signature, NULL, text, sizeof(text), keys->secret_key);
    *out_seal = seal;
}

bool km_seal_verify(const struct km_seal *seal, const uint8_t public_key[KM_KEY_SIZE])
{
    uint8_t text[SEAL_TEXT + 12 + KM_HASH_SIZE];
    seal_text(seal->node, seal->seq, seal->chain, text);
    return km_node_of_key(public_key) == seal->node &&
           crypto_sign_verify_detached(seal->signature, text, sizeof(text), public_key) == 0;
}

/* context | BLAKE2b-256(message): the hash has a fixed length, so no two contexts run together. */
static size_t sign_text(
        const char *context, const void *bytes, size_t len, uint8_t out[CONTEXT_MAX + KM_HASH_SIZE])
{
    size_t context_len = strlen(context);
    assert(context_len > 0 && context_len <= CONTEXT_MAX);
    memcpy(out, context, context_len);
    km_hash(bytes, len, out + context_len);
    return context_len + KM_HASH_SIZE;
}

void km_sign(const struct km_keys *keys, const char *context, const void *bytes, size_t len,
        uint8_t out_signature[KM_SIGNATURE_SIZE])
{
    uint8_t text[CONTEXT_MAX + KM_HASH_SIZE];
    size_t text_len = sign_text(context, bytes, len, text);
    crypto_sign_detached(out_signature, NULL, text, text_len, keys->secret_key);
}

bool km_verify(const uint8_t public_key[KM_KEY_SIZE], const char *context, const void *bytes,
        size_t len, const uint8_t signature[KM_SIGNATURE_SIZE])
{
    uint8_t text[CONTEXT_MAX + KM_HASH_SIZE];
    size_t text_len = sign_text(context, bytes, len, text);
    return crypto_sign_verify_detached(signature, text, text_len, public_key) == 0;
}
