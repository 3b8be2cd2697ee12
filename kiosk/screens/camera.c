/* Staff try the readers, before the doors open and when one of them reads badly: what the camera
 * sees, in figures with their meaning, which camera is used, and what was read last by it and by
 * the hand scanner. Nobody is let in by what is shown here. */

#include "kiosk/screens/staff.h"

#include <stdio.h>

#define FACTS 5

struct fact {
    const char *label;
    char number[KIOSK_WORDS_MAX]; /* "" = not known yet */
    const char *unit;
    const char *meaning; /* in a word, with its tone; NULL = the number says it */
    enum kiosk_tone tone;
};

/* ---- figures ---- */

static void set_brightness(const struct kiosk_view *v, struct fact *f, int percent)
{
    kiosk_words_format(f->number, "%d", percent);
    f->unit = "%";
    f->meaning = percent < 12   ? tr(v, "too dark")
                 : percent > 91 ? tr(v, "too bright")
                                : tr(v, "good");
    f->tone = percent < 12 || percent > 91 ? KIOSK_TONE_BAD : KIOSK_TONE_GOOD;
}

static void set_module(const struct kiosk_view *v, struct fact *f, float px)
{
    bool far = px < KIOSK_MODULE_FAR, good = px >= KIOSK_MODULE_GOOD;
    kiosk_words_format(f->number, "%.1f", (double)px);
    f->unit = tr(v, "px");
    f->meaning = far ? tr(v, "too far") : good ? tr(v, "good") : tr(v, "just enough");
    f->tone = far ? KIOSK_TONE_BAD : good ? KIOSK_TONE_GOOD : KIOSK_TONE_MID;
}

static void list_facts(const struct kiosk_view *v, struct fact out[FACTS])
{
    const struct kiosk_camera_view *c = &v->model->camera;
    const char *const labels[FACTS] = {tr(v, "Picture"), tr(v, "Pictures a second"),
            tr(v, "A look takes"), tr(v, "Brightness"), tr(v, "A square of the code")};
    for (int i = 0; i < FACTS; i++)
        out[i] = (struct fact){.label = labels[i]};
    if (c->width == 0)
        return;
    kiosk_words_format(out[0].number, "%d × %d", c->width, c->height);
    if (c->fps_tenths > 0)
        kiosk_words_format(out[1].number, "%d.%d", c->fps_tenths / 10, c->fps_tenths % 10);
    if (c->look_us > 0) {
        kiosk_words_format(out[2].number, "%.1f", (double)c->look_us / 1000);
        out[2].unit = tr(v, "ms");
    }
    set_brightness(v, &out[3], c->brightness);
    if (c->module_px > 0)
        set_module(v, &out[4], c->module_px);
}

static void fact_draw(const struct kiosk_view *v, struct kiosk_rect r, const struct fact *f)
{
    const struct kiosk_theme *t = v->theme;
    if (f->meaning) {
        uint32_t colour = kiosk_tone_colour(t, f->tone);
        int side = kiosk_px(v, 4.5f);
        struct kiosk_run words = {f->meaning, KIOSK_S, true, colour};
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
                    .size = KIOSK_BODY},
            t->ink, t->muted);
}

static void facts_draw(const struct kiosk_view *v, struct kiosk_rect r)
{
    struct fact facts[FACTS];
    list_facts(v, facts);
    kiosk_draw_card(v, r);
    r = kiosk_rect_inset(r, kiosk_px(v, 4), kiosk_px(v, 1.5f));
    struct kiosk_rect foot = kiosk_rect_cut_bottom(&r, kiosk_line(v, 5));
    for (int i = 0; i < FACTS; i++) {
        struct kiosk_rect row = kiosk_rect_cell(r, 1, FACTS, 0, i);
        kiosk_draw_fill(v, kiosk_rect_cut_bottom(&row, kiosk_px(v, 0.25f)), v->theme->line, 0);
        fact_draw(v, row, &facts[i]);
    }
    kiosk_draw_fitted(v, foot, KIOSK_LEFT,
            (struct kiosk_run){v->model->camera.name, KIOSK_XS, false, v->theme->muted},
            KIOSK_TEXT_SMALLEST);
}

/* ---- which camera ---- */

static void choice_draw(const struct kiosk_view *v, struct kiosk_rect r, int index)
{
    const struct kiosk_theme *t = v->theme;
    const struct kiosk_camera_choice *c = &v->model->camera.choices[index];
    kiosk_draw_border(v, r, c->chosen ? t->accent_soft : t->card, c->chosen ? t->accent : t->line,
            2.5f, c->chosen ? 0.5f : 0.25f);
    if (c->usable && !c->chosen)
        kiosk_add_hit(v, r, 2.5f,
                (struct kiosk_action){.kind = KIOSK_ACTION_CAMERA, .value = index, .session = -1},
                0);
    uint32_t ink = c->usable ? t->ink : t->muted;
    r = kiosk_rect_inset(r, kiosk_px(v, 3), kiosk_px(v, 1));
    int side = kiosk_px(v, 5.5f);
    kiosk_draw_icon(v, kiosk_rect_centre(kiosk_rect_cut_left(&r, side), side, side),
            c->chosen ? KIOSK_ICON_CHECK : KIOSK_ICON_CAMERA, 2.4f, c->chosen ? t->accent : ink);
    kiosk_rect_cut_left(&r, kiosk_px(v, 2.5f));
    r = kiosk_rect_centre(r, r.w, kiosk_least(kiosk_line(v, 11), r.h));
    kiosk_draw_fitted(v, kiosk_rect_cut_top(&r, r.h * 11 / 20), KIOSK_LEFT,
            (struct kiosk_run){c->name, KIOSK_BODY, true, ink}, KIOSK_TEXT_SMALLEST);
    kiosk_draw_fitted(v, r, KIOSK_LEFT,
            (struct kiosk_run){c->usable ? c->device : c->why, KIOSK_XS, false, t->muted},
            KIOSK_TEXT_SMALLEST);
}

/* As many rows as there are cameras; without any, that there is none. */
#define CHOICE 13.f /* u */
static int choices_height(const struct kiosk_view *v)
{
    int rows = kiosk_most(1, (int)v->model->camera.choice_count);
    return rows * kiosk_height(v, CHOICE) + (rows - 1) * kiosk_px(v, 2);
}

static void choices_draw(const struct kiosk_view *v, struct kiosk_rect r)
{
    int rows = (int)v->model->camera.choice_count;
    for (int i = 0; i < rows; i++)
        choice_draw(v, kiosk_rect_cell(r, 1, rows, kiosk_px(v, 2), i), i);
    if (rows > 0)
        return;
    kiosk_draw_border(v, r, v->theme->card, v->theme->line, 2.5f, 0.25f);
    kiosk_draw_fitted(v, kiosk_rect_inset(r, kiosk_px(v, 3), kiosk_px(v, 1)), KIOSK_CENTRE,
            (struct kiosk_run){tr(v, "No camera is plugged in to choose from."), KIOSK_S, false,
                    v->theme->muted},
            KIOSK_TEXT_SMALLEST);
}

/* ---- trials ---- */

static void result_draw(
        const struct kiosk_view *v, struct kiosk_rect r, const struct kiosk_tried_view *tried)
{
    const struct kiosk_theme *t = v->theme;
    uint32_t colour = kiosk_tone_colour(t, tried->good ? KIOSK_TONE_GOOD : KIOSK_TONE_BAD);
    char words[2 * KIOSK_WORDS_MAX];
    int side = kiosk_px(v, 7);
    struct kiosk_rect small = kiosk_rect_cut_bottom(&r, kiosk_line(v, 5));
    struct kiosk_rect sign = kiosk_rect_cut_left(&r, side);
    kiosk_draw_icon(v, kiosk_rect_centre(sign, side, side),
            tried->good ? KIOSK_ICON_CHECK : KIOSK_ICON_WARN, 2.8f, colour);
    kiosk_rect_cut_left(&r, kiosk_px(v, 2.5f));
    snprintf(words, sizeof words, "%s", kiosk_say(v, tried->why));
    if (tried->good)
        snprintf(words, sizeof words, tr(v, "%s valid"), tried->number);
    kiosk_draw_fitted(v, r, KIOSK_LEFT,
            (struct kiosk_run){words, tried->good ? KIOSK_H2 : KIOSK_BODY, true, colour}, KIOSK_S);
    if (tried->repaired)
        snprintf(words, sizeof words, "%s", tr(v, "Typed by another keyboard layout, put right"));
    else if (tried->good)
        snprintf(words, sizeof words, "%s", kiosk_held_words(v, tried->state));
    else
        snprintf(words, sizeof words, "%.40s", tried->text);
    kiosk_draw_text(v, small, KIOSK_LEFT, (struct kiosk_run){words, KIOSK_S, false, t->muted});
}

static void trial_draw(const struct kiosk_view *v, struct kiosk_rect r, enum kiosk_reader_kind kind)
{
    const struct kiosk_theme *t = v->theme;
    const struct kiosk_tried_view *tried = &v->model->camera.tried[kind];
    bool camera = kind == KIOSK_BY_CAMERA;
    kiosk_draw_card(v, r);
    r = kiosk_rect_inset(r, kiosk_px(v, 4), kiosk_px(v, 2));
    int high = kiosk_line(v, 22);
    r = kiosk_rect_centre(r, r.w, kiosk_least(high, r.h));
    struct kiosk_rect head = kiosk_rect_cut_top(&r, kiosk_line(v, 6));
    int side = kiosk_px(v, 5);
    kiosk_draw_icon(v, kiosk_rect_centre(kiosk_rect_cut_left(&head, side), side, side),
            camera ? KIOSK_ICON_CAMERA : KIOSK_ICON_SCAN, 2.2f, t->muted);
    kiosk_rect_cut_left(&head, kiosk_px(v, 2));
    kiosk_draw_text(v, head, KIOSK_LEFT,
            (struct kiosk_run){
                    camera ? tr(v, "Read by the camera") : tr(v, "Read by the hand scanner"),
                    KIOSK_S, true, t->muted});
    kiosk_rect_cut_top(&r, kiosk_px(v, 1));
    if (tried->any)
        result_draw(v, r, tried);
    else
        kiosk_draw_fitted(v, r, KIOSK_LEFT,
                (struct kiosk_run){camera ? tr(v, "Hold any ticket up to the camera")
                                          : tr(v, "Scan something with it"),
                        KIOSK_BODY, true, t->ink},
                KIOSK_S);
}

/* ---- the page ---- */

static void picture_draw(const struct kiosk_view *v, struct kiosk_rect r)
{
    kiosk_viewfinder_draw(v, r, kiosk_theme_mix(v->theme->accent, v->theme->white, 0.45),
            tr(v, "Is it plugged in? It comes back by itself."));
}

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
                kiosk_rect_cut_bottom(&left, kiosk_least(kiosk_line(v, 46), left.h / 2));
        kiosk_rect_cut_bottom(&left, gap);
        picture_draw(v, left);
        facts_draw(v, facts);
        choices_draw(v, kiosk_rect_cut_top(&r, kiosk_least(choices_height(v), r.h / 2)));
        kiosk_rect_cut_top(&r, gap);
        trials_draw(v, r, 1);
        return;
    }
    picture_draw(v, kiosk_rect_cut_top(&r, kiosk_least(r.w * 9 / 16, r.h * 2 / 5)));
    kiosk_rect_cut_top(&r, gap);
    facts_draw(v, kiosk_rect_cut_top(&r, kiosk_least(kiosk_line(v, 48), r.h / 3)));
    kiosk_rect_cut_top(&r, gap);
    choices_draw(v, kiosk_rect_cut_top(&r, kiosk_least(choices_height(v), r.h / 2)));
    kiosk_rect_cut_top(&r, gap);
    trials_draw(v, kiosk_rect_cut_top(&r, kiosk_least(kiosk_line(v, 60), r.h)), 1);
}
