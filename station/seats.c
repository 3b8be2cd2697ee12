#include "station/seats.h"

#include "core/desk.h"
#include "core/seats.h"
#include "station/clock.h"

/* What the session can hold: by the programme, or less where staff lowered the zone's capacity. */
static uint32_t capacity_of(const struct station_campus *campus, const struct km_seats *want)
{
    const struct km_fold *fold = campus->ledger.fold;
    struct km_programme_session session;
    bool rehearsed = want->day & KM_DAY_REHEARSAL;
    km_day_no today;
    int minute;
    if (campus->programme == NULL) {
        return 0;
    }
    km_desk_today(km_fold_roster(fold), campus->programme, station_clock_utc(), &today, &minute);
    bool is_over =
            !rehearsed && (want->day < today || (want->day == today && want->session <= minute));
    if (is_over || rehearsed != (km_fold_roster(fold)->plan.rehearsal == KM_DAY_DATE(want->day)) ||
            !km_programme_session_find(campus->programme, want->zone, KM_DAY_DATE(want->day),
                    want->session, &session)) {
        return 0;
    }
    uint32_t seats = (uint32_t)session.seats;
    uint32_t lowered = km_queue_zone(km_fold_day(fold, want->day), want->zone).capacity;
    return lowered > 0 && lowered < seats ? lowered : seats;
}

/* How many more seats the kiosk is to get. The fold does not see grants of this transaction, so a
 * session that was asked for twice in one request is answered once. */
static uint32_t share(const struct station_campus *campus, km_node kiosk,
        const struct km_seats *want, struct km_list before)
{
    struct km_seats earlier;
    const struct km_roster *roster = km_fold_roster(campus->ledger.fold);
    const struct km_member *member = km_roster_find(roster, kiosk);
    if (member == NULL || member->retired || member->revoked_from != 0) {
        return 0; /* another process said so since the request was proven */
    }
    while (km_seats_next(&before, &earlier)) {
        if (earlier.day == want->day && earlier.zone == want->zone &&
                earlier.session == want->session) {
            return 0;
        }
    }
    const struct km_day *day = km_fold_day(campus->ledger.fold, want->day);
    uint32_t held = km_seats_free_of(day, want->zone, want->session, kiosk);
    uint32_t left =
            km_seats_grantable(day, roster, want->zone, want->session, capacity_of(campus, want));
    uint32_t needed = want->seats > held ? want->seats - held : 0;
    return needed < left ? needed : left;
}

static bool append(
        struct station_campus *campus, km_node kiosk, const struct km_seats *grant, char *err)
{
    struct km_record record = km_record_of(KM_GRANT_SEATS, 0, grant->day);
    struct km_name name;
    record.zone = grant->zone;
    record.session = grant->session;
    record.about = kiosk;
    record.count = grant->seats;
    return station_campus_time(campus, &record.time, err) &&
           km_ledger_append(&campus->ledger, &record, &name, err);
}

bool station_seats_grant(struct station_campus *campus, km_node kiosk, struct km_list wants,
        struct km_list_writer *grants, char *err)
{
    struct km_seats want;
    if (!km_ledger_begin(&campus->ledger, err)) {
        return false;
    }
    while (km_seats_next(&wants, &want)) {
        struct km_seats grant = want;
        grant.seats = share(campus, kiosk, &want, km_list_view(grants));
        if ((grant.seats > 0 && !append(campus, kiosk, &grant, err)) ||
                !km_seats_put(grants, &grant)) {
            km_ledger_rollback(&campus->ledger);
            return false;
        }
    }
    return km_ledger_commit(&campus->ledger, err);
}
