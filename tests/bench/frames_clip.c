#include "tests/bench/frames_clip.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define NEAREST 4.5
#define FARTHEST 1.4

struct clip {
    int number;
    const struct canvas *scene; /* borrowed */
    struct sheet sheet;
    struct lay lay;
    char text[KM_SCAN_TEXT_MAX + 1];
    bool inverted;
    double blur;
    unsigned seed;
};

struct clip *clip_new(int number, const struct canvas *scene, struct kiosk_font *font)
{
    static struct kiosk_qr qr;
    char err[KM_ERR_MAX];
    struct chance chance = chance_of(700000 + (uint64_t)number);
    struct clip *clip = calloc(1, sizeof *clip);
    if (!clip)
        abort();
    clip->number = number;
    clip->scene = scene;
    clip->inverted = number % 8 == 5;
    clip->blur = chance_range(&chance, 0.7, 1.0);
    clip->seed = (unsigned)chance_next(&chance);
    frames_ticket(200000 + number, clip->text);
    if (!kiosk_qr_make(clip->text, &qr, err))
        abort();
    struct sheet_code code = {&qr, clip->inverted, KIOSK_QR_QUIET, false};
    if (clip->inverted || number % 2)
        sheet_phone(&clip->sheet, font, &code, &chance);
    else
        sheet_slip(&clip->sheet, font, &code, &chance);
    double middle = clip->sheet.code_side * SHEET_MODULE / 2.0;
    clip->lay = (struct lay){.mid_x = clip->sheet.code_x + middle,
            .mid_y = clip->sheet.code_y + middle,
            .turn = chance_range(&chance, -0.35, 0.35),
            .tilt = chance_range(&chance, 0, 0.45),
            .axis = chance_range(&chance, 0, 6.28),
            .low = chance_range(&chance, 25, 60),
            .high = chance_range(&chance, 150, 225)};
    return clip;
}

void clip_free(struct clip *clip)
{
    if (!clip)
        return;
    sheet_destroy(&clip->sheet);
    free(clip);
}

int clip_number(const struct clip *clip)
{
    return clip->number;
}

/* Where the hand is at a time (in frames), px from the frame's middle: slow drift and tremor. */
static void hand(
        const struct clip *clip, const struct canvas *canvas, double at, double *x, double *y)
{
    double size = canvas->height / 720.0;
    *x = size * (90 * canvas_haze(at / 22, 0, clip->seed) + 9 * canvas_haze(at / 4, 9, clip->seed));
    *y = size * (55 * canvas_haze(at / 22, 5, clip->seed) + 9 * canvas_haze(at / 4, 3, clip->seed));
}

static void lay_code(
        struct clip *clip, struct camera *camera, struct canvas *canvas, int at, struct frame *out)
{
    double x, y, x1, y1, wobble = 0.03 * canvas_haze(at / 5.0, 7, clip->seed);
    hand(clip, canvas, at, &x, &y);
    hand(clip, canvas, at + 0.5, &x1, &y1); /* the shutter is open for half of the time */
    struct lay lay = clip->lay;
    out->module_px = FARTHEST + (NEAREST - FARTHEST) * at / (FRAMES_CLIP_CODE - 1);
    lay.x = canvas->width / 2.0 + x;
    lay.y = canvas->height / 2.0 + y;
    lay.turn += wobble;
    lay.tilt += wobble;
    lay.scale = out->module_px / SHEET_MODULE;
    lay_sheet(canvas, &clip->sheet, &lay);
    camera_blur(camera, canvas, clip->blur);
    camera_motion(camera, canvas, x1 - x, y1 - y);
    memcpy(out->text, clip->text, sizeof out->text);
    out->inverted = clip->inverted;
}

void clip_frame(struct clip *clip, struct camera *camera, struct canvas *canvas, int index,
        struct frame *out)
{
    struct chance chance = chance_of(800000 + (uint64_t)clip->number * 1000 + (uint64_t)index);
    canvas_copy(clip->scene, canvas);
    out->text[0] = 0;
    out->module_px = 0;
    out->inverted = false;
    if (index >= FRAMES_CLIP_EMPTY)
        lay_code(clip, camera, canvas, index - FRAMES_CLIP_EMPTY, out);
    else
        camera_blur(camera, canvas, clip->blur);
    camera_take(camera, canvas, 3, &chance, &out->grey);
}
