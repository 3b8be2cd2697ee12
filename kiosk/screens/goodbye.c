/* Goodbye: thanks, how long it was, one touch to say how one liked it, and two zones where one
 * hardly waits. A ring runs down, after which the screen is the next visitor's. */

#include "kiosk/screens/visit.h"
#include "kiosk/screens/words.h"

#include <stdio.h>

#define NEXT 2
#define QUESTION 12.f
#define HEAD 22.f      /* the question and what stands below it */
#define CARD_MOST 96.f /* higher, and the question would be lost on it */

static void top_draw(const struct kiosk_view *v, struct kiosk_rect r)
{
    const struct kiosk_goodbye_view *g = &v->model->goodbye;
    const struct kiosk_theme *t = v->theme;
    char seconds[KIOSK_WORDS_MAX];
    char words[4 * KIOSK_WORDS_MAX];
    kiosk_words_format(seconds, "%d", g->seconds_left);
    int side = kiosk_px(v, 12) < r.h ? kiosk_px(v, 12) : r.h;
    struct kiosk_rect ring = kiosk_rect_cut_right(&r, side);
    ring.h = side;
    if (g->seconds_all > 0)
        kiosk_draw_ring(v, ring, (float)g->seconds_left / (float)g->seconds_all, seconds, t->white);
    kiosk_rect_cut_right(&r, kiosk_px(v, 4));
    struct kiosk_rect title = kiosk_rect_cut_top(&r, r.h * 3 / 5);
    kiosk_draw_fitted(v, title, KIOSK_LEFT,
            (struct kiosk_run){tr(v, "Thank you for your visit!"), KIOSK_H0, true, t->white},
            KIOSK_H1);
    if (g->minutes >= 0)
        snprintf(words, sizeof words,
                trn(v, "%1$.200s · %2$d minute with us", "%1$.200s · %2$d minutes with us",
                        g->minutes),
                kiosk_say(v, g->zone_title), g->minutes);
    else
        snprintf(words, sizeof words, "%.200s", kiosk_say(v, g->zone_title));
    kiosk_draw_fitted(
            v, r, KIOSK_LEFT, (struct kiosk_run){words, 5, false, t->white_soft}, KIOSK_S);
}

/* The question with its faces, or, once it is answered, thanks with the face chosen. */
static void rating_draw(const struct kiosk_view *v, struct kiosk_rect r)
{
    const struct kiosk_goodbye_view *g = &v->model->goodbye;
    const struct kiosk_theme *t = v->theme;
    kiosk_draw_border(v, r, t->card, t->contrast ? t->line : 0, 5, 0.25f);
    r = kiosk_rect_inset(r, kiosk_px(v, 4), kiosk_px(v, 4));
    int least = kiosk_height(v, KIOSK_FACES * v->letters);
    least = least < r.h - kiosk_line(v, QUESTION) ? least : r.h - kiosk_line(v, QUESTION);
    bool brief = r.h < kiosk_line(v, HEAD) + least;
    int head = kiosk_line(v, brief ? QUESTION : HEAD);
    int faces = r.h - head - kiosk_px(v, 4);
    int most = least * 3 / 2;
    faces = faces < least ? least : faces > most ? most : faces;
    r = kiosk_rect_centre(r, r.w, head + faces < r.h ? head + faces : r.h);
    if (g->rating > 0) {
        struct kiosk_rect words = kiosk_rect_cut_bottom(&r, head);
        kiosk_draw_icon(v, kiosk_rect_centre(r, r.w, r.h < kiosk_px(v, 36) ? r.h : kiosk_px(v, 36)),
                (enum kiosk_icon)(KIOSK_ICON_FACE_1 + g->rating - 1), 1.6f, t->accent);
        kiosk_draw_fitted(v, words, KIOSK_CENTRE,
                (struct kiosk_run){tr(v, "Thank you for telling us!"), KIOSK_H1, true, t->ink}, 5);
        return;
    }
    struct kiosk_rect words = kiosk_rect_cut_top(&r, head);
    kiosk_draw_fitted(v, kiosk_rect_cut_top(&words, kiosk_line(v, QUESTION)), KIOSK_CENTRE,
            (struct kiosk_run){tr(v, "How did you like it?"), 10, true, t->ink}, 5);
    if (!brief)
        kiosk_draw_fitted(v, kiosk_rect_cut_top(&words, words.h * 3 / 4), KIOSK_CENTRE,
                (struct kiosk_run){tr(v, "One touch is enough"), 5.5f, false, t->muted}, KIOSK_XS);
    kiosk_faces_draw(v, r, g->ticket, 0);
}

static void zone_draw(
        const struct kiosk_view *v, struct kiosk_rect r, const struct kiosk_zone_view *z)
{
    const struct kiosk_theme *t = v->theme;
    struct kiosk_state_words words;
    kiosk_state_describe(v, z, &words);
    kiosk_draw_border(v, r, t->card, t->contrast ? t->line : 0, 4, 0.25f);
    kiosk_add_hit(v, r, 4,
            (struct kiosk_action){.kind = KIOSK_ACTION_OPEN_ZONE, .zone = z->id, .session = -1}, 0);
    r = kiosk_rect_inset(r, kiosk_px(v, 4), kiosk_px(v, 3));
    kiosk_draw_icon(v, kiosk_rect_cut_right(&r, kiosk_px(v, 5)), KIOSK_ICON_ARROW, 2.4f, t->muted);
    kiosk_rect_cut_right(&r, kiosk_px(v, 1));
    int side = kiosk_px(v, 13) < r.h ? kiosk_px(v, 13) : r.h;
    kiosk_draw_tile(
            v, kiosk_rect_centre(kiosk_rect_cut_left(&r, side), side, side), z->code, t->accent);
    kiosk_rect_cut_left(&r, kiosk_px(v, 3));
    int high = kiosk_line(v, 16);
    r = kiosk_rect_centre(r, r.w, high < r.h ? high : r.h);
    kiosk_draw_fitted(v, kiosk_rect_cut_top(&r, r.h / 2), KIOSK_LEFT,
            (struct kiosk_run){kiosk_say(v, z->title), KIOSK_H2, true, t->ink}, KIOSK_S);
    int sign = kiosk_px(v, 4.5f);
    uint32_t ink = kiosk_tone_colour(t, words.tone);
    kiosk_draw_icon(v, kiosk_rect_cut_left(&r, sign), words.icon, 2.4f, ink);
    kiosk_rect_cut_left(&r, kiosk_px(v, 1.25f));
    kiosk_draw_fitted(
            v, r, KIOSK_LEFT, (struct kiosk_run){words.wait, KIOSK_BODY, true, ink}, KIOSK_XS);
}

/* Where one hardly waits; returns how many. */
static int quiet(const struct kiosk_model *m, const struct kiosk_zone_view *out[NEXT])
{
    int count = (int)kiosk_quiet_zones(m, m->held.zone, out, NEXT);
    while (count > 0 && out[count - 1]->load == KIOSK_LOAD_LONG)
        count--;
    return count;
}

static void next_draw(const struct kiosk_view *v, struct kiosk_rect r)
{
    const struct kiosk_zone_view *zones[NEXT];
    int count = quiet(v->model, zones);
    bool at_once = true;
    for (int i = 0; i < count; i++)
        at_once = at_once && zones[i]->load == KIOSK_LOAD_SHORT && zones[i]->session_count == 0;
    kiosk_draw_fitted(v, kiosk_rect_cut_top(&r, kiosk_line(v, 9)), KIOSK_LEFT,
            (struct kiosk_run){
                    at_once ? tr(v, "Where next? Hardly any wait here") : tr(v, "Where next?"), 6,
                    true, v->theme->white},
            KIOSK_BODY);
    kiosk_rect_cut_top(&r, kiosk_px(v, 2));
    int gap = kiosk_px(v, 3);
    int most = kiosk_height(v, 32 * v->letters);
    int cols = r.h < 2 * kiosk_height(v, 17) + gap ? NEXT : 1;
    int rows = NEXT / cols;
    int high = rows * (most + gap) - gap;
    r.h = r.h < high ? r.h : high;
    for (int i = 0; i < count; i++)
        zone_draw(v, kiosk_rect_cell(r, cols, rows, gap, i), zones[i]);
}

static void done_draw(const struct kiosk_view *v, struct kiosk_rect r)
{
    kiosk_draw_button(v, r,
            &(struct kiosk_button){.style = KIOSK_BUTTON_GHOST,
                    .icon = KIOSK_ICON_CHECK,
                    .label = tr(v, "Done"),
                    .action = {.kind = KIOSK_ACTION_DONE, .session = -1},
                    .key = KIOSK_KEY_ENTER});
}

static void draw_tall(const struct kiosk_view *v, struct kiosk_rect r)
{
    const struct kiosk_zone_view *zones[NEXT];
    bool low = kiosk_wide(v); /* no higher than wide: the two zones lie side by side */
    int gap = kiosk_px(v, low ? 3 : 6);
    int next = low ? kiosk_line(v, 9) + kiosk_px(v, 2) + kiosk_height(v, 19 * v->letters) : 0;
    top_draw(v, kiosk_rect_cut_top(&r, kiosk_line(v, low ? 18 : 25)));
    kiosk_rect_cut_top(&r, gap);
    done_draw(v, kiosk_rect_cut_bottom(&r, kiosk_height(v, low ? 13 : 15)));
    kiosk_rect_cut_bottom(&r, gap);
    int least = kiosk_line(v, QUESTION) + kiosk_height(v, KIOSK_FACES) + kiosk_px(v, 8);
    bool room = v->model->goodbye.rating > 0 || r.h - next - gap >= least; /* faces come first */
    if (room && quiet(v->model, zones) > 0) {
        next_draw(v, kiosk_rect_cut_bottom(&r, low ? next : r.h * 45 / 100));
        kiosk_rect_cut_bottom(&r, gap);
    }
    int most = kiosk_line(v, CARD_MOST);
    rating_draw(v, kiosk_rect_centre(r, r.w, r.h < most ? r.h : most));
}

static void draw_wide(const struct kiosk_view *v, struct kiosk_rect r)
{
    const struct kiosk_zone_view *zones[NEXT];
    top_draw(v, kiosk_rect_cut_top(&r, kiosk_line(v, 22)));
    kiosk_rect_cut_top(&r, kiosk_px(v, 4));
    if (quiet(v->model, zones) == 0) { /* nothing beside it: the card takes the width */
        done_draw(v, kiosk_rect_cut_bottom(&r, kiosk_height(v, 15)));
        kiosk_rect_cut_bottom(&r, kiosk_px(v, 5));
        rating_draw(v, r);
        return;
    }
    struct kiosk_rect left = kiosk_rect_cut_left(&r, r.w * 56 / 100);
    kiosk_rect_cut_left(&r, kiosk_px(v, 6));
    rating_draw(v, left);
    done_draw(v, kiosk_rect_cut_bottom(&r, kiosk_height(v, 15)));
    kiosk_rect_cut_bottom(&r, kiosk_px(v, 5));
    next_draw(v, r);
}

void kiosk_goodbye_draw(const struct kiosk_view *v, const struct kiosk_screens *s)
{
    (void)s;
    struct kiosk_rect r = kiosk_begin(v, v->theme->accent);
    r = kiosk_rect_inset(r, kiosk_px(v, 2), kiosk_px(v, 2));
    if (v->area.w * 10 > v->area.h * 13)
        draw_wide(v, r);
    else
        draw_tall(v, r);
}
