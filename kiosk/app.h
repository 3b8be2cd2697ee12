#ifndef KIOSK_APP_H
#define KIOSK_APP_H

/* The running kiosk: its parts, and what is on the screen. Inside kiosk/app*.c only; main thread,
 * save what says otherwise. app.c wires the parts, app_post.c brings what other threads have to
 * say, app_visit.c is the way of a visitor from screen to screen. */

#include "kiosk/config.h"
#include "kiosk/counter.h"
#include "kiosk/link/uplink.h"
#include "kiosk/scan/pipeline.h"
#include "kiosk/scan/wedge.h"
#include "kiosk/screens/screens.h"
#include "kiosk/sdl/sound.h"
#include "kiosk/sdl/window.h"
#include "kiosk/trace.h"

struct kiosk_app {
    struct kiosk_config config;
    char host[65]; /* what this machine calls itself */

    /* The glass. */
    struct kiosk_window *window; /* owned */
    struct kiosk_typeface type;
    struct kiosk_screens screens;
    bool has_screens;
    struct kiosk_speaker speaker;
    struct kiosk_wedge wedge;
    struct kiosk_trace trace;

    /* Behind the counter. Running once enrolled. */
    bool enrolled;
    struct kiosk_keeper keeper;
    struct kiosk_counter counter;
    struct kiosk_uplink uplink;
    bool has_uplink; /* it is initialised */
    struct kiosk_pipeline pipeline;
    uint64_t look_again; /* not enrolled: when to see whether it is now */

    /* On the screen. */
    struct kiosk_scene *scene; /* owned; NULL before the first */
    struct kiosk_model model;  /* made anew from all below for every drawing */
    enum kiosk_screen screen;
    enum kiosk_screen before; /* where a verdict goes back to */
    uint16_t zone;
    enum kiosk_lang lang;
    uint64_t leaves;                     /* when the screen goes by itself; 0 = it stays */
    bool busy;                           /* a ticket is being made */
    struct kiosk_ticket_shown *ticket;   /* owned */
    struct kiosk_verdict_shown *verdict; /* owned */
    enum kiosk_notice notice;
    const char *notice_words; /* static msgid */
    uint64_t notice_ends;     /* 0 = it stays */
    bool stranger; /* the station does not know us, or is another: said again and again */
    bool failed;   /* it ended by a fault, which was logged */
    enum kiosk_camera camera;
    char camera_fault[KM_ERR_MAX]; /* logged last; scan thread */
    struct kiosk_grey preview;     /* owned */
};

/* ---- app_visit.c ---- */

/* The first screen, which it goes back to. */
enum kiosk_screen kiosk_app_base(const struct kiosk_app *app);
void kiosk_app_show(struct kiosk_app *app, enum kiosk_screen screen);
/* msgid: static, marked with N_; ms 0: until it is replaced. */
void kiosk_app_notice(
        struct kiosk_app *app, enum kiosk_notice notice, const char *msgid, uint64_t ms);
/* The station does not know us: staff should see it, whenever they come by. */
void kiosk_app_warn_stranger(struct kiosk_app *app);
void kiosk_app_act(struct kiosk_app *app, const struct kiosk_action *action);
/* A scanned text, from the camera or a hand scanner. */
void kiosk_app_scanned(struct kiosk_app *app, const char *text);
/* What is due by now; returns in how many ms something is due again, -1 = nothing. */
int kiosk_app_due(struct kiosk_app *app, uint64_t now);
/* Makes the model from everything. */
void kiosk_app_model(struct kiosk_app *app);

/* ---- app_post.c: callbacks of other threads, userdata is the app ---- */

extern const struct kiosk_counter_callbacks kiosk_app_counter_callbacks;
extern const struct kiosk_scan_callbacks kiosk_app_scan_callbacks;
kiosk_uplink_status kiosk_app_link_status;

/* ---- app.c ---- */

/* Starts what needs an identity, if there is one by now. False when that failed. */
bool kiosk_app_serve(struct kiosk_app *app, char *err);

#define N_(msgid) msgid /* for xgettext: translated where it is shown */

#endif
