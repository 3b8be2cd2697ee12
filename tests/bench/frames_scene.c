#include "tests/bench/frames_scene.h"

#include <math.h>

#define TURN 6.2831853

typedef void sheet_maker(struct sheet *, struct kiosk_font *, struct chance *);

struct scene {
    struct canvas *canvas;
    struct kiosk_font *font;
    struct chance chance;
    double unit; /* px: a hundredth of the frame's height */
};

static double pick(struct scene *s, double from, double to)
{
    return chance_range(&s->chance, from, to);
}

/* x, y, sizes in units; x from the middle of the frame, y from its top. */
static void put(struct scene *s, struct canvas_shape shape)
{
    shape.x = s->canvas->width / 2.0 + shape.x * s->unit;
    shape.y *= s->unit;
    shape.rx *= s->unit;
    shape.ry *= s->unit;
    shape.pitch *= s->unit;
    shape.soft *= s->unit;
    canvas_paint(s->canvas, &shape);
}

static void box(struct scene *s, double x, double y, double rx, double ry, double light)
{
    put(s, (struct canvas_shape){.x = x,
                   .y = y,
                   .rx = rx,
                   .ry = ry,
                   .light = light,
                   .slope_x = pick(s, -14, 14),
                   .slope_y = pick(s, -14, 14),
                   .grain = 2});
}

static void disc(struct scene *s, double x, double y, double rx, double ry, double light)
{
    put(s, (struct canvas_shape){.round = true,
                   .x = x,
                   .y = y,
                   .rx = rx,
                   .ry = ry,
                   .light = light,
                   .slope_x = pick(s, -20, 20),
                   .slope_y = pick(s, -25, 5),
                   .grain = 2,
                   .soft = 0.3});
}

static void hang(struct scene *s, sheet_maker *make, double x, double y, double height, double tilt)
{
    struct sheet sheet;
    make(&sheet, s->font, &s->chance);
    double high = pick(s, 150, 235);
    struct lay lay = {.x = s->canvas->width / 2.0 + x * s->unit,
            .y = y * s->unit,
            .mid_x = sheet.grey.width / 2.0,
            .mid_y = sheet.grey.height / 2.0,
            .scale = height * s->unit / sheet.grey.height,
            .turn = pick(s, -0.05, 0.05),
            .tilt = tilt,
            .axis = TURN / 4,
            .low = high * 0.12,
            .high = high};
    lay_sheet(s->canvas, &sheet, &lay);
    sheet_destroy(&sheet);
}

/* A flat thing on a table: tilted away. */
static void lie(struct scene *s, sheet_maker *make, double x, double y, double height, double turn)
{
    struct sheet sheet;
    make(&sheet, s->font, &s->chance);
    struct lay lay = {.x = s->canvas->width / 2.0 + x * s->unit,
            .y = y * s->unit,
            .mid_x = sheet.grey.width / 2.0,
            .mid_y = sheet.grey.height / 2.0,
            .scale = height * s->unit / sheet.grey.height,
            .turn = turn,
            .tilt = pick(s, 0.5, 0.9),
            .low = 20,
            .high = pick(s, 150, 225)};
    lay_sheet(s->canvas, &sheet, &lay);
    sheet_destroy(&sheet);
}

/* Walls, floor and ceiling round a far wall, with the light from one side. */
static void room(struct scene *s)
{
    double wall = pick(s, 110, 200), far_x = pick(s, -25, 25), far_rx = pick(s, 35, 60);
    double top = pick(s, 12, 24), low = pick(s, 62, 80);
    canvas_fill(s->canvas, wall);
    box(s, 0, top / 2 - 6, 200, top / 2 + 6, wall * pick(s, 1, 1.2));
    put(s, (struct canvas_shape){.y = 50 + low / 2,
                   .rx = 200,
                   .ry = 50 - low / 2,
                   .light = wall * 0.6,
                   .slope_y = 18,
                   .grain = 6});
    put(s, (struct canvas_shape){.x = far_x,
                   .y = (top + low) / 2,
                   .rx = far_rx,
                   .ry = (low - top) / 2,
                   .light = wall * 0.85,
                   .slope_x = pick(s, -30, 30),
                   .grain = 2});
    for (int side = -1; side <= 1; side += 2) /* skirting boards and edges into the corners */
        put(s, (struct canvas_shape){.x = far_x + side * (far_rx + 40),
                       .y = low + 15,
                       .rx = 48,
                       .ry = 0.5,
                       .turn = side * 0.38,
                       .light = wall * 0.5});
    for (int i = 0; i < 3; i++)
        box(s, far_x - far_rx + i * far_rx, top * 0.6, 9, 1.6, 250);
}

static void window(struct scene *s, double x, double y, double rx, double ry)
{
    box(s, x, y, rx + 1.5, ry + 1.5, 90);
    put(s, (struct canvas_shape){.x = x, .y = y, .rx = rx, .ry = ry, .light = 225, .slope_y = -25});
    for (int i = 0; i < 14; i++) { /* houses or trees outside */
        double h = pick(s, 0.2, 0.9) * ry, w = pick(s, 0.08, 0.25) * rx;
        put(s, (struct canvas_shape){.x = x + pick(s, -0.8, 0.8) * rx,
                       .y = y + ry - h / 2,
                       .rx = w,
                       .ry = h / 2,
                       .light = pick(s, 120, 220),
                       .pattern = CANVAS_CHECKS,
                       .pitch = pick(s, 1.2, 3),
                       .depth = 14});
    }
    box(s, x, y, 0.7, ry, 80);
    box(s, x, y, rx, 0.6, 80);
}

static void person(struct scene *s, double x, double y, double size)
{
    double skin = pick(s, 120, 205), cloth = pick(s, 25, 215);
    enum canvas_pattern pattern = (enum canvas_pattern)chance_below(&s->chance, 4);
    struct canvas_shape body = {.round = true,
            .x = x,
            .y = y + 3.6 * size,
            .rx = 1.75 * size,
            .ry = 2.6 * size,
            .light = cloth,
            .slope_x = 24,
            .grain = 7,
            .pattern = pattern,
            .pitch = size * pick(s, 0.12, 0.5),
            .depth = pick(s, 10, 45),
            .soft = 0.3};
    put(s, body);
    body.y = y + 5.2 * size; /* below the shoulders */
    body.round = false;
    body.rx = 1.6 * size;
    put(s, body);
    put(s, (struct canvas_shape){.x = x,
                   .y = y + size,
                   .rx = 0.36 * size,
                   .ry = 0.6 * size,
                   .light = skin * 0.8,
                   .soft = 0.3});
    disc(s, x, y - 0.15 * size, 0.85 * size, 1.1 * size, pick(s, 12, 60)); /* hair */
    put(s, (struct canvas_shape){.round = true,
                   .x = x,
                   .y = y + 0.1 * size,
                   .rx = 0.7 * size,
                   .ry = 0.92 * size,
                   .light = skin,
                   .slope_x = pick(s, -30, 30),
                   .slope_y = -12,
                   .grain = 3,
                   .soft = 0.25 * size});
    for (int side = -1; side <= 1; side += 2) {
        double ex = x + side * 0.28 * size, ey = y - 0.02 * size;
        disc(s, ex, ey, 0.15 * size, 0.07 * size, skin * 1.15);
        disc(s, ex, ey, 0.06 * size, 0.065 * size, 25);
        box(s, ex, ey - 0.19 * size, 0.16 * size, 0.03 * size, 45);
    }
    put(s, (struct canvas_shape){.round = true,
                   .x = x,
                   .y = y + 0.55 * size,
                   .rx = 0.22 * size,
                   .ry = 0.06 * size,
                   .light = skin * 0.62,
                   .soft = 0.05 * size});
    put(s, (struct canvas_shape){.round = true,
                   .x = x + 0.04 * size,
                   .y = y + 0.28 * size,
                   .rx = 0.1 * size,
                   .ry = 0.16 * size,
                   .light = skin * 0.85,
                   .soft = 0.12 * size});
}

static void plant(struct scene *s, double x, double y, double size)
{
    for (int i = 0; i < 160; i++) {
        double angle = pick(s, -TURN / 2, 0), reach = pick(s, 0.1, 1) * size;
        double lx = x + cos(angle) * reach, ly = y + sin(angle) * reach * 1.2;
        put(s, (struct canvas_shape){.round = true,
                       .x = lx,
                       .y = ly,
                       .rx = size * pick(s, 0.1, 0.24),
                       .ry = size * pick(s, 0.025, 0.07),
                       .turn = angle + pick(s, -0.7, 0.7),
                       .light = pick(s, 25, 150),
                       .slope_x = pick(s, -40, 40),
                       .slope_y = 20});
    }
    box(s, x, y + 0.3 * size, 0.3 * size, 0.32 * size, pick(s, 90, 190));
}

static void books(struct scene *s, double left, double right, double base, double height)
{
    for (double x = left; x < right;) {
        double wide = pick(s, 0.8, 2.6), tall = height * pick(s, 0.65, 0.95),
               light = pick(s, 25, 230);
        double lean = chance_once_in(&s->chance, 9) ? 0.12 : 0;
        put(s, (struct canvas_shape){.x = x + wide,
                       .y = base - tall / 2,
                       .rx = wide * 0.94,
                       .ry = tall / 2,
                       .turn = lean,
                       .light = light,
                       .slope_x = pick(s, -35, 35),
                       .grain = 4});
        for (int i = 0; i < 3; i++)
            box(s, x + wide, base - tall * pick(s, 0.1, 0.9), wide * 0.6,
                    pick(s, 0.15, tall * 0.12), light > 120 ? light - 80 : light + 90);
        x += 2 * wide + lean * tall;
    }
    box(s, (left + right) / 2, base + 0.9, (right - left) / 2, 0.9, 105);
}

/* Overlapping things of all sizes, many small and few large: the dead-leaves model, whose
 * statistics are those of photographs (Lee, Mumford, Huang 2001). */
static void clutter(struct scene *s, int leaves, double largest)
{
    for (int i = 0; i < leaves; i++) {
        double u = pick(s, 0.0004, 1), size = 0.5 / sqrt(u);
        size = size > largest ? largest : size;
        put(s, (struct canvas_shape){.round = chance_once_in(&s->chance, 2),
                       .x = pick(s, -95, 95),
                       .y = pick(s, -5, 105),
                       .rx = size,
                       .ry = size * pick(s, 0.3, 1.2),
                       .turn = pick(s, 0, TURN),
                       .light = pick(s, 15, 235),
                       .slope_x = pick(s, -30, 30),
                       .slope_y = pick(s, -30, 30),
                       .grain = pick(s, 0, 9),
                       .pattern = (enum canvas_pattern)(
                               chance_once_in(&s->chance, 5) ? 1 + chance_below(&s->chance, 3) : 0),
                       .pitch = pick(s, 0.6, 4),
                       .depth = pick(s, 5, 40)});
    }
}

static void machine(struct scene *s, double x, double y, double size)
{
    double body = pick(s, 70, 200);
    box(s, x, y, size, size * 0.8, body);
    box(s, x - size * 0.3, y - size * 0.25, size * 0.45, size * 0.35, 30); /* its screen */
    for (int i = 0; i < 6; i++)
        box(s, x - size * 0.3, y - size * (0.5 - 0.1 * i), size * pick(s, 0.1, 0.38), size * 0.018,
                190);
    for (int i = 0; i < 12; i++) { /* knobs with rims: what a look for eyes must refuse */
        double kx = x + size * (0.35 + 0.2 * (i % 3)), ky = y - size * 0.5 + size * 0.22 * (i / 3);
        disc(s, kx, ky, size * 0.075, size * 0.075, body * 0.4);
        disc(s, kx, ky, size * 0.05, size * 0.05, body * 1.1);
        if (i % 2)
            disc(s, kx, ky, size * 0.025, size * 0.025, 40);
    }
    for (int i = 0; i < 5; i++) /* pipes and cables */
        box(s, x - size + i * size * 0.12, y + size * 1.1, size * 0.035, size * 0.5,
                pick(s, 40, 190));
    box(s, x, y + size * 0.5, size * 0.8, size * 0.03, body * 0.6);
}

static void kind_corridor(struct scene *s)
{
    room(s);
    window(s, pick(s, -70, -50), 38, 16, 18);
    for (int i = 0; i < 3; i++)
        hang(s, sheet_poster, pick(s, -30, 75), pick(s, 30, 48), pick(s, 14, 30),
                pick(s, -0.7, 0.7));
    person(s, pick(s, -40, 40), pick(s, 48, 55), pick(s, 4, 7));
    box(s, pick(s, 40, 70), 60, 9, 24, pick(s, 60, 160)); /* a door */
}

static void kind_shelf(struct scene *s)
{
    canvas_fill(s->canvas, 70);
    for (int i = 0; i < 4; i++)
        books(s, -95, 95, 24 + i * 26, 24);
}

static void kind_posters(struct scene *s)
{
    room(s);
    for (int i = 0; i < 6; i++)
        hang(s, sheet_poster, -72 + i * 29, pick(s, 34, 58), pick(s, 34, 60), pick(s, -0.5, 0.5));
}

static void kind_face(struct scene *s)
{
    room(s);
    clutter(s, 60, 14);
    person(s, pick(s, -15, 15), pick(s, 34, 42), pick(s, 18, 24));
    person(s, pick(s, 40, 65), 45, 10);
}

static void kind_desk(struct scene *s)
{
    canvas_fill(s->canvas, pick(s, 120, 190));
    put(s, (struct canvas_shape){.y = 70,
                   .rx = 120,
                   .ry = 50,
                   .light = 150,
                   .slope_y = 30,
                   .grain = 9,
                   .pattern = CANVAS_STRIPES,
                   .pitch = 3.5,
                   .depth = 4});
    lie(s, sheet_keyboard, pick(s, -30, 0), 74, pick(s, 22, 36), pick(s, -0.3, 0.3));
    lie(s, sheet_page, pick(s, 35, 60), 66, 55, pick(s, -0.6, 0.6));
    lie(s, sheet_page, pick(s, -75, -50), 55, 50, pick(s, -0.6, 0.6));
    disc(s, 30, 40, 7, 8, 220);
    disc(s, 30, 34, 6, 2.2, 50);
    box(s, pick(s, -20, 5), 20, 28, 17, 35);
    hang(s, sheet_page, pick(s, -20, 0), 20, 28, 0);
}

static void kind_plant(struct scene *s)
{
    room(s);
    window(s, pick(s, 20, 50), 35, 25, 24);
    plant(s, pick(s, -50, -20), 75, pick(s, 25, 40));
    plant(s, pick(s, 30, 70), 85, pick(s, 15, 30));
}

/* A tiled floor, seen down along the room. */
static void kind_floor(struct scene *s)
{
    struct sheet sheet = {0};
    if (!kiosk_grey_init(&sheet.grey, 1600, 1600))
        return;
    int light = 150 + chance_below(&s->chance, 70), joint = chance_below(&s->chance, 90);
    bool checked = chance_once_in(&s->chance, 2);
    for (int i = 0; i < 400; i++)
        sheet_box(&sheet, i % 20 * 80, i / 20 * 80, 80, 80, joint);
    for (int i = 0; i < 400; i++)
        sheet_box(&sheet, i % 20 * 80 + 3, i / 20 * 80 + 3, 74, 74,
                checked && (i + i / 20) % 2 ? light / 2 : light + chance_below(&s->chance, 18));
    room(s);
    struct lay lay = {.x = s->canvas->width / 2.0,
            .y = 72 * s->unit,
            .mid_x = 800,
            .mid_y = 800,
            .scale = pick(s, 0.1, 0.16) * s->unit,
            .turn = pick(s, 0, 1.5),
            .tilt = 1.15,
            .low = 10,
            .high = 220};
    lay_sheet(s->canvas, &sheet, &lay);
    sheet_destroy(&sheet);
    for (int i = 0; i < 7; i++)
        person(s, pick(s, -80, 80), pick(s, 18, 34), pick(s, 3, 8));
}

static void kind_blinds(struct scene *s)
{
    room(s);
    window(s, -20, 40, 42, 30);
    for (int i = 0; i < 22; i++)
        put(s, (struct canvas_shape){.x = -20,
                       .y = 11 + i * 2.4,
                       .rx = 42,
                       .ry = 0.75,
                       .light = 190,
                       .slope_x = 30,
                       .slope_y = -40});
    person(s, pick(s, 30, 60), 50, 11);
}

static void kind_goods(struct scene *s)
{
    canvas_fill(s->canvas, 60);
    for (int row = 0; row < 3; row++) {
        for (double x = -92; x < 92;) {
            double wide = pick(s, 4, 10), tall = pick(s, 16, 28), base = 30 + row * 33;
            box(s, x + wide, base - tall / 2, wide * 0.95, tall / 2, pick(s, 40, 225));
            hang(s, chance_once_in(&s->chance, 2) ? sheet_label : sheet_poster, x + wide,
                    base - tall / 2, tall * pick(s, 0.3, 0.55), 0);
            x += 2 * wide;
        }
        box(s, 0, 32 + row * 33, 100, 1.6, 130);
    }
}

static void kind_clutter(struct scene *s)
{
    canvas_fill(s->canvas, 120);
    clutter(s, 2600, 28);
}

static void kind_crowd(struct scene *s)
{
    room(s);
    hang(s, sheet_poster, pick(s, -60, 60), 25, 30, 0.3);
    for (int i = 0; i < 14; i++)
        person(s, pick(s, -88, 88), 40 + i * 2.4, 4 + i * 0.75);
}

static void kind_class(struct scene *s)
{
    room(s);
    hang(s, sheet_board, 0, 36, 34, pick(s, -0.3, 0.3));
    window(s, -80, 40, 10, 20);
    for (int row = 0; row < 3; row++) {
        for (int i = -3; i <= 3; i++) {
            double size = 5 + row * 2.2, x = i * size * 3.4 + pick(s, -1, 1), y = 62 + row * 13;
            box(s, x, y, size * 1.2, size * 0.16, 190);
            box(s, x - size, y + size * 0.7, size * 0.07, size * 0.7, 50);
            box(s, x + size, y + size * 0.7, size * 0.07, size * 0.7, 50);
            box(s, x, y + size * 0.45, size * 0.7, size * 0.35, pick(s, 80, 140));
        }
    }
    for (int i = 0; i < 4; i++)
        person(s, pick(s, -70, 70), pick(s, 52, 66), pick(s, 4, 6));
}

static void kind_works(struct scene *s)
{
    room(s);
    for (int i = 0; i < 4; i++)
        machine(s, -66 + i * 44, pick(s, 45, 60), pick(s, 14, 22));
    hang(s, sheet_label, pick(s, -60, 60), 70, 12, 0.2);
    person(s, pick(s, -40, 40), 52, 9);
}

/* Light that falls off to the corners and a slow unevenness, as over any real wall. */
static void daylight(struct scene *s)
{
    struct canvas *canvas = s->canvas;
    unsigned seed = (unsigned)chance_next(&s->chance);
    double gain = pick(s, 0.6, 1.05), side = pick(s, -0.25, 0.25);
    for (int y = 0; y < canvas->height; y++) {
        for (int x = 0; x < canvas->width; x++) {
            double u = (x - canvas->width / 2.0) / canvas->height,
                   v = (double)y / canvas->height - 0.5;
            double light = gain * (1 - 0.28 * (u * u + v * v) + side * u);
            light *= 1 + 0.10 * canvas_haze(u * 3, v * 3, seed) +
                     0.05 * canvas_haze(u * 9, v * 9, seed);
            float *at = &canvas->light[y * canvas->width + x];
            double lit = *at * light;
            *at = (float)(lit < 2 ? 2 : lit > 255 ? 255 : lit);
        }
    }
}

void scene_paint(struct canvas *canvas, struct kiosk_font *font, int index)
{
    static void (*const kinds[])(struct scene *) = {kind_corridor, kind_shelf, kind_posters,
            kind_face, kind_desk, kind_plant, kind_floor, kind_blinds, kind_goods, kind_clutter,
            kind_crowd, kind_class, kind_works};
    enum { KINDS = sizeof kinds / sizeof *kinds };
    _Static_assert(SCENES == 3 * KINDS, "every kind three times");
    struct scene s = {canvas, font, chance_of(4000 + (uint64_t)index), canvas->height / 100.0};
    kinds[index % KINDS](&s);
    daylight(&s);
}
