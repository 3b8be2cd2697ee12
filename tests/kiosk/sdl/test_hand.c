/* One touch at a time: what a second finger, a mouse beside it, a lost release or a held key gives.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "kiosk/sdl/hand.h"

#define FINGER SDL_TOUCH_MOUSEID
#define MOUSE 0

static struct kiosk_hand hand;
static struct kiosk_input in;

static int begin(void **state)
{
    (void)state;
    hand = (struct kiosk_hand){0};
    return 0;
}

static bool button(uint32_t type, uint32_t device, int which, uint64_t now)
{
    SDL_Event event = {
            .button = {.type = type, .which = device, .button = (uint8_t)which, .x = 7, .y = 9}};
    return kiosk_hand_read(&hand, &event, now, &in);
}

static bool down(uint32_t device, uint64_t now)
{
    return button(SDL_MOUSEBUTTONDOWN, device, SDL_BUTTON_LEFT, now);
}

static bool up(uint32_t device, uint64_t now)
{
    return button(SDL_MOUSEBUTTONUP, device, SDL_BUTTON_LEFT, now);
}

static bool drag(uint32_t device, uint32_t state, uint64_t now)
{
    SDL_Event event = {
            .motion = {.type = SDL_MOUSEMOTION, .which = device, .state = state, .x = 1, .y = 2}};
    return kiosk_hand_read(&hand, &event, now, &in);
}

static void test_touch(void **state)
{
    (void)state;
    assert_false(drag(FINGER, 0, 1)); /* only passing over */
    assert_true(down(FINGER, 2));
    assert_int_equal(in.kind, KIOSK_INPUT_PRESS);
    assert_int_equal(in.x, 7);
    assert_int_equal(in.y, 9);
    assert_true(drag(FINGER, SDL_BUTTON_LMASK, 3));
    assert_int_equal(in.kind, KIOSK_INPUT_MOVE);
    assert_true(up(FINGER, 4));
    assert_int_equal(in.kind, KIOSK_INPUT_RELEASE);
    assert_false(up(FINGER, 5)); /* nothing is held any more */
    assert_false(drag(FINGER, SDL_BUTTON_LMASK, 6));
}

static void test_second_hand(void **state)
{
    (void)state;
    assert_true(down(FINGER, 1));
    assert_false(down(MOUSE, 2));
    assert_false(drag(MOUSE, SDL_BUTTON_LMASK, 3));
    assert_false(up(MOUSE, 4));
    assert_true(up(FINGER, 5)); /* the first is as if it were alone */
    assert_true(down(MOUSE, 6));
    assert_true(up(MOUSE, 7));
}

/* A release that never came must not lock the kiosk up. */
static void test_lost_release(void **state)
{
    (void)state;
    assert_true(down(FINGER, 1));
    assert_true(down(FINGER, 2)); /* the same finger again: it was up meanwhile */
    assert_false(down(MOUSE, KIOSK_HAND_HELD_MS));
    assert_true(down(MOUSE, 3 + KIOSK_HAND_HELD_MS));
    assert_false(up(FINGER, 4 + KIOSK_HAND_HELD_MS));
    assert_true(up(MOUSE, 5 + KIOSK_HAND_HELD_MS));
}

static void test_other_buttons(void **state)
{
    (void)state;
    assert_false(button(SDL_MOUSEBUTTONDOWN, MOUSE, SDL_BUTTON_RIGHT, 1));
    assert_false(button(SDL_MOUSEBUTTONDOWN, MOUSE, SDL_BUTTON_MIDDLE, 2));
    assert_false(hand.held);
    assert_true(down(MOUSE, 3));
    assert_false(button(SDL_MOUSEBUTTONUP, MOUSE, SDL_BUTTON_RIGHT, 4));
    assert_true(up(MOUSE, 5));
}

static bool press_key(SDL_Keycode sym, uint16_t mod, uint8_t repeat)
{
    SDL_Event event = {
            .key = {.type = SDL_KEYDOWN, .repeat = repeat, .keysym = {.sym = sym, .mod = mod}}};
    return kiosk_hand_read(&hand, &event, 1, &in);
}

static void test_keys(void **state)
{
    (void)state;
    assert_true(press_key(SDLK_TAB, 0, 0));
    assert_int_equal(in.key, KIOSK_KEY_TAB);
    assert_true(press_key(SDLK_TAB, KMOD_LSHIFT, 0));
    assert_int_equal(in.key, KIOSK_KEY_BACK_TAB);
    assert_true(press_key(SDLK_DOWN, 0, 1));
    assert_true(press_key(SDLK_RETURN, 0, 0));
    assert_false(press_key(SDLK_RETURN, 0, 1));
    assert_false(press_key(SDLK_F4, KMOD_LALT, 0));
    assert_false(press_key(SDLK_c, KMOD_LCTRL, 0));
}

static char us_key(SDL_Scancode scancode, uint16_t mod)
{
    SDL_Event event = {.key = {.type = SDL_KEYDOWN,
                               .keysym = {.scancode = scancode, .sym = SDLK_UNKNOWN, .mod = mod}}};
    in = (struct kiosk_input){.us = 0};
    bool given = kiosk_hand_read(&hand, &event, 1, &in);
    assert_true(given == (in.us != 0));
    assert_int_equal(in.key, KIOSK_KEY_NONE);
    return in.us;
}

/* By their place, whatever the layout calls them; every character there is, and each once. */
static void test_places(void **state)
{
    (void)state;
    assert_int_equal(us_key(SDL_SCANCODE_A, 0), 'a');
    assert_int_equal(us_key(SDL_SCANCODE_Z, KMOD_RSHIFT), 'Z');
    assert_int_equal(us_key(SDL_SCANCODE_Z, KMOD_CAPS), 'z');
    assert_int_equal(us_key(SDL_SCANCODE_0, 0), '0');
    assert_int_equal(us_key(SDL_SCANCODE_2, KMOD_LSHIFT), '@');
    assert_int_equal(us_key(SDL_SCANCODE_SLASH, 0), '/');
    assert_int_equal(us_key(SDL_SCANCODE_SEMICOLON, KMOD_LSHIFT), ':');
    assert_int_equal(us_key(SDL_SCANCODE_KP_DIVIDE, 0), '/');
    assert_int_equal(us_key(SDL_SCANCODE_KP_9, KMOD_NUM), '9');
    assert_int_equal(us_key(SDL_SCANCODE_KP_0, 0), '0');
    assert_int_equal(us_key(SDL_SCANCODE_A, KMOD_LCTRL), 0);
    assert_int_equal(us_key(SDL_SCANCODE_A, KMOD_LALT), 0);
    assert_int_equal(us_key(SDL_SCANCODE_F1, 0), 0);
    assert_int_equal(us_key(SDL_SCANCODE_LSHIFT, KMOD_LSHIFT), 0);
    int seen[128] = {0};
    for (int scancode = 0; scancode < SDL_SCANCODE_CAPSLOCK; scancode++)
        for (int shift = 0; shift < 2; shift++)
            if (scancode != SDL_SCANCODE_NONUSHASH) /* the backslash of other keyboards */
                seen[(int)us_key((SDL_Scancode)scancode, shift ? KMOD_LSHIFT : 0)]++;
    for (int c = '!'; c <= '~'; c++)
        assert_int_equal(seen[c], 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test_setup(test_touch, begin),
            cmocka_unit_test_setup(test_second_hand, begin),
            cmocka_unit_test_setup(test_lost_release, begin),
            cmocka_unit_test_setup(test_other_buttons, begin),
            cmocka_unit_test_setup(test_keys, begin), cmocka_unit_test_setup(test_places, begin)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
