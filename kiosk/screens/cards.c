/* The zones as cards, with a heading and, when there are more than a page holds, arrows. Few zones
 * are rows as wide as the screen, with a sentence about each; more are cards in columns. They grow
 * to fill the screen. All titles of a page have one size, and so have all places. */

#include "kiosk/screens/screen.h"
#include "kiosk/screens/words.h"

#include <string.h>

#define GAP 3.f
#define PAD 3.5f
#define TILE 11.f
#define TILE_GAP 2.75f
#define HIGH 6.25f
#define CARD_LEAST_W 56.f
#define CARD_LEAST_H 31.f
#define CARD_ROOMY_H 38.f /* from here on state and wait have a line each */
#define CARD_MOST_H 60.f
#define ROW_MOST 5 /* zones that may be rows */
#define ROW_LEAST_H 30.f
#define ROW_MOST_H 54.f
#define STATE_PART 36 /* percent of a row */
#define PLACE_LEAST 2.75f
#define TITLE_LEADING 1.2f
#define PLACE_LEADING 1.3f

/* How the zones lie, and how their words are set. */
struct grid {
    int cols, rows, gap;
    bool wide;          /* rows as wide as the screen */
    float scale;        /* of everything in a card */
    float title, place; /* u */
    int text_w;         /* px, of title and place */
    int head;           /* px, the highest of the page */
};

static int title_height(const struct kiosk_view *v, const struct grid *g, struct kiosk_text title)
{
    struct kiosk_run run = {kiosk_say(v, title), g->title, true, 0};
    return kiosk_text_height(v, g->text_w, run, TITLE_LEADING);
}

static int place_height(const struct kiosk_view *v, const struct grid *g, struct kiosk_text place)
{
    struct kiosk_run run = {kiosk_say(v, place), g->place, false, 0};
    return kiosk_text_height(v, g->text_w, run, PLACE_LEADING);
}

/* A little smaller where that sets every place on one line. */
static float place_size(const struct kiosk_view *v, const struct grid *g,
        const struct kiosk_zone_view *zones, int count, float size)
{
    float one = size;
    for (int i = 0; i < count; i++) {
        struct kiosk_run place = {kiosk_say(v, zones[i].place), size, false, 0};
        float fits = kiosk_text_fit(
                v, g->text_w, 1, place, fmaxf(size * 0.8f, PLACE_LEAST / v->letters));
        if (fits == 0)
            return size;
        one = fminf(one, fits);
    }
    return one;
}

/* Whether every title and place takes few lines, and the head within `high`; sets its height. */
static bool letters_fit(const struct kiosk_view *v, struct grid *g,
        const struct kiosk_zone_view *zones, int count, int lines, int high)
{
    int place_lines = lines > 2 ? lines : 2;
    g->place = fmaxf(fminf(g->title * 0.74f, KIOSK_S * g->scale), PLACE_LEAST / v->letters);
    g->place = place_size(v, g, zones, count, g->place);
    g->head = kiosk_px(v, TILE * g->scale);
    for (int i = 0; i < count; i++) {
        struct kiosk_run title = {kiosk_say(v, zones[i].title), g->title, true, 0};
        struct kiosk_run place = {kiosk_say(v, zones[i].place), g->place, false, 0};
        if (kiosk_text_fit(v, g->text_w, lines, title, g->title) == 0 ||
                kiosk_text_fit(v, g->text_w, place_lines, place, g->place) == 0)
            return false;
        int height = title_height(v, g, zones[i].title) + place_height(v, g, zones[i].place);
        g->head = height > g->head ? height : g->head;
    }
    return g->head <= high;
}

/* The largest letters for all zones of the page, on as few lines as keep them large. */
static void letters_choose(const struct kiosk_view *v, struct grid *g,
        const struct kiosk_zone_view *zones, int count, int high)
{
    static const struct {
        int lines;
        float least;
    } ways[] = {{1, 4.5f}, {2, 4.25f}, {3, 4.25f}, {2, 3.25f}, {3, 3.25f}};
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++)
        for (g->title = KIOSK_H2 * fminf(g->scale, 1.1f); g->title >= ways[i].least / v->letters;
                g->title -= 0.25f)
            if (letters_fit(v, g, zones, count, ways[i].lines, high))
                return;
    g->title = 3.25f / v->letters;
    g->place = PLACE_LEAST / v->letters;
    g->head = high;
}

static void head_draw(const struct kiosk_view *v, struct kiosk_rect r, const struct grid *g,
        const struct kiosk_zone_view *z)
{
    const struct kiosk_theme *t = v->theme;
    int side = kiosk_px(v, TILE * g->scale);
    struct kiosk_rect tile = kiosk_rect_cut_left(&r, side);
    tile.h = tile.h < side ? tile.h : side;
    kiosk_draw_tile(v, tile, z->code, z->state == KIOSK_ZONE_OPEN ? t->accent : t->off);
    kiosk_rect_cut_left(&r, kiosk_px(v, TILE_GAP * g->scale));
    r.w = g->text_w; /* to the pixel what the letters were chosen for */
    int title = title_height(v, g, z->title);
    int place = place_height(v, g, z->place);
    if (title + place < tile.h)
        kiosk_rect_cut_top(&r, (tile.h - title - place) / 2);
    kiosk_draw_paragraph(v, kiosk_rect_cut_top(&r, title), KIOSK_LEFT,
            (struct kiosk_run){kiosk_say(v, z->title), g->title, true, t->ink}, TITLE_LEADING);
    struct kiosk_run run = {kiosk_say(v, z->place), g->place, false, t->muted};
    while (run.size > KIOSK_TEXT_SMALLEST / v->letters &&
            kiosk_text_height(v, r.w, run, PLACE_LEADING) > r.h)
        run.size -= 0.125f; /* the longest of all, on the smallest of cards */
    kiosk_draw_paragraph(v, r, KIOSK_LEFT, run, PLACE_LEADING);
}

/* How full the queue is; figures that are not fresh carry their age at its end. */
static void bar_draw(const struct kiosk_view *v, struct kiosk_rect r,
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

/* State, wait and bar: one below the other where there is room, else the first two on a line. */
static void state_draw(const struct kiosk_view *v, struct kiosk_rect r, const struct grid *g,
        const struct kiosk_zone_view *z, bool roomy)
{
    bool off = z->state != KIOSK_ZONE_OPEN;
    struct kiosk_state_words words;
    kiosk_state_describe(v, z, &words);
    uint32_t ink = off ? v->theme->muted : v->theme->ink;
    int high = kiosk_px(v, HIGH * g->scale);
    bar_draw(v, kiosk_rect_cut_bottom(&r, kiosk_px(v, 1.5f * g->scale)), z, &words);
    if (roomy) {
        int space = r.h - 2 * high;
        kiosk_rect_cut_top(&r, space * 2 / 5);
        kiosk_draw_chip(v, kiosk_rect_cut_top(&r, high), words.tone, words.icon, words.chip);
        kiosk_rect_cut_top(&r, (r.h - high) / 2);
        kiosk_draw_text(v, kiosk_rect_cut_top(&r, high), KIOSK_LEFT,
                (struct kiosk_run){words.wait, 5 * g->scale, true, ink});
        return;
    }
    r = kiosk_rect_centre(r, r.w, high);
    kiosk_rect_cut_left(
            &r, kiosk_draw_chip(v, r, words.tone, words.icon, words.chip) + kiosk_px(v, 2));
    struct kiosk_run brief = {words.brief, off ? KIOSK_S : 5, true, ink};
    brief.size = kiosk_text_fit(v, r.w, 1, brief, KIOSK_TEXT_SMALLEST);
    if (brief.size > 0) /* else the chip says enough */
        kiosk_draw_text(v, r, KIOSK_RIGHT, brief);
}

/* The first sentence of what the zone is about, when it fits whole; returns its height. */
static int about_draw(const struct kiosk_view *v, struct kiosk_rect r,
        const struct kiosk_zone_view *z, bool measure)
{
    char words[KIOSK_TEXT_MAX];
    kiosk_words_sentence(kiosk_say(v, z->about), words, sizeof words);
    struct kiosk_run run = {words, KIOSK_S, false, v->theme->muted};
    int height = kiosk_text_height(v, r.w, run, 1.4f);
    if (*words == 0 || height > r.h)
        return 0;
    if (!measure)
        kiosk_draw_paragraph(v, r, KIOSK_LEFT, run, 1.4f);
    return height;
}

static void wide_draw(const struct kiosk_view *v, struct kiosk_rect r, const struct grid *g,
        const struct kiosk_zone_view *z)
{
    struct kiosk_rect state = kiosk_rect_cut_right(&r, r.w * STATE_PART / 100);
    kiosk_rect_cut_right(&r, kiosk_px(v, 5));
    int gap = kiosk_px(v, 2);
    struct kiosk_rect below = {r.x, r.y, r.w, r.h - g->head - gap};
    int about = about_draw(v, below, z, true);
    int height = g->head + (about > 0 ? gap + about : 0);
    r = kiosk_rect_centre(r, r.w, height < r.h ? height : r.h);
    head_draw(v, kiosk_rect_cut_top(&r, g->head), g, z);
    kiosk_rect_cut_top(&r, gap);
    if (about > 0)
        about_draw(v, r, z, false);
    int most = kiosk_px(v, 27 * g->scale);
    state_draw(v, kiosk_rect_centre(state, state.w, most < state.h ? most : state.h), g, z, true);
}

static void card_draw(const struct kiosk_view *v, struct kiosk_rect r, const struct grid *g,
        const struct kiosk_zone_view *z)
{
    const struct kiosk_theme *t = v->theme;
    bool off = z->state != KIOSK_ZONE_OPEN;
    kiosk_draw_border(v, r, off ? t->off_soft : t->card, t->line, 3, 0.25f);
    kiosk_add_hit(v, r, 3,
            (struct kiosk_action){.kind = KIOSK_ACTION_OPEN_ZONE, .zone = z->id, .session = -1},
            z->code[1] ? 0 : z->code[0]);
    bool roomy = r.h >= kiosk_px(v, CARD_ROOMY_H);
    r = kiosk_rect_inset(r, kiosk_px(v, PAD * g->scale), kiosk_px(v, roomy ? 3.5f * g->scale : 3));
    if (g->wide) {
        wide_draw(v, r, g, z);
        return;
    }
    head_draw(v, kiosk_rect_cut_top(&r, g->head), g, z);
    state_draw(v, r, g, z, roomy);
}

static float within(float value, float least, float most)
{
    return fminf(fmaxf(value, least), most);
}

/* Rows when few zones fill the screen that way; else as many columns as it is wide for. */
static struct grid grid_of(const struct kiosk_view *v, struct kiosk_rect r, int count)
{
    struct grid g = {.gap = kiosk_px(v, GAP), .cols = 1, .rows = count};
    int row = kiosk_px(v, ROW_LEAST_H) + g.gap;
    g.wide = count <= ROW_MOST && count * row <= r.h + g.gap && r.w >= kiosk_px(v, 100);
    if (!g.wide) {
        g.cols = (r.w + g.gap) / (kiosk_px(v, CARD_LEAST_W) + g.gap);
        g.cols = g.cols < 1 ? 1 : g.cols > count ? count : g.cols;
        int most = (r.h + g.gap) / (kiosk_px(v, CARD_LEAST_H) + g.gap);
        g.rows = (count + g.cols - 1) / g.cols;
        g.rows = g.rows > most && most > 0 ? most : g.rows;
    }
    return g;
}

/* What a card as wide as the screen leaves for title and place, beside its state. */
static int wide_text(const struct kiosk_view *v, const struct grid *g, int width)
{
    int room = width - kiosk_px(v, 2 * PAD * g->scale);
    return room - room * STATE_PART / 100 - kiosk_px(v, 5 + (TILE + TILE_GAP) * g->scale);
}

/* The box of the cards: no higher than their words can fill. Sets the letters, too. */
static struct kiosk_rect grid_fill(const struct kiosk_view *v, struct kiosk_rect r, struct grid *g,
        const struct kiosk_zone_view *zones, int shown)
{
    float most_h = g->wide ? ROW_MOST_H : CARD_MOST_H;
    int most = (kiosk_px(v, most_h) + g->gap) * g->rows - g->gap;
    r.h = r.h < most ? r.h : most;
    struct kiosk_rect card = kiosk_rect_cell(r, g->cols, g->rows, g->gap, 0);
    float h = (float)card.h / v->u;
    float w = (float)card.w / v->u;
    g->scale = g->wide ? within(h / 34, 1, 1.15f) : within(fminf(h / 42, w / 57), 1, 1.3f);
    int room = card.w - kiosk_px(v, 2 * PAD * g->scale);
    int high = card.h - kiosk_px(v, 7 * g->scale);
    if (g->wide)
        room -= room * STATE_PART / 100 + kiosk_px(v, 5);
    else
        high -= kiosk_px(v, h >= CARD_ROOMY_H ? 17.5f * g->scale : 9.75f);
    g->text_w = room - kiosk_px(v, (TILE + TILE_GAP) * g->scale);
    letters_choose(v, g, zones, shown, high);
    return r;
}

static void heading_draw(const struct kiosk_view *v, struct kiosk_rect head, int page, int pages)
{
    const struct kiosk_model *m = v->model;
    if (pages > 1) {
        int width = 2 * (head.h + kiosk_px(v, 2)) + kiosk_px(v, 16);
        kiosk_pager_draw(v, kiosk_rect_cut_right(&head, width), page, pages);
    } else if (m->can_issue && m->zone_count > 0) {
        struct kiosk_run hint = {tr(v, "Tap one to get a ticket"), KIOSK_S, false, v->theme->muted};
        kiosk_draw_text(
                v, kiosk_rect_cut_right(&head, kiosk_text_width(v, hint)), KIOSK_RIGHT, hint);
        kiosk_rect_cut_right(&head, kiosk_px(v, 3));
    }
    kiosk_draw_fitted(v, head, KIOSK_LEFT,
            (struct kiosk_run){tr(v, "What would you like to try?"), KIOSK_H1, true, v->theme->ink},
            KIOSK_H2);
}

/* The heading's height: arrows between pages are touched. */
static int heading_height(const struct kiosk_view *v, bool arrows)
{
    return arrows ? kiosk_height(v, 10) : kiosk_px(v, 10);
}

void kiosk_cards_draw(const struct kiosk_view *v, struct kiosk_rect r, int page)
{
    const struct kiosk_model *m = v->model;
    int count = (int)m->zone_count;
    if (count == 0) {
        heading_draw(v, kiosk_rect_cut_top(&r, heading_height(v, false)), 0, 1);
        kiosk_draw_empty(v, r, KIOSK_ICON_CALENDAR, tr(v, "No zone is open today."), NULL);
        return;
    }
    struct kiosk_rect all = r;
    struct grid g = {0};
    int per_page = 0;
    for (int arrows = 0; arrows < 2; arrows++) { /* with arrows when it does not go without */
        r = all;
        kiosk_rect_cut_top(&r, heading_height(v, arrows) + kiosk_px(v, GAP));
        g = grid_of(v, r, count);
        per_page = g.cols * g.rows;
        if (count <= per_page)
            break;
    }
    int pages = (count + per_page - 1) / per_page;
    page = page >= pages ? pages - 1 : page;
    page = page < 0 ? 0 : page;
    heading_draw(v, kiosk_rect_cut_top(&all, heading_height(v, pages > 1)), page, pages);
    int first = page * per_page;
    int shown = count - first < per_page ? count - first : per_page;
    bool odd = pages == 1 && !g.wide && g.cols == 2 && count % 2 == 1 && count > 2;
    r = grid_fill(v, r, &g, &m->zones[first], shown);
    for (int i = 0; i < shown; i++) {
        struct kiosk_rect cell = kiosk_rect_cell(r, g.cols, g.rows, g.gap, i);
        struct grid set = g;
        if (odd && i == shown - 1) { /* it would stand alone: it takes the whole row */
            cell.w = r.w;
            set.wide = true;
            set.text_w = wide_text(v, &g, r.w);
        }
        card_draw(v, cell, &set, &m->zones[first + i]);
    }
}
