/* Look, triples, grid, modules, zbar: each step sees little of what the one before saw, so a frame
 * without a code costs the look alone. */

#include "kiosk/scan/reader.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "kiosk/scan/finder.h"
#include "kiosk/scan/format.h"
#include "kiosk/scan/grid.h"
#include "kiosk/scan/modules.h"
#include "kiosk/scan/pair.h"
#include "kiosk/scan/triple.h"

/* Codes tried in one frame, of a stream and of a lone picture: most are one visitor's only one. */
#define CODES_WATCHED 3
#define CODES_READ (2 * KIOSK_READINGS_MAX)
/* A hidden eye is looked for beside eyes of this score, which clutter seldom has; every so many
 * frames beside less sure ones, and the hidden corner between two as well. */
#define SURE_SCORE 70
#define FAIR_SCORE 50
#define THOROUGH_EVERY 8
/* A blur below this, in modules, leaves every module what it is. */
#define SHARP 0.2f

struct kiosk_reader {
    struct kiosk_decoder *decoder; /* owned */
    struct kiosk_look *look;       /* owned */
    struct kiosk_grey drawn;       /* owned: a code drawn afresh */
    struct kiosk_finders eyes;
    struct kiosk_mesh mesh;
    struct kiosk_modules plane, bent, sharp;
    unsigned frames; /* watched so far: what is tried is changed from one to the next */
};

struct kiosk_reader *kiosk_reader_new(void)
{
    struct kiosk_reader *reader = calloc(1, sizeof *reader);
    if (!reader)
        abort();
    reader->decoder = kiosk_decoder_new();
    reader->look = kiosk_look_new();
    return reader;
}

void kiosk_reader_free(struct kiosk_reader *reader)
{
    if (!reader)
        return;
    kiosk_decoder_free(reader->decoder);
    kiosk_look_free(reader->look);
    kiosk_grey_destroy(&reader->drawn);
    free(reader);
}

/* How the modules of a code are judged: on a plane or on a mesh, so much of the measured blur is
 * taken back, and the limit between dark and light is found so many modules around. Blur is seldom
 * the same both ways, and a grid that lies a little wrong looks like blur. */
struct attempt {
    bool bent;
    float unblur;
    int reach;
};

static const struct attempt attempts[] = {{false, 1, 4}, {true, 1, 4}, {false, 0, 4},
        {false, 0.6f, 5}, {true, 0, 4}, {true, 1.3f, 3}};
#define ATTEMPTS (int)(sizeof attempts / sizeof attempts[0])

/* What a frame is worth. */
struct effort {
    int codes;    /* tried at most */
    int attempts; /* of each that is not read, … */
    int which[ATTEMPTS];
    bool thorough; /* in looking for hidden eyes */
};

static void add(struct kiosk_readings *all, const struct kiosk_readings *more)
{
    all->refused += more->refused;
    for (int i = 0; i < more->count && all->count < KIOSK_READINGS_MAX; i++) {
        bool known = false;
        for (int k = 0; k < all->count; k++)
            known |= strcmp(all->list[k].text, more->list[i].text) == 0;
        if (!known)
            all->list[all->count++] = more->list[i];
    }
}

/* The modules as an attempt wants them, in reader->sharp. */
static void sharpen(struct kiosk_reader *reader, const struct kiosk_modules *modules, float unblur)
{
    reader->sharp = *modules;
    float blur = unblur * modules->blur;
    if (blur > SHARP)
        kiosk_modules_sharpen(&reader->sharp, blur);
}

/* Is there a code under the grid at all? Leaves its modules in reader->plane. */
static bool is_code(
        struct kiosk_reader *reader, const struct kiosk_grey *frame, const struct kiosk_grid *grid)
{
    const struct attempt *first = &attempts[0];
    kiosk_modules_sample(frame, grid, NULL, &reader->plane);
    reader->bent.side = 0;
    if (kiosk_format_shows(&reader->plane, first->reach))
        return true;
    sharpen(reader, &reader->plane, first->unblur);
    return kiosk_format_shows(&reader->sharp, first->reach);
}

/* Reads the code under a grid by the attempts that are named. */
static bool read_code(struct kiosk_reader *reader, const struct kiosk_grey *frame,
        const struct kiosk_grid *grid, const struct effort *effort, struct kiosk_readings *out)
{
    struct kiosk_readings found;
    for (int i = 0; i < effort->attempts; i++) {
        const struct attempt *attempt = &attempts[effort->which[i]];
        if (attempt->bent && !reader->bent.side) {
            kiosk_mesh_fit(frame, grid, &reader->mesh);
            kiosk_modules_sample(frame, grid, &reader->mesh, &reader->bent);
        }
        sharpen(reader, attempt->bent ? &reader->bent : &reader->plane, attempt->unblur);
        if (!kiosk_modules_draw(&reader->sharp, attempt->reach, &reader->drawn))
            return false;
        bool read = kiosk_decoder_read(reader->decoder, &reader->drawn, &found);
        add(out, &found);
        if (read || found.refused)
            return true;
    }
    return false;
}

/* A corner may lie outside the frame, and of a grid laid wrong anywhere. */
static int bounded(float px)
{
    return px > -KM_FRAME_SIDE_MAX ? px < 2 * KM_FRAME_SIDE_MAX ? (int)px : 2 * KM_FRAME_SIDE_MAX
                                   : -KM_FRAME_SIDE_MAX;
}

static void sight(const struct kiosk_grid *grid, struct kiosk_sighting *out)
{
    out->seen = true;
    out->inverted = grid->inverted;
    float side = (float)grid->side, around = 0;
    const float corners[4][2] = {{0, 0}, {side, 0}, {side, side}, {0, side}};
    struct kiosk_spot spots[4];
    for (int i = 0; i < 4; i++) {
        spots[i] = kiosk_grid_spot(grid, corners[i][0], corners[i][1]);
        out->corners[i] = (struct kiosk_point){bounded(spots[i].x), bounded(spots[i].y)};
    }
    for (int i = 0; i < 4; i++)
        around += hypotf(spots[i].x - spots[(i + 1) % 4].x, spots[i].y - spots[(i + 1) % 4].y);
    out->module_px = around / (4 * side);
}

/* One frame's work. */
struct work {
    struct kiosk_reader *reader;
    const struct kiosk_grey *frame;
    const struct effort *effort;
    struct kiosk_readings *out;
    struct kiosk_sighting *sighting;
    int codes; /* seen so far */
};

/* Tries the code with these eyes; true where it was read. */
static bool scan_code(struct work *work, const struct kiosk_finder *corner,
        const struct kiosk_finder *right, const struct kiosk_finder *below)
{
    struct kiosk_grid grid;
    if (work->codes == work->effort->codes ||
            !kiosk_grid_lay(work->frame, corner, right, below, &grid) ||
            !is_code(work->reader, work->frame, &grid))
        return false;
    work->codes++;
    bool read = read_code(work->reader, work->frame, &grid, work->effort, work->out);
    if (read || !work->sighting->seen)
        sight(&grid, work->sighting);
    return read;
}

/* Drops the eyes of codes that were read; the others keep their order. */
static void drop(struct kiosk_finders *eyes, const bool taken[KIOSK_FINDERS_MAX])
{
    int kept = 0;
    for (int i = 0; i < eyes->count; i++)
        if (!taken[i])
            eyes->list[kept++] = eyes->list[i];
    eyes->count = kept;
}

/* Tries the likeliest triples; true where a code was read: its eyes are dropped. */
static bool scan_likeliest(struct work *work)
{
    struct kiosk_finders *eyes = &work->reader->eyes;
    struct kiosk_triple triples[KIOSK_TRIPLES_MAX];
    int count = kiosk_triples(eyes, triples);
    bool taken[KIOSK_FINDERS_MAX] = {false}, read = false;
    for (int i = 0; i < count; i++) {
        const struct kiosk_triple *t = &triples[i];
        if (!taken[t->corner] && !taken[t->right] && !taken[t->below] &&
                scan_code(
                        work, &eyes->list[t->corner], &eyes->list[t->right], &eyes->list[t->below]))
            read = taken[t->corner] = taken[t->right] = taken[t->below] = true;
    }
    drop(eyes, taken);
    return read;
}

/* A sheet of tickets has more eyes than are combined at once: again with what is left, as long as
 * that brings anything. */
static void scan_triples(struct work *work)
{
    while (work->codes < work->effort->codes && scan_likeliest(work)) {
    }
}

static void scan_supposed(struct work *work, const struct kiosk_supposed *supposed, int count)
{
    for (int i = 0; i < count && work->codes == 0; i++)
        scan_code(work, &supposed[i].corner, &supposed[i].right, &supposed[i].below);
}

static void scan_hidden(struct work *work)
{
    struct kiosk_supposed supposed[KIOSK_SUPPOSED_MAX];
    const struct kiosk_finders *eyes = &work->reader->eyes;
    bool thorough = work->effort->thorough;
    scan_supposed(work, supposed,
            kiosk_pairs(work->frame, eyes, thorough ? FAIR_SCORE : SURE_SCORE, supposed));
    if (work->codes == 0 && thorough)
        scan_supposed(work, supposed, kiosk_diagonals(work->frame, eyes, supposed));
}

static bool scan(struct kiosk_reader *reader, const struct kiosk_grey *frame,
        const struct effort *effort, struct kiosk_readings *out, struct kiosk_sighting *sighting)
{
    struct work work = {reader, frame, effort, out, sighting, 0};
    *sighting = (struct kiosk_sighting){0};
    out->count = out->refused = 0;
    if (!kiosk_grey_size_allowed(frame->width, frame->height))
        return false;
    kiosk_look_at(reader->look, frame, &reader->eyes);
    scan_triples(&work);
    if (work.codes == 0)
        scan_hidden(&work);
    return out->count > 0;
}

bool kiosk_reader_watch(struct kiosk_reader *reader, const struct kiosk_grey *frame,
        struct kiosk_readings *out, struct kiosk_sighting *sighting)
{
    unsigned frames = reader->frames++;
    struct effort effort = {.codes = CODES_WATCHED,
            .attempts = 3,
            .which = {0, 1, 2 + (int)(frames % (ATTEMPTS - 2))},
            .thorough = frames % THOROUGH_EVERY == 0};
    return scan(reader, frame, &effort, out, sighting);
}

bool kiosk_reader_read(
        struct kiosk_reader *reader, const struct kiosk_grey *picture, struct kiosk_readings *out)
{
    static const struct effort effort = {.codes = CODES_READ,
            .attempts = ATTEMPTS,
            .which = {0, 1, 2, 3, 4, 5},
            .thorough = true};
    struct kiosk_sighting sighting;
    return scan(reader, picture, &effort, out, &sighting);
}
