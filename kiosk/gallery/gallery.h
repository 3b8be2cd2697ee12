#ifndef KIOSK_GALLERY_GALLERY_H
#define KIOSK_GALLERY_GALLERY_H

/* Every screen in every state, with the figures of a busy day: for `kaimen-kiosk screenshots`, for
 * the tests, and for judging by eye. Single-threaded. */

#include "kiosk/model.h"

/* What is chosen or typed on the screen (gallery/pose.h brings the screens there). */
struct kiosk_pose {
    int tab, page;
    const char *typed; /* static; NULL = nothing */
    enum kiosk_reason reason;
    struct kiosk_action asked; /* what is asked back; NONE = nothing */
};

struct kiosk_exhibit {
    const char *name; /* static: "home", "verdict-used" */
    struct kiosk_model model;
    struct kiosk_pose pose;
};

/* All exhibits in this language; static, valid until the next call. */
const struct kiosk_exhibit *kiosk_gallery(enum kiosk_lang lang, size_t *out_count);

#endif
