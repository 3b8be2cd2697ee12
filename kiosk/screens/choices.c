/* What a ticket needs to know: which session, how many people, which lane; and the button that asks
 * for it. The choices share the height there is. */

#include "kiosk/screens/screen.h"
#include "kiosk/screens/words.h"

#include <stdio.h>
#include <string.h>

#define GAP 3.f
#define ROW 13.f
#define ROW_LEAST 12.5f
#define ROW_FAIR 17.f
#define ROW_MOST 20.f
#define TAKE 16.f
#define PAD 3.5f
#define COLUMN_GAP 5.f
#define HEADING 8.5f
#define SESSION 12.5f
#define SESSION_GAP 2.f

int kiosk_party_total(const struct kiosk_screens *s)
{
    int total = 0;
    for (size_t i = 0; i < KIOSK_CATEGORIES_MAX; i++)
        total += s->people[i];
    return total;
}

/* Who has a seat in a session does not queue, so there is no lane to choose. */
static bool has_lane(const struct kiosk_zone_view *z)
{
    return z->priority_lane && z->session_count == 0;
}

static const struct kiosk_session_view *session_chosen(
        const struct kiosk_zone_view *z, const struct kiosk_screens *s)
{
    for (size_t i = 0; i < z->session_count; i++)
        if (z->sessions[i].id == s->session && z->sessions[i].bookable)
            return &z->sessions[i];
    return NULL;
}

static void heading_draw(
        const struct kiosk_view *v, struct kiosk_rect *r, const char *words, const char *aside)
{
    struct kiosk_rect line = kiosk_rect_cut_top(r, kiosk_px(v, HEADING - 1.5f));
    if (aside && *aside)
        kiosk_draw_text(v, kiosk_rect_cut_right(&line, line.w / 2), KIOSK_RIGHT,
                (struct kiosk_run){aside, KIOSK_S, false, v->theme->muted});
    kiosk_draw_text(v, line, KIOSK_LEFT, (struct kiosk_run){words, KIOSK_H2, true, v->theme->ink});
    kiosk_rect_cut_top(r, kiosk_px(v, 1.5f));
}

/* A box that can be chosen: in the accent's colour with a check when it is. */
static void choice_draw(const struct kiosk_view *v, struct kiosk_rect r, const char *large,
        const char *small, bool chosen, bool can, struct kiosk_action action)
{
    const struct kiosk_theme *t = v->theme;
    uint32_t ink = chosen ? t->white : can ? t->ink : t->muted;
    uint32_t soft = chosen ? t->white : t->muted;
    kiosk_draw_border(v, r,
            chosen ? t->accent
            : can  ? t->card
                   : t->off_soft,
            chosen ? t->accent : t->line, 2.5f, 0.25f);
    if (can)
        kiosk_add_hit(v, r, 2.5f, action, 0);
    r = kiosk_rect_inset(r, kiosk_px(v, 1.5f), kiosk_px(v, 1.25f));
    struct kiosk_rect top = kiosk_rect_cut_top(&r, r.h * 11 / 20);
    kiosk_draw_text(v, top, KIOSK_CENTRE, (struct kiosk_run){large, KIOSK_BODY + 0.5f, true, ink});
    kiosk_draw_text(v, r, KIOSK_CENTRE, (struct kiosk_run){small, KIOSK_XS, false, soft});
}

static int within(int value, int least, int most)
{
    return value < least ? least : value > most ? most : value;
}

static int session_cols(const struct kiosk_view *v, int width)
{
    return within(width / kiosk_px(v, 27), 2, 6);
}

/* The sessions, as many as `rows` rows hold, the bookable first page on. */
static void sessions_draw(const struct kiosk_view *v, struct kiosk_rect *r,
        const struct kiosk_zone_view *z, const struct kiosk_screens *s, int rows)
{
    int cols = session_cols(v, r->w);
    int per_page = cols * rows;
    int count = (int)z->session_count;
    if (count <= per_page)
        rows = (count + cols - 1) / cols;
    else
        per_page -= 1; /* the last cell turns the page */
    int pages = (count + per_page - 1) / per_page;
    int page = s->page % pages;
    heading_draw(v, r, tr(v, "Which session?"), NULL);
    struct kiosk_rect grid = kiosk_rect_cut_top(
            r, kiosk_px(v, SESSION) * rows + kiosk_px(v, SESSION_GAP) * (rows - 1));
    for (int i = 0; i < per_page && page * per_page + i < count; i++) {
        const struct kiosk_session_view *session = &z->sessions[page * per_page + i];
        char time[KIOSK_WORDS_MAX];
        char left[KIOSK_WORDS_MAX];
        kiosk_words_minute(session->start, time);
        if (session->seats_left > 0)
            kiosk_words_format(left, trn(v, "%d place left", "%d places left", session->seats_left),
                    session->seats_left);
        else
            kiosk_words_format(left, "%s", tr(v, "Full"));
        choice_draw(v, kiosk_rect_cell(grid, cols, rows, kiosk_px(v, SESSION_GAP), i), time, left,
                session->id == s->session, session->bookable && session->seats_left > 0,
                (struct kiosk_action){.kind = KIOSK_ACTION_SESSION, .value = session->id});
    }
    if (pages > 1) {
        char words[KIOSK_WORDS_MAX];
        kiosk_words_format(words, "%d / %d", page + 1, pages);
        choice_draw(v, kiosk_rect_cell(grid, cols, rows, kiosk_px(v, 2), per_page), tr(v, "More"),
                words, false, true, (struct kiosk_action){.kind = KIOSK_ACTION_PAGE, .value = 1});
    }
    kiosk_rect_cut_top(r, kiosk_px(v, GAP));
}

/* How the choices share the height: people in one column where they find room beside two rows of
 * sessions; then sessions take the rows that are left free, then people's rows grow. */
struct plan {
    int session_rows;
    int cols, rows; /* of the people */
    int row;        /* px */
};

/* The height of that many rows of sessions, with what stands around them. */
static int sessions_height(const struct kiosk_view *v, int rows)
{
    return rows > 0 ? kiosk_px(v, HEADING + GAP) + rows * kiosk_px(v, SESSION + SESSION_GAP) : 0;
}

/* Columns of people with the label above: three on a wide screen, when they can be read. */
static int people_cols(const struct kiosk_view *v, int width, int count)
{
    if (!kiosk_wide(v))
        return 2;
    int room = (width - kiosk_px(v, 2 * PAD + 2 * COLUMN_GAP)) / 3;
    for (int i = 0; i < count; i++) {
        struct kiosk_run label = {kiosk_say(v, v->model->categories[i]), KIOSK_S, true, 0};
        if (kiosk_text_fit(v, room, 1, label, 2.75f) == 0)
            return 2;
    }
    return 3;
}

static struct plan plan_of(
        const struct kiosk_view *v, struct kiosk_rect r, const struct kiosk_zone_view *z)
{
    int count = v->model->category_count > 0 ? (int)v->model->category_count : 1;
    int cols = session_cols(v, r.w);
    int wanted = within(((int)z->session_count + cols - 1) / cols, 0, 3);
    int left = r.h - kiosk_px(v, HEADING + 1.5f);
    if (has_lane(z))
        left -= kiosk_px(v, GAP + ROW);
    bool single = count * kiosk_px(v, ROW_LEAST) <= left - sessions_height(v, within(wanted, 0, 2));
    struct plan p = {.cols = single || count == 1 ? 1 : people_cols(v, r.w, count)};
    p.rows = (count + p.cols - 1) / p.cols;
    int least = kiosk_px(v, p.cols == 1 ? ROW_LEAST : 16.5f);
    int most = kiosk_px(v, p.cols == 1 ? ROW_MOST : 22);
    for (p.session_rows = wanted; p.session_rows > 1; p.session_rows--)
        if (p.rows * least + sessions_height(v, p.session_rows) <= left)
            break;
    left -= sessions_height(v, p.session_rows);
    p.row = within(left / p.rows, least, most);
    return p;
}

static void party_draw(const struct kiosk_view *v, struct kiosk_rect r,
        const struct kiosk_screens *s, const struct plan *plan)
{
    const struct kiosk_model *m = v->model;
    int count = m->category_count > 0 ? (int)m->category_count : 1;
    int total = kiosk_party_total(s);
    char aside[KIOSK_WORDS_MAX];
    kiosk_words_format(aside, tr(v, "At most %d on one ticket"), m->party_max);
    heading_draw(v, &r, tr(v, "How many of you?"), aside);
    kiosk_draw_card(v, r);
    r = kiosk_rect_inset(r, kiosk_px(v, PAD), kiosk_px(v, 0.75f));
    bool single = plan->cols == 1;
    for (int i = 0; i < count; i++) {
        struct kiosk_rect column =
                kiosk_rect_cell(r, plan->cols, 1, kiosk_px(v, COLUMN_GAP), i % plan->cols);
        struct kiosk_rect cell = kiosk_rect_cell(column, 1, plan->rows, 0, i / plan->cols);
        if (single && i > 0)
            kiosk_draw_fill(v, (struct kiosk_rect){cell.x, cell.y, cell.w, kiosk_px(v, 0.25f)},
                    v->theme->line, 0);
        char number[KIOSK_WORDS_MAX];
        kiosk_words_format(number, "%d", s->people[i]);
        kiosk_draw_stepper(v, kiosk_rect_inset(cell, 0, kiosk_px(v, single ? 0.75f : 0)),
                &(struct kiosk_stepper){.label = m->category_count > 0
                                                         ? kiosk_say(v, m->categories[i])
                                                         : tr(v, "People"),
                        .number = number,
                        .less = s->people[i] > (count > 1 ? 0 : 1),
                        .more = total < m->party_max,
                        .kind = KIOSK_ACTION_PARTY,
                        .index = i,
                        .stacked = !single});
    }
}

static void lane_draw(
        const struct kiosk_view *v, struct kiosk_rect box, const struct kiosk_screens *s)
{
    const struct kiosk_theme *t = v->theme;
    kiosk_draw_border(v, box, s->priority ? t->accent_soft : t->card,
            s->priority ? t->accent : t->line, 3, 0.375f);
    kiosk_add_hit(
            v, box, 3, (struct kiosk_action){.kind = KIOSK_ACTION_LANE, .value = !s->priority}, 0);
    box = kiosk_rect_inset(box, kiosk_px(v, 3.5f), kiosk_px(v, 1.5f));
    struct kiosk_rect mark = kiosk_rect_cut_left(&box, kiosk_px(v, 7));
    mark = kiosk_rect_centre(mark, mark.w, mark.w);
    kiosk_draw_border(v, mark, s->priority ? t->accent : t->card, s->priority ? t->accent : t->off,
            1.5f, 0.375f);
    if (s->priority)
        kiosk_draw_icon(
                v, kiosk_rect_inset(mark, mark.w / 8, mark.h / 8), KIOSK_ICON_CHECK, 3, t->white);
    kiosk_rect_cut_left(&box, kiosk_px(v, 3));
    struct kiosk_rect top = kiosk_rect_cut_top(&box, box.h * 11 / 20);
    kiosk_draw_text(v, top, KIOSK_LEFT,
            (struct kiosk_run){tr(v, "Priority lane"), KIOSK_BODY, true, t->ink});
    kiosk_draw_text(v, box, KIOSK_LEFT,
            (struct kiosk_run){
                    tr(v, "Elderly, pregnant, or with a disability"), KIOSK_XS, false, t->muted});
}

static void take_draw(const struct kiosk_view *v, struct kiosk_rect r,
        const struct kiosk_zone_view *z, const struct kiosk_screens *s)
{
    const struct kiosk_session_view *session = session_chosen(z, s);
    int total = kiosk_party_total(s);
    char people[KIOSK_WORDS_MAX];
    char label[2 * KIOSK_WORDS_MAX];
    kiosk_words_people(v, total, people);
    bool missing = z->session_count > 0 && !session;
    bool crowded = session && total > session->seats_left;
    if (missing)
        snprintf(label, sizeof label, "%s", tr(v, "Choose a session first"));
    else if (crowded)
        snprintf(label, sizeof label, "%s", tr(v, "Not enough places left"));
    else if (total < 1)
        snprintf(label, sizeof label, "%s", tr(v, "Say how many you are"));
    else
        snprintf(label, sizeof label, "%s · %s", tr(v, "Get my ticket"), people);
    struct kiosk_button take = {.style = KIOSK_BUTTON_PRIMARY,
            .icon = missing || crowded || total < 1 ? KIOSK_ICON_NONE : KIOSK_ICON_TICKET,
            .label = label,
            .action = {.kind = KIOSK_ACTION_TAKE_TICKET,
                    .zone = z->id,
                    .priority = s->priority && has_lane(z),
                    .session = session ? session->id : -1},
            .key = KIOSK_KEY_ENTER,
            .disabled = missing || crowded || total < 1};
    memcpy(take.action.people, s->people, sizeof take.action.people);
    kiosk_draw_button(v, r, &take);
}

int kiosk_choices_height(const struct kiosk_view *v, int width, const struct kiosk_zone_view *z)
{
    struct kiosk_rect r = {0, 0, width, kiosk_px(v, 400)};
    struct plan plan = plan_of(v, r, z);
    return kiosk_px(v, TAKE + GAP + HEADING + 1.5f) + sessions_height(v, plan.session_rows) +
           plan.rows * kiosk_px(v, ROW_FAIR) + (has_lane(z) ? kiosk_px(v, GAP + ROW) : 0);
}

/* Everything a ticket needs, down to its button at the foot of r. On a tall screen it lies low, in
 * reach of children and of wheelchairs. */
void kiosk_choices_draw(const struct kiosk_view *v, struct kiosk_rect r,
        const struct kiosk_zone_view *z, const struct kiosk_screens *s)
{
    take_draw(v, kiosk_rect_cut_bottom(&r, kiosk_px(v, TAKE)), z, s);
    kiosk_rect_cut_bottom(&r, kiosk_px(v, GAP));
    struct plan plan = plan_of(v, r, z);
    int lane = has_lane(z) ? kiosk_px(v, ROW) + kiosk_px(v, GAP) : 0;
    int people = kiosk_px(v, HEADING + 1.5f) + plan.rows * plan.row;
    int height = sessions_height(v, plan.session_rows) + people + lane;
    if (kiosk_wide(v))
        r.h = height < r.h ? height : r.h;
    else
        r = kiosk_rect_cut_bottom(&r, height);
    if (z->session_count > 0)
        sessions_draw(v, &r, z, s, plan.session_rows);
    party_draw(v, kiosk_rect_cut_top(&r, people), s, &plan);
    kiosk_rect_cut_top(&r, kiosk_px(v, GAP));
    if (has_lane(z))
        lane_draw(v, r, s);
}
