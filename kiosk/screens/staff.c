/* The staff screen: its frame, and the way to its pages. A tired helper with one free hand works
 * here: few large things, the same place for each on every screen. */

#include "kiosk/screens/staff.h"

#include <string.h>

#define PAGES 4

const struct kiosk_zone_view *kiosk_staff_zone(const struct kiosk_model *m)
{
    for (size_t i = 0; i < m->zone_count; i++)
        if (m->zones[i].id == m->staff.zone)
            return &m->zones[i];
    return NULL;
}

struct kiosk_action kiosk_staff_move(
        const struct kiosk_model *m, enum kiosk_deed deed, struct km_name ticket)
{
    return (struct kiosk_action){.kind = KIOSK_ACTION_MOVE,
            .session = -1,
            .move = {.deed = deed, .zone = m->staff.zone, .ticket = ticket}};
}

/* Something here wants a look: the tab says so before anybody opens it. */
static bool ails(const struct kiosk_health_view *h)
{
    return h->camera == KIOSK_PART_FAILED || h->printer == KIOSK_PART_FAILED ||
           h->paper == KIOSK_PART_FAILED || h->voice == KIOSK_PART_FAILED || h->cover_open;
}

static void list_tabs(const struct kiosk_view *v, struct kiosk_tab out[PAGES])
{
    const struct kiosk_staff_view *staff = &v->model->staff;
    out[0] = (struct kiosk_tab){KIOSK_ICON_BELL, tr(v, "Queue"), staff->waiting_parties};
    out[1] = (struct kiosk_tab){KIOSK_ICON_PEOPLE, tr(v, "Room"), 0};
    out[2] = (struct kiosk_tab){KIOSK_ICON_CHART, tr(v, "Figures"), 0};
    out[3] = (struct kiosk_tab){
            ails(&v->model->health) ? KIOSK_ICON_WARN : KIOSK_ICON_MONITOR, tr(v, "Kiosk"), 0};
}

static void rail_words(const struct kiosk_view *v, struct kiosk_rect r, enum kiosk_icon icon,
        const char *label, uint32_t ink)
{
    int line = kiosk_line(v, 5);
    int side = kiosk_px(v, 7);
    struct kiosk_rect middle = kiosk_rect_centre(r, r.w, side + line);
    kiosk_draw_icon(v, kiosk_rect_cut_top(&middle, side), icon, 2, ink);
    kiosk_draw_text(v, middle, KIOSK_CENTRE, (struct kiosk_run){label, KIOSK_S, true, ink});
}

/* One place of the rail, on paper when it is the page shown. */
static void rail_button(const struct kiosk_view *v, struct kiosk_rect r, enum kiosk_icon icon,
        const char *label, bool chosen, struct kiosk_action action, int key)
{
    const struct kiosk_theme *t = v->theme;
    uint32_t ink = chosen ? t->accent : t->white;
    if (chosen)
        kiosk_draw_fill(v, r, t->paper, 3);
    kiosk_add_hit(v, r, 3, action, key);
    rail_words(v, r, icon, label, ink);
}

static const struct kiosk_action back = {.kind = KIOSK_ACTION_BACK, .session = -1};
static const struct kiosk_action sign_out = {.kind = KIOSK_ACTION_SIGN_OUT, .session = -1};

static void rail_draw(
        const struct kiosk_view *v, struct kiosk_rect r, const struct kiosk_screens *s, bool tabs)
{
    kiosk_draw_fill(v, r, kiosk_tone_deep(v->theme, KIOSK_TONE_ACCENT), 0);
    r = kiosk_rect_inset(r, kiosk_px(v, 1.5f), kiosk_px(v, 1.5f));
    int gap = kiosk_px(v, 1);
    int most = (r.h - (PAGES + 1) * gap) / (PAGES + 2);
    int high = kiosk_height(v, 16) < most ? kiosk_height(v, 16) : most;
    rail_button(v, kiosk_rect_cut_top(&r, high), KIOSK_ICON_BACK, tr(v, "Back"), false, back,
            KIOSK_KEY_ESCAPE);
    if (!tabs) {
        struct kiosk_rect foot = kiosk_rect_cut_bottom(&r, kiosk_px(v, 13) + kiosk_line(v, 1));
        rail_words(v, foot, KIOSK_ICON_KEY, tr(v, "Staff"), v->theme->white);
        return;
    }
    rail_button(v, kiosk_rect_cut_bottom(&r, high), KIOSK_ICON_LOCK, tr(v, "Sign out"), false,
            sign_out, 0);
    struct kiosk_tab pages[PAGES];
    list_tabs(v, pages);
    r = kiosk_rect_centre(r, r.w, PAGES * (high + gap) - gap);
    for (int i = 0; i < PAGES; i++)
        rail_button(v, kiosk_rect_cell(r, 1, PAGES, gap, i), pages[i].icon, pages[i].label,
                s->tab == i,
                (struct kiosk_action){.kind = KIOSK_ACTION_TAB, .value = i, .session = -1},
                '1' + i);
}

/* Which zone, or what else this screen is about; the time at the right. */
static void title_draw(
        const struct kiosk_view *v, struct kiosk_rect r, const char *title, uint32_t ink)
{
    const struct kiosk_zone_view *zone = title ? NULL : kiosk_staff_zone(v->model);
    char clock[KIOSK_WORDS_MAX];
    kiosk_words_time(&v->model->now, clock);
    struct kiosk_run time = {clock, KIOSK_H2, true, ink};
    kiosk_draw_text(v, kiosk_rect_cut_right(&r, kiosk_text_width(v, time)), KIOSK_RIGHT, time);
    kiosk_rect_cut_right(&r, kiosk_px(v, 4));
    if (zone) {
        int side = r.h < kiosk_px(v, 9) ? r.h : kiosk_px(v, 9);
        struct kiosk_rect tile = kiosk_rect_cut_left(&r, side);
        kiosk_draw_tile(v, kiosk_rect_centre(tile, side, side), zone->code, v->theme->accent);
        kiosk_rect_cut_left(&r, kiosk_px(v, 3));
        title = kiosk_say(v, zone->title);
    }
    kiosk_draw_text(v, r, KIOSK_LEFT,
            (struct kiosk_run){
                    title ? title : tr(v, "No zone chosen"), KIOSK_H2 + 0.5f, true, ink});
}

static struct kiosk_rect begin_wide(const struct kiosk_view *v, struct kiosk_rect r,
        const struct kiosk_screens *s, const char *title, bool tabs)
{
    int width = kiosk_height(v, 19) + 2 * kiosk_px(v, 1.5f);
    rail_draw(v, kiosk_rect_cut_left(&r, width), s, tabs);
    r = kiosk_rect_inset(r, kiosk_px(v, 5), kiosk_px(v, 4));
    title_draw(v, kiosk_rect_cut_top(&r, kiosk_line(v, 9)), title, v->theme->ink);
    kiosk_rect_cut_top(&r, kiosk_px(v, 3));
    return r;
}

/* In words where the zone's name leaves room for them. */
static void sign_out_draw(const struct kiosk_view *v, struct kiosk_rect *band)
{
    const struct kiosk_zone_view *zone = kiosk_staff_zone(v->model);
    struct kiosk_run name = {zone ? kiosk_say(v, zone->title) : "", KIOSK_H2, true, 0};
    struct kiosk_run words = {tr(v, "Sign out"), 5, true, 0};
    int spoken = kiosk_text_width(v, words) + kiosk_px(v, 15);
    int rest = band->w - kiosk_text_width(v, name) - kiosk_px(v, 12 + 4 + 17 + 4);
    bool room = spoken <= rest;
    kiosk_draw_button(v, kiosk_rect_cut_right(band, room ? spoken : kiosk_height(v, 13)),
            &(struct kiosk_button){.style = KIOSK_BUTTON_GHOST,
                    .icon = KIOSK_ICON_LOCK,
                    .label = room ? words.text : NULL,
                    .action = sign_out});
}

static struct kiosk_rect begin_tall(const struct kiosk_view *v, struct kiosk_rect r,
        const struct kiosk_screens *s, const char *title, bool tabs)
{
    const struct kiosk_theme *t = v->theme;
    int high = kiosk_height(v, 11);
    struct kiosk_rect band = kiosk_rect_cut_top(&r, high + kiosk_px(v, 5));
    kiosk_draw_fill(v, band, kiosk_tone_deep(t, KIOSK_TONE_ACCENT), 0);
    band = kiosk_rect_inset(band, kiosk_px(v, KIOSK_MARGIN), kiosk_px(v, 2.5f));
    struct kiosk_run words = {tr(v, "Back"), 5, true, t->white};
    int wide = tabs ? kiosk_px(v, 13) : kiosk_text_width(v, words) + kiosk_px(v, 15);
    kiosk_draw_button(v, kiosk_rect_cut_left(&band, high > wide ? high : wide),
            &(struct kiosk_button){.style = KIOSK_BUTTON_GHOST,
                    .icon = KIOSK_ICON_BACK,
                    .label = tabs ? NULL : words.text,
                    .action = back,
                    .key = KIOSK_KEY_ESCAPE});
    kiosk_rect_cut_left(&band, kiosk_px(v, 4));
    if (tabs) {
        sign_out_draw(v, &band);
        kiosk_rect_cut_right(&band, kiosk_px(v, 4));
    }
    title_draw(v, band, title, t->white);
    r = kiosk_rect_inset(r, kiosk_px(v, KIOSK_MARGIN), kiosk_px(v, 4));
    if (!tabs)
        return r;
    struct kiosk_tab pages[PAGES];
    list_tabs(v, pages);
    kiosk_draw_tabs(v, kiosk_rect_cut_top(&r, kiosk_height(v, KIOSK_TABS)), pages, PAGES, s->tab);
    kiosk_rect_cut_top(&r, kiosk_px(v, 4));
    return r;
}

struct kiosk_view kiosk_staff_view(const struct kiosk_view *v)
{
    struct kiosk_view own = *v;
    if (kiosk_wide(v) && v->area.w * 3 < v->area.h * 4)
        own.u *= 0.76f;
    return own;
}

struct kiosk_rect kiosk_staff_begin(
        const struct kiosk_view *v, const struct kiosk_screens *s, const char *title, bool tabs)
{
    kiosk_begin(v, v->theme->paper);
    return kiosk_wide(v) ? begin_wide(v, v->area, s, title, tabs)
                         : begin_tall(v, v->area, s, title, tabs);
}

void kiosk_staff_button(
        const struct kiosk_view *v, struct kiosk_rect r, const struct kiosk_button *b)
{
    const struct kiosk_theme *t = v->theme;
    bool primary = b->style == KIOSK_BUTTON_PRIMARY;
    uint32_t ink = primary ? t->white : b->style == KIOSK_BUTTON_OUTLINE ? t->accent : t->ink;
    kiosk_draw_border(v, r, primary ? t->accent : t->card,
            primary                            ? t->accent
            : b->style == KIOSK_BUTTON_OUTLINE ? t->accent
                                               : t->line,
            2.5f, 0.375f);
    int line = kiosk_line(v, 4.5f);
    int side = kiosk_px(v, 5.5f);
    struct kiosk_rect middle =
            kiosk_rect_centre(r, r.w - kiosk_px(v, 2), side + line + kiosk_px(v, 0.5f));
    kiosk_draw_icon(v, kiosk_rect_cut_top(&middle, side), b->icon, 2.2f, ink);
    kiosk_draw_text(v, kiosk_rect_cut_bottom(&middle, line), KIOSK_CENTRE,
            (struct kiosk_run){b->label, KIOSK_S, true, ink});
    kiosk_add_hit(v, r, 2.5f, b->action, b->key);
}

void kiosk_staff_call_button(const struct kiosk_view *v, struct kiosk_rect r,
        const struct kiosk_button *b, const char *detail)
{
    const struct kiosk_theme *t = v->theme;
    bool primary = b->style == KIOSK_BUTTON_PRIMARY;
    uint32_t ground = !primary ? t->card : b->disabled ? t->off_chip : t->accent;
    uint32_t ink = b->disabled ? t->muted : primary ? t->white : t->accent;
    kiosk_draw_border(v, r, ground, b->disabled ? t->line : t->accent, 3, 0.375f);
    struct kiosk_rect inside = kiosk_rect_inset(r, kiosk_px(v, 1.5f), 0);
    struct kiosk_run label = {b->label, KIOSK_H2, true, ink};
    struct kiosk_run small = {detail, KIOSK_S, false, ink};
    int text = kiosk_text_width(v, label);
    int below = *detail ? kiosk_text_width(v, small) : 0;
    text = below > text ? below : text;
    int icon = kiosk_px(v, 7);
    int gap = kiosk_px(v, 2.5f);
    if (icon + gap + text > inside.w) /* the words say it alone */
        icon = gap = 0;
    text = text < inside.w - icon - gap ? text : inside.w - icon - gap;
    struct kiosk_rect middle = kiosk_rect_centre(inside, icon + gap + text, inside.h);
    kiosk_draw_icon(v, kiosk_rect_cut_left(&middle, icon), b->icon, 2.2f, ink);
    kiosk_rect_cut_left(&middle, gap);
    int high = kiosk_line(v, KIOSK_H2 * 1.2f);
    middle = kiosk_rect_centre(middle, middle.w, high + (*detail ? kiosk_line(v, 5) : 0));
    kiosk_draw_text(v, kiosk_rect_cut_top(&middle, high), KIOSK_LEFT, label);
    if (*detail)
        kiosk_draw_text(v, middle, KIOSK_LEFT, small);
    if (!b->disabled)
        kiosk_add_hit(v, r, 3, b->action, b->key);
}

void kiosk_words_parties(const struct kiosk_view *v, int parties, char *out)
{
    kiosk_words_format(out, trn(v, "%d party", "%d parties", parties), parties);
}

void kiosk_words_party(const struct kiosk_view *v, int people, bool priority, char *out)
{
    char words[KIOSK_WORDS_MAX];
    kiosk_words_people(v, people, words);
    kiosk_words_format(out, priority ? tr(v, "%.60s · priority") : "%.60s", words);
}

void kiosk_staff_draw(const struct kiosk_view *whole, const struct kiosk_screens *s)
{
    const struct kiosk_view own = kiosk_staff_view(whole), *v = &own;
    static void (*const pages[PAGES])(const struct kiosk_view *v, struct kiosk_rect r,
            const struct kiosk_screens *s) = {kiosk_staff_queue_draw, kiosk_staff_room_draw,
            kiosk_staff_figures_draw, kiosk_staff_kiosk_draw};
    int tab = s->tab >= 0 && s->tab < PAGES ? s->tab : 0;
    struct kiosk_rect r = kiosk_staff_begin(v, s, NULL, true);
    if (tab < PAGES - 1 && !kiosk_staff_zone(v->model)) {
        struct kiosk_rect foot = kiosk_rect_cut_bottom(&r, kiosk_height(v, 15));
        kiosk_draw_empty(v, r, KIOSK_ICON_PLACE, tr(v, "Which zone do you work at?"),
                tr(v, "Its queue and figures are shown here then."));
        kiosk_draw_button(v,
                kiosk_rect_centre(
                        foot, foot.w < kiosk_px(v, 70) ? foot.w : kiosk_px(v, 70), foot.h),
                &(struct kiosk_button){.style = KIOSK_BUTTON_PRIMARY,
                        .icon = KIOSK_ICON_PLACE,
                        .label = tr(v, "Choose a zone"),
                        .action = {.kind = KIOSK_ACTION_OPEN_PICK,
                                .value = KIOSK_PICK_ZONE,
                                .session = -1}});
        return;
    }
    pages[tab](v, r, s);
}
