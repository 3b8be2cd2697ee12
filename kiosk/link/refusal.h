#ifndef KIOSK_LINK_REFUSAL_H
#define KIOSK_LINK_REFUSAL_H

/* Why the station refused, for people: its error answers are JSON with a "text". Any thread. */

#include "core/net/client.h"

/* err: KM_ERR_MAX bytes. */
void kiosk_refusal_text(const struct km_client_answer *answer, char *err);

#endif
