#include "core/envelope.h"

#include "core/bounds.h"
#include "core/cbor.h"

#include <stdio.h>

bool km_envelope_write(const struct km_keys *keys, const char *context,
        const struct km_buffer *body, struct km_buffer *out)
{
    uint8_t signature[KM_SIGNATURE_SIZE];
    km_sign(keys, context, body->bytes, body->len, signature);
    size_t start = out->len;
    km_cbor_put_array(out, 2);
    km_cbor_put_bytes(out, body->bytes, body->len);
    km_cbor_put_bytes(out, signature, sizeof(signature));
    if (out->full) {
        km_buffer_cut(out, start);
        return false;
    }
    return true;
}

bool km_envelope_read(const uint8_t *bytes, size_t len, size_t max, const char *what,
        struct km_envelope *out_envelope, char *err)
{
    if (len > max) {
        snprintf(err, KM_ERR_MAX, "%s is larger than %zu bytes", what, max);
        return false;
    }
    struct km_cbor_reader reader;
    km_cbor_open(&reader, bytes, len);
    km_cbor_tuple(&reader, 2);
    struct km_envelope envelope = {.body = km_cbor_bytes(&reader, 1, max)};
    envelope.signature = km_cbor_bytes(&reader, KM_SIGNATURE_SIZE, KM_SIGNATURE_SIZE).bytes;
    if (!km_cbor_close(&reader)) {
        snprintf(err, KM_ERR_MAX, "%s: its envelope %s", what, reader.fault);
        return false;
    }
    *out_envelope = envelope;
    return true;
}

bool km_envelope_verify(const struct km_envelope *envelope, const char *context,
        const uint8_t public_key[KM_KEY_SIZE])
{
    return km_verify(
            public_key, context, envelope->body.bytes, envelope->body.len, envelope->signature);
}
