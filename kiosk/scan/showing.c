#include "kiosk/scan/showing.h"

#include <assert.h>
#include <string.h>

#include "core/ticket.h"

/* What names a line: its token, which stands last in a ticket's text, else all of it. */
static const char *name_of(const char *line, size_t *length)
{
    if (*length <= KM_TOKEN_CHARS)
        return line;
    const char *token = line + *length - KM_TOKEN_CHARS;
    *length = KM_TOKEN_CHARS;
    return token;
}

static bool has_line(const char *text, const char *name, size_t length)
{
    for (const char *line = text;; line++) {
        size_t other_length = strcspn(line, "\n"), whole = other_length;
        const char *other = name_of(line, &other_length);
        if (other_length == length && memcmp(other, name, length) == 0)
            return true;
        line += whole;
        if (!*line)
            return false;
    }
}

/* Do they have a reading in common? */
static bool is_same(const char *a, const char *b)
{
    for (const char *line = a;; line++) {
        size_t length = strcspn(line, "\n"), whole = length;
        const char *name = name_of(line, &length);
        if (has_line(b, name, length))
            return true;
        line += whole;
        if (!*line)
            return false;
    }
}

bool kiosk_showing_take(struct kiosk_showing *showing, const char *text, int64_t now_ms)
{
    size_t length = strlen(text);
    assert(length <= KM_SCAN_TEXT_MAX);
    bool still = showing->any && now_ms - showing->read_ms < KIOSK_SHOWING_MS &&
                 is_same(showing->text, text);
    showing->any = true;
    showing->read_ms = now_ms;
    if (!still)
        memcpy(showing->text, text, length + 1);
    return !still;
}
