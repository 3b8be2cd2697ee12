/* Help to see, reach and understand: four switches, each says what it does, and shows it at once.
 * On a tall screen they lie in its lower half, within reach from a wheelchair. */

#include "kiosk/screens/screen.h"

#define GAP 3.f
#define ROW 21.f
#define BUTTON 15.f

static void head_draw(const struct kiosk_view *v, struct kiosk_rect r)
{
    const struct kiosk_theme *t = v->theme;
    int high = kiosk_line(v, 34);
    r = kiosk_rect_centre(r, r.w, high < r.h ? high : r.h);
    kiosk_draw_fitted(v, kiosk_rect_cut_top(&r, r.h * 9 / 20), KIOSK_LEFT,
            (struct kiosk_run){tr(v, "How can we make it easier?"), KIOSK_H0, true, t->ink},
            KIOSK_H1);
    kiosk_draw_fitted(v, kiosk_rect_cut_top(&r, r.h * 9 / 10), KIOSK_LEFT,
            (struct kiosk_run){
                    tr(v, "Switch on what helps you. It is off again for the next visitor."), 5,
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

static void switches_draw(const struct kiosk_view *v, struct kiosk_rect r, int cols)
{
    static const enum kiosk_access all[] = {
            KIOSK_ACCESS_LOW, KIOSK_ACCESS_CONTRAST, KIOSK_ACCESS_LARGE, KIOSK_ACCESS_SPOKEN};
    /* On a wide screen everything is within reach as it is. */
    int first = v->frame->width > v->frame->height;
    int count = 4 - first;
    int rows = (count + cols - 1) / cols;
    for (int i = 0; i < count; i++)
        switch_draw(v, kiosk_rect_cell(r, cols, rows, kiosk_px(v, GAP), i), all[first + i]);
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
    int bar = kiosk_height(v, KIOSK_TOPBAR);
    bool tall = v->frame->height > v->frame->width;
    struct kiosk_rect top = kiosk_rect_cut_top(&r, bar);
    kiosk_topbar_draw(v, top, "");
    kiosk_rect_cut_top(&r, kiosk_px(v, 3));
    buttons_draw(v, kiosk_rect_cut_bottom(&r, kiosk_height(v, BUTTON)));
    kiosk_rect_cut_bottom(&r, kiosk_px(v, 4));
    int cols = kiosk_wide(v) && !tall ? 3 : 1;
    if (tall && kiosk_wide(v)) /* the lower half of a tall screen */
        cols = 2;
    int rows = (tall ? 4 : 3) / cols;
    int row = kiosk_height(v, ROW * v->letters);
    int high = rows * (row + kiosk_px(v, GAP)) - kiosk_px(v, GAP);
    switches_draw(v, kiosk_rect_cut_bottom(&r, high), cols);
    kiosk_rect_cut_bottom(&r, kiosk_px(v, 4));
    head_draw(v, r);
}
