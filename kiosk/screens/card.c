/* One ticket in staff's hands: all that is known of it, and all that can be done with it now. The
 * first button is what staff most likely came for. */

#include "kiosk/screens/staff.h"

#include <stdio.h>

/* ---- what is known ---- */

static const char *state_words(
        const struct kiosk_view *v, enum kiosk_tone *out_tone, enum kiosk_icon *out_icon)
{
    const struct kiosk_held_view *h = &v->model->held;
    static const struct {
        enum kiosk_tone tone;
        enum kiosk_icon icon;
    } looks[KIOSK_HELDS] = {
            [KIOSK_HELD_UNKNOWN] = {KIOSK_TONE_OFF, KIOSK_ICON_QUESTION},
            [KIOSK_HELD_WAITING] = {KIOSK_TONE_ACCENT, KIOSK_ICON_CLOCK},
            [KIOSK_HELD_CALLED] = {KIOSK_TONE_MID, KIOSK_ICON_BELL},
            [KIOSK_HELD_NO_SHOW] = {KIOSK_TONE_BAD, KIOSK_ICON_ABSENT},
            [KIOSK_HELD_INSIDE] = {KIOSK_TONE_GOOD, KIOSK_ICON_CHECK},
            [KIOSK_HELD_LEFT] = {KIOSK_TONE_OFF, KIOSK_ICON_EXIT},
            [KIOSK_HELD_CANCELLED] = {KIOSK_TONE_OFF, KIOSK_ICON_CROSS},
            [KIOSK_HELD_TRANSFERRED] = {KIOSK_TONE_OFF, KIOSK_ICON_SWAP},
    };
    *out_tone = h->overdue ? KIOSK_TONE_BAD : looks[h->state].tone;
    *out_icon = h->overdue ? KIOSK_ICON_WARN : looks[h->state].icon;
    return h->overdue && h->state == KIOSK_HELD_CALLED ? tr(v, "Called, overdue")
                                                       : kiosk_held_words(v, h->state);
}

struct line {
    const char *label;
    char words[3 * KIOSK_WORDS_MAX];
};
#define LINES 8
#define LABEL_GAP 4.f /* u */

static struct line *add(struct line *lines, int *count, const char *label)
{
    lines[*count] = (struct line){.label = label};
    return &lines[(*count)++];
}

/* By kind, where that says more than the number of people. */
static void kinds_words(const struct kiosk_view *v, struct line *line)
{
    const struct kiosk_held_view *h = &v->model->held;
    size_t used = 0;
    for (size_t i = 0; i < h->party_count && used < sizeof line->words; i++)
        used += (size_t)snprintf(line->words + used, sizeof line->words - used, "%s%.60s %d",
                i == 0 ? "" : " · ", kiosk_say(v, h->party[i].category), h->party[i].people);
}

/* When it was decided last, and how long ago: called, passed, admitted, left. */
static void decided_line(const struct kiosk_view *v, struct line *lines, int *count)
{
    const struct kiosk_held_view *h = &v->model->held;
    if (h->decided.year == 0)
        return;
    const char *label = h->state == KIOSK_HELD_CALLED    ? tr(v, "Called")
                        : h->state == KIOSK_HELD_NO_SHOW ? tr(v, "Passed")
                        : h->state == KIOSK_HELD_INSIDE  ? tr(v, "Came in")
                        : h->state == KIOSK_HELD_LEFT    ? tr(v, "Left")
                                                         : NULL;
    if (!label)
        return;
    char time[KIOSK_WORDS_MAX], age[KIOSK_WORDS_MAX];
    kiosk_words_time(&h->decided, time);
    struct line *line = add(lines, count, label);
    snprintf(line->words, sizeof line->words, "%s", time);
    if (h->decided_minutes < 0)
        return;
    kiosk_words_age(v, h->decided_minutes, age);
    snprintf(line->words, sizeof line->words, "%.40s · %.80s", time, age);
}

static int list_lines(const struct kiosk_view *v, struct line lines[LINES])
{
    const struct kiosk_held_view *h = &v->model->held;
    int count = 0;
    char words[KIOSK_WORDS_MAX];
    if (h->elsewhere)
        snprintf(add(lines, &count, tr(v, "Note"))->words, sizeof lines->words, "%s",
                tr(v, "This ticket is for another zone"));
    if (h->people > 0) {
        kiosk_words_party(v, h->people, h->priority, words);
        snprintf(add(lines, &count, tr(v, "People"))->words, sizeof lines->words, "%s", words);
    }
    if (h->party_count > 0)
        kinds_words(v, add(lines, &count, tr(v, "Of these")));
    if (h->session_start >= 0) {
        kiosk_words_span(h->session_start, h->session_end, words);
        snprintf(add(lines, &count, tr(v, "Session"))->words, sizeof lines->words, "%s", words);
    }
    if (h->issued.year != 0) {
        kiosk_words_time(&h->issued, words);
        snprintf(add(lines, &count, tr(v, "Taken"))->words, sizeof lines->words, "%s", words);
    }
    decided_line(v, lines, &count);
    if (h->state == KIOSK_HELD_WAITING && h->session_start < 0) {
        struct line *ahead = add(lines, &count, tr(v, "Ahead"));
        char wait[KIOSK_WORDS_MAX];
        kiosk_words_parties(v, h->ahead_parties, words);
        kiosk_words_wait(v, h->wait_min, h->wait_max, wait);
        snprintf(ahead->words, sizeof ahead->words, "%.60s · %.80s", words, wait);
    }
    if (h->state == KIOSK_HELD_TRANSFERRED && *h->other_number)
        snprintf(add(lines, &count, tr(v, "Now holds"))->words, sizeof lines->words, "%s · %.150s",
                h->other_number, kiosk_say(v, h->other_title));
    if (h->age > 0) {
        kiosk_words_age(v, h->age, words);
        snprintf(add(lines, &count, tr(v, "Known as of"))->words, sizeof lines->words, "%s", words);
    }
    return count;
}

static const struct kiosk_zone_view *zone_of(const struct kiosk_model *m, uint16_t id)
{
    for (size_t i = 0; i < m->zone_count; i++)
        if (m->zones[i].id == id)
            return &m->zones[i];
    return NULL;
}

/* As large as all of them are whole in one size, at least a sentence's; and how wide the labels are
 * then. */
static float lines_size(const struct kiosk_view *v, const struct line *lines, int count, float most,
        int room, int *out_label)
{
    for (float size = most;; size -= 0.25f) {
        int label = 0, words = 0;
        for (int i = 0; i < count; i++) {
            int width = kiosk_text_width(v, (struct kiosk_run){lines[i].label, size, false, 0});
            label = width > label ? width : label;
            width = kiosk_text_width(v, (struct kiosk_run){lines[i].words, size, true, 0});
            words = width > words ? width : words;
        }
        *out_label = label;
        if (label + kiosk_px(v, LABEL_GAP) + words <= room || size - 0.25f < KIOSK_BODY)
            return size;
    }
}

static void facts_draw(const struct kiosk_view *v, struct kiosk_rect r)
{
    const struct kiosk_held_view *h = &v->model->held;
    const struct kiosk_theme *t = v->theme;
    const struct kiosk_zone_view *zone = zone_of(v->model, h->zone);
    kiosk_draw_card(v, r);
    r = kiosk_rect_inset(r, kiosk_px(v, 5), kiosk_px(v, 4));
    struct line lines[LINES];
    int count = list_lines(v, lines);
    float grow = fminf(fmaxf((float)r.h / (float)kiosk_line(v, 36.5f + 8 * (float)count), 1), 1.4f);
    enum kiosk_tone tone;
    enum kiosk_icon icon;
    const char *state = state_words(v, &tone, &icon);
    struct kiosk_rect place = kiosk_rect_cut_top(&r, kiosk_line(v, 7));
    if (zone) {
        struct kiosk_rect tile = kiosk_rect_cut_left(&place, kiosk_px(v, 7));
        kiosk_draw_tile(v, kiosk_rect_centre(tile, tile.w, tile.w), zone->code, t->accent);
        kiosk_rect_cut_left(&place, kiosk_px(v, 2));
    }
    kiosk_draw_text(v, place, KIOSK_LEFT,
            (struct kiosk_run){kiosk_say(v, h->zone_title), KIOSK_BODY, true, t->muted});
    kiosk_rect_cut_top(&r, kiosk_px(v, 1));
    kiosk_draw_text(v, kiosk_rect_cut_top(&r, kiosk_line(v, 18 * grow)), KIOSK_LEFT,
            (struct kiosk_run){*h->number ? h->number : "–", 15 * grow, true, t->ink});
    kiosk_draw_chip(
            v, kiosk_rect_cut_top(&r, kiosk_line(v, 7.5f * fminf(grow, 1.15f))), tone, icon, state);
    kiosk_rect_cut_top(&r, kiosk_px(v, 3 * grow));
    int label;
    float size = lines_size(v, lines, count, KIOSK_BODY * fminf(grow, 1.2f), r.w, &label);
    int high = kiosk_line(v, 8 * grow);
    if (count > 0 && high * count > r.h)
        high = r.h / count;
    for (int i = 0; i < count; i++) {
        struct kiosk_rect row = kiosk_rect_cut_top(&r, high);
        kiosk_draw_text(v, kiosk_rect_cut_left(&row, label), KIOSK_LEFT,
                (struct kiosk_run){lines[i].label, size, false, t->muted});
        kiosk_rect_cut_left(&row, kiosk_px(v, LABEL_GAP));
        kiosk_draw_fitted(
                v, row, KIOSK_LEFT, (struct kiosk_run){lines[i].words, size, true, t->ink}, 3.4f);
    }
}

/* ---- what can be done ---- */

#define BUTTONS 11

static int list_buttons(const struct kiosk_view *v, struct kiosk_button out[BUTTONS])
{
    const struct kiosk_held_view *h = &v->model->held;
    const struct {
        bool can;
        enum kiosk_deed deed;
        const char *ask;
    } ways[] = {
            {h->can_call, KIOSK_DEED_CALL, NULL},
            {h->can_requeue, KIOSK_DEED_REQUEUE, NULL},
            {h->can_admit, KIOSK_DEED_ADMIT, N_("Is this the number on the ticket?")},
            {h->can_check_out, KIOSK_DEED_CHECK_OUT, NULL},
            {h->can_recall, KIOSK_DEED_RECALL, NULL},
            {h->can_no_show, KIOSK_DEED_NO_SHOW, NULL},
            {h->can_transfer, KIOSK_DEED_TRANSFER, NULL},
            {h->can_print, KIOSK_DEED_REPRINT, NULL},
            {h->can_cancel, KIOSK_DEED_CANCEL, N_("Cancel this ticket?")},
            {h->admission.node != 0, KIOSK_DEED_UNDO, N_("Take this admission back?")},
    };
    int count = 0;
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        if (!ways[i].can)
            continue;
        struct kiosk_action action = kiosk_staff_move(v->model, ways[i].deed, h->ticket);
        action.ask = ways[i].ask;
        action.move.zone = h->zone;
        if (ways[i].deed == KIOSK_DEED_TRANSFER)
            action = (struct kiosk_action){
                    .kind = KIOSK_ACTION_OPEN_PICK, .value = KIOSK_PICK_TRANSFER, .session = -1};
        if (ways[i].deed == KIOSK_DEED_UNDO)
            action.move.target = h->admission;
        out[count] = (struct kiosk_button){.style = KIOSK_BUTTON_QUIET,
                .icon = kiosk_deed_icon(ways[i].deed),
                .label = ways[i].deed == KIOSK_DEED_UNDO ? tr(v, "Undo admission")
                                                         : kiosk_deed_words(v, ways[i].deed),
                .action = action};
        count++;
    }
    if (count > 0) {
        out[0].style = KIOSK_BUTTON_PRIMARY;
        out[0].key = KIOSK_KEY_ENTER;
    }
    return count;
}

/* How high the first button and the rows of the others are. */
static int buttons_height(const struct kiosk_view *v)
{
    struct kiosk_button buttons[BUTTONS];
    int count = list_buttons(v, buttons), rows = count / 2;
    return count == 0 ? 0 : kiosk_height(v, 19) + rows * (kiosk_px(v, 3) + kiosk_height(v, 16));
}

static void buttons_draw(const struct kiosk_view *v, struct kiosk_rect r)
{
    struct kiosk_button buttons[BUTTONS];
    int count = list_buttons(v, buttons);
    int gap = kiosk_px(v, 3);
    if (count == 0) {
        kiosk_draw_paragraph(v, r, KIOSK_LEFT,
                (struct kiosk_run){tr(v, "Nothing more can be done with this ticket."), KIOSK_BODY,
                        false, v->theme->muted},
                1.4f);
        return;
    }
    int high = kiosk_height(v, 19);
    kiosk_staff_call_button(v, kiosk_rect_cut_top(&r, high), &buttons[0], "");
    if (count == 1)
        return;
    kiosk_rect_cut_top(&r, gap);
    int rows = count / 2;
    int each = kiosk_height(v, 16);
    int most = (r.h - (rows - 1) * gap) / rows;
    r.h = rows * (each < most ? each : most) + (rows - 1) * gap;
    for (int i = 1; i < count; i++)
        kiosk_draw_button(v, kiosk_rect_cell(r, 2, rows, gap, i - 1), &buttons[i]);
}

void kiosk_card_draw(const struct kiosk_view *whole, const struct kiosk_screens *s)
{
    const struct kiosk_view own = kiosk_staff_view(whole), *v = &own;
    struct kiosk_rect r = kiosk_staff_begin(v, s, tr(v, "One ticket"), false);
    int gap = kiosk_px(v, 5);
    if (kiosk_wide(v)) {
        struct kiosk_rect left = kiosk_rect_cut_left(&r, (r.w - gap) / 2);
        kiosk_rect_cut_left(&r, gap);
        facts_draw(v, left);
        buttons_draw(v, r);
        return;
    }
    /* The buttons low, where the hand is; what is known stays where it is from ticket to ticket. */
    int low = buttons_height(v), most = kiosk_line(v, 110);
    struct kiosk_rect foot = kiosk_rect_cut_bottom(&r, low < r.h / 2 ? low : r.h / 2);
    kiosk_rect_cut_bottom(&r, gap);
    facts_draw(v, kiosk_rect_cut_top(&r, most < r.h ? most : r.h));
    kiosk_rect_cut_top(&r, gap);
    buttons_draw(v, low > 0 ? foot : r);
}
