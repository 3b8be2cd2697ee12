#ifndef KIOSK_SCAN_PATTERN_H
#define KIOSK_SCAN_PATTERN_H

/* What is known of every code before it is read: eyes with their separators, timing patterns, the
 * alignment pattern (ISO/IEC 18004, section 6.3). How well they show through a grid says how well
 * it lies. Pure. */

#include "kiosk/scan/grid.h"

enum kiosk_known { KIOSK_KNOWN_NOT, KIOSK_KNOWN_LIGHT, KIOSK_KNOWN_DARK };

/* What the module in this row and column is in every code of this side. Of the alignment patterns
 * only that nearest the fourth corner is told. */
enum kiosk_known kiosk_pattern_at(int side, int row, int column);

/* Mean of the modules that should be light less mean of those that should be dark, in grey levels:
 * eyes and the three patterns count alike. */
float kiosk_pattern_known(const struct kiosk_grey *frame, const struct kiosk_grid *grid);

/* The same of an alignment pattern alone, were its centre at (u, v). */
float kiosk_pattern_alignment(
        const struct kiosk_grey *frame, const struct kiosk_grid *grid, float u, float v);

#endif
