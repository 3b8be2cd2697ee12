/* A ticket's number is typed when its code will not scan: the letters of this programme's zones,
 * digits and a dash. */

#include "kiosk/screens/staff.h"
#include "kiosk/ui/input.h"

#include <string.h>

/* The letters that zones' codes are made of, each once, by the alphabet. */
static size_t letters_of(const struct kiosk_model *m, char out[26])
{
    bool used[26] = {false};
    size_t count = 0;
    for (size_t i = 0; i < m->zone_count; i++)
        for (const char *c = m->zones[i].code; *c; c++)
            if (*c >= 'A' && *c <= 'Z')
                used[*c - 'A'] = true;
    for (int i = 0; i < 26; i++)
        if (used[i])
            out[count++] = (char)('A' + i);
    return count;
}

static void typed_draw(
        const struct kiosk_view *v, struct kiosk_rect r, const struct kiosk_screens *s)
{
    const struct kiosk_theme *t = v->theme;
    int high = kiosk_line(v, 38);
    r = kiosk_rect_centre(r, r.w, high < r.h ? high : r.h);
    kiosk_draw_text(v, kiosk_rect_cut_top(&r, kiosk_line(v, 6)), KIOSK_CENTRE,
            (struct kiosk_run){tr(v, "The number on the ticket"), KIOSK_BODY, false, t->muted});
    kiosk_rect_cut_top(&r, kiosk_px(v, 2));
    struct kiosk_rect field = kiosk_rect_cut_top(&r, kiosk_line(v, 17));
    int width = kiosk_px(v, 76);
    field = kiosk_rect_centre(field, width < field.w ? width : field.w, field.h);
    kiosk_draw_border(v, field, t->card, t->accent, 3, 0.5f);
    bool typed = *s->typed != 0;
    kiosk_draw_text(v, kiosk_rect_inset(field, kiosk_px(v, 2), 0), KIOSK_CENTRE,
            (struct kiosk_run){
                    typed ? s->typed : "B2-017", KIOSK_H0 - 1, true, typed ? t->ink : t->off});
    kiosk_rect_cut_top(&r, kiosk_px(v, 2));
    kiosk_draw_paragraph(v, r, KIOSK_CENTRE,
            (struct kiosk_run){
                    tr(v, "B2-017 is zone B, kiosk 2, ticket 17."), KIOSK_S, false, t->muted},
            1.35f);
}

static void letters_draw(const struct kiosk_view *v, struct kiosk_rect r, const char *letters,
        size_t count, int cols)
{
    int rows = ((int)count + cols - 1) / cols;
    for (int i = 0; i < (int)count; i++) {
        char label[2] = {letters[i], 0};
        kiosk_draw_key(v, kiosk_rect_cell(r, cols, rows, kiosk_px(v, 2), i), label, KIOSK_ICON_NONE,
                letters[i]);
    }
}

static void find_button(
        const struct kiosk_view *v, struct kiosk_rect r, const struct kiosk_screens *s)
{
    kiosk_draw_button(v, r,
            &(struct kiosk_button){.style = KIOSK_BUTTON_PRIMARY,
                    .icon = KIOSK_ICON_TICKET,
                    .label = tr(v, "Find the ticket"),
                    .action = {.kind = KIOSK_ACTION_TYPED, .session = -1},
                    .key = KIOSK_KEY_ENTER,
                    .disabled = strlen(s->typed) < 3});
}

/* Letters beside the digits: four rows high like them. */
static void wide_draw(
        const struct kiosk_view *v, struct kiosk_rect r, const struct kiosk_screens *s)
{
    char letters[26];
    size_t count = letters_of(v->model, letters);
    int cols = ((int)count + 3) / 4;
    int gap = kiosk_px(v, 2);
    int key = kiosk_height(v, 19);
    int width = (cols + 3) * (key + gap) + kiosk_px(v, 3);
    int most = r.w * (cols > 2 ? 74 : 64) / 100;
    struct kiosk_rect keys = kiosk_rect_cut_right(&r, width < most ? width : most);
    kiosk_rect_cut_right(&r, kiosk_px(v, 5));
    int high = 4 * kiosk_height(v, 22) + 3 * gap;
    keys = kiosk_rect_centre(keys, keys.w, high < keys.h ? high : keys.h);
    struct kiosk_rect digits =
            kiosk_rect_cut_right(&keys, (keys.w - kiosk_px(v, 3)) * 3 / (cols + 3));
    kiosk_rect_cut_right(&keys, kiosk_px(v, 3));
    struct kiosk_rect foot = kiosk_rect_cut_bottom(&r, kiosk_height(v, 16));
    kiosk_rect_cut_bottom(&r, kiosk_px(v, 3));
    typed_draw(v, r, s);
    find_button(v, foot, s);
    kiosk_keypad_draw(v, digits, "-", false);
    /* Fewer letters than places keep the size of their neighbours. */
    int rows = cols > 0 ? ((int)count + cols - 1) / cols : 0;
    keys.h = (keys.h - 3 * gap) / 4 * rows + (rows > 0 ? rows - 1 : 0) * gap;
    if (cols > 0)
        letters_draw(v, keys, letters, count, cols);
}

static void tall_draw(
        const struct kiosk_view *v, struct kiosk_rect r, const struct kiosk_screens *s)
{
    char letters[26];
    size_t count = letters_of(v->model, letters);
    int gap = kiosk_px(v, 2);
    int rows = ((int)count + 8) / 9; /* rows of one length: no letter stands alone */
    int cols = rows > 0 ? ((int)count + rows - 1) / rows : 1;
    int key = kiosk_height(v, 18);
    struct kiosk_rect foot = kiosk_rect_cut_bottom(&r, kiosk_height(v, 16));
    kiosk_rect_cut_bottom(&r, kiosk_px(v, 3));
    int high = 4 * key + 3 * gap;
    struct kiosk_rect digits = kiosk_rect_cut_bottom(&r, high);
    kiosk_rect_cut_bottom(&r, kiosk_px(v, 4));
    int small = kiosk_height(v, 14);
    struct kiosk_rect top = kiosk_rect_cut_bottom(&r, rows * (small + gap) - gap);
    kiosk_rect_cut_bottom(&r, kiosk_px(v, 3));
    typed_draw(v, r, s);
    if (count > 0)
        letters_draw(v, top, letters, count, cols);
    kiosk_keypad_draw(v, digits, "-", false);
    find_button(v, foot, s);
}

void kiosk_number_draw(const struct kiosk_view *whole, const struct kiosk_screens *s)
{
    const struct kiosk_view own = kiosk_staff_view(whole), *v = &own;
    struct kiosk_rect r = kiosk_staff_begin(v, s, tr(v, "Type a number"), false);
    if (kiosk_wide(v))
        wide_draw(v, r, s);
    else
        tall_draw(v, r, s);
}
