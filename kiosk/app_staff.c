/* What lies behind the PIN: staff sign in with it, work for a while, and are signed out when nobody
 * touched anything for long. What was asked for before the PIN is done after it. */
#include "kiosk/app.h"

#include <sodium.h>
#include <stdio.h>
#include <string.h>

/* ---- the PIN ---- */

static void ask_pin(struct kiosk_app *app, const struct kiosk_action *after)
{
    app->after_pin = *after;
    app->after_text[0] = 0;
    if (after->text)
        snprintf(app->after_text, sizeof app->after_text, "%s", after->text);
    app->pin = KIOSK_PIN_ASK;
    kiosk_app_show(app, KIOSK_SCREEN_PIN);
}

void kiosk_app_choose_pin(struct kiosk_app *app)
{
    app->after_pin = (struct kiosk_action){.kind = KIOSK_ACTION_NONE};
    app->pin = KIOSK_PIN_CHOOSE;
    kiosk_app_show(app, KIOSK_SCREEN_PIN);
}

struct kiosk_pin_view kiosk_app_pin_view(const struct kiosk_app *app)
{
    if (app->pin != KIOSK_PIN_ASK)
        return (struct kiosk_pin_view){.state = app->pin};
    return kiosk_pin_show(&app->guard, kiosk_instant_now().steady);
}

/* A new PIN is said twice. */
static void choose(struct kiosk_app *app, const char *digits)
{
    char why[KM_ERR_MAX];
    if (app->pin != KIOSK_PIN_REPEAT) {
        if (!kiosk_pin_fit(digits, why)) {
            kiosk_app_notice(app, KIOSK_NOTICE_WARN,
                    N_("Please choose 4 to 12 digits that are not easy to guess."),
                    KIOSK_NOTICE_MS);
            return;
        }
        snprintf(app->chosen, sizeof app->chosen, "%s", digits);
        app->pin = KIOSK_PIN_REPEAT;
        return;
    }
    bool same = strcmp(app->chosen, digits) == 0;
    sodium_memzero(app->chosen, sizeof app->chosen);
    app->pin = same ? KIOSK_PIN_CHECKING : KIOSK_PIN_DIFFER;
    if (same)
        kiosk_counter_set_pin(&app->counter, digits);
}

static void try_pin(struct kiosk_app *app, const char *digits)
{
    if (app->pin == KIOSK_PIN_CHOOSE || app->pin == KIOSK_PIN_REPEAT ||
            app->pin == KIOSK_PIN_DIFFER) {
        choose(app, digits);
        return;
    }
    enum kiosk_pin now = kiosk_app_pin_view(app).state;
    if (now == KIOSK_PIN_CHECKING || now == KIOSK_PIN_LOCKED || now == KIOSK_PIN_UNSET)
        return;
    if (kiosk_counter_pin(&app->counter, digits))
        app->pin = KIOSK_PIN_CHECKING;
}

static void sign_in(struct kiosk_app *app)
{
    app->signed_in = true;
    app->signed_until = kiosk_window_now() + (uint64_t)app->config.staff_for * 1000;
}

static void sign_out(struct kiosk_app *app)
{
    app->signed_in = false;
    kiosk_counter_watch(&app->counter, KM_ZONE_NONE);
    kiosk_counter_hold_ticket(&app->counter, (struct km_name){0});
}

void kiosk_app_pin(struct kiosk_app *app, bool good, const struct kiosk_pin_guard *guard)
{
    app->guard = *guard;
    if (app->pin == KIOSK_PIN_CHECKING)
        app->pin = KIOSK_PIN_ASK;
    if (!good) {
        kiosk_speaker_play(&app->speaker, KIOSK_SOUND_REFUSE);
        return;
    }
    sign_in(app);
    if (app->screen != KIOSK_SCREEN_PIN)
        return; /* it took so long that the screen went back */
    struct kiosk_action after = app->after_pin;
    app->after_pin.kind = KIOSK_ACTION_NONE;
    after.text = app->after_text;
    if (after.kind == KIOSK_ACTION_NONE)
        after.kind = KIOSK_ACTION_OPEN_STAFF;
    kiosk_app_act(app, &after);
}

void kiosk_app_staff_due(struct kiosk_app *app, uint64_t now)
{
    if (app->signed_in && now >= app->signed_until)
        sign_out(app);
}

/* ---- the screens ---- */

static void open_staff(struct kiosk_app *app)
{
    uint16_t zone = app->staff_zone != KM_ZONE_NONE ? app->staff_zone : app->config.zone;
    if (app->scene && zone == KM_ZONE_NONE && app->scene->model.zone_count == 1)
        zone = app->scene->zones[0].id;
    app->staff_zone = zone;
    app->pick = KIOSK_PICK_ZONE;
    kiosk_counter_watch(&app->counter, zone);
    kiosk_app_show(app, zone == KM_ZONE_NONE ? KIOSK_SCREEN_PICK : KIOSK_SCREEN_STAFF);
}

static void pick(struct kiosk_app *app, uint16_t zone)
{
    if (app->pick == KIOSK_PICK_ZONE) {
        app->staff_zone = zone;
        open_staff(app);
        return;
    }
    struct kiosk_move move = {
            .deed = KIOSK_DEED_TRANSFER, .zone = zone, .ticket = app->scene->model.held.ticket};
    kiosk_counter_move(&app->counter, &move);
    kiosk_app_show(app, KIOSK_SCREEN_CARD);
}

/* From a card, a count, a choice back to the queue; from there to the kiosk's first screen. */
static void back(struct kiosk_app *app)
{
    if (app->screen == KIOSK_SCREEN_STAFF || app->screen == KIOSK_SCREEN_PIN ||
            (app->screen == KIOSK_SCREEN_PICK && app->staff_zone == KM_ZONE_NONE))
        kiosk_app_show(app, kiosk_app_base(app));
    else if (app->screen == KIOSK_SCREEN_PICK && app->pick == KIOSK_PICK_TRANSFER)
        kiosk_app_show(app, KIOSK_SCREEN_CARD);
    else
        kiosk_app_show(app, KIOSK_SCREEN_STAFF);
}

static void undo_admission(struct kiosk_app *app)
{
    if (!app->verdict || km_name_is_none(app->verdict->check_in))
        return;
    if (kiosk_counter_undo(&app->counter, app->verdict->check_in))
        kiosk_app_show(app, app->before); /* that it is done is said when it is */
}

/* Staff let in whom the scan would not. */
static void admit_anyway(struct kiosk_app *app)
{
    if (!app->verdict || km_name_is_none(app->verdict->ticket))
        return;
    struct kiosk_move move = {.deed = KIOSK_DEED_ADMIT, .ticket = app->verdict->ticket};
    if (kiosk_counter_move(&app->counter, &move))
        kiosk_app_show(app, app->before);
}

static bool staffs(enum kiosk_screen screen)
{
    return screen == KIOSK_SCREEN_PIN || screen == KIOSK_SCREEN_STAFF ||
           screen == KIOSK_SCREEN_CARD || screen == KIOSK_SCREEN_PICK ||
           screen == KIOSK_SCREEN_NUMBER || screen == KIOSK_SCREEN_COUNT;
}

/* What only staff may ask for. */
static bool needs_pin(const struct kiosk_action *action)
{
    switch (action->kind) {
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
    case KIOSK_ACTION_EXIT:
        return true;
    default:
        return false;
    }
}

static void open_card(struct kiosk_app *app, struct km_name ticket)
{
    app->print = KIOSK_PRINT_READY;
    kiosk_counter_hold_ticket(&app->counter, ticket);
    kiosk_app_show(app, KIOSK_SCREEN_CARD);
}

static void move(struct kiosk_app *app, const struct kiosk_move *move)
{
    kiosk_counter_move(&app->counter, move);
    if (app->screen == KIOSK_SCREEN_COUNT)
        kiosk_app_show(app, KIOSK_SCREEN_STAFF);
}

static void act(struct kiosk_app *app, const struct kiosk_action *action)
{
    switch (action->kind) {
    case KIOSK_ACTION_OPEN_STAFF:
        open_staff(app);
        break;
    case KIOSK_ACTION_UNDO:
        undo_admission(app);
        break;
    case KIOSK_ACTION_ADMIT_ANYWAY:
        admit_anyway(app);
        break;
    case KIOSK_ACTION_TYPED:
        kiosk_app_show(app, KIOSK_SCREEN_NUMBER); /* what is found opens its card */
        kiosk_counter_hold(&app->counter, action->text, true);
        break;
    case KIOSK_ACTION_MOVE:
        move(app, &action->move);
        break;
    case KIOSK_ACTION_OPEN_CARD:
        open_card(app, action->ticket);
        break;
    case KIOSK_ACTION_OPEN_PICK:
        app->pick = (enum kiosk_pick)action->value;
        kiosk_app_show(app, KIOSK_SCREEN_PICK);
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
    case KIOSK_ACTION_EXIT:
        kiosk_window_quit(app->window);
        break;
    default:
        break;
    }
}

bool kiosk_app_staff_act(struct kiosk_app *app, const struct kiosk_action *action)
{
    if (action->kind == KIOSK_ACTION_PIN) {
        try_pin(app, action->text);
        return true;
    }
    if (action->kind == KIOSK_ACTION_SIGN_OUT) {
        sign_out(app);
        kiosk_app_show(app, kiosk_app_base(app));
        return true;
    }
    if (action->kind == KIOSK_ACTION_BACK && staffs(app->screen) && !app->sets_clock) {
        back(app);
        return true;
    }
    if (!needs_pin(action))
        return false;
    if (app->signed_in)
        act(app, action);
    else
        ask_pin(app, action);
    return true;
}
