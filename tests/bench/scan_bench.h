#ifndef TESTS_BENCH_SCAN_BENCH_H
#define TESTS_BENCH_SCAN_BENCH_H

/* The parts of bench_scan: each measures one set of frames, prints its table and keeps what the
 * goals at the end need. */

#include "tests/bench/frames.h"
#include "tests/bench/scan_peers.h"
#include "tests/bench/scan_tally.h"

#define SCAN_LOOKS 6 /* of one still frame with a code */

struct scan_options {
    int width, height;
    int rounds;       /* of the hard frames; the other sets follow */
    bool quick;       /* as few frames as a test can use */
    bool ours_only;   /* leave the peers out */
    const char *only; /* one set; NULL: all */
    const char *dump; /* folder for the frames as PNG; NULL: none */
    int shrink;       /* long side of photographs at most; 0: as they are */
};

struct scan_bench {
    struct scan_options options;
    struct frames *frames;
    struct scan_peers *peers;
    struct frame frame;

    int wrong[SCAN_DECODERS + 1]; /* texts that are not in the frame; the last: the stream's */
    struct scan_times empty[SCAN_DECODERS], empty_first, still, hard[SCAN_DECODERS], hard_looks;
    int false_sightings, empty_looks;
    double texture_second, texture_longest; /* ms of CPU: worst second, longest frame */
    struct scan_rate read[SCAN_DECODERS], read_looks, seen;
    struct scan_rate tilt50[SCAN_DECODERS], smallest[SCAN_DECODERS];
    struct scan_rate clips[SCAN_DECODERS + 1]; /* the last: the stream */
    struct scan_times first[SCAN_DECODERS + 1];
};

void scan_bench_hard(struct scan_bench *bench);
void scan_bench_empty(struct scan_bench *bench);   /* ordinary scenes, and those held still */
void scan_bench_texture(struct scan_bench *bench); /* as streams */
void scan_bench_clips(struct scan_bench *bench);
void scan_bench_goals(struct scan_bench *bench);

/* Photographs of a folder; false where it could not be opened. */
bool scan_bench_folder(struct scan_bench *bench, const char *folder);

/* Is every text this frame's? Others are counted as wrong. True where the right one is there. */
bool scan_bench_judge(struct scan_bench *bench, int decoder, const struct scan_result *result);

void scan_bench_times_head(void);
void scan_bench_times(const char *name, struct scan_times *times, double base);
void scan_bench_dump(struct scan_bench *bench, const char *set, int index, const char *verdict);

/* Memory over a million frames; prints its goal. */
void scan_soak(int frames);

#endif
