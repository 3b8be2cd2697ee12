/* Asked back before what cannot be taken back with one touch: the question, what it is about, and
 * two buttons of which one names the deed. */

#include "kiosk/screens/staff.h"

#include <stdio.h>
#include <string.h>

const char *kiosk_deed_words(const struct kiosk_view *v, enum kiosk_deed deed)
{
    switch (deed) {
    case KIOSK_DEED_CALL:
        return tr(v, "Call");
    case KIOSK_DEED_CALL_BATCH:
        return tr(v, "Call a group");
    case KIOSK_DEED_RECALL:
        return tr(v, "Call again");
    case KIOSK_DEED_NO_SHOW:
        return tr(v, "Pass");
    case KIOSK_DEED_REQUEUE:
        return tr(v, "Put back");
    case KIOSK_DEED_TRANSFER:
        return tr(v, "Move to a zone");
    case KIOSK_DEED_CANCEL:
        return tr(v, "Cancel ticket");
    case KIOSK_DEED_ADMIT:
        return tr(v, "Admit");
    case KIOSK_DEED_CHECK_OUT:
        return tr(v, "Check out");
    case KIOSK_DEED_RATE:
        return tr(v, "Rate");
    case KIOSK_DEED_REPRINT:
        return tr(v, "Print again");
    case KIOSK_DEED_UNDO:
        return tr(v, "Undo");
    case KIOSK_DEED_OPEN:
        return tr(v, "Open");
    case KIOSK_DEED_PAUSE:
        return tr(v, "Pause");
    case KIOSK_DEED_CLOSE:
        return tr(v, "Close for today");
    case KIOSK_DEED_CAPACITY:
        return tr(v, "Places inside");
    case KIOSK_DEED_HEAD_COUNT:
        return tr(v, "Head count");
    case KIOSK_DEED_NONE:
    case KIOSK_DEEDS:
        break;
    }
    return "";
}

enum kiosk_icon kiosk_deed_icon(enum kiosk_deed deed)
{
    static const enum kiosk_icon icons[KIOSK_DEEDS] = {[KIOSK_DEED_CALL] = KIOSK_ICON_BELL,
            [KIOSK_DEED_CALL_BATCH] = KIOSK_ICON_PEOPLE,
            [KIOSK_DEED_RECALL] = KIOSK_ICON_BELL,
            [KIOSK_DEED_NO_SHOW] = KIOSK_ICON_ABSENT,
            [KIOSK_DEED_REQUEUE] = KIOSK_ICON_UNDO,
            [KIOSK_DEED_TRANSFER] = KIOSK_ICON_SWAP,
            [KIOSK_DEED_CANCEL] = KIOSK_ICON_CROSS,
            [KIOSK_DEED_ADMIT] = KIOSK_ICON_CHECK,
            [KIOSK_DEED_CHECK_OUT] = KIOSK_ICON_EXIT,
            [KIOSK_DEED_RATE] = KIOSK_ICON_STAR,
            [KIOSK_DEED_REPRINT] = KIOSK_ICON_PRINT,
            [KIOSK_DEED_UNDO] = KIOSK_ICON_UNDO,
            [KIOSK_DEED_OPEN] = KIOSK_ICON_CHECK,
            [KIOSK_DEED_PAUSE] = KIOSK_ICON_PAUSE,
            [KIOSK_DEED_CLOSE] = KIOSK_ICON_CROSS,
            [KIOSK_DEED_CAPACITY] = KIOSK_ICON_PEOPLE,
            [KIOSK_DEED_HEAD_COUNT] = KIOSK_ICON_PEOPLE};
    return icons[deed];
}

/* ---- what is asked about ---- */

static const struct kiosk_row_view *row_of(
        const struct kiosk_row_view *rows, size_t count, struct km_name ticket)
{
    for (size_t i = 0; i < count; i++)
        if (km_name_equal(rows[i].ticket, ticket))
            return &rows[i];
    return NULL;
}

/* The ticket's number, and its people by kind, wherever it is shown. */
static void ticket_words(
        const struct kiosk_view *v, struct km_name ticket, const char **out_number, char *out)
{
    const struct kiosk_staff_view *f = &v->model->staff;
    const struct kiosk_held_view *h = &v->model->held;
    const struct kiosk_row_view *row = NULL;
    *out_number = "";
    *out = 0;
    if (km_name_equal(h->ticket, ticket)) {
        *out_number = h->number;
        kiosk_words_party(v, h->people, h->priority, out);
        size_t used = strlen(out);
        for (size_t i = 0; h->party_count > 1 && i < h->party_count && used < 120; i++)
            used += (size_t)snprintf(out + used, KIOSK_WORDS_MAX - used, " · %.24s %d",
                    kiosk_say(v, h->party[i].category), h->party[i].people);
        return;
    }
    if ((row = row_of(f->called, f->called_count, ticket)) != NULL ||
            (row = row_of(f->next, f->next_count, ticket)) != NULL ||
            (row = row_of(f->passed, f->passed_count, ticket)) != NULL) {
        *out_number = row->number;
        kiosk_words_party(v, row->people, row->priority, out);
    }
}

static const char *yes_words(const struct kiosk_view *v, const struct kiosk_action *asked)
{
    bool visitor = v->model->screen == KIOSK_SCREEN_MINE;
    if (asked->kind == KIOSK_ACTION_EXIT)
        return tr(v, "Leave the program");
    if (asked->kind != KIOSK_ACTION_MOVE)
        return tr(v, "Yes, do it");
    if (asked->move.deed == KIOSK_DEED_UNDO)
        return tr(v, "Take it back");
    if (visitor && asked->move.deed == KIOSK_DEED_CANCEL)
        return tr(v, "Leave the queue");
    if (visitor && asked->move.deed == KIOSK_DEED_REQUEUE)
        return tr(v, "Let others go first");
    return kiosk_deed_words(v, asked->move.deed);
}

/* What takes something from somebody: a ticket, a zone, the kiosk. */
static bool takes_away(const struct kiosk_action *asked)
{
    return asked->kind == KIOSK_ACTION_EXIT ||
           (asked->kind == KIOSK_ACTION_MOVE &&
                   (asked->move.deed == KIOSK_DEED_CANCEL || asked->move.deed == KIOSK_DEED_CLOSE));
}

void kiosk_confirm_draw(const struct kiosk_view *whole, const struct kiosk_screens *s)
{
    const struct kiosk_view own = kiosk_staff_view(whole), *v = &own;
    const struct kiosk_theme *t = v->theme;
    const struct kiosk_action *asked = &s->asked;
    bool grave = takes_away(asked);
    const char *number = "", *question = tr(v, asked->ask);
    char words[KIOSK_WORDS_MAX] = "";
    if (asked->kind == KIOSK_ACTION_MOVE && asked->move.ticket.node != 0)
        ticket_words(v, asked->move.ticket, &number, words);
    int button = kiosk_height(v, 16);
    float high = 40 * v->letters + (float)button / v->u;
    high += *number ? 27 * v->letters : 0;
    struct kiosk_rect r = kiosk_draw_dialog(v, 105, high);
    struct kiosk_rect foot = kiosk_rect_cut_bottom(&r, button);
    kiosk_rect_cut_bottom(&r, kiosk_px(v, 4));
    if (*number) {
        struct kiosk_rect about = kiosk_rect_cut_bottom(&r, kiosk_line(v, 25));
        kiosk_draw_text(v, kiosk_rect_cut_top(&about, kiosk_line(v, 18)), KIOSK_CENTRE,
                (struct kiosk_run){number, 15, true, t->ink});
        kiosk_draw_text(
                v, about, KIOSK_CENTRE, (struct kiosk_run){words, KIOSK_BODY, true, t->muted});
    }
    int side = kiosk_px(v, 11);
    struct kiosk_rect sign = kiosk_rect_cut_top(&r, side);
    kiosk_draw_icon(v, kiosk_rect_centre(sign, side, side),
            grave ? KIOSK_ICON_WARN : KIOSK_ICON_QUESTION, 2, grave ? t->bad : t->accent);
    kiosk_rect_cut_top(&r, kiosk_px(v, 1));
    kiosk_draw_fitted(
            v, r, KIOSK_CENTRE, (struct kiosk_run){question, KIOSK_H2 + 0.5f, true, t->ink}, 5);
    int gap = kiosk_px(v, 3);
    kiosk_draw_button(v, kiosk_rect_cell(foot, 2, 1, gap, 0),
            &(struct kiosk_button){.style = KIOSK_BUTTON_QUIET,
                    .icon = KIOSK_ICON_BACK,
                    .label = tr(v, "No, go back"),
                    .action = {.kind = KIOSK_ACTION_NO, .session = -1},
                    .key = KIOSK_KEY_ESCAPE});
    kiosk_draw_button(v, kiosk_rect_cell(foot, 2, 1, gap, 1),
            &(struct kiosk_button){.style = grave ? KIOSK_BUTTON_GRAVE : KIOSK_BUTTON_PRIMARY,
                    .icon = asked->kind == KIOSK_ACTION_EXIT ? KIOSK_ICON_EXIT
                            : grave                          ? kiosk_deed_icon(asked->move.deed)
                                                             : KIOSK_ICON_CHECK,
                    .label = yes_words(v, asked),
                    .action = {.kind = KIOSK_ACTION_YES, .session = -1},
                    .key = KIOSK_KEY_ENTER});
}
