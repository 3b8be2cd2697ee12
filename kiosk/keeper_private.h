#ifndef KIOSK_KEEPER_PRIVATE_H
#define KIOSK_KEEPER_PRIVATE_H

/* How a deed is written, shared by keeper_desk.c (tickets and admissions) and keeper_move.c (what
 * staff and visitors do to them) only. */

#include "kiosk/keeper.h"

/* Everything that must be so before a record is written. Opens the transaction. */
bool kiosk_keeper_begin(struct kiosk_keeper *keeper, struct kiosk_instant now, char *err);

/* Appends the records, all of one time, and commits; nothing is written when it fails. out_names:
 * count of them. */
bool kiosk_keeper_finish(struct kiosk_keeper *keeper, const struct km_record *records, size_t count,
        struct km_name *out_names, char *err);

/* What a visitor is shown of a ticket whose record and name are set: its code, number and wait. */
bool kiosk_keeper_show_issued(struct kiosk_keeper *keeper, const struct km_desk *desk,
        struct kiosk_instant now, struct kiosk_issued *issued, char *err);

#endif
