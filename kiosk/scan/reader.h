#ifndef KIOSK_SCAN_READER_H
#define KIOSK_SCAN_READER_H

/* Grey picture in, texts of the QR codes in it out. A code that is there but cannot be read yet is
 * told as well, so that people see that they are on the right way.
 *
 * The method (patterns and their places: ISO/IEC 18004, section 6.3). The look finds square eyes
 * (finder.h); three that a square may show (triple.h), or two with a timing pattern beside them
 * (pair.h), are a code. The timing patterns tell its number of modules and the perspective, and
 * the known patterns settle the grid (grid.h); a mesh follows crumpled paper (mesh.h). Each module
 * is looked up in the grey picture, the blur that the timing patterns show is taken back (P. H. van
 * Cittert, Zeitschrift fuer Physik 69, 1931), dark and light are told apart by the modules around,
 * and the code is drawn afresh, upright and clean (modules.h). zbar reads that drawing: error
 * correction and text are its part, so it has the last word on every code.
 *
 * What others do: quirc, zxing and zbar judge modules in a picture that was made black and white as
 * a whole. quirc floods dark regions and shifts its grid until the known modules fit, as ours does;
 * zxing lays its grid through the eyes and one alignment pattern; zbar fits lines to the edges of
 * the eyes. Here black and white are the last step, made for one code by what is known of it, so
 * blur, shade and modules of two pixels cost few readings.
 *
 * Limits: versions 1 to 14; one eye hidden; cameras deliver pictures that are not
 * mirrored, but zbar reads the mirrored drawing too. */

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
