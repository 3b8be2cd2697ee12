#include "station/http/routes.h"

#include "station/http/handlers.h"

static const struct km_route routes[] = {
        /* kiosks: signed CBOR */
        {"POST", "/api/v1/sync", station_api_sync, 0},
        {"POST", "/api/v1/enrol", station_api_enrol, 0},
        /* browsers: JSON and events */
        {"GET", "/api/v1/zones", station_api_zones, 0},
        {"GET", "/api/v1/live", station_api_live, 0},
        {"GET", "/api/v1/first.js", station_api_first, 0},
        {"GET", "/api/v1/nodes", station_api_nodes, 0},
        {"GET", "/healthz", station_healthz, 0},
        /* pages */
        {"GET", "/", station_page_home, 0},
        {"GET", "/T/:token", station_page_ticket, 0},
        {"GET", "/t/:token", station_page_ticket, 0},
        {"GET", "/accent.css", station_page_accent, 0},
        {"GET", "/logo.png", station_page_logo, 0},
        {"GET", "/assets/*", station_page_asset, 0},
};

const struct km_route *station_routes(size_t *out_count)
{
    *out_count = sizeof routes / sizeof *routes;
    return routes;
}
