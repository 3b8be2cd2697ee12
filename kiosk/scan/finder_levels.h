#ifndef KIOSK_SCAN_FINDER_LEVELS_H
#define KIOSK_SCAN_FINDER_LEVELS_H

/* A frame at full, half and quarter size, and for every block of 8 × 8 pixels of each size what
 * divides dark from light there, and whether the block is worth a look at all. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "kiosk/scan/frame.h"

#define KIOSK_FINDER_LEVELS 3
#define KIOSK_FINDER_BLOCK 8 /* px */

/* Of three blocks by three, the darkest and the lightest (means of four pixels) must lie this far
 * apart: codes fainter than this are not looked for. Sensor noise alone spans 9 at sigma 3. In a
 * noisier picture more is asked for, but never so much that a code that fills it were missed. */
#define KIOSK_FINDER_CONTRAST_MIN 12
#define KIOSK_FINDER_CONTRAST_MAX 48

struct kiosk_finder_level {
    const uint8_t *pixels; /* borrowed from the frame, or owned by the levels */
    int width;             /* px; 64 bytes from any multiple of 64 on may be read */
    int height;            /* px */
    int stride;            /* bytes */
    int scale;             /* px of the frame per px here: 1, 2, 4 */
    int columns, rows;     /* of blocks */
    int block_stride;      /* bytes from a row of blocks to the next */
    uint8_t *low, *high;   /* darkest and lightest of each block */
    uint8_t *
            threshold; /* of each block, from it and its eight neighbours: light is at least this */
    uint8_t *span;     /* from the darkest to the lightest of them */
    uint8_t *active;   /* 0xff where there is contrast, else 0 */
};

struct kiosk_finder_levels {
    struct kiosk_finder_level list[KIOSK_FINDER_LEVELS];
    uint8_t *memory; /* owned: all the pixels and blocks below */
    uint8_t *half, *quarter;
    uint8_t *copy;     /* of a frame whose width is no multiple of 64; NULL for others */
    int width, height; /* of the frames the memory is for */
};

/* The number of the block round a pixel. */
static inline size_t kiosk_finder_block(const struct kiosk_finder_level *level, int x, int y)
{
    return (size_t)(y / KIOSK_FINDER_BLOCK) * (size_t)level->block_stride +
           (size_t)(x / KIOSK_FINDER_BLOCK);
}

/* Takes a frame (borrowed as long as the levels are used). False where memory is short. */
bool kiosk_finder_levels_take(struct kiosk_finder_levels *levels, const struct kiosk_grey *frame);

/* Accepts the zeroed. */
void kiosk_finder_levels_destroy(struct kiosk_finder_levels *levels);

#endif
