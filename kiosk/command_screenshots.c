/* kaimen-kiosk screenshots: every screen in every state, drawn by the window's own painter into PNG
 * files DIR/NAME-WxH-LANG.png. Needs no display, no data and no configuration. A text that had to
 * be cut or a file that could not be written is said, and ends it with 1: so it is a test as well.
 */
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "kiosk/gallery/pose.h"
#include "kiosk/options.h"
#include "kiosk/screens/screens.h"
#include "kiosk/sdl/painter.h"
#include "kiosk/sdl/png.h"

struct size {
    int width, height; /* px */
};

/* A tall stand, a wide wall screen, and the smallest that is supported. */
static const struct size standard_sizes[] = {{1080, 1920}, {1920, 1080}, {1024, 600}};

/* What was asked for, read. */
struct wish {
    const struct size *sizes;
    size_t size_count;
    struct size own; /* of --size */
    bool langs[KIOSK_LANGS];
    unsigned access; /* set of enum kiosk_access */
};

struct studio {
    struct kiosk_font *font; /* owned */
    struct kiosk_typeface type;
    struct kiosk_screens screens; /* as they are before the first touch */
    const struct kiosk_options *options;
    size_t pictures, faults;
};

/* ---- what was asked for ---- */

static bool read_size(const char *word, struct wish *wish, char *err)
{
    struct size *own = &wish->own;
    int used = 0;
    if (!word) {
        wish->sizes = standard_sizes;
        wish->size_count = sizeof standard_sizes / sizeof *standard_sizes;
        return true;
    }
    if (sscanf(word, "%5dx%5d%n", &own->width, &own->height, &used) != 2 || word[used] != 0 ||
            own->width < 320 || own->height < 320 || own->width > KIOSK_SCREEN_SIDE_MAX ||
            own->height > KIOSK_SCREEN_SIDE_MAX) {
        snprintf(err, KM_ERR_MAX, "--size is %.40s; allowed: WIDTHxHEIGHT, each 320 to %d", word,
                KIOSK_SCREEN_SIDE_MAX);
        return false;
    }
    wish->sizes = own;
    wish->size_count = 1;
    return true;
}

/* Words with commas between them. */
static bool read_access(const char *words, struct wish *wish, char *err)
{
    static const struct {
        const char *name;
        unsigned bit;
    } modes[] = {{"low", KIOSK_ACCESS_LOW}, {"contrast", KIOSK_ACCESS_CONTRAST},
            {"large", KIOSK_ACCESS_LARGE}, {"spoken", KIOSK_ACCESS_SPOKEN}};
    for (const char *word = words; word; word = strchr(word, ',') ? strchr(word, ',') + 1 : NULL) {
        size_t length = strcspn(word, ","), i = 0;
        while (i < 4 && (strlen(modes[i].name) != length || strncmp(modes[i].name, word, length)))
            i++;
        if (i == 4) {
            snprintf(err, KM_ERR_MAX,
                    "--access is %.100s; allowed: low, contrast, large, spoken, with commas",
                    words);
            return false;
        }
        wish->access |= modes[i].bit;
    }
    return true;
}

static bool read_wish(const struct kiosk_options *options, struct wish *wish, char *err)
{
    if (!options->out) {
        snprintf(err, KM_ERR_MAX, "screenshots needs --out DIR");
        return false;
    }
    for (int lang = 0; lang < KIOSK_LANGS; lang++)
        wish->langs[lang] =
                !options->lang || (options->lang[0] == 'z') == (lang == KIOSK_ZH); /* checked */
    return read_size(options->size, wish, err) && read_access(options->access, wish, err);
}

/* ---- pictures ---- */

static void complain(struct studio *studio, const char *path, const char *what, const char *detail)
{
    fprintf(stderr, "Could not %s %s: %s\n", what, path, detail);
    studio->faults++;
}

/* A text that was shortened ends with an ellipsis. */
static void complain_cut(struct studio *studio, const char *path, const struct kiosk_frame *frame)
{
    const char *text = "there is no room for it at all";
    for (size_t i = 0; i < frame->item_count; i++) {
        const char *bytes = (const char *)kiosk_frame_bytes(frame, &frame->items[i]);
        if (frame->items[i].kind == KIOSK_ITEM_TEXT && strstr(bytes, "…"))
            text = bytes;
    }
    complain(studio, path, "fit a text on", text);
}

static void take_picture(struct studio *studio, const struct kiosk_exhibit *exhibit,
        struct size size, unsigned access)
{
    struct kiosk_painter painter;
    struct kiosk_screens screens = studio->screens; /* no picture knows of the one before */
    struct kiosk_model model = exhibit->model;
    char path[PATH_MAX], err[KM_ERR_MAX];
    snprintf(path, sizeof path, "%s/%s-%dx%d-%s.png", studio->options->out, exhibit->name,
            size.width, size.height, model.lang == KIOSK_ZH ? "zh" : "en");
    model.access |= access;
    if (!kiosk_painter_init(&painter, studio->font, size.width, size.height, err)) {
        complain(studio, path, "draw", err);
        return;
    }
    kiosk_gallery_pose(exhibit, &screens);
    kiosk_screens_draw(&screens, &model, size.width, size.height, kiosk_painter_begin(&painter));
    kiosk_painter_end(&painter, NULL);
    if (painter.shown.clipped > 0)
        complain_cut(studio, path, &painter.shown);
    if (kiosk_png_write(path, painter.pixels, size.width, size.height, err))
        studio->pictures++;
    else
        complain(studio, path, "write", err);
    kiosk_painter_destroy(&painter);
}

/* Without names all exhibits are wanted, else those whose names begin so. */
static bool wanted(const struct kiosk_options *options, const char *name)
{
    bool found = options->argument_count == 0;
    for (int i = 0; i < options->argument_count; i++)
        found = found || strncmp(name, options->arguments[i], strlen(options->arguments[i])) == 0;
    return found;
}

static void take_all(struct studio *studio, const struct wish *wish)
{
    for (int lang = 0; lang < KIOSK_LANGS; lang++) {
        size_t count;
        const struct kiosk_exhibit *exhibits = kiosk_gallery((enum kiosk_lang)lang, &count);
        for (size_t i = 0; i < count && wish->langs[lang]; i++)
            for (size_t s = 0; s < wish->size_count && wanted(studio->options, exhibits[i].name);
                    s++)
                take_picture(studio, &exhibits[i], wish->sizes[s], wish->access);
    }
    if (studio->pictures + studio->faults == 0)
        complain(studio, studio->options->arguments[0], "find", "no screen's name begins so");
}

static bool open_studio(struct studio *studio, char *err)
{
    if (mkdir(studio->options->out, 0755) != 0 && errno != EEXIST) {
        snprintf(err, KM_ERR_MAX, "%.200s: %s", studio->options->out, strerror(errno));
        return false;
    }
    if (!kiosk_font_open(&studio->font, err))
        return false;
    studio->type = kiosk_font_typeface(studio->font);
    return kiosk_screens_init(&studio->screens, &studio->type, err);
}

int kiosk_command_screenshots(const struct kiosk_options *options)
{
    struct studio studio = {.options = options};
    struct wish wish = {0};
    char err[KM_ERR_MAX];
    if (!read_wish(options, &wish, err)) {
        fprintf(stderr, "kaimen-kiosk: %s\n\n%s", err, kiosk_options_usage());
        return 2;
    }
    bool ok = open_studio(&studio, err);
    if (ok) {
        take_all(&studio, &wish);
        printf("%zu pictures are in %s\n", studio.pictures, options->out);
        kiosk_screens_destroy(&studio.screens);
    } else {
        fprintf(stderr, "Could not take screenshots: %s\n", err);
    }
    kiosk_font_close(studio.font);
    return ok && studio.faults == 0 ? 0 : 1;
}
