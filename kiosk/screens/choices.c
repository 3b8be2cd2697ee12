/* What a ticket needs to know: which session, how many people, which lane; and the button that asks
 * for it. All at once where there is room; else step by step, as on a small glass, where a finger
 * takes a fifth of the height. */

#include "kiosk/screens/choices.h"
#include "kiosk/screens/words.h"

#include <stdio.h>
#include <string.h>

#define TAKE 16.f
#define ROW_FAIR 17.f
#define ROW_MOST 20.f
#define COLUMN_MOST 22.f

/* What one step shows; zero rows = not this. */
struct step {
    struct kiosk_sessions_plan sessions;
    struct kiosk_party_plan party;
    bool lane;
    int at, count; /* which step it is, of how many */
    int past;      /* the first step after the sessions */
};

static int within(int value, int least, int most)
{
    return value < least ? least : value > most ? most : value;
}

static int up(int count, int per)
{
    return (count + per - 1) / per;
}

static int gap_of(const struct kiosk_view *v)
{
    return kiosk_px(v, KIOSK_CHOICE_GAP);
}

static struct kiosk_party_plan party_of(const struct kiosk_view *v, int width, int cols)
{
    struct kiosk_party_plan p = {.count = kiosk_party_kinds(v->model)};
    p.cols = p.count == 1 ? 1 : cols > 1 ? kiosk_party_cols(v, width, p.count) : 1;
    p.rows = up(p.count, p.cols);
    p.row = kiosk_party_least(v, p.cols);
    return p;
}

/* So many rows of the sessions, from those of a page on. */
static struct kiosk_sessions_plan sessions_of(
        const struct kiosk_view *v, int width, const struct kiosk_zone_view *z, int rows, int page)
{
    struct kiosk_sessions_plan p = {.cols = kiosk_sessions_cols(v, width), .rows = rows};
    int all = (int)z->session_count;
    int per_page = p.cols * rows;
    p.turns = all > per_page;
    per_page -= p.turns ? 1 : 0;
    p.pages = up(all, per_page);
    p.page = page % p.pages;
    p.from = p.page * per_page;
    p.count = all - p.from < per_page ? all - p.from : per_page;
    return p;
}

/* All on one page: people in one column where they find room beside the sessions, which get as many
 * rows as are left free; then people's rows grow. False when there is not the room. */
static bool all_at_once(const struct kiosk_view *v, struct kiosk_rect r,
        const struct kiosk_zone_view *z, int page, struct step *out)
{
    int wanted = 0;
    if (z->session_count > 0)
        wanted = within(up((int)z->session_count, kiosk_sessions_cols(v, r.w)), 1, 3);
    int room = r.h - (kiosk_lane_offered(z) ? kiosk_lane_height(v) + gap_of(v) : 0);
    for (int cols = 1; cols <= 2; cols++) {
        int rows = cols == 1 ? within(wanted, 0, 2) : wanted > 0;
        struct kiosk_party_plan party = party_of(v, r.w, cols);
        int around = z->session_count > 0 ? gap_of(v) : 0;
        int least = kiosk_party_height(v, &party) + around;
        if (least + kiosk_sessions_height(v, rows) > room)
            continue;
        while (rows < wanted && least + kiosk_sessions_height(v, rows + 1) <= room)
            rows++;
        int spare = room - least - kiosk_sessions_height(v, rows);
        int most = kiosk_px(v, party.cols == 1 ? ROW_MOST : COLUMN_MOST);
        party.row = within(
                party.row + spare / party.rows, party.row, most > party.row ? most : party.row);
        *out = (struct step){.party = party, .lane = kiosk_lane_offered(z), .count = 1};
        if (rows > 0)
            out->sessions = sessions_of(v, r.w, z, rows, page);
        return true;
    }
    return false;
}

/* One after the other: the sessions, page by page; the people, as many rows as there is room for;
 * the lane with the last of them, or alone. */
static struct step one_by_one(
        const struct kiosk_view *v, struct kiosk_rect r, const struct kiosk_zone_view *z, int page)
{
    struct step step = {.at = page};
    int pages = 0;
    if (z->session_count > 0) {
        int rows = 1;
        int wanted = up((int)z->session_count, kiosk_sessions_cols(v, r.w));
        while (rows < wanted && kiosk_sessions_height(v, rows + 1) <= r.h)
            rows++;
        step.sessions = sessions_of(v, r.w, z, rows, page);
        pages = step.sessions.pages;
    }
    step.past = pages;
    struct kiosk_party_plan party = party_of(v, r.w, 1);
    if (kiosk_party_height(v, &party) > r.h)
        party = party_of(v, r.w, 2);
    int head = kiosk_party_height(v, &party) - party.rows * party.row;
    int fit = within((r.h - head) / party.row, 1, party.rows);
    int parties = up(party.rows, fit);
    bool lane = kiosk_lane_offered(z);
    int last = (party.rows - (parties - 1) * fit) * party.row + head;
    bool alone = lane && last + gap_of(v) + kiosk_lane_height(v) > r.h;
    step.count = pages + parties + (alone ? 1 : 0);
    step.at = within(page, 0, step.count - 1);
    int at = step.at - pages; /* of the people */
    if (at >= 0)
        step.sessions = (struct kiosk_sessions_plan){0};
    if (at >= 0 && at < parties) {
        party.from = at * fit * party.cols;
        party.count = within(party.count - party.from, 1, fit * party.cols);
        party.rows = up(party.count, party.cols);
        step.party = party;
    }
    step.lane = lane && (alone ? at == parties : at == parties - 1);
    return step;
}

static struct step step_of(const struct kiosk_view *v, struct kiosk_rect r,
        const struct kiosk_zone_view *z, const struct kiosk_screens *s)
{
    struct step step;
    if (!all_at_once(v, r, z, s->page, &step))
        step = one_by_one(v, r, z, s->page);
    return step;
}

static const struct kiosk_session_view *session_chosen(
        const struct kiosk_zone_view *z, const struct kiosk_screens *s)
{
    for (size_t i = 0; i < z->session_count; i++)
        if (z->sessions[i].id == s->session && z->sessions[i].bookable)
            return &z->sessions[i];
    return NULL;
}

/* What is still missing, in words; NULL = nothing. */
static const char *missing_of(
        const struct kiosk_view *v, const struct kiosk_zone_view *z, const struct kiosk_screens *s)
{
    const struct kiosk_session_view *session = session_chosen(z, s);
    if (z->session_count > 0 && !session)
        return tr(v, "Choose a session first");
    if (session && kiosk_party_total(s) > session->seats_left)
        return tr(v, "Not enough places left");
    return kiosk_party_total(s) < 1 ? tr(v, "Say how many you are") : NULL;
}

static void take_draw(const struct kiosk_view *v, struct kiosk_rect r,
        const struct kiosk_zone_view *z, const struct kiosk_screens *s)
{
    const struct kiosk_session_view *session = session_chosen(z, s);
    const char *missing = missing_of(v, z, s);
    char people[KIOSK_WORDS_MAX];
    char label[2 * KIOSK_WORDS_MAX];
    kiosk_words_people(v, kiosk_party_total(s), people);
    snprintf(label, sizeof label, "%s · %s", tr(v, "Get my ticket"), people);
    struct kiosk_button take = {.style = KIOSK_BUTTON_PRIMARY,
            .icon = missing ? KIOSK_ICON_NONE : KIOSK_ICON_TICKET,
            .label = missing ? missing : label,
            .action = {.kind = KIOSK_ACTION_TAKE_TICKET,
                    .zone = z->id,
                    .priority = s->priority && kiosk_lane_offered(z),
                    .session = session ? session->id : -1},
            .key = KIOSK_KEY_ENTER,
            .disabled = missing != NULL};
    memcpy(take.action.people, s->people, sizeof take.action.people);
    kiosk_draw_button(v, r, &take);
}

/* The foot of a step: back, and on to the next, or the ticket. */
static void foot_draw(const struct kiosk_view *v, struct kiosk_rect r,
        const struct kiosk_zone_view *z, const struct kiosk_screens *s, const struct step *step)
{
    if (step->at > 0) {
        int back = step->at > step->past ? -1 : -step->at;
        kiosk_draw_button(v, kiosk_rect_cut_left(&r, r.h + kiosk_px(v, 2)),
                &(struct kiosk_button){.style = KIOSK_BUTTON_QUIET,
                        .icon = KIOSK_ICON_ARROW_LEFT,
                        .action = {.kind = KIOSK_ACTION_PAGE, .value = back},
                        .key = KIOSK_KEY_LEFT});
        kiosk_rect_cut_left(&r, gap_of(v));
    }
    if (step->at + 1 == step->count) {
        take_draw(v, r, z, s);
        return;
    }
    bool choosing = step->at < step->past && !session_chosen(z, s);
    int next = step->at < step->past ? step->past - step->at : 1;
    kiosk_draw_button(v, r,
            &(struct kiosk_button){.style = KIOSK_BUTTON_PRIMARY,
                    .icon = choosing ? KIOSK_ICON_NONE : KIOSK_ICON_ARROW,
                    .label = choosing ? tr(v, "Choose a session first") : tr(v, "Next step"),
                    .action = {.kind = KIOSK_ACTION_PAGE, .value = next},
                    .key = KIOSK_KEY_ENTER,
                    .disabled = choosing});
}

int kiosk_choices_height(const struct kiosk_view *v, int width, const struct kiosk_zone_view *z)
{
    struct kiosk_rect r = {0, 0, width, kiosk_px(v, 400)};
    struct step step;
    if (!all_at_once(v, r, z, 0, &step))
        return r.h;
    int fair = kiosk_px(v, ROW_FAIR);
    int least = kiosk_party_least(v, step.party.cols);
    step.party.row = least > fair ? least : fair;
    int sessions = kiosk_sessions_height(v, step.sessions.rows);
    return kiosk_height(v, TAKE) + gap_of(v) + kiosk_party_height(v, &step.party) +
           (sessions > 0 ? sessions + gap_of(v) : 0) +
           (step.lane ? kiosk_lane_height(v) + gap_of(v) : 0);
}

/* Everything a ticket needs, down to its button at the foot of r. On a tall screen it lies low, in
 * reach of children and of wheelchairs. */
void kiosk_choices_draw(const struct kiosk_view *v, struct kiosk_rect r,
        const struct kiosk_zone_view *z, const struct kiosk_screens *s)
{
    struct kiosk_rect foot = kiosk_rect_cut_bottom(&r, kiosk_height(v, TAKE));
    kiosk_rect_cut_bottom(&r, gap_of(v));
    struct step step = step_of(v, r, z, s);
    foot_draw(v, foot, z, s, &step);
    int sessions = kiosk_sessions_height(v, step.sessions.rows);
    int party = step.party.rows > 0 ? kiosk_party_height(v, &step.party) : 0;
    int lane = step.lane ? kiosk_lane_height(v) : 0;
    int height = sessions + party + lane + (sessions > 0 && party > 0 ? gap_of(v) : 0) +
                 (party > 0 && lane > 0 ? gap_of(v) : 0);
    if (!kiosk_wide(v))
        r = kiosk_rect_cut_bottom(&r, height);
    if (sessions > 0) {
        kiosk_sessions_draw(v, kiosk_rect_cut_top(&r, sessions), z, s, &step.sessions);
        kiosk_rect_cut_top(&r, gap_of(v));
    }
    if (party > 0) {
        kiosk_party_draw(v, kiosk_rect_cut_top(&r, party), s, &step.party);
        kiosk_rect_cut_top(&r, gap_of(v));
    }
    if (lane > 0)
        kiosk_lane_draw(v, kiosk_rect_cut_top(&r, lane), s);
}
