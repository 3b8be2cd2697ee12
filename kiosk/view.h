#ifndef KIOSK_VIEW_H
#define KIOSK_VIEW_H

/* From what the keeper holds to what the screens show (kiosk/model.h): a scene is an immutable copy
 * made on the keeper's thread and given to the main thread; it owns all it points to and keeps the
 * programme alive. Tickets and verdicts likewise. */

#include "kiosk/keeper.h"
#include "kiosk/model.h"
#include "kiosk/move.h"

struct kiosk_scene {
    struct kiosk_plan *plan;  /* counted; NULL: no programme, the model is nearly empty */
    struct kiosk_model model; /* everything but screen, language, ticket, verdict, notice */
    enum kiosk_stop stop;
    bool asks_clock;
    uint32_t unsent;
    int64_t time; /* when it was made: UTC ms by the station's clock */
    int next_ms;  /* until the minute turns */
    char kiosk_name[KM_NAME_MAX + 1];
    char station[KM_URL_MAX + 1]; /* its address */
    size_t session_count;
    struct kiosk_zone_view zones[KM_ZONES_MAX];
    struct kiosk_session_view sessions[KM_ZONES_MAX * KM_SESSIONS_MAX];
    struct kiosk_activity_view *activities; /* owned */
    struct kiosk_day_view *days;            /* owned */
    struct kiosk_stamp_view stamps[KM_ZONES_MAX];
    struct kiosk_qr held_code;
    struct kiosk_call_view calls[KIOSK_CALLS_MAX];
    char reasons[KM_ZONES_MAX][KM_REASON_MAX + 1]; /* in the order of zones */
};

struct kiosk_ticket_shown {
    struct kiosk_plan *plan; /* counted */
    struct km_name name;
    struct kiosk_ticket_view view;
    struct kiosk_qr qr;
};

struct kiosk_verdict_shown {
    struct kiosk_plan *plan; /* counted */
    struct kiosk_verdict_view view;
    struct km_name check_in; /* what an undo names; none = nothing to undo */
    struct km_name ticket;   /* whom staff may let in all the same; none = nobody */
    char where[KM_NAME_MAX + 1];
};

/* Owned: the matching _free, which accept NULL. Keeper's thread; free on any. */
struct kiosk_scene *kiosk_scene_new(const struct kiosk_keeper *keeper, struct kiosk_instant now);
void kiosk_scene_free(void *scene);
struct kiosk_ticket_shown *kiosk_ticket_shown_new(const struct kiosk_keeper *keeper,
        const struct kiosk_issued *issued, struct kiosk_instant now);
void kiosk_ticket_shown_free(void *ticket);
struct kiosk_verdict_shown *kiosk_verdict_shown_new(const struct kiosk_keeper *keeper,
        const struct kiosk_scanned *scanned, struct kiosk_instant now);
void kiosk_verdict_shown_free(void *verdict);

/* A text of the programme; borrowed from it. */
struct kiosk_text kiosk_text_of(const struct km_text *text);

/* A UTC time as the programme's clock shows it; in a rehearsal on the day that is rehearsed. */
struct kiosk_moment kiosk_moment_of(const struct km_desk *desk, int64_t utc);

#endif
