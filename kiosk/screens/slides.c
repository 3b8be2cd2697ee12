/* What the attract loop turns between, every eight seconds: the shortest queues, what is on, and
 * what the day has come to. */

#include "kiosk/screens/visit.h"
#include "kiosk/screens/words.h"

#define SLIDE_MS 8000
#define QUEUES 3
#define PAD 7.f
#define TILE_GAP 4.f
#define STATE_GAP 3.f
#define TITLE 7.5f
#define TITLE_LEAST 5.f

enum slide { SLIDE_QUEUES, SLIDE_NOW, SLIDE_TODAY, SLIDES };

static int admitted(const struct kiosk_model *m)
{
    int people = 0;
    for (size_t i = 0; i < m->zone_count; i++)
        people += m->zones[i].admitted;
    return people;
}

/* Those with something to say, in order; returns how many. */
static int slides_of(const struct kiosk_view *v, enum slide out[SLIDES])
{
    const struct kiosk_model *m = v->model;
    const struct kiosk_zone_view *zone;
    int count = 0;
    if (kiosk_quiet_zones(m, 0, &zone, 1) > 0)
        out[count++] = SLIDE_QUEUES;
    if (*kiosk_say(v, m->activity_now) || *kiosk_say(v, m->activity_next))
        out[count++] = SLIDE_NOW;
    if (admitted(m) > 0)
        out[count++] = SLIDE_TODAY;
    return count;
}

bool kiosk_slides_any(const struct kiosk_view *v)
{
    enum slide slides[SLIDES];
    return slides_of(v, slides) > 0;
}

static int tile_side(const struct kiosk_view *v, int height)
{
    int most = kiosk_px(v, 17);
    return height * 7 / 10 < most ? height * 7 / 10 : most;
}

/* What a zone's row says at its right: a wait or a start, and below it why. */
struct queue {
    char number[KIOSK_WORDS_MAX], unit[KIOSK_WORDS_MAX], line[KIOSK_WORDS_MAX];
    enum kiosk_tone tone;
    int width; /* px, of the wider */
};

static const struct kiosk_run number_run = {NULL, 9.5f, true, 0}, unit_run = {NULL, 5, true, 0},
                              line_run = {NULL, KIOSK_BODY, false, 0};

static int width_of(const struct kiosk_view *v, struct kiosk_run run, const char *text)
{
    run.text = text;
    return kiosk_text_width(v, run);
}

static void queue_of(const struct kiosk_view *v, const struct kiosk_zone_view *z, struct queue *out)
{
    struct kiosk_state_words words;
    *out = (struct queue){0};
    kiosk_state_describe(v, z, &words);
    out->tone = words.tone;
    if (z->session_count > 0) {
        kiosk_words_minute(z->batch_start, out->number);
        kiosk_words_format(out->line, "%.60s · %.60s", tr(v, "next start"), words.brief);
    } else if (z->wait_max >= 0) {
        kiosk_words_wait_figure(v, z->wait_min, z->wait_max, out->number, out->unit);
        kiosk_words_format(out->line, "%s", words.chip);
    } else {
        kiosk_words_format(out->line, "%s", words.brief);
    }
    int first = width_of(v, number_run, out->number) + width_of(v, unit_run, out->unit) +
                (*out->unit ? kiosk_px(v, 2) : 0);
    int second = width_of(v, line_run, out->line);
    out->width = (first > second ? first : second) + kiosk_px(v, 0.5f);
}

static void queue_draw(const struct kiosk_view *v, struct kiosk_rect r,
        const struct kiosk_zone_view *z, const struct queue *q, float title)
{
    const struct kiosk_theme *t = v->theme;
    struct kiosk_run number = number_run, unit = unit_run, line = line_run;
    int side = tile_side(v, r.h);
    struct kiosk_rect tile = kiosk_rect_cut_left(&r, side);
    kiosk_draw_tile(v, kiosk_rect_centre(tile, side, side), z->code, t->accent);
    kiosk_rect_cut_left(&r, kiosk_px(v, TILE_GAP));
    r = kiosk_rect_centre(r, r.w, kiosk_px(v, 19) < r.h ? kiosk_px(v, 19) : r.h);
    struct kiosk_rect state = kiosk_rect_cut_right(&r, q->width);
    kiosk_rect_cut_right(&r, kiosk_px(v, STATE_GAP));
    number.text = q->number;
    unit.text = q->unit;
    line.text = q->line;
    number.colour = unit.colour = kiosk_tone_colour(t, q->tone);
    line.colour = t->muted;
    struct kiosk_run gap = {*q->unit ? " " : "", 4, true, unit.colour};
    kiosk_draw_runs(v, kiosk_rect_cut_top(&state, state.h * 3 / 5), KIOSK_RIGHT,
            (struct kiosk_run[]){number, gap, unit}, 3);
    kiosk_draw_fitted(v, state, KIOSK_RIGHT, line, KIOSK_XS);
    kiosk_draw_fitted(v, kiosk_rect_cut_top(&r, r.h * 3 / 5), KIOSK_LEFT,
            (struct kiosk_run){kiosk_say(v, z->title), title, true, t->ink}, TITLE_LEAST);
    kiosk_draw_fitted(v, r, KIOSK_LEFT,
            (struct kiosk_run){kiosk_say(v, z->place), KIOSK_BODY, false, t->muted}, KIOSK_XS);
}

/* All titles that take one line have one size, the one at which the longest of them fits. */
static void queues_draw(const struct kiosk_view *v, struct kiosk_rect r)
{
    const struct kiosk_zone_view *zones[QUEUES];
    struct queue queues[QUEUES];
    size_t count = kiosk_quiet_zones(v->model, 0, zones, QUEUES);
    int room = r.w - tile_side(v, kiosk_rect_cell(r, 1, QUEUES, 0, 0).h) - kiosk_px(v, TILE_GAP);
    float size = TITLE;
    for (size_t i = 0; i < count; i++) {
        queue_of(v, zones[i], &queues[i]);
        queues[i].width = queues[i].width < room * 42 / 100 ? queues[i].width : room * 42 / 100;
        float fits = kiosk_text_fit(v, room - queues[i].width - kiosk_px(v, STATE_GAP), 1,
                (struct kiosk_run){kiosk_say(v, zones[i]->title), size, true, 0}, TITLE_LEAST);
        size = fits > 0 ? fits : size;
    }
    for (size_t i = 0; i < count; i++) {
        struct kiosk_rect row = kiosk_rect_cell(r, 1, QUEUES, 0, (int)i);
        kiosk_draw_fill(
                v, (struct kiosk_rect){row.x, row.y, row.w, kiosk_px(v, 0.3f)}, v->theme->line, 0);
        queue_draw(v, row, zones[i], &queues[i], size);
    }
}

/* Title over when and where, in the middle of r. */
static void activity_draw(const struct kiosk_view *v, struct kiosk_rect r, const char *title,
        const char *place, const char *time, float size)
{
    const struct kiosk_theme *t = v->theme;
    struct kiosk_run run = {title, size, true, t->ink};
    bool one = kiosk_text_fit(v, r.w, 1, run, size * 0.7f) > 0;
    int foot = kiosk_line(v, 7);
    int head = kiosk_line(v, one ? size * 1.4f : size * 2.2f);
    head = head < r.h - foot ? head : r.h - foot;
    r = kiosk_rect_centre(r, r.w, head + foot);
    kiosk_draw_fitted(v, kiosk_rect_cut_top(&r, head), KIOSK_LEFT, run, size * 0.7f);
    struct kiosk_run when = {time, 5.5f, true, t->accent};
    kiosk_draw_text(v, kiosk_rect_cut_left(&r, kiosk_text_width(v, when)), KIOSK_LEFT, when);
    kiosk_rect_cut_left(&r, *time ? kiosk_px(v, 4) : 0);
    kiosk_place_draw(v, r, place, t->muted);
}

static void now_draw(const struct kiosk_view *v, struct kiosk_rect r)
{
    const struct kiosk_model *m = v->model;
    const char *now = kiosk_say(v, m->activity_now);
    const char *next = kiosk_say(v, m->activity_next);
    char time[KIOSK_WORDS_MAX];
    char words[KIOSK_WORDS_MAX] = "";
    struct kiosk_rect below = *now && *next ? kiosk_rect_cut_bottom(&r, r.h * 9 / 20) : r;
    if (*now) {
        kiosk_words_minute(m->activity_now_end, time);
        if (*time)
            kiosk_words_format(words, tr(v, "until %s"), time);
        activity_draw(v, r, now, kiosk_say(v, m->activity_now_place), words, 11);
    }
    if (!*next)
        return;
    kiosk_draw_fill(v, kiosk_rect_cut_top(&below, kiosk_px(v, 0.3f)), v->theme->line, 0);
    kiosk_rect_cut_top(&below, kiosk_px(v, 3));
    kiosk_words_minute(m->activity_next_start, time);
    kiosk_words_format(words, "%s %.20s", tr(v, "Next"), time);
    activity_draw(v, below, next, "", words, *now ? 7.5f : 11);
}

static void today_draw(const struct kiosk_view *v, struct kiosk_rect r)
{
    const struct kiosk_theme *t = v->theme;
    int open = 0;
    for (size_t i = 0; i < v->model->zone_count; i++)
        open += v->model->zones[i].state == KIOSK_ZONE_OPEN;
    char number[KIOSK_WORDS_MAX];
    char words[KIOSK_WORDS_MAX];
    kiosk_words_format(number, "%d", admitted(v->model));
    r = kiosk_rect_centre(r, r.w, r.h < kiosk_line(v, 52) ? r.h : kiosk_line(v, 52));
    kiosk_draw_text(v, kiosk_rect_cut_top(&r, r.h * 11 / 20), KIOSK_LEFT,
            (struct kiosk_run){number, 27, true, t->accent});
    kiosk_draw_fitted(v, kiosk_rect_cut_top(&r, r.h / 2), KIOSK_LEFT,
            (struct kiosk_run){tr(v, "visits to our zones so far"), KIOSK_H1, true, t->ink}, 5);
    kiosk_words_format(
            words, trn(v, "%d zone is open for you", "%d zones are open for you", open), open);
    kiosk_draw_fitted(v, r, KIOSK_LEFT, (struct kiosk_run){words, 6, false, t->muted}, KIOSK_BODY);
}

static void dots_draw(const struct kiosk_view *v, struct kiosk_rect r, int count, int at)
{
    int side = kiosk_px(v, 2);
    int gap = kiosk_px(v, 2.5f);
    r = kiosk_rect_centre(r, count * (side + gap) - gap + side * 2, side);
    for (int i = 0; i < count; i++) {
        struct kiosk_rect dot = kiosk_rect_cut_left(&r, i == at ? side * 3 : side);
        kiosk_rect_cut_left(&r, gap);
        kiosk_draw_fill(
                v, dot, i == at ? v->theme->white : kiosk_theme_alpha(v->theme->white, 0.4), 99);
    }
}

void kiosk_slides_draw(const struct kiosk_view *v, struct kiosk_rect r)
{
    enum slide slides[SLIDES];
    int count = slides_of(v, slides);
    if (count == 0)
        return;
    int at = (int)(v->model->ms / SLIDE_MS % (uint64_t)count);
    dots_draw(v, kiosk_rect_cut_bottom(&r, kiosk_px(v, 7)), count > 1 ? count : 0, at);
    kiosk_draw_border(v, r, v->theme->card, v->theme->contrast ? v->theme->line : 0, 6, 0.5f);
    r = kiosk_rect_inset(r, kiosk_px(v, PAD), kiosk_px(v, 5));
    const char *headings[] = {[SLIDE_QUEUES] = tr(v, "Shortest queues right now"),
            [SLIDE_NOW] =
                    *kiosk_say(v, v->model->activity_now) ? tr(v, "On now") : tr(v, "Coming up"),
            [SLIDE_TODAY] = tr(v, "Today")};
    kiosk_draw_fitted(v, kiosk_rect_cut_top(&r, kiosk_line(v, 9)), KIOSK_LEFT,
            (struct kiosk_run){headings[slides[at]], 6, true, v->theme->accent}, KIOSK_BODY);
    kiosk_rect_cut_top(&r, kiosk_px(v, 2));
    switch (slides[at]) {
    case SLIDE_QUEUES:
        queues_draw(v, r);
        break;
    case SLIDE_NOW:
        now_draw(v, r);
        break;
    default:
        today_draw(v, r);
        break;
    }
}
