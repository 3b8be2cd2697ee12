/* render_screens OUTDIR [NAME [HELP]]: every screen and state at three sizes in both languages as
 * PNG files, to be looked at; with NAME only the samples whose name begins so, with HELP (a sum of
 * enum kiosk_access) as visitors who asked for that see them. Also says which screens had to cut a
 * text. */

#include "core/bounds.h"
#include "kiosk/gallery/pose.h"
#include "kiosk/screens/screens.h"
#include "kiosk/sdl/painter.h"
#include "kiosk/sdl/png.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool render(struct kiosk_font *font, struct kiosk_screens *screens,
        const struct kiosk_exhibit *sample, int width, int height, const char *folder, char *err)
{
    struct kiosk_painter painter;
    if (!kiosk_painter_init(&painter, font, width, height, err))
        return false;
    kiosk_gallery_pose(sample, screens);
    kiosk_screens_draw(screens, &sample->model, width, height, kiosk_painter_begin(&painter));
    kiosk_painter_end(&painter, NULL);
    char path[512];
    const char *lang = sample->model.lang == KIOSK_ZH ? "zh" : "en";
    snprintf(path, sizeof path, "%s/%s-%dx%d-%s.png", folder, sample->name, width, height, lang);
    for (size_t i = 0; i < painter.shown.item_count; i++) {
        const struct kiosk_item *item = &painter.shown.items[i];
        const char *text = (const char *)kiosk_frame_bytes(&painter.shown, item);
        if (item->kind == KIOSK_ITEM_TEXT && painter.shown.clipped > 0 && strstr(text, "…"))
            printf("%s: cut: %s\n", path, text);
    }
    bool written = kiosk_png_write(path, painter.pixels, width, height, err);
    kiosk_painter_destroy(&painter);
    return written;
}

int main(int argc, char **argv)
{
    static const int sizes[][2] = {{1080, 1920}, {1920, 1080}, {1024, 600}};
    static const float densities[] = {81.6f, 92, 118}; /* 27, 24 and 10.1 inches */
    unsigned help = argc > 3 ? (unsigned)strtoul(argv[3], NULL, 10) : 0;
    char err[KM_ERR_MAX] = "";
    struct kiosk_font *font = NULL;
    struct kiosk_screens screens = {0};
    bool good = argc >= 2;
    if (!good) {
        fprintf(stderr, "usage: render_screens OUTDIR [NAME [HELP]]\n");
        return 2;
    }
    good = kiosk_font_open(&font, err);
    struct kiosk_typeface type = {0};
    if (good)
        type = kiosk_font_typeface(font);
    good = good && kiosk_screens_init(&screens, &type, err);
    for (int lang = 0; good && lang < KIOSK_LANGS; lang++) {
        size_t count;
        const struct kiosk_exhibit *samples = kiosk_gallery((enum kiosk_lang)lang, &count);
        for (size_t i = 0; good && i < count; i++)
            for (int size = 0; good && size < 3; size++)
                if (argc < 3 || strncmp(samples[i].name, argv[2], strlen(argv[2])) == 0) {
                    struct kiosk_exhibit sample = samples[i];
                    sample.model.access = help;
                    screens.density = densities[size];
                    screens.screen = KIOSK_SCREENS; /* as if coming from elsewhere */
                    good = render(
                            font, &screens, &sample, sizes[size][0], sizes[size][1], argv[1], err);
                }
    }
    if (!good)
        fprintf(stderr, "Could not render the screens: %s\n", err);
    kiosk_screens_destroy(&screens);
    kiosk_font_close(font);
    return good ? 0 : 1;
}
