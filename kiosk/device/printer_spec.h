#ifndef KIOSK_DEVICE_PRINTER_SPEC_H
#define KIOSK_DEVICE_PRINTER_SPEC_H

/* Where the printer is, as the configuration says it. Pure; any thread. */

#include <stdbool.h>

#include "core/bounds.h"

enum kiosk_printer_kind { KIOSK_PRINTER_NONE, KIOSK_PRINTER_DEVICE, KIOSK_PRINTER_TCP };

/* Where the printer is. */
struct kiosk_printer_spec {
    enum kiosk_printer_kind kind;
    char name[KIOSK_PRINTER_SPEC_MAX + 1]; /* path, or host */
    char port[6];                          /* digits */
};

/* Reads none | /PATH of a device file | tcp:HOST[:PORT] (9100; an IPv6 address in brackets). False
 * with what is wrong and what is allowed. */
bool kiosk_printer_spec_read(const char *text, struct kiosk_printer_spec *out_spec, char *err);

#endif
