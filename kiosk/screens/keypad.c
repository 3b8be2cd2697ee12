/* The keys of a telephone, for a PIN, a count and a ticket's number. */

#include "kiosk/screens/staff.h"
#include "kiosk/ui/input.h"

static void dead_key(const struct kiosk_view *v, struct kiosk_rect r, const char *label)
{
    int side = r.w < r.h ? r.w : r.h;
    kiosk_draw_border(v, r, v->theme->card, v->theme->line, 3, 0.25f);
    kiosk_draw_text(v, r, KIOSK_CENTRE,
            (struct kiosk_run){label, fminf((float)side / v->u * 0.5f, 9), true, v->theme->off});
}

void kiosk_keypad_draw(
        const struct kiosk_view *v, struct kiosk_rect r, const char *last, bool disabled)
{
    static const char *const digits[] = {
            "1", "2", "3", "4", "5", "6", "7", "8", "9", NULL, "0", NULL};
    for (int i = 0; i < 12; i++) {
        struct kiosk_rect cell = kiosk_rect_cell(r, 3, 4, kiosk_px(v, 2), i);
        const char *label = i == 9 ? last : digits[i];
        if (i == 11 && !disabled)
            kiosk_draw_key(v, cell, NULL, KIOSK_ICON_ERASE, KIOSK_KEY_BACKSPACE);
        else if (label && disabled)
            dead_key(v, cell, label);
        else if (label)
            kiosk_draw_key(v, cell, label, KIOSK_ICON_NONE, *label);
    }
}
