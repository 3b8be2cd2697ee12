#ifndef KIOSK_GALLERY_GALLERY_H
#define KIOSK_GALLERY_GALLERY_H

/* Every screen in every state, with the figures of a busy day: for `kaimen-kiosk screenshots`, for
 * the tests, and for judging by eye. Single-threaded. */

#include "kiosk/model.h"

struct kiosk_exhibit {
    const char *name; /* static: "home", "verdict-used" */
    struct kiosk_model model;
};

/* All exhibits in this language; static, valid until the next call. */
const struct kiosk_exhibit *kiosk_gallery(enum kiosk_lang lang, size_t *out_count);

#endif
