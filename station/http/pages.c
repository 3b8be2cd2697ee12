#include "core/net/assets.h"
#include "core/net/reply.h"
#include "station/app.h"
#include "station/http/error.h"
#include "station/http/handlers.h"

#include <string.h>

/* The pages load nothing from elsewhere and run no script that stands in them. */
#define POLICY "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'"

void station_page_home(void *ctx, const struct km_request *request, struct km_reply *reply)
{
    struct station_app *app = ctx;
    km_reply_header(reply, "Content-Security-Policy", POLICY);
    km_assets_send(app->config.assets, "index.html", request, reply);
}

void station_page_asset(void *ctx, const struct km_request *request, struct km_reply *reply)
{
    struct station_app *app = ctx;
    km_assets_send(app->config.assets, km_request_param(request, "*"), request, reply);
}

/* Whether a browser asks for English before Chinese; ?lang= says it outright. */
static bool wants_english(const struct km_request *request)
{
    const char *lang = km_request_query(request, "lang");
    const char *accept = km_request_header(request, "Accept-Language");
    if (lang != NULL) {
        return strcmp(lang, "en") == 0;
    }
    const char *en = accept != NULL ? strstr(accept, "en") : NULL;
    const char *zh = accept != NULL ? strstr(accept, "zh") : NULL;
    return en != NULL && (zh == NULL || en < zh);
}

void station_page_ticket(void *ctx, const struct km_request *request, struct km_reply *reply)
{
    struct station_app *app = ctx;
    const char *token = km_request_param(request, "token");
    km_reply_header(reply, "Content-Security-Policy", POLICY);
    struct station_job *job = station_job_new(STATION_JOB_TICKET, reply, token, strlen(token));
    job->is_english = wants_english(request);
    if (!station_jobs_put(&app->writer.jobs, job)) {
        station_error_send(reply, 503, "busy", "Too many requests wait: try again");
        job->reply = NULL;
        station_job_free(job);
    }
}
