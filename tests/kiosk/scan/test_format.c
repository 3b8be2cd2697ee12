/* The format information: found in every code, also a damaged one, and hardly ever by chance. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "kiosk/scan/format.h"
#include "kiosk/scan/qr.h"
#include "tests/kiosk/scan/scene.h"

#define REACH 4

static struct kiosk_modules modules;

static void take(const char *text)
{
    static struct kiosk_qr qr;
    char err[KM_ERR_MAX];
    assert_true(kiosk_qr_make(text, &qr, err));
    modules = (struct kiosk_modules){.side = qr.side, .ink = 200};
    for (int i = 0; i < qr.side * qr.side; i++)
        modules.level[i] = qr.modules[i] ? 20 : 220;
}

static void flip(int row, int column)
{
    float *level = &modules.level[row * modules.side + column];
    *level = 240 - *level;
}

static void shows_in_codes_of_every_size_and_mask(void **state)
{
    (void)state;
    char text[200];
    for (int length = 4; length < 190; length++) { /* the drawer picks any of eight masks */
        memset(text, 'A' + length % 26, (size_t)length);
        snprintf(text + length - 4, 5, "%04d", length * 37 % 10000);
        take(text);
        assert_true(kiosk_format_shows(&modules, REACH));
    }
}

static void one_copy_may_be_lost_in_part(void **state)
{
    (void)state;
    take(scene_ticket_text(1));
    for (int i = 0; i < 4; i++)
        flip(8, modules.side - 1 - i);
    flip(8, 0);
    flip(8, 2);
    flip(4, 8);
    assert_true(kiosk_format_shows(&modules, REACH)); /* 3 wrong in one, 4 in the other */
    flip(2, 8);
    assert_false(kiosk_format_shows(&modules, REACH)); /* neither can be read any more */
}

/* Rows and columns swapped, as a grid laid in a mirror has them; and two bits wrong. */
static void shows_in_a_mirror(void **state)
{
    (void)state;
    for (unsigned seed = 0; seed < 40; seed++) {
        take(scene_ticket_text(seed));
        int side = modules.side;
        for (int row = 0; row < side; row++)
            for (int column = 0; column < row; column++) {
                float kept = modules.level[row * side + column];
                modules.level[row * side + column] = modules.level[column * side + row];
                modules.level[column * side + row] = kept;
            }
        flip(8, side - 1);
        flip(3, 8);
        assert_true(kiosk_format_shows(&modules, REACH));
    }
}

static void hardly_ever_shows_by_chance(void **state)
{
    (void)state;
    uint32_t chance = 7;
    int shown = 0;
    modules = (struct kiosk_modules){.side = 41, .ink = 200};
    for (int take = 0; take < 1000; take++) {
        for (int i = 0; i < 41 * 41; i++) {
            chance = chance * 1664525u + 1013904223u;
            modules.level[i] = chance >> 31 ? 20 : 220;
        }
        shown += kiosk_format_shows(&modules, REACH);
    }
    assert_in_range(shown, 1, 120);
}

static void shows_nowhere_on_plain_paper(void **state)
{
    (void)state;
    modules = (struct kiosk_modules){.side = 21, .ink = 200};
    assert_false(kiosk_format_shows(&modules, REACH));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
            cmocka_unit_test(shows_in_codes_of_every_size_and_mask),
            cmocka_unit_test(one_copy_may_be_lost_in_part),
            cmocka_unit_test(shows_in_a_mirror),
            cmocka_unit_test(hardly_ever_shows_by_chance),
            cmocka_unit_test(shows_nowhere_on_plain_paper),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
