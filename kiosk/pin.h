#ifndef KIOSK_PIN_H
#define KIOSK_PIN_H

/* The staff PIN of a kiosk: set once, asked for before the staff screens, kept in the journal's
 * values as an argon2id hash beside the number of wrong tries in a row.
 *   Rate limit: KIOSK_PIN_FREE wrong tries are free; that and every later one locks, 30 s first,
 * twice as long each time, 15 minutes at most. A try is counted on the disk before it is judged, so
 * neither a pulled plug nor a restart buys another; a restart in a locked time starts that time
 * anew, because no clock of a kiosk that was off can be trusted. The right PIN, or setting one,
 * forgets all tries. What it is worth: at 96 tries a day a PIN of four digits holds for weeks
 * beside a watched kiosk. Against somebody who has the disk, four digits hold for minutes whatever
 * a hash costs: the data directory is the secret (kiosk/identity.h). So the hash takes 32 MiB and
 * about 0.1 s, half a login's usual memory: the kiosk has 100 MB in all, and its keeper waits that
 * long for one PIN. Keeper's thread; steady: ms of the monotonic clock. */

#include "core/journal/journal.h"
#include "kiosk/model_staff.h"

#define KIOSK_PIN_FREE 3

struct kiosk_pin_guard {
    struct km_journal *journal; /* borrowed */
    bool set;                   /* there is a PIN */
    uint32_t wrong;             /* tries in a row, as stored */
    int64_t until;              /* steady: locked until then */
};

/* Reads what is stored; locked from now on if it was. False: the journal could not be read. */
bool kiosk_pin_open(
        struct kiosk_pin_guard *out_guard, struct km_journal *journal, int64_t steady, char *err);

/* What another process set or tried meanwhile holds: a new PIN ends a locked time. */
bool kiosk_pin_look(struct kiosk_pin_guard *guard, int64_t steady, char *err);

/* May this be a PIN? KIOSK_PIN_LEAST to KIOSK_PIN_MOST digits, of three kinds at least, no plain
 * row like 1234 or 9753. False with what is allowed. */
bool kiosk_pin_fit(const char *digits, char *err);

/* Sets it, in place of any other. False with the reason: it does not fit, or was not stored. */
bool kiosk_pin_set(struct km_journal *journal, const char *digits, char *err);

/* Is it this one? *out_good false: wrong, locked or none is set; kiosk_pin_show says which. What
 * another process set meanwhile holds. False: the journal failed, and nobody is let in. */
bool kiosk_pin_check(struct kiosk_pin_guard *guard, const char *digits, int64_t steady,
        bool *out_good, char *err);

/* What the screen says now: ASK, WRONG, LOCKED or UNSET. */
struct kiosk_pin_view kiosk_pin_show(const struct kiosk_pin_guard *guard, int64_t steady);

#endif
