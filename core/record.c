#include "core/record.h"

#include "core/big_endian.h"
#include "core/cbor.h"
#include "core/record_rules.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

static void put_field(struct km_buffer *out, const struct km_record *record, enum km_field f)
{
    const struct km_span *span = km_field_at(record, f);
    uint8_t bytes[NAME_SIZE];
    switch (km_fields[f].type) {
    case T_NAME: {
        const struct km_name *name = km_field_at(record, f);
        km_write_be64(bytes, name->node);
        km_write_be32(bytes + NODE_SIZE, name->seq);
        km_cbor_put_bytes(out, bytes, NAME_SIZE);
        break;
    }
    case T_NODE:
        km_write_be64(bytes, record->about);
        km_cbor_put_bytes(out, bytes, NODE_SIZE);
        break;
    case T_KEY:
        km_cbor_put_bytes(out, record->key, KEY_SIZE);
        break;
    case T_PEOPLE:
        km_cbor_put_bytes(out, record->people, km_people_len(record));
        break;
    case T_BYTES:
        km_cbor_put_bytes(out, span->bytes, span->len);
        break;
    case T_TEXT:
        km_cbor_put_text(out, span->bytes, span->len);
        break;
    default:
        km_cbor_put_int(out, km_field_number(record, f));
        break;
    }
}

size_t km_record_encode(const struct km_record *record, uint8_t *out, size_t cap)
{
    char err[KM_ERR_MAX];
    bool good = km_record_check(record, err);
    assert(good);
    if (!good) {
        return 0;
    }
    uint32_t mask = km_fields_of(record, km_kind_rule_of(record->kind));
    struct km_buffer buffer;
    km_buffer_over(&buffer, out, cap);
    km_cbor_put_map(&buffer, (size_t)__builtin_popcount(mask));
    for (enum km_field f = 0; f < F_END; f++) {
        if (mask >> f & 1) {
            km_cbor_put_uint(&buffer, f);
            put_field(&buffer, record, f);
        }
    }
    return buffer.full ? 0 : buffer.len;
}

/* Reads one value by its type; ranges are checked afterwards, all in one place. */
static void read_field(struct km_cbor_reader *reader, enum km_field f, struct km_record *record)
{
    void *at = (uint8_t *)record + km_fields[f].offset;
    struct km_span span;
    switch (km_fields[f].type) {
    case T_U8:
        *(uint8_t *)at = (uint8_t)km_cbor_uint(reader, UINT8_MAX);
        break;
    case T_U16:
        *(uint16_t *)at = (uint16_t)km_cbor_uint(reader, UINT16_MAX);
        break;
    case T_U32:
        *(uint32_t *)at = (uint32_t)km_cbor_uint(reader, UINT32_MAX);
        break;
    case T_I64:
        *(int64_t *)at = km_cbor_int(reader, km_fields[f].min, km_fields[f].max);
        break;
    case T_NAME:
        span = km_cbor_bytes(reader, NAME_SIZE, NAME_SIZE);
        if (span.len > 0) {
            *(struct km_name *)at = (struct km_name){
                    km_read_be64(span.bytes), km_read_be32(span.bytes + NODE_SIZE)};
        }
        break;
    case T_NODE:
        span = km_cbor_bytes(reader, NODE_SIZE, NODE_SIZE);
        record->about = span.len > 0 ? km_read_be64(span.bytes) : 0;
        break;
    case T_KEY:
        record->key = km_cbor_bytes(reader, KEY_SIZE, KEY_SIZE).bytes;
        break;
    case T_PEOPLE:
        span = km_cbor_bytes(reader, 1, KM_CATEGORIES_MAX);
        if (span.len > 0 && span.bytes[span.len - 1] == 0) {
            km_cbor_fail(reader, "has trailing zeros");
        } else if (span.len > 0) {
            memcpy(record->people, span.bytes, span.len);
        }
        break;
    case T_BYTES:
        *(struct km_span *)at =
                km_cbor_bytes(reader, (size_t)km_fields[f].min, (size_t)km_fields[f].max);
        break;
    case T_TEXT:
        *(struct km_span *)at =
                km_cbor_text(reader, (size_t)km_fields[f].min, (size_t)km_fields[f].max);
        break;
    }
}

/* Reads the pairs behind the kind. The mask of the fields that were there, 0 at a fault. */
static uint32_t read_fields(struct km_cbor_reader *reader, size_t pairs, struct km_record *record,
        const struct km_kind_rule *rule, char *err)
{
    uint32_t allowed = ALL_REQUIRED | ALL_OPTIONAL | rule->required | rule->optional;
    uint32_t present = M(KIND);
    int64_t last = F_KIND;
    for (size_t i = 1; i < pairs; i++) {
        uint64_t key = km_cbor_key(reader, &last);
        if (reader->fault) {
            snprintf(err, KM_ERR_MAX, "%s record %s", rule->name, reader->fault);
            return 0;
        }
        if (key >= F_END) {
            snprintf(err, KM_ERR_MAX, "%s record: field %llu is unknown to this version",
                    rule->name, (unsigned long long)key);
            return 0;
        }
        enum km_field f = (enum km_field)key;
        if (!(allowed >> f & 1)) {
            km_field_fail(err, rule, f, "has no place there");
            return 0;
        }
        read_field(reader, f, record);
        if (reader->fault) {
            km_field_fail(err, rule, f, reader->fault);
            return 0;
        }
        present |= 1u << f;
    }
    if (!km_cbor_close(reader)) {
        snprintf(err, KM_ERR_MAX, "%s record %s", rule->name, reader->fault);
        return 0;
    }
    return present;
}

bool km_record_decode(const uint8_t *bytes, size_t len, struct km_record *out_record, char *err)
{
    struct km_cbor_reader reader;
    km_cbor_open(&reader, bytes, len);
    size_t pairs = km_cbor_map(&reader, UINT32_MAX);
    if (km_cbor_uint(&reader, 0) != F_KIND || reader.fault) {
        snprintf(err, KM_ERR_MAX, "record without a kind at its start");
        return false;
    }
    uint64_t kind = km_cbor_uint(&reader, UINT32_MAX);
    if (reader.fault) {
        snprintf(err, KM_ERR_MAX, "record whose kind %s", reader.fault);
        return false;
    }
    const struct km_kind_rule *rule = km_kind_rule_of(kind);
    if (!rule) {
        snprintf(err, KM_ERR_MAX, "record of kind %llu, which is unknown to this version",
                (unsigned long long)kind);
        return false;
    }
    struct km_record record = km_record_of((enum km_kind)kind, 0, 0);
    uint32_t present = read_fields(&reader, pairs, &record, rule, err);
    if (present == 0) {
        return false;
    }
    /* What is there and what must be there can differ in two ways: a required field is missing, or
     * an optional one repeats its default, which would give one record two encodings. */
    uint32_t wanted = km_fields_of(&record, rule);
    for (enum km_field f = 0; f < F_END; f++) {
        if ((wanted ^ present) >> f & 1) {
            return km_field_fail(
                    err, rule, f, wanted >> f & 1 ? "is missing" : "is at its default");
        }
    }
    if (!km_values_check(&record, rule, wanted, err)) {
        return false;
    }
    *out_record = record;
    return true;
}
