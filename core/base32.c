#include "core/base32.h"

static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

void km_base32_encode(const uint8_t *bytes, size_t len, char *out)
{
    uint32_t bits = 0;
    unsigned held = 0;
    for (size_t i = 0; i < len; i++) {
        bits = bits << 8 | bytes[i];
        for (held += 8; held >= 5; held -= 5) {
            *out++ = alphabet[bits >> (held - 5) & 31];
        }
    }
    if (held > 0) {
        *out++ = alphabet[bits << (5 - held) & 31];
    }
    *out = '\0';
}

static int value_of(char letter)
{
    if (letter >= 'A' && letter <= 'Z') {
        return letter - 'A';
    }
    if (letter >= 'a' && letter <= 'z') {
        return letter - 'a';
    }
    return letter >= '2' && letter <= '7' ? letter - '2' + 26 : -1;
}

static bool is_clean(const char *text, size_t chars, unsigned spare_bits)
{
    for (size_t i = 0; i < chars; i++) {
        if (value_of(text[i]) < 0) {
            return false;
        }
    }
    return chars == 0 || (value_of(text[chars - 1]) & ((1 << spare_bits) - 1)) == 0;
}

bool km_base32_decode(const char *text, uint8_t *out, size_t len)
{
    size_t chars = KM_BASE32_CHARS(len);
    if (!is_clean(text, chars, (unsigned)(chars * 5 - len * 8))) {
        return false;
    }
    uint32_t bits = 0;
    unsigned held = 0;
    for (size_t i = 0; i < chars; i++) {
        bits = bits << 5 | (uint32_t)value_of(text[i]);
        held += 5;
        if (held >= 8) {
            held -= 8;
            *out++ = (uint8_t)(bits >> held);
        }
    }
    return true;
}
