#ifndef TESTS_KIOSK_SCAN_SCENE_H
#define TESTS_KIOSK_SCAN_SCENE_H

/* Pictures for the scan tests, made afresh with fixed seeds: codes laid into a scene, turned,
 * blurred by sampling, noisy; and files of them. Everything asserts by cmocka and returns what the
 * caller must free. */

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
