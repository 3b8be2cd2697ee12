/* Frames one after another, as the kiosk gets them: scenes without a code, held still, textures,
 * and codes that come near. Time is played: 30 frames a second, and those that come while a look
 * lasts are lost. */

#include "tests/bench/scan_bench.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "kiosk/scan/watch.h"

#define FRAME_MS (1000.0 / 30)
#define TAKES 8       /* moments of a scene, shown again and again */
#define STILL_FROM 30 /* frames until a scene counts as still */
#define STILL_FRAMES 120

/* CPU ms of one frame of the stream. */
static double stream_frame(struct kiosk_watch *watch, const struct kiosk_grey *grey, double *now_ms,
        struct scan_result *out)
{
    double begun = scan_now_ms();
    const struct kiosk_watched *seen = kiosk_watch_frame(watch, grey);
    double ms = scan_now_ms() - begun;
    *now_ms += FRAME_MS * fmax(1, ceil(ms / FRAME_MS));
    out->ms = ms;
    out->seen = seen->sighting.seen;
    out->count = 0;
    for (int i = 0; i < seen->readings.count && out->count < SCAN_TEXTS_MAX; i++)
        memcpy(out->texts[out->count++], seen->readings.list[i].text, sizeof out->texts[0]);
    return ms;
}

/* The scenes that cost ours most, by the numbers that --dump gives them. */
struct dearest {
    int scene[5];
    double ms[5]; /* mean of a look */
};

static void note_scene(struct dearest *dearest, int scene, double ms)
{
    int at = 4;
    if (ms <= dearest->ms[at])
        return;
    for (; at > 0 && ms > dearest->ms[at - 1]; at--) {
        dearest->ms[at] = dearest->ms[at - 1];
        dearest->scene[at] = dearest->scene[at - 1];
    }
    dearest->ms[at] = ms;
    dearest->scene[at] = scene;
}

/* Gives the ms of our look. */
static double look_at_scene(struct scan_bench *bench, int scene, int take)
{
    static struct scan_result result;
    double ours_ms = 0;
    enum scan_decoder order[SCAN_DECODERS];
    scan_peers_order((unsigned)(scene * TAKES + take), order);
    for (int turn = 0; turn < SCAN_DECODERS; turn++) {
        enum scan_decoder decoder = order[turn];
        bool dear = decoder == SCAN_ZBAR || decoder == SCAN_ZBAR_QR || decoder == SCAN_READ;
        if (!scan_peers_has(bench->peers, decoder) || (dear && take >= 2))
            continue;
        scan_peers_run(bench->peers, decoder, &bench->frame.grey, &result);
        scan_times_add(&bench->empty[decoder], result.ms);
        scan_bench_judge(bench, decoder, &result);
        if (decoder != SCAN_WATCH)
            continue;
        ours_ms = result.ms;
        bench->empty_looks++;
        bench->false_sightings += result.seen;
        if (take == 0)
            scan_times_add(&bench->empty_first, result.ms);
    }
    return ours_ms;
}

static void hold_still(struct scan_bench *bench, const struct kiosk_grey takes[TAKES])
{
    static struct scan_result result;
    struct kiosk_watch *watch = kiosk_watch_new();
    double now_ms = 0;
    for (int i = 0; i < STILL_FRAMES; i++) {
        double ms = stream_frame(watch, &takes[i % TAKES], &now_ms, &result);
        scan_bench_judge(bench, SCAN_DECODERS, &result);
        if (i >= STILL_FROM)
            scan_times_add(&bench->still, ms);
    }
    kiosk_watch_free(watch);
}

void scan_bench_empty(struct scan_bench *bench)
{
    struct kiosk_grey takes[TAKES] = {0};
    struct dearest dearest = {0};
    for (int scene = 0; scene < frames_scene_count(); scene += bench->options.quick ? 13 : 1) {
        scan_peers_refresh(bench->peers, bench->options.width, bench->options.height, 1);
        double ms = 0;
        for (int take = 0; take < TAKES; take++) {
            frames_scene(bench->frames, scene, take, &bench->frame);
            ms += look_at_scene(bench, scene, take) / TAKES;
            if (take == 0)
                scan_bench_dump(bench, "scene", scene, "empty");
            struct kiosk_grey spare = takes[take];
            takes[take] = bench->frame.grey;
            bench->frame.grey = spare;
        }
        note_scene(&dearest, scene, ms);
        hold_still(bench, takes);
    }
    for (int take = 0; take < TAKES; take++)
        kiosk_grey_destroy(&takes[take]);
    printf("\nFrames without a code: %d scenes, each at %d moments (zbar and read: two)\n",
            bench->empty_first.count, TAKES);
    scan_bench_times_head();
    double base = scan_times_mean(&bench->empty[SCAN_ZBAR]);
    for (int d = 0; d < SCAN_DECODERS; d++)
        scan_bench_times(scan_peers_name((enum scan_decoder)d), &bench->empty[d], base);
    scan_bench_times("ours, first look", &bench->empty_first, base);
    scan_bench_times("ours, held still", &bench->still, base);
    printf("false sightings: %d of %d looks; dearest scenes to ours:", bench->false_sightings,
            bench->empty_looks);
    for (int i = 0; i < 5; i++)
        printf(" %d (%.2f)", dearest.scene[i], dearest.ms[i]);
    printf("\n");
}

/* Plays a texture for some seconds; the worst second of CPU. */
static double play_texture(
        struct scan_bench *bench, const struct kiosk_grey *takes, int seconds, int *out_seen)
{
    static struct scan_result result;
    struct kiosk_watch *watch = kiosk_watch_new();
    double now_ms = 0, second_ms = 0, worst = 0, second_ends = 1000;
    for (int i = 0; now_ms < seconds * 1000.0; i++) {
        double ms = stream_frame(watch, &takes[i % TAKES], &now_ms, &result);
        scan_bench_judge(bench, SCAN_DECODERS, &result);
        *out_seen += result.seen;
        bench->texture_longest = fmax(bench->texture_longest, ms);
        second_ms += ms;
        if (now_ms >= second_ends) {
            worst = fmax(worst, second_ms);
            second_ms = 0;
            second_ends = now_ms + 1000;
        }
    }
    kiosk_watch_free(watch);
    return worst;
}

void scan_bench_texture(struct scan_bench *bench)
{
    static const char *const kinds[] = {"carpet", "mesh", "dots", "halftone", "checker", "eyes",
            "weave", "bricks", "modules", "stripes", "rings", "gravel"};
    struct kiosk_grey takes[TAKES] = {0};
    static struct scan_result result;
    printf("\nTextures as streams%15s%10s%12s%12s\n", "worst second", "seen", "zbar", "zbar QR");
    for (int i = 0; i < frames_texture_count(); i += bench->options.quick ? 5 : 1) {
        double peers[SCAN_DECODERS] = {0};
        int seen = 0;
        for (int take = 0; take < TAKES; take++) {
            frames_texture(bench->frames, i, take, &bench->frame);
            for (int d = SCAN_ZBAR; take == 0 && d <= SCAN_ZBAR_QR; d++) {
                if (!scan_peers_has(bench->peers, (enum scan_decoder)d))
                    continue; /* zxing-cpp 1.4 takes minutes for a wall of eyes: left out */
                scan_peers_run(bench->peers, (enum scan_decoder)d, &bench->frame.grey, &result);
                scan_bench_judge(bench, d, &result);
                peers[d] = result.ms;
            }
            if (take == 0)
                scan_bench_dump(bench, "texture", i, "empty");
            struct kiosk_grey spare = takes[take];
            takes[take] = bench->frame.grey;
            bench->frame.grey = spare;
        }
        double worst = play_texture(bench, takes, bench->options.quick ? 1 : 3, &seen);
        bench->texture_second = fmax(bench->texture_second, worst);
        printf("%-20s%11.1f ms%10d%9.1f ms%9.1f ms\n", kinds[i % 12], worst, seen, peers[SCAN_ZBAR],
                peers[SCAN_ZBAR_QR]);
    }
    for (int take = 0; take < TAKES; take++)
        kiosk_grey_destroy(&takes[take]);
    printf("longest frame: %.1f ms\n", bench->texture_longest);
}

struct playing {
    struct scan_times idle, active;
    int first[SCAN_DECODERS + 1]; /* frame of the code, -1 not read */
};

static void play_clip(struct scan_bench *bench, int clip, struct playing *play)
{
    static const enum scan_decoder peers[] = {SCAN_ZBAR_QR, SCAN_ZXING_FAST, SCAN_ZXING_HARD};
    static struct scan_result result;
    struct kiosk_watch *watch = kiosk_watch_new();
    double now_ms = 0;
    for (int d = 0; d <= SCAN_DECODERS; d++)
        play->first[d] = -1;
    for (int i = 0; i < FRAMES_CLIP_EMPTY + FRAMES_CLIP_CODE; i++) {
        int code = i - FRAMES_CLIP_EMPTY;
        frames_clip(bench->frames, clip, i, &bench->frame);
        double ms = stream_frame(watch, &bench->frame.grey, &now_ms, &result);
        scan_times_add(code < 0 ? &play->idle : &play->active, ms);
        bool read = scan_bench_judge(bench, SCAN_DECODERS, &result);
        if (read && play->first[SCAN_DECODERS] < 0)
            play->first[SCAN_DECODERS] = code;
        for (int p = 0; code >= 0 && p < 3; p++) { /* until it has read it */
            if (play->first[peers[p]] >= 0 || !scan_peers_has(bench->peers, peers[p]))
                continue;
            scan_peers_run(bench->peers, peers[p], &bench->frame.grey, &result);
            if (scan_bench_judge(bench, peers[p], &result))
                play->first[peers[p]] = code;
        }
    }
    kiosk_watch_free(watch);
}

void scan_bench_clips(struct scan_bench *bench)
{
    int count = bench->options.quick ? 1 : 3 * bench->options.rounds;
    struct playing play = {0};
    for (int clip = 0; clip < count; clip++) {
        play_clip(bench, clip, &play);
        for (int d = 0; d <= SCAN_DECODERS; d++) {
            scan_rate_add(&bench->clips[d], play.first[d] >= 0);
            scan_times_add(&bench->first[d], play.first[d] >= 0 ? play.first[d] : FRAMES_CLIP_CODE);
        }
    }
    printf("\nClips, code coming near in frames 0 to %d: %d of them; every decoder sees every "
           "frame\n",
            FRAMES_CLIP_CODE - 1, count);
    for (int d = 0; d <= SCAN_DECODERS; d++) {
        bool stream = d == SCAN_DECODERS;
        if (!stream && (d == SCAN_WATCH || d == SCAN_READ || d == SCAN_ZBAR ||
                               !scan_peers_has(bench->peers, (enum scan_decoder)d)))
            continue;
        printf("%-20s read %2d, median first frame %.0f\n",
                stream ? "ours as a stream" : scan_peers_name((enum scan_decoder)d),
                bench->clips[d].hits, scan_times_quantile(&bench->first[d], 0.5));
    }
    scan_bench_times_head();
    scan_bench_times("ours, empty frames", &play.idle, 0);
    scan_bench_times("ours, with the code", &play.active, 0);
    scan_times_destroy(&play.idle);
    scan_times_destroy(&play.active);
}
