/* The ticket: the number first, then its QR code to be photographed, then how long it will be. A
 * ring runs down, after which the screen is the next visitor's. */

#include "kiosk/screens/screen.h"
#include "kiosk/screens/words.h"
#include "kiosk/ui/motion.h"

#include <stdio.h>

#define HINT_MS 1400 /* the phone slides over the code, and flashes */
#define HINT_PERIOD 4400

int kiosk_ticket_due(const struct kiosk_model *m)
{
    return kiosk_motion_hint_due(m, HINT_MS, HINT_PERIOD);
}

static void qr_draw(const struct kiosk_view *v, struct kiosk_rect r)
{
    const struct kiosk_ticket_view *t = &v->model->ticket;
    if (t->qr_size == 0)
        return;
    int side = r.w < r.h ? r.w : r.h;
    kiosk_frame_add(v->frame,
            (struct kiosk_item){.kind = KIOSK_ITEM_QR,
                    .rect = kiosk_rect_centre(r, side, side),
                    .colour = 0xFF000000,
                    .border = v->theme->card,
                    .cols = t->qr_size,
                    .rows = t->qr_size},
            t->qr_modules, (size_t)t->qr_size * (size_t)t->qr_size);
}

/* Zone, place, and the number as large as the card is wide. */
static void number_draw(const struct kiosk_view *v, struct kiosk_rect r)
{
    const struct kiosk_ticket_view *t = &v->model->ticket;
    struct kiosk_rect line = kiosk_rect_cut_top(&r, kiosk_px(v, 7));
    const char *place = kiosk_say(v, t->place);
    int width = kiosk_text_width(v, (struct kiosk_run){place, KIOSK_H2, false, 0});
    width = width < line.w * 9 / 20 ? width : line.w * 9 / 20;
    kiosk_draw_text(v, kiosk_rect_cut_right(&line, width), KIOSK_RIGHT,
            (struct kiosk_run){place, KIOSK_H2, false, v->theme->muted});
    kiosk_rect_cut_right(&line, kiosk_px(v, 2));
    kiosk_draw_text(v, line, KIOSK_LEFT,
            (struct kiosk_run){kiosk_say(v, t->zone_title), KIOSK_H2, true, v->theme->ink});
    struct kiosk_run number = {t->number, 26.5f, true, v->theme->ink};
    int wide = kiosk_text_width(v, number);
    if (wide > r.w)
        number.size *= (float)r.w / (float)wide * 0.98f;
    kiosk_draw_text(v, r, KIOSK_CENTRE, number);
}

static void details_draw(const struct kiosk_view *v, struct kiosk_rect r)
{
    const struct kiosk_ticket_view *t = &v->model->ticket;
    char people[KIOSK_WORDS_MAX];
    char day[KIOSK_WORDS_MAX];
    char time[KIOSK_WORDS_MAX];
    char words[3 * KIOSK_WORDS_MAX];
    kiosk_words_people(v, t->people, people);
    kiosk_words_day(v, &t->issued, day);
    kiosk_words_time(&t->issued, time);
    /* TRANSLATORS: people, day, time of issue */
    snprintf(words, sizeof words, tr(v, "%1$s  ·  issued %2$s, %3$s"), people, day, time);
    struct kiosk_run run = {words, KIOSK_S, false, v->theme->muted};
    if (!t->priority) {
        kiosk_draw_text(v, r, KIOSK_CENTRE, run);
        return;
    }
    const char *lane = tr(v, "Priority lane");
    int chip = kiosk_px(v, 9.5f) + kiosk_text_width(v, (struct kiosk_run){lane, 3.5f, true, 0});
    int gap = kiosk_px(v, 3);
    int width = chip + gap + kiosk_text_width(v, run);
    struct kiosk_rect middle = kiosk_rect_centre(r, width < r.w ? width : r.w, kiosk_px(v, 6));
    kiosk_rect_cut_left(
            &middle, kiosk_draw_chip(v, middle, KIOSK_TONE_ACCENT, KIOSK_ICON_STAR, lane) + gap);
    kiosk_draw_text(v, middle, KIOSK_LEFT, run);
}

static void cell_draw(const struct kiosk_view *v, struct kiosk_rect r, const char *label,
        const char *large, const char *small)
{
    kiosk_draw_text(v, kiosk_rect_cut_top(&r, kiosk_px(v, 6)), KIOSK_LEFT,
            (struct kiosk_run){label, KIOSK_BODY, false, v->theme->muted});
    kiosk_draw_runs(v, kiosk_rect_cut_top(&r, kiosk_px(v, 14)), KIOSK_LEFT,
            (struct kiosk_run[]){{large, KIOSK_H0, true, v->theme->ink},
                    {*large ? "  " : "", KIOSK_S, false, v->theme->muted},
                    {small, KIOSK_H2, true, v->theme->muted}},
            3);
}

static void figures_draw(const struct kiosk_view *v, struct kiosk_rect r)
{
    const struct kiosk_ticket_view *t = &v->model->ticket;
    char large[KIOSK_WORDS_MAX];
    char small[KIOSK_WORDS_MAX];
    struct kiosk_rect left = kiosk_rect_cell(r, 2, 1, kiosk_px(v, 3), 0);
    struct kiosk_rect right = kiosk_rect_cell(r, 2, 1, kiosk_px(v, 3), 1);
    if (t->session_start >= 0) {
        kiosk_words_minute(t->session_start, large);
        kiosk_words_minute(t->session_end, small);
        char until[KIOSK_WORDS_MAX] = "";
        if (*small)
            kiosk_words_format(until, tr(v, "until %s"), small);
        cell_draw(v, left, tr(v, "Your session"), large, until);
        kiosk_words_format(large, "%d", t->people);
        cell_draw(v, right, tr(v, "Your seats"), large, trn(v, "person", "people", t->people));
        return;
    }
    if (t->ahead_parties == 0) {
        cell_draw(v, left, tr(v, "Ahead of you"), tr(v, "Nobody"), "");
    } else {
        char people[KIOSK_WORDS_MAX];
        kiosk_words_people(v, t->ahead_people, people);
        kiosk_words_format(large, "%d", t->ahead_parties);
        kiosk_words_format(
                small, trn(v, "party · %.40s", "parties · %.40s", t->ahead_parties), people);
        cell_draw(v, left, tr(v, "Ahead of you"), large, small);
    }
    kiosk_words_wait_figure(v, t->wait_min, t->wait_max, large, small);
    if (t->wait_max < 0)
        cell_draw(v, right, tr(v, "Expected wait"), "", tr(v, "no estimate yet"));
    else
        cell_draw(v, right, tr(v, "Expected wait"), large, small);
}

static void hint_draw(const struct kiosk_view *v, struct kiosk_rect r)
{
    const struct kiosk_ticket_view *t = &v->model->ticket;
    uint32_t white = v->theme->white;
    char words[4 * KIOSK_WORDS_MAX];
    const char *place = kiosk_say(v, t->place);
    char start[KIOSK_WORDS_MAX];
    kiosk_words_minute(t->session_start, start);
    if (t->session_start >= 0) /* TRANSLATORS: time, place */
        snprintf(words, sizeof words, tr(v, "Be there by %1$s: %2$s. Show the photo at the door."),
                start, place);
    else if (t->calls) /* TRANSLATORS: number, place */
        snprintf(words, sizeof words, tr(v, "When %1$s is called, show the photo here: %2$s"),
                t->number, place);
    else /* TRANSLATORS: number, place */
        snprintf(words, sizeof words, tr(v, "At your turn, show the photo of %1$s here: %2$s"),
                t->number, place);
    kiosk_draw_fill(v, r, kiosk_theme_alpha(white, 0.12), 3.5f);
    r = kiosk_rect_inset(r, kiosk_px(v, 4.5f), kiosk_px(v, 2));
    kiosk_draw_icon(v, kiosk_rect_cut_left(&r, kiosk_px(v, 8)), KIOSK_ICON_PHONE, 2.2f, white);
    kiosk_rect_cut_left(&r, kiosk_px(v, 3));
    struct kiosk_run title = {tr(v, "Take a photo of the QR code"), 5, true, white};
    struct kiosk_run detail = {words, KIOSK_S, false, kiosk_theme_alpha(white, 0.88)};
    int lines = kiosk_text_lines(v, r.w, detail);
    int height = kiosk_px(v, 7) + kiosk_px(v, KIOSK_S * 1.4f) * lines;
    r = kiosk_rect_centre(r, r.w, height < r.h ? height : r.h);
    kiosk_draw_text(v, kiosk_rect_cut_top(&r, kiosk_px(v, 7)), KIOSK_LEFT, title);
    kiosk_draw_paragraph(v, r, KIOSK_LEFT, detail, 1.38f);
}

static void buttons_draw(const struct kiosk_view *v, struct kiosk_rect r)
{
    struct kiosk_button print = {.style = KIOSK_BUTTON_GHOST,
            .icon = KIOSK_ICON_PRINT,
            .label = tr(v, "Print it"),
            .action = {.kind = KIOSK_ACTION_PRINT, .session = -1}};
    struct kiosk_button done = {.style = KIOSK_BUTTON_GHOST_FULL,
            .label = tr(v, "Done"),
            .action = {.kind = KIOSK_ACTION_DONE, .session = -1},
            .key = KIOSK_KEY_ENTER};
    if (v->model->ticket.can_print) {
        kiosk_draw_button(v, kiosk_rect_cell(r, 2, 1, kiosk_px(v, 3), 0), &print);
        r = kiosk_rect_cell(r, 2, 1, kiosk_px(v, 3), 1);
    }
    kiosk_draw_button(v, r, &done);
}

static void top_draw(const struct kiosk_view *v, struct kiosk_rect r)
{
    const struct kiosk_ticket_view *t = &v->model->ticket;
    char seconds[KIOSK_WORDS_MAX];
    kiosk_words_format(seconds, "%d", t->seconds_left);
    if (t->seconds_all > 0)
        kiosk_draw_ring(v, kiosk_rect_cut_right(&r, r.h),
                (float)t->seconds_left / (float)t->seconds_all, seconds, v->theme->white);
    kiosk_rect_cut_right(&r, kiosk_px(v, 3));
    kiosk_draw_text(v, r, KIOSK_LEFT,
            (struct kiosk_run){
                    tr(v, "Please photograph your ticket"), KIOSK_H1, true, v->theme->white});
}

static void dash_draw(const struct kiosk_view *v, struct kiosk_rect r)
{
    kiosk_frame_add(v->frame,
            (struct kiosk_item){.kind = KIOSK_ITEM_DASH,
                    .rect = kiosk_rect_centre(r, r.w, kiosk_px(v, 0.5f)),
                    .colour = v->theme->line},
            NULL, 0);
}

static void draw_tall(const struct kiosk_view *v, struct kiosk_rect r)
{
    top_draw(v, kiosk_rect_cut_top(&r, kiosk_px(v, 10.5f)));
    kiosk_rect_cut_top(&r, kiosk_px(v, 4.5f));
    buttons_draw(v, kiosk_rect_cut_bottom(&r, kiosk_px(v, 14)));
    kiosk_rect_cut_bottom(&r, kiosk_px(v, 4.5f));
    hint_draw(v, kiosk_rect_cut_bottom(&r, kiosk_px(v, 22)));
    kiosk_rect_cut_bottom(&r, kiosk_px(v, 4.5f));
    kiosk_draw_fill(v, r, v->theme->card, 5);
    r = kiosk_rect_inset(r, kiosk_px(v, 6.5f), kiosk_px(v, 5));
    number_draw(v, kiosk_rect_cut_top(&r, kiosk_px(v, 37)));
    figures_draw(v, kiosk_rect_cut_bottom(&r, kiosk_px(v, 20)));
    dash_draw(v, kiosk_rect_cut_bottom(&r, kiosk_px(v, 8)));
    details_draw(v, kiosk_rect_cut_bottom(&r, kiosk_px(v, 7)));
    kiosk_rect_cut_bottom(&r, kiosk_px(v, 1));
    qr_draw(v, r);
}

static void draw_wide(const struct kiosk_view *v, struct kiosk_rect r)
{
    top_draw(v, kiosk_rect_cut_top(&r, kiosk_px(v, 10.5f)));
    kiosk_rect_cut_top(&r, kiosk_px(v, 4));
    struct kiosk_rect foot = kiosk_rect_cut_bottom(&r, kiosk_px(v, 21.5f));
    kiosk_rect_cut_bottom(&r, kiosk_px(v, 4));
    struct kiosk_rect buttons = kiosk_rect_cut_right(&foot, foot.w * 9 / 20);
    buttons_draw(v, kiosk_rect_centre(buttons, buttons.w, kiosk_px(v, 16)));
    kiosk_rect_cut_right(&foot, kiosk_px(v, 4));
    hint_draw(v, foot);
    kiosk_draw_fill(v, r, v->theme->card, 5);
    r = kiosk_rect_inset(r, kiosk_px(v, 6), kiosk_px(v, 4));
    struct kiosk_rect code = kiosk_rect_cut_left(&r, r.h);
    qr_draw(v, code);
    kiosk_rect_cut_left(&r, kiosk_px(v, 6));
    r = kiosk_rect_inset(r, 0, kiosk_px(v, 2));
    figures_draw(v, kiosk_rect_cut_bottom(&r, kiosk_px(v, 20)));
    dash_draw(v, kiosk_rect_cut_bottom(&r, kiosk_px(v, 7)));
    details_draw(v, kiosk_rect_cut_bottom(&r, kiosk_px(v, 7)));
    number_draw(v, r);
}

void kiosk_ticket_draw(const struct kiosk_view *v, const struct kiosk_screens *s)
{
    (void)s;
    struct kiosk_rect r = kiosk_begin(v, v->theme->accent);
    if (kiosk_wide(v))
        draw_wide(v, r);
    else
        draw_tall(v, r);
}
