#ifndef KIOSK_UI_SHEET_H
#define KIOSK_UI_SHEET_H

/* Larger parts that several screens are laid out with: the school's mark, headings, pages, rows,
 * switches, keys, bars, stamps, a dialog. As in widget.h: boxes are the caller's, colours the
 * theme's, what is touchable is at least as high as a finger needs where the caller's box is
 * (kiosk_height). Main thread. */

#include "kiosk/ui/widget.h"

/* The programme's logo, or the first character of the school's name on a tile; `on_accent`: it
 * stands on a ground of the accent. As high as the box, at its left; returns its width, px. */
int kiosk_draw_mark(const struct kiosk_view *v, struct kiosk_rect r, bool on_accent);
void kiosk_draw_picture(
        const struct kiosk_view *v, struct kiosk_rect r, struct kiosk_picture picture);

/* The words over a part, something quiet at their right (may be NULL). */
#define KIOSK_HEADING 7.f /* u, with kiosk_line */
void kiosk_draw_heading(
        const struct kiosk_view *v, struct kiosk_rect r, const char *words, const char *aside);

/* A figure under its label, its unit behind it: numbers first. */
struct kiosk_figure {
    const char *label, *number, *unit; /* unit may be NULL */
    float size;                        /* u, of the number; 0 = KIOSK_H1 */
};
void kiosk_draw_figure(const struct kiosk_view *v, struct kiosk_rect r,
        const struct kiosk_figure *figure, uint32_t ink, uint32_t soft);

/* The same on one line: the label at the left, the number at the right. */
void kiosk_draw_figure_row(const struct kiosk_view *v, struct kiosk_rect r,
        const struct kiosk_figure *figure, uint32_t ink, uint32_t soft);

/* Pages of one screen, side by side; KIOSK_ACTION_TAB with the page as value. */
#define KIOSK_TABS 13.f /* u, with kiosk_height */
struct kiosk_tab {
    enum kiosk_icon icon;
    const char *label;
    int count; /* in a small disc behind the label; 0 = none */
};
void kiosk_draw_tabs(const struct kiosk_view *v, struct kiosk_rect r, const struct kiosk_tab *tabs,
        int count, int chosen);

/* On or off, by colour, by where the knob is, and by its sign. */
struct kiosk_switch {
    enum kiosk_icon icon;
    const char *title, *detail;
    bool on;
    struct kiosk_action action;
};
void kiosk_draw_switch(
        const struct kiosk_view *v, struct kiosk_rect r, const struct kiosk_switch *s);

/* A key of a keypad: a label, or an icon. KIOSK_ACTION_TYPE with `type` as value. */
void kiosk_draw_key(const struct kiosk_view *v, struct kiosk_rect r, const char *label,
        enum kiosk_icon icon, int type);

/* One of several to choose from: filled with a check when it is. */
void kiosk_draw_choice(const struct kiosk_view *v, struct kiosk_rect r, const char *label,
        bool chosen, struct kiosk_action action);

/* Bars side by side over their labels, the highest with its number on top. */
struct kiosk_bars {
    const int *values;
    const char *const *labels; /* one for each, "" = none */
    int count;
    int now; /* index in the accent's full colour, -1 = all alike */
};
void kiosk_draw_bars(
        const struct kiosk_view *v, struct kiosk_rect r, const struct kiosk_bars *bars);

/* When there is nothing to show: a large quiet icon and why. */
void kiosk_draw_empty(const struct kiosk_view *v, struct kiosk_rect r, enum kiosk_icon icon,
        const char *title, const char *words);

/* A rubber stamp: two rings, a sign, words below it, a little askew. */
struct kiosk_stamp {
    const char *code;  /* large, in the middle */
    const char *words; /* below it: the time */
    float turn;        /* degrees clockwise */
    uint32_t colour;
};
void kiosk_draw_stamp(
        const struct kiosk_view *v, struct kiosk_rect r, const struct kiosk_stamp *stamp);

/* Text in the middle of the box, turned around it; only as long as the box is wide. */
void kiosk_draw_turned(
        const struct kiosk_view *v, struct kiosk_rect box, struct kiosk_run run, float turn);

/* Dims all there is, takes its touches away, and returns the inside of a card of that size in the
 * middle of the area (smaller where the area is). */
struct kiosk_rect kiosk_draw_dialog(const struct kiosk_view *v, float width_u, float height_u);

#endif
