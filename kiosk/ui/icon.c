#include "kiosk/ui/icon.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>

/* The path language: M x y (move), L x y (line to), l dx dy, Z (close), O cx cy r (circle), A cx cy
 * r from to (arc in degrees, 0 = right, clockwise, joined to the pen by a line), B (the same, not
 * joined). F at the start: filled. */
static const char *const paths[KIOSK_ICONS] = {
        [KIOSK_ICON_NONE] = "",
        [KIOSK_ICON_CHECK] = "M5 12.5l5 5l9 -11",
        [KIOSK_ICON_CLOCK] = "O12 12 9M12 7l0 5l3 2",
        [KIOSK_ICON_WARN] = "M12 4l9 16l-18 0ZM12 10l0 4M12 17l0 .1",
        [KIOSK_ICON_PAUSE] = "M9 5l0 14M15 5l0 14",
        [KIOSK_ICON_CROSS] = "M6 6l12 12M18 6l-12 12",
        [KIOSK_ICON_SCAN] = "M4 8l0 -3A5 5 1 180 270L8 4M16 4l3 0A19 5 1 270 360l0 3M20 16l0 3A19 "
                            "19 1 0 90l-3 0"
                            "M8 20l-3 0A5 19 1 90 180l0 -3M4 12l16 0",
        [KIOSK_ICON_CALENDAR] =
                "M6 5l12 0A18 7 2 270 360l0 11A18 18 2 0 90l-12 0A6 18 2 90 180l0 -11"
                "A6 7 2 180 270M4 10l16 0M8 3l0 4M16 3l0 4",
        [KIOSK_ICON_PHONE] =
                "M8.5 2.5l7 0A15.5 5 2.5 270 360l0 14A15.5 19 2.5 0 90l-7 0A8.5 19 2.5 90 180l0 -14"
                "A8.5 5 2.5 180 270O12 10.5 3",
        [KIOSK_ICON_ARROW] = "M9 5l7 7l-7 7",
        [KIOSK_ICON_ARROW_LEFT] = "M15 5l-7 7l7 7",
        [KIOSK_ICON_BACK] = "M20 12l-16 0M11 5l-7 7l7 7",
        [KIOSK_ICON_QUESTION] =
                "A12 9 4 180 360A12 9 4 0 65M12 14.2L13.7 12.6M12 14.2l0 .8M12 19l0 .1",
        [KIOSK_ICON_PEOPLE] = "O9 8 3.5B9 20 6.5 180 360B15.5 8 3.2 280 440B15.5 20 6 285 360",
        [KIOSK_ICON_GLOBE] = "O12 12 9M3 12l18 0B4.73 12 11.57 -51 51B19.27 12 11.57 129 231",
        [KIOSK_ICON_PLACE] = "M12 21.5A12 10 7 145 395ZO12 10 2.4",
        [KIOSK_ICON_TICKET] = "M3 6l18 0l0 4A21 12 2 270 90l0 4l-18 0l0 -4A3 12 2 90 -90ZM14 6.5l0 "
                              "2M14 11l0 2M14 15.5l0 2",
        [KIOSK_ICON_PRINT] = "M7 8l0 -5l10 0l0 5M7 17l-3 0l0 -8l16 0l0 8l-3 0M7 14l10 0l0 7l-10 0Z",
        [KIOSK_ICON_PLUS] = "M12 5l0 14M5 12l14 0",
        [KIOSK_ICON_MINUS] = "M5 12l14 0",
        [KIOSK_ICON_STAR] =
                "M12 3l2.8 5.8l6.2 .9l-4.5 4.4l1.1 6.3l-5.6 -3l-5.6 3l1.1 -6.3l-4.5 -4.4l6.2 -.9Z",
        [KIOSK_ICON_UNDO] = "M8 4l-4 4l4 4M4 8l10 0A14 13.5 5.5 270 450l-5 0",
        [KIOSK_ICON_CAMERA] = "M3 7l4 0l2 -3l6 0l2 3l4 0l0 12l-18 0ZO12 13 3.5",
        [KIOSK_ICON_KEY] = "O8 15 4M11 12l8 -8M16 7l3 3",
        [KIOSK_ICON_BELL] = "M18 17l-12 0A3 14 3 90 0L6 10A12 10 6 180 360l0 4A21 14 3 180 90ZB12 "
                            "17.5 2.6 20 160M12 2l0 2",
        [KIOSK_ICON_CHART] = "M4 20l16 0M7 20l0 -7M12 20l0 -15M17 20l0 -10",
        [KIOSK_ICON_MONITOR] = "M4 4l16 0l0 12l-16 0ZM12 16l0 4M8 20l8 0",
        [KIOSK_ICON_EXIT] = "M14 4l-9 0l0 16l9 0M10 12l11 0M17 8l4 4l-4 4",
        [KIOSK_ICON_ERASE] = "M9 5l12 0l0 14l-12 0l-6 -7ZM12 9l6 6M18 9l-6 6",
        [KIOSK_ICON_SWAP] = "M4 8l15 0M15 4l4 4l-4 4M20 16l-15 0M9 12l-4 4l4 4",
        [KIOSK_ICON_SPEAKER] = "M4 9l4 0l5 -4l0 14l-5 -4l-4 0ZB13 12 4 -45 45B13 12 8 -50 50",
        [KIOSK_ICON_DISK] = "M4 14l16 0l0 6l-16 0ZM4 14l3 -10l10 0l3 10M16 17l.1 0",
        [KIOSK_ICON_HASH] = "M10 4l-2 16M16 4l-2 16M4 9l16 0M4 15l16 0",
        [KIOSK_ICON_LOCK] = "M5 11l14 0l0 10l-14 0ZM8 11L8 8A12 8 4 180 360l0 3M12 15l0 2",
        [KIOSK_ICON_CLOUD] = "M7 19A7 14.5 4.5 90 250A11.5 10 5 200 335A17 14.5 4.5 295 450Z",
        [KIOSK_ICON_ABSENT] = "O10 8 3.5B10 20 6.5 180 290M15 15l6 6M21 15l-6 6",
        [KIOSK_ICON_FACE_1] =
                "O12 12 10M7.5 8l3 1.6M16.5 8l-3 1.6M9 11l0 .2M15 11l0 .2B12 20.5 4.6 218 322",
        [KIOSK_ICON_FACE_2] = "O12 12 10M9 9.2l0 .8M15 9.2l0 .8B12 22 6.5 238 302",
        [KIOSK_ICON_FACE_3] = "O12 12 10M9 9.2l0 .8M15 9.2l0 .8M8.5 15.5l7 0",
        [KIOSK_ICON_FACE_4] = "O12 12 10M9 9.2l0 .8M15 9.2l0 .8B12 10.5 6 38 142",
        [KIOSK_ICON_FACE_5] = "O12 12 10B8.6 10.4 1.6 190 350B15.4 10.4 1.6 190 350M6.8 "
                              "13L17.2 13A12 13 5.2 0 180Z",
        [KIOSK_ICON_TOUCH] = "M9.5 13.5L9.5 6A11 6 1.5 180 360L12.5 11.5L17.6 12.6A17.2 15.2 2.6 "
                             "280 360L19.2 18.5L17.8 22L11 22L6.6 16.4A7.8 15.4 1.5 140 "
                             "320L9.5 15.8B11 6 4.6 150 390",
        [KIOSK_ICON_LOW] = "M4 3l16 0l0 18l-16 0ZM4 12l16 0M12 14.5l0 4M9.8 16.6l2.2 2.2l2.2 -2.2",
        [KIOSK_ICON_CONTRAST] = "O12 12 9M12 3l0 18M15 4.2l0 15.6M18 6.6l0 10.8",
        [KIOSK_ICON_LETTERS] = "M2.5 19l5 -13l5 13M4.3 14.5l6.4 0M15 19l3.2 -8l3.2 8M16.1 "
                               "16.4l4.2 0",
        [KIOSK_ICON_HEART] = "M12 20L4.2 12.2A7.7 8.4 5.1 132 318L12 8.2A16.3 8.4 5.1 222 408Z",
        [KIOSK_ICON_ACCESS] =
                "O12 4 2M4.5 8.5l7.5 1.7l7.5 -1.7M12 10.2l0 4.8M12 15l-3.5 6.5M12 15l3.5 "
                "6.5",
        [KIOSK_ICON_CIRCLE_FILLED] = "FO12 12 12",
        [KIOSK_ICON_OCTAGON_FILLED] =
                "FM7.3 0.6l9.4 0l6.7 6.7l0 9.4l-6.7 6.7l-9.4 0l-6.7 -6.7l0 -9.4Z",
        [KIOSK_ICON_TRIANGLE_FILLED] = "FM12 2.5l10.8 19l-21.6 0Z",
        [KIOSK_ICON_DIAMOND_FILLED] = "FM12 1l11 11l-11 11l-11 -11Z",
};

struct pen {
    struct kiosk_segment *out;
    int count;
    float x, y;             /* where the pen is */
    float start_x, start_y; /* where the figure began */
    bool down;              /* something to join to */
};

static void line_to(struct pen *p, float x, float y)
{
    assert(p->count < KIOSK_SEGMENTS_MAX);
    p->out[p->count++] = (struct kiosk_segment){p->x, p->y, x, y};
    p->x = x;
    p->y = y;
}

static void move_to(struct pen *p, float x, float y)
{
    p->x = p->start_x = x;
    p->y = p->start_y = y;
    p->down = true;
}

/* Steps of at most 9 degrees: on the largest badge (220 px) the chord is 0.3 px off the circle. */
static void arc(struct pen *p, float cx, float cy, float r, float from, float to)
{
    int steps = (int)ceilf(fabsf(to - from) / 9);
    for (int i = 0; i <= steps; i++) {
        double a = (from + (to - from) * i / steps) * M_PI / 180;
        float x = cx + r * (float)cos(a);
        float y = cy + r * (float)sin(a);
        bool here = fabsf(x - p->x) < 0.01f && fabsf(y - p->y) < 0.01f;
        if (i == 0 && !p->down)
            move_to(p, x, y);
        else if (!here)
            line_to(p, x, y);
    }
}

static void run(struct pen *p, char command, const float a[5])
{
    switch (command) {
    case 'M':
        move_to(p, a[0], a[1]);
        break;
    case 'L':
        line_to(p, a[0], a[1]);
        break;
    case 'l':
        line_to(p, p->x + a[0], p->y + a[1]);
        break;
    case 'O':
        p->down = false;
        arc(p, a[0], a[1], a[2], 0, 360);
        p->down = false;
        break;
    case 'B':
        p->down = false;
        arc(p, a[0], a[1], a[2], a[3], a[4]);
        break;
    case 'A':
        arc(p, a[0], a[1], a[2], a[3], a[4]);
        break;
    case 'Z':
        line_to(p, p->start_x, p->start_y);
        p->down = false;
        break;
    default:
        assert(!"a letter our paths do not have");
    }
}

int kiosk_icon_segments(enum kiosk_icon icon, struct kiosk_segment out_segments[KIOSK_SEGMENTS_MAX],
        bool *out_filled)
{
    assert(icon >= 0 && icon < KIOSK_ICONS);
    const char *at = paths[icon];
    struct pen p = {.out = out_segments};
    *out_filled = *at == 'F';
    if (*out_filled)
        at++;
    while (*at) {
        char command = *at++;
        float numbers[5] = {0};
        int count = 0;
        for (;;) {
            char *end;
            float value = strtof(at, &end);
            if (end == at)
                break;
            assert(count < 5);
            numbers[count++] = value;
            at = end;
        }
        run(&p, command, numbers);
    }
    return p.count;
}
