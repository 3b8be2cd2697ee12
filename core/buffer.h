#ifndef KM_BUFFER_H
#define KM_BUFFER_H

/* Bytes under construction, up to a limit given at the start. What does not fit is left out as a
 * whole and the buffer stays `full` from then on, so a writer checks once, at its end.
 * Owned by its maker; one thread at a time. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct km_buffer {
    uint8_t *bytes; /* owned, or borrowed after km_buffer_over */
    size_t len;
    size_t cap;
    size_t max;    /* it never grows beyond */
    bool borrowed; /* bytes are the caller's */
    bool full;     /* something did not fit, or memory ran out */
};

/* An empty buffer that grows as needed up to max bytes. Release with km_buffer_destroy. */
void km_buffer_init(struct km_buffer *buffer, size_t max);

/* A buffer over the caller's own bytes: never grows, needs no destroy. */
void km_buffer_over(struct km_buffer *buffer, uint8_t *bytes, size_t cap);

void km_buffer_destroy(struct km_buffer *buffer);

/* Room for len more bytes at the end, counted in already; NULL when they do not fit. */
uint8_t *km_buffer_add(struct km_buffer *buffer, size_t len);

/* Copies bytes to the end; false when they do not fit. */
bool km_buffer_put(struct km_buffer *buffer, const void *bytes, size_t len);

/* Takes everything after the first len bytes out again, and the mark `full` with it. */
void km_buffer_cut(struct km_buffer *buffer, size_t len);

#endif
