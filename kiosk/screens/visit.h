#ifndef KIOSK_SCREENS_VISIT_H
#define KIOSK_SCREENS_VISIT_H

/* Pieces of the screens that go with a visit: its stamp card, the faces that say how it was, and
 * where to go next. Inside kiosk/screens only. */

#include "kiosk/screens/screen.h"

/* Open zones that give tickets, shortest wait first, those without an estimate last; `except` (0 =
 * none) and those with a stamp are left out. Returns how many of at most `max`. Borrowed. */
size_t kiosk_quiet_zones(const struct kiosk_model *m, uint16_t except,
        const struct kiosk_zone_view **out, size_t max);

/* Five faces in a row, worst to best, each with its word; the chosen one is filled. One touch rates
 * the ticket. */
#define KIOSK_FACES 25.f /* u, with kiosk_line */
void kiosk_faces_draw(
        const struct kiosk_view *v, struct kiosk_rect r, struct km_name ticket, int rating);

/* The held ticket on a card; and whether its owner is asked how it was: the card then has only
 * KIOSK_FACES_PAD at its sides. */
#define KIOSK_FACES_PAD 3.5f /* u */
void kiosk_held_draw(const struct kiosk_view *v, struct kiosk_rect r);
bool kiosk_held_rates(const struct kiosk_held_view *h);
/* What its state means for its owner, in words; "" while figures say it. */
void kiosk_held_meaning(const struct kiosk_view *v, char *out, size_t room);

/* The page of the attract loop that model.ms is at, and dots that say which; nothing when there is
 * nothing to say. */
void kiosk_slides_draw(const struct kiosk_view *v, struct kiosk_rect r);
bool kiosk_slides_any(const struct kiosk_view *v);

/* All zones as stamps under their heading, page by page: where the visitor was, when; where his
 * number waits; and how long it is elsewhere, which leads there. */
void kiosk_stamps_draw(const struct kiosk_view *v, struct kiosk_rect r, int page);

/* A place in muted words behind its sign. */
void kiosk_place_draw(
        const struct kiosk_view *v, struct kiosk_rect r, const char *place, uint32_t colour);

#endif
