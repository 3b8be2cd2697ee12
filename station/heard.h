#ifndef STATION_HEARD_H
#define STATION_HEARD_H

/* When each kiosk was last heard, kept in the store as well: so that a station that starts again,
 * and the commands beside it, know how old their figures are. Same thread as the campus. */

#include "station/campus.h"
#include "station/presence.h"

/* How often a running station writes it down. */
#define STATION_HEARD_MS 30000

bool station_heard_save(
        struct station_campus *campus, struct station_presence *presence, char *err);
bool station_heard_load(
        struct station_campus *campus, struct station_presence *presence, char *err);

#endif
