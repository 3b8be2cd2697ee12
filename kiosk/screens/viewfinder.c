/* What the camera sees, as in a mirror, and what it makes of it: brackets wait in the middle, jump
 * round a code that is seen, and close with a tick where it is read. Colour, shape and words change
 * together; all of it lies within the picture, so that nothing else is drawn anew for it. Green is
 * kept for what is good: at the door a code that was read is not let in yet. */

#include "kiosk/screens/screen.h"

#define AMBER 0xFFF2B33Du
#define GREEN 0xFF3DDC84u
#define DARK 0xE60C1512u
#define WHITE 0xFFFFFFFFu
#define BLACK 0xFF0C1512u

struct dot {
    float x, y;
};

/* A code that was read: of somebody who is refused, it is marked quietly. */
static bool is_refused(const struct kiosk_model *m)
{
    return m->screen == KIOSK_SCREEN_VERDICT && m->verdict.verdict != KIOSK_VERDICT_ADMIT;
}

static uint32_t read_colour(const struct kiosk_model *m)
{
    return m->screen == KIOSK_SCREEN_CHECKIN || is_refused(m) ? WHITE : GREEN;
}

/* ---- the brackets ---- */

static void lines_draw(const struct kiosk_view *v, struct kiosk_rect r,
        const struct kiosk_segment *lines, int count, float stroke, uint32_t colour)
{
    kiosk_frame_add(v->frame,
            (struct kiosk_item){
                    .kind = KIOSK_ITEM_LINES, .rect = r, .colour = colour, .stroke = stroke * v->u},
            lines, (size_t)count * sizeof *lines);
}

static struct kiosk_segment part_of(struct dot a, struct dot b, float part)
{
    return (struct kiosk_segment){a.x, a.y, a.x + (b.x - a.x) * part, a.y + (b.y - a.y) * part};
}

/* Corners of the four, each with `part` of its two sides; 1/2 and more is the whole outline. */
static void brackets_draw(const struct kiosk_view *v, struct kiosk_rect r,
        const struct dot corners[4], float part, float stroke, uint32_t colour)
{
    struct kiosk_segment lines[8];
    for (int i = 0; i < 4; i++) {
        lines[2 * i] = part_of(corners[i], corners[(i + 1) % 4], part);
        lines[2 * i + 1] = part_of(corners[i], corners[(i + 3) % 4], part);
    }
    lines_draw(v, r, lines, 8, stroke, colour);
}

/* Words stand at the foot of the picture, and the brackets above them. */
#define PILL 10.f      /* u, high */
#define PILL_EDGE 2.5f /* u, to the picture's edge */

static void waiting_corners(const struct kiosk_view *v, struct kiosk_rect r, struct dot out[4])
{
    kiosk_rect_cut_bottom(
            &r, kiosk_least(kiosk_line(v, PILL) + kiosk_px(v, 2 * PILL_EDGE), r.h / 2));
    int side = kiosk_least(r.w * 7 / 10, r.h * 8 / 10);
    struct kiosk_rect box = kiosk_rect_centre(r, side, side);
    float x = (float)box.x, y = (float)box.y, w = (float)box.w, h = (float)box.h;
    out[0] = (struct dot){x, y};
    out[1] = (struct dot){x + w, y};
    out[2] = (struct dot){x + w, y + h};
    out[3] = (struct dot){x, y + h};
}

/* The code's corners on the glass, a little outside it. */
static struct dot code_corners(const struct kiosk_view *v, struct kiosk_rect r, struct dot out[4])
{
    const struct kiosk_checkin_view *c = &v->model->checkin;
    struct kiosk_cover cover = kiosk_cover_make(r, c->preview.width, c->preview.height);
    struct dot middle = {0, 0};
    for (int i = 0; i < 4; i++) {
        kiosk_cover_mirrored(&cover, r, (float)c->sight.corners[i].x, (float)c->sight.corners[i].y,
                &out[i].x, &out[i].y);
        middle.x += out[i].x / 4;
        middle.y += out[i].y / 4;
    }
    for (int i = 0; i < 4; i++) {
        out[i].x = middle.x + (out[i].x - middle.x) * 1.12f;
        out[i].y = middle.y + (out[i].y - middle.y) * 1.12f;
    }
    return middle;
}

static void tick_draw(const struct kiosk_view *v, struct kiosk_rect r, struct dot middle)
{
    int side = kiosk_least(kiosk_px(v, 17), kiosk_least(r.w, r.h) / 2);
    int x = kiosk_most(r.x, kiosk_least((int)middle.x - side / 2, r.x + r.w - side));
    int y = kiosk_most(r.y, kiosk_least((int)middle.y - side / 2, r.y + r.h - side));
    struct kiosk_rect disc = {x, y, side, side};
    kiosk_draw_icon(v, disc, KIOSK_ICON_CIRCLE_FILLED, 0.4f, read_colour(v->model));
    kiosk_draw_icon(v, kiosk_rect_inset(disc, side / 5, side / 5), KIOSK_ICON_CHECK, 3.2f, BLACK);
}

/* ---- words ---- */

struct words {
    const char *text; /* NULL = nothing need be said */
    enum kiosk_icon icon;
    uint32_t ground, ink;
};

static struct words words_of(const struct kiosk_view *v)
{
    const struct kiosk_sight_view *sight = &v->model->checkin.sight;
    if (sight->code == KIOSK_CODE_READ && is_refused(v->model))
        return (struct words){0};
    if (sight->code == KIOSK_CODE_READ)
        return (struct words){tr(v, "Read"), KIOSK_ICON_CHECK, read_colour(v->model), BLACK};
    switch (sight->advice) {
    case KIOSK_ADVICE_HOLD:
        return (struct words){tr(v, "Code seen, hold still"), KIOSK_ICON_SCAN, AMBER, BLACK};
    case KIOSK_ADVICE_CLOSER:
        return (struct words){tr(v, "A bit closer, please"), KIOSK_ICON_PLUS, AMBER, BLACK};
    case KIOSK_ADVICE_DARK:
        return (struct words){tr(v, "It is too dark here"), KIOSK_ICON_WARN, DARK, WHITE};
    case KIOSK_ADVICE_GLARE:
        return (struct words){tr(v, "Too bright, tilt it a little"), KIOSK_ICON_WARN,
                sight->code == KIOSK_CODE_SEEN ? AMBER : DARK,
                sight->code == KIOSK_CODE_SEEN ? BLACK : WHITE};
    case KIOSK_ADVICE_NONE:
        break;
    }
    return (struct words){0};
}

/* A pill at the foot of the picture. */
static void words_draw(const struct kiosk_view *v, struct kiosk_rect r)
{
    struct words words = words_of(v);
    if (!words.text)
        return;
    r = kiosk_rect_inset(r, kiosk_px(v, PILL_EDGE), kiosk_px(v, PILL_EDGE));
    int high = kiosk_line(v, PILL), icon = kiosk_px(v, 5.5f);
    struct kiosk_run run = {words.text, KIOSK_H2, true, words.ink};
    int wide = kiosk_text_width(v, run) + icon + kiosk_px(v, 9);
    struct kiosk_rect pill = kiosk_rect_cut_bottom(&r, high);
    pill = kiosk_rect_centre(pill, kiosk_least(wide, r.w), high);
    kiosk_draw_fill(v, pill, words.ground, PILL / 2 * v->letters);
    kiosk_rect_cut_left(&pill, kiosk_px(v, 3));
    struct kiosk_rect sign = kiosk_rect_cut_left(&pill, icon);
    kiosk_draw_icon(v, kiosk_rect_centre(sign, icon, icon), words.icon, 2.8f, words.ink);
    kiosk_rect_cut_left(&pill, kiosk_px(v, 2));
    kiosk_rect_cut_right(&pill, kiosk_px(v, 2));
    kiosk_draw_fitted(v, pill, KIOSK_LEFT, run, KIOSK_XS);
}

/* ---- with and without a picture ---- */

static void sight_draw(const struct kiosk_view *v, struct kiosk_rect r, uint32_t glow)
{
    const struct kiosk_checkin_view *c = &v->model->checkin;
    struct dot corners[4];
    bool read = c->sight.code == KIOSK_CODE_READ, tick = read && !is_refused(v->model);
    uint32_t colour = read ? read_colour(v->model) : AMBER;
    if (c->sight.code != KIOSK_CODE_NONE && c->sight.placed && c->preview.width > 0) {
        struct dot middle = code_corners(v, r, corners);
        brackets_draw(v, r, corners, 0.5f, 0.5f, colour);
        brackets_draw(v, r, corners, 0.26f, 1.5f, colour);
        if (tick)
            tick_draw(v, r, middle);
    } else {
        waiting_corners(v, r, corners);
        brackets_draw(v, r, corners, 0.18f, 1.1f, read ? colour : glow);
        if (tick)
            tick_draw(v, r, (struct dot){(float)r.x + (float)r.w / 2, (float)r.y + (float)r.h / 2});
    }
    words_draw(v, r);
}

static void blind_draw(const struct kiosk_view *v, struct kiosk_rect r, const char *help)
{
    bool none = v->model->checkin.camera == KIOSK_CAMERA_NONE;
    uint32_t soft = v->theme->white_soft;
    struct kiosk_run words = {help, KIOSK_BODY, false, soft};
    int wide = r.w - kiosk_px(v, 8);
    int high = kiosk_px(v, 26) + kiosk_text_height(v, wide, words, 1.4f);
    kiosk_draw_glass(v, r);
    struct kiosk_rect middle = kiosk_rect_centre(r, wide, kiosk_least(high, r.h));
    kiosk_draw_icon(v, kiosk_rect_cut_top(&middle, kiosk_px(v, 13)),
            none ? KIOSK_ICON_SCAN : KIOSK_ICON_CAMERA, 1.8f, soft);
    kiosk_rect_cut_top(&middle, kiosk_px(v, 3));
    struct kiosk_run title = {
            none ? tr(v, "Use the hand scanner") : tr(v, "The camera does not answer"), KIOSK_H2,
            true, v->theme->white};
    kiosk_draw_fitted(
            v, kiosk_rect_cut_top(&middle, kiosk_px(v, 9)), KIOSK_CENTRE, title, KIOSK_BODY);
    kiosk_rect_cut_top(&middle, kiosk_px(v, 1));
    kiosk_draw_paragraph(v, middle, KIOSK_CENTRE, words, 1.4f);
}

void kiosk_viewfinder_draw(
        const struct kiosk_view *v, struct kiosk_rect r, uint32_t glow, const char *help)
{
    const struct kiosk_checkin_view *c = &v->model->checkin;
    bool picture = c->camera == KIOSK_CAMERA_OK && c->preview.width > 0;
    if (c->camera != KIOSK_CAMERA_OK) {
        blind_draw(v, r, help);
        return;
    }
    if (!picture)
        kiosk_draw_fill(v, r, BLACK, 3.5f);
    if (picture)
        kiosk_frame_add(v->frame,
                (struct kiosk_item){.kind = KIOSK_ITEM_IMAGE,
                        .rect = r,
                        .radius = 3.5f * v->u,
                        .cols = c->preview.width,
                        .rows = c->preview.height},
                c->preview.pixels, (size_t)c->preview.width * (size_t)c->preview.height);
    sight_draw(v, r, glow);
}
