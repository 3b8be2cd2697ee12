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

static void head_draw(
        const struct kiosk_view *v, struct kiosk_rect r, const struct kiosk_zone_view *z)
{
    struct kiosk_state_words words;
    kiosk_state_describe(v, z, &words);
    uint32_t tile = z->state == KIOSK_ZONE_OPEN ? v->theme->accent : v->theme->off;
    kiosk_draw_tile(v, kiosk_rect_cut_left(&r, r.h), z->code, tile);
    kiosk_rect_cut_left(&r, kiosk_px(v, 4));
    struct kiosk_rect top = kiosk_rect_cut_top(&r, r.h * 11 / 20);
    kiosk_draw_text(
            v, top, KIOSK_LEFT, (struct kiosk_run){kiosk_say(v, z->title), 9, true, v->theme->ink});
    struct kiosk_rect chip = kiosk_rect_centre(r, r.w, kiosk_px(v, 6.25f));
    int used = kiosk_draw_chip(v, chip, words.tone, words.icon, words.chip);
    kiosk_rect_cut_left(&r, used + kiosk_px(v, 2.5f));
    kiosk_draw_icon(
            v, kiosk_rect_cut_left(&r, kiosk_px(v, 4.5f)), KIOSK_ICON_PLACE, 2, v->theme->muted);
    kiosk_rect_cut_left(&r, kiosk_px(v, 1));
    kiosk_draw_text(v, r, KIOSK_LEFT,
            (struct kiosk_run){kiosk_say(v, z->place), KIOSK_BODY, false, v->theme->muted});
}

struct figure {
    const char *label;
    char number[KIOSK_WORDS_MAX];
    char unit[KIOSK_WORDS_MAX];
};

static void figures_draw(
        const struct kiosk_view *v, struct kiosk_rect r, const struct kiosk_zone_view *z)
{
    struct figure f[3] = {
            {.label = tr(v, "Ahead of you")}, {.label = tr(v, "Wait")}, {.label = tr(v, "Takes")}};
    kiosk_words_format(f[0].number, "%d", z->waiting_people);
    kiosk_words_format(f[0].unit, "%s", trn(v, "person", "people", z->waiting_people));
    kiosk_words_range(z->wait_min, z->wait_max, f[1].number);
    kiosk_words_format(f[1].unit, "%s", tr(v, "min"));
    if (z->batch_size > 0 && z->batch_start >= 0) {
        f[1].label = tr(v, "Next group");
        kiosk_words_minute(z->batch_start, f[1].number);
        f[1].unit[0] = 0;
    }
    kiosk_words_range(z->duration, z->duration, f[2].number);
    kiosk_words_format(f[2].unit, "%s", tr(v, "min"));
    int count = z->duration > 0 ? 3 : 2;
    kiosk_draw_card(v, r);
    r = kiosk_rect_inset(r, kiosk_px(v, 4), kiosk_px(v, 2.5f));
    int parts[3] = {28, 44, 28}; /* the wait is a range and takes the most room */
    int gap = kiosk_px(v, 3);
    int room = r.w - gap * 2;
    for (int i = 0; i < count; i++) {
        struct kiosk_rect cell = kiosk_rect_cut_left(&r, room * parts[i] / 100);
        kiosk_rect_cut_left(&r, gap);
        kiosk_draw_text(v, kiosk_rect_cut_top(&cell, cell.h * 2 / 5), KIOSK_LEFT,
                (struct kiosk_run){f[i].label, KIOSK_S, false, v->theme->muted});
        kiosk_draw_runs(v, cell, KIOSK_LEFT,
                (struct kiosk_run[]){
                        {f[i].number, kiosk_wide(v) ? KIOSK_H1 : 9.5f, true, v->theme->ink},
                        {" ", KIOSK_S, false, v->theme->muted},
                        {f[i].unit, KIOSK_BODY, true, v->theme->muted}},
                3);
    }
}

/* What one does here, for whom. Returns the height used. */
static int about_draw(
        const struct kiosk_view *v, struct kiosk_rect r, const struct kiosk_zone_view *z)
{
    int before = r.h;
    struct kiosk_run about = {kiosk_say(v, z->about), KIOSK_BODY, false, v->theme->ink};
    const char *audience = kiosk_say(v, z->audience);
    if (*about.text)
        kiosk_rect_cut_top(&r, kiosk_draw_paragraph(v, r, KIOSK_LEFT, about, 1.45f));
    if (*audience && r.h > kiosk_px(v, 7)) {
        char words[2 * KIOSK_WORDS_MAX];
        snprintf(words, sizeof words, tr(v, "For: %s"), audience);
        kiosk_rect_cut_top(&r, kiosk_px(v, 1));
        struct kiosk_rect line = kiosk_rect_cut_top(&r, kiosk_px(v, 6));
        kiosk_draw_icon(v, kiosk_rect_cut_left(&line, kiosk_px(v, 5)), KIOSK_ICON_PEOPLE, 2,
                v->theme->muted);
        kiosk_rect_cut_left(&line, kiosk_px(v, 1.5f));
        kiosk_draw_text(
                v, line, KIOSK_LEFT, (struct kiosk_run){words, KIOSK_S, false, v->theme->muted});
    }
    return before - r.h;
}

/* A zone that gives no tickets now says why, and when it does again. */
static void closed_draw(
        const struct kiosk_view *v, struct kiosk_rect r, const struct kiosk_zone_view *z)
{
    struct kiosk_state_words words;
    kiosk_state_describe(v, z, &words);
    const char *chip =
            z->state == KIOSK_ZONE_OPEN ? tr(v, "Tickets are given elsewhere") : words.chip;
    const char *wait =
            z->state == KIOSK_ZONE_OPEN ? tr(v, "Please use one of the ticket kiosks") : words.wait;
    int most = kiosk_px(v, 56);
    r.h = r.h < most ? r.h : most;
    kiosk_draw_border(v, r, v->theme->off_soft, v->theme->line, 3, 0.25f);
    struct kiosk_rect middle = kiosk_rect_centre(
            kiosk_rect_inset(r, kiosk_px(v, 4), 0), r.w - kiosk_px(v, 8), kiosk_px(v, 36));
    kiosk_draw_icon(v, kiosk_rect_cut_top(&middle, kiosk_px(v, 14)),
            z->state == KIOSK_ZONE_OPEN ? KIOSK_ICON_TICKET : words.icon, 2, v->theme->muted);
    kiosk_rect_cut_top(&middle, kiosk_px(v, 3));
    kiosk_draw_text(v, kiosk_rect_cut_top(&middle, kiosk_px(v, 11)), KIOSK_CENTRE,
            (struct kiosk_run){chip, KIOSK_H1, true, v->theme->ink});
    kiosk_draw_text(
            v, middle, KIOSK_CENTRE, (struct kiosk_run){wait, KIOSK_BODY, false, v->theme->muted});
}

void kiosk_zone_draw(const struct kiosk_view *v, const struct kiosk_screens *s)
{
    struct kiosk_rect r = {0, 0, v->frame->width, v->frame->height};
    kiosk_draw_fill(v, r, v->theme->paper, 0);
    r = kiosk_rect_inset(r, kiosk_px(v, 6), kiosk_px(v, 5));
    const struct kiosk_zone_view *z = kiosk_zone_shown(v->model);
    if (!z) {
        kiosk_topbar_draw(
                v, kiosk_rect_cut_top(&r, kiosk_px(v, KIOSK_TOPBAR)), tr(v, "This zone is closed"));
        return;
    }
    kiosk_topbar_draw(v, kiosk_rect_cut_top(&r, kiosk_px(v, KIOSK_TOPBAR)), "");
    kiosk_rect_cut_top(&r, kiosk_px(v, 5));
    struct kiosk_rect choices = r;
    if (kiosk_wide(v)) {
        choices = kiosk_rect_cut_right(&r, r.w * 53 / 100);
        kiosk_rect_cut_right(&r, kiosk_px(v, 8));
    }
    head_draw(v, kiosk_rect_cut_top(&r, kiosk_px(v, kiosk_wide(v) ? 18 : 20)), z);
    kiosk_rect_cut_top(&r, kiosk_px(v, 4));
    if (z->state == KIOSK_ZONE_OPEN) {
        figures_draw(v, kiosk_rect_cut_top(&r, kiosk_px(v, kiosk_wide(v) ? 19 : 23)), z);
        kiosk_rect_cut_top(&r, kiosk_px(v, 4));
    }
    if (kiosk_wide(v)) {
        about_draw(v, r, z);
    } else {
        struct kiosk_rect about = r;
        about.h = kiosk_px(v, 32) < r.h ? kiosk_px(v, 32) : r.h;
        kiosk_rect_cut_top(&r, about_draw(v, about, z) + kiosk_px(v, 5));
        choices = r;
    }
    if (z->state == KIOSK_ZONE_OPEN && v->model->can_issue)
        kiosk_choices_draw(v, choices, z, s);
    else
        closed_draw(v, choices, z);
}
