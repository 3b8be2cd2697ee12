#ifndef KIOSK_SCAN_MESH_H
#define KIOSK_SCAN_MESH_H

/* Paper is no plane: a crumpled or rolled slip lies off its grid by a module and more. A mesh of
 * nodes over the code holds how far, each found from its neighbours' outwards from the top left eye
 * by where the modules around it look most like dark and light. Pure. */

#include "kiosk/scan/grid.h"

#define KIOSK_MESH_NODES 13 /* most, each way */

struct kiosk_mesh {
    int nodes; /* each way; 0 = the code is plane */
    /* How far a node lies off the grid, in modules. */
    struct kiosk_spot off[KIOSK_MESH_NODES][KIOSK_MESH_NODES];
};

void kiosk_mesh_fit(
        const struct kiosk_grey *frame, const struct kiosk_grid *grid, struct kiosk_mesh *out);

/* How far the spot (u, v), in modules, lies off the grid. */
struct kiosk_spot kiosk_mesh_off(const struct kiosk_mesh *mesh, int side, float u, float v);

#endif
