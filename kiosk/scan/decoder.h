#ifndef KIOSK_SCAN_DECODER_H
#define KIOSK_SCAN_DECODER_H

/* Grey picture in, texts of the QR codes in it out. Hides zbar and its traps (SCANNING in the
 * design papers): QR only, exact bytes, cache off (with it half of a code pair aborts the process),
 * made anew every 500 reads (it leaks). Codes come from strangers: only whole QR codes with
 * printable ASCII of bounded length become texts; everything else is only counted. */

#include <stdbool.h>

#include "core/bounds.h"
#include "kiosk/scan/frame.h"

/* Codes reported of one picture; more are ignored. A visitor holds up one, a sheet of tickets a
 * few. */
#define KIOSK_READINGS_MAX 8

struct kiosk_reading {
    char text[KM_SCAN_TEXT_MAX + 1]; /* printable ASCII, never empty */
};

struct kiosk_readings {
    int count;
    int refused; /* codes seen that hold no plain text: binary, a part of a split text, other
                    scripts, too long */
    struct kiosk_reading list[KIOSK_READINGS_MAX];
};

struct kiosk_decoder; /* opaque: hides zbar. One thread at a time; several decoders may run side by
                         side. */

struct kiosk_decoder *kiosk_decoder_new(void);
void kiosk_decoder_free(struct kiosk_decoder *decoder);

/* Reads a picture (borrowed). True where at least one text was found; *out is always set. */
bool kiosk_decoder_read(
        struct kiosk_decoder *decoder, const struct kiosk_grey *grey, struct kiosk_readings *out);

#endif
