#ifndef KM_LOGO_H
#define KM_LOGO_H

/* The logo that a programme carries: a PNG file in base64 under `logo_png`, appended to the text by
 * the station, so that kiosks have it from the programme alone. Station and kiosks judge it by the
 * same function. Its size is bounded before anything is unpacked: a picture comes from a stranger.
 * Pure functions; any thread. Reasons of failures go to err (KM_ERR_MAX). */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/bounds.h"

struct km_logo {
    int width, height; /* px; 0 = none */
    uint32_t *pixels;  /* owned; 0xAARRGGBB, not premultiplied, row by row from the top */
};

/* base64 of a PNG of up to KM_LOGO_BYTES_MAX bytes; NUL-terminated, owned. */
char *km_logo_to_base64(const uint8_t *png, size_t len);
/* And back. *out_png is owned. */
bool km_logo_from_base64(const char *base64, uint8_t **out_png, size_t *out_len, char *err);

/* Reasons end a sentence that begins with the picture: "has 700 × 80 px". */
bool km_logo_unpack(const uint8_t *png, size_t len, struct km_logo *out, char *err);
void km_logo_destroy(struct km_logo *logo); /* accepts the zeroed */

#endif
