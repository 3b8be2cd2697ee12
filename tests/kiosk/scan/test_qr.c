#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <string.h>

#include "kiosk/scan/qr.h"
#include "tests/kiosk/scan/scene.h"

static struct kiosk_qr qr;
static char err[KM_ERR_MAX];

static void takes_the_smallest_version(void **state)
{
    (void)state;
    assert_true(kiosk_qr_make("A", &qr, err));
    assert_int_equal(qr.side, 21);
    /* The longest ticket URL on a plain address: 154 characters fill version 6-M exactly. */
    char text[KM_SCAN_TEXT_MAX + 2];
    memset(text, 'A', sizeof text);
    text[154] = 0;
    assert_true(kiosk_qr_make(text, &qr, err));
    assert_int_equal(qr.side, 41);
    text[154] = 'A';
    text[155] = 0;
    assert_true(kiosk_qr_make(text, &qr, err));
    assert_int_equal(qr.side, 45);
    text[155] = 'A';
    text[KM_SCAN_TEXT_MAX] = 0;
    assert_true(kiosk_qr_make(text, &qr, err));
    assert_int_equal(qr.side, KIOSK_QR_SIDE_MAX);
    assert_string_equal(qr.text, text);
}

static void refuses_what_is_not_alphanumeric(void **state)
{
    (void)state;
    char text[KM_SCAN_TEXT_MAX + 2];
    memset(text, 'A', sizeof text);
    text[KM_SCAN_TEXT_MAX + 1] = 0;
    const char *bad[] = {"", "http://A/T/ABC", "A\nB", "A_B", "A?B", "\xe5\xbc\x80", text};
    qr.side = 99;
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        err[0] = 0;
        assert_false(kiosk_qr_make(bad[i], &qr, err));
        assert_true(strlen(err) > 0);
        assert_int_equal(qr.side, 99);
    }
    assert_false(kiosk_qr_make("HTTP://a", &qr, err));
    assert_string_equal(err, "QR text has byte 0x61 at 7; allowed: 0-9 A-Z space $%*+-./:");
}

static void draws_with_quiet_zone(void **state)
{
    (void)state;
    struct kiosk_grey picture = {0};
    assert_true(kiosk_qr_make("A", &qr, err));
    assert_true(kiosk_qr_draw(&qr, 3, &picture));
    assert_int_equal(picture.width, (21 + 8) * 3);
    assert_int_equal(picture.height, (21 + 8) * 3);
    for (int i = 0; i < picture.width; i++) {
        assert_int_equal(picture.pixels[11 * picture.stride + i], 255);
        assert_int_equal(picture.pixels[i * picture.stride + 11], 255);
    }
    /* The top left finder: 7 dark modules, 1 light, then the code. */
    for (int i = 0; i < 21; i++)
        assert_int_equal(picture.pixels[12 * picture.stride + 12 + i], 0);
    assert_int_equal(picture.pixels[12 * picture.stride + 12 + 21], 255);
    assert_int_equal(picture.pixels[15 * picture.stride + 15], 255);
    kiosk_grey_destroy(&picture);
}

/* A decoder may stumble over a clean code; then a ticket is made anew. Nearly all read at once. */
static void proves_readability(void **state)
{
    (void)state;
    struct kiosk_reader *reader = kiosk_reader_new();
    int readable = 0;
    for (unsigned seed = 0; seed < 100; seed++) {
        assert_true(kiosk_qr_make(scene_ticket_text(seed), &qr, err));
        readable += kiosk_qr_readable(&qr, reader);
    }
    assert_in_range(readable, 98, 100);

    assert_true(kiosk_qr_make("PROVEN", &qr, err));
    assert_true(kiosk_qr_readable(&qr, reader));
    strcpy(qr.text, "OTHER"); /* the picture says another text than the ticket */
    assert_false(kiosk_qr_readable(&qr, reader));
    strcpy(qr.text, "PROVEN");
    memset(qr.modules, 0, sizeof qr.modules);
    assert_false(kiosk_qr_readable(&qr, reader));
    kiosk_reader_free(reader);
}

static void damage(int side)
{
    for (int row = 14; row < 14 + side; row++)
        for (int column = 14; column < 14 + side; column++)
            qr.modules[row * qr.side + column] ^= 1;
}

/* The proof reads the modules and does not only look at the text. */
static void bears_as_much_damage_as_level_m(void **state)
{
    (void)state;
    struct kiosk_reader *reader = kiosk_reader_new();
    assert_true(kiosk_qr_make(scene_ticket_text(1), &qr, err));
    damage(8); /* 4 % of the modules */
    assert_true(kiosk_qr_readable(&qr, reader));
    damage(8); /* … undone */
    damage(20);
    assert_false(kiosk_qr_readable(&qr, reader));
    kiosk_reader_free(reader);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
            cmocka_unit_test(takes_the_smallest_version),
            cmocka_unit_test(refuses_what_is_not_alphanumeric),
            cmocka_unit_test(draws_with_quiet_zone),
            cmocka_unit_test(proves_readability),
            cmocka_unit_test(bears_as_much_damage_as_level_m),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
