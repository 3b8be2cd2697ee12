/* My ticket: what its state is, in colour, shape and words; its number; what that means for the
 * visitor; what he can do; and his day as a card of stamps (stamps.c). One column on a tall screen,
 * two on a wide one. What cannot be taken back is asked back first. */

#include "kiosk/screens/visit.h"
#include "kiosk/screens/words.h"

#include <stdio.h>

#define BAND 17.f
#define BUTTON 14.f
#define GAP 3.f
#define LINE 8.f
#define FACES_PAD 3.5f

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

static bool has_faces(const struct kiosk_view *v)
{
    return v->model->held.state == KIOSK_HELD_LEFT && v->model->held.can_rate;
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
        bool seat = h->session_start >= 0;
        (seat ? session_draw : ahead_draw)(v, left);
        (seat ? seats_draw : wait_draw)(v, right);
        return;
    }
    if (has_faces(v)) {
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
    kiosk_draw_text(v, r, KIOSK_CENTRE, run);
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

static void ticket_draw(const struct kiosk_view *v, struct kiosk_rect r)
{
    kiosk_draw_border(v, r, v->theme->card, v->theme->line, 5, 0.25f);
    int band = kiosk_line(v, BAND) < r.h / 5 ? kiosk_line(v, BAND) : r.h / 5;
    band_draw(v, kiosk_rect_cut_top(&r, band));
    r = kiosk_rect_inset(r, kiosk_px(v, has_faces(v) ? FACES_PAD : 6), kiosk_px(v, 3.5f));
    int foot = has_faces(v) ? kiosk_line(v, 9) + kiosk_height(v, 23) : kiosk_line(v, 19);
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

/* All in a row on a wide screen, else two; where letting others go first leads is said below its
 * row. Returns the height used; with `measure` nothing is drawn. */
static int buttons_draw(const struct kiosk_view *v, struct kiosk_rect r, bool measure)
{
    struct kiosk_button buttons[4];
    char words[3 * KIOSK_WORDS_MAX];
    int count = buttons_of(v, buttons);
    int cols = kiosk_wide(v) ? count : 2;
    int gap = kiosk_px(v, GAP);
    int high = kiosk_height(v, BUTTON);
    bool deferring = defer_words(v, words, sizeof words);
    struct kiosk_rect from = r;
    for (int at = 0; at < count; at += cols) {
        int here = count - at < cols ? count - at : cols;
        struct kiosk_rect row = kiosk_rect_cut_top(&r, high);
        for (int i = 0; i < here && !measure; i++)
            kiosk_draw_button(v, kiosk_rect_cell(row, here, 1, gap, i), &buttons[at + i]);
        struct kiosk_rect line =
                kiosk_rect_cut_top(&r, deferring && at == 0 ? kiosk_line(v, LINE) : gap);
        if (deferring && at == 0 && !measure)
            kiosk_draw_fitted(v, line, KIOSK_LEFT,
                    (struct kiosk_run){words, KIOSK_S, false, v->theme->muted}, 3);
    }
    return from.h - r.h;
}

static int within(int value, int least, int most)
{
    return value < least ? least : value > most ? most : value;
}

static void draw_tall(const struct kiosk_view *v, struct kiosk_rect r, int page)
{
    int buttons = buttons_draw(v, r, true);
    int card = within(r.h - buttons - kiosk_line(v, 92), kiosk_line(v, 72), kiosk_line(v, 94));
    ticket_draw(v, kiosk_rect_cut_top(&r, card));
    kiosk_rect_cut_top(&r, kiosk_px(v, 4));
    buttons_draw(v, kiosk_rect_cut_top(&r, buttons), false);
    kiosk_rect_cut_top(&r, buttons > 0 ? kiosk_px(v, 2) : 0);
    kiosk_stamps_draw(v, r, page);
}

static void draw_wide(const struct kiosk_view *v, struct kiosk_rect r, int page)
{
    int buttons = buttons_draw(v, r, true);
    buttons_draw(v, kiosk_rect_cut_bottom(&r, buttons), false);
    kiosk_rect_cut_bottom(&r, buttons > 0 ? kiosk_px(v, 4) : 0);
    int faces = has_faces(v) ? 5 * v->target + kiosk_px(v, 2 + 2 * FACES_PAD) : 0;
    int half = r.w * 51 / 100;
    ticket_draw(v, kiosk_rect_cut_left(&r, half > faces ? half : faces));
    kiosk_rect_cut_left(&r, kiosk_px(v, 6));
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
