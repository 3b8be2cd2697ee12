#ifndef KIOSK_COUNTER_H
#define KIOSK_COUNTER_H

/* The keeper's thread: orders go in through a bounded queue, one after the other is decided, and
 * what came of it goes out through callbacks: tickets, verdicts, and a scene of all figures
 * whenever something changed (at most every 100 ms) and at the turn of the minute. A ticket for
 * which this kiosk holds no seats waits here for the station's grant, up to 3 s. */

#include <pthread.h>

#include "kiosk/keeper.h"
#include "kiosk/move.h"
#include "kiosk/pin.h"
#include "kiosk/view.h"

/* Orders waiting: people touch and scan a few a second; more is a fault and is refused. */
#define KIOSK_ORDERS_MAX 256
#define KIOSK_SEATS_WAIT_MS 3000
#define KIOSK_SCENE_MS 100

/* Why there is no ticket. */
enum kiosk_no_ticket {
    KIOSK_NO_TICKET_REFUSED, /* the desk says no */
    KIOSK_NO_TICKET_SEATS,   /* the station has none left */
    KIOSK_NO_TICKET_ALONE,   /* the station cannot be asked for seats */
    KIOSK_NO_TICKET_FAILED,  /* could not be stored */
};

/* What went wrong behind the counter. */
enum kiosk_failure {
    KIOSK_FAILURE_TICKET, /* could not be stored, so there is none */
    KIOSK_FAILURE_ADMISSION,
    KIOSK_FAILURE_UNDO,
    KIOSK_FAILURE_SEATS, /* could not be given back */
    KIOSK_FAILURE_CLOCK, /* staff set a time that cannot be */
    KIOSK_FAILURE_MOVE,  /* could not be written down; on_moved comes too */
    KIOSK_FAILURE_PIN,   /* could not be judged or set: nobody is let in */
    KIOSK_FAILURE_PLAN,  /* the programme cannot be read; the one before stays in force */
};

/* Called on the keeper's thread; they must not block. What is given is owned by the callee. */
struct kiosk_counter_callbacks {
    void (*on_scene)(struct kiosk_scene *scene, void *userdata);
    void (*on_ticket)(struct kiosk_ticket_shown *ticket, void *userdata);
    void (*on_no_ticket)(enum kiosk_no_ticket why, enum km_issue_refusal refusal, void *userdata);
    void (*on_wait)(void *userdata); /* a ticket waits for the station */
    void (*on_verdict)(struct kiosk_verdict_shown *verdict, void *userdata);
    void (*on_undone)(void *userdata);    /* an admission was taken back */
    void (*on_not_found)(void *userdata); /* a typed number is not held here */
    /* Of kiosk_counter_hold: ADMIT, NOT_CALLED, ALREADY and the like: the ticket is good and is
     * held now, whatever its state; FOREIGN, DAMAGED, FORGED, WRONG_DAY, UNKNOWN_ISSUER, REVOKED:
     * it is not, and the ticket is none. The scene that shows it was given before. */
    void (*on_held)(enum km_verdict verdict, struct km_name ticket, void *userdata);
    /* What came of a move; owned. The scene that shows it was given before. A transfer's new ticket
     * comes by on_ticket as well. */
    void (*on_moved)(struct kiosk_moved *moved, void *userdata);
    /* The PIN was judged, or set; guard: as it stands now, borrowed for the call. */
    void (*on_pin)(bool good, const struct kiosk_pin_guard *guard, void *userdata);
    void (*on_guard)(const struct kiosk_pin_guard *guard, void *userdata); /* of look_pin */
    /* For the log and for people; after a failed ticket on_no_ticket comes too. */
    void (*on_failure)(enum kiosk_failure failure, const char *reason, void *userdata);
    void (*on_news)(void *userdata); /* there is something to tell the station */
    void *userdata;                  /* borrowed */
};

/* Runs on the keeper's thread. True when something changed that is shown. */
typedef bool kiosk_order_fn(struct kiosk_keeper *keeper, void *payload);

struct kiosk_order;

/* Embedded in its owner; its fields belong to counter.c. */
struct kiosk_counter {
    struct kiosk_keeper *keeper; /* borrowed; keeper's thread while started */
    struct kiosk_counter_callbacks callbacks;
    pthread_t thread;
    pthread_mutex_t m;
    pthread_cond_t changed;
    bool started;
    bool stopping;                     /* guarded by m */
    struct kiosk_order *first, **last; /* owned, guarded by m */
    size_t count;                      /* guarded by m */
    /* Keeper's thread: */
    struct kiosk_pin_guard guard;
    bool dirty;
    uint32_t plan_fault;   /* seq of the programme that was complained of last */
    int64_t shown;         /* steady: when the last scene was given */
    int64_t turns;         /* steady: when the minute turns */
    bool waiting;          /* a ticket waits for seats */
    int64_t waiting_until; /* steady */
    struct km_issue_order wanted;
};

bool kiosk_counter_start(struct kiosk_counter *counter, struct kiosk_keeper *keeper,
        const struct kiosk_counter_callbacks *callbacks, char *err);
/* Finishes what is queued and ends. Nobody may order any more. Accepts the zeroed. */
void kiosk_counter_stop(struct kiosk_counter *counter);

/* All: any thread; false when the queue is full. */
bool kiosk_counter_issue(struct kiosk_counter *counter, const struct km_issue_order *order);
bool kiosk_counter_scan(struct kiosk_counter *counter, const char *text);
bool kiosk_counter_undo(struct kiosk_counter *counter, struct km_name check_in);
bool kiosk_counter_set_clock(struct kiosk_counter *counter, struct kiosk_moment local);
/* A ticket to look at, by its code or (typed) its number: the scenes show it (model.held) and
 * follow it until another is held. Nothing is written. */
bool kiosk_counter_hold(struct kiosk_counter *counter, const char *text, bool typed);
/* The same by its name; none: lets go. */
bool kiosk_counter_hold_ticket(struct kiosk_counter *counter, struct km_name ticket);
/* The zone that staff work on: the scenes show its queue (model.staff); KM_ZONE_NONE: none. */
bool kiosk_counter_watch(struct kiosk_counter *counter, km_zone zone);
bool kiosk_counter_move(struct kiosk_counter *counter, const struct kiosk_move *move);
/* Judges the staff PIN, or sets it: on_pin. */
bool kiosk_counter_pin(struct kiosk_counter *counter, const char *digits);
bool kiosk_counter_set_pin(struct kiosk_counter *counter, const char *digits);
/* Looks whether another process has set it: on_guard. */
bool kiosk_counter_look_pin(struct kiosk_counter *counter);
/* Gives a scene even when nothing changed. */
bool kiosk_counter_refresh(struct kiosk_counter *counter);

/* Runs fn on the keeper's thread and waits until it has run; for the link. */
void kiosk_counter_call(struct kiosk_counter *counter, kiosk_order_fn *fn, void *payload);

#endif
