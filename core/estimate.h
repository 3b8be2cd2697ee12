#ifndef KM_ESTIMATE_H
#define KM_ESTIMATE_H

/* How long a wait will be, as a range: people ahead × minutes ÷ places. A flow zone lets `places`
 * people in as others leave after `minutes` each; a batch zone takes `places` people every
 * `minutes`. Whoever finds room walks in. Else the range runs from what those ahead take, beyond
 * the room there is, to that and one more visit, because nobody knows when the places that are
 * taken now fall free. Stale figures widen it by their age at both ends. Pure; any thread. */

#include <stdint.h>

struct km_wait {
    int32_t min, max; /* minutes; -1, -1 = not known */
};

/* ahead: people before the party; inside: people who hold places now, places when the next group's
 * start is all there is to wait for; places: people at once, > 0; minutes > 0; age_min: how old the
 * figures are. */
struct km_wait km_estimate_wait(
        uint32_t ahead, uint32_t inside, uint32_t places, uint32_t minutes, uint32_t age_min);

#endif
