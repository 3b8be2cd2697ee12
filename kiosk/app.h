#ifndef KIOSK_APP_H
#define KIOSK_APP_H

/* The running kiosk: its parts, and what is on the screen. Inside kiosk/app*.c only; main thread,
 * save what says otherwise. app.c wires the parts, app_post.c and app_scan.c bring what other
 * threads have to say, app_visit.c is the way from screen to screen, app_ticket.c what becomes of
 * codes and moves, app_key.c tells a person's keys from a scanner's, app_pin.c the PIN, app_staff.c
 * what lies behind it, app_camera.c the choice and trial of the camera, app_device.c printer and
 * voice, app_model.c what the screens are told. */

#include "kiosk/announcer.h"
#include "kiosk/config.h"
#include "kiosk/counter.h"
#include "kiosk/device/printer.h"
#include "kiosk/device/voice.h"
#include "kiosk/link/enroller.h"
#include "kiosk/link/uplink.h"
#include "kiosk/pin.h"
#include "kiosk/scan/camera.h"
#include "kiosk/scan/pipeline.h"
#include "kiosk/scan/showing.h"
#include "kiosk/scan/wedge.h"
#include "kiosk/screens/screens.h"
#include "kiosk/sdl/sound.h"
#include "kiosk/sdl/window.h"
#include "kiosk/trace.h"

/* Who waits for a ticket that is being looked up. */
enum kiosk_looker {
    KIOSK_LOOKER_NONE,
    KIOSK_LOOKER_VISITOR,
    KIOSK_LOOKER_STAFF,
    KIOSK_LOOKER_TRIAL, /* staff try the reader, not the ticket */
    KIOSK_LOOKER_DOOR,  /* who goes on from a goodbye at the door: out or in, as the ticket says */
};

/* What the camera sees, on its way to the screen. */
struct kiosk_app_sight {
    struct kiosk_scan_preview preview; /* its own picture is not to be used, but … */
    struct kiosk_grey picture;         /* … this; owned */
    char camera[KIOSK_CAMERA_TEXT];
};
struct kiosk_app_eye {
    pthread_mutex_t m;
    bool posted;                   /* guarded by m: main is told already */
    struct kiosk_app_sight coming; /* guarded by m */
    struct kiosk_app_sight shown;  /* main thread */
};

/* Verdicts that wait until the one before was seen: of as many codes in one frame. */
#define KIOSK_APP_VERDICTS 4

struct kiosk_app {
    struct kiosk_config config;
    char host[65]; /* what this machine calls itself */
    int lock;      /* owned: the data directory is ours; -1 = not yet */

    /* The glass. */
    struct kiosk_window *window; /* owned */
    struct kiosk_typeface type;
    struct kiosk_screens screens;
    bool has_screens;
    struct kiosk_speaker speaker;
    struct kiosk_wedge wedge;
    struct kiosk_wedge_out keyed; /* what came of the last key */
    bool wedge_seen;              /* a hand scanner was used */
    struct kiosk_trace trace;

    /* Devices. */
    struct kiosk_printer printer;
    struct kiosk_printer_state printer_state;
    char printer_fault[KM_ERR_MAX];
    enum kiosk_print print; /* what became of the last slip asked for; READY = none was */
    bool printed; /* the ticket on the screen was printed already: the next is a reprint */
    uint64_t job;
    struct kiosk_voice voice;
    bool speaks; /* the voice started */
    struct kiosk_announcer announcer;
    uint64_t board_called; /* when the newest call was first shown, ms; 0 = long ago */
    size_t board_together;

    /* Behind the counter. Running once enrolled. */
    bool enrolled;
    struct kiosk_keeper keeper;
    struct kiosk_counter counter;
    struct kiosk_uplink uplink;
    bool has_uplink; /* it is initialised */
    struct kiosk_pipeline pipeline;
    bool has_pipeline; /* it was started */
    struct kiosk_enroller enroller;
    bool has_enroller;   /* it is initialised */
    bool enrolling;      /* a code was taken to the station */
    uint64_t look_again; /* not enrolled: when to see whether it is now */

    /* On the screen. */
    struct kiosk_scene *scene; /* owned; NULL before the first */
    struct kiosk_model model;  /* made anew from all below for every drawing */
    enum kiosk_screen screen;
    enum kiosk_screen before; /* where a verdict goes back to */
    uint16_t zone;
    enum kiosk_lang lang;
    unsigned access;
    uint64_t entered;                    /* when this screen was */
    uint64_t leaves;                     /* when it goes by itself; 0 = it stays */
    bool busy;                           /* a ticket is being made */
    struct kiosk_ticket_shown *ticket;   /* owned */
    struct kiosk_verdict_shown *verdict; /* owned */
    struct kiosk_verdict_shown *verdicts[KIOSK_APP_VERDICTS]; /* owned: to be shown after it */
    size_t verdict_count;
    enum kiosk_find find;
    enum kiosk_looker looker;
    bool holding;                     /* the keeper holds a ticket for this screen */
    bool visitor_known;               /* the held ticket is this visitor's: the next one is, too */
    char aside[KM_SCAN_TEXT_MAX + 1]; /* the code that LOOKER_DOOR is about */
    struct kiosk_showing showing;     /* at the door: the ticket read last */
    struct kiosk_goodbye_view goodbye;
    struct kiosk_plan *goodbye_plan; /* counted: what the goodbye's words are borrowed from */
    bool moving;                     /* a move was ordered and is not decided yet */
    struct kiosk_move moved;         /* the last one that was done … */
    uint64_t moved_at;               /* … and when */
    enum kiosk_notice notice;
    const char *notice_words; /* static msgid */
    uint64_t notice_ends;     /* 0 = it stays */
    bool stranger; /* the station does not know us, or is another: said again and again */
    bool failed;   /* it ended by a fault, which was logged */
    enum kiosk_camera_health camera;
    atomic_bool camera_failed;     /* any thread */
    char camera_fault[KM_ERR_MAX]; /* logged last; scan thread */
    char camera_shown_fault[KM_ERR_MAX];
    struct kiosk_app_eye eye;

    /* The camera: which one, and what was held up on staff's page for a trial. */
    struct kiosk_camera cameras[KIOSK_CAMERAS_MAX];
    size_t camera_count;                                        /* at most KIOSK_CAMERA_CHOICES */
    char camera_spec[sizeof((struct kiosk_config *)0)->camera]; /* in use */
    struct kiosk_tried_view tried[KIOSK_READER_KINDS];
    enum kiosk_reader_kind trying; /* what the keeper is asked about now came from there */

    /* Staff. */
    bool signed_in;
    uint64_t signed_until;
    enum kiosk_pin pin;           /* CHOOSE, REPEAT, DIFFER, CHECKING; ASK: as `guard` says */
    struct kiosk_pin_guard guard; /* a copy to look at; the counter has the true one */
    char chosen[KIOSK_PIN_MOST + 1];
    struct kiosk_action after_pin; /* what was asked for before; NONE: the staff screen */
    char after_text[KIOSK_TYPED_MAX + 1];
    uint64_t look_pin; /* none is set: when to see whether it is now */
    enum kiosk_pick pick;
    struct km_name subject;       /* the ticket that a zone is chosen for */
    struct km_name opening;       /* its card is shown as soon as a scene has it; none = no card */
    enum kiosk_screen staff_from; /* where they came from: the way back leads there */
    bool errand;                  /* they came from the door for one ticket, not for the queue */
    bool staff_ticket;            /* the ticket on the screen was made by staff: a transfer */
    bool sets_clock;              /* staff asked for it */
    uint16_t staff_zone;          /* whose queue they work on; KM_ZONE_NONE = none chosen yet */
};

/* ---- app_visit.c ---- */

/* The first screen, which it goes back to. */
enum kiosk_screen kiosk_app_base(const struct kiosk_app *app);
void kiosk_app_show(struct kiosk_app *app, enum kiosk_screen screen);
/* msgid: static, marked with N_; ms 0: until it is replaced. */
void kiosk_app_notice(
        struct kiosk_app *app, enum kiosk_notice notice, const char *msgid, uint64_t ms);
#define KIOSK_NOTICE_MS 6000
/* The station does not know us: staff should see it, whenever they come by. */
void kiosk_app_warn_stranger(struct kiosk_app *app);
void kiosk_app_act(struct kiosk_app *app, const struct kiosk_action *action);
/* A touch or key: whoever is here stays. */
void kiosk_app_awake(struct kiosk_app *app);
/* Back to the first screen, for the next visitor. */
void kiosk_app_leave(struct kiosk_app *app);
/* What is due by now; returns in how many ms something is due again, -1 = nothing. */
int kiosk_app_due(struct kiosk_app *app, uint64_t now);

/* ---- app_ticket.c ---- */

void kiosk_app_take_ticket(struct kiosk_app *app, const struct kiosk_action *action);
/* A scanned text, from the camera or a hand scanner; repaired: it came damaged. */
void kiosk_app_scanned(
        struct kiosk_app *app, enum kiosk_reader_kind from, const char *text, bool repaired);
/* A ticket to look at, or (none) no more. */
void kiosk_app_hold(struct kiosk_app *app, struct km_name ticket);
/* What came of a ticket that was to be looked at, and of a move. */
void kiosk_app_held(struct kiosk_app *app, enum km_verdict verdict, struct km_name ticket);
void kiosk_app_moved(struct kiosk_app *app, const struct kiosk_moved *moved);
/* One at a time, and none twice by a double tap; false when it was not ordered. */
bool kiosk_app_move(struct kiosk_app *app, const struct kiosk_move *move);
/* May everybody do that to the ticket in hand? */
bool kiosk_app_visitor_may(const struct kiosk_app *app, const struct kiosk_move *move);

/* ---- app_verdict.c ---- */

/* Shows it, owned, now or as soon as the one before was seen. */
void kiosk_app_verdict(struct kiosk_app *app, struct kiosk_verdict_shown *verdict);
/* Returns when the next one is due, ms of the window's clock; 0 = none. */
uint64_t kiosk_app_verdict_due(struct kiosk_app *app, uint64_t now);
void kiosk_app_verdicts_free(struct kiosk_app *app);

/* ---- app_pin.c ---- */

/* `after` is done once the PIN was right; copied. */
void kiosk_app_ask_pin(struct kiosk_app *app, const struct kiosk_action *after);
/* The digits are judged, or are a new PIN. */
void kiosk_app_try_pin(struct kiosk_app *app, const char *digits);
/* The PIN was right or wrong, or a new one was set; guard: as it stands now. */
void kiosk_app_pin(struct kiosk_app *app, bool good, const struct kiosk_pin_guard *guard);
/* The guard as it stands: perhaps `kaimen-kiosk pin` has set a PIN. */
void kiosk_app_guard(struct kiosk_app *app, const struct kiosk_pin_guard *guard);
/* Just enrolled: staff choose the PIN here and now. */
void kiosk_app_choose_pin(struct kiosk_app *app);
/* Returns when something of staff's is due again, ms of the window's clock; 0 = nothing. */
uint64_t kiosk_app_staff_due(struct kiosk_app *app, uint64_t now);
struct kiosk_pin_view kiosk_app_pin_view(const struct kiosk_app *app);
/* Screens that only staff see, or (PIN) that lead to them. */
bool kiosk_app_is_staffs(enum kiosk_screen screen);
/* Staff who work on a screen stay signed in there: at their own, and at the door. */
bool kiosk_app_stays_signed_in(const struct kiosk_app *app, enum kiosk_screen screen);
/* For a while from now; a session that runs is prolonged. */
void kiosk_app_sign_in(struct kiosk_app *app);
void kiosk_app_sign_out(struct kiosk_app *app);

/* ---- app_staff.c ---- */

/* True when it was staff's business and is done, or waits for the PIN. */
bool kiosk_app_staff_act(struct kiosk_app *app, const struct kiosk_action *action);
/* The queue where they work, or the choice of one. */
void kiosk_app_open_staff(struct kiosk_app *app);
/* From a transferred ticket's picture back to the queue, or to the door on an errand. */
void kiosk_app_resume_staff(struct kiosk_app *app);
/* A new scene: it may have the ticket whose card is to be opened. */
void kiosk_app_open_due_card(struct kiosk_app *app);

/* ---- app_device.c ---- */

/* Printer and voice; what is missing is logged and gone without. */
bool kiosk_app_open_devices(struct kiosk_app *app, char *err);
void kiosk_app_print(struct kiosk_app *app);
/* Another ticket is looked at: what became of the last slip is not told of this one. */
void kiosk_app_forget_print(struct kiosk_app *app);
/* A reprint of that ticket was asked for, and is written down (or could not be). */
void kiosk_app_print_again(struct kiosk_app *app, struct km_name ticket, bool written);
void kiosk_app_test_print(struct kiosk_app *app);
void kiosk_app_test_voice(struct kiosk_app *app);
/* The screen has changed: says what is on it, for whoever asked for that. */
void kiosk_app_prompt(struct kiosk_app *app);
/* New figures: says who is called. */
void kiosk_app_announce(struct kiosk_app *app);
enum kiosk_print kiosk_app_print_state(const struct kiosk_app *app);

/* ---- app_enrol.c ---- */

void kiosk_app_enrol_init(struct kiosk_app *app);
/* Not enrolled: a code was held to the camera. */
void kiosk_app_enrol(struct kiosk_app *app, const char *text);

/* ---- app_scan.c ---- */

void kiosk_app_eye_init(struct kiosk_app_eye *eye);
void kiosk_app_eye_destroy(struct kiosk_app_eye *eye);
/* What the camera sees, for the screens; borrowed from the eye. */
void kiosk_app_set_sight(const struct kiosk_app *app, struct kiosk_checkin_view *out);

/* ---- app_camera.c ---- */

/* The camera of the last choice, else the configuration's; *out is owned, NULL = none. */
bool kiosk_app_camera_source(struct kiosk_app *app, struct kiosk_source **out, char *err);
/* Asks which cameras are there now; the answer comes from the scan thread, by find_cameras (which
 * is called there, with the app). A device that hangs must not hang the glass. */
void kiosk_app_list_cameras(struct kiosk_app *app);
void kiosk_app_find_cameras(void *userdata);
/* Staff's page about them. */
void kiosk_app_open_camera(struct kiosk_app *app);
/* Uses that one of them from now on; KIOSK_CAMERA_CONFIGURED: the configuration's again. */
void kiosk_app_choose_camera(struct kiosk_app *app, int index);
/* A code on that page: is asked about, and lets nobody in. */
void kiosk_app_try_code(
        struct kiosk_app *app, enum kiosk_reader_kind from, const char *text, bool repaired);
/* What came of it; why: static msgid, NULL where the ticket is good. */
void kiosk_app_tried(struct kiosk_app *app, struct km_name ticket, const char *why);
void kiosk_app_set_camera(const struct kiosk_app *app, struct kiosk_camera_view *out);

/* ---- app_model.c ---- */

/* The program's words in both languages. */
struct kiosk_text kiosk_app_words(const struct kiosk_app *app, const char *msgid);

/* Makes the model from everything. */
void kiosk_app_model(struct kiosk_app *app);

/* ---- app_post.c: callbacks of other threads, userdata is the app ---- */

extern const struct kiosk_counter_callbacks kiosk_app_counter_callbacks;
extern const struct kiosk_scan_callbacks kiosk_app_scan_callbacks;
kiosk_uplink_status kiosk_app_link_status;

/* Runs `take` on the main thread with something heap-made, or releases it. Any thread. */
void kiosk_app_send(struct kiosk_app *app, void *content, void (*release)(void *content),
        void (*take)(struct kiosk_app *app, void *content));

/* ---- app_key.c: keys, of a person or of a hand scanner; main thread ---- */

/* The window's offer of a key; true = taken. self is the app. */
bool kiosk_app_key(void *self, const struct kiosk_input *in, uint64_t now_ms);
/* Gives on what is clear by now. */
void kiosk_app_decide_keys(struct kiosk_app *app, uint64_t now_ms);

/* ---- app.c ---- */

/* A touch or a key of a person, aimed at that frame. self is the app. */
void kiosk_app_input(void *self, const struct kiosk_input *in, const struct kiosk_frame *shown);

/* Starts what needs an identity, if there is one by now. False when that failed. */
bool kiosk_app_serve(struct kiosk_app *app, char *err);

#endif
