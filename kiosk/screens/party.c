/* How many of each kind, and the lane for those who cannot stand for long. */

#include "kiosk/screens/choices.h"
#include "kiosk/screens/words.h"

#define ROW_LEAST 12.5f
#define LANE 13.f

int kiosk_party_total(const struct kiosk_screens *s)
{
    int total = 0;
    for (size_t i = 0; i < KIOSK_CATEGORIES_MAX; i++)
        total += s->people[i];
    return total;
}

int kiosk_party_kinds(const struct kiosk_model *m)
{
    return m->category_count > 0 ? (int)m->category_count : 1;
}

/* Who has a seat in a session does not queue, so there is no lane to choose. */
bool kiosk_lane_offered(const struct kiosk_zone_view *z)
{
    return z->priority_lane && z->session_count == 0;
}

int kiosk_lane_height(const struct kiosk_view *v)
{
    return kiosk_height(v, LANE);
}

int kiosk_party_least(const struct kiosk_view *v, int cols)
{
    if (cols == 1)
        return kiosk_height(v, ROW_LEAST - 1.5f) + kiosk_px(v, 1.5f);
    return kiosk_px(v, KIOSK_STEPPER_LABEL) + kiosk_height(v, 11);
}

/* Columns of people with the label above: as many as leave room for two buttons and a number, and
 * can be read. */
int kiosk_party_cols(const struct kiosk_view *v, int width, int count)
{
    int gap = kiosk_px(v, KIOSK_CHOICE_COLUMN);
    int inside = width - kiosk_px(v, 2 * KIOSK_CHOICE_PAD);
    int room = (inside - 2 * gap) / 3;
    if (!kiosk_wide(v) || room < 2 * kiosk_height(v, 11) + kiosk_px(v, 9))
        return 2;
    for (int i = 0; i < count; i++) {
        struct kiosk_run label = {kiosk_say(v, v->model->categories[i]), KIOSK_S, true, 0};
        if (kiosk_text_fit(v, room, 1, label, 2.75f) == 0)
            return 2;
    }
    return 3;
}

int kiosk_party_height(const struct kiosk_view *v, const struct kiosk_party_plan *plan)
{
    return kiosk_line(v, KIOSK_CHOICE_HEADING) + plan->rows * plan->row + kiosk_px(v, 1.5f);
}

static void kind_draw(const struct kiosk_view *v, struct kiosk_rect cell,
        const struct kiosk_screens *s, int kind, bool stacked)
{
    const struct kiosk_model *m = v->model;
    char number[KIOSK_WORDS_MAX];
    kiosk_words_format(number, "%d", s->people[kind]);
    kiosk_draw_stepper(v, cell,
            &(struct kiosk_stepper){.label = m->category_count > 0
                                                     ? kiosk_say(v, m->categories[kind])
                                                     : tr(v, "People"),
                    .number = number,
                    .less = s->people[kind] > (m->category_count > 1 ? 0 : 1),
                    .more = kiosk_party_total(s) < m->party_max,
                    .kind = KIOSK_ACTION_PARTY,
                    .index = kind,
                    .stacked = stacked});
}

void kiosk_party_draw(const struct kiosk_view *v, struct kiosk_rect r,
        const struct kiosk_screens *s, const struct kiosk_party_plan *plan)
{
    char aside[KIOSK_WORDS_MAX];
    kiosk_words_format(aside, tr(v, "At most %d on one ticket"), v->model->party_max);
    kiosk_draw_heading(v, kiosk_rect_cut_top(&r, kiosk_line(v, KIOSK_CHOICE_HEADING)),
            tr(v, "How many of you?"), aside);
    kiosk_draw_card(v, r);
    r = kiosk_rect_inset(r, kiosk_px(v, KIOSK_CHOICE_PAD), kiosk_px(v, 0.75f));
    bool single = plan->cols == 1;
    for (int i = 0; i < plan->count; i++) {
        struct kiosk_rect column =
                kiosk_rect_cell(r, plan->cols, 1, kiosk_px(v, KIOSK_CHOICE_COLUMN), i % plan->cols);
        struct kiosk_rect cell = kiosk_rect_cell(column, 1, plan->rows, 0, i / plan->cols);
        if (single && i > 0)
            kiosk_draw_fill(v, (struct kiosk_rect){cell.x, cell.y, cell.w, kiosk_px(v, 0.25f)},
                    v->theme->line, 0);
        kind_draw(v, kiosk_rect_inset(cell, 0, kiosk_px(v, single ? 0.75f : 0)), s, plan->from + i,
                !single);
    }
}

void kiosk_lane_draw(
        const struct kiosk_view *v, struct kiosk_rect box, const struct kiosk_screens *s)
{
    const struct kiosk_theme *t = v->theme;
    kiosk_draw_border(v, box, s->priority ? t->accent_soft : t->card,
            s->priority ? t->accent : t->line, 3, 0.375f);
    kiosk_add_hit(
            v, box, 3, (struct kiosk_action){.kind = KIOSK_ACTION_LANE, .value = !s->priority}, 0);
    box = kiosk_rect_inset(box, kiosk_px(v, 3.5f), kiosk_px(v, 1));
    struct kiosk_rect mark = kiosk_rect_cut_left(&box, kiosk_px(v, 7));
    mark = kiosk_rect_centre(mark, mark.w, mark.w);
    kiosk_draw_border(v, mark, s->priority ? t->accent : t->card, s->priority ? t->accent : t->off,
            1.5f, 0.375f);
    if (s->priority)
        kiosk_draw_icon(
                v, kiosk_rect_inset(mark, mark.w / 8, mark.h / 8), KIOSK_ICON_CHECK, 3, t->white);
    kiosk_rect_cut_left(&box, kiosk_px(v, 3));
    int high = kiosk_line(v, 11);
    box = kiosk_rect_centre(box, box.w, high < box.h ? high : box.h);
    struct kiosk_rect top = kiosk_rect_cut_top(&box, box.h * 11 / 20);
    kiosk_draw_text(v, top, KIOSK_LEFT,
            (struct kiosk_run){tr(v, "Priority lane"), KIOSK_BODY, true, t->ink});
    kiosk_draw_text(v, box, KIOSK_LEFT,
            (struct kiosk_run){
                    tr(v, "Elderly, pregnant, or with a disability"), KIOSK_XS, false, t->muted});
}
