#ifndef STATION_PRESENCE_H
#define STATION_PRESENCE_H

/* When each kiosk was last heard and how it was then. No records: what a kiosk does is in the
 * journal, how it feels is only of interest now. A kiosk with an open long poll counts as heard.
 * Any thread: everything is guarded by m. */

#include "core/sync.h"

#include <pthread.h>

/* After this long without a word a kiosk counts as silent: a long poll ends after 25 s. */
#define STATION_SILENT_MS 40000

struct station_heard {
    km_node node;
    int64_t at;     /* UTC ms, 0 = not since the station knows it */
    int64_t offset; /* ms by which the kiosk's system clock is ahead of the station's */
    uint8_t camera, printer, paper; /* enum km_device_state */
    uint32_t disk_free_mb, unsent;
    char version[KM_VERSION_TEXT_MAX + 1], role[KM_ROLE_TEXT_MAX + 1];
};

struct station_presence {
    pthread_mutex_t m;
    struct station_heard *items; /* owned, guarded by m */
    uint32_t count, cap;
};

void station_presence_init(struct station_presence *presence);
void station_presence_destroy(struct station_presence *presence);

/* Notes a proven request that came at `now`. Returns the clock's offset if it is new and large
 * enough to be told to somebody (over 2 s, and not told within the last 0.5 s of change), else 0.
 */
int64_t station_presence_note(
        struct station_presence *presence, const struct km_sync_request *request, int64_t now);

/* Notes what was known of a kiosk before this program started. */
void station_presence_recall(struct station_presence *presence, km_node node, int64_t at);

/* Zeros (with the node) for one that was never heard. */
struct station_heard station_presence_get(struct station_presence *presence, km_node node);

#endif
