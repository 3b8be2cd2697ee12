#ifndef KIOSK_DEVICE_PRINTER_PORT_H
#define KIOSK_DEVICE_PRINTER_PORT_H

/* Bytes to a printer and back, through a device file or TCP. Nothing here waits longer than it is
 * told: descriptors do not block, every wait has an end, and waiting for an answer ends early when
 * the program stops. Only looking up a host's name takes as long as the system lets it. One thread.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "kiosk/device/printer_spec.h"

struct kiosk_printer_port {
    int fd;      /* owned; -1 is closed */
    bool socket; /* TCP; else a device file */
    int stop_fd; /* borrowed; readable when the program stops */
};

enum kiosk_port_event { KIOSK_PORT_BYTE, KIOSK_PORT_NOTHING, KIOSK_PORT_GONE };

/* Opens it, in at most connect_ms for TCP. On failure out_port is closed, and err says why. */
bool kiosk_printer_port_open(const struct kiosk_printer_spec *spec, int stop_fd, int connect_ms,
        struct kiosk_printer_port *out_port, char *err);

/* Ends it. forget: what the printer did not take yet is thrown away, not sent later. */
void kiosk_printer_port_close(struct kiosk_printer_port *port, bool forget);

/* Sends all, until the printer has it as far as the system can tell. Fails with the reason when
 * nothing moves for stall_ms or the printer goes away. */
bool kiosk_printer_port_send(
        struct kiosk_printer_port *port, const uint8_t *bytes, size_t len, int stall_ms, char *err);

/* The next byte the printer says, waiting at most wait_ms (0: what is there already). */
enum kiosk_port_event kiosk_printer_port_receive(
        struct kiosk_printer_port *port, int wait_ms, uint8_t *out_byte);

/* Throws away what the printer has said so far. */
void kiosk_printer_port_drain(struct kiosk_printer_port *port);

/* A clock for waits: ms, never running backwards. */
int64_t kiosk_printer_clock_ms(void);

#endif
