#include "kiosk/ui/widget.h"

#include <assert.h>
#include <string.h>

uint32_t kiosk_tone_colour(const struct kiosk_theme *t, enum kiosk_tone tone)
{
    const uint32_t colours[] = {[KIOSK_TONE_GOOD] = t->good,
            [KIOSK_TONE_MID] = t->mid,
            [KIOSK_TONE_BAD] = t->bad,
            [KIOSK_TONE_OFF] = t->muted,
            [KIOSK_TONE_ACCENT] = t->accent};
    return colours[tone];
}

uint32_t kiosk_tone_soft(const struct kiosk_theme *t, enum kiosk_tone tone)
{
    const uint32_t colours[] = {[KIOSK_TONE_GOOD] = t->good_soft,
            [KIOSK_TONE_MID] = t->mid_soft,
            [KIOSK_TONE_BAD] = t->bad_soft,
            [KIOSK_TONE_OFF] = t->off_chip,
            [KIOSK_TONE_ACCENT] = t->accent_soft};
    return colours[tone];
}

uint32_t kiosk_tone_deep(const struct kiosk_theme *t, enum kiosk_tone tone)
{
    const uint32_t colours[] = {[KIOSK_TONE_GOOD] = t->good_deep,
            [KIOSK_TONE_MID] = t->mid_deep,
            [KIOSK_TONE_BAD] = t->bad_deep,
            [KIOSK_TONE_OFF] = t->muted,
            [KIOSK_TONE_ACCENT] = kiosk_theme_mix(t->accent, 0xFF000000, 0.8)};
    return colours[tone];
}

void kiosk_add_hit(const struct kiosk_view *v, struct kiosk_rect r, float radius_u,
        struct kiosk_action action, int key)
{
    kiosk_frame_add_hit(v->frame,
            (struct kiosk_hit){.rect = r, .radius = radius_u * v->u, .action = action, .key = key});
}

void kiosk_draw_border(const struct kiosk_view *v, struct kiosk_rect r, uint32_t colour,
        uint32_t border, float radius_u, float stroke_u)
{
    float radius = radius_u * v->u;
    float most = (float)(r.w < r.h ? r.w : r.h) / 2;
    float stroke = fmaxf(1, roundf(stroke_u * v->u * (v->theme->contrast ? 1.6f : 1)));
    kiosk_frame_add(v->frame,
            (struct kiosk_item){.kind = KIOSK_ITEM_FILL,
                    .rect = r,
                    .colour = colour,
                    .border = border,
                    .stroke = border ? stroke : 0,
                    .radius = fminf(radius, most)},
            NULL, 0);
}

void kiosk_draw_fill(
        const struct kiosk_view *v, struct kiosk_rect r, uint32_t colour, float radius_u)
{
    kiosk_draw_border(v, r, colour, 0, radius_u, 0);
}

struct kiosk_rect kiosk_begin(const struct kiosk_view *v, uint32_t ground)
{
    kiosk_draw_fill(v, v->area, ground, 0);
    return kiosk_rect_inset(v->area, kiosk_px(v, KIOSK_MARGIN), kiosk_px(v, 5));
}

void kiosk_draw_card(const struct kiosk_view *v, struct kiosk_rect r)
{
    kiosk_draw_border(v, r, v->theme->card, v->theme->line, 3, 0.25f);
}

void kiosk_draw_glass(const struct kiosk_view *v, struct kiosk_rect r)
{
    kiosk_draw_border(v, r, v->theme->glass, v->theme->glass_line, 3, 0.25f);
}

void kiosk_draw_icon(const struct kiosk_view *v, struct kiosk_rect r, enum kiosk_icon icon,
        float stroke, uint32_t colour)
{
    int side = r.w < r.h ? r.w : r.h;
    kiosk_frame_add(v->frame,
            (struct kiosk_item){.kind = KIOSK_ITEM_ICON,
                    .rect = kiosk_rect_centre(r, side, side),
                    .icon = icon,
                    .colour = colour,
                    .stroke = stroke * (float)side / 24},
            NULL, 0);
}

void kiosk_draw_tile(
        const struct kiosk_view *v, struct kiosk_rect r, const char *code, uint32_t colour)
{
    kiosk_draw_fill(v, r, colour, (float)r.w / v->u * 0.18f);
    float size = (float)r.w / v->u * (strlen(code) > 1 ? 0.42f : 0.64f);
    kiosk_draw_text(v, r, KIOSK_CENTRE, (struct kiosk_run){code, size, true, v->theme->white});
}

static uint32_t button_ground(const struct kiosk_theme *t, const struct kiosk_button *b)
{
    switch (b->style) {
    case KIOSK_BUTTON_PRIMARY:
        return b->disabled ? kiosk_tone_soft(t, KIOSK_TONE_OFF) : t->accent;
    case KIOSK_BUTTON_GRAVE:
        return t->bad;
    case KIOSK_BUTTON_OUTLINE:
    case KIOSK_BUTTON_QUIET:
        return t->card;
    case KIOSK_BUTTON_GHOST:
        return 0;
    case KIOSK_BUTTON_GHOST_FULL:
        return t->card;
    }
    return 0;
}

static uint32_t button_ink(const struct kiosk_theme *t, const struct kiosk_button *b)
{
    switch (b->style) {
    case KIOSK_BUTTON_PRIMARY:
        return b->disabled ? t->muted : t->white; /* what is missing must be readable */
    case KIOSK_BUTTON_GRAVE:
    case KIOSK_BUTTON_GHOST:
        return t->white;
    case KIOSK_BUTTON_OUTLINE:
        return b->disabled ? t->off : t->accent;
    case KIOSK_BUTTON_QUIET:
        return b->disabled ? t->off : t->ink;
    case KIOSK_BUTTON_GHOST_FULL:
        return b->colour ? b->colour : t->accent;
    }
    return 0;
}

/* Icon and label side by side; one above the other where the label would get too small. */
static void button_face(
        const struct kiosk_view *v, struct kiosk_rect r, const struct kiosk_button *b, uint32_t ink)
{
    struct kiosk_rect inside = kiosk_rect_inset(r, kiosk_px(v, 3), 0);
    struct kiosk_run label = {b->label ? b->label : "", 5, true, ink};
    int icon = b->icon ? kiosk_px(v, 5.75f) : 0;
    int gap = b->icon && *label.text ? kiosk_px(v, 2) : 0;
    int text = kiosk_text_width(v, label);
    bool tight = text * 4 / 5 > inside.w - icon - gap;
    if (gap > 0 && (tight || b->stacked) && r.h >= kiosk_px(v, 12.5f)) {
        label.size = KIOSK_BODY;
        inside = kiosk_rect_inset(r, kiosk_px(v, 1.5f), 0);
        inside = kiosk_rect_centre(inside, inside.w, icon + kiosk_line(v, 6));
        kiosk_draw_icon(v, kiosk_rect_cut_top(&inside, icon), b->icon, 2.2f, ink);
        kiosk_draw_text(v, inside, KIOSK_CENTRE, label);
        return;
    }
    if (text > inside.w - icon - gap)
        text = inside.w - icon - gap;
    struct kiosk_rect middle = kiosk_rect_centre(inside, icon + gap + text, inside.h);
    if (b->icon)
        kiosk_draw_icon(v, kiosk_rect_cut_left(&middle, icon), b->icon, 2.2f, ink);
    kiosk_rect_cut_left(&middle, gap);
    if (*label.text)
        kiosk_draw_text(v, middle, KIOSK_CENTRE, label);
}

void kiosk_draw_button(
        const struct kiosk_view *v, struct kiosk_rect r, const struct kiosk_button *b)
{
    uint32_t ground = button_ground(v->theme, b);
    uint32_t ink = button_ink(v->theme, b);
    uint32_t line = b->style == KIOSK_BUTTON_QUIET || b->disabled ? v->theme->line
                    : b->style == KIOSK_BUTTON_PRIMARY            ? ground
                    : b->style == KIOSK_BUTTON_GRAVE              ? ground
                    : b->style == KIOSK_BUTTON_GHOST_FULL         ? ground
                                                                  : ink;
    kiosk_draw_border(v, r, ground, line, 3, 0.375f);
    button_face(v, r, b, ink);
    if (!b->disabled)
        kiosk_add_hit(v, r, 3, b->action, b->key);
}

int kiosk_draw_chip(const struct kiosk_view *v, struct kiosk_rect box, enum kiosk_tone tone,
        enum kiosk_icon icon, const char *label)
{
    float high = (float)box.h / v->u; /* its parts grow with it */
    struct kiosk_run run = {label, high * 0.56f, true, kiosk_tone_colour(v->theme, tone)};
    int pad = kiosk_px(v, high * 0.36f);
    int side = kiosk_px(v, high * 0.64f);
    int gap = kiosk_px(v, high * 0.16f);
    int text = kiosk_text_width(v, run);
    if (text > box.w - 2 * pad - side - gap)
        text = box.w - 2 * pad - side - gap;
    struct kiosk_rect pill = {box.x, box.y, 2 * pad + side + gap + text, box.h};
    kiosk_draw_border(v, pill, kiosk_tone_soft(v->theme, tone), v->theme->contrast ? run.colour : 0,
            99, 0.25f);
    struct kiosk_rect inside = kiosk_rect_inset(pill, pad, 0);
    kiosk_draw_icon(v, kiosk_rect_cut_left(&inside, side), icon, 2.4f, run.colour);
    kiosk_rect_cut_left(&inside, gap);
    kiosk_draw_text(v, inside, KIOSK_LEFT, run);
    return pill.w;
}

void kiosk_draw_bar(const struct kiosk_view *v, struct kiosk_rect r, int percent, uint32_t colour,
        uint32_t track)
{
    kiosk_draw_fill(v, r, track, 99);
    if (percent <= 0)
        return;
    int width = r.w * (percent > 100 ? 100 : percent) / 100;
    r.w = width < r.h ? r.h : width; /* a dot at least */
    kiosk_draw_fill(v, r, colour, 99);
}

static void step_button(const struct kiosk_view *v, struct kiosk_rect r, enum kiosk_icon icon,
        bool can, enum kiosk_action_kind kind, int value)
{
    int side = r.h < r.w ? r.h : r.w;
    int seen = side < kiosk_px(v, 13) ? side : kiosk_px(v, 13); /* a finger may need more */
    struct kiosk_rect round = kiosk_rect_centre(r, seen, seen);
    uint32_t ink = can ? v->theme->accent : v->theme->line;
    kiosk_draw_border(v, round, can ? v->theme->accent_soft : v->theme->card,
            !can                 ? v->theme->line
            : v->theme->contrast ? ink
                                 : 0,
            99, 0.25f);
    struct kiosk_rect sign = kiosk_rect_inset(round, round.w / 4, round.h / 4);
    kiosk_draw_icon(v, sign, icon, 3.2f, ink);
    if (can)
        kiosk_add_hit(v, kiosk_rect_centre(r, side, side), 99,
                (struct kiosk_action){.kind = kind, .value = value, .session = -1}, 0);
}

void kiosk_draw_stepper(
        const struct kiosk_view *v, struct kiosk_rect r, const struct kiosk_stepper *s)
{
    struct kiosk_run label = {s->label,
            s->stacked                 ? KIOSK_S
            : r.h >= kiosk_line(v, 14) ? KIOSK_H2
                                       : KIOSK_BODY,
            true, v->theme->ink};
    if (s->stacked) {
        int high = kiosk_px(v, KIOSK_STEPPER_LABEL) + kiosk_height(v, 11);
        r = kiosk_rect_centre(r, r.w, high < r.h ? high : r.h);
        kiosk_draw_fitted(v, kiosk_rect_cut_top(&r, kiosk_px(v, KIOSK_STEPPER_LABEL)), KIOSK_CENTRE,
                label, KIOSK_XS);
    }
    int most = kiosk_height(v, 11);
    int side = r.h < most ? r.h : most;
    r = kiosk_rect_centre(r, r.w, side);
    struct kiosk_rect control =
            s->stacked ? r : kiosk_rect_cut_right(&r, side * 2 + kiosk_px(v, 12));
    if (!s->stacked)
        kiosk_draw_fitted(v, r, KIOSK_LEFT, label, KIOSK_S);
    step_button(v, kiosk_rect_cut_left(&control, side), KIOSK_ICON_MINUS, s->less, s->kind,
            s->index * 2);
    step_button(v, kiosk_rect_cut_right(&control, side), KIOSK_ICON_PLUS, s->more, s->kind,
            s->index * 2 + 1);
    bool none = strcmp(s->number, "0") == 0;
    kiosk_draw_text(v, control, KIOSK_CENTRE,
            (struct kiosk_run){s->number, 7, true, none ? v->theme->muted : v->theme->ink});
}

void kiosk_draw_ring(const struct kiosk_view *v, struct kiosk_rect r, float part, const char *label,
        uint32_t colour)
{
    int side = r.w < r.h ? r.w : r.h;
    r = kiosk_rect_centre(r, side, side);
    struct kiosk_item ring = {.kind = KIOSK_ITEM_RING, .rect = r, .stroke = (float)side * 0.095f};
    ring.part = 1;
    ring.colour = kiosk_theme_alpha(colour, 0.25);
    kiosk_frame_add(v->frame, ring, NULL, 0);
    ring.part = part < 0 ? 0 : part > 1 ? 1 : part;
    ring.colour = colour;
    kiosk_frame_add(v->frame, ring, NULL, 0);
    kiosk_draw_text(v, r, KIOSK_CENTRE,
            (struct kiosk_run){label, (float)side / v->u * 0.42f, true, colour});
}
