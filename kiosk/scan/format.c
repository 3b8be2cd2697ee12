#include "kiosk/scan/format.h"

#define BITS 15
#define WORDS 32
/* Wrong bits that a copy may have and be read, and that both may have together: one lost under
 * glare has about seven. By chance they have as few once in a dozen times. */
#define WRONG_OF_ONE 3
#define WRONG_OF_BOTH 7

/* In a mirror the bits run the other way round, and one of the second copy is lost. Mirrors are so
 * rare that fewer may be wrong: chance gets through once in thirty times. */
#define MIRRORED_OF_ONE 1
#define MIRRORED_OF_BOTH 4

/* Row and column of the first copy's bits, the lowest first: down beside the upper left eye,
 * skipping the timing pattern, then to the left below it. */
static const signed char first_copy[BITS][2] = {{0, 8}, {1, 8}, {2, 8}, {3, 8}, {4, 8}, {5, 8},
        {7, 8}, {8, 8}, {8, 7}, {8, 5}, {8, 4}, {8, 3}, {8, 2}, {8, 1}, {8, 0}};

static unsigned word_of(unsigned data)
{
    unsigned rest = data << 10;
    for (int i = 4; i >= 0; i--)
        if (rest >> (i + 10) & 1)
            rest ^= 0x537u << i;
    return (data << 10 | rest) ^ 0x5412u;
}

static unsigned mirrored(unsigned word)
{
    unsigned out = 0;
    for (int bit = 0; bit < BITS; bit++)
        out |= (word >> bit & 1) << (BITS - 1 - bit);
    return out;
}

/* Are both copies near this word, with at most so many bits wrong? */
static bool is_near(unsigned first, unsigned second, unsigned word, int of_one, int of_both)
{
    int a = __builtin_popcount(first ^ word), b = __builtin_popcount(second ^ word);
    return (a < b ? a : b) <= of_one && a + b <= of_both;
}

bool kiosk_format_shows(const struct kiosk_modules *modules, int reach)
{
    unsigned first = 0, second = 0;
    int side = modules->side;
    for (int bit = 0; bit < BITS; bit++) {
        /* The second copy runs from the right end to the upper right eye, then from the lower left
         * eye to the bottom. */
        int row = bit < 8 ? 8 : side - BITS + bit, column = bit < 8 ? side - 1 - bit : 8;
        first |= (unsigned)kiosk_modules_is_dark(
                         modules, first_copy[bit][0], first_copy[bit][1], reach)
                 << bit;
        second |= (unsigned)kiosk_modules_is_dark(modules, row, column, reach) << bit;
    }
    for (unsigned data = 0; data < WORDS; data++) {
        unsigned word = word_of(data);
        if (is_near(first, second, word, WRONG_OF_ONE, WRONG_OF_BOTH) ||
                is_near(first, second, mirrored(word), MIRRORED_OF_ONE, MIRRORED_OF_BOTH))
            return true;
    }
    return false;
}
