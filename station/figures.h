#ifndef STATION_FIGURES_H
#define STATION_FIGURES_H

/* What the station shows at one moment: an immutable copy that the writer makes and the HTTP loop
 * serves, as the very bytes of the answers. A new one takes its place; the old one lives until its
 * last reader lets go. Making: the writer's thread. Reading: any thread. */

#include "station/campus.h"
#include "station/presence.h"

#include <pthread.h>
#include <stdatomic.h>

/* The roster's nodes, for checking signatures on the HTTP loop. Shared by figures between changes.
 */
struct station_members {
    atomic_int refs;
    uint32_t seq; /* of the station's record that changed them last */
    uint32_t count;
    struct km_member items[]; /* ascending node */
};

struct station_figures {
    atomic_int refs;
    struct station_members *members;
    char *zones;               /* owned; JSON of GET /api/v1/zones */
    char *overview;            /* owned; JSON for the live page */
    uint32_t accent;           /* 0xRRGGBB */
    struct station_logo *logo; /* counted; NULL: none */
    uint64_t records;
    uint32_t kiosks; /* enrolled, neither retired nor revoked */
    km_day_no day;
    int64_t made; /* UTC ms */
};

/* before: the figures in force, or NULL; their members are shared when nothing changed there. */
struct station_figures *station_figures_make(struct station_campus *campus,
        struct station_presence *presence, const struct station_figures *before);
struct station_figures *station_figures_ref(struct station_figures *figures);
void station_figures_unref(struct station_figures *figures); /* NULL is fine */

/* Whether both show the same numbers. */
bool station_figures_equal(const struct station_figures *a, const struct station_figures *b);

/* NULL when there is no such node. */
const struct km_member *station_figures_member(const struct station_figures *figures, km_node node);

/* The figures in force. */
struct station_board {
    pthread_mutex_t m;
    struct station_figures *current; /* guarded by m */
};

void station_board_init(struct station_board *board);
void station_board_destroy(struct station_board *board);
struct station_figures *station_board_get(struct station_board *board); /* owned: unref */
void station_board_set(struct station_board *board, struct station_figures *figures); /* taken */

#endif
