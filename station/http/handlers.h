#ifndef STATION_HTTP_HANDLERS_H
#define STATION_HTTP_HANDLERS_H

/* The handlers that routes.c names, one file per noun: parse, act, reply. All have the station_app
 * as their context and run on the loop thread; none blocks. */

#include "core/net/server.h"

typedef void station_handler_fn(
        void *ctx, const struct km_request *request, struct km_reply *reply);

station_handler_fn station_api_sync;  /* api_sync.c */
station_handler_fn station_api_enrol; /* api_enrol.c */
station_handler_fn station_api_zones; /* api_figures.c */
station_handler_fn station_api_nodes;
station_handler_fn station_api_live;
station_handler_fn station_api_first;
station_handler_fn station_healthz;
station_handler_fn station_page_home; /* pages.c */
station_handler_fn station_page_ticket;
station_handler_fn station_page_asset;
station_handler_fn station_page_accent;
station_handler_fn station_page_logo;

#endif
