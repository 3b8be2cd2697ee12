/* Any line through the middle of a finder crosses it 1:1:3:1:1, however it is turned or tilted:
 * what is alike and lies within one another is cut in proportion. So four lines are measured, each
 * in modules of its own, to a part of a pixel; nothing is asked of angles or of equal sides. The
 * centre is then that of the dark middle, each pixel weighed by its darkness: it moves little with
 * noise and not at all with blur. */

#include "kiosk/scan/finder_check.h"

#include <math.h>

#include "core/bounds.h"

/* The pixels seen as if the finder were dark on light. */
struct view {
    const struct kiosk_finder_level *level;
    uint8_t flip;  /* 0xff for light on dark */
    int threshold; /* light is at least this, after the flip */
};

/* One line through the middle; lengths in steps of the line. */
struct line {
    float module;
    float off;   /* from the pixel where it began to the middle */
    float error; /* 0 for a perfect one, 1 for one just let pass */
};

static int at(const struct view *view, int x, int y)
{
    return view->level->pixels[(size_t)y * (size_t)view->level->stride + (size_t)x] ^ view->flip;
}

/* Steps that stay within the picture. */
static int room(int position, int step, int size)
{
    return step == 0 ? KM_FRAME_SIDE_MAX : step > 0 ? size - 1 - position : position;
}

/* Where, in steps from the dark pixel x, y on, it becomes light, dark, and light again. */
static bool ray(const struct view *view, int x, int y, int dx, int dy, int limit, float edges[3])
{
    const struct kiosk_finder_level *level = view->level;
    int right = room(x, dx, level->width), down = room(y, dy, level->height);
    limit = right < limit ? right : limit;
    limit = down < limit ? down : limit;
    ptrdiff_t step = (ptrdiff_t)dy * level->stride + dx;
    const uint8_t *pixel = level->pixels + (size_t)y * (size_t)level->stride + (size_t)x;
    int before = *pixel ^ view->flip, k = 1;
    if (before >= view->threshold)
        return false;
    for (int edge = 0; edge < 3; edge++) {
        bool light = edge == 1;
        for (;; k++) {
            if (k > limit)
                return false;
            pixel += step;
            int now = *pixel ^ view->flip;
            if ((now >= view->threshold) != light) {
                edges[edge] = (float)(k - 1) + ((float)view->threshold - 0.5f - (float)before) /
                                                       (float)(now - before);
                before = now;
                k++;
                break;
            }
            before = now;
        }
    }
    return true;
}

static bool measure(
        const struct view *view, int x, int y, int dx, int dy, float reach, struct line *out)
{
    float back[3], forth[3];
    int limit = (int)reach;
    if (!ray(view, x, y, dx, dy, limit, forth) || !ray(view, x, y, -dx, -dy, limit, back))
        return false;
    float left = back[2] - back[0], right = forth[2] - forth[0], middle = back[0] + forth[0];
    float light = back[1] - back[0] + forth[1] - forth[0], sides = left + right;
    float dark = sides - light;
    float uneven = fabsf(left - right), off = fabsf(2 * middle + light - 2 * sides);
    float gain = fabsf(dark - light);
    if (uneven > 0.25f * sides + 0.7f || off > 0.75f * sides + 1.4f || gain > 0.75f * sides + 0.4f)
        return false;
    out->module = (2 * middle + 2 * light + dark) / 12;
    out->off = (forth[0] + forth[1] + forth[2] - back[0] - back[1] - back[2]) / 6;
    out->error = (uneven / (0.25f * sides + 0.7f) + off / (0.75f * sides + 1.4f)) / 2;
    return true;
}

struct weight {
    float sum, x, y;
};

/* One row of the dark middle, from and to included, with a pixel more on either side. */
static void weigh_row(
        const struct view *view, int y, int from, int to, float slope, struct weight *weight)
{
    for (int x = from - 1; x <= to + 1; x++) {
        float w = 0.5f + ((float)view->threshold - 0.5f - (float)at(view, x, y)) * slope;
        w = w < 0 ? 0 : w > 1 ? 1 : w;
        weight->sum += w;
        weight->x += w * ((float)x + 0.5f);
        weight->y += w * ((float)y + 0.5f);
    }
}

/* The dark middle round x, y, at most reach px from it: its area and centre of gravity. */
static bool weigh(const struct view *view, int x, int y, int reach, struct weight *out)
{
    const struct kiosk_finder_level *level = view->level;
    if (x - reach < 1 || y - reach < 1 || x + reach > level->width - 2 ||
            y + reach > level->height - 2)
        return false;
    int darkest = at(view, x, y);
    if (darkest >= view->threshold)
        return false;
    float slope = 0.75f / ((float)view->threshold - 0.5f - (float)darkest);
    *out = (struct weight){0};
    for (int way = -1; way <= 1; way += 2) {
        int column = x, from = x, to = x;
        for (int row = way < 0 ? y : y + 1;; row += way) {
            if (row < y - reach || row > y + reach)
                return false;
            if (at(view, column, row) >= view->threshold) {
                weigh_row(view, row, from, to, slope, out); /* the edge itself, partly dark */
                break;
            }
            for (from = column; at(view, from - 1, row) < view->threshold; from--)
                if (from <= x - reach)
                    return false;
            for (to = column; at(view, to + 1, row) < view->threshold; to++)
                if (to >= x + reach)
                    return false;
            weigh_row(view, row, from, to, slope, out);
            column = (from + to) / 2;
        }
    }
    return true;
}

/* To the middle of the line through x, y; false where there is no line. */
static bool recentre(
        const struct view *view, int *x, int *y, bool upright, float module, struct line *out)
{
    if (!measure(view, *x, *y, !upright, upright, 9 * module + 3, out))
        return false;
    int *moved = upright ? y : x;
    *moved = (int)((float)*moved + 0.5f + out->off);
    return true;
}

/* The block that says what is dark there: a middle wider than two blocks is flat inside, so it is
 * the one at its edge. */
static size_t block_at(const struct kiosk_finder_level *level, int x, int y, float module)
{
    int edge = x + (1.5f * module < KIOSK_FINDER_BLOCK ? 0 : (int)(1.5f * module));
    return kiosk_finder_block(level, edge < level->width ? edge : level->width - 1, y);
}

static struct view view_at(const struct kiosk_finder_level *level, size_t block, bool inverted)
{
    int threshold = level->threshold[block];
    return (struct view){level, inverted ? 0xff : 0, inverted ? 256 - threshold : threshold};
}

bool kiosk_finder_likely(
        const struct kiosk_finder_level *level, int x, int y, float module, bool inverted)
{
    size_t block = block_at(level, x, y, module);
    struct view view = view_at(level, block, inverted);
    if ((view.threshold - at(&view, x, y)) * 4 < level->span[block])
        return false;
    const uint8_t *pixel = level->pixels + (size_t)y * (size_t)level->stride + (size_t)x;
    ptrdiff_t stride = level->stride;
    int most = (int)(8 * module) + 2, high = 1, rows = level->height - 1 - y;
    int up = y < most ? y : most, down = rows < most ? rows : most;
    for (int i = 1; i <= up && (pixel[-i * stride] ^ view.flip) < view.threshold; i++)
        high++;
    for (int i = 1; i <= down && (pixel[i * stride] ^ view.flip) < view.threshold; i++)
        high++;
    return high <= most && (float)high + 1 >= module;
}

bool kiosk_finder_check(const struct kiosk_finder_level *level, int x, int y, float module,
        bool inverted, struct kiosk_finder *out)
{
    struct view view = view_at(level, block_at(level, x, y, module), inverted);
    struct line lines[4];
    struct weight weight;
    if (!recentre(&view, &x, &y, true, module, &lines[0]) ||
            !recentre(&view, &x, &y, false, module, &lines[1]))
        return false;
    float down = lines[0].module, across = lines[1].module;
    if (down > 2.6f * across + 0.5f || across > 2.6f * down + 0.5f)
        return false;
    float larger = fmaxf(down, across), reach = 9 * larger + 3, error = 0;
    if (!weigh(&view, x, y, (int)(3 * larger) + 2, &weight))
        return false;
    float middle_x = weight.x / weight.sum, middle_y = weight.y / weight.sum;
    x = (int)middle_x;
    y = (int)middle_y;
    int good = 0;
    for (int i = 0; i < 4; i++) {
        static const int steps[4][2] = {{1, 0}, {0, 1}, {1, 1}, {1, -1}};
        if (measure(&view, x, y, steps[i][0], steps[i][1], reach, &lines[i])) {
            error += lines[i].error;
            good++;
        } else {
            error += 1.5f;
        }
    }
    if (good < 3 || error > 2.75f) /* one line may be broken, by a glare or a crease */
        return false;
    *out = (struct kiosk_finder){.x = middle_x * (float)level->scale,
            .y = middle_y * (float)level->scale,
            .module = sqrtf(weight.sum) / 3 * (float)level->scale,
            .inverted = inverted,
            .score = (int)(100 - 20 * error)};
    return true;
}
