#ifndef STATION_VIEW_H
#define STATION_VIEW_H

/* The campus today, zone by zone, as the fold and the programme have it at one moment: what the
 * JSON of the figures and the visitor's page are made of. Everything is borrowed from the campus
 * until its next record. The writer's thread. */

#include "core/desk.h"
#include "station/campus.h"
#include "station/presence.h"

#include <jansson.h>

/* Zones of the programme, and of the day's records beyond them: a broken kiosk may name any. */
#define STATION_ZONES_MAX (2 * KM_ZONES_MAX)

struct station_view {
    struct km_desk desk;
    const struct km_day *day; /* NULL before its first record */
    uint32_t age_min;         /* of the oldest kiosk that wrote today and is silent now */
    km_node oldest;           /* which one; 0 = none is silent */
    /* The programme's, then those of the day's records that it has no more: closed, without a
     * title. */
    struct station_view_zone {
        km_zone code;
        const struct km_programme_zone *planned; /* NULL: not in the programme */
        struct km_desk_zone state;
    } zones[STATION_ZONES_MAX];
    size_t count;
};

/* False before the first programme. */
bool station_view_make(struct station_view *view, const struct station_campus *campus,
        struct station_presence *presence, int64_t now);

/* "open", "paused", "closed", "later", "full"; static. */
const char *station_open_name(enum km_zone_open open);

/* The answer of GET /api/v1/zones: waiting, called and admitted are tickets (parties), inside is
 * people. New reference. */
json_t *station_view_zones(const struct station_view *view);

/* What the live page shows. New reference. */
json_t *station_view_overview(const struct station_view *view);

#endif
