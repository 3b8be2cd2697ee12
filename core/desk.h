#ifndef KM_DESK_H
#define KM_DESK_H

/* What can be done at a kiosk or by the station's staff, decided from what is held here: may this
 * party have a ticket, may this one come in, who is next. A desk only decides and fills in records;
 * the ledger writes them. Decide and write inside one transaction (ledger begin … commit), so no
 * two decide at once; and commit before the next decision about the same zone or ticket, because a
 * record counts once it is folded. Pure: time and node come in. Everything is borrowed for the
 * call. Same thread as the fold. */

#include "core/estimate.h"
#include "core/fold.h"
#include "core/journey.h"
#include "core/programme.h"
#include "core/queue.h"
#include "core/ticket.h"

struct km_desk {
    const struct km_fold *fold;
    const struct km_programme *programme; /* of the fold's plan, parsed; not NULL */
    km_node self;
    uint16_t kiosk; /* own kiosk number, 0 at the station */
    km_day_no day;  /* today, or the rehearsed day with the rehearsal bit */
    int minute; /* of the day, in the programme's time zone; in a rehearsal opening hours are off */
    int64_t now; /* UTC ms by the station's clock */
    uint32_t by; /* account, 0 = the kiosk */
};

/* The day and minute for a time, as the fold's plan has it: in a rehearsal the rehearsed day with
 * its bit, and the minute of the clock on the wall. */
void km_desk_today(const struct km_roster *roster, const struct km_programme *programme,
        int64_t now, km_day_no *out_day, int *out_minute);

/* ---- a zone, as a visitor sees it ---- */

enum km_zone_open {
    KM_OPEN,        /* tickets are given and called */
    KM_OPEN_PAUSED, /* by staff */
    KM_OPEN_CLOSED, /* by staff */
    KM_OPEN_LATER,  /* outside its hours, or it has no session that day */
    KM_OPEN_FULL,   /* every session of the day is booked or over */
};
/* Pause and close hold until staff say otherwise. Open takes them back; said outside the hours it
 * opens the zone until the hours themselves begin, and from then on they rule again. Sessions are
 * booked ahead, so hours do not close a zone that has them. In a rehearsal hours are off and no
 * session is over. */

struct km_desk_zone {
    enum km_zone_open open;
    km_day_no opens_day; /* LATER and FULL: when it opens, or the next session is; 0 = not again */
    int16_t opens_minute;
    uint32_t capacity;              /* staff's word before the programme's */
    struct km_zone_figures figures; /* inside without stays that ran out */
    struct km_tally ahead;          /* before a normal ticket taken now */
    struct km_wait wait;            /* {-1, -1} for a zone with sessions */
    bool has_sessions;
};
/* False when the programme has no such zone. */
bool km_desk_zone(
        const struct km_desk *desk, km_zone zone, uint32_t age_min, struct km_desk_zone *out_zone);

/* The wait behind that many people of the zone's queue; {-1, -1} for a zone with sessions or none.
 */
struct km_wait km_desk_wait(
        const struct km_desk *desk, km_zone zone, uint32_t people_ahead, uint32_t age_min);

struct km_desk_session {
    int16_t start, end;     /* end -1 = the programme gives none */
    uint32_t seats, booked; /* of the programme; booked by all, as far as is held here */
    uint32_t free_here;     /* what this kiosk may book without asking */
    bool over;              /* has begun */
};
/* Returns how many sessions the zone has that day, at most KM_SESSIONS_MAX. */
size_t km_desk_sessions(
        const struct km_desk *desk, km_zone zone, struct km_desk_session out[KM_SESSIONS_MAX]);

/* ---- taking a ticket ---- */

enum km_issue_refusal {
    KM_ISSUE_OK = 0,
    KM_ISSUE_NO_ZONE,
    KM_ISSUE_NOT_OPEN,   /* paused, closed or outside its hours */
    KM_ISSUE_NO_PEOPLE,  /* nobody in the party, or of a category that the programme has not */
    KM_ISSUE_TOO_MANY,   /* more than the programme's party_max, KM_PARTY_MAX or the places of the
                            zone, its group or session */
    KM_ISSUE_NO_SESSION, /* the zone has sessions and none, or one that is over, was named; or it
                            has none and one was */
    KM_ISSUE_NO_SEATS,   /* this kiosk holds too few: ask the station */
    KM_ISSUE_NO_LANE,    /* the zone has no priority lane */
    KM_ISSUE_NO_NUMBERS, /* KM_NUMBER_MAX were given */
    KM_ISSUE_OTHER_DAY,  /* not a day of the programme */
    KM_ISSUE_NO_MOVE,    /* the ticket is not held here, has a seat, is in that zone already, or is
                            past moving */
    KM_ISSUE_END
};

struct km_issue_order {
    km_zone zone;
    uint16_t session; /* KM_NO_SESSION */
    uint8_t lane;
    uint8_t people[KM_CATEGORIES_MAX];
    struct km_name visitor; /* an earlier ticket of this party, or none */
};
/* Checks and fills in the issue record; *out_record only when KM_ISSUE_OK. */
enum km_issue_refusal km_desk_issue(const struct km_desk *desk, const struct km_issue_order *order,
        struct km_record *out_record);

/* Moves a ticket to the queue of another zone: a `transfer` that keeps party and visitor, and the
 * lane where there is one. It gets its own number and token like an issue. */
enum km_issue_refusal km_desk_transfer(const struct km_desk *desk, struct km_name ticket,
        km_zone zone, struct km_record *out_record);

/* The ticket of an issue or transfer record that is written: sign with km_token_make. */
struct km_ticket km_desk_ticket(const struct km_desk *desk, struct km_name name,
        const struct km_record *issue, uint8_t spare);

/* ---- coming in ---- */

/* Judged in this order, so that the answer helps most and nothing is said that is not proven: what
 * cannot be read; what no known key signed; then day and issuer; then what has become of the
 * ticket, before its zone, lest somebody walk across the campus with a cancelled one. Only of an
 * unknown issuer's ticket the day counts unproven: staff need not be asked about yesterday's. */
enum km_verdict {
    KM_VERDICT_ADMIT = 0,
    KM_VERDICT_ALREADY,    /* admitted before: facts.admitted_at, facts.admitted_by.node */
    KM_VERDICT_WRONG_DAY,  /* includes a rehearsal's ticket on the real day and the other way
                              round */
    KM_VERDICT_WRONG_ZONE, /* ticket.zone says where to go */
    KM_VERDICT_NOT_CALLED, /* the zone calls, and did not yet; ahead says how many */
    KM_VERDICT_CANCELLED,
    KM_VERDICT_TRANSFERRED,    /* facts.winner is the ticket that counts, where it is known here */
    KM_VERDICT_NO_SHOW,        /* its call ran out; staff may put it back */
    KM_VERDICT_FORGED,         /* ours by its form, its signature is not, or it says something else
                                  than its issue */
    KM_VERDICT_DAMAGED,        /* token_error says how */
    KM_VERDICT_FOREIGN,        /* some other QR code */
    KM_VERDICT_UNKNOWN_ISSUER, /* cannot be checked here: no key of that kiosk yet */
    KM_VERDICT_REVOKED, /* issued by a kiosk after it was cut off, or not known from before */
    KM_VERDICT_END
};
const char *km_verdict_name(enum km_verdict verdict); /* "admit", "already", static */

struct km_scan {
    enum km_verdict verdict;
    enum km_token_error token_error;
    bool proven; /* ticket is true: its issuer signed it, or its issue is here. Else it is hearsay
                    and must not be shown as fact. */
    struct km_ticket ticket;      /* what the token says; zeros where it could not be read */
    struct km_name name;          /* of its issue record; none without a good signature */
    bool known;                   /* facts hold */
    struct km_ticket_facts facts; /* what is held here about it */
    struct km_tally ahead;        /* of one that waits; zeros for others */
};
/* zone: where it is held out; KM_ZONE_NONE takes every zone (a lone check-in desk). */
void km_desk_scan(const struct km_desk *desk, const char *text, size_t len, km_zone zone,
        struct km_scan *out_scan);

/* The same for a number that staff typed ("b2-17", "b2 17", "b2017"). False when it is none, or no
 * ticket of today with that number is held here. */
bool km_desk_number(
        const struct km_desk *desk, const char *text, km_zone zone, struct km_scan *out_scan);

/* The record that lets the party in; scan->verdict is KM_VERDICT_ADMIT, or staff decide otherwise.
 * scan->name must not be none: a ticket of an unknown issuer cannot be named; the party is let in
 * with an issue of its own, checked in KM_BY_STAFF. */
struct km_record km_desk_check_in(
        const struct km_desk *desk, const struct km_scan *scan, enum km_check_in_how how);

/* ---- calling ---- */

/* Priority calls in a row that make way for a normal one, as the programme has it; 1 where it says
 * nothing. */
unsigned km_desk_after(const struct km_programme *programme, km_zone zone);

/* The ticket to call next in a zone; none when nobody waits. */
struct km_name km_desk_next(const struct km_desk *desk, km_zone zone);

/* Whether a call has run out: the journey's timeout is due. A recall starts the time anew. */
bool km_desk_overdue(const struct km_desk *desk, const struct km_ticket_facts *facts);

/* Whom to call together: returns how many, at most max, in the order of calls. Of a zone in groups
 * as many parties as fit into one group with those called for it already; of a flow as many as find
 * room beside who is inside or called; of a zone with sessions all that wait for the first session
 * that is not over and that anybody waits for. No party is split; a party alone is called whatever
 * its size while nobody else is called. */
size_t km_desk_batch(const struct km_desk *desk, km_zone zone, struct km_name *out, size_t max);

/* ---- records about tickets and zones; nothing is checked here ---- */

/* A record of that kind about a ticket: call, recall, no_show, requeue, cancel, check_out, reprint.
 * Offer it as far as km_journey_allows. */
struct km_record km_desk_about(
        const struct km_desk *desk, enum km_kind kind, struct km_name ticket);

/* stars: 1..5. */
struct km_record km_desk_rate(const struct km_desk *desk, struct km_name ticket, unsigned stars);

/* target: see core/deed.h. */
struct km_record km_desk_undo(const struct km_desk *desk, struct km_name target);

/* state KM_ZONE_UNSET or capacity 0 say nothing. reason: "" = none, borrowed as long as the record,
 * at most KM_REASON_MAX bytes. */
struct km_record km_desk_zone_record(const struct km_desk *desk, km_zone zone,
        enum km_zone_state state, uint32_t capacity, const char *reason);

/* people: inside now. reason: as above. */
struct km_record km_desk_head_count(
        const struct km_desk *desk, km_zone zone, uint32_t people, const char *reason);

#endif
