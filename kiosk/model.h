#ifndef KIOSK_MODEL_H
#define KIOSK_MODEL_H

/* What the screens show and what they ask for. The app fills a `struct kiosk_model` from what it
 * holds and gives it to the screens; a touch comes back as a `struct kiosk_action`. The screens
 * know nothing of journal, fold or network. All strings are borrowed, UTF-8, NUL-terminated, and
 * must live as long as the model does. Limits: minutes are minutes of the day in the programme's
 * time zone, -1 = unknown; main thread only. */

#include "kiosk/model_base.h"
#include "kiosk/model_board.h"
#include "kiosk/model_camera.h"
#include "kiosk/model_staff.h"
#include "kiosk/model_visit.h"

enum kiosk_screen {
    KIOSK_SCREEN_MESSAGE, /* nothing can be offered: `message` says why */
    KIOSK_SCREEN_ATTRACT, /* nobody is here: what is on, the shortest queues; any touch wakes it */
    KIOSK_SCREEN_HOME,
    KIOSK_SCREEN_SCHEDULE,
    KIOSK_SCREEN_ZONE,
    KIOSK_SCREEN_TICKET,
    KIOSK_SCREEN_FIND, /* a visitor holds a ticket to the camera: `find` says what for */
    KIOSK_SCREEN_MINE, /* my ticket: `held` */
    KIOSK_SCREEN_GOODBYE,
    KIOSK_SCREEN_ACCESS,
    KIOSK_SCREEN_CHECKIN,
    KIOSK_SCREEN_VERDICT,
    KIOSK_SCREEN_PIN,
    KIOSK_SCREEN_STAFF,  /* the zone's queue, room, figures and the kiosk, page by page */
    KIOSK_SCREEN_CARD,   /* one ticket in staff's hands: `held` */
    KIOSK_SCREEN_PICK,   /* staff choose a zone: `pick` says what for */
    KIOSK_SCREEN_NUMBER, /* staff type a ticket's number */
    KIOSK_SCREEN_COUNT,  /* staff count heads */
    KIOSK_SCREEN_CAMERA, /* staff choose and try the camera, and try the hand scanner */
    KIOSK_SCREEN_BOARD,
    KIOSK_SCREENS
};

/* What staff choose a zone for. */
enum kiosk_pick { KIOSK_PICK_ZONE, KIOSK_PICK_TRANSFER };

/* ---- home and zone ---- */

enum kiosk_zone_state {
    KIOSK_ZONE_OPEN,
    KIOSK_ZONE_PAUSED, /* by staff; or between two of its hours, then `opens` is known */
    KIOSK_ZONE_CLOSED, /* by staff */
    KIOSK_ZONE_LATER,  /* not yet today, or not today at all */
    KIOSK_ZONE_OVER,   /* for today */
    KIOSK_ZONE_FULL,   /* every session still to come today is booked */
};
enum kiosk_load { KIOSK_LOAD_SHORT, KIOSK_LOAD_MID, KIOSK_LOAD_LONG };

struct kiosk_session_view {
    int id; /* comes back in the action; the app's own naming, e.g. the start minute */
    int start, end;
    int seats, seats_left;
    bool bookable; /* not over, and seats can be had here */
};

struct kiosk_zone_view {
    uint16_t id; /* km_zone */
    char code[4];
    struct kiosk_text title, place, about, audience;
    enum kiosk_zone_state state;
    struct kiosk_text reason;      /* paused or closed: why, may be empty */
    int opens;                     /* minute of the day it opens next, -1 = not known or never */
    struct kiosk_moment opens_day; /* that day, when it is not today; year 0 = today */
    enum kiosk_load load;
    int load_percent; /* length of the bar, 0..100 */
    int waiting_parties, waiting_people;
    int wait_min, wait_max; /* minutes, -1 = no estimate */
    int duration;           /* minutes a visit takes, 0 = not said */
    int batch_size;         /* 0 = flow */
    int batch_start;        /* the next session with places left, -1 = none */
    int batch_left;         /* places left in it */
    int inside, capacity, admitted;
    int age; /* minutes since the farthest kiosk's figures were heard, 0 = fresh */
    bool priority_lane;
    bool calls;                         /* numbers are called: wait until called */
    char last_called[KIOSK_NUMBER_MAX]; /* the number called last today, "" = none */
    const struct kiosk_session_view *sessions;
    size_t session_count; /* > 0: a session must be chosen */
};

/* ---- ticket ---- */

struct kiosk_ticket_view {
    char number[16]; /* B2-017 */
    struct kiosk_text zone_title, place;
    int people;
    struct kiosk_moment issued;
    int ahead_parties, ahead_people;
    int wait_min, wait_max;
    int session_start, session_end; /* -1 = no session */
    bool priority, calls;
    int qr_size;                   /* modules per side, without quiet zone; 0 = none */
    const uint8_t *qr_modules;     /* borrowed, qr_size² bytes, non-zero = dark */
    int seconds_left, seconds_all; /* the countdown ring */
};

/* ---- check-in ---- */

struct kiosk_checkin_view {
    bool every_zone; /* the kiosk checks tickets of all zones: the zone's figures are not shown */
    char code[4];
    struct kiosk_text zone_title, place;
    int inside, capacity, waiting_people, admitted;
    enum kiosk_camera_health camera;
    struct kiosk_preview preview;
    struct kiosk_sight_view sight;
};

enum kiosk_verdict {
    KIOSK_VERDICT_ADMIT,
    KIOSK_VERDICT_USED, /* admitted before: `when`, `where` */
    KIOSK_VERDICT_WRONG_DAY,
    KIOSK_VERDICT_WRONG_ZONE, /* `where` = the zone it is for, `place` its place */
    KIOSK_VERDICT_TOO_EARLY,  /* a session that starts at `session_start` */
    KIOSK_VERDICT_NOT_CALLED, /* `ahead_parties`, `wait_min`, `wait_max` */
    KIOSK_VERDICT_NO_SHOW,    /* was called and passed: staff requeue */
    KIOSK_VERDICT_CANCELLED,
    KIOSK_VERDICT_TRANSFERRED,  /* `where` = the new zone, `other_number` = the new ticket */
    KIOSK_VERDICT_FULL,         /* no place inside now */
    KIOSK_VERDICT_PAUSED,       /* the zone is paused or closed */
    KIOSK_VERDICT_FORGED,       /* the signature is not good */
    KIOSK_VERDICT_REVOKED,      /* its issuer was revoked */
    KIOSK_VERDICT_FOREIGN,      /* a QR code, but no ticket of ours */
    KIOSK_VERDICT_UNREADABLE,   /* a ticket's address, but damaged or of an unknown version */
    KIOSK_VERDICT_CANNOT_CHECK, /* the issuer is not known here (yet) */
    KIOSK_VERDICTS,
};

struct kiosk_verdict_view {
    enum kiosk_verdict verdict;
    char number[16]; /* may be empty */
    char other_number[16];
    int people; /* 0 = not known */
    struct kiosk_party_part party[KIOSK_CATEGORIES_MAX];
    size_t party_count;
    struct kiosk_moment issued; /* year 0 = not known */
    int waited;                 /* minutes, -1 = not known */
    struct kiosk_moment when;   /* used: the first admission; wrong day: the ticket's day */
    struct kiosk_text where, place;
    int session_start;
    int ahead_parties, wait_min, wait_max;
    int age;        /* minutes: how old the knowledge is that decided, 0 = fresh */
    bool can_admit; /* staff may admit all the same (KIOSK_ACTION_ADMIT_ANYWAY) */
    bool can_undo;  /* KIOSK_ACTION_UNDO takes the admission back */
};

/* ---- messages ---- */

enum kiosk_message {
    KIOSK_MESSAGE_NO_PROGRAMME, /* enrolled, but the station's programme has not come */
    KIOSK_MESSAGE_NOT_ENROLLED,
    KIOSK_MESSAGE_ASK_CLOCK, /* staff set date and time (KIOSK_ACTION_SET_CLOCK) */
    KIOSK_MESSAGE_FATAL,
};

enum kiosk_notice { KIOSK_NOTICE_NONE, KIOSK_NOTICE_BUSY, KIOSK_NOTICE_INFO, KIOSK_NOTICE_WARN };

enum kiosk_link { KIOSK_LINK_NEVER, KIOSK_LINK_FRESH, KIOSK_LINK_OFFLINE };

/* A picture in colour; borrowed. */
struct kiosk_picture {
    int width, height;      /* 0 = none */
    const uint32_t *pixels; /* 0xAARRGGBB, not premultiplied, row by row */
};

struct kiosk_model {
    enum kiosk_screen screen;
    enum kiosk_lang lang;
    uint32_t accent;           /* 0xRRGGBB, the programme's colour */
    struct kiosk_picture logo; /* the programme's; without one a monogram of `host` is shown */
    struct kiosk_moment now;   /* local time of the programme */

    struct kiosk_text host, title, slogan;
    struct kiosk_text theme; /* of this day; empty = it has none of its own */
    struct kiosk_text activity_now, activity_now_place; /* title empty = nothing is on */
    int activity_now_end;
    struct kiosk_text activity_next; /* empty = nothing more today */
    int activity_next_start;
    const struct kiosk_activity_view *activities; /* of all days, day by day */
    size_t activity_count;
    const struct kiosk_day_view *days;
    size_t day_count;

    const struct kiosk_zone_view *zones;
    size_t zone_count;
    uint16_t zone; /* the zone of KIOSK_SCREEN_ZONE */
    struct kiosk_text categories[KIOSK_CATEGORIES_MAX];
    size_t category_count; /* 0 = people are not told apart */
    int party_max;         /* people on one ticket, at least 1 */
    bool can_issue;        /* this kiosk hands out tickets */
    bool can_scan;         /* this kiosk checks tickets: home offers it */
    bool can_leave;        /* check-in offers a way back to home */
    bool can_find;         /* a camera or hand scanner can read a visitor's ticket here */
    bool can_staff;        /* the way to the staff screens is shown */
    unsigned access;       /* set of enum kiosk_access */

    uint64_t ms;      /* now, by the window's clock: for motion alone */
    uint64_t entered; /* when this screen was entered, the same clock */

    struct kiosk_ticket_view ticket;
    enum kiosk_print print;
    enum kiosk_find find;
    struct kiosk_held_view held;
    bool visitor_known; /* a ticket taken now belongs to the visitor of `held` */
    struct kiosk_goodbye_view goodbye;
    struct kiosk_pin_view pin;
    bool signed_in; /* staff are: their session lasts a while */
    enum kiosk_pick pick;
    struct kiosk_staff_view staff;
    struct kiosk_health_view health;
    struct kiosk_board_view board;
    struct kiosk_checkin_view checkin;
    struct kiosk_camera_view camera;
    struct kiosk_verdict_view verdict;

    enum kiosk_message message;
    const char *message_text; /* borrowed: cause of FATAL, or a detail; may be NULL */
    const char
            *node_name; /* borrowed: how this node calls itself while not enrolled; may be NULL */
    enum kiosk_notice notice; /* a toast over any screen */
    struct kiosk_text notice_text;

    struct kiosk_text kiosk_name;
    enum kiosk_link link;
    int link_age; /* minutes since the station was heard last */
};

/* ---- what a touch asks for ---- */

enum kiosk_action_kind {
    KIOSK_ACTION_NONE,
    KIOSK_ACTION_OPEN_ZONE, /* zone */
    KIOSK_ACTION_OPEN_SCHEDULE,
    KIOSK_ACTION_OPEN_SCAN,
    KIOSK_ACTION_BACK,
    KIOSK_ACTION_LANGUAGE,    /* the other language */
    KIOSK_ACTION_TAKE_TICKET, /* zone, people, priority, session */
    KIOSK_ACTION_PRINT,
    KIOSK_ACTION_DONE, /* the visitor is finished with the ticket or the verdict */
    KIOSK_ACTION_UNDO,
    KIOSK_ACTION_ADMIT_ANYWAY,
    KIOSK_ACTION_TYPED,     /* text: a number or a token typed at check-in */
    KIOSK_ACTION_SET_CLOCK, /* moment (weekday not set) */
    KIOSK_ACTION_RETRY,     /* a message's button */
    KIOSK_ACTION_WAKE,      /* the attract loop was touched */
    KIOSK_ACTION_OPEN_FIND, /* value: enum kiosk_find */
    KIOSK_ACTION_OPEN_ACCESS,
    KIOSK_ACTION_ACCESS, /* value: the enum kiosk_access to turn over, 0 = all off */
    KIOSK_ACTION_MOVE,   /* move */
    KIOSK_ACTION_OPEN_STAFF,
    KIOSK_ACTION_PIN,       /* text: the digits */
    KIOSK_ACTION_SIGN_OUT,  /* staff are done */
    KIOSK_ACTION_OPEN_CARD, /* ticket */
    KIOSK_ACTION_OPEN_PICK, /* value: enum kiosk_pick */
    KIOSK_ACTION_PICK,      /* zone */
    KIOSK_ACTION_OPEN_NUMBER,
    KIOSK_ACTION_OPEN_COUNT,
    KIOSK_ACTION_OPEN_CLOCK, /* staff set date and time though nobody asked */
    KIOSK_ACTION_TEST_PRINT, /* staff: print a sample */
    KIOSK_ACTION_TEST_VOICE,
    KIOSK_ACTION_OPEN_CAMERA,
    KIOSK_ACTION_CAMERA, /* value: index of the camera chosen, or KIOSK_CAMERA_CONFIGURED */
    KIOSK_ACTION_EXIT,   /* staff leave the kiosk program */
    /* These stay inside the screens: the app never sees them. */
    KIOSK_ACTION_PAGE,        /* value: +1, -1 */
    KIOSK_ACTION_PARTY,       /* value: category * 2 + (1 = more) */
    KIOSK_ACTION_LANE,        /* value: 1 = priority */
    KIOSK_ACTION_SESSION,     /* value: id */
    KIOSK_ACTION_CLOCK_FIELD, /* value: field * 2 + (1 = more) */
    KIOSK_ACTION_DAY,         /* value: index of the day to show */
    KIOSK_ACTION_TAB,         /* value: page of the staff screen */
    KIOSK_ACTION_TYPE,        /* value: a character for what is typed, or enum kiosk_key */
    KIOSK_ACTION_REASON,      /* value: enum kiosk_reason */
    KIOSK_ACTION_YES,         /* what was asked back */
    KIOSK_ACTION_NO,
};

struct kiosk_action {
    enum kiosk_action_kind kind;
    uint16_t zone;
    uint8_t people[KIOSK_CATEGORIES_MAX]; /* without categories all are in [0] */
    bool priority;
    int session; /* id of the chosen session, -1 = none */
    int value;
    struct kiosk_moment moment;
    struct km_name ticket;
    struct kiosk_move move;
    const char *ask;  /* static msgid: asked back before it is done; NULL = done at once */
    const char *text; /* borrowed until the next input */
};

#endif
