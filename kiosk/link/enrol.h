#ifndef KIOSK_LINK_ENROL_H
#define KIOSK_LINK_ENROL_H

/* Joining a campus with the code that the station shows (core/enrol.h): one exchange, whose answer
 * is believed for the station's key pinned in the code. Blocking, up to 20 s; any thread that owns
 * the journal. */

#include "core/net/client.h"
#include "kiosk/identity.h"

/* What came of it, as far as people must be told different things. */
enum kiosk_enrol_end {
    KIOSK_ENROL_DONE,
    KIOSK_ENROL_NO_CODE,  /* the text is none of a station's codes */
    KIOSK_ENROL_AWAY,     /* the station gave no answer */
    KIOSK_ENROL_REFUSED,  /* the station says no: the code was used, or is too old */
    KIOSK_ENROL_STRANGER, /* another station answered */
    KIOSK_ENROL_FAILED,   /* here: enrolled already, or the journal cannot be written */
    KIOSK_ENROL_ENDS
};

/* code: as typed or scanned. station: where to ask instead of the code's address, or NULL. name:
 * what this machine calls itself. Writes the identity into the journal. *out_identity only when
 * done; else the reason, and asking again with a good code is always possible. Another thread may
 * abort the client: that ends it as AWAY. */
enum kiosk_enrol_end kiosk_enrol_by(struct km_client *client, struct km_journal *journal,
        const char *code, const char *station, const char *name,
        struct kiosk_identity *out_identity, char *err);

/* The same with a client of its own; true when done. */
bool kiosk_enrol(struct km_journal *journal, const char *code, const char *station,
        const char *name, struct kiosk_identity *out_identity, char *err);

#endif
