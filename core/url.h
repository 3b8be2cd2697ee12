#ifndef KM_URL_H
#define KM_URL_H

/* A station's public address as QR codes carry it: "HTTP://HOST[:PORT]", upper case, in letters of
 * the QR alphanumeric mode (5.5 bits each instead of 8). Pure; any thread. */

#include "core/span.h"

#include <stdbool.h>

/* At most KM_URL_MAX bytes, no path; the host of letters, digits, "." and "-". */
bool km_url_is_valid(struct km_span url);

#endif
