/* A visitor shows his ticket to the camera, to see how it stands or to say goodbye: the camera's
 * picture, and beside it what to do. Goes home by itself when nothing comes. */

#include "kiosk/screens/screen.h"

#include <stdio.h>

static void step_draw(
        const struct kiosk_view *v, struct kiosk_rect r, int number, const char *words)
{
    char digit[4];
    snprintf(digit, sizeof digit, "%d", number);
    struct kiosk_rect disc = kiosk_rect_cut_left(&r, kiosk_px(v, 9));
    disc = kiosk_rect_centre(disc, disc.w, disc.w);
    kiosk_draw_border(v, disc, v->theme->accent, v->theme->white, 99, 0.4f);
    kiosk_draw_text(v, disc, KIOSK_CENTRE, (struct kiosk_run){digit, 5, true, v->theme->white});
    kiosk_rect_cut_left(&r, kiosk_px(v, 3.5f));
    kiosk_draw_fitted(
            v, r, KIOSK_LEFT, (struct kiosk_run){words, 5.5f, false, v->theme->white}, KIOSK_BODY);
}

static void words_draw(const struct kiosk_view *v, struct kiosk_rect r)
{
    const struct kiosk_theme *t = v->theme;
    bool leave = v->model->find == KIOSK_FIND_LEAVE;
    bool sees = v->model->checkin.camera == KIOSK_CAMERA_OK;
    int row = kiosk_line(v, kiosk_wide(v) ? 13 : 16);
    int high = kiosk_px(v, 25) + kiosk_line(v, 22) + 3 * row;
    r = kiosk_rect_centre(r, r.w, high < r.h ? high : r.h);
    struct kiosk_rect icon = kiosk_rect_cut_top(&r, kiosk_px(v, 20));
    icon.x -= icon.h / 9; /* an icon's own margin: its shape stands above the words */
    kiosk_draw_icon(v, kiosk_rect_cut_left(&icon, icon.h),
            leave ? KIOSK_ICON_EXIT : KIOSK_ICON_TICKET, 1.6f, t->white);
    kiosk_rect_cut_top(&r, kiosk_px(v, 3));
    kiosk_draw_fitted(v, kiosk_rect_cut_top(&r, kiosk_line(v, 18)), KIOSK_LEFT,
            (struct kiosk_run){
                    leave ? tr(v, "Leaving? Show your ticket") : tr(v, "Show your ticket"),
                    KIOSK_H0, true, t->white},
            KIOSK_H1);
    kiosk_rect_cut_top(&r, kiosk_px(v, 3));
    const char *steps[] = {tr(v, "Open the photo on your phone, or take the paper slip"),
            sees ? tr(v, "Hold it a hand's width from the camera")
                 : tr(v, "Hold it under the hand scanner"),
            leave ? tr(v, "Tell us with one touch how you liked it")
                  : tr(v, "See how long it still is, and your stamps")};
    for (int i = 0; i < 3; i++)
        step_draw(v, kiosk_rect_cut_top(&r, row), i + 1, steps[i]);
}

void kiosk_find_draw(const struct kiosk_view *v, const struct kiosk_screens *s)
{
    (void)s;
    const struct kiosk_theme *t = v->theme;
    kiosk_draw_fill(v, v->area, t->accent, 0);
    struct kiosk_rect r = v->area;
    struct kiosk_rect camera = kiosk_wide(v) ? kiosk_rect_cut_left(&r, r.w * 2 / 5)
                                             : kiosk_rect_cut_top(&r, r.h * 9 / 20);
    kiosk_draw_fill(v, camera, kiosk_tone_deep(t, KIOSK_TONE_ACCENT), 0);
    kiosk_viewfinder_draw(v, kiosk_rect_inset(camera, kiosk_px(v, 6), kiosk_px(v, 6)),
            kiosk_theme_mix(t->accent, t->white, 0.45),
            v->model->checkin.camera == KIOSK_CAMERA_LOST
                    ? tr(v, "Use the hand scanner, or ask the staff")
                    : tr(v, "or ask the staff, they can help"));
    r = kiosk_rect_inset(r, kiosk_px(v, 8), kiosk_px(v, 6));
    kiosk_draw_button(v, kiosk_rect_cut_bottom(&r, kiosk_height(v, 15)),
            &(struct kiosk_button){.style = KIOSK_BUTTON_GHOST,
                    .icon = KIOSK_ICON_BACK,
                    .label = tr(v, "Back"),
                    .action = {.kind = KIOSK_ACTION_BACK, .session = -1},
                    .key = KIOSK_KEY_ESCAPE});
    kiosk_rect_cut_bottom(&r, kiosk_px(v, 4));
    words_draw(v, r);
}
