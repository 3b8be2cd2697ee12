/* Which version and error level a ticket's code should have: real tickets as each of them, at equal
 * widths of the code in the camera's picture, for a width is what a screen or paper gives. Every
 * choice meets the same shots (same place, turn, noise, thumb), read by our scanner and by those
 * that visitors bring. And how much light there must be around it. */

#include <math.h>
#include <qrencode.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/bench/frames_scene.h"
#include "tests/bench/frames_shot.h"
#include "tests/bench/scan_peers.h"
#include "tests/bench/scan_tally.h"

#define WIDTH 480 /* of a frame: the largest code and room to move it */
#define HEIGHT 360
#define MOST 0.95    /* of the shots: this many are "read" */
#define BEYOND 240.0 /* px, for what is not read at the largest width */

static const int widths[] = {60, 70, 80, 90, 100, 120, 140, 160, 200};
#define WIDTHS ((int)(sizeof widths / sizeof *widths))

/* All that hold the 152 characters and are no worse than another at the same version: 5-L and 6-M
 * are exactly filled by the longest text; 7-Q and 8-H do not hold it. */
static const struct choice {
    const char *name;
    int version;
    QRecLevel level;
} choices[] = {
        {"5-L", 5, QR_ECLEVEL_L},
        {"6-M", 6, QR_ECLEVEL_M},
        {"8-Q", 8, QR_ECLEVEL_Q},
        {"10-H", 10, QR_ECLEVEL_H},
};
#define CHOICES ((int)(sizeof choices / sizeof *choices))

#define QUIETS 5 /* modules of light around the code: 0 to 4 */

static const enum scan_decoder readers[] = {SCAN_WATCH, SCAN_READ, SCAN_ZBAR_QR, SCAN_ZXING_HARD};
#define READERS ((int)(sizeof readers / sizeof *readers))

/* weight: how much of a day at the door is like this. The shot is a usual one (blur 0.7, noise 3)
 * but for what is set here; 0 leaves it. */
static const struct condition {
    const char *name;
    double weight, blur, noise, gain, glare, thumb, crumple, fade;
    bool grid, dim;
} conditions[] = {
        {"distance alone", 3, 0, 0, 0, 0, 0, 0, 0, false, false},
        {"blur 1.2", 2, 1.2, 0, 0, 0, 0, 0, 0, false, false},
        {"noise 8", 1, 0, 8, 0, 0, 0, 0, 0, false, false},
        {"noise 15", 0.5, 0, 15, 0, 0, 0, 0, 0, false, false},
        {"low light", 1, 1.1, 7, 0.4, 0, 0, 0, 0, false, false},
        {"dim phone", 1, 0, 0, 0, 0, 0, 0, 0, false, true},
        {"screen grid", 1, 0, 0, 0, 0, 0, 0, 0, true, false},
        {"glare 5 %", 1, 0, 0, 0, 0.05, 0, 0, 0, false, false},
        {"glare 10 %", 1, 0, 0, 0, 0.1, 0, 0, 0, false, false},
        {"glare 20 %", 0.5, 0, 0, 0, 0.2, 0, 0, 0, false, false},
        {"thumb 5 %", 1, 0, 0, 0, 0, 0.05, 0, 0, false, false},
        {"thumb 10 %", 0.5, 0, 0, 0, 0, 0.1, 0, 0, false, false},
        {"crumpled", 1, 0, 0, 0, 0, 0, 1, 0, false, false},
        {"faded print", 1, 0, 0, 0, 0, 0, 0, 0.6, false, false},
};
#define CONDITIONS ((int)(sizeof conditions / sizeof *conditions))

struct bench {
    struct kiosk_font *font;
    struct camera *camera;
    struct scan_peers *peers;
    struct canvas scenes[SCENES], canvas;
    struct frame frame;
    int shots;      /* of each condition at each width */
    int conditions; /* measured */
    int readers;    /* all, or without zxing-cpp, the last */
    int wrong;
    struct scan_rate rates[CHOICES][READERS][CONDITIONS][WIDTHS];
    struct scan_rate quiet[QUIETS][READERS];
};

static void encode(const char *text, const struct choice *choice, struct kiosk_qr *out)
{
    QRinput *input = QRinput_new2(choice->version, choice->level);
    QRcode *code = NULL;
    if (input &&
            QRinput_append(input, QR_MODE_AN, (int)strlen(text), (const unsigned char *)text) == 0)
        code = QRcode_encodeInput(input);
    if (!code || code->width != 17 + 4 * choice->version)
        abort();
    *out = (struct kiosk_qr){.side = code->width};
    snprintf(out->text, sizeof out->text, "%s", text);
    for (int i = 0; i < code->width * code->width; i++)
        out->modules[i] = code->data[i] & 1;
    QRcode_free(code);
    QRinput_free(input);
}

static struct shot shot_of(const struct condition *condition, struct chance *chance)
{
    struct shot shot = shot_usual(1, chance);
    shot.blur = condition->blur > 0 ? condition->blur : shot.blur;
    shot.noise = condition->noise > 0 ? condition->noise : shot.noise;
    shot.gain = condition->gain > 0 ? condition->gain : shot.gain;
    shot.glare = condition->glare;
    shot.thumb = condition->thumb;
    shot.crumple = condition->crumple;
    shot.fade = condition->fade;
    shot.grid = condition->grid;
    shot.phone = shot.grid || condition->dim ||
                 (shot.phone && shot.crumple == 0 && shot.fade == 0 && shot.thumb == 0);
    if (condition->dim) {
        shot.low = 16;
        shot.high = 112;
    }
    return shot;
}

static const struct canvas *scene(struct bench *bench, int index)
{
    struct canvas *scene = &bench->scenes[index];
    if (!scene->light) {
        canvas_init(scene, WIDTH, HEIGHT);
        scene_paint(scene, bench->font, index);
    }
    return scene;
}

static bool reads(struct bench *bench, enum scan_decoder decoder)
{
    static struct scan_result result;
    bool read = false;
    if (decoder == SCAN_WATCH)
        scan_peers_refresh(bench->peers, WIDTH, HEIGHT, 1);
    scan_peers_run(bench->peers, decoder, &bench->frame.grey, &result);
    for (int i = 0; i < result.count; i++) {
        bool right = strcmp(result.texts[i], bench->frame.text) == 0;
        read |= right;
        bench->wrong += !right;
    }
    return read;
}

static void take(struct bench *bench, const struct shot *shot, struct chance *chance)
{
    canvas_copy(scene(bench, chance_below(chance, SCENES)), &bench->canvas);
    if (!shot_take(shot, bench->font, bench->camera, &bench->canvas, chance, &bench->frame))
        abort();
}

/* One shot of a ticket as every choice. */
static void measure(struct bench *bench, int condition, int width, int number)
{
    static struct kiosk_qr qr;
    char text[KM_SCAN_TEXT_MAX + 1];
    uint64_t seed = ((uint64_t)number * WIDTHS + (uint64_t)width) * CONDITIONS;
    frames_ticket((int)(seed % 100000) + condition, text);
    for (int choice = 0; choice < CHOICES; choice++) {
        struct chance chance = chance_of(seed + (uint64_t)condition + 900000);
        encode(text, &choices[choice], &qr);
        struct shot shot = shot_of(&conditions[condition], &chance);
        shot.qr = &qr;
        shot.module_px = (double)widths[width] / qr.side;
        take(bench, &shot, &chance);
        for (int r = 0; r < bench->readers; r++)
            scan_rate_add(&bench->rates[choice][r][condition][width], reads(bench, readers[r]));
    }
}

/* The kiosk's own code on something dark, at widths that all read when there is light around. */
static void measure_quiet(struct bench *bench, int number)
{
    for (int quiet = 0; quiet < QUIETS; quiet++) {
        struct chance chance = chance_of((uint64_t)number + 1900000);
        struct shot shot = shot_usual((3 + number % 3) * 0.9, &chance);
        shot.quiet = quiet;
        shot.surround = true;
        take(bench, &shot, &chance);
        for (int r = 0; r < bench->readers; r++)
            scan_rate_add(&bench->quiet[quiet][r], reads(bench, readers[r]));
    }
}

/* The smallest width from which on enough is read. */
static double reach(const struct scan_rate *rates)
{
    double least = BEYOND;
    for (int width = WIDTHS - 1; width >= 0 && scan_rate_share(&rates[width]) >= MOST; width--)
        least = widths[width];
    return least;
}

/* Mean over readers; over all conditions by their weights, or of one (≥ 0). */
static double share(const struct bench *bench, int choice, int width, int condition)
{
    double sum = 0, weights = 0;
    for (int r = 0; r < bench->readers; r++) {
        for (int c = 0; c < bench->conditions; c++) {
            double weight = condition < 0 ? conditions[c].weight : c == condition;
            sum += weight * scan_rate_share(&bench->rates[choice][r][c][width]);
            weights += weight;
        }
    }
    return sum / weights;
}

static void print_shares(const struct bench *bench, int condition)
{
    printf("\n%-15s", condition < 0 ? "all, weighed" : conditions[condition].name);
    for (int width = 0; width < WIDTHS; width++)
        printf("%5d px", widths[width]);
    printf("    mean\n");
    for (int choice = 0; choice < CHOICES; choice++) {
        double sum = 0;
        printf("%-15s", choices[choice].name);
        for (int width = 0; width < WIDTHS; width++) {
            double now = share(bench, choice, width, condition);
            sum += now;
            printf("%7.1f%%", 100 * now);
        }
        printf("%7.1f%%\n", 100 * sum / WIDTHS);
    }
}

static void print_reaches(const struct bench *bench)
{
    printf("\nsmallest width read at %.0f %%, px (%.0f: beyond %d)\n%-15s", 100 * MOST, BEYOND,
            widths[WIDTHS - 1], "");
    for (int r = 0; r < bench->readers; r++)
        for (int choice = 0; choice < CHOICES; choice++)
            printf("%6s", choices[choice].name);
    printf("\n%-15s", "");
    for (int r = 0; r < bench->readers; r++)
        printf("%*s", 6 * CHOICES, scan_peers_name(readers[r]));
    printf("\n");
    for (int c = 0; c < bench->conditions; c++) {
        printf("%-15s", conditions[c].name);
        for (int r = 0; r < bench->readers; r++)
            for (int choice = 0; choice < CHOICES; choice++)
                printf("%6.0f", reach(bench->rates[choice][r][c]));
        printf("\n");
    }
}

static void print_quiet(const struct bench *bench)
{
    printf("\nlight around, on something dark\n%-15s", "modules");
    for (int r = 0; r < bench->readers; r++)
        printf("%12s", scan_peers_name(readers[r]));
    for (int quiet = 0; quiet < QUIETS; quiet++) {
        printf("\n%-15d", quiet);
        for (int r = 0; r < bench->readers; r++)
            printf("%11.1f%%", 100 * scan_rate_share(&bench->quiet[quiet][r]));
    }
    printf("\n\n");
}

/* The width a choice needs: geometric mean over conditions, by their weights, and readers. */
static double needed(const struct bench *bench, int choice)
{
    double sum = 0, weights = 0;
    for (int r = 0; r < bench->readers; r++) {
        for (int c = 0; c < bench->conditions; c++) {
            sum += conditions[c].weight * log(reach(bench->rates[choice][r][c]));
            weights += conditions[c].weight;
        }
    }
    return exp(sum / weights);
}

/* What the kiosk makes against the best of the others. */
static void goals(const struct bench *bench)
{
    static struct kiosk_qr qr;
    char text[KM_SCAN_TEXT_MAX + 1], err[KM_ERR_MAX];
    double own = 0, least = INFINITY;
    frames_ticket(0, text);
    if (!kiosk_qr_make(text, &qr, err))
        abort();
    for (int choice = 0; choice < CHOICES; choice++) {
        double width = needed(bench, choice);
        printf("%s needs %.1f px\n", choices[choice].name, width);
        if (17 + 4 * choices[choice].version == qr.side)
            own = width;
        else
            least = fmin(least, width);
    }
    scan_goal_at_most("ticket_width_vs_others", own / least, 1);
    scan_goal_at_most("ticket_wrong_texts", bench->wrong, 0);
}

static bool parse(int argc, char **argv, struct bench *bench)
{
    bench->shots = 20;
    bench->conditions = CONDITIONS;
    if (argc == 2 && !strcmp(argv[1], "--quick"))
        bench->shots = bench->conditions = 1;
    else if (argc == 3 && !strcmp(argv[1], "--frames"))
        bench->shots = atoi(argv[2]);
    else
        return argc == 1;
    return bench->shots > 0 && bench->shots <= 1000;
}

int main(int argc, char **argv)
{
    static struct bench bench;
    char err[KM_ERR_MAX];
    if (!parse(argc, argv, &bench)) {
        fputs("usage: bench_ticket [--quick | --frames N]\n"
              "  --frames N   of each condition at each width (20)\n",
                stderr);
        return 2;
    }
    setvbuf(stdout, NULL, _IOLBF, 0);
    if (!kiosk_font_open(&bench.font, err)) {
        fprintf(stderr, "Could not make frames: %s\n", err);
        return 1;
    }
    bench.camera = camera_new();
    bench.peers = scan_peers_new(false);
    bench.readers = READERS - !scan_peers_has(bench.peers, SCAN_ZXING_HARD);
    canvas_init(&bench.canvas, WIDTH, HEIGHT);
    for (int condition = 0; condition < bench.conditions; condition++) {
        for (int width = 0; width < WIDTHS; width++)
            for (int number = 0; number < bench.shots; number++)
                measure(&bench, condition, width, number);
        print_shares(&bench, condition);
    }
    for (int number = 0; number < 3 * bench.shots; number++)
        measure_quiet(&bench, number);
    print_shares(&bench, -1);
    print_reaches(&bench);
    print_quiet(&bench);
    goals(&bench);
    scan_peers_free(bench.peers);
    for (int i = 0; i < SCENES; i++)
        canvas_destroy(&bench.scenes[i]);
    canvas_destroy(&bench.canvas);
    frame_destroy(&bench.frame);
    camera_free(bench.camera);
    kiosk_font_close(bench.font);
    return 0;
}
