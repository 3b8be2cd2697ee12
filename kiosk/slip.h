#ifndef KIOSK_SLIP_H
#define KIOSK_SLIP_H

/* The model's ticket as dots for the printer: drawn as kiosk/screens/paper.h says, in the same
 * letters as the screen. Takes a few milliseconds. Main thread. */

#include "kiosk/device/raster.h"
#include "kiosk/screens/screens.h"
#include "kiosk/sdl/font.h"

/* width: dots of the printer's line (KIOSK_RASTER_80MM, KIOSK_RASTER_58MM). out_raster is owned by
 * the caller (or given to kiosk_printer_print). Fails with a message. */
bool kiosk_slip_make(const struct kiosk_screens *screens, struct kiosk_font *font,
        const struct kiosk_model *model, int width, struct kiosk_raster *out_raster, char *err);

#endif
