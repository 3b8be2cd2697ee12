#ifndef KIOSK_SCAN_LANES_H
#define KIOSK_SCAN_LANES_H

/* Sixteen grey pixels at once: the few operations that the look at every frame is made of. With
 * SSE2 (every x86-64) they are one to four instructions each; elsewhere, or with KIOSK_LANES_PLAIN
 * defined, plain C that gives the same results to the bit (test_finder.c compares them). Pixels are
 * numbered from the lowest address, bits from the least. */

#include <stdint.h>
#include <string.h>

#if defined(__SSE2__) && !defined(KIOSK_LANES_PLAIN)
#include <emmintrin.h>
typedef __m128i kiosk_lanes;

static inline kiosk_lanes kiosk_lanes_load(const uint8_t *from)
{
    return _mm_loadu_si128((const __m128i *)(const void *)from);
}

static inline void kiosk_lanes_store(uint8_t *to, kiosk_lanes a)
{
    _mm_storeu_si128((__m128i *)(void *)to, a);
}

static inline kiosk_lanes kiosk_lanes_min(kiosk_lanes a, kiosk_lanes b)
{
    return _mm_min_epu8(a, b);
}

static inline kiosk_lanes kiosk_lanes_max(kiosk_lanes a, kiosk_lanes b)
{
    return _mm_max_epu8(a, b);
}

/* The first byte eight times, then the second. */
static inline kiosk_lanes kiosk_lanes_spread(const uint8_t *two)
{
    int16_t pair;
    memcpy(&pair, two, 2);
    __m128i a = _mm_cvtsi32_si128(pair);
    a = _mm_unpacklo_epi8(a, a);
    return _mm_shuffle_epi32(_mm_unpacklo_epi16(a, a), 0x50);
}

static inline kiosk_lanes kiosk_lanes_all(uint8_t level)
{
    return _mm_set1_epi8((char)level);
}

/* a - b, at least 0 */
static inline kiosk_lanes kiosk_lanes_less(kiosk_lanes a, kiosk_lanes b)
{
    return _mm_subs_epu8(a, b);
}

/* 0xff where a >= b, else 0 */
static inline kiosk_lanes kiosk_lanes_reach(kiosk_lanes a, kiosk_lanes b)
{
    return _mm_cmpeq_epi8(_mm_max_epu8(a, b), a);
}

/* (a + b + 1) / 2 */
static inline kiosk_lanes kiosk_lanes_average(kiosk_lanes a, kiosk_lanes b)
{
    return _mm_avg_epu8(a, b);
}

/* The averages of neighbours, of 32 pixels in a row. */
static inline kiosk_lanes kiosk_lanes_halve(kiosk_lanes a, kiosk_lanes b)
{
    __m128i even = _mm_set1_epi16(0x00ff);
    a = _mm_avg_epu16(_mm_and_si128(a, even), _mm_srli_epi16(a, 8));
    b = _mm_avg_epu16(_mm_and_si128(b, even), _mm_srli_epi16(b, 8));
    return _mm_packus_epi16(a, b);
}

static inline void kiosk_lanes_store_fours(uint8_t *to, __m128i fours)
{
    __m128i bytes = _mm_and_si128(fours, _mm_set1_epi32(0xff));
    bytes = _mm_packs_epi32(bytes, bytes);
    int32_t packed = _mm_cvtsi128_si32(_mm_packus_epi16(bytes, bytes));
    memcpy(to, &packed, 4);
}

/* The least of each four pixels, and the greatest: 4 bytes each. */
static inline void kiosk_lanes_fours(
        uint8_t *least, uint8_t *most, kiosk_lanes low, kiosk_lanes high)
{
    low = _mm_min_epu8(low, _mm_srli_epi32(low, 16));
    high = _mm_max_epu8(high, _mm_srli_epi32(high, 16));
    kiosk_lanes_store_fours(least, _mm_min_epu8(low, _mm_srli_epi32(low, 8)));
    kiosk_lanes_store_fours(most, _mm_max_epu8(high, _mm_srli_epi32(high, 8)));
}

/* Bit i is set where a[i] >= b[i]. */
static inline uint32_t kiosk_lanes_at_least(kiosk_lanes a, kiosk_lanes b)
{
    return (uint32_t)_mm_movemask_epi8(kiosk_lanes_reach(a, b));
}

#else

typedef struct {
    uint8_t at[16];
} kiosk_lanes;

static inline kiosk_lanes kiosk_lanes_load(const uint8_t *from)
{
    kiosk_lanes a;
    memcpy(a.at, from, 16);
    return a;
}

static inline void kiosk_lanes_store(uint8_t *to, kiosk_lanes a)
{
    memcpy(to, a.at, 16);
}

static inline kiosk_lanes kiosk_lanes_min(kiosk_lanes a, kiosk_lanes b)
{
    for (int i = 0; i < 16; i++)
        a.at[i] = a.at[i] < b.at[i] ? a.at[i] : b.at[i];
    return a;
}

static inline kiosk_lanes kiosk_lanes_max(kiosk_lanes a, kiosk_lanes b)
{
    for (int i = 0; i < 16; i++)
        a.at[i] = a.at[i] > b.at[i] ? a.at[i] : b.at[i];
    return a;
}

static inline kiosk_lanes kiosk_lanes_spread(const uint8_t *two)
{
    kiosk_lanes a;
    memset(a.at, two[0], 8);
    memset(a.at + 8, two[1], 8);
    return a;
}

static inline kiosk_lanes kiosk_lanes_all(uint8_t level)
{
    kiosk_lanes a;
    memset(a.at, level, 16);
    return a;
}

static inline kiosk_lanes kiosk_lanes_less(kiosk_lanes a, kiosk_lanes b)
{
    for (int i = 0; i < 16; i++)
        a.at[i] = (uint8_t)(a.at[i] > b.at[i] ? a.at[i] - b.at[i] : 0);
    return a;
}

static inline kiosk_lanes kiosk_lanes_reach(kiosk_lanes a, kiosk_lanes b)
{
    for (int i = 0; i < 16; i++)
        a.at[i] = a.at[i] >= b.at[i] ? 0xff : 0;
    return a;
}

static inline kiosk_lanes kiosk_lanes_average(kiosk_lanes a, kiosk_lanes b)
{
    for (int i = 0; i < 16; i++)
        a.at[i] = (uint8_t)((a.at[i] + b.at[i] + 1) / 2);
    return a;
}

static inline kiosk_lanes kiosk_lanes_halve(kiosk_lanes a, kiosk_lanes b)
{
    kiosk_lanes half;
    for (int i = 0; i < 8; i++) {
        half.at[i] = (uint8_t)((a.at[2 * i] + a.at[2 * i + 1] + 1) / 2);
        half.at[8 + i] = (uint8_t)((b.at[2 * i] + b.at[2 * i + 1] + 1) / 2);
    }
    return half;
}

static inline void kiosk_lanes_fours(
        uint8_t *least, uint8_t *most, kiosk_lanes low, kiosk_lanes high)
{
    for (int i = 0; i < 4; i++) {
        least[i] = low.at[4 * i];
        most[i] = high.at[4 * i];
        for (int k = 1; k < 4; k++) {
            if (low.at[4 * i + k] < least[i])
                least[i] = low.at[4 * i + k];
            if (high.at[4 * i + k] > most[i])
                most[i] = high.at[4 * i + k];
        }
    }
}

static inline uint32_t kiosk_lanes_at_least(kiosk_lanes a, kiosk_lanes b)
{
    uint32_t bits = 0;
    for (int i = 0; i < 16; i++)
        bits |= (uint32_t)(a.at[i] >= b.at[i]) << i;
    return bits;
}

#endif
#endif
