#ifndef STATION_POLLS_H
#define STATION_POLLS_H

/* Sync requests that brought nothing and wait for news: each is answered when there is something
 * for its kiosk, gathered for 50 ms so that a burst goes out as one, or after 25 s. One per kiosk:
 * an older one is answered when another comes. The writer's thread. */

#include "station/job.h"

#define STATION_POLL_MS 25000
#define STATION_GATHER_MS 50

struct station_polls {
    struct station_job *first;
    int64_t news_at; /* when what has come is given out, steady ms; 0 = nothing has come */
};

/* What is done with a poll whose turn has come. Returns false to keep it: there is nothing for it
 * and it need not go. */
typedef bool station_poll_fn(struct station_job *job, bool must_go, void *arg);

/* Holds a job; asks `answer` for an older one of the same kiosk. */
void station_polls_hold(struct station_polls *polls, struct station_job *job, int64_t now,
        station_poll_fn *answer, void *arg);

/* There is news. */
void station_polls_news(struct station_polls *polls, int64_t now);

/* Answers what is due; those answered, and those whose client is gone, are freed. */
void station_polls_run(
        struct station_polls *polls, int64_t now, station_poll_fn *answer, void *arg);

/* When run has something to do next, steady ms; INT64_MAX for never. */
int64_t station_polls_next(const struct station_polls *polls);

/* Frees all of them. */
void station_polls_destroy(struct station_polls *polls);

#endif
