#include "kiosk/sdl/pane.h"

#include "core/bounds.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void hint(const struct kiosk_window_options *options)
{
    /* Pixels go to the screen as they are; through OpenGL every small change would send the whole
     * picture, and where the display has no other way, SDL takes that one all the same. */
    SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION, "0");
    SDL_SetHint(SDL_HINT_NO_SIGNAL_HANDLERS, "1"); /* ours are in stop_signal.c */
    /* An input method would take a scanner's keys for Pinyin, and nothing here is typed that needs
     * one. SDL has no hint for it: it looks for fcitx by the first two names, and for IBus in the
     * file that the third one names. */
    SDL_setenv("SDL_IM_MODULE", "none", 1);
    SDL_setenv("XMODIFIERS", "@im=none", 1);
    SDL_setenv("IBUS_ADDRESS", "/dev/null", 1);
    if (options->windowed)
        return;
    SDL_SetHint(SDL_HINT_VIDEO_MINIMIZE_ON_FOCUS_LOSS, "0");
    SDL_SetHint(SDL_HINT_ALLOW_ALT_TAB_WHILE_GRABBED, "0"); /* it would minimise us */
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
            SDL_WINDOW_FULLSCREEN_DESKTOP | SDL_WINDOW_BORDERLESS | SDL_WINDOW_ALWAYS_ON_TOP |
                    SDL_WINDOW_KEYBOARD_GRABBED);
}

bool kiosk_pane_open(struct kiosk_pane *pane, const struct kiosk_window_options *options, char *err)
{
    struct kiosk_window_options wanted = *options;
    kiosk_pane_close(pane);
    pane->options = wanted;
    hint(&wanted);
    if (SDL_InitSubSystem(SDL_INIT_VIDEO) != 0) {
        snprintf(err, KM_ERR_MAX, "no display: %s", SDL_GetError());
        return false;
    }
    pane->started = true;
    /* SDL's last resort draws where nobody sees it; that has to be asked for. */
    if (strcmp(SDL_GetCurrentVideoDriver(), "offscreen") == 0 && !getenv("SDL_VIDEODRIVER")) {
        snprintf(err, KM_ERR_MAX, "no display: neither X11 (DISPLAY) nor Wayland can be reached");
        goto fail;
    }
    pane->sdl = create(&wanted);
    if (!pane->sdl) {
        snprintf(err, KM_ERR_MAX, "no window: %s", SDL_GetError());
        goto fail;
    }
    /* Of X11 this stops blanking and power saving alike, until we end; of a desktop it asks for it.
     */
    SDL_DisableScreenSaver();
    SDL_ShowCursor(wanted.windowed ? SDL_ENABLE : SDL_DISABLE);
    SDL_StartTextInput();
    return true;
fail:
    kiosk_pane_close(pane);
    return false;
}

void kiosk_pane_close(struct kiosk_pane *pane)
{
    if (pane->sdl)
        SDL_DestroyWindow(pane->sdl);
    if (pane->started)
        SDL_QuitSubSystem(SDL_INIT_VIDEO);
    pane->sdl = NULL;
    pane->started = false;
}

void kiosk_pane_take_keyboard(struct kiosk_pane *pane)
{
    /* Not every display lets a window ask: then it stays as it is. */
    if (pane->sdl && !(SDL_GetWindowFlags(pane->sdl) & SDL_WINDOW_INPUT_FOCUS) &&
            SDL_SetWindowInputFocus(pane->sdl) != 0)
        SDL_ClearError();
}

bool kiosk_pane_claim(struct kiosk_pane *pane)
{
    const uint32_t full = SDL_WINDOW_FULLSCREEN_DESKTOP;
    if (!pane->sdl || pane->options.windowed)
        return true;
    uint32_t flags = SDL_GetWindowFlags(pane->sdl);
    if ((flags & (SDL_WINDOW_HIDDEN | SDL_WINDOW_MINIMIZED)) ||
            ((flags & SDL_WINDOW_INPUT_FOCUS) && (flags & full) == full))
        return true;
    if ((flags & full) != full)
        SDL_SetWindowFullscreen(pane->sdl, full);
    SDL_RaiseWindow(pane->sdl);
    kiosk_pane_take_keyboard(pane);
    SDL_SetWindowKeyboardGrab(pane->sdl, SDL_TRUE);
    return false;
}

bool kiosk_pane_show(struct kiosk_pane *pane, const struct kiosk_painter *painter,
        const struct kiosk_rect *rects, int count, char *err)
{
    SDL_Surface *to = SDL_GetWindowSurface(pane->sdl);
    SDL_Surface *from = SDL_CreateRGBSurfaceWithFormatFrom(painter->pixels, painter->width,
            painter->height, 32, painter->width * 4, SDL_PIXELFORMAT_RGB888);
    SDL_Rect updates[KIOSK_DAMAGE_MAX];
    if (!to || !from) {
        snprintf(err, KM_ERR_MAX, "the window's surface: %s", SDL_GetError());
        SDL_FreeSurface(from);
        return false;
    }
    for (int i = 0; i < count; i++) {
        updates[i] = (SDL_Rect){rects[i].x, rects[i].y, rects[i].w, rects[i].h};
        SDL_Rect place = updates[i]; /* SDL clips the one it is given */
        SDL_BlitSurface(from, &updates[i], to, &place);
    }
    SDL_FreeSurface(from);
    if (count > 0 && SDL_UpdateWindowSurfaceRects(pane->sdl, updates, count) != 0)
        SDL_ClearError(); /* the window is just being resized: its next event shows everything */
    return true;
}
