#include "kiosk/device/phrase.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/ticket.h"

/* Longer lists are not listened to: the screen has them all. */
#define SPANS_MAX 8
#define SPAN_LEAST 3 /* "017 and 018" is no longer than "017 to 018" */

struct number {
    km_zone zone;
    uint16_t kiosk, running;
};

/* Numbers of one kiosk in one zone, first to last without a gap. */
struct span {
    struct number first;
    uint16_t last;
};

/* ---- words ---- */

/* A sentence; the longest that a programme's headings can make has room. */
struct words {
    char *text; /* borrowed, KIOSK_SPEECH_MAX bytes */
    size_t len;
};

static void say(struct words *w, const char *text)
{
    size_t len = strlen(text);
    if (w->len + len < KIOSK_SPEECH_MAX) {
        memcpy(w->text + w->len, text, len + 1);
        w->len += len;
    }
}

static bool is_upper(char c)
{
    return c >= 'A' && c <= 'Z';
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_plain(char c)
{
    return is_upper(c) || (c >= 'a' && c <= 'z') || is_digit(c);
}

/* Bytes of the character at `at`, which is UTF-8 (programmes are checked for it). */
static int char_length(const char *at)
{
    unsigned char c = (unsigned char)*at;
    int length = c < 0x80 ? 1 : c < 0xE0 ? 2 : c < 0xF0 ? 3 : 4;
    for (int i = 1; i < length; i++)
        if (!at[i])
            return i;
    return length;
}

/* 一 to 龥 and the rest of that block: U+4E00..U+9FFF, and U+3400..U+4DBF before it. */
static bool is_hanzi(const char *at, int length)
{
    if (length != 3)
        return false;
    unsigned code = ((unsigned)(unsigned char)at[0] & 0x0Fu) << 12 |
                    ((unsigned)(unsigned char)at[1] & 0x3Fu) << 6 |
                    ((unsigned)(unsigned char)at[2] & 0x3Fu);
    return (code >= 0x3400 && code <= 0x4DBF) || (code >= 0x4E00 && code <= 0x9FFF);
}

/* A text of the programme in its own language: letters, figures and characters stay, anything else
 * is one pause. Capitals in Chinese text are an abbreviation, letter by letter ("A I", not "ai"),
 * and a figure right after one would be taken for its tone. */
static void say_text(struct words *w, const char *text, bool chinese)
{
    bool begun = false, space = false, pause = false;
    char before = 0;
    for (const char *at = text; *at; at += char_length(at)) {
        int length = char_length(at);
        bool spoken = length == 1 ? is_plain(*at) || (!chinese && strchr("'-", *at))
                                  : is_hanzi(at, length) || !chinese;
        if (!spoken) {
            space = begun;
            pause = pause || (begun && *at != ' ');
            before = 0;
            continue;
        }
        if (chinese && is_upper(before) && (is_upper(*at) || is_digit(*at)))
            space = true;
        if (pause)
            say(w, chinese ? "，" : ", ");
        else if (space)
            say(w, " ");
        char piece[5] = "";
        memcpy(piece, at, (size_t)length);
        say(w, piece);
        before = *at;
        begun = true;
        space = pause = false;
    }
}

static const char *const figures[KIOSK_LANGS][10] = {
        [KIOSK_ZH] = {"零", "一", "二", "三", "四", "五", "六", "七", "八", "九"},
        [KIOSK_EN] = {"zero", "one", "two", "three", "four", "five", "six", "seven", "eight",
                "nine"},
};

static void say_digits(struct words *w, unsigned value, int least, bool chinese)
{
    char digits[12];
    snprintf(digits, sizeof digits, "%0*u", least, value);
    for (const char *d = digits; *d; d++) {
        if (!chinese && d > digits)
            say(w, " ");
        say(w, figures[chinese ? KIOSK_ZH : KIOSK_EN][*d - '0']);
    }
}

/* Zone and kiosk. Letters are joined by hyphens in English: alone, A would be read as an article,
 * AB as a word. */
static void say_prefix(struct words *w, const struct number *n, bool chinese)
{
    char letters[4];
    km_zone_print(n->zone, letters);
    for (const char *c = letters; *c; c++) {
        say(w, (char[]){*c, 0});
        say(w, chinese ? " " : "-");
    }
    say_digits(w, n->kiosk, 1, chinese);
    say(w, chinese ? "，" : ", ");
}

static void say_span(struct words *w, const struct span *span, bool chinese)
{
    say_digits(w, span->first.running, 3, chinese);
    if (span->last > span->first.running) {
        say(w, chinese ? "至" : " to ");
        say_digits(w, span->last, 3, chinese);
    }
    say(w, chinese ? "号，" : ", ");
}

/* ---- numbers ---- */

static int compare(const void *a, const void *b)
{
    const struct number *x = a, *y = b;
    if (x->zone != y->zone)
        return x->zone < y->zone ? -1 : 1;
    if (x->kiosk != y->kiosk)
        return x->kiosk < y->kiosk ? -1 : 1;
    return x->running < y->running ? -1 : x->running > y->running;
}

static bool same_prefix(const struct number *a, const struct number *b)
{
    return a->zone == b->zone && a->kiosk == b->kiosk;
}

/* The numbers in order, those in a row put together. Returns the spans there are, of which the
 * first SPANS_MAX are in out. */
static size_t group(const struct kiosk_phrase *phrase, struct span *out)
{
    struct number numbers[KIOSK_CALLS_MAX];
    size_t count = 0;
    assert(phrase->count <= KIOSK_CALLS_MAX);
    for (size_t i = 0; i < phrase->count; i++) {
        struct number *n = &numbers[count];
        count += km_number_parse(phrase->numbers[i], &n->zone, &n->kiosk, &n->running);
    }
    qsort(numbers, count, sizeof *numbers, compare);
    size_t spans = 0;
    for (size_t i = 0, run; i < count; i += run) {
        run = 1;
        while (i + run < count && same_prefix(&numbers[i], &numbers[i + run]) &&
                numbers[i + run].running == numbers[i].running + run)
            run++;
        if (run < SPAN_LEAST)
            run = 1;
        if (spans < SPANS_MAX)
            out[spans] = (struct span){numbers[i], numbers[i + run - 1].running};
        spans++;
    }
    return spans;
}

static void say_numbers(struct words *w, const struct span *spans, size_t count, bool chinese)
{
    for (size_t i = 0; i < count; i++) {
        if (i == 0 || !same_prefix(&spans[i - 1].first, &spans[i].first))
            say_prefix(w, &spans[i].first, chinese);
        say_span(w, &spans[i], chinese);
    }
}

/* ---- sentences ---- */

static bool has(const char *text)
{
    return text && text[0];
}

static void say_zh(struct words *w, const struct kiosk_phrase *phrase, const struct span *spans,
        size_t count, bool more)
{
    say(w, phrase->again ? "再次呼叫，请 " : "请 ");
    say_numbers(w, spans, count, true);
    if (phrase->people == 2) { /* 二位 is what a waiter says */
        say(w, "两位，");
    } else if (phrase->people > 0) {
        char people[24];
        snprintf(people, sizeof people, "%d 位，", phrase->people);
        say(w, people);
    }
    const char *place = phrase->place.zh, *title = phrase->zone_title.zh;
    if (has(place) || has(title))
        say(w, "到");
    if (has(place)) {
        say_text(w, place, true);
        say(w, "，");
    }
    if (has(title)) {
        say_text(w, title, true);
        say(w, "，");
    }
    say(w, phrase->count > 1 ? "同批入场。" : "入场。");
    if (more)
        say(w, "其余号码，请看屏幕。");
}

static void say_en(struct words *w, const struct kiosk_phrase *phrase, const struct span *spans,
        size_t count, bool more)
{
    if (phrase->again)
        say(w, "Calling again: ");
    say_numbers(w, spans, count, false);
    if (phrase->people > 1) {
        char people[32];
        snprintf(people, sizeof people, "party of %d, ", phrase->people);
        say(w, people);
    }
    const char *place = phrase->place.en, *title = phrase->zone_title.en;
    bool somewhere = has(place) || has(title);
    say(w, somewhere ? "please come to " : "please come in");
    if (has(title))
        say_text(w, title, false);
    if (has(title) && has(place))
        say(w, ", ");
    if (has(place))
        say_text(w, place, false);
    say(w, phrase->count > 1 ? ", together." : ".");
    if (more)
        say(w, " For the other numbers, please see the screen.");
}

bool kiosk_phrase_call(const struct kiosk_phrase *phrase, struct kiosk_speech *out_speech)
{
    struct span spans[SPANS_MAX];
    size_t count = group(phrase, spans);
    if (count == 0)
        return false;
    bool more = count > SPANS_MAX;
    if (more)
        count = SPANS_MAX;
    *out_speech = (struct kiosk_speech){.kind = KIOSK_SPEECH_CALL};
    say_zh(&(struct words){.text = out_speech->zh}, phrase, spans, count, more);
    say_en(&(struct words){.text = out_speech->en}, phrase, spans, count, more);
    return true;
}
