#include "kiosk/sdl/mixer.h"

#include <stdlib.h>

#define FADE 440 /* samples, 20 ms: what a hushed prompt needs to end without a click */

static struct kiosk_piece *piece_at(struct kiosk_mixer *m, size_t i)
{
    return &m->pieces[(m->first + i) % KIOSK_SPEECHES_MAX];
}

bool kiosk_mixer_queue(struct kiosk_mixer *m, const struct kiosk_piece *piece)
{
    if (m->count == KIOSK_SPEECHES_MAX)
        return false;
    *piece_at(m, m->count++) = *piece;
    return true;
}

void kiosk_mixer_tone(struct kiosk_mixer *m, const int16_t *samples, size_t count)
{
    m->tone = samples;
    m->tone_count = count;
    m->tone_at = 0;
}

/* What is left of a prompt becomes its fading end. */
static void fade(struct kiosk_piece *piece, size_t at)
{
    size_t left = piece->count - at;
    if (left > FADE)
        left = FADE;
    for (size_t i = 0; i < left; i++)
        piece->samples[at + i] =
                (int16_t)(piece->samples[at + i] * (int)(left - i) / (int)(left + 1));
    piece->count = at + left;
}

void kiosk_mixer_hush(struct kiosk_mixer *m)
{
    size_t kept = 0;
    for (size_t i = 0; i < m->count; i++) {
        struct kiosk_piece *piece = piece_at(m, i);
        bool sounds = i == 0 && m->at > 0;
        if (piece->prompt && !sounds) {
            free(piece->samples);
            continue;
        }
        if (piece->prompt)
            fade(piece, m->at);
        *piece_at(m, kept++) = *piece;
    }
    m->count = kept;
}

static int next_speech(struct kiosk_mixer *m)
{
    while (m->count > 0 && m->at == piece_at(m, 0)->count) {
        free(piece_at(m, 0)->samples);
        m->first = (m->first + 1) % KIOSK_SPEECHES_MAX;
        m->count--;
        m->at = 0;
    }
    return m->count > 0 ? piece_at(m, 0)->samples[m->at++] : 0;
}

void kiosk_mixer_mix(struct kiosk_mixer *m, int16_t *out_samples, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        int value = next_speech(m);
        if (m->tone && m->tone_at == m->tone_count)
            m->tone = NULL;
        if (m->tone)
            value = value / 3 + m->tone[m->tone_at++];
        out_samples[i] = (int16_t)(value > INT16_MAX   ? INT16_MAX
                                   : value < INT16_MIN ? INT16_MIN
                                                       : value);
    }
}

void kiosk_mixer_destroy(struct kiosk_mixer *m)
{
    for (size_t i = 0; i < m->count; i++)
        free(piece_at(m, i)->samples);
    *m = (struct kiosk_mixer){0};
}
