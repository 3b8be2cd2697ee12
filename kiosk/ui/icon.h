#ifndef KIOSK_UI_ICON_H
#define KIOSK_UI_ICON_H

/* The icons, drawn with lines of round ends in a 24 × 24 box. They are kept as short path strings
 * and become line segments for the renderer; no picture files, sharp at any size. Pure; any thread.
 */

#include <stdbool.h>

enum kiosk_icon {
    KIOSK_ICON_NONE,
    KIOSK_ICON_CHECK,
    KIOSK_ICON_CLOCK,
    KIOSK_ICON_WARN,
    KIOSK_ICON_PAUSE,
    KIOSK_ICON_CROSS,
    KIOSK_ICON_SCAN,
    KIOSK_ICON_CALENDAR,
    KIOSK_ICON_PHONE,
    KIOSK_ICON_ARROW,
    KIOSK_ICON_ARROW_LEFT,
    KIOSK_ICON_BACK,
    KIOSK_ICON_QUESTION,
    KIOSK_ICON_PEOPLE,
    KIOSK_ICON_GLOBE,
    KIOSK_ICON_PLACE,
    KIOSK_ICON_TICKET,
    KIOSK_ICON_PRINT,
    KIOSK_ICON_PLUS,
    KIOSK_ICON_MINUS,
    KIOSK_ICON_STAR,
    KIOSK_ICON_UNDO,
    KIOSK_ICON_CAMERA,
    KIOSK_ICON_KEY,
    KIOSK_ICON_BELL,
    KIOSK_ICON_CHART,
    KIOSK_ICON_MONITOR,
    KIOSK_ICON_EXIT,
    KIOSK_ICON_ERASE,
    KIOSK_ICON_SWAP,
    KIOSK_ICON_SPEAKER,
    KIOSK_ICON_DISK,
    KIOSK_ICON_HASH,
    KIOSK_ICON_LOCK,
    KIOSK_ICON_CLOUD,
    KIOSK_ICON_ABSENT,
    KIOSK_ICON_FACE_1, /* how it was, from worst to best; five in a row */
    KIOSK_ICON_FACE_2,
    KIOSK_ICON_FACE_3,
    KIOSK_ICON_FACE_4,
    KIOSK_ICON_FACE_5,
    KIOSK_ICON_TOUCH,
    KIOSK_ICON_LOW,
    KIOSK_ICON_CONTRAST,
    KIOSK_ICON_LETTERS,
    KIOSK_ICON_HEART,
    KIOSK_ICON_ACCESS,
    KIOSK_ICON_CIRCLE_FILLED,
    KIOSK_ICON_OCTAGON_FILLED,
    KIOSK_ICON_TRIANGLE_FILLED,
    KIOSK_ICON_DIAMOND_FILLED,
    KIOSK_ICONS,
};

struct kiosk_segment {
    float x0, y0, x1, y1; /* in units of the 24 × 24 box */
};

#define KIOSK_SEGMENTS_MAX 160

/* The line segments of an icon; out_filled: they are one convex outline, to be filled. Returns
 * their number. */
int kiosk_icon_segments(enum kiosk_icon icon, struct kiosk_segment out_segments[KIOSK_SEGMENTS_MAX],
        bool *out_filled);

#endif
