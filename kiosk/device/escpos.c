#include "kiosk/device/escpos.h"

#include <assert.h>
#include <string.h>

#define ESC 0x1B
#define GS 0x1D
#define DLE 0x10
#define EOT 0x04
#define ENQ 0x05
#define DC4 0x14

#define FEED 40 /* dots of white below a ticket: 5 mm */

/* Bits of the answers to DLE EOT n. */
#define PRINTER_OFFLINE 0x08
#define OFFLINE_COVER 0x04
#define OFFLINE_PAPER 0x20
#define ERROR_CUTTER 0x08
#define ERROR_LASTING 0x20
#define ERROR_PASSING 0x40
#define PAPER_NEAR 0x0C
#define PAPER_END 0x60

const uint8_t kiosk_escpos_clear[KIOSK_ESCPOS_CLEAR_SIZE] = {
        DLE, DC4, 8, 1, 3, 20, 1, 6, 2, 8}; /* DLE DC4 fn d1 … d7: fixed by the reference */

/* DLE EOT, DLE ENQ and DLE DC4 are obeyed as soon as they are received, wherever they stand. */
static void defuse(uint8_t *dots, size_t size)
{
    for (size_t i = 0; i + 1 < size; i++)
        if (dots[i] == DLE && (dots[i + 1] == EOT || dots[i + 1] == ENQ || dots[i + 1] == DC4))
            dots[i] |= DLE >> 1;
}

static bool put_band(const struct kiosk_raster *raster, int from, int rows, struct km_buffer *out)
{
    const uint8_t head[] = {GS, 'v', '0', 0, (uint8_t)(raster->stride & 0xFF),
            (uint8_t)(raster->stride >> 8), (uint8_t)(rows & 0xFF), (uint8_t)(rows >> 8)};
    size_t size = (size_t)rows * (size_t)raster->stride;
    if (!km_buffer_put(out, head, sizeof head))
        return false;
    uint8_t *dots = km_buffer_add(out, size);
    if (!dots)
        return false;
    memcpy(dots, raster->bytes + (size_t)from * (size_t)raster->stride, size);
    defuse(dots, size);
    return true;
}

bool kiosk_escpos_job(const struct kiosk_raster *raster, struct km_buffer *out)
{
    static const uint8_t begin[] = {ESC, '@'};
    static const uint8_t end[] = {ESC, 'J', FEED, GS, 'V', 'B', 0, GS, 'r', 1};
    assert(raster->bytes);
    km_buffer_put(out, begin, sizeof begin);
    for (int y = 0; y < raster->rows; y += KIOSK_ESCPOS_BAND) {
        int left = raster->rows - y;
        put_band(raster, y, left < KIOSK_ESCPOS_BAND ? left : KIOSK_ESCPOS_BAND, out);
    }
    km_buffer_put(out, end, sizeof end);
    return !out->full;
}

bool kiosk_escpos_complete(struct km_buffer *out)
{
    size_t size = KIOSK_ESCPOS_BAND * (KIOSK_RASTER_WIDTH_MAX / 8);
    uint8_t *white = km_buffer_add(out, size);
    if (white)
        memset(white, 0, size);
    return white;
}

void kiosk_escpos_ask(enum kiosk_escpos_status status, uint8_t out[3])
{
    assert(status < KIOSK_ESCPOS_STATUSES);
    out[0] = DLE;
    out[1] = EOT;
    out[2] = (uint8_t)(status + 1);
}

bool kiosk_escpos_is_status(uint8_t byte)
{
    return (byte & 0x93) == 0x12;
}

bool kiosk_escpos_is_done(uint8_t byte)
{
    return (byte & 0x90) == 0;
}

/* Why it cannot print: what a person can mend comes first. */
static const char *fault_of(int printer, int offline, int error, int paper)
{
    if (offline & OFFLINE_COVER)
        return "the cover is open";
    if (paper & PAPER_END || offline & OFFLINE_PAPER)
        return "the paper is out";
    if (error & ERROR_CUTTER)
        return "the knife is stuck";
    if (error & ERROR_LASTING)
        return "it reports an error that needs service";
    if (error & ERROR_PASSING)
        return "the print head is too hot";
    if (printer & PRINTER_OFFLINE)
        return "it is off line";
    return "";
}

const char *kiosk_escpos_decode(
        const int answers[KIOSK_ESCPOS_STATUSES], struct kiosk_printer_state *out_state)
{
    int said[KIOSK_ESCPOS_STATUSES];
    bool known[KIOSK_ESCPOS_STATUSES];
    for (int i = 0; i < KIOSK_ESCPOS_STATUSES; i++) {
        known[i] = answers[i] >= 0 && answers[i] <= 0xFF &&
                   kiosk_escpos_is_status((uint8_t)answers[i]);
        said[i] = known[i] ? answers[i] : 0;
    }
    *out_state = (struct kiosk_printer_state){KM_DEVICE_UNKNOWN, KM_DEVICE_UNKNOWN, false};
    if (!known[KIOSK_ESCPOS_PRINTER])
        return "";
    int offline = said[KIOSK_ESCPOS_OFFLINE];
    int paper = said[KIOSK_ESCPOS_PAPER];
    int error = said[KIOSK_ESCPOS_ERROR];
    const char *fault = fault_of(said[KIOSK_ESCPOS_PRINTER], offline, error, paper);
    bool out = paper & PAPER_END || offline & OFFLINE_PAPER;
    out_state->cover_open = offline & OFFLINE_COVER;
    if (out)
        out_state->paper = KM_DEVICE_FAILED;
    else if (known[KIOSK_ESCPOS_PAPER])
        out_state->paper = paper & PAPER_NEAR ? KM_DEVICE_LOW : KM_DEVICE_OK;
    /* Off line for want of paper alone, the printer itself is well. */
    bool broken = out_state->cover_open || error & (ERROR_CUTTER | ERROR_LASTING | ERROR_PASSING);
    out_state->printer = broken || (*fault && !out) ? KM_DEVICE_FAILED : KM_DEVICE_OK;
    return fault;
}
