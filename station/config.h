#ifndef STATION_CONFIG_H
#define STATION_CONFIG_H

/* What the station runs with: the built-in values, over them the configuration file, over it the
 * command line. Every key stands, commented, in config/station.yaml. Paths in the file are relative
 * to the file. Plain values; main thread. */

#include "core/bounds.h"
#include "station/options.h"

#include <limits.h>
#include <stddef.h>

#define STATION_LISTEN_MAX 300 /* a host name and a port */

struct station_config {
    char data[PATH_MAX];
    char programme[PATH_MAX]; /* "" = the one in the journal */
    char listen[STATION_LISTEN_MAX];
    char public_url[KM_URL_MAX + 1]; /* "HTTP://HOST[:PORT]"; "" = made from listen */
    char assets[PATH_MAX];           /* directory of the web pages */
};

/* False with the reason, FILE:LINE where it stands in the file. */
bool station_config_make(
        const struct station_options *options, struct station_config *out_config, char *err);

/* Reads a small file whole. *out_text is owned (free), with a NUL behind its *out_len bytes. */
bool station_config_slurp(
        const char *path, size_t max, char **out_text, size_t *out_len, char *err);

#endif
