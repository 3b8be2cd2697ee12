/* What the commands beside `serve` begin with: the configuration, and the campus opened. */
#include "station/campus.h"
#include "station/commands.h"
#include "station/config.h"

#include <stdio.h>

bool station_command_open(
        const struct station_options *options, const char *what, struct station_campus *out_campus)
{
    struct station_config config;
    char err[KM_ERR_MAX];
    if (!station_config_make(options, &config, err)) {
        fprintf(stderr, "%s\n", err);
        return false;
    }
    if (!station_campus_open(out_campus, config.data, false, err)) {
        fprintf(stderr, "Could not %s: %s\n", what, err);
        return false;
    }
    return true;
}
