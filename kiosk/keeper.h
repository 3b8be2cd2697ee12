#ifndef KIOSK_KEEPER_H
#define KIOSK_KEEPER_H

/* The kiosk's own word: it owns the ledger, the programme and the clock, and takes every decision
 * inside one transaction, so that what is shown is on the disk already. It never waits for the
 * network: the link asks it for messages to send (keeper_sync.c) and brings it the answers. No
 * threads and no clock in here: times come in, so all of it is tested without either. One owner:
 * the keeper's thread. Reasons of failures go to err (KM_ERR_MAX). */

#include <stdatomic.h>

#include "core/deed.h"
#include "core/desk.h"
#include "core/ledger.h"
#include "core/sync.h"
#include "kiosk/clock.h"
#include "kiosk/identity.h"
#include "kiosk/move.h"
#include "kiosk/plan.h"
#include "kiosk/scan/qr.h"
#include "kiosk/scan/reader.h"

/* A station not heard for this long is out of reach: a long poll ends after 25 s. */
#define KIOSK_SILENT_MS 40000

/* Why a kiosk may not go on at all. */
enum kiosk_stop {
    KIOSK_STOP_NONE = 0,
    KIOSK_STOP_OVERTAKEN, /* others hold more of our journal, or another branch: a disk put back */
    KIOSK_STOP_REVOKED,
    KIOSK_STOP_RETIRED,
};

struct kiosk_keeper {
    struct km_ledger ledger;
    struct kiosk_identity identity;
    struct kiosk_plan *plan;     /* counted; NULL before the first programme */
    uint32_t plan_seq;           /* of the station's newest, also if it cannot be read */
    char plan_fault[KM_ERR_MAX]; /* why the newest or its logo cannot be read, "" = both can */
    struct kiosk_reader *reader; /* owned; proves a ticket's picture before it is shown */
    km_zone zone;                /* where it checks in; KM_ZONE_NONE: anywhere */
    enum kiosk_stop stop;
    bool overtaken; /* proven once; kept in the journal, so that a restart forgets nothing */
    enum kiosk_stop cut_off; /* the station's unsigned word; its next signed answer takes it back */

    struct kiosk_clock clock;
    int64_t newest;       /* time of our last record since our last clock record, 0 = none */
    int64_t seen;         /* of the newest records held at the start: the clock may not be behind */
    int64_t known;        /* the same, of those whose time is certain: staff may not go behind */
    uint32_t stretch;     /* our records since our last clock record */
    uint32_t written;     /* our records since the start */
    bool confirmed;       /* the stretch's times were compared with the station's */
    bool told;            /* staff set the clock */
    int64_t stored_shift; /* of the clock against the system's, as it is in the journal */
    bool stored_confirmed;

    struct km_buffer station_vector; /* bytes of the station's last vector */
    size_t station_heads;            /* entries in it; valid once `met` */
    int64_t station_sent;            /* when the station made it */
    bool met;                        /* an answer came since the start */
    uint32_t acknowledged;           /* our records that the station holds, as of its vector */
    bool lost;                       /* the last try to reach it failed */
    int64_t heard_steady;            /* the last answer, 0 = none since the start */
    int64_t heard;                   /* the same by the station's time, over restarts; 0 = never */
    int64_t heard_stored;
    int64_t patient_until; /* steady: the station refused a run; do not press it */
    bool foreign;          /* the last answer was not signed by our station */
    bool refuses;          /* the last answer brought what cannot be taken in: do not ask at once */
    struct km_seats want;  /* seats to ask for; its zone is 0 without, and once it was answered */

    /* What the scene shows besides the zones (kiosk/counter.h: hold, watch). */
    struct km_name held;          /* a ticket that somebody looks at; none = nobody does */
    struct km_ticket held_ticket; /* what its token said; of use while its issue is not here */
    struct kiosk_qr held_code;    /* its code, to be printed again; side 0: another kiosk's */
    bool board;                   /* who is called is shown */
    km_zone watch;                /* the zone whose queue staff work on; KM_ZONE_NONE: none */

    /* What is told to the station about this kiosk. */
    atomic_int camera, printer, paper; /* enum km_device_state; any thread */
    const char *role;                  /* static */
    const char *directory;             /* borrowed: whose disk is watched; may be NULL */
};

/* Takes over the journal (closed also on failure). Reads everything. */
bool kiosk_keeper_open(struct kiosk_keeper *keeper, struct km_journal *journal,
        const struct kiosk_identity *identity, struct kiosk_instant now, char *err);
void kiosk_keeper_close(struct kiosk_keeper *keeper); /* accepts the zeroed and the half-open */

/* Now, by the station's time as well as it is known. */
int64_t kiosk_keeper_time(const struct kiosk_keeper *keeper, struct kiosk_instant now);

/* What the desk decides on. The plan must be there. */
struct km_desk kiosk_keeper_desk(const struct kiosk_keeper *keeper, struct kiosk_instant now);

/* Minutes since the station was heard, 0 while it is in reach: the age of all figures. */
int kiosk_keeper_age(const struct kiosk_keeper *keeper, struct kiosk_instant now);
bool kiosk_keeper_online(const struct kiosk_keeper *keeper, struct kiosk_instant now);

/* ---- the clock ---- */

/* Staff must say what time it is before the kiosk opens. */
bool kiosk_keeper_asks_clock(const struct kiosk_keeper *keeper, struct kiosk_instant now);

/* They did: utc in ms. False when that is before something that has happened already. */
bool kiosk_keeper_set_clock(
        struct kiosk_keeper *keeper, int64_t utc, struct kiosk_instant now, char *err);

/* A measurement of the station's time; writes `clock` when it is far from ours. */
bool kiosk_keeper_measure(struct kiosk_keeper *keeper, struct kiosk_clock_sample sample,
        struct kiosk_instant now, char *err);

/* Before a record is written: closes a stretch whose clock may have jumped. Not in a transaction.
 */
bool kiosk_keeper_settle(struct kiosk_keeper *keeper, struct kiosk_instant now, char *err);

/* Counts records that were written, the last one at that time. */
void kiosk_keeper_wrote(struct kiosk_keeper *keeper, uint32_t count, int64_t time);

/* ---- visitors (keeper_desk.c) ---- */

struct kiosk_issued {
    enum km_issue_refusal refusal; /* the rest is set when it is OK */
    struct km_record record;
    struct km_name name;
    struct kiosk_qr qr; /* proven to be readable, save in the rare case that none was */
    char number[KM_NUMBER_CHARS];
    struct km_tally ahead;
    struct km_wait wait;
};

/* Gives a ticket. False when it could not be stored: nothing is given then. */
bool kiosk_keeper_issue(struct kiosk_keeper *keeper, const struct km_issue_order *order,
        struct kiosk_instant now, struct kiosk_issued *out_issued, char *err);

struct kiosk_scanned {
    struct km_scan scan;
    struct km_name check_in; /* the record that lets the party in; none = not let in */
    int64_t at;              /* its time */
};

/* Judges a code (of several lines, readings of one: the first that is signed) and lets the party
 * in. False when the admission could not be stored: nobody is let
 * in then. */
bool kiosk_keeper_scan(struct kiosk_keeper *keeper, const char *text, struct kiosk_instant now,
        struct kiosk_scanned *out_scanned, char *err);

/* What a code, or a number that was typed, names, wherever it may come in: nothing is written, and
 * a number lets nobody in. False: a number of no ticket held here, or there is no programme yet. */
bool kiosk_keeper_find(const struct kiosk_keeper *keeper, const char *text, bool typed,
        struct kiosk_instant now, struct km_scan *out_scan);

/* The code of a ticket that this kiosk gave today, as it was on its screen. False for any other. */
bool kiosk_keeper_code(struct kiosk_keeper *keeper, struct km_name ticket, struct kiosk_instant now,
        struct kiosk_qr *out_qr);

/* Gives back what this kiosk holds of a session and did not book: too little for the party that it
 * was asked for, but somebody else may need it. */
bool kiosk_keeper_return_seats(struct kiosk_keeper *keeper, km_zone zone, uint16_t session,
        struct kiosk_instant now, char *err);

/* Takes an admission back. */
bool kiosk_keeper_undo(
        struct kiosk_keeper *keeper, struct km_name check_in, struct kiosk_instant now, char *err);

/* ---- what staff and visitors do (keeper_move.c) ---- */

/* Decides a move by what is held now, writes it in one transaction (a batch too: all are called or
 * none) and says what came of it. *out_issued, with record, number and code, is set for the new
 * ticket of a transfer that is DONE. False when it could not be written: nothing happened then. */
bool kiosk_keeper_move(struct kiosk_keeper *keeper, const struct kiosk_move *move,
        struct kiosk_instant now, struct kiosk_moved *out_moved, struct kiosk_issued *out_issued,
        char *err);

/* What this kiosk did today in a zone (KM_ZONE_NONE: anywhere) that still decides something and can
 * be taken back, the latest first; how visitors rated is theirs alone. Comes from the journal, so a
 * restart keeps it. Returns how many, at most max. */
size_t kiosk_keeper_deeds(const struct kiosk_keeper *keeper, km_zone zone, struct kiosk_instant now,
        struct km_deed *out, size_t max);

/* The deed that such a record writes down; NONE for others. */
enum kiosk_deed kiosk_deed_of(enum km_kind kind);

/* ---- the station (keeper_sync.c) ---- */

/* Is there something that the station should be told at once? */
bool kiosk_keeper_has_news(const struct kiosk_keeper *keeper, struct kiosk_instant now);

/* It could not be reached just now. */
void kiosk_keeper_lost(struct kiosk_keeper *keeper);

/* It refuses this kiosk, without a signature: REVOKED or RETIRED stops until it says otherwise. */
void kiosk_keeper_refused(struct kiosk_keeper *keeper, enum kiosk_stop why);

/* MB that are free on the journal's disk, -1 = not known. */
int kiosk_keeper_disk_free(const struct kiosk_keeper *keeper);

/* Our records that the station has not confirmed. */
uint32_t kiosk_keeper_unsent(const struct kiosk_keeper *keeper);

/* Appends a sync request to out; wait: held by the station until there is news, carrying none. */
bool kiosk_keeper_compose(struct kiosk_keeper *keeper, bool wait, struct kiosk_instant now,
        struct km_buffer *out, uint8_t out_nonce[KM_NONCE_SIZE], char *err);

/* An answer as it came. asked, heard: when. */
struct kiosk_answer {
    const uint8_t *bytes; /* borrowed */
    size_t len;
    uint8_t nonce[KM_NONCE_SIZE];
    struct kiosk_instant asked, heard;
};

/* Takes it in. False when it is not the station's, or could not be stored. */
bool kiosk_keeper_absorb(struct kiosk_keeper *keeper, const struct kiosk_answer *answer, char *err);

/* Programme and standing as the records have them now. A programme of a later version that cannot
 * be read leaves the one before in force. Part of open and absorb. */
void kiosk_keeper_follow(struct kiosk_keeper *keeper);

#endif
