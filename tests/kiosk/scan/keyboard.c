#include "tests/kiosk/scan/keyboard.h"

#include <ctype.h>
#include <stdint.h>
#include <string.h>

/* clang-format off */
const struct test_keyboard test_keyboards[TEST_KEYBOARDS] = {
    {"US", "`1234567890-=" "qwertyuiop[]\\" "asdfghjkl;'" "zxcvbnm,./",
           "~!@#$%^&*()_+" "QWERTYUIOP{}|" "ASDFGHJKL:\"" "ZXCVBNM<>?"},
    {"German", "·1234567890ß·" "qwertzuiopü+#" "asdfghjklöä" "yxcvbnm,.-",
               "°!\"§$%&/()=?·" "QWERTZUIOPÜ*'" "ASDFGHJKLÖÄ" "YXCVBNM;:_"},
    {"French", "²&é\"'(-è_çà)=" "azertyuiop·$*" "qsdfghjklmù" "wxcvbn,;:!",
               " 1234567890°+" "AZERTYUIOP·£µ" "QSDFGHJKLM%" "WXCVBN?./§"},
    {"Spanish", "º1234567890'¡" "qwertyuiop·+ç" "asdfghjklñ·" "zxcvbnm,.-",
                "ª!\"·$%&/()=?¿" "QWERTYUIOP·*Ç" "ASDFGHJKLÑ·" "ZXCVBNM;:_"},
    {"Japanese", "·1234567890-^" "qwertyuiop@[]" "asdfghjkl;:" "zxcvbnm,./",
                 "·!\"#$%&'()·=~" "QWERTYUIOP`{}" "ASDFGHJKL+*" "ZXCVBNM<>?"},
    {"Dvorak", "`1234567890[]" "',.pyfgcrl/=\\" "aoeuidhtns-" ";qjkxbmwvz",
               "~!@#$%^&*(){}" "\"<>PYFGCRL?+|" "AOEUIDHTNS_" ":QJKXBMWVZ"},
    {"Russian", "ё1234567890-=" "йцукенгшщзхъ\\" "фывапролджэ" "ячсмитьбю.",
                "Ё!\"№;%:?*()_+" "ЙЦУКЕНГШЩЗХЪ/" "ФЫВАПРОЛДЖЭ" "ЯЧСМИТЬБЮ,"},
};
/* clang-format on */

#define DEAD 0xB7

/* The next character; moves on. */
static int next(const char **text)
{
    const uint8_t *s = (const uint8_t *)*text;
    int more = *s >= 0xE0 ? 2 : *s >= 0xC0 ? 1 : 0;
    int code = more ? *s & (0x3F >> more) : *s;
    for (int i = 1; i <= more; i++)
        code = code << 6 | (s[i] & 0x3F);
    *text += more + 1;
    return code;
}

static int at(const char *keys, int place)
{
    int code = 0;
    for (int i = 0; i <= place; i++)
        code = next(&keys);
    return code;
}

static int place_of(const char *keys, int wanted)
{
    for (int place = 0; *keys; place++)
        if (next(&keys) == wanted)
            return place;
    return -1;
}

int test_keyboard_scan(const struct test_keyboard *scanner, const struct test_keyboard *machine,
        enum test_damage damage, const char *text, struct kiosk_wedge_key *out_keys)
{
    int count = 0;
    for (; *text; text++) {
        int place = place_of(scanner->plain, *text);
        bool shift = place < 0;
        if (shift)
            place = place_of(scanner->shifted, *text);
        if (place < 0)
            continue; /* that keyboard has no such key */
        if (damage == TEST_SHIFT_HELD || damage == TEST_SHIFT_LOST)
            shift = damage == TEST_SHIFT_HELD;
        int code = at(shift ? machine->shifted : machine->plain, place);
        if (damage == TEST_CAPS_LOCK && code < 128 && isalpha(code))
            code ^= 'a' ^ 'A';
        const struct test_keyboard *us = &test_keyboards[TEST_US];
        out_keys[count++] = (struct kiosk_wedge_key){.code = code == DEAD ? 0 : code,
                .us = (char)at(shift ? us->shifted : us->plain, place)};
    }
    return count;
}
