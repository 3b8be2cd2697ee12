#ifndef KM_TEST_GLASS_H
#define KM_TEST_GLASS_H

/* The tests' glass: the screens with the real letters and no window, shown an exhibit of the
 * gallery, touched and read. Every helper fails the test on what is not there. */

#include "kiosk/gallery/gallery.h"
#include "kiosk/screens/screens.h"
#include "kiosk/sdl/font.h"

struct glass {
    struct kiosk_font *font;
    struct kiosk_typeface type;
    struct kiosk_screens screens;
    struct kiosk_frame frame; /* as drawn last */
    struct kiosk_model model; /* to be changed, and drawn again */
    int width, height;        /* 1080 x 1920 unless changed */
};

/* cmocka's set-up and tear-down of a group. */
int glass_set_up(void **state);
int glass_tear_down(void **state);

const struct kiosk_exhibit *glass_exhibit(enum kiosk_lang lang, const char *name);
/* The exhibit in Chinese, entered afresh: nothing typed or asked yet. */
void glass_show(struct glass *g, const char *name);
void glass_draw(struct glass *g);

/* Whether a text of the picture is these words, or has them in it. */
bool glass_says(const struct glass *g, const char *words);
bool glass_mentions(const struct glass *g, const char *part);

/* The first thing to touch for that, with that value, or of a move its deed; -1: any. NULL: none.
 */
const struct kiosk_hit *glass_hit(const struct glass *g, enum kiosk_action_kind kind, int value);

/* Each draws what came of it, and says whether an action was asked for. */
bool glass_give(struct glass *g, struct kiosk_input in, struct kiosk_action *out_action);
bool glass_swipe(
        struct glass *g, int x, int y, int to_x, int to_y, struct kiosk_action *out_action);
bool glass_tap(struct glass *g, const struct kiosk_hit *hit, struct kiosk_action *out_action);
bool glass_touch(struct glass *g, enum kiosk_action_kind kind, int value,
        struct kiosk_action *out_action); /* taps glass_hit */

#endif
