#ifndef KIOSK_SCREENS_CHOICES_H
#define KIOSK_SCREENS_CHOICES_H

/* Inside kiosk/screens only: how the choices of a ticket share the room there is (choices.c), and
 * how each is drawn (party.c, sessions.c). */

#include "kiosk/screens/screen.h"

#define KIOSK_CHOICE_GAP 3.f     /* u, between the choices */
#define KIOSK_CHOICE_HEADING 8.f /* u, over each */
#define KIOSK_CHOICE_PAD 3.5f    /* u, of the card of people */
#define KIOSK_CHOICE_COLUMN 4.f  /* u, between two columns of people */

/* The people: a row each with the label at the left, or in columns with the label above. */
struct kiosk_party_plan {
    int from, count; /* which of the model's categories */
    int cols, rows;
    int row; /* px */
};

/* The sessions from one on; `turns`: the last cell turns the page. */
struct kiosk_sessions_plan {
    int from, count;
    int cols, rows;
    bool turns;
    int page, pages;
};

int kiosk_sessions_cols(const struct kiosk_view *v, int width);
int kiosk_sessions_height(const struct kiosk_view *v, int rows); /* px, 0 without rows */
void kiosk_sessions_draw(const struct kiosk_view *v, struct kiosk_rect r,
        const struct kiosk_zone_view *z, const struct kiosk_screens *s,
        const struct kiosk_sessions_plan *plan);

int kiosk_party_kinds(const struct kiosk_model *m); /* at least 1 */
int kiosk_party_least(const struct kiosk_view *v, int cols);
int kiosk_party_cols(const struct kiosk_view *v, int width, int count);
int kiosk_party_height(const struct kiosk_view *v, const struct kiosk_party_plan *plan);
void kiosk_party_draw(const struct kiosk_view *v, struct kiosk_rect r,
        const struct kiosk_screens *s, const struct kiosk_party_plan *plan);

bool kiosk_lane_offered(const struct kiosk_zone_view *z);
int kiosk_lane_height(const struct kiosk_view *v);
void kiosk_lane_draw(
        const struct kiosk_view *v, struct kiosk_rect r, const struct kiosk_screens *s);

#endif
