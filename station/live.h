#ifndef STATION_LIVE_H
#define STATION_LIVE_H

/* The viewers that are told of changes as they happen (server-sent events). Events: `zones`, the
 * answer of GET /api/v1/zones; for a viewer of the live page also `overview`, and `kiosks` every
 * few seconds. Loop thread. */

#include "station/figures.h"

struct km_reply;
struct km_server;
struct km_stream;
struct km_timer;

struct station_viewer {
    struct station_viewer *next, **at;
    struct station_live *live;
    struct km_stream *stream; /* owned */
    bool is_page;
};

struct station_live {
    struct station_board *board;       /* borrowed */
    struct station_presence *presence; /* borrowed */
    struct station_viewer *first;      /* owned */
    struct km_timer *timer;
    char *zones, *overview; /* owned; as they were sent last */
};

void station_live_init(struct station_live *live, struct km_server *server,
        struct station_board *board, struct station_presence *presence);

/* The loop has ended, the server still stands. */
void station_live_destroy(struct station_live *live);

/* Makes the request one of the viewers; is_page: it shows the live page. */
void station_live_open(struct station_live *live, struct km_reply *reply, bool is_page);

/* New figures are on the board: tells everybody what changed. */
void station_live_publish(struct station_live *live);

#endif
