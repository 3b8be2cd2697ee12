#ifndef KIOSK_SCAN_PAIR_H
#define KIOSK_SCAN_PAIR_H

/* A code of which only two eyes were found: glare, a thumb or noise hides the third. An eye holds
 * no data, so the code may well be read without it. The timing pattern beside two neighbours tells
 * that they belong together and on which side the code lies; that of the missing arm tells where
 * the third eye would be. Of two that lie across the code only their place is known: the corner is
 * where both timing patterns show. Pure. */

#include "kiosk/scan/finder.h"

/* The eyes of a code in their roles; one of them only supposed (its score is 0). */
struct kiosk_supposed {
    struct kiosk_finder corner, right, below;
};

/* Codes with a hidden eye next to each other are rare. */
#define KIOSK_SUPPOSED_MAX 4

/* Writes at most KIOSK_SUPPOSED_MAX codes that eyes of at least this score may belong to; returns
 * how many. */
int kiosk_pairs(const struct kiosk_grey *frame, const struct kiosk_finders *eyes, int score_least,
        struct kiosk_supposed out[KIOSK_SUPPOSED_MAX]);

/* The same for codes whose corner eye is hidden, the other two lying across it. Dearer: it costs
 * some milliseconds for any two eyes of one size. */
int kiosk_diagonals(const struct kiosk_grey *frame, const struct kiosk_finders *eyes,
        struct kiosk_supposed out[KIOSK_SUPPOSED_MAX]);

#endif
