/* The look for finder patterns: found where they are, under all that befalls a picture, and nothing
 * else; any picture, of any size and of ill will, is got through. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "kiosk/scan/finder.h"
#include "tests/kiosk/scan/plain_finder.h"
#include "tests/kiosk/scan/scene.h"

#define EYES 6

/* How the eyes of a picture are. */
struct eyes {
    const char *what;
    double module;  /* px */
    double degrees; /* turned */
    double tilt;    /* degrees, about a line across the picture after the turn */
    double blur;    /* sigma, modules */
    int noise;      /* sigma, levels */
    int low, high;  /* ink, paper */
};

static const struct eyes usual = {"usual", 4, 10, 0, 0.2, 3, 40, 210};

/* Where eye i lies in the picture: never at a whole pixel. */
static double place_x(int i)
{
    return 215.37 + i % 3 * 425.21;
}

static double place_y(int i)
{
    return 190.68 + i / 3 * 340.43;
}

static bool is_ink(
        double u, double v) /* modules from the middle; separator and quiet zone are none */
{
    double ring = floor(fmax(fabs(u), fabs(v)) + 0.5);
    return ring <= 1 || ring == 3;
}

static void lay_eye(struct kiosk_grey *scene, const struct eyes *eyes, double x, double y)
{
    double turn = eyes->degrees * 3.14159265358979 / 180,
           squeeze = cos(eyes->tilt * 3.14159265 / 180);
    int reach = (int)(eyes->module * 8.5);
    for (int row = (int)y - reach; row <= (int)y + reach; row++) {
        for (int column = (int)x - reach; column <= (int)x + reach; column++) {
            int ink = 0, inside = 0;
            for (int sample = 0; sample < 16; sample++) {
                double dx = column + (sample % 4 + 0.5) / 4 - x;
                double dy = (row + (sample / 4 + 0.5) / 4 - y) / squeeze;
                double u = (dx * cos(turn) + dy * sin(turn)) / eyes->module;
                double v = (dy * cos(turn) - dx * sin(turn)) / eyes->module;
                inside += fmax(fabs(u), fabs(v)) < 6;
                ink += is_ink(u, v);
            }
            if (inside == 16)
                scene->pixels[row * scene->stride + column] =
                        (uint8_t)(eyes->high + (eyes->low - eyes->high) * ink / 16);
        }
    }
}

/* By turns along and across with 1 2 1, of variance a half each. */
static void soften(struct kiosk_grey *scene, double sigma)
{
    struct kiosk_grey before = scene_new(scene->width, scene->height, 0);
    for (int pass = (int)(sigma * sigma * 2 + 0.5); pass > 0; pass--) {
        for (int step = 1; step <= scene->stride; step += scene->stride - 1) {
            memcpy(before.pixels, scene->pixels, (size_t)(scene->stride * scene->height));
            for (int i = scene->stride; i < scene->stride * (scene->height - 1); i++)
                scene->pixels[i] = (uint8_t)((before.pixels[i - step] + 2 * before.pixels[i] +
                                                     before.pixels[i + step] + 2) /
                                             4);
        }
    }
    kiosk_grey_destroy(&before);
}

/* Even noise of this deviation, with no pattern from row to row. */
static void add_noise(struct kiosk_grey *scene, double sigma)
{
    uint64_t state = 88172645463325252u;
    for (int i = 0; i < scene->stride * scene->height; i++) {
        double sum = 0; /* of four, each of variance a twelfth */
        for (int k = 0; k < 4; k++) {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            sum += (double)(state >> 40) / (1 << 24) - 0.5;
        }
        double level = scene->pixels[i] + sum * sigma * 1.7320508 + 0.5;
        scene->pixels[i] = (uint8_t)(level < 0 ? 0 : level > 255 ? 255 : level);
    }
}

static struct kiosk_grey picture_of(const struct eyes *eyes)
{
    struct kiosk_grey scene = scene_new(1280, 720, (uint8_t)((eyes->low + eyes->high) / 2));
    for (int i = 0; i < EYES; i++)
        lay_eye(&scene, eyes, place_x(i), place_y(i));
    soften(&scene, eyes->blur * eyes->module);
    add_noise(&scene, eyes->noise);
    return scene;
}

static struct kiosk_finders look_at(const struct kiosk_grey *picture)
{
    struct kiosk_look *look = kiosk_look_new();
    struct kiosk_finders found;
    kiosk_look_at(look, picture, &found);
    kiosk_look_free(look);
    return found;
}

static void assert_found(const struct eyes *eyes)
{
    struct kiosk_grey picture = picture_of(eyes);
    struct kiosk_finders found = look_at(&picture);
    for (int i = 0; i < EYES; i++) {
        const struct kiosk_finder *best = NULL;
        for (int k = found.count - 1; k >= 0; k--)
            if (hypot(found.list[k].x - place_x(i), found.list[k].y - place_y(i)) <
                    eyes->module * 0.3)
                best = &found.list[k];
        if (!best)
            fail_msg("%s: eye %d of %g px at %g degrees was not found", eyes->what, i, eyes->module,
                    eyes->degrees);
        assert_int_equal(best->inverted, eyes->low > eyes->high);
        double squeeze = sqrt(cos(eyes->tilt * 3.14159265 / 180));
        assert_true(fabs(best->module / (eyes->module * squeeze) - 1) < 0.2);
        assert_true(best - found.list < EYES + 3); /* the true ones come first, or nearly */
    }
    kiosk_grey_destroy(&picture);
}

static void any_size_and_turn_is_found(void **state)
{
    (void)state;
    static const double modules[] = {2, 2.5, 3, 4, 6, 9, 14, 21};
    for (size_t i = 0; i < sizeof modules / sizeof *modules; i++) {
        for (int degrees = 0; degrees < 90; degrees += 15) {
            struct eyes eyes = usual;
            eyes.module = modules[i];
            eyes.degrees = degrees;
            assert_found(&eyes);
            eyes.low = usual.high;
            eyes.high = usual.low;
            assert_found(&eyes);
        }
    }
}

static void whatever_befalls_a_picture_they_are_found(void **state)
{
    (void)state;
    static const struct eyes table[] = {
            {"tilted", 4, 0, 50, 0.2, 3, 40, 210},
            {"tilted and turned", 4, 30, 50, 0.2, 3, 40, 210},
            {"tilted over a corner", 5, 45, 50, 0.2, 3, 40, 210},
            {"blurred", 3, 20, 0, 0.5, 3, 40, 210},
            {"blurred, larger", 8, 20, 0, 0.6, 3, 40, 210},
            {"noisy", 3, 20, 0, 0.2, 15, 40, 210},
            {"noisy, larger", 8, 20, 0, 0.2, 15, 40, 210},
            {"faint", 3, 20, 0, 0.2, 3, 110, 140},
            {"fainter", 4, 20, 0, 0.2, 2, 115, 135},
            {"faint, light on dark", 5, 65, 0, 0.2, 3, 90, 60},
            {"dark screen", 4, 5, 20, 0.3, 5, 60, 14},
            {"white", 4, 5, 20, 0.3, 3, 200, 255},
            {"no noise", 4, 0, 0, 0, 0, 0, 255},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        assert_found(&table[i]);
}

static void the_centre_is_known_to_a_part_of_a_pixel(void **state)
{
    (void)state;
    struct kiosk_grey picture = picture_of(&usual);
    struct kiosk_finders found = look_at(&picture);
    assert_int_equal(found.count, EYES);
    for (int k = 0; k < EYES; k++) {
        double nearest = 9;
        for (int i = 0; i < EYES; i++)
            nearest = fmin(
                    nearest, hypot(found.list[k].x - place_x(i), found.list[k].y - place_y(i)));
        assert_true(nearest < 0.15);
        assert_true(k == 0 || found.list[k].score <= found.list[k - 1].score);
    }
    kiosk_grey_destroy(&picture);
}

static void nothing_is_found_where_nothing_is(void **state)
{
    (void)state;
    for (int noise = 0; noise <= 12; noise += 3) {
        struct kiosk_grey scene = scene_new(1280, 720, 120);
        for (int y = 0; y < scene.height; y++) /* light from the left */
            for (int x = 0; x < scene.width; x++)
                scene.pixels[y * scene.stride + x] = (uint8_t)(180 - x / 10);
        add_noise(&scene, noise);
        assert_int_equal(look_at(&scene).count, 0);
        kiosk_grey_destroy(&scene);
    }
}

static void assert_within(const struct kiosk_finders *found, const struct kiosk_grey *picture)
{
    assert_in_range(found->count, 0, KIOSK_FINDERS_MAX);
    for (int i = 0; i < found->count; i++) {
        const struct kiosk_finder *finder = &found->list[i];
        assert_true(finder->x > 0 && finder->x < picture->width);
        assert_true(finder->y > 0 && finder->y < picture->height);
        assert_true(finder->module > 0 && finder->module < 400);
    }
}

static void assert_same(const struct kiosk_finders *a, const struct kiosk_finders *b)
{
    assert_int_equal(a->count, b->count);
    for (int i = 0; i < a->count; i++) {
        assert_true(a->list[i].x == b->list[i].x && a->list[i].y == b->list[i].y);
        assert_true(a->list[i].module == b->list[i].module);
        assert_int_equal(a->list[i].inverted, b->list[i].inverted);
        assert_int_equal(a->list[i].score, b->list[i].score);
    }
}

static uint8_t hostile(int kind, int x, int y)
{
    switch (kind) {
    case 0: /* dust */
        return ((unsigned)x * 2654435761u ^ (unsigned)y * 2246822519u) * 3266489917u >> 31 ? 255
                                                                                           : 0;
    case 1: /* eyes side by side */
        return is_ink(x / 2 % 8 - 3.5, y / 2 % 8 - 3.5) ? 0 : 255;
    case 2: /* stripes in the ratio */
        return is_ink(x / 3 % 8 - 3.5, 0) ? 0 : 255;
    case 3: /* rings */
        return (int)hypot(x - 640, y - 360) / 5 % 2 ? 200 : 40;
    default: /* chequers of 1 to 12 px */
        return (x / (kind - 3) + y / (kind - 3)) % 2 ? 255 : 0;
    }
}

static void pictures_of_ill_will_are_got_through(void **state)
{
    (void)state;
    struct kiosk_grey picture = scene_new(1280, 720, 0);
    for (int kind = 0; kind <= 15; kind++) {
        for (int y = 0; y < picture.height; y++)
            for (int x = 0; x < picture.width; x++)
                picture.pixels[y * picture.stride + x] = hostile(kind, x, y);
        struct kiosk_finders found = look_at(&picture);
        assert_within(&found, &picture);
        if (kind == 1)
            assert_int_equal(found.count, KIOSK_FINDERS_MAX);
        if (kind == 2 || kind > 3)
            assert_int_equal(found.count, 0);
    }
    kiosk_grey_destroy(&picture);
}

/* Sizes that leave rests of every kind; the memory ends where the picture ends. */
static void any_size_is_taken(void **state)
{
    (void)state;
    static const int sizes[][2] = {{1, 1}, {1, 8192}, {8192, 1}, {8192, 9}, {2, 2}, {7, 7}, {8, 8},
            {9, 9}, {15, 17}, {16, 3}, {33, 31}, {63, 65}, {64, 64}, {65, 63}, {127, 50},
            {641, 481}};
    struct kiosk_look *look = kiosk_look_new(); /* the same for all */
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        struct kiosk_grey picture = scene_new(sizes[i][0], sizes[i][1], 0);
        for (int kind = 0; kind < 3; kind++) {
            for (int k = 0; k < picture.width * picture.height; k++)
                picture.pixels[k] = hostile(kind, k % picture.width, k / picture.width);
            struct kiosk_finders found;
            kiosk_look_at(look, &picture, &found);
            assert_within(&found, &picture);
        }
        kiosk_grey_destroy(&picture);
    }
    kiosk_look_free(look);
}

/* A view into a larger picture, of a width that is copied and of one that is not, shows the same as
 * the view by itself, and what lies beside it is not seen. */
static void a_view_is_as_a_picture(void **state)
{
    (void)state;
    struct kiosk_grey whole = picture_of(&usual);
    static const int widths[] = {1024, 1001};
    for (int i = 0; i < 2; i++) {
        struct kiosk_grey view = {
                widths[i], 701, whole.stride, whole.pixels + 3 * whole.stride + 5};
        struct kiosk_grey alone = scene_new(view.width, view.height, 0);
        for (int y = 0; y < view.height; y++)
            memcpy(alone.pixels + y * alone.stride, view.pixels + y * view.stride,
                    (size_t)view.width);
        struct kiosk_finders a = look_at(&view), b = look_at(&alone);
        assert_int_equal(a.count, 4);
        assert_same(&a, &b);
        kiosk_grey_destroy(&alone);
    }
    kiosk_grey_destroy(&whole);
}

static void plain_c_sees_the_same(void **state)
{
    (void)state;
    struct kiosk_look *fast = kiosk_look_new(), *plain = plain_look_new();
    for (int seed = 0; seed < 12; seed++) {
        struct kiosk_grey scene = scene_new(seed % 2 ? 640 : 777, seed % 3 ? 480 : 333, 130);
        scene_lay_code(&scene, scene_ticket_text((unsigned)seed), scene.width / 2.0,
                scene.height / 2.0, 2 + seed * 0.4, seed * 31);
        add_noise(&scene, seed * 2);
        struct kiosk_finders a, b;
        kiosk_look_at(fast, &scene, &a);
        plain_look_at(plain, &scene, &b);
        assert_true(a.count >= 3);
        assert_same(&a, &b);
        kiosk_grey_destroy(&scene);
    }
    kiosk_look_free(fast);
    plain_look_free(plain);
    kiosk_look_free(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
            cmocka_unit_test(any_size_and_turn_is_found),
            cmocka_unit_test(whatever_befalls_a_picture_they_are_found),
            cmocka_unit_test(the_centre_is_known_to_a_part_of_a_pixel),
            cmocka_unit_test(nothing_is_found_where_nothing_is),
            cmocka_unit_test(pictures_of_ill_will_are_got_through),
            cmocka_unit_test(any_size_is_taken),
            cmocka_unit_test(a_view_is_as_a_picture),
            cmocka_unit_test(plain_c_sees_the_same),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
