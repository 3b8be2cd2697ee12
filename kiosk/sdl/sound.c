#include "kiosk/sdl/sound.h"

#include "core/bounds.h"

#include <SDL.h>
#include <math.h>
#include <stdio.h>

#define RATE 22050
#define SAMPLES_MAX (RATE) /* one second */
#define EDGE (RATE / 200)  /* 5 ms in and out: no clicks */

struct tone {
    float hertz; /* 0 = silence */
    int ms;      /* 0 = end */
    float volume;
    bool rough; /* odd overtones: a buzz instead of a note */
};

static const struct tone tunes[KIOSK_SOUNDS][4] = {
        [KIOSK_SOUND_ADMIT] = {{880, 110, 0.35f, false}, {1318.5f, 190, 0.35f, false}},
        [KIOSK_SOUND_REFUSE] = {{165, 140, 0.4f, true}, {0, 70, 0, false}, {165, 220, 0.4f, true}},
        [KIOSK_SOUND_NOTICE] = {{660, 160, 0.3f, false}},
};

static float wave(const struct tone *t, int i)
{
    float phase = 2 * (float)M_PI * t->hertz * (float)i / RATE;
    float value = sinf(phase);
    if (t->rough)
        value = (value + sinf(3 * phase) / 3 + sinf(5 * phase) / 5) * 0.8f;
    return value * t->volume;
}

int kiosk_sound_samples(enum kiosk_sound sound, int16_t *out_samples, int room)
{
    int count = 0;
    for (const struct tone *t = tunes[sound]; t->ms > 0; t++) {
        int length = t->ms * RATE / 1000;
        for (int i = 0; i < length && count < room; i++) {
            int edge = i < length - i ? i : length - i;
            float swell = edge < EDGE ? (float)edge / EDGE : 1;
            out_samples[count++] = (int16_t)(wave(t, i) * swell * 32767);
        }
    }
    return count;
}

bool kiosk_speaker_open(struct kiosk_speaker *s, char *err)
{
    *s = (struct kiosk_speaker){0};
    if (SDL_InitSubSystem(SDL_INIT_AUDIO) != 0) {
        snprintf(err, KM_ERR_MAX, "%s", SDL_GetError());
        return false;
    }
    SDL_AudioSpec want = {.freq = RATE, .format = AUDIO_S16SYS, .channels = 1, .samples = 1024};
    s->device = SDL_OpenAudioDevice(NULL, 0, &want, NULL, 0);
    if (s->device == 0) {
        snprintf(err, KM_ERR_MAX, "%s", SDL_GetError());
        SDL_QuitSubSystem(SDL_INIT_AUDIO);
        return false;
    }
    SDL_PauseAudioDevice(s->device, 0);
    return true;
}

void kiosk_speaker_close(struct kiosk_speaker *s)
{
    if (s->device == 0)
        return;
    SDL_CloseAudioDevice(s->device);
    SDL_QuitSubSystem(SDL_INIT_AUDIO);
    s->device = 0;
}

void kiosk_speaker_play(struct kiosk_speaker *s, enum kiosk_sound sound)
{
    static int16_t samples[SAMPLES_MAX];
    if (s->device == 0)
        return;
    int count = kiosk_sound_samples(sound, samples, SAMPLES_MAX);
    SDL_ClearQueuedAudio(s->device);
    SDL_QueueAudio(s->device, samples, (Uint32)count * sizeof *samples);
}
