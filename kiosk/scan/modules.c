#include "kiosk/scan/modules.h"

#include <math.h>
#include <string.h>

#include "kiosk/scan/pattern.h"
#include "kiosk/scan/qr.h"

/* Drawn for zbar: fewer pixels a module make it miss clean codes, more only cost time. */
#define DRAWN_PX 3
/* Of a module the middle is looked at; its rim is its neighbours' as soon as the grid lies a little
 * wrong. */
#define MIDDLE 0.55f
/* Taking blur back: so many rounds, each by so much of what is still missing. More would bring up
 * the noise. */
#define ROUNDS 12
#define GAIN 1.5f

static float module_px(const struct kiosk_grid *grid)
{
    float middle = (float)grid->side / 2;
    struct kiosk_spot a = kiosk_grid_spot(grid, middle - 0.5f, middle - 0.5f),
                      b = kiosk_grid_spot(grid, middle + 0.5f, middle + 0.5f);
    return hypotf(b.x - a.x, b.y - a.y) * 0.70711f;
}

/* The deviation of the blur, in modules, by what it left of the timing patterns, which alternate as
 * fast as modules can: of a Gaussian's exp(-(pi blur)^2 / 2). */
static float blur_of(const struct kiosk_modules *modules)
{
    float steps = 0;
    int side = modules->side;
    for (int i = 8; i < side - 9; i++) {
        float right = modules->level[6 * side + i + 1] - modules->level[6 * side + i];
        float below = modules->level[(i + 1) * side + 6] - modules->level[i * side + 6];
        steps += i % 2 ? -right - below : right + below;
    }
    float left = steps / (float)(2 * (side - 17)) / modules->ink;
    left = left < 0.02f ? 0.02f : left > 1 ? 1 : left;
    return sqrtf(-2 * logf(left)) / 3.14159265f;
}

void kiosk_modules_sample(const struct kiosk_grey *frame, const struct kiosk_grid *grid,
        const struct kiosk_mesh *mesh, struct kiosk_modules *out)
{
    float px = module_px(grid);
    int n = px < 3 ? 1 : px < 5 ? 2 : px < 8 ? 3 : 4; /* looks a module, each way */
    out->side = grid->side;
    for (int row = 0; row < grid->side; row++)
        for (int column = 0; column < grid->side; column++) {
            float u = (float)column + 0.5f, v = (float)row + 0.5f, sum = 0;
            if (mesh && mesh->nodes) {
                struct kiosk_spot off = kiosk_mesh_off(mesh, grid->side, u, v);
                u += off.x;
                v += off.y;
            }
            for (int i = 0; i < n * n; i++) {
                float du = ((float)(i % n) + 0.5f) / (float)n - 0.5f;
                float dv = ((float)(i / n) + 0.5f) / (float)n - 0.5f;
                sum += kiosk_grid_level(frame, grid, u + MIDDLE * du, v + MIDDLE * dv);
            }
            out->level[row * grid->side + column] = sum / (float)(n * n);
        }
    out->ink = grid->ink;
    out->blur = blur_of(out);
}

/* A Gaussian over the modules next to one; taps[0] is its own. */
static void set_taps(float blur, float taps[3])
{
    taps[0] = 1;
    taps[1] = expf(-1 / (2 * blur * blur));
    taps[2] = expf(-4 / (2 * blur * blur));
    float all = taps[0] + 2 * taps[1] + 2 * taps[2];
    for (int i = 0; i < 3; i++)
        taps[i] /= all;
}

/* Blurs along the rows, or along the columns; beyond the edge lies more of the edge. */
static void blur_along(const float *from, float *to, int side, bool rows, const float taps[3])
{
    int step = rows ? 1 : side, line = rows ? side : 1;
    for (int i = 0; i < side; i++)
        for (int k = 0; k < side; k++) {
            const float *at = from + i * line;
            float sum = taps[0] * at[k * step];
            for (int t = 1; t <= 2; t++) {
                int before = k >= t ? k - t : 0, after = k + t < side ? k + t : side - 1;
                sum += taps[t] * (at[before * step] + at[after * step]);
            }
            to[i * line + k * step] = sum;
        }
}

void kiosk_modules_sharpen(struct kiosk_modules *modules, float blur)
{
    float taps[3], once[KIOSK_MODULES_MAX], twice[KIOSK_MODULES_MAX], seen[KIOSK_MODULES_MAX];
    int side = modules->side, count = side * side;
    set_taps(blur, taps);
    memcpy(seen, modules->level, sizeof *seen * (size_t)count);
    for (int round = 0; round < ROUNDS; round++) {
        blur_along(modules->level, once, side, true, taps);
        blur_along(once, twice, side, false, taps);
        for (int i = 0; i < count; i++)
            modules->level[i] += GAIN * (seen[i] - twice[i]);
    }
}

/* The limit between dark and light round a module: the middle between the mean of the lighter and
 * the mean of the darker ones there. */
static float limit_at(const struct kiosk_modules *modules, int row, int column, int reach)
{
    int side = modules->side;
    int top = row > reach ? row - reach : 0, left = column > reach ? column - reach : 0;
    int bottom = row + reach < side ? row + reach : side - 1;
    int right = column + reach < side ? column + reach : side - 1;
    float sum = 0;
    for (int y = top; y <= bottom; y++)
        for (int x = left; x <= right; x++)
            sum += modules->level[y * side + x];
    int all = (bottom - top + 1) * (right - left + 1);
    float mean = sum / (float)all, dark = 0;
    int darks = 0;
    for (int y = top; y <= bottom; y++)
        for (int x = left; x <= right; x++) {
            float level = modules->level[y * side + x];
            if (level < mean) {
                dark += level;
                darks++;
            }
        }
    if (darks == 0 || darks == all)
        return mean;
    return (dark / (float)darks + (sum - dark) / (float)(all - darks)) / 2;
}

bool kiosk_modules_is_dark(const struct kiosk_modules *modules, int row, int column, int reach)
{
    return modules->level[row * modules->side + column] < limit_at(modules, row, column, reach);
}

bool kiosk_modules_draw(const struct kiosk_modules *modules, int reach, struct kiosk_grey *out)
{
    int side = modules->side, drawn = (side + 2 * KIOSK_QR_QUIET) * DRAWN_PX;
    if (!kiosk_grey_resize(out, drawn, drawn))
        return false;
    kiosk_grey_fill(out, 255);
    for (int row = 0; row < side; row++) {
        uint8_t *first = out->pixels + (row + KIOSK_QR_QUIET) * DRAWN_PX * drawn;
        for (int column = 0; column < side; column++) {
            enum kiosk_known known = kiosk_pattern_at(side, row, column);
            bool dark = known != KIOSK_KNOWN_NOT
                                ? known == KIOSK_KNOWN_DARK
                                : kiosk_modules_is_dark(modules, row, column, reach);
            if (dark)
                memset(first + (column + KIOSK_QR_QUIET) * DRAWN_PX, 0, DRAWN_PX);
        }
        for (int i = 1; i < DRAWN_PX; i++)
            memcpy(first + i * drawn, first, (size_t)drawn);
    }
    return true;
}
