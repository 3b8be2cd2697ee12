/* The only file that includes zbar. */

#include "kiosk/scan/decoder.h"

#include <assert.h>
#include <pthread.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <zbar.h>

/* zbar 0.23.92 leaks about 300 bytes a read code; made anew this often the heap stays flat. */
#define READS_PER_SCANNER 500

struct kiosk_decoder {
    zbar_image_scanner_t *scanner; /* owned, like image */
    zbar_image_t *image;
    int reads;                /* with the present scanner */
    struct kiosk_grey packed; /* owned: zbar knows no stride, so a view is copied here first */
};

static void open_scanner(struct kiosk_decoder *decoder)
{
    zbar_image_scanner_t *scanner = zbar_image_scanner_create();
    zbar_image_t *image = zbar_image_create();
    if (!scanner || !image)
        abort(); /* small internal allocation */
    zbar_image_scanner_request_dbus(scanner, 0);
    zbar_image_scanner_enable_cache(scanner, 0);
    zbar_image_scanner_set_config(scanner, ZBAR_NONE, ZBAR_CFG_ENABLE, 0);
    zbar_image_scanner_set_config(scanner, ZBAR_QRCODE, ZBAR_CFG_ENABLE, 1);
    zbar_image_scanner_set_config(scanner, ZBAR_QRCODE, ZBAR_CFG_BINARY, 1);
    zbar_image_scanner_set_config(scanner, ZBAR_NONE, ZBAR_CFG_X_DENSITY, 1);
    zbar_image_scanner_set_config(scanner, ZBAR_NONE, ZBAR_CFG_Y_DENSITY, 1);
    zbar_image_scanner_set_config(scanner, ZBAR_NONE, ZBAR_CFG_TEST_INVERTED, 0);
    zbar_image_set_format(image, zbar_fourcc('Y', '8', '0', '0'));
    decoder->scanner = scanner;
    decoder->image = image;
    decoder->reads = 0;
}

static void close_scanner(struct kiosk_decoder *decoder)
{
    if (decoder->image)
        zbar_image_destroy(decoder->image);
    if (decoder->scanner)
        zbar_image_scanner_destroy(decoder->scanner);
    decoder->image = NULL;
    decoder->scanner = NULL;
}

/* zbar fills a table of its own at the first use, without a lock: do that once, before two threads
 * can. */
static void warm_up(void)
{
    struct kiosk_decoder first = {0};
    open_scanner(&first);
    close_scanner(&first);
}

struct kiosk_decoder *kiosk_decoder_new(void)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, warm_up);
    struct kiosk_decoder *decoder = calloc(1, sizeof *decoder);
    if (!decoder)
        abort();
    open_scanner(decoder);
    return decoder;
}

void kiosk_decoder_free(struct kiosk_decoder *decoder)
{
    if (!decoder)
        return;
    close_scanner(decoder);
    kiosk_grey_destroy(&decoder->packed);
    free(decoder);
}

static bool is_plain_text(const char *data, size_t length)
{
    if (length == 0 || length > KM_SCAN_TEXT_MAX)
        return false;
    for (size_t i = 0; i < length; i++)
        if (data[i] < 0x20 || data[i] > 0x7e)
            return false;
    return true;
}

static void take_symbol(const zbar_symbol_t *symbol, struct kiosk_readings *out)
{
    const char *data = zbar_symbol_get_data(symbol);
    size_t length = zbar_symbol_get_data_length(symbol);
    /* Half of a split text comes as ZBAR_PARTIAL, with data. */
    if (zbar_symbol_get_type(symbol) != ZBAR_QRCODE || !data || !is_plain_text(data, length)) {
        out->refused++;
        return;
    }
    if (out->count == KIOSK_READINGS_MAX)
        return;
    struct kiosk_reading *reading = &out->list[out->count++];
    *reading = (struct kiosk_reading){0};
    memcpy(reading->text, data, length);
}

/* The picture as zbar wants it, without gaps between the rows; NULL without memory. */
static const uint8_t *pack(struct kiosk_decoder *decoder, const struct kiosk_grey *grey)
{
    if (grey->stride == grey->width)
        return grey->pixels;
    if (!kiosk_grey_resize(&decoder->packed, grey->width, grey->height))
        return NULL;
    for (int y = 0; y < grey->height; y++)
        memcpy(decoder->packed.pixels + (size_t)y * (size_t)grey->width,
                grey->pixels + (size_t)y * (size_t)grey->stride, (size_t)grey->width);
    return decoder->packed.pixels;
}

bool kiosk_decoder_read(
        struct kiosk_decoder *decoder, const struct kiosk_grey *grey, struct kiosk_readings *out)
{
    assert(grey->pixels && grey->stride >= grey->width);
    out->count = out->refused = 0;
    if (!kiosk_grey_size_allowed(grey->width, grey->height))
        return false;
    const uint8_t *pixels = pack(decoder, grey);
    if (!pixels)
        return false;
    if (decoder->reads++ >= READS_PER_SCANNER) {
        close_scanner(decoder);
        open_scanner(decoder);
    }
    zbar_image_set_size(decoder->image, (unsigned)grey->width, (unsigned)grey->height);
    zbar_image_set_data(
            decoder->image, pixels, (unsigned long)grey->width * (unsigned long)grey->height, NULL);
    if (zbar_scan_image(decoder->scanner, decoder->image) > 0)
        for (const zbar_symbol_t *symbol = zbar_image_first_symbol(decoder->image); symbol;
                symbol = zbar_symbol_next(symbol))
            take_symbol(symbol, out);
    zbar_image_set_data(decoder->image, NULL, 0, NULL); /* borrowed pixels: forget them */
    return out->count > 0;
}
