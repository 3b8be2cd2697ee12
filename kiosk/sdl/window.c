#include "kiosk/sdl/window.h"

#include "core/bounds.h"
#include "kiosk/sdl/hand.h"
#include "kiosk/sdl/pane.h"
#include "kiosk/sdl/png.h"
#include "kiosk/sdl/stop_signal.h"

#include <SDL.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>

#define CLAIM_MS 250       /* between two takings back of the screen, at first */
#define CLAIM_MS_MAX 30000 /* and where it is of no use */
#define RENEW_MS 1000      /* between two tries to have a screen again */
#define STEADY_MS 2000     /* a screen that was put up stays that long, whatever displays say */

struct kiosk_window {
    const struct kiosk_window_ops *ops; /* borrowed */
    void *self;                         /* borrowed */
    struct kiosk_pane pane;
    struct kiosk_font *font;
    struct kiosk_painter painter;
    bool has_events; /* SDL's queue; it outlives the pane */
    uint32_t message_event, stop_event;
    atomic_bool open;  /* messages are taken */
    pthread_mutex_t m; /* held while the pane is put up anew, and while anything is posted */
    bool quitting;
    bool windowed;
    bool whole; /* show all pixels, not only what changed: the window was covered or is new */
    bool lost;  /* there is no screen to show on, which was said */
    uint64_t renew_at, renewed; /* ms: the pane is due to be put up anew, 0 = no need; it was */
    uint64_t claim_at;          /* ms: the screen is due to be taken back, 0 = no need */
    uint64_t claim_pause;       /* ms, until the next time */
    uint64_t idle_at;           /* ms: when nothing was left to handle */
    int late_ms;                /* what is handled now may have waited so long */
    struct kiosk_hand hand;
};

struct message {
    void (*fn)(void *self, void *payload);
    void *payload; /* owned */
    void (*release)(void *payload);
};

static void message_free(struct message *m)
{
    if (m->release)
        m->release(m->payload);
    free(m);
}

uint64_t kiosk_window_now(void)
{
    return SDL_GetTicks64();
}

/* SDL's queue may be used from anywhere, but not while the video part is taken down. */
static bool push(struct kiosk_window *w, uint32_t type, void *data)
{
    SDL_Event event = {.user = {.type = type, .data1 = data}};
    pthread_mutex_lock(&w->m);
    bool ok = SDL_PushEvent(&event) == 1;
    pthread_mutex_unlock(&w->m);
    return ok;
}

static void on_stop(void *userdata)
{
    struct kiosk_window *w = userdata;
    push(w, w->stop_event, NULL);
}

static bool fit_painter(struct kiosk_window *w, char *err)
{
    int width;
    int height;
    SDL_GetWindowSize(w->pane.sdl, &width, &height);
    if (w->painter.pixels && w->painter.width == width && w->painter.height == height)
        return true;
    kiosk_painter_destroy(&w->painter);
    w->whole = true;
    return kiosk_painter_init(&w->painter, w->font, width, height, err);
}

/* Full screen: the screen is taken back in that time, or before if that was wanted already. */
static void want_claim(struct kiosk_window *w, uint64_t in_ms)
{
    uint64_t at = kiosk_window_now() + in_ms;
    if (!w->windowed && (w->claim_at == 0 || at < w->claim_at))
        w->claim_at = at;
}

bool kiosk_window_open(struct kiosk_window **out_window, const struct kiosk_window_options *options,
        const struct kiosk_window_ops *ops, void *self, char *err)
{
    struct kiosk_window *w = calloc(1, sizeof *w);
    if (!w)
        abort();
    w->ops = ops;
    w->self = self;
    w->windowed = options->windowed;
    w->claim_pause = CLAIM_MS;
    pthread_mutex_init(&w->m, NULL);
    w->has_events = SDL_InitSubSystem(SDL_INIT_EVENTS) == 0;
    w->message_event = SDL_RegisterEvents(2);
    w->stop_event = w->message_event + 1;
    if (!w->has_events) {
        snprintf(err, KM_ERR_MAX, "no events: %s", SDL_GetError());
        goto fail;
    }
    if (!kiosk_pane_open(&w->pane, options, err) || !kiosk_font_open(&w->font, err) ||
            !fit_painter(w, err) || !kiosk_stop_signal_start(on_stop, w, err))
        goto fail;
    want_claim(w, CLAIM_MS);
    atomic_store(&w->open, true);
    *out_window = w;
    return true;
fail:
    kiosk_window_close(w);
    return false;
}

static void drain(struct kiosk_window *w)
{
    SDL_Event event;
    while (SDL_PeepEvents(&event, 1, SDL_GETEVENT, w->message_event, w->message_event) == 1)
        message_free(event.user.data1);
}

void kiosk_window_close(struct kiosk_window *w)
{
    if (!w)
        return;
    atomic_store(&w->open, false);
    kiosk_stop_signal_end();
    if (w->has_events)
        drain(w);
    kiosk_painter_destroy(&w->painter);
    kiosk_font_close(w->font);
    kiosk_pane_close(&w->pane);
    if (w->has_events)
        SDL_QuitSubSystem(SDL_INIT_EVENTS);
    pthread_mutex_destroy(&w->m);
    free(w);
}

void kiosk_window_quit(struct kiosk_window *w)
{
    w->quitting = true;
}

bool kiosk_window_post(struct kiosk_window *w, void (*fn)(void *self, void *payload), void *payload,
        void (*release)(void *payload))
{
    struct message *m = malloc(sizeof *m);
    if (!m)
        abort();
    *m = (struct message){fn, payload, release};
    if (!atomic_load(&w->open) || !push(w, w->message_event, m)) {
        message_free(m);
        return false;
    }
    return true;
}

struct kiosk_font *kiosk_window_font(struct kiosk_window *w)
{
    return w->font;
}

const struct kiosk_frame *kiosk_window_shown(const struct kiosk_window *w)
{
    return &w->painter.shown;
}

bool kiosk_window_capture(struct kiosk_window *w, const char *path, char *err)
{
    return kiosk_png_write(path, w->painter.pixels, w->painter.width, w->painter.height, err);
}

static void give(struct kiosk_window *w, struct kiosk_input in)
{
    in.ms = kiosk_window_now();
    in.late_ms = w->late_ms;
    bool key = in.kind == KIOSK_INPUT_KEY || in.kind == KIOSK_INPUT_CHAR;
    if (key && w->ops->wedge && w->ops->wedge(w->self, &in, in.ms))
        return;
    if (in.kind != KIOSK_INPUT_KEY || in.key != KIOSK_KEY_NONE)
        w->ops->input(w->self, &in, &w->painter.shown);
}

/* The code points of typed text, one by one. SDL gives valid UTF-8. */
static void give_text(struct kiosk_window *w, const char *text)
{
    const uint8_t *at = (const uint8_t *)text;
    while (*at) {
        int more = *at >= 0xF0 ? 3 : *at >= 0xE0 ? 2 : *at >= 0xC0 ? 1 : 0;
        int code = more ? *at & (0x3F >> more) : *at;
        for (at++; more > 0 && (*at & 0xC0) == 0x80; more--)
            code = code << 6 | (*at++ & 0x3F);
        give(w, (struct kiosk_input){.kind = KIOSK_INPUT_CHAR, .key = code});
    }
}

/* Full screen: what screens there are is looked at afresh, but not all the time. */
static void want_renewal(struct kiosk_window *w, uint64_t in_ms)
{
    uint64_t at = kiosk_window_now() + in_ms;
    uint64_t steady = w->renewed == 0 ? 0 : w->renewed + STEADY_MS;
    if (!w->windowed && w->renew_at == 0)
        w->renew_at = at > steady ? at : steady;
}

static void window_changed(struct kiosk_window *w, int what)
{
    switch (what) {
    case SDL_WINDOWEVENT_EXPOSED:
    case SDL_WINDOWEVENT_SIZE_CHANGED:
        w->whole = true;
        break;
    case SDL_WINDOWEVENT_FOCUS_GAINED:
        w->claim_pause = CLAIM_MS;
        break;
    case SDL_WINDOWEVENT_FOCUS_LOST:
        want_claim(w, CLAIM_MS);
        break;
    case SDL_WINDOWEVENT_MINIMIZED:
    case SDL_WINDOWEVENT_HIDDEN:
        /* SDL would wait for the window manager to show it again, for ever if it is on another
         * desktop; a new window comes up where people look. */
        want_renewal(w, CLAIM_MS);
        break;
    default:;
    }
}

static void run_message(struct kiosk_window *w, struct message *m)
{
    m->fn(w->self, m->payload);
    message_free(m);
}

/* The window's own coordinates are those of the picture. */
static void handle(struct kiosk_window *w, const SDL_Event *event)
{
    struct kiosk_input in;
    if (event->type == SDL_MOUSEBUTTONDOWN)
        kiosk_pane_take_keyboard(&w->pane);
    switch (event->type) {
    case SDL_QUIT: /* the window manager's close; a kiosk stays */
        w->quitting = w->quitting || w->windowed;
        break;
    case SDL_WINDOWEVENT:
        window_changed(w, event->window.event);
        break;
    case SDL_DISPLAYEVENT:
        want_renewal(w, RENEW_MS); /* they come and go in groups */
        break;
    case SDL_TEXTINPUT:
        give_text(w, event->text.text);
        break;
    default:
        if (event->type == w->message_event)
            run_message(w, event->user.data1);
        else if (event->type == w->stop_event)
            w->quitting = true;
        else if (kiosk_hand_read(&w->hand, event, kiosk_window_now(), &in))
            give(w, in);
    }
}

static bool redraw(struct kiosk_window *w, char *err)
{
    if (!fit_painter(w, err))
        return false;
    struct kiosk_frame *frame = kiosk_painter_begin(&w->painter);
    w->ops->draw(w->self, frame, w->painter.width, w->painter.height);
    struct kiosk_damage damage;
    kiosk_painter_end(&w->painter, &damage);
    if (w->whole)
        damage = (struct kiosk_damage){{{0, 0, w->painter.width, w->painter.height}}, 1};
    w->whole = false;
    if (damage.count > 0 &&
            !kiosk_pane_show(&w->pane, &w->painter, damage.rects, damage.count, err))
        return false;
    if (w->ops->shown)
        w->ops->shown(w->self);
    return true;
}

/* Full screen only: visitors come back when the screen does, and till then all else goes on. */
static void miss_screen(struct kiosk_window *w, const char *reason)
{
    if (!w->lost)
        fprintf(stderr, "Could not show the screen: %s; trying again\n", reason);
    w->lost = true;
    w->renew_at = kiosk_window_now() + RENEW_MS;
}

static void renew(struct kiosk_window *w)
{
    char reason[KM_ERR_MAX];
    w->renew_at = 0;
    pthread_mutex_lock(&w->m);
    bool ok = kiosk_pane_open(&w->pane, &w->pane.options, reason);
    pthread_mutex_unlock(&w->m);
    SDL_FlushEvent(SDL_DISPLAYEVENT); /* of the displays that it has just been told of */
    w->renewed = kiosk_window_now();
    w->whole = true;
    w->hand = (struct kiosk_hand){0};
    want_claim(w, CLAIM_MS);
    if (!ok)
        miss_screen(w, reason);
}

/* Until it is ours, again and again, but ever more rarely: others may want it as much. */
static void claim(struct kiosk_window *w)
{
    bool ours = kiosk_pane_claim(&w->pane);
    w->claim_at = ours ? 0 : kiosk_window_now() + w->claim_pause;
    if (!ours)
        w->claim_pause = w->claim_pause * 2 < CLAIM_MS_MAX ? w->claim_pause * 2 : CLAIM_MS_MAX;
}

static int sooner(int wait, uint64_t at, uint64_t now)
{
    int left = at <= now ? 1 : (int)(at - now);
    return at == 0 || (wait >= 0 && wait < left) ? wait : left;
}

/* Brings the screen up to date; *wait becomes less when something of its own is due before. False
 * when a window is lost; a kiosk's screen is waited for. */
static bool keep_shown(struct kiosk_window *w, int *wait, char *err)
{
    uint64_t now = kiosk_window_now();
    if (w->renew_at != 0 && now >= w->renew_at)
        renew(w);
    if (w->claim_at != 0 && now >= w->claim_at)
        claim(w);
    if (w->pane.sdl) {
        bool ok = redraw(w, err);
        if (!ok && w->windowed)
            return false;
        if (!ok && w->renew_at == 0)
            miss_screen(w, err);
        if (ok && w->lost)
            fprintf(stderr, "The screen is shown again\n");
        w->lost = w->lost && !ok;
    }
    *wait = sooner(sooner(*wait, w->renew_at, now), w->claim_at, now);
    return true;
}

/* Sleeps until something is there, and handles all that is; what is left at the end is drained
 * (close). */
static void handle_all(struct kiosk_window *w, int wait)
{
    SDL_Event event;
    uint64_t asleep = kiosk_window_now();
    bool got = wait < 0 ? SDL_WaitEvent(&event) : SDL_WaitEventTimeout(&event, wait);
    /* What was there at once has come at any time since the last look. */
    bool waited = kiosk_window_now() - asleep > 1;
    w->late_ms = waited || w->idle_at == 0 ? 0 : (int)(asleep - w->idle_at);
    while (got) {
        handle(w, &event);
        got = !w->quitting && SDL_PollEvent(&event);
    }
    w->idle_at = kiosk_window_now();
}

bool kiosk_window_run(struct kiosk_window *w, char *err)
{
    while (!w->quitting) {
        int wait = w->ops->tick(w->self, kiosk_window_now());
        if (w->quitting)
            break;
        if (!keep_shown(w, &wait, err))
            return false;
        handle_all(w, wait);
    }
    return true;
}
