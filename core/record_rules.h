#ifndef KM_RECORD_RULES_H
#define KM_RECORD_RULES_H

/* Two tables rule the record format: what a field looks like, and which fields a kind has. A
 * field's CBOR key is its place in the first table. Only core/record.c and core/record_rules.c look
 * in here; everybody else includes core/record.h. Pure; any thread. */

#include "core/record.h"

enum km_field {
    F_KIND,
    F_TIME,
    F_DAY,
    F_BY,
    F_ZONE,
    F_SESSION,
    F_TICKET,
    F_VISITOR,
    F_TARGET,
    F_PEOPLE,
    F_LANE,
    F_NUMBER,
    F_COUNT,
    F_SHIFT,
    F_STATE,
    F_REASON,
    F_KEY,
    F_KIOSK,
    F_NAME,
    F_ABOUT,
    F_FROM,
    F_TEXT,
    F_REHEARSAL,
    F_URL,
    F_DAYS,
    F_COUNTS,
    F_END
};

enum km_field_type {
    T_U8,
    T_U16,
    T_U32,
    T_I64,    /* signed, in the file as in the struct */
    T_NAME,   /* 12 bytes: node, seq */
    T_NODE,   /* 8 bytes */
    T_KEY,    /* 32 bytes, by pointer */
    T_PEOPLE, /* counts, trailing zeros cut */
    T_BYTES,
    T_TEXT
};

#define NAME_SIZE 12
#define NODE_SIZE 8
#define KEY_SIZE 32
#define DAY_SIZE 2

struct km_field_rule {
    const char *name;
    enum km_field_type type;
    size_t offset;
    int64_t min, max; /* of the number, or of the length; count and state: see the kind */
};

struct km_kind_rule {
    const char *name;
    uint32_t required; /* beside kind, time and day, which all have */
    uint32_t optional; /* beside by, which all may have; absent at the default */
    bool by_kiosk, by_station;
    uint32_t count_min, count_max;
    uint8_t state_max;
};

/* A set of fields, one bit each: M(TIME) | M(DAY). */
#define M(field) (1u << F_##field)
#define ALL_REQUIRED (M(KIND) | M(TIME) | M(DAY))
#define ALL_OPTIONAL M(BY)

extern const struct km_field_rule km_fields[F_END];

/* NULL for a kind that this version does not know. */
const struct km_kind_rule *km_kind_rule_of(uint64_t kind);

/* Where a field lies in the record. */
const void *km_field_at(const struct km_record *record, enum km_field f);

/* A number field's value, whatever its width. */
int64_t km_field_number(const struct km_record *record, enum km_field f);

/* Counts without the trailing zeros. */
size_t km_people_len(const struct km_record *record);

/* The fields that a record's bytes hold: those its kind requires, and the optional ones that say
 * something. */
uint32_t km_fields_of(const struct km_record *record, const struct km_kind_rule *rule);

/* Checks the values of the fields in the mask. */
bool km_values_check(
        const struct km_record *record, const struct km_kind_rule *rule, uint32_t mask, char *err);

/* Writes "issue record: field "zone" <fault>" and gives false. */
bool km_field_fail(char *err, const struct km_kind_rule *rule, enum km_field f, const char *fault);

#endif
