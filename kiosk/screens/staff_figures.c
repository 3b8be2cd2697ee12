/* The zone's figures of today: for the helper who is asked "how is it going?", and for the talk
 * with the organisers at noon. Nothing to touch. */

#include "kiosk/screens/staff.h"

#include <stdio.h>

#define FROM 7 /* hours that are always shown, so that the picture keeps its shape */
#define TO 18

static void hours_draw(const struct kiosk_view *v, struct kiosk_rect r)
{
    const int *hours = v->model->staff.figures.hours;
    int from = FROM, to = TO;
    for (int i = 0; i < 24; i++) {
        if (hours[i] > 0 && i < from)
            from = i;
        if (hours[i] > 0 && i >= to)
            to = i + 1;
    }
    char names[24][12];
    const char *labels[24];
    for (int i = from; i < to; i++) {
        snprintf(names[i], sizeof names[i], "%d", i);
        labels[i] = names[i];
    }
    int now = v->model->now.hour;
    kiosk_draw_card(v, r);
    r = kiosk_rect_inset(r, kiosk_px(v, 4), kiosk_px(v, 3));
    kiosk_draw_heading(
            v, kiosk_rect_cut_top(&r, kiosk_line(v, 7.5f)), tr(v, "People admitted by hour"), NULL);
    kiosk_draw_bars(v, r,
            &(struct kiosk_bars){.values = hours + from,
                    .labels = labels + from,
                    .count = to - from,
                    .now = now >= from && now < to ? now - from : -1});
}

static void categories_draw(const struct kiosk_view *v, struct kiosk_rect r)
{
    const struct kiosk_model *m = v->model;
    const int *people = m->staff.figures.by_category;
    int most = 1;
    for (size_t i = 0; i < m->category_count; i++)
        most = people[i] > most ? people[i] : most;
    kiosk_draw_card(v, r);
    r = kiosk_rect_inset(r, kiosk_px(v, 4), kiosk_px(v, 3));
    kiosk_draw_heading(v, kiosk_rect_cut_top(&r, kiosk_line(v, 7.5f)), tr(v, "Who came"), NULL);
    int count = (int)m->category_count;
    for (int i = 0; i < count; i++) {
        struct kiosk_rect row = kiosk_rect_cell(r, 1, count, 0, i);
        char number[KIOSK_WORDS_MAX];
        kiosk_words_format(number, "%d", people[i]);
        struct kiosk_rect name = kiosk_rect_cut_left(&row, row.w * 2 / 5);
        kiosk_rect_cut_right(&name, kiosk_px(v, 2));
        kiosk_draw_text(v, name, KIOSK_LEFT,
                (struct kiosk_run){
                        kiosk_say(v, m->categories[i]), KIOSK_BODY, false, v->theme->ink});
        kiosk_draw_text(v, kiosk_rect_cut_right(&row, kiosk_px(v, 11 * v->letters)), KIOSK_RIGHT,
                (struct kiosk_run){number, KIOSK_BODY, true, v->theme->ink});
        kiosk_rect_cut_right(&row, kiosk_px(v, 2));
        int bar = kiosk_px(v, 2.5f) < row.h / 2 ? kiosk_px(v, 2.5f) : row.h / 2;
        row = kiosk_rect_centre(row, row.w, bar);
        kiosk_draw_bar(v, row, people[i] * 100 / most, v->theme->accent, v->theme->track);
    }
}

struct tile {
    char label[KIOSK_WORDS_MAX], number[KIOSK_WORDS_MAX], unit[KIOSK_WORDS_MAX];
};
#define TILES 8

static void wait_tile(const struct kiosk_view *v, struct tile *tile, const char *label, int minutes)
{
    kiosk_words_format(tile->label, "%s", label);
    kiosk_words_format(tile->number, "–");
    if (minutes >= 0) {
        kiosk_words_format(tile->number, "%d", minutes);
        kiosk_words_format(tile->unit, "%s", tr(v, "min"));
    }
}

static void count_tile(const struct kiosk_view *v, struct tile *tile, const char *label, int count,
        const char *unit)
{
    (void)v;
    kiosk_words_format(tile->label, "%s", label);
    kiosk_words_format(tile->number, "%d", count);
    kiosk_words_format(tile->unit, "%s", unit);
}

static void make_tiles(const struct kiosk_view *v, struct tile out[TILES])
{
    const struct kiosk_figures_view *f = &v->model->staff.figures;
    const char *parties = tr(v, "parties");
    count_tile(v, &out[0], tr(v, "Admitted today"), f->admitted_people, tr(v, "people"));
    count_tile(v, &out[1], tr(v, "On tickets"), f->admitted_parties, parties);
    wait_tile(v, &out[2], tr(v, "Half waited at most"), f->wait_half);
    wait_tile(v, &out[3], tr(v, "9 of 10 waited at most"), f->wait_most);
    count_tile(v, &out[4], tr(v, "Did not come"), f->no_shows, parties);
    count_tile(v, &out[5], tr(v, "Left the queue"), f->cancelled, parties);
    count_tile(v, &out[6], tr(v, "Admitted twice"), f->doubles, "");
    kiosk_words_format(out[7].label, "%s", tr(v, "Rating, of 5"));
    kiosk_words_format(out[7].number, "–");
    if (f->ratings > 0) {
        kiosk_words_format(out[7].number, "%d.%d", f->rating_tenths / 10, f->rating_tenths % 10);
        kiosk_words_format(
                out[7].unit, trn(v, "from %d vote", "from %d votes", f->ratings), f->ratings);
    }
}

static void tiles_draw(const struct kiosk_view *v, struct kiosk_rect r, int cols)
{
    struct tile tiles[TILES] = {0};
    make_tiles(v, tiles);
    for (int i = 0; i < TILES; i++) {
        struct kiosk_rect cell = kiosk_rect_cell(r, cols, TILES / cols, kiosk_px(v, 2.5f), i);
        kiosk_draw_card(v, cell);
        struct kiosk_rect inside = kiosk_rect_inset(cell, kiosk_px(v, 3.5f), 0);
        int high = kiosk_line(v, 17);
        inside = kiosk_rect_centre(inside, inside.w, high < cell.h ? high : cell.h);
        kiosk_draw_figure(v, inside,
                &(struct kiosk_figure){.label = tiles[i].label,
                        .number = tiles[i].number,
                        .unit = *tiles[i].unit ? tiles[i].unit : NULL,
                        .size = i == 0 ? KIOSK_H1 + 1.5f : KIOSK_H1},
                i == 0 ? v->theme->accent : v->theme->ink, v->theme->muted);
    }
}

void kiosk_staff_figures_draw(
        const struct kiosk_view *v, struct kiosk_rect r, const struct kiosk_screens *s)
{
    (void)s;
    int gap = kiosk_px(v, 3);
    bool categories = v->model->category_count > 1;
    if (kiosk_wide(v)) {
        tiles_draw(v, kiosk_rect_cell(r, 2, 1, gap, 0), 2);
        r = kiosk_rect_cell(r, 2, 1, gap, 1);
    } else {
        tiles_draw(v,
                kiosk_rect_cut_top(&r, kiosk_line(v, 88) < r.h / 2 ? kiosk_line(v, 88) : r.h / 2),
                2);
        kiosk_rect_cut_top(&r, gap);
    }
    if (categories) {
        int high = kiosk_line(v, 14 + 8 * (float)v->model->category_count);
        categories_draw(v, kiosk_rect_cut_bottom(&r, high < r.h / 2 ? high : r.h / 2));
        kiosk_rect_cut_bottom(&r, gap);
    }
    hours_draw(v, r);
}
