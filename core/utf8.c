#include "core/utf8.h"

bool km_utf8_is_valid(const uint8_t *bytes, size_t len)
{
    for (size_t i = 0; i < len;) {
        uint8_t first = bytes[i++];
        if (first < 0x80) {
            if (first == 0) {
                return false;
            }
            continue;
        }
        size_t follow = first >= 0xf0 ? 3 : first >= 0xe0 ? 2 : 1;
        if (first < 0xc2 || first > 0xf4 || len - i < follow) {
            return false;
        }
        /* The second byte alone rules out overlong forms, surrogates and what is beyond the end. */
        uint8_t low = first == 0xe0 ? 0xa0 : first == 0xf0 ? 0x90 : 0x80;
        uint8_t high = first == 0xed ? 0x9f : first == 0xf4 ? 0x8f : 0xbf;
        if (bytes[i] < low || bytes[i] > high) {
            return false;
        }
        for (size_t j = 1; j < follow; j++) {
            if ((bytes[i + j] & 0xc0) != 0x80) {
                return false;
            }
        }
        i += follow;
    }
    return true;
}
