#ifndef KIOSK_UI_WIDGET_H
#define KIOSK_UI_WIDGET_H

/* The few things all screens are made of. Each writes items (and hits) into the view's frame; sizes
 * are the caller's boxes, colours the theme's. Main thread. */

#include "kiosk/ui/icon.h"
#include "kiosk/ui/text.h"

/* State is told by colour, shape and words together. */
enum kiosk_tone {
    KIOSK_TONE_GOOD,
    KIOSK_TONE_MID,
    KIOSK_TONE_BAD,
    KIOSK_TONE_OFF,
    KIOSK_TONE_ACCENT
};

enum kiosk_button_style {
    KIOSK_BUTTON_PRIMARY,    /* the one thing to do here */
    KIOSK_BUTTON_GRAVE,      /* the same where it takes something from somebody */
    KIOSK_BUTTON_OUTLINE,    /* in the accent's line */
    KIOSK_BUTTON_QUIET,      /* in the paper's line */
    KIOSK_BUTTON_GHOST,      /* white line on a coloured ground */
    KIOSK_BUTTON_GHOST_FULL, /* white on a coloured ground */
};

struct kiosk_button {
    enum kiosk_button_style style;
    enum kiosk_icon icon;
    const char *label;
    struct kiosk_action action;
    int key;
    uint32_t colour; /* of the label on GHOST_FULL; else not used */
    bool disabled;   /* shown, not touchable */
    bool stacked;    /* the icon above the label; also where the label needs it */
};

uint32_t kiosk_tone_colour(const struct kiosk_theme *t, enum kiosk_tone tone);
uint32_t kiosk_tone_soft(const struct kiosk_theme *t, enum kiosk_tone tone);
uint32_t kiosk_tone_deep(const struct kiosk_theme *t, enum kiosk_tone tone);

/* A pane on a coloured ground. */
void kiosk_draw_glass(const struct kiosk_view *v, struct kiosk_rect r);

/* Fills the screen's ground; what a screen lays its parts out in: the area without its margins. */
#define KIOSK_MARGIN 6.f /* u, at the sides; 5 above and below */
struct kiosk_rect kiosk_begin(const struct kiosk_view *v, uint32_t ground);

void kiosk_draw_fill(
        const struct kiosk_view *v, struct kiosk_rect r, uint32_t colour, float radius_u);
void kiosk_draw_border(const struct kiosk_view *v, struct kiosk_rect r, uint32_t colour,
        uint32_t border, float radius_u, float stroke_u);
void kiosk_draw_card(const struct kiosk_view *v, struct kiosk_rect r);
/* stroke: in the icon's own 24 units, 2.2 as a rule. */
void kiosk_draw_icon(const struct kiosk_view *v, struct kiosk_rect r, enum kiosk_icon icon,
        float stroke, uint32_t colour);
void kiosk_draw_tile(
        const struct kiosk_view *v, struct kiosk_rect r, const char *code, uint32_t colour);
void kiosk_draw_button(
        const struct kiosk_view *v, struct kiosk_rect r, const struct kiosk_button *button);
/* A pill at the left of the box, as high as the box. Returns its width, px. */
int kiosk_draw_chip(const struct kiosk_view *v, struct kiosk_rect box, enum kiosk_tone tone,
        enum kiosk_icon icon, const char *label);
void kiosk_draw_bar(const struct kiosk_view *v, struct kiosk_rect r, int percent, uint32_t colour,
        uint32_t track);
#define KIOSK_STEPPER_LABEL 6.25f /* u, above a stacked one */
/* Label, −, number, +. `value` of the actions is index * 2 (less) and index * 2 + 1 (more). */
struct kiosk_stepper {
    const char *label;
    const char *number;
    bool less, more; /* can be touched */
    enum kiosk_action_kind kind;
    int index;
    bool stacked; /* the label stands above */
};
void kiosk_draw_stepper(
        const struct kiosk_view *v, struct kiosk_rect r, const struct kiosk_stepper *stepper);
/* A ring that runs down, its seconds inside. */
void kiosk_draw_ring(const struct kiosk_view *v, struct kiosk_rect r, float part, const char *label,
        uint32_t colour);
void kiosk_add_hit(const struct kiosk_view *v, struct kiosk_rect r, float radius_u,
        struct kiosk_action action, int key);

#endif
