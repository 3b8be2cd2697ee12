#include "kiosk/scan/mesh.h"

#include <math.h>

#include "kiosk/scan/pattern.h"

/* Modules between nodes: about as far as a crease reaches. */
#define SPACING 5
/* A node is judged by the modules at most so far around it. */
#define REACH 3
/* Steps looked at each way, in modules: the first round follows creases, the others settle. */
#define ROUNDS 3
static const struct {
    float step;
    int steps;
} rounds[ROUNDS] = {{0.2f, 3}, {0.15f, 2}, {0.1f, 2}};
/* What it costs, in ink, to lie a module off what the neighbours say. */
#define STIFF 0.25f

struct kiosk_spot kiosk_mesh_off(const struct kiosk_mesh *mesh, int side, float u, float v)
{
    float scale = (float)(mesh->nodes - 1) / (float)side, most = (float)mesh->nodes - 1.001f;
    u = fminf(fmaxf(u * scale, 0), most);
    v = fminf(fmaxf(v * scale, 0), most);
    int i = (int)u, j = (int)v;
    u -= (float)i;
    v -= (float)j;
    const struct kiosk_spot *a = &mesh->off[j][i], *b = &mesh->off[j + 1][i];
    float upper_x = a[0].x + u * (a[1].x - a[0].x), lower_x = b[0].x + u * (b[1].x - b[0].x);
    float upper_y = a[0].y + u * (a[1].y - a[0].y), lower_y = b[0].y + u * (b[1].y - b[0].y);
    return (struct kiosk_spot){
            upper_x + v * (lower_x - upper_x), upper_y + v * (lower_y - upper_y)};
}

/* The modules that judge a node. */
struct patch {
    int top, left, bottom, right; /* the last ones excluded */
    float middle;                 /* between their light and dark */
};

static float level_at(const struct kiosk_grey *frame, const struct kiosk_grid *grid, int row,
        int column, struct kiosk_spot off)
{
    return kiosk_grid_level(frame, grid, (float)column + 0.5f + off.x, (float)row + 0.5f + off.y);
}

/* How far the modules are from the middle, those that are known only if on their side. */
static float plainness(const struct kiosk_grey *frame, const struct kiosk_grid *grid,
        const struct patch *patch, struct kiosk_spot off)
{
    float sum = 0;
    for (int row = patch->top; row < patch->bottom; row++)
        for (int column = patch->left; column < patch->right; column++) {
            float over = level_at(frame, grid, row, column, off) - patch->middle;
            enum kiosk_known known = kiosk_pattern_at(grid->side, row, column);
            sum += known == KIOSK_KNOWN_NOT     ? fabsf(over)
                   : known == KIOSK_KNOWN_LIGHT ? over
                                                : -over;
        }
    return sum / (float)((patch->bottom - patch->top) * (patch->right - patch->left));
}

static struct patch patch_of(const struct kiosk_grey *frame, const struct kiosk_grid *grid,
        float node_u, float node_v, struct kiosk_spot off)
{
    int row = (int)node_v, column = (int)node_u, side = grid->side;
    struct patch patch = {row > REACH ? row - REACH : 0, column > REACH ? column - REACH : 0,
            row + REACH < side ? row + REACH : side, column + REACH < side ? column + REACH : side,
            0};
    for (int y = patch.top; y < patch.bottom; y++)
        for (int x = patch.left; x < patch.right; x++)
            patch.middle += level_at(frame, grid, y, x, off);
    patch.middle /= (float)((patch.bottom - patch.top) * (patch.right - patch.left));
    return patch;
}

/* What the neighbours of a node say: in the first round only those before it are known. */
static struct kiosk_spot expected(const struct kiosk_mesh *mesh, int j, int i, bool first)
{
    struct kiosk_spot sum = {0, 0};
    int count = 0;
    for (int y = j - 1; y <= j + 1; y++)
        for (int x = i - 1; x <= i + 1; x++) {
            bool is_known = !first || y < j || (y == j && x < i);
            if (x < 0 || y < 0 || x >= mesh->nodes || y >= mesh->nodes || (x == i && y == j) ||
                    !is_known)
                continue;
            sum.x += mesh->off[y][x].x;
            sum.y += mesh->off[y][x].y;
            count++;
        }
    return count ? (struct kiosk_spot){sum.x / (float)count, sum.y / (float)count} : sum;
}

static void fit_node(const struct kiosk_grey *frame, const struct kiosk_grid *grid, int round,
        int j, int i, struct kiosk_mesh *mesh)
{
    float scale = (float)grid->side / (float)(mesh->nodes - 1);
    struct kiosk_spot guess = expected(mesh, j, i, round == 0);
    struct kiosk_spot from = round == 0 ? guess : mesh->off[j][i];
    struct patch patch = patch_of(frame, grid, (float)i * scale, (float)j * scale, from);
    float best = -1e9f;
    int steps = rounds[round].steps;
    for (int dv = -steps; dv <= steps; dv++)
        for (int du = -steps; du <= steps; du++) {
            struct kiosk_spot off = {from.x + (float)du * rounds[round].step,
                    from.y + (float)dv * rounds[round].step};
            float x = off.x - guess.x, y = off.y - guess.y;
            float plain = plainness(frame, grid, &patch, off) - STIFF * grid->ink * (x * x + y * y);
            if (plain > best) {
                best = plain;
                mesh->off[j][i] = off;
            }
        }
}

void kiosk_mesh_fit(
        const struct kiosk_grey *frame, const struct kiosk_grid *grid, struct kiosk_mesh *out)
{
    *out = (struct kiosk_mesh){.nodes = grid->side / SPACING + 1};
    if (out->nodes > KIOSK_MESH_NODES)
        out->nodes = KIOSK_MESH_NODES;
    for (int round = 0; round < ROUNDS; round++)
        for (int j = 0; j < out->nodes; j++)
            for (int i = 0; i < out->nodes; i++)
                fit_node(frame, grid, round, j, i, out);
}
