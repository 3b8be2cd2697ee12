/* Fields of the frame by formula: dense structure everywhere, as a camera meets it on a bag, a
 * carpet or a printed curtain. */

#include "tests/bench/frames_scene.h"

#include <math.h>

#define TURN 6.2831853

struct texture {
    double pitch; /* px */
    unsigned seed;
};

static double wave(double x, double pitch)
{
    return sin(x * TURN / pitch);
}

static double carpet(const struct texture *t, double x, double y)
{
    double tuft = canvas_haze(x / t->pitch * 4, y / t->pitch * 3, t->seed);
    return 110 + 60 * tuft + 30 * canvas_haze(x / t->pitch, y / t->pitch, t->seed + 1);
}

static double mesh(const struct texture *t, double x, double y)
{
    bool wire = fabs(wave(x + y, t->pitch * 2)) < 0.25 || fabs(wave(x - y, t->pitch * 2)) < 0.25;
    return wire ? 210 : 45;
}

static double dots(const struct texture *t, double x, double y)
{
    double u = fmod(x, t->pitch) - t->pitch / 2, v = fmod(y, t->pitch) - t->pitch / 2;
    return u * u + v * v < t->pitch * t->pitch / 11 ? 40 : 215;
}

static double halftone(const struct texture *t, double x, double y)
{
    double u = (x + y) * 0.707, v = (x - y) * 0.707;
    double ink = 0.9 * canvas_haze(x / 150, y / 150, t->seed);
    return wave(u, t->pitch) + wave(v, t->pitch) > ink * 2 ? 225 : 35;
}

static double checker(const struct texture *t, double x, double y)
{
    return ((int)(x / t->pitch) + (int)(y / t->pitch)) % 2 ? 205 : 50;
}

/* Nested squares, 1:1:3:1:1 each way: nothing but eyes. */
static double eyes(const struct texture *t, double x, double y)
{
    double module = t->pitch / 4, cell = 9 * module;
    double u = fabs(fmod(x, cell) - cell / 2), v = fabs(fmod(y, cell) - cell / 2);
    double ring = fmax(u, v) / module;
    return ring < 1.5 || (ring > 2.5 && ring < 3.5) ? 40 : 210;
}

static double weave(const struct texture *t, double x, double y)
{
    bool over = ((int)(x / t->pitch) + (int)(y / t->pitch)) % 2;
    double round = over ? fmod(y, t->pitch) : fmod(x, t->pitch);
    return 60 + 130 * sin(round / t->pitch * TURN / 2) + 12 * canvas_haze(x, y, t->seed);
}

static double bricks(const struct texture *t, double x, double y)
{
    double high = t->pitch * 2, wide = t->pitch * 5;
    int row = (int)(y / high);
    double u = fmod(x + row % 2 * wide / 2, wide), v = fmod(y, high);
    if (u < t->pitch / 3 || v < t->pitch / 3)
        return 190;
    return 95 + 30 * canvas_haze(floor(x / wide) * 7.3, row * 3.1, t->seed);
}

/* Random modules: a wall of data without an eye. */
static double modules(const struct texture *t, double x, double y)
{
    double u = floor(x / t->pitch), v = floor(y / t->pitch);
    return canvas_haze(u * 1.7 + 0.5, v * 1.7 + 0.5, t->seed) > 0 ? 215 : 40;
}

static double stripes(const struct texture *t, double x, double y)
{
    double bar = canvas_haze(floor(x / t->pitch) * 1.7 + 0.5, floor(y / (t->pitch * 30)), t->seed);
    return bar > 0 ? 220 : 30;
}

static double rings(const struct texture *t, double x, double y)
{
    double cell = t->pitch * 5;
    double u = fmod(x, cell) - cell / 2, v = fmod(y, cell) - cell / 2, r = sqrt(u * u + v * v);
    return wave(r, t->pitch * 1.2) > 0 ? 200 : 50;
}

static double gravel(const struct texture *t, double x, double y)
{
    double stone = canvas_haze(x / t->pitch, y / t->pitch, t->seed);
    return stone > -0.15 ? 120 + 90 * stone + 30 * canvas_haze(x / 2, y / 2, t->seed + 3) : 25;
}

void texture_paint(struct canvas *canvas, int index)
{
    static double (*const kinds[])(const struct texture *, double, double) = {carpet, mesh, dots,
            halftone, checker, eyes, weave, bricks, modules, stripes, rings, gravel};
    enum { KINDS = sizeof kinds / sizeof *kinds };
    _Static_assert(TEXTURES == 2 * KINDS, "every kind twice");
    struct chance chance = chance_of(9000 + (uint64_t)index);
    bool fine = index < KINDS;
    struct texture texture = {
            .pitch = fine ? chance_range(&chance, 7, 11) : chance_range(&chance, 14, 26),
            .seed = (unsigned)index};
    double turn = chance_range(&chance, -0.3, 0.3), c = cos(turn), s = sin(turn);
    double fall = chance_range(&chance, 0, 0.4);
    for (int y = 0; y < canvas->height; y++) {
        for (int x = 0; x < canvas->width; x++) {
            double u = 4000 + x * c + y * s, v = 4000 + y * c - x * s; /* fmod wants no signs */
            double light = kinds[index % KINDS](&texture, u, v);
            canvas->light[y * canvas->width + x] = (float)(light * (1 - fall * x / canvas->width));
        }
    }
}
