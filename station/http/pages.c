/* The pages for people: the live page, a visitor's ticket, and what they are made of. */
#include "core/net/assets.h"
#include "core/net/reply.h"
#include "station/app.h"
#include "station/http/error.h"
#include "station/http/handlers.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* The pages load nothing from elsewhere, and no script or style that stands in them counts. */
static void protect(struct km_reply *reply)
{
    km_reply_header(reply, "Content-Security-Policy",
            "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; "
            "form-action 'none'; frame-ancestors 'none'");
    km_reply_header(reply, "Referrer-Policy", "no-referrer"); /* a token stands in the address */
}

void station_page_home(void *ctx, const struct km_request *request, struct km_reply *reply)
{
    struct station_app *app = ctx;
    protect(reply);
    km_assets_send(app->config.assets, "index.html", request, reply);
}

void station_page_asset(void *ctx, const struct km_request *request, struct km_reply *reply)
{
    struct station_app *app = ctx;
    km_assets_send(app->config.assets, km_request_param(request, "*"), request, reply);
}

/* The programme's colour, for every page. */
void station_page_accent(void *ctx, const struct km_request *request, struct km_reply *reply)
{
    struct station_app *app = ctx;
    char style[40];
    (void)request;
    struct station_figures *figures = station_board_get(&app->board);
    int len = snprintf(style, sizeof style, ":root{--accent:#%06" PRIx32 "}\n", figures->accent);
    station_figures_unref(figures);
    km_reply_header(reply, "Cache-Control", "max-age=60");
    km_reply_send(reply, 200, "text/css; charset=utf-8", style, (size_t)len);
}

void station_page_logo(void *ctx, const struct km_request *request, struct km_reply *reply)
{
    struct station_app *app = ctx;
    (void)request;
    struct station_figures *figures = station_board_get(&app->board);
    if (figures->logo != NULL) {
        size_t len;
        const uint8_t *png = station_logo_png(figures->logo, &len);
        protect(reply);
        km_reply_header(reply, "Cache-Control", "max-age=60");
        km_reply_send(reply, 200, "image/png", png, len);
    } else {
        station_error_send(reply, 404, "no_logo", "The programme has no logo");
    }
    station_figures_unref(figures);
}

/* How much an Accept-Language wants a language, 0 to 1; of two letters. What stands earlier counts
 * a little more. */
static double wanted(const char *accept, const char *language)
{
    double place = 0;
    for (const char *at = accept; *at != '\0'; at += strcspn(at, ","), at += *at == ',') {
        at += strspn(at, " \t");
        const char *quality = strstr(at, ";q=");
        bool has_quality = quality != NULL && quality < at + strcspn(at, ",");
        double value = (has_quality ? atof(quality + 3) : 1) - place;
        if (strncasecmp(at, language, 2) == 0 && strchr("-; ,", at[2]) != NULL) {
            return value;
        }
        place += 1e-6;
    }
    return 0;
}

/* Whether a browser asks for English before Chinese; ?lang= says it outright. */
static bool wants_english(const struct km_request *request)
{
    const char *lang = km_request_query(request, "lang");
    const char *accept = km_request_header(request, "Accept-Language");
    if (lang != NULL) {
        return strcmp(lang, "en") == 0;
    }
    double english = accept != NULL ? wanted(accept, "en") : 0;
    return english > 0 && english > wanted(accept, "zh");
}

void station_page_ticket(void *ctx, const struct km_request *request, struct km_reply *reply)
{
    struct station_app *app = ctx;
    const char *token = km_request_param(request, "token");
    protect(reply);
    struct station_job *job = station_job_new(STATION_JOB_TICKET, reply, token, strlen(token));
    job->is_english = wants_english(request);
    if (!station_jobs_put(&app->writer.jobs, job)) {
        station_error_send(reply, 503, "busy", "Too many requests wait: try again");
        job->reply = NULL;
        station_job_free(job);
    }
}
