#ifndef STATION_COMMANDS_H
#define STATION_COMMANDS_H

/* What the program can do, one function per command; each says why it failed on stderr and gives
 * the exit code: 0 done, 1 failed. Main thread. */

#include "station/options.h"

station_command_fn station_serve;   /* app.c */
station_command_fn station_check;   /* command_check.c */
station_command_fn station_enrol;   /* command_enrol.c */
station_command_fn station_nodes;   /* command_nodes.c */
station_command_fn station_export;  /* export/export.c */
station_command_fn station_journal; /* command_journal.c */
station_command_fn station_verify;  /* command_verify.c */

#endif
