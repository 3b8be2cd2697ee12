#ifndef STATION_APP_H
#define STATION_APP_H

/* The running station: its parts and how they hang together (app.c). Handlers get it as their
 * context. */

#include "core/net/server.h"
#include "station/config.h"
#include "station/live.h"
#include "station/writer.h"

struct station_app {
    struct station_config config;
    struct station_campus campus; /* the writer's while it runs */
    struct station_presence presence;
    struct station_board board;
    struct station_writer writer;
    struct km_server *server; /* owned */
    struct station_live live; /* loop thread */
};

#endif
