/* When the kiosk can offer nothing: why, and what to do. Setting the clock is the one thing staff
 * do here. */

#include "kiosk/screens/screen.h"
#include "kiosk/screens/words.h"

#include <stdio.h>

enum { FIELD_YEAR, FIELD_MONTH, FIELD_DAY, FIELD_HOUR, FIELD_MINUTE, FIELDS };

static int days_in(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return month == 2 && leap ? 29 : days[month - 1];
}

/* value + step in [least, most], around the corner at both ends. */
static int turned(int value, int step, int least, int most)
{
    int next = value + step;
    return next < least ? most : next > most ? least : next;
}

void kiosk_clock_turn(struct kiosk_moment *clock, int field, int step)
{
    switch (field) {
    case FIELD_YEAR:
        clock->year = turned(clock->year, step, 2024, 2099);
        break;
    case FIELD_MONTH:
        clock->month = turned(clock->month, step, 1, 12);
        break;
    case FIELD_DAY:
        clock->day = turned(clock->day, step, 1, days_in(clock->year, clock->month));
        break;
    case FIELD_HOUR:
        clock->hour = turned(clock->hour, step, 0, 23);
        break;
    case FIELD_MINUTE:
        clock->minute = turned(clock->minute, step, 0, 59);
        break;
    }
    int last = days_in(clock->year, clock->month);
    if (clock->day > last)
        clock->day = last;
}

/* What the five fields and their button take, px. */
static int clock_height(const struct kiosk_view *v)
{
    return 2 * (kiosk_height(v, 11) + kiosk_px(v, KIOSK_STEPPER_LABEL + 2.5f)) +
           kiosk_height(v, 14) + kiosk_px(v, 3 + 4);
}

static void field_draw(
        const struct kiosk_view *v, struct kiosk_rect r, const char *label, int field, int value)
{
    kiosk_draw_card(v, r);
    char number[KIOSK_WORDS_MAX];
    kiosk_words_format(number, field < FIELD_HOUR ? "%d" : "%02d", value);
    kiosk_draw_stepper(v, kiosk_rect_inset(r, kiosk_px(v, 1.5f), kiosk_px(v, 1)),
            &(struct kiosk_stepper){.label = label,
                    .number = number,
                    .less = true,
                    .more = true,
                    .kind = KIOSK_ACTION_CLOCK_FIELD,
                    .index = field,
                    .stacked = true});
}

static void clock_draw(
        const struct kiosk_view *v, struct kiosk_rect r, const struct kiosk_screens *s)
{
    const char *labels[FIELDS] = {
            tr(v, "Year"), tr(v, "Month"), tr(v, "Day"), tr(v, "Hour"), tr(v, "Minute")};
    const int values[FIELDS] = {
            s->clock.year, s->clock.month, s->clock.day, s->clock.hour, s->clock.minute};
    struct kiosk_rect button = kiosk_rect_cut_bottom(&r, kiosk_height(v, 14));
    kiosk_rect_cut_bottom(&r, kiosk_px(v, 4));
    int gap = kiosk_px(v, 3);
    struct kiosk_rect time = kiosk_rect_cell(r, 1, 2, gap, 1);
    struct kiosk_rect date = kiosk_rect_cell(r, 1, 2, gap, 0);
    struct kiosk_rect year = kiosk_rect_cut_left(&date, date.w * 2 / 5); /* four figures */
    kiosk_rect_cut_left(&date, gap);
    for (int i = 0; i < FIELDS; i++) {
        struct kiosk_rect place = i == FIELD_YEAR ? year
                                  : i < FIELD_HOUR
                                          ? kiosk_rect_cell(date, 2, 1, gap, i - FIELD_MONTH)
                                          : kiosk_rect_cell(time, 2, 1, gap, i - FIELD_HOUR);
        field_draw(v, place, labels[i], i, values[i]);
    }
    if (v->model->signed_in) { /* staff asked for it themselves, and may think better of it */
        kiosk_draw_button(v, kiosk_rect_cut_left(&button, button.w / 3),
                &(struct kiosk_button){.style = KIOSK_BUTTON_QUIET,
                        .icon = KIOSK_ICON_BACK,
                        .label = tr(v, "Back"),
                        .action = {.kind = KIOSK_ACTION_BACK, .session = -1},
                        .key = KIOSK_KEY_ESCAPE});
        kiosk_rect_cut_left(&button, gap);
    }
    kiosk_draw_button(v, button,
            &(struct kiosk_button){.style = KIOSK_BUTTON_PRIMARY,
                    .icon = KIOSK_ICON_CHECK,
                    .label = tr(v, "This is right"),
                    .action = {.kind = KIOSK_ACTION_SET_CLOCK, .moment = s->clock, .session = -1},
                    .key = KIOSK_KEY_ENTER});
}

static void retry_draw(const struct kiosk_view *v, struct kiosk_rect r)
{
    kiosk_draw_button(v, r,
            &(struct kiosk_button){.style = KIOSK_BUTTON_OUTLINE,
                    .icon = KIOSK_ICON_UNDO,
                    .label = tr(v, "Try again"),
                    .action = {.kind = KIOSK_ACTION_RETRY, .session = -1},
                    .key = KIOSK_KEY_ENTER});
}

/* The commands are the same in every language, so they are not translated. */
static void step_draw(const struct kiosk_view *v, struct kiosk_rect *r, int number,
        const char *words, const char *command)
{
    struct kiosk_rect row = kiosk_rect_cut_top(r, kiosk_px(v, command ? 20 : 12));
    char digit[KIOSK_WORDS_MAX];
    kiosk_words_format(digit, "%d", number);
    struct kiosk_rect tile = kiosk_rect_cut_left(&row, kiosk_px(v, 9));
    tile.h = tile.w;
    kiosk_draw_tile(v, tile, digit, v->theme->accent);
    kiosk_rect_cut_left(&row, kiosk_px(v, 3.5f));
    struct kiosk_rect line = kiosk_rect_cut_top(&row, tile.h);
    kiosk_draw_fitted(v, line, KIOSK_LEFT,
            (struct kiosk_run){words, KIOSK_BODY, true, v->theme->ink}, KIOSK_S);
    if (command) {
        row.h = kiosk_px(v, 8);
        kiosk_draw_border(
                v, row, v->theme->off_soft, v->theme->contrast ? v->theme->line : 0, 2, 0.25f);
        kiosk_draw_text(v, kiosk_rect_inset(row, kiosk_px(v, 2), 0), KIOSK_LEFT,
                (struct kiosk_run){command, KIOSK_S, true, v->theme->ink});
    }
    kiosk_rect_cut_top(r, kiosk_px(v, 3));
}

#define ENROL_STEPS 64 /* u: three steps and the name below them */

/* What the camera sees, for the station's code; and the steps. */
static void enrol_draw(const struct kiosk_view *v, struct kiosk_rect r)
{
    bool wide = r.w > kiosk_px(v, 150);
    struct kiosk_rect seen = wide ? kiosk_rect_cut_right(&r, r.w * 9 / 20)
                                  : kiosk_rect_cut_bottom(&r, r.h - kiosk_px(v, ENROL_STEPS + 4));
    if (wide)
        kiosk_rect_cut_right(&r, kiosk_px(v, 6));
    int side = seen.h < seen.w ? seen.h : seen.w;
    kiosk_viewfinder_draw(v, wide ? kiosk_rect_centre(seen, seen.w, side) : seen,
            kiosk_theme_mix(v->theme->accent, v->theme->white, 0.45),
            tr(v, "or type the code into the terminal"));
    step_draw(
            v, &r, 1, tr(v, "At the station, ask for a code:"), "kaimen-station enrol --name NAME");
    step_draw(v, &r, 2, tr(v, "Hold the code it shows up to this camera."), NULL);
    step_draw(v, &r, 3, tr(v, "Without a camera, enter it here:"), "kaimen-kiosk enrol CODE");
    if (v->model->node_name) {
        char words[2 * KIOSK_WORDS_MAX];
        snprintf(words, sizeof words, tr(v, "This kiosk calls itself %s"), v->model->node_name);
        kiosk_draw_text(v, kiosk_rect_cut_top(&r, kiosk_px(v, 6)), KIOSK_LEFT,
                (struct kiosk_run){words, KIOSK_S, false, v->theme->muted});
    }
}

struct look {
    enum kiosk_icon icon;
    enum kiosk_tone tone;
    const char *title, *words;
};

static struct look look_of(const struct kiosk_view *v)
{
    switch (v->model->message) {
    case KIOSK_MESSAGE_NO_PROGRAMME:
        return (struct look){KIOSK_ICON_CALENDAR, KIOSK_TONE_ACCENT,
                tr(v, "Waiting for the programme"),
                tr(v, "This kiosk is enrolled. As soon as it reaches the station, the programme "
                      "comes by itself.")};
    case KIOSK_MESSAGE_NOT_ENROLLED:
        return (struct look){KIOSK_ICON_KEY, KIOSK_TONE_ACCENT,
                tr(v, "This kiosk is not enrolled yet"),
                tr(v, "It needs to be made known to the station once.")};
    case KIOSK_MESSAGE_ASK_CLOCK:
        return (struct look){KIOSK_ICON_CLOCK, KIOSK_TONE_MID, tr(v, "What time is it?"),
                tr(v, "The clock of this kiosk looks wrong. Staff: please set the date and the "
                      "time.")};
    case KIOSK_MESSAGE_FATAL:
        break;
    }
    return (struct look){KIOSK_ICON_WARN, KIOSK_TONE_BAD, tr(v, "This kiosk cannot go on"),
            tr(v, "Please use another kiosk and tell the staff. Tickets already given stay good.")};
}

/* Icon and title on a line, words below: what there is no room for goes, the words first. */
static void head_draw(
        const struct kiosk_view *v, struct kiosk_rect *r, const struct look *look, int room)
{
    struct kiosk_run words = {look->words, KIOSK_BODY, false, v->theme->muted};
    int line = kiosk_px(v, 14);
    int high = kiosk_text_height(v, r->w, words, 1.45f);
    bool small = line + kiosk_px(v, 3) + high > room;
    struct kiosk_rect top = kiosk_rect_cut_top(r, line < room ? line : room);
    int side = top.h;
    struct kiosk_rect icon = kiosk_rect_cut_left(&top, side);
    kiosk_draw_border(v, icon, kiosk_tone_soft(v->theme, look->tone),
            v->theme->contrast ? kiosk_tone_colour(v->theme, look->tone) : 0, 99, 0.25f);
    kiosk_draw_icon(v, kiosk_rect_inset(icon, side / 5, side / 5), look->icon, 2,
            kiosk_tone_colour(v->theme, look->tone));
    kiosk_rect_cut_left(&top, kiosk_px(v, 4));
    kiosk_draw_fitted(
            v, top, KIOSK_LEFT, (struct kiosk_run){look->title, 9, true, v->theme->ink}, KIOSK_H2);
    kiosk_rect_cut_top(r, kiosk_px(v, 3));
    if (!small)
        kiosk_rect_cut_top(
                r, kiosk_px(v, 3) + kiosk_draw_paragraph(v, *r, KIOSK_LEFT, words, 1.45f));
}

void kiosk_message_draw(const struct kiosk_view *v, const struct kiosk_screens *s)
{
    const struct kiosk_model *m = v->model;
    struct kiosk_rect r = kiosk_begin(v, v->theme->paper);
    kiosk_footer_draw(v, kiosk_rect_cut_bottom(&r, kiosk_footer_height(v, r.w)));
    kiosk_rect_cut_bottom(&r, kiosk_px(v, 3));
    struct look look = look_of(v);
    bool clock = m->message == KIOSK_MESSAGE_ASK_CLOCK;
    bool enrol = m->message == KIOSK_MESSAGE_NOT_ENROLLED;
    int most_w = kiosk_px(v, enrol ? 220 : 160);
    if (clock && most_w < 6 * v->target + kiosk_px(v, 64)) /* three fields, two buttons each */
        most_w = 6 * v->target + kiosk_px(v, 64);
    int body = clock   ? clock_height(v)
               : enrol ? kiosk_px(v, kiosk_wide(v) ? ENROL_STEPS : 150)
                       : kiosk_px(v, 44);
    int head = kiosk_px(v, 14 + 3 + 3 + 20);
    int height = body + head < r.h ? body + head : r.h;
    r = kiosk_rect_centre(r, r.w < most_w ? r.w : most_w, height);
    head_draw(v, &r, &look, r.h - (body < r.h ? body : r.h) - kiosk_px(v, 3));
    if (clock)
        clock_draw(v, r, s);
    else if (enrol)
        enrol_draw(v, r);
    else if (m->message_text && *m->message_text)
        kiosk_rect_cut_top(&r,
                kiosk_draw_paragraph(v, r, KIOSK_LEFT,
                        (struct kiosk_run){m->message_text, KIOSK_S, false, v->theme->ink}, 1.4f));
    if (m->message == KIOSK_MESSAGE_FATAL) {
        struct kiosk_rect button = kiosk_rect_cut_bottom(&r, kiosk_height(v, 14));
        button.w = button.w < kiosk_px(v, 60) ? button.w : kiosk_px(v, 60);
        retry_draw(v, button);
    }
}
