#ifndef STATION_WRITER_H
#define STATION_WRITER_H

/* The one thread that owns the campus: it takes jobs from the queue, several into one transaction,
 * answers them, and puts a new copy of the figures on the board. It also follows what other
 * processes write into the store, and the clock: a zone opens, a kiosk falls silent. */

#include "station/campus.h"
#include "station/figures.h"
#include "station/job.h"
#include "station/polls.h"
#include "station/presence.h"

struct station_writer {
    /* Set before start; borrowed. */
    struct station_campus *campus; /* the thread's alone from start to join */
    struct station_presence *presence;
    struct station_board *board;  /* holds figures from start on */
    void (*published)(void *arg); /* called on the writer's thread after each change; any length */
    void *arg;

    struct station_jobs jobs; /* any thread puts */
    pthread_t thread;
    bool is_started; /* stop and destroy take a writer that never was */

    /* The thread's own: */
    struct station_polls polls;
    uint64_t records;   /* seen in the store */
    bool is_changed;    /* the figures may be others by now */
    int64_t publish_at; /* not before, steady ms */
    int64_t tick_at;
    int64_t save_at; /* who was heard, next */
};

/* Publishes the first figures and starts the thread, named "writer". Main thread. */
bool station_writer_start(struct station_writer *writer, char *err);

/* Finishes the jobs that are queued, then ends the thread; what waits for news is let go. From then
 * on the queue takes nothing. Main thread. */
void station_writer_stop(struct station_writer *writer);

/* When nobody puts jobs any more. */
void station_writer_destroy(struct station_writer *writer);

#endif
