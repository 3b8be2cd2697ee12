/* What everybody may read, straight from the figures on the board. */
#include "core/local_time.h"
#include "core/net/reply.h"
#include "station/app.h"
#include "station/clock.h"
#include "station/http/handlers.h"
#include "station/kiosks_json.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void station_api_zones(void *ctx, const struct km_request *request, struct km_reply *reply)
{
    struct station_app *app = ctx;
    (void)request;
    struct station_figures *figures = station_board_get(&app->board);
    km_reply_send(reply, 200, "application/json", figures->zones, strlen(figures->zones));
    station_figures_unref(figures);
}

void station_api_nodes(void *ctx, const struct km_request *request, struct km_reply *reply)
{
    struct station_app *app = ctx;
    (void)request;
    struct station_figures *figures = station_board_get(&app->board);
    char *text = station_kiosks_json(figures, &app->presence, station_clock_utc());
    station_figures_unref(figures);
    km_reply_send_owned(reply, 200, "application/json", text, strlen(text));
}

void station_api_live(void *ctx, const struct km_request *request, struct km_reply *reply)
{
    struct station_app *app = ctx;
    station_live_open(&app->live, reply, km_request_query(request, "page") != NULL);
}

/* The same for the live page's first drawing, as a script that the page waits for: so it never
 * shows an empty frame, and whoever takes its picture at once has the numbers on it. */
void station_api_first(void *ctx, const struct km_request *request, struct km_reply *reply)
{
    struct station_app *app = ctx;
    (void)request;
    struct station_figures *figures = station_board_get(&app->board);
    char *kiosks = station_kiosks_json(figures, &app->presence, station_clock_utc());
    char *script = NULL;
    int len = asprintf(&script, "var first = {\"overview\": %s, \"kiosks\": %s};\n",
            figures->overview, kiosks);
    if (len < 0) {
        abort();
    }
    free(kiosks);
    station_figures_unref(figures);
    km_reply_send_owned(reply, 200, "text/javascript; charset=utf-8", script, (size_t)len);
}

void station_healthz(void *ctx, const struct km_request *request, struct km_reply *reply)
{
    struct station_app *app = ctx;
    char day[11];
    (void)request;
    struct station_figures *figures = station_board_get(&app->board);
    km_local_day_print(KM_DAY_DATE(figures->day), day);
    json_t *json = json_pack("{s:b, s:s, s:s, s:b, s:I, s:i}", "ok", 1, "version", KAIMEN_VERSION,
            "day", day, "rehearsal", (figures->day & KM_DAY_REHEARSAL) != 0, "records",
            (json_int_t)figures->records, "nodes", (int)figures->kiosks);
    station_figures_unref(figures);
    char *text = json_dumps(json, JSON_COMPACT);
    json_decref(json);
    if (text == NULL) {
        abort();
    }
    km_reply_send_owned(reply, 200, "application/json", text, strlen(text));
}
