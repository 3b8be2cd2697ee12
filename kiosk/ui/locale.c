#include "kiosk/ui/locale.h"

#include "core/bounds.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MAGIC 0x950412deu
#define MAGIC_SWAPPED 0xde120495u

static uint32_t word_at(const struct kiosk_locale *l, size_t at)
{
    uint32_t value;
    memcpy(&value, l->data + at, sizeof value);
    return l->swapped ? __builtin_bswap32(value) : value;
}

/* A string of one of the tables, with its length; every offset was checked when the file was read.
 */
static const char *string_at(
        const struct kiosk_locale *l, uint32_t table, uint32_t index, uint32_t *out_length)
{
    *out_length = word_at(l, table + 8 * (size_t)index);
    return (const char *)l->data + word_at(l, table + 8 * (size_t)index + 4);
}

static bool strings_inside(const struct kiosk_locale *l, uint32_t table)
{
    for (uint32_t i = 0; i < l->count; i++) {
        uint64_t length = word_at(l, table + 8 * (size_t)i);
        uint64_t offset = word_at(l, table + 8 * (size_t)i + 4);
        if (offset + length >= l->size || l->data[offset + length] != 0)
            return false;
    }
    return true;
}

static bool check(struct kiosk_locale *l)
{
    if (l->size < 28)
        return false;
    uint32_t magic = word_at(l, 0);
    if (magic != MAGIC && magic != MAGIC_SWAPPED)
        return false;
    l->swapped = magic == MAGIC_SWAPPED;
    l->count = word_at(l, 8);
    l->ids = word_at(l, 12);
    l->words = word_at(l, 16);
    uint64_t table = 8 * (uint64_t)l->count;
    if (l->ids + table > l->size || l->words + table > l->size)
        return false;
    return strings_inside(l, l->ids) && strings_inside(l, l->words);
}

bool kiosk_locale_read(const char *path, struct kiosk_locale *out_locale, char *err)
{
    struct kiosk_locale l = {0};
    FILE *file = fopen(path, "rb");
    if (!file) {
        snprintf(err, KM_ERR_MAX, "%s: %s", path, strerror(errno));
        return false;
    }
    l.data = malloc(KIOSK_LOCALE_FILE_MAX);
    if (!l.data)
        abort();
    l.size = fread(l.data, 1, KIOSK_LOCALE_FILE_MAX, file);
    bool whole = feof(file) != 0;
    fclose(file);
    if (!whole || !check(&l)) {
        snprintf(err, KM_ERR_MAX, "%s: not a gettext catalogue of at most %d bytes", path,
                KIOSK_LOCALE_FILE_MAX);
        kiosk_locale_destroy(&l);
        return false;
    }
    *out_locale = l;
    return true;
}

bool kiosk_locale_open(const char *lang, struct kiosk_locale *out_locale, char *err)
{
    static const char *const folders[] = {KIOSK_LOCALE_BUILD_DIR, KIOSK_LOCALE_DIR};
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
        char path[512];
        snprintf(path, sizeof path, "%s/%s/LC_MESSAGES/kaimen.mo", folders[i], lang);
        if (kiosk_locale_read(path, out_locale, err))
            return true;
    }
    return false;
}

void kiosk_locale_destroy(struct kiosk_locale *l)
{
    free(l->data);
    *l = (struct kiosk_locale){0};
}

static const char *find(const struct kiosk_locale *l, const char *msgid, uint32_t *out_length)
{
    uint32_t low = 0;
    uint32_t high = l->count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        uint32_t length;
        /* A plural's id is "one NUL many": comparing up to the NUL finds it by its first form. */
        int order = strcmp(msgid, string_at(l, l->ids, middle, &length));
        if (order == 0)
            return string_at(l, l->words, middle, out_length);
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return NULL;
}

const char *kiosk_locale_find(const struct kiosk_locale *l, const char *msgid)
{
    uint32_t length;
    const char *words = find(l, msgid, &length);
    return words && *words ? words : msgid;
}

const char *kiosk_locale_find_plural(
        const struct kiosk_locale *l, const char *one, const char *many, long n)
{
    uint32_t length;
    const char *words = find(l, one, &length);
    if (!words || !*words)
        return n == 1 ? one : many;
    size_t first = strlen(words);
    if (n != 1 && first < length)
        return words + first + 1;
    return words;
}
