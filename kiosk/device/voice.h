#ifndef KIOSK_DEVICE_VOICE_H
#define KIOSK_DEVICE_VOICE_H

/* The kiosk's voice: sentences in, sound samples out, in Mandarin and English, without internet.
 * libespeak-ng synthesises in our process. speech-dispatcher would be a daemon that needs a sound
 * server and a session of its own, speaks through the same espeak-ng, and plays by itself: then
 * neither a chime nor the verdict tones could be put in order with it. Here the library opens no
 * device; kiosk/sdl/sound plays.
 * Mandarin is espeak's "cmn-latn-pinyin": its plain "cmn" of version 1.51 (Debian 12) reads its own
 * pinyin as English, 请 as "king three". Characters with several readings may still be read wrongly
 * (重庆), which no setting of espeak changes.
 * One voice per process: espeak keeps its state in globals. */

#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/bounds.h"

enum kiosk_speech_kind {
    KIOSK_SPEECH_CALL,   /* a number is called: a chime goes before, nothing drops it */
    KIOSK_SPEECH_PROMPT, /* a screen is read out: dropped when the screen is gone */
};

/* What is to be said, UTF-8; Chinese first. One of both may be "". */
struct kiosk_speech {
    enum kiosk_speech_kind kind;
    char zh[KIOSK_SPEECH_MAX];
    char en[KIOSK_SPEECH_MAX];
};

/* The same as sound: both languages in one piece. */
struct kiosk_spoken {
    enum kiosk_speech_kind kind;
    unsigned hushes;  /* how often was hushed before it was asked for; for kiosk_voice_wants */
    int rate;         /* samples a second, mono */
    size_t count;     /* samples, at least 1 */
    int16_t *samples; /* owned: free() */
};

/* Called on the voice thread; must not block. */
struct kiosk_voice_callbacks {
    void (*on_spoken)(struct kiosk_spoken *spoken, void *userdata); /* takes spoken->samples */
    /* A speech could not be made, for people; borrowed for the call. */
    void (*on_failure)(const char *reason, void *userdata);
    void *userdata; /* borrowed */
};

/* Embedded in its owner; its fields belong to voice.c. */
struct kiosk_voice {
    pthread_t thread;
    pthread_mutex_t m;
    pthread_cond_t changed;
    bool started;
    bool stopping;                                   /* guarded by m */
    unsigned hushes;                                 /* guarded by m */
    size_t first, count;                             /* guarded by m: a ring */
    struct kiosk_speech waiting[KIOSK_SPEECHES_MAX]; /* guarded by m */
    unsigned asked[KIOSK_SPEECHES_MAX];              /* guarded by m: `hushes` when it was asked */
    struct kiosk_voice_callbacks callbacks;
};

/* Loads the voices and starts the thread. data: the directory that holds "espeak-ng-data", NULL
 * (and one without it) for the package's own; what was loaded once serves every later start. Fails
 * with a reason when a voice's data is missing or broken: the kiosk then goes on without a voice.
 * err: KM_ERR_MAX bytes. Main thread. */
bool kiosk_voice_start(struct kiosk_voice *voice, const char *data,
        const struct kiosk_voice_callbacks *callbacks, char *err);

/* Speeches come out in the order they went in. False when too many wait, the voice did not start,
 * or there is nothing to say. Any thread. */
bool kiosk_voice_say(struct kiosk_voice *voice, const struct kiosk_speech *speech);

/* Forgets the prompts that wait; calls stay. What is spoken already: kiosk_voice_wants, and
 * kiosk_speaker_hush. Any thread. */
void kiosk_voice_hush(struct kiosk_voice *voice);

/* False for a prompt that was hushed after it was spoken, while it was on its way. Any thread. */
bool kiosk_voice_wants(struct kiosk_voice *voice, const struct kiosk_spoken *spoken);

/* Asks the thread to end; returns at once. Any thread, any number of times. */
void kiosk_voice_stop(struct kiosk_voice *voice);

/* Stops, waits for the end (at most the making of one speech) and frees all. Accepts a zeroed
 * struct, and one whose start failed. */
void kiosk_voice_join(struct kiosk_voice *voice);

#endif
