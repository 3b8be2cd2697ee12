#ifndef TESTS_BENCH_FRAMES_SCENE_H
#define TESTS_BENCH_FRAMES_SCENE_H

/* What a door's camera sees when nobody holds a code: rooms, people, shelves, posters, plants …;
 * and textures that make a scanner stumble. Before the camera: no blur, no noise. Same index, same
 * scene. */

#include "tests/bench/frames_lay.h"

#define SCENES 39
#define TEXTURES 24

void scene_paint(struct canvas *canvas, struct kiosk_font *font, int index);
void texture_paint(struct canvas *canvas, int index);

#endif
