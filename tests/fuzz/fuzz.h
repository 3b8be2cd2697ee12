#ifndef TESTS_FUZZ_FUZZ_H
#define TESTS_FUZZ_FUZZ_H

/* A fuzz program: takes any bytes, and ends only by an assertion or a sanitizer. libFuzzer drives
 * it (cmake -DKAIMEN_FUZZ=ON with clang), or our own small driver, which every build runs for a
 * short while from a fixed seed. */

#include <stddef.h>
#include <stdint.h>

#define FUZZ_INPUT_MAX 16384 /* bytes; a longer input says nothing new */

/* Always 0. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Inputs to begin from, that reach deep: writes the index-th, returns its length, 0 = there are no
 * more. */
size_t fuzz_seed(unsigned index, uint8_t out[FUZZ_INPUT_MAX]);

/* Reads an input bit by bit; 0 after its end. */
struct fuzz_bytes {
    const uint8_t *at;
    size_t left;
};
static inline int fuzz_take(struct fuzz_bytes *bytes)
{
    if (bytes->left == 0)
        return 0;
    bytes->left--;
    return *bytes->at++;
}

#endif
