#ifndef STATION_JOB_H
#define STATION_JOB_H

/* What the HTTP loop asks of the writer: one request each, with the reply that the writer finishes.
 * Jobs go through one bounded queue; when it is full the loop says so to the client instead of
 * waiting. A job belongs to whoever holds it; the queue is for any thread. */

#include "core/sync.h"
#include "core/ticket.h"

#include <pthread.h>

struct km_reply;

/* Requests that wait for the writer, and the bytes of their bodies: a second of the worst load. */
#define STATION_JOBS_MAX 4000
#define STATION_JOB_BYTES_MAX (96u * 1024u * 1024u)

enum station_job_kind { STATION_JOB_SYNC, STATION_JOB_ENROL, STATION_JOB_TICKET };

struct station_job {
    struct station_job *next;
    enum station_job_kind kind;
    struct km_reply *reply; /* owned; NULL once sent */
    uint8_t *body;          /* owned; the message, or the text of the token */
    size_t len;

    /* Of a sync; all borrow from body. */
    struct km_sync_request request;
    struct km_envelope envelope;
    bool is_proven;   /* its signature was checked */
    int64_t received; /* UTC ms */
    uint32_t records; /* in its runs */

    /* The writer's own: */
    struct km_list_writer refused, grants, vector; /* vector: of a held poll */
    int64_t deadline;                              /* of a held poll, steady ms */
    bool is_english;                               /* of a ticket page */
};

/* Copies the body. Owned: station_job_free, which also drops a reply that was not sent. */
struct station_job *station_job_new(
        enum station_job_kind kind, struct km_reply *reply, const void *body, size_t len);
void station_job_free(struct station_job *job); /* NULL is fine */

struct station_jobs {
    pthread_mutex_t m;
    pthread_cond_t more;
    struct station_job *first, **last; /* guarded by m */
    size_t count, bytes;
    bool is_closed;
};

void station_jobs_init(struct station_jobs *jobs);
void station_jobs_destroy(struct station_jobs *jobs);

/* Takes the job over; false when the queue is full or closed: it stays the caller's. */
bool station_jobs_put(struct station_jobs *jobs, struct station_job *job);

/* The next jobs as a list, as many as fit one transaction; waits until `deadline` (steady ms) for
 * the first. NULL when none came in time. *out_closed: the queue was closed and is empty. */
struct station_job *station_jobs_take(
        struct station_jobs *jobs, int64_t deadline, bool *out_closed);

/* Lets the taker drain what is there, and takes nothing more. */
void station_jobs_close(struct station_jobs *jobs);

#endif
