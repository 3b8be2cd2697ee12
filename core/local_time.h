#ifndef KM_LOCAL_TIME_H
#define KM_LOCAL_TIME_H

/* The day and minute of the programme's time zone. A programme has one fixed offset from UTC, so
 * this is arithmetic: no libc time zone, no clock, no leap seconds (a UTC day has 86 400 s, as in
 * POSIX). Limits: days 1970-01-01 to 2059-09-18, so that a day fits 15 bits and leaves the
 * rehearsal bit free. Any thread. */

#include <stdbool.h>
#include <stdint.h>

#define KM_LOCAL_DAY_MAX 0x7fff /* days since 1970-01-01 */
#define KM_LOCAL_OFFSET_MAX \
    (14 * 60) /* minutes from UTC, either way: the widest in use is +14:00 */

struct km_local_time {
    uint16_t day;    /* days since 1970-01-01, local */
    int16_t minute;  /* of the day, 0 to 1439 */
    uint8_t weekday; /* 0 Sunday … 6 Saturday */
    int year, month, mday, hour, min, sec;
};

/* `utc_ms` is clamped to the days above. */
struct km_local_time km_local_time_at(int64_t utc_ms, int offset_minutes);
/* UTC milliseconds of a local day and minute of that day. */
int64_t km_local_time_utc(uint16_t day, int minute, int offset_minutes);

/* false when there is no such day, or it lies outside the limits */
bool km_local_day_from(int year, int month, int mday, uint16_t *day);
void km_local_day_split(uint16_t day, int *year, int *month, int *mday);
uint8_t km_local_day_weekday(uint16_t day); /* 0 Sunday … 6 Saturday */

/* Exactly "YYYY-MM-DD", "HH:MM" (00:00 to 24:00, the end of the day), "+HH:MM" or "-HH:MM". */
bool km_local_day_parse(const char *s, uint16_t *day);
bool km_local_minute_parse(const char *s, int16_t *minute);
bool km_local_offset_parse(const char *s, int16_t *minutes);
void km_local_day_print(uint16_t day, char out[11]);
void km_local_minute_print(int minute, char out[6]); /* 0 to 1440 */

#endif
