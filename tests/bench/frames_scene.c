#include "tests/bench/frames_scene.h"

#include <math.h>

#include "tests/bench/frames_thing.h"

static void kind_corridor(struct scene *s)
{
    thing_room(s);
    thing_furnish(s);
    thing_window(s, thing_pick(s, -70, -50), 38, 16, 18);
    for (int i = 0; i < 3; i++)
        thing_hang(s, sheet_poster, thing_pick(s, -30, 75), thing_pick(s, 30, 48),
                thing_pick(s, 14, 30), thing_pick(s, -0.7, 0.7));
    thing_person(s, thing_pick(s, -40, 40), thing_pick(s, 48, 55), thing_pick(s, 4, 7));
    thing_box(s, thing_pick(s, 40, 70), 60, 9, 24, thing_pick(s, 60, 160)); /* a door */
}

static void kind_shelf(struct scene *s)
{
    canvas_fill(s->canvas, 70);
    for (int i = 0; i < 4; i++)
        thing_books(s, -95, 95, 24 + i * 26, 24);
}

static void kind_posters(struct scene *s)
{
    thing_room(s);
    for (int i = 0; i < 6; i++)
        thing_hang(s, sheet_poster, -72 + i * 29, thing_pick(s, 34, 58), thing_pick(s, 34, 60),
                thing_pick(s, -0.5, 0.5));
}

static void kind_face(struct scene *s)
{
    thing_room(s);
    thing_furnish(s);
    thing_person(s, thing_pick(s, -15, 15), thing_pick(s, 34, 42), thing_pick(s, 18, 24));
    thing_person(s, thing_pick(s, 40, 65), 45, 10);
}

static void kind_desk(struct scene *s)
{
    canvas_fill(s->canvas, thing_pick(s, 120, 190));
    thing_put(s, (struct canvas_shape){.y = 70,
                         .rx = 120,
                         .ry = 50,
                         .light = 150,
                         .slope_y = 30,
                         .grain = 9,
                         .pattern = CANVAS_STRIPES,
                         .pitch = 3.5,
                         .depth = 4});
    thing_lie(s, sheet_keyboard, thing_pick(s, -30, 0), 74, thing_pick(s, 22, 36),
            thing_pick(s, -0.3, 0.3));
    thing_lie(s, sheet_page, thing_pick(s, 35, 60), 66, 55, thing_pick(s, -0.6, 0.6));
    thing_lie(s, sheet_page, thing_pick(s, -75, -50), 55, 50, thing_pick(s, -0.6, 0.6));
    thing_disc(s, 30, 40, 7, 8, 220);
    thing_disc(s, 30, 34, 6, 2.2, 50);
    thing_box(s, thing_pick(s, -20, 5), 20, 28, 17, 35);
    thing_hang(s, sheet_page, thing_pick(s, -20, 0), 20, 28, 0);
}

static void kind_plant(struct scene *s)
{
    thing_room(s);
    thing_furnish(s);
    thing_window(s, thing_pick(s, 20, 50), 35, 25, 24);
    thing_plant(s, thing_pick(s, -50, -20), 75, thing_pick(s, 25, 40));
    thing_plant(s, thing_pick(s, 30, 70), 85, thing_pick(s, 15, 30));
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
    thing_room(s);
    struct lay lay = {.x = s->canvas->width / 2.0,
            .y = 72 * s->unit,
            .mid_x = 800,
            .mid_y = 800,
            .scale = thing_pick(s, 0.1, 0.16) * s->unit,
            .turn = thing_pick(s, 0, 1.5),
            .tilt = 1.15,
            .low = 10,
            .high = 220};
    lay_sheet(s->canvas, &sheet, &lay);
    sheet_destroy(&sheet);
    for (int i = 0; i < 7; i++)
        thing_person(s, thing_pick(s, -80, 80), thing_pick(s, 18, 34), thing_pick(s, 3, 8));
}

static void kind_blinds(struct scene *s)
{
    thing_room(s);
    thing_furnish(s);
    thing_window(s, -20, 40, 42, 30);
    for (int i = 0; i < 22; i++)
        thing_put(s, (struct canvas_shape){.x = -20,
                             .y = 11 + i * 2.4,
                             .rx = 42,
                             .ry = 0.75,
                             .light = 190,
                             .slope_x = 30,
                             .slope_y = -40});
    thing_person(s, thing_pick(s, 30, 60), 50, 11);
}

static void kind_goods(struct scene *s)
{
    canvas_fill(s->canvas, 60);
    for (int row = 0; row < 3; row++) {
        for (double x = -92; x < 92;) {
            double wide = thing_pick(s, 4, 10), tall = thing_pick(s, 16, 28), base = 30 + row * 33;
            thing_box(s, x + wide, base - tall / 2, wide * 0.95, tall / 2, thing_pick(s, 40, 225));
            thing_hang(s, chance_once_in(&s->chance, 2) ? sheet_label : sheet_poster, x + wide,
                    base - tall / 2, tall * thing_pick(s, 0.3, 0.55), 0);
            x += 2 * wide;
        }
        thing_box(s, 0, 32 + row * 33, 100, 1.6, 130);
    }
}

static void kind_clutter(struct scene *s)
{
    thing_clutter(s);
}

static void kind_crowd(struct scene *s)
{
    thing_room(s);
    thing_furnish(s);
    thing_hang(s, sheet_poster, thing_pick(s, -60, 60), 25, 30, 0.3);
    for (int i = 0; i < 14; i++)
        thing_person(s, thing_pick(s, -88, 88), 40 + i * 2.4, 4 + i * 0.75);
}

static void kind_class(struct scene *s)
{
    thing_room(s);
    thing_furnish(s);
    thing_hang(s, sheet_board, 0, 36, 34, thing_pick(s, -0.3, 0.3));
    thing_window(s, -80, 40, 10, 20);
    for (int row = 0; row < 3; row++) {
        for (int i = -3; i <= 3; i++) {
            double size = 5 + row * 2.2, x = i * size * 3.4 + thing_pick(s, -1, 1),
                   y = 62 + row * 13;
            thing_box(s, x, y, size * 1.2, size * 0.16, 190);
            thing_box(s, x - size, y + size * 0.7, size * 0.07, size * 0.7, 50);
            thing_box(s, x + size, y + size * 0.7, size * 0.07, size * 0.7, 50);
            thing_box(s, x, y + size * 0.45, size * 0.7, size * 0.35, thing_pick(s, 80, 140));
        }
    }
    for (int i = 0; i < 4; i++)
        thing_person(s, thing_pick(s, -70, 70), thing_pick(s, 52, 66), thing_pick(s, 4, 6));
}

static void kind_works(struct scene *s)
{
    thing_room(s);
    thing_furnish(s);
    for (int i = 0; i < 4; i++)
        thing_machine(s, -66 + i * 44, thing_pick(s, 45, 60), thing_pick(s, 14, 22));
    thing_hang(s, sheet_label, thing_pick(s, -60, 60), 70, 12, 0.2);
    thing_person(s, thing_pick(s, -40, 40), 52, 9);
}

/* Light that falls off to the corners and a slow unevenness, as over any real wall. */
static void daylight(struct scene *s)
{
    struct canvas *canvas = s->canvas;
    unsigned seed = (unsigned)chance_next(&s->chance);
    double side = thing_pick(s, -0.25, 0.25);
    for (int y = 0; y < canvas->height; y++) {
        for (int x = 0; x < canvas->width; x++) {
            double u = (x - canvas->width / 2.0) / canvas->height,
                   v = (double)y / canvas->height - 0.5;
            double light = 1 - 0.28 * (u * u + v * v) + side * u;
            light *= 1 + 0.10 * canvas_haze(u * 3, v * 3, seed) +
                     0.05 * canvas_haze(u * 9, v * 9, seed);
            canvas->light[y * canvas->width + x] *= (float)fmax(0, light);
        }
    }
}

/* The camera's own exposure: nearly all of the scene between black and white. */
static void expose(struct scene *s)
{
    struct canvas *canvas = s->canvas;
    int counts[512] = {0}, all = canvas->width * canvas->height, below = 0, dark = -1, bright = 0;
    for (int i = 0; i < all; i++)
        counts[(int)fmax(0, fmin(511, canvas->light[i]))]++;
    for (int level = 0; level < 512; level++) {
        below += counts[level];
        if (dark < 0 && below > all / 100)
            dark = level;
        if (below < all - all / 66)
            bright = level;
    }
    double black = thing_pick(s, 8, 24), white = thing_pick(s, 215, 250);
    for (int i = 0; i < all; i++) {
        double light =
                black + (canvas->light[i] - dark) * (white - black) / fmax(20, bright - dark);
        canvas->light[i] = (float)fmax(0, fmin(255, light));
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
    expose(&s);
}
