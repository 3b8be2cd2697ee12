#ifndef TESTS_KIOSK_FAKE_ESCPOS_H
#define TESTS_KIOSK_FAKE_ESCPOS_H

/* What goes on inside a ticket printer: bytes in, pictures on paper and answers out. As strict as a
 * real one is careless: a command it does not know is an error. Like a real one it obeys DLE
 * commands wherever they stand, prints nothing while paper or cover stop it, and goes on with what
 * it holds when they do not. No threads, no I/O. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/buffer.h"
#include "kiosk/device/raster.h"

struct fake_escpos {
    /* How it is; may be changed at any time. */
    bool paper_near, paper_out, cover_open, cutter_stuck, off_line;
    bool mute;        /* never answers anything */
    bool no_done;     /* does not know GS r */
    bool babbles;     /* answers with bytes that are no answers */
    int out_after;    /* rows until the paper is out; 0 = never */
    bool silent_soon; /* mute from the end of the next ticket on */

    /* What came of it. */
    struct kiosk_raster *tickets; /* owned, `count` of them: cut off and in the tray */
    int count;
    int torn;        /* pictures begun and never cut */
    int asked;       /* DLE EOT seen */
    int inside;      /* DLE EOT seen inside a picture */
    int cleared;     /* DLE DC4 8 seen */
    char error[200]; /* the first thing it did not understand; "" = none */

    uint8_t answers[256]; /* to be sent, then answer_count = 0 */
    size_t answer_count;

    struct km_buffer held; /* received, not yet printed */
    struct km_buffer rows; /* of the picture being printed */
    int stride;            /* of it */
    uint8_t recent[10];    /* the last bytes received */
};

void fake_escpos_init(struct fake_escpos *f);
void fake_escpos_destroy(struct fake_escpos *f);

/* Bytes arrive. len 0: look again at what is held, after a change of state. */
void fake_escpos_feed(struct fake_escpos *f, const uint8_t *bytes, size_t len);

#endif
