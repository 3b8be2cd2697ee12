#ifndef KIOSK_SCAN_FORMAT_H
#define KIOSK_SCAN_FORMAT_H

/* The format information beside the eyes: every code says its error level and mask there, twice, in
 * a BCH code of 15 bits with distance 7 (ISO/IEC 18004, section 7.9). Where neither copy is near
 * any of the 32 words there is no code, or none that could be read: carpets and weaves that look
 * like one end here, before anything dear. Pure. */

#include <stdbool.h>

#include "kiosk/scan/modules.h"

/* Is there a format among the modules? reach: as for drawing them. */
bool kiosk_format_shows(const struct kiosk_modules *modules, int reach);

#endif
