#ifndef KM_CBOR_H
#define KM_CBOR_H

/* CBOR in deterministic encoding (RFC 8949 section 4.2), of which Kaimen uses integers, byte and
 * text strings, arrays and maps with small integer keys. A thin layer over libcbor's streaming
 * interface: the writer can write nothing else, the reader refuses everything else: longer forms of
 * a number than needed, indefinite lengths, floats, tags, simple values, keys out of order or
 * twice, text that is not UTF-8, anything left over. No memory is allocated by reading.
 * Pure functions; any thread. */

#include "core/buffer.h"
#include "core/span.h"

/* Reading: a fault is remembered and every later call gives zeros, so the reader is asked once. */
struct km_cbor_reader {
    const uint8_t *at;
    const uint8_t *end;
    const char *fault; /* static; what is wrong, NULL while all is well */
};

enum km_cbor_type {
    KM_CBOR_OTHER = 0, /* what Kaimen does not use */
    KM_CBOR_UINT,
    KM_CBOR_NEGATIVE,
    KM_CBOR_BYTES,
    KM_CBOR_TEXT,
    KM_CBOR_ARRAY,
    KM_CBOR_MAP
};

/* The head of one item, with the content of a string. */
struct km_cbor_item {
    enum km_cbor_type type;
    uint64_t value;       /* number; -1 - number when negative; bytes, items or pairs that follow */
    const uint8_t *bytes; /* content of a string, borrowed */
};

void km_cbor_open(struct km_cbor_reader *reader, const uint8_t *bytes, size_t len);

/* The next head, of whatever type. False at a fault. */
bool km_cbor_next(struct km_cbor_reader *reader, struct km_cbor_item *out_item);

/* The next item, which must be of this type and within these limits (both included). */
uint64_t km_cbor_uint(struct km_cbor_reader *reader, uint64_t max);
int64_t km_cbor_int(struct km_cbor_reader *reader, int64_t min, int64_t max);
struct km_span km_cbor_bytes(struct km_cbor_reader *reader, size_t min, size_t max);
struct km_span km_cbor_text(struct km_cbor_reader *reader, size_t min, size_t max);
size_t km_cbor_array(struct km_cbor_reader *reader, size_t max);
size_t km_cbor_map(struct km_cbor_reader *reader, size_t max);

/* An array of exactly this many items. */
void km_cbor_tuple(struct km_cbor_reader *reader, size_t items);

/* The next key of a map; must be greater than *last, which starts at -1 and follows. */
uint64_t km_cbor_key(struct km_cbor_reader *reader, int64_t *last);

/* A byte string of exactly this length, copied out; zeros at a fault. */
void km_cbor_fixed(struct km_cbor_reader *reader, uint8_t *out, size_t len);

/* Passes over one item with all it holds, at most four levels deep. */
void km_cbor_skip(struct km_cbor_reader *reader);

/* Marks a fault found by the caller; the first one stays. */
void km_cbor_fail(struct km_cbor_reader *reader, const char *fault);

/* True when no fault was met and nothing is left. */
bool km_cbor_close(struct km_cbor_reader *reader);

/* Writing; what does not fit marks the buffer as full. */
void km_cbor_put_uint(struct km_buffer *buffer, uint64_t value);
void km_cbor_put_int(struct km_buffer *buffer, int64_t value);
void km_cbor_put_bytes(struct km_buffer *buffer, const void *bytes, size_t len);
void km_cbor_put_text(struct km_buffer *buffer, const void *text, size_t len);
void km_cbor_put_array(struct km_buffer *buffer, size_t items);
void km_cbor_put_map(struct km_buffer *buffer, size_t pairs);

#endif
