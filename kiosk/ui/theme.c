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

/* As dark as it must be to be read on `ground`, and no darker: the school should know it again. */
static uint32_t readable(uint32_t colour, uint32_t ground, double least)
{
    while (kiosk_theme_contrast(colour, ground) < least)
        colour = kiosk_theme_mix(colour, OPAQUE, 0.94);
    return colour;
}

static struct kiosk_theme paper(void)
{
    return (struct kiosk_theme){
            .paper = 0xFFF5F2EA,
            .card = 0xFFFFFEFB,
            .ink = 0xFF1A2026,
            .muted = 0xFF565F69,
            .line = 0xFFDDD6C7,
            .white = 0xFFFFFFFF,
            .track = 0xFFECE7DB,
            .white_soft = 0xE6FFFFFF,
            .glass = 0x26000000,
            .glass_line = 0,
            .off = 0xFF6C706E,
            .off_soft = 0xFFEFEBE1,
            .off_chip = 0xFFE7E3D9,
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
}

static struct kiosk_theme black_on_white(void)
{
    const uint32_t white = 0xFFFFFFFF;
    const uint32_t grey = 0xFF3A3A3A;
    return (struct kiosk_theme){
            .paper = white,
            .card = white,
            .ink = OPAQUE,
            .muted = 0xFF262626,
            .line = OPAQUE,
            .white = white,
            .track = 0xFFC8C8C8,
            .white_soft = white,
            .glass = 0,
            .glass_line = white,
            .off = grey,
            .off_soft = white,
            .off_chip = white,
            .good = 0xFF0A542F,
            .good_soft = white,
            .good_deep = 0xFF084526,
            .mid = 0xFF633A00,
            .mid_soft = white,
            .mid_deep = 0xFF523000,
            .bad = 0xFF8F1A12,
            .bad_soft = white,
            .bad_deep = 0xFF70130D,
            .contrast = true,
    };
}

struct kiosk_theme kiosk_theme_make(uint32_t accent, bool contrast)
{
    struct kiosk_theme t = contrast ? black_on_white() : paper();
    t.accent = readable(accent | OPAQUE, t.paper, contrast ? 7.2 : 4.6);
    t.accent_soft = t.white;
    while (!contrast && (t.accent_soft = kiosk_theme_mix(t.accent, t.white, 0.14),
                                kiosk_theme_contrast(t.accent, t.accent_soft) < 4.6))
        t.accent = kiosk_theme_mix(t.accent, OPAQUE, 0.94);
    for (double part = 0.9; part < 1 && !contrast; part += 0.02) { /* quiet, but read */
        t.white_soft = kiosk_theme_alpha(t.white, part);
        if (kiosk_theme_contrast(kiosk_theme_mix(t.white, t.accent, part), t.accent) >= 4.5)
            break;
    }
    return t;
}
