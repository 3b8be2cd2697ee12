#include "kiosk/ui/theme.h"

#include <math.h>

#define OPAQUE 0xFF000000u

static int channel(uint32_t colour, int shift)
{
    return (int)(colour >> shift & 0xFF);
}

uint32_t kiosk_theme_mix(uint32_t a, uint32_t b, double part)
{
    uint32_t mixed = OPAQUE;
    for (int shift = 0; shift <= 16; shift += 8) {
        double value = channel(a, shift) * part + channel(b, shift) * (1 - part);
        mixed |= (uint32_t)lround(value) << shift;
    }
    return mixed;
}

uint32_t kiosk_theme_alpha(uint32_t colour, double alpha)
{
    return (colour & ~OPAQUE) | (uint32_t)lround(alpha * 255) << 24;
}

static double luminance(uint32_t colour)
{
    static const double weight[3] = {0.0722, 0.7152, 0.2126}; /* blue, green, red */
    double sum = 0;
    for (int i = 0; i < 3; i++) {
        double c = channel(colour, i * 8) / 255.0;
        sum += weight[i] * (c <= 0.03928 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4));
    }
    return sum;
}

double kiosk_theme_contrast(uint32_t a, uint32_t b)
{
    double la = luminance(a) + 0.05;
    double lb = luminance(b) + 0.05;
    return la > lb ? la / lb : lb / la;
}

struct kiosk_theme kiosk_theme_make(uint32_t accent)
{
    struct kiosk_theme t = {
            .paper = 0xFFF5F2EA,
            .card = 0xFFFFFEFB,
            .ink = 0xFF1A2026,
            .muted = 0xFF565F69,
            .line = 0xFFDDD6C7,
            .white = 0xFFFFFFFF,
            .track = 0xFFECE7DB,
            .off = 0xFF8B8F8C,
            .off_soft = 0xFFEFEBE1,
            .good = 0xFF23734A,
            .good_soft = 0xFFDDEFE3,
            .good_deep = 0xFF1B5B3A,
            .mid = 0xFF8F5600,
            .mid_soft = 0xFFF9E9CC,
            .mid_deep = 0xFF724500,
            .bad = 0xFFA82C23,
            .bad_soft = 0xFFF8DEDA,
            .bad_deep = 0xFF86231C,
    };
    t.accent = accent | OPAQUE;
    t.accent_soft = kiosk_theme_mix(t.accent, t.white, 0.14);
    while (kiosk_theme_contrast(t.accent, t.paper) < 4.5 ||
            kiosk_theme_contrast(t.accent, t.accent_soft) < 4.5) {
        t.accent = kiosk_theme_mix(t.accent, OPAQUE, 0.94);
        t.accent_soft = kiosk_theme_mix(t.accent, t.white, 0.14);
    }
    return t;
}
