/* Photographs that anyone brings. Nobody wrote down what is on them, so texts are judged by
 * agreement: what another decoder reads as well. */

#include "tests/bench/scan_bench.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "kiosk/scan/picture.h"

struct photos {
    struct scan_times times[SCAN_DECODERS];
    struct scan_rate read[SCAN_DECODERS], looks, any;
    int agreed, alone, other; /* images: ours as a peer's, ours only, ours unlike all peers' */
    int refused;
};

static bool has_text(const struct scan_result *result, const char *text)
{
    for (int i = 0; i < result->count; i++)
        if (strcmp(result->texts[i], text) == 0)
            return true;
    return false;
}

static void judge(struct photos *photos, const struct scan_result results[SCAN_DECODERS])
{
    bool ours = results[SCAN_WATCH].count || results[SCAN_READ].count;
    bool peers = false, same = false;
    for (int d = SCAN_ZBAR; d < SCAN_DECODERS; d++) {
        peers |= results[d].count > 0;
        for (int o = SCAN_WATCH; o <= SCAN_READ; o++)
            for (int i = 0; i < results[o].count; i++)
                same |= has_text(&results[d], results[o].texts[i]);
    }
    scan_rate_add(&photos->any, ours || peers);
    photos->agreed += same;
    photos->alone += ours && !peers;
    photos->other += ours && peers && !same;
}

static void measure(
        struct scan_bench *bench, const struct kiosk_grey *grey, int index, struct photos *photos)
{
    static struct scan_result results[SCAN_DECODERS], again;
    memset(results, 0, sizeof results);
    scan_peers_refresh(bench->peers, grey->width, grey->height, 1 + index % 4);
    enum scan_decoder order[SCAN_DECODERS];
    scan_peers_order((unsigned)index, order);
    for (int turn = 0; turn < SCAN_DECODERS; turn++) {
        enum scan_decoder decoder = order[turn];
        if (!scan_peers_has(bench->peers, decoder))
            continue;
        scan_peers_run(bench->peers, decoder, grey, &results[decoder]);
        scan_times_add(&photos->times[decoder], results[decoder].ms);
        scan_rate_add(&photos->read[decoder], results[decoder].count > 0);
    }
    bool read = results[SCAN_WATCH].count > 0;
    for (int look = 1; look < SCAN_LOOKS && !read; look++) {
        scan_peers_run(bench->peers, SCAN_WATCH, grey, &again);
        read = again.count > 0;
    }
    scan_rate_add(&photos->looks, read);
    judge(photos, results);
}

/* True where it is a picture and was measured. */
static bool take(struct scan_bench *bench, const char *path, int index, struct photos *photos)
{
    struct kiosk_grey grey = {0}, small = {0};
    char err[KM_ERR_MAX];
    if (!kiosk_picture_read(path, &grey, err)) {
        printf("Could not read picture %s: %s\n", path, err);
        kiosk_grey_destroy(&grey);
        return false;
    }
    int side = grey.width > grey.height ? grey.width : grey.height, most = bench->options.shrink;
    if (most > 0 && side > most &&
            kiosk_grey_shrink(&grey, (int)((long)grey.width * most / side), &small))
        measure(bench, &small, index, photos);
    else
        measure(bench, &grey, index, photos);
    kiosk_grey_destroy(&grey);
    kiosk_grey_destroy(&small);
    return true;
}

static void report(struct scan_bench *bench, const char *folder, struct photos *photos)
{
    printf("\nPhotographs in %s: %d, and %d that could not be read as pictures\n", folder,
            photos->any.of, photos->refused);
    scan_bench_times_head();
    double base = scan_times_mean(&photos->times[SCAN_ZBAR]);
    for (int d = 0; d < SCAN_DECODERS; d++)
        scan_bench_times(scan_peers_name((enum scan_decoder)d), &photos->times[d], base);
    for (int d = 0; d < SCAN_DECODERS; d++)
        if (scan_peers_has(bench->peers, (enum scan_decoder)d))
            printf("%-20s %5.1f %% with a text\n", scan_peers_name((enum scan_decoder)d),
                    100 * scan_rate_share(&photos->read[d]));
    printf("%-20s %5.1f %% with a text\n%-20s %5.1f %% with a text\n", "watch x6",
            100 * scan_rate_share(&photos->looks), "anyone", 100 * scan_rate_share(&photos->any));
    printf("ours: %d as another decoder reads it, %d read by ours alone, %d otherwise than all "
           "others\n",
            photos->agreed, photos->alone, photos->other);
}

bool scan_bench_folder(struct scan_bench *bench, const char *folder)
{
    struct photos photos = {0};
    struct dirent **entries;
    int count = scandir(folder, &entries, NULL, alphasort), taken = 0;
    if (count < 0)
        return false;
    for (int i = 0; i < count; i++) {
        char path[4096];
        snprintf(path, sizeof path, "%s/%s", folder, entries[i]->d_name);
        if (entries[i]->d_name[0] != '.') {
            bool measured = take(bench, path, taken, &photos);
            taken += measured;
            photos.refused += !measured;
        }
        free(entries[i]);
    }
    free(entries);
    report(bench, folder, &photos);
    for (int d = 0; d < SCAN_DECODERS; d++)
        scan_times_destroy(&photos.times[d]);
    return true;
}
