#ifndef KIOSK_SDL_MIXER_H
#define KIOSK_SDL_MIXER_H

/* What is heard, sample by sample: announcements one after the other, never two at once and never
 * cut off by the next, and over them at most one tone, which is a verdict and cannot wait; speech
 * is softer while it sounds. No SDL in here, so that it is tested without a loudspeaker. One thread
 * at a time; kiosk/sdl/sound holds SDL's lock. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/bounds.h"

struct kiosk_piece {
    int16_t *samples; /* owned */
    size_t count;
    bool prompt; /* the screen is read out: kiosk_mixer_hush drops it */
};

struct kiosk_mixer {
    struct kiosk_piece pieces[KIOSK_SPEECHES_MAX]; /* a ring; the first one sounds */
    size_t first, count;
    size_t at;           /* samples of the first that were heard */
    const int16_t *tone; /* borrowed until another or its end; NULL = none */
    size_t tone_count, tone_at;
};

/* Takes the piece's samples. False when too many wait; the samples then stay the caller's. */
bool kiosk_mixer_queue(struct kiosk_mixer *m, const struct kiosk_piece *piece);

/* The tone sounds from the next sample on; one still sounding is cut off. */
void kiosk_mixer_tone(struct kiosk_mixer *m, const int16_t *samples, size_t count);

/* Drops the prompts; one that sounds fades out. Other pieces stay. */
void kiosk_mixer_hush(struct kiosk_mixer *m);

/* The next count samples, silence where there is nothing. */
void kiosk_mixer_mix(struct kiosk_mixer *m, int16_t *out_samples, size_t count);

/* Frees what waits. */
void kiosk_mixer_destroy(struct kiosk_mixer *m);

#endif
