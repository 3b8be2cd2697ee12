#ifndef KIOSK_UI_VIEW_H
#define KIOSK_UI_VIEW_H

/* Everything a screen draws with: where to write, what to show, in which colours, letters and
 * words. Lives for one picture; all borrowed. Measures are in u, 1/135 of the short side, so that
 * one layout serves every screen. tr() and trn() have short names because they stand around every
 * word; xgettext looks for them. */

#include "kiosk/ui/frame.h"
#include "kiosk/ui/locale.h"
#include "kiosk/ui/theme.h"

#include <math.h>

/* How wide letters are; implemented by kiosk/sdl/font.c, and by a fake in the tests. */
struct kiosk_typeface {
    void *self;
    int (*width)(void *self, const char *text, size_t length, int size,
            bool bold); /* px; text not terminated */
};

/* Type scale, in u. */
#define KIOSK_H0 12.f
#define KIOSK_H1 8.f
#define KIOSK_H2 5.5f
#define KIOSK_BODY 4.5f
#define KIOSK_S 3.75f
#define KIOSK_XS 3.25f

struct kiosk_view {
    struct kiosk_frame *frame;
    const struct kiosk_model *model;
    const struct kiosk_theme *theme;
    const struct kiosk_typeface *type;
    const struct kiosk_locale *locale;
    float u;                /* px */
    struct kiosk_rect area; /* where the screen is laid out: all of it, or its lower half */
    float letters;          /* size of letters against the type scale: 1, more for weak eyes;
                               where a box is too low they stay nearer to 1 */
    int target;             /* px that a finger needs either way, 0 = the layout's own measure */
};

static inline int kiosk_px(const struct kiosk_view *v, float units)
{
    return (int)lroundf(units * v->u);
}

/* The height of what a finger has to hit: as designed, or what a finger needs on this glass. */
static inline int kiosk_height(const struct kiosk_view *v, float units)
{
    int px = kiosk_px(v, units);
    return px > v->target ? px : v->target;
}

/* The height of a line of words: grows with the letters. */
static inline int kiosk_line(const struct kiosk_view *v, float units)
{
    return kiosk_px(v, units * v->letters);
}

static inline bool kiosk_wide(const struct kiosk_view *v)
{
    return v->area.w > v->area.h;
}

/* Whether the screen lies in the lower half of the glass. */
static inline bool kiosk_low(const struct kiosk_view *v)
{
    return v->area.h < v->frame->height;
}

static inline bool kiosk_chinese(const struct kiosk_view *v)
{
    return v->model->lang == KIOSK_ZH;
}

/* The programme's text in the language shown; never NULL. */
static inline const char *kiosk_say(const struct kiosk_view *v, struct kiosk_text text)
{
    const char *zh = text.zh ? text.zh : text.en;
    const char *said = kiosk_chinese(v) || !text.en ? zh : text.en;
    return said ? said : "";
}

/* For xgettext: words that are translated where they are shown. */
#define N_(msgid) msgid

__attribute__((format_arg(2))) static inline const char *tr(
        const struct kiosk_view *v, const char *msgid)
{
    return kiosk_locale_find(v->locale, msgid);
}

__attribute__((format_arg(2), format_arg(3))) static inline const char *trn(
        const struct kiosk_view *v, const char *one, const char *many, long n)
{
    return kiosk_locale_find_plural(v->locale, one, many, n);
}

#endif
