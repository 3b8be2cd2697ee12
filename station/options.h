#ifndef STATION_OPTIONS_H
#define STATION_OPTIONS_H

/* The command line: which command, and what it was told. Strings are borrowed from argv, NULL where
 * not given. Main thread. */

#include "core/bounds.h"

#include <stdbool.h>

struct station_options;

/* Does what was asked; gives the exit code. */
typedef int station_command_fn(const struct station_options *options);

struct station_options {
    station_command_fn *run; /* NULL: only the usage or the version was asked for */
    const char *config, *programme, *data, *listen, *rehearse, *assets;
    const char *file; /* of check */
    const char *name; /* of enrol */
    const char *format, *out, *day;
    bool json, version;
};

/* False with the reason: a usage error. */
bool station_options_parse(int argc, char **argv, struct station_options *out_options, char *err);

/* The whole usage, static. */
const char *station_options_usage(void);

#endif
