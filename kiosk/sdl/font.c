#include "kiosk/sdl/font.h"

#include "core/bounds.h"

#include <SDL_ttf.h>
#include <errno.h>
#include <fcntl.h>
#include <fontconfig/fontconfig.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#define SETS 256 /* the cache: SETS sets of WAYS texts, the longest unused of a set makes room */
#define WAYS 4
#define FIRST_SIZE 20 /* px a face is opened at */
#define TEXT_MAX 1028 /* one line of a screen (KIOSK_TEXT_MAX and an ellipsis) */

struct entry {
    char *text; /* owned, NULL = free */
    size_t length;
    int size;
    bool bold;
    int width;       /* px, as measured */
    uint8_t *pixels; /* owned, NULL until drawn */
    int mask_width, mask_height, ascent;
    uint64_t used;
};

/* A font file in memory: read as a file, every new letter costs a handful of system calls. */
struct mapping {
    void *bytes; /* owned */
    size_t size; /* 0 = none */
};

struct kiosk_font {
    TTF_Font *faces[2];     /* regular, bold */
    struct mapping maps[2]; /* of their files */
    int sizes[2];           /* what they are set to */
    bool started;
    struct entry entries[SETS][WAYS];
    uint64_t clock;
    size_t mask_bytes;
};

static bool has_chinese(FcPattern *match)
{
    FcCharSet *set = NULL;
    return FcPatternGetCharSet(match, FC_CHARSET, 0, &set) == FcResultMatch &&
           FcCharSetHasChar(set, 0x5F00) && FcCharSetHasChar(set, 0x95E8); /* 开门 */
}

static bool map_file(const char *path, struct mapping *out_map, char *err)
{
    struct stat file;
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    bool there = fd >= 0 && fstat(fd, &file) == 0 && file.st_size > 0 && file.st_size < INT_MAX;
    void *bytes =
            there ? mmap(NULL, (size_t)file.st_size, PROT_READ, MAP_PRIVATE, fd, 0) : MAP_FAILED;
    if (bytes == MAP_FAILED)
        snprintf(err, KM_ERR_MAX, "font %.200s: %s", path, strerror(errno));
    if (fd >= 0)
        close(fd);
    if (bytes == MAP_FAILED)
        return false;
    *out_map = (struct mapping){bytes, (size_t)file.st_size};
    return true;
}

static bool open_face(
        FcConfig *config, bool bold, struct mapping *map, TTF_Font **out_face, char *err)
{
    FcPattern *pattern = FcPatternCreate();
    FcPatternAddString(pattern, FC_FAMILY, (const FcChar8 *)"Noto Sans CJK SC");
    FcPatternAddString(pattern, FC_LANG, (const FcChar8 *)"zh-cn");
    FcPatternAddInteger(pattern, FC_WEIGHT, bold ? FC_WEIGHT_BOLD : FC_WEIGHT_REGULAR);
    FcConfigSubstitute(config, pattern, FcMatchPattern);
    FcDefaultSubstitute(pattern);
    FcResult result;
    FcPattern *match = FcFontMatch(config, pattern, &result);
    FcPatternDestroy(pattern);
    FcChar8 *file = NULL;
    int index = 0;
    TTF_Font *face = NULL;
    if (match && has_chinese(match) &&
            FcPatternGetString(match, FC_FILE, 0, &file) == FcResultMatch) {
        FcPatternGetInteger(match, FC_INDEX, 0, &index);
        bool mapped = map_file((const char *)file, map, err);
        if (mapped)
            face = TTF_OpenFontIndexRW(
                    SDL_RWFromConstMem(map->bytes, (int)map->size), 1, FIRST_SIZE, index);
        if (mapped && !face)
            snprintf(err, KM_ERR_MAX, "font %s: %s", (const char *)file, TTF_GetError());
    } else {
        snprintf(err, KM_ERR_MAX, "no font with Chinese letters (Debian package fonts-noto-cjk)");
    }
    if (match)
        FcPatternDestroy(match);
    if (!face)
        return false;
    TTF_SetFontHinting(face, TTF_HINTING_LIGHT);
    *out_face = face;
    return true;
}

bool kiosk_font_open(struct kiosk_font **out_font, char *err)
{
    struct kiosk_font *font = calloc(1, sizeof *font);
    if (!font)
        abort();
    if (TTF_Init() != 0) {
        snprintf(err, KM_ERR_MAX, "SDL_ttf: %s", TTF_GetError());
        goto fail;
    }
    font->started = true;
    /* A configuration of our own: the shared one lives until the program ends. */
    FcConfig *config = FcInitLoadConfigAndFonts();
    bool found = true;
    for (int i = 0; i < 2 && found; i++) {
        found = open_face(config, i == 1, &font->maps[i], &font->faces[i], err);
        font->sizes[i] = FIRST_SIZE;
    }
    if (config)
        FcConfigDestroy(config);
    if (!found)
        goto fail;
    *out_font = font;
    return true;
fail:
    kiosk_font_close(font);
    return false;
}

static void forget(struct kiosk_font *font, struct entry *e)
{
    font->mask_bytes -= e->pixels ? (size_t)e->mask_width * (size_t)e->mask_height : 0;
    free(e->text);
    free(e->pixels);
    *e = (struct entry){0};
}

static void forget_all(struct kiosk_font *font)
{
    for (int set = 0; set < SETS; set++)
        for (int way = 0; way < WAYS; way++)
            forget(font, &font->entries[set][way]);
}

void kiosk_font_close(struct kiosk_font *font)
{
    if (!font)
        return;
    forget_all(font);
    for (int i = 0; i < 2; i++) {
        if (font->faces[i])
            TTF_CloseFont(font->faces[i]);
        if (font->maps[i].size > 0)
            munmap(font->maps[i].bytes, font->maps[i].size);
    }
    if (font->started)
        TTF_Quit();
    free(font);
}

/* FNV-1a over the text and how it is set. */
static uint32_t hash_of(const char *text, size_t length, int size, bool bold)
{
    uint32_t hash = 2166136261u ^ (uint32_t)size * 2u ^ bold;
    for (size_t i = 0; i < length; i++)
        hash = (hash ^ (uint8_t)text[i]) * 16777619u;
    return hash;
}

static TTF_Font *face_at(struct kiosk_font *font, int size, bool bold)
{
    if (font->sizes[bold] != size && TTF_SetFontSize(font->faces[bold], size) == 0)
        font->sizes[bold] = size;
    return font->faces[bold];
}

/* The entry of a text, measured; made when it is new. */
static struct entry *entry_of(
        struct kiosk_font *font, const char *text, size_t length, int size, bool bold)
{
    length = length < TEXT_MAX ? length : TEXT_MAX;
    struct entry *set = font->entries[hash_of(text, length, size, bold) % SETS];
    struct entry *oldest = &set[0];
    for (int i = 0; i < WAYS; i++) {
        struct entry *e = &set[i];
        if (e->text && e->length == length && e->size == size && e->bold == bold &&
                memcmp(e->text, text, length) == 0) {
            e->used = ++font->clock;
            return e;
        }
        if (e->used < oldest->used)
            oldest = e;
    }
    forget(font, oldest);
    *oldest = (struct entry){.text = strndup(text, length),
            .length = length,
            .size = size,
            .bold = bold,
            .used = ++font->clock};
    if (!oldest->text)
        abort();
    if (TTF_SizeUTF8(face_at(font, size, bold), oldest->text, &oldest->width, NULL) != 0)
        oldest->width = 0;
    return oldest;
}

static int width_of(void *self, const char *text, size_t length, int size, bool bold)
{
    return entry_of(self, text, length, size, bold)->width;
}

struct kiosk_typeface kiosk_font_typeface(struct kiosk_font *font)
{
    return (struct kiosk_typeface){.self = font, .width = width_of};
}

static bool draw_entry(struct kiosk_font *font, struct entry *e)
{
    TTF_Font *face = face_at(font, e->size, e->bold);
    SDL_Surface *surface = TTF_RenderUTF8_Blended(face, e->text, (SDL_Color){255, 255, 255, 255});
    if (!surface)
        return false;
    size_t bytes = (size_t)surface->w * (size_t)surface->h;
    e->pixels = malloc(bytes ? bytes : 1);
    if (!e->pixels)
        abort();
    e->mask_width = surface->w;
    e->mask_height = surface->h;
    e->ascent = TTF_FontAscent(face);
    for (int y = 0; y < surface->h; y++) {
        const uint32_t *row =
                (const uint32_t *)((const uint8_t *)surface->pixels + y * surface->pitch);
        for (int x = 0; x < surface->w; x++)
            e->pixels[y * surface->w + x] = (uint8_t)(row[x] >> 24);
    }
    font->mask_bytes += bytes;
    SDL_FreeSurface(surface);
    return true;
}

bool kiosk_font_mask(struct kiosk_font *font, const char *text, size_t length, int size, bool bold,
        struct kiosk_mask *out_mask)
{
    if (font->mask_bytes > KIOSK_TEXT_CACHE_MAX)
        forget_all(font);
    struct entry *e = entry_of(font, text, length, size, bold);
    if (!e->pixels && !draw_entry(font, e))
        return false;
    *out_mask = (struct kiosk_mask){e->mask_width, e->mask_height, e->ascent, e->pixels};
    return true;
}
