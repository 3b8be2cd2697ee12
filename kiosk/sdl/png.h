#ifndef KIOSK_SDL_PNG_H
#define KIOSK_SDL_PNG_H

/* A picture as a PNG file. Any thread. */

#include <stdbool.h>
#include <stdint.h>

/* pixels: 0xFFRRGGBB, width * height. Fails with a message; a half-written file is removed. */
bool kiosk_png_write(const char *path, const uint32_t *pixels, int width, int height, char *err);

#endif
