/* Keys: all of them go through the wedge, which tells a hand scanner from a person. What a person
 * typed comes back from it in order and goes on to the screen; only ASCII means anything there. */
#include "kiosk/app.h"

static void give_on(struct kiosk_app *app, const struct kiosk_wedge_key *key,
        const struct kiosk_frame *aimed_at)
{
    struct kiosk_input in = {.kind = KIOSK_INPUT_CHAR, .key = key->code, .ms = kiosk_window_now()};
    if (key->code >= KIOSK_KEY_ENTER)
        in.kind = KIOSK_INPUT_KEY;
    if (in.kind == KIOSK_INPUT_KEY || in.key < 0x80)
        kiosk_app_input(app, &in, aimed_at);
}

/* Keys that come together are each meant for what the ones before have made of the screen, though
 * that is not on the glass yet. */
static void give_all(struct kiosk_app *app, const struct kiosk_wedge_out *out)
{
    const struct kiosk_frame *shown = kiosk_window_shown(app->window);
    struct kiosk_frame next = {0};
    for (int i = 0; i < out->count; i++) {
        if (i > 0) {
            kiosk_frame_begin(&next, shown->width, shown->height);
            kiosk_app_model(app);
            kiosk_screens_draw(&app->screens, &app->model, shown->width, shown->height, &next);
        }
        give_on(app, &out->keys[i], i > 0 ? &next : shown);
    }
    kiosk_frame_destroy(&next);
}

static void take_keyed(struct kiosk_app *app)
{
    const struct kiosk_wedge_out *out = &app->keyed;
    give_all(app, out);
    if (out->event != KIOSK_WEDGE_SCANNED)
        return;
    app->wedge_seen = true;
    kiosk_app_scanned(app, KIOSK_BY_HAND, out->text, out->repaired);
}

bool kiosk_app_key(void *self, const struct kiosk_input *in, uint64_t now_ms)
{
    struct kiosk_app *app = self;
    struct kiosk_wedge_key key = {.code = in->key,
            .us = in->us,
            .ends = in->key == KIOSK_KEY_ENTER || in->key == KIOSK_KEY_TAB,
            .again = in->again};
    if (in->kind == KIOSK_INPUT_CHAR)
        kiosk_wedge_text(&app->wedge, in->key, (int64_t)now_ms, in->late_ms, &app->keyed);
    else
        kiosk_wedge_press(&app->wedge, &key, (int64_t)now_ms, in->late_ms, &app->keyed);
    take_keyed(app);
    return true;
}

void kiosk_app_decide_keys(struct kiosk_app *app, uint64_t now_ms)
{
    kiosk_wedge_tick(&app->wedge, (int64_t)now_ms, &app->keyed);
    take_keyed(app);
}
