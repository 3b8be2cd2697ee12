/* Drives a fuzz program without libFuzzer: its seeds as they are, then mutations of them and random
 * bytes, always the same ones for the same --seed. A run is a pure function of seed and number, so
 * one that fails is told by its number and repeated with --only. A run that takes longer than
 * RUN_SECONDS fails, too. --write DIR leaves the seeds there, to begin libFuzzer's corpus with. */
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tests/fuzz/fuzz.h"

#define RUN_SECONDS 60
#define SEEDS_MAX 64

static struct {
    uint8_t bytes[FUZZ_INPUT_MAX];
    size_t size;
} seeds[SEEDS_MAX];
static unsigned seed_count;

static unsigned long seed = 1, run;

/* xorshift64*, begun anew for every run */
static uint64_t state;

static uint32_t random_u32(void)
{
    state ^= state >> 12;
    state ^= state << 25;
    state ^= state >> 27;
    return (uint32_t)(state * 0x2545F4914F6CDD1Dull >> 32);
}

static size_t below(size_t limit)
{
    return limit == 0 ? 0 : random_u32() % limit;
}

static void tell_run(void)
{
    static char words[100];
    int length = snprintf(words, sizeof words, "run %lu failed: --seed %lu --only %lu repeats it\n",
            run, seed, run);
    if (write(STDERR_FILENO, words, (size_t)length) < 0)
        _exit(1);
}

static void on_signal(int number)
{
    tell_run();
    signal(number, SIG_DFL);
    raise(number);
}

/* Of the sanitizers; absent without one. */
void __sanitizer_set_death_callback(void (*fn)(void)) __attribute__((weak));

static size_t mutate(uint8_t *bytes, size_t size)
{
    size_t at = below(size), length = 1 + below(32), to = below(size);
    switch (below(7)) {
    case 0:
        bytes[at] ^= (uint8_t)(1u << below(8));
        return size;
    case 1:
        bytes[at] = (uint8_t)random_u32();
        return size;
    case 2: /* cut */
        return size > 8 && below(4) == 0 ? at + 1 : size;
    case 3: /* take out */
        if (at + length >= size)
            return size;
        memmove(bytes + at, bytes + at + length, size - at - length);
        return size - length;
    case 4: /* put in */
        if (size + length > FUZZ_INPUT_MAX)
            return size;
        memmove(bytes + at + length, bytes + at, size - at);
        for (size_t i = 0; i < length; i++)
            bytes[at + i] = (uint8_t)random_u32();
        return size + length;
    case 5: /* copy within */
        if (at + length <= size && to + length <= size)
            memmove(bytes + to, bytes + at, length);
        return size;
    default:
        bytes[at] = (uint8_t[]){0, 1, 0x7f, 0x80, 0xff}[below(5)];
        return size;
    }
}

static void run_one(void)
{
    static uint8_t bytes[FUZZ_INPUT_MAX];
    size_t size;
    state = (seed * 0x9E3779B97F4A7C15ull) ^ (run * 0xD1B54A32D192ED03ull) ^ 0x5851F42D4C957F2Dull;
    for (int i = 0; i < 8; i++)
        random_u32();
    if (run < seed_count) {
        size = seeds[run].size;
        memcpy(bytes, seeds[run].bytes, size);
    } else if (seed_count == 0 || below(8) == 0) {
        size = 1 + below(600);
        for (size_t i = 0; i < size; i++)
            bytes[i] = (uint8_t)random_u32();
    } else {
        size_t from = below(seed_count);
        size = seeds[from].size;
        memcpy(bytes, seeds[from].bytes, size);
        for (size_t i = 1 + below(12); i > 0; i--)
            size = mutate(bytes, size);
    }
    /* As long as it is, so that reading beyond it shows. */
    uint8_t *exact = malloc(size);
    if (!exact)
        abort();
    memcpy(exact, bytes, size);
    alarm(RUN_SECONDS);
    LLVMFuzzerTestOneInput(exact, size);
    alarm(0);
    free(exact);
}

static bool write_seeds(const char *directory)
{
    for (unsigned i = 0; i < seed_count; i++) {
        char path[4096];
        snprintf(path, sizeof path, "%s/seed-%02u", directory, i);
        FILE *file = fopen(path, "wb");
        if (!file || fwrite(seeds[i].bytes, 1, seeds[i].size, file) != seeds[i].size) {
            perror(path);
            return false;
        }
        fclose(file);
    }
    return true;
}

int main(int argc, char **argv)
{
    unsigned long runs = 500, first = 0;
    while (seed_count < SEEDS_MAX &&
            (seeds[seed_count].size = fuzz_seed(seed_count, seeds[seed_count].bytes)) > 0)
        seed_count++;
    for (int i = 1; i < argc; i += 2) {
        const char *value = argv[i + 1];
        if (value && strcmp(argv[i], "--runs") == 0) {
            runs = strtoul(value, NULL, 10);
        } else if (value && strcmp(argv[i], "--seed") == 0) {
            seed = strtoul(value, NULL, 10);
        } else if (value && strcmp(argv[i], "--only") == 0) {
            first = strtoul(value, NULL, 10);
            runs = first + 1;
        } else if (value && strcmp(argv[i], "--write") == 0) {
            return write_seeds(value) ? 0 : 1;
        } else {
            fprintf(stderr, "usage: %s [--seed N] [--runs N | --only N] | --write DIR\n", argv[0]);
            return 2;
        }
    }
    signal(SIGABRT, on_signal);
    signal(SIGSEGV, on_signal);
    signal(SIGALRM, on_signal);
    if (__sanitizer_set_death_callback)
        __sanitizer_set_death_callback(tell_run);
    for (run = first; run < runs; run++)
        run_one();
    printf("%lu runs from %u seeds\n", runs - first, seed_count);
    return 0;
}
