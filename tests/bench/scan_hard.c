/* Frames with codes: who reads how many of them, for what. */

#include "tests/bench/scan_bench.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ROWS_MAX 64

/* Columns: the decoders and, last, ours after SCAN_LOOKS looks at the same frame. */
struct table {
    struct scan_rate cells[ROWS_MAX][SCAN_DECODERS + 1];
    char names[ROWS_MAX][32];
    int count;
};

static struct scan_rate *row_of(struct table *table, const char *name)
{
    int i = 0;
    while (i < table->count && strcmp(table->names[i], name) != 0)
        i++;
    if (i == ROWS_MAX)
        abort();
    if (i == table->count)
        snprintf(table->names[table->count++], sizeof table->names[0], "%s", name);
    return table->cells[i];
}

static void print_table(
        const struct scan_bench *bench, const char *title, const struct table *table)
{
    printf("\n%-20s", title);
    for (int d = 0; d < SCAN_DECODERS; d++)
        if (scan_peers_has(bench->peers, (enum scan_decoder)d))
            printf("%12s", scan_peers_name((enum scan_decoder)d));
    printf("%12s%8s\n", "watch x6", "frames");
    for (int i = 0; i < table->count; i++) {
        printf("%-20s", table->names[i]);
        for (int d = 0; d <= SCAN_DECODERS; d++)
            if (d == SCAN_DECODERS || scan_peers_has(bench->peers, (enum scan_decoder)d))
                printf("%11.1f%%", 100 * scan_rate_share(&table->cells[i][d]));
        printf("%8d\n", table->cells[i][SCAN_WATCH].of);
    }
}

static void note(struct scan_bench *bench, struct table *by_size, struct table *by_condition,
        int column, bool read)
{
    char size[16];
    snprintf(size, sizeof size, "%g px", bench->frame.module_px);
    scan_rate_add(&row_of(by_size, "all")[column], read);
    scan_rate_add(&row_of(by_size, size)[column], read);
    scan_rate_add(&row_of(by_condition, bench->frame.condition)[column], read);
    if (column == SCAN_DECODERS)
        return;
    scan_rate_add(&bench->read[column], read);
    if (strcmp(bench->frame.condition, "tilted 50") == 0)
        scan_rate_add(&bench->tilt50[column], read);
    if (bench->frame.module_px < 2.5)
        scan_rate_add(&bench->smallest[column], read);
}

/* What a visitor gets who holds a still code: ours may try otherwise on each of the next frames. */
static bool look_on(struct scan_bench *bench, bool read, double first_ms)
{
    static struct scan_result result;
    double ms = first_ms;
    for (int look = 1; look < SCAN_LOOKS; look++) {
        scan_peers_run(bench->peers, SCAN_WATCH, &bench->frame.grey, &result);
        ms += result.ms;
        read |= scan_bench_judge(bench, SCAN_WATCH, &result);
    }
    scan_times_add(&bench->hard_looks, ms / SCAN_LOOKS);
    scan_rate_add(&bench->read_looks, read);
    return read;
}

static void measure(
        struct scan_bench *bench, int index, struct table *by_size, struct table *by_condition)
{
    static struct scan_result result;
    bool peer_read = false, our_read = false;
    scan_peers_refresh(
            bench->peers, bench->frame.grey.width, bench->frame.grey.height, 1 + index % 4);
    enum scan_decoder order[SCAN_DECODERS];
    scan_peers_order((unsigned)index, order);
    for (int turn = 0; turn < SCAN_DECODERS; turn++) {
        enum scan_decoder decoder = order[turn];
        if (!scan_peers_has(bench->peers, decoder))
            continue;
        scan_peers_run(bench->peers, decoder, &bench->frame.grey, &result);
        bool read = scan_bench_judge(bench, decoder, &result);
        scan_times_add(&bench->hard[decoder], result.ms);
        note(bench, by_size, by_condition, decoder, read);
        if (decoder == SCAN_WATCH) {
            scan_rate_add(&bench->seen, result.seen);
            our_read |= look_on(bench, read, result.ms);
            note(bench, by_size, by_condition, SCAN_DECODERS, our_read);
        } else if (decoder == SCAN_READ) {
            our_read |= read;
        } else {
            peer_read |= read;
        }
    }
    scan_bench_dump(bench, "hard", index, our_read ? "read" : peer_read ? "missed" : "unread");
}

void scan_bench_hard(struct scan_bench *bench)
{
    static struct table by_size, by_condition;
    int count = frames_round() * bench->options.rounds, small = 0;
    for (int index = 0; index < count; index += bench->options.quick ? 7 : 1) {
        if (frames_hard(bench->frames, index, &bench->frame))
            measure(bench, index, &by_size, &by_condition);
        else
            small++;
    }
    printf("\nFrames with a code: %d at %d × %d\n", bench->read[SCAN_WATCH].of,
            bench->options.width, bench->options.height);
    if (small)
        printf("(%d more do not fit a frame of this size)\n", small);
    scan_bench_times_head();
    double base = scan_times_mean(&bench->hard[SCAN_ZBAR]);
    for (int d = 0; d < SCAN_DECODERS; d++)
        scan_bench_times(scan_peers_name((enum scan_decoder)d), &bench->hard[d], base);
    scan_bench_times("watch x6, a look", &bench->hard_looks, base);
    print_table(bench, "read, by module", &by_size);
    print_table(bench, "read, by condition", &by_condition);
    printf("seen by ours at the first look, read or not: %.1f %%\n",
            100 * scan_rate_share(&bench->seen));
}
