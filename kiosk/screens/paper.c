/* The ticket on paper. Measures are in mm of paper (u = 8 dots), the same on wide and narrow rolls;
 * only what is set as large as it fits differs. Thermal paper knows black and white, so there are
 * no greys, and the one black field is where to go. From the top: what it is for, the number, where
 * and when, the code, and in small type the rest. */

#include "kiosk/screens/paper.h"

#include "kiosk/screens/words.h"
#include "kiosk/ui/widget.h"

#define BLACK 0xFF000000u
#define WHITE 0xFFFFFFFFu
#define LONGEST 2000 /* px: where laying out ends at the latest */
/* Dots of a module: the code is 41 mm wide (36 on the narrow roll). A camera of 1280 px that sees
 * 60 degrees has 120 px of it, which is enough in low light (bench_ticket), up to 38 cm away, where
 * any camera is sharp; and one dead dot of the print head is an eighth of a module. */
#define MODULE 8
#define QUIET 8           /* modules around the code, both sides together */
#define NUMBER 21.f       /* mm: the number at most */
#define PLACE 3.6f        /* mm: the place at least */
#define FIGURE_HEIGHT .8f /* of the size of large figures */
#define LINES 4           /* at most, of one text */
#define LEADING 1.3f      /* from line to line, in sizes */

/* Takes the next strip of the paper. */
static struct kiosk_rect strip(struct kiosk_rect *rest, const struct kiosk_view *v, float mm)
{
    return kiosk_rect_cut_top(rest, kiosk_px(v, mm));
}

static void line_draw(const struct kiosk_view *v, struct kiosk_rect *rest)
{
    strip(rest, v, .8f);
    kiosk_draw_fill(v, strip(rest, v, .4f), BLACK, 0);
    strip(rest, v, 1.2f);
}

/* Words set into a width: on one line if they need not be smaller than `least` for it, else on as
 * few as can be, all about equally long. */
struct block {
    struct kiosk_run run; /* size: as set */
    int width, height;    /* px */
};

static struct block block_set(
        const struct kiosk_view *v, int width, struct kiosk_run run, float least)
{
    float size = 0;
    int lines = 0;
    while (size == 0 && lines < LINES)
        size = kiosk_text_fit(v, width, ++lines, run, least);
    run.size = size > 0 ? size : least;
    int step = kiosk_px(v, .5f);
    while (size > 0 && lines > 1 && kiosk_text_fit(v, width - step, lines, run, size) > 0)
        width -= step;
    return (struct block){run, width, kiosk_text_height(v, width, run, LEADING)};
}

static void block_draw(
        const struct kiosk_view *v, struct kiosk_rect r, enum kiosk_align align, struct block block)
{
    r = align == KIOSK_CENTRE ? kiosk_rect_centre(r, block.width, block.height)
                              : (struct kiosk_rect){r.x, r.y + (r.h - block.height) / 2,
                                        block.width, block.height};
    kiosk_draw_paragraph(v, r, align, block.run, LEADING);
}

static void heading_draw(const struct kiosk_view *v, struct kiosk_rect *rest, const char *text,
        float size, float least, bool bold)
{
    if (!*text)
        return;
    struct block block = block_set(v, rest->w, (struct kiosk_run){text, size, bold, BLACK}, least);
    block_draw(v, kiosk_rect_cut_top(rest, block.height), KIOSK_CENTRE, block);
}

/* As large as it fits. */
static void number_draw(const struct kiosk_view *v, struct kiosk_rect *rest)
{
    struct kiosk_run run = {v->model->ticket.number, NUMBER, true, BLACK};
    int width = kiosk_text_width(v, run);
    if (width > rest->w)
        run.size *= (float)rest->w / (float)width * .99f;
    kiosk_draw_text(v, strip(rest, v, run.size * FIGURE_HEIGHT), KIOSK_CENTRE, run);
}

/* White on black: what one looks for when the number is known. */
static void place_draw(const struct kiosk_view *v, struct kiosk_rect *rest)
{
    const char *place = kiosk_say(v, v->model->ticket.place);
    if (!*place)
        return;
    int side = kiosk_px(v, 5);
    int gap = kiosk_px(v, 1.5f);
    int edge = kiosk_px(v, 2.5f);
    struct block block = block_set(v, rest->w - 2 * edge - side - gap,
            (struct kiosk_run){place, 5.2f, true, WHITE}, PLACE);
    bool one = block.height < kiosk_px(v, 2 * PLACE * LEADING);
    if (one)
        block.width = kiosk_text_width(v, block.run);
    struct kiosk_rect bar = kiosk_rect_cut_top(rest, block.height + kiosk_px(v, 2.2f));
    kiosk_draw_fill(v, bar, BLACK, 1.5f);
    bar = kiosk_rect_centre(bar, side + gap + block.width, bar.h);
    kiosk_draw_icon(v, kiosk_rect_centre(kiosk_rect_cut_left(&bar, side), side, side),
            KIOSK_ICON_PLACE, 2.6f, WHITE);
    kiosk_rect_cut_left(&bar, gap);
    block_draw(v, bar, KIOSK_LEFT, block);
}

static void session_draw(const struct kiosk_view *v, struct kiosk_rect *rest)
{
    const struct kiosk_ticket_view *t = &v->model->ticket;
    if (t->session_start < 0)
        return;
    char span[KIOSK_WORDS_MAX];
    kiosk_words_span(t->session_start, t->session_end, span);
    strip(rest, v, 1);
    heading_draw(v, rest, tr(v, "Your session"), 3.4f, 3, false);
    heading_draw(v, rest, span, 9, 6, true);
}

static void code_draw(const struct kiosk_view *v, struct kiosk_rect *rest)
{
    const struct kiosk_ticket_view *t = &v->model->ticket;
    if (t->qr_size == 0)
        return;
    /* The paper around it is quiet enough at the sides, so there it may reach the edge. */
    int module = v->frame->width / (t->qr_size + QUIET);
    module = module < MODULE ? module : MODULE;
    int side = module * (t->qr_size + QUIET);
    struct kiosk_rect field = kiosk_rect_cut_top(rest, side);
    field.x = (v->frame->width - side) / 2;
    field.w = side;
    kiosk_frame_add(v->frame,
            (struct kiosk_item){.kind = KIOSK_ITEM_QR,
                    .rect = field,
                    .colour = BLACK,
                    .border = WHITE,
                    .cols = t->qr_size,
                    .rows = t->qr_size},
            t->qr_modules, (size_t)t->qr_size * (size_t)t->qr_size);
}

static void hint_draw(const struct kiosk_view *v, struct kiosk_rect *rest)
{
    const struct kiosk_ticket_view *t = &v->model->ticket;
    char start[KIOSK_WORDS_MAX];
    char words[KIOSK_WORDS_MAX];
    kiosk_words_minute(t->session_start, start);
    if (t->session_start >= 0) /* TRANSLATORS: time */
        kiosk_words_format(words, tr(v, "Be there by %.12s and show this code."), start);
    else if (t->calls)
        kiosk_words_format(words, "%s", tr(v, "When you are called, show this code."));
    else
        kiosk_words_format(words, "%s", tr(v, "When it is your turn, show this code."));
    heading_draw(v, rest, words, 3.9f, 3.5f, true);
    heading_draw(v, rest, tr(v, "Scan it to follow the queue."), 3.2f, 3, false);
}

static void fact_draw(
        const struct kiosk_view *v, struct kiosk_rect *rest, const char *label, const char *value)
{
    struct kiosk_rect line = strip(rest, v, 4.8f);
    struct kiosk_run run = {label, 3.2f, false, BLACK};
    kiosk_draw_text(v, kiosk_rect_cut_left(&line, kiosk_text_width(v, run) + 1), KIOSK_LEFT, run);
    kiosk_rect_cut_left(&line, kiosk_px(v, 2));
    kiosk_draw_text(v, line, KIOSK_RIGHT, (struct kiosk_run){value, 3.4f, true, BLACK});
}

static void facts_draw(const struct kiosk_view *v, struct kiosk_rect *rest)
{
    const struct kiosk_ticket_view *t = &v->model->ticket;
    char words[KIOSK_WORDS_MAX];
    char time[KIOSK_WORDS_MAX];
    char moment[KIOSK_WORDS_MAX];
    kiosk_words_people(v, t->people, words);
    fact_draw(v, rest, tr(v, "Valid for"), words);
    if (t->priority)
        fact_draw(v, rest, tr(v, "Lane"), tr(v, "Priority lane"));
    if (t->session_start < 0) {
        kiosk_words_format(
                words, trn(v, "%d party", "%d parties", t->ahead_parties), t->ahead_parties);
        fact_draw(v, rest, tr(v, "Ahead at issue"), t->ahead_parties > 0 ? words : tr(v, "Nobody"));
    }
    if (t->issued.year == 0)
        return;
    kiosk_words_day(v, &t->issued, words);
    kiosk_words_time(&t->issued, time);
    kiosk_words_format(moment, "%.60s  %.12s", words, time);
    fact_draw(v, rest, tr(v, "Issued"), moment);
}

static void ticket_draw(const struct kiosk_view *v, struct kiosk_rect *rest)
{
    const struct kiosk_model *m = v->model;
    strip(rest, v, 1.5f);
    heading_draw(v, rest, kiosk_say(v, m->host), 3.8f, 3.2f, true);
    heading_draw(v, rest, kiosk_say(v, m->title), 3.2f, 2.8f, false);
    line_draw(v, rest);
    heading_draw(v, rest, kiosk_say(v, m->ticket.zone_title), 6.4f, 4.6f, true);
    strip(rest, v, 1.5f);
    number_draw(v, rest);
    strip(rest, v, 2);
    place_draw(v, rest);
    session_draw(v, rest);
    code_draw(v, rest);
    hint_draw(v, rest);
    strip(rest, v, 1);
    line_draw(v, rest);
    facts_draw(v, rest);
    strip(rest, v, 1);
}

void kiosk_paper_draw(const struct kiosk_screens *s, const struct kiosk_model *m, int width,
        struct kiosk_frame *frame)
{
    struct kiosk_theme theme = kiosk_theme_make(BLACK & 0xFFFFFF, true);
    kiosk_frame_begin(frame, width, LONGEST);
    struct kiosk_view v = {.frame = frame,
            .model = m,
            .theme = &theme,
            .type = s->type,
            .locale = &s->locales[m->lang],
            .u = KIOSK_PAPER_DOTS_PER_MM,
            .area = {0, 0, width, LONGEST},
            .letters = 1};
    struct kiosk_rect rest = kiosk_rect_inset(v.area, kiosk_px(&v, 1), 0);
    ticket_draw(&v, &rest);
    frame->height = rest.y;
}
