#ifndef KM_UTF8_H
#define KM_UTF8_H

/* Text from outside is UTF-8 or refused. Pure; any thread. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Shortest forms only, no surrogates, nothing beyond U+10FFFF, no NUL (so it may become a C
 * string). */
bool km_utf8_is_valid(const uint8_t *bytes, size_t len);

#endif
