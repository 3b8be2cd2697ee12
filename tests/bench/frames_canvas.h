#ifndef TESTS_BENCH_FRAMES_CANVAS_H
#define TESTS_BENCH_FRAMES_CANVAS_H

/* What frames are painted on: light as floats, 0 black to 255 white, before the camera has made
 * bytes of it; chance with a fixed seed; and soft-edged shapes. One thread at a time. */

#include <stdbool.h>
#include <stdint.h>

#include "kiosk/scan/frame.h"

struct canvas {
    int width, height;
    float *light; /* width × height; owned */
};

void canvas_init(struct canvas *canvas, int width, int height);
void canvas_destroy(struct canvas *canvas);
void canvas_fill(struct canvas *canvas, double light);
void canvas_copy(const struct canvas *from, struct canvas *to); /* of the same size */

/* Chance: the same row of numbers for the same seed, everywhere. */
struct chance {
    uint64_t state;
};

struct chance chance_of(uint64_t seed);
uint64_t chance_next(struct chance *chance);
double chance_range(struct chance *chance, double from, double to);
int chance_below(struct chance *chance, int n); /* 0 to n − 1 */
bool chance_once_in(struct chance *chance, int n);

/* A smooth field of unit size, the same for the same seed and place. */
double canvas_haze(double x, double y, unsigned seed);

enum canvas_pattern { CANVAS_PLAIN, CANVAS_STRIPES, CANVAS_CHECKS, CANVAS_DOTS };

/* A shape: ellipse or rectangle, turned, shaded, patterned, grained. */
struct canvas_shape {
    bool round;
    double x, y;   /* centre, px */
    double rx, ry; /* half its sides, px */
    double turn;   /* radians */
    double light;
    double slope_x, slope_y; /* how much lighter towards its right and lower edge */
    double grain;            /* of its surface, levels */
    enum canvas_pattern pattern;
    double pitch, depth; /* of the pattern: px, levels */
    double soft;         /* width of its edge, px; 0 stands for 1 */
};

void canvas_paint(struct canvas *canvas, const struct canvas_shape *shape);

#endif
