#ifndef TEST_HEX_H
#define TEST_HEX_H

/* Golden bytes are written in hex, with spaces where they help the reader. */

#include <ctype.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

/* Reads hex into out; returns the length. */
static inline size_t hex_read(const char *text, uint8_t *out)
{
    size_t len = 0;
    for (; *text; text++) {
        if (isspace((unsigned char)*text)) {
            continue;
        }
        if (!isxdigit((unsigned char)text[0]) || !isxdigit((unsigned char)text[1])) {
            abort(); /* a golden text with half a byte in it */
        }
        char pair[3] = {text[0], text[1], '\0'};
        out[len++] = (uint8_t)strtoul(pair, NULL, 16);
        text++;
    }
    return len;
}

/* A fixed sequence of numbers (xorshift64), the same in every run. */
static inline uint64_t dice(uint64_t *state)
{
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return *state;
}

#endif
