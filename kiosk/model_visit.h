#ifndef KIOSK_MODEL_VISIT_H
#define KIOSK_MODEL_VISIT_H

/* What a visitor sees besides the zones: the days of the programme, his own ticket and his day so
 * far, and the goodbye. Part of kiosk/model.h; its rules hold. */

#include "kiosk/model_base.h"

/* ---- the programme ---- */

struct kiosk_activity_view {
    struct kiosk_text title, place, about, audience, organiser;
    struct kiosk_text when; /* in words, when it has no clock time; may be empty */
    int start, end;         /* -1 = all day or unknown */
    bool running;           /* today, now */
    bool over;              /* has ended */
    bool next;              /* the first of today still to come */
    uint16_t zone;          /* where seats are booked, 0 = none */
};

/* One day of the programme; its activities are a slice of model.activities, by start. */
struct kiosk_day_view {
    struct kiosk_moment date;
    struct kiosk_text theme, note; /* may be empty */
    bool today, past;
    size_t first, count;
};

/* ---- one ticket, scanned or typed: "my ticket", and the same for staff ---- */

struct kiosk_stamp_view {
    uint16_t zone;
    char number[KIOSK_NUMBER_MAX]; /* of a ticket waiting there now; "" = none */
    bool stamped;                  /* was there today */
    struct kiosk_moment at;        /* stamped: when */
    int rating;                    /* 1..5, 0 = none */
};

struct kiosk_held_view {
    struct km_name ticket; /* none = no ticket is held */
    enum kiosk_held state;
    char number[KIOSK_NUMBER_MAX];
    uint16_t zone;
    struct kiosk_text zone_title, place;
    bool elsewhere; /* of another zone than staff work on here, or the door is of */
    int people;
    struct kiosk_party_part party[KIOSK_CATEGORIES_MAX];
    size_t party_count;
    bool priority, calls;
    int session_start, session_end; /* -1 = no session */
    struct kiosk_moment issued;     /* year 0 = not known */
    int ahead_parties, ahead_people, wait_min, wait_max;
    int last_people, last_min, last_max; /* the same after letting all others go first */
    struct kiosk_moment decided; /* called, passed, admitted, left: when; year 0 = not known */
    int decided_minutes;         /* since then, -1 = not known */
    int inside_minutes;          /* from its admission until it left, or now; -1 = not known */
    bool overdue;                /* its call ran out */
    char other_number[KIOSK_NUMBER_MAX]; /* transferred: the new ticket */
    struct kiosk_text other_title;       /* and its zone */
    int rating;
    struct km_name
            admission; /* the admitting record, for staff to take back; none = not admitted */
    /* What is possible now. Visitors are offered the first five, staff all. */
    bool can_cancel, can_defer, can_check_out, can_rate, can_print;
    bool can_call, can_recall, can_no_show, can_requeue, can_transfer, can_admit;
    const struct kiosk_stamp_view *stamps; /* one for each of model.zones, in their order */
    size_t stamp_count, stamped;
    int qr_size; /* as in kiosk_ticket_view; 0 = not to be shown again */
    const uint8_t *qr_modules;
    int age; /* minutes: how old this knowledge is, 0 = fresh */
};

/* What the visitor's code is asked for. */
enum kiosk_find { KIOSK_FIND_MINE, KIOSK_FIND_LEAVE };

/* ---- goodbye: checked out, one touch to say how it was ---- */

struct kiosk_goodbye_view {
    struct km_name ticket;
    char number[KIOSK_NUMBER_MAX];
    struct kiosk_text zone_title;
    int minutes; /* inside, -1 = not known */
    int rating;  /* 0 = none yet: ask; else thanks are said */
    int seconds_left, seconds_all;
};

/* ---- help to see, reach and understand; goes with the visitor ---- */

enum kiosk_access {
    KIOSK_ACCESS_LOW = 1,      /* everything to touch in the lower half of a tall screen */
    KIOSK_ACCESS_CONTRAST = 2, /* black on white, no tints, no motion */
    KIOSK_ACCESS_LARGE = 4,    /* larger letters */
    KIOSK_ACCESS_SPOKEN = 8,   /* says what is on the screen */
};

/* ---- paper ---- */

enum kiosk_print {
    KIOSK_PRINT_NONE, /* no printer: no button */
    KIOSK_PRINT_READY,
    KIOSK_PRINT_BUSY,
    KIOSK_PRINT_DONE,
    KIOSK_PRINT_SENT,   /* the printer does not answer: look whether it came out */
    KIOSK_PRINT_PAPER,  /* out of paper */
    KIOSK_PRINT_COVER,  /* its cover is open */
    KIOSK_PRINT_FAILED, /* not reachable, or it stopped */
};

#endif
