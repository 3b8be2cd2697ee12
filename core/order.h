#ifndef KM_ORDER_H
#define KM_ORDER_H

/* An order: entries of a day sorted by (time, node, seq), with a number of people each, and their
 * counts and sums over any beginning of it in O(log n). Waiting lanes, calls, admissions and stays
 * are orders. A treap (Seidel and Aragon, 1996) over 20-byte nodes of one pool per day; its
 * priorities mix a node's index with the pool's salt, so that nobody can choose times that make a
 * list of it; its shape shows nowhere, so the salt may differ from program to program. An order is
 * the index of its root, 0 = empty. */

#include <stdbool.h>
#include <stdint.h>

struct km_day;

struct km_order_node {
    uint32_t entry;
    uint32_t left, right;
    uint32_t count; /* entries below and here */
    uint32_t sum;   /* people below and here */
};

struct km_orders {
    struct km_order_node *nodes; /* owned; [0] stays empty */
    uint32_t count, cap;
    uint32_t free; /* released nodes, linked by left */
    uint32_t salt;
};

/* salt: drawn at random. */
void km_orders_init(struct km_orders *orders, uint32_t salt);
void km_orders_destroy(struct km_orders *orders);

/* entry must not be in the order yet. */
void km_order_insert(struct km_day *day, uint32_t *root, uint32_t entry, uint32_t people);

/* entry must be in it, at the place its key says. */
void km_order_remove(struct km_day *day, uint32_t *root, uint32_t entry);

/* How many entries of the order come before entry (which need not be in it), and their people. */
uint32_t km_order_before(
        const struct km_day *day, uint32_t root, uint32_t entry, uint32_t *out_people);

/* The k-th entry from 0; 0 when there is none. */
uint32_t km_order_at(const struct km_day *day, uint32_t root, uint32_t k);

/* People of the first k entries. */
uint32_t km_order_people(const struct km_day *day, uint32_t root, uint32_t k);

uint32_t km_order_count(const struct km_day *day, uint32_t root);
uint32_t km_order_sum(const struct km_day *day, uint32_t root);

/* The neighbours of entry (which need not be in it), 0 = none. */
void km_order_neighbours(const struct km_day *day, uint32_t root, uint32_t entry,
        uint32_t *out_before, uint32_t *out_after);

#endif
