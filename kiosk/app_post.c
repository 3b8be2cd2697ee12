/* What other threads have to say, carried to the main thread by the window's events. */
#include "kiosk/app.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Something heap-made on its way: the main thread takes it out, or it is released with the parcel.
 */
struct parcel {
    void *content; /* owned */
    void (*release)(void *content);
    void (*take)(struct kiosk_app *app, void *content);
};

static void parcel_open(void *self, void *payload)
{
    struct parcel *parcel = payload;
    void *content = parcel->content;
    parcel->content = NULL;
    parcel->take(self, content);
}

static void parcel_free(void *payload)
{
    struct parcel *parcel = payload;
    if (parcel->content)
        parcel->release(parcel->content);
    free(parcel);
}

void kiosk_app_send(struct kiosk_app *app, void *content, void (*release)(void *content),
        void (*take)(struct kiosk_app *app, void *content))
{
    struct parcel *parcel = malloc(sizeof *parcel);
    if (!parcel)
        abort();
    *parcel = (struct parcel){content, release, take};
    kiosk_window_post(app->window, parcel_open, parcel, parcel_free);
}

/* ---- the keeper's thread ---- */

/* A door whose zone the programme has not would refuse everybody: whoever set it up must know. */
static void check_zone(struct kiosk_app *app, const struct kiosk_scene *old)
{
    char code[4];
    const struct kiosk_scene *scene = app->scene;
    if (!scene->plan || app->config.zone == KM_ZONE_NONE || (old && old->plan == scene->plan) ||
            km_programme_zone_find(kiosk_plan_programme(scene->plan), app->config.zone))
        return;
    km_zone_print(app->config.zone, code);
    fprintf(stderr, "Could not find zone %s of the configuration in the programme\n", code);
}

static void take_scene(struct kiosk_app *app, void *content)
{
    struct kiosk_scene *old = app->scene;
    app->scene = content;
    check_zone(app, old);
    kiosk_scene_free(old);
    kiosk_app_open_due_card(app);
    kiosk_app_announce(app);
}

static void on_scene(struct kiosk_scene *scene, void *userdata)
{
    kiosk_app_send(userdata, scene, kiosk_scene_free, take_scene);
}

static void take_ticket(struct kiosk_app *app, void *content)
{
    kiosk_ticket_shown_free(app->ticket);
    app->ticket = content;
    app->busy = app->printed = false;
    app->staff_ticket = app->signed_in && kiosk_app_is_staffs(app->screen);
    kiosk_app_forget_print(app);
    kiosk_app_notice(app, KIOSK_NOTICE_NONE, NULL, 0);
    kiosk_app_show(app, KIOSK_SCREEN_TICKET);
    kiosk_speaker_play(&app->speaker, KIOSK_SOUND_NOTICE);
}

static void on_ticket(struct kiosk_ticket_shown *ticket, void *userdata)
{
    kiosk_app_send(userdata, ticket, kiosk_ticket_shown_free, take_ticket);
}

struct no_ticket {
    enum kiosk_no_ticket why;
    enum km_issue_refusal refusal;
};

static const char *refusal_words(enum km_issue_refusal refusal)
{
    switch (refusal) {
    case KM_ISSUE_NO_PEOPLE:
        return N_("Please say how many people come.");
    case KM_ISSUE_TOO_MANY:
        return N_("Too many people for one ticket. Please take several.");
    case KM_ISSUE_NO_SESSION:
        return N_("This session has begun. Please choose another.");
    case KM_ISSUE_NO_NUMBERS:
        return N_("No more numbers today. Please ask the staff.");
    case KM_ISSUE_OTHER_DAY:
        return N_("Today is not a day of the programme.");
    default:
        return N_("This zone is not open right now.");
    }
}

static void take_no_ticket(struct kiosk_app *app, void *content)
{
    const struct no_ticket *no = content;
    static const char *const words[] = {
            [KIOSK_NO_TICKET_SEATS] = N_("No seats are left in this session."),
            [KIOSK_NO_TICKET_ALONE] = N_("The station cannot be reached, so no seats can be "
                                         "booked right now. Please try again soon."),
            [KIOSK_NO_TICKET_FAILED] =
                    N_("No ticket was made. Please try again, or use another kiosk."),
    };
    app->busy = false;
    kiosk_app_notice(app, KIOSK_NOTICE_WARN,
            no->why == KIOSK_NO_TICKET_REFUSED ? refusal_words(no->refusal) : words[no->why],
            KIOSK_NOTICE_MS);
    free(content);
}

static void on_no_ticket(enum kiosk_no_ticket why, enum km_issue_refusal refusal, void *userdata)
{
    struct no_ticket *no = malloc(sizeof *no);
    if (!no)
        abort();
    *no = (struct no_ticket){why, refusal};
    kiosk_app_send(userdata, no, free, take_no_ticket);
}

static void take_wait(void *self, void *payload)
{
    (void)payload;
    kiosk_app_notice(self, KIOSK_NOTICE_BUSY, N_("Asking the station for seats …"), 0);
}

static void on_wait(void *userdata)
{
    struct kiosk_app *app = userdata;
    kiosk_window_post(app->window, take_wait, NULL, NULL);
}

static void take_verdict(struct kiosk_app *app, void *content)
{
    kiosk_app_verdict(app, content);
}

static void on_verdict(struct kiosk_verdict_shown *verdict, void *userdata)
{
    kiosk_app_send(userdata, verdict, kiosk_verdict_shown_free, take_verdict);
}

static void take_not_found(void *self, void *payload)
{
    (void)payload;
    kiosk_app_notice(
            self, KIOSK_NOTICE_WARN, N_("This number is not known here."), KIOSK_NOTICE_MS);
}

static void on_not_found(void *userdata)
{
    struct kiosk_app *app = userdata;
    kiosk_window_post(app->window, take_not_found, NULL, NULL);
}

struct held {
    enum km_verdict verdict;
    struct km_name ticket;
};

static void take_held(struct kiosk_app *app, void *content)
{
    const struct held *held = content;
    kiosk_app_held(app, held->verdict, held->ticket);
    free(content);
}

static void on_held(enum km_verdict verdict, struct km_name ticket, void *userdata)
{
    struct held *held = malloc(sizeof *held);
    if (!held)
        abort();
    *held = (struct held){verdict, ticket};
    kiosk_app_send(userdata, held, free, take_held);
}

static void take_moved(struct kiosk_app *app, void *content)
{
    kiosk_app_moved(app, content);
    free(content);
}

static void on_moved(struct kiosk_moved *moved, void *userdata)
{
    kiosk_app_send(userdata, moved, free, take_moved);
}

struct judged {
    bool good;
    struct kiosk_pin_guard guard;
};

static void take_pin(struct kiosk_app *app, void *content)
{
    const struct judged *judged = content;
    kiosk_app_pin(app, judged->good, &judged->guard);
    free(content);
}

static void on_pin(bool good, const struct kiosk_pin_guard *guard, void *userdata)
{
    struct judged *judged = malloc(sizeof *judged);
    if (!judged)
        abort();
    *judged = (struct judged){good, *guard};
    kiosk_app_send(userdata, judged, free, take_pin);
}

static void take_guard(struct kiosk_app *app, void *content)
{
    kiosk_app_guard(app, content);
    free(content);
}

static void on_guard(const struct kiosk_pin_guard *guard, void *userdata)
{
    struct kiosk_pin_guard *copy = malloc(sizeof *copy);
    if (!copy)
        abort();
    *copy = *guard;
    kiosk_app_send(userdata, copy, free, take_guard);
}

static void take_undone(void *self, void *payload)
{
    (void)payload;
    kiosk_app_notice(self, KIOSK_NOTICE_INFO, N_("The admission was taken back."), KIOSK_NOTICE_MS);
}

static void on_undone(void *userdata)
{
    struct kiosk_app *app = userdata;
    kiosk_window_post(app->window, take_undone, NULL, NULL);
}

static void take_undo_failure(void *self, void *payload)
{
    (void)payload;
    kiosk_app_notice(self, KIOSK_NOTICE_WARN,
            N_("The admission could not be taken back. It still counts."), KIOSK_NOTICE_MS);
}

static void take_admission_failure(void *self, void *payload)
{
    (void)payload;
    kiosk_app_notice(self, KIOSK_NOTICE_WARN,
            N_("The admission could not be written down. Please ask the staff."), KIOSK_NOTICE_MS);
}

static void take_clock_failure(void *self, void *payload)
{
    (void)payload;
    kiosk_app_notice(self, KIOSK_NOTICE_WARN,
            N_("Something was written down later than that. Please check date and time."),
            KIOSK_NOTICE_MS);
}

static void on_failure(enum kiosk_failure failure, const char *reason, void *userdata)
{
    static const char *const whats[] = {
            [KIOSK_FAILURE_TICKET] = "store the ticket",
            [KIOSK_FAILURE_ADMISSION] = "store the admission",
            [KIOSK_FAILURE_UNDO] = "store the undoing",
            [KIOSK_FAILURE_SEATS] = "give seats back",
            [KIOSK_FAILURE_CLOCK] = "set the clock",
            [KIOSK_FAILURE_MOVE] = "write down what staff or a visitor did",
            [KIOSK_FAILURE_PIN] = "judge or set the PIN",
            [KIOSK_FAILURE_PLAN] = "read the programme",
    };
    struct kiosk_app *app = userdata;
    fprintf(stderr, "Could not %s: %s\n", whats[failure], reason);
    if (failure == KIOSK_FAILURE_ADMISSION)
        kiosk_window_post(app->window, take_admission_failure, NULL, NULL);
    if (failure == KIOSK_FAILURE_UNDO)
        kiosk_window_post(app->window, take_undo_failure, NULL, NULL);
    if (failure == KIOSK_FAILURE_CLOCK)
        kiosk_window_post(app->window, take_clock_failure, NULL, NULL);
}

static void on_news(void *userdata)
{
    struct kiosk_app *app = userdata;
    kiosk_uplink_wake(&app->uplink);
}

const struct kiosk_counter_callbacks kiosk_app_counter_callbacks = {.on_scene = on_scene,
        .on_ticket = on_ticket,
        .on_no_ticket = on_no_ticket,
        .on_wait = on_wait,
        .on_verdict = on_verdict,
        .on_undone = on_undone,
        .on_not_found = on_not_found,
        .on_held = on_held,
        .on_moved = on_moved,
        .on_pin = on_pin,
        .on_guard = on_guard,
        .on_failure = on_failure,
        .on_news = on_news};

/* ---- a link thread ---- */

static void take_stranger(struct kiosk_app *app, void *content)
{
    app->stranger = *(bool *)content;
    free(content);
    if (app->stranger)
        kiosk_app_warn_stranger(app);
}

void kiosk_app_link_status(enum kiosk_reach reach, const char *reason, void *userdata)
{
    bool *stranger = malloc(sizeof *stranger);
    if (!stranger)
        abort();
    if (reach == KIOSK_REACH_GOOD)
        fprintf(stderr, "The station is in reach.\n");
    else
        fprintf(stderr, "Could not sync with the station: %s; going on without it\n", reason);
    *stranger = reach == KIOSK_REACH_STRANGER;
    kiosk_app_send(userdata, stranger, free, take_stranger); /* the rest the scene tells */
}
