#ifndef KM_RECORD_H
#define KM_RECORD_H

/* A record: what one node wrote down, once and for all. Its bytes are one CBOR map with small
 * integer keys in deterministic encoding (RFC 8949 section 4.2), stored and passed on as they were
 * written. The bytes do not repeat the record's name: (node, seq) is its place in its node's chain.
 * A field at its default is absent, a field that the kind does not know is refused, so that one
 * record has one encoding. Bytes that do not decode (a later version's kind, say) are kept and
 * passed on, only not folded. Pure functions; any thread. tests/core/test_record.c pins the bytes.
 */

#include "core/bounds.h"
#include "core/name.h"
#include "core/span.h"

enum km_kind {
    KM_ISSUE = 1,
    KM_CALL = 2,
    KM_RECALL = 3,
    KM_NO_SHOW = 4,
    KM_REQUEUE = 5,
    KM_TRANSFER = 6,
    KM_CANCEL = 7,
    KM_CHECK_IN = 8,
    KM_CHECK_OUT = 9,
    KM_RATE = 10,
    KM_UNDO = 11,
    KM_ZONE = 12,
    KM_HEAD_COUNT = 13,
    KM_REPRINT = 14,
    KM_CLOCK = 15,
    KM_RETURN_SEATS = 16,
    KM_NODE = 17,
    KM_PROGRAMME = 18,
    KM_GRANT_SEATS = 19,
    KM_FORGET = 20,
    KM_KIND_END
};

enum km_zone_state { KM_ZONE_UNSET = 0, KM_ZONE_OPEN = 1, KM_ZONE_PAUSED = 2, KM_ZONE_CLOSED = 3 };
enum km_node_state {
    KM_NODE_ENROLLED = 1,
    KM_NODE_RENAMED = 2,
    KM_NODE_RETIRED = 3,
    KM_NODE_REVOKED = 4
};
enum km_lane { KM_LANE_NORMAL = 0, KM_LANE_PRIORITY = 1, KM_LANE_END };
/* How a check-in came about: KM_BY_TOKEN scanned and verified; KM_BY_NUMBER staff typed the number;
 * KM_BY_STAFF the issuer was unknown here and staff let the party in. */
enum km_check_in_how { KM_BY_TOKEN = 0, KM_BY_NUMBER = 1, KM_BY_STAFF = 2 };

/* One struct for all kinds; which fields a kind has says the table in record.c and docs of each
 * field. R = required there, o = optional (default in brackets). Spans and key are borrowed: from
 * the record's bytes (decode) or from the caller (encode). */
struct km_record {
    enum km_kind kind;
    int64_t time;     /* R all: UTC ms by the writer's idea of the station's clock, >= 0 */
    km_day_no day;    /* R all */
    uint32_t by;      /* o all: an account's number [0 = the node itself] */
    km_zone zone;     /* R issue transfer check_in zone head_count grant_seats return_seats */
    uint16_t session; /* R grant_seats return_seats; o issue check_in [KM_NO_SESSION]; start minute
                       */
    struct km_name ticket;  /* R call recall no_show requeue transfer (the old one) cancel check_in
                               check_out  rate reprint */
    struct km_name visitor; /* o issue [none]: an earlier ticket of the same party */
    struct km_name target;  /* R undo */
    uint8_t people[KM_CATEGORIES_MAX]; /* R issue transfer: people per category, 1..KM_PARTY_MAX
                                          together */
    uint8_t lane;                      /* o issue transfer [KM_LANE_NORMAL] */
    uint16_t number;                   /* R issue transfer: running number, 1..KM_NUMBER_MAX */
    uint32_t count; /* R check_in (party by the token, 1..KM_PARTY_MAX), rate (1..5), head_count,
                       grant_seats, return_seats; o zone: its capacity [0 = says nothing] */
    int64_t shift;  /* R clock: ms to add, |shift| <= KM_SHIFT_MAX */
    uint8_t state;  /* o zone [unset]; R node (enum km_node_state); o check_in [KM_BY_TOKEN] */
    struct km_span reason; /* o zone head_count check_in: UTF-8, <= KM_REASON_MAX [empty] */
    km_node about;         /* R node, grant_seats: the node it is about */
    const uint8_t *key;  /* o node: public key, 32 bytes, borrowed [NULL]; R there when enrolled */
    uint16_t kiosk;      /* o node: kiosk number [0 = the station] */
    struct km_span name; /* o node: UTF-8, <= KM_NAME_MAX [empty] */
    uint32_t from;       /* o node: revoked from this seq on [0] */
    struct km_span text; /* R programme: the file's text, UTF-8, <= KM_PROGRAMME_MAX */
    km_day_no rehearsal; /* o programme: the day rehearsed, without the top bit [0 = none] */
    struct km_span
            url; /* o programme: public address, "HTTP://HOST[:PORT]", QR-alphanumeric [empty] */
    struct km_span days;   /* R forget: day numbers, big-endian pairs of bytes, ascending */
    struct km_span counts; /* R forget: what is kept of them, opaque here, <= KM_COUNTS_MAX */
};

/* An empty record of a kind: zeros, with the defaults that are not zero. */
struct km_record km_record_of(enum km_kind kind, int64_t time, km_day_no day);

/* Checks a record made here: the kind's fields, their ranges and texts. False with the reason. */
bool km_record_check(const struct km_record *record, char *err);

/* Encodes into out (cap bytes). Asserts km_record_check: what people typed is checked before.
 * Returns the length, or 0 when it does not fit. KM_RECORD_SMALL fits every kind but programme and
 * forget. */
#define KM_RECORD_SMALL 1024
size_t km_record_encode(const struct km_record *record, uint8_t *out, size_t cap);

/* Decodes and checks one record. False with the reason in err (KM_ERR_MAX) when this version cannot
 * understand it. Spans and key borrow from bytes. */
bool km_record_decode(const uint8_t *bytes, size_t len, struct km_record *out_record, char *err);

/* Sum of people over the categories. */
unsigned km_record_party(const struct km_record *record);

/* "issue", "call" …, static; "unknown" for others. */
const char *km_kind_name(enum km_kind kind);

/* Who may write a kind: the fold ignores it from others. */
bool km_kind_may_write(enum km_kind kind, bool is_station);

#endif
