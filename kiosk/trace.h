#ifndef KIOSK_TRACE_H
#define KIOSK_TRACE_H

/* What the kiosk shows, for programs: whenever the screen changes, one line of JSON with when that
 * came to the glass (ms of CLOCK_MONOTONIC, to measure by), its name, the areas that answer to a
 * touch (window pixels) and the values that matter. Test and accessibility tools follow and click
 * by it. Main thread.
 *   {"ms": 81234.567, "screen": "zone", "areas": [{"id": "take", "label": "取票", "x": 1, "y": 2,
 * "w": 3, "h": 4}], "values": {"zone": "B"}} */

#include <stdbool.h>
#include <stdio.h>

#include "core/bounds.h"
#include "kiosk/ui/frame.h"

struct kiosk_trace {
    FILE *file; /* owned; NULL: nothing is traced */
    char *last; /* owned */
    bool due;   /* it was drawn and is not written yet */
};

/* Appends to the file. */
bool kiosk_trace_open(struct kiosk_trace *trace, const char *path, char *err);
void kiosk_trace_close(struct kiosk_trace *trace); /* accepts the zeroed */

/* What is being drawn; written when it is shown. */
void kiosk_trace_put(struct kiosk_trace *trace, const struct kiosk_model *model,
        const struct kiosk_frame *frame);
void kiosk_trace_shown(struct kiosk_trace *trace);

#endif
