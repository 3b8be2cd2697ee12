#ifndef KM_BASE32_H
#define KM_BASE32_H

/* Base32 (RFC 4648 alphabet, no padding), written in upper case, read in any: what fits the QR
 * alphanumeric mode and survives a phone that lowers a URL's letters. Lengths are known beforehand
 * on both sides; left-over bits of the last character must be 0. Pure functions; any thread. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define KM_BASE32_CHARS(bytes) (((bytes)*8 + 4) / 5)

/* Writes KM_BASE32_CHARS(len) characters and a NUL. */
void km_base32_encode(const uint8_t *bytes, size_t len, char *out);

/* Reads exactly KM_BASE32_CHARS(len) characters. False on a foreign character or left-over bits;
 * out is written only when true. */
bool km_base32_decode(const char *text, uint8_t *out, size_t len);

#endif
