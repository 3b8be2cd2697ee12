/* A ticket as its owner sees it: what its state is, in colour, shape and words; its number; and
 * what that means for him, in figures while he waits, in words when he has to do something, in
 * faces after the visit. */

#include "kiosk/screens/visit.h"
#include "kiosk/screens/words.h"

#include <stdio.h>

#define BAND 17.f

/* ---- the state ---- */

struct look {
    enum kiosk_tone tone;
    enum kiosk_icon icon;
    const char *title;
};

static struct look look_of(const struct kiosk_view *v)
{
    const struct kiosk_held_view *h = &v->model->held;
    switch (h->state) {
    case KIOSK_HELD_WAITING:
        return (struct look){KIOSK_TONE_ACCENT, KIOSK_ICON_CLOCK,
                h->session_start >= 0 ? tr(v, "Booked") : tr(v, "In the queue")};
    case KIOSK_HELD_CALLED:
        return (struct look){KIOSK_TONE_MID, KIOSK_ICON_BELL, tr(v, "Come in now")};
    case KIOSK_HELD_NO_SHOW:
        return (struct look){KIOSK_TONE_BAD, KIOSK_ICON_WARN, tr(v, "Call missed")};
    case KIOSK_HELD_INSIDE:
        return (struct look){KIOSK_TONE_GOOD, KIOSK_ICON_CHECK, tr(v, "You are in")};
    case KIOSK_HELD_LEFT:
        return (struct look){KIOSK_TONE_GOOD, KIOSK_ICON_HEART, tr(v, "You were here")};
    case KIOSK_HELD_CANCELLED:
        return (struct look){KIOSK_TONE_OFF, KIOSK_ICON_CROSS, tr(v, "Cancelled")};
    case KIOSK_HELD_TRANSFERRED:
        return (struct look){KIOSK_TONE_ACCENT, KIOSK_ICON_SWAP, tr(v, "You have a new number")};
    default:
        return (struct look){KIOSK_TONE_OFF, KIOSK_ICON_QUESTION, tr(v, "Not known here yet")};
    }
}

static void since_words(const struct kiosk_view *v, char *out)
{
    const struct kiosk_held_view *h = &v->model->held;
    bool called = h->state == KIOSK_HELD_CALLED || h->state == KIOSK_HELD_NO_SHOW;
    *out = 0;
    if (called && h->decided_minutes == 0)
        kiosk_words_format(out, "%s", tr(v, "called just now"));
    else if (called && h->decided_minutes > 0)
        kiosk_words_format(out, tr(v, "called %d min ago"), h->decided_minutes);
    else if (h->inside_minutes >= 0)
        kiosk_words_format(out, tr(v, "for %d min"), h->inside_minutes);
}

static void band_draw(const struct kiosk_view *v, struct kiosk_rect r)
{
    struct look look = look_of(v);
    uint32_t white = v->theme->white;
    char since[KIOSK_WORDS_MAX];
    since_words(v, since);
    kiosk_draw_fill(v, r, kiosk_tone_colour(v->theme, look.tone), 5);
    struct kiosk_rect foot = {r.x, r.y + r.h / 2, r.w, r.h - r.h / 2}; /* square below */
    kiosk_draw_fill(v, foot, kiosk_tone_colour(v->theme, look.tone), 0);
    r = kiosk_rect_inset(r, kiosk_px(v, 5), kiosk_px(v, 2));
    kiosk_draw_icon(v, kiosk_rect_cut_left(&r, kiosk_px(v, 9)), look.icon, 2.4f, white);
    kiosk_rect_cut_left(&r, kiosk_px(v, 3));
    struct kiosk_run aside = {since, KIOSK_BODY, true, white};
    int width = *since ? kiosk_text_width(v, aside) : 0;
    if (width > r.w * 2 / 5)
        width = r.w * 2 / 5;
    kiosk_draw_fitted(v, kiosk_rect_cut_right(&r, width), KIOSK_RIGHT, aside, KIOSK_XS);
    kiosk_rect_cut_right(&r, *since ? kiosk_px(v, 3) : 0);
    kiosk_draw_fitted(v, r, KIOSK_LEFT, (struct kiosk_run){look.title, KIOSK_H1, true, white}, 6);
}

/* ---- what it means ---- */

void kiosk_held_meaning(const struct kiosk_view *v, char *out, size_t room)
{
    const struct kiosk_held_view *h = &v->model->held;
    const char *place = kiosk_say(v, *kiosk_say(v, h->place) ? h->place : h->zone_title);
    *out = 0;
    switch (h->state) {
    case KIOSK_HELD_CALLED:
        if (h->overdue)
            snprintf(out, room, tr(v, "They are still waiting for you: %s. Please hurry."), place);
        else
            snprintf(out, room, tr(v, "Go to %s and show this ticket."), place);
        break;
    case KIOSK_HELD_NO_SHOW:
        snprintf(out, room, tr(v, "Go to %s and speak to the staff. They will put you back in."),
                place);
        break;
    case KIOSK_HELD_INSIDE:
        snprintf(out, room, "%s", tr(v, "Enjoy it. Touch \"I am leaving\" when you go."));
        break;
    case KIOSK_HELD_LEFT:
        snprintf(out, room, "%s",
                h->rating > 0 ? tr(v, "Thank you for telling us how you liked it.")
                              : tr(v, "How did you like it?"));
        break;
    case KIOSK_HELD_CANCELLED:
        snprintf(out, room, "%s",
                tr(v, "This number is not called any more. You can take a new one."));
        break;
    case KIOSK_HELD_TRANSFERRED:
        snprintf(out, room, "%s",
                tr(v, "Listen for the new number. The old one is not called any more."));
        break;
    case KIOSK_HELD_UNKNOWN:
        snprintf(out, room, "%s",
                tr(v, "The kiosk that gave it is offline. The ticket is good: ask at the zone."));
        break;
    default:
        break;
    }
}

/* A figure, its number as large as leaves room for the unit. */
static void figure_draw(const struct kiosk_view *v, struct kiosk_rect r, const char *label,
        const char *number, const char *unit, float size)
{
    struct kiosk_run behind = {unit, KIOSK_BODY, true, 0};
    int room = r.w - (*unit ? kiosk_text_width(v, behind) + kiosk_px(v, 2) : 0);
    while (size > KIOSK_BODY &&
            kiosk_text_width(v, (struct kiosk_run){number, size, true, 0}) > room)
        size -= 0.5f;
    kiosk_draw_figure(v, r, &(struct kiosk_figure){label, number, unit, size}, v->theme->ink,
            v->theme->muted);
}

/* Parties and people, or parties alone where that is too long. */
static void ahead_draw(const struct kiosk_view *v, struct kiosk_rect r)
{
    const struct kiosk_held_view *h = &v->model->held;
    char people[KIOSK_WORDS_MAX], number[KIOSK_WORDS_MAX], unit[KIOSK_WORDS_MAX];
    kiosk_words_format(number, "%d", h->ahead_parties);
    kiosk_words_people(v, h->ahead_people, people);
    kiosk_words_format(unit, trn(v, "party · %.40s", "parties · %.40s", h->ahead_parties), people);
    int width = kiosk_text_width(v, (struct kiosk_run){number, 9, true, 0}) +
                kiosk_text_width(v, (struct kiosk_run){unit, KIOSK_BODY, true, 0});
    if (h->ahead_parties == 0)
        figure_draw(v, r, tr(v, "Ahead of you"), tr(v, "Nobody"), "", 10);
    else
        figure_draw(v, r, tr(v, "Ahead of you"), number,
                width < r.w ? unit : trn(v, "party", "parties", h->ahead_parties), 11);
}

static void wait_draw(const struct kiosk_view *v, struct kiosk_rect r)
{
    const struct kiosk_held_view *h = &v->model->held;
    char number[KIOSK_WORDS_MAX], unit[KIOSK_WORDS_MAX];
    kiosk_words_wait_figure(v, h->wait_min, h->wait_max, number, unit);
    if (h->wait_max < 0)
        figure_draw(v, r, tr(v, "Expected wait"), tr(v, "no estimate yet"), "", KIOSK_H2);
    else
        figure_draw(v, r, tr(v, "Expected wait"), number, unit, 11);
}

static void session_draw(const struct kiosk_view *v, struct kiosk_rect r)
{
    const struct kiosk_held_view *h = &v->model->held;
    char start[KIOSK_WORDS_MAX], end[KIOSK_WORDS_MAX], unit[KIOSK_WORDS_MAX] = "";
    kiosk_words_minute(h->session_start, start);
    kiosk_words_minute(h->session_end, end);
    if (*end)
        kiosk_words_format(unit, tr(v, "until %s"), end);
    figure_draw(v, r, tr(v, "Your session"), start, unit, 11);
}

static void seats_draw(const struct kiosk_view *v, struct kiosk_rect r)
{
    char number[KIOSK_WORDS_MAX];
    kiosk_words_format(number, "%d", v->model->held.people);
    figure_draw(v, r, tr(v, "Your seats"), number,
            trn(v, "person", "people", v->model->held.people), 11);
}

bool kiosk_held_rates(const struct kiosk_held_view *h)
{
    return h->state == KIOSK_HELD_LEFT && h->can_rate;
}

/* Figures while one waits, faces after the visit, else what to do in words. */
static void meaning_draw(const struct kiosk_view *v, struct kiosk_rect r)
{
    const struct kiosk_held_view *h = &v->model->held;
    char words[4 * KIOSK_WORDS_MAX];
    kiosk_held_meaning(v, words, sizeof words);
    if (!*words) {
        struct kiosk_rect left = kiosk_rect_cell(r, 2, 1, kiosk_px(v, 4), 0);
        struct kiosk_rect right = kiosk_rect_cell(r, 2, 1, kiosk_px(v, 4), 1);
        bool seat = h->session_start >= 0;
        (seat ? session_draw : ahead_draw)(v, left);
        (seat ? seats_draw : wait_draw)(v, right);
        return;
    }
    if (kiosk_held_rates(&v->model->held)) {
        kiosk_draw_fitted(v, kiosk_rect_cut_top(&r, kiosk_line(v, 7)), KIOSK_LEFT,
                (struct kiosk_run){words, 5, true, v->theme->ink}, KIOSK_S);
        kiosk_rect_cut_top(&r, kiosk_px(v, 1.5f));
        kiosk_faces_draw(v, r, h->ticket, h->rating);
        return;
    }
    struct kiosk_run run = {words, KIOSK_H2, true, v->theme->ink};
    while (run.size > KIOSK_TEXT_SMALLEST && kiosk_text_height(v, r.w, run, 1.35f) > r.h)
        run.size -= 0.25f;
    int high = kiosk_text_height(v, r.w, run, 1.35f);
    kiosk_draw_paragraph(
            v, kiosk_rect_centre(r, r.w, high < r.h ? high : r.h), KIOSK_LEFT, run, 1.35f);
}

/* ---- the ticket ---- */

static bool replaced(const struct kiosk_held_view *h)
{
    return h->state == KIOSK_HELD_TRANSFERRED && *h->other_number;
}

static void number_draw(const struct kiosk_view *v, struct kiosk_rect r)
{
    const struct kiosk_held_view *h = &v->model->held;
    const char *number = replaced(h) ? h->other_number : h->number;
    bool off = h->state == KIOSK_HELD_CANCELLED;
    struct kiosk_run run = {*number ? number : "?", (float)r.h / v->u * 0.92f / v->letters, true,
            off ? v->theme->muted : v->theme->ink};
    float wide = (float)kiosk_text_width(v, run);
    if (wide > (float)r.w)
        run.size *= (float)r.w / wide * 0.98f;
    kiosk_draw_text(v, r, KIOSK_LEFT, run);
}

/* Place and people in one line. */
static void line_words(const struct kiosk_view *v, char *out, size_t room)
{
    const struct kiosk_held_view *h = &v->model->held;
    const char *place = kiosk_say(v, h->place);
    char people[KIOSK_WORDS_MAX] = "";
    if (h->people > 0)
        kiosk_words_people(v, h->people, people);
    snprintf(out, room, "%.300s%s%s", place, *place && *people ? " · " : "", people);
}

static void zone_draw(const struct kiosk_view *v, struct kiosk_rect r)
{
    const struct kiosk_held_view *h = &v->model->held;
    char words[4 * KIOSK_WORDS_MAX];
    int high = kiosk_line(v, 15);
    r = kiosk_rect_centre(r, r.w, high < r.h ? high : r.h);
    kiosk_draw_fitted(v, kiosk_rect_cut_top(&r, r.h * 11 / 20), KIOSK_LEFT,
            (struct kiosk_run){kiosk_say(v, replaced(h) ? h->other_title : h->zone_title),
                    KIOSK_H2 + 0.5f, true, v->theme->ink},
            KIOSK_S);
    if (replaced(h)) {
        snprintf(words, sizeof words, tr(v, "instead of %s"), h->number);
        kiosk_draw_fitted(v, r, KIOSK_LEFT,
                (struct kiosk_run){words, KIOSK_BODY, false, v->theme->muted}, KIOSK_XS);
        return;
    }
    if (h->priority && r.w > kiosk_px(v, 60)) {
        const char *lane = tr(v, "Priority lane");
        int chip = kiosk_px(v, 9.5f) + kiosk_text_width(v, (struct kiosk_run){lane, 3.5f, true, 0});
        chip = chip < r.w / 2 ? chip : r.w / 2;
        struct kiosk_rect place = kiosk_rect_cut_right(&r, chip);
        kiosk_draw_chip(v, kiosk_rect_centre(place, chip, kiosk_px(v, 6)), KIOSK_TONE_ACCENT,
                KIOSK_ICON_STAR, lane);
        kiosk_rect_cut_right(&r, kiosk_px(v, 2));
    }
    line_words(v, words, sizeof words);
    kiosk_place_draw(v, r, words, v->theme->muted);
}

/* The number over its zone; beside it where that is too low for a number to be seen from afar. */
static void name_draw(const struct kiosk_view *v, struct kiosk_rect r)
{
    if (r.h < kiosk_px(v, 34)) {
        struct kiosk_rect left = kiosk_rect_cut_left(&r, r.w * 11 / 25);
        kiosk_rect_cut_left(&r, kiosk_px(v, 5));
        number_draw(v, left);
        zone_draw(v, r);
        return;
    }
    zone_draw(v, kiosk_rect_cut_bottom(&r, kiosk_line(v, 15)));
    number_draw(v, r);
}

void kiosk_held_draw(const struct kiosk_view *v, struct kiosk_rect r)
{
    kiosk_draw_border(v, r, v->theme->card, v->theme->line, 5, 0.25f);
    int band = kiosk_line(v, BAND) < r.h / 5 ? kiosk_line(v, BAND) : r.h / 5;
    band_draw(v, kiosk_rect_cut_top(&r, band));
    r = kiosk_rect_inset(r, kiosk_px(v, kiosk_held_rates(&v->model->held) ? KIOSK_FACES_PAD : 6),
            kiosk_px(v, 3.5f));
    int foot = kiosk_held_rates(&v->model->held) ? kiosk_line(v, 9) + kiosk_height(v, 23)
                                                 : kiosk_line(v, 19);
    foot = foot < r.h * 11 / 20 ? foot : r.h * 11 / 20;
    struct kiosk_rect meaning = kiosk_rect_cut_bottom(&r, foot);
    struct kiosk_rect dash = kiosk_rect_cut_bottom(&r, kiosk_px(v, 5));
    kiosk_frame_add(v->frame,
            (struct kiosk_item){.kind = KIOSK_ITEM_DASH,
                    .rect = kiosk_rect_centre(dash, dash.w, kiosk_px(v, 0.5f)),
                    .colour = v->theme->line},
            NULL, 0);
    name_draw(v, r);
    meaning_draw(v, meaning);
}
