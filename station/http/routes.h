#ifndef STATION_HTTP_ROUTES_H
#define STATION_HTTP_ROUTES_H

/* The whole API on one page. Static. */

#include "core/net/server.h"

const struct km_route *station_routes(size_t *out_count);

#endif
