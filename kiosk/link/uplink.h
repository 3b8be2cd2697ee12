#ifndef KIOSK_UPLINK_H
#define KIOSK_UPLINK_H

/* The link to the station: two threads, each with one request open. One listens (a long poll that
 * the station answers when there is news), the other sends what this kiosk wrote as soon as it is
 * written. Out of reach, both try again after 0.2 s, doubling up to 5 s. Messages are the keeper's;
 * the link only carries them. */

#include <pthread.h>
#include <stdbool.h>

#include "core/bounds.h"
#include "core/net/client.h"
#include "kiosk/counter.h"

#define KIOSK_RETRY_FIRST_MS 200
#define KIOSK_RETRY_LAST_MS 5000
/* Between two messages of a backlog. */
#define KIOSK_NEXT_MS 20

struct kiosk_uplink;

struct kiosk_line {
    struct kiosk_uplink *uplink; /* borrowed */
    struct km_client *client;    /* owned */
    pthread_t thread;
    bool started;
    bool listens;
};

/* How it stands with the station. */
enum kiosk_reach {
    KIOSK_REACH_GOOD,
    KIOSK_REACH_AWAY,     /* no answer, or one that cannot be used */
    KIOSK_REACH_STRANGER, /* it does not know us, or it is another station */
    KIOSK_REACH_CUT_OFF,  /* it says that this kiosk was revoked or retired */
};

/* Called on a link thread when that changed. reason: for the log, "" when good. */
typedef void kiosk_uplink_status(enum kiosk_reach reach, const char *reason, void *userdata);

/* Embedded in its owner; its fields belong to uplink.c. */
struct kiosk_uplink {
    struct kiosk_counter *counter; /* borrowed */
    char url[KM_URL_MAX + 20];     /* of sync */
    kiosk_uplink_status *on_status;
    void *userdata; /* borrowed */
    pthread_mutex_t m;
    pthread_cond_t changed;
    bool stopping;          /* guarded by m */
    bool news;              /* guarded by m: the sender has something to do */
    bool told;              /* guarded by m */
    enum kiosk_reach reach; /* guarded by m: as told last */
    struct kiosk_line lines[2];
};

/* A link at rest, which can be woken already; destroyed when nobody wakes it any more. */
void kiosk_uplink_init(struct kiosk_uplink *uplink);
void kiosk_uplink_destroy(struct kiosk_uplink *uplink);

/* station: "http://HOST[:PORT]", any letter case. on_status may be NULL. On failure it is stopped
 * again. */
bool kiosk_uplink_start(struct kiosk_uplink *uplink, struct kiosk_counter *counter,
        const char *station, kiosk_uplink_status *on_status, void *userdata, char *err);
/* Cuts off what is open and waits for the threads; before the counter is stopped. Accepts one that
 * was never started. */
void kiosk_uplink_stop(struct kiosk_uplink *uplink);

/* There is something to send. Any thread. */
void kiosk_uplink_wake(struct kiosk_uplink *uplink);

#endif
