/* What the door says of a ticket: at once, but each long enough to be seen. Of two codes in one
 * frame the second would wipe out the first before it was on the glass. */
#include "kiosk/app.h"

#include <string.h>

/* Colour, shape and sound are taken in that fast; nobody right behind waits longer. */
#define SEEN_MS 700

static bool is_seen(const struct kiosk_app *app, uint64_t now)
{
    return app->screen != KIOSK_SCREEN_VERDICT || now >= app->entered + SEEN_MS;
}

static void show(struct kiosk_app *app, struct kiosk_verdict_shown *verdict)
{
    kiosk_verdict_shown_free(app->verdict);
    app->verdict = verdict;
    bool admitted = verdict->view.verdict == KIOSK_VERDICT_ADMIT;
    kiosk_speaker_play(&app->speaker, admitted ? KIOSK_SOUND_ADMIT : KIOSK_SOUND_REFUSE);
    kiosk_app_notice(app, KIOSK_NOTICE_NONE, NULL, 0);
    kiosk_app_show(app, KIOSK_SCREEN_VERDICT);
    app->entered = kiosk_window_now(); /* the next one's is another, though it says the same */
}

static struct kiosk_verdict_shown *take_first(struct kiosk_app *app)
{
    struct kiosk_verdict_shown *first = app->verdicts[0];
    memmove(app->verdicts, app->verdicts + 1, --app->verdict_count * sizeof *app->verdicts);
    return first;
}

void kiosk_app_verdict(struct kiosk_app *app, struct kiosk_verdict_shown *verdict)
{
    if (app->verdict_count == 0 && is_seen(app, kiosk_window_now())) {
        show(app, verdict);
        return;
    }
    if (app->verdict_count == KIOSK_APP_VERDICTS)
        kiosk_verdict_shown_free(take_first(app));
    app->verdicts[app->verdict_count++] = verdict;
}

uint64_t kiosk_app_verdict_due(struct kiosk_app *app, uint64_t now)
{
    if (app->verdict_count > 0 && is_seen(app, now))
        show(app, take_first(app));
    return app->verdict_count > 0 ? app->entered + SEEN_MS : 0;
}

void kiosk_app_verdicts_free(struct kiosk_app *app)
{
    while (app->verdict_count > 0)
        kiosk_verdict_shown_free(take_first(app));
    kiosk_verdict_shown_free(app->verdict);
}
