#ifndef STATION_SEATS_H
#define STATION_SEATS_H

/* Granting seats: what a kiosk asks for in its sync request, as far as the session's capacity goes.
 * Only the station grants, under the store's lock, so no seat is granted twice. Same thread as the
 * campus. */

#include "station/campus.h"

/* Grants what the kiosk needs to hold the seats it wants, in a transaction of its own, after what
 * came with the request is folded. Each want is answered in grants (km_seats_put) with the seats
 * granted now; 0 = none are left, it holds enough already, or there is no such session
 * or no longer. */
bool station_seats_grant(struct station_campus *campus, km_node kiosk, struct km_list wants,
        struct km_list_writer *grants, char *err);

#endif
