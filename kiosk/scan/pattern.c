#include "kiosk/scan/pattern.h"

/* A module is looked at in two places off its centre, one diagonal or the other in turn: at the
 * centre a grid that lies half a module wrong would look as good as one that lies right. */
#define OFF 0.27f

static int larger(int a, int b)
{
    a = a < 0 ? -a : a;
    b = b < 0 ? -b : b;
    return a > b ? a : b;
}

enum kiosk_known kiosk_pattern_at(int side, int row, int column)
{
    const int eyes[3][2] = {{3, 3}, {3, side - 4}, {side - 4, 3}};
    for (int i = 0; i < 3; i++) {
        int ring = larger(row - eyes[i][0], column - eyes[i][1]);
        if (ring <= 4)
            return ring == 2 || ring == 4 ? KIOSK_KNOWN_LIGHT : KIOSK_KNOWN_DARK;
    }
    if (row == 6 || column == 6)
        return (row + column) % 2 ? KIOSK_KNOWN_LIGHT : KIOSK_KNOWN_DARK;
    int ring = larger(row - (side - 7), column - (side - 7));
    if (side > KIOSK_GRID_SIDE_MIN && ring <= 2)
        return ring == 1 ? KIOSK_KNOWN_LIGHT : KIOSK_KNOWN_DARK;
    return KIOSK_KNOWN_NOT;
}

struct tally {
    float light, dark;
    int lights, darks;
};

static void look(const struct kiosk_grey *frame, const struct kiosk_grid *grid, float u, float v,
        bool dark, struct tally *tally)
{
    float off = ((int)u + (int)v) % 2 ? OFF : -OFF;
    struct kiosk_spot a = kiosk_grid_spot(grid, u + OFF, v + off);
    struct kiosk_spot b = kiosk_grid_spot(grid, u - OFF, v - off);
    float level = (kiosk_grey_at(frame, a.x, a.y) + kiosk_grey_at(frame, b.x, b.y)) / 2;
    if (dark) {
        tally->dark += level;
        tally->darks++;
    } else {
        tally->light += level;
        tally->lights++;
    }
}

static float contrast(const struct tally *tally, const struct kiosk_grid *grid)
{
    float differ = tally->light / (float)tally->lights - tally->dark / (float)tally->darks;
    return grid->inverted ? -differ : differ;
}

/* An eye is dark, but for the ring at distance 2 and the separator at distance 4. */
static float eye(const struct kiosk_grey *frame, const struct kiosk_grid *grid, float u, float v)
{
    struct tally tally = {0};
    for (int j = -4; j <= 4; j++)
        for (int i = -4; i <= 4; i++) {
            float at_u = u + (float)i, at_v = v + (float)j;
            int ring = larger(i, j);
            if (at_u > 0 && at_v > 0 && at_u < (float)grid->side && at_v < (float)grid->side &&
                    ring > 0)
                look(frame, grid, at_u, at_v, ring != 2 && ring != 4, &tally);
        }
    return contrast(&tally, grid);
}

static float timing(const struct kiosk_grey *frame, const struct kiosk_grid *grid)
{
    struct tally tally = {0};
    for (int i = 8; i < grid->side - 8; i++) {
        look(frame, grid, (float)i + 0.5f, 6.5f, i % 2 == 0, &tally);
        look(frame, grid, 6.5f, (float)i + 0.5f, i % 2 == 0, &tally);
    }
    return contrast(&tally, grid);
}

float kiosk_pattern_alignment(
        const struct kiosk_grey *frame, const struct kiosk_grid *grid, float u, float v)
{
    struct tally tally = {0};
    for (int j = -2; j <= 2; j++)
        for (int i = -2; i <= 2; i++)
            look(frame, grid, u + (float)i, v + (float)j, larger(i, j) != 1, &tally);
    return contrast(&tally, grid);
}

float kiosk_pattern_known(const struct kiosk_grey *frame, const struct kiosk_grid *grid)
{
    float far = (float)grid->side - 3.5f, fourth = (float)grid->side - 6.5f;
    float eyes = (eye(frame, grid, 3.5f, 3.5f) + eye(frame, grid, far, 3.5f) +
                         eye(frame, grid, 3.5f, far)) /
                 3;
    float sum = eyes + timing(frame, grid);
    return grid->side == KIOSK_GRID_SIDE_MIN
                   ? sum / 2
                   : (sum + kiosk_pattern_alignment(frame, grid, fourth, fourth)) / 3;
}
