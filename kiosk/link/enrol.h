#ifndef KIOSK_LINK_ENROL_H
#define KIOSK_LINK_ENROL_H

/* Joining a campus with the code that the station shows (core/enrol.h): one exchange, whose answer
 * is believed for the station's key pinned in the code. Blocking; any thread that owns the journal.
 */

#include "kiosk/identity.h"

/* code: as typed or scanned. station: where to ask instead of the code's address, or NULL. name:
 * what this machine calls itself. Writes the identity into the journal. False with the reason;
 * asking again with a good code is always possible then. */
bool kiosk_enrol(struct km_journal *journal, const char *code, const char *station,
        const char *name, struct kiosk_identity *out_identity, char *err);

#endif
