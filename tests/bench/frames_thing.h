#ifndef TESTS_BENCH_FRAMES_THING_H
#define TESTS_BENCH_FRAMES_THING_H

/* What scenes are made of: boxes, people, plants, books, machines, posters on the wall. Places and
 * sizes in hundredths of the frame's height, x from its middle, y from its top. */

#include "tests/bench/frames_lay.h"

struct scene {
    struct canvas *canvas;
    struct kiosk_font *font;
    struct chance chance;
    double unit; /* px */
};

typedef void sheet_maker(struct sheet *, struct kiosk_font *, struct chance *);

double thing_pick(struct scene *s, double from, double to);
void thing_put(struct scene *s, struct canvas_shape shape);
void thing_box(struct scene *s, double x, double y, double rx, double ry, double light);
void thing_disc(struct scene *s, double x, double y, double rx, double ry, double light);

/* A sheet on a wall, and one that lies on a table. */
void thing_hang(struct scene *s, sheet_maker *make, double x, double y, double height, double tilt);
void thing_lie(struct scene *s, sheet_maker *make, double x, double y, double height, double turn);

void thing_room(struct scene *s);
void thing_window(struct scene *s, double x, double y, double rx, double ry);
void thing_person(struct scene *s, double x, double y, double size);
void thing_plant(struct scene *s, double x, double y, double size);
void thing_books(struct scene *s, double left, double right, double base, double height);
void thing_machine(struct scene *s, double x, double y, double size);
void thing_clutter(struct scene *s); /* over the whole frame */
void thing_furnish(struct scene *s); /* what stands and hangs about in any room */

#endif
