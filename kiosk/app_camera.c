/* Staff's page about the camera and the hand scanner: which camera is used, and what is read when
 * something is held up. The choice is kept in the data folder, and holds as long as the
 * configuration names the camera that it named then. */
#include "kiosk/app.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define SPEC_MAX (sizeof((struct kiosk_config *)0)->camera)

/* ---- the choice ---- */

static bool choice_path(const struct kiosk_app *app, char out[PATH_MAX + 16])
{
    return snprintf(out, PATH_MAX + 16, "%s/camera", app->config.data) < PATH_MAX + 16;
}

static bool read_line(FILE *file, char *out, size_t room)
{
    if (!fgets(out, (int)room, file))
        return false;
    char *end = strchr(out, '\n');
    if (end)
        *end = 0;
    return end; /* part of a line names another camera, or none */
}

/* The spec that staff chose, or the configuration's. */
static void read_choice(const struct kiosk_app *app, char out[SPEC_MAX])
{
    char path[PATH_MAX + 16], configured[SPEC_MAX], chosen[SPEC_MAX];
    memcpy(out, app->config.camera, SPEC_MAX);
    struct stat info; /* a pipe in its place would hold the start for ever */
    bool there = choice_path(app, path) && stat(path, &info) == 0 && S_ISREG(info.st_mode);
    FILE *file = there ? fopen(path, "re") : NULL;
    if (!file)
        return;
    if (read_line(file, configured, sizeof configured) && read_line(file, chosen, sizeof chosen) &&
            strcmp(configured, app->config.camera) == 0)
        memcpy(out, chosen, SPEC_MAX);
    fclose(file);
}

/* A new file takes the old one's place: whatever happens, one of them is whole. The configuration's
 * own needs none. */
static bool write_choice(const struct kiosk_app *app, const char *spec)
{
    char path[PATH_MAX + 16], fresh[PATH_MAX + 24];
    if (!choice_path(app, path))
        return false;
    if (strcmp(spec, app->config.camera) == 0)
        return unlink(path) == 0 || errno == ENOENT;
    snprintf(fresh, sizeof fresh, "%s.new", path);
    FILE *file = fopen(fresh, "we");
    if (!file)
        return false;
    bool ok = fprintf(file, "%s\n%s\n", app->config.camera, spec) > 0 && fflush(file) == 0 &&
              fsync(fileno(file)) == 0;
    ok = fclose(file) == 0 && ok && rename(fresh, path) == 0;
    if (!ok)
        unlink(fresh);
    return ok;
}

bool kiosk_app_camera_source(struct kiosk_app *app, struct kiosk_source **out, char *err)
{
    read_choice(app, app->camera_spec);
    if (kiosk_source_new(app->camera_spec, out, err))
        return true;
    memcpy(app->camera_spec, app->config.camera, SPEC_MAX); /* the file was tampered with */
    return kiosk_source_new(app->camera_spec, out, err);
}

/* ---- the page ---- */

struct found {
    int count;
    struct kiosk_camera list[KIOSK_CAMERAS_MAX];
};

static void take_cameras(struct kiosk_app *app, void *content)
{
    const struct found *found = content;
    app->camera_count =
            found->count < KIOSK_CAMERA_CHOICES ? (size_t)found->count : KIOSK_CAMERA_CHOICES;
    memcpy(app->cameras, found->list, sizeof app->cameras);
    free(content);
}

void kiosk_app_find_cameras(void *userdata)
{
    struct found *found = calloc(1, sizeof *found);
    if (!found)
        abort();
    found->count = kiosk_camera_list(found->list);
    kiosk_app_send(userdata, found, free, take_cameras);
}

void kiosk_app_list_cameras(struct kiosk_app *app)
{
    if (app->has_pipeline)
        kiosk_pipeline_ask(&app->pipeline);
}

void kiosk_app_open_camera(struct kiosk_app *app)
{
    memset(app->tried, 0, sizeof app->tried);
    kiosk_app_list_cameras(app);
    kiosk_app_show(app, KIOSK_SCREEN_CAMERA);
}

void kiosk_app_choose_camera(struct kiosk_app *app, int index)
{
    char spec[SPEC_MAX], err[KM_ERR_MAX];
    struct kiosk_source *source;
    if (index == KIOSK_CAMERA_CONFIGURED)
        memcpy(spec, app->config.camera, SPEC_MAX);
    else if (index >= 0 && (size_t)index < app->camera_count)
        snprintf(spec, sizeof spec, "v4l2:%s", app->cameras[index].path);
    else
        return;
    if (!kiosk_source_new(spec, &source, err)) {
        fprintf(stderr, "Could not use the camera: %s\n", err);
        return;
    }
    kiosk_pipeline_set_source(&app->pipeline, source);
    memcpy(app->camera_spec, spec, SPEC_MAX);
    if (!write_choice(app, spec))
        kiosk_app_notice(app, KIOSK_NOTICE_WARN,
                N_("The choice could not be kept: it holds until the next start."),
                KIOSK_NOTICE_MS);
}

static bool is_configured(const struct kiosk_app *app)
{
    return strcmp(app->camera_spec, app->config.camera) == 0;
}

static bool is_chosen(const struct kiosk_app *app, const struct kiosk_camera *camera)
{
    return !is_configured(app) && strncmp(app->camera_spec, "v4l2:", 5) == 0 &&
           (strcmp(app->camera_spec + 5, camera->path) == 0 ||
                   strcmp(app->camera_spec + 5, camera->device) == 0);
}

/* What describes a source of pictures begins with its device. */
static bool is_in_use(const struct kiosk_app *app, const struct kiosk_camera *camera)
{
    size_t length = strlen(camera->device);
    return app->camera == KIOSK_CAMERA_OK &&
           strncmp(app->eye.shown.camera, camera->device, length) == 0 &&
           app->eye.shown.camera[length] == ' ';
}

static enum kiosk_hindrance hindrance_of(const struct kiosk_camera *camera)
{
    static const enum kiosk_hindrance hindrances[] = {
            [KIOSK_CAMERA_FAULT_NONE] = KIOSK_HINDRANCE_NONE,
            [KIOSK_CAMERA_FAULT_BUSY] = KIOSK_HINDRANCE_BUSY,
            [KIOSK_CAMERA_FAULT_FORBIDDEN] = KIOSK_HINDRANCE_FORBIDDEN,
            [KIOSK_CAMERA_FAULT_KIND] = KIOSK_HINDRANCE_KIND,
            [KIOSK_CAMERA_FAULT_BROKEN] = KIOSK_HINDRANCE_BROKEN,
    };
    return hindrances[camera->fault];
}

/* ---- trials ---- */

void kiosk_app_try_code(
        struct kiosk_app *app, enum kiosk_reader_kind from, const char *text, bool repaired)
{
    struct kiosk_tried_view *tried = &app->tried[from];
    if (app->looker == KIOSK_LOOKER_TRIAL || !kiosk_counter_hold(&app->counter, text, false))
        return; /* one at a time: what comes of it does not say which it was */
    *tried = (struct kiosk_tried_view){.repaired = repaired};
    snprintf(tried->text, sizeof tried->text, "%.*s", KIOSK_CAMERA_TEXT - 1, text);
    tried->text[strcspn(tried->text, "\n")] = 0; /* the likeliest reading of several */
    app->trying = from;
    app->looker = KIOSK_LOOKER_TRIAL;
}

void kiosk_app_tried(struct kiosk_app *app, struct km_name ticket, const char *why)
{
    struct kiosk_tried_view *tried = &app->tried[app->trying];
    const struct kiosk_held_view *held = &app->scene->model.held;
    tried->any = true;
    tried->good = !why;
    if (why) {
        tried->why = kiosk_app_words(app, why);
        kiosk_speaker_play(&app->speaker, KIOSK_SOUND_REFUSE);
        return;
    }
    if (km_name_equal(held->ticket, ticket)) {
        memcpy(tried->number, held->number, sizeof tried->number);
        tried->state = held->state;
    }
    kiosk_speaker_play(&app->speaker, KIOSK_SOUND_NOTICE);
    kiosk_app_hold(app, (struct km_name){0});
}

void kiosk_app_set_camera(const struct kiosk_app *app, struct kiosk_camera_view *out)
{
    const struct kiosk_app_sight *shown = &app->eye.shown;
    const struct kiosk_scan_preview *p = &shown->preview;
    *out = (struct kiosk_camera_view){.configured = app->config.camera,
            .configured_chosen = is_configured(app),
            .choice_count = app->camera_count,
            .name = ""};
    for (size_t i = 0; i < app->camera_count; i++) {
        const struct kiosk_camera *camera = &app->cameras[i];
        out->choices[i] =
                (struct kiosk_camera_choice){.name = *camera->name ? camera->name : camera->device,
                        .device = camera->device,
                        .chosen = is_chosen(app, camera),
                        .in_use = is_in_use(app, camera),
                        .hindrance = hindrance_of(camera)};
    }
    memcpy(out->tried, app->tried, sizeof out->tried);
    if (app->camera != KIOSK_CAMERA_OK || p->width == 0)
        return;
    out->name = shown->camera;
    out->width = p->width;
    out->height = p->height;
    out->fps_tenths = p->fps_tenths;
    out->look_us = p->look_us;
    out->brightness = (p->brightness * 100 + 127) / 255;
    out->module_px = p->module_px;
}
