#include "kiosk/sdl/us_key.h"

#include <stdbool.h>

/* By SDL's numbers, which are USB's: plain and with Shift. */
static const char plain[] = "abcdefghijklmnopqrstuvwxyz1234567890";
static const char shifted[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ!@#$%^&*()";
static const char pad[] = "/*-+"; /* from KP_DIVIDE on; then Enter, the digits and the point */

char kiosk_us_key(SDL_Scancode scancode, uint16_t mod)
{
    static const struct {
        SDL_Scancode scancode;
        char plain, shifted;
    } signs[] = {{SDL_SCANCODE_SPACE, ' ', ' '}, {SDL_SCANCODE_MINUS, '-', '_'},
            {SDL_SCANCODE_EQUALS, '=', '+'}, {SDL_SCANCODE_LEFTBRACKET, '[', '{'},
            {SDL_SCANCODE_RIGHTBRACKET, ']', '}'}, {SDL_SCANCODE_BACKSLASH, '\\', '|'},
            {SDL_SCANCODE_NONUSHASH, '\\', '|'}, {SDL_SCANCODE_SEMICOLON, ';', ':'},
            {SDL_SCANCODE_APOSTROPHE, '\'', '"'}, {SDL_SCANCODE_GRAVE, '`', '~'},
            {SDL_SCANCODE_COMMA, ',', '<'}, {SDL_SCANCODE_PERIOD, '.', '>'},
            {SDL_SCANCODE_SLASH, '/', '?'}, {SDL_SCANCODE_KP_0, '0', '0'},
            {SDL_SCANCODE_KP_PERIOD, '.', '.'}};
    bool shift = (mod & KMOD_SHIFT) != 0;
    if (mod & (KMOD_CTRL | KMOD_ALT | KMOD_GUI))
        return 0;
    if (scancode >= SDL_SCANCODE_A && scancode <= SDL_SCANCODE_0)
        return (shift ? shifted : plain)[scancode - SDL_SCANCODE_A];
    if (scancode >= SDL_SCANCODE_KP_DIVIDE && scancode <= SDL_SCANCODE_KP_PLUS)
        return pad[scancode - SDL_SCANCODE_KP_DIVIDE];
    if (scancode >= SDL_SCANCODE_KP_1 && scancode <= SDL_SCANCODE_KP_9)
        return (char)('1' + (scancode - SDL_SCANCODE_KP_1));
    for (size_t i = 0; i < SDL_arraysize(signs); i++)
        if (signs[i].scancode == scancode)
            return shift ? signs[i].shifted : signs[i].plain;
    return 0;
}
