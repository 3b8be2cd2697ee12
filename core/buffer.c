#include "core/buffer.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

void km_buffer_init(struct km_buffer *buffer, size_t max)
{
    *buffer = (struct km_buffer){.max = max};
}

void km_buffer_over(struct km_buffer *buffer, uint8_t *bytes, size_t cap)
{
    *buffer = (struct km_buffer){.bytes = bytes, .cap = cap, .max = cap, .borrowed = true};
}

void km_buffer_destroy(struct km_buffer *buffer)
{
    if (!buffer->borrowed) {
        free(buffer->bytes);
    }
    *buffer = (struct km_buffer){0};
}

static bool grow(struct km_buffer *buffer, size_t need)
{
    size_t cap = buffer->cap > 0 ? buffer->cap : 256;
    while (cap < need) {
        cap *= 2;
    }
    if (cap > buffer->max) {
        cap = buffer->max;
    }
    uint8_t *bytes = realloc(buffer->bytes, cap);
    if (!bytes) {
        return false;
    }
    buffer->bytes = bytes;
    buffer->cap = cap;
    return true;
}

uint8_t *km_buffer_add(struct km_buffer *buffer, size_t len)
{
    if (buffer->full || len > buffer->max - buffer->len) {
        buffer->full = true;
        return NULL;
    }
    size_t need = buffer->len + len;
    /* The second half gives an empty piece of an empty buffer an address. */
    if ((need > buffer->cap || !buffer->bytes) && !grow(buffer, need)) {
        buffer->full = true;
        return NULL;
    }
    uint8_t *at = buffer->bytes + buffer->len;
    buffer->len = need;
    return at;
}

bool km_buffer_put(struct km_buffer *buffer, const void *bytes, size_t len)
{
    uint8_t *at = km_buffer_add(buffer, len);
    if (!at) {
        return false;
    }
    if (len > 0) {
        memcpy(at, bytes, len);
    }
    return true;
}

void km_buffer_cut(struct km_buffer *buffer, size_t len)
{
    assert(len <= buffer->len);
    buffer->len = len;
    buffer->full = false;
}
