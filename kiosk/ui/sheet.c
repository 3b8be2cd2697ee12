#include "kiosk/ui/sheet.h"

#include <stdio.h>
#include <string.h>

void kiosk_draw_picture(
        const struct kiosk_view *v, struct kiosk_rect r, struct kiosk_picture picture)
{
    kiosk_frame_add(v->frame,
            (struct kiosk_item){.kind = KIOSK_ITEM_PICTURE,
                    .rect = r,
                    .cols = picture.width,
                    .rows = picture.height},
            picture.pixels,
            (size_t)picture.width * (size_t)picture.height * sizeof *picture.pixels);
}

/* Its first character stands for a name. */
static void monogram_of(const char *name, char out[5])
{
    size_t length = 0;
    if (*name)
        do
            out[length] = name[length], length++;
        while (length < 4 && ((unsigned char)name[length] & 0xC0) == 0x80);
    out[length] = 0;
}

int kiosk_draw_mark(const struct kiosk_view *v, struct kiosk_rect r, bool on_accent)
{
    const struct kiosk_picture logo = v->model->logo;
    if (logo.width > 0 && logo.height > 0) {
        int width = kiosk_least(r.h * logo.width / logo.height, r.w);
        struct kiosk_rect place = {r.x, r.y, width, r.h};
        if (on_accent) /* whatever its colours, it is seen on paper */
            kiosk_draw_fill(v, place, v->theme->card, (float)r.h / v->u * 0.18f);
        int inset = on_accent ? r.h / 10 : 0;
        kiosk_draw_picture(v, kiosk_rect_inset(place, inset, inset), logo);
        return width;
    }
    struct kiosk_rect tile = {r.x, r.y, kiosk_least(r.h, r.w), r.h};
    char letter[5];
    monogram_of(kiosk_say(v, v->model->host), letter);
    float side = (float)tile.w / v->u;
    kiosk_draw_fill(v, tile, on_accent ? v->theme->card : v->theme->accent, side * 0.22f);
    if (*letter)
        kiosk_draw_text(v, tile, KIOSK_CENTRE,
                (struct kiosk_run){letter, side * 0.62f / v->letters, true,
                        on_accent ? v->theme->accent : v->theme->white});
    return tile.w;
}

void kiosk_draw_heading(
        const struct kiosk_view *v, struct kiosk_rect r, const char *words, const char *aside)
{
    if (aside && *aside) {
        struct kiosk_run run = {aside, KIOSK_S, false, v->theme->muted};
        int width = kiosk_least(kiosk_text_width(v, run), r.w / 2);
        kiosk_draw_text(v, kiosk_rect_cut_right(&r, width), KIOSK_RIGHT, run);
        kiosk_rect_cut_right(&r, kiosk_px(v, 2));
    }
    kiosk_draw_text(v, r, KIOSK_LEFT, (struct kiosk_run){words, KIOSK_H2, true, v->theme->ink});
}

void kiosk_draw_figure(const struct kiosk_view *v, struct kiosk_rect r,
        const struct kiosk_figure *f, uint32_t ink, uint32_t soft)
{
    float size = f->size > 0 ? f->size : KIOSK_H1;
    kiosk_draw_text(v, kiosk_rect_cut_top(&r, r.h * 2 / 5), KIOSK_LEFT,
            (struct kiosk_run){f->label, KIOSK_S, false, soft});
    kiosk_draw_runs(v, r, KIOSK_LEFT,
            (struct kiosk_run[]){{f->number, size, true, ink}, {" ", KIOSK_S, false, soft},
                    {f->unit ? f->unit : "", fminf(KIOSK_BODY, size), true, soft}},
            f->unit && *f->unit ? 3 : 1);
}

void kiosk_draw_figure_row(const struct kiosk_view *v, struct kiosk_rect r,
        const struct kiosk_figure *f, uint32_t ink, uint32_t soft)
{
    float size = f->size > 0 ? f->size : KIOSK_H2;
    struct kiosk_run label = {f->label, KIOSK_S, false, soft};
    int width = kiosk_least(kiosk_text_width(v, label), r.w / 2);
    kiosk_draw_text(v, kiosk_rect_cut_left(&r, width), KIOSK_LEFT, label);
    kiosk_rect_cut_left(&r, kiosk_px(v, 2));
    kiosk_draw_runs(v, r, KIOSK_RIGHT,
            (struct kiosk_run[]){{f->number, size, true, ink}, {" ", KIOSK_S, false, soft},
                    {f->unit ? f->unit : "", KIOSK_S, true, soft}},
            f->unit && *f->unit ? 3 : 1);
}

static void tab_draw(const struct kiosk_view *v, struct kiosk_rect r, const struct kiosk_tab *tab,
        int index, bool chosen)
{
    const struct kiosk_theme *t = v->theme;
    uint32_t ink = chosen ? t->accent : t->muted;
    if (chosen) {
        kiosk_draw_border(v, r, t->card, t->line, 3, 0.25f);
        struct kiosk_rect line = {
                r.x + r.w / 4, r.y + r.h - kiosk_px(v, 1.5f), r.w / 2, kiosk_px(v, 0.75f)};
        kiosk_draw_fill(v, line, t->accent, 99);
    }
    kiosk_add_hit(v, r, 3,
            (struct kiosk_action){.kind = KIOSK_ACTION_TAB, .value = index, .session = -1}, 0);
    struct kiosk_run label = {tab->label, KIOSK_BODY, true, ink};
    int icon = kiosk_px(v, 5.5f);
    int gap = kiosk_px(v, 1.5f);
    int disc = tab->count > 0 ? kiosk_px(v, 6) : 0;
    r = kiosk_rect_inset(r, kiosk_px(v, 2), 0);
    int room = r.w - icon - gap - (disc ? disc + gap : 0);
    int width = kiosk_least(kiosk_text_width(v, label), room);
    r = kiosk_rect_centre(r, r.w - room + width, r.h);
    kiosk_draw_icon(v, kiosk_rect_cut_left(&r, icon), tab->icon, 2.2f, ink);
    kiosk_rect_cut_left(&r, gap);
    kiosk_draw_text(v, kiosk_rect_cut_left(&r, width), KIOSK_LEFT, label);
    if (!disc)
        return;
    kiosk_rect_cut_left(&r, gap);
    char number[12];
    snprintf(number, sizeof number, "%d", tab->count);
    r = kiosk_rect_centre(r, disc, disc);
    kiosk_draw_fill(v, r, t->accent, 99);
    kiosk_draw_text(v, r, KIOSK_CENTRE, (struct kiosk_run){number, KIOSK_S, true, t->white});
}

void kiosk_draw_tabs(const struct kiosk_view *v, struct kiosk_rect r, const struct kiosk_tab *tabs,
        int count, int chosen)
{
    kiosk_draw_border(
            v, r, v->theme->off_chip, v->theme->contrast ? v->theme->line : 0, 3.5f, 0.25f);
    for (int i = 0; i < count; i++)
        tab_draw(v, kiosk_rect_cell(r, count, 1, 0, i), &tabs[i], i, i == chosen);
}

/* An icon on a disc of its tone's soft colour. */
static void disc_draw(
        const struct kiosk_view *v, struct kiosk_rect r, enum kiosk_icon icon, enum kiosk_tone tone)
{
    int side = kiosk_least(r.w, r.h);
    struct kiosk_rect disc = kiosk_rect_centre(r, side, side);
    uint32_t ink = kiosk_tone_colour(v->theme, tone);
    kiosk_draw_border(
            v, disc, kiosk_tone_soft(v->theme, tone), v->theme->contrast ? ink : 0, 99, 0.25f);
    kiosk_draw_icon(v, kiosk_rect_inset(disc, side / 5, side / 5), icon, 2.4f, ink);
}

void kiosk_draw_switch(
        const struct kiosk_view *v, struct kiosk_rect r, const struct kiosk_switch *s)
{
    const struct kiosk_theme *t = v->theme;
    kiosk_draw_border(v, r, s->on ? t->accent_soft : t->card, s->on ? t->accent : t->line, 3,
            s->on ? 0.5f : 0.25f);
    kiosk_add_hit(v, r, 3, s->action, 0);
    r = kiosk_rect_inset(r, kiosk_px(v, 4), kiosk_px(v, 2));
    if (s->icon) {
        disc_draw(v, kiosk_rect_cut_left(&r, kiosk_px(v, 12)), s->icon,
                s->on ? KIOSK_TONE_ACCENT : KIOSK_TONE_OFF);
        kiosk_rect_cut_left(&r, kiosk_px(v, 3));
    }
    struct kiosk_rect track = kiosk_rect_cut_right(&r, kiosk_px(v, 13));
    track = kiosk_rect_centre(track, track.w, kiosk_px(v, 7.5f));
    kiosk_draw_border(v, track, s->on ? t->accent : t->off, 0, 99, 0);
    struct kiosk_rect knob = kiosk_rect_inset(track, kiosk_px(v, 0.75f), kiosk_px(v, 0.75f));
    knob = s->on ? kiosk_rect_cut_right(&knob, knob.h) : kiosk_rect_cut_left(&knob, knob.h);
    kiosk_draw_fill(v, knob, t->white, 99);
    kiosk_draw_icon(v, kiosk_rect_inset(knob, knob.w / 5, knob.w / 5),
            s->on ? KIOSK_ICON_CHECK : KIOSK_ICON_CROSS, 3.2f, s->on ? t->accent : t->off);
    kiosk_rect_cut_right(&r, kiosk_px(v, 3));
    bool detail = s->detail && *s->detail;
    r = kiosk_rect_centre(r, r.w, kiosk_least(r.h, kiosk_line(v, detail ? 16 : 8)));
    if (detail)
        kiosk_draw_fitted(v, kiosk_rect_cut_bottom(&r, r.h * 9 / 20), KIOSK_LEFT,
                (struct kiosk_run){s->detail, KIOSK_BODY, false, t->muted}, KIOSK_XS);
    kiosk_draw_fitted(v, r, KIOSK_LEFT, (struct kiosk_run){s->title, 6, true, t->ink}, 4);
}

void kiosk_draw_key(const struct kiosk_view *v, struct kiosk_rect r, const char *label,
        enum kiosk_icon icon, int type)
{
    const struct kiosk_theme *t = v->theme;
    kiosk_draw_border(v, r, icon ? t->off_soft : t->card, t->line, 3, 0.25f);
    kiosk_add_hit(v, r, 3,
            (struct kiosk_action){.kind = KIOSK_ACTION_TYPE, .value = type, .session = -1}, 0);
    float size = fminf((float)kiosk_least(r.w, r.h) / v->u * 0.5f, 9);
    int side = kiosk_px(v, size);
    if (icon)
        kiosk_draw_icon(v, kiosk_rect_centre(r, side, side), icon, 2.2f, t->ink);
    else
        kiosk_draw_text(v, r, KIOSK_CENTRE, (struct kiosk_run){label, size, true, t->ink});
}

void kiosk_draw_choice(const struct kiosk_view *v, struct kiosk_rect r, const char *label,
        bool chosen, struct kiosk_action action)
{
    const struct kiosk_theme *t = v->theme;
    uint32_t ink = chosen ? t->white : t->ink;
    kiosk_draw_border(v, r, chosen ? t->accent : t->card, chosen ? t->accent : t->line, 99, 0.25f);
    kiosk_add_hit(v, r, (float)r.h / v->u / 2, action, 0);
    r = kiosk_rect_inset(r, kiosk_px(v, 3), 0);
    struct kiosk_run run = {label, KIOSK_BODY, true, ink};
    int icon = chosen ? kiosk_px(v, 6.5f) : 0;
    int width = kiosk_least(kiosk_text_width(v, run), r.w - icon);
    r = kiosk_rect_centre(r, icon + width, r.h);
    if (chosen) {
        struct kiosk_rect sign = kiosk_rect_cut_left(&r, icon);
        sign.w = kiosk_px(v, 5);
        kiosk_draw_icon(v, sign, KIOSK_ICON_CHECK, 3, ink);
    }
    kiosk_draw_text(v, r, KIOSK_LEFT, run);
}

void kiosk_draw_empty(const struct kiosk_view *v, struct kiosk_rect r, enum kiosk_icon icon,
        const char *title, const char *words)
{
    const struct kiosk_theme *t = v->theme;
    r = kiosk_rect_centre(r, r.w, kiosk_least(r.h, kiosk_px(v, 40)));
    int side = kiosk_least(kiosk_px(v, 18), r.h * 9 / 20);
    disc_draw(v, kiosk_rect_cut_top(&r, side), icon, KIOSK_TONE_OFF);
    kiosk_rect_cut_top(&r, r.h / 8);
    kiosk_draw_fitted(v, kiosk_rect_cut_top(&r, r.h / 2), KIOSK_CENTRE,
            (struct kiosk_run){title, KIOSK_H2, true, t->ink}, KIOSK_BODY);
    if (words && *words)
        kiosk_draw_fitted(v, r, KIOSK_CENTRE,
                (struct kiosk_run){words, KIOSK_BODY, false, t->muted}, KIOSK_S);
}

struct kiosk_rect kiosk_draw_dialog(const struct kiosk_view *v, float width_u, float height_u)
{
    v->frame->hit_count = 0;
    kiosk_draw_fill(v, (struct kiosk_rect){0, 0, v->frame->width, v->frame->height}, 0x99101418, 0);
    struct kiosk_rect room = kiosk_rect_inset(v->area, kiosk_px(v, 4), kiosk_px(v, 4));
    struct kiosk_rect r = kiosk_rect_centre(room, kiosk_least(kiosk_px(v, width_u), room.w),
            kiosk_least(kiosk_px(v, height_u), room.h));
    kiosk_draw_border(v, r, v->theme->card, v->theme->line, 5, 0.25f);
    return kiosk_rect_inset(r, kiosk_px(v, 6), kiosk_px(v, 5));
}
