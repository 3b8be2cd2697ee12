/* Heads are counted: what is so far, what it is now, and why it differs. */

#include "kiosk/screens/staff.h"

#include <stdlib.h>

#define REASONS 3
static const enum kiosk_reason reasons[REASONS] = {
        KIOSK_REASON_COUNTED, KIOSK_REASON_UNSCANNED, KIOSK_REASON_LEFT};

static void typed_draw(
        const struct kiosk_view *v, struct kiosk_rect r, const struct kiosk_screens *s, int inside)
{
    const struct kiosk_theme *t = v->theme;
    int high = kiosk_line(v, 33);
    r = kiosk_rect_centre(r, r.w, high < r.h ? high : r.h);
    char now[KIOSK_WORDS_MAX];
    kiosk_words_format(now, tr(v, "So far %d are counted inside."), inside);
    kiosk_draw_text(v, kiosk_rect_cut_top(&r, kiosk_line(v, 6.5f)), KIOSK_CENTRE,
            (struct kiosk_run){now, KIOSK_BODY, false, t->muted});
    kiosk_rect_cut_top(&r, kiosk_px(v, 1.5f));
    struct kiosk_rect field = kiosk_rect_cut_top(&r, kiosk_line(v, 17));
    int width = kiosk_px(v, 50);
    field = kiosk_rect_centre(field, width < field.w ? width : field.w, field.h);
    kiosk_draw_border(v, field, t->card, t->accent, 3, 0.5f);
    bool typed = *s->typed != 0;
    char number[KIOSK_WORDS_MAX];
    kiosk_words_format(number, "%d", inside);
    kiosk_draw_text(v, field, KIOSK_CENTRE,
            (struct kiosk_run){typed ? s->typed : number, KIOSK_H0, true, typed ? t->ink : t->off});
    char words[KIOSK_WORDS_MAX];
    int change = atoi(s->typed) - inside;
    kiosk_words_format(words, "%s", tr(v, "How many do you count?"));
    if (typed && change != 0)
        kiosk_words_format(words, change > 0 ? tr(v, "%d more") : tr(v, "%d fewer"), abs(change));
    else if (typed)
        kiosk_words_format(words, "%s", tr(v, "The same"));
    kiosk_draw_text(v, r, KIOSK_CENTRE, (struct kiosk_run){words, KIOSK_BODY, true, t->ink});
}

static void reasons_draw(
        const struct kiosk_view *v, struct kiosk_rect r, const struct kiosk_screens *s, int cols)
{
    for (int i = 0; i < REASONS; i++) {
        const struct kiosk_text words = {kiosk_reason_zh(reasons[i]), kiosk_reason_en(reasons[i])};
        bool chosen = s->reason == reasons[i];
        kiosk_draw_choice(v,
                kiosk_rect_cell(r, cols, (REASONS + cols - 1) / cols, kiosk_px(v, 2), i),
                kiosk_say(v, words), chosen,
                (struct kiosk_action){.kind = KIOSK_ACTION_REASON,
                        .value = chosen ? KIOSK_REASON_NONE : (int)reasons[i],
                        .session = -1});
    }
}

static void save_button(
        const struct kiosk_view *v, struct kiosk_rect r, const struct kiosk_screens *s)
{
    struct kiosk_action save =
            kiosk_staff_move(v->model, KIOSK_DEED_HEAD_COUNT, (struct km_name){0});
    save.move.count = (uint32_t)atoi(s->typed);
    save.move.reason = s->reason == KIOSK_REASON_NONE ? KIOSK_REASON_COUNTED : s->reason;
    char label[KIOSK_WORDS_MAX];
    kiosk_words_format(label, tr(v, "Write down %d"), (int)save.move.count);
    kiosk_draw_button(v, r,
            &(struct kiosk_button){.style = KIOSK_BUTTON_PRIMARY,
                    .icon = KIOSK_ICON_CHECK,
                    .label = *s->typed ? label : tr(v, "Type a count first"),
                    .action = save,
                    .key = KIOSK_KEY_ENTER,
                    .disabled = !*s->typed});
}

void kiosk_count_draw(const struct kiosk_view *whole, const struct kiosk_screens *s)
{
    const struct kiosk_view own = kiosk_staff_view(whole), *v = &own;
    const struct kiosk_zone_view *zone = kiosk_staff_zone(v->model);
    struct kiosk_rect r = kiosk_staff_begin(v, s, tr(v, "Count heads"), false);
    int gap = kiosk_px(v, 2);
    int inside = zone ? zone->inside : 0;
    bool wide = kiosk_wide(v);
    int choice = kiosk_height(v, wide ? 12 : 13);
    int key = kiosk_height(v, wide ? 22 : 19);
    int high = 4 * key + 3 * gap;
    struct kiosk_rect keys = wide ? kiosk_rect_cut_right(&r, r.w * 48 / 100) : r;
    if (wide) {
        kiosk_rect_cut_right(&r, kiosk_px(v, 6));
        keys = kiosk_rect_centre(keys, keys.w, high < keys.h ? high : keys.h);
    }
    save_button(v, kiosk_rect_cut_bottom(&r, kiosk_height(v, 16)), s);
    kiosk_rect_cut_bottom(&r, kiosk_px(v, 3));
    if (!wide) {
        keys = kiosk_rect_cut_bottom(&r, high);
        kiosk_rect_cut_bottom(&r, kiosk_px(v, 4));
    }
    /* One under the other, or side by side where the number needs the height. */
    int cols = 1;
    while (cols < REASONS &&
            r.h - ((REASONS + cols - 1) / cols) * (choice + gap) < kiosk_line(v, 30))
        cols++;
    int rows = (REASONS + cols - 1) / cols;
    reasons_draw(v, kiosk_rect_cut_bottom(&r, rows * (choice + gap) - gap), s, cols);
    kiosk_rect_cut_bottom(&r, gap);
    typed_draw(v, r, s, inside);
    kiosk_keypad_draw(v, keys, NULL, false);
}
