#include "tests/bench/scan_peers.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <zbar.h>

#include "kiosk/scan/reader.h"
#include "tests/bench/frames_canvas.h"

struct scan_peers {
    struct kiosk_reader *watch, *read; /* owned */
    zbar_image_scanner_t *zbar, *zbar_qr;
    zbar_image_t *image;
    bool ours_only;
};

static const char *const names[SCAN_DECODERS] = {
        "ours watch", "ours read", "zbar", "zbar QR", "zxing fast", "zxing hard"};

const char *scan_peers_name(enum scan_decoder decoder)
{
    return names[decoder];
}

double scan_now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

struct scan_peers *scan_peers_new(bool ours_only)
{
    struct scan_peers *peers = calloc(1, sizeof *peers);
    if (!peers)
        abort();
    peers->ours_only = ours_only;
    peers->watch = kiosk_reader_new();
    peers->read = kiosk_reader_new();
    peers->zbar = zbar_image_scanner_create();
    peers->zbar_qr = zbar_image_scanner_create();
    peers->image = zbar_image_create();
    zbar_image_set_format(peers->image, zbar_fourcc('Y', '8', '0', '0'));
    zbar_image_scanner_request_dbus(peers->zbar, 0);
    zbar_image_scanner_request_dbus(peers->zbar_qr, 0);
    zbar_image_scanner_set_config(peers->zbar_qr, ZBAR_NONE, ZBAR_CFG_ENABLE, 0);
    zbar_image_scanner_set_config(peers->zbar_qr, ZBAR_QRCODE, ZBAR_CFG_ENABLE, 1);
    return peers;
}

void scan_peers_free(struct scan_peers *peers)
{
    if (!peers)
        return;
    kiosk_reader_free(peers->watch);
    kiosk_reader_free(peers->read);
    zbar_image_scanner_destroy(peers->zbar);
    zbar_image_scanner_destroy(peers->zbar_qr);
    zbar_image_destroy(peers->image);
    free(peers);
}

bool scan_peers_has(const struct scan_peers *peers, enum scan_decoder decoder)
{
    if (decoder == SCAN_WATCH || decoder == SCAN_READ)
        return true;
#ifndef BENCH_ZXING
    if (decoder == SCAN_ZXING_FAST || decoder == SCAN_ZXING_HARD)
        return false;
#endif
    return !peers->ours_only;
}

void scan_peers_order(unsigned seed, enum scan_decoder order[SCAN_DECODERS])
{
    struct chance chance = chance_of(seed);
    for (int i = 0; i < SCAN_DECODERS; i++) {
        int j = chance_below(&chance, i + 1);
        order[i] = order[j];
        order[j] = (enum scan_decoder)i;
    }
}

void scan_peers_refresh(struct scan_peers *peers, int width, int height, int frames)
{
    struct kiosk_grey even;
    struct kiosk_readings readings;
    struct kiosk_sighting sighting;
    kiosk_reader_free(peers->watch);
    peers->watch = kiosk_reader_new();
    if (!kiosk_grey_init(&even, width, height))
        abort();
    kiosk_grey_fill(&even, 128);
    for (int i = 0; i < frames; i++)
        kiosk_reader_watch(peers->watch, &even, &readings, &sighting);
    kiosk_grey_destroy(&even);
}

static void take_readings(const struct kiosk_readings *readings, struct scan_result *out)
{
    for (int i = 0; i < readings->count && out->count < SCAN_TEXTS_MAX; i++)
        memcpy(out->texts[out->count++], readings->list[i].text, sizeof out->texts[0]);
}

static void run_ours(struct scan_peers *peers, bool watch, const struct kiosk_grey *grey,
        struct scan_result *out)
{
    struct kiosk_readings readings;
    struct kiosk_sighting sighting = {0};
    double begun = scan_now_ms();
    if (watch)
        kiosk_reader_watch(peers->watch, grey, &readings, &sighting);
    else
        kiosk_reader_read(peers->read, grey, &readings);
    out->ms = scan_now_ms() - begun;
    out->seen = sighting.seen;
    take_readings(&readings, out);
}

static void run_zbar(struct scan_peers *peers, zbar_image_scanner_t *scanner,
        const struct kiosk_grey *grey, struct scan_result *out)
{
    unsigned long size = (unsigned long)grey->width * (unsigned long)grey->height;
    double begun = scan_now_ms();
    zbar_image_set_size(peers->image, (unsigned)grey->width, (unsigned)grey->height);
    zbar_image_set_data(peers->image, grey->pixels, size, NULL);
    zbar_scan_image(scanner, peers->image);
    out->ms = scan_now_ms() - begun;
    const zbar_symbol_t *symbol = zbar_image_first_symbol(peers->image);
    for (; symbol && out->count < SCAN_TEXTS_MAX; symbol = zbar_symbol_next(symbol)) {
        if (zbar_symbol_get_type(symbol) != ZBAR_QRCODE)
            continue; /* the bars on a shelf */
        char *text = out->texts[out->count++];
        strncpy(text, zbar_symbol_get_data(symbol), KM_SCAN_TEXT_MAX);
        text[KM_SCAN_TEXT_MAX] = 0;
    }
    zbar_image_set_data(peers->image, NULL, 0, NULL);
}

static void run_zxing(const struct kiosk_grey *grey, bool hard, struct scan_result *out)
{
#ifdef BENCH_ZXING
    double begun = scan_now_ms();
    out->count = scan_zxing_read(grey, hard, out->texts[0], sizeof out->texts[0]);
    out->ms = scan_now_ms() - begun;
#else
    (void)grey, (void)hard, (void)out;
#endif
}

void scan_peers_run(struct scan_peers *peers, enum scan_decoder decoder,
        const struct kiosk_grey *grey, struct scan_result *out)
{
    out->count = 0;
    out->ms = 0;
    out->seen = false;
    switch (decoder) {
    case SCAN_WATCH:
    case SCAN_READ:
        run_ours(peers, decoder == SCAN_WATCH, grey, out);
        break;
    case SCAN_ZBAR:
    case SCAN_ZBAR_QR:
        run_zbar(peers, decoder == SCAN_ZBAR ? peers->zbar : peers->zbar_qr, grey, out);
        break;
    case SCAN_ZXING_FAST:
    case SCAN_ZXING_HARD:
        run_zxing(grey, decoder == SCAN_ZXING_HARD, out);
        break;
    case SCAN_DECODERS:
        break;
    }
}
