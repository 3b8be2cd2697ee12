/* What the sets share, and the goals at the end: "A scanner that never makes the line wait". */

#include "tests/bench/scan_bench.h"

#include <png.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What the sketch in the design papers read: the weak spots to be beaten. */
#define SKETCH_TILT50 0.60
#define SKETCH_2PX 0.24

bool scan_bench_judge(struct scan_bench *bench, int decoder, const struct scan_result *result)
{
    bool right = false;
    for (int i = 0; i < result->count; i++) {
        if (bench->frame.text[0] && strcmp(result->texts[i], bench->frame.text) == 0) {
            if (!frames_is_ticket(result->texts[i]))
                abort(); /* the bench's own mistake: every code is a signed ticket */
            right = true;
        } else {
            bench->wrong[decoder]++;
        }
    }
    return right;
}

void scan_bench_times_head(void)
{
    printf("%-20s%10s%10s%10s%16s\n", "CPU ms a frame", "mean", "median", "p95", "zbar is × it");
}

void scan_bench_times(const char *name, struct scan_times *times, double base)
{
    if (!times->count)
        return;
    double mean = scan_times_mean(times);
    printf("%-20s%10.3f%10.3f%10.3f", name, mean, scan_times_quantile(times, 0.5),
            scan_times_quantile(times, 0.95));
    if (base > 0)
        printf("%15.1f×\n", base / mean);
    else
        printf("\n");
}

void scan_bench_dump(struct scan_bench *bench, const char *set, int index, const char *verdict)
{
    const struct frame *frame = &bench->frame;
    char path[4096], condition[40];
    if (!bench->options.dump)
        return;
    snprintf(condition, sizeof condition, "%s", frame->condition);
    for (char *c = condition; *c; c++)
        if (*c == ' ' || *c == '%')
            *c = '-';
    snprintf(path, sizeof path, "%s/%s-%04d-%s-%gpx-%s.png", bench->options.dump, set, index,
            condition, frame->module_px, verdict);
    png_image image = {.version = PNG_IMAGE_VERSION,
            .width = (png_uint_32)frame->grey.width,
            .height = (png_uint_32)frame->grey.height,
            .format = PNG_FORMAT_GRAY};
    if (!png_image_write_to_file(&image, path, 0, frame->grey.pixels, frame->grey.stride, NULL)) {
        fprintf(stderr, "Could not write frame %s: %s\n", path, image.message);
        bench->options.dump = NULL; /* said once */
    }
}

static void ratio(const char *name, const struct scan_times *ours, const struct scan_times *peer,
        double limit)
{
    if (ours->count && peer->count)
        scan_goal_at_most(name, scan_times_mean(ours) / scan_times_mean(peer), limit);
}

static void decode_goals(const struct scan_bench *bench)
{
    const struct scan_rate *read = bench->read;
    if (!read[SCAN_WATCH].of)
        return;
    double best[2] = {scan_rate_share(&read[SCAN_WATCH]), scan_rate_share(&read[SCAN_READ])};
    static const char *const over_zbar[] = {"watch_over_zbar", "read_over_zbar"};
    static const char *const over_zxing[] = {"watch_over_zxing_hard", "read_over_zxing_hard"};
    for (int i = 0; i < 2; i++) {
        if (read[SCAN_ZBAR].of)
            scan_goal_at_least(over_zbar[i], best[i] - scan_rate_share(&read[SCAN_ZBAR]), 0.10);
        if (read[SCAN_ZXING_HARD].of)
            scan_goal_at_least(over_zxing[i], best[i] - scan_rate_share(&read[SCAN_ZXING_HARD]), 0);
    }
    if (bench->tilt50[SCAN_READ].of)
        scan_goal_at_least(
                "read_tilt50", scan_rate_share(&bench->tilt50[SCAN_READ]), SKETCH_TILT50);
    if (bench->smallest[SCAN_READ].of)
        scan_goal_at_least("read_2px", scan_rate_share(&bench->smallest[SCAN_READ]), SKETCH_2PX);
}

static void stream_goals(struct scan_bench *bench)
{
    const int stream = SCAN_DECODERS;
    double zbar_ms = scan_times_mean(&bench->empty[SCAN_ZBAR]);
    if (bench->texture_second > 0)
        scan_goal_at_most("texture_worst_second_of_a_core", bench->texture_second / 1000, 0.5);
    if (bench->texture_longest > 0 && zbar_ms > 0)
        scan_goal_at_most("texture_longest_vs_zbar", bench->texture_longest / zbar_ms, 1);
    if (bench->clips[stream].of) {
        int peers = 0;
        for (int d = 0; d < SCAN_DECODERS; d++)
            peers = bench->clips[d].hits > peers ? bench->clips[d].hits : peers;
        scan_goal_at_least("clips_read", bench->clips[stream].hits, peers);
        if (bench->clips[SCAN_ZBAR_QR].hits)
            scan_goal_at_most("clips_first_frame", scan_times_quantile(&bench->first[stream], 0.5),
                    scan_times_quantile(&bench->first[SCAN_ZBAR_QR], 0.5));
    }
}

void scan_bench_goals(struct scan_bench *bench)
{
    int ours = bench->wrong[SCAN_WATCH] + bench->wrong[SCAN_READ] + bench->wrong[SCAN_DECODERS];
    printf("\nwrong texts: ours %d, zbar %d, zbar QR %d, zxing fast %d, hard %d\n\n", ours,
            bench->wrong[SCAN_ZBAR], bench->wrong[SCAN_ZBAR_QR], bench->wrong[SCAN_ZXING_FAST],
            bench->wrong[SCAN_ZXING_HARD]);
    ratio("empty_vs_zbar", &bench->empty[SCAN_WATCH], &bench->empty[SCAN_ZBAR], 1.0 / 80);
    ratio("empty_vs_zbar_qr", &bench->empty[SCAN_WATCH], &bench->empty[SCAN_ZBAR_QR], 1.0 / 30);
    ratio("empty_vs_zxing_fast", &bench->empty[SCAN_WATCH], &bench->empty[SCAN_ZXING_FAST],
            1.0 / 3);
    ratio("still_vs_zbar", &bench->still, &bench->empty[SCAN_ZBAR], 1.0 / 500);
    ratio("code_vs_zbar", &bench->hard[SCAN_WATCH], &bench->hard[SCAN_ZBAR], 1.0 / 8);
    decode_goals(bench);
    scan_goal_at_most("wrong_texts", ours, 0);
    stream_goals(bench);
}
