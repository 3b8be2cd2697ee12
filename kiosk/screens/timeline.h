#ifndef KIOSK_SCREENS_TIMELINE_H
#define KIOSK_SCREENS_TIMELINE_H

/* A day's activities along a line of time: what is over is pale, what is on stands out, what comes
 * next says so. Inside kiosk/screens only. */

#include "kiosk/screens/screen.h"

/* How high an activity is at least, u, with kiosk_height. */
#define KIOSK_TIMELINE_ROW 17.f

/* Draws the day's activities from the `page`th full box on; a booked zone is led to where that is
 * still of use (today, not over). page -1: the one where something is on or comes next. Returns
 * the page drawn and sets how many there are. */
int kiosk_timeline_draw(const struct kiosk_view *v, struct kiosk_rect r,
        const struct kiosk_day_view *day, int page, int *out_pages);

#endif
