#include "kiosk/screens/spoken.h"

#include "kiosk/screens/visit.h"
#include "kiosk/screens/words.h"

#include <stdio.h>
#include <string.h>

/* What a voice would stumble over is spelled: a range is two numbers, a ticket's number goes sign
 * by sign. Sentences are put together from whole sentences, so that none is left half empty. */

#define SPELLED_MAX 128

/* A part that was empty leaves no gap. */
static void tidy(char *text)
{
    char *to = text;
    for (const char *c = text; *c; c++)
        if (*c != ' ' || (to > text && c[1] != ' ' && c[1] != ',' && c[1]))
            *to++ = *c;
    *to = 0;
}

/* B2-017 as "B 二，零一七": read as a word it would be "B two minus seventeen". */
static void spell(const struct kiosk_view *v, const char *number, char *out)
{
    static const char *const figures[][10] = {{"zero ", "one ", "two ", "three ", "four ", "five ",
                                                      "six ", "seven ", "eight ", "nine "},
            {"零", "一", "二", "三", "四", "五", "六", "七", "八", "九"}};
    size_t used = 0;
    *out = 0;
    for (const char *c = number; *c && used + 8 < SPELLED_MAX; c++) {
        if (*c >= '0' && *c <= '9')
            used += (size_t)snprintf(
                    out + used, SPELLED_MAX - used, "%s", figures[kiosk_chinese(v)][*c - '0']);
        else if (*c != '-')
            used += (size_t)snprintf(out + used, SPELLED_MAX - used, "%c ", *c);
        else
            used += (size_t)snprintf(
                    out + used, SPELLED_MAX - used, "%s", kiosk_chinese(v) ? "，" : ", ");
    }
    tidy(out);
}

/* Waits are said as a range, like they are shown; "" when there is no estimate. */
static void say_wait(const struct kiosk_view *v, int min, int max, char *out)
{
    *out = 0;
    if (max == 0)
        kiosk_words_format(out, "%s", tr(v, "There is no wait."));
    else if (max > 0 && min <= 0)
        kiosk_words_format(out,
                trn(v, "The wait is at most %d minute.", "The wait is at most %d minutes.", max),
                max);
    else if (max > 0 && min == max)
        kiosk_words_format(out,
                trn(v, "The wait is about %d minute.", "The wait is about %d minutes.", max), max);
    else if (max > 0)
        kiosk_words_format(out, tr(v, "The wait is %1$d to %2$d minutes."), min, max);
}

static void say_zone(const struct kiosk_view *v, char *out, size_t size)
{
    const struct kiosk_zone_view *z = kiosk_zone_shown(v->model);
    struct kiosk_state_words words;
    char where[3 * KIOSK_WORDS_MAX], wait[KIOSK_WORDS_MAX] = "";
    if (!z)
        return;
    kiosk_state_describe(v, z, &words);
    const char *title = kiosk_say(v, z->title), *place = kiosk_say(v, z->place);
    if (*place)
        snprintf(where, sizeof where, tr(v, "%1$.200s, at: %2$.200s."), title, place);
    else
        snprintf(where, sizeof where, tr(v, "%.200s."), title);
    const char *todo = tr(v, "Say how many you are and take a ticket below.");
    if (z->state != KIOSK_ZONE_OPEN)
        todo = tr(v, "No tickets are given here now. Please see the other zones.");
    else if (!v->model->can_issue)
        todo = tr(v, "Tickets are given elsewhere. Please use one of the ticket kiosks.");
    else if (z->session_count > 0)
        todo = tr(v, "Choose a session, say how many you are, and take a ticket below.");
    else
        say_wait(v, z->wait_min, z->wait_max, wait);
    /* TRANSLATORS: a zone and its place; its state; the wait, may be empty; what to do */
    snprintf(out, size, tr(v, "%1$s %2$s. %3$s %4$s"), where, words.chip, wait, todo);
}

static void say_ticket(const struct kiosk_view *v, char *out, size_t size)
{
    const struct kiosk_ticket_view *t = &v->model->ticket;
    char wait[KIOSK_WORDS_MAX], number[SPELLED_MAX];
    const char *place = kiosk_say(v, *kiosk_say(v, t->place) ? t->place : t->zone_title);
    spell(v, t->number, number);
    say_wait(v, t->wait_min, t->wait_max, wait);
    snprintf(out, size,
            tr(v, "Your number is %1$s. %2$s Please take a photo of the code, and go to: %3$s."),
            number, wait, place);
}

/* Where he stands while he waits; else what the card says to do. */
static void say_mine(const struct kiosk_view *v, char *out, size_t size)
{
    const struct kiosk_held_view *h = &v->model->held;
    char wait[KIOSK_WORDS_MAX], number[SPELLED_MAX], start[KIOSK_WORDS_MAX];
    char meaning[4 * KIOSK_WORDS_MAX];
    bool moved = h->state == KIOSK_HELD_TRANSFERRED && *h->other_number;
    spell(v, moved ? h->other_number : h->number, number);
    kiosk_held_meaning(v, meaning, sizeof meaning);
    if (h->state == KIOSK_HELD_WAITING && h->session_start >= 0) {
        kiosk_words_minute(h->session_start, start);
        snprintf(out, size, tr(v, "%1$s is booked for %2$s."), number, start);
    } else if (h->state == KIOSK_HELD_WAITING) {
        say_wait(v, h->wait_min, h->wait_max, wait);
        if (h->ahead_people == 0)
            snprintf(out, size, tr(v, "%1$s is waiting. Nobody is ahead. %2$s"), number, wait);
        else
            snprintf(out, size,
                    trn(v, "%1$s is waiting. %2$d person is ahead. %3$s",
                            "%1$s is waiting. %2$d people are ahead. %3$s", h->ahead_people),
                    number, h->ahead_people, wait);
    } else if (moved) {
        snprintf(out, size, tr(v, "Your new number is %1$s. %2$s"), number, meaning);
    } else if (*number) {
        snprintf(out, size, tr(v, "Number %1$s. %2$s"), number, meaning);
    } else {
        snprintf(out, size, "%s", meaning);
    }
}

static const char *simple(const struct kiosk_view *v)
{
    switch (v->model->screen) {
    case KIOSK_SCREEN_HOME:
        return tr(v, "Welcome. Touch a zone to see its queue and take a ticket.");
    case KIOSK_SCREEN_SCHEDULE:
        return v->model->day_count > 1 ? tr(v, "This is the programme. You can choose a day.")
                                       : tr(v, "This is the programme.");
    case KIOSK_SCREEN_FIND:
        return tr(v, "Please hold your ticket's code to the camera.");
    case KIOSK_SCREEN_CHECKIN:
        return tr(v, "Please hold your ticket's code to the camera to come in.");
    case KIOSK_SCREEN_GOODBYE:
        return v->model->goodbye.rating > 0
                       ? tr(v, "Thank you for telling us!")
                       : tr(v, "Thank you for coming. How was it? Touch a face.");
    case KIOSK_SCREEN_ACCESS:
        return tr(v, "Here you can move everything down, raise the contrast, enlarge the letters, "
                     "and have the "
                     "screens read out.");
    default:
        return "";
    }
}

void kiosk_spoken_words(
        const struct kiosk_screens *s, const struct kiosk_model *m, char *out, size_t size)
{
    const struct kiosk_view v = {.model = m, .locale = &s->locales[m->lang], .u = 1, .letters = 1};
    snprintf(out, size, "%s", simple(&v));
    if (m->screen == KIOSK_SCREEN_ZONE)
        say_zone(&v, out, size);
    else if (m->screen == KIOSK_SCREEN_TICKET)
        say_ticket(&v, out, size);
    else if (m->screen == KIOSK_SCREEN_MINE)
        say_mine(&v, out, size);
    tidy(out);
}
