/* What the scan thread has to say: texts, the camera's state, and what it sees. */
#include "kiosk/app.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- texts ---- */

static void take_text(struct kiosk_app *app, void *content)
{
    kiosk_app_scanned(app, KIOSK_BY_CAMERA, content, false);
    free(content);
}

static void on_text(const char *text, void *userdata)
{
    char *copy = strdup(text);
    if (!copy)
        abort();
    kiosk_app_send(userdata, copy, free, take_text);
}

/* ---- pictures: the newest wins, so they have a mailbox instead of a queue ---- */

static void sight_free(struct kiosk_app_sight *sight)
{
    kiosk_grey_destroy(&sight->picture);
}

void kiosk_app_eye_init(struct kiosk_app_eye *eye)
{
    pthread_mutex_init(&eye->m, NULL);
}

void kiosk_app_eye_destroy(struct kiosk_app_eye *eye)
{
    sight_free(&eye->coming);
    sight_free(&eye->shown);
    pthread_mutex_destroy(&eye->m);
}

static void take_preview(void *self, void *payload)
{
    struct kiosk_app *app = self;
    struct kiosk_app_eye *eye = &app->eye;
    (void)payload;
    pthread_mutex_lock(&eye->m);
    struct kiosk_app_sight shown = eye->shown;
    eye->shown = eye->coming;
    eye->coming = shown;
    eye->posted = false;
    pthread_mutex_unlock(&eye->m);
}

static void on_preview(const struct kiosk_scan_preview *preview, void *userdata)
{
    struct kiosk_app *app = userdata;
    struct kiosk_app_eye *eye = &app->eye;
    const struct kiosk_grey *from = &preview->picture;
    pthread_mutex_lock(&eye->m);
    struct kiosk_app_sight *to = &eye->coming;
    bool ok = kiosk_grey_resize(&to->picture, from->width, from->height);
    for (int y = 0; ok && y < from->height; y++)
        memcpy(to->picture.pixels + (size_t)y * (size_t)to->picture.stride,
                from->pixels + (size_t)y * (size_t)from->stride, (size_t)from->width);
    to->preview = *preview;
    snprintf(to->camera, sizeof to->camera, "%.*s", KIOSK_CAMERA_TEXT - 1, preview->camera);
    bool post = !eye->posted;
    eye->posted = true;
    pthread_mutex_unlock(&eye->m);
    if (!post || kiosk_window_post(app->window, take_preview, NULL, NULL))
        return;
    pthread_mutex_lock(&eye->m); /* main was not told */
    eye->posted = false;
    pthread_mutex_unlock(&eye->m);
}

/* Another camera's picture is none of this one's, and who stood here before a pause has gone. */
static void forget_sight(struct kiosk_app *app)
{
    sight_free(&app->eye.shown);
    app->eye.shown = (struct kiosk_app_sight){0};
}

void kiosk_app_set_sight(const struct kiosk_app *app, struct kiosk_checkin_view *out)
{
    static const enum kiosk_code codes[] = {
            [KIOSK_SIGHT_NOTHING] = KIOSK_CODE_NONE,
            [KIOSK_SIGHT_SEEN] = KIOSK_CODE_SEEN,
            [KIOSK_SIGHT_READ] = KIOSK_CODE_READ,
    };
    static const enum kiosk_advice advices[] = {
            [KIOSK_HELP_NONE] = KIOSK_ADVICE_NONE,
            [KIOSK_HELP_HOLD] = KIOSK_ADVICE_HOLD,
            [KIOSK_HELP_CLOSER] = KIOSK_ADVICE_CLOSER,
            [KIOSK_HELP_DARK] = KIOSK_ADVICE_DARK,
            [KIOSK_HELP_GLARE] = KIOSK_ADVICE_GLARE,
    };
    const struct kiosk_app_sight *shown = &app->eye.shown;
    const struct kiosk_scan_preview *p = &shown->preview;
    out->camera = app->camera;
    out->preview = (struct kiosk_preview){
            shown->picture.width, shown->picture.height, shown->picture.pixels};
    out->sight = (struct kiosk_sight_view){
            .code = codes[p->sight], .placed = p->placed, .advice = advices[p->help]};
    for (int i = 0; i < 4; i++)
        out->sight.corners[i] = (struct kiosk_corner){p->corners[i].x, p->corners[i].y};
}

/* ---- the camera's state ---- */

struct camera_news {
    enum kiosk_camera_health camera;
    bool goes_on; /* pictures come as before */
    char reason[KM_ERR_MAX];
};

static void take_camera(struct kiosk_app *app, void *content)
{
    const struct camera_news *news = content;
    app->camera = news->camera;
    if (!news->goes_on)
        forget_sight(app);
    atomic_store(&app->keeper.camera, news->camera == KIOSK_CAMERA_NONE ? KM_DEVICE_NONE
                                      : news->camera == KIOSK_CAMERA_OK ? KM_DEVICE_OK
                                                                        : KM_DEVICE_FAILED);
    memcpy(app->camera_shown_fault, news->reason, sizeof app->camera_shown_fault);
    free(content);
    if (app->screen == KIOSK_SCREEN_CAMERA)
        kiosk_app_list_cameras(app); /* plugged in or out under staff's eyes */
}

static void on_status(enum kiosk_camera_state state, const char *reason, void *userdata)
{
    struct kiosk_app *app = userdata;
    if (state == KIOSK_SCAN_OFF && atomic_load(&app->camera_failed))
        return; /* not wanted now, and still missing */
    struct camera_news *news = calloc(1, sizeof *news);
    if (!news)
        abort();
    news->camera = state == KIOSK_SCAN_NONE                            ? KIOSK_CAMERA_NONE
                   : state == KIOSK_SCAN_OK || state == KIOSK_SCAN_OFF ? KIOSK_CAMERA_OK
                                                                       : KIOSK_CAMERA_LOST;
    news->goes_on = state == KIOSK_SCAN_OK;
    snprintf(news->reason, sizeof news->reason, "%s", reason);
    atomic_store(&app->camera_failed, news->camera == KIOSK_CAMERA_LOST);
    if (reason[0] && strcmp(reason, app->camera_fault) != 0)
        fprintf(stderr, "Could not use the camera: %s\n", reason);
    if (reason[0] || state == KIOSK_SCAN_OK)
        snprintf(app->camera_fault, sizeof app->camera_fault, "%s", reason);
    kiosk_app_send(app, news, free, take_camera);
}

const struct kiosk_scan_callbacks kiosk_app_scan_callbacks = {.on_text = on_text,
        .on_preview = on_preview,
        .on_status = on_status,
        .on_asked = kiosk_app_find_cameras};
