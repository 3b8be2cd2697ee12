#ifndef KIOSK_SCREENS_STAFF_H
#define KIOSK_SCREENS_STAFF_H

/* Inside kiosk/screens only: what the screens behind the PIN share. */

#include "kiosk/screens/screen.h"
#include "kiosk/screens/words.h"

/* The view with smaller measures where two columns need them: half of a tall screen is nearly
 * square.
 */
struct kiosk_view kiosk_staff_view(const struct kiosk_view *v);

/* The dark frame that tells these screens from the visitors': back, what this is, the time; `tabs`:
 * the four pages of the staff screen and signing out as well. title NULL: the zone's. Upright the
 * frame is a band above, else a rail at the left. Returns the place for the rest, inset. */
struct kiosk_rect kiosk_staff_begin(
        const struct kiosk_view *v, const struct kiosk_screens *s, const char *title, bool tabs);

/* The zone that staff work on, or NULL. */
const struct kiosk_zone_view *kiosk_staff_zone(const struct kiosk_model *m);

/* The pages, in the order of their tabs. */
void kiosk_staff_queue_draw(
        const struct kiosk_view *v, struct kiosk_rect r, const struct kiosk_screens *s);
void kiosk_staff_room_draw(
        const struct kiosk_view *v, struct kiosk_rect r, const struct kiosk_screens *s);
void kiosk_staff_figures_draw(
        const struct kiosk_view *v, struct kiosk_rect r, const struct kiosk_screens *s);
void kiosk_staff_kiosk_draw(
        const struct kiosk_view *v, struct kiosk_rect r, const struct kiosk_screens *s);

/* A button with its icon above its words, for narrow places. */
void kiosk_staff_button(
        const struct kiosk_view *v, struct kiosk_rect r, const struct kiosk_button *button);

/* A large button whose words stand over a quieter line (may be empty). */
void kiosk_staff_call_button(const struct kiosk_view *v, struct kiosk_rect r,
        const struct kiosk_button *button, const char *detail);

/* Digits in the order of a telephone's, correction, and at the last place `last`: a key with that
 * label and character, or nothing when it is NULL. */
void kiosk_keypad_draw(
        const struct kiosk_view *v, struct kiosk_rect r, const char *last, bool disabled);

/* What is done, in a word for its button; the same when it was done, for a list. */
const char *kiosk_deed_words(const struct kiosk_view *v, enum kiosk_deed deed);
enum kiosk_icon kiosk_deed_icon(enum kiosk_deed deed);

/* "3 people · priority" */
void kiosk_words_party(const struct kiosk_view *v, int people, bool priority, char *out);
/* "2 parties" */
void kiosk_words_parties(const struct kiosk_view *v, int parties, char *out);

/* About a ticket, or none; about the staff's zone. */
struct kiosk_action kiosk_staff_move(
        const struct kiosk_model *m, enum kiosk_deed deed, struct km_name ticket);

#endif
