#include "kiosk/sdl/sound.h"

#include <SDL.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define RATE KIOSK_SOUND_RATE
#define SAMPLES_MAX (RATE * 3 / 2)
#define EDGE (RATE / 200) /* 5 ms in and out: no clicks */
#define PAUSE (RATE / 2)  /* after each speech, so that two calls are told apart */

struct tone {
    float hertz; /* 0 = silence */
    int ms;      /* 0 = end */
    float volume;
    enum { NOTE, BUZZ, BELL } timbre; /* steady, rough by odd overtones, dying away */
};

static const struct tone tunes[KIOSK_SOUNDS][4] = {
        [KIOSK_SOUND_ADMIT] = {{880, 110, 0.35f, NOTE}, {1318.5f, 190, 0.35f, NOTE}},
        [KIOSK_SOUND_REFUSE] = {{165, 140, 0.4f, BUZZ}, {0, 70, 0, NOTE}, {165, 220, 0.4f, BUZZ}},
        [KIOSK_SOUND_NOTICE] = {{660, 160, 0.3f, NOTE}},
        [KIOSK_SOUND_CHIME] = {{659.3f, 340, 0.35f, BELL}, {523.3f, 610, 0.35f, BELL}},
};

static float wave(const struct tone *t, int i)
{
    float phase = 2 * (float)M_PI * t->hertz * (float)i / RATE;
    float value = sinf(phase);
    if (t->timbre == BUZZ)
        value = (value + sinf(3 * phase) / 3 + sinf(5 * phase) / 5) * 0.8f;
    if (t->timbre == BELL)
        value = (value + sinf(2 * phase) / 4) * expf(-4.5f * (float)i / RATE);
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

/* SDL's audio thread; SDL holds the device's lock. */
static void SDLCALL fill(void *userdata, Uint8 *stream, int bytes)
{
    struct kiosk_speaker *s = userdata;
    kiosk_mixer_mix(&s->mixer, (int16_t *)(void *)stream, (size_t)bytes / sizeof(int16_t));
}

bool kiosk_speaker_open(struct kiosk_speaker *s, char *err)
{
    *s = (struct kiosk_speaker){0};
    if (SDL_InitSubSystem(SDL_INIT_AUDIO) != 0) {
        snprintf(err, KM_ERR_MAX, "%s", SDL_GetError());
        return false;
    }
    SDL_AudioSpec want = {.freq = RATE,
            .format = AUDIO_S16SYS,
            .channels = 1,
            .samples = 1024,
            .callback = fill,
            .userdata = s};
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
    kiosk_mixer_destroy(&s->mixer);
}

void kiosk_speaker_play(struct kiosk_speaker *s, enum kiosk_sound sound)
{
    static int16_t samples[KIOSK_SOUNDS][SAMPLES_MAX];
    if (s->device == 0)
        return;
    SDL_LockAudioDevice(s->device);
    int count = kiosk_sound_samples(sound, samples[sound], SAMPLES_MAX);
    kiosk_mixer_tone(&s->mixer, samples[sound], (size_t)count);
    SDL_UnlockAudioDevice(s->device);
}

bool kiosk_speaker_say(
        struct kiosk_speaker *s, int16_t *samples, size_t count, int rate, bool chime, bool prompt)
{
    struct kiosk_piece piece = {.prompt = prompt};
    bool queued = s->device == 0;
    if (s->device != 0 && rate == RATE) {
        piece.samples = malloc((SAMPLES_MAX + count + PAUSE) * sizeof *samples);
        if (!piece.samples)
            abort();
        if (chime)
            piece.count =
                    (size_t)kiosk_sound_samples(KIOSK_SOUND_CHIME, piece.samples, SAMPLES_MAX);
        memcpy(piece.samples + piece.count, samples, count * sizeof *samples);
        piece.count += count;
        memset(piece.samples + piece.count, 0, PAUSE * sizeof *samples);
        piece.count += PAUSE;
        SDL_LockAudioDevice(s->device);
        queued = kiosk_mixer_queue(&s->mixer, &piece);
        SDL_UnlockAudioDevice(s->device);
        if (!queued)
            free(piece.samples);
    }
    free(samples);
    return queued;
}

void kiosk_speaker_hush(struct kiosk_speaker *s)
{
    if (s->device == 0)
        return;
    SDL_LockAudioDevice(s->device);
    kiosk_mixer_hush(&s->mixer);
    SDL_UnlockAudioDevice(s->device);
}
