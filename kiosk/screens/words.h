#ifndef KIOSK_SCREENS_WORDS_H
#define KIOSK_SCREENS_WORDS_H

/* Numbers and times in words of the language shown. Each writes into the caller's buffer
 * (KIOSK_WORDS_MAX). */

#include "kiosk/ui/view.h"

#define KIOSK_WORDS_MAX 160

/* printf into a KIOSK_WORDS_MAX buffer. */
void kiosk_words_format(char *out, const char *format, ...) __attribute__((format(printf, 2, 3)));

void kiosk_words_minute(int minute, char *out);                 /* 10:42; -1 = empty */
void kiosk_words_time(const struct kiosk_moment *m, char *out); /* 10:42 */
void kiosk_words_day(
        const struct kiosk_view *v, const struct kiosk_moment *m, char *out); /* 5月14日 */
void kiosk_words_date(
        const struct kiosk_view *v, const struct kiosk_moment *m, char *out); /* 5月14日 星期四 */
void kiosk_words_range(int least, int most, char *out); /* 12–18, 5, or – */
/* 12–18 分钟, 30 分钟内, 不用等 */
void kiosk_words_wait(const struct kiosk_view *v, int least, int most, char *out);
/* The same as a figure and its unit. */
void kiosk_words_wait_figure(
        const struct kiosk_view *v, int least, int most, char *out_number, char *out_unit);
void kiosk_words_people(const struct kiosk_view *v, int people, char *out); /* 3 人 */
void kiosk_words_age(const struct kiosk_view *v, int minutes, char *out);   /* 6 分钟前 */
const char *kiosk_held_words(const struct kiosk_view *v, enum kiosk_held state);
/* The first sentence of a text, into `room` bytes; empty when it is longer. */
void kiosk_words_sentence(const char *text, char *out, size_t room);
void kiosk_words_span(int start, int end, char *out); /* 10:00–10:30 */

#endif
