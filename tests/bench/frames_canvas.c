#include "tests/bench/frames_canvas.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

void canvas_init(struct canvas *canvas, int width, int height)
{
    assert(kiosk_grey_size_allowed(width, height));
    *canvas = (struct canvas){width, height, calloc((size_t)width * (size_t)height, sizeof(float))};
    if (!canvas->light)
        abort();
}

void canvas_destroy(struct canvas *canvas)
{
    free(canvas->light);
    *canvas = (struct canvas){0};
}

void canvas_fill(struct canvas *canvas, double light)
{
    for (int i = 0; i < canvas->width * canvas->height; i++)
        canvas->light[i] = (float)light;
}

void canvas_copy(const struct canvas *from, struct canvas *to)
{
    assert(from->width == to->width && from->height == to->height);
    memcpy(to->light, from->light,
            (size_t)from->width * (size_t)from->height * sizeof *from->light);
}

/* splitmix64 (Steele, Lea, Flood, 2014). */
static uint64_t mixed(uint64_t z)
{
    z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
    z = (z ^ z >> 27) * 0x94d049bb133111ebu;
    return z ^ z >> 31;
}

struct chance chance_of(uint64_t seed)
{
    return (struct chance){mixed(seed + 1)};
}

uint64_t chance_next(struct chance *chance)
{
    return mixed(chance->state += 0x9e3779b97f4a7c15u);
}

double chance_range(struct chance *chance, double from, double to)
{
    return from + (to - from) * (double)(chance_next(chance) >> 11) / 9007199254740992.0;
}

int chance_below(struct chance *chance, int n)
{
    return (int)(chance_next(chance) % (uint64_t)n);
}

bool chance_once_in(struct chance *chance, int n)
{
    return chance_below(chance, n) == 0;
}

static float lattice(int x, int y, unsigned seed)
{
    uint32_t h = (uint32_t)x * 0x8da6b343u ^ (uint32_t)y * 0xd8163841u ^ seed * 0xcb1ab31fu;
    h = (h ^ h >> 15) * 0x2c1b3c6du;
    h = (h ^ h >> 12) * 0x297a2d39u;
    return (float)((h ^ h >> 15) >> 8) / 8388608.0f - 1;
}

double canvas_haze(double x, double y, unsigned seed)
{
    double fx = floor(x), fy = floor(y);
    int ix = (int)fx, iy = (int)fy;
    double tx = x - fx, ty = y - fy;
    tx = tx * tx * (3 - 2 * tx);
    ty = ty * ty * (3 - 2 * ty);
    double top = lattice(ix, iy, seed) * (1 - tx) + lattice(ix + 1, iy, seed) * tx;
    double low = lattice(ix, iy + 1, seed) * (1 - tx) + lattice(ix + 1, iy + 1, seed) * tx;
    return top * (1 - ty) + low * ty;
}

/* −1 or 1, or between the two where the pattern is dots; u, v in px from the shape's centre. */
static double pattern_at(const struct canvas_shape *shape, double u, double v)
{
    double wave_u = sin(u * 6.2831853 / shape->pitch), wave_v = sin(v * 6.2831853 / shape->pitch);
    switch (shape->pattern) {
    case CANVAS_STRIPES:
        return fmax(-1, fmin(1, wave_u * 3));
    case CANVAS_CHECKS:
        return (wave_u > 0.3) + (wave_v > 0.3) - 1.0;
    case CANVAS_DOTS:
        return wave_u * wave_v > 0.4 ? 1 : -0.3;
    case CANVAS_PLAIN:
        break;
    }
    return 0;
}

static double light_at(const struct canvas_shape *shape, double u, double v, double x, double y)
{
    double light = shape->light + shape->slope_x * u / shape->rx + shape->slope_y * v / shape->ry;
    if (shape->pattern != CANVAS_PLAIN)
        light += shape->depth * pattern_at(shape, u, v);
    if (shape->grain > 0) {
        unsigned seed = (unsigned)(int)(shape->x * 7 + shape->y * 13);
        light += shape->grain *
                 (canvas_haze(x / 3.1, y / 3.1, seed) + canvas_haze(x / 11.7, y / 11.7, seed + 1));
    }
    return light;
}

void canvas_paint(struct canvas *canvas, const struct canvas_shape *shape)
{
    double cosine = cos(shape->turn), sine = sin(shape->turn);
    double soft = shape->soft > 0 ? shape->soft : 1, least = fmin(shape->rx, shape->ry);
    double reach_x = fabs(cosine) * shape->rx + fabs(sine) * shape->ry + soft;
    double reach_y = fabs(sine) * shape->rx + fabs(cosine) * shape->ry + soft;
    int x0 = (int)fmax(0, shape->x - reach_x), y0 = (int)fmax(0, shape->y - reach_y);
    int x1 = (int)fmin(canvas->width - 1, shape->x + reach_x);
    int y1 = (int)fmin(canvas->height - 1, shape->y + reach_y);
    for (int y = y0; y <= y1; y++) {
        for (int x = x0; x <= x1; x++) {
            double dx = x + 0.5 - shape->x, dy = y + 0.5 - shape->y;
            double u = dx * cosine + dy * sine, v = dy * cosine - dx * sine;
            double pu = u / shape->rx, pv = v / shape->ry;
            double inside = shape->round ? (1 - sqrt(pu * pu + pv * pv)) * least
                                         : fmin(shape->rx - fabs(u), shape->ry - fabs(v));
            double cover = inside / soft + 0.5;
            if (cover <= 0)
                continue;
            float *at = &canvas->light[y * canvas->width + x];
            double light = light_at(shape, u, v, x, y);
            *at = (float)(cover >= 1 ? light : *at + (light - *at) * cover);
        }
    }
}
