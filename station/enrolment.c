/* The value "enrolments" is the CBOR array [[hash of the secret, expiry in UTC ms, used, name], …],
 * oldest first. */
#include "station/enrolment.h"

#include "core/cbor.h"
#include "core/utf8.h"

#include <sodium.h>
#include <stdio.h>
#include <string.h>

#define VALUE "enrolments"
#define VALUE_MAX (STATION_CODES_MAX * (KM_NAME_MAX + 64))
#define KEEP_MS (24 * 3600 * 1000ll) /* after its expiry */

struct code {
    uint8_t hash[KM_HASH_SIZE];
    int64_t expires;
    bool used;
    char name[KM_NAME_MAX + 1];
};

struct codes {
    struct code items[STATION_CODES_MAX];
    size_t count;
};

static bool load(struct km_journal *journal, struct codes *out, char *err)
{
    static uint8_t bytes[VALUE_MAX]; /* one thread owns the campus */
    size_t len = 0;
    struct km_cbor_reader reader;
    out->count = 0;
    if (!journal->ops->get(journal, VALUE, bytes, sizeof bytes, &len, err)) {
        return false;
    }
    if (len == 0) {
        return true;
    }
    km_cbor_open(&reader, bytes, len);
    size_t count = km_cbor_array(&reader, STATION_CODES_MAX);
    for (size_t i = 0; i < count; i++) {
        struct code *code = &out->items[i];
        km_cbor_tuple(&reader, 4);
        km_cbor_fixed(&reader, code->hash, KM_HASH_SIZE);
        code->expires = (int64_t)km_cbor_uint(&reader, KM_TIME_MAX);
        code->used = km_cbor_uint(&reader, 1) != 0;
        struct km_span name = km_cbor_text(&reader, 0, KM_NAME_MAX);
        memcpy(code->name, name.len > 0 ? (const char *)name.bytes : "", name.len);
        code->name[name.len] = '\0';
    }
    if (!km_cbor_close(&reader)) {
        snprintf(err, KM_ERR_MAX, "the list of enrolment codes is damaged");
        return false;
    }
    out->count = count;
    return true;
}

/* What is too old to be remembered. */
static void drop_old(struct codes *codes, int64_t now)
{
    size_t kept = 0;
    for (size_t i = 0; i < codes->count; i++) {
        if (codes->items[i].expires + KEEP_MS > now) {
            codes->items[kept++] = codes->items[i];
        }
    }
    codes->count = kept;
}

static bool store(struct km_journal *journal, const struct codes *codes, char *err)
{
    uint8_t bytes[VALUE_MAX];
    struct km_buffer buffer;
    km_buffer_over(&buffer, bytes, sizeof bytes);
    km_cbor_put_array(&buffer, codes->count);
    for (size_t i = 0; i < codes->count; i++) {
        const struct code *code = &codes->items[i];
        km_cbor_put_array(&buffer, 4);
        km_cbor_put_bytes(&buffer, code->hash, KM_HASH_SIZE);
        km_cbor_put_uint(&buffer, (uint64_t)code->expires);
        km_cbor_put_uint(&buffer, code->used);
        km_cbor_put_text(&buffer, code->name, strlen(code->name));
    }
    return journal->ops->put_value(journal, VALUE, bytes, buffer.len, err);
}

static bool check_name(const char *name, char *err)
{
    size_t len = strlen(name);
    bool is_plain = len >= 1 && len <= KM_NAME_MAX && km_utf8_is_valid((const uint8_t *)name, len);
    for (size_t i = 0; is_plain && i < len; i++) {
        is_plain = (unsigned char)name[i] >= ' ' && name[i] != 0x7f;
    }
    if (!is_plain) {
        snprintf(err, KM_ERR_MAX,
                "the name must be 1 to %d bytes of UTF-8 text, in one line without control codes",
                KM_NAME_MAX);
    }
    return is_plain;
}

/* Within a transaction. */
static bool add(struct station_campus *campus, const struct code *code, int64_t now, char *err)
{
    struct codes codes;
    struct km_journal *journal = campus->ledger.journal;
    if (!load(journal, &codes, err)) {
        return false;
    }
    drop_old(&codes, now);
    if (codes.count == STATION_CODES_MAX) {
        snprintf(err, KM_ERR_MAX, "%d codes were made within a day: wait until they expire",
                STATION_CODES_MAX);
        return false;
    }
    codes.items[codes.count++] = *code;
    return store(journal, &codes, err);
}

bool station_enrolment_invite(struct station_campus *campus, const char *name, const char *url,
        int64_t now, char out_code[KM_ENROL_CODE_SIZE], char *err)
{
    uint8_t secret[KM_ENROL_SECRET_SIZE];
    struct code code = {.expires = now + STATION_CODE_LIFE_MS};
    struct km_ledger *ledger = &campus->ledger;
    randombytes_buf(secret, sizeof secret);
    km_hash(secret, sizeof secret, code.hash);
    if (!check_name(name, err) ||
            !km_enrol_code_make(url, secret, ledger->keys.public_key, out_code, err) ||
            !km_ledger_begin(ledger, err)) {
        return false;
    }
    snprintf(code.name, sizeof code.name, "%s", name);
    if (!add(campus, &code, now, err)) {
        km_ledger_rollback(ledger);
        return false;
    }
    return km_ledger_commit(ledger, err);
}

/* The next number: numbers are never given twice, not even a retired kiosk's. */
static uint16_t next_number(const struct km_roster *roster)
{
    uint16_t highest = 0;
    for (uint32_t i = 0; i < roster->member_count; i++) {
        if (roster->members[i].kiosk > highest) {
            highest = roster->members[i].kiosk;
        }
    }
    return highest < KM_KIOSK_MAX ? highest + 1 : 0;
}

static bool write_node(struct station_campus *campus, const struct km_enrol_request *request,
        const char *name, uint16_t kiosk, char *err)
{
    struct km_record record = km_record_of(KM_NODE, 0, station_campus_date(campus));
    struct km_name written;
    record.state = KM_NODE_ENROLLED;
    record.about = km_node_of_key(request->key);
    record.key = request->key;
    record.kiosk = kiosk;
    record.name = (struct km_span){(const uint8_t *)name, strlen(name)};
    return station_campus_time(campus, &record.time, err) && km_record_check(&record, err) &&
           km_ledger_append(&campus->ledger, &record, &written, err);
}

/* Within a transaction. */
static enum station_enrolled take(struct station_campus *campus,
        const struct km_enrol_request *request, int64_t now, uint16_t *kiosk, char *err)
{
    struct codes codes;
    uint8_t hash[KM_HASH_SIZE];
    struct km_journal *journal = campus->ledger.journal;
    size_t i = 0;
    if (!load(journal, &codes, err)) {
        return STATION_NOT_ENROLLED;
    }
    km_hash(request->secret, KM_ENROL_SECRET_SIZE, hash);
    while (i < codes.count && sodium_memcmp(codes.items[i].hash, hash, KM_HASH_SIZE) != 0) {
        i++;
    }
    if (i == codes.count) {
        return STATION_CODE_WRONG;
    }
    if (codes.items[i].used) {
        return STATION_CODE_USED;
    }
    if (codes.items[i].expires <= now) {
        return STATION_CODE_EXPIRED;
    }
    *kiosk = next_number(km_fold_roster(campus->ledger.fold));
    if (*kiosk == 0) {
        return STATION_NUMBERS_GONE;
    }
    codes.items[i].used = true;
    bool ok = store(journal, &codes, err) &&
              write_node(campus, request, codes.items[i].name, *kiosk, err);
    return ok ? STATION_ENROLLED : STATION_NOT_ENROLLED;
}

enum station_enrolled station_enrolment_take(struct station_campus *campus,
        const struct km_enrol_request *request, int64_t now, uint16_t *out_kiosk, char *err)
{
    struct km_ledger *ledger = &campus->ledger;
    uint16_t kiosk = 0;
    if (!km_ledger_begin(ledger, err)) {
        return STATION_NOT_ENROLLED;
    }
    const struct km_member *member =
            km_roster_find(km_fold_roster(ledger->fold), km_node_of_key(request->key));
    if (member != NULL && member->has_key && member->kiosk != 0) {
        bool is_out = member->retired || member->revoked_from != 0;
        *out_kiosk = is_out ? *out_kiosk : member->kiosk;
        km_ledger_rollback(ledger);
        return is_out ? STATION_KIOSK_REVOKED : STATION_ENROLLED;
    }
    enum station_enrolled enrolled = take(campus, request, now, &kiosk, err);
    if (enrolled != STATION_ENROLLED) {
        km_ledger_rollback(ledger);
        return enrolled;
    }
    if (!km_ledger_commit(ledger, err)) {
        return STATION_NOT_ENROLLED;
    }
    *out_kiosk = kiosk;
    return STATION_ENROLLED;
}

const char *station_enrolled_text(enum station_enrolled enrolled)
{
    static const char *const texts[] = {
            [STATION_ENROLLED] = "enrolled",
            [STATION_CODE_WRONG] = "no such enrolment code: ask the station for a new one",
            [STATION_CODE_USED] = "this enrolment code was used already: ask for a new one",
            [STATION_CODE_EXPIRED] = "this enrolment code has expired: ask for a new one",
            [STATION_KIOSK_REVOKED] =
                    "this kiosk was retired or revoked: start it with an empty data "
                    "directory and enrol it anew",
            [STATION_NUMBERS_GONE] = "no kiosk numbers are left on this campus",
            [STATION_NOT_ENROLLED] = "the station could not store the enrolment",
    };
    return texts[enrolled];
}
