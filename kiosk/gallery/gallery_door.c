/* Check-in with every verdict, and what keeps a kiosk from opening. */

#include "kiosk/gallery/exhibits.h"

#include <string.h>

static struct kiosk_verdict_view *add_verdict(
        struct kiosk_gallery *g, enum kiosk_lang lang, const char *name, enum kiosk_verdict verdict)
{
    struct kiosk_model *m =
            kiosk_gallery_add(g, name, kiosk_gallery_base(lang), KIOSK_SCREEN_VERDICT);
    m->verdict.verdict = verdict;
    kiosk_gallery_look(&m->checkin, KIOSK_GALLERY_READ);
    return &m->verdict;
}

/* Waiting for a code: what the camera sees, and where there is none. */
static void add_waiting(struct kiosk_gallery *g, enum kiosk_lang lang)
{
    static const char *const names[KIOSK_GALLERY_SIGHTS] = {
            [KIOSK_GALLERY_ROOM] = "checkin",
            [KIOSK_GALLERY_SEEN] = "checkin-seen",
            [KIOSK_GALLERY_READ] = "checkin-read",
            [KIOSK_GALLERY_SMALL] = "checkin-closer",
            [KIOSK_GALLERY_DARK] = "checkin-dark",
            [KIOSK_GALLERY_GLARE] = "checkin-glare",
    };
    for (int i = 0; i < KIOSK_GALLERY_SIGHTS; i++)
        kiosk_gallery_look(
                &kiosk_gallery_add(g, names[i], kiosk_gallery_base(lang), KIOSK_SCREEN_CHECKIN)
                         ->checkin,
                (enum kiosk_gallery_sight)i);
    struct kiosk_model *m = kiosk_gallery_add(
            g, "checkin-camera-lost", kiosk_gallery_base(lang), KIOSK_SCREEN_CHECKIN);
    m->checkin.camera = KIOSK_CAMERA_LOST;
    m->checkin.every_zone = true;
    m = kiosk_gallery_add(
            g, "checkin-hand-scanner", kiosk_gallery_base(lang), KIOSK_SCREEN_CHECKIN);
    m->checkin.camera = KIOSK_CAMERA_NONE;
    kiosk_gallery_last_pose(g)->typed = "B2-0";
}

static void add_verdicts(struct kiosk_gallery *g, enum kiosk_lang lang)
{
    struct kiosk_verdict_view *d = add_verdict(g, lang, "verdict-admit", KIOSK_VERDICT_ADMIT);
    d->waited = 15;
    d->can_undo = true;
    struct kiosk_model *signed_in = kiosk_gallery_add(
            g, "verdict-admit-staff", kiosk_gallery_base(lang), KIOSK_SCREEN_VERDICT);
    signed_in->signed_in = true;
    signed_in->verdict = *d;
    d = add_verdict(g, lang, "verdict-used", KIOSK_VERDICT_USED);
    d->when = (struct kiosk_moment){2026, 5, 14, 4, 10, 57};
    d->where = (struct kiosk_text){"趣味体能闯关，二号机", "Fitness challenge, kiosk 2"};
    d->age = 6;
    d = add_verdict(g, lang, "verdict-wrong-day", KIOSK_VERDICT_WRONG_DAY);
    d->when = (struct kiosk_moment){2026, 5, 15, 5, 0, 0};
    d = add_verdict(g, lang, "verdict-wrong-zone", KIOSK_VERDICT_WRONG_ZONE);
    d->where = (struct kiosk_text){"C 婴儿护理实操", "C Caring for a baby"};
    d->place = (struct kiosk_text){"实训楼 305", "Training building 305"};
    d = add_verdict(g, lang, "verdict-too-early", KIOSK_VERDICT_TOO_EARLY);
    d->session_start = 660;
    d = add_verdict(g, lang, "verdict-not-called", KIOSK_VERDICT_NOT_CALLED);
    d->ahead_parties = 3;
    d->wait_min = 8;
    d->wait_max = 12;
    d->can_admit = true;
    add_verdict(g, lang, "verdict-no-show", KIOSK_VERDICT_NO_SHOW)->can_admit = true;
    signed_in = kiosk_gallery_add(
            g, "verdict-no-show-staff", kiosk_gallery_base(lang), KIOSK_SCREEN_VERDICT);
    signed_in->signed_in = true;
    signed_in->verdict.verdict = KIOSK_VERDICT_NO_SHOW;
    signed_in->verdict.can_admit = true;
    add_verdict(g, lang, "verdict-cancelled", KIOSK_VERDICT_CANCELLED);
    d = add_verdict(g, lang, "verdict-transferred", KIOSK_VERDICT_TRANSFERRED);
    d->where = (struct kiosk_text){"D 智能手机与电脑", "D Phones and computers"};
    strcpy(d->other_number, "D1-014");
    add_verdict(g, lang, "verdict-full", KIOSK_VERDICT_FULL)->can_admit = true;
    add_verdict(g, lang, "verdict-paused", KIOSK_VERDICT_PAUSED);
    add_verdict(g, lang, "verdict-revoked", KIOSK_VERDICT_REVOKED);
    static const enum kiosk_verdict nameless[] = {
            KIOSK_VERDICT_FORGED, KIOSK_VERDICT_FOREIGN, KIOSK_VERDICT_UNREADABLE};
    static const char *const names[] = {"verdict-forged", "verdict-foreign", "verdict-unreadable"};
    for (int i = 0; i < 3; i++) {
        d = add_verdict(g, lang, names[i], nameless[i]);
        d->number[0] = 0;
        d->people = 0;
        d->issued.year = 0;
    }
    d = add_verdict(g, lang, "verdict-cannot-check", KIOSK_VERDICT_CANNOT_CHECK);
    d->can_admit = true;
    d->age = 14;
}

static void add_messages(struct kiosk_gallery *g, enum kiosk_lang lang)
{
    static const char *const names[] = {
            "message-no-programme", "message-not-enrolled", "message-clock", "message-fatal"};
    for (int i = 0; i < 4; i++) {
        struct kiosk_model *m =
                kiosk_gallery_add(g, names[i], kiosk_gallery_base(lang), KIOSK_SCREEN_MESSAGE);
        m->message = (enum kiosk_message)i;
        m->link = KIOSK_LINK_NEVER;
        m->node_name = "7F3A-91C2-04BE-55D0";
        if (m->message == KIOSK_MESSAGE_FATAL)
            m->message_text =
                    "Could not open the journal: /var/lib/kaimen/kiosk.db: disk I/O error";
    }
}

void kiosk_gallery_door(struct kiosk_gallery *g, enum kiosk_lang lang)
{
    add_waiting(g, lang);
    add_verdicts(g, lang);
    add_messages(g, lang);
}
