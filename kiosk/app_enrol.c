/* Enrolment on the kiosk itself: the station's code is held to the camera, and whoever did that
 * chooses the staff's PIN right after it. */
#include "kiosk/app.h"

#include <stdio.h>
#include <stdlib.h>

static const char *end_words(enum kiosk_enrol_end end)
{
    static const char *const words[KIOSK_ENROL_ENDS] = {
            [KIOSK_ENROL_NO_CODE] = N_("This is not the station's enrolment code."),
            [KIOSK_ENROL_AWAY] = N_("The station cannot be reached. Please check the network and "
                                    "show the code again."),
            [KIOSK_ENROL_REFUSED] = N_("The station does not take this code any more. Please have "
                                       "it show a new one."),
            [KIOSK_ENROL_STRANGER] =
                    N_("Another station answered than the one that made this code."),
            [KIOSK_ENROL_FAILED] = N_("Enrolment could not be written down on this machine."),
    };
    return words[end];
}

static void take_end(struct kiosk_app *app, void *content)
{
    char err[KM_ERR_MAX];
    enum kiosk_enrol_end end = *(enum kiosk_enrol_end *)content;
    free(content);
    app->enrolling = false;
    if (end != KIOSK_ENROL_DONE) {
        kiosk_speaker_play(&app->speaker, KIOSK_SOUND_REFUSE);
        kiosk_app_notice(app, KIOSK_NOTICE_WARN, end_words(end), KIOSK_NOTICE_MS);
        return;
    }
    kiosk_speaker_play(&app->speaker, KIOSK_SOUND_ADMIT);
    kiosk_app_notice(app, KIOSK_NOTICE_INFO, N_("This kiosk is enrolled."), KIOSK_NOTICE_MS);
    if (!kiosk_app_serve(app, err)) {
        fprintf(stderr, "%s\n", err);
        app->failed = true;
        kiosk_window_quit(app->window);
        return;
    }
    if (app->enrolled && !app->guard.set)
        kiosk_app_choose_pin(app);
}

/* The enroller's thread. */
static void on_end(enum kiosk_enrol_end end, const struct kiosk_identity *identity,
        const char *reason, void *userdata)
{
    enum kiosk_enrol_end *copy = malloc(sizeof *copy);
    if (!copy)
        abort();
    *copy = end;
    if (identity)
        fprintf(stderr, "Enrolled as kiosk %u at %s\n", identity->number, identity->url);
    else
        fprintf(stderr, "Could not enrol: %s\n", reason);
    kiosk_app_send(userdata, copy, free, take_end);
}

void kiosk_app_enrol_init(struct kiosk_app *app)
{
    app->enroller = (struct kiosk_enroller){.directory = app->config.data,
            .station = app->config.station,
            .name = app->host,
            .on_end = on_end,
            .userdata = app};
    kiosk_enroller_init(&app->enroller);
    app->has_enroller = true;
}

void kiosk_app_enrol(struct kiosk_app *app, const char *text)
{
    char err[KM_ERR_MAX];
    if (app->enrolling)
        return;
    if (!kiosk_enroller_start(&app->enroller, text, err)) {
        kiosk_app_notice(app, KIOSK_NOTICE_WARN, end_words(KIOSK_ENROL_NO_CODE), KIOSK_NOTICE_MS);
        return;
    }
    app->enrolling = true;
    kiosk_app_notice(app, KIOSK_NOTICE_BUSY, N_("Asking the station …"), 0);
}
