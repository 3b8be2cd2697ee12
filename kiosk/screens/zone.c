/* One zone: what it is, for whom, how long the queue, and what a ticket needs (choices.c). One
 * column on a tall screen, two on a wide one (what it is | what you choose). */

#include "kiosk/screens/screen.h"
#include "kiosk/screens/words.h"

#include <stdio.h>

const struct kiosk_zone_view *kiosk_zone_shown(const struct kiosk_model *m)
{
    for (size_t i = 0; i < m->zone_count; i++)
        if (m->zones[i].id == m->zone)
            return &m->zones[i];
    return NULL;
}

static void place_draw(
        const struct kiosk_view *v, struct kiosk_rect r, const struct kiosk_zone_view *z)
{
    kiosk_draw_icon(
            v, kiosk_rect_cut_left(&r, kiosk_px(v, 4.5f)), KIOSK_ICON_PLACE, 2, v->theme->muted);
    kiosk_rect_cut_left(&r, kiosk_px(v, 1));
    kiosk_draw_fitted(v, r, KIOSK_LEFT,
            (struct kiosk_run){kiosk_say(v, z->place), KIOSK_BODY, false, v->theme->muted},
            KIOSK_S);
}

/* Code, title, state; on a tall screen also the place, which has its own line on a wide one. */
static void head_draw(
        const struct kiosk_view *v, struct kiosk_rect r, const struct kiosk_zone_view *z)
{
    struct kiosk_state_words words;
    kiosk_state_describe(v, z, &words);
    uint32_t tile = z->state == KIOSK_ZONE_OPEN ? v->theme->accent : v->theme->off;
    kiosk_draw_tile(v, kiosk_rect_cut_left(&r, r.h), z->code, tile);
    kiosk_rect_cut_left(&r, kiosk_px(v, 4));
    struct kiosk_rect top = kiosk_rect_cut_top(&r, r.h * 29 / 50);
    kiosk_draw_fitted(v, top, KIOSK_LEFT,
            (struct kiosk_run){kiosk_say(v, z->title), 9, true, v->theme->ink}, 6);
    struct kiosk_rect chip = kiosk_rect_centre(r, r.w, kiosk_px(v, 6.25f));
    int used = kiosk_draw_chip(v, chip, words.tone, words.icon, words.chip);
    kiosk_rect_cut_left(&r, used + kiosk_px(v, 2.5f));
    if (!kiosk_wide(v))
        place_draw(v, r, z);
}

struct figure {
    const char *label;
    char number[KIOSK_WORDS_MAX];
    char unit[KIOSK_WORDS_MAX];
};

static void queue_figures(
        const struct kiosk_view *v, const struct kiosk_zone_view *z, struct figure f[2])
{
    f[0].label = tr(v, "Ahead of you");
    if (z->waiting_people > 0) {
        kiosk_words_format(f[0].number, "%d", z->waiting_people);
        kiosk_words_format(f[0].unit, "%s", trn(v, "person", "people", z->waiting_people));
    } else {
        kiosk_words_format(f[0].number, "%s", tr(v, "Nobody"));
    }
    f[1].label = tr(v, "Wait");
    kiosk_words_wait_figure(v, z->wait_min, z->wait_max, f[1].number, f[1].unit);
}

static void session_figures(
        const struct kiosk_view *v, const struct kiosk_zone_view *z, struct figure f[2])
{
    f[0].label = tr(v, "Places left");
    kiosk_words_format(f[0].number, "%d", z->batch_left);
    f[1].label = z->batch_size > 0 ? tr(v, "Next group") : tr(v, "Next session");
    kiosk_words_minute(z->batch_start, f[1].number);
}

/* Side by side; where that is too narrow, one below the other. */
static bool figures_stacked(const struct kiosk_view *v, int width)
{
    return width < kiosk_px(v, 86);
}

static int figures_height(const struct kiosk_view *v, int width, const struct kiosk_zone_view *z)
{
    int rows = z->duration > 0 ? 3 : 2;
    return figures_stacked(v, width) ? rows * kiosk_line(v, 8) + kiosk_px(v, 3)
                                     : kiosk_px(v, kiosk_wide(v) ? 22 : 25);
}

static void figures_draw(
        const struct kiosk_view *v, struct kiosk_rect r, const struct kiosk_zone_view *z)
{
    static const int parts[3] = {33, 39, 28}; /* the wait is a range and takes the most room */
    const struct kiosk_theme *t = v->theme;
    struct figure f[3] = {{.label = ""}, {.label = ""}, {.label = tr(v, "Takes")}};
    if (z->session_count > 0)
        session_figures(v, z, f);
    else
        queue_figures(v, z, f);
    kiosk_words_range(z->duration, z->duration, f[2].number);
    kiosk_words_format(f[2].unit, "%s", tr(v, "min"));
    int count = z->duration > 0 ? 3 : 2;
    bool stacked = figures_stacked(v, r.w);
    kiosk_draw_card(v, r);
    r = kiosk_rect_inset(r, kiosk_px(v, stacked ? 3 : 4), kiosk_px(v, stacked ? 1.5f : 2.5f));
    int gap = kiosk_px(v, 3);
    int room = r.w - gap * 2;
    for (int i = 0; i < count; i++) {
        struct kiosk_figure figure = {f[i].label, f[i].number, f[i].unit, 0};
        if (stacked) {
            figure.size = KIOSK_H2 + 0.5f;
            kiosk_draw_figure_row(v, kiosk_rect_cell(r, 1, count, 0, i), &figure, t->ink, t->muted);
            continue;
        }
        struct kiosk_rect cell = kiosk_rect_cut_left(&r, room * parts[i] / 100);
        kiosk_rect_cut_left(&r, gap);
        figure.size = kiosk_wide(v) ? KIOSK_H1 : 9.5f;
        kiosk_draw_figure(v, cell, &figure, t->ink, t->muted);
    }
}

/* What one does here, for whom: as much as there is room, the audience first, then whole sentences.
 * Returns the height used; with `measure` nothing is drawn. */
static int about_draw(const struct kiosk_view *v, struct kiosk_rect r,
        const struct kiosk_zone_view *z, bool measure)
{
    const float size = 5;
    struct kiosk_run about = {kiosk_say(v, z->about), size, false, v->theme->ink};
    const char *audience = kiosk_say(v, z->audience);
    char words[2 * KIOSK_WORDS_MAX];
    char sentence[KIOSK_TEXT_MAX];
    int line = *audience ? kiosk_line(v, size + 1.5f) : 0;
    int room = r.h - line - (line > 0 ? kiosk_px(v, 2) : 0);
    if (kiosk_text_height(v, r.w, about, 1.45f) > room) {
        kiosk_words_sentence(about.text, sentence, sizeof sentence);
        about.text = sentence;
        about.size = KIOSK_BODY;
    }
    int high = kiosk_text_height(v, r.w, about, 1.45f);
    high = high > room ? 0 : high;
    int both = high + line + (high > 0 && line > 0 ? kiosk_px(v, 2) : 0);
    if (measure)
        return both;
    if (high > 0) {
        kiosk_draw_paragraph(v, kiosk_rect_cut_top(&r, high), KIOSK_LEFT, about, 1.45f);
        kiosk_rect_cut_top(&r, kiosk_px(v, 2));
    }
    if (line > 0 && line <= r.h) {
        snprintf(words, sizeof words, tr(v, "For: %s"), audience);
        struct kiosk_rect row = kiosk_rect_cut_top(&r, line);
        kiosk_draw_icon(v, kiosk_rect_cut_left(&row, kiosk_px(v, size)), KIOSK_ICON_PEOPLE, 2,
                v->theme->muted);
        kiosk_rect_cut_left(&row, kiosk_px(v, 1.5f));
        kiosk_draw_fitted(v, row, KIOSK_LEFT,
                (struct kiosk_run){words, size - 0.5f, false, v->theme->muted}, KIOSK_S);
    }
    return both;
}

/* A zone that gives no tickets now says why, and when it does again; and where to go instead. */
static void closed_draw(
        const struct kiosk_view *v, struct kiosk_rect r, const struct kiosk_zone_view *z)
{
    struct kiosk_state_words words;
    kiosk_state_describe(v, z, &words);
    bool open = z->state == KIOSK_ZONE_OPEN;
    const char *chip = open ? tr(v, "Tickets are given elsewhere") : words.chip;
    const char *wait = open ? tr(v, "Please use one of the ticket kiosks") : words.wait;
    kiosk_draw_button(v, kiosk_rect_cut_bottom(&r, kiosk_height(v, 16)),
            &(struct kiosk_button){.style = KIOSK_BUTTON_OUTLINE,
                    .label = tr(v, "See the other zones"),
                    .action = {.kind = KIOSK_ACTION_BACK, .session = -1}});
    kiosk_rect_cut_bottom(&r, kiosk_px(v, 4));
    int nearby = kiosk_nearby_height(v, z, r.h - kiosk_px(v, 34));
    if (nearby > 0) {
        kiosk_nearby_draw(v, kiosk_rect_cut_bottom(&r, nearby), z);
        kiosk_rect_cut_bottom(&r, kiosk_px(v, 4));
    }
    kiosk_draw_border(v, r, v->theme->off_soft, v->theme->line, 3, 0.25f);
    int high = kiosk_px(v, 40) < r.h ? kiosk_px(v, 40) : r.h;
    struct kiosk_rect middle = kiosk_rect_centre(r, r.w - kiosk_px(v, 8), high);
    kiosk_draw_icon(v, kiosk_rect_cut_top(&middle, high * 2 / 5),
            open ? KIOSK_ICON_TICKET : words.icon, 2, v->theme->muted);
    kiosk_rect_cut_top(&middle, high / 12);
    kiosk_draw_fitted(v, kiosk_rect_cut_top(&middle, high * 3 / 11), KIOSK_CENTRE,
            (struct kiosk_run){chip, KIOSK_H1, true, v->theme->ink}, KIOSK_H2);
    kiosk_draw_fitted(v, middle, KIOSK_CENTRE,
            (struct kiosk_run){wait, KIOSK_H2, false, v->theme->muted}, KIOSK_BODY);
}

static void ticket_draw(const struct kiosk_view *v, struct kiosk_rect r,
        const struct kiosk_zone_view *z, const struct kiosk_screens *s)
{
    if (z->state == KIOSK_ZONE_OPEN && v->model->can_issue)
        kiosk_choices_draw(v, r, z, s);
    else
        closed_draw(v, r, z);
}

/* Who sees a long queue may rather go elsewhere. */
static int instead_height(const struct kiosk_view *v, const struct kiosk_zone_view *z, int room)
{
    bool long_queue = z->state == KIOSK_ZONE_OPEN && z->load == KIOSK_LOAD_LONG;
    return long_queue && v->model->can_issue ? kiosk_nearby_height(v, z, room) : 0;
}

/* What nobody needs of the height widens the gaps, evenly. */
static void draw_tall(const struct kiosk_view *v, struct kiosk_rect r,
        const struct kiosk_zone_view *z, const struct kiosk_screens *s)
{
    kiosk_topbar_draw(v, kiosk_rect_cut_top(&r, kiosk_height(v, KIOSK_TOPBAR)), "");
    kiosk_rect_cut_top(&r, kiosk_px(v, 5));
    bool open = z->state == KIOSK_ZONE_OPEN;
    bool issue = open && v->model->can_issue;
    int head = kiosk_px(v, 20);
    int figures = open ? figures_height(v, r.w, z) : 0;
    int about = about_draw(v, r, z, true);
    int choices = issue ? kiosk_choices_height(v, r.w, z) : kiosk_px(v, 100);
    int free = r.h - head - figures - about - choices - kiosk_px(v, 12);
    int instead = instead_height(v, z, free);
    int gaps = 1 + (open ? 1 : 0) + (about > 0 ? 1 : 0) + (instead > 0 ? 1 : 0);
    int spare = r.h - head - figures - about - choices - instead;
    int gap = spare / (gaps + 1); /* one share makes the rows higher */
    gap = gap < kiosk_px(v, 3) ? kiosk_px(v, 3) : gap > kiosk_px(v, 10) ? kiosk_px(v, 10) : gap;
    head_draw(v, kiosk_rect_cut_top(&r, head), z);
    kiosk_rect_cut_top(&r, gap);
    if (open) {
        figures_draw(v, kiosk_rect_cut_top(&r, figures), z);
        kiosk_rect_cut_top(&r, gap);
    }
    if (about > 0) {
        about_draw(v, kiosk_rect_cut_top(&r, about), z, false);
        kiosk_rect_cut_top(&r, gap);
    }
    if (instead > 0) {
        kiosk_nearby_draw(v, kiosk_rect_cut_top(&r, instead), z);
        kiosk_rect_cut_top(&r, gap);
    }
    ticket_draw(v, r, z, s);
}

/* What it is at the left, what you choose at the right: below the bar, or, where fingers need the
 * height, beside it. */
static void draw_wide(const struct kiosk_view *v, struct kiosk_rect r,
        const struct kiosk_zone_view *z, const struct kiosk_screens *s)
{
    int bar = kiosk_height(v, KIOSK_TOPBAR);
    bool beside = v->target > kiosk_px(v, KIOSK_TOPBAR);
    struct kiosk_rect right = {0};
    if (beside)
        right = kiosk_rect_cut_right(&r, r.w * 53 / 100);
    else
        kiosk_topbar_draw(v, kiosk_rect_cut_top(&r, bar), "");
    if (!beside) {
        kiosk_rect_cut_top(&r, kiosk_px(v, 5));
        right = kiosk_rect_cut_right(&r, r.w * 53 / 100);
    }
    kiosk_rect_cut_right(&r, kiosk_px(v, 7));
    if (beside) {
        kiosk_topbar_draw(v, kiosk_rect_cut_top(&r, bar), "");
        kiosk_rect_cut_top(&r, kiosk_px(v, 4));
    }
    ticket_draw(v, right, z, s);
    bool open = z->state == KIOSK_ZONE_OPEN;
    int figures = open ? figures_height(v, r.w, z) : 0;
    int about = about_draw(v, r, z, true);
    int fixed = kiosk_px(v, 28) + figures;
    int instead = instead_height(v, z, r.h - fixed - about - kiosk_px(v, 9));
    int gap = (r.h - about - fixed - instead) / 4;
    gap = gap < kiosk_px(v, 3) ? kiosk_px(v, 3) : gap > kiosk_px(v, 6) ? kiosk_px(v, 6) : gap;
    head_draw(v, kiosk_rect_cut_top(&r, kiosk_px(v, 20)), z);
    kiosk_rect_cut_top(&r, kiosk_px(v, 2));
    place_draw(v, kiosk_rect_cut_top(&r, kiosk_px(v, 7.5f)), z);
    kiosk_rect_cut_top(&r, gap);
    if (open) {
        figures_draw(v, kiosk_rect_cut_top(&r, figures), z);
        kiosk_rect_cut_top(&r, gap);
    }
    if (instead > 0) {
        kiosk_nearby_draw(v, kiosk_rect_cut_bottom(&r, instead), z);
        kiosk_rect_cut_bottom(&r, gap);
    }
    about_draw(v, r, z, false);
}

void kiosk_zone_draw(const struct kiosk_view *v, const struct kiosk_screens *s)
{
    struct kiosk_rect r = kiosk_begin(v, v->theme->paper);
    const struct kiosk_zone_view *z = kiosk_zone_shown(v->model);
    if (!z) {
        kiosk_topbar_draw(v, kiosk_rect_cut_top(&r, kiosk_height(v, KIOSK_TOPBAR)),
                tr(v, "This zone is closed"));
        return;
    }
    if (kiosk_wide(v))
        draw_wide(v, r, z, s);
    else
        draw_tall(v, r, z, s);
}
