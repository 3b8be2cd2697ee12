#ifndef KIOSK_LINK_REFUSAL_H
#define KIOSK_LINK_REFUSAL_H

/* What the station says in an answer other than 200: the reason for people, and the few that the
 * kiosk acts on. Nobody signs these answers. */

#include "core/net/client.h"

enum kiosk_refusal {
    KIOSK_REFUSED, /* for any other reason */
    KIOSK_REFUSED_UNKNOWN,
    KIOSK_REFUSED_REVOKED,
    KIOSK_REFUSED_RETIRED,
};

/* Writes the station's words into err (KM_ERR_MAX). */
enum kiosk_refusal kiosk_refusal_read(const struct km_client_answer *answer, char *err);

#endif
