#include "tests/bench/frames_thing.h"

#include <math.h>

#define TURN 6.2831853

double thing_pick(struct scene *s, double from, double to)
{
    return chance_range(&s->chance, from, to);
}

/* x, y, sizes in units; x from the middle of the frame, y from its top. */
void thing_put(struct scene *s, struct canvas_shape shape)
{
    shape.x = s->canvas->width / 2.0 + shape.x * s->unit;
    shape.y *= s->unit;
    shape.rx *= s->unit;
    shape.ry *= s->unit;
    shape.pitch *= s->unit;
    shape.soft *= s->unit;
    canvas_paint(s->canvas, &shape);
}

void thing_box(struct scene *s, double x, double y, double rx, double ry, double light)
{
    thing_put(s, (struct canvas_shape){.x = x,
                         .y = y,
                         .rx = rx,
                         .ry = ry,
                         .light = light,
                         .slope_x = thing_pick(s, -14, 14),
                         .slope_y = thing_pick(s, -14, 14),
                         .grain = 2});
}

void thing_disc(struct scene *s, double x, double y, double rx, double ry, double light)
{
    thing_put(s, (struct canvas_shape){.round = true,
                         .x = x,
                         .y = y,
                         .rx = rx,
                         .ry = ry,
                         .light = light,
                         .slope_x = thing_pick(s, -20, 20),
                         .slope_y = thing_pick(s, -25, 5),
                         .grain = 2,
                         .soft = 0.3});
}

void thing_hang(struct scene *s, sheet_maker *make, double x, double y, double height, double tilt)
{
    struct sheet sheet;
    make(&sheet, s->font, &s->chance);
    double high = thing_pick(s, 150, 235);
    struct lay lay = {.x = s->canvas->width / 2.0 + x * s->unit,
            .y = y * s->unit,
            .mid_x = sheet.grey.width / 2.0,
            .mid_y = sheet.grey.height / 2.0,
            .scale = height * s->unit / sheet.grey.height,
            .turn = thing_pick(s, -0.05, 0.05),
            .tilt = tilt,
            .axis = TURN / 4,
            .low = high * 0.12,
            .high = high};
    lay_sheet(s->canvas, &sheet, &lay);
    sheet_destroy(&sheet);
}

/* A flat thing on a table: tilted away. */
void thing_lie(struct scene *s, sheet_maker *make, double x, double y, double height, double turn)
{
    struct sheet sheet;
    make(&sheet, s->font, &s->chance);
    struct lay lay = {.x = s->canvas->width / 2.0 + x * s->unit,
            .y = y * s->unit,
            .mid_x = sheet.grey.width / 2.0,
            .mid_y = sheet.grey.height / 2.0,
            .scale = height * s->unit / sheet.grey.height,
            .turn = turn,
            .tilt = thing_pick(s, 0.5, 0.9),
            .low = 20,
            .high = thing_pick(s, 150, 225)};
    lay_sheet(s->canvas, &sheet, &lay);
    sheet_destroy(&sheet);
}

/* Walls, floor and ceiling round a far wall, with the light from one side. */
void thing_room(struct scene *s)
{
    double wall = thing_pick(s, 110, 200), far_x = thing_pick(s, -25, 25),
           far_rx = thing_pick(s, 35, 60);
    double top = thing_pick(s, 12, 24), low = thing_pick(s, 62, 80);
    canvas_fill(s->canvas, wall);
    thing_box(s, 0, top / 2 - 6, 200, top / 2 + 6, wall * thing_pick(s, 1, 1.2));
    thing_put(s, (struct canvas_shape){.y = 50 + low / 2,
                         .rx = 200,
                         .ry = 50 - low / 2,
                         .light = wall * 0.6,
                         .slope_y = 18,
                         .grain = 6});
    thing_put(s, (struct canvas_shape){.x = far_x,
                         .y = (top + low) / 2,
                         .rx = far_rx,
                         .ry = (low - top) / 2,
                         .light = wall * 0.85,
                         .slope_x = thing_pick(s, -30, 30),
                         .grain = 2});
    for (int side = -1; side <= 1; side += 2) /* skirting boards and edges into the corners */
        thing_put(s, (struct canvas_shape){.x = far_x + side * (far_rx + 40),
                             .y = low + 15,
                             .rx = 48,
                             .ry = 0.5,
                             .turn = side * 0.38,
                             .light = wall * 0.5});
    for (int i = 0; i < 3; i++)
        thing_box(s, far_x - far_rx + i * far_rx, top * 0.6, 9, 1.6, 250);
}

void thing_window(struct scene *s, double x, double y, double rx, double ry)
{
    thing_box(s, x, y, rx + 1.5, ry + 1.5, 90);
    thing_put(s, (struct canvas_shape){
                         .x = x, .y = y, .rx = rx, .ry = ry, .light = 225, .slope_y = -25});
    for (int i = 0; i < 14; i++) { /* houses or trees outside */
        double h = thing_pick(s, 0.2, 0.9) * ry, w = thing_pick(s, 0.08, 0.25) * rx;
        thing_put(s, (struct canvas_shape){.x = x + thing_pick(s, -0.8, 0.8) * rx,
                             .y = y + ry - h / 2,
                             .rx = w,
                             .ry = h / 2,
                             .light = thing_pick(s, 120, 220),
                             .pattern = CANVAS_CHECKS,
                             .pitch = thing_pick(s, 1.2, 3),
                             .depth = 14});
    }
    thing_box(s, x, y, 0.7, ry, 80);
    thing_box(s, x, y, rx, 0.6, 80);
}

void thing_person(struct scene *s, double x, double y, double size)
{
    double skin = thing_pick(s, 120, 205), cloth = thing_pick(s, 25, 215);
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
            .pitch = size * thing_pick(s, 0.12, 0.5),
            .depth = thing_pick(s, 10, 45),
            .soft = 0.3};
    thing_put(s, body);
    body.y = y + 5.2 * size; /* below the shoulders */
    body.round = false;
    body.rx = 1.6 * size;
    thing_put(s, body);
    thing_put(s, (struct canvas_shape){.x = x,
                         .y = y + size,
                         .rx = 0.36 * size,
                         .ry = 0.6 * size,
                         .light = skin * 0.8,
                         .soft = 0.3});
    thing_disc(s, x, y - 0.15 * size, 0.85 * size, 1.1 * size, thing_pick(s, 12, 60)); /* hair */
    thing_put(s, (struct canvas_shape){.round = true,
                         .x = x,
                         .y = y + 0.1 * size,
                         .rx = 0.7 * size,
                         .ry = 0.92 * size,
                         .light = skin,
                         .slope_x = thing_pick(s, -30, 30),
                         .slope_y = -12,
                         .grain = 3,
                         .soft = 0.25 * size});
    for (int side = -1; side <= 1; side += 2) {
        double ex = x + side * 0.28 * size, ey = y - 0.02 * size;
        thing_disc(s, ex, ey, 0.15 * size, 0.07 * size, skin * 1.15);
        thing_disc(s, ex, ey, 0.06 * size, 0.065 * size, 25);
        thing_box(s, ex, ey - 0.19 * size, 0.16 * size, 0.03 * size, 45);
    }
    thing_put(s, (struct canvas_shape){.round = true,
                         .x = x,
                         .y = y + 0.55 * size,
                         .rx = 0.22 * size,
                         .ry = 0.06 * size,
                         .light = skin * 0.62,
                         .soft = 0.05 * size});
    thing_put(s, (struct canvas_shape){.round = true,
                         .x = x + 0.04 * size,
                         .y = y + 0.28 * size,
                         .rx = 0.1 * size,
                         .ry = 0.16 * size,
                         .light = skin * 0.85,
                         .soft = 0.12 * size});
}

void thing_plant(struct scene *s, double x, double y, double size)
{
    for (int i = 0; i < 160; i++) {
        double angle = thing_pick(s, -TURN / 2, 0), reach = thing_pick(s, 0.1, 1) * size;
        double lx = x + cos(angle) * reach, ly = y + sin(angle) * reach * 1.2;
        thing_put(s, (struct canvas_shape){.round = true,
                             .x = lx,
                             .y = ly,
                             .rx = size * thing_pick(s, 0.1, 0.24),
                             .ry = size * thing_pick(s, 0.025, 0.07),
                             .turn = angle + thing_pick(s, -0.7, 0.7),
                             .light = thing_pick(s, 25, 150),
                             .slope_x = thing_pick(s, -40, 40),
                             .slope_y = 20});
    }
    thing_box(s, x, y + 0.3 * size, 0.3 * size, 0.32 * size, thing_pick(s, 90, 190));
}

void thing_books(struct scene *s, double left, double right, double base, double height)
{
    for (double x = left; x < right;) {
        double wide = thing_pick(s, 0.8, 2.6), tall = height * thing_pick(s, 0.65, 0.95),
               light = thing_pick(s, 25, 230);
        double lean = chance_once_in(&s->chance, 9) ? 0.12 : 0;
        thing_put(s, (struct canvas_shape){.x = x + wide,
                             .y = base - tall / 2,
                             .rx = wide * 0.94,
                             .ry = tall / 2,
                             .turn = lean,
                             .light = light,
                             .slope_x = thing_pick(s, -35, 35),
                             .grain = 4});
        for (int i = 0; i < 3; i++)
            thing_box(s, x + wide, base - tall * thing_pick(s, 0.1, 0.9), wide * 0.6,
                    thing_pick(s, 0.15, tall * 0.12), light > 120 ? light - 80 : light + 90);
        x += 2 * wide + lean * tall;
    }
    thing_box(s, (left + right) / 2, base + 0.9, (right - left) / 2, 0.9, 105);
}

/* A thing of any kind. */
static void leaf(struct scene *s, double x, double y, double size)
{
    int pattern = chance_once_in(&s->chance, 5) ? 1 + chance_below(&s->chance, 3) : 0;
    thing_put(s, (struct canvas_shape){.round = chance_once_in(&s->chance, 2),
                         .x = x,
                         .y = y,
                         .rx = size,
                         .ry = size * thing_pick(s, 0.3, 1.2),
                         .turn = thing_pick(s, 0, TURN),
                         .light = thing_pick(s, 15, 235),
                         .slope_x = thing_pick(s, -30, 30),
                         .slope_y = thing_pick(s, -30, 30),
                         .grain = thing_pick(s, 0, 9),
                         .pattern = (enum canvas_pattern)pattern,
                         .pitch = thing_pick(s, 0.6, 4),
                         .depth = thing_pick(s, 5, 40)});
}

/* Overlapping things of all sizes, many small and few large: the dead-leaves model, whose
 * statistics are those of photographs (Lee, Mumford, Huang 2001). */
void thing_clutter(struct scene *s)
{
    for (int i = 0; i < 320; i++)
        leaf(s, thing_pick(s, -95, 95), thing_pick(s, -5, 105), thing_pick(s, 5, 24));
    for (int i = 0; i < 1300; i++)
        leaf(s, thing_pick(s, -95, 95), thing_pick(s, -5, 105),
                fmin(20, 0.55 / sqrt(thing_pick(s, 0.0005, 1))));
}

void thing_machine(struct scene *s, double x, double y, double size)
{
    double body = thing_pick(s, 70, 200);
    thing_box(s, x, y, size, size * 0.8, body);
    thing_box(s, x - size * 0.3, y - size * 0.25, size * 0.45, size * 0.35, 30); /* its screen */
    for (int i = 0; i < 6; i++)
        thing_box(s, x - size * 0.3, y - size * (0.5 - 0.1 * i), size * thing_pick(s, 0.1, 0.38),
                size * 0.018, 190);
    for (int i = 0; i < 12; i++) { /* knobs with rims: what a look for eyes must refuse */
        double kx = x + size * (0.35 + 0.2 * (i % 3)), ky = y - size * 0.5 + size * 0.22 * (i / 3);
        thing_disc(s, kx, ky, size * 0.075, size * 0.075, body * 0.4);
        thing_disc(s, kx, ky, size * 0.05, size * 0.05, body * 1.1);
        if (i % 2)
            thing_disc(s, kx, ky, size * 0.025, size * 0.025, 40);
    }
    for (int i = 0; i < 5; i++) /* pipes and cables */
        thing_box(s, x - size + i * size * 0.12, y + size * 1.1, size * 0.035, size * 0.5,
                thing_pick(s, 40, 190));
    thing_box(s, x, y + size * 0.5, size * 0.8, size * 0.03, body * 0.6);
}

static void clock_on_wall(struct scene *s, double x, double y, double size)
{
    thing_disc(s, x, y, size, size, 35);
    thing_disc(s, x, y, size * 0.88, size * 0.88, 235);
    for (int i = 0; i < 12; i++)
        thing_box(s, x + sin(i * TURN / 12) * size * 0.72, y + cos(i * TURN / 12) * size * 0.72,
                size * 0.05, size * 0.05, 30);
    thing_put(s, (struct canvas_shape){.x = x,
                         .y = y - size * 0.2,
                         .rx = size * 0.04,
                         .ry = size * 0.4,
                         .turn = thing_pick(s, 0, 3),
                         .light = 30});
}

static void curtain(struct scene *s, double x, double width)
{
    thing_put(s, (struct canvas_shape){.x = x,
                         .y = 42,
                         .rx = width,
                         .ry = 36,
                         .light = thing_pick(s, 70, 200),
                         .slope_y = -12,
                         .grain = 4,
                         .pattern = CANVAS_STRIPES,
                         .pitch = thing_pick(s, 1.5, 4),
                         .depth = 16});
}

/* What stands and hangs about in any room, the far things first. */
void thing_furnish(struct scene *s)
{
    for (double x = -92; x < 92; x += 14) /* the ceiling's panels */
        thing_put(s, (struct canvas_shape){
                             .x = x, .y = 6, .rx = 0.16, .ry = 7, .turn = x * 0.006, .light = 110});
    curtain(s, thing_pick(s, -90, -60), thing_pick(s, 4, 9));
    curtain(s, thing_pick(s, 60, 90), thing_pick(s, 4, 9));
    clock_on_wall(s, thing_pick(s, -35, 35), thing_pick(s, 24, 32), thing_pick(s, 3, 5));
    double shelf = thing_pick(s, -50, 30);
    for (int i = 0; i < 2; i++)
        thing_books(s, shelf, shelf + thing_pick(s, 18, 34), 46 + i * 12, 10);
    for (int i = 0; i < 46; i++) {
        double y = 58 + i * 0.9, size = thing_pick(s, 1, 3) + i * 0.06, x = thing_pick(s, -92, 92);
        thing_put(s, (struct canvas_shape){.round = true,
                             .x = x,
                             .y = y + size,
                             .rx = size * 1.5,
                             .ry = size * 0.3,
                             .light = 45,
                             .soft = size * 0.3}); /* its shadow */
        leaf(s, x, y, size);
        thing_box(s, x + thing_pick(s, -4, 4), y - size, size * thing_pick(s, 0.2, 0.8),
                size * thing_pick(s, 0.5, 1.6), thing_pick(s, 25, 225));
    }
    for (int i = 0; i < 5; i++) /* cables and legs */
        thing_put(s, (struct canvas_shape){.x = thing_pick(s, -80, 80),
                             .y = thing_pick(s, 60, 90),
                             .rx = 0.3,
                             .ry = thing_pick(s, 5, 14),
                             .turn = thing_pick(s, -0.6, 0.6),
                             .light = thing_pick(s, 25, 70)});
}
