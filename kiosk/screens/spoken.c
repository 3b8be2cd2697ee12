#include "kiosk/screens/spoken.h"

#include "kiosk/screens/screen.h"
#include "kiosk/screens/words.h"

#include <stdio.h>

/* Waits are said as a range, like they are shown. */
static void say_wait(const struct kiosk_view *v, int min, int max, char *out)
{
    char words[KIOSK_WORDS_MAX];
    *out = 0;
    if (max < 0)
        return;
    kiosk_words_wait(v, min, max, words);
    kiosk_words_format(out, tr(v, "The wait: %.60s."), words);
}

static void say_zone(const struct kiosk_view *v, char *out, size_t size)
{
    const struct kiosk_zone_view *z = kiosk_zone_shown(v->model);
    struct kiosk_state_words words;
    char wait[KIOSK_WORDS_MAX] = "";
    if (!z)
        return;
    kiosk_state_describe(v, z, &words);
    say_wait(v, z->wait_min, z->wait_max, wait);
    snprintf(out, size,
            tr(v, "%1$s, %2$s. %3$s. %4$s Say how many you are and take a ticket below."),
            kiosk_say(v, z->title), kiosk_say(v, z->place), words.chip, wait);
}

static void say_ticket(const struct kiosk_view *v, char *out, size_t size)
{
    const struct kiosk_ticket_view *t = &v->model->ticket;
    char wait[KIOSK_WORDS_MAX];
    say_wait(v, t->wait_min, t->wait_max, wait);
    snprintf(out, size,
            tr(v, "Your number is %1$s. %2$s Please take a photo of the code, and go to: %3$s."),
            t->number, wait, kiosk_say(v, t->place));
}

static void say_mine(const struct kiosk_view *v, char *out, size_t size)
{
    const struct kiosk_held_view *h = &v->model->held;
    char wait[KIOSK_WORDS_MAX];
    say_wait(v, h->wait_min, h->wait_max, wait);
    if (h->state == KIOSK_HELD_CALLED)
        snprintf(out, size, tr(v, "%1$s, it is your turn. Please go to: %2$s."), h->number,
                kiosk_say(v, h->place));
    else if (h->state == KIOSK_HELD_WAITING)
        snprintf(out, size, tr(v, "%1$s is waiting. %2$d people are ahead. %3$s"), h->number,
                h->ahead_people, wait);
    else
        snprintf(out, size, tr(v, "This is your ticket %1$s for %2$s."), h->number,
                kiosk_say(v, h->zone_title));
}

static const char *simple(const struct kiosk_view *v)
{
    switch (v->model->screen) {
    case KIOSK_SCREEN_HOME:
        return tr(v, "Welcome. Touch a zone to see its queue and take a ticket.");
    case KIOSK_SCREEN_SCHEDULE:
        return tr(v, "This is the programme. Choose a day at the top.");
    case KIOSK_SCREEN_FIND:
        return tr(v, "Please hold your ticket's code to the camera.");
    case KIOSK_SCREEN_CHECKIN:
        return tr(v, "Please hold your ticket's code to the camera to come in.");
    case KIOSK_SCREEN_GOODBYE:
        return tr(v, "Thank you for coming. How was it? Touch a face.");
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
}
