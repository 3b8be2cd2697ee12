#include "kiosk/scan/pair.h"

#include <math.h>

#include "kiosk/scan/grid_view.h"

/* Of the best eyes so many are paired, and beside so many pairs with a timing pattern the third is
 * looked for: that costs some milliseconds each. A true pair is met twice, from either end. */
#define EYES 8
#define SEARCHES 8
#define MODULES_RATIO 1.4f
/* The two arms seen together need no better timing than this each: there is no third eye to ask. */
#define TIMING_LEAST 0.7f
/* The missing arm is looked for where a code tilted up to 40 degrees has it. */
#define TURN_MOST 0.5f /* radians */
#define LENGTH_LEAST 0.65f
#define LENGTH_MOST 1.5f
/* A hidden corner is looked for between so few of the best eyes, off the middle between them by
 * this part of their distance (half of it without a tilt), and for sides that fit the eyes' modules
 * as well as under a tilt of 30 degrees: every place costs two looks at a timing pattern. */
#define DIAGONAL_EYES 3
#define OUT_LEAST 0.4f
#define OUT_MOST 0.6f
#define ALONG_MOST 0.12f
#define DIAGONAL_SLACK 1.2f
/* Steps along and across the arm, in modules: the timing pattern is one module wide. */
#define STEP 0.7f

/* A code of whose arms one is known: right tells which. */
struct half {
    struct kiosk_corners corners;
    bool right;
    struct kiosk_grid grid;
    float g, h;
};

/* The unknown arm as if the code were not tilted, turned and stretched by so much. */
static void suppose(struct half *half, float turn, float length)
{
    struct kiosk_corners *c = &half->corners;
    struct kiosk_spot known = half->right ? c->right : c->below;
    float dx = known.x - c->corner.x, dy = known.y - c->corner.y;
    float sign = half->right ? 1 : -1; /* below lies clockwise of right */
    float x = -dy * sign, y = dx * sign;
    struct kiosk_spot other = {c->corner.x + length * (x * cosf(turn) - y * sinf(turn)),
            c->corner.y + length * (x * sinf(turn) + y * cosf(turn))};
    *(half->right ? &c->below : &c->right) = other;
}

/* Does the timing pattern of the known arm show, for some side? Sets side and perspective. */
static bool find_known_arm(const struct kiosk_grey *frame, float arm, struct half *half)
{
    float best = TIMING_LEAST;
    int side_found = 0;
    suppose(half, 0, 1);
    for (int side = KIOSK_GRID_SIDE_MIN; side <= KIOSK_GRID_SIDE_MAX; side += 4) {
        if (!kiosk_view_side_fits(side, arm, KIOSK_VIEW_SLACK))
            continue;
        half->grid.side = side;
        float g = 0, h = 0;
        float sure = kiosk_view_bend(frame, &half->grid, &half->corners, half->right, &g, &h);
        if (sure > best) {
            best = sure;
            side_found = side;
            half->g = g;
            half->h = h;
        }
    }
    half->grid.side = side_found;
    return side_found > 0;
}

static bool find_other_arm(const struct kiosk_grey *frame, struct half *half)
{
    float arm = (float)(half->grid.side - 7), best = TIMING_LEAST;
    struct kiosk_corners found;
    for (float turn = -TURN_MOST; turn <= TURN_MOST; turn += STEP / arm)
        for (float length = LENGTH_LEAST; length <= LENGTH_MOST; length += STEP / arm) {
            suppose(half, turn, length);
            kiosk_view_set(&half->grid, &half->corners, half->g, half->h);
            float sure = kiosk_view_timing(frame, &half->grid, !half->right);
            if (sure > best) {
                best = sure;
                found = half->corners;
            }
        }
    if (best > TIMING_LEAST)
        half->corners = found;
    return best > TIMING_LEAST;
}

/* What was found, and what it cost. */
struct search {
    struct kiosk_supposed *out;
    int count, searches;
};

static void complete(const struct kiosk_grey *frame, const struct kiosk_finder *corner,
        const struct kiosk_finder *other, bool right, struct search *search)
{
    struct half half = {.right = right, .grid = {.inverted = corner->inverted}};
    half.corners.corner = (struct kiosk_spot){corner->x, corner->y};
    *(right ? &half.corners.right : &half.corners.below) = (struct kiosk_spot){other->x, other->y};
    float arm = 2 * hypotf(other->x - corner->x, other->y - corner->y) /
                (corner->module + other->module);
    half.grid.ink = 1;
    if (search->count == KIOSK_SUPPOSED_MAX || search->searches == SEARCHES ||
            !find_known_arm(frame, arm, &half))
        return;
    search->searches++;
    if (!find_other_arm(frame, &half))
        return;
    struct kiosk_spot spot = right ? half.corners.below : half.corners.right;
    struct kiosk_finder hidden = {spot.x, spot.y, corner->module, corner->inverted, 0};
    search->out[search->count++] =
            (struct kiosk_supposed){*corner, right ? *other : hidden, right ? hidden : *other};
}

static bool are_alike(const struct kiosk_finder *a, const struct kiosk_finder *b)
{
    return a->inverted == b->inverted && a->module <= MODULES_RATIO * b->module &&
           b->module <= MODULES_RATIO * a->module;
}

int kiosk_pairs(const struct kiosk_grey *frame, const struct kiosk_finders *eyes, int score_least,
        struct kiosk_supposed out[KIOSK_SUPPOSED_MAX])
{
    struct search search = {out, 0, 0};
    int most = eyes->count < EYES ? eyes->count : EYES;
    for (int i = 0; i < most; i++)
        for (int j = 0; j < most; j++) {
            const struct kiosk_finder *a = &eyes->list[i], *b = &eyes->list[j];
            if (i == j || a->score < score_least || b->score < score_least || !are_alike(a, b))
                continue;
            complete(frame, a, b, true, &search);
            complete(frame, a, b, false, &search);
        }
    return search.count;
}

/* The corner of a code between two eyes that lie across it. No timing pattern is known beforehand,
 * so every place and side is tried with both. */
static bool find_corner(const struct kiosk_grey *frame, float arm, struct kiosk_grid *grid,
        struct kiosk_corners *corners)
{
    struct kiosk_spot a = corners->right, b = corners->below, found = {0, 0};
    float dx = b.x - a.x, dy = b.y - a.y, best = 2 * TIMING_LEAST;
    bool is_found = false;
    for (grid->side = KIOSK_GRID_SIDE_MIN; grid->side <= KIOSK_GRID_SIDE_MAX; grid->side += 4) {
        if (!kiosk_view_side_fits(grid->side, arm, DIAGONAL_SLACK))
            continue;
        float step = STEP / (1.4142f * (float)(grid->side - 7));
        for (float along = -ALONG_MOST; along <= ALONG_MOST; along += step)
            for (float out = OUT_LEAST; out <= OUT_MOST; out += step) {
                corners->corner = (struct kiosk_spot){(a.x + b.x) / 2 + along * dx - out * dy,
                        (a.y + b.y) / 2 + along * dy + out * dx};
                kiosk_view_set(grid, corners, 0, 0);
                float sure = kiosk_view_timing(frame, grid, true);
                if (sure < TIMING_LEAST)
                    continue;
                sure += kiosk_view_timing(frame, grid, false);
                if (sure > best) {
                    best = sure;
                    found = corners->corner;
                    is_found = true;
                }
            }
    }
    corners->corner = found;
    return is_found;
}

int kiosk_diagonals(const struct kiosk_grey *frame, const struct kiosk_finders *eyes,
        struct kiosk_supposed out[KIOSK_SUPPOSED_MAX])
{
    int count = 0, most = eyes->count < DIAGONAL_EYES ? eyes->count : DIAGONAL_EYES;
    for (int i = 0; i < most; i++)
        for (int j = 0; j < most && count < KIOSK_SUPPOSED_MAX; j++) {
            const struct kiosk_finder *a = &eyes->list[i], *b = &eyes->list[j];
            if (i == j || !are_alike(a, b))
                continue;
            struct kiosk_corners corners = {.right = {a->x, a->y}, .below = {b->x, b->y}};
            struct kiosk_grid grid = {.inverted = a->inverted, .ink = 1};
            float arm = 1.4142f * hypotf(a->x - b->x, a->y - b->y) / (a->module + b->module);
            if (!find_corner(frame, arm, &grid, &corners))
                continue;
            struct kiosk_finder hidden = {
                    corners.corner.x, corners.corner.y, a->module, a->inverted, 0};
            out[count++] = (struct kiosk_supposed){hidden, *a, *b};
        }
    return count;
}
