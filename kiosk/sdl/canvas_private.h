#ifndef KIOSK_SDL_CANVAS_PRIVATE_H
#define KIOSK_SDL_CANVAS_PRIVATE_H

/* Inside kiosk/sdl/canvas*.c only: how a shape's edge is blended into the pixels under it. */

#include "kiosk/sdl/canvas.h"

#include <math.h>
#include <stddef.h>

/* colour (with its own alpha) over *to, by coverage 0..256. */
static inline void blend(uint32_t *to, uint32_t colour, uint32_t coverage)
{
    uint32_t alpha = (colour >> 24) * coverage; /* 0..255 * 256 */
    alpha = (alpha + (alpha >> 8) + 128) >> 8;  /* 0..256 */
    if (alpha == 0)
        return;
    if (alpha >= 256) {
        *to = colour | 0xFF000000u;
        return;
    }
    uint32_t rest = 256 - alpha;
    uint32_t red_blue = ((colour & 0xFF00FF) * alpha + (*to & 0xFF00FF) * rest) >> 8 & 0xFF00FF;
    uint32_t green = ((colour & 0x00FF00) * alpha + (*to & 0x00FF00) * rest) >> 8 & 0x00FF00;
    *to = 0xFF000000u | red_blue | green;
}

static inline uint32_t coverage_of(float distance)
{
    if (distance <= -0.5f)
        return 256;
    if (distance >= 0.5f)
        return 0;
    return (uint32_t)((0.5f - distance) * 256);
}

static inline uint32_t *row_of(const struct kiosk_canvas *c, int y)
{
    return c->pixels + (size_t)y * (size_t)c->stride;
}

/* Signed distance to a rounded rectangle of half sizes hw, hh around the origin; negative inside.
 */
static inline float round_distance(float x, float y, float hw, float hh, float radius)
{
    float qx = fabsf(x) - hw + radius;
    float qy = fabsf(y) - hh + radius;
    if (qx <= 0 || qy <= 0)
        return (qx > qy ? qx : qy) - radius;
    return sqrtf(qx * qx + qy * qy) - radius;
}

#endif
