/* Calendar arithmetic on the proleptic Gregorian calendar, after Howard Hinnant's
 * "chrono-compatible low-level date algorithms": years begin in March, so the leap day is the last
 * one and needs no special case. */
#include "core/local_time.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

#define DAY_MS INT64_C(86400000)
#define MINUTE_MS INT64_C(60000)

bool km_local_day_from(int year, int month, int mday, uint16_t *day)
{
    static const int length[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (year < 1970 || year > 2100 || month < 1 || month > 12 || mday < 1)
        return false;
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    if (mday > length[month - 1] + (month == 2 && leap))
        return false;
    int y = year - (month <= 2);
    int era = y / 400, of_era = y % 400;
    int of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + mday - 1;
    long days = era * 146097L + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
    if (days < 0 || days > KM_LOCAL_DAY_MAX)
        return false;
    *day = (uint16_t)days;
    return true;
}

void km_local_day_split(uint16_t day, int *year, int *month, int *mday)
{
    long z = day + 719468L;
    int era = (int)(z / 146097), of_era = (int)(z % 146097);
    int y = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    int of_year = of_era - (365 * y + y / 4 - y / 100);
    int m = (5 * of_year + 2) / 153;
    *mday = of_year - (153 * m + 2) / 5 + 1;
    *month = m < 10 ? m + 3 : m - 9;
    *year = y + era * 400 + (*month <= 2);
}

uint8_t km_local_day_weekday(uint16_t day)
{
    return (uint8_t)((day + 4) % 7); /* 1970-01-01 was a Thursday */
}

struct km_local_time km_local_time_at(int64_t utc_ms, int offset_minutes)
{
    const int64_t last = (KM_LOCAL_DAY_MAX + INT64_C(1)) * DAY_MS - 1;
    int64_t shift = offset_minutes * MINUTE_MS, ms;
    if (utc_ms < -shift)
        ms = 0;
    else
        ms = utc_ms > last - shift ? last : utc_ms + shift;

    struct km_local_time t = {.day = (uint16_t)(ms / DAY_MS)};
    int64_t of_day = ms % DAY_MS;
    t.minute = (int16_t)(of_day / MINUTE_MS);
    t.hour = t.minute / 60;
    t.min = t.minute % 60;
    t.sec = (int)(of_day % MINUTE_MS / 1000);
    t.weekday = km_local_day_weekday(t.day);
    km_local_day_split(t.day, &t.year, &t.month, &t.mday);
    return t;
}

int64_t km_local_time_utc(uint16_t day, int minute, int offset_minutes)
{
    return day * DAY_MS + (minute - offset_minutes) * MINUTE_MS;
}

/* Digits at s, exactly n of them. */
static bool digits(const char *s, int n, int *out)
{
    int v = 0;
    for (int i = 0; i < n; i++) {
        if (s[i] < '0' || s[i] > '9')
            return false;
        v = v * 10 + (s[i] - '0');
    }
    *out = v;
    return true;
}

bool km_local_day_parse(const char *s, uint16_t *day)
{
    int y, m, d;
    if (strlen(s) != 10 || s[4] != '-' || s[7] != '-')
        return false;
    if (!digits(s, 4, &y) || !digits(s + 5, 2, &m) || !digits(s + 8, 2, &d))
        return false;
    return km_local_day_from(y, m, d, day);
}

bool km_local_minute_parse(const char *s, int16_t *minute)
{
    int h, m;
    if (strlen(s) != 5 || s[2] != ':' || !digits(s, 2, &h) || !digits(s + 3, 2, &m))
        return false;
    if (m > 59 || h * 60 + m > 24 * 60)
        return false;
    *minute = (int16_t)(h * 60 + m);
    return true;
}

bool km_local_offset_parse(const char *s, int16_t *minutes)
{
    int16_t m;
    if ((s[0] != '+' && s[0] != '-') || !km_local_minute_parse(s + 1, &m) ||
            m > KM_LOCAL_OFFSET_MAX)
        return false;
    *minutes = (int16_t)(s[0] == '-' ? -m : m);
    return true;
}

void km_local_day_print(uint16_t day, char out[11])
{
    int y, m, d;
    km_local_day_split(day, &y, &m, &d);
    snprintf(out, 11, "%04u-%02u-%02u", (unsigned)y % 10000, (unsigned)m % 100, (unsigned)d % 100);
}

void km_local_minute_print(int minute, char out[6])
{
    assert(minute >= 0 && minute <= 24 * 60);
    snprintf(out, 6, "%02u:%02u", (unsigned)minute / 60 % 100, (unsigned)minute % 60);
}
