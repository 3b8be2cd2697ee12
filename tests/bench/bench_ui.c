/* What the glass costs, in one run: drawing all of it, one tile, one second on the ticket's ring, a
 * picture of a screen coming in, and nothing at all; the way from the tap to the ticket's code; and
 * the real program at rest. Usage: bench_ui [--seconds N] (of rest, each of two screens; 0 = leave
 * that out). Run it from the source folder, on the disk that is to be measured. */

#include "core/bounds.h"
#include "kiosk/gallery/gallery.h"
#include "kiosk/ui/motion.h"
#include "tests/bench/tap.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define RUNS 60
#define WIDTH 1080
#define HEIGHT 1920
#define ZONES 6
#define FOLDER "bench-ui.XXXXXX"

struct bench {
    struct kiosk_font *font;
    struct kiosk_typeface type;
    struct kiosk_screens screens;
    struct kiosk_painter painter;
    struct kiosk_model model;
    struct kiosk_zone_view zones[ZONES];
};

/* Median ms of a frame: layout, comparing and drawing; `change` is called before each. */
static double measure(struct bench *b, void (*change)(struct bench *b, int run))
{
    double times[RUNS];
    for (int i = 0; i < RUNS; i++) {
        change(b, i);
        double start = bench_now_ms();
        kiosk_screens_draw(&b->screens, &b->model, WIDTH, HEIGHT, kiosk_painter_begin(&b->painter));
        kiosk_painter_end(&b->painter, NULL);
        times[i] = bench_now_ms() - start;
    }
    return bench_median(times, RUNS);
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

/* From one picture of the screen's coming in to the next. */
static void entering(struct bench *b, int run)
{
    b->model.entered = 50000;
    b->model.ms = 50000 + (uint64_t)(run % 5) * KIOSK_STEP_MS;
}

/* The camera's next picture: all of its pixels are others. */
static void picture(struct bench *b, int run)
{
    static uint8_t pixels[320 * 180];
    memset(pixels, 60 + run, sizeof pixels);
    b->model.checkin.preview = (struct kiosk_preview){320, 180, pixels};
}

/* From the code seen to its verdict, as it comes at the door. */
static void verdict(struct bench *b, int run)
{
    b->model.screen = run % 2 ? KIOSK_SCREEN_VERDICT : KIOSK_SCREEN_CHECKIN;
}

static void goal(const char *name, double measured, double limit)
{
    printf("goal %s %.3f %.3f %s\n", name, measured, limit, measured <= limit ? "met" : "missed");
}

static void show(struct bench *b, const char *name)
{
    size_t count, i = 0;
    const struct kiosk_exhibit *exhibits = kiosk_gallery(KIOSK_ZH, &count);
    while (i < count && strcmp(exhibits[i].name, name) != 0)
        i++;
    if (i == count) {
        fprintf(stderr, "Could not measure: there is no screen %s\n", name);
        exit(1);
    }
    b->model = exhibits[i].model;
    memcpy(b->zones, b->model.zones, sizeof b->zones);
    b->model.zones = b->zones;
    b->model.zone_count = ZONES;
}

static void measure_drawing(struct bench *b)
{
    show(b, "home");
    double full = measure(b, whole);
    double one = measure(b, tile);
    double none = measure(b, nothing);
    show(b, "ticket");
    double ticket = measure(b, whole);
    double ring = measure(b, second);
    show(b, "verdict-admit"); /* the one that comes in with a motion */
    double verdict_in = measure(b, entering);
    double verdict_whole = measure(b, verdict);
    show(b, "checkin-seen");
    double seen = measure(b, picture);
    printf("home: whole %.2f ms, one tile %.2f ms, nothing %.3f ms\n", full, one, none);
    printf("ticket: whole %.2f ms, a second on the ring %.2f ms\n", ticket, ring);
    printf("verdict: on the glass %.2f ms, coming in %.2f ms a picture; the camera's picture %.2f "
           "ms\n",
            verdict_whole, verdict_in, seen);
    goal("redraw_one_tile", one / full, 0.2);
    goal("redraw_ring", ring / ticket, 0.2);
    goal("redraw_nothing", none / full, 0.05);
    goal("entering_picture_ms", verdict_in, KIOSK_STEP_MS);
}

static void measure_tap(struct bench *b)
{
    char folder[] = FOLDER, command[sizeof folder + 20];
    if (!mkdtemp(folder)) {
        perror("Could not make a folder to measure in");
        exit(1);
    }
    show(b, "zone");
    struct tap_result r = tap_measure(folder, &b->screens, &b->painter, &b->model, RUNS);
    printf("tap to code: %.2f ms; bare: commit %.2f ms, zbar %.2f ms, redraw %.2f ms\n", r.tap_ms,
            r.commit_ms, r.read_ms, r.redraw_ms);
    goal("tap_to_code", r.ratio, 1.5);
    snprintf(command, sizeof command, "rm -rf %s", folder);
    if (system(command) != 0)
        fprintf(stderr, "Could not remove %s\n", folder);
}

/* The script says "rest SCREEN SHARE RSS_MB ANON_MB" for each screen, or why it cannot. */
static void measure_rest(const char *self, int seconds)
{
    char command[1024], line[256], screen[20];
    double share, memory, own;
    const char *slash = strrchr(self, '/');
    snprintf(command, sizeof command, "tests/bench/rest.sh '%.*s/../..' %d",
            slash ? (int)(slash - self) : 1, slash ? self : ".", seconds);
    fflush(stdout);
    FILE *rest = popen(command, "r");
    while (rest && fgets(line, sizeof line, rest)) {
        if (sscanf(line, "rest %19s %lf %lf %lf", screen, &share, &memory, &own) != 4) {
            fputs(line, stdout);
            continue;
        }
        printf("at rest on %s: %.3f %% of a core, %.1f MB resident (%.1f MB its own)\n", screen,
                share * 100, memory, own);
        snprintf(line, sizeof line, "rest_%s_core", screen);
        goal(line, share, 0.01);
        snprintf(line, sizeof line, "rest_%s_mb", screen);
        goal(line, memory, 100);
    }
    if (!rest || pclose(rest) != 0)
        fprintf(stderr, "Could not measure the kiosk at rest\n");
}

int main(int argc, char **argv)
{
    static struct bench b;
    char err[KM_ERR_MAX] = "";
    int seconds = 30;
    if (argc == 3 && strcmp(argv[1], "--seconds") == 0)
        seconds = atoi(argv[2]);
    else if (argc != 1)
        return fputs("usage: bench_ui [--seconds N]\n", stderr), 2;
    if (!kiosk_font_open(&b.font, err))
        goto fail;
    b.type = kiosk_font_typeface(b.font);
    if (!kiosk_screens_init(&b.screens, &b.type, err) ||
            !kiosk_painter_init(&b.painter, b.font, WIDTH, HEIGHT, err))
        goto fail;
    measure_drawing(&b);
    measure_tap(&b);
    if (seconds > 0)
        measure_rest(argv[0], seconds);
    kiosk_painter_destroy(&b.painter);
    kiosk_screens_destroy(&b.screens);
    kiosk_font_close(b.font);
    return 0;
fail:
    fprintf(stderr, "Could not measure: %s\n", err);
    return 1;
}
