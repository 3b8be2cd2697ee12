/* A zone's state in words, the same on every screen. */

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
