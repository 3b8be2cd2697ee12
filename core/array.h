#ifndef KM_ARRAY_H
#define KM_ARRAY_H

/* Growing arrays of the fold: indexes stay, addresses do not. Out of memory aborts: these are small
 * steps in a long-lived program, the supervisor restarts it and the journal has everything. */

#include <stdint.h>
#include <stdlib.h>

static inline void *km_array_grow(void *items, uint32_t *cap, uint32_t need, size_t size)
{
    if (need <= *cap) {
        return items;
    }
    uint32_t grown = *cap + *cap / 2;
    *cap = grown > need ? grown : need + 7;
    items = realloc(items, *cap * size);
    if (items == NULL) {
        abort();
    }
    return items;
}

/* Makes room for one more item at the end of array with its count in n and its capacity in cap. */
#define KM_ARRAY_ROOM(array, n, cap) \
    ((array) = km_array_grow((array), &(cap), (n) + 1, sizeof *(array)))

#endif
