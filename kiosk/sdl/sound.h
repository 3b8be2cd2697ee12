#ifndef KIOSK_SDL_SOUND_H
#define KIOSK_SDL_SOUND_H

/* Three short sounds, made of sine tones: in, out, look here. Without an audio device they are
 * silent. Main thread. */

#include <stdbool.h>
#include <stdint.h>

enum kiosk_sound {
    KIOSK_SOUND_ADMIT,  /* two rising notes */
    KIOSK_SOUND_REFUSE, /* a low double buzz */
    KIOSK_SOUND_NOTICE, /* one soft note */
    KIOSK_SOUNDS,
};

struct kiosk_speaker {
    uint32_t device; /* SDL's, 0 = none */
};

/* Fails with a message when there is no audio device; playing is then silent. SDL's video may be
 * started or not. */
bool kiosk_speaker_open(struct kiosk_speaker *s, char *err);
void kiosk_speaker_close(struct kiosk_speaker *s);
/* Returns at once; a sound still playing is cut off. */
void kiosk_speaker_play(struct kiosk_speaker *s, enum kiosk_sound sound);

/* The samples of a sound, for the test: returns their number, at most `room`. */
int kiosk_sound_samples(enum kiosk_sound sound, int16_t *out_samples, int room);

#endif
