/* The room: how many are inside against its places, counting heads, and stopping for a while. */

#include "kiosk/screens/staff.h"

#include <stdio.h>

/* ---- people inside ---- */

static enum kiosk_tone room_words(
        const struct kiosk_view *v, const struct kiosk_zone_view *z, char *out)
{
    int left = z->capacity - z->inside;
    if (left > 0)
        kiosk_words_format(out, trn(v, "Room for %d more", "Room for %d more", left), left);
    else if (left == 0)
        kiosk_words_format(out, "%s", tr(v, "Full"));
    else
        kiosk_words_format(out, tr(v, "%d too many"), -left);
    return left > z->capacity / 5 ? KIOSK_TONE_GOOD : left > 0 ? KIOSK_TONE_MID : KIOSK_TONE_BAD;
}

static void counted_words(const struct kiosk_view *v, char *out)
{
    const struct kiosk_staff_view *f = &v->model->staff;
    char time[KIOSK_WORDS_MAX];
    kiosk_words_time(&f->counted, time);
    if (f->counted.year == 0)
        kiosk_words_format(out, "%s", tr(v, "Not counted by hand today"));
    else
        kiosk_words_format(out, tr(v, "Counted at %1$s: %2$d"), time, f->counted_people);
}

static void capacity_button(
        const struct kiosk_view *v, struct kiosk_rect r, const struct kiosk_zone_view *z, int step)
{
    struct kiosk_action action =
            kiosk_staff_move(v->model, KIOSK_DEED_CAPACITY, (struct km_name){0});
    action.move.count = (uint32_t)(z->capacity + step);
    kiosk_draw_button(v, r,
            &(struct kiosk_button){.style = KIOSK_BUTTON_OUTLINE,
                    .icon = step < 0 ? KIOSK_ICON_MINUS : KIOSK_ICON_PLUS,
                    .action = action,
                    .disabled = z->capacity + step < 1});
}

static void inside_draw(
        const struct kiosk_view *v, struct kiosk_rect r, const struct kiosk_zone_view *z)
{
    const struct kiosk_theme *t = v->theme;
    char inside[KIOSK_WORDS_MAX], places[KIOSK_WORDS_MAX], words[KIOSK_WORDS_MAX];
    kiosk_draw_card(v, r);
    r = kiosk_rect_inset(r, kiosk_px(v, 5), kiosk_px(v, 4));
    int button = kiosk_height(v, 13);
    struct kiosk_rect foot = kiosk_rect_cut_bottom(&r, button);
    kiosk_rect_cut_bottom(&r, kiosk_px(v, 3));
    struct kiosk_rect step = kiosk_rect_cut_bottom(&r, button);
    kiosk_rect_cut_bottom(&r, kiosk_px(v, 3));
    kiosk_draw_text(v, kiosk_rect_cut_top(&r, kiosk_line(v, 5.5f)), KIOSK_LEFT,
            (struct kiosk_run){tr(v, "People inside now"), KIOSK_BODY, false, t->muted});
    counted_words(v, words);
    struct kiosk_rect counted = kiosk_rect_cut_bottom(&r, kiosk_line(v, 5.5f));
    kiosk_draw_text(v, counted, KIOSK_LEFT, (struct kiosk_run){words, KIOSK_S, false, t->muted});
    kiosk_rect_cut_bottom(&r, kiosk_px(v, 1));
    enum kiosk_tone tone = room_words(v, z, words);
    int bar = kiosk_px(v, 2.5f);
    struct kiosk_rect track = kiosk_rect_cut_bottom(&r, bar);
    kiosk_draw_bar(v, track, z->capacity > 0 ? z->inside * 100 / z->capacity : 0,
            kiosk_tone_colour(t, tone), t->track);
    kiosk_rect_cut_bottom(&r, kiosk_px(v, 1.5f));
    static const enum kiosk_icon icons[] = {KIOSK_ICON_CHECK, KIOSK_ICON_CLOCK, KIOSK_ICON_WARN};
    int chip = kiosk_line(v, 7);
    struct kiosk_rect state = kiosk_rect_cut_bottom(&r, chip < r.h / 3 ? chip : r.h / 3);
    kiosk_draw_chip(v, state, tone, icons[tone], words);
    kiosk_words_format(inside, "%d", z->inside);
    float size = fminf(fmaxf((float)r.h / v->u * 0.55f, 20), 32);
    kiosk_words_format(places, " / %d", z->capacity);
    kiosk_draw_runs(v, r, KIOSK_LEFT,
            (struct kiosk_run[]){{inside, size, true, t->ink}, {places, KIOSK_H1, true, t->muted}},
            2);
    kiosk_draw_button(v, foot,
            &(struct kiosk_button){.style = KIOSK_BUTTON_OUTLINE,
                    .icon = KIOSK_ICON_PEOPLE,
                    .label = tr(v, "Count heads"),
                    .action = {.kind = KIOSK_ACTION_OPEN_COUNT, .session = -1},
                    .key = 'H'});
    capacity_button(v, kiosk_rect_cut_right(&step, button), z, 1);
    kiosk_words_format(places, "%d", z->capacity);
    kiosk_draw_text(v, kiosk_rect_cut_right(&step, kiosk_px(v, 16)), KIOSK_CENTRE,
            (struct kiosk_run){places, KIOSK_H1, true, t->ink});
    capacity_button(v, kiosk_rect_cut_right(&step, button), z, -1);
    kiosk_rect_cut_right(&step, kiosk_px(v, 2));
    kiosk_draw_text(v, step, KIOSK_LEFT,
            (struct kiosk_run){tr(v, "Places inside"), KIOSK_BODY, true, t->ink});
}

/* ---- open, paused, closed ---- */

static const enum kiosk_reason pauses[] = {
        KIOSK_REASON_BREAK, KIOSK_REASON_EQUIPMENT, KIOSK_REASON_CROWDED, KIOSK_REASON_HANDOVER};
#define PAUSES 4

static void reasons_draw(
        const struct kiosk_view *v, struct kiosk_rect r, const struct kiosk_screens *s)
{
    for (int i = 0; i < PAUSES; i++) {
        const struct kiosk_text words = {kiosk_reason_zh(pauses[i]), kiosk_reason_en(pauses[i])};
        bool chosen = s->reason == pauses[i];
        kiosk_draw_choice(v, kiosk_rect_cell(r, 2, 2, kiosk_px(v, 2.5f), i), kiosk_say(v, words),
                chosen,
                (struct kiosk_action){.kind = KIOSK_ACTION_REASON,
                        .value = chosen ? KIOSK_REASON_NONE : (int)pauses[i],
                        .session = -1});
    }
}

static void close_button(const struct kiosk_view *v, struct kiosk_rect r)
{
    struct kiosk_action close = kiosk_staff_move(v->model, KIOSK_DEED_CLOSE, (struct km_name){0});
    close.move.reason = KIOSK_REASON_FINISHED;
    close.ask = N_("Close this zone for today?");
    kiosk_draw_button(v, r,
            &(struct kiosk_button){.style = KIOSK_BUTTON_QUIET,
                    .icon = KIOSK_ICON_CROSS,
                    .label = kiosk_deed_words(v, KIOSK_DEED_CLOSE),
                    .action = close});
}

static void state_draw(
        const struct kiosk_view *v, struct kiosk_rect r, const struct kiosk_zone_view *z)
{
    struct kiosk_state_words state;
    kiosk_state_describe(v, z, &state);
    const char *words = tr(v, "Tickets are given and called.");
    const char *title = tr(v, "Open");
    if (z->state != KIOSK_ZONE_OPEN) {
        title = state.chip;
        words = state.wait;
    }
    bool open = z->state == KIOSK_ZONE_OPEN;
    int side = kiosk_line(v, 13);
    struct kiosk_rect disc = kiosk_rect_cut_left(&r, side);
    disc = kiosk_rect_centre(disc, side, side);
    enum kiosk_tone tone = open ? KIOSK_TONE_GOOD : KIOSK_TONE_MID;
    kiosk_draw_border(v, disc, kiosk_tone_soft(v->theme, tone),
            v->theme->contrast ? kiosk_tone_colour(v->theme, tone) : 0, 99, 0.25f);
    kiosk_draw_icon(v, kiosk_rect_inset(disc, side / 4, side / 4),
            open ? KIOSK_ICON_CHECK : state.icon, 2.6f, kiosk_tone_colour(v->theme, tone));
    kiosk_rect_cut_left(&r, kiosk_px(v, 3));
    struct kiosk_rect middle = kiosk_rect_centre(r, r.w, kiosk_line(v, 13));
    kiosk_draw_text(v, kiosk_rect_cut_top(&middle, kiosk_line(v, 7.5f)), KIOSK_LEFT,
            (struct kiosk_run){title, KIOSK_H2 + 0.5f, true, v->theme->ink});
    kiosk_draw_text(
            v, middle, KIOSK_LEFT, (struct kiosk_run){words, KIOSK_S, false, v->theme->muted});
}

static void pause_draw(
        const struct kiosk_view *v, struct kiosk_rect r, const struct kiosk_screens *s, int high)
{
    int gap = kiosk_px(v, 2.5f);
    struct kiosk_rect foot = kiosk_rect_cut_bottom(&r, high);
    kiosk_rect_cut_bottom(&r, gap + kiosk_px(v, 1));
    kiosk_draw_heading(
            v, kiosk_rect_cut_top(&r, kiosk_line(v, 9)), tr(v, "Pause, because of …"), NULL);
    int most = 2 * kiosk_height(v, 16) + gap;
    reasons_draw(v, kiosk_rect_cut_top(&r, r.h < most ? r.h : most), s);
    struct kiosk_action pause = kiosk_staff_move(v->model, KIOSK_DEED_PAUSE, (struct km_name){0});
    pause.move.reason = s->reason;
    kiosk_draw_button(v, kiosk_rect_cell(foot, 2, 1, gap, 0),
            &(struct kiosk_button){.style = KIOSK_BUTTON_PRIMARY,
                    .icon = KIOSK_ICON_PAUSE,
                    .label = kiosk_deed_words(v, KIOSK_DEED_PAUSE),
                    .action = pause,
                    .key = 'P'});
    close_button(v, kiosk_rect_cell(foot, 2, 1, gap, 1));
}

static void door_draw(const struct kiosk_view *v, struct kiosk_rect r,
        const struct kiosk_zone_view *z, const struct kiosk_screens *s)
{
    int high = kiosk_height(v, 15);
    kiosk_draw_card(v, r);
    r = kiosk_rect_inset(r, kiosk_px(v, 5), kiosk_px(v, 4));
    state_draw(v, kiosk_rect_cut_top(&r, kiosk_line(v, 15)), z);
    kiosk_rect_cut_top(&r, kiosk_px(v, 2));
    if (z->state == KIOSK_ZONE_OPEN || z->state == KIOSK_ZONE_FULL) {
        pause_draw(v, r, s, high);
        return;
    }
    int gap = kiosk_px(v, 2.5f);
    bool closes = z->state == KIOSK_ZONE_PAUSED;
    struct kiosk_rect foot = kiosk_rect_cut_bottom(&r, high);
    const char *reopen =
            closes || z->state == KIOSK_ZONE_CLOSED ? tr(v, "Open again") : tr(v, "Open now");
    kiosk_draw_button(v, closes ? kiosk_rect_cell(foot, 2, 1, gap, 0) : foot,
            &(struct kiosk_button){.style = KIOSK_BUTTON_PRIMARY,
                    .icon = KIOSK_ICON_CHECK,
                    .label = reopen,
                    .action = kiosk_staff_move(v->model, KIOSK_DEED_OPEN, (struct km_name){0}),
                    .key = 'O'});
    if (closes)
        close_button(v, kiosk_rect_cell(foot, 2, 1, gap, 1));
}

void kiosk_staff_room_draw(
        const struct kiosk_view *v, struct kiosk_rect r, const struct kiosk_screens *s)
{
    const struct kiosk_zone_view *z = kiosk_staff_zone(v->model);
    int gap = kiosk_px(v, 4);
    struct kiosk_rect first = kiosk_rect_cell(r, 2, 1, gap, 0);
    struct kiosk_rect second = kiosk_rect_cell(r, 2, 1, gap, 1);
    if (!kiosk_wide(v)) {
        int most = kiosk_line(v, 62) + 2 * kiosk_height(v, 13);
        first = kiosk_rect_cut_top(&r, most < r.h / 2 ? most : r.h / 2);
        kiosk_rect_cut_top(&r, gap);
        bool open = z->state == KIOSK_ZONE_OPEN || z->state == KIOSK_ZONE_FULL;
        most = open ? kiosk_line(v, 43) + 3 * kiosk_height(v, 16)
                    : kiosk_line(v, 28) + kiosk_height(v, 15);
        second = kiosk_rect_cut_top(&r, most < r.h ? most : r.h);
    }
    inside_draw(v, first, z);
    door_draw(v, second, z, s);
}
