/* My ticket: what its state is, in colour, shape and words; its number; what that means for the
 * visitor; what he can do; and his day as a card of stamps (stamps.c). One column on a tall screen,
 * two on a wide one. What cannot be taken back is asked back first. */

#include "kiosk/screens/visit.h"
#include "kiosk/screens/words.h"

#include <stdio.h>

#define BAND 17.f
#define BUTTON 14.f
#define GAP 3.f
#define LINE 6.5f

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
        return (struct look){KIOSK_TONE_MID, KIOSK_ICON_BELL, tr(v, "Please come in now")};
    case KIOSK_HELD_NO_SHOW:
        return (struct look){KIOSK_TONE_BAD, KIOSK_ICON_WARN, tr(v, "Your call has passed")};
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

/* In words where there are no figures; empty when there are. */
static void meaning_words(const struct kiosk_view *v, char *out, size_t room)
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
        snprintf(out, room, "%s", tr(v, "Enjoy it. Touch “I am leaving” when you go."));
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
        snprintf(out, room, tr(v, "It is for %s. This one is not called any more."),
                kiosk_say(v, h->other_title));
        break;
    case KIOSK_HELD_UNKNOWN:
        snprintf(out, room, "%s",
                tr(v, "The kiosk that gave it is offline. The ticket is good: ask at the zone."));
        break;
    default:
        break;
    }
}

static void waiting_figures(
        const struct kiosk_view *v, struct kiosk_rect left, struct kiosk_rect right)
{
    const struct kiosk_held_view *h = &v->model->held;
    const struct kiosk_theme *t = v->theme;
    char people[KIOSK_WORDS_MAX], number[KIOSK_WORDS_MAX], unit[KIOSK_WORDS_MAX] = "";
    if (h->ahead_parties == 0) {
        kiosk_words_format(number, "%s", tr(v, "Nobody"));
    } else {
        kiosk_words_people(v, h->ahead_people, people);
        kiosk_words_format(number, "%d", h->ahead_parties);
        kiosk_words_format(
                unit, trn(v, "party · %.40s", "parties · %.40s", h->ahead_parties), people);
    }
    struct kiosk_figure figure = {tr(v, "Ahead of you"), number, unit, 11};
    kiosk_draw_figure(v, left, &figure, t->ink, t->muted);
    kiosk_words_wait_figure(v, h->wait_min, h->wait_max, number, unit);
    figure.label = tr(v, "Expected wait");
    if (h->wait_max < 0)
        figure.size = KIOSK_H2, kiosk_words_format(number, "%s", tr(v, "no estimate yet"));
    kiosk_draw_figure(v, right, &figure, t->ink, t->muted);
}

static void session_figures(
        const struct kiosk_view *v, struct kiosk_rect left, struct kiosk_rect right)
{
    const struct kiosk_held_view *h = &v->model->held;
    const struct kiosk_theme *t = v->theme;
    char number[KIOSK_WORDS_MAX], end[KIOSK_WORDS_MAX], unit[KIOSK_WORDS_MAX] = "";
    kiosk_words_minute(h->session_start, number);
    kiosk_words_minute(h->session_end, end);
    if (*end)
        kiosk_words_format(unit, tr(v, "until %s"), end);
    kiosk_draw_figure(v, left, &(struct kiosk_figure){tr(v, "Your session"), number, unit, 11},
            t->ink, t->muted);
    kiosk_words_format(number, "%d", h->people);
    kiosk_draw_figure(v, right,
            &(struct kiosk_figure){
                    tr(v, "Your seats"), number, trn(v, "person", "people", h->people), 11},
            t->ink, t->muted);
}

/* Figures while one waits, faces after the visit, else what to do in words. */
static void meaning_draw(const struct kiosk_view *v, struct kiosk_rect r)
{
    const struct kiosk_held_view *h = &v->model->held;
    char words[4 * KIOSK_WORDS_MAX];
    meaning_words(v, words, sizeof words);
    if (!*words) {
        struct kiosk_rect left = kiosk_rect_cell(r, 2, 1, kiosk_px(v, 4), 0);
        struct kiosk_rect right = kiosk_rect_cell(r, 2, 1, kiosk_px(v, 4), 1);
        if (h->session_start >= 0)
            session_figures(v, left, right);
        else
            waiting_figures(v, left, right);
        return;
    }
    if (h->state == KIOSK_HELD_LEFT && h->can_rate) {
        kiosk_draw_fitted(v, kiosk_rect_cut_top(&r, kiosk_line(v, 7)), KIOSK_LEFT,
                (struct kiosk_run){words, 5, true, v->theme->ink}, KIOSK_S);
        kiosk_rect_cut_top(&r, kiosk_px(v, 1.5f));
        kiosk_faces_draw(v, r, h->ticket, h->rating);
        return;
    }
    struct kiosk_run run = {words, KIOSK_H2, true, v->theme->ink};
    float fits = kiosk_text_fit(v, r.w, 2, run, KIOSK_BODY);
    run.size = fits > 0 ? fits : KIOSK_BODY;
    int high = kiosk_text_height(v, r.w, run, 1.35f);
    kiosk_draw_paragraph(
            v, kiosk_rect_centre(r, r.w, high < r.h ? high : r.h), KIOSK_LEFT, run, 1.35f);
}

/* ---- the ticket ---- */

static void number_draw(const struct kiosk_view *v, struct kiosk_rect r)
{
    const struct kiosk_held_view *h = &v->model->held;
    bool other = h->state == KIOSK_HELD_TRANSFERRED && *h->other_number;
    bool off = h->state == KIOSK_HELD_CANCELLED;
    const char *number = other ? h->other_number : h->number;
    struct kiosk_run run = {*number ? number : "?", (float)r.h / v->u * 0.92f / v->letters, true,
            off ? v->theme->muted : v->theme->ink};
    float wide = (float)kiosk_text_width(v, run);
    if (wide > (float)r.w)
        run.size *= (float)r.w / wide * 0.98f;
    kiosk_draw_text(v, r, KIOSK_CENTRE, run);
}

/* Zone and place on the two sides, or one above the other where they are long. */
static void zone_draw(const struct kiosk_view *v, struct kiosk_rect r)
{
    const struct kiosk_held_view *h = &v->model->held;
    char people[KIOSK_WORDS_MAX];
    char words[4 * KIOSK_WORDS_MAX];
    kiosk_words_people(v, h->people, people);
    const char *place = kiosk_say(v, h->place);
    snprintf(words, sizeof words, h->people > 0 ? "%.300s · %s" : "%.300s%.0s",
            *place ? place : kiosk_say(v, h->zone_title), people);
    kiosk_draw_fitted(v, kiosk_rect_cut_top(&r, r.h * 11 / 20), KIOSK_LEFT,
            (struct kiosk_run){kiosk_say(v, h->zone_title), KIOSK_H2 + 0.5f, true, v->theme->ink},
            KIOSK_S);
    struct kiosk_rect line = r;
    if (h->priority) {
        const char *lane = tr(v, "Priority lane");
        int chip = kiosk_px(v, 9.5f) + kiosk_text_width(v, (struct kiosk_run){lane, 3.5f, true, 0});
        chip = chip < line.w / 2 ? chip : line.w / 2;
        kiosk_draw_chip(v,
                kiosk_rect_centre(kiosk_rect_cut_right(&line, chip), chip, kiosk_px(v, 6)),
                KIOSK_TONE_ACCENT, KIOSK_ICON_STAR, lane);
        kiosk_rect_cut_right(&line, kiosk_px(v, 2));
    }
    kiosk_place_draw(v, line, words, v->theme->muted);
}

static void ticket_draw(const struct kiosk_view *v, struct kiosk_rect r)
{
    kiosk_draw_border(v, r, v->theme->card, v->theme->line, 5, 0.25f);
    band_draw(v, kiosk_rect_cut_top(&r, kiosk_line(v, BAND)));
    r = kiosk_rect_inset(r, kiosk_px(v, 6), kiosk_px(v, 3.5f));
    bool faces = v->model->held.state == KIOSK_HELD_LEFT && v->model->held.can_rate;
    int foot = faces ? kiosk_line(v, 9) + kiosk_height(v, 23) : kiosk_line(v, 19);
    foot = foot < r.h * 11 / 20 ? foot : r.h * 11 / 20;
    struct kiosk_rect meaning = kiosk_rect_cut_bottom(&r, foot);
    struct kiosk_rect dash = kiosk_rect_cut_bottom(&r, kiosk_px(v, 5));
    kiosk_frame_add(v->frame,
            (struct kiosk_item){.kind = KIOSK_ITEM_DASH,
                    .rect = kiosk_rect_centre(dash, dash.w, kiosk_px(v, 0.5f)),
                    .colour = v->theme->line},
            NULL, 0);
    zone_draw(v,
            kiosk_rect_cut_bottom(&r, kiosk_line(v, 15) < r.h / 2 ? kiosk_line(v, 15) : r.h / 2));
    number_draw(v, r);
    meaning_draw(v, meaning);
}

/* ---- what to do ---- */

static struct kiosk_button move_button(const struct kiosk_view *v, enum kiosk_deed deed,
        enum kiosk_icon icon, const char *label, const char *ask)
{
    const struct kiosk_held_view *h = &v->model->held;
    return (struct kiosk_button){.style = KIOSK_BUTTON_QUIET,
            .icon = icon,
            .label = label,
            .action = {.kind = KIOSK_ACTION_MOVE,
                    .session = -1,
                    .ask = ask,
                    .move = {.deed = deed, .ticket = h->ticket, .zone = h->zone}}};
}

/* What can be done now, the most wanted first; returns how many. */
static int buttons_of(const struct kiosk_view *v, struct kiosk_button out[4])
{
    const struct kiosk_held_view *h = &v->model->held;
    enum kiosk_print print = v->model->print;
    int count = 0;
    if (h->can_check_out) {
        out[count] =
                move_button(v, KIOSK_DEED_CHECK_OUT, KIOSK_ICON_EXIT, tr(v, "I am leaving"), NULL);
        out[count].key = KIOSK_KEY_ENTER;
        out[count++].style = KIOSK_BUTTON_PRIMARY;
    }
    if (h->can_defer)
        out[count++] = move_button(v, KIOSK_DEED_REQUEUE, KIOSK_ICON_SWAP,
                tr(v, "Let others go first"), N_("Let everyone else go first?"));
    if (h->can_cancel)
        out[count++] = move_button(v, KIOSK_DEED_CANCEL, KIOSK_ICON_CROSS, tr(v, "Leave the queue"),
                N_("Give up your place? Your number will not be called."));
    if (h->can_print && print != KIOSK_PRINT_NONE) {
        bool ready = print != KIOSK_PRINT_BUSY && print != KIOSK_PRINT_PAPER &&
                     print != KIOSK_PRINT_COVER && print != KIOSK_PRINT_FAILED;
        out[count] = move_button(v, KIOSK_DEED_REPRINT, KIOSK_ICON_PRINT,
                print == KIOSK_PRINT_BUSY ? tr(v, "Printing …")
                : ready                   ? tr(v, "Print it again")
                                          : tr(v, "Printing does not work now"),
                NULL);
        out[count++].disabled = !ready;
    }
    return count;
}

/* Where letting others go first would put him: said before he decides. */
static bool defer_words(const struct kiosk_view *v, char *out, size_t room)
{
    const struct kiosk_held_view *h = &v->model->held;
    char people[KIOSK_WORDS_MAX], wait[KIOSK_WORDS_MAX];
    if (!h->can_defer)
        return false;
    kiosk_words_people(v, h->last_people, people);
    kiosk_words_wait(v, h->last_min, h->last_max, wait);
    if (h->last_max > 0) /* TRANSLATORS: people, wait */
        snprintf(out, room, tr(v, "If you let others go first: %1$s ahead of you, %2$s"), people,
                wait);
    else
        snprintf(out, room, tr(v, "If you let others go first: %s ahead of you"), people);
    return true;
}

/* Two in a row, a first one that stands alone as wide as both. Returns the height used; with
 * `measure` nothing is drawn. */
static int buttons_draw(const struct kiosk_view *v, struct kiosk_rect r, bool measure)
{
    struct kiosk_button buttons[4];
    char words[3 * KIOSK_WORDS_MAX];
    int count = buttons_of(v, buttons);
    int gap = kiosk_px(v, GAP);
    int high = kiosk_height(v, BUTTON);
    int rows = (count + 1) / 2;
    bool deferring = defer_words(v, words, sizeof words);
    int line = deferring ? kiosk_line(v, LINE) : 0;
    int used = rows * (high + gap) + line;
    if (measure || count == 0)
        return count == 0 ? 0 : used;
    for (int i = 0, at = 0; i < rows; i++) {
        struct kiosk_rect row = kiosk_rect_cut_top(&r, high);
        kiosk_rect_cut_top(&r, gap);
        int here = count % 2 == 1 && i == rows - 1 ? 1 : 2;
        for (int j = 0; j < here; j++)
            kiosk_draw_button(v, kiosk_rect_cell(row, here, 1, gap, j), &buttons[at++]);
    }
    if (deferring)
        kiosk_draw_fitted(v, kiosk_rect_cut_top(&r, line), KIOSK_LEFT,
                (struct kiosk_run){words, KIOSK_S, false, v->theme->muted}, 3);
    return used;
}

static int within(int value, int least, int most)
{
    return value < least ? least : value > most ? most : value;
}

static void draw_tall(const struct kiosk_view *v, struct kiosk_rect r, int page)
{
    int buttons = buttons_draw(v, r, true);
    int gap = kiosk_px(v, 4);
    int card = within(r.h - buttons - kiosk_line(v, 92), kiosk_line(v, 72), kiosk_line(v, 94));
    ticket_draw(v, kiosk_rect_cut_top(&r, card));
    kiosk_rect_cut_top(&r, gap);
    if (buttons > 0) {
        buttons_draw(v, kiosk_rect_cut_top(&r, buttons), false);
        kiosk_rect_cut_top(&r, kiosk_px(v, 2));
    }
    kiosk_stamps_draw(v, r, page);
}

static void draw_wide(const struct kiosk_view *v, struct kiosk_rect r, int page)
{
    struct kiosk_rect left = kiosk_rect_cut_left(&r, r.w * 51 / 100);
    kiosk_rect_cut_left(&r, kiosk_px(v, 6));
    int buttons = buttons_draw(v, left, true);
    struct kiosk_rect below = kiosk_rect_cut_bottom(&left, buttons);
    kiosk_rect_cut_bottom(&left, buttons > 0 ? kiosk_px(v, GAP) : 0);
    ticket_draw(v, left);
    buttons_draw(v, below, false);
    kiosk_stamps_draw(v, r, page);
}

void kiosk_mine_draw(const struct kiosk_view *v, const struct kiosk_screens *s)
{
    struct kiosk_rect r = kiosk_begin(v, v->theme->paper);
    kiosk_topbar_draw(v, kiosk_rect_cut_top(&r, kiosk_height(v, KIOSK_TOPBAR)), tr(v, "My ticket"));
    kiosk_rect_cut_top(&r, kiosk_px(v, 4));
    if (kiosk_wide(v))
        draw_wide(v, r, s->page);
    else
        draw_tall(v, r, s->page);
}
