/* My ticket: the ticket itself (held.c), what can be done with it, and the visitor's day as a card
 * of stamps (stamps.c). One column on a tall screen, two on a wide one. What cannot be taken back
 * is asked back first. */

#include "kiosk/screens/visit.h"
#include "kiosk/screens/words.h"

#include <stdio.h>

#define BUTTON 14.f
#define GAP 3.f
#define LINE 8.f

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
    kiosk_held_draw(v, kiosk_rect_cut_top(&r, card));
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
    int faces = kiosk_held_rates(&v->model->held)
                        ? 5 * v->target + kiosk_px(v, 2 + 2 * KIOSK_FACES_PAD)
                        : 0;
    int half = r.w * 51 / 100;
    kiosk_held_draw(v, kiosk_rect_cut_left(&r, half > faces ? half : faces));
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
