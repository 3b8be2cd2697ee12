/* The only file that includes libqrencode. */

#include "kiosk/scan/qr.h"

#include <assert.h>
#include <errno.h>
#include <qrencode.h>
#include <stdio.h>
#include <string.h>

/* px of a module in the proof: as few as a camera ever reads (at 1 px zbar reads one in eight). */
#define PROOF_MODULE_PX 2

bool kiosk_qr_make(const char *text, struct kiosk_qr *out, char *err)
{
    size_t length = strlen(text);
    if (length == 0 || length > KM_SCAN_TEXT_MAX) {
        snprintf(err, KM_ERR_MAX, "QR text of %zu characters; allowed: 1 to %d", length,
                KM_SCAN_TEXT_MAX);
        return false;
    }
    size_t plain = strspn(text, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:");
    if (plain < length) {
        snprintf(err, KM_ERR_MAX,
                "QR text has byte 0x%02x at %zu; allowed: 0-9 A-Z space $%%*+-./:",
                (unsigned char)text[plain], plain);
        return false;
    }
    bool ok = false;
    QRcode *code = NULL;
    QRinput *input = QRinput_new2(0, QR_ECLEVEL_M);
    if (input && QRinput_append(input, QR_MODE_AN, (int)length, (const unsigned char *)text) == 0)
        code = QRcode_encodeInput(input);
    if (!code) {
        snprintf(err, KM_ERR_MAX, "libqrencode: %s", strerror(errno));
        goto done;
    }
    if (code->width > KIOSK_QR_SIDE_MAX) {
        snprintf(err, KM_ERR_MAX, "QR code of %d modules is too large", code->width);
        goto done;
    }
    *out = (struct kiosk_qr){.side = code->width};
    memcpy(out->text, text, length);
    for (int i = 0; i < code->width * code->width; i++)
        out->modules[i] = code->data[i] & 1;
    ok = true;

done:
    QRcode_free(code);
    QRinput_free(input);
    return ok;
}

bool kiosk_qr_draw(const struct kiosk_qr *qr, int module_px, struct kiosk_grey *out)
{
    assert(module_px >= 1 && qr->side >= 21);
    int side = (qr->side + 2 * KIOSK_QR_QUIET) * module_px;
    if (!kiosk_grey_resize(out, side, side))
        return false;
    kiosk_grey_fill(out, 255);
    for (int row = 0; row < qr->side * module_px; row++) {
        uint8_t *pixel = out->pixels +
                         (size_t)(row + KIOSK_QR_QUIET * module_px) * (size_t)out->stride +
                         KIOSK_QR_QUIET * module_px;
        const uint8_t *modules = qr->modules + row / module_px * qr->side;
        for (int column = 0; column < qr->side * module_px; column++)
            pixel[column] = modules[column / module_px] ? 0 : 255;
    }
    return true;
}

static bool says(const struct kiosk_readings *readings, const struct kiosk_qr *qr)
{
    return readings->count == 1 && strcmp(readings->list[0].text, qr->text) == 0;
}

/* As a front camera or a mirror shows it: other pixels for a decoder, the same text. */
static void mirror(struct kiosk_grey *picture)
{
    for (int y = 0; y < picture->height; y++) {
        uint8_t *left = picture->pixels + (size_t)y * (size_t)picture->stride;
        for (uint8_t *right = left + picture->width - 1; left < right; left++, right--) {
            uint8_t kept = *left;
            *left = *right;
            *right = kept;
        }
    }
}

bool kiosk_qr_readable(const struct kiosk_qr *qr, struct kiosk_reader *reader)
{
    struct kiosk_grey picture = {0};
    struct kiosk_readings readings;
    struct kiosk_decoder *zbar = kiosk_decoder_new();
    bool readable = kiosk_qr_draw(qr, PROOF_MODULE_PX, &picture) &&
                    kiosk_reader_read(reader, &picture, &readings) && says(&readings, qr) &&
                    kiosk_decoder_read(zbar, &picture, &readings) && says(&readings, qr);
    if (readable) {
        mirror(&picture);
        readable = kiosk_decoder_read(zbar, &picture, &readings) && says(&readings, qr);
    }
    kiosk_decoder_free(zbar);
    kiosk_grey_destroy(&picture);
    return readable;
}
