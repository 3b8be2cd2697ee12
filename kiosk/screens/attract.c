/* Nobody is here: an invitation that is read from the door. The school, the day, the time stand
 * still; one panel turns its pages (slides.c). All of it is one button. Nobody has chosen a
 * language yet, so the invitation stands in both. */

#include "kiosk/screens/visit.h"
#include "kiosk/screens/words.h"

/* A door that opens into the light: arches, each a little brighter than the one around it. They
 * are never brighter than the accent, which carries white words. */
static void ground_draw(const struct kiosk_view *v)
{
    const struct kiosk_theme *t = v->theme;
    struct kiosk_rect r = v->area;
    kiosk_draw_fill(
            v, r, t->contrast ? t->accent : kiosk_theme_mix(t->accent, 0xFF000000, 0.74), 0);
    static const int parts[] = {92, 74, 56, 38};
    int across = kiosk_wide(v) ? r.w / 2 : r.w;
    for (int i = 0; i < 4 && !t->contrast; i++) {
        int w = across * parts[i] / 100;
        int top = r.h * (4 + 9 * i) / 100;
        struct kiosk_rect arch = {r.x + (across - w) / 2, r.y + top, w, r.h + w / 2 - top};
        uint32_t tone = kiosk_theme_mix(t->accent, 0xFF000000, 0.80 + 0.05 * (i + 1));
        kiosk_draw_fill(v, arch, tone, (float)w / 2 / v->u);
    }
}

/* As large as a line takes, else two, as far as r is high; returns the height used. */
static int title_draw(const struct kiosk_view *v, struct kiosk_rect r, const char *words, bool draw)
{
    struct kiosk_run run = {words, 23, true, v->theme->white};
    run.size = kiosk_text_fit(v, r.w, 1, run, 15 / v->letters);
    if (run.size == 0) {
        run.size = 17;
        float two = kiosk_text_fit(v, r.w, 2, run, 6);
        run.size = two > 0 ? two : 6;
    }
    while (run.size > 6 && kiosk_text_height(v, r.w, run, 1.18f) > r.h)
        run.size -= 0.5f;
    int height = kiosk_text_height(v, r.w, run, 1.18f);
    int most = kiosk_line(v, run.size * 2.4f);
    r.h = height < most ? height : most;
    if (draw)
        kiosk_draw_paragraph(v, r, KIOSK_LEFT, run, 1.18f);
    return r.h;
}

static void school_draw(const struct kiosk_view *v, struct kiosk_rect r)
{
    kiosk_rect_cut_left(&r, kiosk_draw_mark(v, r, true) + kiosk_px(v, 3.5f));
    kiosk_draw_fitted(v, r, KIOSK_LEFT,
            (struct kiosk_run){kiosk_say(v, v->model->host), 6.5f, true, v->theme->white}, 5);
}

static void clock_draw(const struct kiosk_view *v, struct kiosk_rect r, enum kiosk_align align)
{
    char words[KIOSK_WORDS_MAX];
    kiosk_words_time(&v->model->now, words);
    kiosk_draw_text(v, kiosk_rect_cut_top(&r, r.h * 17 / 25), align,
            (struct kiosk_run){words, 16, true, v->theme->white});
    kiosk_words_date(v, &v->model->now, words);
    kiosk_draw_text(
            v, r, align, (struct kiosk_run){words, KIOSK_BODY, false, v->theme->white_soft});
}

/* The day's theme between the title of all the days and the slogan, around the middle of r. */
static void day_draw(const struct kiosk_view *v, struct kiosk_rect r)
{
    const struct kiosk_model *m = v->model;
    const char *theme = kiosk_say(v, m->theme);
    const char *title = kiosk_say(v, m->title);
    const char *slogan = kiosk_say(v, m->slogan);
    int over = *theme ? kiosk_line(v, 8) : 0;
    int under = *slogan ? kiosk_line(v, 9) : 0;
    struct kiosk_rect room = {r.x, r.y, r.w, r.h - over - under - kiosk_px(v, 2)};
    int high = title_draw(v, room, *theme ? theme : title, false);
    r = kiosk_rect_centre(r, r.w, over + high + under);
    if (over)
        kiosk_draw_fitted(v, kiosk_rect_cut_top(&r, over), KIOSK_LEFT,
                (struct kiosk_run){title, 6, true, v->theme->white_soft}, KIOSK_S);
    title_draw(v, kiosk_rect_cut_top(&r, high), *theme ? theme : title, true);
    if (under)
        kiosk_draw_fitted(v, r, KIOSK_LEFT,
                (struct kiosk_run){slogan, 6, false, v->theme->white_soft}, KIOSK_S);
}

static void invitation_draw(const struct kiosk_view *v, struct kiosk_rect r)
{
    const struct kiosk_theme *t = v->theme;
    const char *other = kiosk_chinese(v) ? "Touch to begin" : "点一下开始";
    kiosk_draw_fill(v, r, t->card, 99);
    r = kiosk_rect_inset(r, kiosk_px(v, 9), 0);
    struct kiosk_run large = {tr(v, "Touch to begin"), 9, true, t->accent};
    struct kiosk_run small = {other, 5, false, t->muted};
    int icon = kiosk_px(v, 12);
    int gap = kiosk_px(v, 3.5f);
    int words = kiosk_text_width(v, large);
    int more = kiosk_text_width(v, small);
    words = words < r.w - icon - gap ? words : r.w - icon - gap;
    bool beside = icon + 2 * gap + words + more <= r.w;
    r = kiosk_rect_centre(r, icon + gap + words + (beside ? gap + more : 0), r.h);
    kiosk_draw_icon(v, kiosk_rect_cut_left(&r, icon), KIOSK_ICON_TOUCH, 1.8f, t->accent);
    kiosk_rect_cut_left(&r, gap);
    if (beside) {
        kiosk_draw_text(v, kiosk_rect_cut_right(&r, more), KIOSK_RIGHT, small);
        kiosk_draw_text(v, r, KIOSK_LEFT, large);
        return;
    }
    r = kiosk_rect_centre(r, r.w, kiosk_line(v, 17) < r.h ? kiosk_line(v, 17) : r.h);
    kiosk_draw_text(v, kiosk_rect_cut_top(&r, r.h * 31 / 50), KIOSK_LEFT, large);
    kiosk_draw_text(v, r, KIOSK_LEFT, small);
}

static void draw_tall(const struct kiosk_view *v, struct kiosk_rect r)
{
    struct kiosk_rect head = kiosk_rect_cut_top(&r, kiosk_line(v, 24));
    struct kiosk_rect clock = kiosk_rect_cut_right(&head, head.w * 45 / 100);
    clock_draw(v, clock, KIOSK_RIGHT);
    kiosk_rect_cut_right(&head, kiosk_px(v, 4));
    school_draw(v, kiosk_rect_cut_top(&head, kiosk_px(v, 17)));
    invitation_draw(v, kiosk_rect_cut_bottom(&r, kiosk_height(v, 26)));
    kiosk_rect_cut_bottom(&r, kiosk_px(v, 6));
    if (kiosk_slides_any(v))
        kiosk_slides_draw(v, kiosk_rect_cut_bottom(&r, r.h * 29 / 50));
    day_draw(v, r);
}

/* Nothing to tell yet: the day has the whole width. */
static void draw_wide_quiet(const struct kiosk_view *v, struct kiosk_rect r)
{
    struct kiosk_rect head = kiosk_rect_cut_top(&r, kiosk_line(v, 24));
    clock_draw(v, kiosk_rect_cut_right(&head, head.w * 2 / 5), KIOSK_RIGHT);
    school_draw(v, kiosk_rect_cut_top(&head, kiosk_px(v, 15)));
    invitation_draw(v, kiosk_rect_cut_bottom(&r, kiosk_height(v, 24)));
    kiosk_rect_cut_bottom(&r, kiosk_px(v, 4));
    day_draw(v, r);
}

static void draw_wide(const struct kiosk_view *v, struct kiosk_rect r)
{
    struct kiosk_rect left = kiosk_rect_cut_left(&r, r.w * 45 / 100);
    kiosk_rect_cut_left(&r, kiosk_px(v, 9));
    school_draw(v, kiosk_rect_cut_top(&left, kiosk_px(v, 15)));
    invitation_draw(v, kiosk_rect_cut_bottom(&left, kiosk_height(v, 22)));
    kiosk_rect_cut_bottom(&left, kiosk_px(v, 4));
    day_draw(v, left);
    clock_draw(v, kiosk_rect_cut_top(&r, kiosk_line(v, 24)), KIOSK_RIGHT);
    kiosk_rect_cut_top(&r, kiosk_px(v, 3));
    kiosk_slides_draw(v, r);
}

void kiosk_attract_draw(const struct kiosk_view *v, const struct kiosk_screens *s)
{
    (void)s;
    ground_draw(v);
    kiosk_add_hit(v, v->area, 0, (struct kiosk_action){.kind = KIOSK_ACTION_WAKE, .session = -1},
            KIOSK_KEY_ENTER);
    struct kiosk_rect r = kiosk_rect_inset(v->area, kiosk_px(v, 8), kiosk_px(v, 8));
    if (kiosk_wide(v) && !kiosk_slides_any(v))
        draw_wide_quiet(v, r);
    else if (kiosk_wide(v))
        draw_wide(v, r);
    else
        draw_tall(v, r);
}
