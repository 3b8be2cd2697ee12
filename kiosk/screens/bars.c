/* The bars at the edges of the visitors' screens: what leads back at the top, language, help and
 * staff's key at the bottom, and the arrows between pages. */

#include "kiosk/screens/screen.h"
#include "kiosk/screens/words.h"

#include <stdio.h>

#define KEY_PAD 2.5f
#define KEY_GAP 2.f
#define STATUS 6.f /* u: the line of the status, when it has its own */
#define KEYS_MAX 3

/* ---- where the figures stand ---- */

static enum kiosk_tone link_words(const struct kiosk_view *v, char *out)
{
    const struct kiosk_model *m = v->model;
    char age[KIOSK_WORDS_MAX];
    switch (m->link) {
    case KIOSK_LINK_FRESH:
        kiosk_words_format(out, "%s", tr(v, "up to date"));
        return KIOSK_TONE_GOOD;
    case KIOSK_LINK_OFFLINE:
        kiosk_words_age(v, m->link_age, age);
        kiosk_words_format(out, tr(v, "offline · figures %s"), age);
        return KIOSK_TONE_MID;
    case KIOSK_LINK_NEVER:
        break;
    }
    kiosk_words_format(out, "%s", tr(v, "offline · figures of this kiosk alone"));
    return KIOSK_TONE_MID;
}

/* All is well: a green dot and quiet words. Else an amber chip with a sign. */
static int status_draw(
        const struct kiosk_view *v, struct kiosk_rect r, enum kiosk_align align, bool measure)
{
    char link[KIOSK_WORDS_MAX];
    char words[2 * KIOSK_WORDS_MAX];
    enum kiosk_tone tone = link_words(v, link);
    snprintf(words, sizeof words, "%.100s · %s", kiosk_say(v, v->model->kiosk_name), link);
    struct kiosk_run run = {words, KIOSK_S, false, v->theme->muted};
    bool fresh = tone == KIOSK_TONE_GOOD;
    int side = kiosk_px(v, fresh ? 2 : 4.5f);
    int gap = kiosk_px(v, 1.5f);
    int pad = fresh ? 0 : kiosk_px(v, 2);
    int width = kiosk_text_width(v, run) + side + gap + 2 * pad;
    if (measure)
        return width;
    width = width < r.w ? width : r.w;
    struct kiosk_rect box =
            align == KIOSK_LEFT ? kiosk_rect_cut_left(&r, width) : kiosk_rect_cut_right(&r, width);
    box = kiosk_rect_centre(box, box.w, box.h < kiosk_px(v, 6.5f) ? box.h : kiosk_px(v, 6.5f));
    if (!fresh) {
        run.colour = v->theme->mid;
        run.bold = true;
        kiosk_draw_border(
                v, box, v->theme->mid_soft, v->theme->contrast ? run.colour : 0, 99, 0.25f);
    }
    box = kiosk_rect_inset(box, pad, 0);
    struct kiosk_rect sign = kiosk_rect_cut_left(&box, side);
    if (fresh)
        kiosk_draw_fill(v, kiosk_rect_centre(sign, side, side), v->theme->good, 99);
    else
        kiosk_draw_icon(v, sign, KIOSK_ICON_WARN, 2.2f, run.colour);
    kiosk_rect_cut_left(&box, gap);
    kiosk_draw_text(v, box, KIOSK_LEFT, run);
    return width;
}

/* ---- the keys of the footer ---- */

struct key {
    enum kiosk_icon icon;
    const char *label; /* "" = the icon alone */
    struct kiosk_action action;
};

/* Each language is named in itself: whoever needs it can read it. */
static struct key language_key(const struct kiosk_view *v)
{
    return (struct key){KIOSK_ICON_GLOBE, kiosk_chinese(v) ? "English" : "中文",
            {.kind = KIOSK_ACTION_LANGUAGE, .session = -1}};
}

static struct key staff_key(const struct kiosk_view *v)
{
    return (struct key){
            KIOSK_ICON_KEY, tr(v, "Staff"), {.kind = KIOSK_ACTION_OPEN_STAFF, .session = -1}};
}

static int key_width(const struct kiosk_view *v, const struct key *key)
{
    int text = kiosk_text_width(v, (struct kiosk_run){key->label, KIOSK_S, true, 0});
    int width = kiosk_px(v, 4.5f + 2 * KEY_PAD) + (text > 0 ? text + kiosk_px(v, 1.5f) : 0);
    return width > v->target ? width : v->target;
}

static void key_draw(const struct kiosk_view *v, struct kiosk_rect r, const struct key *key,
        uint32_t ink, uint32_t line)
{
    kiosk_draw_border(v, r, 0, line, 2.5f, 0.25f);
    kiosk_add_hit(v, r, 2.5f, key->action, 0);
    struct kiosk_run label = {key->label, KIOSK_S, true, ink};
    int icon = kiosk_px(v, 4.5f);
    int gap = *key->label ? kiosk_px(v, 1.5f) : 0;
    int room = r.w - icon - gap - kiosk_px(v, KEY_PAD);
    int text = kiosk_text_width(v, label);
    if (text > room + kiosk_px(v, 1) && r.h >= kiosk_px(v, 12)) { /* one above the other */
        r = kiosk_rect_inset(r, kiosk_px(v, 1), 0);
        r = kiosk_rect_centre(r, r.w, icon + kiosk_line(v, 5));
        kiosk_draw_icon(v, kiosk_rect_cut_top(&r, icon), key->icon, 2, ink);
        kiosk_draw_text(v, r, KIOSK_CENTRE, label);
        return;
    }
    r = kiosk_rect_centre(r, icon + gap + (text < room ? text : room), r.h);
    kiosk_draw_icon(v, kiosk_rect_cut_left(&r, icon), key->icon, 2, ink);
    kiosk_rect_cut_left(&r, gap);
    kiosk_draw_text(v, r, KIOSK_LEFT, label);
}

static int footer_keys(const struct kiosk_view *v, struct key keys[KEYS_MAX])
{
    int count = 0;
    keys[count++] = language_key(v);
    if (v->model->screen == KIOSK_SCREEN_HOME)
        keys[count++] = (struct key){KIOSK_ICON_ACCESS, tr(v, "Accessibility"),
                {.kind = KIOSK_ACTION_OPEN_ACCESS, .session = -1}};
    if (v->model->can_staff)
        keys[count++] = staff_key(v);
    return count;
}

static int keys_width(const struct kiosk_view *v, const struct key *keys, int count)
{
    int width = (count - 1) * kiosk_px(v, KEY_GAP);
    for (int i = 0; i < count; i++)
        width += key_width(v, &keys[i]);
    return width;
}

int kiosk_footer_height(const struct kiosk_view *v, int width)
{
    struct key keys[KEYS_MAX];
    int count = footer_keys(v, keys);
    int used = keys_width(v, keys, count) + kiosk_px(v, 4) +
               status_draw(v, (struct kiosk_rect){0}, KIOSK_LEFT, true);
    return kiosk_height(v, KIOSK_FOOTER) +
           (used > width ? kiosk_line(v, STATUS) + kiosk_px(v, 1) : 0);
}

void kiosk_footer_draw(const struct kiosk_view *v, struct kiosk_rect r)
{
    struct key keys[KEYS_MAX];
    int count = footer_keys(v, keys);
    int gap = kiosk_px(v, KEY_GAP);
    bool two = r.h > kiosk_height(v, KIOSK_FOOTER);
    if (two) {
        status_draw(v, kiosk_rect_cut_top(&r, kiosk_line(v, STATUS)), KIOSK_LEFT, false);
        kiosk_rect_cut_top(&r, kiosk_px(v, 1));
    }
    int room = r.w - (count - 1) * gap;
    int least = v->target < room / count ? v->target : room / count;
    int wanted = keys_width(v, keys, count) - (count - 1) * gap;
    for (int i = 0; i < count; i++) {
        int width = key_width(v, &keys[i]);
        if (wanted > room) /* what is beyond the least is shared as it is wanted */
            width = least + (width - least) * (room - count * least) / (wanted - count * least);
        key_draw(v, kiosk_rect_cut_left(&r, width), &keys[i], v->theme->muted, v->theme->line);
        kiosk_rect_cut_left(&r, gap);
    }
    if (!two)
        status_draw(v, r, KIOSK_RIGHT, false);
}

int kiosk_staff_key_draw(const struct kiosk_view *v, struct kiosk_rect r, bool measure)
{
    struct key key = staff_key(v);
    if (!v->model->can_staff)
        return 0;
    int width = key_width(v, &key);
    if (!measure)
        key_draw(v, kiosk_rect_cut_left(&r, width), &key, v->theme->white,
                kiosk_theme_alpha(v->theme->white, v->theme->contrast ? 1 : 0.5));
    return width;
}

/* ---- above ---- */

void kiosk_topbar_draw(const struct kiosk_view *v, struct kiosk_rect r, const char *title)
{
    const char *label = tr(v, "Back");
    int width = kiosk_px(v, 14) + kiosk_text_width(v, (struct kiosk_run){label, 5, true, 0});
    kiosk_draw_button(v, kiosk_rect_cut_left(&r, width),
            &(struct kiosk_button){.style = KIOSK_BUTTON_QUIET,
                    .icon = KIOSK_ICON_BACK,
                    .label = label,
                    .action = {.kind = KIOSK_ACTION_BACK, .session = -1},
                    .key = KIOSK_KEY_ESCAPE});
    kiosk_rect_cut_left(&r, kiosk_px(v, 4));
    char clock[KIOSK_WORDS_MAX];
    kiosk_words_time(&v->model->now, clock);
    struct kiosk_run time = {clock, KIOSK_H2 + 1, true, v->theme->ink};
    kiosk_draw_text(v, kiosk_rect_cut_right(&r, kiosk_text_width(v, time)), KIOSK_RIGHT, time);
    kiosk_rect_cut_right(&r, kiosk_px(v, 4));
    struct key language = language_key(v);
    struct kiosk_rect key = kiosk_rect_cut_right(&r, key_width(v, &language));
    key_draw(v, kiosk_rect_centre(key, key.w, kiosk_height(v, KIOSK_FOOTER)), &language,
            v->theme->ink, v->theme->line);
    kiosk_rect_cut_right(&r, kiosk_px(v, 4));
    if (*title)
        kiosk_draw_text(v, r, KIOSK_LEFT, (struct kiosk_run){title, KIOSK_H1, true, v->theme->ink});
}

void kiosk_pager_draw(const struct kiosk_view *v, struct kiosk_rect r, int page, int pages)
{
    int side = (r.h > v->target ? r.h : v->target) + kiosk_px(v, 2);
    char words[KIOSK_WORDS_MAX];
    kiosk_words_format(words, "%d / %d", page + 1, pages);
    struct kiosk_run run = {words, KIOSK_BODY, true, v->theme->muted};
    struct kiosk_rect next = kiosk_rect_cut_right(&r, side);
    struct kiosk_rect label = kiosk_rect_cut_right(&r, kiosk_text_width(v, run) + kiosk_px(v, 4));
    struct kiosk_rect back = kiosk_rect_cut_right(&r, side);
    kiosk_draw_button(v, next,
            &(struct kiosk_button){.style = KIOSK_BUTTON_QUIET,
                    .icon = KIOSK_ICON_ARROW,
                    .action = {.kind = KIOSK_ACTION_PAGE, .value = 1},
                    .key = KIOSK_KEY_RIGHT,
                    .disabled = page + 1 == pages});
    kiosk_draw_text(v, label, KIOSK_CENTRE, run);
    kiosk_draw_button(v, back,
            &(struct kiosk_button){.style = KIOSK_BUTTON_QUIET,
                    .icon = KIOSK_ICON_ARROW_LEFT,
                    .action = {.kind = KIOSK_ACTION_PAGE, .value = -1},
                    .key = KIOSK_KEY_LEFT,
                    .disabled = page == 0});
}
