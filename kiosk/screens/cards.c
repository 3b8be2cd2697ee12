/* The zones as cards, with a heading and, when there are more than a page holds, arrows. */

#include "kiosk/screens/screen.h"
#include "kiosk/screens/words.h"

#define CARD_LEAST_W 56.f
#define CARD_LEAST_H 31.f
#define CARD_ROOMY_H 38.f
#define CARD_MOST_H 44.f
#define PAD 3.5f
#define TILE 11.f
#define TILE_GAP 2.75f
#define GAP 3.f

static void card_head_draw(const struct kiosk_view *v, struct kiosk_rect r,
        const struct kiosk_zone_view *z, bool off, float title)
{
    const struct kiosk_theme *t = v->theme;
    kiosk_draw_tile(v, kiosk_rect_cut_left(&r, r.h), z->code, off ? t->off : t->accent);
    kiosk_rect_cut_left(&r, kiosk_px(v, TILE_GAP));
    kiosk_draw_text(v, kiosk_rect_cut_top(&r, kiosk_px(v, 6.25f)), KIOSK_LEFT,
            (struct kiosk_run){kiosk_say(v, z->title), title, true, t->ink});
    kiosk_draw_text(
            v, r, KIOSK_LEFT, (struct kiosk_run){kiosk_say(v, z->place), KIOSK_S, false, t->muted});
}

/* How full the queue is; figures that are not fresh carry their age at its end. */
static void card_bar_draw(const struct kiosk_view *v, struct kiosk_rect r,
        const struct kiosk_zone_view *z, const struct kiosk_state_words *words)
{
    const struct kiosk_theme *t = v->theme;
    if (z->state != KIOSK_ZONE_OPEN) {
        kiosk_draw_bar(v, r, 0, 0, kiosk_tone_soft(t, KIOSK_TONE_OFF));
        return;
    }
    if (z->age > 0) {
        char age[KIOSK_WORDS_MAX];
        kiosk_words_age(v, z->age, age);
        struct kiosk_run run = {age, KIOSK_XS, false, t->muted};
        struct kiosk_rect end = kiosk_rect_cut_right(&r, kiosk_text_width(v, run));
        kiosk_draw_text(v, end, KIOSK_RIGHT, run);
        kiosk_rect_cut_right(&r, kiosk_px(v, 2));
    }
    kiosk_draw_bar(v, r, z->load_percent, kiosk_tone_colour(t, words->tone), t->track);
}

/* A high card has a line for the state and one for the wait; a low one has both on one line. */
static void card_draw(const struct kiosk_view *v, struct kiosk_rect r,
        const struct kiosk_zone_view *z, float title)
{
    const struct kiosk_theme *t = v->theme;
    bool off = z->state != KIOSK_ZONE_OPEN;
    struct kiosk_state_words words;
    kiosk_state_describe(v, z, &words);
    kiosk_draw_border(v, r, off ? t->off_soft : t->card, t->line, 3, 0.25f);
    kiosk_add_hit(v, r, 3,
            (struct kiosk_action){.kind = KIOSK_ACTION_OPEN_ZONE, .zone = z->id, .session = -1},
            z->code[1] ? 0 : z->code[0]);
    bool roomy = r.h >= kiosk_px(v, CARD_ROOMY_H);
    r = kiosk_rect_inset(r, kiosk_px(v, PAD), kiosk_px(v, roomy ? 3.5f : 3));
    card_head_draw(v, kiosk_rect_cut_top(&r, kiosk_px(v, TILE)), z, off, title);
    struct kiosk_rect bar = kiosk_rect_cut_bottom(&r, kiosk_px(v, 1.5f));
    card_bar_draw(v, bar, z, &words);
    int high = kiosk_px(v, 6.25f);
    uint32_t ink = off ? t->muted : t->ink;
    if (roomy) {
        kiosk_rect_cut_top(&r, (r.h - 2 * high) / 3);
        struct kiosk_rect chip = kiosk_rect_cut_top(&r, high);
        kiosk_draw_chip(v, chip, words.tone, words.icon, words.chip);
        kiosk_rect_cut_top(&r, (r.h - high) / 2);
        kiosk_draw_text(v, kiosk_rect_cut_top(&r, high), KIOSK_LEFT,
                (struct kiosk_run){words.wait, 5, true, ink});
        return;
    }
    r = kiosk_rect_centre(r, r.w, high);
    kiosk_rect_cut_left(
            &r, kiosk_draw_chip(v, r, words.tone, words.icon, words.chip) + kiosk_px(v, 2));
    struct kiosk_run brief = {words.brief, 5, true, ink};
    if (!off || (float)kiosk_text_width(v, brief) * 0.75f <= (float)r.w) /* the chip says enough */
        kiosk_draw_text(v, r, KIOSK_RIGHT, brief);
}

/* One size for all titles of a page, so that none shouts: the longest one's, within reason. */
static float title_size(
        const struct kiosk_view *v, int card_width, const struct kiosk_zone_view *zones, int count)
{
    int room = card_width - kiosk_px(v, 2 * PAD + TILE + TILE_GAP);
    float size = KIOSK_H2;
    for (int i = 0; i < count; i++) {
        struct kiosk_run run = {kiosk_say(v, zones[i].title), KIOSK_H2, true, 0};
        int width = kiosk_text_width(v, run);
        if (width > room)
            size = fminf(size, KIOSK_H2 * (float)room / (float)width * 0.99f);
    }
    return fmaxf(size, KIOSK_BODY * 0.9f);
}

void kiosk_cards_draw(const struct kiosk_view *v, struct kiosk_rect r, int page)
{
    const struct kiosk_model *m = v->model;
    struct kiosk_rect head = kiosk_rect_cut_top(&r, kiosk_px(v, 10));
    kiosk_rect_cut_top(&r, kiosk_px(v, GAP));
    int gap = kiosk_px(v, GAP);
    int count = (int)m->zone_count;
    int cols = (r.w + gap) / (kiosk_px(v, CARD_LEAST_W) + gap);
    cols = cols < 1 ? 1 : cols > count && count > 0 ? count : cols;
    int most_rows = (r.h + gap) / (kiosk_px(v, CARD_LEAST_H) + gap);
    int rows = (count + cols - 1) / cols;
    rows = rows < 1 ? 1 : rows > most_rows && most_rows > 0 ? most_rows : rows;
    int pages = (count + cols * rows - 1) / (cols * rows);
    page = page >= pages ? pages - 1 : page;
    page = page < 0 ? 0 : page;
    if (pages > 1) {
        struct kiosk_rect pager = kiosk_rect_cut_right(&head, kiosk_px(v, 40));
        kiosk_pager_draw(v, pager, page, pages);
    } else if (m->can_issue && count > 0) {
        struct kiosk_run hint = {tr(v, "Tap one to get a ticket"), KIOSK_S, false, v->theme->muted};
        kiosk_draw_text(
                v, kiosk_rect_cut_right(&head, kiosk_text_width(v, hint)), KIOSK_RIGHT, hint);
        kiosk_rect_cut_right(&head, kiosk_px(v, 3));
    }
    kiosk_draw_text(v, head, KIOSK_LEFT,
            (struct kiosk_run){
                    tr(v, "What would you like to try?"), KIOSK_H1, true, v->theme->ink});
    if (count == 0) {
        kiosk_draw_text(v, kiosk_rect_cut_top(&r, kiosk_px(v, 12)), KIOSK_LEFT,
                (struct kiosk_run){
                        tr(v, "No zone is open today."), KIOSK_H2, false, v->theme->muted});
        return;
    }
    int most_h = (kiosk_px(v, CARD_MOST_H) + gap) * rows - gap;
    if (r.h > most_h)
        r.h = most_h;
    int first = page * cols * rows;
    int shown = count - first < cols * rows ? count - first : cols * rows;
    float title = title_size(v, kiosk_rect_cell(r, cols, rows, gap, 0).w, &m->zones[first], shown);
    for (int i = 0; i < shown; i++)
        card_draw(v, kiosk_rect_cell(r, cols, rows, gap, i), &m->zones[first + i], title);
}
