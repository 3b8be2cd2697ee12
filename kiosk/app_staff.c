/* What staff do behind the PIN, from screen to screen. */
#include "kiosk/app.h"

static bool has_zone(const struct kiosk_app *app, uint16_t zone)
{
    for (size_t i = 0; app->scene && i < app->scene->model.zone_count; i++)
        if (app->scene->zones[i].id == zone)
            return true;
    return false;
}

/* The queue where they worked last, as long as there is that zone; without any zone there is still
 * the kiosk to look after. */
void kiosk_app_open_staff(struct kiosk_app *app)
{
    size_t zones = app->scene ? app->scene->model.zone_count : 0;
    uint16_t zone = has_zone(app, app->staff_zone) ? app->staff_zone : app->config.zone;
    if (zones == 1)
        zone = app->scene->zones[0].id;
    app->staff_zone = has_zone(app, zone) ? zone : KM_ZONE_NONE;
    app->pick = KIOSK_PICK_ZONE;
    app->errand = app->sets_clock = false;
    kiosk_counter_watch(&app->counter, app->staff_zone);
    bool choose = app->staff_zone == KM_ZONE_NONE && zones > 0;
    kiosk_app_show(app, choose ? KIOSK_SCREEN_PICK : KIOSK_SCREEN_STAFF);
}

void kiosk_app_resume_staff(struct kiosk_app *app)
{
    app->staff_ticket = false;
    if (app->errand)
        kiosk_app_show(app, app->staff_from);
    else
        kiosk_app_open_staff(app);
}

static void pick(struct kiosk_app *app, uint16_t zone)
{
    if (app->pick == KIOSK_PICK_ZONE) {
        app->staff_zone = zone;
        kiosk_app_open_staff(app);
        return;
    }
    struct kiosk_move move = {.deed = KIOSK_DEED_TRANSFER, .zone = zone, .ticket = app->subject};
    kiosk_app_move(app, &move);
    kiosk_app_show(app, KIOSK_SCREEN_CARD);
}

/* From a card, a count, a choice back to the queue; from there to where they came from. */
static void back(struct kiosk_app *app)
{
    bool asked =
            app->errand && (app->screen == KIOSK_SCREEN_CARD || app->screen == KIOSK_SCREEN_NUMBER);
    if (app->screen == KIOSK_SCREEN_PICK && app->pick == KIOSK_PICK_TRANSFER)
        kiosk_app_show(app, KIOSK_SCREEN_CARD);
    else if (app->screen == KIOSK_SCREEN_STAFF || app->screen == KIOSK_SCREEN_PIN || asked ||
             (app->screen == KIOSK_SCREEN_PICK && app->staff_zone == KM_ZONE_NONE))
        kiosk_app_show(app, app->staff_from);
    else
        kiosk_app_show(app, KIOSK_SCREEN_STAFF);
}

static void undo_admission(struct kiosk_app *app, struct km_name check_in)
{
    if (!km_name_is_none(check_in) && kiosk_counter_undo(&app->counter, check_in))
        kiosk_app_show(app, app->before); /* that it is done is said when it is */
}

/* Staff let in whom the scan would not. */
static void admit_anyway(struct kiosk_app *app, struct km_name ticket)
{
    struct kiosk_move move = {.deed = KIOSK_DEED_ADMIT, .ticket = ticket};
    if (!km_name_is_none(ticket) && kiosk_app_move(app, &move))
        kiosk_app_show(app, app->before);
}

/* What only staff may ask for. The clock of a kiosk that has no PIN yet is set without one. */
static bool needs_pin(const struct kiosk_app *app, const struct kiosk_action *action)
{
    switch (action->kind) {
    case KIOSK_ACTION_SET_CLOCK:
        return app->guard.set || app->signed_in;
    case KIOSK_ACTION_UNDO:
    case KIOSK_ACTION_ADMIT_ANYWAY:
    case KIOSK_ACTION_TYPED:
    case KIOSK_ACTION_MOVE:
    case KIOSK_ACTION_OPEN_STAFF:
    case KIOSK_ACTION_OPEN_CARD:
    case KIOSK_ACTION_OPEN_PICK:
    case KIOSK_ACTION_PICK:
    case KIOSK_ACTION_OPEN_NUMBER:
    case KIOSK_ACTION_OPEN_COUNT:
    case KIOSK_ACTION_OPEN_CLOCK:
    case KIOSK_ACTION_TEST_PRINT:
    case KIOSK_ACTION_TEST_VOICE:
    case KIOSK_ACTION_OPEN_CAMERA:
    case KIOSK_ACTION_CAMERA:
    case KIOSK_ACTION_EXIT:
        return true;
    default:
        return false;
    }
}

/* Its card is shown once the scene has it: until then the buttons would be another ticket's. */
static void open_card(struct kiosk_app *app, struct km_name ticket)
{
    kiosk_app_forget_print(app);
    kiosk_app_hold(app, ticket);
    app->opening = ticket;
}

void kiosk_app_open_due_card(struct kiosk_app *app)
{
    if (!km_name_is_none(app->opening) && app->signed_in &&
            km_name_equal(app->opening, app->scene->model.held.ticket))
        kiosk_app_show(app, KIOSK_SCREEN_CARD);
}

static void move(struct kiosk_app *app, const struct kiosk_move *move)
{
    if (move->deed == KIOSK_DEED_REPRINT)
        kiosk_app_print(app);
    else
        kiosk_app_move(app, move);
    if (app->screen == KIOSK_SCREEN_COUNT)
        kiosk_app_show(app, KIOSK_SCREEN_STAFF);
}

static void find_typed(struct kiosk_app *app, const char *text)
{
    kiosk_app_show(app, KIOSK_SCREEN_NUMBER); /* what is found opens its card */
    app->looker = KIOSK_LOOKER_STAFF;
    kiosk_counter_hold(&app->counter, text, true);
}

static void open_pick(struct kiosk_app *app, enum kiosk_pick what)
{
    app->pick = what;
    if (what == KIOSK_PICK_TRANSFER && app->scene)
        app->subject = app->scene->model.held.ticket;
    kiosk_app_show(app, KIOSK_SCREEN_PICK);
}

static void set_clock(struct kiosk_app *app, struct kiosk_moment moment)
{
    app->sets_clock = false;
    kiosk_counter_set_clock(&app->counter, moment);
    if (app->screen == KIOSK_SCREEN_PIN)
        kiosk_app_show(app, kiosk_app_base(app));
}

static void act(struct kiosk_app *app, const struct kiosk_action *action)
{
    kiosk_app_sign_in(app); /* for as long again */
    switch (action->kind) {
    case KIOSK_ACTION_OPEN_STAFF:
        kiosk_app_open_staff(app);
        break;
    case KIOSK_ACTION_UNDO:
        undo_admission(app, action->ticket);
        break;
    case KIOSK_ACTION_ADMIT_ANYWAY:
        admit_anyway(app, action->ticket);
        break;
    case KIOSK_ACTION_TYPED:
        find_typed(app, action->text);
        break;
    case KIOSK_ACTION_SET_CLOCK:
        set_clock(app, action->moment);
        break;
    case KIOSK_ACTION_MOVE:
        move(app, &action->move);
        break;
    case KIOSK_ACTION_OPEN_CARD:
        open_card(app, action->ticket);
        break;
    case KIOSK_ACTION_OPEN_PICK:
        open_pick(app, (enum kiosk_pick)action->value);
        break;
    case KIOSK_ACTION_PICK:
        pick(app, action->zone);
        break;
    case KIOSK_ACTION_OPEN_NUMBER:
        kiosk_app_show(app, KIOSK_SCREEN_NUMBER);
        break;
    case KIOSK_ACTION_OPEN_COUNT:
        kiosk_app_show(app, KIOSK_SCREEN_COUNT);
        break;
    case KIOSK_ACTION_OPEN_CLOCK:
        app->sets_clock = true;
        break;
    case KIOSK_ACTION_TEST_PRINT:
        kiosk_app_test_print(app);
        break;
    case KIOSK_ACTION_TEST_VOICE:
        kiosk_app_test_voice(app);
        break;
    case KIOSK_ACTION_OPEN_CAMERA:
        kiosk_app_open_camera(app);
        break;
    case KIOSK_ACTION_CAMERA:
        kiosk_app_choose_camera(app, action->value);
        break;
    case KIOSK_ACTION_EXIT:
        kiosk_window_quit(app->window);
        break;
    default:
        break;
    }
}

/* Coming from a visitor's screen, or with a number from the door. */
static void note_way(struct kiosk_app *app, const struct kiosk_action *action)
{
    bool door = app->screen == KIOSK_SCREEN_CHECKIN || app->screen == KIOSK_SCREEN_VERDICT;
    if (kiosk_app_is_staffs(app->screen))
        return;
    app->staff_from = door ? KIOSK_SCREEN_CHECKIN : kiosk_app_base(app);
    app->errand = door && action->kind == KIOSK_ACTION_TYPED;
}

/* What a touch on a verdict is about stays so, even when the PIN comes first and another verdict
 * with it. */
static struct kiosk_action about_verdict(
        const struct kiosk_app *app, const struct kiosk_action *action)
{
    struct kiosk_action about = *action;
    if (app->screen == KIOSK_SCREEN_VERDICT && app->verdict && action->kind == KIOSK_ACTION_UNDO)
        about.ticket = app->verdict->check_in;
    if (app->screen == KIOSK_SCREEN_VERDICT && app->verdict &&
            action->kind == KIOSK_ACTION_ADMIT_ANYWAY)
        about.ticket = app->verdict->ticket;
    return about;
}

bool kiosk_app_staff_act(struct kiosk_app *app, const struct kiosk_action *action)
{
    if (action->kind == KIOSK_ACTION_PIN) {
        kiosk_app_try_pin(app, action->text);
        return true;
    }
    if (action->kind == KIOSK_ACTION_SIGN_OUT) {
        kiosk_app_sign_out(app);
        kiosk_app_show(app, kiosk_app_base(app));
        return true;
    }
    if (action->kind == KIOSK_ACTION_BACK && kiosk_app_is_staffs(app->screen) && !app->sets_clock) {
        back(app);
        return true;
    }
    if (action->kind == KIOSK_ACTION_SET_CLOCK && !needs_pin(app, action)) {
        set_clock(app, action->moment);
        return true;
    }
    if (!needs_pin(app, action))
        return false;
    struct kiosk_action about = about_verdict(app, action);
    note_way(app, action);
    if (app->signed_in)
        act(app, &about);
    else
        kiosk_app_ask_pin(app, &about);
    return true;
}
