#ifndef KIOSK_SDL_FONT_H
#define KIOSK_SDL_FONT_H

/* Letters: Noto Sans CJK SC, regular and bold, found by fontconfig and set by SDL_ttf. Texts that
 * were measured or drawn are kept as coverage masks in a cache of fixed size, free of colour. Main
 * thread. */

#include "kiosk/ui/view.h"

struct kiosk_font; /* hides SDL_ttf and fontconfig */

/* A text as coverages. Borrowed from the cache: valid until the next call. */
struct kiosk_mask {
    int width, height;
    int ascent; /* rows above the baseline */
    const uint8_t *pixels;
};

/* Fails with a message that names the package when no Chinese font is there. Owned by the caller.
 */
bool kiosk_font_open(struct kiosk_font **out_font, char *err);
void kiosk_font_close(struct kiosk_font *font); /* NULL is fine */

/* For the screens; valid as long as the font. */
struct kiosk_typeface kiosk_font_typeface(struct kiosk_font *font);

/* false when the letters cannot be set (nothing is drawn then). */
bool kiosk_font_mask(struct kiosk_font *font, const char *text, size_t length, int size, bool bold,
        struct kiosk_mask *out_mask);

#endif
