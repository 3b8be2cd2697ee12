#include "station/polls.h"

#include "core/net/reply.h"

#include <stdlib.h>

void station_polls_hold(struct station_polls *polls, struct station_job *job, int64_t now,
        station_poll_fn *answer, void *arg)
{
    for (struct station_job **at = &polls->first; *at != NULL; at = &(*at)->next) {
        struct station_job *older = *at;
        if (older->request.node == job->request.node) {
            *at = older->next;
            answer(older, true, arg);
            station_job_free(older);
            break;
        }
    }
    job->deadline = now + STATION_POLL_MS;
    job->next = polls->first;
    polls->first = job;
}

void station_polls_news(struct station_polls *polls, int64_t now)
{
    if (polls->news_at == 0) {
        polls->news_at = now + STATION_GATHER_MS;
    }
}

void station_polls_run(struct station_polls *polls, int64_t now, station_poll_fn *answer, void *arg)
{
    bool is_news = polls->news_at != 0 && polls->news_at <= now;
    if (is_news) {
        polls->news_at = 0;
    }
    for (struct station_job **at = &polls->first; *at != NULL;) {
        struct station_job *job = *at;
        bool must_go = job->deadline <= now;
        bool gone = km_reply_gone(job->reply);
        if (gone || ((is_news || must_go) && answer(job, must_go, arg))) {
            *at = job->next;
            station_job_free(job);
        } else {
            at = &job->next;
        }
    }
}

int64_t station_polls_next(const struct station_polls *polls)
{
    int64_t next = polls->news_at != 0 ? polls->news_at : INT64_MAX;
    for (const struct station_job *job = polls->first; job != NULL; job = job->next) {
        next = job->deadline < next ? job->deadline : next;
    }
    return next;
}

void station_polls_destroy(struct station_polls *polls)
{
    while (polls->first != NULL) {
        struct station_job *job = polls->first;
        polls->first = job->next;
        station_job_free(job);
    }
}
