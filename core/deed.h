#ifndef KM_DEED_H
#define KM_DEED_H

/* What was done and can be taken back: a record as the fold has it, and the latest deeds of one
 * node. Answered from the day's entries, so a list of them outlives a restart and holds nothing
 * that was undone, wherever that was said. Pure; same thread as the fold. */

#include "core/day.h"

/* Records of a node that km_deed_latest looks back over: a kiosk that only gives tickets has none
 * to take back and would walk its whole day. */
#define KM_DEED_LOOK_BACK 1000

struct km_deed {
    struct km_name record;
    enum km_kind kind;
    int64_t at;            /* UTC ms */
    km_zone zone;          /* of its ticket, or what it is about; 0 = not known */
    struct km_name ticket; /* of a transfer the old one; none = about a zone */
    struct km_name made;   /* of a transfer or issue: its own ticket; else none */
    uint32_t count;        /* of a head count or a rating */
    bool counts;           /* its node may say it, and nobody took it back */
    bool undoable;         /* an undo takes such a record out */
    bool decides;          /* something of today follows from it: later records have not overtaken
                              it, and of a transfer the new ticket is not used yet */
};

/* False when no such record of that day is here; day may be NULL. */
bool km_deed_find(const struct km_day *day, struct km_name record, struct km_deed *out_deed);

/* What the node did that day and could still take back, the latest first; returns how many, at most
 * max. day may be NULL. */
size_t km_deed_latest(const struct km_day *day, km_node node, struct km_deed *out, size_t max);

#endif
