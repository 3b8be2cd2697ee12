/* What the camera sees on the exhibits: a room, and in it a phone with a code, held askew. */

#include "kiosk/gallery/exhibits.h"

#include <math.h>

#define WIDTH 320
#define HEIGHT 180
#define MODULES 41

struct shot {
    float x, y, side, turn; /* of the code: middle and side in px, degrees; side 0 = none */
    float light;            /* 1 = as it should be */
};

static const struct shot shots[KIOSK_GALLERY_SIGHTS] = {
        [KIOSK_GALLERY_ROOM] = {0, 0, 0, 0, 1},
        [KIOSK_GALLERY_SEEN] = {168, 92, 84, 14, 1},
        [KIOSK_GALLERY_READ] = {168, 92, 84, 14, 1},
        [KIOSK_GALLERY_SMALL] = {188, 84, 34, -9, 1},
        [KIOSK_GALLERY_DARK] = {0, 0, 0, 0, 0.16f},
        [KIOSK_GALLERY_GLARE] = {150, 96, 92, 6, 1.5f},
};

static bool is_dark_module(int x, int y)
{
    int ex = x < 8 ? x : x >= MODULES - 8 && y < 8 ? MODULES - 1 - x : 99;
    int ey = y < 8 ? y : y >= MODULES - 8 && x < 8 ? MODULES - 1 - y : 99;
    if (ex < 8 && ey < 8) {
        int dx = ex > 3 ? ex - 3 : 3 - ex, dy = ey > 3 ? ey - 3 : 3 - ey;
        int d = dx > dy ? dx : dy;
        return ex < 7 && ey < 7 && d != 2;
    }
    uint32_t mix = (uint32_t)(y * MODULES + x + 1) * 2654435761u;
    mix = (mix ^ mix >> 15) * 2246822519u;
    return (mix ^ mix >> 13) & 1;
}

/* A wall with a door, a table, and shelves. */
static float room(int x, int y)
{
    float level = 96 + (float)x / 7 + (float)y / 9;
    if (y > 128)
        return level - 42;
    if (x > 226 && x < 286 && y > 34)
        return x > 230 && x < 282 ? 66 : 52;
    if (x > 24 && x < 104 && y > 30 && y < 112 && (y - 30) % 27 > 4)
        return 72 + (float)((x / 9) * 47 % 60);
    return level;
}

static float level_at(const struct shot *shot, int x, int y)
{
    if (shot->side <= 0)
        return room(x, y);
    float turn = shot->turn * (float)M_PI / 180, c = cosf(turn), s = sinf(turn);
    float dx = (float)x + 0.5f - shot->x, dy = (float)y + 0.5f - shot->y;
    float u = (dx * c + dy * s) / shot->side, w = (dy * c - dx * s) / shot->side;
    if (fabsf(u) < 0.5f && fabsf(w) < 0.5f)
        return is_dark_module((int)((u + 0.5f) * MODULES), (int)((w + 0.5f) * MODULES)) ? 34 : 222;
    if (fabsf(u) < 0.62f && w > -0.86f && w < 1.0f) /* the screen … */
        return 226;
    if (fabsf(u) < 0.68f && w > -0.98f && w < 1.12f) /* … and the phone round it */
        return 26;
    return room(x, y);
}

static const uint8_t *picture_of(enum kiosk_gallery_sight sight)
{
    static uint8_t pictures[KIOSK_GALLERY_SIGHTS][WIDTH * HEIGHT];
    uint8_t *out = pictures[sight];
    if (out[0])
        return out;
    for (int y = 0; y < HEIGHT; y++)
        for (int x = 0; x < WIDTH; x++) {
            float level = level_at(&shots[sight], x, y) * shots[sight].light;
            out[y * WIDTH + x] = (uint8_t)fmaxf(1, fminf(level, 255));
        }
    return out;
}

void kiosk_gallery_look(struct kiosk_checkin_view *checkin, enum kiosk_gallery_sight sight)
{
    static const struct kiosk_sight_view states[KIOSK_GALLERY_SIGHTS] = {
            [KIOSK_GALLERY_SEEN] = {.code = KIOSK_CODE_SEEN, .advice = KIOSK_ADVICE_HOLD},
            [KIOSK_GALLERY_READ] = {.code = KIOSK_CODE_READ},
            [KIOSK_GALLERY_SMALL] = {.code = KIOSK_CODE_SEEN, .advice = KIOSK_ADVICE_CLOSER},
            [KIOSK_GALLERY_DARK] = {.advice = KIOSK_ADVICE_DARK},
            [KIOSK_GALLERY_GLARE] = {.code = KIOSK_CODE_SEEN, .advice = KIOSK_ADVICE_GLARE},
    };
    const struct shot *shot = &shots[sight];
    float turn = shot->turn * (float)M_PI / 180;
    checkin->preview = (struct kiosk_preview){WIDTH, HEIGHT, picture_of(sight)};
    checkin->sight = states[sight];
    checkin->sight.placed = shot->side > 0;
    for (int i = 0; i < 4; i++) {
        float u = (i == 0 || i == 3 ? -0.5f : 0.5f) * shot->side;
        float w = (i < 2 ? -0.5f : 0.5f) * shot->side;
        checkin->sight.corners[i] =
                (struct kiosk_corner){(int)(shot->x + u * cosf(turn) - w * sinf(turn)),
                        (int)(shot->y + u * sinf(turn) + w * cosf(turn))};
    }
}
