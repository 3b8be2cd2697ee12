#ifndef STATION_COMMANDS_H
#define STATION_COMMANDS_H

/* What the program can do, one function per command; each says why it failed on stderr and gives
 * the exit code: 0 done, 1 failed. Main thread. */

#include <stdbool.h>

#include "station/options.h"

station_command_fn station_serve;   /* app.c */
station_command_fn station_check;   /* command_check.c */
station_command_fn station_enrol;   /* command_enrol.c */
station_command_fn station_nodes;   /* command_nodes.c */
station_command_fn station_export;  /* export/export.c */
station_command_fn station_journal; /* command_journal.c */
station_command_fn station_verify;  /* command_verify.c */

struct station_campus;

/* Opens the campus that the options name, for a command that reads an existing one; close it with
 * station_campus_close. False: said why, as "Could not <what>: …". */
bool station_command_open(
        const struct station_options *options, const char *what, struct station_campus *out_campus);

#endif
