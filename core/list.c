#include "core/list.h"

#include "core/big_endian.h"
#include "core/bounds.h"

#include <assert.h>

#define MINUTES_OF_DAY 1440

void km_list_init(struct km_list_writer *writer, size_t max_bytes)
{
    *writer = (struct km_list_writer){0};
    km_buffer_init(&writer->items, max_bytes);
}

void km_list_destroy(struct km_list_writer *writer)
{
    km_buffer_destroy(&writer->items);
    writer->count = 0;
}

struct km_list km_list_view(const struct km_list_writer *writer)
{
    return (struct km_list){writer->items.bytes, writer->items.len, writer->count};
}

struct km_list km_list_read(
        struct km_cbor_reader *reader, size_t max, km_item_fn *item, void *scratch)
{
    size_t count = km_cbor_array(reader, max);
    const uint8_t *start = reader->at;
    for (size_t i = 0; i < count && !reader->fault; i++) {
        item(reader, scratch);
    }
    return (struct km_list){start, (size_t)(reader->at - start), count};
}

bool km_list_next(struct km_list *list, km_item_fn *item, void *out_item)
{
    if (list->count == 0) {
        return false;
    }
    struct km_cbor_reader reader;
    km_cbor_open(&reader, list->bytes, list->len);
    item(&reader, out_item);
    assert(!reader.fault);
    list->len -= (size_t)(reader.at - list->bytes);
    list->bytes = reader.at;
    list->count--;
    return true;
}

void km_list_put(struct km_buffer *buffer, const struct km_list *list)
{
    km_cbor_put_array(buffer, list->count);
    km_buffer_put(buffer, list->bytes, list->len);
}

bool km_list_end_item(struct km_list_writer *writer, size_t start)
{
    if (writer->items.full) {
        km_buffer_cut(&writer->items, start);
        writer->items.full = true;
        return false;
    }
    writer->count++;
    return true;
}

bool km_vector_put(struct km_list_writer *vector, const struct km_head *head)
{
    uint8_t node[8];
    km_write_be64(node, head->node);
    size_t start = vector->items.len;
    km_cbor_put_array(&vector->items, 3);
    km_cbor_put_bytes(&vector->items, node, sizeof(node));
    km_cbor_put_uint(&vector->items, head->seq);
    km_cbor_put_bytes(&vector->items, head->chain, KM_HASH_SIZE);
    return km_list_end_item(vector, start);
}

void km_head_read(struct km_cbor_reader *reader, void *out_head)
{
    struct km_head *head = out_head;
    uint8_t node[8];
    km_cbor_tuple(reader, 3);
    km_cbor_fixed(reader, node, sizeof(node));
    head->node = km_read_be64(node);
    head->seq = (uint32_t)km_cbor_uint(reader, KM_SEQ_MAX);
    km_cbor_fixed(reader, head->chain, KM_HASH_SIZE);
}

bool km_vector_next(struct km_list *vector, struct km_head *out_head)
{
    return km_list_next(vector, km_head_read, out_head);
}

bool km_seats_put(struct km_list_writer *list, const struct km_seats *seats)
{
    size_t start = list->items.len;
    km_cbor_put_array(&list->items, 4);
    km_cbor_put_uint(&list->items, seats->day);
    km_cbor_put_uint(&list->items, seats->zone);
    km_cbor_put_uint(&list->items, seats->session);
    km_cbor_put_uint(&list->items, seats->seats);
    return km_list_end_item(list, start);
}

void km_seats_read(struct km_cbor_reader *reader, void *out_seats)
{
    struct km_seats *seats = out_seats;
    km_cbor_tuple(reader, 4);
    seats->day = (km_day_no)km_cbor_uint(reader, UINT16_MAX);
    seats->zone = (km_zone)km_cbor_uint(reader, KM_ZONE_MAX);
    seats->session = (uint16_t)km_cbor_uint(reader, MINUTES_OF_DAY - 1);
    seats->seats = (uint32_t)km_cbor_uint(reader, KM_COUNT_MAX);
    if (!km_zone_is_valid(seats->zone)) {
        km_cbor_fail(reader, "names no zone");
    }
}

bool km_seats_next(struct km_list *list, struct km_seats *out_seats)
{
    return km_list_next(list, km_seats_read, out_seats);
}
