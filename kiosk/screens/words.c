#include "kiosk/screens/words.h"

#include <stdarg.h>
#include <stdio.h>

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
    else
        kiosk_words_format(out, tr(v, "About %s min"), range);
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
