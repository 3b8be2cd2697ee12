/* The little that the wedge must know of a ticket's text: …/T/TOKEN, where the token is letters and
 * digits. Capitals lost to caps lock come back. The two slashes may have become any one key of
 * another layout. With shift held by mistake the digits arrive as the signs above them (US and
 * Chinese keyboards). */

#include <stdio.h>
#include <string.h>

#include "kiosk/scan/wedge.h"

#define TOKEN_MIN 16

static char upper(char c)
{
    return c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
}

static bool is_word(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z');
}

/* A letter or digit of the token, out of what was typed for it; 0 for anything else. */
static char token_char(char c)
{
    static const char shifted[] = ")!@#$%^&*(";
    const char *sign = c ? strchr(shifted, c) : NULL;
    if (sign)
        return (char)('0' + (sign - shifted));
    return is_word(c) ? c : 0;
}

/* Bytes of the key at s: one, or a whole UTF-8 sequence. */
static size_t key_bytes(const char *s)
{
    size_t n = 1;
    if ((unsigned char)s[0] >= 0x80)
        while (((unsigned char)s[n] & 0xc0) == 0x80)
            n++;
    return n;
}

/* Is there a token from s to the end? Then writes it to out. */
static bool take_token(const char *s, char *out)
{
    size_t n = 0;
    for (; s[n]; n++)
        if (!(out[n] = token_char(s[n])))
            return false;
    out[n] = 0;
    return n >= TOKEN_MIN;
}

void kiosk_wedge_repair_ticket(const char *in, char *out)
{
    char text[KM_SCAN_TEXT_MAX + 1], token[KM_SCAN_TEXT_MAX + 1];
    size_t length = 0;
    for (; in[length] && length < KM_SCAN_TEXT_MAX; length++)
        text[length] = upper(in[length]);
    text[length] = 0;

    for (size_t at = 0, key; at < length; at += key) {
        key = key_bytes(text + at);
        const char *mark = text + at + key; /* the T after the key at `at` */
        if (is_word(text[at]) || *mark != 'T' || !mark[1] || is_word(mark[1]))
            continue;
        if (!take_token(mark + 1 + key_bytes(mark + 1), token))
            continue;
        text[at] = 0;
        const char *scheme = "", *head = text;
        if (strncmp(text, "HTTP", 4) == 0 && text[4] && !is_word(text[4])) {
            scheme = "HTTP://";
            for (head = text + 4; *head && !is_word(*head);)
                head++;
        }
        char *end = stpcpy(stpcpy(out, scheme), head); /* fits: head and token are parts of text */
        stpcpy(stpcpy(end, "/T/"), token);
        return;
    }
    snprintf(out, KIOSK_WEDGE_OUT_MAX, "%s", in);
}
