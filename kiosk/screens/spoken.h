#ifndef KIOSK_SCREENS_SPOKEN_H
#define KIOSK_SCREENS_SPOKEN_H

/* What a screen says to somebody who cannot read it: what it is, what matters on it, and what can
 * be done, in one or two sentences. Main thread. */

#include "kiosk/screens/screens.h"

/* Writes the sentences for the model's screen in its language into out (size bytes, at least 1); ""
 * for screens that say nothing. */
void kiosk_spoken_words(
        const struct kiosk_screens *s, const struct kiosk_model *m, char *out, size_t size);

#endif
