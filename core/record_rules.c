#include "core/record_rules.h"

#include "core/big_endian.h"
#include "core/url.h"
#include "core/utf8.h"

#include <stdio.h>
#include <string.h>

#define MINUTES_OF_DAY 1440

#define AT(member) offsetof(struct km_record, member)
const struct km_field_rule km_fields[F_END] = {
        [F_KIND] = {"kind", T_U32, AT(kind), 1, KM_KIND_END - 1},
        [F_TIME] = {"time", T_I64, AT(time), 0, KM_TIME_MAX},
        [F_DAY] = {"day", T_U16, AT(day), 0, UINT16_MAX},
        [F_BY] = {"by", T_U32, AT(by), 1, UINT32_MAX},
        [F_ZONE] = {"zone", T_U16, AT(zone), 1, KM_ZONE_MAX},
        [F_SESSION] = {"session", T_U16, AT(session), 0, MINUTES_OF_DAY - 1},
        [F_TICKET] = {"ticket", T_NAME, AT(ticket), NAME_SIZE, NAME_SIZE},
        [F_VISITOR] = {"visitor", T_NAME, AT(visitor), NAME_SIZE, NAME_SIZE},
        [F_TARGET] = {"target", T_NAME, AT(target), NAME_SIZE, NAME_SIZE},
        [F_PEOPLE] = {"people", T_PEOPLE, AT(people), 1, KM_CATEGORIES_MAX},
        [F_LANE] = {"lane", T_U8, AT(lane), 1, KM_LANE_END - 1},
        [F_NUMBER] = {"number", T_U16, AT(number), 1, KM_NUMBER_MAX},
        [F_COUNT] = {"count", T_U32, AT(count), 0, KM_COUNT_MAX},
        [F_SHIFT] = {"shift", T_I64, AT(shift), -KM_SHIFT_MAX, KM_SHIFT_MAX},
        [F_STATE] = {"state", T_U8, AT(state), 1, UINT8_MAX},
        [F_REASON] = {"reason", T_TEXT, AT(reason), 1, KM_REASON_MAX},
        [F_KEY] = {"key", T_KEY, AT(key), KEY_SIZE, KEY_SIZE},
        [F_KIOSK] = {"kiosk", T_U16, AT(kiosk), 1, KM_KIOSK_MAX},
        [F_NAME] = {"name", T_TEXT, AT(name), 1, KM_NAME_MAX},
        [F_ABOUT] = {"about", T_NODE, AT(about), NODE_SIZE, NODE_SIZE},
        [F_FROM] = {"from", T_U32, AT(from), 1, KM_SEQ_MAX},
        [F_TEXT] = {"text", T_TEXT, AT(text), 1, KM_PROGRAMME_MAX},
        [F_REHEARSAL] = {"rehearsal", T_U16, AT(rehearsal), 1, KM_DAY_REHEARSAL - 1},
        [F_URL] = {"url", T_TEXT, AT(url), 1, KM_URL_MAX},
        [F_DAYS] = {"days", T_BYTES, AT(days), DAY_SIZE, DAY_SIZE *KM_FORGET_DAYS_MAX},
        [F_COUNTS] = {"counts", T_BYTES, AT(counts), 0, KM_COUNTS_MAX},
};

static const struct km_kind_rule kinds[KM_KIND_END] = {
        [KM_ISSUE] = {"issue", M(ZONE) | M(PEOPLE) | M(NUMBER), M(SESSION) | M(VISITOR) | M(LANE),
                true, true, 0, 0, 0},
        [KM_CALL] = {"call", M(TICKET), 0, true, true, 0, 0, 0},
        [KM_RECALL] = {"recall", M(TICKET), 0, true, true, 0, 0, 0},
        [KM_NO_SHOW] = {"no_show", M(TICKET), 0, true, true, 0, 0, 0},
        [KM_REQUEUE] = {"requeue", M(TICKET), 0, true, true, 0, 0, 0},
        [KM_TRANSFER] = {"transfer", M(ZONE) | M(TICKET) | M(PEOPLE) | M(NUMBER), M(LANE), true,
                true, 0, 0, 0},
        [KM_CANCEL] = {"cancel", M(TICKET), 0, true, true, 0, 0, 0},
        [KM_CHECK_IN] = {"check_in", M(ZONE) | M(TICKET) | M(COUNT),
                M(SESSION) | M(STATE) | M(REASON), true, true, 1, KM_PARTY_MAX, KM_BY_STAFF},
        [KM_CHECK_OUT] = {"check_out", M(TICKET), 0, true, true, 0, 0, 0},
        [KM_RATE] = {"rate", M(TICKET) | M(COUNT), 0, true, true, 1, 5, 0},
        [KM_UNDO] = {"undo", M(TARGET), 0, true, true, 0, 0, 0},
        [KM_ZONE] = {"zone", M(ZONE), M(COUNT) | M(STATE) | M(REASON), true, true, 1, KM_COUNT_MAX,
                KM_ZONE_CLOSED},
        [KM_HEAD_COUNT] = {"head_count", M(ZONE) | M(COUNT), M(REASON), true, true, 0, KM_COUNT_MAX,
                0},
        [KM_REPRINT] = {"reprint", M(TICKET), 0, true, true, 0, 0, 0},
        [KM_CLOCK] = {"clock", M(SHIFT), 0, true, true, 0, 0, 0},
        [KM_RETURN_SEATS] = {"return_seats", M(ZONE) | M(SESSION) | M(COUNT), 0, true, false, 1,
                KM_COUNT_MAX, 0},
        [KM_NODE] = {"node", M(STATE) | M(ABOUT), M(KEY) | M(KIOSK) | M(NAME) | M(FROM), false,
                true, 0, 0, KM_NODE_REVOKED},
        [KM_PROGRAMME] = {"programme", M(TEXT), M(REHEARSAL) | M(URL), false, true, 0, 0, 0},
        [KM_GRANT_SEATS] = {"grant_seats", M(ZONE) | M(SESSION) | M(COUNT) | M(ABOUT), 0, false,
                true, 1, KM_COUNT_MAX, 0},
        [KM_FORGET] = {"forget", M(DAYS) | M(COUNTS), 0, false, true, 0, 0, 0},
};

const struct km_kind_rule *km_kind_rule_of(uint64_t kind)
{
    return kind > 0 && kind < KM_KIND_END ? &kinds[kind] : NULL;
}

const char *km_kind_name(enum km_kind kind)
{
    const struct km_kind_rule *rule = km_kind_rule_of(kind);
    return rule ? rule->name : "unknown";
}

bool km_kind_may_write(enum km_kind kind, bool is_station)
{
    const struct km_kind_rule *rule = km_kind_rule_of(kind);
    return rule && (is_station ? rule->by_station : rule->by_kiosk);
}

struct km_record km_record_of(enum km_kind kind, int64_t time, km_day_no day)
{
    return (struct km_record){.kind = kind, .time = time, .day = day, .session = KM_NO_SESSION};
}

unsigned km_record_party(const struct km_record *record)
{
    unsigned sum = 0;
    for (size_t i = 0; i < KM_CATEGORIES_MAX; i++) {
        sum += record->people[i];
    }
    return sum;
}

const void *km_field_at(const struct km_record *record, enum km_field f)
{
    return (const uint8_t *)record + km_fields[f].offset;
}

int64_t km_field_number(const struct km_record *record, enum km_field f)
{
    const void *at = km_field_at(record, f);
    switch (km_fields[f].type) {
    case T_U8:
        return *(const uint8_t *)at;
    case T_U16:
        return *(const uint16_t *)at;
    case T_U32:
        return *(const uint32_t *)at;
    default:
        return *(const int64_t *)at;
    }
}

size_t km_people_len(const struct km_record *record)
{
    size_t len = KM_CATEGORIES_MAX;
    while (len > 0 && record->people[len - 1] == 0) {
        len--;
    }
    return len;
}

static bool is_default(const struct km_record *record, enum km_field f)
{
    switch (km_fields[f].type) {
    case T_NAME:
        return km_name_is_none(*(const struct km_name *)km_field_at(record, f));
    case T_NODE:
        return record->about == 0;
    case T_KEY:
        return !record->key;
    case T_PEOPLE:
        return km_people_len(record) == 0;
    case T_BYTES:
    case T_TEXT:
        return ((const struct km_span *)km_field_at(record, f))->len == 0;
    default:
        return km_field_number(record, f) == (f == F_SESSION ? KM_NO_SESSION : 0);
    }
}

uint32_t km_fields_of(const struct km_record *record, const struct km_kind_rule *rule)
{
    uint32_t mask = ALL_REQUIRED | rule->required;
    uint32_t optional = ALL_OPTIONAL | rule->optional;
    for (enum km_field f = 0; f < F_END; f++) {
        if (optional >> f & 1 && !is_default(record, f)) {
            mask |= 1u << f;
        }
    }
    return mask;
}

static bool are_days(struct km_span days)
{
    if (days.len % DAY_SIZE != 0) {
        return false;
    }
    for (size_t i = DAY_SIZE; i < days.len; i += DAY_SIZE) {
        if (km_read_be16(days.bytes + i) <= km_read_be16(days.bytes + i - DAY_SIZE)) {
            return false;
        }
    }
    return true;
}

static bool is_name(struct km_name name)
{
    return name.node != 0 && name.seq >= 1 && name.seq <= KM_SEQ_MAX;
}

static bool is_number_good(
        const struct km_record *record, enum km_field f, const struct km_kind_rule *rule)
{
    int64_t min = km_fields[f].min;
    int64_t max = km_fields[f].max;
    if (f == F_COUNT) {
        min = rule->count_min;
        max = rule->count_max;
    } else if (f == F_STATE) {
        max = rule->state_max;
    }
    int64_t value = km_field_number(record, f);
    return value >= min && value <= max && (f != F_ZONE || km_zone_is_valid(record->zone));
}

/* Why the value of a field that is there is no good, NULL when it is. */
static const char *fault_of(
        const struct km_record *record, enum km_field f, const struct km_kind_rule *rule)
{
    const struct km_span *span = km_field_at(record, f);
    switch (km_fields[f].type) {
    case T_NAME:
        return is_name(*(const struct km_name *)km_field_at(record, f)) ? NULL : "names no record";
    case T_NODE:
        return record->about != 0 ? NULL : "names no node";
    case T_KEY:
        return record->key ? NULL : "is missing";
    case T_PEOPLE: {
        unsigned party = km_record_party(record);
        return party >= 1 && party <= KM_PARTY_MAX ? NULL : "is out of range";
    }
    case T_BYTES:
    case T_TEXT:
        if ((int64_t)span->len < km_fields[f].min || (int64_t)span->len > km_fields[f].max) {
            return "has a bad length";
        }
        if (km_fields[f].type == T_TEXT && !km_utf8_is_valid(span->bytes, span->len)) {
            return "is not valid UTF-8";
        }
        if (f == F_URL && !km_url_is_valid(*span)) {
            return "is not HTTP://HOST[:PORT] in upper case";
        }
        return f == F_DAYS && !are_days(*span) ? "is not a rising list of days" : NULL;
    default:
        return is_number_good(record, f, rule) ? NULL : "is out of range";
    }
}

bool km_field_fail(char *err, const struct km_kind_rule *rule, enum km_field f, const char *fault)
{
    snprintf(err, KM_ERR_MAX, "%s record: field \"%s\" %s", rule->name, km_fields[f].name, fault);
    return false;
}

bool km_values_check(
        const struct km_record *record, const struct km_kind_rule *rule, uint32_t mask, char *err)
{
    for (enum km_field f = 0; f < F_END; f++) {
        const char *fault = mask >> f & 1 ? fault_of(record, f, rule) : NULL;
        if (fault) {
            return km_field_fail(err, rule, f, fault);
        }
    }
    if (record->kind == KM_NODE && record->state == KM_NODE_ENROLLED && !record->key) {
        return km_field_fail(err, rule, F_KEY, "is missing");
    }
    return true;
}

bool km_record_check(const struct km_record *record, char *err)
{
    const struct km_kind_rule *rule = km_kind_rule_of(record->kind);
    if (!rule) {
        snprintf(err, KM_ERR_MAX, "record of the unknown kind %u", (unsigned)record->kind);
        return false;
    }
    uint32_t mask = km_fields_of(record, rule);
    for (enum km_field f = 0; f < F_END; f++) {
        if (!(mask >> f & 1) && !is_default(record, f)) {
            return km_field_fail(err, rule, f, "has no place there");
        }
    }
    return km_values_check(record, rule, mask, err);
}
