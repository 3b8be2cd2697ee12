/* Check-in, waiting for a code: what the camera sees at one side, what to do and how full the zone
 * is at the other. The verdict screen shares the frame, so that the picture stays in its place when
 * the verdict comes. */

#include "kiosk/screens/screen.h"
#include "kiosk/screens/words.h"

#include <stdio.h>

void kiosk_viewfinder_draw(
        const struct kiosk_view *v, struct kiosk_rect r, uint32_t glow, const char *help)
{
    const struct kiosk_checkin_view *c = &v->model->checkin;
    kiosk_draw_fill(v, r, 0xFF0C1512, 3.5f);
    if (c->camera == KIOSK_CAMERA_OK && c->preview.width > 0)
        kiosk_frame_add(v->frame,
                (struct kiosk_item){.kind = KIOSK_ITEM_IMAGE,
                        .rect = r,
                        .radius = 3.5f * v->u,
                        .cols = c->preview.width,
                        .rows = c->preview.height},
                c->preview.pixels, (size_t)c->preview.width * (size_t)c->preview.height);
    if (c->camera == KIOSK_CAMERA_OK) {
        int side = (r.w < r.h ? r.w : r.h) * 4 / 5;
        kiosk_draw_border(v, kiosk_rect_centre(r, side, side), 0, glow, 3, 0.75f);
        return;
    }
    bool none = c->camera == KIOSK_CAMERA_NONE;
    uint32_t soft = kiosk_theme_alpha(v->theme->white, 0.85);
    struct kiosk_rect middle = kiosk_rect_centre(
            kiosk_rect_inset(r, kiosk_px(v, 4), 0), r.w - kiosk_px(v, 8), kiosk_px(v, 34));
    kiosk_draw_icon(v, kiosk_rect_cut_top(&middle, kiosk_px(v, 13)),
            none ? KIOSK_ICON_SCAN : KIOSK_ICON_CAMERA, 1.8f, soft);
    kiosk_rect_cut_top(&middle, kiosk_px(v, 3));
    struct kiosk_run title = {
            none ? tr(v, "Use the hand scanner") : tr(v, "The camera does not answer"), KIOSK_H2,
            true, v->theme->white};
    kiosk_draw_text(v, kiosk_rect_cut_top(&middle, kiosk_px(v, 7)), KIOSK_CENTRE, title);
    kiosk_draw_paragraph(
            v, middle, KIOSK_CENTRE, (struct kiosk_run){help, KIOSK_S, false, soft}, 1.4f);
}

void kiosk_scanner_draw(const struct kiosk_view *v, struct kiosk_rect r, uint32_t deep,
        uint32_t glow, const char *typed)
{
    const struct kiosk_checkin_view *c = &v->model->checkin;
    uint32_t white = v->theme->white;
    kiosk_draw_fill(v, r, deep, 0);
    r = kiosk_rect_inset(r, kiosk_px(v, 6), kiosk_px(v, 5));
    struct kiosk_rect head = kiosk_rect_cut_top(&r, kiosk_px(v, 9));
    char words[2 * KIOSK_WORDS_MAX];
    kiosk_words_time(&v->model->now, words);
    kiosk_draw_text(v, kiosk_rect_cut_right(&head, kiosk_px(v, 17)), KIOSK_RIGHT,
            (struct kiosk_run){words, KIOSK_H2, true, white});
    if (v->model->can_leave) {
        struct kiosk_rect back = kiosk_rect_cut_left(&head, kiosk_px(v, 8));
        kiosk_draw_icon(v, kiosk_rect_centre(back, kiosk_px(v, 6), kiosk_px(v, 6)), KIOSK_ICON_BACK,
                2.4f, white);
        kiosk_add_hit(v, kiosk_rect_inset(back, -kiosk_px(v, 3), -kiosk_px(v, 2)), 3,
                (struct kiosk_action){.kind = KIOSK_ACTION_BACK, .session = -1}, KIOSK_KEY_ESCAPE);
        kiosk_rect_cut_left(&head, kiosk_px(v, 2));
    }
    if (c->every_zone)
        snprintf(words, sizeof words, "%s", tr(v, "All zones"));
    else
        snprintf(words, sizeof words, "%s · %.280s", c->code, kiosk_say(v, c->zone_title));
    kiosk_draw_text(v, head, KIOSK_LEFT, (struct kiosk_run){words, KIOSK_H2, true, white});
    kiosk_rect_cut_top(&r, kiosk_px(v, 2.5f));
    struct kiosk_rect foot = kiosk_rect_cut_bottom(&r, kiosk_px(v, 7));
    kiosk_rect_cut_bottom(&r, kiosk_px(v, 1.5f));
    kiosk_viewfinder_draw(v, r, glow, tr(v, "or type the ticket's number and press Enter"));
    if (*typed)
        kiosk_draw_runs(v, foot, KIOSK_LEFT,
                (struct kiosk_run[]){{tr(v, "Typed: "), KIOSK_BODY, false, white},
                        {typed, KIOSK_H2, true, white},
                        {tr(v, "   then Enter"), KIOSK_S, false, kiosk_theme_alpha(white, 0.85)}},
                3);
    else if (c->camera == KIOSK_CAMERA_OK)
        kiosk_draw_text(v, foot, KIOSK_LEFT,
                (struct kiosk_run){tr(v, "Hold the code up to the frame"), KIOSK_S, false,
                        kiosk_theme_alpha(white, 0.85)});
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

struct kiosk_rect kiosk_figures_draw(
        const struct kiosk_view *v, struct kiosk_rect r, bool with_button)
{
    const struct kiosk_checkin_view *c = &v->model->checkin;
    uint32_t white = v->theme->white;
    struct kiosk_rect button = {0};
    if (c->every_zone && !with_button)
        return button;
    kiosk_draw_fill(
            v, kiosk_rect_cut_top(&r, kiosk_px(v, 0.375f)), kiosk_theme_alpha(white, 0.25), 0);
    kiosk_rect_cut_top(&r, kiosk_px(v, 4));
    if (with_button) {
        button = kiosk_rect_cut_right(&r, kiosk_px(v, 27));
        button = kiosk_rect_centre(button, button.w, kiosk_px(v, 12));
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
    for (int i = 0; i < 3; i++) {
        struct kiosk_rect cell = kiosk_rect_cut_left(&r, widths[i]);
        kiosk_rect_cut_left(&r, gap);
        kiosk_draw_text(v, kiosk_rect_cut_top(&cell, kiosk_px(v, 5.5f)), KIOSK_LEFT,
                (struct kiosk_run){labels[i], KIOSK_S, false, kiosk_theme_alpha(white, 0.85)});
        kiosk_draw_text(v, kiosk_rect_cut_top(&cell, kiosk_px(v, 10)), KIOSK_LEFT,
                (struct kiosk_run){numbers[i], KIOSK_H1, true, white});
    }
    return button;
}

void kiosk_checkin_draw(const struct kiosk_view *v, const struct kiosk_screens *s)
{
    const struct kiosk_theme *t = v->theme;
    uint32_t ground = t->accent;
    struct kiosk_rect r = kiosk_checkin_split(v, s, ground, kiosk_tone_deep(t, KIOSK_TONE_ACCENT),
            kiosk_theme_mix(t->accent, t->white, 0.45));
    kiosk_figures_draw(v, kiosk_rect_cut_bottom(&r, kiosk_px(v, KIOSK_FIGURES)), false);
    kiosk_rect_cut_bottom(&r, kiosk_px(v, 3));
    struct kiosk_rect middle = kiosk_rect_centre(r, r.w, kiosk_px(v, 60));
    struct kiosk_rect icon = kiosk_rect_cut_top(&middle, kiosk_px(v, 24));
    kiosk_draw_icon(v, kiosk_rect_cut_left(&icon, icon.h), KIOSK_ICON_SCAN, 1.8f, t->white);
    kiosk_rect_cut_top(&middle, kiosk_px(v, 5));
    kiosk_draw_text(v, kiosk_rect_cut_top(&middle, kiosk_px(v, 16)), KIOSK_LEFT,
            (struct kiosk_run){tr(v, "Show your QR code"), KIOSK_H0 + 1, true, t->white});
    kiosk_draw_paragraph(v, middle, KIOSK_LEFT,
            (struct kiosk_run){tr(v, "A photo on your phone or the paper ticket, a hand's width "
                                     "from the camera."),
                    KIOSK_BODY, false, kiosk_theme_alpha(t->white, 0.88)},
            1.45f);
}
