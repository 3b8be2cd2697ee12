#ifndef KIOSK_SCAN_PREVIEW_H
#define KIOSK_SCAN_PREVIEW_H

/* What people see of the scanner: a small picture now and then, where a code lies in it, what would
 * help, and staff's figures. Pictures come as fast as the camera's while a code is in view, ten a
 * second while something moves, one a second of a still scene: drawing them is what watching an
 * empty room costs. Pure: times are arguments (monotonic); one thread at a time. */

#include <stdbool.h>
#include <stdint.h>

#include "kiosk/scan/frame.h"
#include "kiosk/scan/watch.h"

#define KIOSK_PREVIEW_WIDTH 320 /* px, at most */
/* Between two pictures, ms: with a code in view, with something that moves, and otherwise. */
#define KIOSK_PREVIEW_CODE_MS 30
#define KIOSK_PREVIEW_MS 100
#define KIOSK_PREVIEW_STILL_MS 1000

/* Below this many px a module of the frame is near the limit of what is read (2 px, sharp): the code
 * should come closer. */
#define KIOSK_MODULE_SMALL 2.2f

enum kiosk_sight {
    KIOSK_SIGHT_NOTHING,
    KIOSK_SIGHT_SEEN, /* a code is there, not read yet */
    KIOSK_SIGHT_READ,
};

/* What would help. */
enum kiosk_help {
    KIOSK_HELP_NONE,
    KIOSK_HELP_HOLD,   /* a code is seen: hold it still */
    KIOSK_HELP_CLOSER, /* its modules are too small */
    KIOSK_HELP_DARK,   /* there is hardly any light */
    KIOSK_HELP_GLARE,  /* the code, or the whole picture, is burnt out */
};

struct kiosk_scan_preview {
    struct kiosk_grey picture; /* borrowed */
    enum kiosk_sight sight;
    bool placed;                   /* where the code lies is known: */
    struct kiosk_point corners[4]; /* px in the picture, round the code */
    enum kiosk_help help;
    /* For staff. */
    const char *camera; /* borrowed: what the source calls itself; set by the pipeline */
    int width, height;  /* of the camera's frames */
    int fps_tenths;     /* frames a second, times ten; over the last second */
    int look_us;        /* of one frame, mean of the last second; 0 = none was looked at */
    int brightness;     /* 0..255, mean of the picture */
    float module_px;    /* of the last code, px in the frame; 0 = none yet */
};

/* Embedded in its owner; a zeroed one is ready. Its fields belong to preview.c. */
struct kiosk_preview_maker {
    struct kiosk_grey picture; /* owned: shrunk now … */
    struct kiosk_grey given;   /* … and as given last; owned */
    struct kiosk_scan_preview preview;
    struct kiosk_point corners[4]; /* of the code in view, px in the frame */
    enum kiosk_sight given_sight;
    int64_t given_ms;  /* 0 = none yet */
    int64_t tried_ms;  /* looked whether the scene is still */
    int64_t seen_ms;   /* a code was in view last */
    int64_t since_ms;  /* it came into view */
    int64_t read_ms;   /* it was read last */
    int64_t second_ms; /* the second counted now began; 0 = not yet */
    int frames, looks; /* in it */
    int64_t looks_us;
};

void kiosk_preview_destroy(struct kiosk_preview_maker *maker);
/* A camera was opened: what the last one saw does not count any more. */
void kiosk_preview_restart(struct kiosk_preview_maker *maker);

/* Every frame, with what was seen in it (borrowed) and what the look took. */
void kiosk_preview_note(struct kiosk_preview_maker *maker, const struct kiosk_watched *watched,
        int look_us, int64_t now_ms);

/* The preview of that frame, if one is due: borrowed until the next call; else NULL. */
const struct kiosk_scan_preview *kiosk_preview_make(
        struct kiosk_preview_maker *maker, const struct kiosk_grey *frame, int64_t now_ms);

#endif
