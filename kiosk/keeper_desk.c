/* Tickets and admissions: decide, write, and only then show. See keeper.h. */
#include "kiosk/keeper_private.h"

#include "core/seats.h"

#include <stdio.h>
#include <string.h>

static const char *stop_text(enum kiosk_stop stop)
{
    static const char *const texts[] = {
            [KIOSK_STOP_NONE] = "",
            [KIOSK_STOP_OVERTAKEN] = "others hold more of this kiosk's journal than itself",
            [KIOSK_STOP_REVOKED] = "this kiosk was revoked",
            [KIOSK_STOP_RETIRED] = "this kiosk was retired",
    };
    return texts[stop];
}

bool kiosk_keeper_begin(struct kiosk_keeper *keeper, struct kiosk_instant now, char *err)
{
    if (keeper->stop != KIOSK_STOP_NONE) {
        snprintf(err, KM_ERR_MAX, "%s", stop_text(keeper->stop));
        return false;
    }
    if (!keeper->plan) {
        snprintf(err, KM_ERR_MAX, "there is no programme yet");
        return false;
    }
    if (kiosk_keeper_asks_clock(keeper, now)) {
        snprintf(err, KM_ERR_MAX, "staff must set date and time first");
        return false;
    }
    return kiosk_keeper_settle(keeper, now, err) && km_ledger_begin(&keeper->ledger, err);
}

bool kiosk_keeper_finish(struct kiosk_keeper *keeper, const struct km_record *records, size_t count,
        struct km_name *out_names, char *err)
{
    for (size_t i = 0; i < count; i++) {
        if (!km_ledger_append(&keeper->ledger, &records[i], &out_names[i], err)) {
            km_ledger_rollback(&keeper->ledger);
            return false;
        }
    }
    if (!km_ledger_commit(&keeper->ledger, err))
        return false;
    kiosk_keeper_wrote(keeper, (uint32_t)count, records[count - 1].time);
    return true;
}

/* A code whose picture is read; one over which a decoder stumbles gets another spare byte. Should
 * all fail, the last is shown; a phone may read it, and staff have the number. */
static bool draw_code(struct kiosk_keeper *keeper, const struct km_desk *desk, struct km_name name,
        const struct km_record *record, struct kiosk_qr *out_qr, char *err)
{
    const char *url = km_fold_roster(keeper->ledger.fold)->plan.url;
    char token[KM_TOKEN_CHARS + 1];
    char text[KM_URL_MAX + 3 + KM_TOKEN_CHARS + 1];
    for (int spare = 0; spare <= UINT8_MAX; spare++) {
        struct km_ticket ticket = km_desk_ticket(desk, name, record, (uint8_t)spare);
        km_token_make(&ticket, &keeper->ledger.keys, token);
        snprintf(text, sizeof text, "%s/T/%s", *url ? url : keeper->identity.url, token);
        if (!kiosk_qr_make(text, out_qr, err))
            return false;
        if (kiosk_qr_readable(out_qr, keeper->reader))
            return true;
    }
    return true;
}

bool kiosk_keeper_code(struct kiosk_keeper *keeper, struct km_name ticket, struct kiosk_instant now,
        struct kiosk_qr *out_qr)
{
    char err[KM_ERR_MAX];
    struct km_ticket_facts facts;
    if (!keeper->plan || ticket.node != keeper->ledger.keys.node)
        return false;
    struct km_desk desk = kiosk_keeper_desk(keeper, now);
    if (!km_queue_ticket(km_fold_day(desk.fold, desk.day), ticket, &facts) || !facts.issued)
        return false;
    struct km_record record = km_record_of(KM_ISSUE, facts.issued_at, desk.day);
    record.zone = facts.zone;
    record.session = facts.session;
    memcpy(record.people, facts.people, sizeof record.people);
    return draw_code(keeper, &desk, ticket, &record, out_qr, err);
}

bool kiosk_keeper_show_issued(struct kiosk_keeper *keeper, const struct km_desk *desk,
        struct kiosk_instant now, struct kiosk_issued *issued, char *err)
{
    const struct km_record *record = &issued->record;
    if (!draw_code(keeper, desk, issued->name, record, &issued->qr, err))
        return false;
    km_number_print(record->zone, desk->kiosk, record->number, issued->number);
    issued->ahead = km_queue_ahead(km_fold_day(desk->fold, record->day), issued->name,
            km_desk_after(desk->programme, record->zone));
    issued->wait = km_desk_wait(
            desk, record->zone, issued->ahead.people, (uint32_t)kiosk_keeper_age(keeper, now));
    return true;
}

bool kiosk_keeper_issue(struct kiosk_keeper *keeper, const struct km_issue_order *order,
        struct kiosk_instant now, struct kiosk_issued *out_issued, char *err)
{
    struct kiosk_issued issued = {0};
    if (!kiosk_keeper_begin(keeper, now, err))
        return false;
    struct km_desk desk = kiosk_keeper_desk(keeper, now);
    issued.refusal = km_desk_issue(&desk, order, &issued.record);
    if (issued.refusal != KM_ISSUE_OK) {
        km_ledger_rollback(&keeper->ledger);
        *out_issued = issued;
        return true;
    }
    if (!kiosk_keeper_finish(keeper, &issued.record, 1, &issued.name, err) ||
            !kiosk_keeper_show_issued(keeper, &desk, now, &issued, err))
        return false;
    *out_issued = issued;
    return true;
}

bool kiosk_keeper_return_seats(struct kiosk_keeper *keeper, km_zone zone, uint16_t session,
        struct kiosk_instant now, char *err)
{
    struct km_name name;
    if (!kiosk_keeper_begin(keeper, now, err))
        return false;
    struct km_desk desk = kiosk_keeper_desk(keeper, now);
    struct km_record record = km_record_of(KM_RETURN_SEATS, desk.now, desk.day);
    record.zone = zone;
    record.session = session;
    record.count = km_seats_free_of(km_fold_day(desk.fold, desk.day), zone, session, desk.self);
    if (record.count > 0)
        return kiosk_keeper_finish(keeper, &record, 1, &name, err);
    km_ledger_rollback(&keeper->ledger);
    return true;
}

/* Lines of a text are readings of one code (scan/wedge.h): the first with a good signature is
 * right, else the first at all. */
static void scan_readings(
        const struct km_desk *desk, const char *text, km_zone zone, struct km_scan *out_scan)
{
    struct km_scan scan;
    for (const char *line = text;; line++) {
        size_t length = strcspn(line, "\n");
        km_desk_scan(desk, line, length, zone, &scan);
        if (line == text || scan.proven)
            *out_scan = scan;
        line += length;
        if (!*line || scan.proven)
            return;
    }
}

bool kiosk_keeper_find(const struct kiosk_keeper *keeper, const char *text, bool typed,
        struct kiosk_instant now, struct km_scan *out_scan)
{
    if (!keeper->plan)
        return false;
    struct km_desk desk = kiosk_keeper_desk(keeper, now);
    if (typed)
        return km_desk_number(&desk, text, KM_ZONE_NONE, out_scan);
    scan_readings(&desk, text, KM_ZONE_NONE, out_scan);
    return true;
}

bool kiosk_keeper_scan(struct kiosk_keeper *keeper, const char *text, struct kiosk_instant now,
        struct kiosk_scanned *out_scanned, char *err)
{
    struct kiosk_scanned scanned = {0};
    if (!kiosk_keeper_begin(keeper, now, err))
        return false;
    struct km_desk desk = kiosk_keeper_desk(keeper, now);
    scan_readings(&desk, text, keeper->zone, &scanned.scan);
    if (scanned.scan.verdict != KM_VERDICT_ADMIT) {
        km_ledger_rollback(&keeper->ledger);
        *out_scanned = scanned;
        return true;
    }
    struct km_record record = km_desk_check_in(&desk, &scanned.scan, KM_BY_TOKEN);
    if (!kiosk_keeper_finish(keeper, &record, 1, &scanned.check_in, err))
        return false;
    scanned.at = record.time;
    *out_scanned = scanned;
    return true;
}

bool kiosk_keeper_undo(
        struct kiosk_keeper *keeper, struct km_name check_in, struct kiosk_instant now, char *err)
{
    struct km_name name;
    if (!kiosk_keeper_begin(keeper, now, err))
        return false;
    struct km_desk desk = kiosk_keeper_desk(keeper, now);
    struct km_record record = km_record_of(KM_UNDO, desk.now, desk.day);
    record.target = check_in;
    return kiosk_keeper_finish(keeper, &record, 1, &name, err);
}
