/* Nobody is here: an invitation that is read from the door. The school, the day, the time stand
 * still; one panel turns every eight seconds between the shortest queues, what is on, and what the
 * day has come to. All of it is one button. Nobody has chosen a language yet, so the invitation
 * stands in both. */

#include "kiosk/screens/visit.h"
#include "kiosk/screens/words.h"

#define SLIDE_MS 8000
#define QUEUES 3
#define PAD 7.f

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

/* A door that opens into the light: arches, each a little brighter than the one around it. They
 * are never brighter than the accent, which carries white words. */
static void ground_draw(const struct kiosk_view *v)
{
    const struct kiosk_theme *t = v->theme;
    struct kiosk_rect r = v->area;
    kiosk_draw_fill(
            v, r, t->contrast ? t->accent : kiosk_theme_mix(t->accent, 0xFF000000, 0.74), 0);
    static const int parts[] = {92, 74, 56, 38};
    int across = kiosk_wide(v) ? r.w / 2 : r.w;
    for (int i = 0; i < 4 && !t->contrast; i++) {
        int w = across * parts[i] / 100;
        int top = r.h * (4 + 9 * i) / 100;
        struct kiosk_rect arch = {r.x + (across - w) / 2, r.y + top, w, r.h + w / 2 - top};
        uint32_t tone = kiosk_theme_mix(t->accent, 0xFF000000, 0.80 + 0.05 * (i + 1));
        kiosk_draw_fill(v, arch, tone, (float)w / 2 / v->u);
    }
}

/* As large as a line takes, else two; returns the height used. */
static int title_draw(const struct kiosk_view *v, struct kiosk_rect r, const char *words, bool draw)
{
    struct kiosk_run run = {words, 23, true, v->theme->white};
    run.size = kiosk_text_fit(v, r.w, 1, run, 15);
    if (run.size == 0) {
        run.size = 17;
        float two = kiosk_text_fit(v, r.w, 2, run, 6);
        run.size = two > 0 ? two : 6;
    }
    int height = kiosk_text_height(v, r.w, run, 1.18f);
    int most = kiosk_line(v, run.size * 2.4f);
    r.h = height < most ? height : most;
    if (draw)
        kiosk_draw_paragraph(v, r, KIOSK_LEFT, run, 1.18f);
    return r.h;
}

static void school_draw(const struct kiosk_view *v, struct kiosk_rect r)
{
    kiosk_rect_cut_left(&r, kiosk_draw_mark(v, r, true) + kiosk_px(v, 3.5f));
    kiosk_draw_fitted(v, r, KIOSK_LEFT,
            (struct kiosk_run){kiosk_say(v, v->model->host), 6.5f, true, v->theme->white}, 5);
}

static void clock_draw(const struct kiosk_view *v, struct kiosk_rect r, enum kiosk_align align)
{
    char words[KIOSK_WORDS_MAX];
    kiosk_words_time(&v->model->now, words);
    kiosk_draw_text(v, kiosk_rect_cut_top(&r, r.h * 17 / 25), align,
            (struct kiosk_run){words, 16, true, v->theme->white});
    kiosk_words_date(v, &v->model->now, words);
    kiosk_draw_text(
            v, r, align, (struct kiosk_run){words, KIOSK_BODY, false, v->theme->white_soft});
}

/* The day's theme between the title of all the days and the slogan, around the middle of r. */
static void day_draw(const struct kiosk_view *v, struct kiosk_rect r)
{
    const struct kiosk_model *m = v->model;
    const char *theme = kiosk_say(v, m->theme);
    const char *title = kiosk_say(v, m->title);
    const char *slogan = kiosk_say(v, m->slogan);
    int over = *theme ? kiosk_line(v, 8) : 0;
    int under = *slogan ? kiosk_line(v, 9) : 0;
    int high = title_draw(v, r, *theme ? theme : title, false);
    r = kiosk_rect_centre(r, r.w, over + high + under);
    if (over)
        kiosk_draw_fitted(v, kiosk_rect_cut_top(&r, over), KIOSK_LEFT,
                (struct kiosk_run){title, 6, true, v->theme->white_soft}, KIOSK_S);
    title_draw(v, kiosk_rect_cut_top(&r, high), *theme ? theme : title, true);
    if (under)
        kiosk_draw_fitted(v, r, KIOSK_LEFT,
                (struct kiosk_run){slogan, 6, false, v->theme->white_soft}, KIOSK_S);
}

/* ---- the panel ---- */

static void queue_draw(
        const struct kiosk_view *v, struct kiosk_rect r, const struct kiosk_zone_view *z)
{
    const struct kiosk_theme *t = v->theme;
    struct kiosk_state_words words;
    char number[KIOSK_WORDS_MAX];
    char unit[KIOSK_WORDS_MAX] = "";
    kiosk_state_describe(v, z, &words);
    if (z->session_count > 0)
        kiosk_words_minute(z->batch_start, number);
    else
        kiosk_words_wait_figure(v, z->wait_min, z->wait_max, number, unit);
    if (z->session_count == 0 && z->wait_max < 0)
        kiosk_words_format(number, "%s", "");
    int side = r.h * 7 / 10 < kiosk_px(v, 17) ? r.h * 7 / 10 : kiosk_px(v, 17);
    struct kiosk_rect tile = kiosk_rect_cut_left(&r, side);
    kiosk_draw_tile(v, kiosk_rect_centre(tile, side, side), z->code, t->accent);
    kiosk_rect_cut_left(&r, kiosk_px(v, 4));
    r = kiosk_rect_centre(r, r.w, kiosk_px(v, 19) < r.h ? kiosk_px(v, 19) : r.h);
    struct kiosk_rect state = kiosk_rect_cut_right(&r, r.w * 42 / 100);
    kiosk_rect_cut_right(&r, kiosk_px(v, 3));
    uint32_t ink = kiosk_tone_colour(t, words.tone);
    kiosk_draw_runs(v, kiosk_rect_cut_top(&state, state.h * 3 / 5), KIOSK_RIGHT,
            (struct kiosk_run[]){{number, 9.5f, true, ink}, {*unit ? " " : "", 4, true, ink},
                    {unit, 5, true, ink}},
            3);
    const char *line = z->session_count > 0 || *number == 0 ? words.brief : words.chip;
    kiosk_draw_fitted(
            v, state, KIOSK_RIGHT, (struct kiosk_run){line, KIOSK_BODY, false, t->muted}, KIOSK_XS);
    kiosk_draw_fitted(v, kiosk_rect_cut_top(&r, r.h * 3 / 5), KIOSK_LEFT,
            (struct kiosk_run){kiosk_say(v, z->title), 7.5f, true, t->ink}, 5);
    kiosk_draw_fitted(v, r, KIOSK_LEFT,
            (struct kiosk_run){kiosk_say(v, z->place), KIOSK_BODY, false, t->muted}, KIOSK_XS);
}

static void queues_draw(const struct kiosk_view *v, struct kiosk_rect r)
{
    const struct kiosk_zone_view *zones[QUEUES];
    size_t count = kiosk_quiet_zones(v->model, 0, zones, QUEUES);
    for (size_t i = 0; i < count; i++) {
        struct kiosk_rect row = kiosk_rect_cell(r, 1, QUEUES, 0, (int)i);
        kiosk_draw_fill(
                v, (struct kiosk_rect){row.x, row.y, row.w, kiosk_px(v, 0.3f)}, v->theme->line, 0);
        queue_draw(v, row, zones[i]);
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

static void panel_draw(const struct kiosk_view *v, struct kiosk_rect r)
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

/* ---- the invitation ---- */

static void invitation_draw(const struct kiosk_view *v, struct kiosk_rect r)
{
    const struct kiosk_theme *t = v->theme;
    const char *other = kiosk_chinese(v) ? "Touch to begin" : "点一下开始";
    kiosk_draw_fill(v, r, t->card, 99);
    r = kiosk_rect_inset(r, kiosk_px(v, 9), 0);
    struct kiosk_run large = {tr(v, "Touch to begin"), 9, true, t->accent};
    struct kiosk_run small = {other, 5, false, t->muted};
    int icon = kiosk_px(v, 12);
    int gap = kiosk_px(v, 3.5f);
    int words = kiosk_text_width(v, large);
    int more = kiosk_text_width(v, small);
    words = words < r.w - icon - gap ? words : r.w - icon - gap;
    bool beside = icon + 2 * gap + words + more <= r.w;
    r = kiosk_rect_centre(r, icon + gap + words + (beside ? gap + more : 0), r.h);
    kiosk_draw_icon(v, kiosk_rect_cut_left(&r, icon), KIOSK_ICON_TOUCH, 1.8f, t->accent);
    kiosk_rect_cut_left(&r, gap);
    if (beside) {
        kiosk_draw_text(v, kiosk_rect_cut_right(&r, more), KIOSK_RIGHT, small);
        kiosk_draw_text(v, r, KIOSK_LEFT, large);
        return;
    }
    r = kiosk_rect_centre(r, r.w, kiosk_line(v, 17) < r.h ? kiosk_line(v, 17) : r.h);
    kiosk_draw_text(v, kiosk_rect_cut_top(&r, r.h * 31 / 50), KIOSK_LEFT, large);
    kiosk_draw_text(v, r, KIOSK_LEFT, small);
}

static void draw_tall(const struct kiosk_view *v, struct kiosk_rect r)
{
    struct kiosk_rect head = kiosk_rect_cut_top(&r, kiosk_line(v, 24));
    struct kiosk_rect clock = kiosk_rect_cut_right(&head, head.w * 45 / 100);
    clock_draw(v, clock, KIOSK_RIGHT);
    kiosk_rect_cut_right(&head, kiosk_px(v, 4));
    school_draw(v, kiosk_rect_cut_top(&head, kiosk_px(v, 17)));
    invitation_draw(v, kiosk_rect_cut_bottom(&r, kiosk_height(v, 26)));
    kiosk_rect_cut_bottom(&r, kiosk_px(v, 6));
    panel_draw(v, kiosk_rect_cut_bottom(&r, r.h * 29 / 50));
    day_draw(v, r);
}

static void draw_wide(const struct kiosk_view *v, struct kiosk_rect r)
{
    struct kiosk_rect left = kiosk_rect_cut_left(&r, r.w * 45 / 100);
    kiosk_rect_cut_left(&r, kiosk_px(v, 9));
    school_draw(v, kiosk_rect_cut_top(&left, kiosk_px(v, 15)));
    invitation_draw(v, kiosk_rect_cut_bottom(&left, kiosk_height(v, 22)));
    kiosk_rect_cut_bottom(&left, kiosk_px(v, 4));
    day_draw(v, left);
    clock_draw(v, kiosk_rect_cut_top(&r, kiosk_line(v, 24)), KIOSK_RIGHT);
    kiosk_rect_cut_top(&r, kiosk_px(v, 3));
    panel_draw(v, r);
}

void kiosk_attract_draw(const struct kiosk_view *v, const struct kiosk_screens *s)
{
    (void)s;
    ground_draw(v);
    kiosk_add_hit(v, v->area, 0, (struct kiosk_action){.kind = KIOSK_ACTION_WAKE, .session = -1},
            KIOSK_KEY_ENTER);
    struct kiosk_rect r = kiosk_rect_inset(v->area, kiosk_px(v, 8), kiosk_px(v, 8));
    if (kiosk_wide(v))
        draw_wide(v, r);
    else
        draw_tall(v, r);
}
