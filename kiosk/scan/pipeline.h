#ifndef KIOSK_SCAN_PIPELINE_H
#define KIOSK_SCAN_PIPELINE_H

/* The scan thread: source → watch → debounce → callback. Frames that were not looked at in
 * time are dropped by the source, so what is seen is always now. A camera that is missing or
 * vanishes is opened again every second. While inactive, or without a camera, the thread sleeps and
 * the camera is closed. */

#include <pthread.h>
#include <stdbool.h>

#include "kiosk/scan/preview.h"
#include "kiosk/scan/source.h"

#define KIOSK_REOPEN_MS 1000

enum kiosk_camera_state {
    KIOSK_SCAN_NONE,    /* the kiosk has no camera (source none) */
    KIOSK_SCAN_OFF,     /* not wanted now, or another one that is not open yet */
    KIOSK_SCAN_OK,      /* frames come; a reason, if any, tells of a picture that was skipped */
    KIOSK_SCAN_MISSING, /* could not be opened; tried again every second */
    KIOSK_SCAN_LOST,    /* gave frames, then failed; tried again every second */
};

/* All are called on the scan thread and must not block; pointers are borrowed for the call. They
 * may call set_active and stop, never join. All but on_text may be NULL. */
struct kiosk_scan_callbacks {
    /* A text came into view: printable ASCII of at most KM_SCAN_TEXT_MAX bytes, or "" for a QR code
     * that holds no plain text (so certainly no ticket). */
    void (*on_text)(const char *text, void *userdata);
    void (*on_preview)(const struct kiosk_scan_preview *preview, void *userdata);
    /* At the start and on every change. reason: for people, "" where there is none. */
    void (*on_status)(enum kiosk_camera_state state, const char *reason, void *userdata);
    /* After kiosk_pipeline_ask. Cameras are touched on this thread alone, so whoever wants to know
     * about others than the one that runs does it here; it may take as long as devices do. */
    void (*on_asked)(void *userdata);
    void *userdata; /* borrowed */
};

/* Embedded in its owner; its fields belong to pipeline.c. */
struct kiosk_pipeline {
    pthread_t thread;
    pthread_mutex_t m;
    pthread_cond_t changed;
    bool started;
    bool stopping;               /* guarded by m */
    bool active;                 /* guarded by m */
    bool asked;                  /* guarded by m */
    bool changing;               /* guarded by m: `next` is to be the source */
    struct kiosk_source *next;   /* owned; guarded by m */
    struct kiosk_source *source; /* owned; scan thread; NULL: none */
    struct kiosk_scan_callbacks callbacks;
};

/* Starts the thread. source: owned by the pipeline from now on, also on failure; NULL for none.
 * err: KM_ERR_MAX bytes. */
bool kiosk_pipeline_start(struct kiosk_pipeline *pipeline, struct kiosk_source *source, bool active,
        const struct kiosk_scan_callbacks *callbacks, char *err);

/* Turns the camera on or off. Any thread. */
void kiosk_pipeline_set_active(struct kiosk_pipeline *pipeline, bool active);

/* Another camera, from now on: owned by the pipeline; NULL for none. Any thread. */
void kiosk_pipeline_set_source(struct kiosk_pipeline *pipeline, struct kiosk_source *source);

/* Has on_asked called soon. Any thread. */
void kiosk_pipeline_ask(struct kiosk_pipeline *pipeline);

/* Asks the thread to end; returns at once. Any thread, any number of times. */
void kiosk_pipeline_stop(struct kiosk_pipeline *pipeline);

/* Stops, waits for the end (at most about 0.1 s and one scan) and frees all. Accepts a zeroed
 * struct. */
void kiosk_pipeline_join(struct kiosk_pipeline *pipeline);

#endif
