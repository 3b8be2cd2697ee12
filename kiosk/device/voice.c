#include "kiosk/device/voice.h"

#include <assert.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <espeak-ng/espeak_ng.h>
#include <espeak-ng/speak_lib.h>

#define VOICE_ZH "cmn-latn-pinyin"
#define VOICE_EN "en-us"

/* Slower than espeak's 175 words a minute: a hall echoes. */
#define RATE_ZH 160
#define RATE_EN 145
#define VOLUME 85 /* at 100 Mandarin's loudest samples are clipped */

#define PAUSE_MS 350 /* between the languages */
#define SILENT 200   /* samples below are espeak's lead-in and tail, cut off */

/* espeak's globals have one owner. Once loaded they stay until the process ends: of version 1.51 a
 * second espeak_ng_Terminate never returns. */
static atomic_flag taken = ATOMIC_FLAG_INIT;
static bool loaded; /* guarded by taken */

struct sound {
    int16_t *samples; /* owned */
    size_t count, room;
    size_t most; /* no more are taken */
    bool over;   /* there were more */
};

/* Of the synthesis that runs; voice thread. The library's callback has no other way to it. */
static struct sound *sink;

static void sound_append(struct sound *s, const int16_t *samples, size_t count)
{
    if (s->count + count > s->room) {
        s->room = (s->count + count) * 2;
        s->samples = realloc(s->samples, s->room * sizeof *s->samples);
        if (!s->samples)
            abort();
    }
    if (samples)
        memcpy(s->samples + s->count, samples, count * sizeof *samples);
    else
        memset(s->samples + s->count, 0, count * sizeof *s->samples);
    s->count += count;
}

static int on_samples(short *samples, int count, espeak_EVENT *events)
{
    (void)events;
    if (!samples || count <= 0)
        return 0;
    if (sink->count + (size_t)count > sink->most) {
        sink->over = true;
        return 1;
    }
    sound_append(sink, samples, (size_t)count);
    return 0;
}

/* Takes the silence at both ends away from what was spoken from `begin` on. */
static void trim(struct sound *s, size_t begin)
{
    size_t end = s->count, from = begin;
    if (end == begin)
        return;
    while (end > begin && abs(s->samples[end - 1]) < SILENT)
        end--;
    while (from < end && abs(s->samples[from]) < SILENT)
        from++;
    memmove(s->samples + begin, s->samples + from, (end - from) * sizeof *s->samples);
    s->count = begin + (end - from);
}

static void explain(espeak_ng_STATUS status, const char *what, char *err)
{
    char cause[200] = "";
    espeak_ng_GetStatusCodeMessage(status, cause, sizeof cause);
    snprintf(err, KM_ERR_MAX, "%s: %s", what, cause);
}

static bool speak(struct sound *s, const char *voice, int rate, const char *text, char *err)
{
    if (!text[0])
        return true;
    if (s->count > 0)
        sound_append(s, NULL, (size_t)espeak_ng_GetSampleRate() * PAUSE_MS / 1000);
    size_t begin = s->count;
    s->most = begin + (size_t)espeak_ng_GetSampleRate() * KIOSK_SPEECH_SECONDS_MAX;
    espeak_ng_STATUS status = espeak_ng_SetVoiceByName(voice);
    if (status == ENS_OK)
        status = espeak_ng_SetParameter(espeakRATE, rate, 0);
    if (status == ENS_OK)
        status = espeak_ng_SetParameter(espeakVOLUME, VOLUME, 0);
    sink = s;
    if (status == ENS_OK)
        status = espeak_ng_Synthesize(
                text, strlen(text) + 1, 0, POS_CHARACTER, 0, espeakCHARS_UTF8, NULL, NULL);
    sink = NULL;
    if (s->over) {
        snprintf(err, KM_ERR_MAX, "it takes longer than %d s", KIOSK_SPEECH_SECONDS_MAX);
        return false;
    }
    if (status != ENS_OK) {
        explain(status, voice, err);
        return false;
    }
    trim(s, begin);
    return true;
}

static void speak_both(
        struct kiosk_voice *voice, const struct kiosk_speech *speech, unsigned hushes)
{
    char err[KM_ERR_MAX];
    struct sound sound = {0};
    bool spoken = speak(&sound, VOICE_ZH, RATE_ZH, speech->zh, err) &&
                  speak(&sound, VOICE_EN, RATE_EN, speech->en, err);
    if (spoken && sound.count == 0) {
        snprintf(err, sizeof err, "nothing in it can be spoken");
        spoken = false;
    }
    if (!spoken) {
        free(sound.samples);
        voice->callbacks.on_failure(err, voice->callbacks.userdata);
        return;
    }
    struct kiosk_spoken out = {
            .kind = speech->kind,
            .hushes = hushes,
            .rate = espeak_ng_GetSampleRate(),
            .count = sound.count,
            .samples = sound.samples,
    };
    voice->callbacks.on_spoken(&out, voice->callbacks.userdata);
}

/* Waits for the next speech; false at the end. */
static bool take(struct kiosk_voice *voice, struct kiosk_speech *out, unsigned *out_hushes)
{
    pthread_mutex_lock(&voice->m);
    while (!voice->stopping && voice->count == 0)
        pthread_cond_wait(&voice->changed, &voice->m);
    bool more = !voice->stopping;
    if (more) {
        *out = voice->waiting[voice->first];
        *out_hushes = voice->asked[voice->first];
        voice->first = (voice->first + 1) % KIOSK_SPEECHES_MAX;
        voice->count--;
    }
    pthread_mutex_unlock(&voice->m);
    return more;
}

static void *run(void *argument)
{
    struct kiosk_voice *voice = argument;
    struct kiosk_speech speech;
    unsigned hushes;
    while (take(voice, &speech, &hushes))
        speak_both(voice, &speech, hushes);
    return NULL;
}

static void unload(void)
{
    espeak_ng_Terminate();
}

static bool load(const char *data, char *err)
{
    if (loaded)
        return true;
    espeak_ng_ERROR_CONTEXT context = NULL;
    espeak_ng_InitializePath(data);
    espeak_ng_STATUS status = espeak_ng_Initialize(&context);
    espeak_ng_ClearErrorContext(&context);
    if (status != ENS_OK) {
        explain(status, "the voice data (package espeak-ng-data) is missing or broken", err);
        return false;
    }
    status = espeak_ng_InitializeOutput(ENOUTPUT_MODE_SYNCHRONOUS, 0, NULL);
    if (status == ENS_OK)
        status = espeak_ng_SetVoiceByName(VOICE_EN);
    if (status == ENS_OK)
        status = espeak_ng_SetVoiceByName(VOICE_ZH);
    if (status != ENS_OK) {
        explain(status, "the voices " VOICE_ZH " and " VOICE_EN " are not both there", err);
        return false;
    }
    espeak_SetSynthCallback(on_samples);
    atexit(unload);
    loaded = true;
    return true;
}

bool kiosk_voice_start(struct kiosk_voice *voice, const char *data,
        const struct kiosk_voice_callbacks *callbacks, char *err)
{
    assert(callbacks->on_spoken && callbacks->on_failure);
    *voice = (struct kiosk_voice){.callbacks = *callbacks};
    bool was_taken = atomic_flag_test_and_set(&taken);
    assert(!was_taken);
    if (!load(data, err)) {
        atomic_flag_clear(&taken);
        return false;
    }
    pthread_mutex_init(&voice->m, NULL);
    pthread_cond_init(&voice->changed, NULL);
    int error = pthread_create(&voice->thread, NULL, run, voice);
    if (error) {
        snprintf(err, KM_ERR_MAX, "no thread for it: %s", strerror(error));
        pthread_cond_destroy(&voice->changed);
        pthread_mutex_destroy(&voice->m);
        atomic_flag_clear(&taken);
        return false;
    }
    voice->started = true;
    return true;
}

bool kiosk_voice_say(struct kiosk_voice *voice, const struct kiosk_speech *speech)
{
    if (!voice->started || (!speech->zh[0] && !speech->en[0]))
        return false;
    pthread_mutex_lock(&voice->m);
    bool room = voice->count < KIOSK_SPEECHES_MAX;
    if (room) {
        size_t at = (voice->first + voice->count++) % KIOSK_SPEECHES_MAX;
        voice->waiting[at] = *speech;
        voice->asked[at] = voice->hushes;
        pthread_cond_signal(&voice->changed);
    }
    pthread_mutex_unlock(&voice->m);
    return room;
}

void kiosk_voice_hush(struct kiosk_voice *voice)
{
    if (!voice->started)
        return;
    pthread_mutex_lock(&voice->m);
    voice->hushes++;
    size_t kept = 0;
    for (size_t i = 0; i < voice->count; i++) {
        size_t from = (voice->first + i) % KIOSK_SPEECHES_MAX;
        size_t to = (voice->first + kept) % KIOSK_SPEECHES_MAX;
        if (voice->waiting[from].kind == KIOSK_SPEECH_PROMPT)
            continue;
        if (from != to) {
            voice->waiting[to] = voice->waiting[from];
            voice->asked[to] = voice->asked[from];
        }
        kept++;
    }
    voice->count = kept;
    pthread_mutex_unlock(&voice->m);
}

bool kiosk_voice_wants(struct kiosk_voice *voice, const struct kiosk_spoken *spoken)
{
    if (!voice->started || spoken->kind != KIOSK_SPEECH_PROMPT)
        return true;
    pthread_mutex_lock(&voice->m);
    bool wanted = spoken->hushes == voice->hushes;
    pthread_mutex_unlock(&voice->m);
    return wanted;
}

void kiosk_voice_stop(struct kiosk_voice *voice)
{
    if (!voice->started)
        return;
    pthread_mutex_lock(&voice->m);
    voice->stopping = true;
    pthread_cond_signal(&voice->changed);
    pthread_mutex_unlock(&voice->m);
}

void kiosk_voice_join(struct kiosk_voice *voice)
{
    if (!voice->started)
        return;
    kiosk_voice_stop(voice);
    pthread_join(voice->thread, NULL);
    pthread_cond_destroy(&voice->changed);
    pthread_mutex_destroy(&voice->m);
    voice->started = false;
    atomic_flag_clear(&taken);
}
