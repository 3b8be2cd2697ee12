/* POST /api/v1/enrol: a kiosk proves that it holds a one-time code. Bounded here, judged by the
 * writer, which alone knows the codes. */
#include "core/enrol.h"
#include "core/net/reply.h"
#include "station/app.h"
#include "station/http/error.h"
#include "station/http/handlers.h"

void station_api_enrol(void *ctx, const struct km_request *request, struct km_reply *reply)
{
    struct station_app *app = ctx;
    if (request->body_len > KM_ENROL_MAX) {
        station_error_send(
                reply, 413, "too_large", "An enrolment has at most %d bytes", KM_ENROL_MAX);
        return;
    }
    struct station_job *job =
            station_job_new(STATION_JOB_ENROL, reply, request->body, request->body_len);
    if (!station_jobs_put(&app->writer.jobs, job)) {
        station_error_send(reply, 503, "busy", "Too many requests wait: try again");
        job->reply = NULL;
        station_job_free(job);
    }
}
