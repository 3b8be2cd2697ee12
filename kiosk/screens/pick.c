#include "kiosk/screens/screen.h"

void kiosk_pick_draw(const struct kiosk_view *v, const struct kiosk_screens *s)
{
    (void)s;
    kiosk_draw_fill(v, v->area, v->theme->paper, 0);
}
