#ifndef KIOSK_CLOCK_H
#define KIOSK_CLOCK_H

/* The kiosk's idea of the station's time: its system clock at the start, a monotonic clock from
 * there, and the station's time as every sync measures it. A small error is slewed in, so that time
 * never runs backwards; a large one is told to the caller, who steps and writes a `clock` record.
 * Of the last measurements the one with the shortest round trip is believed, as in NTP (RFC 5905
 * section 10). Pure: times come in, ms; steady is any monotonic clock. One owner. */

#include <stdbool.h>
#include <stdint.h>

/* More than this is stepped and recorded, less is slewed at SLEW_SHARE of the time that passes. */
#define KIOSK_CLOCK_WRONG_MS 2000
#define KIOSK_CLOCK_SLEW_SHARE 20

#define KIOSK_CLOCK_SAMPLES 8

/* The two clocks of the machine, read together. */
struct kiosk_instant {
    int64_t utc;    /* system clock, may jump */
    int64_t steady; /* never jumps, counts while asleep */
};

struct kiosk_clock_sample {
    int64_t offset; /* station's time - steady */
    int64_t error;  /* at most this wrong */
    int64_t at;     /* steady; when it was taken */
};

struct kiosk_clock {
    int64_t base; /* the time … */
    int64_t at;   /* … at this steady moment */
    int64_t slew; /* still to be worked in from then on */
    bool measured;
    struct kiosk_clock_sample samples[KIOSK_CLOCK_SAMPLES];
    int count, next;
};

/* Starts from the system clock, which is `offset` behind the station's. */
void kiosk_clock_start(struct kiosk_clock *clock, struct kiosk_instant now, int64_t offset);

int64_t kiosk_clock_now(const struct kiosk_clock *clock, int64_t steady);

/* Takes a measurement in and slews towards the best of them. Returns by how much the clock is wrong
 * when that is too much to slew: the caller decides and steps; else 0. */
int64_t kiosk_clock_measure(struct kiosk_clock *clock, struct kiosk_clock_sample sample);

/* Adds `by` at once. */
void kiosk_clock_step(struct kiosk_clock *clock, int64_t by, int64_t steady);

/* Reads both clocks of the machine. */
struct kiosk_instant kiosk_instant_now(void);

#endif
