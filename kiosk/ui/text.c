#include "kiosk/ui/text.h"

#include <assert.h>
#include <string.h>

#define RUNS_MAX 4
#define LINE_LEAST 1.15f /* sizes: lower boxes make no letters larger */
static const char ellipsis[] = "…";

/* Bytes of the character at s (1 for a broken one: the renderer shows it as such). */
static size_t char_length(const char *s)
{
    unsigned char c = (unsigned char)*s;
    size_t length = c >= 0xF0 ? 4 : c >= 0xE0 ? 3 : c >= 0xC0 ? 2 : 1;
    for (size_t i = 1; i < length; i++)
        if (((unsigned char)s[i] & 0xC0) != 0x80)
            return 1;
    return length;
}

static size_t bounded_length(const char *text)
{
    size_t length = strnlen(text, KIOSK_TEXT_MAX);
    while (length == KIOSK_TEXT_MAX && length > 0 && ((unsigned char)text[length] & 0xC0) == 0x80)
        length--; /* not in the middle of a character */
    return length;
}

static int measure(const struct kiosk_view *v, const char *text, size_t length, int size, bool bold)
{
    return length ? v->type->width(v->type->self, text, length, size, bold) : 0;
}

static int run_size(const struct kiosk_view *v, const struct kiosk_run *run, float scale)
{
    int size = kiosk_px(v, run->size * scale);
    return size < 6 ? 6 : size;
}

static void put(const struct kiosk_view *v, const struct kiosk_run *run, const char *text,
        size_t length, int size, int x, int width, int baseline)
{
    /* Room for accents above and descenders below; strokes may reach a little over the advance
     * width. */
    int above = size * 11 / 10;
    kiosk_frame_add(v->frame,
            (struct kiosk_item){.kind = KIOSK_ITEM_TEXT,
                    .rect = {x - size / 8, baseline - above, width + size / 4,
                            above + size * 2 / 5},
                    .colour = run->colour,
                    .size = size,
                    .bold = run->bold,
                    .pen_x = x,
                    .baseline = baseline},
            text, length);
}

/* The longest start of text that fits with an ellipsis; written to out (KIOSK_TEXT_MAX + 4 bytes).
 */
static size_t cut_short(const struct kiosk_view *v, const char *text, size_t length, int size,
        bool bold, int room, char *out)
{
    size_t best = 0;
    for (size_t at = 0; at < length;) {
        at += char_length(text + at);
        memcpy(out, text, at);
        memcpy(out + at, ellipsis, sizeof ellipsis);
        if (measure(v, out, at + sizeof ellipsis - 1, size, bold) > room)
            break;
        best = at;
    }
    memcpy(out, text, best);
    memcpy(out + best, ellipsis, sizeof ellipsis);
    return best + sizeof ellipsis - 1;
}

static int total_width(
        const struct kiosk_view *v, const struct kiosk_run *runs, size_t count, float scale)
{
    int width = 0;
    for (size_t i = 0; i < count; i++)
        width += measure(v, runs[i].text, bounded_length(runs[i].text),
                run_size(v, &runs[i], scale), runs[i].bold);
    return width;
}

/* How small these may be set together. */
static float least_scale(const struct kiosk_run *runs, size_t count)
{
    float least = KIOSK_TEXT_LEAST;
    for (size_t i = 0; i < count; i++)
        least = fmaxf(least, fminf(1, KIOSK_TEXT_SMALLEST / runs[i].size));
    return least;
}

/* The size of the letters asked for, as far as the box is high enough. */
static float start_scale(const struct kiosk_view *v, struct kiosk_rect box,
        const struct kiosk_run *runs, size_t count)
{
    float tallest = 0;
    for (size_t i = 0; i < count; i++)
        tallest = fmaxf(tallest, runs[i].size * v->u);
    return fmaxf(1, fminf(v->letters, (float)box.h / (tallest * LINE_LEAST)));
}

/* The middle of a Chinese character lies 0.38 of its size above the baseline, that of a figure
 * 0.37. */
static int middle_baseline(struct kiosk_rect box, int size)
{
    return box.y + (int)lroundf((float)box.h / 2 + 0.375f * (float)size);
}

int kiosk_draw_runs(const struct kiosk_view *v, struct kiosk_rect box, enum kiosk_align align,
        const struct kiosk_run *runs, size_t count)
{
    assert(count > 0 && count <= RUNS_MAX);
    float scale = start_scale(v, box, runs, count);
    float least = least_scale(runs, count);
    int width = total_width(v, runs, count, scale);
    while (width > box.w && scale > least) {
        scale = fmaxf(scale - 0.05f, least);
        width = total_width(v, runs, count, scale);
    }
    int largest = 0;
    for (size_t i = 0; i < count; i++)
        if (run_size(v, &runs[i], scale) > largest)
            largest = run_size(v, &runs[i], scale);
    int free_w = width < box.w ? box.w - width : 0;
    int x = box.x + (align == KIOSK_LEFT ? 0 : align == KIOSK_RIGHT ? free_w : free_w / 2);
    int end = box.x + box.w;
    int from = x;
    for (size_t i = 0; i < count && x < end; i++) {
        char shortened[KIOSK_TEXT_MAX + sizeof ellipsis];
        const char *text = runs[i].text;
        size_t length = bounded_length(text);
        int size = run_size(v, &runs[i], scale);
        int w = measure(v, text, length, size, runs[i].bold);
        if (x + w > end) {
            length = cut_short(v, text, length, size, runs[i].bold, end - x, shortened);
            text = shortened;
            w = measure(v, text, length, size, runs[i].bold);
            v->frame->clipped++;
        }
        if (length > 0)
            put(v, &runs[i], text, length, size, x, w, middle_baseline(box, largest));
        x += w;
    }
    return x - from;
}

int kiosk_draw_text(const struct kiosk_view *v, struct kiosk_rect box, enum kiosk_align align,
        struct kiosk_run run)
{
    return kiosk_draw_runs(v, box, align, &run, 1);
}

int kiosk_text_width(const struct kiosk_view *v, struct kiosk_run run)
{
    return total_width(v, &run, 1, v->letters);
}

static bool one_of(const char *s, const char *set)
{
    size_t length = char_length(s);
    for (const char *at = set; *at; at += char_length(at))
        if (char_length(at) == length && memcmp(at, s, length) == 0)
            return true;
    return false;
}

/* Chinese has no spaces, and a title that breaks inside a word reads badly: the words that zones
 * and days of vocational schools are named with stay whole. */
static bool inside_word(const char *begin, const char *at)
{
    static const char *const words[] = {"职业", "教育", "活动周", "体验区", "体验", "实训", "实践",
            "工程", "技术", "技能", "智能", "控制", "制造", "组装", "劳动", "专业", "学院", "中心",
            "基地"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        size_t length = strlen(words[i]);
        for (size_t back = 3; back < length; back += 3) /* bytes of one character */
            if ((size_t)(at - begin) >= back && strncmp(at - back, words[i], length) == 0)
                return true;
    }
    return false;
}

/* Whether a line of the text that begins there may end at `left` and go on at `right`. */
static bool breaks_between(const char *begin, const char *left, const char *right)
{
    if (*left == ' ' || *right == ' ')
        return true;
    if (one_of(right, "，。、；：！？）》」』”’％·…—,.;:!?)") || one_of(left, "（《「『“‘("))
        return false;
    bool cjk = (unsigned char)*left >= 0xE3 || (unsigned char)*right >= 0xE3; /* from U+3000 on */
    return cjk && !inside_word(begin, right);
}

/* How many bytes of text go on a line of this width; at least one character. */
static size_t line_length(
        const struct kiosk_view *v, const char *text, size_t length, int size, bool bold, int width)
{
    size_t best = 0;
    size_t at = 0;
    while (at < length) {
        size_t step = char_length(text + at);
        if (text[at] == '\n')
            return at;
        if (measure(v, text, at + step, size, bold) > width && text[at] != ' ')
            return best > 0 ? best : at > 0 ? at : step;
        size_t next = at + step;
        if (next < length && breaks_between(text, text + at, text + next))
            best = next;
        at = next;
    }
    return length;
}

static size_t without_spaces(const char *text, size_t length)
{
    while (length > 0 && text[length - 1] == ' ')
        length--;
    return length;
}

static int line_step(int size, float leading)
{
    return (int)lroundf((float)size * leading);
}

/* Whether every piece that may not be broken is at most so wide. */
static bool words_fit(const struct kiosk_view *v, int width, struct kiosk_run run)
{
    size_t length = bounded_length(run.text);
    int size = run_size(v, &run, v->letters);
    size_t from = 0;
    for (size_t at = 0; at < length;) {
        size_t next = at + char_length(run.text + at);
        if (next >= length || breaks_between(run.text, run.text + at, run.text + next)) {
            if (measure(v, run.text + from, next - from, size, run.bold) > width)
                return false;
            from = next;
        }
        at = next;
    }
    return true;
}

int kiosk_draw_paragraph(const struct kiosk_view *v, struct kiosk_rect box, enum kiosk_align align,
        struct kiosk_run run, float leading)
{
    struct kiosk_view fitting = *v;
    while (fitting.letters > 1 && (kiosk_text_height(&fitting, box.w, run, leading) > box.h ||
                                          !words_fit(&fitting, box.w, run)))
        fitting.letters = fmaxf(1, fitting.letters - 0.05f);
    int size = run_size(v, &run, fitting.letters);
    int step = line_step(size, leading);
    int used = 0;
    const char *text = run.text;
    size_t left = bounded_length(text);
    while (left > 0 && used + step <= box.h) {
        struct kiosk_rect line = {box.x, box.y + used, box.w, step};
        size_t length = line_length(v, text, left, size, run.bold, box.w);
        used += step;
        char shortened[KIOSK_TEXT_MAX + sizeof ellipsis];
        const char *said = text;
        size_t said_length = without_spaces(text, length);
        if (length < left && used + step > box.h) { /* the last line, and there is more to say */
            said_length = cut_short(v, text, left, size, run.bold, box.w, shortened);
            said = shortened;
            v->frame->clipped++;
        }
        int width = measure(v, said, said_length, size, run.bold);
        int shift = align == KIOSK_LEFT    ? 0
                    : align == KIOSK_RIGHT ? box.w - width
                                           : (box.w - width) / 2;
        if (said_length > 0)
            put(v, &run, said, said_length, size, box.x + shift, width,
                    middle_baseline(line, size));
        if (length < left && (text[length] == '\n' || text[length] == ' '))
            length++;
        text += length;
        left -= length;
    }
    if (left > 0 && used == 0)
        v->frame->clipped++; /* no room for even one line */
    return used;
}

int kiosk_text_lines(const struct kiosk_view *v, int width, struct kiosk_run run)
{
    int lines = 0;
    const char *text = run.text;
    size_t left = bounded_length(text);
    int size = run_size(v, &run, v->letters);
    while (left > 0) {
        size_t length = line_length(v, text, left, size, run.bold, width);
        if (length < left && (text[length] == '\n' || text[length] == ' '))
            length++;
        text += length;
        left -= length;
        lines++;
    }
    return lines;
}

int kiosk_text_height(const struct kiosk_view *v, int width, struct kiosk_run run, float leading)
{
    return kiosk_text_lines(v, width, run) * line_step(run_size(v, &run, v->letters), leading);
}

float kiosk_text_fit(
        const struct kiosk_view *v, int width, int lines, struct kiosk_run run, float least)
{
    for (; run.size >= least; run.size -= 0.25f)
        if (lines == 1 ? kiosk_text_width(v, run) <= width
                       : words_fit(v, width, run) && kiosk_text_lines(v, width, run) <= lines)
            return run.size;
    return 0;
}

void kiosk_draw_fitted(const struct kiosk_view *v, struct kiosk_rect box, enum kiosk_align align,
        struct kiosk_run run, float small)
{
    const float leading = 1.15f;
    const float smallest = KIOSK_TEXT_SMALLEST / v->letters;
    float one = kiosk_text_fit(v, box.w, 1, run, small / v->letters);
    if (one == 0) {
        run.size = kiosk_text_fit(v, box.w, 2, run, smallest);
        while (run.size > 0 && kiosk_text_height(v, box.w, run, leading) > box.h)
            run.size = run.size > smallest ? fmaxf(run.size - 0.25f, smallest) : 0;
        if (run.size > 0) {
            int height = kiosk_text_height(v, box.w, run, leading);
            kiosk_draw_paragraph(v, kiosk_rect_centre(box, box.w, height), align, run, leading);
            return;
        }
    }
    run.size = one > 0 ? one : small / v->letters;
    kiosk_draw_text(v, box, align, run);
}
