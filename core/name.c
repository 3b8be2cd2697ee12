#include "core/name.h"

#include <string.h>

bool km_zone_parse(const char *text, km_zone *out_zone)
{
    size_t len = strnlen(text, 4);
    if (len < 1 || len > 3) {
        return false;
    }
    unsigned zone = 0;
    for (size_t i = 0; i < len; i++) {
        if (text[i] < 'A' || text[i] > 'Z') {
            return false;
        }
        zone = zone * 27 + (unsigned)(text[i] - 'A' + 1);
    }
    *out_zone = (km_zone)zone;
    return true;
}

bool km_zone_is_valid(km_zone zone)
{
    if (zone == KM_ZONE_NONE || zone > KM_ZONE_MAX) {
        return false;
    }
    for (unsigned rest = zone; rest > 0; rest /= 27) {
        if (rest % 27 == 0) {
            return false;
        }
    }
    return true;
}

void km_zone_print(km_zone zone, char out[4])
{
    if (!km_zone_is_valid(zone)) {
        memcpy(out, "?", 2);
        return;
    }
    char reversed[3];
    size_t len = 0;
    for (unsigned rest = zone; rest > 0; rest /= 27) {
        reversed[len++] = (char)('A' + rest % 27 - 1);
    }
    for (size_t i = 0; i < len; i++) {
        out[i] = reversed[len - 1 - i];
    }
    out[len] = '\0';
}
