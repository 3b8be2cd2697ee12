#include "core/cbor.h"

#include "core/utf8.h"

#include <assert.h>
#include <cbor.h>
#include <string.h>

#define HEAD_MAX 9
#define SKIP_DEPTH 4

/* libcbor calls one of these with the item it read; what we do not use falls to its null callbacks
 * and leaves the type at KM_CBOR_OTHER. */
static void set(void *item, enum km_cbor_type type, uint64_t value, const uint8_t *bytes)
{
    *(struct km_cbor_item *)item = (struct km_cbor_item){type, value, bytes};
}

static void on_uint8(void *item, uint8_t value)
{
    set(item, KM_CBOR_UINT, value, NULL);
}

static void on_uint16(void *item, uint16_t value)
{
    set(item, KM_CBOR_UINT, value, NULL);
}

static void on_uint32(void *item, uint32_t value)
{
    set(item, KM_CBOR_UINT, value, NULL);
}

static void on_uint64(void *item, uint64_t value)
{
    set(item, KM_CBOR_UINT, value, NULL);
}

static void on_negint8(void *item, uint8_t value)
{
    set(item, KM_CBOR_NEGATIVE, value, NULL);
}

static void on_negint16(void *item, uint16_t value)
{
    set(item, KM_CBOR_NEGATIVE, value, NULL);
}

static void on_negint32(void *item, uint32_t value)
{
    set(item, KM_CBOR_NEGATIVE, value, NULL);
}

static void on_negint64(void *item, uint64_t value)
{
    set(item, KM_CBOR_NEGATIVE, value, NULL);
}

static void on_bytes(void *item, cbor_data bytes, size_t len)
{
    set(item, KM_CBOR_BYTES, len, bytes);
}

static void on_text(void *item, cbor_data bytes, size_t len)
{
    set(item, KM_CBOR_TEXT, len, bytes);
}

static void on_array(void *item, size_t len)
{
    set(item, KM_CBOR_ARRAY, len, NULL);
}

static void on_map(void *item, size_t len)
{
    set(item, KM_CBOR_MAP, len, NULL);
}

static const struct cbor_callbacks callbacks = {
        .uint8 = on_uint8,
        .uint16 = on_uint16,
        .uint32 = on_uint32,
        .uint64 = on_uint64,
        .negint8 = on_negint8,
        .negint16 = on_negint16,
        .negint32 = on_negint32,
        .negint64 = on_negint64,
        .byte_string = on_bytes,
        .string = on_text,
        .array_start = on_array,
        .map_start = on_map,
        .byte_string_start = cbor_null_byte_string_start_callback,
        .string_start = cbor_null_string_start_callback,
        .indef_array_start = cbor_null_indef_array_start_callback,
        .indef_map_start = cbor_null_indef_map_start_callback,
        .tag = cbor_null_tag_callback,
        .float2 = cbor_null_float2_callback,
        .float4 = cbor_null_float4_callback,
        .float8 = cbor_null_float8_callback,
        .undefined = cbor_null_undefined_callback,
        .null = cbor_null_null_callback,
        .boolean = cbor_null_boolean_callback,
        .indef_break = cbor_null_indef_break_callback,
};

/* Bytes that the shortest head for a value takes. */
static size_t head_size(uint64_t value)
{
    return value < 24            ? 1
           : value <= UINT8_MAX  ? 2
           : value <= UINT16_MAX ? 3
           : value <= UINT32_MAX ? 5
                                 : 9;
}

void km_cbor_open(struct km_cbor_reader *reader, const uint8_t *bytes, size_t len)
{
    *reader = (struct km_cbor_reader){.at = bytes, .end = bytes + len};
}

void km_cbor_fail(struct km_cbor_reader *reader, const char *fault)
{
    if (!reader->fault) {
        reader->fault = fault;
    }
}

bool km_cbor_next(struct km_cbor_reader *reader, struct km_cbor_item *out_item)
{
    if (reader->fault) {
        return false;
    }
    size_t left = (size_t)(reader->end - reader->at);
    if (left == 0) {
        km_cbor_fail(reader, "ends too early");
        return false;
    }
    struct km_cbor_item item = {0};
    struct cbor_decoder_result result = cbor_stream_decode(reader->at, left, &callbacks, &item);
    if (result.status != CBOR_DECODER_FINISHED) {
        km_cbor_fail(
                reader, result.status == CBOR_DECODER_NEDATA ? "ends too early" : "is no CBOR");
        return false;
    }
    if (item.type == KM_CBOR_OTHER) {
        km_cbor_fail(reader, "uses a CBOR type that has no place here");
        return false;
    }
    size_t head = result.read - (item.bytes ? (size_t)item.value : 0);
    if (head != head_size(item.value)) {
        km_cbor_fail(reader, "has a number that is not in its shortest form");
        return false;
    }
    reader->at += result.read;
    *out_item = item;
    return true;
}

static bool next_of(
        struct km_cbor_reader *reader, enum km_cbor_type type, struct km_cbor_item *out_item)
{
    if (!km_cbor_next(reader, out_item)) {
        return false;
    }
    if (out_item->type != type) {
        km_cbor_fail(reader, "has a wrong type");
        return false;
    }
    return true;
}

static bool in_range(struct km_cbor_reader *reader, uint64_t value, uint64_t min, uint64_t max)
{
    if (value < min || value > max) {
        km_cbor_fail(reader, "is out of range");
        return false;
    }
    return true;
}

uint64_t km_cbor_uint(struct km_cbor_reader *reader, uint64_t max)
{
    struct km_cbor_item item;
    bool good = next_of(reader, KM_CBOR_UINT, &item) && in_range(reader, item.value, 0, max);
    return good ? item.value : 0;
}

int64_t km_cbor_int(struct km_cbor_reader *reader, int64_t min, int64_t max)
{
    struct km_cbor_item item;
    if (!km_cbor_next(reader, &item)) {
        return 0;
    }
    if (item.type != KM_CBOR_UINT && item.type != KM_CBOR_NEGATIVE) {
        km_cbor_fail(reader, "has a wrong type");
        return 0;
    }
    int64_t value = 0;
    if (in_range(reader, item.value, 0, INT64_MAX)) {
        value = item.type == KM_CBOR_UINT ? (int64_t)item.value : -1 - (int64_t)item.value;
        if (value < min || value > max) {
            km_cbor_fail(reader, "is out of range");
            value = 0;
        }
    }
    return value;
}

struct km_span km_cbor_bytes(struct km_cbor_reader *reader, size_t min, size_t max)
{
    struct km_cbor_item item;
    if (!next_of(reader, KM_CBOR_BYTES, &item) || !in_range(reader, item.value, min, max)) {
        return (struct km_span){0};
    }
    return (struct km_span){item.bytes, (size_t)item.value};
}

struct km_span km_cbor_text(struct km_cbor_reader *reader, size_t min, size_t max)
{
    struct km_cbor_item item;
    if (!next_of(reader, KM_CBOR_TEXT, &item) || !in_range(reader, item.value, min, max)) {
        return (struct km_span){0};
    }
    if (!km_utf8_is_valid(item.bytes, (size_t)item.value)) {
        km_cbor_fail(reader, "is not valid UTF-8");
        return (struct km_span){0};
    }
    return (struct km_span){item.bytes, (size_t)item.value};
}

size_t km_cbor_array(struct km_cbor_reader *reader, size_t max)
{
    struct km_cbor_item item;
    bool good = next_of(reader, KM_CBOR_ARRAY, &item) && in_range(reader, item.value, 0, max);
    return good ? (size_t)item.value : 0;
}

void km_cbor_tuple(struct km_cbor_reader *reader, size_t items)
{
    if (km_cbor_array(reader, items) != items) {
        km_cbor_fail(reader, "has the wrong number of parts");
    }
}

size_t km_cbor_map(struct km_cbor_reader *reader, size_t max)
{
    struct km_cbor_item item;
    bool good = next_of(reader, KM_CBOR_MAP, &item) && in_range(reader, item.value, 0, max);
    return good ? (size_t)item.value : 0;
}

uint64_t km_cbor_key(struct km_cbor_reader *reader, int64_t *last)
{
    uint64_t key = km_cbor_uint(reader, UINT32_MAX);
    if (!reader->fault && (int64_t)key <= *last) {
        km_cbor_fail(reader, "has keys out of order or twice");
        return 0;
    }
    *last = (int64_t)key;
    return key;
}

void km_cbor_fixed(struct km_cbor_reader *reader, uint8_t *out, size_t len)
{
    struct km_span span = km_cbor_bytes(reader, len, len);
    if (span.len == len) {
        memcpy(out, span.bytes, len);
    } else {
        memset(out, 0, len);
    }
}

void km_cbor_skip(struct km_cbor_reader *reader)
{
    /* open[d]: items still to pass over at depth d. */
    uint64_t open[SKIP_DEPTH] = {1};
    size_t depth = 0;
    struct km_cbor_item item;
    for (;;) {
        while (open[depth] == 0) {
            if (depth == 0) {
                return;
            }
            depth--;
        }
        open[depth]--;
        if (!km_cbor_next(reader, &item)) {
            return;
        }
        if (item.type != KM_CBOR_ARRAY && item.type != KM_CBOR_MAP) {
            continue;
        }
        if (depth + 1 == SKIP_DEPTH || item.value > UINT32_MAX) {
            km_cbor_fail(reader, "is nested too deep");
            return;
        }
        open[++depth] = item.type == KM_CBOR_MAP ? 2 * item.value : item.value;
    }
}

bool km_cbor_close(struct km_cbor_reader *reader)
{
    if (reader->at != reader->end) {
        km_cbor_fail(reader, "has something after its end");
    }
    return !reader->fault;
}

static void put_head(struct km_buffer *buffer, const uint8_t *head, size_t len)
{
    assert(len > 0);
    km_buffer_put(buffer, head, len);
}

void km_cbor_put_uint(struct km_buffer *buffer, uint64_t value)
{
    uint8_t head[HEAD_MAX];
    put_head(buffer, head, cbor_encode_uint(value, head, sizeof(head)));
}

void km_cbor_put_int(struct km_buffer *buffer, int64_t value)
{
    uint8_t head[HEAD_MAX];
    if (value >= 0) {
        km_cbor_put_uint(buffer, (uint64_t)value);
    } else {
        put_head(buffer, head, cbor_encode_negint((uint64_t)(-1 - value), head, sizeof(head)));
    }
}

void km_cbor_put_bytes(struct km_buffer *buffer, const void *bytes, size_t len)
{
    uint8_t head[HEAD_MAX];
    put_head(buffer, head, cbor_encode_bytestring_start(len, head, sizeof(head)));
    km_buffer_put(buffer, bytes, len);
}

void km_cbor_put_text(struct km_buffer *buffer, const void *text, size_t len)
{
    uint8_t head[HEAD_MAX];
    put_head(buffer, head, cbor_encode_string_start(len, head, sizeof(head)));
    km_buffer_put(buffer, text, len);
}

void km_cbor_put_array(struct km_buffer *buffer, size_t items)
{
    uint8_t head[HEAD_MAX];
    put_head(buffer, head, cbor_encode_array_start(items, head, sizeof(head)));
}

void km_cbor_put_map(struct km_buffer *buffer, size_t pairs)
{
    uint8_t head[HEAD_MAX];
    put_head(buffer, head, cbor_encode_map_start(pairs, head, sizeof(head)));
}
