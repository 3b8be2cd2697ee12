#include "tests/bench/frames_shot.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define DEGREES (3.14159265358979 / 180)

struct shot shot_usual(double module_px, struct chance *chance)
{
    return (struct shot){.phone = chance_once_in(chance, 3),
            .quiet = KIOSK_QR_QUIET,
            .module_px = module_px,
            .turn = chance_range(chance, -8, 8) * DEGREES,
            .tilt = chance_range(chance, 0, 8) * DEGREES,
            .axis = chance_range(chance, 0, 360) * DEGREES,
            .low = 40,
            .high = 210,
            .blur = 0.7,
            .gain = 1,
            .gamma = 1,
            .noise = 3};
}

enum kind {
    USUAL,
    BLUR,
    TURN,
    TURN_ANY,
    TILT,
    NOISE,
    CONTRAST,
    INVERTED,
    PHONE,
    PHONE_DARK,
    GLARE,
    MOTION,
    CRUMPLE,
    UNEVEN,
    LOW_LIGHT,
    JPEG,
    GRID,
    BEZEL,
    FADED,
    MIX
};

static const struct condition {
    const char *name;
    enum kind kind;
    double how;
} conditions[] = {
        {"usual", USUAL, 0},
        {"blur 1", BLUR, 1},
        {"blur 1.5", BLUR, 1.5},
        {"blur 2", BLUR, 2},
        {"turned 10", TURN, 10},
        {"turned 25", TURN, 25},
        {"turned 45", TURN, 45},
        {"turned any", TURN_ANY, 0},
        {"tilted 20", TILT, 20},
        {"tilted 35", TILT, 35},
        {"tilted 50", TILT, 50},
        {"noise 8", NOISE, 8},
        {"noise 15", NOISE, 15},
        {"contrast 80", CONTRAST, 80},
        {"contrast 40", CONTRAST, 40},
        {"contrast 20", CONTRAST, 20},
        {"inverted", INVERTED, 0},
        {"phone at half light", PHONE, 0},
        {"phone dark", PHONE_DARK, 0},
        {"glare 10 %", GLARE, 0.1},
        {"glare 20 %", GLARE, 0.2},
        {"motion 4", MOTION, 4},
        {"motion 8", MOTION, 8},
        {"crumpled", CRUMPLE, 1},
        {"uneven light", UNEVEN, 0},
        {"low light", LOW_LIGHT, 0},
        {"jpeg 40", JPEG, 40},
        {"screen grid", GRID, 0},
        {"dark bezel", BEZEL, 0},
        {"faded print", FADED, 0.6},
        {"mix", MIX, 0},
};
#define CONDITIONS ((int)(sizeof conditions / sizeof *conditions))

int frames_condition_count(void)
{
    return CONDITIONS;
}

const char *frames_condition(int index)
{
    return conditions[index].name;
}

/* A bit of everything, none of it as hard as alone. */
static void mix(struct shot *shot, struct chance *chance)
{
    shot->turn = chance_range(chance, 0, 360) * DEGREES;
    shot->tilt = chance_range(chance, 10, 35) * DEGREES;
    shot->blur = chance_range(chance, 0.7, 1.2);
    shot->noise = chance_range(chance, 3, 9);
    shot->low = chance_range(chance, 40, 70);
    shot->high = chance_range(chance, 130, 200);
    shot->motion = chance_range(chance, 0, 2.5);
    shot->gamma = chance_range(chance, 0.7, 1.4);
    shot->crumple = shot->phone ? 0 : chance_range(chance, 0, 0.5);
    shot->jpeg = 60 + chance_below(chance, 30);
}

static void on_phone(struct shot *shot, bool dark)
{
    shot->phone = true;
    shot->inverted = dark;
    shot->low = 16;
    shot->high = 112;
}

void shot_condition(struct shot *shot, int condition, struct chance *chance)
{
    double how = conditions[condition].how;
    switch (conditions[condition].kind) {
    case USUAL:
        break;
    case BLUR:
        shot->blur = how;
        break;
    case TURN:
        shot->turn = (how + chance_below(chance, 4) * 90) * DEGREES;
        break;
    case TURN_ANY:
        shot->turn = chance_range(chance, 0, 360) * DEGREES;
        break;
    case TILT:
        shot->tilt = how * DEGREES;
        break;
    case NOISE:
        shot->noise = how;
        break;
    case CONTRAST:
        shot->low = 125 - how / 2;
        shot->high = 125 + how / 2;
        break;
    case INVERTED:
        shot->phone = true;
        shot->inverted = true;
        break;
    case PHONE:
    case PHONE_DARK:
        on_phone(shot, conditions[condition].kind == PHONE_DARK);
        break;
    case GLARE:
        shot->glare = how;
        shot->glare_on_eye = chance_once_in(chance, 4);
        break;
    case MOTION:
        shot->motion = how;
        break;
    case CRUMPLE:
        shot->phone = false;
        shot->crumple = how;
        break;
    case UNEVEN:
        shot->uneven = true;
        break;
    case LOW_LIGHT:
        shot->gain = 0.4;
        shot->noise = 7;
        shot->blur = 1.1;
        break;
    case JPEG:
        shot->jpeg = (int)how;
        break;
    case GRID:
        shot->phone = true;
        shot->grid = true;
        break;
    case BEZEL:
        shot->quiet = 1;
        shot->surround = true;
        break;
    case FADED:
        shot->phone = false;
        shot->fade = how;
        break;
    case MIX:
        mix(shot, chance);
        break;
    }
}

/* A worn print head: stripes along the paper's way where the ink is weak, and all of it paler. */
static void fade(struct sheet *sheet, double how, struct chance *chance)
{
    int side = sheet->code_side * SHEET_MODULE;
    for (int stripe = 0; stripe < 2; stripe++) {
        int x0 = sheet->code_x + chance_below(chance, side);
        int wide = SHEET_MODULE / 2 + chance_below(chance, SHEET_MODULE / 2);
        for (int y = 0; y < sheet->grey.height; y++)
            for (int x = x0; x < x0 + wide && x < sheet->grey.width; x++) {
                uint8_t *at = &sheet->grey.pixels[y * sheet->grey.stride + x];
                *at = (uint8_t)(*at + (255 - *at) * how);
            }
    }
    for (int i = 0; i < sheet->grey.width * sheet->grey.height; i++)
        sheet->grey.pixels[i] =
                (uint8_t)(sheet->grey.pixels[i] + (255 - sheet->grey.pixels[i]) * 0.25);
}

static void eye_places(const struct canvas *canvas, const struct sheet *sheet,
        const struct lay *lay, struct frame *out)
{
    for (int i = 0; i < 3; i++) {
        double x = i == 1 ? sheet->code_side - 3.5 : 3.5;
        double y = i == 2 ? sheet->code_side - 3.5 : 3.5;
        lay_point(canvas, lay, sheet->code_x + x * SHEET_MODULE, sheet->code_y + y * SHEET_MODULE,
                &out->eyes[i][0], &out->eyes[i][1]);
    }
}

/* Does every corner of the code, with a little of its quiet zone, lie in the frame? */
static bool fits(const struct canvas *canvas, const struct sheet *sheet, const struct lay *lay)
{
    int slack = 2 * SHEET_MODULE, side = sheet->code_side * SHEET_MODULE + 2 * slack;
    for (int i = 0; i < 4; i++) {
        double x, y;
        lay_point(canvas, lay, sheet->code_x - slack + i % 2 * side,
                sheet->code_y - slack + i / 2 * side, &x, &y);
        if (x < 0 || y < 0 || x >= canvas->width || y >= canvas->height)
            return false;
    }
    return true;
}

/* Somewhere in the frame, in fractions of a px too; nearer to the middle where it must. */
static bool place(const struct shot *shot, const struct canvas *canvas, const struct sheet *sheet,
        struct chance *chance, struct lay *out)
{
    *out = (struct lay){.scale = shot->module_px / SHEET_MODULE,
            .mid_x = sheet->code_x + sheet->code_side * SHEET_MODULE / 2.0,
            .mid_y = sheet->code_y + sheet->code_side * SHEET_MODULE / 2.0,
            .turn = shot->turn,
            .tilt = shot->tilt,
            .axis = shot->axis,
            .low = shot->low,
            .high = shot->high,
            .crumple = shot->crumple,
            .seed = (unsigned)chance_next(chance) & 0xffffff};
    for (int attempt = 0; attempt < 40; attempt++) {
        double reach = 0.36 * (40 - attempt) / 40;
        out->x = canvas->width * (0.5 + chance_range(chance, -reach, reach));
        out->y = canvas->height * (0.5 + chance_range(chance, -reach, reach));
        if (fits(canvas, sheet, out))
            return true;
    }
    return false;
}

/* A thumb that holds the slip by the edge without eyes, or by the corner without one. */
static void thumb(const struct shot *shot, const struct sheet *sheet, const struct lay *lay,
        struct canvas *canvas, struct chance *chance)
{
    double side = sheet->code_side, along = chance_range(chance, 0.55, 0.7), x, y;
    bool corner = chance_once_in(chance, 2);
    /* Of an ellipse half again as long as it is wide the half or a quarter covers the share. */
    double wide = sqrt(shot->thumb * (corner ? 4 : 2) / (1.5 * 3.14159265358979));
    lay_point(canvas, lay, sheet->code_x + side * SHEET_MODULE * (corner ? 1 : along),
            sheet->code_y + side * SHEET_MODULE, &x, &y);
    canvas_paint(canvas, &(struct canvas_shape){.round = true,
                                 .x = x,
                                 .y = y,
                                 .rx = wide * side * shot->module_px,
                                 .ry = 1.5 * wide * side * shot->module_px,
                                 .turn = shot->turn,
                                 .light = shot->low + 0.45 * (shot->high - shot->low),
                                 .grain = 4,
                                 .soft = 2});
}

static void light_on(const struct shot *shot, const struct sheet *sheet, const struct lay *lay,
        struct canvas *canvas, struct chance *chance, const struct frame *frame)
{
    double side = sheet->code_side * shot->module_px;
    if (shot->thumb > 0)
        thumb(shot, sheet, lay, canvas, chance);
    if (shot->glare > 0) {
        double stretch = chance_range(chance, 1, 1.8);
        double radius = sqrt(shot->glare * side * side / 3.14159265358979);
        double x = lay->x + chance_range(chance, -0.3, 0.3) * side;
        double y = lay->y + chance_range(chance, -0.3, 0.3) * side;
        if (shot->glare_on_eye) {
            x = frame->eyes[1][0];
            y = frame->eyes[1][1];
        }
        camera_glare(canvas, x, y, radius * sqrt(stretch), radius / sqrt(stretch),
                chance_range(chance, 0, 3.14));
    }
    if (shot->uneven)
        camera_uneven(canvas, lay->x, lay->y, side, chance);
    if (shot->grid)
        camera_grid(canvas, lay->x, lay->y, side * 0.9, chance);
}

bool shot_take(const struct shot *shot, struct kiosk_font *font, struct camera *camera,
        struct canvas *canvas, struct chance *chance, struct frame *out)
{
    static struct kiosk_qr made;
    const struct kiosk_qr *qr = shot->qr ? shot->qr : &made;
    char err[KM_ERR_MAX];
    struct sheet sheet;
    struct lay lay;
    int ticket = (int)(chance_next(chance) % 100000);
    if (shot->qr) {
        memcpy(out->text, qr->text, sizeof out->text);
    } else {
        frames_ticket(ticket, out->text);
        if (!kiosk_qr_make(out->text, &made, err))
            abort();
    }
    struct sheet_code code = {qr, shot->inverted, shot->quiet, shot->surround};
    (shot->phone ? sheet_phone : sheet_slip)(&sheet, font, &code, chance);
    if (shot->fade > 0)
        fade(&sheet, shot->fade, chance);
    bool room = place(shot, canvas, &sheet, chance, &lay);
    if (room) {
        lay_sheet(canvas, &sheet, &lay);
        eye_places(canvas, &sheet, &lay, out);
        light_on(shot, &sheet, &lay, canvas, chance, out);
        if (shot->gain != 1 || shot->gamma != 1)
            camera_expose(canvas, shot->gain, shot->gamma);
        camera_blur(camera, canvas, shot->blur);
        double way = chance_range(chance, 0, 6.2831853);
        if (shot->motion > 0)
            camera_motion(camera, canvas, shot->motion * cos(way), shot->motion * sin(way));
        camera_take(camera, canvas, shot->noise, chance, &out->grey);
        if (shot->jpeg > 0)
            camera_jpeg(&out->grey, shot->jpeg);
        out->module_px = shot->module_px;
        out->inverted = shot->inverted;
    }
    sheet_destroy(&sheet);
    return room;
}
