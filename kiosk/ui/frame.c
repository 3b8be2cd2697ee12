#include "kiosk/ui/frame.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

/* Room for one more element of `size` bytes; aborts when memory is out, as for every small
 * allocation. */
static void *grown(void *list, size_t needed, size_t *room, size_t size)
{
    if (needed <= *room)
        return list;
    size_t more = *room ? *room : 64;
    while (more < needed)
        more *= 2;
    list = realloc(list, more * size);
    if (!list)
        abort();
    *room = more;
    return list;
}

void kiosk_frame_destroy(struct kiosk_frame *f)
{
    free(f->items);
    free(f->hits);
    free(f->store);
    *f = (struct kiosk_frame){0};
}

void kiosk_frame_begin(struct kiosk_frame *f, int width, int height)
{
    f->width = width;
    f->height = height;
    f->item_count = 0;
    f->hit_count = 0;
    f->store_count = 0;
    f->clipped = 0;
}

void kiosk_frame_add(
        struct kiosk_frame *f, struct kiosk_item item, const void *bytes, size_t byte_count)
{
    if (kiosk_rect_empty(item.rect))
        return;
    item.bytes = f->store_count;
    item.byte_count = bytes ? byte_count : 0;
    if (item.byte_count > 0) {
        /* One byte more: text stays NUL-terminated in the store. */
        f->store = grown(f->store, f->store_count + byte_count + 1, &f->store_room, 1);
        memcpy(f->store + f->store_count, bytes, byte_count);
        f->store[f->store_count + byte_count] = 0;
        f->store_count += byte_count + 1;
    }
    f->items = grown(f->items, f->item_count + 1, &f->item_room, sizeof *f->items);
    f->items[f->item_count++] = item;
}

void kiosk_frame_add_hit(struct kiosk_frame *f, struct kiosk_hit hit)
{
    assert(hit.action.kind != KIOSK_ACTION_NONE);
    f->hits = grown(f->hits, f->hit_count + 1, &f->hit_room, sizeof *f->hits);
    f->hits[f->hit_count++] = hit;
}

const uint8_t *kiosk_frame_bytes(const struct kiosk_frame *f, const struct kiosk_item *item)
{
    static const uint8_t none[1] = {0};
    return item->byte_count > 0 ? f->store + item->bytes : none;
}

const struct kiosk_hit *kiosk_frame_hit_at(const struct kiosk_frame *f, int x, int y)
{
    for (size_t i = f->hit_count; i-- > 0;)
        if (kiosk_rect_contains(f->hits[i].rect, x, y))
            return &f->hits[i];
    return NULL;
}

const struct kiosk_hit *kiosk_frame_hit_key(const struct kiosk_frame *f, int key)
{
    for (size_t i = f->hit_count; key != 0 && i-- > 0;)
        if (f->hits[i].key == key)
            return &f->hits[i];
    return NULL;
}
