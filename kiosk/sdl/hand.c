#include "kiosk/sdl/hand.h"

#include "kiosk/sdl/us_key.h"

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

/* Whether this device is the one that holds the glass; a press makes it so where no other does. */
static bool is_holder(struct kiosk_hand *hand, uint32_t device, bool presses, uint64_t now)
{
    bool over = !hand->held || now - hand->heard > KIOSK_HAND_HELD_MS;
    if (presses && over) {
        hand->held = true;
        hand->holder = device;
    }
    if (!hand->held || hand->holder != device)
        return false;
    hand->heard = now;
    return true;
}

static bool read_button(struct kiosk_hand *hand, const SDL_MouseButtonEvent *event, uint64_t now,
        struct kiosk_input *out)
{
    bool presses = event->type == SDL_MOUSEBUTTONDOWN;
    if (event->button != SDL_BUTTON_LEFT || !is_holder(hand, event->which, presses, now))
        return false;
    hand->held = presses;
    *out = (struct kiosk_input){.kind = presses ? KIOSK_INPUT_PRESS : KIOSK_INPUT_RELEASE,
            .x = event->x,
            .y = event->y};
    return true;
}

static bool read_motion(struct kiosk_hand *hand, const SDL_MouseMotionEvent *event, uint64_t now,
        struct kiosk_input *out)
{
    if (!(event->state & SDL_BUTTON_LMASK) || !is_holder(hand, event->which, false, now))
        return false;
    *out = (struct kiosk_input){.kind = KIOSK_INPUT_MOVE, .x = event->x, .y = event->y};
    return true;
}

static bool read_key(const SDL_KeyboardEvent *event, struct kiosk_input *out)
{
    int key = key_of(event);
    char us = kiosk_us_key(event->keysym.scancode, event->keysym.mod);
    /* A key held down asks once, except where going on makes sense. */
    bool again = event->repeat && (key == KIOSK_KEY_ENTER || key == KIOSK_KEY_ESCAPE);
    if ((key == KIOSK_KEY_NONE && !us) || again)
        return false;
    *out = (struct kiosk_input){
            .kind = KIOSK_INPUT_KEY, .key = key, .us = us, .again = event->repeat};
    return true;
}

bool kiosk_hand_read(struct kiosk_hand *hand, const SDL_Event *event, uint64_t now,
        struct kiosk_input *out_input)
{
    switch (event->type) {
    case SDL_MOUSEBUTTONDOWN:
    case SDL_MOUSEBUTTONUP:
        return read_button(hand, &event->button, now, out_input);
    case SDL_MOUSEMOTION:
        return read_motion(hand, &event->motion, now, out_input);
    case SDL_KEYDOWN:
        return read_key(&event->key, out_input);
    default:
        return false;
    }
}
