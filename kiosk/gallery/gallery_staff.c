/* Behind the PIN: a busy zone at a quarter to eleven, its tickets one by one, and what is asked
 * back. */

#include "kiosk/gallery/exhibits.h"

#include <string.h>

#define NODE 7

static const struct kiosk_row_view next[] = {
        {{NODE, 61}, "B2-022", KIOSK_HELD_WAITING, 3, false, 14, false, false},
        {{NODE, 62}, "B1-031", KIOSK_HELD_WAITING, 2, true, 6, false, false},
        {{NODE, 63}, "B2-023", KIOSK_HELD_WAITING, 1, false, 11, false, false},
        {{NODE, 64}, "B3-009", KIOSK_HELD_WAITING, 5, false, 9, false, false},
        {{NODE, 65}, "B1-032", KIOSK_HELD_WAITING, 4, false, 3, false, false},
};
static const struct kiosk_row_view called[] = {
        {{NODE, 51}, "B1-030", KIOSK_HELD_CALLED, 4, false, 1, false, false},
        {{NODE, 52}, "B2-021", KIOSK_HELD_CALLED, 2, true, 4, false, true},
        {{NODE, 53}, "B3-007", KIOSK_HELD_CALLED, 6, false, 9, true, false},
};
static const struct kiosk_row_view passed[] = {
        {{NODE, 41}, "B2-018", KIOSK_HELD_NO_SHOW, 2, false, 12, false, false},
        {{NODE, 42}, "B1-024", KIOSK_HELD_NO_SHOW, 3, false, 31, false, false},
};
static const struct kiosk_deed_view deeds[] = {
        {{NODE, 90}, KIOSK_DEED_CALL, "B1-030", 0, {2026, 5, 14, 4, 10, 41}},
        {{NODE, 88}, KIOSK_DEED_NO_SHOW, "B2-018", 0, {2026, 5, 14, 4, 10, 30}},
        {{NODE, 80}, KIOSK_DEED_HEAD_COUNT, "", 17, {2026, 5, 14, 4, 10, 20}},
};

#define COPY(to, from) memcpy((to), (from), sizeof(from))
#define COUNT(array) (sizeof(array) / sizeof *(array))

static struct kiosk_model base(enum kiosk_lang lang)
{
    struct kiosk_model m = kiosk_gallery_base(lang);
    struct kiosk_staff_view *f = &m.staff;
    m.signed_in = true;
    f->zone = 2;
    COPY(f->next, next);
    COPY(f->called, called);
    COPY(f->passed, passed);
    COPY(f->deeds, deeds);
    f->next_count = COUNT(next);
    f->called_count = COUNT(called);
    f->passed_count = COUNT(passed);
    f->deed_count = COUNT(deeds);
    f->waiting_parties = 5;
    f->called_parties = 3;
    f->passed_parties = 2;
    f->counted = (struct kiosk_moment){2026, 5, 14, 4, 10, 20};
    f->counted_people = 17;
    f->figures = (struct kiosk_figures_view){.admitted_parties = 58,
            .admitted_people = 146,
            .by_category = {64, 31, 51},
            .no_shows = 4,
            .cancelled = 3,
            .doubles = 1,
            .wait_half = 9,
            .wait_most = 21,
            .hours = {[8] = 31, [9] = 72, [10] = 43},
            .rating_tenths = 46,
            .ratings = 29};
    m.health = (struct kiosk_health_view){.camera = KIOSK_PART_OK,
            .printer = KIOSK_PART_OK,
            .paper = KIOSK_PART_LOW,
            .voice = KIOSK_PART_OK,
            .clock_known = true,
            .clock_ms = -240,
            .disk_free_mb = 21400,
            .unsent = 0,
            .number = 2,
            .version = "1.3.0",
            .station = "http://192.168.1.10:8080",
            .camera_fault = "",
            .printer_fault = ""};
    return m;
}

static struct kiosk_model *add(
        struct kiosk_gallery *g, enum kiosk_lang lang, const char *name, enum kiosk_screen screen)
{
    return kiosk_gallery_add(g, name, base(lang), screen);
}

static void add_pins(struct kiosk_gallery *g, enum kiosk_lang lang)
{
    static const struct {
        const char *name, *typed;
        struct kiosk_pin_view pin;
    } pins[] = {
            {"pin", "258", {KIOSK_PIN_ASK, 3, 0}},
            {"pin-checking", "", {KIOSK_PIN_CHECKING, 3, 0}},
            {"pin-wrong", "", {KIOSK_PIN_WRONG, 2, 0}},
            {"pin-locked", "", {KIOSK_PIN_LOCKED, 0, 24}},
            {"pin-choose", "190426831975", {KIOSK_PIN_CHOOSE, 3, 0}},
            {"pin-repeat", "2580", {KIOSK_PIN_REPEAT, 3, 0}},
            {"pin-differ", "", {KIOSK_PIN_DIFFER, 3, 0}},
            {"pin-unset", "", {KIOSK_PIN_UNSET, 3, 0}},
    };
    for (size_t i = 0; i < COUNT(pins); i++) {
        struct kiosk_model *m = add(g, lang, pins[i].name, KIOSK_SCREEN_PIN);
        m->signed_in = false;
        m->pin = pins[i].pin;
        kiosk_gallery_last_pose(g)->typed = pins[i].typed;
    }
}

static void add_queue(struct kiosk_gallery *g, enum kiosk_lang lang)
{
    add(g, lang, "staff-queue", KIOSK_SCREEN_STAFF);
    struct kiosk_model *m = add(g, lang, "staff-queue-batch", KIOSK_SCREEN_STAFF);
    struct kiosk_staff_view *f = &m->staff;
    f->batch_parties = 4;
    f->batch_people = 11;
    for (size_t i = 0; i < KIOSK_ROWS_MAX; i++) /* more than any screen holds */
        f->called[i] = called[i % COUNT(called)];
    f->called_count = KIOSK_ROWS_MAX;
    f->called_parties = 14;
    f->waiting_parties = 120;
    m = add(g, lang, "staff-queue-empty", KIOSK_SCREEN_STAFF);
    m->staff = (struct kiosk_staff_view){.zone = 2};
    m = add(g, lang, "staff-no-zone", KIOSK_SCREEN_STAFF);
    m->staff = (struct kiosk_staff_view){.zone = 0};
    add(g, lang, "staff-confirm-admit", KIOSK_SCREEN_STAFF);
    kiosk_gallery_last_pose(g)->asked = (struct kiosk_action){.kind = KIOSK_ACTION_MOVE,
            .move = {.deed = KIOSK_DEED_ADMIT, .zone = 2, .ticket = called[0].ticket},
            .ask = "Is this the number on the ticket?"};
}

static void add_pages(struct kiosk_gallery *g, enum kiosk_lang lang)
{
    add(g, lang, "staff-room", KIOSK_SCREEN_STAFF);
    *kiosk_gallery_last_pose(g) = (struct kiosk_pose){.tab = 1, .reason = KIOSK_REASON_EQUIPMENT};
    struct kiosk_model *m = add(g, lang, "staff-room-paused", KIOSK_SCREEN_STAFF);
    m->staff.zone = 6;
    m->staff.counted.year = 0;
    kiosk_gallery_last_pose(g)->tab = 1;
    add(g, lang, "staff-figures", KIOSK_SCREEN_STAFF);
    kiosk_gallery_last_pose(g)->tab = 2;
    m = add(g, lang, "staff-figures-none", KIOSK_SCREEN_STAFF);
    m->staff.figures = (struct kiosk_figures_view){.wait_half = -1, .wait_most = -1};
    m->category_count = 5;
    kiosk_gallery_last_pose(g)->tab = 2;
    add(g, lang, "staff-kiosk", KIOSK_SCREEN_STAFF);
    kiosk_gallery_last_pose(g)->tab = 3;
    m = add(g, lang, "staff-kiosk-ill", KIOSK_SCREEN_STAFF);
    m->link = KIOSK_LINK_OFFLINE;
    m->link_age = 47;
    m->health = (struct kiosk_health_view){.camera = KIOSK_PART_FAILED,
            .printer = KIOSK_PART_UNKNOWN,
            .paper = KIOSK_PART_UNKNOWN,
            .cover_open = true,
            .voice = KIOSK_PART_NONE,
            .clock_known = true,
            .clock_ms = 185000,
            .disk_free_mb = 63,
            .unsent = 214,
            .number = 2,
            .version = "1.3.0-14-g0a1b2c3",
            .station = "http://192.168.1.10:8080",
            .camera_fault = "/dev/video0: No such device",
            .printer_fault = "the cover is open"};
    kiosk_gallery_last_pose(g)->tab = 3;
    add(g, lang, "staff-confirm-exit", KIOSK_SCREEN_STAFF);
    *kiosk_gallery_last_pose(g) = (struct kiosk_pose){
            .tab = 3, .asked = {.kind = KIOSK_ACTION_EXIT, .ask = "Leave the kiosk program?"}};
}

/* A ticket that waits, with all that staff can do then. */
static struct kiosk_held_view ticket(void)
{
    struct kiosk_held_view held = kiosk_gallery_held();
    held.ticket = (struct km_name){NODE, 61};
    strcpy(held.number, "B2-022");
    held.issued = (struct kiosk_moment){2026, 5, 14, 4, 10, 28};
    held.ahead_parties = 2;
    held.ahead_people = 5;
    held.wait_min = 5;
    held.wait_max = 8;
    held.can_cancel = held.can_print = held.can_call = held.can_requeue = true;
    held.can_transfer = held.can_admit = true;
    return held;
}

static struct kiosk_held_view *add_card(
        struct kiosk_gallery *g, enum kiosk_lang lang, const char *name, enum kiosk_held state)
{
    struct kiosk_model *m = add(g, lang, name, KIOSK_SCREEN_CARD);
    m->held = ticket();
    m->held.state = state;
    return &m->held;
}

static void add_cards(struct kiosk_gallery *g, enum kiosk_lang lang)
{
    add_card(g, lang, "card-waiting", KIOSK_HELD_WAITING);
    struct kiosk_held_view *h = add_card(g, lang, "card-called", KIOSK_HELD_CALLED);
    h->priority = h->overdue = true;
    h->decided = (struct kiosk_moment){2026, 5, 14, 4, 10, 33};
    h->decided_minutes = 9;
    h->can_call = h->can_requeue = false;
    h->can_recall = h->can_no_show = true;
    h->age = 6;
    h = add_card(g, lang, "card-passed", KIOSK_HELD_NO_SHOW);
    h->decided = (struct kiosk_moment){2026, 5, 14, 4, 10, 30};
    h->decided_minutes = 12;
    h->can_call = false;
    h = add_card(g, lang, "card-inside", KIOSK_HELD_INSIDE);
    h->decided = (struct kiosk_moment){2026, 5, 14, 4, 10, 35};
    h->decided_minutes = 7;
    h->admission = (struct km_name){NODE, 91};
    h->can_cancel = h->can_call = h->can_requeue = h->can_transfer = h->can_admit = false;
    h->can_check_out = true;
    h = add_card(g, lang, "card-moved", KIOSK_HELD_TRANSFERRED);
    h->can_cancel = h->can_call = h->can_requeue = h->can_transfer = h->can_admit = false;
    h->can_print = false;
    strcpy(h->other_number, "D1-014");
    h->other_title = (struct kiosk_text){"智能手机与电脑", "Phones and computers"};
    add_card(g, lang, "card-confirm-cancel", KIOSK_HELD_WAITING);
    kiosk_gallery_last_pose(g)->asked = (struct kiosk_action){.kind = KIOSK_ACTION_MOVE,
            .move = {.deed = KIOSK_DEED_CANCEL, .zone = 2, .ticket = {NODE, 61}},
            .ask = "Cancel this ticket?"};
}

static void add_typed(struct kiosk_gallery *g, enum kiosk_lang lang)
{
    struct kiosk_model *m = add(g, lang, "pick-zone", KIOSK_SCREEN_PICK);
    m->zone_count = KIOSK_GALLERY_ZONES;
    m = add(g, lang, "pick-transfer", KIOSK_SCREEN_PICK);
    m->pick = KIOSK_PICK_TRANSFER;
    m->held = ticket();
    m = add(g, lang, "pick-transfer-none", KIOSK_SCREEN_PICK);
    m->pick = KIOSK_PICK_TRANSFER;
    m->held = ticket();
    m->zone_count = 0;
    add(g, lang, "number", KIOSK_SCREEN_NUMBER);
    m = add(g, lang, "number-typed", KIOSK_SCREEN_NUMBER);
    m->zone_count = KIOSK_GALLERY_ZONES;
    kiosk_gallery_last_pose(g)->typed = "B12-1017";
    add(g, lang, "count", KIOSK_SCREEN_COUNT);
    add(g, lang, "count-typed", KIOSK_SCREEN_COUNT);
    *kiosk_gallery_last_pose(g) =
            (struct kiosk_pose){.typed = "21", .reason = KIOSK_REASON_UNSCANNED};
}

/* The readers: all well, and nothing there. */
static void add_camera(struct kiosk_gallery *g, enum kiosk_lang lang)
{
    struct kiosk_model *m = add(g, lang, "camera", KIOSK_SCREEN_CAMERA);
    kiosk_gallery_look(&m->checkin, KIOSK_GALLERY_READ);
    m->camera = (struct kiosk_camera_view){.configured = "auto",
            .configured_chosen = true,
            .choice_count = 2,
            .choices = {{.name = "HD USB Camera", .device = "/dev/video0", .in_use = true},
                    {.name = "Integrated Webcam",
                            .device = "/dev/video2",
                            .hindrance = KIOSK_HINDRANCE_BUSY}},
            .name = "/dev/video0 · HD USB Camera · 1280×720 · MJPG · 30/s",
            .width = 1280,
            .height = 720,
            .fps_tenths = 299,
            .look_us = 1240,
            .brightness = 47,
            .module_px = 4.2f,
            .tried = {{.any = true, .good = true, .number = "B2-017", .state = KIOSK_HELD_WAITING},
                    {.any = true,
                            .good = true,
                            .number = "B2-018",
                            .state = KIOSK_HELD_INSIDE,
                            .repaired = true}}};
    m = add(g, lang, "camera-none", KIOSK_SCREEN_CAMERA);
    m->checkin.camera = KIOSK_CAMERA_LOST;
    m->camera.name = "";
    m->camera.configured = "auto";
    m->camera.configured_chosen = true;
    m = add(g, lang, "camera-bad", KIOSK_SCREEN_CAMERA);
    kiosk_gallery_look(&m->checkin, KIOSK_GALLERY_DARK);
    m->camera = (struct kiosk_camera_view){.configured = "auto",
            .name = "/dev/video0 · HD USB Camera · 640×480 · YUYV",
            .width = 640,
            .height = 480,
            .fps_tenths = 75,
            .look_us = 3800,
            .brightness = 7,
            .module_px = 2.1f,
            .choice_count = 1,
            .choices = {{.name = "HD USB Camera",
                    .device = "/dev/video0",
                    .chosen = true,
                    .in_use = true}},
            .tried = {{.any = true,
                              .why = {"这不是我们的票。", "This is not one of our tickets."},
                              .text = "HTTPS://EXAMPLE.ORG/MENU"},
                    {0}}};
}

void kiosk_gallery_staff(struct kiosk_gallery *g, enum kiosk_lang lang)
{
    add_pins(g, lang);
    add_queue(g, lang);
    add_pages(g, lang);
    add_cards(g, lang);
    add_camera(g, lang);
    add_typed(g, lang);
}
