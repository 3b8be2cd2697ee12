#include "kiosk/scan/pipeline.h"

#include <assert.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "kiosk/scan/debounce.h"
#include "kiosk/scan/watch.h"

/* How long one wait for a frame lasts, and so how late a stop may be noticed. */
#define WAIT_MS 100

/* What only the scan thread has. */
struct scan {
    struct kiosk_pipeline *pipeline; /* borrowed */
    struct kiosk_watch *watch;       /* owned */
    struct kiosk_debounce debounce;
    struct kiosk_preview_maker preview;
    char camera[KM_ERR_MAX]; /* what the source calls itself */
    bool told;               /* a status was given: this one */
    enum kiosk_camera_state state;
    char reason[KM_ERR_MAX];
};

static int64_t clock_us(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

static void tell(struct scan *scan, enum kiosk_camera_state state, const char *reason)
{
    if (scan->told && scan->state == state && strcmp(scan->reason, reason) == 0)
        return;
    scan->told = true;
    scan->state = state;
    snprintf(scan->reason, sizeof scan->reason, "%s", reason);
    const struct kiosk_scan_callbacks *callbacks = &scan->pipeline->callbacks;
    if (callbacks->on_status)
        callbacks->on_status(state, scan->reason, callbacks->userdata);
}

static bool is_stopping(struct kiosk_pipeline *pipeline)
{
    pthread_mutex_lock(&pipeline->m);
    bool stopping = pipeline->stopping;
    pthread_mutex_unlock(&pipeline->m);
    return stopping;
}

static bool is_wanted(struct kiosk_pipeline *pipeline)
{
    pthread_mutex_lock(&pipeline->m);
    bool wanted = pipeline->active && !pipeline->stopping && !pipeline->changing;
    pthread_mutex_unlock(&pipeline->m);
    return wanted;
}

static void answer(struct kiosk_pipeline *pipeline)
{
    pthread_mutex_lock(&pipeline->m);
    bool asked = pipeline->asked;
    pipeline->asked = false;
    pthread_mutex_unlock(&pipeline->m);
    if (asked && pipeline->callbacks.on_asked)
        pipeline->callbacks.on_asked(pipeline->callbacks.userdata);
}

/* Another source was given: it takes the place of the closed one. True when that was so. */
static bool change_source(struct kiosk_pipeline *pipeline)
{
    struct kiosk_source *old = NULL;
    pthread_mutex_lock(&pipeline->m);
    bool changing = pipeline->changing;
    if (changing) {
        old = pipeline->source;
        pipeline->source = pipeline->next;
        pipeline->next = NULL;
        pipeline->changing = false;
    }
    pthread_mutex_unlock(&pipeline->m);
    kiosk_source_free(old);
    return changing;
}

/* Sleeps until the camera is wanted and there is one, something is asked, or the pipeline stops. */
static void wait_until_wanted(struct kiosk_pipeline *pipeline)
{
    pthread_mutex_lock(&pipeline->m);
    while (!pipeline->stopping && !pipeline->changing && !pipeline->asked &&
            !(pipeline->active && pipeline->source))
        pthread_cond_wait(&pipeline->changed, &pipeline->m);
    pthread_mutex_unlock(&pipeline->m);
}

/* Sleeps before the next try to open; a stop or a switch-off ends it early. */
static void wait_to_reopen(struct kiosk_pipeline *pipeline)
{
    struct timespec until;
    clock_gettime(CLOCK_MONOTONIC, &until);
    until.tv_sec += KIOSK_REOPEN_MS / 1000;
    until.tv_nsec += KIOSK_REOPEN_MS % 1000 * 1000000;
    if (until.tv_nsec >= 1000000000) {
        until.tv_sec++;
        until.tv_nsec -= 1000000000;
    }
    pthread_mutex_lock(&pipeline->m);
    while (!pipeline->stopping && !pipeline->changing && !pipeline->asked && pipeline->active &&
            pthread_cond_timedwait(&pipeline->changed, &pipeline->m, &until) == 0)
        ;
    pthread_mutex_unlock(&pipeline->m);
}

static void give_text(struct scan *scan, const char *text, int64_t now_ms)
{
    const struct kiosk_scan_callbacks *callbacks = &scan->pipeline->callbacks;
    if (kiosk_debounce_take(&scan->debounce, text, now_ms))
        callbacks->on_text(text, callbacks->userdata);
}

static void give_preview(struct scan *scan, const struct kiosk_grey *frame, int64_t now_ms)
{
    const struct kiosk_scan_callbacks *callbacks = &scan->pipeline->callbacks;
    const struct kiosk_scan_preview *made =
            callbacks->on_preview ? kiosk_preview_make(&scan->preview, frame, now_ms) : NULL;
    if (!made)
        return;
    struct kiosk_scan_preview preview = *made;
    preview.camera = scan->camera;
    callbacks->on_preview(&preview, callbacks->userdata);
}

/* A text goes on its way before anything is done for the eye. */
static void scan_frame(struct scan *scan, const struct kiosk_grey *frame)
{
    int64_t begun_us = clock_us();
    const struct kiosk_watched *watched = kiosk_watch_frame(scan->watch, frame);
    int64_t now_us = clock_us(); /* slow looks must not age the codes they find */
    for (int i = 0; i < watched->readings.count; i++)
        give_text(scan, watched->readings.list[i].text, now_us / 1000);
    if (watched->readings.count == 0 && watched->readings.refused > 0)
        give_text(scan, "", now_us / 1000);
    else if (watched->readings.count == 0 && watched->sighting.seen)
        kiosk_debounce_hold(&scan->debounce, now_us / 1000);
    kiosk_preview_note(&scan->preview, watched, (int)(now_us - begun_us), now_us / 1000);
    give_preview(scan, frame, now_us / 1000);
}

/* One that is not looked at: it counts, and what was in view still is. */
static void pass_frame(struct scan *scan)
{
    kiosk_preview_note(&scan->preview, kiosk_watch_pass(scan->watch), 0, clock_us() / 1000);
}

/* Takes frames as long as they are wanted. False where the source failed before that. */
static bool scan_source(struct scan *scan)
{
    struct kiosk_source *source = scan->pipeline->source;
    struct kiosk_grey frame;
    char err[KM_ERR_MAX];
    kiosk_watch_restart(scan->watch);
    kiosk_preview_restart(&scan->preview);
    source->ops->describe(source, scan->camera);
    bool passed = false; /* the last one */
    while (is_wanted(scan->pipeline)) {
        answer(scan->pipeline);
        bool pass = !passed && kiosk_watch_rests(scan->watch);
        switch (source->ops->next(source, WAIT_MS, pass ? NULL : &frame, err)) {
        case KIOSK_SOURCE_FRAME:
            if (scan->state != KIOSK_SCAN_OK)
                tell(scan, KIOSK_SCAN_OK, "");
            if (pass)
                pass_frame(scan);
            else
                scan_frame(scan, &frame);
            passed = pass;
            break;
        case KIOSK_SOURCE_NOTHING:
            break;
        case KIOSK_SOURCE_SKIPPED:
            tell(scan, KIOSK_SCAN_OK, err);
            break;
        case KIOSK_SOURCE_FAILED:
            tell(scan, KIOSK_SCAN_LOST, err);
            return false;
        }
    }
    return true;
}

static void *run(void *argument)
{
    struct kiosk_pipeline *pipeline = argument;
    struct scan scan = {.pipeline = pipeline, .watch = kiosk_watch_new()};
    char err[KM_ERR_MAX];
    while (!is_stopping(pipeline)) {
        answer(pipeline);
        bool changed = change_source(pipeline);
        if (changed) /* what became of the last one says nothing of this */
            scan.told = false;
        if (!pipeline->source)
            tell(&scan, KIOSK_SCAN_NONE, "");
        else if (changed || !is_wanted(pipeline)) /* its pictures are the last one's no more */
            tell(&scan, KIOSK_SCAN_OFF, "");
        wait_until_wanted(pipeline);
        if (!pipeline->source || !is_wanted(pipeline))
            continue;
        bool failed = true;
        if (pipeline->source->ops->open(pipeline->source, err)) {
            failed = !scan_source(&scan);
            pipeline->source->ops->close(pipeline->source);
        } else {
            bool lost = scan.state == KIOSK_SCAN_LOST;
            tell(&scan, lost ? KIOSK_SCAN_LOST : KIOSK_SCAN_MISSING, err);
        }
        if (failed)
            wait_to_reopen(pipeline);
    }
    kiosk_preview_destroy(&scan.preview);
    kiosk_watch_free(scan.watch);
    return NULL;
}

bool kiosk_pipeline_start(struct kiosk_pipeline *pipeline, struct kiosk_source *source, bool active,
        const struct kiosk_scan_callbacks *callbacks, char *err)
{
    assert(callbacks->on_text);
    *pipeline =
            (struct kiosk_pipeline){.source = source, .active = active, .callbacks = *callbacks};
    pthread_mutex_init(&pipeline->m, NULL);
    pthread_condattr_t monotonic;
    pthread_condattr_init(&monotonic);
    pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
    pthread_cond_init(&pipeline->changed, &monotonic);
    pthread_condattr_destroy(&monotonic);
    int error = pthread_create(&pipeline->thread, NULL, run, pipeline);
    if (error) {
        snprintf(err, KM_ERR_MAX, "%s", strerror(error));
        pthread_cond_destroy(&pipeline->changed);
        pthread_mutex_destroy(&pipeline->m);
        kiosk_source_free(source);
        *pipeline = (struct kiosk_pipeline){0};
        return false;
    }
    pipeline->started = true;
    return true;
}

void kiosk_pipeline_set_active(struct kiosk_pipeline *pipeline, bool active)
{
    pthread_mutex_lock(&pipeline->m);
    pipeline->active = active;
    pthread_cond_broadcast(&pipeline->changed);
    pthread_mutex_unlock(&pipeline->m);
}

void kiosk_pipeline_set_source(struct kiosk_pipeline *pipeline, struct kiosk_source *source)
{
    pthread_mutex_lock(&pipeline->m);
    struct kiosk_source *unused = pipeline->next; /* was never come to */
    pipeline->next = source;
    pipeline->changing = true;
    pthread_cond_broadcast(&pipeline->changed);
    pthread_mutex_unlock(&pipeline->m);
    kiosk_source_free(unused);
}

void kiosk_pipeline_ask(struct kiosk_pipeline *pipeline)
{
    pthread_mutex_lock(&pipeline->m);
    pipeline->asked = true;
    pthread_cond_broadcast(&pipeline->changed);
    pthread_mutex_unlock(&pipeline->m);
}

void kiosk_pipeline_stop(struct kiosk_pipeline *pipeline)
{
    pthread_mutex_lock(&pipeline->m);
    pipeline->stopping = true;
    pthread_cond_broadcast(&pipeline->changed);
    pthread_mutex_unlock(&pipeline->m);
}

void kiosk_pipeline_join(struct kiosk_pipeline *pipeline)
{
    if (!pipeline->started)
        return;
    kiosk_pipeline_stop(pipeline);
    pthread_join(pipeline->thread, NULL);
    pthread_cond_destroy(&pipeline->changed);
    pthread_mutex_destroy(&pipeline->m);
    kiosk_source_free(pipeline->next);
    kiosk_source_free(pipeline->source);
    *pipeline = (struct kiosk_pipeline){0};
}
