#ifndef KIOSK_SCREENS_PAPER_H
#define KIOSK_SCREENS_PAPER_H

/* The ticket on paper: black on white, as wide as the printer's line, as long as what is on it. */

#include "kiosk/screens/screens.h"

#define KIOSK_PAPER_DOTS_PER_MM 8 /* 203 an inch, as ticket printers have */

/* Write model->ticket in the model's language into the frame (begun anew), `width` px wide, one px
 * a dot; its height comes out in frame->height. Only `locales` and `type` of the screens are used.
 * Main thread. */
void kiosk_paper_draw(const struct kiosk_screens *s, const struct kiosk_model *m, int width,
        struct kiosk_frame *frame);

#endif
