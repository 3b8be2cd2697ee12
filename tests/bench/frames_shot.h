#ifndef TESTS_BENCH_FRAMES_SHOT_H
#define TESTS_BENCH_FRAMES_SHOT_H

/* One picture of a code: what it is on, how it lies, the light, the lens, the sensor. And the table
 * of conditions, each of which makes one thing harder. */

#include "tests/bench/frames.h"
#include "tests/bench/frames_camera.h"
#include "tests/bench/frames_lay.h"

struct shot {
    const struct kiosk_qr *qr; /* borrowed; NULL: a ticket's as the kiosk makes it */
    bool phone;                /* else a slip of paper */
    bool inverted;             /* dark mode */
    int quiet;                 /* modules */
    bool surround;             /* dark after the quiet zone */
    double fade;               /* of the print in stripes across: 0 none */
    double module_px;
    double turn, tilt, axis; /* radians */
    double low, high;        /* light of ink and paper */
    double crumple;
    double glare; /* share of the code's area */
    bool glare_on_eye;
    double thumb; /* share of the code's area under it */
    bool uneven, grid;
    double blur;   /* sigma, px */
    double motion; /* px */
    double gain, gamma;
    double noise;
    int jpeg; /* quality; 0 none */
};

/* The usual shot: a slip or a phone held towards the camera, blur 0.7, noise 3, light 40 to 210. */
struct shot shot_usual(double module_px, struct chance *chance);

/* Makes it one of this condition. */
void shot_condition(struct shot *shot, int condition, struct chance *chance);

/* Takes it before a scene (canvas: the scene, painted over). False where the code would not fit. */
bool shot_take(const struct shot *shot, struct kiosk_font *font, struct camera *camera,
        struct canvas *canvas, struct chance *chance, struct frame *out);

#endif
