#ifndef TESTS_BENCH_DOOR_PICTURES_H
#define TESTS_BENCH_DOOR_PICTURES_H

/* What the camera at a door sees in the course of a day, as PNG files for the V4L2 double: real
 * tickets, given by an enrolled kiosk, that a hand brings before a room; and the same room empty,
 * and with somebody walking by. Main thread. */

#include <stdbool.h>

#define DOOR_TICKETS_MAX 400

/* data: of a kiosk that has the programme and does not run. Gives that many tickets of zone A there
 * and leaves in `folder` (which is there):
 *   still-N.png   the empty room; each with noise of its own
 *   walk-NN.png   somebody walks through it and back
 *   NNN-in-N.png  ticket NNN comes in, NNN-held-N.png it is held
 *   pair-N.png    two tickets at once, the last two
 *   tickets       a line each: NNN, its number, the first of its pictures that can be read
 * err: KM_ERR_MAX bytes. */
bool door_pictures(const char *data, int tickets, const char *folder, char *err);

#endif
