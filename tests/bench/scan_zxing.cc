/* zxing-cpp for the bench: C++ in, C out. */

#define ZX_USE_UTF8 1
#include <ReadBarcode.h>

#include <cstring>

extern "C" {
#include "kiosk/scan/frame.h"
bool scan_zxing_read(const struct kiosk_grey *grey, bool hard, char *out, int size);
}

bool scan_zxing_read(const struct kiosk_grey *grey, bool hard, char *out, int size)
{
    ZXing::ImageView view(
            grey->pixels, grey->width, grey->height, ZXing::ImageFormat::Lum, grey->stride);
    auto hints = ZXing::DecodeHints()
                         .setFormats(ZXing::BarcodeFormat::QRCode)
                         .setTryHarder(hard)
                         .setTryRotate(hard)
                         .setTryDownscale(hard);
    auto result = ZXing::ReadBarcode(view, hints);
    if (!result.isValid())
        return false;
    auto text = result.text();
    std::strncpy(out, text.c_str(), size - 1);
    out[size - 1] = 0;
    return true;
}
