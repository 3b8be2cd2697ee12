#include "tests/bench/frames_lay.h"

#include <math.h>

/* Sheet px, measured from the middle point and scaled, to frame px measured from where it lies:
 * rotated in the plane, then about the axis, then seen from the focal length away, where the scale
 * is 1. The focal length of a usual webcam is about its picture's width. */
static void matrix(const struct canvas *canvas, const struct lay *lay, double m[3][3])
{
    double c = cos(lay->turn), s = sin(lay->turn), ax = cos(lay->axis), ay = sin(lay->axis);
    double ct = cos(lay->tilt), st = sin(lay->tilt), focal = 0.95 * canvas->width;
    for (int i = 0; i < 2; i++) { /* where the plane's two directions go (Rodrigues, axis in it) */
        double x = i == 0 ? c : -s, y = i == 0 ? s : c, along = x * ax + y * ay;
        m[0][i] = lay->scale * (x * ct + ax * along * (1 - ct));
        m[1][i] = lay->scale * (y * ct + ay * along * (1 - ct));
        m[2][i] = lay->scale * (ax * y - ay * x) * st / focal;
    }
    m[0][2] = m[1][2] = 0;
    m[2][2] = 1;
}

static void invert(double m[3][3], double out[3][3])
{
    for (int i = 0; i < 3; i++)
        for (int j = 0; j < 3; j++) {
            int a = (j + 1) % 3, b = (j + 2) % 3, c = (i + 1) % 3, d = (i + 2) % 3;
            out[i][j] = m[a][c] * m[b][d] - m[a][d] * m[b][c];
        }
}

/* What lies behind the camera goes far away, where nothing is. */
static void apply(double m[3][3], double x, double y, double *out_x, double *out_y)
{
    double w = fmax(1e-9, m[2][0] * x + m[2][1] * y + m[2][2]);
    *out_x = (m[0][0] * x + m[0][1] * y + m[0][2]) / w;
    *out_y = (m[1][0] * x + m[1][1] * y + m[1][2]) / w;
}

void lay_point(const struct canvas *canvas, const struct lay *lay, double sheet_x, double sheet_y,
        double *out_x, double *out_y)
{
    double m[3][3], x, y;
    matrix(canvas, lay, m);
    apply(m, sheet_x - lay->mid_x, sheet_y - lay->mid_y, &x, &y);
    *out_x = x + lay->x;
    *out_y = y + lay->y;
}

/* Paper that was folded and smoothed again: creases across the sheet, facets between them that are
 * shifted and shaded a little, and a gentle wave. */
struct crumple {
    int creases;
    double nx[9], ny[9], at[9], slope[9];
    double amount;
    unsigned seed;
};

static struct crumple crumple_of(const struct sheet *sheet, const struct lay *lay)
{
    struct crumple crumple = {.creases = 9, .amount = lay->crumple, .seed = lay->seed};
    struct chance chance = chance_of(lay->seed);
    for (int i = 0; i < crumple.creases; i++) {
        double angle = chance_range(&chance, 0, 6.2831853);
        crumple.nx[i] = cos(angle);
        crumple.ny[i] = sin(angle);
        crumple.at[i] = chance_range(&chance, -0.4, 0.4) * sheet->grey.width;
        crumple.slope[i] = chance_range(&chance, -1, 1);
    }
    return crumple;
}

/* Moves u, v (sheet px from the middle point) and gives the shade there. */
static double crumpled(const struct crumple *crumple, double *u, double *v)
{
    double shade = 1, du = 0, dv = 0;
    for (int i = 0; i < crumple->creases; i++) {
        double distance = *u * crumple->nx[i] + *v * crumple->ny[i] - crumple->at[i];
        double bend = fabs(distance) * crumple->slope[i];
        du += bend * crumple->nx[i] * 0.005;
        dv += bend * crumple->ny[i] * 0.005;
        shade += tanh(distance / 5) * crumple->slope[i] * 0.075;
        shade -= 0.12 * exp(-distance * distance / 18) * fabs(crumple->slope[i]);
    }
    du += 3 * canvas_haze(*u / 90, *v / 90, crumple->seed);
    dv += 3 * canvas_haze(*u / 90, *v / 90, crumple->seed + 1);
    *u += du * crumple->amount;
    *v += dv * crumple->amount;
    return fmax(0.3, 1 + (shade - 1) * crumple->amount);
}

/* Mean of the samples of one px that meet the sheet, and how many did. */
static int sample(const struct sheet *sheet, const struct lay *lay, const struct crumple *crumple,
        double m[3][3], double x, double y, double *out_light)
{
    int hits = 0;
    double sum = 0, shade = 1, du = 0, dv = 0;
    if (crumple->amount > 0) { /* changes slowly: once a px */
        double u, v, u0, v0;
        apply(m, x + 0.5, y + 0.5, &u0, &v0);
        u = u0;
        v = v0;
        shade = crumpled(crumple, &u, &v);
        du = u - u0;
        dv = v - v0;
    }
    for (int i = 0; i < 16; i++) {
        double u, v;
        apply(m, x + (i % 4 + 0.5) / 4, y + (double)(i / 4) / 4 + 0.125, &u, &v);
        int column = (int)floor(u + du + lay->mid_x), row = (int)floor(v + dv + lay->mid_y);
        if (column < 0 || row < 0 || column >= sheet->grey.width || row >= sheet->grey.height)
            continue;
        hits++;
        sum += sheet->grey.pixels[row * sheet->grey.stride + column];
    }
    if (hits)
        *out_light = (lay->low + (lay->high - lay->low) * sum / hits / 255) * shade;
    return hits;
}

void lay_sheet(struct canvas *canvas, const struct sheet *sheet, const struct lay *lay)
{
    double m[3][3], inverse[3][3], x0 = 1e9, y0 = 1e9, x1 = -1e9, y1 = -1e9;
    struct crumple crumple = crumple_of(sheet, lay);
    matrix(canvas, lay, m);
    invert(m, inverse);
    for (int i = 0; i < 4; i++) {
        double x, y, slack = 12 * lay->crumple;
        apply(m, i % 2 * sheet->grey.width - lay->mid_x, i / 2 * sheet->grey.height - lay->mid_y,
                &x, &y);
        x0 = fmin(x0, x - slack);
        x1 = fmax(x1, x + slack);
        y0 = fmin(y0, y - slack);
        y1 = fmax(y1, y + slack);
    }
    int left = (int)fmax(0, floor(x0 + lay->x)), top = (int)fmax(0, floor(y0 + lay->y));
    int right = (int)fmin(canvas->width - 1, ceil(x1 + lay->x));
    int bottom = (int)fmin(canvas->height - 1, ceil(y1 + lay->y));
    for (int y = top; y <= bottom; y++) {
        for (int x = left; x <= right; x++) {
            double light = 0;
            int hits = sample(sheet, lay, &crumple, inverse, x - lay->x, y - lay->y, &light);
            if (!hits)
                continue;
            float *at = &canvas->light[y * canvas->width + x];
            *at = (float)(*at + (light - *at) * hits / 16);
        }
    }
}
