#ifndef KIOSK_UI_LOCALE_H
#define KIOSK_UI_LOCALE_H

/* The words of the screens in one language, read from a gettext catalogue (kaimen.mo). glibc's own
 * gettext needs a system locale for the language, which a kiosk need not have, and keeps one
 * language per process; a visitor changes it at a touch. The file format is a sorted table of
 * pairs, so we read it ourselves. Words are English msgids; one that a catalogue lacks shows as it
 * is. After opening immutable: any thread. Limits: KIOSK_LOCALE_FILE_MAX; plural rules: one form,
 * or n != 1. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct kiosk_locale {
    uint8_t *data; /* owned: the file */
    size_t size;
    uint32_t count, ids, words; /* entries; offsets of the two tables */
    bool swapped;               /* written on a machine of the other byte order */
};

/* Find and read the catalogue of `lang` ("zh_CN", "en") in the build tree or where it is installed.
 * Fails with a message. A zeroed locale is a valid empty one. */
bool kiosk_locale_open(const char *lang, struct kiosk_locale *out_locale, char *err);
bool kiosk_locale_read(const char *path, struct kiosk_locale *out_locale, char *err);
void kiosk_locale_destroy(struct kiosk_locale *l);

/* The words for msgid; borrowed from the catalogue, or msgid itself. */
const char *kiosk_locale_find(const struct kiosk_locale *l, const char *msgid)
        __attribute__((format_arg(2)));
const char *kiosk_locale_find_plural(const struct kiosk_locale *l, const char *one,
        const char *many, long n) __attribute__((format_arg(2), format_arg(3)));

#endif
