#ifndef KM_ENVELOPE_H
#define KM_ENVELOPE_H

/* A signed message: the CBOR array [body, signature], body being a byte string. Sync and enrolment
 * use it; the context in which a key signs keeps the messages apart. Pure; any thread. */

#include "core/buffer.h"
#include "core/chain.h"
#include "core/span.h"

/* A message as it came. Borrowed. */
struct km_envelope {
    struct km_span body;
    const uint8_t *signature; /* KM_SIGNATURE_SIZE */
};

/* Appends the envelope of a body to out; false when it does not fit, out as it was. */
bool km_envelope_write(const struct km_keys *keys, const char *context,
        const struct km_buffer *body, struct km_buffer *out);

/* Opens an envelope, at most max bytes. False with the reason (KM_ERR_MAX) after "what ". */
bool km_envelope_read(const uint8_t *bytes, size_t len, size_t max, const char *what,
        struct km_envelope *out_envelope, char *err);

bool km_envelope_verify(const struct km_envelope *envelope, const char *context,
        const uint8_t public_key[KM_KEY_SIZE]);

#endif
