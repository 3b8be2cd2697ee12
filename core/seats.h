#ifndef KM_SEATS_H
#define KM_SEATS_H

/* Seats of a session as an escrow: the station grants, kiosks book from what they hold and return
 * what they do not need. Grants less returns, over all kiosks, never exceed the capacity, so no two
 * kiosks can sell one seat, however long they do not hear of each other. A cancelled seat is free
 * again for the kiosk that issued it. Source of the idea: escrow transactions (O'Neil, 1986), as
 * bounded counters in replicated data (Balegas, 2015). */

#include "core/day.h"
#include "core/roster.h"

/* Seats that a node may still book: granted to it, less returned, less its own issues that are not
 * cancelled. */
uint32_t km_seats_free_of(const struct km_day *day, km_zone zone, uint16_t session, km_node node);

/* Seats that the station may still grant of a session with that capacity. A revoked kiosk holds
 * only what it booked. */
uint32_t km_seats_grantable(const struct km_day *day, const struct km_roster *roster, km_zone zone,
        uint16_t session, uint32_t capacity);

/* Seats booked in a session, over all kiosks. */
uint32_t km_seats_booked(const struct km_day *day, km_zone zone, uint16_t session);

/* Keeping (core/day.c, core/queue.c): zone and node are indexes of the day. */
void km_seats_book(
        struct km_day *day, uint16_t zone, uint16_t session, uint32_t node, int32_t people);
void km_seats_move(struct km_day *day, const struct km_seat_move *move, bool granted, bool add);

#endif
