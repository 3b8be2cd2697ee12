#ifndef KIOSK_PLAN_H
#define KIOSK_PLAN_H

/* The programme in force, parsed once by the keeper and read by whoever shows it: what is on the
 * screen borrows its texts and its logo, also after a newer plan came. Immutable; counted, any
 * thread. */

#include "core/logo.h"
#include "core/programme.h"

struct kiosk_plan;

/* Takes the programme over; the caller holds the first reference. A logo that cannot be shown is
 * left out, and logo_fault (KM_ERR_MAX) says why; it is "" otherwise. */
struct kiosk_plan *kiosk_plan_new(struct km_programme *programme, char *logo_fault);
struct kiosk_plan *kiosk_plan_ref(struct kiosk_plan *plan); /* NULL is fine */
void kiosk_plan_unref(struct kiosk_plan *plan);             /* NULL is fine */
const struct km_programme *kiosk_plan_programme(const struct kiosk_plan *plan);
const struct km_logo *kiosk_plan_logo(const struct kiosk_plan *plan); /* its width is 0 without */

#endif
