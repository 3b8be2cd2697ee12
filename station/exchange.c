#include "station/exchange.h"

#include "core/net/reply.h"
#include "station/clock.h"
#include "station/http/error.h"
#include "station/log.h"
#include "station/seats.h"

#include <stdlib.h>
#include <string.h>

/* What one answer should hold: half a second of a slow wireless link. */
#define ANSWER_SOFT (512u * 1024u)
#define VECTOR_BYTES_MAX (KM_VECTOR_MAX * 50u)
#define REFUSED_BYTES_MAX (KM_RUNS_MAX * 12u)
#define GRANTS_BYTES_MAX (KM_WANTS_MAX * 16u)

static bool refuse(struct station_job *job, int status, const char *code, const char *text)
{
    station_error_send(job->reply, status, code, "%s", text);
    job->reply = NULL;
    return false;
}

bool station_exchange_prove(
        struct station_campus *campus, struct station_presence *presence, struct station_job *job)
{
    const struct km_member *member =
            km_roster_find(km_fold_roster(campus->ledger.fold), job->request.node);
    if (member == NULL || !member->has_key || member->kiosk == 0) {
        return refuse(job, 403, "unknown_kiosk", "This kiosk is not enrolled on this campus");
    }
    if (member->revoked_from != 0) {
        return refuse(job, 403, "revoked", "This kiosk was revoked");
    }
    if (member->retired) {
        return refuse(job, 403, "retired", "This kiosk was retired");
    }
    if (!job->is_proven) {
        if (!km_sync_request_verify(&job->request, &job->envelope, member->key)) {
            return refuse(job, 403, "bad_signature", "The request is not signed by its kiosk");
        }
        job->is_proven = true;
        station_presence_note(presence, &job->request, job->received);
    }
    return true;
}

/* Within a transaction. */
static bool take_job(struct km_ledger *ledger, struct station_job *job, char *err)
{
    struct km_list runs = job->request.runs;
    struct km_run run;
    while (km_run_next(&runs, &run)) {
        uint32_t overtaken = ledger->overtaken;
        struct km_refusal refusal = {run.node, km_ledger_intake(ledger, &run, err)};
        if (ledger->overtaken != overtaken) {
            station_log("Could not trust our own journal: a kiosk holds it up to record %u; was "
                        "an older disk put back? No seats are granted and nobody is enrolled",
                    ledger->overtaken);
        }
        if (refusal.verdict == KM_RUN_NOT_STORED && run.node != ledger->station) {
            return false;
        }
        if (refusal.verdict != KM_RUN_OK) {
            km_refusal_put(&job->refused, &refusal);
        }
    }
    return true;
}

/* The jobs from `jobs` to before `end`, in one transaction. */
static bool take_all(struct km_ledger *ledger, struct station_job *jobs,
        const struct station_job *end, char *err)
{
    if (!km_ledger_begin(ledger, err)) {
        return false;
    }
    for (struct station_job *job = jobs; job != end; job = job->next) {
        if (job->kind == STATION_JOB_SYNC && job->reply != NULL && !take_job(ledger, job, err)) {
            km_ledger_rollback(ledger);
            return false;
        }
    }
    return km_ledger_commit(ledger, err);
}

/* After their common transaction failed: each alone, so that the one it failed for stops nobody
 * else. */
static void take_each(struct station_campus *campus, struct station_job *jobs)
{
    for (struct station_job *job = jobs; job != NULL; job = job->next) {
        char err[KM_ERR_MAX] = "";
        if (job->kind != STATION_JOB_SYNC || job->reply == NULL || job->request.runs.count == 0) {
            continue;
        }
        km_list_destroy(&job->refused); /* told again */
        km_list_init(&job->refused, REFUSED_BYTES_MAX);
        if (!take_all(&campus->ledger, job, job->next, err)) {
            station_log("Could not store records: %s", err);
            refuse(job, 503, "not_stored", err);
        }
    }
}

void station_exchange_take(struct station_campus *campus, struct station_job *jobs)
{
    char err[KM_ERR_MAX] = "";
    bool has_runs = false;
    for (struct station_job *job = jobs; job != NULL; job = job->next) {
        if (job->kind == STATION_JOB_SYNC && job->reply != NULL) {
            km_list_init(&job->refused, REFUSED_BYTES_MAX);
            km_list_init(&job->grants, GRANTS_BYTES_MAX);
            has_runs |= job->request.runs.count > 0;
        }
    }
    if (has_runs && !take_all(&campus->ledger, jobs, NULL, err)) {
        take_each(campus, jobs);
    }
}

void station_exchange_grant(struct station_campus *campus, struct station_job *job)
{
    char err[KM_ERR_MAX] = "";
    if (job->request.wants.count == 0 || campus->ledger.overtaken != 0 ||
            station_seats_grant(campus, job->request.node, job->request.wants, &job->grants, err)) {
        return;
    }
    station_log("Could not grant seats: %s", err);
    km_list_destroy(&job->grants); /* nothing of it was granted */
    km_list_init(&job->grants, GRANTS_BYTES_MAX);
}

static bool match(const struct km_head *head, void *userdata)
{
    struct km_head *own = userdata;
    if (head->node == own->node) {
        *own = *head;
    }
    return true;
}

/* The request's vector, with the kiosk's own journal as far as we hold it: nobody needs to be told
 * its own records, and while a poll waits its kiosk goes on writing. */
static bool copy_vector(
        struct km_ledger *ledger, const struct station_job *job, struct km_list_writer *out)
{
    struct km_list theirs = job->request.vector;
    struct km_head head, own = {.node = job->request.node};
    char ignored[KM_ERR_MAX];
    bool is_put =
            !ledger->journal->ops->heads(ledger->journal, match, &own, ignored) || own.seq == 0;
    km_list_init(out, VECTOR_BYTES_MAX);
    while (km_vector_next(&theirs, &head)) {
        if (!is_put && head.node >= own.node) {
            km_vector_put(out, &own);
            is_put = true;
        }
        if (head.node != own.node || own.seq == 0) {
            km_vector_put(out, &head);
        }
    }
    if (!is_put) {
        km_vector_put(out, &own);
    }
    return !out->items.full;
}

bool station_exchange_may_wait(struct station_campus *campus, struct station_job *job)
{
    if (!job->request.wait || job->request.runs.count > 0 || job->request.wants.count > 0 ||
            !copy_vector(&campus->ledger, job, &job->vector)) {
        return false;
    }
    free(job->body); /* only the copy of the vector is still needed */
    job->body = NULL;
    job->request.vector = (struct km_list){0};
    return true;
}

static bool send(struct km_ledger *ledger, struct station_job *job, const struct km_list *vector,
        const struct km_list *runs, char *err)
{
    struct km_sync_answer answer = {.node = ledger->station,
            .received = job->received,
            .vector = *vector,
            .runs = *runs,
            .refused = km_list_view(&job->refused),
            .grants = km_list_view(&job->grants)};
    struct km_buffer out;
    memcpy(answer.nonce, job->request.nonce, KM_NONCE_SIZE);
    answer.sent = station_clock_utc();
    answer.sent = answer.sent > answer.received ? answer.sent : answer.received;
    km_buffer_init(&out, KM_SYNC_MAX + 256);
    if (!km_sync_answer_write(&answer, &ledger->keys, &out, err)) {
        km_buffer_destroy(&out);
        return false;
    }
    km_reply_send_owned(job->reply, 200, "application/cbor", out.bytes, out.len);
    job->reply = NULL;
    return true;
}

bool station_exchange_answer(struct station_campus *campus, struct station_job *job, bool must_go)
{
    struct km_ledger *ledger = &campus->ledger;
    struct km_list_writer theirs = {0}, ours;
    struct km_runs runs;
    char err[KM_ERR_MAX] = "";
    bool is_held = job->body == NULL;
    if (!is_held) {
        copy_vector(ledger, job, &theirs);
    }
    km_list_init(&ours, VECTOR_BYTES_MAX);
    km_runs_init(&runs, ANSWER_SOFT, KM_SYNC_RUNS_MAX);
    struct km_list lacks = km_list_view(is_held ? &job->vector : &theirs);
    bool ok = km_ledger_missing(ledger, lacks, &runs, err) && km_ledger_vector(ledger, &ours, err);
    struct km_list given = km_list_view(&runs.list), vector = km_list_view(&ours);
    bool goes = must_go || given.count > 0;
    if (ok && goes) {
        ok = send(ledger, job, &vector, &given, err);
    }
    if (!ok) {
        station_log("Could not answer a kiosk: %s", err);
        refuse(job, 503, "not_read", err);
    }
    km_runs_destroy(&runs);
    km_list_destroy(&ours);
    km_list_destroy(&theirs);
    return !ok || goes;
}
