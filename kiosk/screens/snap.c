/* A small picture of how to keep a code: a phone slides over it, flashes, and slides away. */

#include "kiosk/screens/screen.h"

/* One of the three marks in the corners of a code. */
static void finder_draw(const struct kiosk_view *v, struct kiosk_rect r, uint32_t ink)
{
    int third = r.w / 3;
    kiosk_draw_border(v, r, v->theme->white, ink, 0.4f, (float)r.w / v->u / 7);
    kiosk_draw_fill(v, kiosk_rect_centre(r, third, third), ink, 0);
}

static void code_draw(const struct kiosk_view *v, struct kiosk_rect r)
{
    uint32_t ink = v->theme->ink;
    kiosk_draw_fill(v, r, v->theme->white, 1);
    r = kiosk_rect_inset(r, r.w / 9, r.h / 9);
    int mark = r.w * 2 / 5;
    finder_draw(v, (struct kiosk_rect){r.x, r.y, mark, mark}, ink);
    finder_draw(v, (struct kiosk_rect){r.x + r.w - mark, r.y, mark, mark}, ink);
    finder_draw(v, (struct kiosk_rect){r.x, r.y + r.h - mark, mark, mark}, ink);
    int dot = mark / 3;
    for (int i = 0; i < 3; i++) /* a diagonal stands for the rest */
        kiosk_draw_fill(v,
                (struct kiosk_rect){
                        r.x + r.w - mark + i * dot, r.y + r.h - mark + i * dot, dot, dot},
                ink, 0);
}

/* 0 at both ends, 1 from `from` to `to`. */
static float there_and_back(float part, float from, float to)
{
    float way = part < from ? part / from : part > to ? (1 - part) / (1 - to) : 1;
    return way * way * (3 - 2 * way);
}

void kiosk_snap_draw(const struct kiosk_view *v, struct kiosk_rect r, float part)
{
    int side = r.w * 2 / 3;
    struct kiosk_rect code = {r.x, r.y + (r.h - side) / 2, side, side};
    code_draw(v, code);
    struct kiosk_rect phone = {0, r.y, r.h * 5 / 9, r.h};
    int rest = r.x + r.w - phone.w; /* at the side; over the code when it takes the picture */
    int over = code.x + (code.w - phone.w) / 2;
    phone.x = rest + (int)lroundf((float)(over - rest) * there_and_back(part, 0.4f, 0.6f));
    kiosk_draw_border(
            v, phone, kiosk_theme_alpha(v->theme->accent, 0.85), v->theme->white, 1.75f, 0.6f);
    struct kiosk_rect lens = kiosk_rect_centre(phone, phone.w / 2, phone.w / 2);
    kiosk_draw_border(v, lens, 0, v->theme->white, 99, 0.6f);
    float flash = 1 - fabsf(part - 0.5f) * 10; /* a tenth of the time, in the middle */
    if (flash > 0)
        kiosk_draw_fill(v, r, kiosk_theme_alpha(v->theme->white, (double)flash * 0.8), 2);
}
