#include "kiosk/device/printer_spec.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define TCP "tcp:"

static bool port_read(const char *text, char *out_port)
{
    size_t length = strlen(text);
    if (length < 1 || length > 5 || strspn(text, "0123456789") != length)
        return false;
    long number = strtol(text, NULL, 10);
    if (number < 1 || number > 65535)
        return false;
    snprintf(out_port, 6, "%ld", number);
    return true;
}

static bool address_read(const char *text, struct kiosk_printer_spec *spec)
{
    bool bracket = *text == '[';
    const char *host = text + bracket;
    size_t length = strcspn(host, bracket ? "]" : ":");
    const char *rest = host + length;
    if (length < 1 || (bracket && *rest != ']'))
        return false;
    rest += bracket;
    for (size_t i = 0; i < length; i++)
        if (host[i] <= ' ' || host[i] > '~' || host[i] == '/')
            return false;
    snprintf(spec->name, sizeof spec->name, "%.*s", (int)length, host);
    spec->kind = KIOSK_PRINTER_TCP;
    return *rest == 0 ? port_read("9100", spec->port)
                      : *rest == ':' && port_read(rest + 1, spec->port);
}

bool kiosk_printer_spec_read(const char *text, struct kiosk_printer_spec *out_spec, char *err)
{
    struct kiosk_printer_spec spec = {0};
    bool good = strlen(text) <= KIOSK_PRINTER_SPEC_MAX;
    if (!good) {
        /* said below */
    } else if (strcmp(text, "none") == 0) {
        spec.kind = KIOSK_PRINTER_NONE;
    } else if (*text == '/') {
        spec.kind = KIOSK_PRINTER_DEVICE;
        snprintf(spec.name, sizeof spec.name, "%s", text);
    } else {
        good = strncmp(text, TCP, strlen(TCP)) == 0 && address_read(text + strlen(TCP), &spec);
    }
    if (!good) {
        snprintf(err, KM_ERR_MAX,
                "the printer is %.100s; allowed: none, /dev/usb/lp0 or another device file, "
                "tcp:HOST or tcp:HOST:PORT",
                text);
        return false;
    }
    *out_spec = spec;
    return true;
}
