#ifndef TESTS_KIOSK_SCAN_SCENE_H
#define TESTS_KIOSK_SCAN_SCENE_H

/* Pictures for the scan tests, made afresh with fixed seeds: codes laid into a scene, seen from
 * wherever, crumpled, blurred, noisy (scene.c, scene_code.c); and files of them. Everything asserts
 * by cmocka and returns what the caller must free. */

#include <stdint.h>

#include "kiosk/scan/frame.h"

/* A text like a real ticket's: 150 characters, other ones for another seed. */
const char *scene_ticket_text(unsigned seed);

/* An even grey scene. */
struct kiosk_grey scene_new(int width, int height, uint8_t level);

/* Lays the code of a text into the scene: centre in px, size of a module in px, turned by degrees.
 */
void scene_lay_code(struct kiosk_grey *scene, const char *text, double x, double y,
        double module_px, double degrees);

/* A code seen from wherever. What is zero is not there; x, y and module_px must be set. */
struct scene_code {
    int side;               /* modules */
    const uint8_t *modules; /* borrowed: side × side, the lowest bit dark, as in QRcode.data */
    double x, y;            /* px: of its middle */
    double module_px;       /* in its middle, were it not tilted */
    double turn;            /* degrees, clockwise */
    double tilt, axis;      /* degrees: about a line through its middle, turned by so much */
    double distance;        /* of the eye that sees it, in widths of the code; 0: three */
    double crumple;         /* modules that the print lies off its place at most, in waves */
    bool inverted;
    bool mirrored; /* seen from behind */
    int low, high; /* light of ink and paper; both 0: 40 and 210 */
};

struct scene_spot {
    double x, y; /* px; the middle of the first pixel is 0.5, 0.5 */
};

/* Where u, v (modules from the code's top left corner) lie in the picture; crumple left out. */
struct scene_spot scene_code_spot(const struct scene_code *code, double u, double v);

/* How far the print of u, v lies off its place, modules. */
struct scene_spot scene_code_off(const struct scene_code *code, double u, double v);

/* Lays the code in with its quiet zone, as much of it as lies in the scene. */
void scene_show_code(struct kiosk_grey *scene, const struct scene_code *code);

/* A real symbol of this version and more or less random text; level M. Static buffer, valid until
 * the next call of the same version. */
const uint8_t *scene_symbol(int version, const char **out_text);

/* What befalls a whole picture: a lens out of focus (deviation, px), … */
void scene_blur(struct kiosk_grey *scene, double sigma);

/* … a lamp's spot, which drowns everything within the radius (px) and fades towards twice of it, …
 */
void scene_glare(struct kiosk_grey *scene, double x, double y, double radius);

/* … light that falls off to this part of itself from the left edge to the right one. */
void scene_shade(struct kiosk_grey *scene, double part);

/* Lays a picture's pixels in, its top left at x, y; it must fit. */
void scene_lay(struct kiosk_grey *scene, const struct kiosk_grey *picture, int x, int y);

/* Adds noise of about this standard deviation. */
void scene_add_noise(struct kiosk_grey *scene, int sigma, unsigned seed);

/* Any libqrencode code as a picture with its quiet zone; modules as in QRcode.data. */
struct kiosk_grey scene_from_modules(const uint8_t *modules, int side, int module_px);

/* A fresh empty directory under /tmp. Static buffer, valid until the next call; remove it with
 * scene_remove. */
const char *scene_directory(void);
void scene_remove(const char *directory);

/* Files. Path: the directory and the name. */
void scene_write_png(const struct kiosk_grey *scene, const char *directory, const char *name);
void scene_write_jpeg(const struct kiosk_grey *scene, const char *directory, const char *name);
void scene_write_bytes(const void *bytes, size_t length, const char *directory, const char *name);

/* The scene as JPEG; owned by the caller (free). */
uint8_t *scene_jpeg(const struct kiosk_grey *scene, size_t *out_length);

#endif
