#include "station/writer.h"

#include "core/net/reply.h"
#include "station/clock.h"
#include "station/enrolment.h"
#include "station/exchange.h"
#include "station/heard.h"
#include "station/http/error.h"
#include "station/log.h"
#include "station/ticket_page.h"

#include <stdio.h>
#include <string.h>

/* Figures go out at once, then at most so often; the clock is looked at so often. */
#define PUBLISH_MS 100
#define TICK_MS 1000

static bool answer_poll(struct station_job *job, bool must_go, void *arg)
{
    struct station_writer *writer = arg;
    return station_exchange_answer(writer->campus, job, must_go);
}

static void enrol(struct station_writer *writer, struct station_job *job)
{
    struct km_enrol_request request;
    struct km_buffer out;
    char err[KM_ERR_MAX] = "";
    uint16_t kiosk = 0;
    if (!km_enrol_request_read(job->body, job->len, &request, err)) {
        station_error_send(job->reply, 400, "bad_request", "%s", err);
        job->reply = NULL;
        return;
    }
    enum station_enrolled enrolled = writer->campus->ledger.overtaken != 0
                                             ? STATION_NOT_ENROLLED
                                             : station_enrolment_take(writer->campus, &request,
                                                       station_clock_utc(), &kiosk, err);
    if (enrolled != STATION_ENROLLED) {
        bool is_ours = enrolled == STATION_NOT_ENROLLED || enrolled == STATION_NUMBERS_GONE;
        if (is_ours) {
            station_log("Could not enrol a kiosk: %s",
                    err[0] != '\0' ? err : station_enrolled_text(enrolled));
        }
        station_error_send(job->reply, is_ours ? 503 : 403, "not_enrolled", "%s",
                station_enrolled_text(enrolled));
        job->reply = NULL;
        return;
    }
    km_buffer_init(&out, KM_ENROL_MAX);
    if (km_enrol_answer_write(request.key, kiosk, &writer->campus->ledger.keys, &out)) {
        station_log("Kiosk %u is enrolled", kiosk);
        km_reply_send_owned(job->reply, 200, "application/cbor", out.bytes, out.len);
    } else {
        km_buffer_destroy(&out);
        station_error_send(job->reply, 503, "not_enrolled", "no memory");
    }
    job->reply = NULL;
}

static void show_ticket(struct station_writer *writer, struct station_job *job)
{
    int status;
    char *page = station_ticket_page(
            writer->campus, writer->presence, (const char *)job->body, job->is_english, &status);
    km_reply_send_owned(job->reply, status, "text/html; charset=utf-8", page, strlen(page));
    job->reply = NULL;
}

/* Grants, then holds or answers. Keeps the job only when it is held. */
static bool finish_sync(struct station_writer *writer, struct station_job *job)
{
    station_exchange_grant(writer->campus, job);
    if (!station_exchange_may_wait(writer->campus, job)) {
        station_exchange_answer(writer->campus, job, true);
        return false;
    }
    if (station_exchange_answer(writer->campus, job, false)) {
        return false;
    }
    station_polls_hold(&writer->polls, job, station_clock_steady(), answer_poll, writer);
    return true;
}

static void finish(struct station_writer *writer, struct station_job *job)
{
    bool is_held = false;
    if (job->reply != NULL && job->kind == STATION_JOB_SYNC) {
        is_held = finish_sync(writer, job);
    } else if (job->kind == STATION_JOB_ENROL) {
        enrol(writer, job);
    } else if (job->kind == STATION_JOB_TICKET) {
        show_ticket(writer, job);
    }
    if (!is_held) {
        station_job_free(job);
    }
}

static void catch_up(struct station_writer *writer)
{
    char err[KM_ERR_MAX];
    if (!km_ledger_catch_up(&writer->campus->ledger, err)) {
        station_log("Could not read the journal: %s", err);
    }
}

static void work(struct station_writer *writer, struct station_job *jobs)
{
    bool is_stranger = false;
    for (struct station_job *job = jobs; job != NULL; job = job->next) {
        is_stranger |= job->kind == STATION_JOB_SYNC && !job->is_proven;
    }
    if (is_stranger) { /* perhaps another process enrolled it */
        catch_up(writer);
    }
    for (struct station_job *job = jobs; job != NULL; job = job->next) {
        if (job->kind == STATION_JOB_SYNC) {
            station_exchange_prove(writer->campus, writer->presence, job);
        }
    }
    station_exchange_take(writer->campus, jobs);
    while (jobs != NULL) {
        struct station_job *job = jobs;
        jobs = job->next;
        finish(writer, job);
    }
}

static void save_heard(struct station_writer *writer)
{
    char err[KM_ERR_MAX];
    if (!station_heard_save(writer->campus, writer->presence, err)) {
        station_log("Could not note which kiosks were heard: %s", err);
    }
}

/* Once a second: the clock, other processes, and every now and then who was heard. */
static void tick(struct station_writer *writer, int64_t now)
{
    writer->tick_at = now + TICK_MS;
    writer->is_changed = true;
    catch_up(writer);
    if (writer->save_at <= now) {
        writer->save_at = now + STATION_HEARD_MS;
        save_heard(writer);
    }
}

static bool add_records(const struct km_head *head, void *userdata)
{
    *(uint64_t *)userdata += head->seq;
    return true;
}

/* Looks what came into the store, by whomever. */
static void look(struct station_writer *writer, int64_t now)
{
    struct km_journal *journal = writer->campus->ledger.journal;
    char err[KM_ERR_MAX];
    uint64_t records = 0;
    if (!journal->ops->heads(journal, add_records, &records, err)) {
        station_log("Could not read the journal: %s", err);
    } else if (records != writer->records) {
        writer->records = records;
        writer->is_changed = true;
        station_polls_news(&writer->polls, now);
    }
    if (!station_campus_follow(writer->campus, err)) {
        station_log("Could not use the new programme: %s", err);
    }
}

static void publish(struct station_writer *writer, int64_t now)
{
    struct station_figures *before = writer->board->current; /* only this thread replaces it */
    struct station_figures *figures =
            station_figures_make(writer->campus, writer->presence, before);
    bool is_same = before != NULL && station_figures_equal(before, figures);
    station_board_set(writer->board, figures);
    writer->is_changed = false;
    writer->publish_at = now + PUBLISH_MS;
    if (!is_same && writer->published != NULL) {
        writer->published(writer->arg);
    }
}

static int64_t wake_at(const struct station_writer *writer)
{
    int64_t at = station_polls_next(&writer->polls);
    at = writer->tick_at < at ? writer->tick_at : at;
    return writer->is_changed && writer->publish_at < at ? writer->publish_at : at;
}

static void *run(void *arg)
{
    struct station_writer *writer = arg;
    for (;;) {
        bool is_closed = false;
        struct station_job *jobs = station_jobs_take(&writer->jobs, wake_at(writer), &is_closed);
        if (is_closed) {
            save_heard(writer);
            return NULL;
        }
        work(writer, jobs);
        int64_t now = station_clock_steady();
        if (writer->tick_at <= now) {
            tick(writer, now);
        }
        look(writer, now);
        station_polls_run(&writer->polls, now, answer_poll, writer);
        if (writer->is_changed && writer->publish_at <= now) {
            publish(writer, now);
        }
    }
}

bool station_writer_start(struct station_writer *writer, char *err)
{
    if (!station_heard_load(writer->campus, writer->presence, err)) {
        return false;
    }
    station_jobs_init(&writer->jobs);
    look(writer, station_clock_steady());
    publish(writer, station_clock_steady());
    int failed = pthread_create(&writer->thread, NULL, run, writer);
    if (failed != 0) {
        snprintf(err, KM_ERR_MAX, "Could not start the writer: %s", strerror(failed));
        station_jobs_destroy(&writer->jobs);
        return false;
    }
    pthread_setname_np(writer->thread, "writer");
    writer->is_started = true;
    return true;
}

void station_writer_stop(struct station_writer *writer)
{
    if (writer->is_started) {
        station_jobs_close(&writer->jobs);
        pthread_join(writer->thread, NULL);
        station_polls_destroy(&writer->polls);
    }
}

void station_writer_destroy(struct station_writer *writer)
{
    if (writer->is_started) {
        station_jobs_destroy(&writer->jobs);
        writer->is_started = false;
    }
}
