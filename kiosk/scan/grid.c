#include "kiosk/scan/grid.h"

#include <math.h>

#include "kiosk/scan/grid_view.h"
#include "kiosk/scan/pattern.h"

/* Each timing pattern must alternate this surely, and both together that surely. Codes from
 * wherever, a little blurred and noisy, have 1.75 and more together, blur and glare leave less;
 * specks between true eyes have so much once in six times (test_grid.c), up to 1.65 by chance. */
#define TIMING_LEAST 0.5f
#define TIMINGS_LEAST 1.2f
/* A perspective guessed by the sizes of eyes: a code tilted 50 degrees at arm's length has this. */
#define BEND_GUESS_MOST 0.35f
/* Light and dark of the known modules must differ by this part of what they differ by in the eyes,
 * before the grid is settled and after. */
#define FIT_FIRST 0.05f
#define FIT_LEAST 0.25f
/* Eyes of one code show about the same ink, even half in the shade. */
#define INK_LEAST 4
#define INK_RATIO 4

/* The perspective along an arm by how much smaller the eye at its end looks: sizes go with the
 * distance to the power of -3/2, as of the two directions one is foreshortened twice. A first
 * guess, good to a tenth; of a steep code the timing pattern of the other arm is missed without. */
static float bend_of(const struct kiosk_finder *corner, const struct kiosk_finder *end)
{
    float bend = powf(corner->module / end->module, 2.0f / 3) - 1;
    return fminf(fmaxf(bend, -BEND_GUESS_MOST), BEND_GUESS_MOST);
}

/* The side and the perspective by the timing patterns. False where none shows. */
static bool find_side(const struct kiosk_grey *frame, const struct kiosk_corners *f, float guess,
        float bend, struct kiosk_grid *grid, float *out_g, float *out_h)
{
    float best = TIMINGS_LEAST;
    int best_side = 0;
    for (int side = KIOSK_GRID_SIDE_MIN; side <= KIOSK_GRID_SIDE_MAX; side += 4) {
        if (!kiosk_view_side_fits(side, guess, KIOSK_VIEW_SLACK))
            continue;
        grid->side = side;
        float g = 0, h = bend;
        float sure = kiosk_view_bend(frame, grid, f, true, &g, &h);
        if (sure < TIMING_LEAST)
            continue;
        float left = kiosk_view_bend(frame, grid, f, false, &g, &h);
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
    kiosk_view_bend(
            frame, grid, f, true, out_g, out_h); /* once more, now that the other is known */
    kiosk_view_set(grid, f, *out_g, *out_h);
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

/* Mean ink of the eyes that are seen. False where they differ too much for one code. */
static bool find_ink(const struct kiosk_grey *frame, const struct kiosk_finder *corner,
        const struct kiosk_finder *right, const struct kiosk_finder *below, float *out)
{
    const struct kiosk_finder *eyes[] = {corner, right, below};
    float least = 255, most = 0, sum = 0;
    int seen = 0;
    for (int i = 0; i < 3; i++) {
        if (eyes[i]->score == 0)
            continue;
        float ink = ink_of(frame, eyes[i]);
        least = fminf(least, ink);
        most = fmaxf(most, ink);
        sum += ink;
        seen++;
    }
    if (seen == 0)
        return false;
    *out = sum / (float)seen;
    return least >= INK_LEAST && most <= INK_RATIO * least;
}

/* Looks for the alignment pattern round the place where perspective puts it. */
static void find_fourth(
        const struct kiosk_grey *frame, struct kiosk_grid *grid, struct kiosk_corners *f)
{
    f->at = (float)grid->side - (grid->side > KIOSK_GRID_SIDE_MIN ? 6.5f : 3.5f);
    struct kiosk_spot there = kiosk_grid_spot(grid, f->at, f->at);
    f->fourth = there;
    if (grid->side == KIOSK_GRID_SIDE_MIN)
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
static void settle(const struct kiosk_grey *frame, struct kiosk_grid *grid, struct kiosk_corners *f)
{
    float arm = hypotf(f->right.x - f->corner.x, f->right.y - f->corner.y);
    float module = arm / (float)(grid->side - 7);
    float best = kiosk_pattern_known(frame, grid);
    for (float step = 0.5f; step > 0.05f; step /= 2) {
        for (int i = 0; i < 16; i++) {
            struct kiosk_corners moved = *f;
            struct kiosk_spot *spots[] = {&moved.fourth, &moved.corner, &moved.right, &moved.below};
            float by = (i & 1 ? step : -step) * module * (i < 4 && step == 0.5f ? 2 : 1);
            *(i & 2 ? &spots[i / 4]->y : &spots[i / 4]->x) += by;
            struct kiosk_grid tried = *grid;
            if (!kiosk_view_set_four(&tried, &moved))
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
    struct kiosk_corners f = {.corner = {corner->x, corner->y},
            .right = {right->x, right->y},
            .below = {below->x, below->y}};
    float upper = 2 * hypotf(f.right.x - f.corner.x, f.right.y - f.corner.y) /
                  (corner->module + right->module);
    float left = 2 * hypotf(f.below.x - f.corner.x, f.below.y - f.corner.y) /
                 (corner->module + below->module);
    struct kiosk_grid grid = {.inverted = corner->inverted};
    if (!find_ink(frame, corner, right, below, &grid.ink))
        return false;
    float g = 0, h = 0;
    if (!find_side(frame, &f, sqrtf(upper * left), bend_of(corner, below), &grid, &g, &h))
        return false;
    find_fourth(frame, &grid, &f);
    struct kiosk_grid with_fourth = grid;
    if (kiosk_view_set_four(&with_fourth, &f) &&
            kiosk_pattern_known(frame, &with_fourth) >=
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
