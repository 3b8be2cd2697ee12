#include "kiosk/link/enroller.h"

#include "core/enrol.h"

#include <stdio.h>
#include <string.h>

void kiosk_enroller_init(struct kiosk_enroller *enroller)
{
    enroller->started = enroller->busy = enroller->stopping = false;
    enroller->client = NULL;
    pthread_mutex_init(&enroller->m, NULL);
}

static enum kiosk_enrol_end enrol(
        struct kiosk_enroller *enroller, struct kiosk_identity *identity, char *err)
{
    struct km_journal *journal = NULL;
    const char *station = enroller->station && *enroller->station ? enroller->station : NULL;
    if (!kiosk_data_open(enroller->directory, &journal, err))
        return KIOSK_ENROL_FAILED;
    enum kiosk_enrol_end end = kiosk_enrol_by(
            enroller->client, journal, enroller->code, station, enroller->name, identity, err);
    journal->ops->close(journal);
    return end;
}

static void *run(void *arg)
{
    struct kiosk_enroller *enroller = arg;
    struct kiosk_identity identity;
    char err[KM_ERR_MAX] = "";
    enum kiosk_enrol_end end = enrol(enroller, &identity, err);
    bool done = end == KIOSK_ENROL_DONE;
    pthread_mutex_lock(&enroller->m);
    bool stopping = enroller->stopping;
    pthread_mutex_unlock(&enroller->m);
    if (!stopping)
        enroller->on_end(end, done ? &identity : NULL, done ? "" : err, enroller->userdata);
    pthread_mutex_lock(&enroller->m);
    enroller->busy = false;
    pthread_mutex_unlock(&enroller->m);
    return NULL;
}

/* The thread that is at its end. */
static void join(struct kiosk_enroller *enroller)
{
    if (!enroller->started)
        return;
    pthread_join(enroller->thread, NULL);
    km_client_free(enroller->client);
    enroller->client = NULL;
    enroller->started = false;
}

bool kiosk_enroller_start(struct kiosk_enroller *enroller, const char *text, char *err)
{
    struct km_enrol_code code;
    if (!km_enrol_code_read(text, &code, err))
        return false;
    pthread_mutex_lock(&enroller->m);
    bool busy = enroller->busy;
    pthread_mutex_unlock(&enroller->m);
    if (busy)
        return true;
    join(enroller);
    snprintf(enroller->code, sizeof enroller->code, "%s", text);
    enroller->client = km_client_new();
    enroller->busy = enroller->started = true; /* no thread sees it yet */
    int failed = pthread_create(&enroller->thread, NULL, run, enroller);
    if (failed == 0)
        return true;
    snprintf(err, KM_ERR_MAX, "no thread for it: %s", strerror(failed));
    km_client_free(enroller->client);
    enroller->client = NULL;
    enroller->busy = enroller->started = false;
    return false;
}

void kiosk_enroller_stop(struct kiosk_enroller *enroller)
{
    pthread_mutex_lock(&enroller->m);
    enroller->stopping = true;
    pthread_mutex_unlock(&enroller->m);
    if (enroller->client)
        km_client_abort(enroller->client);
    join(enroller);
    pthread_mutex_destroy(&enroller->m);
}
