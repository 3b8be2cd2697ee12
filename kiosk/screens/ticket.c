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

/* A column this narrow sets one below the other what else stands side by side. */
static bool narrow(const struct kiosk_view *v, int width)
{
    return width < kiosk_px(v, 70);
}

/* Zone, place, and the number as large as the card is wide. */
static void number_draw(const struct kiosk_view *v, struct kiosk_rect r)
{
    const struct kiosk_ticket_view *t = &v->model->ticket;
    struct kiosk_run title = {kiosk_say(v, t->zone_title), KIOSK_H2, true, v->theme->ink};
    struct kiosk_run place = {kiosk_say(v, t->place), KIOSK_H2, false, v->theme->muted};
    struct kiosk_rect line = kiosk_rect_cut_top(&r, kiosk_line(v, 7));
    int width = kiosk_text_width(v, place);
    int room = line.w * 9 / 20;
    if (narrow(v, r.w)) {
        place.size = KIOSK_BODY;
        kiosk_draw_fitted(v, kiosk_rect_cut_top(&r, kiosk_line(v, 6)), KIOSK_LEFT, place, KIOSK_S);
    } else if (*place.text) {
        kiosk_draw_fitted(v, kiosk_rect_cut_right(&line, width < room ? width : room), KIOSK_RIGHT,
                place, KIOSK_S);
        kiosk_rect_cut_right(&line, kiosk_px(v, 2));
    }
    kiosk_draw_fitted(v, line, KIOSK_LEFT, title, KIOSK_S);
    struct kiosk_run number = {t->number, 26.5f / v->letters, true, v->theme->ink};
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
    if (narrow(v, r.w)) {
        kiosk_draw_text(v, kiosk_rect_cut_bottom(&r, r.h / 2), KIOSK_CENTRE, run);
        width = chip;
    }
    struct kiosk_rect middle = kiosk_rect_centre(r, width < r.w ? width : r.w, kiosk_px(v, 6));
    struct kiosk_rect box = kiosk_rect_cut_left(&middle, chip);
    kiosk_draw_chip(v, box, KIOSK_TONE_ACCENT, KIOSK_ICON_STAR, lane);
    kiosk_rect_cut_left(&middle, gap);
    if (middle.w > 0)
        kiosk_draw_text(v, middle, KIOSK_LEFT, run);
}

/* The lane's chip stands above the rest where the column is narrow. */
static int details_height(const struct kiosk_view *v, int width)
{
    return kiosk_px(v, narrow(v, width) && v->model->ticket.priority ? 14 : 7);
}

/* One of two figures: beside the other, or on a line of its own. */
static void cell_draw(const struct kiosk_view *v, struct kiosk_rect r, int index, const char *label,
        const char *large, const char *small)
{
    const struct kiosk_theme *t = v->theme;
    if (narrow(v, r.w)) {
        kiosk_draw_figure_row(v, kiosk_rect_cell(r, 1, 2, 0, index),
                &(struct kiosk_figure){label, *large ? large : small, *large ? small : "",
                        *large ? KIOSK_H1 : KIOSK_BODY},
                t->ink, t->muted);
        return;
    }
    struct kiosk_rect cell = kiosk_rect_cell(r, 2, 1, kiosk_px(v, 3), index);
    kiosk_draw_text(v, kiosk_rect_cut_top(&cell, cell.h * 2 / 5), KIOSK_LEFT,
            (struct kiosk_run){label, KIOSK_BODY, false, t->muted});
    kiosk_draw_runs(v, cell, KIOSK_LEFT,
            (struct kiosk_run[]){{large, KIOSK_H0, true, t->ink},
                    {*large ? "  " : "", KIOSK_S, false, t->muted},
                    {small, KIOSK_H2, true, t->muted}},
            3);
}

static void figures_draw(const struct kiosk_view *v, struct kiosk_rect r)
{
    const struct kiosk_ticket_view *t = &v->model->ticket;
    char large[KIOSK_WORDS_MAX];
    char small[KIOSK_WORDS_MAX];
    if (t->session_start >= 0) {
        kiosk_words_minute(t->session_start, large);
        kiosk_words_minute(t->session_end, small);
        char until[KIOSK_WORDS_MAX] = "";
        if (*small)
            kiosk_words_format(until, tr(v, "until %s"), small);
        cell_draw(v, r, 0, tr(v, "Your session"), large, until);
        kiosk_words_format(large, "%d", t->people);
        cell_draw(v, r, 1, tr(v, "Your seats"), large, trn(v, "person", "people", t->people));
        return;
    }
    if (t->ahead_parties == 0) {
        cell_draw(v, r, 0, tr(v, "Ahead of you"), tr(v, "Nobody"), "");
    } else {
        char people[KIOSK_WORDS_MAX];
        kiosk_words_people(v, t->ahead_people, people);
        kiosk_words_format(large, "%d", t->ahead_parties);
        kiosk_words_format(
                small, trn(v, "party · %.40s", "parties · %.40s", t->ahead_parties), people);
        cell_draw(v, r, 0, tr(v, "Ahead of you"), large, small);
    }
    kiosk_words_wait_figure(v, t->wait_min, t->wait_max, large, small);
    if (t->wait_max < 0)
        cell_draw(v, r, 1, tr(v, "Expected wait"), "", tr(v, "no estimate yet"));
    else
        cell_draw(v, r, 1, tr(v, "Expected wait"), large, small);
}

static void where_words(const struct kiosk_view *v, char *out, size_t room)
{
    const struct kiosk_ticket_view *t = &v->model->ticket;
    const char *place = kiosk_say(v, t->place);
    char start[KIOSK_WORDS_MAX];
    kiosk_words_minute(t->session_start, start);
    if (t->session_start >= 0) /* TRANSLATORS: time, place */
        snprintf(out, room, tr(v, "Be there by %1$s: %2$s. Show the photo at the door."), start,
                place);
    else if (t->calls) /* TRANSLATORS: number, place */
        snprintf(out, room, tr(v, "When %1$s is called, show the photo here: %2$s"), t->number,
                place);
    else /* TRANSLATORS: number, place */
        snprintf(out, room, tr(v, "At your turn, show the photo of %1$s here: %2$s"), t->number,
                place);
}

/* What to do with the code, in a picture and in words. The picture moves beside the code, not on
 * it: somebody may be photographing it. */
static void hint_draw(const struct kiosk_view *v, struct kiosk_rect r)
{
    uint32_t white = v->theme->white;
    char words[4 * KIOSK_WORDS_MAX];
    where_words(v, words, sizeof words);
    kiosk_draw_glass(v, r);
    r = kiosk_rect_inset(r, kiosk_px(v, 4), kiosk_px(v, 2));
    int side = kiosk_px(v, 13) < r.h ? kiosk_px(v, 13) : r.h;
    struct kiosk_rect picture = kiosk_rect_cut_left(&r, side);
    kiosk_snap_draw(v, kiosk_rect_centre(picture, side, side),
            kiosk_motion_hint(v->model, HINT_MS, HINT_PERIOD));
    kiosk_rect_cut_left(&r, kiosk_px(v, 3.5f));
    struct kiosk_run title = {tr(v, "Take a photo of the QR code"), 5, true, white};
    struct kiosk_run detail = {words, KIOSK_S, false, v->theme->white_soft};
    int head = kiosk_line(v, 7);
    while (detail.size > KIOSK_TEXT_SMALLEST &&
            kiosk_text_height(v, r.w, detail, 1.38f) > r.h - head)
        detail.size -= 0.25f;
    int height = head + kiosk_text_height(v, r.w, detail, 1.38f);
    r = kiosk_rect_centre(r, r.w, height < r.h ? height : r.h);
    kiosk_draw_text(v, kiosk_rect_cut_top(&r, head), KIOSK_LEFT, title);
    kiosk_draw_paragraph(v, r, KIOSK_LEFT, detail, 1.38f);
}

/* What the printer is doing about it; false = there is none. */
static bool print_button(const struct kiosk_view *v, struct kiosk_button *out)
{
    *out = (struct kiosk_button){.style = KIOSK_BUTTON_GHOST,
            .icon = KIOSK_ICON_PRINT,
            .action = {.kind = KIOSK_ACTION_PRINT, .session = -1},
            .disabled = true};
    switch (v->model->print) {
    case KIOSK_PRINT_NONE:
        return false;
    case KIOSK_PRINT_READY:
        out->label = tr(v, "Print it");
        out->disabled = false;
        break;
    case KIOSK_PRINT_BUSY:
        out->label = tr(v, "Printing …");
        out->icon = KIOSK_ICON_CLOCK;
        break;
    case KIOSK_PRINT_DONE:
        out->label = tr(v, "Printed, take it");
        out->icon = KIOSK_ICON_CHECK;
        break;
    case KIOSK_PRINT_SENT:
        out->label = tr(v, "Sent, look below");
        out->icon = KIOSK_ICON_QUESTION;
        break;
    case KIOSK_PRINT_PAPER:
        out->label = tr(v, "Out of paper");
        out->icon = KIOSK_ICON_WARN;
        break;
    case KIOSK_PRINT_COVER:
        out->label = tr(v, "Printer is open");
        out->icon = KIOSK_ICON_WARN;
        break;
    case KIOSK_PRINT_FAILED:
        out->label = tr(v, "Print again");
        out->icon = KIOSK_ICON_WARN;
        out->disabled = false;
        break;
    }
    return true;
}

static void buttons_draw(const struct kiosk_view *v, struct kiosk_rect r)
{
    struct kiosk_button print;
    struct kiosk_button done = {.style = KIOSK_BUTTON_GHOST_FULL,
            .icon = KIOSK_ICON_CHECK,
            .label = tr(v, "Done"),
            .action = {.kind = KIOSK_ACTION_DONE, .session = -1},
            .key = KIOSK_KEY_ENTER};
    if (print_button(v, &print)) {
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
    buttons_draw(v, kiosk_rect_cut_bottom(&r, kiosk_height(v, 14)));
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
    struct kiosk_rect foot = kiosk_rect_cut_bottom(&r, kiosk_height(v, 21.5f));
    kiosk_rect_cut_bottom(&r, kiosk_px(v, 4));
    struct kiosk_rect buttons = kiosk_rect_cut_right(&foot, foot.w * 9 / 20);
    buttons_draw(v, kiosk_rect_centre(buttons, buttons.w, kiosk_height(v, 16)));
    kiosk_rect_cut_right(&foot, kiosk_px(v, 4));
    hint_draw(v, foot);
    kiosk_draw_fill(v, r, v->theme->card, 5);
    r = kiosk_rect_inset(r, kiosk_px(v, 6), kiosk_px(v, 4));
    struct kiosk_rect code = kiosk_rect_cut_left(&r, r.h < r.w / 2 ? r.h : r.w / 2);
    /* Its quiet zone may lie on the card's own margin: a visitor's photo of a wide screen shows the
     * code small enough. */
    qr_draw(v, kiosk_rect_inset(code, -kiosk_px(v, 3), -kiosk_px(v, 3)));
    kiosk_rect_cut_left(&r, kiosk_px(v, narrow(v, r.w - kiosk_px(v, 6)) ? 3 : 6));
    r = kiosk_rect_inset(r, 0, kiosk_px(v, 2));
    figures_draw(v, kiosk_rect_cut_bottom(&r, kiosk_px(v, 20)));
    dash_draw(v, kiosk_rect_cut_bottom(&r, kiosk_px(v, 7)));
    details_draw(v, kiosk_rect_cut_bottom(&r, details_height(v, r.w)));
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
