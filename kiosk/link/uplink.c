#include "kiosk/link/uplink.h"

#include "kiosk/link/refusal.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

#define SYNC_PATH "/api/v1/sync"
#define POLL_TIMEOUT_MS 35000 /* the station answers after 25 s at the latest */
#define SEND_TIMEOUT_MS 15000
#define CONNECT_MS 3000

/* What one exchange asks of the keeper and gives it. */
struct exchange {
    bool listens;
    struct km_buffer request;   /* owned */
    struct kiosk_answer answer; /* bytes borrowed from the client's answer */
    bool ok, more;
    bool presses; /* the station brings at once what cannot be taken in: leave it some time */
    enum kiosk_reach reach;
    enum kiosk_refusal refusal;
    char *err; /* borrowed, KM_ERR_MAX */
};

static bool compose(struct kiosk_keeper *keeper, void *payload)
{
    struct exchange *x = payload;
    x->answer.asked = kiosk_instant_now();
    x->ok = kiosk_keeper_compose(
            keeper, x->listens, x->answer.asked, &x->request, x->answer.nonce, x->err);
    return false;
}

static bool absorb(struct kiosk_keeper *keeper, void *payload)
{
    struct exchange *x = payload;
    x->ok = kiosk_keeper_absorb(keeper, &x->answer, x->err);
    x->more = x->ok && kiosk_keeper_has_news(keeper, x->answer.heard);
    x->presses = x->ok && keeper->refuses;
    x->reach = x->ok ? KIOSK_REACH_GOOD : keeper->foreign ? KIOSK_REACH_STRANGER : KIOSK_REACH_AWAY;
    return true;
}

static bool note_lost(struct kiosk_keeper *keeper, void *payload)
{
    struct exchange *x = payload;
    kiosk_keeper_lost(keeper);
    x->more = kiosk_keeper_has_news(keeper, kiosk_instant_now());
    return true;
}

static bool note_refused(struct kiosk_keeper *keeper, void *payload)
{
    const struct exchange *x = payload;
    kiosk_keeper_refused(
            keeper, x->refusal == KIOSK_REFUSED_REVOKED ? KIOSK_STOP_REVOKED : KIOSK_STOP_RETIRED);
    return true;
}

static void take_refusal(
        struct kiosk_line *line, struct exchange *x, const struct km_client_answer *answer)
{
    x->ok = false;
    x->refusal = kiosk_refusal_read(answer, x->err);
    x->reach = x->refusal == KIOSK_REFUSED           ? KIOSK_REACH_AWAY
               : x->refusal == KIOSK_REFUSED_UNKNOWN ? KIOSK_REACH_STRANGER
                                                     : KIOSK_REACH_CUT_OFF;
    if (x->reach == KIOSK_REACH_CUT_OFF)
        kiosk_counter_call(line->uplink->counter, note_refused, x);
}

static bool carry(struct kiosk_line *line, struct exchange *x)
{
    struct km_client_answer answer;
    struct km_client_request request = {.method = "POST",
            .url = line->uplink->url,
            .type = "application/cbor",
            .body = x->request.bytes,
            .body_len = x->request.len,
            .connect_ms = CONNECT_MS,
            .timeout_ms = line->listens ? POLL_TIMEOUT_MS : SEND_TIMEOUT_MS,
            .answer_max = KM_SYNC_MAX};
    x->answer.asked = kiosk_instant_now();
    if (!km_client_send(line->client, &request, &answer, x->err)) {
        x->reach = KIOSK_REACH_AWAY;
        return false;
    }
    x->answer.heard = kiosk_instant_now();
    x->answer.bytes = answer.body;
    x->answer.len = answer.body_len;
    if (answer.status == 200)
        kiosk_counter_call(line->uplink->counter, absorb, x);
    else
        take_refusal(line, x, &answer);
    km_client_answer_destroy(&answer);
    return x->ok;
}

/* One request and its answer: what came of it stands in *out. */
static bool exchange(struct kiosk_line *line, struct exchange *out, char *err)
{
    *out = (struct exchange){.listens = line->listens, .reach = KIOSK_REACH_AWAY, .err = err};
    km_buffer_init(&out->request, KM_SYNC_MAX);
    kiosk_counter_call(line->uplink->counter, compose, out);
    bool ok = out->ok && carry(line, out);
    km_buffer_destroy(&out->request);
    return ok;
}

static void tell(struct kiosk_uplink *uplink, enum kiosk_reach reach, const char *reason)
{
    pthread_mutex_lock(&uplink->m);
    bool is_new = !uplink->told || uplink->reach != reach;
    uplink->told = true;
    uplink->reach = reach;
    bool stopping = uplink->stopping;
    pthread_mutex_unlock(&uplink->m);
    if (is_new && !stopping && uplink->on_status)
        uplink->on_status(reach, reason, uplink->userdata);
}

/* Sleeps that long, less when the link stops. */
static bool pause_for(struct kiosk_uplink *uplink, int ms)
{
    struct timespec until;
    clock_gettime(CLOCK_MONOTONIC, &until);
    int64_t ns = until.tv_nsec + (int64_t)ms * 1000000;
    until.tv_sec += ns / 1000000000;
    until.tv_nsec = ns % 1000000000;
    pthread_mutex_lock(&uplink->m);
    while (!uplink->stopping && pthread_cond_timedwait(&uplink->changed, &uplink->m, &until) == 0)
        ;
    bool stopping = uplink->stopping;
    pthread_mutex_unlock(&uplink->m);
    return !stopping;
}

/* The sender waits for something to send. */
static bool wait_for_news(struct kiosk_uplink *uplink)
{
    pthread_mutex_lock(&uplink->m);
    while (!uplink->stopping && !uplink->news)
        pthread_cond_wait(&uplink->changed, &uplink->m);
    uplink->news = false;
    bool stopping = uplink->stopping;
    pthread_mutex_unlock(&uplink->m);
    return !stopping;
}

static bool is_stopping(struct kiosk_uplink *uplink)
{
    pthread_mutex_lock(&uplink->m);
    bool stopping = uplink->stopping;
    pthread_mutex_unlock(&uplink->m);
    return stopping;
}

static void *run(void *arg)
{
    struct kiosk_line *line = arg;
    struct kiosk_uplink *uplink = line->uplink;
    char err[KM_ERR_MAX];
    int retry = KIOSK_RETRY_FIRST_MS;
    while (line->listens ? !is_stopping(uplink) : wait_for_news(uplink)) {
        struct exchange x;
        if (exchange(line, &x, err)) {
            tell(uplink, KIOSK_REACH_GOOD, "");
            retry = KIOSK_RETRY_FIRST_MS;
            if (x.more)
                kiosk_uplink_wake(uplink);
            /* A station that takes nothing, or brings what we cannot take, must not be asked in a
             * tight loop. */
            int rest = x.presses ? KIOSK_RETRY_LAST_MS : KIOSK_NEXT_MS;
            if ((line->listens ? x.presses : x.more) && !pause_for(uplink, rest))
                break;
            continue;
        }
        tell(uplink, x.reach, err);
        kiosk_counter_call(uplink->counter, note_lost, &x);
        if (!line->listens && x.more)
            kiosk_uplink_wake(uplink);
        if (!pause_for(uplink, retry))
            break;
        retry = 2 * retry < KIOSK_RETRY_LAST_MS ? 2 * retry : KIOSK_RETRY_LAST_MS;
    }
    return NULL;
}

static bool start_line(
        struct kiosk_uplink *uplink, struct kiosk_line *line, bool listens, char *err)
{
    *line = (struct kiosk_line){.uplink = uplink, .listens = listens};
    line->client = km_client_new();
    int failed = pthread_create(&line->thread, NULL, run, line);
    if (failed != 0)
        snprintf(err, KM_ERR_MAX, "Could not start the link: %s", strerror(failed));
    line->started = failed == 0;
    return line->started;
}

void kiosk_uplink_init(struct kiosk_uplink *uplink)
{
    *uplink = (struct kiosk_uplink){.news = true};
    pthread_condattr_t monotonic;
    pthread_condattr_init(&monotonic);
    pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
    pthread_mutex_init(&uplink->m, NULL);
    pthread_cond_init(&uplink->changed, &monotonic);
    pthread_condattr_destroy(&monotonic);
}

void kiosk_uplink_destroy(struct kiosk_uplink *uplink)
{
    pthread_cond_destroy(&uplink->changed);
    pthread_mutex_destroy(&uplink->m);
}

bool kiosk_uplink_start(struct kiosk_uplink *uplink, struct kiosk_counter *counter,
        const char *station, kiosk_uplink_status *on_status, void *userdata, char *err)
{
    uplink->counter = counter;
    uplink->on_status = on_status;
    uplink->userdata = userdata;
    snprintf(uplink->url, sizeof uplink->url, "%.*s" SYNC_PATH, KM_URL_MAX, station);
    if (start_line(uplink, &uplink->lines[0], false, err) &&
            start_line(uplink, &uplink->lines[1], true, err))
        return true;
    kiosk_uplink_stop(uplink);
    return false;
}

void kiosk_uplink_wake(struct kiosk_uplink *uplink)
{
    pthread_mutex_lock(&uplink->m);
    uplink->news = true;
    pthread_cond_broadcast(&uplink->changed);
    pthread_mutex_unlock(&uplink->m);
}

void kiosk_uplink_stop(struct kiosk_uplink *uplink)
{
    pthread_mutex_lock(&uplink->m);
    uplink->stopping = true;
    pthread_cond_broadcast(&uplink->changed);
    pthread_mutex_unlock(&uplink->m);
    for (int i = 0; i < 2; i++)
        if (uplink->lines[i].client)
            km_client_abort(uplink->lines[i].client);
    for (int i = 0; i < 2; i++) {
        struct kiosk_line *line = &uplink->lines[i];
        if (line->started)
            pthread_join(line->thread, NULL);
        km_client_free(line->client);
        *line = (struct kiosk_line){0};
    }
}
