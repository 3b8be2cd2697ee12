#include "kiosk/scan/preview.h"

#include <stdlib.h>
#include <string.h>

/* A code missed in a frame or two is still there: the brackets do not flicker. */
#define GONE_MS 250
/* The tick stays on while a code that was read is still held, though not every frame reads it. */
#define TICK_MS 700
#define TICK_HELD_MS 2500
/* A code is mostly read at once: only one that is not gets advice. */
#define ADVICE_MS 300
/* Mean levels of a picture in which nothing can be seen. */
#define DARK 30
#define BRIGHT 232
/* Burnt out are more pixels of a code than its light modules. */
#define BURNT 250
#define BURNT_PERCENT 68
/* A pixel has changed where it differs by more than noise, the scene where so many have: one in …
 */
#define CHANGE 12
#define CHANGED_ONE_IN 400

void kiosk_preview_destroy(struct kiosk_preview_maker *maker)
{
    kiosk_grey_destroy(&maker->picture);
    kiosk_grey_destroy(&maker->given);
    *maker = (struct kiosk_preview_maker){0};
}

void kiosk_preview_restart(struct kiosk_preview_maker *maker)
{
    struct kiosk_grey picture = maker->picture, given = maker->given;
    *maker = (struct kiosk_preview_maker){.picture = picture, .given = given};
}

/* ---- every frame ---- */

static void count(struct kiosk_preview_maker *maker, bool looked, int look_us, int64_t now_ms)
{
    if (maker->second_ms == 0)
        maker->second_ms = now_ms;
    else
        maker->frames++;
    if (looked) {
        maker->looks++;
        maker->looks_us += look_us;
    }
    int64_t ms = now_ms - maker->second_ms;
    if (ms < 1000)
        return;
    maker->preview.fps_tenths = (int)((maker->frames * 10000 + ms / 2) / ms);
    maker->preview.look_us = maker->looks ? (int)(maker->looks_us / maker->looks) : 0;
    maker->second_ms = now_ms;
    maker->frames = maker->looks = 0;
    maker->looks_us = 0;
}

static void place(struct kiosk_preview_maker *maker, const struct kiosk_watched *watched)
{
    maker->preview.placed = watched->sighting.seen;
    if (watched->sighting.seen)
        memcpy(maker->corners, watched->sighting.corners, sizeof maker->corners);
    float module = watched->sighting.seen ? watched->sighting.module_px : 0;
    float before = maker->preview.module_px;
    if (module > 0) /* smoothed while it is held: advice that flickers is none */
        maker->preview.module_px = maker->preview.sight != KIOSK_SIGHT_NOTHING && before > 0
                                           ? before + (module - before) / 4
                                           : module;
}

void kiosk_preview_note(struct kiosk_preview_maker *maker, const struct kiosk_watched *watched,
        int look_us, int64_t now_ms)
{
    enum kiosk_sight *sight = &maker->preview.sight;
    bool read = watched->readings.count > 0 || watched->readings.refused > 0;
    count(maker, watched->looked, look_us, now_ms);
    if (!read && !watched->sighting.seen) {
        int64_t stays = *sight == KIOSK_SIGHT_READ ? TICK_MS : GONE_MS;
        if (now_ms - maker->seen_ms >= stays)
            *sight = KIOSK_SIGHT_NOTHING;
        return;
    }
    place(maker, watched);
    if (*sight == KIOSK_SIGHT_NOTHING)
        maker->since_ms = now_ms;
    maker->seen_ms = now_ms;
    if (read) {
        maker->read_ms = now_ms;
        *sight = KIOSK_SIGHT_READ;
    } else if (*sight != KIOSK_SIGHT_READ || now_ms - maker->read_ms >= TICK_HELD_MS) {
        *sight = KIOSK_SIGHT_SEEN;
    }
}

/* ---- now and then ---- */

static bool has_changed(const struct kiosk_grey *a, const struct kiosk_grey *b)
{
    if (a->width != b->width || a->height != b->height)
        return true;
    long limit = (long)a->width * a->height / CHANGED_ONE_IN;
    for (int y = 0; y < a->height; y++) {
        const uint8_t *in_a = a->pixels + (size_t)y * (size_t)a->stride;
        const uint8_t *in_b = b->pixels + (size_t)y * (size_t)b->stride;
        int changed = 0;
        for (int x = 0; x < a->width; x++)
            changed += abs(in_a[x] - in_b[x]) > CHANGE;
        limit -= changed;
        if (limit < 0)
            return true;
    }
    return false;
}

struct levels {
    int mean, burnt; /* 0..255; percent */
};

static struct levels levels_in(const struct kiosk_grey *picture, int x0, int y0, int x1, int y1)
{
    long sum = 0, burnt = 0;
    x0 = x0 < 0 ? 0 : x0;
    y0 = y0 < 0 ? 0 : y0;
    x1 = x1 > picture->width ? picture->width : x1;
    y1 = y1 > picture->height ? picture->height : y1;
    if (x1 <= x0 || y1 <= y0)
        return (struct levels){0};
    for (int y = y0; y < y1; y++) {
        const uint8_t *row = picture->pixels + (size_t)y * (size_t)picture->stride;
        for (int x = x0; x < x1; x++) {
            sum += row[x];
            burnt += row[x] >= BURNT;
        }
    }
    long all = (long)(x1 - x0) * (y1 - y0);
    return (struct levels){(int)(sum / all), (int)(burnt * 100 / all)};
}

static struct levels levels_of_code(const struct kiosk_scan_preview *p)
{
    struct kiosk_point least = p->corners[0], most = p->corners[0];
    for (int i = 1; i < 4; i++) {
        const struct kiosk_point *c = &p->corners[i];
        least.x = c->x < least.x ? c->x : least.x;
        least.y = c->y < least.y ? c->y : least.y;
        most.x = c->x > most.x ? c->x : most.x;
        most.y = c->y > most.y ? c->y : most.y;
    }
    return levels_in(&p->picture, least.x, least.y, most.x, most.y);
}

static enum kiosk_help help_of(const struct kiosk_preview_maker *maker, int64_t now_ms)
{
    const struct kiosk_scan_preview *p = &maker->preview;
    if (p->sight == KIOSK_SIGHT_READ)
        return KIOSK_HELP_NONE;
    if (p->sight == KIOSK_SIGHT_NOTHING)
        return p->brightness < DARK     ? KIOSK_HELP_DARK
               : p->brightness > BRIGHT ? KIOSK_HELP_GLARE
                                        : KIOSK_HELP_NONE;
    if (now_ms - maker->since_ms < ADVICE_MS)
        return KIOSK_HELP_NONE;
    if (p->placed && levels_of_code(p).burnt > BURNT_PERCENT)
        return KIOSK_HELP_GLARE;
    return p->module_px > 0 && p->module_px < KIOSK_MODULE_SMALL ? KIOSK_HELP_CLOSER
                                                                 : KIOSK_HELP_HOLD;
}

/* Pictures of a code are due at the camera's rate; one in which it has just gone as well. */
static bool is_due(struct kiosk_preview_maker *maker, bool code, int64_t now_ms)
{
    int64_t since = now_ms - (code ? maker->given_ms : maker->tried_ms);
    if (maker->given_ms != 0 && since < (code ? KIOSK_PREVIEW_CODE_MS : KIOSK_PREVIEW_MS))
        return false;
    maker->tried_ms = now_ms;
    return true;
}

const struct kiosk_scan_preview *kiosk_preview_make(
        struct kiosk_preview_maker *maker, const struct kiosk_grey *frame, int64_t now_ms)
{
    struct kiosk_scan_preview *p = &maker->preview;
    bool code = p->sight != KIOSK_SIGHT_NOTHING;
    if (!is_due(maker, code, now_ms) ||
            !kiosk_grey_shrink(frame, KIOSK_PREVIEW_WIDTH, &maker->picture))
        return NULL;
    p->picture = maker->picture;
    p->width = frame->width;
    p->height = frame->height;
    p->placed = p->placed && code;
    int by = frame->width / maker->picture.width;
    for (int i = 0; i < 4; i++)
        p->corners[i] = (struct kiosk_point){maker->corners[i].x / by, maker->corners[i].y / by};
    p->brightness = levels_in(&p->picture, 0, 0, p->picture.width, p->picture.height).mean;
    enum kiosk_help help = help_of(maker, now_ms);
    bool news = code || p->sight != maker->given_sight || help != p->help || maker->given_ms == 0 ||
                now_ms - maker->given_ms >= KIOSK_PREVIEW_STILL_MS ||
                has_changed(&maker->picture, &maker->given);
    if (!news)
        return NULL;
    p->help = help;
    maker->given_ms = now_ms;
    maker->given_sight = p->sight;
    struct kiosk_grey given = maker->given;
    maker->given = maker->picture; /* the two take turns */
    maker->picture = given;
    return p;
}
