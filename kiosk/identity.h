#ifndef KIOSK_IDENTITY_H
#define KIOSK_IDENTITY_H

/* Who this kiosk is, kept in its journal's values: the secret seed of its key, and from enrolment
 * on the station it belongs to and its number. The seed is written before the station is asked, so
 * a kiosk whose answer was lost asks again as itself. The data directory is the secret: mode 0700,
 * its files 0600. */

#include "core/journal/journal.h"

struct kiosk_identity {
    uint8_t seed[KM_SEED_SIZE];
    bool has_seed;
    bool enrolled; /* what follows is set */
    uint8_t station_key[KM_KEY_SIZE];
    char url[KM_URL_MAX + 1]; /* "HTTP://HOST[:PORT]", where it was enrolled */
    uint16_t number;
};

/* Makes the directory when it is not there, and opens DIR/journal.db. *out_journal is owned. */
bool kiosk_data_open(const char *directory, struct km_journal **out_journal, char *err);

/* Makes the directory when it is not there, and takes it for the running kiosk: two programs that
 * write one node's journal would write two records of one number. Commands (pin, enrol, self-test)
 * write no records and need no lock, so they work beside a kiosk. False with the reason while
 * another holds it; *out_lock is owned, close() or the end of the process lets go. */
bool kiosk_data_lock(const char *directory, int *out_lock, char *err);

bool kiosk_identity_load(
        struct km_journal *journal, struct kiosk_identity *out_identity, char *err);

/* The seed, drawn at random when there is none yet. */
bool kiosk_identity_make_seed(
        struct km_journal *journal, struct kiosk_identity *identity, char *err);

/* Writes what enrolment gave, all or nothing. */
bool kiosk_identity_enrol(
        struct km_journal *journal, const struct kiosk_identity *identity, char *err);

#endif
