#ifndef KIOSK_SDL_SOUND_H
#define KIOSK_SDL_SOUND_H

/* The loudspeaker: three short sounds (in, out, look here) and a chime, made of sine tones, and
 * speech that waits its turn. One device, one mixer (kiosk/sdl/mixer.h), since bare ALSA may give
 * us a device only once. Without an audio device all is silent. Main thread. */

#include <stdbool.h>
#include <stdint.h>

#include "kiosk/sdl/mixer.h"

#define KIOSK_SOUND_RATE 22050 /* samples a second; espeak's rate too */

enum kiosk_sound {
    KIOSK_SOUND_ADMIT,  /* two rising notes */
    KIOSK_SOUND_REFUSE, /* a low double buzz */
    KIOSK_SOUND_NOTICE, /* one soft note */
    KIOSK_SOUND_CHIME,  /* two falling bell notes: a number is called */
    KIOSK_SOUNDS,
};

struct kiosk_speaker {
    uint32_t device;          /* SDL's, 0 = none */
    struct kiosk_mixer mixer; /* guarded by SDL's lock of the device */
};

/* Fails with a message when there is no audio device; playing is then silent. SDL's video may be
 * started or not. The speaker must stay where it is until it is closed. */
bool kiosk_speaker_open(struct kiosk_speaker *s, char *err);
void kiosk_speaker_close(struct kiosk_speaker *s);

/* Returns at once, sounds at once, also over speech; a sound still playing is cut off. */
void kiosk_speaker_play(struct kiosk_speaker *s, enum kiosk_sound sound);

/* Speech, after all that waits. samples: mono, taken (freed in any case, free()). chime: the chime
 * goes before it. prompt: kiosk_speaker_hush may drop it. False when too many wait or the rate is
 * another than KIOSK_SOUND_RATE; true without a device. */
bool kiosk_speaker_say(
        struct kiosk_speaker *s, int16_t *samples, size_t count, int rate, bool chime, bool prompt);

/* Drops the prompts that wait; one that is heard fades out. Calls stay. */
void kiosk_speaker_hush(struct kiosk_speaker *s);

/* The samples of a sound: returns their number, at most `room`. */
int kiosk_sound_samples(enum kiosk_sound sound, int16_t *out_samples, int room);

#endif
