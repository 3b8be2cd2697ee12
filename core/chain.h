#ifndef KM_CHAIN_H
#define KM_CHAIN_H

/* What makes a journal its author's: a key, a hash chain over its records, and seals over the
 * chain.
 *
 *   hash(r)  = BLAKE2b-256(bytes of r)
 *   chain(0) = BLAKE2b-256("kaimen chain 1" | id as 8 bytes big-endian)
 *   chain(n) = BLAKE2b-256(chain(n-1) | hash(record n))
 *
 * The chain takes the hash of the bytes, not the bytes, so that a forgotten record, of which only
 * the hash is kept, still carries it. A seal signs "kaimen seal 1" | id | seq (4 bytes big-endian)
 * | chain(seq) with Ed25519. Pure functions over libsodium; sodium_init() must have run once; any
 * thread. */

#include "core/name.h"

#include <stddef.h>

#define KM_HASH_SIZE 32
#define KM_KEY_SIZE 32
#define KM_SIGNATURE_SIZE 64
#define KM_SEED_SIZE 32

/* A node's key pair; grows from a seed that the caller draws at random and keeps secret. */
struct km_keys {
    uint8_t public_key[KM_KEY_SIZE];
    uint8_t secret_key[64];
    km_node node;
};

void km_keys_from_seed(const uint8_t seed[KM_SEED_SIZE], struct km_keys *out_keys);
km_node km_node_of_key(const uint8_t public_key[KM_KEY_SIZE]);

/* A node as 16 lower-case hex digits and a NUL, and back. */
void km_node_print(km_node node, char out[17]);
bool km_node_parse(const char *text, km_node *out_node);

void km_hash(const void *bytes, size_t len, uint8_t out_hash[KM_HASH_SIZE]);
void km_chain_start(km_node node, uint8_t out_chain[KM_HASH_SIZE]);
void km_chain_next(uint8_t chain[KM_HASH_SIZE], const uint8_t record_hash[KM_HASH_SIZE]);

struct km_seal {
    km_node node;
    uint32_t seq;
    uint8_t chain[KM_HASH_SIZE];
    uint8_t signature[KM_SIGNATURE_SIZE];
};

/* How far a node's journal is held somewhere; its seal is at its end, always. A version vector is a
 * list of these. */
struct km_head {
    km_node node;
    uint32_t seq;
    uint8_t chain[KM_HASH_SIZE];
};

void km_seal_make(const struct km_keys *keys, uint32_t seq, const uint8_t chain[KM_HASH_SIZE],
        struct km_seal *out_seal);
bool km_seal_verify(const struct km_seal *seal, const uint8_t public_key[KM_KEY_SIZE]);

/* Signs and verifies a message of any length by its BLAKE2b-256 hash; context is a short constant
 * that keeps the uses of a key apart ("sync request", …). Used by sync and enrolment. */
void km_sign(const struct km_keys *keys, const char *context, const void *bytes, size_t len,
        uint8_t out_signature[KM_SIGNATURE_SIZE]);
bool km_verify(const uint8_t public_key[KM_KEY_SIZE], const char *context, const void *bytes,
        size_t len, const uint8_t signature[KM_SIGNATURE_SIZE]);

#endif
