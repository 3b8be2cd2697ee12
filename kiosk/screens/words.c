#include "kiosk/screens/words.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

void kiosk_words_format(char *out, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    vsnprintf(out, KIOSK_WORDS_MAX, format, args);
    va_end(args);
}

void kiosk_words_minute(int minute, char *out)
{
    if (minute < 0)
        *out = 0;
    else
        kiosk_words_format(out, "%d:%02d", minute / 60, minute % 60);
}

void kiosk_words_time(const struct kiosk_moment *m, char *out)
{
    kiosk_words_minute(m->hour * 60 + m->minute, out);
}

static const char *month_name(const struct kiosk_view *v, int month)
{
    switch (month) {
    case 1:
        return tr(v, "Jan");
    case 2:
        return tr(v, "Feb");
    case 3:
        return tr(v, "Mar");
    case 4:
        return tr(v, "Apr");
    case 5:
        return tr(v, "May");
    case 6:
        return tr(v, "Jun");
    case 7:
        return tr(v, "Jul");
    case 8:
        return tr(v, "Aug");
    case 9:
        return tr(v, "Sep");
    case 10:
        return tr(v, "Oct");
    case 11:
        return tr(v, "Nov");
    default:
        return tr(v, "Dec");
    }
}

static const char *weekday_name(const struct kiosk_view *v, int weekday)
{
    switch (weekday) {
    case 0:
        return tr(v, "Sunday");
    case 1:
        return tr(v, "Monday");
    case 2:
        return tr(v, "Tuesday");
    case 3:
        return tr(v, "Wednesday");
    case 4:
        return tr(v, "Thursday");
    case 5:
        return tr(v, "Friday");
    default:
        return tr(v, "Saturday");
    }
}

void kiosk_words_day(const struct kiosk_view *v, const struct kiosk_moment *m, char *out)
{
    /* TRANSLATORS: day of the month, name of the month */
    kiosk_words_format(out, tr(v, "%1$d %2$s"), m->day, month_name(v, m->month));
}

void kiosk_words_date(const struct kiosk_view *v, const struct kiosk_moment *m, char *out)
{
    char day[KIOSK_WORDS_MAX];
    kiosk_words_day(v, m, day);
    /* TRANSLATORS: weekday, day and month */
    kiosk_words_format(out, tr(v, "%1$s, %2$s"), weekday_name(v, m->weekday), day);
}

void kiosk_words_range(int least, int most, char *out)
{
    if (least < 0 || most < 0)
        kiosk_words_format(out, "–");
    else if (least == most)
        kiosk_words_format(out, "%d", least);
    else
        kiosk_words_format(out, "%d–%d", least, most);
}

void kiosk_words_wait(const struct kiosk_view *v, int least, int most, char *out)
{
    char range[KIOSK_WORDS_MAX];
    kiosk_words_range(least, most, range);
    if (least < 0 || most < 0)
        kiosk_words_format(out, "%s", tr(v, "No estimate yet"));
    else if (most == 0)
        kiosk_words_format(out, "%s", tr(v, "No wait"));
    else if (least == 0)
        kiosk_words_format(out, tr(v, "Within %d min"), most);
    else
        kiosk_words_format(out, tr(v, "%s min"), range);
}

void kiosk_words_wait_figure(
        const struct kiosk_view *v, int least, int most, char *out_number, char *out_unit)
{
    *out_unit = 0;
    if (most == 0) {
        kiosk_words_format(out_number, "%s", tr(v, "No wait"));
        return;
    }
    kiosk_words_range(least > 0 ? least : most, most, out_number);
    if (most > 0)
        kiosk_words_format(out_unit, "%s", least > 0 ? tr(v, "min") : tr(v, "min at most"));
}

void kiosk_words_people(const struct kiosk_view *v, int people, char *out)
{
    kiosk_words_format(out, trn(v, "%d person", "%d people", people), people);
}

void kiosk_words_age(const struct kiosk_view *v, int minutes, char *out)
{
    if (minutes < 60)
        kiosk_words_format(out, tr(v, "%d min ago"), minutes);
    else
        kiosk_words_format(out, tr(v, "%d h ago"), minutes / 60);
}

void kiosk_words_sentence(const char *text, char *out, size_t room)
{
    static const char *const ends[] = {"。", "！", "？", ". ", "! ", "? "};
    size_t length = strlen(text);
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        const char *end = strstr(text, ends[i]);
        size_t closed = end ? (size_t)(end - text) + strlen(ends[i]) : length;
        length = closed < length ? closed : length;
    }
    while (length > 0 && text[length - 1] == ' ')
        length--;
    *out = 0;
    if (length < room)
        snprintf(out, room, "%.*s", (int)length, text);
}

void kiosk_words_span(int start, int end, char *out)
{
    char from[KIOSK_WORDS_MAX];
    char to[KIOSK_WORDS_MAX];
    kiosk_words_minute(start, from);
    kiosk_words_minute(end, to);
    if (*to)
        kiosk_words_format(out, "%.12s–%.12s", from, to);
    else
        kiosk_words_format(out, "%.12s", from);
}

const char *kiosk_held_words(const struct kiosk_view *v, enum kiosk_held state)
{
    switch (state) {
    case KIOSK_HELD_WAITING:
        return tr(v, "Waiting");
    case KIOSK_HELD_CALLED:
        return tr(v, "Called");
    case KIOSK_HELD_NO_SHOW:
        return tr(v, "Did not come");
    case KIOSK_HELD_INSIDE:
        return tr(v, "Inside");
    case KIOSK_HELD_LEFT:
        return tr(v, "Has left");
    case KIOSK_HELD_CANCELLED:
        return tr(v, "Cancelled");
    case KIOSK_HELD_TRANSFERRED:
        return tr(v, "Moved to another zone");
    default:
        return tr(v, "Not known here yet");
    }
}
