#ifndef KIOSK_CONFIG_H
#define KIOSK_CONFIG_H

/* What the kiosk runs with: the built-in values, over them the configuration file, over it the
 * command line. Every key stands, commented, in config/kiosk.yaml. Paths in the file are relative
 * to the file. Plain values; main thread. */

#include <limits.h>

#include "core/name.h"
#include "kiosk/model.h"
#include "kiosk/options.h"

enum kiosk_role {
    KIOSK_ROLE_ALL,     /* tickets, and check-in at the side */
    KIOSK_ROLE_TICKET,  /* tickets only; a camera shows visitors where they stand */
    KIOSK_ROLE_CHECKIN, /* check-in only */
    KIOSK_ROLE_BOARD,   /* shows who is called, and says it */
};

struct kiosk_config {
    char data[PATH_MAX];
    char camera[PATH_MAX + 16];   /* a spec as in kiosk/scan/source.h */
    char station[KM_URL_MAX + 1]; /* "" = where it was enrolled */
    char trace[PATH_MAX];         /* "" = none */
    enum kiosk_role role;
    km_zone zone; /* where it checks in, or whose board it is; KM_ZONE_NONE: every zone */
    enum kiosk_lang lang;
    bool windowed;
    int width, height; /* px, of the window */
    bool sound, voice;
    char printer[KIOSK_PRINTER_SPEC_MAX + 1]; /* a spec as in kiosk/device/printer.h */
    int paper;                                /* mm, 80 or 58 */
    double inches;                            /* of the glass, corner to corner; 0 = not known */
    int home_after, attract_after, ticket_for, verdict_for, goodbye_for, staff_for; /* seconds */
};

/* False with the reason, FILE:LINE where it stands in the file. */
bool kiosk_config_make(
        const struct kiosk_options *options, struct kiosk_config *out_config, char *err);

/* Are the values of the options such as they may be? False: a usage error. */
bool kiosk_config_check(const struct kiosk_options *options, char *err);

/* "all", "ticket", "checkin", "board"; static. */
const char *kiosk_role_name(enum kiosk_role role);

#endif
