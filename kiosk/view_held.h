#ifndef KIOSK_VIEW_HELD_H
#define KIOSK_VIEW_HELD_H

/* The ticket that somebody looks at (keeper->held), as the model shows it: where it stands, what
 * can be done with it, and the stamp card of its visitor. Part of a scene (kiosk/view.h). */

#include "kiosk/view.h"

/* Sets model.held; leaves it empty when no ticket is held. The zones of the scene must be set: the
 * stamps follow their order. */
void kiosk_view_held(
        struct kiosk_scene *scene, const struct kiosk_keeper *keeper, const struct km_desk *desk);

/* The number of a ticket as it is printed; "" while its issue or its kiosk is not known here. */
void kiosk_view_number(
        const struct km_desk *desk, struct km_name ticket, char out_number[KIOSK_NUMBER_MAX]);

/* Who is on a ticket, kind by kind, leaving out the kinds of whom nobody is; how many kinds. */
size_t kiosk_view_party(const struct km_desk *desk, const struct km_ticket_facts *ticket,
        struct kiosk_party_part out_party[KIOSK_CATEGORIES_MAX]);

#endif
