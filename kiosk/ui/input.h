#ifndef KIOSK_UI_INPUT_H
#define KIOSK_UI_INPUT_H

/* What a person does, free of any windowing library: touch and mouse are one thing, keys are the
 * few we use, typed characters come as Unicode code points. */

#include <stdbool.h>
#include <stdint.h>

enum kiosk_key {
    KIOSK_KEY_NONE = 0,
    KIOSK_KEY_ENTER = 0x110000, /* beyond Unicode: a key never looks like a letter */
    KIOSK_KEY_ESCAPE,
    KIOSK_KEY_TAB,
    KIOSK_KEY_BACK_TAB,
    KIOSK_KEY_BACKSPACE,
    KIOSK_KEY_LEFT,
    KIOSK_KEY_RIGHT,
    KIOSK_KEY_UP,
    KIOSK_KEY_DOWN,
};

enum kiosk_input_kind {
    KIOSK_INPUT_PRESS,   /* x, y in px */
    KIOSK_INPUT_MOVE,    /* while pressed */
    KIOSK_INPUT_RELEASE, /* x, y */
    KIOSK_INPUT_KEY,     /* key: enum kiosk_key; NONE comes to the scanner's ear alone */
    KIOSK_INPUT_CHAR,    /* key: Unicode code point */
};

struct kiosk_input {
    enum kiosk_input_kind kind;
    int x, y;
    int key;
    uint64_t ms; /* when, by the window's clock; 0 = not known */

    /* For telling a scanner that types from a person. */
    char us;     /* KEY: the ASCII character it types on a US keyboard as Shift stands; 0 = none */
    bool again;  /* KEY: held down and repeating */
    int late_ms; /* it may have waited so long unseen */
};

#endif
