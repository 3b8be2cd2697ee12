#ifndef KIOSK_MODEL_BASE_H
#define KIOSK_MODEL_BASE_H

/* The small words that every part of the model uses (kiosk/model.h). */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/name.h"

#define KIOSK_CATEGORIES_MAX 8
#define KIOSK_NUMBER_MAX 16 /* a ticket's number with its NUL: "ABC4095-9999" */

enum kiosk_lang { KIOSK_ZH, KIOSK_EN, KIOSK_LANGS };

/* Text of the programme in both languages; `en` may be NULL (then Chinese is shown), both NULL is
 * empty. */
struct kiosk_text {
    const char *zh;
    const char *en;
};

struct kiosk_moment {
    int year, month, day; /* 2026, 1..12, 1..31; year 0 = unknown */
    int weekday;          /* 0 = Sunday */
    int hour, minute;
};

/* Where a ticket stands, as far as is held here. */
enum kiosk_held {
    KIOSK_HELD_UNKNOWN, /* good, but its issue has not come here yet */
    KIOSK_HELD_WAITING,
    KIOSK_HELD_CALLED,
    KIOSK_HELD_NO_SHOW, /* its call ran out: staff put it back */
    KIOSK_HELD_INSIDE,
    KIOSK_HELD_LEFT, /* was admitted, and has left again */
    KIOSK_HELD_CANCELLED,
    KIOSK_HELD_TRANSFERRED,
    KIOSK_HELDS
};

struct kiosk_party_part {
    struct kiosk_text category;
    int people;
};

#endif
