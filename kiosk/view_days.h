#ifndef KIOSK_VIEW_DAYS_H
#define KIOSK_VIEW_DAYS_H

/* The programme in the model: what this day is and what is on, and every day with its activities.
 * Part of a scene (kiosk/view.h). */

#include "kiosk/view.h"

/* Sets all words of the programme, `now`, activity_now, activity_next, days and activities; the
 * scene owns what they point to. Days are those with a theme or an activity, in order, then what
 * has no date yet (date.year 0). The desk's programme must outlive the scene. */
void kiosk_view_days(struct kiosk_scene *scene, const struct km_desk *desk);

#endif
