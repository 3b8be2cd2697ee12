/* One pass over the frame makes the half-size picture and the darkest and lightest of every block;
 * all else is made of these. Thresholds from the extremes of the neighbourhood, not from its mean,
 * stand in the middle between dark and light however little there is of one of them, and extremes
 * of means of four pixels are not carried far by noise. A flat block has no threshold of its own
 * and is not looked at: most of an ordinary frame. */

#include "kiosk/scan/finder_levels.h"

#include <stdlib.h>
#include <string.h>

#include "kiosk/scan/lanes.h"

/* Blocks are read sixteen at a time, from one before the first. */
#define MARGIN 16

#define BLOCK_FIELDS 5 /* bytes kept of a block */

static size_t block_stride_of(int columns)
{
    return (size_t)(columns + 15) / 16 * 16 + (size_t)2 * MARGIN;
}

static bool prepare(struct kiosk_finder_levels *levels, int width, int height)
{
    if (levels->memory && levels->width == width && levels->height == height)
        return true;
    kiosk_finder_levels_destroy(levels);
    int wide = (width + 63) / 64 * 64, bands = (height + 7) / 8;
    size_t full = wide == width ? 0 : (size_t)wide * (size_t)height;
    size_t half = (size_t)wide / 2 * (size_t)bands * 4, quarter = half / 4 + 64;
    size_t blocks[KIOSK_FINDER_LEVELS], total = full + half + quarter;
    for (int i = 0; i < KIOSK_FINDER_LEVELS; i++) {
        struct kiosk_finder_level *level = &levels->list[i];
        level->scale = 1 << i;
        level->width = wide >> i;
        level->stride = wide >> i;
        level->height = (height + level->scale - 1) >> i;
        level->columns = wide >> (i + 3);
        level->rows = (bands + level->scale - 1) >> i;
        level->block_stride = (int)block_stride_of(level->columns);
        blocks[i] = (size_t)level->block_stride * (size_t)level->rows;
        total += BLOCK_FIELDS * blocks[i];
    }
    uint8_t *next = calloc(total, 1);
    if (!next)
        return false;
    levels->memory = next;
    levels->width = width;
    levels->height = height;
    levels->copy = full ? next : NULL;
    levels->half = next + full;
    levels->quarter = levels->half + half;
    next = levels->quarter + quarter;
    for (int i = 0; i < KIOSK_FINDER_LEVELS; i++) {
        struct kiosk_finder_level *level = &levels->list[i];
        uint8_t **fields[] = {
                &level->low, &level->high, &level->threshold, &level->span, &level->active};
        for (int k = 0; k < BLOCK_FIELDS; k++, next += blocks[i])
            *fields[k] = next + MARGIN;
    }
    return true;
}

/* A frame whose width is no multiple of 64, its last column repeated up to that. */
static void copy_widened(const struct kiosk_grey *frame, uint8_t *copy, int wide)
{
    for (int y = 0; y < frame->height; y++, copy += wide) {
        const uint8_t *row = frame->pixels + (size_t)y * (size_t)frame->stride;
        memcpy(copy, row, (size_t)frame->width);
        memset(copy + frame->width, row[frame->width - 1], (size_t)(wide - frame->width));
    }
}

/* Eight rows of the frame to four of the half and one of blocks. */
static void halve_band(const struct kiosk_finder_level *full, int band, uint8_t *half)
{
    const uint8_t *rows[8];
    for (int i = 0; i < 8; i++) {
        int y = 8 * band + i < full->height ? 8 * band + i : full->height - 1;
        rows[i] = full->pixels + (size_t)y * (size_t)full->stride;
    }
    int stride = full->width / 2;
    half += (size_t)band * 4 * (size_t)stride;
    uint8_t *low = full->low + (size_t)band * (size_t)full->block_stride;
    uint8_t *high = full->high + (size_t)band * (size_t)full->block_stride;
    for (int x = 0; x < full->width; x += 32) {
        kiosk_lanes least, most;
        for (int i = 0; i < 4; i++) {
            const uint8_t *above = rows[2 * i] + x, *below = rows[2 * i + 1] + x;
            kiosk_lanes left =
                    kiosk_lanes_average(kiosk_lanes_load(above), kiosk_lanes_load(below));
            kiosk_lanes right =
                    kiosk_lanes_average(kiosk_lanes_load(above + 16), kiosk_lanes_load(below + 16));
            kiosk_lanes mean = kiosk_lanes_halve(left, right);
            kiosk_lanes_store(half + i * stride + x / 2, mean);
            least = i ? kiosk_lanes_min(least, mean) : mean;
            most = i ? kiosk_lanes_max(most, mean) : mean;
        }
        kiosk_lanes_fours(low + x / 8, high + x / 8, least, most);
    }
}

static void quarter_rows(const uint8_t *half, int half_width, int rows, uint8_t *quarter)
{
    for (int y = 0; y < rows; y++, half += 2 * half_width, quarter += half_width / 2) {
        for (int x = 0; x < half_width; x += 32) {
            const uint8_t *above = half + x, *below = half + half_width + x;
            kiosk_lanes_store(quarter + x / 2,
                    kiosk_lanes_halve(
                            kiosk_lanes_average(kiosk_lanes_load(above), kiosk_lanes_load(below)),
                            kiosk_lanes_average(
                                    kiosk_lanes_load(above + 16), kiosk_lanes_load(below + 16))));
        }
    }
}

static int lesser(int a, int b)
{
    return a < b ? a : b;
}

static int greater(int a, int b)
{
    return a > b ? a : b;
}

/* Blocks of the next smaller picture: each is four of the finer one's. */
static void merge_blocks(const struct kiosk_finder_level *fine, struct kiosk_finder_level *coarse)
{
    for (int row = 0; row < coarse->rows; row++) {
        size_t above = (size_t)(2 * row) * (size_t)fine->block_stride;
        size_t below = (size_t)lesser(2 * row + 1, fine->rows - 1) * (size_t)fine->block_stride;
        size_t to = (size_t)row * (size_t)coarse->block_stride;
        const uint8_t *low[] = {fine->low + above, fine->low + below};
        const uint8_t *high[] = {fine->high + above, fine->high + below};
        for (int i = 0, k = 0; i < coarse->columns; i++, k += 2) {
            coarse->low[to + (size_t)i] = (uint8_t)lesser(
                    lesser(low[0][k], low[0][k + 1]), lesser(low[1][k], low[1][k + 1]));
            coarse->high[to + (size_t)i] = (uint8_t)greater(
                    greater(high[0][k], high[0][k + 1]), greater(high[1][k], high[1][k + 1]));
        }
    }
}

/* How far noise alone may spread three blocks by three: four times what it does to the flattest
 * twentieth of single ones (every third of which is asked), for the larger the area and the
 * picture, the further its extremes. */
static uint8_t contrast_of_noise(const struct kiosk_finder_level *full)
{
    int counts[256] = {0}, total = 0, spread = 0;
    for (int row = 0; row < full->rows; row++) {
        size_t from = (size_t)row * (size_t)full->block_stride;
        for (int i = row % 3; i < full->columns; i += 3, total++)
            counts[full->high[from + (size_t)i] - full->low[from + (size_t)i]]++;
    }
    for (int below = counts[0]; 20 * below < total; below += counts[spread])
        spread++;
    return (uint8_t)lesser(
            greater(4 * spread, KIOSK_FINDER_CONTRAST_MIN), KIOSK_FINDER_CONTRAST_MAX);
}

/* Thresholds of one row of blocks. */
static void divide_row(struct kiosk_finder_level *level, int row, uint8_t contrast)
{
    size_t offsets[3];
    for (int i = 0; i < 3; i++)
        offsets[i] = (size_t)lesser(greater(row + i - 1, 0), level->rows - 1) *
                     (size_t)level->block_stride;
    kiosk_lanes least = kiosk_lanes_all(contrast);
    for (int x = 0; x < level->columns; x += 16) {
        kiosk_lanes low = kiosk_lanes_load(level->low + offsets[1] + x);
        kiosk_lanes high = kiosk_lanes_load(level->high + offsets[1] + x);
        for (int i = 0; i < 3; i++) {
            for (int k = -1; k <= 1; k++) {
                low = kiosk_lanes_min(low, kiosk_lanes_load(level->low + offsets[i] + x + k));
                high = kiosk_lanes_max(high, kiosk_lanes_load(level->high + offsets[i] + x + k));
            }
        }
        kiosk_lanes_store(level->threshold + offsets[1] + x, kiosk_lanes_average(low, high));
        kiosk_lanes span = kiosk_lanes_less(high, low);
        kiosk_lanes_store(level->span + offsets[1] + x, span);
        kiosk_lanes_store(level->active + offsets[1] + x, kiosk_lanes_reach(span, least));
    }
    memset(level->active + offsets[1] + level->columns, 0, MARGIN);
}

static void divide(struct kiosk_finder_level *level, uint8_t contrast)
{
    for (int row = 0; row < level->rows; row++) { /* beyond the border is as at the border */
        uint8_t *low = level->low + (size_t)row * (size_t)level->block_stride;
        uint8_t *high = level->high + (size_t)row * (size_t)level->block_stride;
        low[-1] = low[0];
        high[-1] = high[0];
        memset(low + level->columns, low[level->columns - 1], MARGIN);
        memset(high + level->columns, high[level->columns - 1], MARGIN);
    }
    for (int row = 0; row < level->rows; row++)
        divide_row(level, row, contrast);
}

bool kiosk_finder_levels_take(struct kiosk_finder_levels *levels, const struct kiosk_grey *frame)
{
    if (!prepare(levels, frame->width, frame->height))
        return false;
    struct kiosk_finder_level *full = &levels->list[0];
    full->pixels = frame->pixels;
    full->stride = frame->stride;
    if (levels->copy) {
        copy_widened(frame, levels->copy, full->width);
        full->pixels = levels->copy;
        full->stride = full->width;
    }
    for (int band = 0; band < full->rows; band++)
        halve_band(full, band, levels->half);
    quarter_rows(levels->half, full->width / 2, 2 * full->rows, levels->quarter);
    levels->list[1].pixels = levels->half;
    levels->list[2].pixels = levels->quarter;
    uint8_t contrast = contrast_of_noise(full);
    for (int i = 0; i < KIOSK_FINDER_LEVELS; i++) {
        if (i > 0)
            merge_blocks(&levels->list[i - 1], &levels->list[i]);
        divide(&levels->list[i], contrast);
    }
    return true;
}

void kiosk_finder_levels_destroy(struct kiosk_finder_levels *levels)
{
    free(levels->memory);
    *levels = (struct kiosk_finder_levels){0};
}
