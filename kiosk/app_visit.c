/* A visitor's way from screen to screen, and what touches do. */
#include "kiosk/app.h"

#include <stddef.h>
#include <string.h>

#define STRANGER_MS 15000
#define THANKS_MS 4000 /* after a rating */

/* How long a screen stays without a touch, and where it goes then. */
static const struct stay {
    size_t seconds; /* offset of the config's value; 0: it stays */
    bool back;      /* to where it came from; else to the first screen */
} stays[KIOSK_SCREENS] = {
        [KIOSK_SCREEN_MESSAGE] = {0, false},
        [KIOSK_SCREEN_ATTRACT] = {0, false},
        [KIOSK_SCREEN_HOME] = {offsetof(struct kiosk_config, attract_after), false},
        [KIOSK_SCREEN_SCHEDULE] = {offsetof(struct kiosk_config, home_after), false},
        [KIOSK_SCREEN_ZONE] = {offsetof(struct kiosk_config, home_after), false},
        [KIOSK_SCREEN_TICKET] = {offsetof(struct kiosk_config, ticket_for), false},
        [KIOSK_SCREEN_FIND] = {offsetof(struct kiosk_config, home_after), false},
        [KIOSK_SCREEN_MINE] = {offsetof(struct kiosk_config, home_after), false},
        [KIOSK_SCREEN_GOODBYE] = {offsetof(struct kiosk_config, goodbye_for), false},
        [KIOSK_SCREEN_ACCESS] = {offsetof(struct kiosk_config, home_after), false},
        [KIOSK_SCREEN_CHECKIN] = {offsetof(struct kiosk_config, home_after), false},
        [KIOSK_SCREEN_VERDICT] = {offsetof(struct kiosk_config, verdict_for), true},
        [KIOSK_SCREEN_PIN] = {offsetof(struct kiosk_config, home_after), false},
        [KIOSK_SCREEN_STAFF] = {offsetof(struct kiosk_config, staff_for), false},
        [KIOSK_SCREEN_CARD] = {offsetof(struct kiosk_config, staff_for), false},
        [KIOSK_SCREEN_PICK] = {offsetof(struct kiosk_config, staff_for), false},
        [KIOSK_SCREEN_NUMBER] = {offsetof(struct kiosk_config, staff_for), false},
        [KIOSK_SCREEN_COUNT] = {offsetof(struct kiosk_config, staff_for), false},
        [KIOSK_SCREEN_BOARD] = {0, false},
};

static uint64_t stay_ms(const struct kiosk_app *app, enum kiosk_screen screen)
{
    size_t offset = stays[screen].seconds;
    if (offset == 0)
        return 0;
    return (uint64_t) * (const int *)(const void *)((const char *)&app->config + offset) * 1000;
}

enum kiosk_screen kiosk_app_base(const struct kiosk_app *app)
{
    return app->config.role == KIOSK_ROLE_CHECKIN ? KIOSK_SCREEN_CHECKIN
           : app->config.role == KIOSK_ROLE_BOARD ? KIOSK_SCREEN_BOARD
                                                  : KIOSK_SCREEN_HOME;
}

static bool scans(enum kiosk_screen screen)
{
    return screen == KIOSK_SCREEN_CHECKIN || screen == KIOSK_SCREEN_VERDICT ||
           screen == KIOSK_SCREEN_FIND;
}

void kiosk_app_show(struct kiosk_app *app, enum kiosk_screen screen)
{
    uint64_t now = kiosk_window_now();
    /* A hand scanner's verdict may come over any screen: a visitor's ticket is not taken away. */
    if (screen == KIOSK_SCREEN_VERDICT && app->screen != KIOSK_SCREEN_VERDICT)
        app->before = app->screen;
    bool another = screen != app->screen;
    app->screen = screen;
    app->leaves = stays[screen].seconds == 0 ? 0 : now + stay_ms(app, screen);
    if (!another)
        return;
    app->entered = now;
    if (app->has_pipeline)
        kiosk_pipeline_set_active(&app->pipeline, scans(screen) || !app->enrolled);
    kiosk_app_prompt(app);
}

void kiosk_app_awake(struct kiosk_app *app)
{
    uint64_t now = kiosk_window_now();
    if (app->screen != KIOSK_SCREEN_VERDICT && app->leaves != 0)
        app->leaves = now + stay_ms(app, app->screen);
    if (app->signed_in)
        app->signed_until = now + (uint64_t)app->config.staff_for * 1000;
}

void kiosk_app_notice(
        struct kiosk_app *app, enum kiosk_notice notice, const char *msgid, uint64_t ms)
{
    app->notice = notice;
    app->notice_words = msgid;
    app->notice_ends = ms == 0 ? 0 : kiosk_window_now() + ms;
}

void kiosk_app_warn_stranger(struct kiosk_app *app)
{
    kiosk_app_notice(app, KIOSK_NOTICE_WARN,
            N_("The station does not know this kiosk. Please tell the organisers."), STRANGER_MS);
}

/* ---- what is due ---- */

/* The next visitor starts afresh. */
static void forget_visitor(struct kiosk_app *app)
{
    app->lang = app->config.lang;
    app->access = 0;
    app->visitor_known = false;
    if (app->enrolled && app->scene && !km_name_is_none(app->scene->model.held.ticket))
        kiosk_counter_hold_ticket(&app->counter, (struct km_name){0});
}

void kiosk_app_leave(struct kiosk_app *app)
{
    if (stays[app->screen].back) {
        kiosk_app_show(app, app->before);
        return;
    }
    forget_visitor(app);
    if (app->stranger)
        kiosk_app_warn_stranger(app);
    kiosk_app_show(
            app, app->screen == KIOSK_SCREEN_HOME ? KIOSK_SCREEN_ATTRACT : kiosk_app_base(app));
}

/* The screens whose seconds are counted down before everyone's eyes. */
static bool counts_down(enum kiosk_screen screen)
{
    return screen == KIOSK_SCREEN_TICKET || screen == KIOSK_SCREEN_GOODBYE;
}

static int sooner(int a, int b)
{
    return a < 0 ? b : b < 0 ? a : a < b ? a : b;
}

int kiosk_app_due(struct kiosk_app *app, uint64_t now)
{
    if (app->leaves != 0 && now >= app->leaves)
        kiosk_app_leave(app);
    if (app->notice_ends != 0 && now >= app->notice_ends)
        kiosk_app_notice(app, KIOSK_NOTICE_NONE, NULL, 0);
    kiosk_app_staff_due(app, now);
    uint64_t due = app->leaves;
    bool locked = app->screen == KIOSK_SCREEN_PIN && app->pin == KIOSK_PIN_ASK &&
                  kiosk_app_pin_view(app).state == KIOSK_PIN_LOCKED;
    if ((counts_down(app->screen) || locked) && app->leaves > now) /* the ring runs by the second */
        due = now + 1 + (app->leaves - now - 1) % 1000;
    if (app->notice_ends != 0 && (due == 0 || app->notice_ends < due))
        due = app->notice_ends;
    if (app->signed_in && (due == 0 || app->signed_until < due))
        due = app->signed_until;
    int in = due == 0 ? -1 : due > now ? (int)(due - now) : 0;
    return sooner(in, kiosk_screens_due(&app->screens, &app->model));
}

/* ---- touches ---- */

static void take_ticket(struct kiosk_app *app, const struct kiosk_action *action)
{
    struct km_issue_order order = {.zone = action->zone,
            .session = action->session >= 0 ? (uint16_t)action->session : KM_NO_SESSION,
            .lane = action->priority ? KM_LANE_PRIORITY : KM_LANE_NORMAL};
    _Static_assert(sizeof order.people == sizeof action->people, "as many categories everywhere");
    memcpy(order.people, action->people, sizeof order.people);
    if (app->visitor_known && app->scene)
        order.visitor = app->scene->model.held.ticket;
    if (app->busy || !kiosk_counter_issue(&app->counter, &order))
        return;
    app->busy = true;
}

static void find(struct kiosk_app *app, enum kiosk_find what)
{
    app->find = what;
    kiosk_app_show(app, KIOSK_SCREEN_FIND);
}

/* From a zone that was opened out of "my ticket" back to it. */
static void back(struct kiosk_app *app)
{
    if (app->sets_clock)
        app->sets_clock = false;
    else if (app->screen == KIOSK_SCREEN_ZONE && app->visitor_known)
        kiosk_app_show(app, KIOSK_SCREEN_MINE);
    else
        kiosk_app_show(app, kiosk_app_base(app));
}

static void turn_access(struct kiosk_app *app, int what)
{
    app->access = what == 0 ? 0 : app->access ^ (unsigned)what;
    if ((what == 0 || what == KIOSK_ACCESS_SPOKEN) && !(app->access & KIOSK_ACCESS_SPOKEN))
        kiosk_voice_hush(&app->voice);
    kiosk_app_prompt(app);
}

/* What everybody may do to the ticket in hand. */
static bool visitor_may(const struct kiosk_app *app, const struct kiosk_move *move)
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

static void open_screen(struct kiosk_app *app, const struct kiosk_action *action)
{
    switch (action->kind) {
    case KIOSK_ACTION_WAKE:
        kiosk_app_show(app, kiosk_app_base(app));
        break;
    case KIOSK_ACTION_OPEN_ZONE:
        app->zone = action->zone;
        kiosk_app_show(app, KIOSK_SCREEN_ZONE);
        break;
    case KIOSK_ACTION_OPEN_SCHEDULE:
        kiosk_app_show(app, KIOSK_SCREEN_SCHEDULE);
        break;
    case KIOSK_ACTION_OPEN_SCAN:
        kiosk_app_show(app, KIOSK_SCREEN_CHECKIN);
        break;
    case KIOSK_ACTION_OPEN_FIND:
        find(app, (enum kiosk_find)action->value);
        break;
    case KIOSK_ACTION_OPEN_ACCESS:
        kiosk_app_show(app, KIOSK_SCREEN_ACCESS);
        break;
    case KIOSK_ACTION_BACK:
        back(app);
        break;
    case KIOSK_ACTION_DONE:
        kiosk_app_leave(app);
        break;
    default:
        break;
    }
}

void kiosk_app_act(struct kiosk_app *app, const struct kiosk_action *action)
{
    switch (action->kind) {
    case KIOSK_ACTION_LANGUAGE:
        app->lang = app->lang == KIOSK_ZH ? KIOSK_EN : KIOSK_ZH;
        kiosk_app_prompt(app);
        return;
    case KIOSK_ACTION_ACCESS:
        turn_access(app, action->value);
        return;
    case KIOSK_ACTION_RETRY:
        if (app->enrolled)
            kiosk_counter_refresh(&app->counter);
        app->look_again = 0;
        return;
    default:
        break;
    }
    if (!app->enrolled)
        return;
    bool own = action->kind == KIOSK_ACTION_MOVE && visitor_may(app, &action->move);
    if (!own && kiosk_app_staff_act(app, action))
        return;
    if (action->kind == KIOSK_ACTION_SET_CLOCK) {
        app->sets_clock = false;
        kiosk_counter_set_clock(&app->counter, action->moment);
    } else if (action->kind == KIOSK_ACTION_TAKE_TICKET)
        take_ticket(app, action);
    else if (action->kind == KIOSK_ACTION_PRINT)
        kiosk_app_print(app);
    else if (action->kind == KIOSK_ACTION_MOVE)
        kiosk_counter_move(&app->counter, &action->move);
    else
        open_screen(app, action);
}

/* ---- codes ---- */

void kiosk_app_scanned(struct kiosk_app *app, const char *text)
{
    if (!app->enrolled || app->model.screen == KIOSK_SCREEN_MESSAGE ||
            app->screen == KIOSK_SCREEN_BOARD)
        return;
    kiosk_app_awake(app);
    bool door = app->screen == KIOSK_SCREEN_CHECKIN || app->screen == KIOSK_SCREEN_VERDICT;
    if (door) {
        kiosk_counter_scan(&app->counter, text);
        return;
    }
    if (app->screen != KIOSK_SCREEN_FIND)
        app->find = KIOSK_FIND_MINE;
    kiosk_counter_hold(&app->counter, text, false);
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

void kiosk_app_held(struct kiosk_app *app, enum km_verdict verdict, struct km_name ticket)
{
    if (km_name_is_none(ticket)) {
        kiosk_speaker_play(&app->speaker, KIOSK_SOUND_REFUSE);
        kiosk_app_notice(app, KIOSK_NOTICE_WARN, no_ticket_words(verdict), KIOSK_NOTICE_MS);
        return;
    }
    kiosk_app_notice(app, KIOSK_NOTICE_NONE, NULL, 0);
    bool staff = app->signed_in &&
                 (app->screen == KIOSK_SCREEN_NUMBER || app->screen == KIOSK_SCREEN_STAFF ||
                         app->screen == KIOSK_SCREEN_CARD);
    if (staff) {
        app->print = KIOSK_PRINT_READY;
        kiosk_app_show(app, KIOSK_SCREEN_CARD);
        return;
    }
    if (app->screen == KIOSK_SCREEN_FIND && app->find == KIOSK_FIND_LEAVE) {
        struct kiosk_move out = {.deed = KIOSK_DEED_CHECK_OUT, .ticket = ticket};
        kiosk_counter_move(&app->counter, &out);
        return;
    }
    kiosk_speaker_play(&app->speaker, KIOSK_SOUND_NOTICE);
    app->visitor_known = true;
    app->print = KIOSK_PRINT_READY;
    kiosk_app_show(app, KIOSK_SCREEN_MINE);
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
    app->goodbye = (struct kiosk_goodbye_view){
            .ticket = ticket, .zone_title = held->zone_title, .minutes = held->inside_minutes};
    memcpy(app->goodbye.number, held->number, sizeof app->goodbye.number);
    kiosk_speaker_play(&app->speaker, KIOSK_SOUND_ADMIT);
    kiosk_app_show(app, KIOSK_SCREEN_GOODBYE);
}

/* A ticket that is not inside cannot leave: its holder sees why. */
static void explain_leaving(struct kiosk_app *app)
{
    app->visitor_known = true;
    kiosk_app_show(app, KIOSK_SCREEN_MINE);
    kiosk_app_notice(app, KIOSK_NOTICE_WARN,
            N_("This ticket is not inside, so it need not check out."), KIOSK_NOTICE_MS);
}

void kiosk_app_moved(struct kiosk_app *app, const struct kiosk_moved *moved)
{
    enum kiosk_deed deed = moved->move.deed;
    if (moved->outcome != KIOSK_OUTCOME_DONE) {
        if (deed == KIOSK_DEED_CHECK_OUT && app->screen == KIOSK_SCREEN_FIND &&
                moved->outcome != KIOSK_OUTCOME_FAILED) {
            explain_leaving(app);
            return;
        }
        kiosk_app_notice(app, KIOSK_NOTICE_WARN, outcome_words(moved->outcome), KIOSK_NOTICE_MS);
        return;
    }
    if (deed == KIOSK_DEED_CHECK_OUT &&
            (app->screen == KIOSK_SCREEN_FIND || app->screen == KIOSK_SCREEN_MINE)) {
        say_goodbye(app, moved->move.ticket);
        return;
    }
    if (deed == KIOSK_DEED_RATE && app->screen == KIOSK_SCREEN_GOODBYE) {
        app->goodbye.rating = (int)moved->move.count;
        app->leaves = kiosk_window_now() + THANKS_MS;
        return;
    }
    if (deed == KIOSK_DEED_REPRINT)
        kiosk_app_print_again(app);
    if (done_words(deed))
        kiosk_app_notice(app, KIOSK_NOTICE_INFO, done_words(deed), KIOSK_NOTICE_MS);
}
