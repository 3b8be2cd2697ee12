#include "tests/bench/door_pictures.h"

#include <math.h>
#include <png.h>
#include <stdio.h>
#include <string.h>

#include "kiosk/keeper.h"
#include "tests/bench/frames_camera.h"
#include "tests/bench/frames_scene.h"
#include "tests/bench/frames_sheet.h"
#include "tests/bench/frames_thing.h"

#define WIDTH 1280
#define HEIGHT 720
#define ROOM 27 /* of the scenes: where people stand about */
#define STILL 6
#define WALK 24
#define IN 6
#define HELD 3
#define MODULE_PX 4.0
#define NOISE 3.0
#define BLUR 0.8

struct studio {
    const char *folder; /* borrowed */
    struct kiosk_font *font;
    struct camera *camera;
    struct kiosk_reader *reader;
    struct canvas room, canvas;
    struct kiosk_grey grey;
};

static bool save(struct studio *s, const char *name, char *err)
{
    char path[1024];
    snprintf(path, sizeof path, "%s/%s.png", s->folder, name);
    png_image image = {.version = PNG_IMAGE_VERSION,
            .width = (png_uint_32)s->grey.width,
            .height = (png_uint_32)s->grey.height,
            .format = PNG_FORMAT_GRAY,
            .flags = PNG_IMAGE_FLAG_FAST};
    if (png_image_write_to_file(&image, path, 0, s->grey.pixels, s->grey.stride, NULL))
        return true;
    snprintf(err, KM_ERR_MAX, "%.200s: %.100s", path, image.message);
    return false;
}

/* The lens, the sensor, the file. */
static bool take(struct studio *s, const char *name, struct chance *chance, char *err)
{
    camera_blur(s->camera, &s->canvas, BLUR);
    camera_take(s->camera, &s->canvas, NOISE, chance, &s->grey);
    return save(s, name, err);
}

static bool take_room(struct studio *s, char *err)
{
    char name[32];
    bool ok = true;
    for (int i = 0; i < STILL && ok; i++) {
        struct chance chance = chance_of(900 + (uint64_t)i);
        canvas_copy(&s->room, &s->canvas);
        snprintf(name, sizeof name, "still-%d", i);
        ok = take(s, name, &chance, err);
    }
    for (int i = 0; i < WALK && ok; i++) {
        struct scene scene = {&s->canvas, s->font, chance_of(77), HEIGHT / 100.0};
        struct chance chance = chance_of(950 + (uint64_t)i);
        canvas_copy(&s->room, &s->canvas);
        thing_person(&scene, 70 * cos(i * 2 * 3.14159265358979 / WALK), 30, 10);
        snprintf(name, sizeof name, "walk-%02d", i);
        ok = take(s, name, &chance, err);
    }
    return ok;
}

/* ---- tickets ---- */

static bool give_ticket(struct kiosk_keeper *keeper, struct kiosk_issued *out, char *err)
{
    struct km_issue_order order = {.session = KM_NO_SESSION, .people = {1}};
    if (!km_zone_parse("A", &order.zone) ||
            !kiosk_keeper_issue(keeper, &order, kiosk_instant_now(), out, err))
        return false;
    if (out->refusal == KM_ISSUE_OK)
        return true;
    snprintf(err, KM_ERR_MAX, "no ticket was given: refusal %d", (int)out->refusal);
    return false;
}

/* How a visitor holds it: every second one a phone, the others a slip. */
static void hold_up(struct studio *s, const struct kiosk_qr *qr, int number,
        struct sheet *out_sheet, struct lay *out_lay)
{
    struct chance chance = chance_of(1000 + (uint64_t)number);
    struct sheet_code code = {qr, false, KIOSK_QR_QUIET, false};
    (number % 2 ? sheet_phone : sheet_slip)(out_sheet, s->font, &code, &chance);
    double middle = out_sheet->code_side * SHEET_MODULE / 2.0;
    *out_lay = (struct lay){.mid_x = out_sheet->code_x + middle,
            .mid_y = out_sheet->code_y + middle,
            .scale = MODULE_PX / SHEET_MODULE,
            .x = WIDTH / 2.0 + chance_range(&chance, -200, 200),
            .y = HEIGHT / 2.0 + chance_range(&chance, -60, 60),
            .turn = chance_range(&chance, -0.3, 0.3),
            .tilt = chance_range(&chance, 0, 0.4),
            .axis = chance_range(&chance, 0, 6.28),
            .low = chance_range(&chance, 25, 60),
            .high = chance_range(&chance, 150, 225)};
}

/* The hand comes up from below, ever slower, and trembles once it is there. */
static bool film(
        struct studio *s, const struct kiosk_issued *issued, int number, FILE *list, char *err)
{
    static const double below[IN + 1] = {440, 260, 130, 50, 14, 3, 0};
    struct sheet sheet;
    struct lay lay;
    char name[32], readable[32] = "";
    bool ok = true;
    hold_up(s, &issued->qr, number, &sheet, &lay);
    for (int i = 0; i < IN + HELD && ok; i++) {
        struct chance chance = chance_of(2000 + (uint64_t)number * 100 + (uint64_t)i);
        struct lay now = lay;
        double speed = i < IN ? below[i] - below[i + 1] : 1;
        now.x += chance_range(&chance, -1, 1);
        now.y += i < IN ? below[i] : chance_range(&chance, -1, 1);
        canvas_copy(&s->room, &s->canvas);
        lay_sheet(&s->canvas, &sheet, &now);
        camera_motion(s->camera, &s->canvas, 0, speed / 2); /* the shutter is open half the time */
        snprintf(name, sizeof name, "%03d-%s-%d", number, i < IN ? "in" : "held",
                i < IN ? i : i - IN);
        ok = take(s, name, &chance, err);
        struct kiosk_readings readings;
        if (ok && !*readable && kiosk_reader_read(s->reader, &s->grey, &readings))
            memcpy(readable, name, sizeof name);
    }
    sheet_destroy(&sheet);
    if (ok && !*readable)
        snprintf(err, KM_ERR_MAX, "ticket %d cannot be read in any of its pictures", number);
    return ok && *readable && fprintf(list, "%03d %s %s\n", number, issued->number, readable) > 0;
}

static bool film_pair(struct studio *s, const struct kiosk_issued *left,
        const struct kiosk_issued *right, char *err)
{
    const struct kiosk_issued *both[] = {left, right};
    bool ok = true;
    for (int i = 0; i < HELD && ok; i++) {
        struct chance chance = chance_of(90000 + (uint64_t)i);
        char name[32];
        canvas_copy(&s->room, &s->canvas);
        for (int side = 0; side < 2; side++) {
            struct sheet sheet;
            struct lay lay;
            hold_up(s, &both[side]->qr, side, &sheet, &lay);
            lay.x = WIDTH * (side ? 0.74 : 0.26) + chance_range(&chance, -1, 1);
            lay_sheet(&s->canvas, &sheet, &lay);
            sheet_destroy(&sheet);
        }
        snprintf(name, sizeof name, "pair-%d", i);
        ok = take(s, name, &chance, err);
    }
    return ok;
}

static bool film_all(struct studio *s, struct kiosk_keeper *keeper, int tickets, char *err)
{
    static struct kiosk_issued issued, before;
    char path[1024];
    snprintf(path, sizeof path, "%s/tickets", s->folder);
    FILE *list = fopen(path, "we");
    if (!list) {
        snprintf(err, KM_ERR_MAX, "%.300s cannot be written", path);
        return false;
    }
    bool ok = true;
    for (int i = 0; i < tickets && ok; i++) {
        before = issued;
        ok = give_ticket(keeper, &issued, err) && film(s, &issued, i, list, err);
    }
    ok = fclose(list) == 0 && ok && film_pair(s, &before, &issued, err);
    return ok;
}

/* ---- all of it ---- */

static bool open_keeper(const char *data, struct kiosk_keeper *keeper, char *err)
{
    struct km_journal *journal = NULL;
    struct kiosk_identity identity;
    if (!kiosk_data_open(data, &journal, err))
        return false;
    if (kiosk_identity_load(journal, &identity, err))
        return kiosk_keeper_open(keeper, journal, &identity, kiosk_instant_now(), err);
    journal->ops->close(journal);
    return false;
}

bool door_pictures(const char *data, int tickets, const char *folder, char *err)
{
    static struct kiosk_keeper keeper;
    struct studio s = {.folder = folder};
    if (!open_keeper(data, &keeper, err))
        return false;
    bool ok = kiosk_font_open(&s.font, err);
    if (ok) {
        s.camera = camera_new();
        s.reader = kiosk_reader_new();
        canvas_init(&s.room, WIDTH, HEIGHT);
        canvas_init(&s.canvas, WIDTH, HEIGHT);
        scene_paint(&s.room, s.font, ROOM);
        ok = take_room(&s, err) && film_all(&s, &keeper, tickets, err);
        canvas_destroy(&s.canvas);
        canvas_destroy(&s.room);
        kiosk_grey_destroy(&s.grey);
        kiosk_reader_free(s.reader);
        camera_free(s.camera);
    }
    kiosk_font_close(s.font);
    kiosk_keeper_close(&keeper);
    return ok;
}
