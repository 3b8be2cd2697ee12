#ifndef KIOSK_DEVICE_PRINTER_SESSION_H
#define KIOSK_DEVICE_PRINTER_SESSION_H

/* One visit to the printer: open, ask how it is, print perhaps, close. It is opened afresh each
 * time: so a printer that was unplugged or switched off is noticed before a ticket is lost in it,
 * comes back by itself, and may be shared. The printer's thread only. */

#include "kiosk/device/escpos.h"
#include "kiosk/device/printer.h"
#include "kiosk/device/printer_port.h"

struct kiosk_printer_session {
    const struct kiosk_printer_spec *spec;   /* borrowed */
    const struct kiosk_printer_times *times; /* borrowed */
    int stop_fd;                             /* borrowed; readable when the program stops */
    bool broken_off; /* a job did not come to its end: the printer may hold a part of it */
};

/* How is the printer? out_state is always set, out_reason (KM_ERR_MAX) says why it cannot print,
 * "" when it can as far as one knows. */
void kiosk_printer_session_look(struct kiosk_printer_session *session,
        struct kiosk_printer_state *out_state, char *out_reason);

/* Print a ticket unless the printer says it cannot; then nothing is sent. Outputs as above, after
 * the job. */
enum kiosk_printed kiosk_printer_session_print(struct kiosk_printer_session *session,
        const struct kiosk_raster *raster, struct kiosk_printer_state *out_state, char *out_reason);

#endif
