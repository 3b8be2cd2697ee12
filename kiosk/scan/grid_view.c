#include "kiosk/scan/grid_view.h"

#include <math.h>

/* Perspective looked for along each arm: nearer eyes look up to 1.5 times as large as far ones. */
#define BEND_MOST 0.44f
/* A bend wrong by b shifts the middle of an arm by b / 4 of it; so many modules do not matter. */
#define BEND_STEP 1.2f
/* Steps fainter than this part of the ink are noise, alternate as they may. */
#define FAINTEST 0.04f
/* Of the distance of the first corner: no other looks ten times as near. */
#define HORIZON 0.1f

void kiosk_view_set(struct kiosk_grid *grid, const struct kiosk_corners *f, float g, float h)
{
    float arm = (float)(grid->side - 7), start = 3.5f;
    float ax = ((1 + g) * f->right.x - f->corner.x) / arm;
    float ay = ((1 + g) * f->right.y - f->corner.y) / arm;
    float bx = ((1 + h) * f->below.x - f->corner.x) / arm;
    float by = ((1 + h) * f->below.y - f->corner.y) / arm;
    float scale = 1 / (1 - (g + h) * start / arm); /* moves the origin from the eye to the corner */
    float *m = grid->m;
    m[0] = ax * scale;
    m[1] = bx * scale;
    m[2] = (f->corner.x - start * (ax + bx)) * scale;
    m[3] = ay * scale;
    m[4] = by * scale;
    m[5] = (f->corner.y - start * (ay + by)) * scale;
    m[6] = g / arm * scale;
    m[7] = h / arm * scale;
}

/* Does the whole code lie before the eye? Where the divisor changes its sign is the horizon. */
static bool is_in_front(const struct kiosk_grid *grid)
{
    float along = grid->m[6] * (float)grid->side, down = grid->m[7] * (float)grid->side;
    return 1 + along > HORIZON && 1 + down > HORIZON && 1 + along + down > HORIZON;
}

bool kiosk_view_set_four(struct kiosk_grid *grid, const struct kiosk_corners *f)
{
    float part = (f->at - 3.5f) / (float)(grid->side - 7);
    float ax = part * (f->right.x - f->fourth.x), ay = part * (f->right.y - f->fourth.y);
    float bx = part * (f->below.x - f->fourth.x), by = part * (f->below.y - f->fourth.y);
    float px = f->fourth.x - f->corner.x - part * (f->right.x - f->corner.x) -
               part * (f->below.x - f->corner.x);
    float py = f->fourth.y - f->corner.y - part * (f->right.y - f->corner.y) -
               part * (f->below.y - f->corner.y);
    float determinant = ax * by - ay * bx;
    if (fabsf(determinant) < 1e-3f)
        return false;
    float g = (px * by - py * bx) / determinant, h = (ax * py - ay * px) / determinant;
    if (!(g > -0.6f && g < 1.5f && h > -0.6f && h < 1.5f && g + h > -0.7f))
        return false;
    kiosk_view_set(grid, f, g, h);
    return is_in_front(grid);
}

/* The correlation of the steps with steps that alternate. Each module is compared with its two
 * neighbours, so light that changes slowly does not count; and all modules must take part: a few
 * strong edges beside an even stretch are no timing pattern. */
float kiosk_view_timing(const struct kiosk_grey *frame, const struct kiosk_grid *grid, bool upper)
{
    float before = 0, here = 0, sum = 0, squares = 0;
    for (int i = 5; i < grid->side - 5; i++) {
        float at = (float)i + 0.5f;
        float next = kiosk_grid_level(frame, grid, upper ? at : 6.5f, upper ? 6.5f : at);
        if (i >= 8) {
            float step = here - (before + next) / 2; /* of module i - 1 */
            sum += i % 2 ? -step : step;             /* an even one is dark */
            squares += step * step;
        }
        before = here;
        here = next;
    }
    float least = FAINTEST * grid->ink, steps = (float)(grid->side - 13);
    return squares < least * least * steps ? 0 : sum / sqrtf(squares * steps);
}

float kiosk_view_bend(const struct kiosk_grey *frame, struct kiosk_grid *grid,
        const struct kiosk_corners *f, bool upper, float *g, float *h)
{
    float best = -2, best_bend = 0;
    int steps = (int)ceilf(BEND_MOST * (float)(grid->side - 7) / BEND_STEP);
    for (int i = -steps; i <= steps; i++) {
        float b = BEND_MOST * (float)i / (float)steps;
        kiosk_view_set(grid, f, upper ? b : *g, upper ? *h : b);
        float sure = kiosk_view_timing(frame, grid, upper) -
                     0.1f * fabsf(b); /* the flatter of two equals */
        if (sure > best) {
            best = sure;
            best_bend = b;
        }
    }
    *(upper ? g : h) = best_bend;
    return best;
}

bool kiosk_view_side_fits(int side, float arm, float slack)
{
    float own = (float)(side - 7);
    return own * slack >= arm && own <= arm * slack;
}
