#ifndef TEST_KIOSK_SCAN_KEYBOARD_H
#define TEST_KIOSK_SCAN_KEYBOARD_H

/* Keyboards as they are printed, for a scanner that types for one of them at a machine that is set
 * to another: written down apart from what the wedge knows of them. */

#include <stdbool.h>

#include "kiosk/scan/wedge.h"

struct test_keyboard {
    const char *name;
    /* The keys row by row, UTF-8, plain and with Shift; "·" is a dead key, and types nothing. */
    const char *plain, *shifted;
};

enum { TEST_US, TEST_GERMAN, TEST_FRENCH, TEST_SPANISH, TEST_JAPANESE, TEST_DVORAK, TEST_RUSSIAN };
#define TEST_KEYBOARDS 7
extern const struct test_keyboard test_keyboards[TEST_KEYBOARDS];

enum test_damage { TEST_INTACT, TEST_CAPS_LOCK, TEST_SHIFT_HELD, TEST_SHIFT_LOST };

/* The keys a scanner set to that keyboard presses for the text (ASCII), as a machine set to the
 * other sees them. Returns their number. */
int test_keyboard_scan(const struct test_keyboard *scanner, const struct test_keyboard *machine,
        enum test_damage damage, const char *text, struct kiosk_wedge_key *out_keys);

#endif
