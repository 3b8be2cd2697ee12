#ifndef KIOSK_SCREENS_SCREEN_H
#define KIOSK_SCREENS_SCREEN_H

/* Inside kiosk/screens only: one function per screen, and the pieces several of them show. */

#include "kiosk/screens/screens.h"
#include "kiosk/ui/sheet.h"

/* What a finger needs, px: 20 mm on a glass of known density, else 0. */
int kiosk_target_px(const struct kiosk_screens *s);

/* One per screen; each has a file of its own. */
void kiosk_message_draw(const struct kiosk_view *v, const struct kiosk_screens *s);
void kiosk_attract_draw(const struct kiosk_view *v, const struct kiosk_screens *s);
void kiosk_home_draw(const struct kiosk_view *v, const struct kiosk_screens *s);
void kiosk_schedule_draw(const struct kiosk_view *v, const struct kiosk_screens *s);
void kiosk_zone_draw(const struct kiosk_view *v, const struct kiosk_screens *s);
void kiosk_ticket_draw(const struct kiosk_view *v, const struct kiosk_screens *s);
void kiosk_find_draw(const struct kiosk_view *v, const struct kiosk_screens *s);
void kiosk_mine_draw(const struct kiosk_view *v, const struct kiosk_screens *s);
void kiosk_goodbye_draw(const struct kiosk_view *v, const struct kiosk_screens *s);
void kiosk_access_draw(const struct kiosk_view *v, const struct kiosk_screens *s);
void kiosk_checkin_draw(const struct kiosk_view *v, const struct kiosk_screens *s);
void kiosk_verdict_draw(const struct kiosk_view *v, const struct kiosk_screens *s);
void kiosk_pin_draw(const struct kiosk_view *v, const struct kiosk_screens *s);
void kiosk_staff_draw(const struct kiosk_view *v, const struct kiosk_screens *s);
void kiosk_card_draw(const struct kiosk_view *v, const struct kiosk_screens *s);
void kiosk_pick_draw(const struct kiosk_view *v, const struct kiosk_screens *s);
void kiosk_number_draw(const struct kiosk_view *v, const struct kiosk_screens *s);
void kiosk_count_draw(const struct kiosk_view *v, const struct kiosk_screens *s);
void kiosk_camera_draw(const struct kiosk_view *v, const struct kiosk_screens *s);
void kiosk_board_draw(const struct kiosk_view *v, const struct kiosk_screens *s);
void kiosk_confirm_draw(const struct kiosk_view *v, const struct kiosk_screens *s);
/* The upper half of a tall screen whose lower half is the screen: nothing to touch. */
void kiosk_upper_draw(const struct kiosk_view *v, struct kiosk_rect r);
/* Over any screen. */
void kiosk_notice_draw(const struct kiosk_view *v);

/* In how many ms the ticket's hint moves on; -1 = it does not. */
int kiosk_ticket_due(const struct kiosk_model *m);

/* The zone of KIOSK_SCREEN_ZONE, or NULL when the programme has it no more. */
const struct kiosk_zone_view *kiosk_zone_shown(const struct kiosk_model *m);
int kiosk_party_total(const struct kiosk_screens *s);

/* The zones of home, page by page. */
void kiosk_cards_draw(const struct kiosk_view *v, struct kiosk_rect r, int page);
/* What a ticket in this open zone needs, down to its button at the foot of r; and how high that
 * would like to be, px. */
int kiosk_choices_height(const struct kiosk_view *v, int width, const struct kiosk_zone_view *z);
void kiosk_choices_draw(const struct kiosk_view *v, struct kiosk_rect r,
        const struct kiosk_zone_view *z, const struct kiosk_screens *s);

/* Up to three zones that are less crowded than this one, to be touched: the height of as many as
 * find room, px, 0 = none. */
int kiosk_nearby_height(const struct kiosk_view *v, const struct kiosk_zone_view *from, int room);
void kiosk_nearby_draw(
        const struct kiosk_view *v, struct kiosk_rect r, const struct kiosk_zone_view *from);

/* State of a zone as tone, icon and words, the same on every screen. */
struct kiosk_state_words {
    enum kiosk_tone tone;
    enum kiosk_icon icon;
    char chip[64];
    char wait[64];  /* what waiting means here: minutes, the batch, why it is closed */
    char brief[64]; /* the same in fewer words */
};
void kiosk_state_describe(
        const struct kiosk_view *v, const struct kiosk_zone_view *z, struct kiosk_state_words *out);

/* The last line of the visitors' screens: language, help, staff's key; which kiosk this is, and how
 * old its figures are. In a narrow column these take two lines: kiosk_footer_height, px. */
#define KIOSK_FOOTER 8.f /* u, with kiosk_height */
int kiosk_footer_height(const struct kiosk_view *v, int width);
void kiosk_footer_draw(const struct kiosk_view *v, struct kiosk_rect r);
/* Staff's key alone, for other grounds; nothing when the way to staff is not shown. Returns its
 * width, px; with `measure` nothing is drawn. */
int kiosk_staff_key_draw(const struct kiosk_view *v, struct kiosk_rect r, bool measure);

/* How to keep a code, in a small picture: `part` of the motion, 1 = at rest. */
void kiosk_snap_draw(const struct kiosk_view *v, struct kiosk_rect r, float part);

/* Back at the left, words in the middle or left, language and time at the right. */
#define KIOSK_TOPBAR 11.f /* u, with kiosk_height */
void kiosk_topbar_draw(const struct kiosk_view *v, struct kiosk_rect r, const char *title);

/* Page count between two arrows, at the right of r; as high as kiosk_height(v, 9) at least. */
void kiosk_pager_draw(const struct kiosk_view *v, struct kiosk_rect r, int page, int pages);

/* What the camera sees; without one, that the hand scanner works, and what helps besides. */
void kiosk_viewfinder_draw(
        const struct kiosk_view *v, struct kiosk_rect r, uint32_t glow, const char *help);
/* The scanner's side of check-in and verdict, on a dark ground of the given tone. */
void kiosk_scanner_draw(const struct kiosk_view *v, struct kiosk_rect r, uint32_t deep,
        uint32_t glow, const char *typed);
/* The whole check-in screen split into the scanner's side (drawn) and the rest (returned, inset).
 */
struct kiosk_rect kiosk_checkin_split(const struct kiosk_view *v, const struct kiosk_screens *s,
        uint32_t ground, uint32_t deep, uint32_t glow);
/* Inside, waiting, admitted: three figures, and a button's place at the right (returned). */
#define KIOSK_FIGURES 20.f /* u */
int kiosk_figures_height(const struct kiosk_view *v, int width, bool with_button);
struct kiosk_rect kiosk_figures_draw(
        const struct kiosk_view *v, struct kiosk_rect r, bool with_button);

/* Turn one clock field by one step, within sense. */
void kiosk_clock_turn(struct kiosk_moment *clock, int field, int step);

#endif
