#ifndef STATION_ENROLMENT_H
#define STATION_ENROLMENT_H

/* One-time codes by which kiosks join. Of a code the store keeps only the hash of its secret; it
 * holds for an hour and for one kiosk. Codes are made by one process (`enrol`) and used in another
 * (`serve`): both work on the store's value under its lock. Same thread as the campus. */

#include "core/enrol.h"
#include "station/campus.h"

#define STATION_CODE_LIFE_MS (3600 * 1000)

/* Codes the store remembers, used and expired ones for a day, so that a person is told which it is.
 */
#define STATION_CODES_MAX 200

/* Makes a code for a kiosk of that name. False with the reason. */
bool station_enrolment_invite(struct station_campus *campus, const char *name, const char *url,
        int64_t now, char out_code[KM_ENROL_CODE_SIZE], char *err);

enum station_enrolled {
    STATION_ENROLLED,
    STATION_CODE_WRONG,
    STATION_CODE_USED,
    STATION_CODE_EXPIRED,
    STATION_KIOSK_REVOKED, /* its key was revoked or retired: it needs a new one */
    STATION_NUMBERS_GONE,  /* KM_KIOSK_MAX kiosks were enrolled */
    STATION_NOT_ENROLLED,  /* the store did not take it: err says why */
};

/* Uses a code up and writes the kiosk's `node` record. A kiosk whose key is enrolled already (it
 * did not hear the answer) is told its number again. The request must have been read and so proven.
 */
enum station_enrolled station_enrolment_take(struct station_campus *campus,
        const struct km_enrol_request *request, int64_t now, uint16_t *out_kiosk, char *err);

/* English, static. */
const char *station_enrolled_text(enum station_enrolled enrolled);

#endif
