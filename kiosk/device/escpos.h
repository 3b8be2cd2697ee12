#ifndef KIOSK_DEVICE_ESCPOS_H
#define KIOSK_DEVICE_ESCPOS_H

/* ESC/POS, as far as a ticket needs it: the bytes of a job, the questions about paper and cover,
 * and what the answers mean. Source: Epson's "ESC/POS Command Reference", under the command names
 * given here. Tickets go as pictures, so any script prints on any printer, whatever letters are in
 * it. Pure; any thread. */

#include "core/buffer.h"
#include "core/sync.h"
#include "kiosk/device/raster.h"

/* Rows of one GS v 0: cheap printers hold one such picture in their buffer before they burn it. */
#define KIOSK_ESCPOS_BAND 255

/* The questions of DLE EOT n, asked one at a time, in this order. */
enum kiosk_escpos_status {
    KIOSK_ESCPOS_PRINTER, /* n = 1: on line? */
    KIOSK_ESCPOS_OFFLINE, /* n = 2: why not: cover, paper */
    KIOSK_ESCPOS_ERROR,   /* n = 3: cutter, head */
    KIOSK_ESCPOS_PAPER,   /* n = 4: near its end, at its end */
    KIOSK_ESCPOS_STATUSES,
};

struct kiosk_printer_state {
    enum km_device_state printer, paper;
    bool cover_open;
};

/* Appends a whole ticket: ESC @ (start afresh), GS v 0 per band (picture), ESC J (feed),
 * GS V B (feed to the knife, cut but for a point), GS r 1 (say when it is done). Printers obey
 * DLE commands even where their bytes stand inside a picture; where a picture holds such bytes, one
 * dot is added. False when it does not fit. */
bool kiosk_escpos_job(const struct kiosk_raster *raster, struct km_buffer *out);

/* Appends what completes a picture that a printer may still be waiting for since its job broke
 * off: white dots, which it passes over otherwise. False when it does not fit. */
bool kiosk_escpos_complete(struct km_buffer *out);

/* DLE EOT n into out: 3 bytes. */
void kiosk_escpos_ask(enum kiosk_escpos_status status, uint8_t out[3]);

/* DLE DC4 8: forget what was received and not yet printed, so that no backlog is printed when new
 * paper comes. 10 bytes, static. */
#define KIOSK_ESCPOS_CLEAR_SIZE 10
extern const uint8_t kiosk_escpos_clear[KIOSK_ESCPOS_CLEAR_SIZE];

/* Whether a byte has the fixed bits of an answer to DLE EOT (0xx1xx10), or to GS r (0xx0xxxx). */
bool kiosk_escpos_is_status(uint8_t byte);
bool kiosk_escpos_is_done(uint8_t byte);

/* What the answers say: each a byte, or -1 for none. Without the first nothing is known. A byte
 * without the fixed bits counts as none. Returns why it cannot print, "" when it can; static. */
const char *kiosk_escpos_decode(
        const int answers[KIOSK_ESCPOS_STATUSES], struct kiosk_printer_state *out_state);

#endif
