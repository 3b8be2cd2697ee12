/* A day and more at the door, played fast: does the memory stay flat? Frames of all sorts, those
 * too that are made to break a scanner: halves of split texts, walls of eyes, damaged codes. */

#include "tests/bench/scan_bench.h"

#include <qrencode.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "kiosk/scan/watch.h"
#include "tests/bench/frames_canvas.h"

#define WIDTH 320
#define HEIGHT 240
#define SET 240
#define LARGE 16 /* of the set are full frames, seldom shown */
#define WARM_UP 20000

enum sort { EMPTY, CODE, DAMAGED, SPLIT, CLUTTER };

struct soak {
    struct kiosk_grey frames[SET];
    enum sort sorts[SET];
    char texts[SET][KM_SCAN_TEXT_MAX + 1];
    int of[CLUTTER + 1], read[CLUTTER + 1], wrong;
    double ms[CLUTTER + 1]; /* CPU time of all looks */
};

/* Pages of this program that are in memory, kB. */
static long resident_kb(void)
{
    long pages = 0, resident = 0;
    FILE *file = fopen("/proc/self/statm", "r");
    if (!file || fscanf(file, "%ld %ld", &pages, &resident) != 2)
        resident = 0;
    if (file)
        fclose(file);
    return resident * (sysconf(_SC_PAGESIZE) / 1024);
}

/* One of two symbols that make up a text together: each alone is no text. */
static void draw_half(struct kiosk_grey *grey, int index)
{
    char text[200];
    memset(text, 'A' + index % 26, sizeof text - 1);
    text[sizeof text - 1] = 0;
    QRcode_List *list = QRcode_encodeStringStructured(text, 5, QR_ECLEVEL_M, QR_MODE_8, 1);
    const QRcode_List *one = list;
    for (int i = index % 2; one && one->next && i > 0; i--)
        one = one->next;
    if (!one)
        abort();
    int side = one->code->width, module = 4 + index % 2;
    kiosk_grey_fill(grey, 220);
    for (int y = 0; y < side * module; y++)
        for (int x = 0; x < side * module; x++)
            if (one->code->data[y / module * side + x / module] & 1)
                grey->pixels[(y + 20) * grey->stride + x + 30] = 30;
    QRcode_List_free(list);
}

/* A code with a bar across it, too wide to be mended. */
static void damage(struct kiosk_grey *grey, int index)
{
    int high = grey->height / 4, top = grey->height / 4 + index % 5 * high / 8;
    for (int y = top; y < top + high; y++)
        memset(grey->pixels + y * grey->stride, 120, (size_t)grey->width);
}

static void make_frame(struct soak *soak, struct frames *frames, int index)
{
    struct frame frame = {0};
    enum sort sort = (enum sort)(index % 5);
    if (sort == CODE || sort == DAMAGED) {
        int at = index * 37;
        while (!frames_hard(frames, at, &frame))
            at++;
        memcpy(soak->texts[index], frame.text, sizeof frame.text);
    } else if (sort == CLUTTER) { /* every other one is nothing but eyes */
        frames_texture(frames, index % 2 ? index / 5 : 5, index, &frame);
    } else {
        frames_scene(frames, index, 0, &frame);
    }
    if (sort == SPLIT)
        draw_half(&frame.grey, index);
    if (sort == DAMAGED)
        damage(&frame.grey, index);
    soak->frames[index] = frame.grey;
    soak->sorts[index] = sort;
}

static bool make_set(struct soak *soak, char *err)
{
    struct frames *frames;
    for (int large = 0; large < 2; large++) {
        if (!frames_new(large ? 1280 : WIDTH, large ? 720 : HEIGHT, &frames, err))
            return false;
        for (int i = large ? SET - LARGE : 0; i < (large ? SET : SET - LARGE); i++)
            make_frame(soak, frames, i);
        frames_free(frames);
    }
    return true;
}

static void judge(struct soak *soak, int index, const struct kiosk_readings *readings, double ms)
{
    enum sort sort = soak->sorts[index];
    soak->of[sort]++;
    soak->ms[sort] += ms;
    soak->read[sort] += readings->count > 0;
    for (int i = 0; i < readings->count; i++)
        soak->wrong += strcmp(readings->list[i].text, soak->texts[index]) != 0;
}

/* Mostly empty, then codes; the rest rarely, for it costs most: of a million frames there are still
 * ten thousand of clutter. */
static int next_frame(struct chance *chance)
{
    static const int until[] = {60, 90, 96, 99, 100}; /* of a hundred, by sort */
    int drawn = chance_below(chance, 100), sort = EMPTY, large = chance_once_in(chance, 400);
    while (drawn >= until[sort])
        sort++;
    int from = large ? SET - LARGE : 0, fives = large ? LARGE / 5 : (SET - LARGE) / 5;
    return from + (sort - from % 5 + 5) % 5 + 5 * chance_below(chance, fives);
}

static void play(struct soak *soak, int frames)
{
    struct kiosk_watch *watch = kiosk_watch_new();
    struct kiosk_reader *reader = kiosk_reader_new();
    struct chance chance = chance_of(60);
    struct kiosk_sighting sighting;
    static struct kiosk_readings readings;
    int warm = frames / 10 < WARM_UP ? frames / 10 : WARM_UP;
    long start = 0, middle = 0;
    for (int i = 0; i < frames + warm; i++) {
        int at = next_frame(&chance);
        double begun = scan_now_ms();
        if (i % 2) {
            kiosk_reader_watch(reader, &soak->frames[at], &readings, &sighting);
            judge(soak, at, &readings, scan_now_ms() - begun);
        } else {
            const struct kiosk_watched *seen = kiosk_watch_frame(watch, &soak->frames[at]);
            if (seen->looked)
                judge(soak, at, &seen->readings, scan_now_ms() - begun);
        }
        if (i % 1000 == 500)
            kiosk_reader_read(reader, &soak->frames[at], &readings);
        if (i == warm)
            start = resident_kb();
        if (i == warm + frames / 2)
            middle = resident_kb();
    }
    long end = resident_kb();
    printf("%d frames; resident memory: %ld kB after %d to warm up, %ld kB in the middle, %ld kB "
           "at the end\n",
            frames, start, warm, middle, end);
    kiosk_reader_free(reader);
    kiosk_watch_free(watch);
    scan_goal_at_most("soak_memory", middle ? (double)end / (double)middle : 0, 1.02);
}

void scan_soak(int frames)
{
    static const char *const names[] = {
            "empty", "code", "damaged", "half of a split text", "clutter"};
    static struct soak soak;
    char err[KM_ERR_MAX];
    if (!make_set(&soak, err)) {
        fprintf(stderr, "Could not make frames: %s\n", err);
        return;
    }
    play(&soak, frames);
    for (int i = 0; i <= CLUTTER; i++)
        printf("%-22s %d looks of %.2f ms, %d with a text\n", names[i], soak.of[i],
                soak.of[i] ? soak.ms[i] / soak.of[i] : 0, soak.read[i]);
    scan_goal_at_most("soak_wrong_texts", soak.wrong, 0);
    scan_goal_at_most("soak_halves_taken", soak.read[SPLIT], 0);
    for (int i = 0; i < SET; i++)
        kiosk_grey_destroy(&soak.frames[i]);
}
