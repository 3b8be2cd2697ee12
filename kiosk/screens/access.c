/* Help to see, reach and understand: four switches, each says what it does, and shows it at once.
 * On a tall screen they lie in its lower half, within reach from a wheelchair. */

#include "kiosk/screens/screen.h"

#define GAP 3.f
#define ROW 21.5f
#define BUTTON 15.f

static void head_draw(const struct kiosk_view *v, struct kiosk_rect r, bool low)
{
    const struct kiosk_theme *t = v->theme;
    int side = kiosk_px(v, 26);
    int high = side + kiosk_px(v, 5) + kiosk_line(v, 38);
    high = high < r.h ? high : r.h;
    r = low ? kiosk_rect_cut_bottom(&r, high) : kiosk_rect_centre(r, r.w, high);
    struct kiosk_rect disc = kiosk_rect_cut_top(&r, side < r.h / 3 ? side : r.h / 3);
    disc.w = disc.h;
    kiosk_draw_fill(v, disc, t->accent, 99);
    kiosk_draw_icon(
            v, kiosk_rect_inset(disc, disc.w / 6, disc.w / 6), KIOSK_ICON_ACCESS, 2, t->white);
    kiosk_rect_cut_top(&r, kiosk_px(v, 5));
    kiosk_draw_fitted(v, kiosk_rect_cut_top(&r, r.h / 2), KIOSK_LEFT,
            (struct kiosk_run){tr(v, "How can we make it easier?"), KIOSK_H0, true, t->ink},
            KIOSK_H1);
    kiosk_draw_fitted(v, kiosk_rect_cut_top(&r, r.h * 4 / 5), KIOSK_LEFT,
            (struct kiosk_run){
                    tr(v, "Switch on what helps you. It is off again for the next visitor."), 5.5f,
                    false, t->muted},
            KIOSK_BODY);
}

static void switch_draw(const struct kiosk_view *v, struct kiosk_rect r, enum kiosk_access access)
{
    struct kiosk_switch s = {.on = v->model->access & access,
            .action = {.kind = KIOSK_ACTION_ACCESS, .value = (int)access, .session = -1}};
    switch (access) {
    case KIOSK_ACCESS_LOW:
        s.icon = KIOSK_ICON_LOW;
        s.title = tr(v, "Low buttons");
        s.detail = tr(v, "Everything to touch is in the lower half");
        break;
    case KIOSK_ACCESS_CONTRAST:
        s.icon = KIOSK_ICON_CONTRAST;
        s.title = tr(v, "High contrast");
        s.detail = tr(v, "Black on white, and nothing moves");
        break;
    case KIOSK_ACCESS_LARGE:
        s.icon = KIOSK_ICON_LETTERS;
        s.title = tr(v, "Large letters");
        s.detail = tr(v, "All words are a quarter larger");
        break;
    case KIOSK_ACCESS_SPOKEN:
        s.icon = KIOSK_ICON_SPEAKER;
        s.title = tr(v, "Read aloud");
        s.detail = tr(v, "The kiosk says what is on the screen");
        break;
    }
    kiosk_draw_switch(v, r, &s);
}

/* On a wide screen everything is within reach as it is. */
static int first_switch(const struct kiosk_view *v)
{
    return v->frame->width > v->frame->height;
}

static void switches_draw(const struct kiosk_view *v, struct kiosk_rect r)
{
    static const enum kiosk_access all[] = {
            KIOSK_ACCESS_LOW, KIOSK_ACCESS_CONTRAST, KIOSK_ACCESS_LARGE, KIOSK_ACCESS_SPOKEN};
    int first = first_switch(v);
    for (int i = first; i < 4; i++)
        switch_draw(v, kiosk_rect_cell(r, 1, 4 - first, kiosk_px(v, GAP), i - first), all[i]);
}

static void buttons_draw(const struct kiosk_view *v, struct kiosk_rect r)
{
    kiosk_draw_button(v, kiosk_rect_cell(r, 2, 1, kiosk_px(v, GAP), 0),
            &(struct kiosk_button){.style = KIOSK_BUTTON_QUIET,
                    .icon = KIOSK_ICON_UNDO,
                    .label = tr(v, "All off"),
                    .disabled = v->model->access == 0,
                    .action = {.kind = KIOSK_ACTION_ACCESS, .value = 0, .session = -1}});
    kiosk_draw_button(v, kiosk_rect_cell(r, 2, 1, kiosk_px(v, GAP), 1),
            &(struct kiosk_button){.style = KIOSK_BUTTON_PRIMARY,
                    .icon = KIOSK_ICON_CHECK,
                    .label = tr(v, "Done"),
                    .action = {.kind = KIOSK_ACTION_BACK, .session = -1},
                    .key = KIOSK_KEY_ENTER});
}

void kiosk_access_draw(const struct kiosk_view *v, const struct kiosk_screens *s)
{
    (void)s;
    struct kiosk_rect r = kiosk_begin(v, v->theme->paper);
    /* The lower half of a tall screen is all for the switches. */
    bool half = kiosk_wide(v) && v->area.w * 10 <= v->area.h * 13;
    kiosk_topbar_draw(v, kiosk_rect_cut_top(&r, kiosk_height(v, KIOSK_TOPBAR)),
            half ? tr(v, "Accessibility") : "");
    kiosk_rect_cut_top(&r, kiosk_px(v, 3));
    int gap = kiosk_px(v, GAP);
    int count = 4 - first_switch(v);
    int high = count * (kiosk_height(v, ROW) + gap) - gap;
    if (kiosk_wide(v) && !half) {
        struct kiosk_rect left = kiosk_rect_cut_left(&r, r.w * 42 / 100);
        kiosk_rect_cut_left(&r, kiosk_px(v, 8));
        head_draw(v, left, false);
    }
    buttons_draw(v, kiosk_rect_cut_bottom(&r, kiosk_height(v, BUTTON)));
    kiosk_rect_cut_bottom(&r, kiosk_px(v, 4));
    if (kiosk_wide(v)) {
        switches_draw(v, kiosk_rect_centre(r, r.w, high < r.h ? high : r.h));
        return;
    }
    switches_draw(v, kiosk_rect_cut_bottom(&r, high));
    kiosk_rect_cut_bottom(&r, kiosk_px(v, 8));
    head_draw(v, r, true);
}
