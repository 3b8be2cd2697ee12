#include "kiosk/scan/triple.h"

#include <math.h>
#include <stdbool.h>

/* Of the best eyes so many are combined: 16 of one code's kind make 560 triples of three roles. */
#define EYES 16
/* Between the centres of two eyes lie 14 modules (version 1) to 66 (version 14, the largest that is
 * looked for: grid.h); an eye's module is the mean of both directions, which a tilt makes differ,
 * so both limits have room. */
#define ARM_LEAST 9.0f
#define ARM_MOST 120.0f
#define ARMS_RATIO 2.2f
#define MODULES_RATIO 2.2f
#define COSINE_MOST 0.72f /* of the angle at the corner: 44 to 136 degrees */

/* How unlike a corner and its two arms are to an untilted code; negative where they are none. */
static float odd_of(const struct kiosk_finder *corner, const struct kiosk_finder *right,
        const struct kiosk_finder *below)
{
    float ax = right->x - corner->x, ay = right->y - corner->y;
    float bx = below->x - corner->x, by = below->y - corner->y;
    float a = sqrtf(ax * ax + ay * ay), b = sqrtf(bx * bx + by * by);
    float arm_a = 2 * a / (corner->module + right->module);
    float arm_b = 2 * b / (corner->module + below->module);
    if (arm_a < ARM_LEAST || arm_b < ARM_LEAST || arm_a > ARM_MOST || arm_b > ARM_MOST)
        return -1;
    float arms = arm_a > arm_b ? arm_a / arm_b : arm_b / arm_a;
    float least = fminf(corner->module, fminf(right->module, below->module));
    float most = fmaxf(corner->module, fmaxf(right->module, below->module));
    if (arms > ARMS_RATIO || most > MODULES_RATIO * least)
        return -1;
    float cosine = fabsf(ax * bx + ay * by) / (a * b);
    if (cosine > COSINE_MOST)
        return -1;
    return arms - 1 + most / least - 1 + cosine;
}

static void keep(struct kiosk_triple *kept, int *count, struct kiosk_triple fresh)
{
    int at = *count < KIOSK_TRIPLES_MAX ? (*count)++ : KIOSK_TRIPLES_MAX;
    for (; at > 0 && kept[at - 1].odd > fresh.odd; at--)
        if (at < KIOSK_TRIPLES_MAX)
            kept[at] = kept[at - 1];
    if (at < KIOSK_TRIPLES_MAX)
        kept[at] = fresh;
}

/* The three as a code with this corner: the right arm is the one from which the other is reached by
 * turning clockwise, as the picture's y grows downwards. */
static void consider(const struct kiosk_finders *finders, int corner, int first, int second,
        struct kiosk_triple *kept, int *count)
{
    const struct kiosk_finder *c = &finders->list[corner], *a = &finders->list[first],
                              *b = &finders->list[second];
    bool clockwise = (a->x - c->x) * (b->y - c->y) - (a->y - c->y) * (b->x - c->x) > 0;
    struct kiosk_triple triple = {
            corner, clockwise ? first : second, clockwise ? second : first, odd_of(c, a, b)};
    if (triple.odd >= 0)
        keep(kept, count, triple);
}

static int combine(
        const struct kiosk_finders *finders, bool inverted, struct kiosk_triple *out, int count)
{
    int eyes[EYES], n = 0;
    for (int i = 0; i < finders->count && n < EYES; i++)
        if (finders->list[i].inverted == inverted)
            eyes[n++] = i;
    for (int i = 0; i < n; i++)
        for (int j = i + 1; j < n; j++)
            for (int k = j + 1; k < n; k++) {
                consider(finders, eyes[i], eyes[j], eyes[k], out, &count);
                consider(finders, eyes[j], eyes[i], eyes[k], out, &count);
                consider(finders, eyes[k], eyes[i], eyes[j], out, &count);
            }
    return count;
}

int kiosk_triples(const struct kiosk_finders *finders, struct kiosk_triple out[KIOSK_TRIPLES_MAX])
{
    return combine(finders, true, out, combine(finders, false, out, 0));
}
