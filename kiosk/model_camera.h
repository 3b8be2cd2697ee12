#ifndef KIOSK_MODEL_CAMERA_H
#define KIOSK_MODEL_CAMERA_H

/* What the camera sees and how it is: its picture at the door, and staff's page where it is chosen
 * and tried out together with the hand scanner. Part of kiosk/model.h; its rules hold. */

#include "kiosk/model_base.h"

enum kiosk_camera_health { KIOSK_CAMERA_NONE, KIOSK_CAMERA_OK, KIOSK_CAMERA_LOST };

struct kiosk_preview {
    int width, height;     /* 0 = no picture yet */
    const uint8_t *pixels; /* borrowed, grey, width * height */
};

enum kiosk_code {
    KIOSK_CODE_NONE,
    KIOSK_CODE_SEEN, /* not read yet */
    KIOSK_CODE_READ,
};

/* What would help the camera. */
enum kiosk_advice {
    KIOSK_ADVICE_NONE,
    KIOSK_ADVICE_HOLD,   /* a code is seen: hold it still */
    KIOSK_ADVICE_CLOSER, /* it is too small */
    KIOSK_ADVICE_DARK,
    KIOSK_ADVICE_GLARE,
};

struct kiosk_corner {
    int x, y; /* px in the preview */
};

struct kiosk_sight_view {
    enum kiosk_code code;
    bool placed;                    /* where it lies is known: */
    struct kiosk_corner corners[4]; /* in turn, round the code */
    enum kiosk_advice advice;
};

/* ---- staff's page ---- */

#define KIOSK_CAMERA_CHOICES 4 /* a kiosk has one or two */
#define KIOSK_CAMERA_TEXT 96
#define KIOSK_CAMERA_CONFIGURED (-1) /* chosen: none of them, but what the configuration says */
#define KIOSK_MODULE_FAR 2.2f        /* px: smaller modules are read badly, … */
#define KIOSK_MODULE_GOOD 3.2f        /* … from here on well */

/* What keeps it from being chosen. */
enum kiosk_hindrance {
    KIOSK_HINDRANCE_NONE,
    KIOSK_HINDRANCE_BUSY,      /* another program has it */
    KIOSK_HINDRANCE_FORBIDDEN, /* the kiosk's user may not */
    KIOSK_HINDRANCE_KIND,      /* it gives no pictures that are read */
    KIOSK_HINDRANCE_BROKEN,
};

struct kiosk_camera_choice {
    const char *name, *device; /* borrowed: as its maker calls it; /dev/videoN */
    bool chosen;
    bool in_use; /* its pictures are those that are shown, chosen or found */
    enum kiosk_hindrance hindrance;
};

/* What was held up for a trial; nobody is let in. */
struct kiosk_tried_view {
    bool any;
    bool good;                     /* a ticket of ours: `number`, `state` */
    char number[KIOSK_NUMBER_MAX]; /* "" = not known */
    enum kiosk_held state;
    struct kiosk_text why;        /* not good: why */
    char text[KIOSK_CAMERA_TEXT]; /* what came, cut to this */
    bool repaired;                /* it came damaged by the keyboard's layout */
};
enum kiosk_reader_kind { KIOSK_BY_CAMERA, KIOSK_BY_HAND, KIOSK_READER_KINDS };

struct kiosk_camera_view {
    const char *configured; /* borrowed; the configuration's, which is the first choice: its spec */
    bool configured_chosen;
    struct kiosk_camera_choice choices[KIOSK_CAMERA_CHOICES];
    size_t choice_count;
    const char *name;  /* borrowed; what the camera calls itself, "" = not known */
    int width, height; /* of its frames, 0 = none came */
    int fps_tenths;    /* frames a second, times ten */
    int look_us;       /* a look at one of them takes */
    int brightness;    /* percent */
    float module_px;   /* of the last code, 0 = none was seen */
    struct kiosk_tried_view tried[KIOSK_READER_KINDS];
};

#endif
