#include "core/journal/ends.h"

#include "core/array.h"

#include <stdlib.h>
#include <string.h>

/* Where the node's end is, or would be inserted. */
static uint32_t place_of(const struct km_ends *ends, km_node node)
{
    if (ends->hit < ends->count && ends->items[ends->hit].head.node == node) {
        return ends->hit;
    }
    uint32_t low = 0, high = ends->count;
    while (low < high) {
        uint32_t middle = (low + high) / 2;
        if (ends->items[middle].head.node < node) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

struct km_end *km_ends_of(struct km_ends *ends, km_node node)
{
    uint32_t at = place_of(ends, node);
    ends->hit = at;
    if (at < ends->count && ends->items[at].head.node == node) {
        return &ends->items[at];
    }
    KM_ARRAY_ROOM(ends->items, ends->count, ends->cap);
    memmove(&ends->items[at + 1], &ends->items[at], (ends->count - at) * sizeof *ends->items);
    ends->count++;
    ends->items[at] = (struct km_end){.head.node = node};
    return &ends->items[at];
}

void km_ends_clear(struct km_ends *ends)
{
    ends->count = 0;
}

void km_ends_destroy(struct km_ends *ends)
{
    free(ends->items);
    *ends = (struct km_ends){0};
}
