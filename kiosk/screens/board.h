#ifndef KIOSK_SCREENS_BOARD_H
#define KIOSK_SCREENS_BOARD_H

/* Inside kiosk/screens only: the parts of the board, which is read from five metres and never
 * touched. It has colours of its own, light on a dark ground that does not dazzle a room; a call is
 * amber, and nothing else is. */

#include "kiosk/screens/screen.h"
#include "kiosk/screens/words.h"

struct kiosk_night {
    uint32_t ground, panel, line, tile, ink, muted;
    uint32_t call, call_lit, call_ink, call_chip; /* lit: every other half second of a flash */
    uint32_t good, mid, bad, off;                 /* words of a zone's state */
};

/* Contrast of all words: 4.5, and 7 in high contrast. Static. */
const struct kiosk_night *kiosk_night_colours(bool contrast);

/* A flash lasts so long, on and off for so long each: once a second. */
#define KIOSK_FLASH_MS 6000
#define KIOSK_BLINK_MS 500
/* Zones that do not fit turn page by page. */
#define KIOSK_BOARD_PAGE_MS 8000

/* Who is called, as large as it goes. */
void kiosk_board_call_draw(const struct kiosk_view *v, struct kiosk_rect r);
/* All zones, row by row. */
void kiosk_board_zones_draw(const struct kiosk_view *v, struct kiosk_rect r);
/* One zone: its queue, and who was called before. */
void kiosk_board_window_draw(
        const struct kiosk_view *v, struct kiosk_rect r, const struct kiosk_zone_view *z);

/* The zone of a board of one zone, NULL for one of all. */
const struct kiosk_zone_view *kiosk_board_zone(const struct kiosk_model *m);
/* Of the calls, those that were called together, at least 1 of any; and those called before them.
 */
size_t kiosk_board_together(const struct kiosk_model *m);
size_t kiosk_board_before(const struct kiosk_model *m);
uint32_t kiosk_night_tone(const struct kiosk_night *night, enum kiosk_tone tone);

/* Numbers side by side, as large as they all fit, at most `most` u; what does not fit is counted.
 */
void kiosk_board_numbers_draw(const struct kiosk_view *v, struct kiosk_rect r, float most,
        const struct kiosk_call_view *calls, size_t count, uint32_t ink, uint32_t chip);

#endif
