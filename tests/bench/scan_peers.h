#ifndef TESTS_BENCH_SCAN_PEERS_H
#define TESTS_BENCH_SCAN_PEERS_H

/* The decoders that are compared, behind one call: ours, zbar as everybody uses it, zxing-cpp where
 * it was there when this was built. One thread. */

#include <stdbool.h>

#include "core/bounds.h"
#include "kiosk/scan/frame.h"

enum scan_decoder {
    SCAN_WATCH, /* ours on a stream: one look */
    SCAN_READ,  /* ours on a picture by itself: all tries */
    SCAN_ZBAR,  /* its defaults: every kind of code */
    SCAN_ZBAR_QR,
    SCAN_ZXING_FAST, /* QR only, tryHarder, tryRotate, tryDownscale off */
    SCAN_ZXING_HARD, /* QR only, all three on */
    SCAN_DECODERS,
};

#define SCAN_TEXTS_MAX 8

struct scan_result {
    double ms; /* CPU time of the thread */
    bool seen; /* ours: a code is in view, read or not */
    int count;
    char texts[SCAN_TEXTS_MAX][KM_SCAN_TEXT_MAX + 1]; /* of QR codes; longer ones are cut */
};

struct scan_peers;

/* ours_only: for a quick turn at our own. */
struct scan_peers *scan_peers_new(bool ours_only);
void scan_peers_free(struct scan_peers *peers);

bool scan_peers_has(const struct scan_peers *peers, enum scan_decoder decoder);
const char *scan_peers_name(enum scan_decoder decoder);

/* Our watching reader forgets all: the next look is the first. `frames` empty ones of this size
 * have gone by, so that its memory is there and its turns are anywhere. */
void scan_peers_refresh(struct scan_peers *peers, int width, int height, int frames);

void scan_peers_run(struct scan_peers *peers, enum scan_decoder decoder,
        const struct kiosk_grey *grey, struct scan_result *out);

/* All decoders in an order that hangs on the seed, so that none always finds the caches warm. */
void scan_peers_order(unsigned seed, enum scan_decoder order[SCAN_DECODERS]);

/* CPU time of this thread, ms. */
double scan_now_ms(void);

/* What scan_zxing.cc gives: the text of a QR code, at most size - 1 bytes; false without one. */
bool scan_zxing_read(const struct kiosk_grey *grey, bool hard, char *out, int size);

#endif
