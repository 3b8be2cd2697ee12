#include "core/url.h"

#include "core/bounds.h"

#include <string.h>

static const char scheme[] = "HTTP://";

static bool is_digit(uint8_t c)
{
    return c >= '0' && c <= '9';
}

static bool is_host_letter(uint8_t c)
{
    return is_digit(c) || (c >= 'A' && c <= 'Z') || c == '-' || c == '.';
}

bool km_url_is_valid(struct km_span url)
{
    size_t at = sizeof(scheme) - 1;
    if (url.len <= at || url.len > KM_URL_MAX || memcmp(url.bytes, scheme, at) != 0) {
        return false;
    }
    size_t host = at;
    while (at < url.len && is_host_letter(url.bytes[at])) {
        at++;
    }
    if (at == host) {
        return false;
    }
    if (at == url.len) {
        return true;
    }
    unsigned port = 0;
    size_t digits = url.len - at - 1;
    if (url.bytes[at] != ':' || digits < 1 || digits > 5) {
        return false;
    }
    while (++at < url.len) {
        if (!is_digit(url.bytes[at])) {
            return false;
        }
        port = port * 10 + (unsigned)(url.bytes[at] - '0');
    }
    return port >= 1 && port <= UINT16_MAX;
}
