/* The upper half when the screen itself lies in the lower one, in reach of a wheelchair: whose day
 * it is, and the time. Nothing to touch, nothing that moves. */

#include "kiosk/screens/screen.h"
#include "kiosk/screens/words.h"

/* What is on, or, when nothing is, the school's slogan. */
static void on_draw(const struct kiosk_view *v, struct kiosk_rect r)
{
    const struct kiosk_model *m = v->model;
    const char *title = kiosk_say(v, m->activity_now);
    const char *place = kiosk_say(v, m->activity_now_place);
    char words[KIOSK_WORDS_MAX];
    if (!*title) {
        kiosk_draw_fitted(v, r, KIOSK_LEFT,
                (struct kiosk_run){kiosk_say(v, m->slogan), KIOSK_H2, false, v->theme->white_soft},
                KIOSK_BODY);
        return;
    }
    kiosk_draw_glass(v, r);
    r = kiosk_rect_inset(r, kiosk_px(v, 5), kiosk_px(v, 2.5f));
    kiosk_words_format(words, *place ? "%s · %.100s" : "%s%.0s", tr(v, "On now"), place);
    kiosk_draw_fitted(v, kiosk_rect_cut_top(&r, r.h * 2 / 5), KIOSK_LEFT,
            (struct kiosk_run){words, KIOSK_BODY, true, v->theme->white_soft}, KIOSK_S);
    kiosk_draw_fitted(v, r, KIOSK_LEFT,
            (struct kiosk_run){title, KIOSK_H2 + 1, true, v->theme->white}, KIOSK_BODY);
}

void kiosk_upper_draw(const struct kiosk_view *v, struct kiosk_rect r)
{
    if (kiosk_rect_empty(r))
        return;
    const struct kiosk_model *m = v->model;
    const struct kiosk_theme *t = v->theme;
    kiosk_draw_fill(v, r, t->accent, 0);
    r = kiosk_rect_inset(r, kiosk_px(v, 2 * KIOSK_MARGIN), kiosk_px(v, 12));
    char words[KIOSK_WORDS_MAX];
    struct kiosk_rect foot = kiosk_rect_cut_bottom(&r, kiosk_px(v, 20));
    kiosk_rect_cut_bottom(&r, kiosk_px(v, 4));
    kiosk_words_time(&m->now, words);
    kiosk_draw_text(v, kiosk_rect_cut_left(&foot, foot.w / 2), KIOSK_LEFT,
            (struct kiosk_run){words, KIOSK_H0 + 6, true, t->white});
    kiosk_words_date(v, &m->now, words);
    kiosk_draw_text(v, kiosk_rect_cut_bottom(&foot, kiosk_px(v, 8)), KIOSK_RIGHT,
            (struct kiosk_run){words, KIOSK_H2, false, t->white_soft});
    struct kiosk_rect head = kiosk_rect_cut_top(&r, kiosk_px(v, 16));
    kiosk_draw_mark(v, kiosk_rect_cut_left(&head, head.h), true);
    kiosk_rect_cut_left(&head, kiosk_px(v, 4));
    kiosk_draw_fitted(v, head, KIOSK_LEFT,
            (struct kiosk_run){kiosk_say(v, m->host), KIOSK_H2 + 1, true, t->white}, KIOSK_BODY);
    on_draw(v, kiosk_rect_cut_bottom(&r, kiosk_px(v, 18)));
    kiosk_rect_cut_bottom(&r, kiosk_px(v, 4));
    const char *theme = kiosk_say(v, m->theme);
    kiosk_draw_fitted(v, r, KIOSK_LEFT,
            (struct kiosk_run){*theme ? theme : kiosk_say(v, m->title), 17, true, t->white}, 11);
}
