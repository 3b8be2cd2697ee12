/* What a change on the screen costs, against drawing the whole screen, in one run: a tile whose
 * queue moved, the second on the ticket's ring, and nothing at all. */

#include "core/bounds.h"
#include "kiosk/screens/screens.h"
#include "kiosk/sdl/painter.h"
#include "kiosk/gallery/gallery.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define RUNS 60
#define WIDTH 1080
#define HEIGHT 1920

static double now_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static int by_value(const void *a, const void *b)
{
    double x = *(const double *)a;
    double y = *(const double *)b;
    return (x > y) - (x < y);
}

struct bench {
    struct kiosk_font *font;
    struct kiosk_typeface type;
    struct kiosk_screens screens;
    struct kiosk_painter painter;
    struct kiosk_model model;
    struct kiosk_zone_view zones[6];
};

/* Median ms of a frame: layout, comparing and drawing; `change` is called before each. */
static double measure(struct bench *b, void (*change)(struct bench *b, int run))
{
    double times[RUNS];
    for (int i = 0; i < RUNS; i++) {
        change(b, i);
        double start = now_ms();
        kiosk_screens_draw(&b->screens, &b->model, WIDTH, HEIGHT, kiosk_painter_begin(&b->painter));
        kiosk_painter_end(&b->painter, NULL);
        times[i] = now_ms() - start;
    }
    qsort(times, RUNS, sizeof *times, by_value);
    return times[RUNS / 2];
}

static void whole(struct bench *b, int run)
{
    (void)run;
    b->painter.fresh = true;
}

static void tile(struct bench *b, int run)
{
    b->zones[2].waiting_people = 20 + run % 2;
    b->zones[2].load_percent = 60 + run % 2;
}

static void second(struct bench *b, int run)
{
    b->model.ticket.seconds_left = 40 - run % 30;
}

static void nothing(struct bench *b, int run)
{
    (void)b;
    (void)run;
}

static void goal(const char *name, double measured, double limit)
{
    printf("goal %s %.3f %.3f %s\n", name, measured, limit, measured <= limit ? "met" : "missed");
}

int main(void)
{
    static struct bench b;
    char err[KM_ERR_MAX] = "";
    if (!kiosk_font_open(&b.font, err))
        goto fail;
    b.type = kiosk_font_typeface(b.font);
    if (!kiosk_screens_init(&b.screens, &b.type, err) ||
            !kiosk_painter_init(&b.painter, b.font, WIDTH, HEIGHT, err))
        goto fail;
    size_t count;
    b.model = kiosk_gallery(KIOSK_ZH, &count)[0].model;
    memcpy(b.zones, b.model.zones, sizeof b.zones);
    b.model.zones = b.zones;
    double full = measure(&b, whole);
    double one = measure(&b, tile);
    double none = measure(&b, nothing);
    b.model.screen = KIOSK_SCREEN_TICKET;
    double ticket = measure(&b, whole);
    double ring = measure(&b, second);
    printf("home whole %.2f ms, one tile %.2f ms, nothing %.3f ms; ticket whole %.2f ms, ring %.2f "
           "ms\n",
            full, one, none, ticket, ring);
    goal("redraw-one-tile", one / full, 0.2);
    goal("redraw-ring", ring / ticket, 0.2);
    goal("redraw-nothing", none / full, 0.05);
    kiosk_painter_destroy(&b.painter);
    kiosk_screens_destroy(&b.screens);
    kiosk_font_close(b.font);
    return 0;
fail:
    fprintf(stderr, "Could not measure: %s\n", err);
    return 1;
}
