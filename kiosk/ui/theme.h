#ifndef KIOSK_UI_THEME_H
#define KIOSK_UI_THEME_H

/* The colours: calm paper and one accent, the programme's own. An accent too light to be
 * read on the paper and on its own soft tone, or to carry white text, is darkened until it is
 * (contrast 4.5, WCAG 2.1 AA). For weak eyes there is a second set: black on white, no tints,
 * strong lines (contrast 7, AAA). Colours are 0xAARRGGBB. Pure; any thread. */

#include <stdbool.h>
#include <stdint.h>

struct kiosk_theme {
    uint32_t paper, card, ink, muted, line, white, track; /* track: the empty part of a bar */
    uint32_t accent, accent_soft;
    /* On the accent and on the grounds of verdicts: quiet words in white, a pane (darker than the
     * ground, so that white stands out more on it), its line. */
    uint32_t white_soft, glass, glass_line;
    bool contrast;                    /* tints are white: what they told is told by lines */
    uint32_t off, off_soft, off_chip; /* what is paused or closed: tile, its card, its chip */
    uint32_t good, good_soft, good_deep;
    uint32_t mid, mid_soft, mid_deep;
    uint32_t bad, bad_soft, bad_deep;
};

/* accent: 0xRRGGBB */
struct kiosk_theme kiosk_theme_make(uint32_t accent, bool contrast);

/* `part` (0..1) of a over b, opaque. */
uint32_t kiosk_theme_mix(uint32_t a, uint32_t b, double part);
uint32_t kiosk_theme_alpha(uint32_t colour, double alpha);
double kiosk_theme_contrast(uint32_t a, uint32_t b); /* 1..21, WCAG 2.1 */

#endif
