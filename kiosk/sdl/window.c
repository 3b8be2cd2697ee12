#include "kiosk/sdl/window.h"

#include "core/bounds.h"
#include "kiosk/sdl/png.h"

#include <SDL.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct kiosk_window {
    const struct kiosk_window_ops *ops; /* borrowed */
    void *self;                         /* borrowed */
    bool started;                       /* SDL's video */
    SDL_Window *sdl;
    struct kiosk_font *font;
    struct kiosk_painter painter;
    uint32_t message_event;
    atomic_bool open; /* messages are taken */
    bool quitting;
    bool windowed;
    bool whole; /* show all pixels, not only what changed: the window was covered or is new */
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

static bool fit_painter(struct kiosk_window *w, char *err)
{
    int width;
    int height;
    SDL_GetWindowSize(w->sdl, &width, &height);
    if (w->painter.pixels && w->painter.width == width && w->painter.height == height)
        return true;
    kiosk_painter_destroy(&w->painter);
    w->whole = true;
    return kiosk_painter_init(&w->painter, w->font, width, height, err);
}

/* Full screen is asked for, and the window made as large as the screen besides: a kiosk may run
 * without a window manager, and then nobody grants the asking. */
static SDL_Window *create(const struct kiosk_window_options *options)
{
    if (options->windowed)
        return SDL_CreateWindow(options->title, SDL_WINDOWPOS_CENTERED, SDL_WINDOWPOS_CENTERED,
                options->width, options->height, SDL_WINDOW_RESIZABLE);
    SDL_DisplayMode screen = {.w = options->width, .h = options->height};
    if (SDL_GetDesktopDisplayMode(0, &screen) != 0)
        SDL_ClearError();
    return SDL_CreateWindow(options->title, 0, 0, screen.w, screen.h,
            SDL_WINDOW_FULLSCREEN_DESKTOP | SDL_WINDOW_BORDERLESS);
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
    /* Pixels go to the screen as they are; through OpenGL every small change would send the whole
     * picture, and where the display has no other way, SDL takes that one all the same. */
    SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION, "0");
    if (SDL_InitSubSystem(SDL_INIT_VIDEO) != 0) {
        snprintf(err, KM_ERR_MAX, "no display: %s", SDL_GetError());
        goto fail;
    }
    w->started = true;
    /* SDL's last resort draws where nobody sees it; that has to be asked for. */
    if (strcmp(SDL_GetCurrentVideoDriver(), "offscreen") == 0 && !getenv("SDL_VIDEODRIVER")) {
        snprintf(err, KM_ERR_MAX, "no display: neither X11 (DISPLAY) nor Wayland can be reached");
        goto fail;
    }
    w->message_event = SDL_RegisterEvents(1);
    w->sdl = create(options);
    if (!w->sdl) {
        snprintf(err, KM_ERR_MAX, "no window: %s", SDL_GetError());
        goto fail;
    }
    if (!kiosk_font_open(&w->font, err) || !fit_painter(w, err))
        goto fail;
    SDL_DisableScreenSaver();
    if (!options->windowed)
        SDL_ShowCursor(SDL_DISABLE);
    SDL_StartTextInput();
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
    if (w->started)
        drain(w);
    kiosk_painter_destroy(&w->painter);
    kiosk_font_close(w->font);
    if (w->sdl)
        SDL_DestroyWindow(w->sdl);
    if (w->started)
        SDL_QuitSubSystem(SDL_INIT_VIDEO);
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
    SDL_Event event = {.user = {.type = w->message_event, .data1 = m}};
    if (!atomic_load(&w->open) || SDL_PushEvent(&event) != 1) {
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

static int key_of(const SDL_KeyboardEvent *event)
{
    switch (event->keysym.sym) {
    case SDLK_RETURN:
    case SDLK_KP_ENTER:
        return KIOSK_KEY_ENTER;
    case SDLK_ESCAPE:
        return KIOSK_KEY_ESCAPE;
    case SDLK_TAB:
        return event->keysym.mod & KMOD_SHIFT ? KIOSK_KEY_BACK_TAB : KIOSK_KEY_TAB;
    case SDLK_BACKSPACE:
        return KIOSK_KEY_BACKSPACE;
    case SDLK_LEFT:
    case SDLK_PAGEUP:
        return KIOSK_KEY_LEFT;
    case SDLK_RIGHT:
    case SDLK_PAGEDOWN:
        return KIOSK_KEY_RIGHT;
    case SDLK_UP:
        return KIOSK_KEY_UP;
    case SDLK_DOWN:
        return KIOSK_KEY_DOWN;
    default:
        return KIOSK_KEY_NONE;
    }
}

static void give(struct kiosk_window *w, struct kiosk_input in)
{
    in.ms = kiosk_window_now();
    bool key = in.kind == KIOSK_INPUT_KEY || in.kind == KIOSK_INPUT_CHAR;
    if (key && w->ops->wedge && w->ops->wedge(w->self, &in, in.ms))
        return;
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

/* Without a window manager nobody gives the keyboard back when another window was there, and a hand
 * scanner would type into nothing. Not every display lets a window ask: then it stays as it is. */
static void take_keyboard(struct kiosk_window *w)
{
    if (!(SDL_GetWindowFlags(w->sdl) & SDL_WINDOW_INPUT_FOCUS) &&
            SDL_SetWindowInputFocus(w->sdl) != 0)
        SDL_ClearError();
}

static void window_changed(struct kiosk_window *w, int what)
{
    if (what == SDL_WINDOWEVENT_EXPOSED || what == SDL_WINDOWEVENT_SIZE_CHANGED)
        w->whole = true;
    if (what == SDL_WINDOWEVENT_FOCUS_LOST && !w->windowed)
        take_keyboard(w);
}

/* The window's own coordinates are those of the picture; a touch comes as SDL's synthetic mouse. */
static void handle(struct kiosk_window *w, const SDL_Event *event)
{
    int key;
    switch (event->type) {
    case SDL_QUIT:
        w->quitting = true;
        break;
    case SDL_WINDOWEVENT:
        window_changed(w, event->window.event);
        break;
    case SDL_MOUSEBUTTONDOWN:
        take_keyboard(w);
        if (event->button.button == SDL_BUTTON_LEFT)
            give(w, (struct kiosk_input){
                            .kind = KIOSK_INPUT_PRESS, .x = event->button.x, .y = event->button.y});
        break;
    case SDL_MOUSEBUTTONUP:
        if (event->button.button == SDL_BUTTON_LEFT)
            give(w, (struct kiosk_input){.kind = KIOSK_INPUT_RELEASE,
                            .x = event->button.x,
                            .y = event->button.y});
        break;
    case SDL_MOUSEMOTION:
        if (event->motion.state & SDL_BUTTON_LMASK)
            give(w, (struct kiosk_input){
                            .kind = KIOSK_INPUT_MOVE, .x = event->motion.x, .y = event->motion.y});
        break;
    case SDL_KEYDOWN:
        key = key_of(&event->key);
        /* A key held down asks once, except where going on makes sense. */
        if (event->key.repeat && (key == KIOSK_KEY_ENTER || key == KIOSK_KEY_ESCAPE))
            break;
        if (key != KIOSK_KEY_NONE)
            give(w, (struct kiosk_input){.kind = KIOSK_INPUT_KEY, .key = key});
        break;
    case SDL_TEXTINPUT:
        give_text(w, event->text.text);
        break;
    default:
        if (event->type == w->message_event) {
            struct message *m = event->user.data1;
            m->fn(w->self, m->payload);
            message_free(m);
        }
    }
}

/* Copy the changed parts of the picture to the window. */
static bool show(struct kiosk_window *w, const struct kiosk_damage *damage, char *err)
{
    SDL_Surface *to = SDL_GetWindowSurface(w->sdl);
    SDL_Surface *from = SDL_CreateRGBSurfaceWithFormatFrom(w->painter.pixels, w->painter.width,
            w->painter.height, 32, w->painter.width * 4, SDL_PIXELFORMAT_RGB888);
    if (!to || !from) {
        snprintf(err, KM_ERR_MAX, "the window's surface: %s", SDL_GetError());
        SDL_FreeSurface(from);
        return false;
    }
    SDL_Rect rects[KIOSK_DAMAGE_MAX];
    int count = w->whole ? 1 : damage->count;
    for (int i = 0; i < count; i++) {
        const struct kiosk_rect *r = &damage->rects[i];
        rects[i] = w->whole ? (SDL_Rect){0, 0, w->painter.width, w->painter.height}
                            : (SDL_Rect){r->x, r->y, r->w, r->h};
        SDL_Rect place = rects[i]; /* SDL clips the one it is given */
        SDL_BlitSurface(from, &rects[i], to, &place);
    }
    SDL_FreeSurface(from);
    w->whole = false;
    if (count > 0 && SDL_UpdateWindowSurfaceRects(w->sdl, rects, count) != 0)
        SDL_ClearError(); /* the window is just being resized: its next event shows everything */
    return true;
}

static bool redraw(struct kiosk_window *w, char *err)
{
    if (!fit_painter(w, err))
        return false;
    struct kiosk_frame *frame = kiosk_painter_begin(&w->painter);
    w->ops->draw(w->self, frame, w->painter.width, w->painter.height);
    struct kiosk_damage damage;
    kiosk_painter_end(&w->painter, &damage);
    if (damage.count == 0 && !w->whole)
        return true;
    return show(w, &damage, err);
}

bool kiosk_window_run(struct kiosk_window *w, char *err)
{
    while (!w->quitting) {
        int wait = w->ops->tick(w->self, kiosk_window_now());
        if (w->quitting)
            break;
        if (!redraw(w, err))
            return false;
        SDL_Event event;
        bool got = wait < 0 ? SDL_WaitEvent(&event) : SDL_WaitEventTimeout(&event, wait);
        /* All that is waiting, then one redraw. */
        for (; got && !w->quitting; got = SDL_PollEvent(&event))
            handle(w, &event);
    }
    return true;
}
