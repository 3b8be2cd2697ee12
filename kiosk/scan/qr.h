#ifndef KIOSK_SCAN_QR_H
#define KIOSK_SCAN_QR_H

/* A ticket's text as QR modules (libqrencode): alphanumeric mode, error correction M, the smallest
 * version that holds it. And as a clean grey picture, by which a
 * ticket is proven readable before it is shown: zbar is known to miss some clean codes. */

#include <stdbool.h>
#include <stdint.h>

#include "core/bounds.h"
#include "kiosk/scan/frame.h"
#include "kiosk/scan/reader.h"

/* Version 14: 528 characters at level M, so any text within KM_SCAN_TEXT_MAX fits. */
#define KIOSK_QR_SIDE_MAX 73
#define KIOSK_QR_QUIET 4 /* light modules around the code, as the standard wants */

struct kiosk_qr {
    char text[KM_SCAN_TEXT_MAX + 1];
    int side;                                               /* modules, 21 to KIOSK_QR_SIDE_MAX */
    uint8_t modules[KIOSK_QR_SIDE_MAX * KIOSK_QR_SIDE_MAX]; /* side × side, row by row; 1 is dark */
};

/* Refuses an empty or too long text and characters outside QR's alphanumeric set (0-9 A-Z space
 * $%*+-./:). Any thread. err: KM_ERR_MAX bytes. */
bool kiosk_qr_make(const char *text, struct kiosk_qr *out, char *err);

/* Draws black on white with its quiet zone, module_px px a module, into *out (resized). */
bool kiosk_qr_draw(const struct kiosk_qr *qr, int module_px, struct kiosk_grey *out);

/* Does the reader read exactly the text from the drawn code? */
bool kiosk_qr_readable(const struct kiosk_qr *qr, struct kiosk_reader *reader);

#endif
