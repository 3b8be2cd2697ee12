#include "kiosk/view.h"

#include "core/local_time.h"
#include "core/queue_list.h"
#include "kiosk/view_board.h"
#include "kiosk/view_days.h"
#include "kiosk/view_health.h"
#include "kiosk/view_held.h"
#include "kiosk/view_staff.h"

#include <stdlib.h>
#include <string.h>

#define SHORT_WAIT 10 /* minutes that nobody minds */

struct kiosk_text kiosk_text_of(const struct km_text *text)
{
    return (struct kiosk_text){text->zh, text->en};
}

struct kiosk_moment kiosk_moment_of(const struct km_desk *desk, int64_t utc)
{
    struct km_local_time t = km_local_time_at(utc, desk->programme->offset_minutes);
    km_day_no day = desk->day & KM_DAY_REHEARSAL ? KM_DAY_DATE(desk->day) : t.day;
    struct kiosk_moment m = {.weekday = km_local_day_weekday(day), .hour = t.hour, .minute = t.min};
    km_local_day_split(day, &m.year, &m.month, &m.day);
    return m;
}

/* ---- zones ---- */

/* Outside its hours: before them, between them, after them, or on a day without any. */
static enum kiosk_zone_state hours_state(const struct km_desk *desk,
        const struct km_programme_zone *zone, const struct km_desk_zone *at)
{
    km_day_no date = KM_DAY_DATE(desk->day);
    struct km_interval open[KM_HOURS_OPEN_MAX];
    size_t count = at->has_sessions ? 0 : km_programme_open(zone, date, open);
    bool begun = count > 0 && open[0].start <= desk->minute;
    if (!begun)
        return KIOSK_ZONE_LATER;
    return at->opens_day == date ? KIOSK_ZONE_PAUSED : KIOSK_ZONE_OVER;
}

/* No session can be had: they are booked, unless all are over. */
static enum kiosk_zone_state sessions_state(const struct km_desk *desk, km_zone zone)
{
    struct km_desk_session sessions[KM_SESSIONS_MAX];
    size_t count = km_desk_sessions(desk, zone, sessions);
    for (size_t i = 0; i < count; i++)
        if (!sessions[i].over)
            return KIOSK_ZONE_FULL;
    return KIOSK_ZONE_OVER;
}

static enum kiosk_zone_state state_of(const struct km_desk *desk,
        const struct km_programme_zone *zone, const struct km_desk_zone *at)
{
    switch (at->open) {
    case KM_OPEN:
        return KIOSK_ZONE_OPEN;
    case KM_OPEN_PAUSED:
        return KIOSK_ZONE_PAUSED;
    case KM_OPEN_CLOSED:
        return KIOSK_ZONE_CLOSED;
    case KM_OPEN_LATER:
        return hours_state(desk, zone, at);
    case KM_OPEN_FULL:
        return sessions_state(desk, zone->code);
    }
    return KIOSK_ZONE_CLOSED;
}

/* When it opens next, where that is known. */
static void set_opens(
        struct kiosk_zone_view *zone, const struct km_desk *desk, const struct km_desk_zone *at)
{
    zone->opens = at->opens_day != 0 ? at->opens_minute : -1;
    if (at->opens_day == 0 || at->opens_day == KM_DAY_DATE(desk->day))
        return;
    struct kiosk_moment *day = &zone->opens_day;
    *day = (struct kiosk_moment){.weekday = km_local_day_weekday(at->opens_day)};
    km_local_day_split(at->opens_day, &day->year, &day->month, &day->day);
}

/* Sessions: what is booked of the seats still to come, and the next group. */
static int add_sessions(struct kiosk_scene *scene, const struct km_desk *desk, bool online,
        struct kiosk_zone_view *zone)
{
    struct km_desk_session sessions[KM_SESSIONS_MAX];
    size_t count = km_desk_sessions(desk, zone->id, sessions);
    uint32_t seats = 0, booked = 0;
    zone->sessions = scene->sessions + scene->session_count;
    zone->session_count = count;
    for (size_t i = 0; i < count; i++) {
        const struct km_desk_session *s = &sessions[i];
        uint32_t left = s->seats > s->booked ? s->seats - s->booked : 0;
        scene->sessions[scene->session_count++] = (struct kiosk_session_view){.id = s->start,
                .start = s->start,
                .end = s->end,
                .seats = (int)s->seats,
                .seats_left = (int)left,
                .bookable = !s->over && (s->free_here > 0 || (online && left > 0))};
        if (s->over)
            continue;
        if (zone->batch_start < 0 && left > 0) {
            zone->batch_start = s->start;
            zone->batch_left = (int)left;
        }
        seats += s->seats;
        booked += s->booked;
    }
    return seats > 0 ? (int)((uint64_t)booked * 100 / seats) : 100;
}

static void set_load(struct kiosk_zone_view *zone, const struct km_programme *programme, int booked)
{
    if (zone->session_count > 0) {
        zone->load_percent = booked < 4 ? 4 : booked < 100 ? booked : 100;
        zone->load = booked < 60   ? KIOSK_LOAD_SHORT
                     : booked < 90 ? KIOSK_LOAD_MID
                                   : KIOSK_LOAD_LONG;
        return;
    }
    int limit = programme->wait_limit_minutes > 0 ? programme->wait_limit_minutes : 30;
    int wait = zone->wait_max > 0 ? (zone->wait_min + zone->wait_max) / 2 : 0;
    int percent = wait * 60 / limit; /* the limit stands at three fifths of the bar */
    zone->load_percent = percent < 4 ? 4 : percent > 100 ? 100 : percent;
    zone->load = wait <= SHORT_WAIT ? KIOSK_LOAD_SHORT
                 : wait <= limit    ? KIOSK_LOAD_MID
                                    : KIOSK_LOAD_LONG;
}

/* ---- what staff said ---- */

static bool read_reason(const struct km_stored *stored, void *userdata)
{
    struct km_record record;
    char ignored[KM_ERR_MAX];
    char *out = userdata;
    if (!stored->bytes || !km_record_decode(stored->bytes, stored->len, &record, ignored) ||
            record.kind != KM_ZONE)
        return true;
    memcpy(out, record.reason.bytes ? (const char *)record.reason.bytes : "", record.reason.len);
    out[record.reason.len] = 0;
    return true;
}

/* Why staff paused or closed the zone: the words of the record that did it. Ours have an English
 * twin; others stand as they were written. */
static struct kiosk_text reason_of(struct kiosk_scene *scene, const struct kiosk_keeper *keeper,
        const struct km_desk *desk, km_zone zone)
{
    const struct km_day *day = km_fold_day(desk->fold, desk->day);
    const struct km_zone_entry *entry = km_queue_zone_entry(day, zone);
    struct km_journal *journal = keeper->ledger.journal;
    char ignored[KM_ERR_MAX];
    if (!entry || entry->state == 0)
        return (struct kiosk_text){0};
    struct km_name name = km_day_name(day, entry->state);
    char *text = scene->reasons[scene->model.zone_count - 1];
    /* Without its words the zone is paused all the same. */
    if (!journal->ops->range(journal, name.node, name.seq, name.seq, read_reason, text, ignored) ||
            *text == 0)
        return (struct kiosk_text){0};
    enum kiosk_reason ours = kiosk_reason_find(text, strlen(text));
    return (struct kiosk_text){text, ours != KIOSK_REASON_NONE ? kiosk_reason_en(ours) : NULL};
}

static void set_last_called(struct kiosk_zone_view *zone, const struct km_desk *desk)
{
    struct km_name last;
    if (km_queue_last_calls(km_fold_day(desk->fold, desk->day), zone->id, &last, 1) > 0)
        kiosk_view_number(desk, last, zone->last_called);
}

static void add_zone(struct kiosk_scene *scene, const struct kiosk_keeper *keeper,
        const struct km_desk *desk, const struct km_programme_zone *of)
{
    struct km_desk_zone at;
    bool online = scene->model.link == KIOSK_LINK_FRESH;
    int age = scene->model.link_age;
    if (!km_desk_zone(desk, of->code, (uint32_t)age, &at))
        return;
    struct kiosk_zone_view *zone = &scene->zones[scene->model.zone_count++];
    *zone = (struct kiosk_zone_view){.id = of->code,
            .title = kiosk_text_of(&of->title),
            .place = kiosk_text_of(&of->place),
            .about = kiosk_text_of(&of->about),
            .audience = kiosk_text_of(&of->whom),
            .state = state_of(desk, of, &at),
            .waiting_parties = (int)at.ahead.parties,
            .waiting_people = (int)at.ahead.people,
            .wait_min = at.wait.min,
            .wait_max = at.wait.max,
            .duration = of->minutes,
            .batch_size = of->batch ? of->batch->size : 0,
            .batch_start = -1,
            .inside = (int)at.figures.inside.people,
            .capacity = (int)at.capacity,
            .admitted = (int)at.figures.admitted.people,
            .age = age,
            .priority_lane = of->priority != NULL,
            .calls = of->calls};
    km_zone_print(of->code, zone->code);
    set_opens(zone, desk, &at);
    set_last_called(zone, desk);
    if (at.open == KM_OPEN_PAUSED || at.open == KM_OPEN_CLOSED)
        zone->reason = reason_of(scene, keeper, desk, of->code);
    int booked = at.has_sessions ? add_sessions(scene, desk, online, zone) : 0;
    set_load(zone, desk->programme, booked);
}

/* ---- the kiosk and its visitors ---- */

static void set_categories(struct kiosk_model *model, const struct km_programme *p)
{
    for (size_t i = 0; i < p->categories_count && i < KIOSK_CATEGORIES_MAX; i++)
        model->categories[model->category_count++] = kiosk_text_of(&p->categories[i].title);
    model->party_max = p->party_max > 0 ? p->party_max : KM_PARTY_MAX;
}

static void set_checkin(struct kiosk_scene *scene, km_zone zone)
{
    struct kiosk_checkin_view *c = &scene->model.checkin;
    c->every_zone = zone == KM_ZONE_NONE;
    for (size_t i = 0; i < scene->model.zone_count; i++) {
        const struct kiosk_zone_view *z = &scene->zones[i];
        if (z->id != zone)
            continue;
        memcpy(c->code, z->code, sizeof c->code);
        c->zone_title = z->title;
        c->place = z->place;
        c->inside = z->inside;
        c->capacity = z->capacity;
        c->waiting_people = z->waiting_people;
        c->admitted = z->admitted;
    }
}

struct kiosk_scene *kiosk_scene_new(const struct kiosk_keeper *keeper, struct kiosk_instant now)
{
    struct kiosk_scene *scene = calloc(1, sizeof *scene);
    if (!scene)
        abort();
    struct kiosk_model *model = &scene->model;
    bool online = kiosk_keeper_online(keeper, now);
    const struct km_member *self =
            km_roster_find(km_fold_roster(keeper->ledger.fold), keeper->ledger.keys.node);
    if (self)
        memcpy(scene->kiosk_name, self->name, sizeof scene->kiosk_name);
    model->kiosk_name = (struct kiosk_text){scene->kiosk_name, NULL};
    model->link = online               ? KIOSK_LINK_FRESH
                  : keeper->heard != 0 ? KIOSK_LINK_OFFLINE
                                       : KIOSK_LINK_NEVER;
    model->link_age = kiosk_keeper_age(keeper, now);
    model->accent = 0x0C5A6B;
    model->party_max = 1;
    scene->stop = keeper->stop;
    scene->unsent = kiosk_keeper_unsent(keeper);
    scene->asks_clock = kiosk_keeper_asks_clock(keeper, now);
    int64_t time = scene->time = kiosk_keeper_time(keeper, now);
    scene->next_ms = (int)(60000 - (time % 60000 + 60000) % 60000);
    scene->plan = kiosk_plan_ref(keeper->plan);
    kiosk_view_health(scene, keeper, now);
    if (!scene->plan)
        return scene;
    struct km_desk desk = kiosk_keeper_desk(keeper, now);
    const struct km_logo *logo = kiosk_plan_logo(scene->plan);
    model->logo = (struct kiosk_picture){logo->width, logo->height, logo->pixels};
    kiosk_view_days(scene, &desk);
    set_categories(model, desk.programme);
    model->zones = scene->zones;
    for (uint32_t i = 0; i < desk.programme->zones_count; i++)
        add_zone(scene, keeper, &desk, &desk.programme->zones[i]);
    set_checkin(scene, keeper->zone);
    kiosk_view_held(scene, keeper, &desk);
    kiosk_view_staff(scene, keeper, &desk, now);
    if (keeper->board)
        kiosk_view_board(scene, &desk, keeper->zone);
    return scene;
}

void kiosk_scene_free(void *of)
{
    struct kiosk_scene *scene = of;
    if (!scene)
        return;
    kiosk_plan_unref(scene->plan);
    free(scene->activities);
    free(scene->days);
    free(scene);
}

/* ---- a ticket ---- */

struct kiosk_ticket_shown *kiosk_ticket_shown_new(const struct kiosk_keeper *keeper,
        const struct kiosk_issued *issued, struct kiosk_instant now)
{
    struct kiosk_ticket_shown *shown = calloc(1, sizeof *shown);
    if (!shown)
        abort();
    const struct km_record *record = &issued->record;
    struct km_desk desk = kiosk_keeper_desk(keeper, now);
    const struct km_programme_zone *zone = km_programme_zone_find(desk.programme, record->zone);
    struct km_programme_session session;
    struct kiosk_ticket_view *view = &shown->view;
    shown->plan = kiosk_plan_ref(keeper->plan);
    shown->name = issued->name;
    shown->qr = issued->qr;
    memcpy(view->number, issued->number, sizeof view->number);
    view->zone_title = kiosk_text_of(&zone->title);
    view->place = kiosk_text_of(&zone->place);
    view->people = (int)km_record_party(record);
    view->issued = kiosk_moment_of(&desk, desk.now);
    view->ahead_parties = (int)issued->ahead.parties;
    view->ahead_people = (int)issued->ahead.people;
    view->wait_min = issued->wait.min;
    view->wait_max = issued->wait.max;
    view->session_start = view->session_end = -1;
    if (record->session != KM_NO_SESSION &&
            km_programme_session_find(desk.programme, record->zone, KM_DAY_DATE(record->day),
                    record->session, &session)) {
        view->session_start = session.start;
        view->session_end = session.end;
        if (session.activity && session.activity->place.zh)
            view->place = kiosk_text_of(&session.activity->place);
    }
    view->priority = record->lane == KM_LANE_PRIORITY;
    view->calls = zone->calls;
    view->qr_size = shown->qr.side;
    view->qr_modules = shown->qr.modules;
    return shown;
}

void kiosk_ticket_shown_free(void *of)
{
    struct kiosk_ticket_shown *shown = of;
    if (shown)
        kiosk_plan_unref(shown->plan);
    free(shown);
}
