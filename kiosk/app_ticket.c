/* Tickets and codes: what a visitor takes, what is looked up, what is done to it, and what came of
 * that. */
#include "kiosk/app.h"

#include <stdio.h>
#include <string.h>

#define THANKS_MS 4000 /* after a rating */
#define TWICE_MS 600   /* the same again within this time is a finger that bounced */

/* ---- a new ticket ---- */

void kiosk_app_take_ticket(struct kiosk_app *app, const struct kiosk_action *action)
{
    struct km_issue_order order = {.zone = action->zone,
            .session = action->session >= 0 ? (uint16_t)action->session : KM_NO_SESSION,
            .lane = action->priority ? KM_LANE_PRIORITY : KM_LANE_NORMAL};
    _Static_assert(sizeof order.people == sizeof action->people, "as many categories everywhere");
    memcpy(order.people, action->people, sizeof order.people);
    if (app->visitor_known && app->scene) /* the next ticket of the same party */
        order.visitor = app->scene->model.held.ticket;
    if (app->busy || !kiosk_counter_issue(&app->counter, &order))
        return;
    app->busy = true;
}

/* ---- what a visitor may ---- */

bool kiosk_app_visitor_may(const struct kiosk_app *app, const struct kiosk_move *move)
{
    if (!app->scene)
        return false;
    bool own = km_name_equal(move->ticket, app->scene->model.held.ticket);
    switch (app->screen) {
    case KIOSK_SCREEN_MINE:
        return own && (move->deed == KIOSK_DEED_CANCEL || move->deed == KIOSK_DEED_REQUEUE ||
                              move->deed == KIOSK_DEED_CHECK_OUT || move->deed == KIOSK_DEED_RATE ||
                              move->deed == KIOSK_DEED_REPRINT);
    case KIOSK_SCREEN_GOODBYE:
        return move->deed == KIOSK_DEED_RATE && km_name_equal(move->ticket, app->goodbye.ticket);
    default:
        return false;
    }
}

/* ---- codes ---- */

/* What a code is for on the screen that is shown. */
static enum kiosk_looker looker_of(const struct kiosk_app *app)
{
    switch (app->screen) {
    case KIOSK_SCREEN_STAFF:
    case KIOSK_SCREEN_CARD:
    case KIOSK_SCREEN_NUMBER:
        return KIOSK_LOOKER_STAFF;
    case KIOSK_SCREEN_TICKET: /* its holder may not have it yet */
    case KIOSK_SCREEN_PIN:
    case KIOSK_SCREEN_PICK: /* about another ticket */
    case KIOSK_SCREEN_COUNT:
    case KIOSK_SCREEN_CAMERA:
    case KIOSK_SCREEN_BOARD:
    case KIOSK_SCREEN_CHECKIN:
    case KIOSK_SCREEN_VERDICT:
        return KIOSK_LOOKER_NONE;
    default:
        return KIOSK_LOOKER_VISITOR;
    }
}

/* Behind a goodbye or an explanation at the door stands the next visitor already. */
static bool is_aside(const struct kiosk_app *app)
{
    return app->config.role == KIOSK_ROLE_CHECKIN &&
           (app->screen == KIOSK_SCREEN_GOODBYE || app->screen == KIOSK_SCREEN_MINE);
}

/* Whoever comes right behind one who leaves may leave as well: the ticket says which. While that is
 * being looked up, the next code is checked as ever. */
static void scan_aside(struct kiosk_app *app, const char *text)
{
    if (app->looker == KIOSK_LOOKER_DOOR) {
        kiosk_counter_scan(&app->counter, text);
        return;
    }
    snprintf(app->aside, sizeof app->aside, "%s", text);
    if (kiosk_counter_hold(&app->counter, text, false))
        app->looker = KIOSK_LOOKER_DOOR;
}

static bool is_at_door(const struct kiosk_app *app)
{
    return app->screen == KIOSK_SCREEN_CHECKIN || app->screen == KIOSK_SCREEN_VERDICT;
}

static void scan_at_door(struct kiosk_app *app, const char *text)
{
    if (!kiosk_showing_take(&app->showing, text, (int64_t)kiosk_window_now()))
        return;
    if (is_at_door(app))
        kiosk_counter_scan(&app->counter, text);
    else
        scan_aside(app, text);
}

void kiosk_app_scanned(
        struct kiosk_app *app, enum kiosk_reader_kind from, const char *text, bool repaired)
{
    if (!app->enrolled) {
        kiosk_app_enrol(app, text);
        return;
    }
    if (app->screen == KIOSK_SCREEN_CAMERA) {
        kiosk_app_awake(app);
        kiosk_app_try_code(app, from, text, repaired);
        return;
    }
    if (app->model.screen == KIOSK_SCREEN_MESSAGE)
        return;
    kiosk_app_awake(app);
    if (is_at_door(app) || is_aside(app)) {
        scan_at_door(app, text);
        return;
    }
    app->looker = looker_of(app);
    if (app->looker == KIOSK_LOOKER_NONE)
        return;
    if (app->screen != KIOSK_SCREEN_FIND)
        app->find = KIOSK_FIND_MINE;
    kiosk_counter_hold(&app->counter, text, false);
}

void kiosk_app_hold(struct kiosk_app *app, struct km_name ticket)
{
    app->looker = KIOSK_LOOKER_NONE;
    app->holding = !km_name_is_none(ticket);
    if (app->enrolled)
        kiosk_counter_hold_ticket(&app->counter, ticket);
}

/* Why this code is no ticket to look at. */
static const char *no_ticket_words(enum km_verdict verdict)
{
    switch (verdict) {
    case KM_VERDICT_WRONG_DAY:
        return N_("This ticket is for another day.");
    case KM_VERDICT_UNKNOWN_ISSUER:
        return N_("This ticket cannot be looked up here yet. Please ask the staff.");
    case KM_VERDICT_DAMAGED:
        return N_("This code is damaged. Please try a clearer picture.");
    case KM_VERDICT_FORGED:
    case KM_VERDICT_REVOKED:
        return N_("This ticket is not valid. Please ask the staff.");
    default:
        return N_("This is not one of our tickets.");
    }
}

static void show_mine(struct kiosk_app *app)
{
    app->visitor_known = true;
    kiosk_app_forget_print(app);
    kiosk_app_show(app, KIOSK_SCREEN_MINE);
}

/* At the door, out or in: who is inside leaves; all others are checked as ever. */
static void go_on(struct kiosk_app *app, struct km_name ticket)
{
    const struct kiosk_held_view *held = &app->scene->model.held;
    bool inside = !km_name_is_none(ticket) && km_name_equal(held->ticket, ticket) &&
                  held->state == KIOSK_HELD_INSIDE;
    app->holding = !km_name_is_none(ticket);
    if (inside && app->screen == KIOSK_SCREEN_GOODBYE) {
        struct kiosk_move out = {.deed = KIOSK_DEED_CHECK_OUT, .ticket = ticket};
        kiosk_app_move(app, &out);
        return;
    }
    if (is_aside(app))
        kiosk_app_show(app, KIOSK_SCREEN_CHECKIN);
    kiosk_counter_scan(&app->counter, app->aside);
}

void kiosk_app_held(struct kiosk_app *app, enum km_verdict verdict, struct km_name ticket)
{
    enum kiosk_looker looker = app->looker;
    bool none = km_name_is_none(ticket);
    app->looker = KIOSK_LOOKER_NONE;
    if (looker == KIOSK_LOOKER_TRIAL) {
        kiosk_app_tried(app, ticket, none ? no_ticket_words(verdict) : NULL);
        return;
    }
    if (looker == KIOSK_LOOKER_DOOR) {
        go_on(app, ticket);
        return;
    }
    if (looker == KIOSK_LOOKER_NONE || looker != looker_of(app)) { /* who asked has gone */
        if (!none)
            kiosk_app_hold(app, (struct km_name){0});
        return;
    }
    if (none) {
        kiosk_speaker_play(&app->speaker, KIOSK_SOUND_REFUSE);
        kiosk_app_notice(app, KIOSK_NOTICE_WARN, no_ticket_words(verdict), KIOSK_NOTICE_MS);
        return;
    }
    app->holding = true;
    kiosk_app_notice(app, KIOSK_NOTICE_NONE, NULL, 0);
    if (looker == KIOSK_LOOKER_STAFF) {
        kiosk_app_forget_print(app);
        kiosk_app_show(app, KIOSK_SCREEN_CARD);
        return;
    }
    if (app->screen == KIOSK_SCREEN_FIND && app->find == KIOSK_FIND_LEAVE) {
        struct kiosk_move out = {.deed = KIOSK_DEED_CHECK_OUT, .ticket = ticket};
        kiosk_app_move(app, &out);
        return;
    }
    kiosk_speaker_play(&app->speaker, KIOSK_SOUND_NOTICE);
    show_mine(app);
}

/* ---- moves ---- */

static bool is_bounce(const struct kiosk_app *app, const struct kiosk_move *move)
{
    const struct kiosk_move *last = &app->moved;
    return kiosk_window_now() - app->moved_at < TWICE_MS && last->deed == move->deed &&
           last->zone == move->zone && km_name_equal(last->ticket, move->ticket) &&
           km_name_equal(last->target, move->target);
}

bool kiosk_app_move(struct kiosk_app *app, const struct kiosk_move *move)
{
    if (app->moving || is_bounce(app, move) || !kiosk_counter_move(&app->counter, move))
        return false;
    app->moving = true;
    return true;
}

/* ---- what came of a move ---- */

static const char *outcome_words(enum kiosk_outcome outcome)
{
    static const char *const words[] = {
            [KIOSK_OUTCOME_DONE] = NULL,
            [KIOSK_OUTCOME_NOBODY] = N_("Nobody is waiting."),
            [KIOSK_OUTCOME_TOO_LATE] = N_("That is not possible any more: see how it stands now."),
            [KIOSK_OUTCOME_SEAT] = N_("A ticket with a seat cannot be moved. Cancel it and take "
                                      "another."),
            [KIOSK_OUTCOME_SHUT] = N_("That zone takes nobody right now."),
            [KIOSK_OUTCOME_UNKNOWN] = N_("This ticket is not known here yet."),
            [KIOSK_OUTCOME_FAILED] = N_("It could not be written down, so nothing was done."),
    };
    return words[outcome];
}

static const char *done_words(enum kiosk_deed deed)
{
    static const char *const words[KIOSK_DEEDS] = {
            [KIOSK_DEED_RECALL] = N_("Called again."),
            [KIOSK_DEED_NO_SHOW] = N_("Marked as not there."),
            [KIOSK_DEED_REQUEUE] = N_("Moved to the end of the queue."),
            [KIOSK_DEED_TRANSFER] = N_("Moved to the other zone."),
            [KIOSK_DEED_CANCEL] = N_("Left the queue."),
            [KIOSK_DEED_ADMIT] = N_("Let in."),
            [KIOSK_DEED_UNDO] = N_("Taken back."),
            [KIOSK_DEED_OPEN] = N_("The zone is open."),
            [KIOSK_DEED_PAUSE] = N_("The zone is paused."),
            [KIOSK_DEED_CLOSE] = N_("The zone is closed for today."),
            [KIOSK_DEED_HEAD_COUNT] = N_("The head count is written down."),
    };
    return words[deed];
}

static void say_goodbye(struct kiosk_app *app, struct km_name ticket)
{
    const struct kiosk_held_view *held = &app->scene->model.held;
    app->goodbye = (struct kiosk_goodbye_view){.ticket = ticket, .minutes = -1};
    kiosk_plan_unref(app->goodbye_plan);
    app->goodbye_plan = kiosk_plan_ref(app->scene->plan);
    if (km_name_equal(held->ticket, ticket)) {
        app->goodbye.zone_title = held->zone_title;
        app->goodbye.minutes = held->inside_minutes;
        memcpy(app->goodbye.number, held->number, sizeof app->goodbye.number);
        app->visitor_known = true; /* who goes on to another zone is counted as the same party */
    }
    kiosk_speaker_play(&app->speaker, KIOSK_SOUND_ADMIT);
    kiosk_app_show(app, KIOSK_SCREEN_GOODBYE);
}

/* A ticket that is not inside cannot leave: its holder sees why. */
static void explain_leaving(struct kiosk_app *app)
{
    show_mine(app);
    kiosk_app_notice(app, KIOSK_NOTICE_WARN,
            N_("This ticket is not inside, so it need not check out."), KIOSK_NOTICE_MS);
}

static void explain(struct kiosk_app *app, const struct kiosk_moved *moved)
{
    enum kiosk_deed deed = moved->move.deed;
    if (deed == KIOSK_DEED_REPRINT)
        kiosk_app_print_again(app, moved->move.ticket, false);
    if (deed == KIOSK_DEED_CHECK_OUT && app->screen == KIOSK_SCREEN_FIND &&
            moved->outcome != KIOSK_OUTCOME_FAILED)
        explain_leaving(app);
    else
        kiosk_app_notice(app, KIOSK_NOTICE_WARN, outcome_words(moved->outcome), KIOSK_NOTICE_MS);
}

/* What the screen does about it; true: that says enough. */
static bool follow(struct kiosk_app *app, const struct kiosk_move *move)
{
    switch (move->deed) {
    case KIOSK_DEED_CHECK_OUT:
        if (app->screen != KIOSK_SCREEN_FIND && app->screen != KIOSK_SCREEN_MINE &&
                app->screen != KIOSK_SCREEN_GOODBYE)
            return false;
        say_goodbye(app, move->ticket);
        return true;
    case KIOSK_DEED_RATE:
        if (app->screen != KIOSK_SCREEN_GOODBYE)
            return false;
        app->goodbye.rating = (int)move->count;
        app->leaves = kiosk_window_now() + THANKS_MS;
        return true;
    case KIOSK_DEED_REPRINT:
        kiosk_app_print_again(app, move->ticket, true);
        return true;
    case KIOSK_DEED_ADMIT:
        if (app->screen == KIOSK_SCREEN_CARD && app->errand) /* the next stands at the door */
            kiosk_app_resume_staff(app);
        kiosk_speaker_play(&app->speaker, KIOSK_SOUND_ADMIT);
        return false;
    default:
        return false;
    }
}

void kiosk_app_moved(struct kiosk_app *app, const struct kiosk_moved *moved)
{
    app->moving = false;
    if (moved->outcome != KIOSK_OUTCOME_DONE) {
        explain(app, moved);
        return;
    }
    app->moved = moved->move;
    app->moved_at = kiosk_window_now();
    if (!follow(app, &moved->move) && done_words(moved->move.deed))
        kiosk_app_notice(app, KIOSK_NOTICE_INFO, done_words(moved->move.deed), KIOSK_NOTICE_MS);
}
