/* What the screens are told: the latest scene of the keeper, and over it what only this side knows:
 * which screen, whose ticket, what the devices do. */
#include "kiosk/app.h"

struct kiosk_text kiosk_app_words(const struct kiosk_app *app, const char *msgid)
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
    bool staff = app->screen == KIOSK_SCREEN_PIN ||
                 (app->signed_in && kiosk_app_is_staffs(app->screen) && !app->sets_clock);
    if (!app->enrolled) {
        m->message = KIOSK_MESSAGE_NOT_ENROLLED;
    } else if (staff && app->scene) {
        return false; /* whatever ails the kiosk, staff can look after it */
    } else if (!app->scene || (app->scene->stop == KIOSK_STOP_NONE && !app->scene->plan)) {
        m->message = KIOSK_MESSAGE_NO_PROGRAMME;
    } else if (app->scene->stop != KIOSK_STOP_NONE) {
        struct kiosk_text why = kiosk_app_words(app, stop_words(app->scene->stop));
        m->message = KIOSK_MESSAGE_FATAL;
        m->message_text = app->lang == KIOSK_ZH ? why.zh : why.en;
    } else if (app->scene->asks_clock || app->sets_clock) {
        m->message = KIOSK_MESSAGE_ASK_CLOCK;
    } else {
        return false;
    }
    return true;
}

static int seconds_left(const struct kiosk_app *app)
{
    uint64_t now = kiosk_window_now();
    return app->leaves > now ? (int)((app->leaves - now + 999) / 1000) : 0;
}

static enum kiosk_part part_of(enum km_device_state state)
{
    static const enum kiosk_part parts[KM_DEVICE_END] = {
            [KM_DEVICE_UNKNOWN] = KIOSK_PART_UNKNOWN,
            [KM_DEVICE_OK] = KIOSK_PART_OK,
            [KM_DEVICE_LOW] = KIOSK_PART_LOW,
            [KM_DEVICE_FAILED] = KIOSK_PART_FAILED,
            [KM_DEVICE_NONE] = KIOSK_PART_NONE,
    };
    return parts[state];
}

static void set_devices(struct kiosk_app *app)
{
    struct kiosk_model *m = &app->model;
    struct kiosk_health_view *h = &m->health;
    m->print = kiosk_app_print_state(app);
    kiosk_app_set_sight(app, &m->checkin);
    if (app->screen == KIOSK_SCREEN_CAMERA)
        kiosk_app_set_camera(app, &m->camera);
    h->camera = app->camera == KIOSK_CAMERA_NONE ? KIOSK_PART_NONE
                : app->camera == KIOSK_CAMERA_OK ? KIOSK_PART_OK
                                                 : KIOSK_PART_FAILED;
    h->printer = part_of(app->printer_state.printer);
    h->paper = part_of(app->printer_state.paper);
    h->cover_open = app->printer_state.cover_open;
    h->voice = app->speaks ? KIOSK_PART_OK : KIOSK_PART_NONE;
    h->camera_fault = app->camera_shown_fault;
    h->printer_fault = app->printer_fault;
}

static void set_visit(struct kiosk_app *app)
{
    struct kiosk_model *m = &app->model;
    if (app->ticket) {
        m->ticket = app->ticket->view;
        m->ticket.qr_modules = app->ticket->qr.modules;
        m->ticket.seconds_all = app->config.ticket_for;
        m->ticket.seconds_left = seconds_left(app);
    }
    if (app->verdict)
        m->verdict = app->verdict->view;
    m->find = app->find;
    m->visitor_known = app->visitor_known;
    m->held.can_print = m->held.can_print && m->print != KIOSK_PRINT_NONE;
    m->goodbye = app->goodbye;
    m->goodbye.seconds_all = app->config.goodbye_for;
    m->goodbye.seconds_left = seconds_left(app);
}

void kiosk_app_model(struct kiosk_app *app)
{
    struct kiosk_model *m = &app->model;
    *m = app->scene ? app->scene->model : (struct kiosk_model){.accent = 0x0C5A6B, .party_max = 1};
    m->screen = set_message(app) ? KIOSK_SCREEN_MESSAGE : app->screen;
    m->lang = app->lang;
    m->zone = app->zone;
    m->ms = kiosk_window_now();
    m->entered = app->entered;
    m->access = app->access;
    m->can_issue = app->config.role == KIOSK_ROLE_ALL || app->config.role == KIOSK_ROLE_TICKET;
    m->can_scan = app->config.role == KIOSK_ROLE_ALL || app->config.role == KIOSK_ROLE_CHECKIN;
    m->can_leave = app->config.role == KIOSK_ROLE_ALL;
    m->can_find = app->camera != KIOSK_CAMERA_NONE || app->wedge_seen;
    m->can_staff = app->enrolled;
    set_devices(app);
    set_visit(app);
    m->signed_in = app->signed_in;
    m->pin = kiosk_app_pin_view(app);
    m->pick = app->pick;
    m->board.called = app->board_called;
    m->board.together = app->board_together;
    m->notice = app->notice;
    if (app->notice_words)
        m->notice_text = kiosk_app_words(app, app->notice_words);
}
