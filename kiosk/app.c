/* The composition root: opens the parts, runs the window's loop, and closes them in the order in
 * which they need each other. Threads: the window's (main), the keeper's (counter.h), two of the
 * link (link/uplink.h), the scanner's (scan/pipeline.h). */
#include "kiosk/app.h"

#include "kiosk/ui/motion.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* How often a kiosk that is not enrolled looks whether somebody enrolled it. */
#define LOOK_MS 2000

/* ---- what the window asks ---- */

static void draw(void *self, struct kiosk_frame *frame, int width, int height)
{
    struct kiosk_app *app = self;
    double inches = app->config.inches;
    app->screens.density = inches > 0 ? (float)(hypot(width, height) / inches) : 0;
    kiosk_app_model(app);
    kiosk_screens_draw(&app->screens, &app->model, width, height, frame);
    kiosk_trace_put(&app->trace, &app->model, frame);
}

void kiosk_app_input(void *self, const struct kiosk_input *in, const struct kiosk_frame *shown)
{
    struct kiosk_app *app = self;
    struct kiosk_action action = {.kind = KIOSK_ACTION_NONE, .session = -1};
    kiosk_app_model(app); /* a message since the last drawing may have replaced what it points to */
    if (in->kind != KIOSK_INPUT_MOVE)
        kiosk_app_awake(app); /* somebody is here: stay */
    /* A board has nothing to touch: staff come in by the keyboard. */
    bool board = app->screen == KIOSK_SCREEN_BOARD && in->kind == KIOSK_INPUT_KEY &&
                 in->key == KIOSK_KEY_ESCAPE;
    if (board)
        action.kind = KIOSK_ACTION_OPEN_STAFF;
    if (board || kiosk_screens_input(&app->screens, &app->model, shown, in, &action))
        kiosk_app_act(app, &action);
}

static int tick(void *self, uint64_t now_ms)
{
    struct kiosk_app *app = self;
    char err[KM_ERR_MAX];
    kiosk_app_decide_keys(app, now_ms);
    if (!app->enrolled && !app->enrolling && now_ms >= app->look_again) {
        app->look_again = now_ms + LOOK_MS;
        if (!kiosk_app_serve(app, err)) {
            fprintf(stderr, "%s\n", err);
            app->failed = true;
            kiosk_window_quit(app->window);
        }
    }
    int due = kiosk_app_due(app, now_ms);
    due = kiosk_motion_sooner(due, kiosk_wedge_wait_ms(&app->wedge, (int64_t)now_ms));
    if (app->enrolled || app->enrolling)
        return due;
    return kiosk_motion_sooner(due, (int)(app->look_again - now_ms));
}

static void shown(void *self)
{
    struct kiosk_app *app = self;
    kiosk_trace_shown(&app->trace);
}

static const struct kiosk_window_ops window_ops = {
        draw, kiosk_app_input, kiosk_app_key, tick, shown};

/* ---- opening and closing ---- */

static bool open_glass(struct kiosk_app *app, char *err)
{
    char reason[KM_ERR_MAX];
    const struct kiosk_window_options options = {.title = "Kaimen 开门",
            .windowed = app->config.windowed,
            .width = app->config.width,
            .height = app->config.height};
    if (app->config.trace[0] && !kiosk_trace_open(&app->trace, app->config.trace, err))
        return false;
    if (!kiosk_window_open(&app->window, &options, &window_ops, app, reason)) {
        snprintf(err, KM_ERR_MAX, "Could not open the window: %.300s", reason);
        return false;
    }
    app->type = kiosk_font_typeface(kiosk_window_font(app->window));
    if (!kiosk_screens_init(&app->screens, &app->type, reason)) {
        snprintf(err, KM_ERR_MAX, "Could not read the screens' words: %.300s", reason);
        return false;
    }
    app->has_screens = true;
    if (app->config.sound && !kiosk_speaker_open(&app->speaker, reason))
        fprintf(stderr, "Could not open the speaker: %s; going on without sound\n", reason);
    kiosk_wedge_init(&app->wedge);
    return true;
}

/* *out_enrolled false: nobody enrolled it yet. */
static bool open_keeper(struct kiosk_app *app, bool *out_enrolled, char *err)
{
    struct km_journal *journal = NULL;
    struct kiosk_identity identity;
    char reason[KM_ERR_MAX];
    *out_enrolled = false;
    if (!kiosk_data_open(app->config.data, &journal, reason)) {
        snprintf(err, KM_ERR_MAX, "Could not open the journal in %.100s: %.250s", app->config.data,
                reason);
        return false;
    }
    bool ok = kiosk_identity_load(journal, &identity, reason);
    if (!ok || !identity.enrolled) {
        journal->ops->close(journal);
        snprintf(err, KM_ERR_MAX, "Could not read the kiosk's identity: %.300s", ok ? "" : reason);
        return ok;
    }
    if (!kiosk_keeper_open(&app->keeper, journal, &identity, kiosk_instant_now(), reason)) {
        snprintf(err, KM_ERR_MAX, "Could not read the journal: %.300s", reason);
        return false;
    }
    app->keeper.zone = app->config.zone;
    app->keeper.role = kiosk_role_name(app->config.role);
    app->keeper.directory = app->config.data;
    app->keeper.board = app->config.role == KIOSK_ROLE_BOARD;
    *out_enrolled = true;
    return true;
}

static bool start_scanning(struct kiosk_app *app, char *err)
{
    struct kiosk_source *source = NULL;
    struct kiosk_scan_callbacks callbacks = kiosk_app_scan_callbacks;
    callbacks.userdata = app;
    app->has_pipeline = kiosk_app_camera_source(app, &source, err) &&
                        kiosk_pipeline_start(&app->pipeline, source, false, &callbacks, err);
    return app->has_pipeline;
}

bool kiosk_app_serve(struct kiosk_app *app, char *err)
{
    struct kiosk_counter_callbacks callbacks = kiosk_app_counter_callbacks;
    bool enrolled;
    if (!open_keeper(app, &enrolled, err))
        return false;
    if (!enrolled) {
        kiosk_pipeline_set_active(&app->pipeline, true); /* for the station's code */
        return true;
    }
    const char *station = app->config.station[0] ? app->config.station : app->keeper.identity.url;
    callbacks.userdata = app;
    kiosk_uplink_init(&app->uplink);
    app->has_uplink = true;
    if (!kiosk_counter_start(&app->counter, &app->keeper, &callbacks, err))
        return false;
    app->guard = app->counter.guard;
    if (!kiosk_uplink_start(&app->uplink, &app->counter, station, kiosk_app_link_status, app, err))
        return false;
    app->enrolled = true;
    app->screen = KIOSK_SCREEN_MESSAGE; /* showing the first turns the camera on where it scans */
    kiosk_app_show(app, kiosk_app_base(app));
    return true;
}

static void close_all(struct kiosk_app *app)
{
    kiosk_pipeline_join(&app->pipeline);
    if (app->has_enroller)
        kiosk_enroller_stop(&app->enroller);
    kiosk_printer_join(&app->printer);
    kiosk_voice_join(&app->voice);
    if (app->has_uplink)
        kiosk_uplink_stop(&app->uplink);
    kiosk_counter_stop(&app->counter);
    if (app->has_uplink)
        kiosk_uplink_destroy(&app->uplink);
    kiosk_keeper_close(&app->keeper);
    kiosk_speaker_close(&app->speaker);
    if (app->has_screens)
        kiosk_screens_destroy(&app->screens);
    kiosk_window_close(app->window); /* nobody posts to it any more */
    kiosk_trace_close(&app->trace);
    kiosk_scene_free(app->scene);
    kiosk_plan_unref(app->goodbye_plan);
    kiosk_ticket_shown_free(app->ticket);
    kiosk_app_verdicts_free(app);
    kiosk_app_eye_destroy(&app->eye);
}

int kiosk_command_run(const struct kiosk_options *options)
{
    char err[KM_ERR_MAX] = "";
    struct kiosk_app *app = calloc(1, sizeof *app);
    if (!app)
        abort();
    app->lock = -1;
    kiosk_app_eye_init(&app->eye);
    gethostname(app->host, sizeof app->host - 1);
    bool ok = kiosk_config_make(options, &app->config, err) &&
              kiosk_data_lock(app->config.data, &app->lock, err);
    if (ok) {
        app->lang = app->config.lang;
        app->screen = app->before = kiosk_app_base(app);
        kiosk_app_enrol_init(app);
        ok = open_glass(app, err) && kiosk_app_open_devices(app, err) && start_scanning(app, err) &&
             kiosk_app_serve(app, err) && kiosk_window_run(app->window, err);
    }
    if (!ok)
        fprintf(stderr, "%s\n", err);
    ok = ok && !app->failed;
    close_all(app);
    if (app->lock >= 0)
        close(app->lock);
    free(app);
    return ok ? 0 : 1;
}
