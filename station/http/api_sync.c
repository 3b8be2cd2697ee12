/* A kiosk's sync: its structure and, where the figures know the kiosk, its signature are checked
 * here, beside the writer; the rest is the writer's. */
#include "core/net/reply.h"
#include "station/app.h"
#include "station/clock.h"
#include "station/http/error.h"
#include "station/http/handlers.h"
#include "station/log.h"

/* False: signed by somebody else. A kiosk that the figures do not know yet is left to the writer.
 */
static bool prove(struct station_app *app, struct station_job *job)
{
    struct station_figures *figures = station_board_get(&app->board);
    const struct km_member *member = station_figures_member(figures, job->request.node);
    bool is_known = member != NULL && member->has_key;
    if (is_known) {
        job->is_proven = km_sync_request_verify(&job->request, &job->envelope, member->key);
    }
    if (job->is_proven) {
        int64_t offset = station_presence_note(&app->presence, &job->request, job->received);
        if (offset != 0) {
            station_log("Kiosk %u (%s): its clock is %.1f s %s", member->kiosk, member->name,
                    (double)(offset < 0 ? -offset : offset) / 1000, offset < 0 ? "slow" : "fast");
        }
    }
    station_figures_unref(figures);
    return !is_known || job->is_proven;
}

static uint32_t count_records(struct km_list runs)
{
    struct km_run run;
    uint64_t count = 0;
    while (km_run_next(&runs, &run)) {
        count += run.items.count;
    }
    return count < UINT32_MAX ? (uint32_t)count : UINT32_MAX;
}

void station_api_sync(void *ctx, const struct km_request *request, struct km_reply *reply)
{
    struct station_app *app = ctx;
    char err[KM_ERR_MAX];
    struct station_job *job =
            station_job_new(STATION_JOB_SYNC, reply, request->body, request->body_len);
    job->received = station_clock_utc();
    if (!km_sync_request_read(job->body, job->len, &job->request, &job->envelope, err)) {
        station_error_send(reply, 400, "bad_request", "%s", err);
        job->reply = NULL;
    } else if (!prove(app, job)) {
        station_error_send(reply, 403, "bad_signature", "The request is not signed by its kiosk");
        job->reply = NULL;
    } else {
        job->records = count_records(job->request.runs);
        if (station_jobs_put(&app->writer.jobs, job)) {
            return;
        }
        station_error_send(reply, 503, "busy", "Too many requests wait: try again");
        job->reply = NULL;
    }
    station_job_free(job);
}
