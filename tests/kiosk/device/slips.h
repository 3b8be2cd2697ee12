#ifndef TESTS_KIOSK_SLIPS_H
#define TESTS_KIOSK_SLIPS_H

/* Tickets to be printed, one of each kind, with common words and with the longest ones. */

#include "kiosk/model.h"
#include "kiosk/scan/qr.h"

enum slip {
    SLIP_FLOW,    /* comes in at his turn */
    SLIP_CALLED,  /* is called, in the priority lane */
    SLIP_SESSION, /* has a seat */
    SLIP_LONGEST, /* every word as long as they come */
    SLIP_BARE,    /* nothing known that need not be */
    SLIPS,
};

/* A model with this ticket; borrows the code. */
struct kiosk_model slip_model(enum slip slip, enum kiosk_lang lang, const struct kiosk_qr *code);

#endif
