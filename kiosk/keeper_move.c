/* Moves: what staff and visitors do to tickets and zones. Each is decided by what is held at that
 * moment, whatever the screen showed when it was ordered: the ticket may have moved on meanwhile,
 * at this kiosk or another. See keeper.h and move.h. */
#include "kiosk/keeper_private.h"

#include <assert.h>
#include <stdio.h>

/* Deeds looked through for a list of one zone: ratings and other zones' stand between. */
#define DEEDS_READ 256

/* What a move comes to, before it is written. */
struct decision {
    struct km_record records[KIOSK_MOVED_MAX];
    size_t count;
};

static const struct km_day *today(const struct km_desk *desk)
{
    return km_fold_day(desk->fold, desk->day);
}

static enum kiosk_outcome decided(struct decision *decision, struct km_record record)
{
    decision->records[decision->count++] = record;
    return KIOSK_OUTCOME_DONE;
}

/* ---- tickets ---- */

/* Whether the journey offers that for the ticket now. */
static enum kiosk_outcome check_ticket(const struct km_desk *desk, struct km_name ticket,
        enum km_kind kind, struct km_ticket_facts *out_facts)
{
    if (!km_queue_ticket(today(desk), ticket, out_facts))
        return KIOSK_OUTCOME_UNKNOWN;
    if (km_journey_allows(out_facts->presumed, kind))
        return KIOSK_OUTCOME_DONE;
    return out_facts->presumed == KM_TICKET_UNKNOWN ? KIOSK_OUTCOME_UNKNOWN
                                                    : KIOSK_OUTCOME_TOO_LATE;
}

static enum kiosk_outcome decide_about(const struct km_desk *desk, const struct kiosk_move *move,
        enum km_kind kind, struct decision *decision)
{
    struct km_ticket_facts facts;
    enum kiosk_outcome outcome = check_ticket(desk, move->ticket, kind, &facts);
    if (outcome != KIOSK_OUTCOME_DONE)
        return outcome;
    if (kind == KM_REQUEUE && facts.session != KM_NO_SESSION)
        return KIOSK_OUTCOME_SEAT; /* its time is its session's */
    if (kind == KM_CHECK_OUT && facts.left_at != 0)
        return KIOSK_OUTCOME_TOO_LATE;
    return decided(decision, kind == KM_RATE ? km_desk_rate(desk, move->ticket, move->count)
                                             : km_desk_about(desk, kind, move->ticket));
}

static enum kiosk_outcome decide_call(
        const struct km_desk *desk, const struct kiosk_move *move, struct decision *decision)
{
    struct kiosk_move call = *move;
    if (km_name_is_none(call.ticket))
        call.ticket = km_desk_next(desk, move->zone);
    return km_name_is_none(call.ticket) ? KIOSK_OUTCOME_NOBODY
                                        : decide_about(desk, &call, KM_CALL, decision);
}

static enum kiosk_outcome decide_batch(
        const struct km_desk *desk, const struct kiosk_move *move, struct decision *decision)
{
    struct km_name batch[KIOSK_MOVED_MAX];
    size_t count = km_desk_batch(desk, move->zone, batch, KIOSK_MOVED_MAX);
    for (size_t i = 0; i < count; i++)
        (void)decided(decision, km_desk_about(desk, KM_CALL, batch[i]));
    return count > 0 ? KIOSK_OUTCOME_DONE : KIOSK_OUTCOME_NOBODY;
}

static enum kiosk_outcome decide_transfer(
        const struct km_desk *desk, const struct kiosk_move *move, struct decision *decision)
{
    struct km_ticket_facts facts;
    struct km_record record;
    enum kiosk_outcome outcome = check_ticket(desk, move->ticket, KM_TRANSFER, &facts);
    if (outcome != KIOSK_OUTCOME_DONE)
        return outcome;
    if (!facts.issued)
        return KIOSK_OUTCOME_UNKNOWN;
    if (facts.session != KM_NO_SESSION)
        return KIOSK_OUTCOME_SEAT;
    return km_desk_transfer(desk, move->ticket, move->zone, &record) == KM_ISSUE_OK
                   ? decided(decision, record)
                   : KIOSK_OUTCOME_SHUT;
}

/* Staff saw the number. Of a ticket whose issue is not here the code that is being held said what
 * to write; without it nothing is known of the party. */
static enum kiosk_outcome decide_admit(const struct kiosk_keeper *keeper,
        const struct km_desk *desk, const struct kiosk_move *move, struct decision *decision)
{
    struct km_ticket_facts facts = {.session = KM_NO_SESSION};
    struct km_scan scan = {.name = move->ticket};
    (void)km_queue_ticket(today(desk), move->ticket, &facts);
    if (!km_journey_allows(facts.presumed, KM_CHECK_IN))
        return KIOSK_OUTCOME_TOO_LATE;
    if (facts.issued) {
        scan.ticket.zone = facts.zone;
        scan.ticket.session = facts.session;
        scan.ticket.party = facts.party;
    } else if (km_name_equal(keeper->held, move->ticket)) {
        scan.ticket = keeper->held_ticket;
    }
    if (km_name_is_none(move->ticket) || scan.ticket.zone == KM_ZONE_NONE)
        return KIOSK_OUTCOME_UNKNOWN;
    return decided(decision, km_desk_check_in(desk, &scan, KM_BY_NUMBER));
}

static enum kiosk_outcome decide_undo(
        const struct km_desk *desk, const struct kiosk_move *move, struct decision *decision)
{
    struct km_deed deed;
    if (!km_deed_find(today(desk), move->target, &deed))
        return KIOSK_OUTCOME_UNKNOWN;
    if (deed.kind == KM_CANCEL && !deed.undoable)
        return KIOSK_OUTCOME_SEAT; /* it may be somebody else's by now */
    if (!deed.undoable || !deed.counts || !deed.decides)
        return KIOSK_OUTCOME_TOO_LATE;
    return decided(decision, km_desk_undo(desk, move->target));
}

/* ---- zones ---- */

static enum kiosk_outcome decide_zone(
        const struct km_desk *desk, const struct kiosk_move *move, struct decision *decision)
{
    static const enum km_zone_state states[KIOSK_DEEDS] = {
            [KIOSK_DEED_OPEN] = KM_ZONE_OPEN,
            [KIOSK_DEED_PAUSE] = KM_ZONE_PAUSED,
            [KIOSK_DEED_CLOSE] = KM_ZONE_CLOSED,
    };
    const char *reason = kiosk_reason_zh(move->reason);
    if (!km_programme_zone_find(desk->programme, move->zone))
        return KIOSK_OUTCOME_UNKNOWN;
    if (move->deed == KIOSK_DEED_HEAD_COUNT)
        return decided(decision, km_desk_head_count(desk, move->zone, move->count, reason));
    uint32_t capacity = move->deed == KIOSK_DEED_CAPACITY ? move->count : 0;
    return decided(
            decision, km_desk_zone_record(desk, move->zone, states[move->deed], capacity, reason));
}

/* ---- deciding, writing ---- */

static const enum km_kind kinds[KIOSK_DEEDS] = {
        [KIOSK_DEED_CALL] = KM_CALL,
        [KIOSK_DEED_RECALL] = KM_RECALL,
        [KIOSK_DEED_NO_SHOW] = KM_NO_SHOW,
        [KIOSK_DEED_REQUEUE] = KM_REQUEUE,
        [KIOSK_DEED_TRANSFER] = KM_TRANSFER,
        [KIOSK_DEED_CANCEL] = KM_CANCEL,
        [KIOSK_DEED_ADMIT] = KM_CHECK_IN,
        [KIOSK_DEED_CHECK_OUT] = KM_CHECK_OUT,
        [KIOSK_DEED_RATE] = KM_RATE,
        [KIOSK_DEED_REPRINT] = KM_REPRINT,
        [KIOSK_DEED_HEAD_COUNT] = KM_HEAD_COUNT,
};

enum kiosk_deed kiosk_deed_of(enum km_kind kind)
{
    for (int i = 0; i < KIOSK_DEEDS; i++)
        if (kinds[i] != 0 && kinds[i] == kind)
            return (enum kiosk_deed)i;
    return KIOSK_DEED_NONE;
}

static enum kiosk_outcome decide(const struct kiosk_keeper *keeper, const struct km_desk *desk,
        const struct kiosk_move *move, struct decision *decision)
{
    switch (move->deed) {
    case KIOSK_DEED_CALL:
        return decide_call(desk, move, decision);
    case KIOSK_DEED_CALL_BATCH:
        return decide_batch(desk, move, decision);
    case KIOSK_DEED_TRANSFER:
        return decide_transfer(desk, move, decision);
    case KIOSK_DEED_ADMIT:
        return decide_admit(keeper, desk, move, decision);
    case KIOSK_DEED_RECALL:
    case KIOSK_DEED_NO_SHOW:
    case KIOSK_DEED_REQUEUE:
    case KIOSK_DEED_CANCEL:
    case KIOSK_DEED_CHECK_OUT:
    case KIOSK_DEED_RATE:
    case KIOSK_DEED_REPRINT:
        return decide_about(desk, move, kinds[move->deed], decision);
    case KIOSK_DEED_UNDO:
        return decide_undo(desk, move, decision);
    case KIOSK_DEED_OPEN:
    case KIOSK_DEED_PAUSE:
    case KIOSK_DEED_CLOSE:
    case KIOSK_DEED_CAPACITY:
    case KIOSK_DEED_HEAD_COUNT:
        return decide_zone(desk, move, decision);
    case KIOSK_DEED_NONE:
    case KIOSK_DEEDS:
        break;
    }
    assert(!"a deed");
    return KIOSK_OUTCOME_UNKNOWN;
}

/* Numbers that people chose must fit a record. */
static bool check(const struct kiosk_move *move, const struct decision *decision, char *err)
{
    if (move->deed == KIOSK_DEED_CAPACITY && (move->count < 1 || move->count > KM_CAPACITY_MAX)) {
        snprintf(err, KM_ERR_MAX, "a zone has 1 to %d places", KM_CAPACITY_MAX);
        return false;
    }
    for (size_t i = 0; i < decision->count; i++)
        if (!km_record_check(&decision->records[i], err))
            return false;
    return true;
}

/* About which ticket a record is. */
static struct km_name ticket_of(const struct km_desk *desk, const struct km_record *record)
{
    struct km_deed deed;
    if (record->kind == KM_UNDO && km_deed_find(today(desk), record->target, &deed))
        return deed.ticket;
    return record->ticket;
}

bool kiosk_keeper_move(struct kiosk_keeper *keeper, const struct kiosk_move *move,
        struct kiosk_instant now, struct kiosk_moved *out_moved, struct kiosk_issued *out_issued,
        char *err)
{
    struct kiosk_moved moved = {.move = *move};
    struct kiosk_issued issued = {0};
    struct decision decision = {0};
    if (!kiosk_keeper_begin(keeper, now, err))
        return false;
    struct km_desk desk = kiosk_keeper_desk(keeper, now);
    moved.outcome = decide(keeper, &desk, move, &decision);
    bool fits = check(move, &decision, err);
    if (moved.outcome != KIOSK_OUTCOME_DONE || !fits) {
        km_ledger_rollback(&keeper->ledger);
        if (fits)
            *out_moved = moved;
        return fits;
    }
    moved.count = decision.count;
    for (size_t i = 0; i < moved.count; i++)
        moved.tickets[i] = ticket_of(&desk, &decision.records[i]);
    if (!kiosk_keeper_finish(keeper, decision.records, moved.count, moved.records, err))
        return false;
    if (move->deed == KIOSK_DEED_TRANSFER) {
        issued.record = decision.records[0];
        issued.name = moved.records[0];
        if (!kiosk_keeper_show_issued(keeper, &desk, now, &issued, err))
            return false;
        *out_issued = issued;
    }
    *out_moved = moved;
    return true;
}

/* ---- what was done ---- */

size_t kiosk_keeper_deeds(const struct kiosk_keeper *keeper, km_zone zone, struct kiosk_instant now,
        struct km_deed *out, size_t max)
{
    struct km_deed all[DEEDS_READ];
    if (!keeper->plan)
        return 0;
    struct km_desk desk = kiosk_keeper_desk(keeper, now);
    size_t read = km_deed_latest(today(&desk), desk.self, all, DEEDS_READ), count = 0;
    for (size_t i = 0; i < read && count < max; i++)
        if (all[i].decides && all[i].kind != KM_RATE &&
                (zone == KM_ZONE_NONE || all[i].zone == zone))
            out[count++] = all[i];
    return count;
}
