/* Pieces that several screens show: a zone's state in words, the footer, the bar at the top. */

#include "kiosk/screens/screen.h"
#include "kiosk/screens/words.h"

#include <stdio.h>
#include <string.h>

/* Who has a seat does not queue: the next session with places says all. */
static void describe_sessions(
        const struct kiosk_view *v, const struct kiosk_zone_view *z, struct kiosk_state_words *out)
{
    char start[KIOSK_WORDS_MAX];
    kiosk_words_minute(z->batch_start, start);
    out->icon = z->load == KIOSK_LOAD_LONG ? KIOSK_ICON_WARN : KIOSK_ICON_CLOCK;
    snprintf(out->chip, sizeof out->chip,
            z->batch_size > 0 ? tr(v, "Next group %s") : tr(v, "Next session %s"), start);
    snprintf(out->brief, sizeof out->brief, tr(v, "%d left"), z->batch_left);
    if (z->batch_size > 0)
        snprintf(out->wait, sizeof out->wait, tr(v, "Groups of %d · %d left"), z->batch_size,
                z->batch_left);
    else
        snprintf(out->wait, sizeof out->wait,
                trn(v, "%d place left", "%d places left", z->batch_left), z->batch_left);
}

/* The chip says how the queue is, the line what that means; they never say the same. */
static void describe_queue(
        const struct kiosk_view *v, const struct kiosk_zone_view *z, struct kiosk_state_words *out)
{
    char words[KIOSK_WORDS_MAX];
    const char *chip = tr(v, "You are next");
    if (z->wait_max <= 0)
        chip = tr(v, "No queue");
    else if (z->batch_size > 0 && z->wait_min == 0)
        chip = tr(v, "With the next group");
    snprintf(out->chip, sizeof out->chip, "%s", chip);
    if (z->waiting_people > 0)
        snprintf(out->chip, sizeof out->chip, trn(v, "%d waiting", "%d waiting", z->waiting_people),
                z->waiting_people);
    const char *at_once = z->waiting_people > 0 ? tr(v, "Hardly any wait")
                          : z->calls            ? tr(v, "Called right away")
                                                : tr(v, "Come straight in");
    kiosk_words_wait(v, z->wait_min, z->wait_max, words);
    snprintf(out->brief, sizeof out->brief, "%.60s", z->wait_max == 0 ? at_once : words);
    memcpy(out->wait, out->brief, sizeof out->wait);
    if (z->wait_min > 0)
        snprintf(out->wait, sizeof out->wait, tr(v, "About %.50s"), words);
}

static void describe_open(
        const struct kiosk_view *v, const struct kiosk_zone_view *z, struct kiosk_state_words *out)
{
    static const enum kiosk_tone tones[] = {KIOSK_TONE_GOOD, KIOSK_TONE_MID, KIOSK_TONE_BAD};
    static const enum kiosk_icon icons[] = {KIOSK_ICON_CHECK, KIOSK_ICON_CLOCK, KIOSK_ICON_WARN};
    out->tone = tones[z->load];
    out->icon = icons[z->load];
    if (z->session_count > 0)
        describe_sessions(v, z, out);
    else
        describe_queue(v, z, out);
}

/* 13:30, or with its day when that is another; empty when not known. */
static void opens_words(const struct kiosk_view *v, const struct kiosk_zone_view *z, char *out)
{
    char time[KIOSK_WORDS_MAX], day[KIOSK_WORDS_MAX];
    kiosk_words_minute(z->opens, time);
    kiosk_words_format(out, "%s", time);
    if (z->opens < 0 || z->opens_day.year == 0)
        return;
    kiosk_words_day(v, &z->opens_day, day);
    kiosk_words_format(out, "%.60s %.20s", day, time);
}

/* The chip says what is, the line why, or when it is better. */
static void describe_shut(
        const struct kiosk_view *v, const struct kiosk_zone_view *z, struct kiosk_state_words *out)
{
    char opens[KIOSK_WORDS_MAX];
    char next[KIOSK_WORDS_MAX];
    opens_words(v, z, opens);
    bool today = z->opens >= 0 && z->opens_day.year == 0;
    const char *chip = tr(v, "Closed");
    const char *line = tr(v, "Closed by the staff");
    kiosk_words_format(next, tr(v, "Opens %s"), opens);
    out->icon = z->state == KIOSK_ZONE_FULL    ? KIOSK_ICON_CROSS
                : z->state == KIOSK_ZONE_LATER ? KIOSK_ICON_CLOCK
                                               : KIOSK_ICON_PAUSE;
    if (z->state == KIOSK_ZONE_PAUSED && today) {
        kiosk_words_format(next, tr(v, "Opens again %s"), opens);
        chip = next;
        line = tr(v, "Taking a short break");
    } else if (z->state == KIOSK_ZONE_PAUSED) {
        chip = tr(v, "Paused");
        line = tr(v, "Paused by the staff");
    } else if (z->state == KIOSK_ZONE_LATER && today) {
        chip = next;
        line = tr(v, "Not open yet");
    } else if (z->state == KIOSK_ZONE_LATER) {
        chip = tr(v, "Not open today");
        line = *opens ? next : tr(v, "No other day either");
    } else if (z->state == KIOSK_ZONE_OVER) {
        chip = tr(v, "Over for today");
        line = *opens ? next : tr(v, "Thank you for coming");
    } else if (z->state == KIOSK_ZONE_FULL) {
        chip = tr(v, "Full today");
        line = *opens ? next : tr(v, "All places are taken");
    }
    const char *reason = kiosk_say(v, z->reason);
    snprintf(out->chip, sizeof out->chip, "%.60s", chip);
    snprintf(out->wait, sizeof out->wait, "%.60s", *reason ? reason : line);
    memcpy(out->brief, out->wait, sizeof out->brief);
}

void kiosk_state_describe(
        const struct kiosk_view *v, const struct kiosk_zone_view *z, struct kiosk_state_words *out)
{
    *out = (struct kiosk_state_words){.tone = KIOSK_TONE_OFF, .icon = KIOSK_ICON_PAUSE};
    if (z->state == KIOSK_ZONE_OPEN)
        describe_open(v, z, out);
    else
        describe_shut(v, z, out);
}

/* Where the figures stand: fresh, old, or never heard. */
static void link_words(const struct kiosk_view *v, char *out, uint32_t *out_dot)
{
    const struct kiosk_model *m = v->model;
    char age[KIOSK_WORDS_MAX];
    switch (m->link) {
    case KIOSK_LINK_FRESH:
        kiosk_words_format(out, "%s", tr(v, "up to date"));
        *out_dot = v->theme->good;
        break;
    case KIOSK_LINK_OFFLINE:
        kiosk_words_age(v, m->link_age, age);
        kiosk_words_format(out, tr(v, "offline · figures %s"), age);
        *out_dot = v->theme->mid;
        break;
    case KIOSK_LINK_NEVER:
        kiosk_words_format(out, "%s", tr(v, "offline"));
        *out_dot = v->theme->off;
        break;
    }
}

static int language_button(const struct kiosk_view *v, struct kiosk_rect r, enum kiosk_align align)
{
    /* Each language is named in itself: whoever needs it can read it. */
    struct kiosk_run run = {kiosk_chinese(v) ? "English" : "中文", KIOSK_S, true, v->theme->ink};
    int icon = kiosk_px(v, 4.5f);
    int gap = kiosk_px(v, 1.5f);
    int width = icon + gap + kiosk_text_width(v, run);
    struct kiosk_rect box =
            align == KIOSK_LEFT ? kiosk_rect_cut_left(&r, width) : kiosk_rect_cut_right(&r, width);
    kiosk_add_hit(v, kiosk_rect_inset(box, -kiosk_px(v, 3), -kiosk_px(v, 1)), 3,
            (struct kiosk_action){.kind = KIOSK_ACTION_LANGUAGE, .session = -1}, 0);
    kiosk_draw_icon(v, kiosk_rect_cut_left(&box, icon), KIOSK_ICON_GLOBE, 2, run.colour);
    kiosk_rect_cut_left(&box, gap);
    kiosk_draw_text(v, box, KIOSK_LEFT, run);
    return width;
}

void kiosk_footer_draw(const struct kiosk_view *v, struct kiosk_rect r)
{
    kiosk_rect_cut_left(&r, language_button(v, r, KIOSK_LEFT) + kiosk_px(v, 4));
    char link[KIOSK_WORDS_MAX];
    uint32_t dot = 0;
    link_words(v, link, &dot);
    char words[2 * KIOSK_WORDS_MAX];
    snprintf(words, sizeof words, "%.100s · %s", kiosk_say(v, v->model->kiosk_name), link);
    int side = kiosk_px(v, 2);
    struct kiosk_rect text = r;
    struct kiosk_rect place = kiosk_rect_cut_left(&text, side + kiosk_px(v, 1.5f));
    struct kiosk_run run = {words, KIOSK_S, false, v->theme->muted};
    int width = kiosk_text_width(v, run);
    if (width < text.w)
        place.x += text.w - width;
    kiosk_draw_text(v, text, KIOSK_RIGHT, run);
    kiosk_draw_fill(v, (struct kiosk_rect){place.x, r.y + (r.h - side) / 2, side, side}, dot, 99);
}

void kiosk_topbar_draw(const struct kiosk_view *v, struct kiosk_rect r, const char *title)
{
    const char *label = tr(v, "Back");
    int width = kiosk_px(v, 13) + kiosk_text_width(v, (struct kiosk_run){label, 5, true, 0});
    kiosk_draw_button(v, kiosk_rect_cut_left(&r, width),
            &(struct kiosk_button){.style = KIOSK_BUTTON_QUIET,
                    .icon = KIOSK_ICON_BACK,
                    .label = label,
                    .action = {.kind = KIOSK_ACTION_BACK, .session = -1},
                    .key = KIOSK_KEY_ESCAPE});
    kiosk_rect_cut_left(&r, kiosk_px(v, 4));
    char clock[KIOSK_WORDS_MAX];
    kiosk_words_time(&v->model->now, clock);
    kiosk_draw_text(v, kiosk_rect_cut_right(&r, kiosk_px(v, 19)), KIOSK_RIGHT,
            (struct kiosk_run){clock, KIOSK_H2 + 1, true, v->theme->ink});
    kiosk_rect_cut_right(&r, kiosk_px(v, 5));
    kiosk_rect_cut_right(&r, language_button(v, r, KIOSK_RIGHT) + kiosk_px(v, 5));
    if (*title)
        kiosk_draw_text(v, r, KIOSK_LEFT, (struct kiosk_run){title, KIOSK_H1, true, v->theme->ink});
}

void kiosk_pager_draw(const struct kiosk_view *v, struct kiosk_rect r, int page, int pages)
{
    int side = r.h;
    char words[KIOSK_WORDS_MAX];
    kiosk_words_format(words, "%d / %d", page + 1, pages);
    struct kiosk_rect next = kiosk_rect_cut_right(&r, side + kiosk_px(v, 2));
    struct kiosk_rect label = kiosk_rect_cut_right(&r, kiosk_px(v, 13));
    struct kiosk_rect back = kiosk_rect_cut_right(&r, side + kiosk_px(v, 2));
    kiosk_draw_button(v, next,
            &(struct kiosk_button){.style = KIOSK_BUTTON_QUIET,
                    .icon = KIOSK_ICON_ARROW,
                    .action = {.kind = KIOSK_ACTION_PAGE, .value = 1},
                    .key = KIOSK_KEY_RIGHT,
                    .disabled = page + 1 == pages});
    kiosk_draw_text(
            v, label, KIOSK_CENTRE, (struct kiosk_run){words, KIOSK_BODY, true, v->theme->muted});
    kiosk_draw_button(v, back,
            &(struct kiosk_button){.style = KIOSK_BUTTON_QUIET,
                    .icon = KIOSK_ICON_ARROW_LEFT,
                    .action = {.kind = KIOSK_ACTION_PAGE, .value = -1},
                    .key = KIOSK_KEY_LEFT,
                    .disabled = page == 0});
}

int kiosk_target_px(const struct kiosk_screens *s)
{
    return (int)lroundf(s->density * 20.f / 25.4f);
}
