#ifndef TESTS_KIOSK_SAMPLE_H
#define TESTS_KIOSK_SAMPLE_H

/* Models as full as on a busy day, one per screen and state: for the tests, and for judging by eye.
 */

#include "kiosk/model.h"

struct sample {
    const char *name;
    struct kiosk_model model;
};

/* All samples in this language; static, valid until the next call. */
const struct sample *sample_all(enum kiosk_lang lang, size_t *out_count);

/* Gives the model the longest words of the real programmes, and zones in every state. */
void sample_real_words(struct kiosk_model *m);

#endif
