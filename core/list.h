#ifndef KM_LIST_H
#define KM_LIST_H

/* A list inside a message, in its CBOR bytes: written item by item without knowing how many come,
 * read item by item without unpacking it anywhere. A km_list is a borrowed view and a place in it:
 * copy it to read twice. Lists out of a message that was read are whole and sound already.
 * One thread at a time. */

#include "core/buffer.h"
#include "core/cbor.h"
#include "core/chain.h"

struct km_list {
    const uint8_t *bytes; /* borrowed */
    size_t len;
    size_t count; /* items left */
};

struct km_list_writer {
    struct km_buffer items; /* owned; its mark `full` tells that something did not fit */
    size_t count;
};

/* An empty list whose items take at most max_bytes. Release with km_list_destroy. */
void km_list_init(struct km_list_writer *writer, size_t max_bytes);
void km_list_destroy(struct km_list_writer *writer);

/* What was written so far; borrowed until the next write. */
struct km_list km_list_view(const struct km_list_writer *writer);

/* A version vector: heads in rising order of their nodes, at most KM_VECTOR_MAX. */
bool km_vector_put(struct km_list_writer *vector, const struct km_head *head);

/* The next head; false at the end. */
bool km_vector_next(struct km_list *vector, struct km_head *out_head);

/* Seats of one session: what a kiosk wants, and what it was granted. */
struct km_seats {
    km_day_no day;
    km_zone zone;
    uint16_t session; /* start minute */
    uint32_t seats;   /* 0..KM_COUNT_MAX */
};
bool km_seats_put(struct km_list_writer *list, const struct km_seats *seats);
bool km_seats_next(struct km_list *list, struct km_seats *out_seats);

/* For whoever reads or writes messages that hold lists: one item by its reader, whole lists checked
 * by reading each item once, and a view with its head as a CBOR array. */
typedef void km_item_fn(struct km_cbor_reader *reader, void *out_item);
struct km_list km_list_read(
        struct km_cbor_reader *reader, size_t max, km_item_fn *item, void *scratch);
bool km_list_next(struct km_list *list, km_item_fn *item, void *out_item);
/* Ends an item that began at start: counts it, or takes it out again and gives false. */
bool km_list_end_item(struct km_list_writer *writer, size_t start);
void km_list_put(struct km_buffer *buffer, const struct km_list *list);

void km_head_read(struct km_cbor_reader *reader, void *out_head);
void km_seats_read(struct km_cbor_reader *reader, void *out_seats);

#endif
