#include "station/live.h"

#include "core/net/reply.h"
#include "core/net/server.h"
#include "core/net/stream.h"
#include "station/clock.h"
#include "station/kiosks_json.h"

#include <stdlib.h>
#include <string.h>

/* How often the live page is told how the kiosks are. */
#define KIOSKS_MS 3000

static void viewer_free(struct station_viewer *viewer)
{
    *viewer->at = viewer->next;
    if (viewer->next != NULL) {
        viewer->next->at = viewer->at;
    }
    km_stream_close(viewer->stream);
    free(viewer);
}

static void on_closed(struct km_stream *stream, void *arg)
{
    (void)stream;
    viewer_free(arg);
}

static void send_text(struct station_viewer *viewer, const char *event, const char *text)
{
    km_stream_send(viewer->stream, event, text, strlen(text));
}

static char *kiosks_now(const struct station_live *live)
{
    struct station_figures *figures = station_board_get(live->board);
    char *text = station_kiosks_json(figures, live->presence, station_clock_utc());
    station_figures_unref(figures);
    return text;
}

static void on_timer(void *arg)
{
    struct station_live *live = arg;
    char *text = kiosks_now(live);
    for (struct station_viewer *viewer = live->first; viewer != NULL; viewer = viewer->next) {
        if (viewer->is_page) {
            send_text(viewer, "kiosks", text);
        }
    }
    free(text);
    km_timer_set(live->timer, KIOSKS_MS);
}

void station_live_init(struct station_live *live, struct km_server *server,
        struct station_board *board, struct station_presence *presence)
{
    *live = (struct station_live){.board = board, .presence = presence};
    live->timer = km_timer_new(server, on_timer, live);
    km_timer_set(live->timer, KIOSKS_MS);
}

void station_live_destroy(struct station_live *live)
{
    while (live->first != NULL) {
        viewer_free(live->first);
    }
    if (live->timer != NULL) {
        km_timer_free(live->timer);
    }
    free(live->zones);
    free(live->overview);
}

void station_live_open(struct station_live *live, struct km_reply *reply, bool is_page)
{
    struct station_viewer *viewer = calloc(1, sizeof *viewer);
    if (viewer == NULL) {
        abort();
    }
    viewer->is_page = is_page;
    viewer->stream = km_stream_open(reply, on_closed, viewer);
    if (viewer->stream == NULL) {
        free(viewer);
        return;
    }
    viewer->next = live->first;
    viewer->at = &live->first;
    if (live->first != NULL) {
        live->first->at = &viewer->next;
    }
    live->first = viewer;
    struct station_figures *figures = station_board_get(live->board);
    send_text(viewer, "zones", figures->zones);
    if (is_page) {
        char *kiosks = station_kiosks_json(figures, live->presence, station_clock_utc());
        send_text(viewer, "overview", figures->overview);
        send_text(viewer, "kiosks", kiosks);
        free(kiosks);
    }
    station_figures_unref(figures);
}

/* Keeps the text as what was sent last; false when it is the same. */
static bool renew(char **last, const char *text)
{
    if (*last != NULL && strcmp(*last, text) == 0) {
        return false;
    }
    free(*last);
    *last = strdup(text);
    return true;
}

void station_live_publish(struct station_live *live)
{
    struct station_figures *figures = station_board_get(live->board);
    bool zones = renew(&live->zones, figures->zones);
    bool overview = renew(&live->overview, figures->overview);
    for (struct station_viewer *viewer = live->first; viewer != NULL; viewer = viewer->next) {
        if (zones) {
            send_text(viewer, "zones", figures->zones);
        }
        if (overview && viewer->is_page) {
            send_text(viewer, "overview", figures->overview);
        }
    }
    station_figures_unref(figures);
}
