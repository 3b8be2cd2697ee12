/* Staff try the readers, before the doors open and when one of them reads badly: what the camera
 * sees, in figures with their meaning, which camera is used, and what was read last by it and by
 * the hand scanner. Nobody is let in by what is shown here. */

#include "kiosk/screens/staff.h"

#include "kiosk/screens/words.h"

#include <stdio.h>
#include <string.h>

#define FACTS 3
#define SIGN 7.f /* u: signs stand in a column, and all words begin behind it */
#define SIGN_GAP 2.5f
/* Slower, a code that is held for a moment only may never be seen sharp. */
#define FPS_TENTHS_LEAST 120

struct fact {
    const char *label;
    char number[KIOSK_WORDS_MAX]; /* "" = not known yet */
    const char *unit;
    const char *meaning; /* in a word, with its tone; NULL = the number says it */
    enum kiosk_tone tone;
};

/* ---- figures ---- */

static void set_meaning(struct fact *f, enum kiosk_tone tone, const char *meaning)
{
    f->tone = tone;
    f->meaning = meaning;
}

static void set_speed(const struct kiosk_view *v, struct fact *f, int tenths)
{
    bool slow = tenths < FPS_TENTHS_LEAST;
    kiosk_words_format(f->number, "%d", (tenths + 5) / 10);
    set_meaning(
            f, slow ? KIOSK_TONE_BAD : KIOSK_TONE_GOOD, slow ? tr(v, "too slow") : tr(v, "good"));
}

static void set_brightness(const struct kiosk_view *v, struct fact *f, int percent)
{
    bool dark = percent<12, bright = percent> 91;
    kiosk_words_format(f->number, "%d", percent);
    f->unit = "%";
    set_meaning(f, dark || bright ? KIOSK_TONE_BAD : KIOSK_TONE_GOOD,
            dark     ? tr(v, "too dark")
            : bright ? tr(v, "too bright")
                     : tr(v, "good"));
}

static void set_distance(const struct kiosk_view *v, struct fact *f, float module_px)
{
    bool far = module_px < KIOSK_MODULE_FAR, good = module_px >= KIOSK_MODULE_GOOD;
    kiosk_words_format(f->number, "%.1f", (double)module_px);
    f->unit = tr(v, "px");
    set_meaning(f,
            far    ? KIOSK_TONE_BAD
            : good ? KIOSK_TONE_GOOD
                   : KIOSK_TONE_MID,
            far    ? tr(v, "too far")
            : good ? tr(v, "good")
                   : tr(v, "rather far"));
}

static void list_facts(const struct kiosk_view *v, struct fact out[FACTS])
{
    const struct kiosk_camera_view *c = &v->model->camera;
    const char *const labels[FACTS] = {
            tr(v, "Light"), tr(v, "Distance"), tr(v, "Pictures a second")};
    for (int i = 0; i < FACTS; i++)
        out[i] = (struct fact){.label = labels[i]};
    if (c->width == 0)
        return;
    set_brightness(v, &out[0], c->brightness);
    if (c->module_px > 0)
        set_distance(v, &out[1], c->module_px);
    if (c->fps_tenths > 0)
        set_speed(v, &out[2], c->fps_tenths);
}

static void fact_draw(const struct kiosk_view *v, struct kiosk_rect r, const struct fact *f)
{
    const struct kiosk_theme *t = v->theme;
    if (f->meaning) {
        uint32_t colour = kiosk_tone_colour(t, f->tone);
        int side = kiosk_px(v, 4.5f);
        struct kiosk_run words = {f->meaning, KIOSK_BODY, true, colour};
        kiosk_draw_icon(v, kiosk_rect_centre(kiosk_rect_cut_right(&r, side), side, side),
                f->tone == KIOSK_TONE_GOOD  ? KIOSK_ICON_CHECK
                : f->tone == KIOSK_TONE_MID ? KIOSK_ICON_MINUS
                                            : KIOSK_ICON_WARN,
                2.6f, colour);
        kiosk_rect_cut_right(&r, kiosk_px(v, 1));
        kiosk_draw_text(
                v, kiosk_rect_cut_right(&r, kiosk_text_width(v, words) + 2), KIOSK_RIGHT, words);
        kiosk_rect_cut_right(&r, kiosk_px(v, 3));
    }
    kiosk_draw_figure_row(v, r,
            &(struct kiosk_figure){.label = f->label,
                    .number = *f->number ? f->number : "–",
                    .unit = f->unit,
                    .size = f->meaning ? KIOSK_S : KIOSK_BODY},
            f->meaning ? t->muted : t->ink, t->muted);
}

/* What helps whoever is called, in his own signs, at the foot. */
static void technician_draw(const struct kiosk_view *v, struct kiosk_rect r)
{
    const struct kiosk_camera_view *c = &v->model->camera;
    char words[2 * KIOSK_CAMERA_TEXT];
    snprintf(words, sizeof words, "%.100s", c->name);
    if (c->width > 0 && c->look_us > 0)
        snprintf(words, sizeof words, "%.100s · %.1f ms", c->name, (double)c->look_us / 1000);
    kiosk_draw_fitted(v, r, KIOSK_LEFT, (struct kiosk_run){words, KIOSK_XS, false, v->theme->muted},
            KIOSK_TEXT_SMALLEST);
}

static void facts_draw(const struct kiosk_view *v, struct kiosk_rect r)
{
    struct fact facts[FACTS];
    list_facts(v, facts);
    kiosk_draw_card(v, r);
    r = kiosk_rect_inset(r, kiosk_px(v, 4), kiosk_px(v, 1.5f));
    struct kiosk_rect foot = kiosk_rect_cut_bottom(&r, kiosk_line(v, 7));
    for (int i = 0; i < FACTS; i++) {
        struct kiosk_rect row = kiosk_rect_cell(r, 1, FACTS, 0, i);
        kiosk_draw_fill(v, kiosk_rect_cut_bottom(&row, kiosk_px(v, 0.25f)), v->theme->line, 0);
        fact_draw(v, row, &facts[i]);
    }
    technician_draw(v, foot);
}

/* ---- which camera ---- */

struct choice {
    const char *title, *detail;
    bool chosen, usable;
    int value; /* of the action */
};

static const char *hindrance_words(const struct kiosk_view *v, enum kiosk_hindrance hindrance)
{
    switch (hindrance) {
    case KIOSK_HINDRANCE_BUSY:
        return tr(v, "another program is using it: close that one");
    case KIOSK_HINDRANCE_FORBIDDEN:
        return tr(v, "this kiosk may not use it: add its user to the group video");
    case KIOSK_HINDRANCE_KIND:
        return tr(v, "its pictures cannot be read here: take another camera");
    case KIOSK_HINDRANCE_BROKEN:
    case KIOSK_HINDRANCE_NONE:
        break;
    }
    return tr(v, "it does not answer: unplug it and plug it in again");
}

/* What the configuration says, which is a way back from any choice. */
static struct choice configured(const struct kiosk_view *v)
{
    const struct kiosk_camera_view *c = &v->model->camera;
    bool automatic = strcmp(c->configured, "auto") == 0;
    return (struct choice){.title = automatic ? tr(v, "Automatic") : tr(v, "As configured"),
            .detail = automatic ? tr(v, "the first camera that works") : c->configured,
            .chosen = c->configured_chosen,
            .usable = true,
            .value = KIOSK_CAMERA_CONFIGURED};
}

static void choice_draw(const struct kiosk_view *v, struct kiosk_rect r, const struct choice *c)
{
    const struct kiosk_theme *t = v->theme;
    kiosk_draw_border(v, r, c->chosen ? t->accent_soft : t->card, c->chosen ? t->accent : t->line,
            2.5f, c->chosen ? 0.5f : 0.25f);
    if (c->usable && !c->chosen)
        kiosk_add_hit(v, r, 2.5f,
                (struct kiosk_action){
                        .kind = KIOSK_ACTION_CAMERA, .value = c->value, .session = -1},
                0);
    uint32_t ink = c->usable ? t->ink : t->muted;
    r = kiosk_rect_inset(r, kiosk_px(v, 4), kiosk_px(v, 1));
    int side = kiosk_px(v, 5.5f);
    kiosk_draw_icon(v, kiosk_rect_centre(kiosk_rect_cut_left(&r, kiosk_px(v, SIGN)), side, side),
            c->chosen   ? KIOSK_ICON_CHECK
            : c->usable ? KIOSK_ICON_CAMERA
                        : KIOSK_ICON_WARN,
            2.4f, c->chosen ? t->accent : ink);
    kiosk_rect_cut_left(&r, kiosk_px(v, SIGN_GAP));
    r = kiosk_rect_centre(r, r.w, kiosk_least(kiosk_line(v, 11), r.h));
    kiosk_draw_fitted(v, kiosk_rect_cut_top(&r, r.h * 11 / 20), KIOSK_LEFT,
            (struct kiosk_run){c->title, KIOSK_BODY, true, ink}, KIOSK_TEXT_SMALLEST);
    kiosk_draw_fitted(v, r, KIOSK_LEFT, (struct kiosk_run){c->detail, KIOSK_XS, false, t->muted},
            KIOSK_TEXT_SMALLEST);
}

static void camera_draw(const struct kiosk_view *v, struct kiosk_rect r, int index)
{
    const struct kiosk_camera_choice *c = &v->model->camera.choices[index];
    char detail[2 * KIOSK_WORDS_MAX];
    snprintf(detail, sizeof detail, "%s", c->device);
    if (c->in_use)
        snprintf(detail, sizeof detail, "%s · %s", c->device, tr(v, "in use"));
    bool usable = c->hindrance == KIOSK_HINDRANCE_NONE;
    choice_draw(v, r,
            &(struct choice){.title = c->name,
                    .detail = usable || c->in_use ? detail : hindrance_words(v, c->hindrance),
                    .chosen = c->chosen,
                    .usable = usable,
                    .value = index});
}

/* The configuration's, and a row for each camera; without any, that there is none. */
#define CHOICE 13.5f /* u */
static int choice_rows(const struct kiosk_view *v)
{
    return 1 + kiosk_most(1, (int)v->model->camera.choice_count);
}

static int choices_height(const struct kiosk_view *v)
{
    int rows = choice_rows(v);
    return rows * kiosk_height(v, CHOICE) + (rows - 1) * kiosk_px(v, 2);
}

static void choices_draw(const struct kiosk_view *v, struct kiosk_rect r)
{
    int rows = choice_rows(v), gap = kiosk_px(v, 2);
    struct choice first = configured(v);
    choice_draw(v, kiosk_rect_cell(r, 1, rows, gap, 0), &first);
    for (int i = 0; i < (int)v->model->camera.choice_count; i++)
        camera_draw(v, kiosk_rect_cell(r, 1, rows, gap, i + 1), i);
    if (v->model->camera.choice_count > 0)
        return;
    struct kiosk_rect none = kiosk_rect_cell(r, 1, rows, gap, 1);
    kiosk_rect_cut_left(&none, kiosk_px(v, 4 + SIGN + SIGN_GAP));
    kiosk_draw_fitted(v, none, KIOSK_LEFT,
            (struct kiosk_run){tr(v, "No camera is plugged in to choose from."), KIOSK_S, false,
                    v->theme->muted},
            KIOSK_TEXT_SMALLEST);
}

/* ---- trials ---- */

/* What came of it, or what to do: a line to be seen from afar, and one below it. */
static void trial_words(const struct kiosk_view *v, enum kiosk_reader_kind kind,
        char title[2 * KIOSK_WORDS_MAX], char detail[3 * KIOSK_WORDS_MAX])
{
    const struct kiosk_tried_view *tried = &v->model->camera.tried[kind];
    bool camera = kind == KIOSK_BY_CAMERA;
    const char *reader = camera ? tr(v, "Camera") : tr(v, "Hand scanner");
    const size_t room = 2 * KIOSK_WORDS_MAX;
    char text[64];
    if (!tried->any) {
        snprintf(title, room, "%s",
                camera ? tr(v, "Hold any ticket up to the camera")
                       : tr(v, "Scan something with it"));
        snprintf(detail, room, "%s", reader);
        return;
    }
    snprintf(text, sizeof text, "%.40s", tried->text);
    if (tried->good)
        snprintf(title, room, tr(v, "%s valid"), tried->number);
    else
        snprintf(title, room, "%s", kiosk_say(v, tried->why));
    snprintf(detail, 3 * KIOSK_WORDS_MAX, "%s · %s", reader,
            tried->repaired ? tr(v, "keyboard layout put right")
            : tried->good   ? kiosk_held_words(v, tried->state)
                            : text);
}

static void trial_draw(const struct kiosk_view *v, struct kiosk_rect r, enum kiosk_reader_kind kind)
{
    const struct kiosk_theme *t = v->theme;
    const struct kiosk_tried_view *tried = &v->model->camera.tried[kind];
    char title[2 * KIOSK_WORDS_MAX], detail[3 * KIOSK_WORDS_MAX];
    uint32_t ink = !tried->any
                           ? t->ink
                           : kiosk_tone_colour(t, tried->good ? KIOSK_TONE_GOOD : KIOSK_TONE_BAD);
    enum kiosk_icon idle = kind == KIOSK_BY_CAMERA ? KIOSK_ICON_CAMERA : KIOSK_ICON_SCAN;
    int side = kiosk_px(v, SIGN);
    trial_words(v, kind, title, detail);
    kiosk_draw_card(v, r);
    r = kiosk_rect_inset(r, kiosk_px(v, 4), kiosk_px(v, 1));
    r = kiosk_rect_centre(r, r.w, kiosk_least(kiosk_line(v, 14), r.h));
    kiosk_draw_icon(v, kiosk_rect_centre(kiosk_rect_cut_left(&r, side), side, side),
            !tried->any   ? idle
            : tried->good ? KIOSK_ICON_CHECK
                          : KIOSK_ICON_WARN,
            2.6f, tried->any ? ink : t->muted);
    kiosk_rect_cut_left(&r, kiosk_px(v, SIGN_GAP));
    kiosk_draw_fitted(v, kiosk_rect_cut_top(&r, r.h * 3 / 5), KIOSK_LEFT,
            (struct kiosk_run){title, tried->good ? KIOSK_H2 : KIOSK_BODY, true, ink}, KIOSK_S);
    kiosk_draw_fitted(v, r, KIOSK_LEFT, (struct kiosk_run){detail, KIOSK_S, false, t->muted},
            KIOSK_TEXT_SMALLEST);
}

/* ---- the page ---- */

static void picture_draw(const struct kiosk_view *v, struct kiosk_rect r)
{
    kiosk_draw_fill(v, r, kiosk_tone_deep(v->theme, KIOSK_TONE_ACCENT), 3.5f);
    kiosk_viewfinder_draw(v, r, kiosk_theme_mix(v->theme->accent, v->theme->white, 0.45),
            tr(v, "Is it plugged in? It comes back by itself."));
}

/* Of both cards, at least. */
#define TRIALS 33 /* u */

static void trials_draw(const struct kiosk_view *v, struct kiosk_rect r, int cols)
{
    for (int i = 0; i < KIOSK_READER_KINDS; i++)
        trial_draw(v, kiosk_rect_cell(r, cols, KIOSK_READER_KINDS / cols, kiosk_px(v, 3), i),
                (enum kiosk_reader_kind)i);
}

void kiosk_camera_draw(const struct kiosk_view *whole, const struct kiosk_screens *s)
{
    const struct kiosk_view own = kiosk_staff_view(whole), *v = &own;
    struct kiosk_rect r = kiosk_staff_begin(v, s, tr(v, "Camera and scanner"), false);
    int gap = kiosk_px(v, 3);
    if (kiosk_wide(v)) {
        struct kiosk_rect left = kiosk_rect_cut_left(&r, (r.w - gap) / 2);
        kiosk_rect_cut_left(&r, gap);
        struct kiosk_rect facts =
                kiosk_rect_cut_bottom(&left, kiosk_least(kiosk_line(v, 38), left.h / 2));
        kiosk_rect_cut_bottom(&left, gap);
        picture_draw(v, left);
        facts_draw(v, facts);
        int trials = kiosk_least(kiosk_line(v, TRIALS), r.h / 2);
        choices_draw(v, kiosk_rect_cut_top(&r, kiosk_least(choices_height(v), r.h - trials - gap)));
        kiosk_rect_cut_top(&r, gap);
        trials_draw(v, r, 1);
        return;
    }
    picture_draw(v, kiosk_rect_cut_top(&r, kiosk_least(r.w * 9 / 16, r.h * 2 / 5)));
    kiosk_rect_cut_top(&r, gap);
    facts_draw(v, kiosk_rect_cut_top(&r, kiosk_least(kiosk_line(v, 38), r.h / 3)));
    kiosk_rect_cut_top(&r, gap);
    int least = kiosk_least(kiosk_line(v, TRIALS), r.h / 2);
    choices_draw(v, kiosk_rect_cut_top(&r, kiosk_least(choices_height(v), r.h - least - gap)));
    kiosk_rect_cut_top(&r, gap);
    trials_draw(v, kiosk_rect_cut_top(&r, kiosk_least(kiosk_line(v, TRIALS + 12), r.h)), 1);
}
