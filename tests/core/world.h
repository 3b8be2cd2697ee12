#ifndef KM_TEST_WORLD_H
#define KM_TEST_WORLD_H

/* Random sets of records for the tests of the fold, by a fixed seed: a station and some kiosks that
 * write anything they may and some things they may not, name tickets that exist, do not exist yet
 * or are no tickets, undo, transfer, correct their clocks, get revoked and are forgotten. Meant to
 * be worse than life. */

#include "core/record.h"

struct world_record {
    struct km_name name;
    struct km_record record;
    uint8_t key[32]; /* record.key of a node record points here */
    uint8_t days[2]; /* record.days of a forget points here */
};

struct world {
    struct world_record *items; /* owned; each node's in its order of seq */
    uint32_t count;
    km_node nodes[6]; /* [0] is the station */
    uint32_t node_count;
};

uint64_t world_random(uint64_t *state);
void world_make(struct world *world, uint64_t seed, uint32_t count);

/* From which seq on the records of a node do not count, by the world's revocations; 0 = all do. */
uint32_t world_cut(const struct world *world, km_node node);
void world_destroy(struct world *world);

#endif
