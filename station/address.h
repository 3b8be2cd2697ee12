#ifndef STATION_ADDRESS_H
#define STATION_ADDRESS_H

/* The address that tickets and enrolment codes carry when the configuration names none. */

#include "core/bounds.h"

#include <stdbool.h>
#include <stdint.h>

/* From the address listened on; where that is all of them, the first of the machine's own IPv4
 * addresses that is not the loopback. port 0: the one in listen. False when listen has no port. */
bool station_address_make(
        const char *listen, uint16_t port, char out_url[KM_URL_MAX + 1], char *err);

#endif
