#ifndef TESTS_BENCH_FRAMES_CLIP_H
#define TESTS_BENCH_FRAMES_CLIP_H

/* A clip: a scene, and after a second a hand that brings a code nearer, shaking as hands do. */

#include "tests/bench/frames_shot.h"

struct clip;

/* scene: borrowed as long as the clip. */
struct clip *clip_new(int number, const struct canvas *scene, struct kiosk_font *font);
void clip_free(struct clip *clip);
int clip_number(const struct clip *clip);

/* canvas: where it is painted. */
void clip_frame(struct clip *clip, struct camera *camera, struct canvas *canvas, int index,
        struct frame *out);

#endif
