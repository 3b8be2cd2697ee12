/* The queue in staff's hands: whom to call, who was called and has not come in, who was passed, and
 * what was done last. Everything is one touch away; what is rarer waits on the ticket's card. */

#include "kiosk/screens/staff.h"

#include <stdio.h>

/* ---- a ticket's row ---- */

/* Since when, and whether that is too long: by words and sign, not colour alone. */
static enum kiosk_icon since_words(
        const struct kiosk_view *v, const struct kiosk_row_view *row, char *out, uint32_t *out_ink)
{
    *out_ink = v->theme->muted;
    switch (row->state) {
    case KIOSK_HELD_CALLED:
        *out_ink = row->overdue ? v->theme->bad : v->theme->ink;
        kiosk_words_format(out,
                row->overdue    ? tr(v, "Overdue · %d min")
                : row->recalled ? tr(v, "Called again · %d min")
                                : tr(v, "Called · %d min"),
                row->minutes);
        return row->overdue ? KIOSK_ICON_WARN : KIOSK_ICON_NONE;
    case KIOSK_HELD_NO_SHOW:
        kiosk_words_format(out, tr(v, "Passed · %d min"), row->minutes);
        return KIOSK_ICON_NONE;
    default:
        kiosk_words_format(out, tr(v, "Waiting · %d min"), row->minutes);
        return KIOSK_ICON_NONE;
    }
}

static void row_words(
        const struct kiosk_view *v, struct kiosk_rect r, const struct kiosk_row_view *row)
{
    char since[KIOSK_WORDS_MAX], party[KIOSK_WORDS_MAX];
    uint32_t ink;
    enum kiosk_icon icon = since_words(v, row, since, &ink);
    r = kiosk_rect_centre(r, r.w, kiosk_line(v, 11.5f) < r.h ? kiosk_line(v, 11.5f) : r.h);
    struct kiosk_rect top = kiosk_rect_cut_top(&r, r.h * 55 / 100);
    kiosk_words_people(v, row->people, party);
    kiosk_draw_runs(v, top, KIOSK_LEFT,
            (struct kiosk_run[]){{row->number, KIOSK_H2, true, v->theme->ink},
                    {"  ", KIOSK_S, false, v->theme->muted},
                    {party, KIOSK_S, false, v->theme->muted}},
            3);
    if (row->priority) {
        int side = kiosk_px(v, 4);
        kiosk_draw_icon(v, kiosk_rect_centre(kiosk_rect_cut_left(&r, side), side, side),
                KIOSK_ICON_STAR, 2.2f, v->theme->accent);
        kiosk_rect_cut_left(&r, kiosk_px(v, 1));
    }
    if (icon) {
        int side = kiosk_px(v, 4);
        kiosk_draw_icon(
                v, kiosk_rect_centre(kiosk_rect_cut_left(&r, side), side, side), icon, 2.4f, ink);
        kiosk_rect_cut_left(&r, kiosk_px(v, 1));
    }
    kiosk_draw_text(v, r, KIOSK_LEFT, (struct kiosk_run){since, KIOSK_S, row->overdue, ink});
}

/* The quickest ways on from that state, the most wanted first; a narrow row shows fewer. */
static int row_buttons(
        const struct kiosk_view *v, const struct kiosk_row_view *row, struct kiosk_button out[3])
{
    static const enum kiosk_deed called[] = {
            KIOSK_DEED_RECALL, KIOSK_DEED_NO_SHOW, KIOSK_DEED_ADMIT};
    static const enum kiosk_deed passed[] = {KIOSK_DEED_REQUEUE};
    const enum kiosk_deed *deeds = row->state == KIOSK_HELD_CALLED ? called : passed;
    int count = row->state == KIOSK_HELD_CALLED ? 3 : row->state == KIOSK_HELD_NO_SHOW;
    for (int i = 0; i < count; i++) {
        out[i] = (struct kiosk_button){.style = KIOSK_BUTTON_QUIET,
                .icon = kiosk_deed_icon(deeds[i]),
                .label = kiosk_deed_words(v, deeds[i]),
                .action = kiosk_staff_move(v->model, deeds[i], row->ticket)};
        if (deeds[i] == KIOSK_DEED_ADMIT)
            out[i].action.ask = N_("Is this the number on the ticket?");
    }
    return count;
}

static void row_draw(
        const struct kiosk_view *v, struct kiosk_rect r, const struct kiosk_row_view *row)
{
    const struct kiosk_theme *t = v->theme;
    struct kiosk_button buttons[3];
    int count = row_buttons(v, row, buttons);
    int pad = kiosk_px(v, 1);
    int width = kiosk_height(v, 15);
    int words = kiosk_px(v, 26);
    int whole = width;
    for (int i = 0; i < count; i++) {
        struct kiosk_run label = {buttons[i].label, KIOSK_S, true, 0};
        int need = kiosk_text_width(v, label) + kiosk_px(v, 3);
        whole = kiosk_most(whole, need);
    }
    if (r.w - count * (whole + pad) - pad >= kiosk_line(v, 38)) /* so all labels are as large */
        width = whole;
    while (count > 0 && r.w - count * (width + pad) - pad < words)
        count--;
    kiosk_draw_border(v, r, row->overdue ? t->bad_soft : t->card, row->overdue ? t->bad : t->line,
            3, row->overdue ? 0.375f : 0.25f);
    int inset = v->target > kiosk_px(v, 11) ? 0 : pad;
    kiosk_rect_cut_right(&r, inset);
    for (int i = count - 1; i >= 0; i--) {
        struct kiosk_rect place = kiosk_rect_cut_right(&r, width + pad);
        place.w -= pad;
        kiosk_staff_button(v, kiosk_rect_inset(place, 0, inset), &buttons[i]);
    }
    kiosk_rect_cut_right(&r, kiosk_px(v, 0.5f));
    kiosk_add_hit(v, r, 3,
            (struct kiosk_action){
                    .kind = KIOSK_ACTION_OPEN_CARD, .ticket = row->ticket, .session = -1},
            0);
    kiosk_rect_cut_left(&r, kiosk_px(v, 3));
    row_words(v, r, row);
}

/* ---- lists ---- */

struct list {
    const char *title, *empty;
    const struct kiosk_row_view *rows;
    int count, all; /* rows held; tickets there are */
    int overdue;    /* of the rows held: said above, for they may be on another page */
};

#define LIST_HEAD 9 /* u */

static int row_height(const struct kiosk_view *v)
{
    int words = kiosk_line(v, 12);
    int finger = kiosk_height(v, 13.5f);
    return words > finger ? words : finger;
}

/* How high a list of so many rows is. */
static int list_height(const struct kiosk_view *v, int rows)
{
    int gap = kiosk_px(v, 1.5f);
    return kiosk_line(v, LIST_HEAD) + (rows > 0 ? rows * (row_height(v) + gap) - gap : 0);
}

static int list_rows(const struct kiosk_view *v, int height)
{
    int gap = kiosk_px(v, 1.5f);
    int rows = (height - kiosk_line(v, LIST_HEAD) + gap) / (row_height(v) + gap);
    return rows > 0 ? rows : 0;
}

static void overdue_draw(const struct kiosk_view *v, struct kiosk_rect *head, int overdue)
{
    if (overdue == 0)
        return;
    char words[KIOSK_WORDS_MAX];
    kiosk_words_format(words, tr(v, "%d overdue"), overdue);
    struct kiosk_run run = {words, KIOSK_S, true, v->theme->bad};
    int side = kiosk_px(v, 4);
    kiosk_draw_text(v, kiosk_rect_cut_right(head, kiosk_text_width(v, run)), KIOSK_RIGHT, run);
    kiosk_rect_cut_right(head, kiosk_px(v, 1));
    struct kiosk_rect sign = kiosk_rect_cut_right(head, side);
    kiosk_draw_icon(v, kiosk_rect_centre(sign, side, side), KIOSK_ICON_WARN, 2.4f, v->theme->bad);
    kiosk_rect_cut_right(head, kiosk_px(v, 2.5f));
}

/* As many rows as there is place for; the first page, or another when there are more. */
static void list_draw(const struct kiosk_view *v, struct kiosk_rect r, const struct list *list,
        int page, bool pages)
{
    int room = list_rows(v, r.h);
    char all[KIOSK_WORDS_MAX] = "";
    if (list->all > 0)
        kiosk_words_parties(v, list->all, all);
    int last = room > 0 && pages ? (list->count + room - 1) / room : 1;
    page = page < last ? page : last - 1;
    page = page > 0 ? page : 0;
    struct kiosk_rect head = kiosk_rect_cut_top(&r, kiosk_line(v, LIST_HEAD));
    overdue_draw(v, &head, list->overdue);
    kiosk_draw_heading(v, head, list->title, all);
    if (list->count == 0) {
        struct kiosk_rect line = kiosk_rect_cut_top(&r, kiosk_line(v, 7));
        kiosk_draw_text(v, line, KIOSK_LEFT,
                (struct kiosk_run){list->empty, KIOSK_BODY, false, v->theme->muted});
        return;
    }
    for (int i = page * room; i < list->count && i < (page + 1) * room; i++) {
        row_draw(v, kiosk_rect_cut_top(&r, row_height(v)), &list->rows[i]);
        kiosk_rect_cut_top(&r, kiosk_px(v, 1.5f));
    }
}

static int overdue_count(const struct kiosk_staff_view *f)
{
    int count = 0;
    for (size_t i = 0; i < f->called_count; i++)
        count += f->called[i].overdue;
    return count;
}

/* Called above, whom staff wait for now; next and passed share the rest, side by side where there
 * is width for it. */
static void lists_draw(
        const struct kiosk_view *v, struct kiosk_rect r, const struct kiosk_screens *s)
{
    const struct kiosk_staff_view *f = &v->model->staff;
    const struct list called = {tr(v, "Called, not in yet"), tr(v, "Nobody is on the way."),
            f->called, (int)f->called_count, f->called_parties, overdue_count(f)};
    const struct list next = {tr(v, "Next up"), tr(v, "Nobody waits."), f->next, (int)f->next_count,
            f->waiting_parties, 0};
    const struct list passed = {tr(v, "Did not come"), tr(v, "Nobody was passed."), f->passed,
            (int)f->passed_count, f->passed_parties, 0};
    int gap = kiosk_px(v, 3);
    bool halves = r.w >= kiosk_px(v, 100 * v->letters);
    int below = list_height(v, kiosk_least(2, kiosk_most(next.count, passed.count)));
    below = kiosk_most(below, kiosk_line(v, 15)) * (halves ? 1 : 2) + gap * (halves ? 1 : 2);
    int rows = kiosk_least(called.count, kiosk_most(1, list_rows(v, r.h - below)));
    int pages = rows > 0 ? (called.count + rows - 1) / rows : 1;
    struct kiosk_rect top =
            kiosk_rect_cut_top(&r, rows > 0 ? list_height(v, rows) : kiosk_line(v, 15));
    list_draw(v, top, &called, s->page, true);
    if (pages > 1) {
        int page = kiosk_least(s->page, pages - 1);
        kiosk_rect_cut_top(&r, kiosk_px(v, 1.5f));
        struct kiosk_rect pager = kiosk_rect_cut_top(&r, kiosk_height(v, 9));
        kiosk_pager_draw(v, pager, page, pages);
    }
    kiosk_rect_cut_top(&r, gap);
    if (halves) {
        list_draw(v, kiosk_rect_cell(r, 2, 1, gap, 0), &next, 0, false);
        list_draw(v, kiosk_rect_cell(r, 2, 1, gap, 1), &passed, 0, false);
        return;
    }
    if (list_rows(v, kiosk_rect_cell(r, 1, 2, gap, 0).h) == 0) { /* the next stands above */
        list_draw(v, r, &passed, 0, false);
        return;
    }
    list_draw(v, kiosk_rect_cell(r, 1, 2, gap, 0), &next, 0, false);
    list_draw(v, kiosk_rect_cell(r, 1, 2, gap, 1), &passed, 0, false);
}

/* ---- calling ---- */

static int call_height(const struct kiosk_view *v)
{
    return kiosk_line(v, 27) + kiosk_height(v, 16) + kiosk_px(v, 9.5f);
}

static void call_draw(const struct kiosk_view *v, struct kiosk_rect r)
{
    const struct kiosk_staff_view *f = &v->model->staff;
    const struct kiosk_theme *t = v->theme;
    const struct kiosk_row_view *next = f->next_count > 0 ? &f->next[0] : NULL;
    kiosk_draw_card(v, r);
    r = kiosk_rect_inset(r, kiosk_px(v, 4), kiosk_px(v, 3.5f));
    struct kiosk_rect foot = kiosk_rect_cut_bottom(&r, kiosk_height(v, 16));
    kiosk_rect_cut_bottom(&r, kiosk_px(v, 2.5f));
    char party[KIOSK_WORDS_MAX] = "", words[2 * KIOSK_WORDS_MAX] = "", since[KIOSK_WORDS_MAX];
    kiosk_draw_text(v, kiosk_rect_cut_top(&r, kiosk_line(v, 5.5f)), KIOSK_LEFT,
            (struct kiosk_run){tr(v, "Next in line"), KIOSK_BODY, false, t->muted});
    if (next) {
        kiosk_words_party(v, next->people, next->priority, party);
        kiosk_words_format(since, tr(v, "waiting %d min"), next->minutes);
        snprintf(words, sizeof words, "%.80s · %.60s", party, since);
    }
    struct kiosk_rect line = kiosk_rect_cut_bottom(&r, kiosk_line(v, 6));
    kiosk_draw_text(v, r, KIOSK_LEFT,
            (struct kiosk_run){next ? next->number : tr(v, "Nobody waits"),
                    next ? KIOSK_H0 + 1 : KIOSK_H1, true, next ? t->ink : t->muted});
    if (next)
        kiosk_draw_text(v, line, KIOSK_LEFT, (struct kiosk_run){words, KIOSK_BODY, true, t->ink});
    bool batch = f->batch_parties > 1;
    int gap = kiosk_px(v, 2.5f);
    kiosk_staff_call_button(v, batch ? kiosk_rect_cell(foot, 2, 1, gap, 0) : foot,
            &(struct kiosk_button){.style = KIOSK_BUTTON_PRIMARY,
                    .icon = KIOSK_ICON_BELL,
                    .label = tr(v, "Call next"),
                    .action = kiosk_staff_move(v->model, KIOSK_DEED_CALL, (struct km_name){0}),
                    .key = KIOSK_KEY_ENTER,
                    .disabled = !next},
            "");
    if (!batch)
        return;
    kiosk_words_format(words, tr(v, "%d parties · %d people"), f->batch_parties, f->batch_people);
    kiosk_staff_call_button(v, kiosk_rect_cell(foot, 2, 1, gap, 1),
            &(struct kiosk_button){.style = KIOSK_BUTTON_OUTLINE,
                    .icon = KIOSK_ICON_PEOPLE,
                    .label = tr(v, "Call a group"),
                    .action =
                            kiosk_staff_move(v->model, KIOSK_DEED_CALL_BATCH, (struct km_name){0}),
                    .key = 'G'},
            words);
}

/* ---- what was done ---- */

static void deed_draw(
        const struct kiosk_view *v, struct kiosk_rect r, const struct kiosk_deed_view *deed)
{
    char time[KIOSK_WORDS_MAX], what[2 * KIOSK_WORDS_MAX];
    kiosk_words_time(&deed->at, time);
    const char *words = kiosk_deed_words(v, deed->deed);
    if (*deed->number)
        snprintf(what, sizeof what, "%.80s %s", words, deed->number);
    else if (deed->deed == KIOSK_DEED_HEAD_COUNT)
        snprintf(what, sizeof what, "%.80s %d", words, deed->count);
    else
        snprintf(what, sizeof what, "%.80s", words);
    struct kiosk_action undo = kiosk_staff_move(v->model, KIOSK_DEED_UNDO, (struct km_name){0});
    undo.move.target = deed->record;
    struct kiosk_run label = {tr(v, "Undo"), 5, true, 0};
    int width = kiosk_text_width(v, label) + kiosk_px(v, 14);
    kiosk_draw_button(v, kiosk_rect_cut_right(&r, width > v->target ? width : v->target),
            &(struct kiosk_button){.style = KIOSK_BUTTON_QUIET,
                    .icon = KIOSK_ICON_UNDO,
                    .label = label.text,
                    .action = undo});
    kiosk_rect_cut_right(&r, kiosk_px(v, 2));
    struct kiosk_run at = {time, KIOSK_BODY, false, v->theme->muted};
    kiosk_draw_text(v, kiosk_rect_cut_left(&r, kiosk_px(v, 13 * v->letters)), KIOSK_LEFT, at);
    kiosk_draw_text(v, r, KIOSK_LEFT, (struct kiosk_run){what, KIOSK_BODY, true, v->theme->ink});
}

static int deed_height(const struct kiosk_view *v)
{
    return kiosk_height(v, 10.5f) + kiosk_px(v, 1.5f);
}

static void deeds_draw(const struct kiosk_view *v, struct kiosk_rect r)
{
    const struct kiosk_staff_view *f = &v->model->staff;
    if (f->deed_count == 0 || r.h < kiosk_line(v, 8) + deed_height(v))
        return;
    kiosk_draw_heading(v, kiosk_rect_cut_top(&r, kiosk_line(v, 8)), tr(v, "Done last"), NULL);
    for (size_t i = 0; i < f->deed_count && r.h >= deed_height(v); i++) {
        deed_draw(v, kiosk_rect_cut_top(&r, kiosk_height(v, 10.5f)), &f->deeds[i]);
        kiosk_rect_cut_top(&r, kiosk_px(v, 1.5f));
    }
}

void kiosk_staff_queue_draw(
        const struct kiosk_view *v, struct kiosk_rect r, const struct kiosk_screens *s)
{
    int gap = kiosk_px(v, 3);
    bool wide = kiosk_wide(v);
    const struct kiosk_button number = {.style = KIOSK_BUTTON_QUIET,
            .icon = KIOSK_ICON_HASH,
            .label = tr(v, "Type a number"),
            .action = {.kind = KIOSK_ACTION_OPEN_NUMBER, .session = -1},
            .key = 'N'};
    struct kiosk_rect left = wide ? kiosk_rect_cut_left(&r, (r.w - gap) * 44 / 100) : r;
    if (wide)
        kiosk_rect_cut_left(&r, gap);
    call_draw(v, kiosk_rect_cut_top(&left, call_height(v)));
    kiosk_rect_cut_top(&left, gap);
    kiosk_draw_button(v, kiosk_rect_cut_bottom(&left, kiosk_height(v, 13)), &number);
    kiosk_rect_cut_bottom(&left, gap);
    if (!wide) {
        int deeds = (int)kiosk_least(2, (int)v->model->staff.deed_count);
        int high = deeds > 0 ? kiosk_line(v, 8) + deeds * deed_height(v) : 0;
        r = left;
        left = kiosk_rect_cut_bottom(&r, high);
        kiosk_rect_cut_bottom(&r, kiosk_px(v, 2));
    }
    deeds_draw(v, left);
    lists_draw(v, r, s);
}
