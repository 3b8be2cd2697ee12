#ifndef KM_ROSTER_H
#define KM_ROSTER_H

/* The campus as its station wrote it down: nodes with their keys and kiosk numbers, the programme,
 * the days that are forgotten, and every node's clock corrections. It stands apart from the days
 * because all of them need it. node, programme and forget come from the station alone, whose seq
 * therefore orders them: the latest counts, and of revocations the one that cuts deepest. Part of
 * the fold (core/fold.h), same thread. */

#include "core/chain.h"
#include "core/record.h"

struct km_member {
    km_node node;
    bool has_key;
    uint8_t key[KM_KEY_SIZE];
    uint16_t kiosk; /* 0 = the station */
    bool retired;
    uint32_t revoked_from; /* records from this seq on do not count; 0 = not revoked */
    char name[KM_NAME_MAX + 1];
    uint32_t enrolled_seq, named_seq,
            state_seq; /* of the station's records these values come from */
};

/* One `clock` record: its shift holds for the node's records after its previous clock and before
 * this one. */
struct km_clock {
    uint32_t seq;
    int64_t shift;
};

struct km_clocks {
    km_node node;
    struct km_clock *items; /* owned, ascending seq */
    uint32_t count, cap;
};

/* The programme in force. text is NULL before the first. */
struct km_plan {
    uint32_t seq; /* of its record */
    char *text;   /* owned, NUL-terminated */
    size_t len;
    km_day_no rehearsal; /* 0 = none; else the day rehearsed, without the top bit */
    char url[KM_URL_MAX + 1];
};

struct km_forgotten {
    km_day_no day;
    uint32_t seq; /* of the forget record */
    uint8_t counts_hash[KM_HASH_SIZE];
};

struct km_roster {
    km_node station;
    struct km_member *members; /* owned, ascending node */
    uint32_t member_count, member_cap;
    struct km_clocks *clocks; /* owned, ascending node */
    uint32_t clocks_count, clocks_cap;
    struct km_forgotten *forgotten; /* owned, ascending day */
    uint32_t forgotten_count, forgotten_cap;
    struct km_plan plan;
};

void km_roster_init(struct km_roster *roster, km_node station);
void km_roster_destroy(struct km_roster *roster);

/* NULL when there is no `node` record about it. Borrowed until the next record is taken. */
const struct km_member *km_roster_find(const struct km_roster *roster, km_node node);
const struct km_member *km_roster_find_kiosk(const struct km_roster *roster, uint16_t kiosk);

bool km_roster_is_forgotten(const struct km_roster *roster, km_day_no day);

/* What is to be added to the time of a node's record. */
int64_t km_roster_shift(const struct km_roster *roster, km_node node, uint32_t seq);

/* From which seq on a node's records do not count; 0 = all count. */
uint32_t km_roster_cut(const struct km_roster *roster, km_node node);

/* After a revocation moved the node's cut from was (0 = none) to where it is: by how much the times
 * of its records after *out_after and before the cut move, because a clock that corrected them no
 * longer counts. */
int64_t km_roster_cut_delta(
        const struct km_roster *roster, km_node node, uint32_t was, uint32_t *out_after);

/* Take one record of the kind. Each returns true when the roster changed. */
bool km_roster_take_node(struct km_roster *roster, uint32_t seq, const struct km_record *record);
bool km_roster_take_programme(
        struct km_roster *roster, uint32_t seq, const struct km_record *record);
bool km_roster_take_forget(struct km_roster *roster, uint32_t seq, const struct km_record *record);

/* Takes a clock; *out_after is the node's previous clock (0 = none), *out_delta what its records
 * after that one and before this one are to be moved by. */
bool km_roster_take_clock(struct km_roster *roster, struct km_name name, int64_t shift,
        uint32_t *out_after, int64_t *out_delta);

void km_roster_digest(const struct km_roster *roster, uint8_t out_digest[KM_HASH_SIZE]);

#endif
