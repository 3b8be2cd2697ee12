#ifndef KIOSK_MODEL_STAFF_H
#define KIOSK_MODEL_STAFF_H

/* What staff see behind the PIN: the queue of one zone and what can be done with it, its figures of
 * today, and how the kiosk is. Part of kiosk/model.h; its rules hold. */

#include "kiosk/model_base.h"
#include "kiosk/move.h"

/* ---- the PIN ---- */

enum kiosk_pin {
    KIOSK_PIN_ASK,
    KIOSK_PIN_CHECKING,
    KIOSK_PIN_WRONG,  /* `tries` left before it locks */
    KIOSK_PIN_LOCKED, /* for `seconds` */
    KIOSK_PIN_CHOOSE, /* just enrolled: staff choose one */
    KIOSK_PIN_REPEAT, /* and say it again */
    KIOSK_PIN_DIFFER, /* the two were not the same: choose anew */
    KIOSK_PIN_UNSET,  /* there is none; `kaimen-kiosk pin` sets it */
};
#define KIOSK_PIN_LEAST 4
#define KIOSK_PIN_MOST 12 /* digits */

struct kiosk_pin_view {
    enum kiosk_pin state;
    int tries, seconds;
};

/* ---- a zone's queue ---- */

#define KIOSK_ROWS_MAX 12
#define KIOSK_DEEDS_MAX 8

struct kiosk_row_view {
    struct km_name ticket;
    char number[KIOSK_NUMBER_MAX];
    enum kiosk_held state;
    int people;
    bool priority;
    int minutes; /* waiting: since it was taken; called, passed: since then */
    bool overdue, recalled;
};

/* Something this kiosk wrote that can be taken back. */
struct kiosk_deed_view {
    struct km_name record;
    enum kiosk_deed deed;
    char number[KIOSK_NUMBER_MAX]; /* of its ticket; "" = about the zone */
    int count;                     /* head count */
    struct kiosk_moment at;
};

/* ---- its figures of today ---- */

struct kiosk_figures_view {
    int admitted_parties, admitted_people;
    int by_category[KIOSK_CATEGORIES_MAX]; /* people, as model.categories */
    int no_shows, cancelled, doubles;      /* parties, parties, admissions */
    int wait_half, wait_most;   /* minutes within which 50 and 90 % came in, -1 = none yet */
    int hours[24];              /* people admitted, by hour of the day */
    int rating_tenths, ratings; /* mean of 1..5 times ten; how many */
};

struct kiosk_staff_view {
    uint16_t zone; /* 0 = none chosen yet */
    struct kiosk_row_view next[KIOSK_ROWS_MAX], called[KIOSK_ROWS_MAX], passed[KIOSK_ROWS_MAX];
    size_t next_count, called_count, passed_count;
    int waiting_parties, called_parties, passed_parties; /* of which the rows are the first */
    int batch_parties, batch_people; /* whom "call a batch" would call now; 0 = no batch here */
    struct kiosk_deed_view deeds[KIOSK_DEEDS_MAX]; /* latest first */
    size_t deed_count;
    struct kiosk_figures_view figures;
    struct kiosk_moment counted; /* the last head count, year 0 = none */
    int counted_people;
};

/* ---- the kiosk ---- */

enum kiosk_part {
    KIOSK_PART_UNKNOWN, /* does not say */
    KIOSK_PART_OK,
    KIOSK_PART_LOW, /* works, needs somebody soon */
    KIOSK_PART_FAILED,
    KIOSK_PART_NONE, /* there is none */
};

struct kiosk_health_view {
    enum kiosk_part camera, printer, paper, voice;
    bool cover_open;
    bool clock_known;    /* compared with the station */
    int clock_ms;        /* how far this machine's clock is ahead of the station's */
    int disk_free_mb;    /* -1 = not known */
    int unsent;          /* records the station has not confirmed */
    int number;          /* of this kiosk */
    const char *version; /* static */
    const char *station; /* its address; borrowed */
    const char *camera_fault, *printer_fault; /* borrowed, "" = none; English, for the log too */
};

#endif
