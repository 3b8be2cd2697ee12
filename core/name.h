#ifndef KM_NAME_H
#define KM_NAME_H

/* The names that everything else uses: nodes, records, zones, days.
 * All are plain values; any thread. Ordering of names is numeric and the same on every node. */

#include <stdbool.h>
#include <stdint.h>

/* A node: the first 8 bytes (big-endian) of the BLAKE2b-256 hash of its public key. 0 names none.
 */
typedef uint64_t km_node;

/* A record: its node and its place in that node's journal, from 1. {0, 0} names none.
 * A ticket is named by its issue record, a visitor by the first ticket of the party that day. */
struct km_name {
    km_node node;
    uint32_t seq;
};

static inline bool km_name_is_none(struct km_name n)
{
    return n.node == 0 && n.seq == 0;
}

static inline bool km_name_equal(struct km_name a, struct km_name b)
{
    return a.node == b.node && a.seq == b.seq;
}

/* A zone's code, 1 to 3 letters, packed base 27 (A = 1 … Z = 26, "AB" = 1 * 27 + 2). 0 names none.
 */
typedef uint16_t km_zone;
#define KM_ZONE_NONE 0
#define KM_ZONE_MAX 19682 /* "ZZZ" */

/* Parses exactly 1 to 3 upper-case letters. */
bool km_zone_parse(const char *text, km_zone *out_zone);

/* Writes the letters of a code and a NUL; "?" for a number that is no code. */
void km_zone_print(km_zone zone, char out[4]);

/* True for a number that km_zone_parse can give. */
bool km_zone_is_valid(km_zone zone);

/* A day: days since 1970-01-01 in the programme's time zone; the top bit marks a rehearsal. */
typedef uint16_t km_day_no;
#define KM_DAY_REHEARSAL 0x8000u
#define KM_DAY_DATE(day) ((km_day_no)((day)&0x7fffu))

/* A session of a zone on a day, by its start in minutes after midnight. */
#define KM_NO_SESSION 0xffffu

#endif
