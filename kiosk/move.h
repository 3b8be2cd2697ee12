#ifndef KIOSK_MOVE_H
#define KIOSK_MOVE_H

/* What a person at this kiosk does to a queue, a ticket or a zone, as one order: the screens make
 * it, the keeper decides it by what is held at that moment, writes it, and says what came of it.
 * Plain values; any thread. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/name.h"

enum kiosk_deed {
    KIOSK_DEED_NONE,
    KIOSK_DEED_CALL,       /* zone; ticket, or none: whoever is next */
    KIOSK_DEED_CALL_BATCH, /* zone: all who belong together */
    KIOSK_DEED_RECALL,     /* ticket */
    KIOSK_DEED_NO_SHOW,    /* ticket */
    KIOSK_DEED_REQUEUE,    /* ticket: staff put it back, or a visitor lets others go first */
    KIOSK_DEED_TRANSFER,   /* ticket, to zone */
    KIOSK_DEED_CANCEL,     /* ticket: leave the queue */
    KIOSK_DEED_ADMIT,      /* ticket, by staff's word: they saw its number */
    KIOSK_DEED_CHECK_OUT,  /* ticket */
    KIOSK_DEED_RATE,       /* ticket, count 1..5 */
    KIOSK_DEED_REPRINT,    /* ticket */
    KIOSK_DEED_UNDO,       /* target: a record */
    KIOSK_DEED_OPEN,       /* zone */
    KIOSK_DEED_PAUSE,      /* zone, reason */
    KIOSK_DEED_CLOSE,      /* zone, reason */
    KIOSK_DEED_CAPACITY,   /* zone, count: places inside */
    KIOSK_DEED_HEAD_COUNT, /* zone, count: people inside, reason */
    KIOSK_DEEDS
};

/* Why a zone stops or a count is corrected. What is written down is the Chinese text (reason.c), so
 * that it reads well in the school's exports. */
enum kiosk_reason {
    KIOSK_REASON_NONE,
    KIOSK_REASON_BREAK,     /* pause: lunch */
    KIOSK_REASON_EQUIPMENT, /* pause: something is being repaired */
    KIOSK_REASON_CROWDED,   /* pause: too full to be safe */
    KIOSK_REASON_HANDOVER,  /* pause: helpers change */
    KIOSK_REASON_FINISHED,  /* close: done for today */
    KIOSK_REASON_COUNTED,   /* head count: counted by hand */
    KIOSK_REASON_UNSCANNED, /* head count: people came in without a scan */
    KIOSK_REASON_LEFT,      /* head count: people left without a scan */
    KIOSK_REASONS
};

/* Texts of a reason, static; "" for NONE. kiosk_reason_find: the reason with that Chinese text,
 * NONE when it is none of ours. */
const char *kiosk_reason_zh(enum kiosk_reason reason);
const char *kiosk_reason_en(enum kiosk_reason reason);
enum kiosk_reason kiosk_reason_find(const char *zh, size_t length);

struct kiosk_move {
    enum kiosk_deed deed;
    km_zone zone;
    struct km_name ticket;
    struct km_name target;
    uint32_t count;
    enum kiosk_reason reason;
};

enum kiosk_outcome {
    KIOSK_OUTCOME_DONE,
    KIOSK_OUTCOME_NOBODY,   /* nobody waits */
    KIOSK_OUTCOME_TOO_LATE, /* the ticket has moved on: it was called, admitted, cancelled … */
    KIOSK_OUTCOME_SEAT,     /* a ticket with a seat cannot do that */
    KIOSK_OUTCOME_SHUT,     /* transfer: the other zone takes nobody now */
    KIOSK_OUTCOME_UNKNOWN,  /* the ticket or record is not held here */
    KIOSK_OUTCOME_FAILED,   /* could not be written down: nothing happened */
};

#define KIOSK_MOVED_MAX 64 /* parties of one batch */

struct kiosk_moved {
    struct kiosk_move move;
    enum kiosk_outcome outcome;
    struct km_name records[KIOSK_MOVED_MAX]; /* what was written, in order */
    struct km_name tickets[KIOSK_MOVED_MAX]; /* about which tickets */
    size_t count;
};

#endif
