/* `serve`: the composition root. Order of a life: configuration, campus, socket, plan, writer,
 * HTTP loop; then the main thread waits for a signal, and all goes down in the reverse order. */
#include "station/app.h"

#include "core/local_time.h"
#include "station/address.h"
#include "station/clock.h"
#include "station/commands.h"
#include "station/http/routes.h"
#include "station/log.h"
#include "station/programme_file.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void show_changes(void *arg)
{
    struct station_app *app = arg;
    station_live_publish(&app->live);
}

/* On the writer's thread. */
static void on_published(void *arg)
{
    struct station_app *app = arg;
    km_server_post(app->server, show_changes, app);
}

/* The day to rehearse; it must be one of the programme's. */
static bool rehearsed_day(
        const char *text, const struct km_programme *programme, km_day_no *out_day, char *err)
{
    uint16_t day = 0;
    char first[11], last[11];
    if (text != NULL &&
            (!km_local_day_parse(text, &day) || !km_programme_has_day(programme, day))) {
        km_local_day_print(programme->first_day, first);
        km_local_day_print(programme->last_day, last);
        snprintf(err, KM_ERR_MAX, "Could not rehearse %.40s: the programme has %s to %s", text,
                first, last);
        return false;
    }
    *out_day = day;
    return true;
}

/* The programme and its text: the file's, or what the journal has in force. */
static bool read_programme(const struct station_app *app, char **out_text, size_t *out_len,
        struct km_programme **out_programme, char *err)
{
    const struct km_plan *plan = &km_fold_roster(app->campus.ledger.fold)->plan;
    if (app->config.programme[0] != '\0') {
        return station_programme_read(app->config.programme, out_text, out_len, out_programme, err);
    }
    if (plan->text == NULL) {
        snprintf(err, KM_ERR_MAX, "Could not start: there is no programme yet, give --programme F");
        return false;
    }
    if (!km_programme_parse(
                plan->text, plan->len, "programme in the journal", out_programme, err)) {
        return false;
    }
    *out_text = strndup(plan->text, plan->len);
    *out_len = plan->len;
    return true;
}

/* Checks the programme and puts it in force. */
static bool plan(struct station_app *app, const struct station_options *options, char *err)
{
    char *text = NULL;
    size_t len = 0;
    char url[KM_URL_MAX + 1], why[KM_ERR_MAX];
    struct km_programme *programme = NULL;
    km_day_no rehearsal = 0;
    if (!read_programme(app, &text, &len, &programme, err)) {
        return false;
    }
    bool ok = rehearsed_day(options->rehearse, programme, &rehearsal, err);
    km_programme_free(programme);
    memcpy(url, app->config.public_url, sizeof url);
    if (ok && url[0] == '\0' &&
            !station_address_make(app->config.listen, km_server_port(app->server), url, why)) {
        snprintf(err, KM_ERR_MAX, "Could not make the public address: %.300s", why);
        ok = false;
    }
    struct km_span span = {(const uint8_t *)text, len};
    if (ok && !station_campus_plan(&app->campus, span, rehearsal, url, why)) {
        snprintf(err, KM_ERR_MAX, "Could not put the programme in force: %.300s", why);
        ok = false;
    }
    free(text);
    return ok;
}

static bool listen_on(struct station_app *app, char *err)
{
    size_t count;
    const struct km_route *routes = station_routes(&count);
    struct km_server_options options = {.listen = app->config.listen,
            .routes = routes,
            .n_routes = count,
            .ctx = app,
            .body_max = KM_SYNC_MAX};
    char why[KM_ERR_MAX];
    app->server = km_server_new(&options, why);
    if (app->server == NULL) {
        snprintf(err, KM_ERR_MAX, "Could not listen: %.350s", why);
    }
    return app->server != NULL;
}

/* out_url: the address in force; from here on the fold is the writer's. */
static bool start(struct station_app *app, const struct station_options *options,
        char out_url[KM_URL_MAX + 1], char *err)
{
    char why[KM_ERR_MAX];
    if (!station_config_make(options, &app->config, err)) {
        return false;
    }
    if (!station_campus_open(&app->campus, app->config.data, true, why)) {
        snprintf(err, KM_ERR_MAX, "Could not open the campus: %.350s", why);
        return false;
    }
    if (!listen_on(app, err) || !plan(app, options, err)) {
        return false;
    }
    snprintf(out_url, KM_URL_MAX + 1, "%s", km_fold_roster(app->campus.ledger.fold)->plan.url);
    station_live_init(&app->live, app->server, &app->board, &app->presence);
    app->writer.campus = &app->campus;
    app->writer.presence = &app->presence;
    app->writer.board = &app->board;
    app->writer.published = on_published;
    app->writer.arg = app;
    return station_writer_start(&app->writer, err) && km_server_start(app->server, err);
}

/* Takes an app that did not come up whole. The writer ends first: its last answers still go out. */
static void stop(struct station_app *app, bool is_running)
{
    station_writer_stop(&app->writer);
    if (is_running) {
        km_server_stop(app->server);
        km_server_join(app->server);
    }
    station_writer_destroy(&app->writer);
    if (app->live.timer != NULL) {
        station_live_destroy(&app->live);
    }
    if (app->server != NULL) {
        km_server_free(app->server);
    }
    station_board_destroy(&app->board);
    station_presence_destroy(&app->presence);
    station_campus_close(&app->campus);
}

int station_serve(const struct station_options *options)
{
    static struct station_app app;
    char err[KM_ERR_MAX], url[KM_URL_MAX + 1];
    sigset_t signals;
    int signal_number;
    sigemptyset(&signals);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGINT);
    pthread_sigmask(SIG_BLOCK, &signals, NULL); /* the threads inherit it */
    station_presence_init(&app.presence);
    station_board_init(&app.board);
    bool ok = start(&app, options, url, err);
    if (ok) {
        station_log("Serving %s on port %u", url, km_server_port(app.server));
        sigwait(&signals, &signal_number);
    } else {
        station_log("%s", err);
    }
    stop(&app, ok);
    return ok ? 0 : 1;
}
