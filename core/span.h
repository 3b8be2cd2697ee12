#ifndef KM_SPAN_H
#define KM_SPAN_H

/* Bytes or text that belong to somebody else: borrowed, never freed through here, not terminated.
 * A plain value; any thread. */

#include <stddef.h>
#include <stdint.h>

struct km_span {
    const uint8_t *bytes; /* borrowed; may be NULL when len is 0 */
    size_t len;
};

#endif
