#ifndef KIOSK_TRACE_H
#define KIOSK_TRACE_H

/* What the kiosk shows, for programs: whenever the screen changes, one line of JSON with its name,
 * the areas that answer to a touch (window pixels) and the values that matter. Test and
 * accessibility tools follow and click by it. Main thread.
 *   {"screen": "zone", "areas": [{"id": "take", "label": "取票", "x": 1, "y": 2, "w": 3, "h": 4}],
 *    "values": {"zone": "B"}} */

#include <stdbool.h>
#include <stdio.h>

#include "core/bounds.h"
#include "kiosk/ui/frame.h"

struct kiosk_trace {
    FILE *file; /* owned; NULL: nothing is traced */
    char *last; /* owned */
};

/* Appends to the file. */
bool kiosk_trace_open(struct kiosk_trace *trace, const char *path, char *err);
void kiosk_trace_close(struct kiosk_trace *trace); /* accepts the zeroed */

void kiosk_trace_put(struct kiosk_trace *trace, const struct kiosk_model *model,
        const struct kiosk_frame *frame);

#endif
