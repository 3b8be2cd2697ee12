#ifndef TESTS_BENCH_FRAMES_CAMERA_H
#define TESTS_BENCH_FRAMES_CAMERA_H

/* What happens to the light on its way into bytes: lamps and shadows on the scene, the lens, the
 * moving hand, the sensor's noise, the camera's JPEG. To be called in this order. */

#include "tests/bench/frames_canvas.h"

struct camera; /* keeps its tables and room for a frame */

struct camera *camera_new(void);
void camera_free(struct camera *camera);

/* A bright spot, an ellipse inside which paper turns white; its core whites out ink as well. */
void camera_glare(struct canvas *canvas, double x, double y, double rx, double ry, double turn);

/* Light that falls off across the frame round x, y, and a shadow's edge through there. */
void camera_uneven(struct canvas *canvas, double x, double y, double reach, struct chance *chance);

/* A screen's own pixels and its refresh, as a sensor's grid meets them; in an ellipse round x, y.
 */
void camera_grid(struct canvas *canvas, double x, double y, double reach, struct chance *chance);

void camera_blur(struct camera *camera, struct canvas *canvas, double sigma);
void camera_motion(struct camera *camera, struct canvas *canvas, double dx, double dy);

/* light · gain, then the tone curve; 1 and 1 leave it as it is. */
void camera_expose(struct canvas *canvas, double gain, double gamma);

/* Adds noise of this deviation and makes bytes. *out is resized. */
void camera_take(struct camera *camera, const struct canvas *canvas, double noise,
        struct chance *chance, struct kiosk_grey *out);

/* Through a JPEG of this quality and back. */
void camera_jpeg(struct kiosk_grey *grey, int quality);

#endif
