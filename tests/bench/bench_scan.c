/* The scanner against its peers, on the same frames, in the same run; CPU time of the thread. Look
 * at ratios, not at ms. With folders: the same for the photographs in them. */

#include "tests/bench/scan_bench.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char usage[] =
        "usage: bench_scan [--quick] [--size WxH] [--frames N] [--ours] [--only SET] [--dump DIR]\n"
        "                  [--shrink PX] [DIR...]\n"
        "       bench_scan --soak N\n"
        "  --quick      a few frames of every set\n"
        "  --size WxH   of the frames (1280x720)\n"
        "  --frames N   of each condition at each module size (4)\n"
        "  --ours       without the peers\n"
        "  --only SET   hard, empty, texture or clips\n"
        "  --dump DIR   writes the frames there as PNG, named by what became of them\n"
        "  --shrink PX  photographs' long side at most (1280; 0: as they are)\n"
        "  --soak N     memory over N frames instead\n"
        "  DIR          photographs (PNG, JPEG) instead of the bench's own frames\n";

static bool number(const char *text, int least, int most, int *out)
{
    char *end;
    long value = strtol(text, &end, 10);
    if (*text == 0 || *end || value < least || value > most)
        return false;
    *out = (int)value;
    return true;
}

static bool size(const char *text, struct scan_options *options)
{
    int width, height, end = 0;
    if (sscanf(text, "%4dx%4d%n", &width, &height, &end) != 2 || text[end] || width < 160 ||
            height < 120 || width > 4096 || height > 4096)
        return false;
    options->width = width;
    options->height = height;
    return true;
}

static bool is_set(const char *name)
{
    return !strcmp(name, "hard") || !strcmp(name, "empty") || !strcmp(name, "texture") ||
           !strcmp(name, "clips");
}

/* Gives the number of the first folder, or -1 for a mistake. */
static int parse(int argc, char **argv, struct scan_options *options, int *out_soak)
{
    int i = 1;
    for (; i < argc && argv[i][0] == '-'; i++) {
        const char *value = i + 1 < argc ? argv[i + 1] : "";
        bool ok = true;
        if (!strcmp(argv[i], "--quick")) {
            options->quick = true;
            options->rounds = 1;
            continue;
        }
        if (!strcmp(argv[i], "--ours")) {
            options->ours_only = true;
            continue;
        }
        if (!strcmp(argv[i], "--size"))
            ok = size(value, options);
        else if (!strcmp(argv[i], "--frames"))
            ok = number(value, 1, 1000, &options->rounds);
        else if (!strcmp(argv[i], "--shrink"))
            ok = number(value, 0, 8192, &options->shrink);
        else if (!strcmp(argv[i], "--soak"))
            ok = number(value, 100, 100000000, out_soak);
        else if (!strcmp(argv[i], "--only"))
            ok = is_set(options->only = value);
        else if (!strcmp(argv[i], "--dump"))
            ok = *(options->dump = value) != 0;
        else
            ok = false;
        if (!ok)
            return -1;
        i++;
    }
    return i;
}

static bool wanted(const struct scan_bench *bench, const char *set)
{
    return !bench->options.only || !strcmp(bench->options.only, set);
}

static void measure(struct scan_bench *bench)
{
    if (wanted(bench, "empty"))
        scan_bench_empty(bench);
    if (wanted(bench, "hard"))
        scan_bench_hard(bench);
    if (wanted(bench, "texture"))
        scan_bench_texture(bench);
    if (wanted(bench, "clips"))
        scan_bench_clips(bench);
    scan_bench_goals(bench);
}

static void destroy(struct scan_bench *bench)
{
    for (int d = 0; d <= SCAN_DECODERS; d++) {
        scan_times_destroy(&bench->first[d]);
        if (d < SCAN_DECODERS) {
            scan_times_destroy(&bench->empty[d]);
            scan_times_destroy(&bench->hard[d]);
        }
    }
    scan_times_destroy(&bench->empty_first);
    scan_times_destroy(&bench->still);
    scan_times_destroy(&bench->hard_looks);
    scan_peers_free(bench->peers);
    frames_free(bench->frames);
    frame_destroy(&bench->frame);
}

int main(int argc, char **argv)
{
    static struct scan_bench bench = {
            .options = {.width = 1280, .height = 720, .rounds = 4, .shrink = 1280}};
    char err[KM_ERR_MAX];
    int soak = 0, folder = parse(argc, argv, &bench.options, &soak), result = 0;
    if (folder < 0)
        return fputs(usage, stderr), 2;
    setvbuf(stdout, NULL, _IOLBF, 0);
    if (soak > 0)
        return scan_soak(soak), 0;
    bench.peers = scan_peers_new(bench.options.ours_only);
    if (!scan_peers_has(bench.peers, SCAN_ZXING_HARD) && !bench.options.ours_only)
        puts("BUILT WITHOUT ZXING-CPP (install libzxing-dev and build anew): its goals are left "
             "out");
    if (folder < argc) {
        for (; folder < argc; folder++)
            if (!scan_bench_folder(&bench, argv[folder])) {
                fprintf(stderr, "Could not open folder %s\n", argv[folder]);
                result = 1;
            }
    } else if (frames_new(bench.options.width, bench.options.height, &bench.frames, err)) {
        measure(&bench);
    } else {
        fprintf(stderr, "Could not make frames: %s\n", err);
        result = 1;
    }
    destroy(&bench);
    return result;
}
