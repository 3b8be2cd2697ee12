/* The way from screen to screen: what a touch leads to, and what time does. */
#include "kiosk/app.h"

#include "kiosk/ui/motion.h"

#include <stddef.h>

#define STRANGER_MS 15000

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
        [KIOSK_SCREEN_CAMERA] = {offsetof(struct kiosk_config, staff_for), false},
        [KIOSK_SCREEN_BOARD] = {0, false},
};

/* A verdict that asks staff something is read and answered, not only seen. */
#define ASKING 4

static uint64_t stay_ms(const struct kiosk_app *app, enum kiosk_screen screen)
{
    size_t offset = stays[screen].seconds;
    if (offset == 0)
        return 0;
    uint64_t s = (uint64_t) * (const int *)(const void *)((const char *)&app->config + offset);
    bool asks = screen == KIOSK_SCREEN_VERDICT && app->verdict && app->verdict->view.can_admit;
    return s * 1000 * (asks ? ASKING : 1);
}

enum kiosk_screen kiosk_app_base(const struct kiosk_app *app)
{
    return app->config.role == KIOSK_ROLE_CHECKIN ? KIOSK_SCREEN_CHECKIN
           : app->config.role == KIOSK_ROLE_BOARD ? KIOSK_SCREEN_BOARD
                                                  : KIOSK_SCREEN_HOME;
}

/* At the door nobody waits until the one before has read his screen. */
static bool scans(const struct kiosk_app *app, enum kiosk_screen screen)
{
    bool aside = screen == KIOSK_SCREEN_GOODBYE || screen == KIOSK_SCREEN_MINE;
    return screen == KIOSK_SCREEN_CHECKIN || screen == KIOSK_SCREEN_VERDICT ||
           screen == KIOSK_SCREEN_FIND || screen == KIOSK_SCREEN_CAMERA ||
           (aside && app->config.role == KIOSK_ROLE_CHECKIN);
}

/* Whoever's ticket was looked at: a first screen is for the next. */
static void let_go(struct kiosk_app *app)
{
    app->visitor_known = false;
    if (app->holding)
        kiosk_app_hold(app, (struct km_name){0});
}

void kiosk_app_show(struct kiosk_app *app, enum kiosk_screen screen)
{
    uint64_t now = kiosk_window_now();
    /* A verdict that took its time may come over any screen. */
    if (screen == KIOSK_SCREEN_VERDICT && app->screen != KIOSK_SCREEN_VERDICT)
        app->before = app->screen;
    bool another = screen != app->screen;
    if (app->signed_in && !kiosk_app_stays_signed_in(app, screen))
        kiosk_app_sign_out(app);
    if (screen == kiosk_app_base(app) || screen == KIOSK_SCREEN_CHECKIN)
        let_go(app);
    app->opening = (struct km_name){0};
    app->screen = screen;
    app->leaves = stays[screen].seconds == 0 ? 0 : now + stay_ms(app, screen);
    if (!another)
        return;
    app->entered = now;
    if (app->has_pipeline)
        kiosk_pipeline_set_active(&app->pipeline, scans(app, screen) || !app->enrolled);
    kiosk_app_prompt(app);
}

void kiosk_app_awake(struct kiosk_app *app)
{
    uint64_t now = kiosk_window_now();
    if (app->screen != KIOSK_SCREEN_VERDICT && app->leaves != 0)
        app->leaves = now + stay_ms(app, app->screen);
    /* What anybody may touch does not keep staff signed in. */
    if (app->signed_in && kiosk_app_is_staffs(app->screen))
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
    let_go(app);
}

void kiosk_app_leave(struct kiosk_app *app)
{
    if (stays[app->screen].back) {
        bool lost = kiosk_app_is_staffs(app->before) && !app->signed_in;
        kiosk_app_show(app, lost ? kiosk_app_base(app) : app->before);
        return;
    }
    if (app->screen == KIOSK_SCREEN_TICKET && app->staff_ticket && app->signed_in) {
        kiosk_app_resume_staff(app);
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

int kiosk_app_due(struct kiosk_app *app, uint64_t now)
{
    if (app->leaves != 0 && now >= app->leaves)
        kiosk_app_leave(app);
    if (app->notice_ends != 0 && now >= app->notice_ends)
        kiosk_app_notice(app, KIOSK_NOTICE_NONE, NULL, 0);
    uint64_t staff = kiosk_app_staff_due(app, now), verdict = kiosk_app_verdict_due(app, now);
    uint64_t due = app->leaves;
    bool locked = app->screen == KIOSK_SCREEN_PIN && app->pin == KIOSK_PIN_ASK &&
                  kiosk_app_pin_view(app).state == KIOSK_PIN_LOCKED;
    if ((counts_down(app->screen) || locked) && app->leaves > now) /* the ring runs by the second */
        due = now + 1 + (app->leaves - now - 1) % 1000;
    if (app->notice_ends != 0 && (due == 0 || app->notice_ends < due))
        due = app->notice_ends;
    if (staff != 0 && (due == 0 || staff < due))
        due = staff;
    if (verdict != 0 && (due == 0 || verdict < due))
        due = verdict;
    int in = due == 0 ? -1 : due > now ? (int)(due - now) : 0;
    return kiosk_motion_sooner(in, kiosk_screens_due(&app->screens, &app->model));
}

/* ---- touches ---- */

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
    else if (app->screen == KIOSK_SCREEN_VERDICT || app->screen == KIOSK_SCREEN_TICKET)
        kiosk_app_leave(app);
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
    bool own = action->kind == KIOSK_ACTION_MOVE && kiosk_app_visitor_may(app, &action->move);
    if (!own && kiosk_app_staff_act(app, action))
        return;
    if (action->kind == KIOSK_ACTION_TAKE_TICKET)
        kiosk_app_take_ticket(app, action);
    else if (action->kind == KIOSK_ACTION_PRINT || (own && action->move.deed == KIOSK_DEED_REPRINT))
        kiosk_app_print(app);
    else if (action->kind == KIOSK_ACTION_MOVE)
        kiosk_app_move(app, &action->move);
    else
        open_screen(app, action);
}
