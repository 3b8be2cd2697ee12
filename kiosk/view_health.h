#ifndef KIOSK_VIEW_HEALTH_H
#define KIOSK_VIEW_HEALTH_H

/* How the kiosk is, as far as its keeper knows: clock, disk, unsent records, number, version and
 * station. What the devices say is set by the app. Part of a scene (kiosk/view.h). */

#include "kiosk/view.h"

/* Sets model.health; needs no programme. */
void kiosk_view_health(
        struct kiosk_scene *scene, const struct kiosk_keeper *keeper, struct kiosk_instant now);

#endif
