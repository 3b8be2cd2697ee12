#include "core/order.h"

#include "core/array.h"
#include "core/day.h"

#include <assert.h>

/* A mixing of the index (Murmur3's finaliser) serves as the treap's priority. */
static uint32_t priority(const struct km_orders *orders, uint32_t node)
{
    node ^= orders->salt;
    node ^= node >> 16;
    node *= 0x85ebca6bu;
    node ^= node >> 13;
    node *= 0xc2b2ae35u;
    return node ^ (node >> 16);
}

void km_orders_init(struct km_orders *orders, uint32_t salt)
{
    *orders = (struct km_orders){.salt = salt};
}

void km_orders_destroy(struct km_orders *orders)
{
    free(orders->nodes);
    *orders = (struct km_orders){0};
}

static uint32_t node_new(struct km_orders *orders, uint32_t entry, uint32_t people)
{
    uint32_t node = orders->free;
    if (node != 0) {
        orders->free = orders->nodes[node].left;
    } else {
        if (orders->count == 0) {
            orders->nodes = km_array_grow(orders->nodes, &orders->cap, 1, sizeof *orders->nodes);
            orders->nodes[0] = (struct km_order_node){0};
            orders->count = 1;
        }
        KM_ARRAY_ROOM(orders->nodes, orders->count, orders->cap);
        node = orders->count++;
    }
    orders->nodes[node] = (struct km_order_node){.entry = entry, .count = 1, .sum = people};
    return node;
}

static void node_update(struct km_order_node *nodes, uint32_t node, uint32_t own)
{
    struct km_order_node *n = &nodes[node];
    n->count = 1 + nodes[n->left].count + nodes[n->right].count;
    n->sum = own + nodes[n->left].sum + nodes[n->right].sum;
}

static uint32_t node_own(const struct km_order_node *nodes, uint32_t node)
{
    const struct km_order_node *n = &nodes[node];
    return n->sum - nodes[n->left].sum - nodes[n->right].sum;
}

/* Splits the tree at root into what comes before entry and what comes after. Depth is that of the
 * treap. */
static void split(
        const struct km_day *day, uint32_t root, uint32_t entry, uint32_t *before, uint32_t *after)
{
    struct km_order_node *nodes = day->orders.nodes;
    if (root == 0) {
        *before = *after = 0;
        return;
    }
    uint32_t own = node_own(nodes, root);
    if (km_day_before(day, nodes[root].entry, entry)) {
        *before = root;
        split(day, nodes[root].right, entry, &nodes[root].right, after);
    } else {
        *after = root;
        split(day, nodes[root].left, entry, before, &nodes[root].left);
    }
    node_update(nodes, root, own);
}

static uint32_t merge(const struct km_orders *orders, uint32_t left, uint32_t right)
{
    struct km_order_node *nodes = orders->nodes;
    if (left == 0 || right == 0) {
        return left != 0 ? left : right;
    }
    uint32_t root = priority(orders, left) > priority(orders, right) ? left : right;
    uint32_t own = node_own(nodes, root);
    if (root == left) {
        nodes[root].right = merge(orders, nodes[left].right, right);
    } else {
        nodes[root].left = merge(orders, left, nodes[right].left);
    }
    node_update(nodes, root, own);
    return root;
}

void km_order_insert(struct km_day *day, uint32_t *root, uint32_t entry, uint32_t people)
{
    uint32_t node = node_new(&day->orders, entry, people);
    struct km_order_node *nodes = day->orders.nodes;
    uint32_t *link = root;
    while (*link != 0 && priority(&day->orders, *link) >= priority(&day->orders, node)) {
        struct km_order_node *at = &nodes[*link];
        at->count++;
        at->sum += people;
        link = km_day_before(day, at->entry, entry) ? &at->right : &at->left;
    }
    split(day, *link, entry, &nodes[node].left, &nodes[node].right);
    node_update(nodes, node, people);
    *link = node;
}

void km_order_remove(struct km_day *day, uint32_t *root, uint32_t entry)
{
    struct km_order_node *nodes = day->orders.nodes;
    uint32_t found = *root;
    while (nodes[found].entry != entry) {
        assert(found != 0);
        found = km_day_before(day, nodes[found].entry, entry) ? nodes[found].right
                                                              : nodes[found].left;
    }
    uint32_t people = node_own(nodes, found);
    uint32_t *link = root;
    while (*link != found) {
        struct km_order_node *at = &nodes[*link];
        at->count--;
        at->sum -= people;
        link = km_day_before(day, at->entry, entry) ? &at->right : &at->left;
    }
    *link = merge(&day->orders, nodes[found].left, nodes[found].right);
    nodes[found] = (struct km_order_node){.left = day->orders.free};
    day->orders.free = found;
}

uint32_t km_order_before(
        const struct km_day *day, uint32_t root, uint32_t entry, uint32_t *out_people)
{
    const struct km_order_node *nodes = day->orders.nodes;
    uint32_t count = 0, people = 0;
    while (root != 0) {
        const struct km_order_node *at = &nodes[root];
        if (km_day_before(day, at->entry, entry)) {
            count += 1 + nodes[at->left].count;
            people += node_own(nodes, root) + nodes[at->left].sum;
            root = at->right;
        } else {
            root = at->left;
        }
    }
    *out_people = people;
    return count;
}

uint32_t km_order_at(const struct km_day *day, uint32_t root, uint32_t k)
{
    const struct km_order_node *nodes = day->orders.nodes;
    while (root != 0) {
        uint32_t left = nodes[nodes[root].left].count;
        if (k == left) {
            return nodes[root].entry;
        }
        if (k < left) {
            root = nodes[root].left;
        } else {
            k -= left + 1;
            root = nodes[root].right;
        }
    }
    return 0;
}

uint32_t km_order_people(const struct km_day *day, uint32_t root, uint32_t k)
{
    const struct km_order_node *nodes = day->orders.nodes;
    uint32_t people = 0;
    while (root != 0 && k > 0) {
        uint32_t left = nodes[root].left;
        if (k <= nodes[left].count) {
            root = left;
            continue;
        }
        people += nodes[left].sum + node_own(nodes, root);
        k -= nodes[left].count + 1;
        root = nodes[root].right;
    }
    return people;
}

uint32_t km_order_count(const struct km_day *day, uint32_t root)
{
    return root != 0 ? day->orders.nodes[root].count : 0;
}

uint32_t km_order_sum(const struct km_day *day, uint32_t root)
{
    return root != 0 ? day->orders.nodes[root].sum : 0;
}

void km_order_neighbours(const struct km_day *day, uint32_t root, uint32_t entry,
        uint32_t *out_before, uint32_t *out_after)
{
    const struct km_order_node *nodes = day->orders.nodes;
    uint32_t before = 0, after = 0;
    while (root != 0) {
        uint32_t here = nodes[root].entry;
        if (here != entry && km_day_before(day, here, entry)) {
            before = here;
            root = nodes[root].right;
        } else {
            if (here != entry) {
                after = here;
                root = nodes[root].left;
                continue;
            }
            /* entry itself: its neighbours are the ends of its subtrees, or what was passed on the
             * way */
            for (uint32_t n = nodes[root].left; n != 0; n = nodes[n].right) {
                before = nodes[n].entry;
            }
            for (uint32_t n = nodes[root].right; n != 0; n = nodes[n].left) {
                after = nodes[n].entry;
            }
            break;
        }
    }
    *out_before = before;
    *out_after = after;
}
