/* Coming in: what a code or number that is held out is worth here and now. */
#include "core/desk.h"

#include <assert.h>

const char *km_verdict_name(enum km_verdict verdict)
{
    static const char *const names[KM_VERDICT_END] = {
            [KM_VERDICT_ADMIT] = "admit",
            [KM_VERDICT_ALREADY] = "already",
            [KM_VERDICT_WRONG_DAY] = "wrong_day",
            [KM_VERDICT_WRONG_ZONE] = "wrong_zone",
            [KM_VERDICT_NOT_CALLED] = "not_called",
            [KM_VERDICT_CANCELLED] = "cancelled",
            [KM_VERDICT_TRANSFERRED] = "transferred",
            [KM_VERDICT_NO_SHOW] = "no_show",
            [KM_VERDICT_FORGED] = "forged",
            [KM_VERDICT_DAMAGED] = "damaged",
            [KM_VERDICT_FOREIGN] = "foreign",
            [KM_VERDICT_UNKNOWN_ISSUER] = "unknown_issuer",
            [KM_VERDICT_REVOKED] = "revoked",
    };
    return verdict < KM_VERDICT_END ? names[verdict] : "unknown";
}

/* Of a proven ticket of today: what has become of it, then where and whether it is its turn. */
static enum km_verdict judge_state(
        const struct km_desk *desk, const struct km_scan *scan, km_zone zone)
{
    enum km_ticket_state state = scan->known ? scan->facts.presumed : KM_TICKET_UNKNOWN;
    switch (state) {
    case KM_TICKET_ADMITTED:
        return KM_VERDICT_ALREADY;
    case KM_TICKET_CANCELLED:
        return KM_VERDICT_CANCELLED;
    case KM_TICKET_TRANSFERRED:
    case KM_TICKET_VOID:
        return KM_VERDICT_TRANSFERRED;
    default:
        break;
    }
    if (zone != KM_ZONE_NONE && scan->ticket.zone != zone) {
        return KM_VERDICT_WRONG_ZONE;
    }
    if (state == KM_TICKET_NO_SHOW) {
        return KM_VERDICT_NO_SHOW;
    }
    const struct km_programme_zone *z = km_programme_zone_find(desk->programme, scan->ticket.zone);
    bool must_be_called = z != NULL && z->calls;
    return must_be_called && state != KM_TICKET_CALLED ? KM_VERDICT_NOT_CALLED : KM_VERDICT_ADMIT;
}

static void look_up(const struct km_desk *desk, struct km_scan *scan)
{
    const struct km_day *day = km_fold_day(desk->fold, desk->day);
    unsigned after = km_desk_after(desk->programme, scan->ticket.zone);
    scan->known = km_queue_ticket(day, scan->name, &scan->facts);
    scan->ahead = km_queue_ahead(day, scan->name, after);
}

/* A good signature over something the signer's own journal does not say: its key is in other hands.
 */
static bool contradicts_record(const struct km_desk *desk, const struct km_scan *scan)
{
    const struct km_ticket *ticket = &scan->ticket;
    const struct km_ticket_facts *facts = &scan->facts;
    if (scan->known && facts->issued) {
        return facts->zone != ticket->zone || facts->session != ticket->session ||
               facts->party != ticket->party;
    }
    const struct km_day *day = km_fold_day(desk->fold, desk->day);
    uint32_t entry = day != NULL ? km_day_find(day, scan->name) : 0;
    uint8_t kind = entry != 0 ? day->entries[entry].kind : 0;
    return kind != 0 && kind != KM_ISSUE && kind != KM_TRANSFER;
}

static enum km_verdict judge_token(const struct km_desk *desk, const struct km_token *token,
        km_zone zone, struct km_scan *scan)
{
    const struct km_ticket *ticket = &token->ticket;
    const struct km_member *issuer =
            km_roster_find_kiosk(km_fold_roster(desk->fold), ticket->kiosk);
    scan->ticket = *ticket;
    if (issuer == NULL) {
        return ticket->day != desk->day ? KM_VERDICT_WRONG_DAY : KM_VERDICT_UNKNOWN_ISSUER;
    }
    if (!km_token_verify(token, issuer->key)) {
        return KM_VERDICT_FORGED;
    }
    scan->proven = true;
    scan->name = (struct km_name){.node = issuer->node, .seq = ticket->seq};
    if (ticket->day != desk->day) {
        return KM_VERDICT_WRONG_DAY;
    }
    look_up(desk, scan);
    if (issuer->revoked_from != 0 &&
            (ticket->seq >= issuer->revoked_from || !scan->known || !scan->facts.issued)) {
        scan->proven = false; /* whoever has the key now can sign anything */
        return KM_VERDICT_REVOKED;
    }
    if (contradicts_record(desk, scan)) {
        scan->proven = false;
        return KM_VERDICT_FORGED;
    }
    return judge_state(desk, scan, zone);
}

void km_desk_scan(const struct km_desk *desk, const char *text, size_t len, km_zone zone,
        struct km_scan *out_scan)
{
    struct km_scan scan = {0};
    struct km_token token;
    scan.token_error =
            len <= KM_SCAN_TEXT_MAX ? km_token_read(text, len, &token) : KM_TOKEN_FOREIGN;
    if (scan.token_error == KM_TOKEN_OK) {
        scan.verdict = judge_token(desk, &token, zone, &scan);
    } else {
        scan.verdict =
                scan.token_error == KM_TOKEN_FOREIGN ? KM_VERDICT_FOREIGN : KM_VERDICT_DAMAGED;
    }
    *out_scan = scan;
}

bool km_desk_number(
        const struct km_desk *desk, const char *text, km_zone zone, struct km_scan *out_scan)
{
    km_zone of;
    uint16_t kiosk, number;
    const struct km_member *issuer =
            km_number_parse(text, &of, &kiosk, &number)
                    ? km_roster_find_kiosk(km_fold_roster(desk->fold), kiosk)
                    : NULL;
    if (issuer == NULL) {
        return false;
    }
    const struct km_day *day = km_fold_day(desk->fold, desk->day);
    struct km_scan scan = {.name = km_queue_by_number(day, issuer->node, of, number)};
    if (km_name_is_none(scan.name)) {
        return false;
    }
    scan.proven = true;
    scan.ticket =
            (struct km_ticket){.kiosk = kiosk, .seq = scan.name.seq, .zone = of, .day = desk->day};
    look_up(desk, &scan);
    scan.ticket.session = scan.facts.session;
    scan.ticket.party = scan.facts.party;
    scan.verdict = judge_state(desk, &scan, zone);
    *out_scan = scan;
    return true;
}

struct km_record km_desk_check_in(
        const struct km_desk *desk, const struct km_scan *scan, enum km_check_in_how how)
{
    assert(!km_name_is_none(scan->name));
    struct km_record record = km_record_of(KM_CHECK_IN, desk->now, desk->day);
    record.by = desk->by;
    record.zone = scan->ticket.zone;
    record.session = scan->ticket.session;
    record.ticket = scan->name;
    record.count = scan->ticket.party;
    record.state = (uint8_t)how;
    return record;
}
