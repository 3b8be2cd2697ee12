#ifndef KIOSK_SCAN_QR_H
#define KIOSK_SCAN_QR_H

/* A ticket's text as QR modules (libqrencode): alphanumeric mode, error correction M, the smallest
 * version that holds it. And as a clean grey picture, by which a ticket is proven readable before
 * it is shown.
 *
 * Why M: a screen or paper gives a width, and at equal width fewer modules are larger ones.
 * Measured by tests/bench/bench_ticket on the 152 characters of a usual ticket, read by our
 * scanner, zbar and zxing-cpp; version and level, read of 100 shots by the code's width in px:
 *
 *                       width    5-L   6-M   8-Q  10-H
 *   distance alone         80     78    64    50    20
 *   blur of 1.2 px        120     75    74    50    49
 *   noise 15              120     91    84    74    55
 *   glare on 10 %         120     70    96    94    69
 *   glare on 20 %         140      3    89    93    89
 *   thumb over 10 %       140      3    83    81    80
 *   all 14, weighed       100     74    75    62    41
 *                         140     88    93    89    81
 *   px needed for 95 %           112   111   123   138
 *
 * L gains a tenth of the distance, which a step forward gives as well, and is lost as soon as a
 * tenth of the code is. The mask is libqrencode's: which one it takes is worth less than a px of
 * width. One module of light around the code is as good as four; with none on something dark hardly
 * anything is read. */

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

/* Is exactly the text read from the drawn code, 2 px a module: by the reader, and by zbar alone,
 * the latter from its mirror image too? Nearly every code passes; what fails is one that a decoder
 * stumbles over. A harder proof would gain nothing: between tickets that pass, reading differs by
 * less than half a px of width. */
bool kiosk_qr_readable(const struct kiosk_qr *qr, struct kiosk_reader *reader);

#endif
