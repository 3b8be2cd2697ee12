#include "tests/bench/frames.h"

#include <math.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/ticket.h"
#include "tests/bench/frames_camera.h"
#include "tests/bench/frames_clip.h"
#include "tests/bench/frames_scene.h"
#include "tests/bench/frames_shot.h"

static const double module_sizes[] = {2, 3, 4, 6, 8};
#define SIZES ((int)(sizeof module_sizes / sizeof *module_sizes))

/* Scenes are dear to paint and asked for again and again: kept. */
struct frames {
    struct kiosk_font *font;
    struct camera *camera;
    struct canvas canvas; /* the frame in the making */
    struct canvas kept[SCENES + TEXTURES];
    struct clip *clip; /* the one that is being asked for */
};

void frame_destroy(struct frame *frame)
{
    kiosk_grey_destroy(&frame->grey);
    *frame = (struct frame){0};
}

static const struct km_keys *keys(void)
{
    static struct km_keys made;
    static const uint8_t seed[KM_SEED_SIZE] = "the bench's kiosk, of fixed seed";
    if (!made.node) {
        if (sodium_init() < 0)
            abort();
        km_keys_from_seed(seed, &made);
    }
    return &made;
}

void frames_ticket(int index, char out[KM_SCAN_TEXT_MAX + 1])
{
    char token[KM_TOKEN_CHARS + 1];
    struct km_ticket ticket = {.kiosk = 7,
            .seq = (uint32_t)index + 1,
            .zone = (km_zone)(1 + index % 20),
            .day = 20616,
            .session = KM_NO_SESSION,
            .party = (uint8_t)(1 + index % 5)};
    km_token_make(&ticket, keys(), token);
    snprintf(out, KM_SCAN_TEXT_MAX + 1, "HTTP://192.168.10.20:8080/T/%s", token);
}

bool frames_is_ticket(const char *text)
{
    struct km_token token;
    return km_token_read(text, strlen(text), &token) == KM_TOKEN_OK &&
           km_token_verify(&token, keys()->public_key);
}

bool frames_new(int width, int height, struct frames **out, char *err)
{
    struct frames *frames = calloc(1, sizeof *frames);
    if (!frames)
        abort();
    if (!kiosk_font_open(&frames->font, err)) {
        free(frames);
        return false;
    }
    frames->camera = camera_new();
    canvas_init(&frames->canvas, width, height);
    *out = frames;
    return true;
}

void frames_free(struct frames *frames)
{
    if (!frames)
        return;
    for (int i = 0; i < SCENES + TEXTURES; i++)
        canvas_destroy(&frames->kept[i]);
    clip_free(frames->clip);
    canvas_destroy(&frames->canvas);
    camera_free(frames->camera);
    kiosk_font_close(frames->font);
    free(frames);
}

/* A scene or, from SCENES on, a texture; before the camera. */
static const struct canvas *kept(struct frames *frames, int index)
{
    struct canvas *canvas = &frames->kept[index];
    if (!canvas->light) {
        canvas_init(canvas, frames->canvas.width, frames->canvas.height);
        if (index < SCENES)
            scene_paint(canvas, frames->font, index);
        else
            texture_paint(canvas, index - SCENES);
    }
    return canvas;
}

int frames_round(void)
{
    return frames_condition_count() * SIZES;
}

bool frames_hard(struct frames *frames, int index, struct frame *out)
{
    struct chance chance = chance_of(100000 + (uint64_t)index);
    int condition = index % frames_condition_count();
    struct shot shot = shot_usual(module_sizes[index / frames_condition_count() % SIZES], &chance);
    shot_condition(&shot, condition, &chance);
    out->condition = frames_condition(condition);
    canvas_copy(kept(frames, chance_below(&chance, SCENES)), &frames->canvas);
    return shot_take(&shot, frames->font, frames->camera, &frames->canvas, &chance, out);
}

static void take_empty(struct frames *frames, int index, int take, double blur, struct frame *out)
{
    struct chance chance = chance_of(500000 + (uint64_t)index * 1000 + (uint64_t)take);
    canvas_copy(kept(frames, index), &frames->canvas);
    camera_blur(frames->camera, &frames->canvas, blur);
    camera_take(frames->camera, &frames->canvas, 3, &chance, &out->grey);
    out->text[0] = 0;
    out->module_px = 0;
    out->inverted = false;
}

int frames_scene_count(void)
{
    return SCENES;
}

void frames_scene(struct frames *frames, int index, int take, struct frame *out)
{
    take_empty(frames, index % SCENES, take, 0.8, out);
    out->condition = "scene";
}

int frames_texture_count(void)
{
    return TEXTURES;
}

void frames_texture(struct frames *frames, int index, int take, struct frame *out)
{
    take_empty(frames, SCENES + index % TEXTURES, take, 0.7, out);
    out->condition = "texture";
}

void frames_clip(struct frames *frames, int clip, int index, struct frame *out)
{
    if (!frames->clip || clip_number(frames->clip) != clip) {
        clip_free(frames->clip);
        frames->clip = clip_new(clip, kept(frames, clip * 5 % SCENES), frames->font);
    }
    out->condition = "clip";
    clip_frame(frames->clip, frames->camera, &frames->canvas, index, out);
}
