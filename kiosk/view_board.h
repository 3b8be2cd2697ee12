#ifndef KIOSK_VIEW_BOARD_H
#define KIOSK_VIEW_BOARD_H

/* What a board shows, from the fold: the tickets that are called and expected at a door, of one
 * zone or of all. Keeper's thread. */

#include "kiosk/view.h"

/* Fills scene->calls and scene->model.board but for what only the window knows. zone: whose board;
 * KM_ZONE_NONE: every zone. */
void kiosk_view_board(struct kiosk_scene *scene, const struct km_desk *desk, km_zone zone);

#endif
