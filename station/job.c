#include "station/job.h"

#include "core/net/reply.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

/* One transaction: at most so many records, so that nobody waits long for its commit, and at most
 * so many bytes as a transaction takes. */
#define BATCH_RECORDS 10000
#define BATCH_BYTES (KM_TRANSACTION_MAX - KM_SYNC_MAX)

struct station_job *station_job_new(
        enum station_job_kind kind, struct km_reply *reply, const void *body, size_t len)
{
    struct station_job *job = calloc(1, sizeof *job);
    uint8_t *copy = malloc(len + 1);
    if (job == NULL || copy == NULL) {
        abort();
    }
    memcpy(copy, len > 0 ? body : "", len);
    copy[len] = '\0';
    *job = (struct station_job){.kind = kind, .reply = reply, .body = copy, .len = len};
    return job;
}

void station_job_free(struct station_job *job)
{
    if (job == NULL) {
        return;
    }
    if (job->reply != NULL) {
        km_reply_send_text(job->reply, 503, "The station is stopping");
    }
    km_list_destroy(&job->refused);
    km_list_destroy(&job->grants);
    km_list_destroy(&job->vector);
    free(job->body);
    free(job);
}

void station_jobs_init(struct station_jobs *jobs)
{
    *jobs = (struct station_jobs){0};
    jobs->last = &jobs->first;
    pthread_mutex_init(&jobs->m, NULL);
    pthread_condattr_t attributes;
    pthread_condattr_init(&attributes);
    pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
    pthread_cond_init(&jobs->more, &attributes);
    pthread_condattr_destroy(&attributes);
}

void station_jobs_destroy(struct station_jobs *jobs)
{
    while (jobs->first != NULL) {
        struct station_job *job = jobs->first;
        jobs->first = job->next;
        station_job_free(job);
    }
    pthread_cond_destroy(&jobs->more);
    pthread_mutex_destroy(&jobs->m);
}

bool station_jobs_put(struct station_jobs *jobs, struct station_job *job)
{
    pthread_mutex_lock(&jobs->m);
    bool has_room = !jobs->is_closed && jobs->count < STATION_JOBS_MAX &&
                    jobs->bytes + job->len <= STATION_JOB_BYTES_MAX;
    if (has_room) {
        job->next = NULL;
        *jobs->last = job;
        jobs->last = &job->next;
        jobs->count++;
        jobs->bytes += job->len;
        pthread_cond_signal(&jobs->more);
    }
    pthread_mutex_unlock(&jobs->m);
    return has_room;
}

/* Cuts the jobs that fit one transaction off the front; at least one. Holding m. */
static struct station_job *cut(struct station_jobs *jobs)
{
    struct station_job *first = jobs->first, *last = first;
    uint64_t records = first->records, bytes = first->len;
    jobs->count--;
    while (last->next != NULL && records + last->next->records <= BATCH_RECORDS &&
            bytes + last->next->len <= BATCH_BYTES) {
        last = last->next;
        records += last->records;
        bytes += last->len;
        jobs->count--;
    }
    jobs->bytes -= bytes;
    jobs->first = last->next;
    if (jobs->first == NULL) {
        jobs->last = &jobs->first;
    }
    last->next = NULL;
    return first;
}

struct station_job *station_jobs_take(struct station_jobs *jobs, int64_t deadline, bool *out_closed)
{
    struct timespec until = {deadline / 1000, deadline % 1000 * 1000000};
    int waited = 0;
    pthread_mutex_lock(&jobs->m);
    while (jobs->first == NULL && !jobs->is_closed && waited == 0) {
        waited = pthread_cond_timedwait(&jobs->more, &jobs->m, &until);
    }
    struct station_job *taken = jobs->first != NULL ? cut(jobs) : NULL;
    *out_closed = taken == NULL && jobs->is_closed;
    pthread_mutex_unlock(&jobs->m);
    return taken;
}

void station_jobs_close(struct station_jobs *jobs)
{
    pthread_mutex_lock(&jobs->m);
    jobs->is_closed = true;
    pthread_cond_signal(&jobs->more);
    pthread_mutex_unlock(&jobs->m);
}
