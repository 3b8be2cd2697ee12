#ifndef TESTS_KIOSK_SCAN_PLAIN_FINDER_H
#define TESTS_KIOSK_SCAN_PLAIN_FINDER_H

/* The look as it is built where there is no SSE2, beside the usual one. */

#include "kiosk/scan/finder.h"

struct kiosk_look *plain_look_new(void);
void plain_look_free(struct kiosk_look *look);
void plain_look_at(
        struct kiosk_look *look, const struct kiosk_grey *frame, struct kiosk_finders *out);

#endif
