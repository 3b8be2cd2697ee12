#ifndef STATION_KIOSKS_JSON_H
#define STATION_KIOSKS_JSON_H

/* The kiosks as JSON: who they are by the roster, how they are by their last word. Any thread. */

#include "station/figures.h"

/* {"now":MS,"kiosks":[{"number","name","node","state","heard","online",…}]}. Owned: free. */
char *station_kiosks_json(
        const struct station_figures *figures, struct station_presence *presence, int64_t now);

#endif
