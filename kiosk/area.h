#ifndef KIOSK_AREA_H
#define KIOSK_AREA_H

/* Names for what can be touched, for programs that follow and drive the kiosk (trace.h). Main
 * thread. */

#include "kiosk/model.h"

#define KIOSK_AREA_MAX 40

/* "zone.B", "plus.0", "call", "ticket.B2-017" … */
void kiosk_area_id(const struct kiosk_model *model, const struct kiosk_action *action,
        char out[KIOSK_AREA_MAX]);

/* A zone's letters; "?" for one that the programme has not. */
const char *kiosk_area_zone(const struct kiosk_model *model, uint16_t zone);

#endif
