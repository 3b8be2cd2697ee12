#ifndef KIOSK_OPTIONS_H
#define KIOSK_OPTIONS_H

/* The command line: which command, and what it was told. Strings are borrowed from argv, NULL where
 * not given. Main thread. */

#include <stdbool.h>

#include "core/bounds.h"

struct kiosk_options;

/* Does what was asked, says why when it failed; gives the exit code: 0 done, 1 failed. */
typedef int kiosk_command_fn(const struct kiosk_options *options);

struct kiosk_options {
    kiosk_command_fn *run; /* NULL: only the usage or the version was asked for */
    bool version;
    const char *config, *data, *windowed, *role, *lang, *camera, *zone, *station, *trace, *printer;
    const char *out, *size, *access; /* of screenshots */
    char *const *arguments; /* what stands behind the command, without options */
    int argument_count;
};

/* False with the reason: a usage error. Reorders argv. */
bool kiosk_options_parse(int argc, char **argv, struct kiosk_options *out_options, char *err);

/* The whole usage, static. */
const char *kiosk_options_usage(void);

kiosk_command_fn kiosk_command_run;         /* app.c: without a command */
kiosk_command_fn kiosk_command_enrol;       /* command_enrol.c */
kiosk_command_fn kiosk_command_pin;         /* command_pin.c */
kiosk_command_fn kiosk_command_scan_file;   /* command_scan_file.c */
kiosk_command_fn kiosk_command_self_test;   /* command_self_test.c */
kiosk_command_fn kiosk_command_screenshots; /* command_screenshots.c */

#endif
