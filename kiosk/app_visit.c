/* A visitor's way from screen to screen, and what touches do. */
#include "kiosk/app.h"

#include <stddef.h>
#include <string.h>

#define STRANGER_MS 15000

/* How long a screen stays without a touch, and where it goes then. */
static const struct stay {
    size_t seconds; /* offset of the config's value; 0: it stays */
    bool back;      /* to where it came from; else to the first screen */
} stays[] = {
        [KIOSK_SCREEN_MESSAGE] = {0, false},
        [KIOSK_SCREEN_HOME] = {offsetof(struct kiosk_config, home_after), false},
        [KIOSK_SCREEN_SCHEDULE] = {offsetof(struct kiosk_config, home_after), false},
        [KIOSK_SCREEN_ZONE] = {offsetof(struct kiosk_config, home_after), false},
        [KIOSK_SCREEN_TICKET] = {offsetof(struct kiosk_config, ticket_for), false},
        [KIOSK_SCREEN_CHECKIN] = {offsetof(struct kiosk_config, home_after), false},
        [KIOSK_SCREEN_VERDICT] = {offsetof(struct kiosk_config, verdict_for), true},
};

static int seconds_of(const struct kiosk_app *app, enum kiosk_screen screen)
{
    size_t offset = stays[screen].seconds;
    return offset == 0 ? 0 : *(const int *)(const void *)((const char *)&app->config + offset);
}

enum kiosk_screen kiosk_app_base(const struct kiosk_app *app)
{
    return app->config.role == KIOSK_ROLE_CHECKIN ? KIOSK_SCREEN_CHECKIN : KIOSK_SCREEN_HOME;
}

static bool scans(const struct kiosk_app *app)
{
    return app->config.role != KIOSK_ROLE_TICKET;
}

void kiosk_app_show(struct kiosk_app *app, enum kiosk_screen screen)
{
    /* A hand scanner's verdict may come over any screen: a visitor's ticket is not taken away. */
    if (screen == KIOSK_SCREEN_VERDICT && app->screen != KIOSK_SCREEN_VERDICT)
        app->before = app->screen;
    app->screen = screen;
    uint64_t seconds = (uint64_t)seconds_of(app, screen);
    app->leaves = seconds == 0 ? 0 : kiosk_window_now() + seconds * 1000;
    bool camera = scans(app) && (screen == KIOSK_SCREEN_HOME || screen == KIOSK_SCREEN_CHECKIN ||
                                        screen == KIOSK_SCREEN_VERDICT);
    if (app->enrolled)
        kiosk_pipeline_set_active(&app->pipeline, camera);
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

static void leave(struct kiosk_app *app)
{
    if (stays[app->screen].back) {
        kiosk_app_show(app, app->before);
        return;
    }
    app->lang = app->config.lang; /* the next visitor starts afresh */
    if (app->stranger)
        kiosk_app_warn_stranger(app);
    kiosk_app_show(app, kiosk_app_base(app));
}

int kiosk_app_due(struct kiosk_app *app, uint64_t now)
{
    if (app->leaves != 0 && now >= app->leaves)
        leave(app);
    if (app->notice_ends != 0 && now >= app->notice_ends)
        kiosk_app_notice(app, KIOSK_NOTICE_NONE, NULL, 0);
    uint64_t due = app->leaves;
    if (app->screen == KIOSK_SCREEN_TICKET && app->leaves > now) /* the ring runs by the second */
        due = now + 1 + (app->leaves - now - 1) % 1000;
    if (app->notice_ends != 0 && (due == 0 || app->notice_ends < due))
        due = app->notice_ends;
    return due == 0 ? -1 : due > now ? (int)(due - now) : 0;
}

/* ---- touches and codes ---- */

static void take_ticket(struct kiosk_app *app, const struct kiosk_action *action)
{
    struct km_issue_order order = {.zone = action->zone,
            .session = action->session >= 0 ? (uint16_t)action->session : KM_NO_SESSION,
            .lane = action->priority ? KM_LANE_PRIORITY : KM_LANE_NORMAL};
    _Static_assert(sizeof order.people == sizeof action->people, "as many categories everywhere");
    memcpy(order.people, action->people, sizeof order.people);
    if (app->busy || !kiosk_counter_issue(&app->counter, &order))
        return;
    app->busy = true;
}

static void undo(struct kiosk_app *app)
{
    if (!app->verdict || km_name_is_none(app->verdict->check_in))
        return;
    if (kiosk_counter_undo(&app->counter, app->verdict->check_in))
        kiosk_app_show(app, app->before); /* that it is done is said when it is */
}

void kiosk_app_act(struct kiosk_app *app, const struct kiosk_action *action)
{
    switch (action->kind) {
    case KIOSK_ACTION_LANGUAGE:
        app->lang = app->lang == KIOSK_ZH ? KIOSK_EN : KIOSK_ZH;
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
    switch (action->kind) {
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
    case KIOSK_ACTION_BACK:
        kiosk_app_show(app, kiosk_app_base(app));
        break;
    case KIOSK_ACTION_DONE:
        leave(app);
        break;
    case KIOSK_ACTION_TAKE_TICKET:
        take_ticket(app, action);
        break;
    case KIOSK_ACTION_UNDO:
        undo(app);
        break;
    case KIOSK_ACTION_TYPED:
        kiosk_counter_scan(&app->counter, action->text, true);
        break;
    case KIOSK_ACTION_SET_CLOCK:
        kiosk_counter_set_clock(&app->counter, action->moment);
        break;
    default:
        break;
    }
}

void kiosk_app_scanned(struct kiosk_app *app, const char *text)
{
    if (scans(app) && app->enrolled && app->model.screen != KIOSK_SCREEN_MESSAGE)
        kiosk_counter_scan(&app->counter, text, false);
}

/* ---- the model ---- */

static struct kiosk_text words(const struct kiosk_app *app, const char *msgid)
{
    return (struct kiosk_text){kiosk_locale_find(&app->screens.locales[KIOSK_ZH], msgid),
            kiosk_locale_find(&app->screens.locales[KIOSK_EN], msgid)};
}

static const char *stop_words(enum kiosk_stop stop)
{
    return stop == KIOSK_STOP_OVERTAKEN
                   ? N_("Other machines hold more of this kiosk's records than it does itself, as "
                        "after putting back an old disk. Staff: give it an empty data folder and "
                        "enrol it anew.")
                   : N_("The organisers have withdrawn this kiosk.");
}

/* What keeps the kiosk from working at all. */
static bool set_message(struct kiosk_app *app)
{
    struct kiosk_model *m = &app->model;
    m->node_name = app->host;
    if (!app->enrolled) {
        m->message = KIOSK_MESSAGE_NOT_ENROLLED;
    } else if (!app->scene || (app->scene->stop == KIOSK_STOP_NONE && !app->scene->plan)) {
        m->message = KIOSK_MESSAGE_NO_PROGRAMME;
    } else if (app->scene->stop != KIOSK_STOP_NONE) {
        struct kiosk_text why = words(app, stop_words(app->scene->stop));
        m->message = KIOSK_MESSAGE_FATAL;
        m->message_text = app->lang == KIOSK_ZH ? why.zh : why.en;
    } else if (app->scene->asks_clock) {
        m->message = KIOSK_MESSAGE_ASK_CLOCK;
    } else {
        return false;
    }
    return true;
}

static void set_checkin(struct kiosk_app *app)
{
    struct kiosk_checkin_view *c = &app->model.checkin;
    c->camera = app->camera;
    c->preview =
            (struct kiosk_preview){app->preview.width, app->preview.height, app->preview.pixels};
}

void kiosk_app_model(struct kiosk_app *app)
{
    struct kiosk_model *m = &app->model;
    *m = app->scene ? app->scene->model : (struct kiosk_model){.accent = 0x0C5A6B, .party_max = 1};
    m->screen = set_message(app) ? KIOSK_SCREEN_MESSAGE : app->screen;
    m->lang = app->lang;
    m->zone = app->zone;
    m->can_issue = app->config.role != KIOSK_ROLE_CHECKIN;
    m->can_scan = scans(app);
    m->can_leave = app->config.role == KIOSK_ROLE_ALL;
    set_checkin(app);
    if (app->ticket)
        m->ticket = app->ticket->view;
    if (app->ticket) {
        m->ticket.qr_modules = app->ticket->qr.modules;
        m->ticket.seconds_all = app->config.ticket_for;
        uint64_t now = kiosk_window_now();
        m->ticket.seconds_left = app->leaves > now ? (int)((app->leaves - now + 999) / 1000) : 0;
    }
    if (app->verdict)
        m->verdict = app->verdict->view;
    m->notice = app->notice;
    if (app->notice_words)
        m->notice_text = words(app, app->notice_words);
}
