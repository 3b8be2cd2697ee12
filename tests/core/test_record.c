/* The record format. The golden bytes below are its documentation: one record of every kind, with
 * all its optional fields, and what each byte says. */

#include "core/record.h"
#include "tests/core/hex.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#define TIME 1778895600000 /* 2026-05-16T01:40:00Z */
#define DAY 20589          /* 2026-05-16 */
#define NODE 0x0123456789abcdefu

static const uint8_t key[32] = "0123456789abcdef0123456789abcdef";
static const uint8_t days[] = {0x50, 0x6d, 0x50, 0x6e};
static const uint8_t counts[] = {1, 2, 3};

static struct km_span text(const char *s)
{
    return (struct km_span){(const uint8_t *)s, strlen(s)};
}

static void fill_zone(struct km_record *r)
{
    r->zone = 2;
    switch (r->kind) {
    case KM_ZONE:
        r->count = 30;
        r->state = KM_ZONE_PAUSED;
        r->reason = text("lunch");
        break;
    case KM_GRANT_SEATS:
    case KM_RETURN_SEATS:
        r->session = 570;
        r->count = 4;
        r->about = r->kind == KM_GRANT_SEATS ? NODE : 0;
        break;
    default: /* a head count of nobody */
        break;
    }
}

static void fill_campus(struct km_record *r)
{
    switch (r->kind) {
    case KM_CLOCK:
        r->shift = -2500;
        break;
    case KM_NODE:
        r->state = KM_NODE_ENROLLED;
        r->about = NODE;
        r->key = key;
        r->kiosk = 2;
        r->name = text("东门");
        r->from = 70000;
        break;
    case KM_PROGRAMME:
        r->text = text("title: 开门\n");
        r->rehearsal = 20588;
        r->url = text("HTTP://10.0.0.5:8080");
        break;
    default: /* forget */
        r->days = (struct km_span){days, sizeof(days)};
        r->counts = (struct km_span){counts, sizeof(counts)};
        break;
    }
}

static struct km_record sample(enum km_kind kind)
{
    struct km_record r = km_record_of(kind, TIME, DAY);
    struct km_name ticket = {NODE, 7};
    switch (kind) {
    case KM_ISSUE:
        r.zone = 2;
        r.session = 570;
        r.visitor = ticket;
        memcpy(r.people, (uint8_t[]){2, 0, 1}, 3);
        r.lane = KM_LANE_PRIORITY;
        r.number = 17;
        break;
    case KM_TRANSFER:
        r.zone = 3;
        r.ticket = ticket;
        r.people[1] = 4;
        r.number = 9999;
        break;
    case KM_CHECK_IN:
        r.zone = 2;
        r.session = 570;
        r.ticket = ticket;
        r.count = 3;
        r.state = KM_BY_NUMBER;
        r.reason = text("看不清");
        break;
    case KM_RATE:
        r.ticket = ticket;
        r.count = 5;
        break;
    case KM_UNDO:
        r.target = ticket;
        break;
    case KM_ZONE:
    case KM_HEAD_COUNT:
    case KM_RETURN_SEATS:
    case KM_GRANT_SEATS:
        fill_zone(&r);
        break;
    case KM_CLOCK:
    case KM_NODE:
    case KM_PROGRAMME:
    case KM_FORGET:
        fill_campus(&r);
        break;
    default: /* call, recall, no_show, requeue, cancel, check_out, reprint: about a ticket */
        r.ticket = ticket;
        r.by = 12;
        break;
    }
    return r;
}

/* Every record starts with the number of its pairs, kind, time (ms) and day. */
#define START(pairs, kind) pairs "00" kind "01 1b0000019e2e70b980 02 19506d "
#define TICKET "06 4c 0123456789abcdef 00000007 " /* node, seq */
#define ABOUT_TICKET(kind) START("a5", kind) "03 0c" TICKET

static const char *const golden[KM_KIND_END] = {
        [KM_ISSUE] = START("a9", "01") "04 02  05 19023a  07 4c 0123456789abcdef 00000007"
                                       "09 43 020001  0a 01  0b 11",
        [KM_CALL] = ABOUT_TICKET("02"),
        [KM_RECALL] = ABOUT_TICKET("03"),
        [KM_NO_SHOW] = ABOUT_TICKET("04"),
        [KM_REQUEUE] = ABOUT_TICKET("05"),
        [KM_TRANSFER] = START("a7", "06") "04 03" TICKET "09 42 0004  0b 19270f",
        [KM_CANCEL] = ABOUT_TICKET("07"),
        [KM_CHECK_IN] = START("a9", "08") "04 02  05 19023a" TICKET
                                          "0c 03  0e 01  0f 69 e79c8be4b88de6b885",
        [KM_CHECK_OUT] = ABOUT_TICKET("09"),
        [KM_RATE] = START("a5", "0a") TICKET "0c 05",
        [KM_UNDO] = START("a4", "0b") "08 4c 0123456789abcdef 00000007",
        [KM_ZONE] = START("a7", "0c") "04 02  0c 181e  0e 02  0f 65 6c756e6368",
        [KM_HEAD_COUNT] = START("a5", "0d") "04 02  0c 00",
        [KM_REPRINT] = ABOUT_TICKET("0e"),
        [KM_CLOCK] = START("a4", "0f") "0d 3909c3",
        [KM_RETURN_SEATS] = START("a6", "10") "04 02  05 19023a  0c 04",
        [KM_NODE] = START(
                "a9", "11") "0e 01  10 5820 "
                            "3031323334353637383961626364656630313233343536373839616263646566"
                            "11 02  12 66 e4b89ce997a8  13 48 0123456789abcdef  14 1a00011170",
        [KM_PROGRAMME] = START("a6", "12") "15 6e 7469746c653a20e5bc80e997a80a  16 19506c"
                                           "17 74 485454503a2f2f31302e302e302e353a38303830",
        [KM_GRANT_SEATS] = START("a7", "13") "04 02  05 19023a  0c 04  13 48 0123456789abcdef",
        [KM_FORGET] = START("a5", "14") "1818 44 506d506e  1819 43 010203",
};

static void assert_same_text(struct km_span a, struct km_span b)
{
    assert_int_equal(a.len, b.len);
    assert_true(a.len == 0 || memcmp(a.bytes, b.bytes, a.len) == 0);
}

/* Field by field, so that a field that decode forgets shows. */
static void assert_same(const struct km_record *a, const struct km_record *b)
{
    assert_int_equal(a->kind, b->kind);
    assert_true(a->time == b->time && a->day == b->day && a->by == b->by);
    assert_true(a->zone == b->zone && a->session == b->session);
    assert_true(km_name_equal(a->ticket, b->ticket) && km_name_equal(a->visitor, b->visitor));
    assert_true(km_name_equal(a->target, b->target));
    assert_memory_equal(a->people, b->people, sizeof(a->people));
    assert_true(a->lane == b->lane && a->number == b->number && a->count == b->count);
    assert_true(a->shift == b->shift && a->state == b->state && a->about == b->about);
    assert_true(a->kiosk == b->kiosk && a->from == b->from && a->rehearsal == b->rehearsal);
    assert_int_equal(!a->key, !b->key);
    assert_true(!a->key || memcmp(a->key, b->key, 32) == 0);
    assert_same_text(a->reason, b->reason);
    assert_same_text(a->name, b->name);
    assert_same_text(a->text, b->text);
    assert_same_text(a->url, b->url);
    assert_same_text(a->days, b->days);
    assert_same_text(a->counts, b->counts);
}

static void test_record_bytes_are_pinned(void **state)
{
    (void)state;
    for (enum km_kind kind = 1; kind < KM_KIND_END; kind++) {
        uint8_t want[256];
        uint8_t got[KM_RECORD_SMALL];
        size_t len = hex_read(golden[kind], want);
        struct km_record record = sample(kind);
        assert_int_equal(km_record_encode(&record, got, sizeof(got)), len);
        assert_memory_equal(got, want, len);
        struct km_record back;
        char err[KM_ERR_MAX];
        assert_true(km_record_decode(want, len, &back, err));
        assert_same(&record, &back);
        assert_int_equal(km_record_encode(&record, got, len), len);
        assert_int_equal(km_record_encode(&record, got, len - 1), 0);
    }
}

/* A value between min and max, often one of them. */
static uint64_t between(uint64_t *seed, uint64_t min, uint64_t max)
{
    uint64_t roll = dice(seed);
    return roll % 4 == 0 ? min : roll % 4 == 1 ? max : min + dice(seed) % (max - min + 1);
}

/* The sample of a kind with other values in the fields it has, and some optional ones taken out. */
static struct km_record vary(enum km_kind kind, uint64_t *seed)
{
    struct km_record r = sample(kind);
    r.time = (int64_t)between(seed, 0, KM_TIME_MAX);
    r.day = (km_day_no)between(seed, 0, UINT16_MAX);
    r.by = (uint32_t)between(seed, 0, UINT32_MAX);
    r.session = r.session == KM_NO_SESSION ? r.session : (uint16_t)between(seed, 0, 1439);
    r.ticket.seq = r.ticket.seq ? (uint32_t)between(seed, 1, KM_SEQ_MAX) : 0;
    r.number = r.number ? (uint16_t)between(seed, 1, KM_NUMBER_MAX) : 0;
    r.shift = r.shift ? (int64_t)between(seed, 0, 2 * KM_SHIFT_MAX) - KM_SHIFT_MAX : 0;
    r.from = r.from ? (uint32_t)between(seed, 0, KM_SEQ_MAX) : 0;
    r.kiosk = r.kiosk ? (uint16_t)between(seed, 0, KM_KIOSK_MAX) : 0;
    if (km_record_party(&r) > 0) {
        memset(r.people, 0, sizeof(r.people));
        r.people[dice(seed) % KM_CATEGORIES_MAX] = (uint8_t)between(seed, 1, 120);
        r.people[dice(seed) % KM_CATEGORIES_MAX] = (uint8_t)between(seed, 1, 120);
    }
    if (kind == KM_GRANT_SEATS || kind == KM_RETURN_SEATS || kind == KM_HEAD_COUNT) {
        r.count = (uint32_t)between(seed, 1, KM_COUNT_MAX);
    }
    if (dice(seed) % 2) {
        r.reason = r.url = r.name = (struct km_span){0};
        r.lane = KM_LANE_NORMAL;
        r.visitor = (struct km_name){0};
    }
    return r;
}

static void test_record_survives_the_round_trip(void **state)
{
    (void)state;
    uint64_t seed = 20260516;
    for (int i = 0; i < 20000; i++) {
        struct km_record record = vary((enum km_kind)(1 + i % (KM_KIND_END - 1)), &seed);
        char err[KM_ERR_MAX] = "";
        uint8_t bytes[KM_RECORD_SMALL];
        struct km_record back;
        assert_true(km_record_check(&record, err));
        size_t len = km_record_encode(&record, bytes, sizeof(bytes));
        assert_true(len > 0);
        assert_true(km_record_decode(bytes, len, &back, err));
        assert_same(&record, &back);
    }
}

/* Decodes a copy of exactly len bytes, so that the address sanitizer sees a step beyond. True when
 * it was taken; then it must be the one encoding of what it says. */
static bool taken(const uint8_t *bytes, size_t len)
{
    uint8_t *copy = malloc(len > 0 ? len : 1);
    assert_non_null(copy);
    memcpy(copy, bytes, len);
    char err[KM_ERR_MAX] = "";
    struct km_record record;
    bool good = km_record_decode(copy, len, &record, err);
    if (good) {
        uint8_t again[KM_RECORD_SMALL];
        assert_int_equal(km_record_encode(&record, again, sizeof(again)), len);
        assert_memory_equal(again, bytes, len);
    } else {
        assert_true(err[0] != '\0');
    }
    free(copy);
    return good;
}

static void test_record_cut_short_is_refused(void **state)
{
    (void)state;
    for (enum km_kind kind = 1; kind < KM_KIND_END; kind++) {
        uint8_t bytes[257];
        size_t len = hex_read(golden[kind], bytes);
        for (size_t cut = 0; cut < len; cut++) {
            assert_false(taken(bytes, cut));
        }
        bytes[len] = 0;
        assert_false(taken(bytes, len + 1));
    }
}

static void test_record_altered_is_another_or_refused(void **state)
{
    (void)state;
    unsigned good = 0;
    unsigned bad = 0;
    for (enum km_kind kind = 1; kind < KM_KIND_END; kind++) {
        uint8_t bytes[256];
        size_t len = hex_read(golden[kind], bytes);
        for (size_t at = 0; at < len; at++) {
            for (unsigned change = 1; change < 256; change++) {
                bytes[at] ^= (uint8_t)change;
                *(taken(bytes, len) ? &good : &bad) += 1;
                bytes[at] ^= (uint8_t)change;
            }
        }
    }
    /* Both happen: a changed number is another record, a changed structure is none. */
    assert_true(good > 10000 && bad > 10000);
}

static const struct {
    const char *hex;
    const char *why;
} refusals[] = {
        {"", "record without a kind at its start"},
        {"80", "record without a kind at its start"},
        {"a1 01 00", "record without a kind at its start"},
        {"a1 00 40", "record whose kind has a wrong type"},
        {"a1 00 15", "record of kind 21, which is unknown to this version"},
        {"a1 00 00", "record of kind 0, which is unknown to this version"},
        {"a1 00 0f", "clock record: field \"time\" is missing"},
        {"a3 00 0f 01 00 02 00", "clock record: field \"shift\" is missing"},
        {"a4 00 0f 01 00 02 00 0d 00 00", "clock record has something after its end"},
        {"a5 00 0f 01 00 02 00 0d 00", "clock record ends too early"},
        {"a4 00 0f 01 00 02 00 0d 40", "clock record: field \"shift\" has a wrong type"},
        {"a4 00 0f 01 00 02 00 0d 1b00000049a06b5001",
                "clock record: field \"shift\" is out of range"},
        {"a4 00 0f 01 00 02 00 0d 1800",
                "clock record: field \"shift\" has a number that is not in its shortest form"},
        {"a4 00 0f 01 00 1802 00 0d 00",
                "clock record has a number that is not in its shortest form"},
        {"a4 00 0f 01 00 01 00 0d 00", "clock record has keys out of order or twice"},
        {"a4 00 0f 02 00 01 00 0d 00", "clock record has keys out of order or twice"},
        {"a4 00 0f 01 00 02 00 04 02", "clock record: field \"zone\" has no place there"},
        {"a5 00 0f 01 00 02 00 0d 00 181a 00", "clock record: field 26 is unknown to this version"},
        {"a5 00 0f 01 00 02 00 03 00 0d 00", "clock record: field \"by\" is at its default"},
        {"a4 00 0f 01 fb3ff0000000000000 02 00 0d 00",
                "clock record: field \"time\" uses a CBOR type that has no place here"},
        {"a4 00 0f 01 c1 00 02 00 0d 00",
                "clock record: field \"time\" uses a CBOR type that has no place here"},
        {"bf 00 0f 01 00 02 00 0d 00 ff", "record without a kind at its start"},
        {"a4 00 0b 01 00 02 00 08 5f",
                "undo record: field \"target\" uses a CBOR type that has no place here"},
        {"a4 00 0b 01 00 02 00 08 4c 0123456789abcdef 00000000",
                "undo record: field \"target\" names no record"},
        {"a4 00 0b 01 00 02 00 08 4b 0123456789abcdef 000000",
                "undo record: field \"target\" is out of range"},
        {"a5 00 0d 01 00 02 00 04 1c 0c 00", "head_count record: field \"zone\" is no CBOR"},
        {"a5 00 0d 01 00 02 00 04 1a00010000 0c 00",
                "head_count record: field \"zone\" is out of range"},
        {"a6 00 01 01 00 02 00 04 02 09 42 0200 0b 01",
                "issue record: field \"people\" has trailing zeros"},
        {"a6 00 01 01 00 02 00 04 02 09 42 fa01 0b 01",
                "issue record: field \"people\" is out of range"},
        {"a6 00 0d 01 00 02 00 04 02 0c 00 0f 62 c080",
                "head_count record: field \"reason\" is not valid UTF-8"},
        {"a5 00 11 01 00 02 00 0e 01 13 48 0123456789abcdef",
                "node record: field \"key\" is missing"},
        {"a5 00 12 01 00 02 00 15 61 61 17 68 485454503a2f2f61",
                "programme record: field \"url\" is not HTTP://HOST[:PORT] in upper case"},
        {"a5 00 14 01 00 02 00 1818 44 506e506d 1819 40",
                "forget record: field \"days\" is not a rising list of days"},
};

static void test_record_refusals_say_why(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(refusals) / sizeof(refusals[0]); i++) {
        uint8_t bytes[128];
        char err[KM_ERR_MAX] = "";
        struct km_record record;
        memset(&record, 0xa5, sizeof(record));
        struct km_record before = record;
        size_t len = hex_read(refusals[i].hex, bytes);
        assert_false(km_record_decode(bytes, len, &record, err));
        assert_string_equal(err, refusals[i].why);
        assert_memory_equal(&record, &before, sizeof(record));
    }
}

static void test_record_check_finds_what_people_mistyped(void **state)
{
    (void)state;
    char err[KM_ERR_MAX];
    struct km_record r = sample(KM_RATE);
    r.count = 6;
    assert_false(km_record_check(&r, err));
    assert_string_equal(err, "rate record: field \"count\" is out of range");
    r = sample(KM_HEAD_COUNT);
    r.lane = KM_LANE_PRIORITY;
    assert_false(km_record_check(&r, err));
    assert_string_equal(err, "head_count record: field \"lane\" has no place there");
    char long_reason[KM_REASON_MAX + 2] = "";
    memset(long_reason, 'x', KM_REASON_MAX + 1);
    r = sample(KM_HEAD_COUNT);
    r.reason = text(long_reason);
    assert_false(km_record_check(&r, err));
    r.reason.len = KM_REASON_MAX;
    assert_true(km_record_check(&r, err));
    r.kind = KM_KIND_END;
    assert_false(km_record_check(&r, err));
}

static void test_kind_has_its_writers(void **state)
{
    (void)state;
    for (enum km_kind kind = 1; kind < KM_KIND_END; kind++) {
        bool station_only = kind == KM_NODE || kind == KM_PROGRAMME || kind == KM_GRANT_SEATS ||
                            kind == KM_FORGET;
        assert_int_equal(km_kind_may_write(kind, true), kind != KM_RETURN_SEATS);
        assert_int_equal(km_kind_may_write(kind, false), !station_only);
        assert_string_not_equal(km_kind_name(kind), "unknown");
    }
    assert_false(km_kind_may_write(KM_KIND_END, true));
    assert_false(km_kind_may_write((enum km_kind)0, true));
    assert_string_equal(km_kind_name(KM_KIND_END), "unknown");
    assert_string_equal(km_kind_name(KM_NO_SHOW), "no_show");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
            cmocka_unit_test(test_record_bytes_are_pinned),
            cmocka_unit_test(test_record_survives_the_round_trip),
            cmocka_unit_test(test_record_cut_short_is_refused),
            cmocka_unit_test(test_record_altered_is_another_or_refused),
            cmocka_unit_test(test_record_refusals_say_why),
            cmocka_unit_test(test_record_check_finds_what_people_mistyped),
            cmocka_unit_test(test_kind_has_its_writers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
