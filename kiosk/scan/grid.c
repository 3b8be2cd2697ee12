#include "kiosk/scan/grid.h"

#include <math.h>
#include <string.h>

#include "kiosk/scan/pattern.h"

/* Perspective looked for along each arm: nearer eyes look up to 1.5 times as large as far ones. */
#define BEND_MOST 0.44f
/* A bend wrong by b shifts the middle of an arm by b / 4 of it; so many modules do not matter. */
#define BEND_STEP 1.2f
/* The eyes' module sizes are good to a fifth, and under a tilt they are a mean of two directions.
 */
#define SIDE_SLACK 1.75f
/* Each timing pattern must alternate this surely, and both together that surely. Of some hundred
 * codes, tilted, blurred and noisy, one had less than 1.9 together; clutter seldom has 1.5. */
#define TIMING_LEAST 0.6f
#define TIMINGS_LEAST 1.4f
/* Light and dark of the known modules must differ by this part of what they differ by in the eyes,
 * before the grid is settled and after. */
#define FIT_FIRST 0.05f
#define FIT_LEAST 0.25f
/* Eyes of one code show about the same ink, even half in the shade. */
#define INK_LEAST 4
#define INK_RATIO 4

/* The grid through four points: the centres of the eyes and a fourth at (fourth, fourth). */
struct frame_of_four {
    struct kiosk_spot corner, right, below, fourth;
    float at; /* u and v of the fourth */
};

/* The plane view through the eyes with perspective g along the upper arm and h along the left:
 * with X, Y the parts of the arms, p = (C + X ((1+g) A - C) + Y ((1+h) B - C)) / (1 + gX + hY). */
static void set_view(struct kiosk_grid *grid, const struct frame_of_four *f, float g, float h)
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

/* The view in which the fourth point lies where it was found. False where the points are no view of
 * a square from its front. */
static bool set_four(struct kiosk_grid *grid, const struct frame_of_four *f)
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
    set_view(grid, f, g, h);
    return true;
}

static float level_at(
        const struct kiosk_grey *frame, const struct kiosk_grid *grid, float u, float v)
{
    struct kiosk_spot spot = kiosk_grid_spot(grid, u, v);
    float level = kiosk_grey_at(frame, spot.x, spot.y);
    return grid->inverted ? 255 - level : level;
}

/* How surely the timing pattern alternates along the upper (or left) edge: 1 always, about 0 by
 * chance. Each module is compared with its two neighbours, so light that changes slowly does not
 * count. */
static float timing(const struct kiosk_grey *frame, const struct kiosk_grid *grid, bool upper)
{
    float before = 0, here = 0, sum = 0, all = 0;
    for (int i = 5; i < grid->side - 5; i++) {
        float at = (float)i + 0.5f;
        float next = level_at(frame, grid, upper ? at : 6.5f, upper ? 6.5f : at);
        if (i >= 8) {
            float step = here - (before + next) / 2; /* of module i - 1 */
            sum += i % 2 ? -step : step;             /* an even one is dark */
            all += fabsf(step);
        }
        before = here;
        here = next;
    }
    float steps = (float)(grid->side - 13);
    return all < 0.04f * grid->ink * steps ? 0 : sum / all;
}

/* The perspective along one arm that makes its timing pattern alternate best. */
static float bend(const struct kiosk_grey *frame, struct kiosk_grid *grid,
        const struct frame_of_four *f, bool upper, float *g, float *h)
{
    float best = -2, best_bend = 0;
    int steps = (int)ceilf(BEND_MOST * (float)(grid->side - 7) / BEND_STEP);
    for (int i = -steps; i <= steps; i++) {
        float b = BEND_MOST * (float)i / (float)steps;
        set_view(grid, f, upper ? b : *g, upper ? *h : b);
        float sure = timing(frame, grid, upper) - 0.1f * fabsf(b); /* the flatter of two equals */
        if (sure > best) {
            best = sure;
            best_bend = b;
        }
    }
    *(upper ? g : h) = best_bend;
    return best;
}

/* The side and the perspective by the timing patterns. False where none shows. */
static bool find_side(const struct kiosk_grey *frame, const struct frame_of_four *f, float guess,
        struct kiosk_grid *grid, float *out_g, float *out_h)
{
    float best = TIMINGS_LEAST;
    int best_side = 0;
    for (int side = KIOSK_GRID_SIDE_MIN; side <= KIOSK_GRID_SIDE_MAX; side += 4) {
        float arm = (float)(side - 7);
        if (arm * SIDE_SLACK < guess || arm > guess * SIDE_SLACK)
            continue;
        grid->side = side;
        float g = 0, h = 0;
        float sure = bend(frame, grid, f, true, &g, &h);
        if (sure < TIMING_LEAST)
            continue;
        float left = bend(frame, grid, f, false, &g, &h);
        if (left >= TIMING_LEAST && sure + left > best) {
            best = sure + left;
            best_side = side;
            *out_g = g;
            *out_h = h;
        }
    }
    if (!best_side)
        return false;
    grid->side = best_side;
    bend(frame, grid, f, true, out_g, out_h); /* once more, now that the other is known */
    set_view(grid, f, *out_g, *out_h);
    return true;
}

/* Light less dark of an eye with its separator, in grey levels. */
static float ink_of(const struct kiosk_grey *frame, const struct kiosk_finder *eye)
{
    float dark = kiosk_grey_at(frame, eye->x, eye->y), light = 0;
    for (int i = 0; i < 16; i++) {
        float turn = (float)i * 0.3926991f, away = 2.0f * eye->module;
        float level = kiosk_grey_at(frame, eye->x + away * cosf(turn), eye->y + away * sinf(turn));
        light += level / 16;
    }
    return fabsf(light - dark);
}

/* Looks for the alignment pattern round the place where perspective puts it. */
static void find_fourth(
        const struct kiosk_grey *frame, struct kiosk_grid *grid, struct frame_of_four *f)
{
    f->at = (float)grid->side - (grid->side > 21 ? 6.5f : 3.5f);
    struct kiosk_spot there = kiosk_grid_spot(grid, f->at, f->at);
    f->fourth = there;
    if (grid->side == 21)
        return; /* version 1 has none */
    float best = 0.35f * grid->ink;
    for (float dv = -5; dv <= 5; dv += 0.5f)
        for (float du = -5; du <= 5; du += 0.5f) {
            float shown = kiosk_pattern_alignment(frame, grid, f->at + du, f->at + dv) -
                          0.02f * grid->ink * (fabsf(du) + fabsf(dv));
            if (shown > best) {
                best = shown;
                f->fourth = kiosk_grid_spot(grid, f->at + du, f->at + dv);
            }
        }
}

/* Moves the four points, each a little, as long as the known patterns show better. */
static void settle(const struct kiosk_grey *frame, struct kiosk_grid *grid, struct frame_of_four *f)
{
    float arm = hypotf(f->right.x - f->corner.x, f->right.y - f->corner.y);
    float module = arm / (float)(grid->side - 7);
    float best = kiosk_pattern_known(frame, grid);
    for (float step = 0.5f; step > 0.05f; step /= 2) {
        for (int i = 0; i < 16; i++) {
            struct frame_of_four moved = *f;
            struct kiosk_spot *spots[] = {&moved.fourth, &moved.corner, &moved.right, &moved.below};
            float by = (i & 1 ? step : -step) * module * (i < 4 && step == 0.5f ? 2 : 1);
            *(i & 2 ? &spots[i / 4]->y : &spots[i / 4]->x) += by;
            struct kiosk_grid tried = *grid;
            if (!set_four(&tried, &moved))
                continue;
            float shown = kiosk_pattern_known(frame, &tried);
            if (shown > best) {
                best = shown;
                *grid = tried;
                *f = moved;
            }
        }
    }
    grid->fit = best / grid->ink;
}

bool kiosk_grid_lay(const struct kiosk_grey *frame, const struct kiosk_finder *corner,
        const struct kiosk_finder *right, const struct kiosk_finder *below, struct kiosk_grid *out)
{
    struct frame_of_four f = {.corner = {corner->x, corner->y},
            .right = {right->x, right->y},
            .below = {below->x, below->y}};
    float upper = 2 * hypotf(f.right.x - f.corner.x, f.right.y - f.corner.y) /
                  (corner->module + right->module);
    float left = 2 * hypotf(f.below.x - f.corner.x, f.below.y - f.corner.y) /
                 (corner->module + below->module);
    struct kiosk_grid grid = {.inverted = corner->inverted};
    float inks[3] = {ink_of(frame, corner), ink_of(frame, right), ink_of(frame, below)};
    float least = fminf(inks[0], fminf(inks[1], inks[2]));
    float most = fmaxf(inks[0], fmaxf(inks[1], inks[2]));
    grid.ink = (inks[0] + inks[1] + inks[2]) / 3;
    float g = 0, h = 0;
    if (least < INK_LEAST || most > INK_RATIO * least ||
            !find_side(frame, &f, sqrtf(upper * left), &grid, &g, &h))
        return false;
    find_fourth(frame, &grid, &f);
    struct kiosk_grid with_fourth = grid;
    if (set_four(&with_fourth, &f) && kiosk_pattern_known(frame, &with_fourth) >=
                                              kiosk_pattern_known(frame, &grid) - 0.05f * grid.ink)
        grid = with_fourth;
    else {
        f.fourth = kiosk_grid_spot(&grid, f.at, f.at);
    }
    if (kiosk_pattern_known(frame, &grid) < FIT_FIRST * grid.ink)
        return false;
    settle(frame, &grid, &f);
    if (grid.fit < FIT_LEAST)
        return false;
    *out = grid;
    return true;
}
