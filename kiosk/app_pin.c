/* The way to what lies behind the PIN: staff sign in with it, and are signed out when they touched
 * nothing for long, or left their screens for one that visitors touch. What was asked for before
 * the PIN is done after it. */
#include "kiosk/app.h"

#include <sodium.h>
#include <stdio.h>
#include <string.h>

#define LOOK_MS 2000 /* no PIN is set: how often to see whether it is now */

void kiosk_app_ask_pin(struct kiosk_app *app, const struct kiosk_action *after)
{
    app->after_pin = *after;
    app->after_text[0] = 0;
    if (after->text)
        snprintf(app->after_text, sizeof app->after_text, "%s", after->text);
    app->pin = KIOSK_PIN_ASK;
    app->look_pin = 0;
    sodium_memzero(app->chosen, sizeof app->chosen);
    kiosk_app_show(app, KIOSK_SCREEN_PIN);
}

void kiosk_app_choose_pin(struct kiosk_app *app)
{
    app->after_pin = (struct kiosk_action){.kind = KIOSK_ACTION_NONE};
    app->pin = KIOSK_PIN_CHOOSE;
    app->staff_from = kiosk_app_base(app);
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

void kiosk_app_try_pin(struct kiosk_app *app, const char *digits)
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

void kiosk_app_sign_in(struct kiosk_app *app)
{
    app->signed_in = true;
    app->signed_until = kiosk_window_now() + (uint64_t)app->config.staff_for * 1000;
}

bool kiosk_app_is_staffs(enum kiosk_screen screen)
{
    return screen == KIOSK_SCREEN_PIN || screen == KIOSK_SCREEN_STAFF ||
           screen == KIOSK_SCREEN_CARD || screen == KIOSK_SCREEN_PICK ||
           screen == KIOSK_SCREEN_NUMBER || screen == KIOSK_SCREEN_COUNT ||
           screen == KIOSK_SCREEN_CAMERA;
}

bool kiosk_app_stays_signed_in(const struct kiosk_app *app, enum kiosk_screen screen)
{
    return kiosk_app_is_staffs(screen) || screen == KIOSK_SCREEN_CHECKIN ||
           screen == KIOSK_SCREEN_VERDICT || (screen == KIOSK_SCREEN_TICKET && app->staff_ticket);
}

void kiosk_app_sign_out(struct kiosk_app *app)
{
    app->signed_in = app->sets_clock = app->errand = false;
    kiosk_counter_watch(&app->counter, KM_ZONE_NONE);
    kiosk_app_hold(app, (struct km_name){0});
}

void kiosk_app_guard(struct kiosk_app *app, const struct kiosk_pin_guard *guard)
{
    app->guard = *guard;
}

void kiosk_app_pin(struct kiosk_app *app, bool good, const struct kiosk_pin_guard *guard)
{
    app->guard = *guard;
    if (app->pin == KIOSK_PIN_CHECKING)
        app->pin = KIOSK_PIN_ASK;
    if (app->screen != KIOSK_SCREEN_PIN)
        return; /* it took so long that the screen went back: perhaps to the next visitor */
    if (!good) {
        kiosk_speaker_play(&app->speaker, KIOSK_SOUND_REFUSE);
        return;
    }
    kiosk_app_sign_in(app);
    struct kiosk_action after = app->after_pin;
    app->after_pin.kind = KIOSK_ACTION_NONE;
    after.text = app->after_text;
    if (after.kind == KIOSK_ACTION_NONE)
        after.kind = KIOSK_ACTION_OPEN_STAFF;
    kiosk_app_act(app, &after);
    if (app->screen == KIOSK_SCREEN_PIN) /* it shows nothing of its own */
        kiosk_app_open_staff(app);
}

uint64_t kiosk_app_staff_due(struct kiosk_app *app, uint64_t now)
{
    bool unset = app->enrolled && app->screen == KIOSK_SCREEN_PIN &&
                 kiosk_app_pin_view(app).state == KIOSK_PIN_UNSET;
    if (app->signed_in && now >= app->signed_until) {
        bool away = kiosk_app_is_staffs(app->screen) || app->screen == KIOSK_SCREEN_TICKET;
        kiosk_app_sign_out(app);
        if (away)
            kiosk_app_show(app, kiosk_app_base(app));
    }
    if (unset && now >= app->look_pin && kiosk_counter_look_pin(&app->counter))
        app->look_pin = now + LOOK_MS;
    return app->signed_in ? app->signed_until : unset ? app->look_pin : 0;
}
