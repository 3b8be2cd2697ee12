#ifndef KIOSK_SCAN_READER_H
#define KIOSK_SCAN_READER_H

/* Grey picture in, texts of the QR codes in it out: the look for finder patterns, the straightened
 * patches, and zbar, which has the last word on every code. A code that is there but cannot be read
 * yet is told as well, so that people see that they are on the right way. */

#include <stdbool.h>

#include "kiosk/scan/decoder.h"
#include "kiosk/scan/frame.h"

struct kiosk_point {
    int x, y; /* px */
};

/* Where a code lies. */
struct kiosk_sighting {
    bool seen;                     /* there is one; the fields below say where … */
    struct kiosk_point corners[4]; /* px in the frame: round the code from its top left */
    float module_px;               /* about the size of one of its modules */
    bool inverted;                 /* light on dark */
};

struct kiosk_reader; /* opaque. One thread at a time; several readers may run side by side. */

struct kiosk_reader *kiosk_reader_new(void);
void kiosk_reader_free(struct kiosk_reader *reader);

/* One frame of a stream, for as little as may be: the look, and where it finds a code a few small
 * patches to zbar. What costs more, or seldom helps, is tried on some frames only, in turn.
 * True where a text was found; *out and *sighting are always set. frame: borrowed. */
bool kiosk_reader_watch(struct kiosk_reader *reader, const struct kiosk_grey *frame,
        struct kiosk_readings *out, struct kiosk_sighting *sighting);

/* One picture by itself: every try until a text is found. */
bool kiosk_reader_read(
        struct kiosk_reader *reader, const struct kiosk_grey *picture, struct kiosk_readings *out);

#endif
