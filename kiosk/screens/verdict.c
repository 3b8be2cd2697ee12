/* The verdict on a scanned code, to be read from three steps away: a colour, a shape and two words,
 * then what to do. What each verdict looks like is one table. */

#include "kiosk/screens/screen.h"
#include "kiosk/screens/words.h"
#include "kiosk/ui/motion.h"

#include <stdio.h>
#include <string.h>

struct look {
    enum kiosk_tone tone;
    enum kiosk_icon shape, sign;
    const char *title; /* msgid */
};

static const struct look looks[KIOSK_VERDICTS] = {
        [KIOSK_VERDICT_ADMIT] = {KIOSK_TONE_GOOD, KIOSK_ICON_CIRCLE_FILLED, KIOSK_ICON_CHECK,
                N_("Come in")},
        [KIOSK_VERDICT_USED] = {KIOSK_TONE_BAD, KIOSK_ICON_OCTAGON_FILLED, KIOSK_ICON_CROSS,
                N_("Already used")},
        [KIOSK_VERDICT_WRONG_DAY] = {KIOSK_TONE_BAD, KIOSK_ICON_OCTAGON_FILLED, KIOSK_ICON_CALENDAR,
                N_("Another day")},
        [KIOSK_VERDICT_WRONG_ZONE] = {KIOSK_TONE_MID, KIOSK_ICON_DIAMOND_FILLED, KIOSK_ICON_ARROW,
                N_("Another zone")},
        [KIOSK_VERDICT_TOO_EARLY] = {KIOSK_TONE_MID, KIOSK_ICON_DIAMOND_FILLED, KIOSK_ICON_CLOCK,
                N_("Too early")},
        [KIOSK_VERDICT_NOT_CALLED] = {KIOSK_TONE_MID, KIOSK_ICON_DIAMOND_FILLED, KIOSK_ICON_CLOCK,
                N_("Not your turn yet")},
        [KIOSK_VERDICT_NO_SHOW] = {KIOSK_TONE_MID, KIOSK_ICON_DIAMOND_FILLED, KIOSK_ICON_QUESTION,
                N_("Number passed")},
        [KIOSK_VERDICT_CANCELLED] = {KIOSK_TONE_BAD, KIOSK_ICON_OCTAGON_FILLED, KIOSK_ICON_CROSS,
                N_("Cancelled")},
        [KIOSK_VERDICT_TRANSFERRED] = {KIOSK_TONE_MID, KIOSK_ICON_DIAMOND_FILLED, KIOSK_ICON_ARROW,
                N_("Moved elsewhere")},
        [KIOSK_VERDICT_FULL] = {KIOSK_TONE_MID, KIOSK_ICON_DIAMOND_FILLED, KIOSK_ICON_PEOPLE,
                N_("Full right now")},
        [KIOSK_VERDICT_PAUSED] = {KIOSK_TONE_MID, KIOSK_ICON_DIAMOND_FILLED, KIOSK_ICON_PAUSE,
                N_("Not open")},
        [KIOSK_VERDICT_FORGED] = {KIOSK_TONE_BAD, KIOSK_ICON_OCTAGON_FILLED, KIOSK_ICON_CROSS,
                N_("Not genuine")},
        [KIOSK_VERDICT_REVOKED] = {KIOSK_TONE_BAD, KIOSK_ICON_OCTAGON_FILLED, KIOSK_ICON_CROSS,
                N_("Not valid")},
        [KIOSK_VERDICT_FOREIGN] = {KIOSK_TONE_BAD, KIOSK_ICON_OCTAGON_FILLED, KIOSK_ICON_QUESTION,
                N_("Not our ticket")},
        [KIOSK_VERDICT_UNREADABLE] = {KIOSK_TONE_BAD, KIOSK_ICON_OCTAGON_FILLED,
                KIOSK_ICON_QUESTION, N_("Cannot read it")},
        [KIOSK_VERDICT_CANNOT_CHECK] = {KIOSK_TONE_MID, KIOSK_ICON_DIAMOND_FILLED,
                KIOSK_ICON_QUESTION, N_("Cannot check here")},
};

static const char *advice_of(const struct kiosk_view *v)
{
    switch (v->model->verdict.verdict) {
    case KIOSK_VERDICT_ADMIT:
        return "";
    case KIOSK_VERDICT_USED:
        return tr(v, "This ticket was admitted before.");
    case KIOSK_VERDICT_WRONG_DAY:
        return tr(v, "This ticket is not for today. Please get a new one.");
    case KIOSK_VERDICT_WRONG_ZONE:
        return tr(v, "This ticket is for another zone. Please go there.");
    case KIOSK_VERDICT_TRANSFERRED:
        return tr(v, "This ticket was exchanged. Please show the new one there.");
    case KIOSK_VERDICT_TOO_EARLY:
        return tr(v, "The session has not started. Please come back then.");
    case KIOSK_VERDICT_NOT_CALLED:
        return tr(v, "Please wait until the number is called.");
    case KIOSK_VERDICT_NO_SHOW:
        return tr(v, "It was called and nobody came. The staff can put you back in the queue.");
    case KIOSK_VERDICT_CANCELLED:
        return tr(v, "This ticket was cancelled. Please get a new one at a kiosk.");
    case KIOSK_VERDICT_FULL:
        return tr(v, "No place is free inside. Please wait until someone leaves.");
    case KIOSK_VERDICT_PAUSED:
        return tr(v, "This zone is paused or closed. Please ask the staff.");
    case KIOSK_VERDICT_FORGED:
        return tr(v, "The signature is wrong: this code was not made by one of our kiosks.");
    case KIOSK_VERDICT_REVOKED:
        return tr(v, "The kiosk that made it was withdrawn. Please get a new one.");
    case KIOSK_VERDICT_FOREIGN:
        return tr(v, "This is a QR code, but no ticket for today's zones.");
    case KIOSK_VERDICT_UNREADABLE:
        return tr(v, "The code is damaged. Please show it again, or tell the staff the number.");
    case KIOSK_VERDICT_CANNOT_CHECK:
        return tr(v, "This kiosk has not heard of the one that made it yet. The staff can admit it "
                     "by its number.");
    default:
        return tr(v, "Please ask the staff.");
    }
}

struct fact {
    const char *label;
    char large[2 * KIOSK_WORDS_MAX]; /* empty = there is no such fact */
    char small[4 * KIOSK_WORDS_MAX];
};

/* A box of label, figure and a line below; a long figure, as a zone's name, is set smaller. */
static void fact_draw(const struct kiosk_view *v, struct kiosk_rect r, const struct fact *f)
{
    uint32_t white = v->theme->white;
    uint32_t soft = v->theme->white_soft;
    kiosk_draw_glass(v, r);
    r = kiosk_rect_inset(r, kiosk_px(v, 4.5f), kiosk_px(v, 3));
    int high = kiosk_px(v, 27) < r.h ? kiosk_px(v, 27) : r.h;
    r = kiosk_rect_centre(r, r.w, high);
    kiosk_draw_text(v, kiosk_rect_cut_top(&r, high * 6 / 27), KIOSK_LEFT,
            (struct kiosk_run){f->label, KIOSK_BODY, false, soft});
    struct kiosk_run large = {f->large, KIOSK_H0, true, white};
    int width = kiosk_text_width(v, large);
    if (width > r.w)
        large.size = fmaxf(large.size * (float)r.w / (float)width * 0.99f, KIOSK_H2);
    kiosk_draw_fitted(v, kiosk_rect_cut_top(&r, high * (*f->small ? 14 : 16) / 27), KIOSK_LEFT,
            large, KIOSK_H2);
    struct kiosk_run small = {f->small, KIOSK_S, false, soft};
    const float least = KIOSK_TEXT_SMALLEST / v->letters;
    bool one = kiosk_text_fit(v, r.w, 1, small, least) > 0;
    int two = (int)ceilf(2.4f * KIOSK_TEXT_SMALLEST * v->u);
    if (*f->small && (one || (r.h >= two && kiosk_text_fit(v, r.w, 2, small, least) > 0)))
        kiosk_draw_fitted(v, r, KIOSK_LEFT, small, one ? KIOSK_TEXT_SMALLEST : KIOSK_XS);
}

static void party_words(const struct kiosk_view *v, char *out, size_t room)
{
    const struct kiosk_verdict_view *d = &v->model->verdict;
    size_t used = 0;
    *out = 0;
    for (size_t i = 0; i < d->party_count && used < room; i++)
        if (d->party[i].people > 0)
            used += (size_t)snprintf(out + used, room - used, "%s%s %d", used ? " · " : "",
                    kiosk_say(v, d->party[i].category), d->party[i].people);
}

static struct fact party_fact(const struct kiosk_view *v)
{
    const struct kiosk_verdict_view *d = &v->model->verdict;
    struct fact f = {.label = tr(v, "On this ticket")};
    if (d->people > 0)
        kiosk_words_people(v, d->people, f.large);
    party_words(v, f.small, sizeof f.small);
    return f;
}

static struct fact wait_fact(const struct kiosk_view *v)
{
    const struct kiosk_verdict_view *d = &v->model->verdict;
    struct fact f = {.label = tr(v, "Waited")};
    char words[KIOSK_WORDS_MAX];
    if (d->verdict == KIOSK_VERDICT_NOT_CALLED) {
        f.label = tr(v, "Expected wait");
        kiosk_words_wait(v, d->wait_min, d->wait_max, f.large);
        snprintf(f.small, sizeof f.small,
                trn(v, "%d party ahead", "%d parties ahead", d->ahead_parties), d->ahead_parties);
    } else if (d->waited >= 0) {
        snprintf(f.large, sizeof f.large, tr(v, "%d min"), d->waited);
        kiosk_words_time(&d->issued, words);
        if (d->issued.year > 0)
            snprintf(f.small, sizeof f.small, tr(v, "issued %s"), words);
    }
    return f;
}

/* What the verdict turns on: when it was used, which day it is for, where it belongs. */
static struct fact cause_fact(const struct kiosk_view *v)
{
    const struct kiosk_verdict_view *d = &v->model->verdict;
    const struct kiosk_moment *now = &v->model->now;
    struct fact f = {.label = ""};
    const char *large = "";
    const char *small = "";
    char words[KIOSK_WORDS_MAX];
    bool today = d->when.month == now->month && d->when.day == now->day;
    switch (d->verdict) {
    case KIOSK_VERDICT_USED:
        f.label = today ? tr(v, "Admitted today") : tr(v, "Admitted before");
        kiosk_words_time(&d->when, words);
        if (!today)
            kiosk_words_day(v, &d->when, words);
        large = d->when.year > 0 ? words : "";
        small = kiosk_say(v, d->where);
        break;
    case KIOSK_VERDICT_WRONG_DAY:
        f.label = tr(v, "Good for");
        kiosk_words_day(v, &d->when, words);
        large = d->when.year > 0 ? words : "";
        break;
    case KIOSK_VERDICT_WRONG_ZONE:
        f.label = tr(v, "Please go to");
        large = kiosk_say(v, d->where);
        small = kiosk_say(v, d->place);
        break;
    case KIOSK_VERDICT_TRANSFERRED:
        f.label = tr(v, "New number");
        large = d->other_number;
        small = kiosk_say(v, d->where);
        break;
    case KIOSK_VERDICT_TOO_EARLY:
        f.label = tr(v, "Starts at");
        kiosk_words_minute(d->session_start, words);
        large = words;
        break;
    default:
        return wait_fact(v);
    }
    snprintf(f.large, sizeof f.large, "%.300s", large);
    snprintf(f.small, sizeof f.small, "%.600s", small);
    return f;
}

static void facts_draw(const struct kiosk_view *v, struct kiosk_rect r)
{
    struct fact facts[2] = {cause_fact(v), party_fact(v)};
    if (v->model->verdict.verdict == KIOSK_VERDICT_ADMIT) { /* how many come in matters most */
        struct fact cause = facts[0];
        facts[0] = facts[1];
        facts[1] = cause;
    }
    int at = 0;
    for (int i = 0; i < 2; i++)
        if (*facts[i].large)
            fact_draw(v, kiosk_rect_cell(r, 2, 1, kiosk_px(v, 3.5f), at++), &facts[i]);
}

static void headline_draw(const struct kiosk_view *v, struct kiosk_rect r, const struct look *look)
{
    const struct kiosk_theme *t = v->theme;
    struct kiosk_rect badge = kiosk_rect_cut_left(&r, r.h);
    int full = badge.w; /* it grows into its place as the verdict comes */
    int grown = (int)lroundf((float)full * (0.7f + 0.3f * kiosk_motion_entered(v->model)));
    badge = kiosk_rect_centre(badge, grown, grown);
    kiosk_draw_icon(v, badge, look->shape, 0.4f, t->white);
    int inset = look->shape == KIOSK_ICON_DIAMOND_FILLED ? badge.w * 27 / 100 : badge.w * 17 / 100;
    kiosk_draw_icon(v, kiosk_rect_inset(badge, inset, inset), look->sign, 3,
            kiosk_tone_colour(t, look->tone));
    kiosk_rect_cut_left(&r, kiosk_px(v, 4.5f));
    struct kiosk_run title = {tr(v, look->title), 18, true, t->white};
    const char *number = v->model->verdict.number;
    struct kiosk_rect below = kiosk_rect_cut_bottom(&r, *number ? kiosk_px(v, 9) : 0);
    kiosk_draw_fitted(v, r, KIOSK_LEFT, title, 8.5f); /* a longer verdict in two lines */
    if (*number)
        kiosk_draw_text(v, below, KIOSK_LEFT, (struct kiosk_run){number, KIOSK_H1, true, t->white});
}

/* What staff may do about it; who is not signed in finds the way to do so. */
static bool deed_of(const struct kiosk_view *v, struct kiosk_button *out_deed)
{
    const struct kiosk_verdict_view *d = &v->model->verdict;
    *out_deed = (struct kiosk_button){.style = KIOSK_BUTTON_GHOST};
    if (!d->can_undo && !d->can_admit)
        return false;
    if (!v->model->signed_in) {
        out_deed->icon = KIOSK_ICON_KEY;
        out_deed->label = tr(v, "Staff");
        out_deed->action = (struct kiosk_action){.kind = KIOSK_ACTION_OPEN_STAFF, .session = -1};
        return v->model->can_staff;
    }
    out_deed->icon = d->can_undo ? KIOSK_ICON_UNDO : KIOSK_ICON_CHECK;
    out_deed->label = d->can_undo ? tr(v, "Undo") : tr(v, "Admit");
    out_deed->action.kind = d->can_undo ? KIOSK_ACTION_UNDO : KIOSK_ACTION_ADMIT_ANYWAY;
    out_deed->action.session = -1;
    return true;
}

static void age_draw(const struct kiosk_view *v, struct kiosk_rect *r)
{
    char age[KIOSK_WORDS_MAX];
    char words[2 * KIOSK_WORDS_MAX];
    if (v->model->verdict.age <= 0)
        return;
    kiosk_words_age(v, v->model->verdict.age, age);
    snprintf(words, sizeof words, tr(v, "Decided by what was known %s"), age);
    kiosk_draw_text(v, kiosk_rect_cut_bottom(r, kiosk_px(v, 6)), KIOSK_LEFT,
            (struct kiosk_run){words, KIOSK_S, false, v->theme->white_soft});
    kiosk_rect_cut_bottom(r, kiosk_px(v, 2));
}

void kiosk_verdict_draw(const struct kiosk_view *v, const struct kiosk_screens *s)
{
    const struct kiosk_verdict_view *d = &v->model->verdict;
    const struct look *look = &looks[d->verdict];
    const struct kiosk_theme *t = v->theme;
    uint32_t ground = kiosk_tone_colour(t, look->tone);
    struct kiosk_rect r = kiosk_checkin_split(
            v, s, ground, kiosk_tone_deep(t, look->tone), kiosk_theme_mix(ground, t->white, 0.4));
    struct kiosk_button deed;
    bool button = deed_of(v, &deed);
    struct kiosk_rect foot = kiosk_rect_cut_bottom(&r, kiosk_figures_height(v, r.w, button));
    struct kiosk_rect place = kiosk_figures_draw(v, foot, button);
    if (button)
        kiosk_draw_button(v, place, &deed);
    kiosk_rect_cut_bottom(&r, kiosk_px(v, 3));
    headline_draw(v, kiosk_rect_cut_top(&r, kiosk_px(v, 27)), look);
    kiosk_rect_cut_top(&r, kiosk_px(v, 6));
    struct kiosk_run advice = {advice_of(v), KIOSK_H2, true, t->white};
    if (*advice.text)
        kiosk_rect_cut_top(
                &r, kiosk_px(v, 5) + kiosk_draw_paragraph(v, r, KIOSK_LEFT, advice, 1.35f));
    age_draw(v, &r);
    struct kiosk_rect facts = kiosk_rect_cut_top(&r, kiosk_px(v, 33));
    if (facts.h >= kiosk_px(v, 20))
        facts_draw(v, facts);
}
