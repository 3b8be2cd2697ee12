/* render_slips OUTDIR: every kind of paper ticket in both languages and widths as PNG files, dot
 * for dot as it is printed, to be looked at. */

#include <stdio.h>
#include <stdlib.h>

#include "core/bounds.h"
#include "kiosk/sdl/png.h"
#include "kiosk/slip.h"
#include "tests/kiosk/device/slips.h"

static bool render(const struct kiosk_screens *screens, struct kiosk_font *font,
        const struct kiosk_model *m, int width, const char *path, char *err)
{
    struct kiosk_raster raster;
    if (!kiosk_slip_make(screens, font, m, width, &raster, err))
        return false;
    uint32_t *pixels = malloc((size_t)raster.width * (size_t)raster.rows * sizeof *pixels);
    if (!pixels)
        abort();
    for (int y = 0; y < raster.rows; y++)
        for (int x = 0; x < raster.width; x++)
            pixels[y * raster.width + x] =
                    kiosk_raster_dot(&raster, x, y) ? 0xFF000000 : 0xFFFFFFFF;
    bool written = kiosk_png_write(path, pixels, raster.width, raster.rows, err);
    free(pixels);
    kiosk_raster_destroy(&raster);
    return written;
}

int main(int argc, char **argv)
{
    static const char *const names[SLIPS] = {"flow", "called", "session", "longest", "bare"};
    char err[KM_ERR_MAX] = "";
    struct kiosk_font *font = NULL;
    struct kiosk_screens screens = {0};
    struct kiosk_typeface face;
    struct kiosk_qr code;
    if (argc != 2) {
        fprintf(stderr, "usage: render_slips OUTDIR\n");
        return 2;
    }
    bool good =
            kiosk_qr_make("HTTP://192.168.10.20:8080/T/ABCDEFGHIJKLMNOPQRSTUVWXYZ234567ABCDEFGHI"
                          "JKLMNOPQRSTUVWXYZ234567ABCDEFGHIJKLMNOPQRSTUVWXYZ234567ABCDEFGHIJKLMN",
                    &code, err) &&
            kiosk_font_open(&font, err);
    if (good)
        face = kiosk_font_typeface(font);
    good = good && kiosk_screens_init(&screens, &face, err);
    for (int i = 0; good && i < SLIPS * 4; i++) {
        char path[512];
        enum kiosk_lang lang = i & 1 ? KIOSK_EN : KIOSK_ZH;
        int width = i & 2 ? KIOSK_RASTER_58MM : KIOSK_RASTER_80MM;
        struct kiosk_model m = slip_model((enum slip)(i / 4), lang, &code);
        snprintf(path, sizeof path, "%s/slip-%s-%d-%s.png", argv[1], names[i / 4], width,
                lang == KIOSK_ZH ? "zh" : "en");
        good = render(&screens, font, &m, width, path, err);
    }
    if (!good)
        fprintf(stderr, "Could not render the tickets: %s\n", err);
    kiosk_screens_destroy(&screens);
    kiosk_font_close(font);
    return good ? 0 : 1;
}
