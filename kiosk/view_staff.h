#ifndef KIOSK_VIEW_STAFF_H
#define KIOSK_VIEW_STAFF_H

/* The zone that staff work on (keeper->watch) as the model shows it: its queue, what this kiosk did
 * there and can take back, its figures of today. Part of a scene (kiosk/view.h). */

#include "kiosk/view.h"

/* Sets model.staff; leaves it empty when no zone is watched, or the programme has it no more. */
void kiosk_view_staff(struct kiosk_scene *scene, const struct kiosk_keeper *keeper,
        const struct km_desk *desk, struct kiosk_instant now);

#endif
