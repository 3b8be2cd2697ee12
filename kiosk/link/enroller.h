#ifndef KIOSK_LINK_ENROLLER_H
#define KIOSK_LINK_ENROLLER_H

/* Enrolment while the window goes on: somebody holds the station's code before the camera, and a
 * thread asks the station. One code at a time; the journal is open only meanwhile. Start and stop:
 * main thread. */

#include <pthread.h>

#include "kiosk/link/enrol.h"

/* Called on the enroller's thread when it is over, before another code is taken. identity: when
 * done, borrowed for the call; NULL else. reason: for the log, "" when done. */
typedef void kiosk_enroller_ended(enum kiosk_enrol_end end, const struct kiosk_identity *identity,
        const char *reason, void *userdata);

struct kiosk_enroller {
    /* Set before the first start; borrowed until stop. */
    const char *directory; /* of the kiosk's data */
    const char *station;   /* where to ask instead of the code's address; NULL or "" = there */
    const char *name;      /* what this machine calls itself */
    kiosk_enroller_ended *on_end;
    void *userdata;

    /* enroller.c's own. */
    pthread_t thread;
    bool started; /* the thread is there, perhaps at its end */
    pthread_mutex_t m;
    bool busy;                /* guarded by m */
    bool stopping;            /* guarded by m */
    struct km_client *client; /* owned; of the thread, save to abort it */
    char code[KM_SCAN_TEXT_MAX + 1];
};

/* Leaves what is set before alone. */
void kiosk_enroller_init(struct kiosk_enroller *enroller);

/* Takes a scanned text to the station. False with the reason when it is no enrolment code at all,
 * which needs no asking. While one is under way others are taken for the same picture: true, and
 * nothing comes of them. */
bool kiosk_enroller_start(struct kiosk_enroller *enroller, const char *text, char *err);

/* What is under way is given up without a word; nothing is called any more. */
void kiosk_enroller_stop(struct kiosk_enroller *enroller); /* of one initialised, started or not */

#endif
