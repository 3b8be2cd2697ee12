/* The way to the staff screens: a PIN. What is typed shows as dots alone, never as digits. */

#include "kiosk/screens/staff.h"

#include <string.h>

static bool takes_digits(enum kiosk_pin state)
{
    return state != KIOSK_PIN_CHECKING && state != KIOSK_PIN_LOCKED && state != KIOSK_PIN_UNSET;
}

static const char *title_of(const struct kiosk_view *v)
{
    switch (v->model->pin.state) {
    case KIOSK_PIN_CHOOSE:
    case KIOSK_PIN_DIFFER:
        return tr(v, "Choose a PIN");
    case KIOSK_PIN_REPEAT:
        return tr(v, "The same PIN again");
    case KIOSK_PIN_LOCKED:
        return tr(v, "Locked");
    case KIOSK_PIN_UNSET:
        return tr(v, "No PIN is set");
    default:
        return tr(v, "For staff");
    }
}

/* What is asked, or what went wrong; `out_tone` with it. */
static void state_words(const struct kiosk_view *v, char *out, enum kiosk_tone *out_tone)
{
    const struct kiosk_pin_view *p = &v->model->pin;
    *out_tone = KIOSK_TONE_OFF;
    switch (p->state) {
    case KIOSK_PIN_ASK:
        kiosk_words_format(out, "%s", tr(v, "Please type your PIN."));
        return;
    case KIOSK_PIN_CHECKING:
        kiosk_words_format(out, "%s", tr(v, "One moment …"));
        return;
    case KIOSK_PIN_WRONG:
        *out_tone = KIOSK_TONE_BAD;
        kiosk_words_format(out,
                trn(v, "That is not it. %d try left.", "That is not it. %d tries left.", p->tries),
                p->tries);
        return;
    case KIOSK_PIN_LOCKED:
        *out_tone = KIOSK_TONE_MID;
        kiosk_words_format(out, "%s", tr(v, "Too many wrong tries. Please wait."));
        return;
    case KIOSK_PIN_CHOOSE:
        kiosk_words_format(out, "%s", tr(v, "4 to 12 digits, no row like 1234. Remember it well."));
        return;
    case KIOSK_PIN_REPEAT:
        kiosk_words_format(out, "%s", tr(v, "So that no slip locks you out."));
        return;
    case KIOSK_PIN_DIFFER:
        *out_tone = KIOSK_TONE_BAD;
        kiosk_words_format(out, "%s", tr(v, "The two were not the same. Once more, please."));
        return;
    case KIOSK_PIN_UNSET:
        *out_tone = KIOSK_TONE_MID;
        kiosk_words_format(out, tr(v, "On this machine, run: %s"), "kaimen-kiosk pin");
        return;
    }
}

/* Four places at least; filled as digits come. */
static void dots_draw(const struct kiosk_view *v, struct kiosk_rect r, size_t typed)
{
    int count = typed > KIOSK_PIN_LEAST ? (int)typed : KIOSK_PIN_LEAST;
    int side = kiosk_px(v, 4);
    int gap = kiosk_px(v, count > 8 ? 2 : 4);
    int most = (r.w - (count - 1) * gap) / count;
    side = side < most ? side : most;
    r = kiosk_rect_centre(r, count * (side + gap) - gap, side);
    for (int i = 0; i < count; i++) {
        bool filled = i < (int)typed;
        kiosk_draw_border(v, kiosk_rect_cut_left(&r, side), filled ? v->theme->ink : v->theme->card,
                filled ? 0 : v->theme->muted, 99, 0.5f);
        kiosk_rect_cut_left(&r, gap);
    }
}

/* Until it may be tried again. Its whole is not known: the ring runs down minute by minute. */
static void lock_draw(const struct kiosk_view *v, struct kiosk_rect r)
{
    char left[KIOSK_WORDS_MAX];
    int seconds = v->model->pin.seconds;
    kiosk_words_format(left, "%d:%02d", seconds / 60, seconds % 60);
    float part = seconds % 60 == 0 && seconds > 0 ? 1 : (float)(seconds % 60) / 60;
    kiosk_draw_ring(v, r, part, "", v->theme->mid);
    int side = r.w < r.h ? r.w : r.h;
    kiosk_draw_text(v, kiosk_rect_centre(r, side * 7 / 10, side), KIOSK_CENTRE,
            (struct kiosk_run){left, (float)side / v->u * 0.26f, true, v->theme->mid});
}

static void head_draw(
        const struct kiosk_view *v, struct kiosk_rect r, const struct kiosk_screens *s)
{
    const struct kiosk_theme *t = v->theme;
    enum kiosk_pin state = v->model->pin.state;
    bool waits = state == KIOSK_PIN_LOCKED;
    int high = kiosk_line(v, 45) + (waits ? kiosk_px(v, 18) : 0);
    float grow = fminf(fmaxf((float)r.h / (float)high, 1), 1.3f);
    high = (int)((float)high * grow);
    r = kiosk_rect_centre(r, r.w, high < r.h ? high : r.h);
    enum kiosk_tone tone;
    char words[KIOSK_WORDS_MAX];
    state_words(v, words, &tone);
    int side = kiosk_px(v, 14 * grow);
    struct kiosk_rect disc = kiosk_rect_cut_top(&r, side);
    disc = kiosk_rect_centre(disc, side, side);
    kiosk_draw_fill(v, disc, t->accent, 99);
    kiosk_draw_icon(v, kiosk_rect_inset(disc, side / 4, side / 4),
            takes_digits(state) ? KIOSK_ICON_KEY : KIOSK_ICON_LOCK, 2.4f, t->white);
    kiosk_rect_cut_top(&r, kiosk_px(v, 2));
    kiosk_draw_text(v, kiosk_rect_cut_top(&r, kiosk_line(v, 10 * grow)), KIOSK_CENTRE,
            (struct kiosk_run){title_of(v), KIOSK_H1 * grow, true, t->ink});
    uint32_t ink = tone == KIOSK_TONE_OFF ? t->muted : kiosk_tone_colour(t, tone);
    struct kiosk_rect line = kiosk_rect_cut_top(&r, kiosk_line(v, 7 * grow));
    kiosk_draw_text(v, line, KIOSK_CENTRE,
            (struct kiosk_run){
                    words, KIOSK_BODY * fminf(grow, 1.15f), tone != KIOSK_TONE_OFF, ink});
    kiosk_rect_cut_top(&r, kiosk_px(v, 2));
    if (waits)
        lock_draw(v, r);
    else if (state != KIOSK_PIN_UNSET)
        dots_draw(v, r, strlen(s->typed));
}

static void keys_draw(
        const struct kiosk_view *v, struct kiosk_rect r, const struct kiosk_screens *s, int foot)
{
    enum kiosk_pin state = v->model->pin.state;
    bool choosing =
            state == KIOSK_PIN_CHOOSE || state == KIOSK_PIN_REPEAT || state == KIOSK_PIN_DIFFER;
    struct kiosk_rect go = kiosk_rect_cut_bottom(&r, foot);
    kiosk_rect_cut_bottom(&r, kiosk_px(v, 3));
    kiosk_keypad_draw(v, r, NULL, !takes_digits(state));
    kiosk_draw_button(v, go,
            &(struct kiosk_button){.style = KIOSK_BUTTON_PRIMARY,
                    .icon = KIOSK_ICON_CHECK,
                    .label = choosing ? tr(v, "Set this PIN") : tr(v, "Sign in"),
                    .action = {.kind = KIOSK_ACTION_PIN, .session = -1},
                    .key = KIOSK_KEY_ENTER,
                    .disabled = !takes_digits(state) || strlen(s->typed) < KIOSK_PIN_LEAST});
}

void kiosk_pin_draw(const struct kiosk_view *whole, const struct kiosk_screens *s)
{
    const struct kiosk_view own = kiosk_staff_view(whole), *v = &own;
    struct kiosk_rect r = kiosk_begin(v, v->theme->paper);
    bool wide = kiosk_wide(v);
    int gap = kiosk_px(v, 2);
    int key = kiosk_height(v, wide ? 20 : 19);
    int foot = kiosk_height(v, wide ? 16 : 15);
    int high = 4 * key + 3 * gap + kiosk_px(v, 3) + foot;
    struct kiosk_rect left = wide ? kiosk_rect_cut_left(&r, r.w * 45 / 100) : r;
    struct kiosk_rect top = wide ? left : r;
    kiosk_topbar_draw(v, kiosk_rect_cut_top(&top, kiosk_height(v, KIOSK_TOPBAR)), "");
    if (!wide) {
        int width = r.w < kiosk_px(v, 92) ? r.w : kiosk_px(v, 92);
        struct kiosk_rect pad = kiosk_rect_cut_bottom(&top, high < top.h ? high : top.h * 3 / 4);
        kiosk_rect_cut_bottom(&top, kiosk_px(v, 4));
        keys_draw(v, kiosk_rect_centre(pad, width, pad.h), s, foot);
    } else {
        kiosk_rect_cut_left(&r, kiosk_px(v, 8));
        int width = 3 * kiosk_height(v, 30);
        keys_draw(v, kiosk_rect_centre(r, width < r.w ? width : r.w, high < r.h ? high : r.h), s,
                foot);
    }
    head_draw(v, top, s);
}
