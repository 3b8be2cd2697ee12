#ifndef KIOSK_DEVICE_PHRASE_H
#define KIOSK_DEVICE_PHRASE_H

/* A call as spoken sentences. Numbers are said the way people say them, figure by figure ("B 二，
 * 零一七号", "B-2, zero one seven"); three and more in a row become one range; what the voices
 * would spell out or stumble over (signs, brackets) becomes a pause. Without an English twin the
 * English sentence leaves zone and place out. Pure; any thread. */

#include "kiosk/device/voice.h"
#include "kiosk/model_board.h"

struct kiosk_phrase {
    const char (*numbers)[KIOSK_NUMBER_MAX]; /* borrowed: "B2-017"; one, or a whole batch */
    size_t count;                            /* at most KIOSK_CALLS_MAX */
    struct kiosk_text zone_title, place;     /* either may be empty */
    int people;                              /* of the one party, 0 = not said */
    bool again;                              /* called a second time */
};

/* Numbers that are none are left out; more groups of numbers than can be listened to are left to
 * the screen, and the sentence says so. False when no number is left. */
bool kiosk_phrase_call(const struct kiosk_phrase *phrase, struct kiosk_speech *out_speech);

#endif
