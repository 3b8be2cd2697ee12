/* Pixels become bits, 64 a word; a word xor itself shifted by one holds the edges, and counting
 * trailing zeros lists them: what a row costs goes by its edges, not by its pixels. The ratio is
 * tested for eight places at once.
 *
 * The classical test (zxing, quirc) allows every run half a module more or less. Here the sums are
 * tested in which blur, print gain and a threshold off the middle cancel out, for they widen all
 * dark runs by what they take from the light ones: dark and light of one side make two modules, the
 * middle with half of either light run makes four. So these may be held tighter while single runs
 * may be far off. */

#include "kiosk/scan/finder_rows.h"

#include "kiosk/scan/lanes.h"

typedef int16_t eights __attribute__((vector_size(16)));

_Static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__, "bits are laid out from the least");

/* 64 pixels to bits: the means with the row below, which have less noise and half its false edges.
 */
static uint64_t binarise(const uint8_t *pixels, const uint8_t *below, const uint8_t *thresholds)
{
    uint64_t bits = 0;
    for (int i = 0; i < 4; i++) {
        kiosk_lanes mean = kiosk_lanes_average(
                kiosk_lanes_load(pixels + 16 * i), kiosk_lanes_load(below + 16 * i));
        bits |= (uint64_t)kiosk_lanes_at_least(mean, kiosk_lanes_spread(thresholds + 2 * i))
                << (16 * i);
    }
    return bits;
}

static int list_edges(struct kiosk_finder_rows *rows, const struct kiosk_finder_level *level, int y)
{
    const uint8_t *pixels = level->pixels + (size_t)y * (size_t)level->stride;
    const uint8_t *below = y + 1 < level->height ? pixels + level->stride : pixels;
    size_t block_row = kiosk_finder_block(level, 0, y);
    const uint8_t *active = level->active + block_row, *threshold = level->threshold + block_row;
    int16_t *next = rows->edges;
    bool looked = false; /* at the 64 pixels to the left */
    uint64_t before = 0; /* the last of them */
    for (int x = 0; x < level->width; x += 64) {
        uint64_t mask;
        memcpy(&mask, active + x / 8, 8);
        if (!mask) {
            looked = false;
            continue;
        }
        uint64_t bits = binarise(pixels + x, below + x, threshold + x / 8);
        uint64_t edges = (bits ^ (bits << 1 | (looked ? before : bits & 1))) & mask;
        rows->bits[x / 64] = bits;
        before = bits >> 63;
        looked = true;
        for (; edges; edges &= edges - 1)
            *next++ = (int16_t)(x + __builtin_ctzll(edges));
    }
    return (int)(next - rows->edges);
}

/* Eight places at once: all bits of a lane set where the five runs from that edge on are as in a
 * finder, of 40 px a module at most. */
static eights fits(const int16_t *edges)
{
    eights e[6];
    for (int i = 0; i < 6; i++)
        memcpy(&e[i], edges + i, 16);
    eights left = e[2] - e[0], right = e[5] - e[3]; /* two modules each */
    eights sides = left + right, light = (e[2] - e[1]) + (e[4] - e[3]);
    eights middle = (e[3] - e[2]) * 2 + light; /* eight */
    eights uneven = left - right, off = middle - 2 * sides, gain = sides - 2 * light;
    eights tilt = (e[1] - e[0]) - (e[5] - e[4]);
    eights room = sides / 5 + 1;
    return (uneven <= room) & (-uneven <= room) & (tilt <= room) & (-tilt <= room) &
           (off <= 3 * sides / 8 + 2) & (-off <= sides / 2 + 2) & (gain <= sides / 2 + 1) &
           (-gain <= sides / 2 + 1) & (sides >= 5) & (sides <= 4 * 40);
}

int kiosk_finder_rows_scan(
        struct kiosk_finder_rows *rows, const struct kiosk_finder_level *level, int y)
{
    int edges = list_edges(rows, level, y), count = 0;
    for (int i = 0; i < 16; i++)
        rows->edges[edges + i] = 0; /* no run of these fits: their sums are not positive */
    for (int at = 0; at + 5 < edges; at += 8) {
        eights fit = fits(rows->edges + at);
        uint64_t any[2];
        memcpy(any, &fit, 16);
        if (!(any[0] | any[1]))
            continue;
        for (int i = 0; i < 8 && count < KIOSK_FINDER_RUNS_MAX; i++) {
            if (!fit[i])
                continue;
            const int16_t *edge = rows->edges + at + i;
            rows->runs[count++] = (struct kiosk_finder_run){.from = edge[2],
                    .to = edge[3],
                    .outer_from = edge[0],
                    .outer_to = edge[5],
                    .inverted = rows->bits[edge[2] / 64] >> edge[2] % 64 & 1};
        }
    }
    return count;
}
