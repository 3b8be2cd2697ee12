#ifndef TESTS_BENCH_FRAMES_H
#define TESTS_BENCH_FRAMES_H

/* Camera frames made by the project, always the same ones: codes on slips and phones under every
 * condition that a door knows, ordinary scenes without codes, textures that look like codes to a
 * scanner, and clips of a code coming near. Every code is a real ticket, signed with a fixed key,
 * so that what a decoder reads is proven right or wrong. Main thread (letters by SDL_ttf). */

#include <stdbool.h>

#include "core/bounds.h"
#include "kiosk/scan/frame.h"

struct frame {
    struct kiosk_grey grey;          /* owned; kept from frame to frame */
    char text[KM_SCAN_TEXT_MAX + 1]; /* of the code in it; "" without a code */
    const char *condition;           /* static */
    double module_px;                /* in the middle of the code, as if it were not tilted */
    double eyes[3][2]; /* px: centres of the finder patterns, top left, top right, bottom left, by
                          the code itself */
    bool inverted;
};

void frame_destroy(struct frame *frame); /* accepts a zeroed one */

struct frames; /* the maker: letters, the scenes of one size */

/* err: KM_ERR_MAX bytes. Without a Chinese font it fails. */
bool frames_new(int width, int height, struct frames **out, char *err);
void frames_free(struct frames *frames);

/* Hard frames. One round is every condition at every module size (2, 3, 4, 6, 8 px); further rounds
 * are others of the same kind, so any number of rounds is a balanced set. False for a code that
 * does not fit a frame of this size. */
int frames_round(void);
bool frames_hard(struct frames *frames, int index, struct frame *out);
int frames_condition_count(void);
const char *frames_condition(int index);

/* Ordinary scenes without a code; take: another moment of the same scene, so other noise. */
int frames_scene_count(void);
void frames_scene(struct frames *frames, int index, int take, struct frame *out);

/* Textures without a code. */
int frames_texture_count(void);
void frames_texture(struct frames *frames, int index, int take, struct frame *out);

/* Clips: FRAMES_CLIP_EMPTY frames of a scene, then a code comes near, 1.4 to 4.5 px a module, in a
 * shaking hand. Every eighth is inverted. Ask for a clip's frames in their order. */
#define FRAMES_CLIP_EMPTY 30
#define FRAMES_CLIP_CODE 60
void frames_clip(struct frames *frames, int clip, int index, struct frame *out);

/* The text of a real ticket, number `index` of the bench's kiosk. */
void frames_ticket(int index, char out[KM_SCAN_TEXT_MAX + 1]);

/* Is it a ticket of the bench's kiosk, by its signature? */
bool frames_is_ticket(const char *text);

#endif
