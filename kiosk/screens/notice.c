/* A short word over any screen: busy, done, or something to know. At the top, where no button is,
 * and it takes no touches. */

#include "kiosk/screens/screen.h"

void kiosk_notice_draw(const struct kiosk_view *v)
{
    const struct kiosk_model *m = v->model;
    const struct kiosk_theme *t = v->theme;
    if (m->notice == KIOSK_NOTICE_NONE)
        return;
    const char *words = kiosk_say(v, m->notice_text);
    if (!*words && m->notice == KIOSK_NOTICE_BUSY)
        words = tr(v, "One moment …");
    enum kiosk_icon icon = m->notice == KIOSK_NOTICE_BUSY   ? KIOSK_ICON_CLOCK
                           : m->notice == KIOSK_NOTICE_WARN ? KIOSK_ICON_WARN
                                                            : KIOSK_ICON_CHECK;
    struct kiosk_run run = {words, 5, true, t->white};
    int most = v->area.w - kiosk_px(v, 12);
    int side = kiosk_px(v, 7);
    int pad = kiosk_px(v, 5);
    int gap = kiosk_px(v, 3);
    int width = kiosk_text_width(v, run) + side + gap + 2 * pad;
    int height = kiosk_px(v, 15);
    bool two = width > most;
    if (two) {
        width = most;
        height = kiosk_px(v, 22);
    }
    struct kiosk_rect r = {
            v->area.x + (v->area.w - width) / 2, v->area.y + kiosk_px(v, 4), width, height};
    kiosk_draw_border(v, r, m->notice == KIOSK_NOTICE_WARN ? t->bad_deep : t->ink,
            kiosk_theme_alpha(t->white, 0.4), 4, 0.375f);
    r = kiosk_rect_inset(r, pad, kiosk_px(v, 2));
    kiosk_draw_icon(v, kiosk_rect_cut_left(&r, side), icon, 2.2f, t->white);
    kiosk_rect_cut_left(&r, gap);
    if (!two) {
        kiosk_draw_text(v, r, KIOSK_LEFT, run);
        return;
    }
    run.size = KIOSK_BODY;
    int lines = kiosk_text_lines(v, r.w, run);
    kiosk_draw_paragraph(v, kiosk_rect_centre(r, r.w, kiosk_px(v, 6.5f) * (lines < 3 ? lines : 2)),
            KIOSK_LEFT, run, 1.4f);
}
