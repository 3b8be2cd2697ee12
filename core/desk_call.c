/* Calling, and what else staff and visitors may say about a ticket or a zone. */
#include "core/desk.h"

#include "core/array.h"
#include "core/queue_list.h"

#include <assert.h>
#include <string.h>

#define MINUTE_MS 60000

static const struct km_day *today(const struct km_desk *desk)
{
    return km_fold_day(desk->fold, desk->day);
}

/* ---- calling ---- */

unsigned km_desk_after(const struct km_programme *programme, km_zone zone)
{
    const struct km_programme_zone *z = km_programme_zone_find(programme, zone);
    return z != NULL && z->priority != NULL ? (unsigned)z->priority->after : 1;
}

struct km_name km_desk_next(const struct km_desk *desk, km_zone zone)
{
    return km_queue_next(today(desk), zone, km_desk_after(desk->programme, zone));
}

bool km_desk_overdue(const struct km_desk *desk, const struct km_ticket_facts *facts)
{
    if (km_journey_timeout(facts->state) == 0) {
        return false;
    }
    int64_t since = facts->recalled_at > facts->decided_at ? facts->recalled_at : facts->decided_at;
    return desk->now - since >= (int64_t)desk->programme->hold_minutes * MINUTE_MS;
}

/* ---- calling together ---- */

static uint32_t smaller(uint32_t a, uint32_t b)
{
    return a < b ? a : b;
}

/* People that may still be called into a queue: a group less who is called for it already, or the
 * places that nobody is in or was called to. */
static uint32_t places_left(const struct km_programme_zone *zone, const struct km_desk_zone *view)
{
    bool group = zone->run == KM_RUN_BATCH;
    uint32_t all = group ? smaller((uint32_t)zone->batch->size, view->capacity) : view->capacity;
    uint32_t taken = view->figures.called.people + (group ? 0 : view->figures.inside.people);
    return taken < all ? all - taken : 0;
}

/* The first parties of a line whose people find room. Whoever does not fit ends it: smaller parties
 * behind do not pass a large one. The first goes even so when nobody is called yet: staff ask for
 * somebody, and see better than we do whether there is room. */
static size_t fill_up(const struct km_day *day, const struct km_name *line, size_t count,
        uint32_t room, bool somebody_called)
{
    size_t fit = 0;
    struct km_ticket_facts facts;
    while (fit < count && km_queue_ticket(day, line[fit], &facts) && facts.party <= room) {
        room -= facts.party;
        fit++;
    }
    return fit == 0 && count > 0 && !somebody_called ? 1 : fit;
}

/* Minute at which the ticket's session begins; KM_NO_SESSION when it has none to come or on. */
static uint16_t session_at_hand(const struct km_desk_session *sessions, size_t count,
        const struct km_desk *desk, uint16_t session)
{
    for (size_t i = 0; i < count; i++) {
        bool ended = (desk->day & KM_DAY_REHEARSAL) == 0 && sessions[i].end >= 0 &&
                     sessions[i].end <= desk->minute;
        if ((uint16_t)sessions[i].start == session && !ended) {
            return session;
        }
    }
    return KM_NO_SESSION;
}

/* Who holds a seat of the first session that is on or to come and that anybody waits for. */
static size_t session_batch(
        const struct km_desk *desk, km_zone zone, struct km_name *out, size_t max)
{
    struct km_desk_session sessions[KM_SESSIONS_MAX];
    size_t session_count = km_desk_sessions(desk, zone, sessions);
    uint32_t waiting = km_queue_zone(today(desk), zone).waiting.parties, cap = 0;
    if (waiting == 0) {
        return 0;
    }
    struct km_name *line = km_array_grow(NULL, &cap, waiting, sizeof *line);
    size_t count = km_queue_next_tickets(
            today(desk), zone, km_desk_after(desk->programme, zone), line, waiting);
    uint16_t first = KM_NO_SESSION;
    size_t called = 0;
    for (size_t i = 0; i < count; i++) {
        struct km_ticket_facts facts;
        uint16_t session = km_queue_ticket(today(desk), line[i], &facts)
                                   ? session_at_hand(sessions, session_count, desk, facts.session)
                                   : KM_NO_SESSION;
        if (session < first) {
            first = session;
            called = 0;
        }
        if (session == first && session != KM_NO_SESSION && called < max) {
            out[called++] = line[i];
        }
    }
    free(line);
    return called;
}

size_t km_desk_batch(const struct km_desk *desk, km_zone zone, struct km_name *out, size_t max)
{
    const struct km_programme_zone *z = km_programme_zone_find(desk->programme, zone);
    struct km_desk_zone view;
    if (z == NULL || !km_desk_zone(desk, zone, 0, &view)) {
        return 0;
    }
    if (view.has_sessions) {
        return session_batch(desk, zone, out, max);
    }
    size_t count = km_queue_next_tickets(
            today(desk), zone, km_desk_after(desk->programme, zone), out, max);
    return fill_up(today(desk), out, count, places_left(z, &view), view.figures.called.parties > 0);
}

/* ---- records ---- */

static struct km_record record_of(const struct km_desk *desk, enum km_kind kind)
{
    struct km_record record = km_record_of(kind, desk->now, desk->day);
    record.by = desk->by;
    return record;
}

struct km_record km_desk_about(const struct km_desk *desk, enum km_kind kind, struct km_name ticket)
{
    assert(kind == KM_CALL || kind == KM_RECALL || kind == KM_NO_SHOW || kind == KM_REQUEUE ||
            kind == KM_CANCEL || kind == KM_CHECK_OUT || kind == KM_REPRINT);
    struct km_record record = record_of(desk, kind);
    record.ticket = ticket;
    return record;
}

static struct km_span reason_span(const char *reason)
{
    size_t len = strlen(reason);
    return len > 0 ? (struct km_span){(const uint8_t *)reason, len} : (struct km_span){0};
}

struct km_record km_desk_zone_record(const struct km_desk *desk, km_zone zone,
        enum km_zone_state state, uint32_t capacity, const char *reason)
{
    struct km_record record = record_of(desk, KM_ZONE);
    record.zone = zone;
    record.state = (uint8_t)state;
    record.count = capacity;
    record.reason = reason_span(reason);
    return record;
}

struct km_record km_desk_head_count(
        const struct km_desk *desk, km_zone zone, uint32_t people, const char *reason)
{
    struct km_record record = record_of(desk, KM_HEAD_COUNT);
    record.zone = zone;
    record.count = people;
    record.reason = reason_span(reason);
    return record;
}

struct km_record km_desk_rate(const struct km_desk *desk, struct km_name ticket, unsigned stars)
{
    struct km_record record = record_of(desk, KM_RATE);
    record.ticket = ticket;
    record.count = stars;
    return record;
}

struct km_record km_desk_undo(const struct km_desk *desk, struct km_name target)
{
    struct km_record record = record_of(desk, KM_UNDO);
    record.target = target;
    return record;
}
