/* The look at a frame (ISO/IEC 18004, the search for the finder patterns): rows of three sizes of
 * the picture are searched for the runs 1:1:3:1:1 (finder_rows.c) where there is any contrast at
 * all (finder_levels.c), and what is found is measured along other lines (finder_check.c).
 *
 * What others do: zbar finds the edges of every row and column by their slope and counts on lines
 * crossing lines; quirc and zxing binarise the whole picture first, quirc then floods regions,
 * zxing goes through every third row or so. Here what is flat, or no more than noise, is left out
 * after one pass of averages, pixels are compared sixteen at a time, and only edges cost anything
 * one by one. Small codes need the full size, noisy and large ones are plain in the smaller sizes.
 */

#include "kiosk/scan/finder.h"

#include <math.h>
#include <stdlib.h>

#include "kiosk/scan/finder_check.h"
#include "kiosk/scan/finder_levels.h"
#include "kiosk/scan/finder_rows.h"

/* Eyes kept until the best are chosen, and places measured: a picture full of finders, or of what
 * looks like them, must end too. An ordinary frame has some hundred places. */
#define KEPT_MAX 96
#define CHECKS_MAX 6000

/* What has less is hardly ever a finder. */
#define SCORE_MIN 35

struct kept {
    struct kiosk_finder finder;
    int hits; /* rows that led to it */
};

struct kiosk_look {
    struct kiosk_finder_levels levels;
    struct kiosk_finder_rows rows;
    struct kept kept[KEPT_MAX];
    int count;
    int checks; /* made of this frame */
};

struct kiosk_look *kiosk_look_new(void)
{
    struct kiosk_look *look = calloc(1, sizeof *look);
    if (!look)
        abort();
    return look;
}

void kiosk_look_free(struct kiosk_look *look)
{
    if (!look)
        return;
    kiosk_finder_levels_destroy(&look->levels);
    free(look);
}

/* The one kept of about this size whose middle holds this place, if any. */
static struct kept *kept_at(struct kiosk_look *look, float x, float y, float module, bool inverted)
{
    for (int i = 0; i < look->count; i++) {
        struct kiosk_finder *finder = &look->kept[i].finder;
        float near = 2 * finder->module;
        if (fabsf(finder->x - x) < near && fabsf(finder->y - y) < near &&
                finder->inverted == inverted && module < 2 * finder->module &&
                finder->module < 2 * module)
            return &look->kept[i];
    }
    return NULL;
}

/* A finder that is small in the picture where it was found is measured in the next larger one: its
 * place is then known more closely. Where noise hides it there, it stays as it is. */
static void refine(struct kiosk_look *look, struct kiosk_finder *finder, int found)
{
    for (int i = found - 1; i >= 0; i--) {
        const struct kiosk_finder_level *level = &look->levels.list[i];
        float scale = (float)level->scale, module = finder->module / scale;
        struct kiosk_finder finer;
        if (module > 6 || !kiosk_finder_check(level, (int)(finder->x / scale),
                                  (int)(finder->y / scale), module, finder->inverted, &finer))
            return;
        *finder = finer;
    }
}

static void keep(struct kiosk_look *look, const struct kiosk_finder *finder)
{
    struct kept *known = kept_at(look, finder->x, finder->y, finder->module, finder->inverted);
    if (known) {
        known->hits++;
        if (finder->score > known->finder.score)
            known->finder = *finder;
        return;
    }
    struct kept *place = &look->kept[look->count];
    if (look->count < KEPT_MAX) {
        look->count++;
    } else { /* the worst makes room */
        place = look->kept;
        for (int i = 1; i < KEPT_MAX; i++)
            if (look->kept[i].finder.score < place->finder.score)
                place = &look->kept[i];
        if (place->finder.score >= finder->score)
            return;
    }
    *place = (struct kept){*finder, 1};
}

static void consider(struct kiosk_look *look, const struct kiosk_finder_level *level, int y,
        const struct kiosk_finder_run *run)
{
    float scale = (float)level->scale, module = (float)(run->outer_to - run->outer_from) / 7;
    int x = (run->from + run->to) / 2;
    struct kept *known = kept_at(look, ((float)x + 0.5f) * scale, ((float)y + 0.5f) * scale,
            module * scale, run->inverted);
    if (known) {
        known->hits++;
        return;
    }
    struct kiosk_finder finder;
    if (!kiosk_finder_likely(level, x, y, module, run->inverted))
        return;
    if (look->checks >= CHECKS_MAX)
        return;
    look->checks++;
    if (!kiosk_finder_check(level, x, y, module, run->inverted, &finder))
        return;
    look->checks += 10; /* a find costs as much as ten misses */
    refine(look, &finder, (int)(level - look->levels.list));
    keep(look, &finder);
}

static int best_first(const void *a, const void *b)
{
    return ((const struct kept *)b)->finder.score - ((const struct kept *)a)->finder.score;
}

void kiosk_look_at(
        struct kiosk_look *look, const struct kiosk_grey *frame, struct kiosk_finders *out)
{
    static const int steps[KIOSK_FINDER_LEVELS] = {3, 3, 2}; /* rows */
    out->count = 0;
    if (!kiosk_finder_levels_take(&look->levels, frame))
        return;
    look->count = look->checks = 0;
    for (int i = KIOSK_FINDER_LEVELS - 1; i >= 0; i--) {
        const struct kiosk_finder_level *level = &look->levels.list[i];
        for (int y = 1; y < level->height; y += steps[i]) {
            int count = kiosk_finder_rows_scan(&look->rows, level, y);
            for (int k = 0; k < count; k++)
                consider(look, level, y, &look->rows.runs[k]);
        }
    }
    for (int i = 0; i < look->count; i++) /* chance meets one row, seldom two */
        if (look->kept[i].hits <= 2)
            look->kept[i].finder.score -= look->kept[i].hits == 1 ? 20 : 10;
    qsort(look->kept, (size_t)look->count, sizeof look->kept[0], best_first);
    while (out->count < look->count && out->count < KIOSK_FINDERS_MAX &&
            look->kept[out->count].finder.score >= SCORE_MIN) {
        out->list[out->count] = look->kept[out->count].finder;
        out->count++;
    }
}
