#ifndef KIOSK_SCAN_WATCH_H
#define KIOSK_SCAN_WATCH_H

/* The scan loop without its thread and its camera: which frames are worth a look (pace.h), the look
 * itself (reader.h), and what is in view now. A still scene costs a comparison; one that costs much
 * and holds nothing is looked at more seldom. */

#include <stdbool.h>

#include "kiosk/scan/frame.h"
#include "kiosk/scan/reader.h"

/* What is in view: of this frame, or of the last one looked at where the scene has not changed. */
struct kiosk_watched {
    bool looked; /* at this frame */
    int cost_us; /* what the last look took of the thread's own time */
    struct kiosk_readings readings;
    struct kiosk_sighting sighting;
};

struct kiosk_watch; /* opaque; one thread at a time */

struct kiosk_watch *kiosk_watch_new(void);
void kiosk_watch_free(struct kiosk_watch *watch);

/* Forgets the scene: the next frame is of another camera, or after a pause. */
void kiosk_watch_restart(struct kiosk_watch *watch);

/* The next frame (borrowed). The result is borrowed until the next call. */
const struct kiosk_watched *kiosk_watch_frame(
        struct kiosk_watch *watch, const struct kiosk_grey *frame);

/* The scene has been still for long: the next frame need not be unpacked. */
bool kiosk_watch_rests(const struct kiosk_watch *watch);
/* In its place. */
const struct kiosk_watched *kiosk_watch_pass(struct kiosk_watch *watch);

#endif
