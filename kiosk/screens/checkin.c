/* Check-in, waiting for a code: what the camera sees at one side, what to do and how full the zone
 * is at the other. The verdict screen shares the frame, so that the picture stays in its place when
 * the verdict comes. */

#include "kiosk/screens/screen.h"
#include "kiosk/screens/words.h"

#include <stdio.h>

void kiosk_scanner_draw(const struct kiosk_view *v, struct kiosk_rect r, uint32_t deep,
        uint32_t glow, const char *typed)
{
    const struct kiosk_checkin_view *c = &v->model->checkin;
    uint32_t white = v->theme->white;
    kiosk_draw_fill(v, r, deep, 0);
    r = kiosk_rect_inset(r, kiosk_px(v, 6), kiosk_px(v, 5));
    struct kiosk_rect head = kiosk_rect_cut_top(&r, kiosk_height(v, 9));
    char words[2 * KIOSK_WORDS_MAX];
    kiosk_words_time(&v->model->now, words);
    kiosk_draw_text(v, kiosk_rect_cut_right(&head, kiosk_px(v, 17)), KIOSK_RIGHT,
            (struct kiosk_run){words, KIOSK_H2, true, white});
    if (v->model->can_leave) {
        struct kiosk_rect back = kiosk_rect_cut_left(&head, head.h);
        kiosk_draw_border(
                v, back, 0, kiosk_theme_alpha(white, v->theme->contrast ? 1 : 0.4), 2.5f, 0.25f);
        kiosk_draw_icon(v, kiosk_rect_centre(back, kiosk_px(v, 6), kiosk_px(v, 6)), KIOSK_ICON_BACK,
                2.4f, white);
        kiosk_add_hit(v, back, 2.5f,
                (struct kiosk_action){.kind = KIOSK_ACTION_BACK, .session = -1}, KIOSK_KEY_ESCAPE);
        kiosk_rect_cut_left(&head, kiosk_px(v, 3));
    }
    if (c->every_zone)
        snprintf(words, sizeof words, "%s", tr(v, "All zones"));
    else
        snprintf(words, sizeof words, "%s · %.280s", c->code, kiosk_say(v, c->zone_title));
    kiosk_draw_fitted(
            v, head, KIOSK_LEFT, (struct kiosk_run){words, KIOSK_H2, true, white}, KIOSK_S);
    kiosk_rect_cut_top(&r, kiosk_px(v, 2.5f));
    struct kiosk_rect foot = kiosk_rect_cut_bottom(&r, kiosk_line(v, 8));
    kiosk_rect_cut_bottom(&r, kiosk_px(v, 1.5f));
    kiosk_viewfinder_draw(v, r, glow, tr(v, "or type the ticket's number and press Enter"));
    if (*typed)
        kiosk_draw_runs(v, foot, KIOSK_LEFT,
                (struct kiosk_run[]){{tr(v, "Typed: "), KIOSK_BODY, false, white},
                        {typed, KIOSK_H2, true, white},
                        {tr(v, "   then Enter"), KIOSK_S, false, v->theme->white_soft}},
                3);
    else if (c->camera == KIOSK_CAMERA_OK)
        kiosk_draw_fitted(v, foot, KIOSK_LEFT,
                (struct kiosk_run){v->model->screen == KIOSK_SCREEN_VERDICT
                                           ? tr(v, "Next visitor: just hold the code up")
                                           : tr(v, "Hold the code up to the frame"),
                        KIOSK_S, false, v->theme->white_soft},
                KIOSK_XS);
}

struct kiosk_rect kiosk_checkin_split(const struct kiosk_view *v, const struct kiosk_screens *s,
        uint32_t ground, uint32_t deep, uint32_t glow)
{
    struct kiosk_rect r = v->area;
    kiosk_draw_fill(v, r, ground, 0);
    struct kiosk_rect scanner = kiosk_wide(v) ? kiosk_rect_cut_left(&r, r.w * 2 / 5)
                                              : kiosk_rect_cut_top(&r, r.h * 9 / 20);
    kiosk_scanner_draw(v, scanner, deep, glow, s->typed);
    return kiosk_rect_inset(r, kiosk_px(v, kiosk_wide(v) ? 9 : 7), kiosk_px(v, 7));
}

/* Narrow: the button has a row of its own above the figures. */
static bool figures_stacked(const struct kiosk_view *v, int width, bool with_button)
{
    return with_button && !v->model->checkin.every_zone && width < kiosk_px(v, 84);
}

int kiosk_figures_height(const struct kiosk_view *v, int width, bool with_button)
{
    int button = with_button ? kiosk_height(v, 12) : 0;
    if (v->model->checkin.every_zone)
        return with_button ? button + kiosk_px(v, 4.5f) : 0;
    if (figures_stacked(v, width, with_button))
        return button + kiosk_px(v, 3 + KIOSK_FIGURES);
    int high = kiosk_px(v, KIOSK_FIGURES);
    return button + kiosk_px(v, 4.5f) > high ? button + kiosk_px(v, 4.5f) : high;
}

struct kiosk_rect kiosk_figures_draw(
        const struct kiosk_view *v, struct kiosk_rect r, bool with_button)
{
    const struct kiosk_checkin_view *c = &v->model->checkin;
    const struct kiosk_theme *t = v->theme;
    struct kiosk_rect button = {0};
    if (figures_stacked(v, r.w, with_button)) {
        button = kiosk_rect_cut_top(&r, kiosk_height(v, 12));
        kiosk_rect_cut_top(&r, kiosk_px(v, 3));
        with_button = false;
    }
    if (c->every_zone && !with_button)
        return button;
    kiosk_draw_fill(v, kiosk_rect_cut_top(&r, kiosk_px(v, 0.375f)),
            kiosk_theme_alpha(t->white, t->contrast ? 1 : 0.25), 0);
    kiosk_rect_cut_top(&r, kiosk_px(v, 4));
    if (with_button) {
        button = kiosk_rect_cut_right(&r, kiosk_px(v, c->every_zone ? 60 : 32));
        button = kiosk_rect_centre(button, button.w, kiosk_height(v, 12));
        kiosk_rect_cut_right(&r, kiosk_px(v, 3));
    }
    if (c->every_zone)
        return button;
    char numbers[3][KIOSK_WORDS_MAX];
    kiosk_words_format(numbers[0], "%d / %d", c->inside, c->capacity);
    kiosk_words_format(numbers[1], "%d", c->waiting_people);
    kiosk_words_format(numbers[2], "%d", c->admitted);
    const char *labels[3] = {tr(v, "Inside"), tr(v, "Waiting"), tr(v, "Admitted today")};
    int gap = kiosk_px(v, 3);
    int widths[3] = {
            (r.w - 2 * gap) * 38 / 100, (r.w - 2 * gap) * 27 / 100, (r.w - 2 * gap) * 35 / 100};
    r = kiosk_rect_centre(r, r.w, kiosk_px(v, 15.5f) < r.h ? kiosk_px(v, 15.5f) : r.h);
    for (int i = 0; i < 3; i++) {
        struct kiosk_rect cell = kiosk_rect_cut_left(&r, widths[i]);
        kiosk_rect_cut_left(&r, gap);
        kiosk_draw_figure(v, cell, &(struct kiosk_figure){.label = labels[i], .number = numbers[i]},
                t->white, t->white_soft);
    }
    return button;
}

static void leave_draw(const struct kiosk_view *v, struct kiosk_rect r)
{
    kiosk_draw_button(v, r,
            &(struct kiosk_button){.style = KIOSK_BUTTON_GHOST,
                    .icon = KIOSK_ICON_EXIT,
                    .label = tr(v, "Leaving"),
                    .action = {.kind = KIOSK_ACTION_OPEN_FIND,
                            .value = KIOSK_FIND_LEAVE,
                            .session = -1}});
}

void kiosk_checkin_draw(const struct kiosk_view *v, const struct kiosk_screens *s)
{
    const struct kiosk_theme *t = v->theme;
    bool leave = v->model->can_find;
    struct kiosk_rect r = kiosk_checkin_split(v, s, t->accent,
            kiosk_tone_deep(t, KIOSK_TONE_ACCENT), kiosk_theme_mix(t->accent, t->white, 0.45));
    int staff = kiosk_staff_key_draw(v, r, true);
    if (staff > 0) {
        struct kiosk_rect top = kiosk_rect_cut_top(&r, kiosk_height(v, KIOSK_FOOTER));
        kiosk_staff_key_draw(v, kiosk_rect_cut_right(&top, staff), false);
    }
    struct kiosk_rect foot = kiosk_rect_cut_bottom(&r, kiosk_figures_height(v, r.w, leave));
    struct kiosk_rect button = kiosk_figures_draw(v, foot, leave);
    if (leave)
        leave_draw(v, button);
    kiosk_rect_cut_bottom(&r, kiosk_px(v, 3));
    int high = kiosk_px(v, 66);
    struct kiosk_rect middle = kiosk_rect_centre(r, r.w, high < r.h ? high : r.h);
    struct kiosk_rect icon = kiosk_rect_cut_top(&middle, middle.h / 3);
    icon.x -= icon.h / 8; /* an icon's own margin: its shape stands above the words */
    bool lost = v->model->checkin.camera == KIOSK_CAMERA_LOST;
    kiosk_draw_icon(v, kiosk_rect_cut_left(&icon, icon.h),
            lost ? KIOSK_ICON_PEOPLE : KIOSK_ICON_SCAN, 1.8f, t->white);
    kiosk_rect_cut_top(&middle, middle.h / 10);
    kiosk_draw_fitted(v, kiosk_rect_cut_top(&middle, kiosk_px(v, 16)), KIOSK_LEFT,
            (struct kiosk_run){lost ? tr(v, "Please see the staff") : tr(v, "Show your QR code"),
                    KIOSK_H0 + 1, true, t->white},
            KIOSK_H1);
    kiosk_rect_cut_top(&middle, kiosk_px(v, 2));
    struct kiosk_run words = {
            lost ? tr(v, "Use the hand scanner, or tell them the number on the ticket. The camera "
                         "comes back by itself.")
            : v->model->checkin.camera == KIOSK_CAMERA_NONE
                    ? tr(v, "Hold it under the hand scanner")
                    : tr(v, "A photo on your phone or the paper ticket, a hand's width from "
                            "the camera."),
            KIOSK_H2, false, t->white_soft};
    while (words.size > KIOSK_XS && kiosk_text_height(v, middle.w, words, 1.45f) > middle.h)
        words.size -= 0.25f;
    kiosk_draw_paragraph(v, middle, KIOSK_LEFT, words, 1.45f);
}
