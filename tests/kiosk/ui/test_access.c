/* Whether everybody can use the screens: every exhibit at the sizes and densities that are bought,
 * as it is and with every help switched on. What is touched is 20 mm either way at least, apart
 * from its neighbours and on the glass; every text is whole, apart from other texts, and stands out
 * from what lies beneath it. With the real letters; all that is wrong is listed before failing. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "core/bounds.h"
#include "kiosk/gallery/pose.h"
#include "kiosk/sdl/font.h"
#include "kiosk/ui/icon.h"
#include "kiosk/ui/theme.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FINGER_MM 20.f
#define LISTED_MAX 60

static const struct glass {
    int width, height;
    float density; /* pixels per inch: 27, 24 and 10.1 inches, and not known */
} glasses[] = {{1080, 1920, 81.6f}, {1920, 1080, 92}, {1024, 600, 118}, {1080, 1920, 0}};

static const unsigned helps[] = {0, KIOSK_ACCESS_LOW, KIOSK_ACCESS_LARGE, KIOSK_ACCESS_CONTRAST,
        KIOSK_ACCESS_LOW | KIOSK_ACCESS_LARGE | KIOSK_ACCESS_CONTRAST | KIOSK_ACCESS_SPOKEN};

/* Widths that were measured, all of them: measuring real letters is most of what this test costs,
 * and the font remembers only as many as a screen has. */
#define WIDTHS (1u << 20)
struct width {
    char *text; /* owned, NULL = free */
    size_t length;
    int size, width;
    bool bold;
};

struct fixture {
    struct kiosk_font *font;
    struct kiosk_typeface measured, type; /* the font's own; the one that remembers */
    struct width *widths;                 /* owned, WIDTHS places */
    size_t width_count;
    struct kiosk_screens screens;
    struct kiosk_frame frame;
    /* What is being looked at, for the list. */
    const char *name;
    enum kiosk_lang lang;
    unsigned access;
    int wrong;
};

static int width_of(void *self, const char *text, size_t length, int size, bool bold)
{
    struct fixture *f = self;
    uint32_t hash = 2166136261u ^ (uint32_t)(size * 2 + bold);
    for (size_t i = 0; i < length; i++)
        hash = (hash ^ (unsigned char)text[i]) * 16777619u;
    struct width *w = &f->widths[hash % WIDTHS];
    while (w->text && (w->length != length || w->size != size || w->bold != bold ||
                              memcmp(w->text, text, length) != 0))
        w = w + 1 < f->widths + WIDTHS ? w + 1 : f->widths;
    if (w->text)
        return w->width;
    assert_true(++f->width_count < WIDTHS / 2);
    *w = (struct width){strndup(text, length), length, size,
            f->measured.width(f->measured.self, text, length, size, bold), bold};
    assert_non_null(w->text);
    return w->width;
}

static int set_up(void **state)
{
    static struct fixture f;
    f.widths = calloc(WIDTHS, sizeof *f.widths);
    assert_non_null(f.widths);
    char err[KM_ERR_MAX] = "";
    if (!kiosk_font_open(&f.font, err) ||
            (f.measured = kiosk_font_typeface(f.font),
                    f.type = (struct kiosk_typeface){.self = &f, .width = width_of},
                    !kiosk_screens_init(&f.screens, &f.type, err))) {
        fprintf(stderr, "%s\n", err);
        return -1;
    }
    *state = &f;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *f = *state;
    kiosk_frame_destroy(&f->frame);
    kiosk_screens_destroy(&f->screens);
    kiosk_font_close(f->font);
    for (size_t i = 0; i < WIDTHS; i++)
        free(f->widths[i].text);
    free(f->widths);
    return 0;
}

__attribute__((format(printf, 2, 3))) static void wrong(struct fixture *f, const char *format, ...)
{
    if (f->wrong++ >= LISTED_MAX)
        return;
    va_list args;
    va_start(args, format);
    fprintf(stderr, "%s %dx%d %s help %u: ", f->name, f->frame.width, f->frame.height,
            f->lang == KIOSK_ZH ? "zh" : "en", f->access);
    vfprintf(stderr, format, args);
    fputc('\n', stderr);
    va_end(args);
}

static bool within(struct kiosk_rect r, const struct kiosk_frame *f)
{
    return r.x >= 0 && r.y >= 0 && r.x + r.w <= f->width && r.y + r.h <= f->height;
}

static const char *text_of(const struct fixture *f, const struct kiosk_item *item)
{
    return (const char *)kiosk_frame_bytes(&f->frame, item);
}

/* ---- what is touched ---- */

static void check_hits(struct fixture *f, float density)
{
    for (size_t i = 0; i < f->frame.hit_count; i++) {
        const struct kiosk_hit *hit = &f->frame.hits[i];
        struct kiosk_rect r = hit->rect;
        if (!within(r, &f->frame))
            wrong(f, "what does %d leaves the glass", (int)hit->action.kind);
        float mm = density > 0 ? (float)(r.w < r.h ? r.w : r.h) / density * 25.4f : FINGER_MM;
        if (mm < FINGER_MM)
            wrong(f, "what does %d is %d x %d px, %.1f mm", (int)hit->action.kind, r.w, r.h,
                    (double)mm);
        if (f->access & KIOSK_ACCESS_LOW && f->frame.height > f->frame.width &&
                r.y < f->frame.height / 2 && hit->action.kind != KIOSK_ACTION_WAKE)
            wrong(f, "what does %d lies too high", (int)hit->action.kind);
        for (size_t j = 0; j < i; j++)
            if (!kiosk_rect_empty(kiosk_rect_intersect(r, f->frame.hits[j].rect)))
                wrong(f, "what does %d and %d overlap", (int)hit->action.kind,
                        (int)f->frame.hits[j].action.kind);
    }
}

/* ---- what is read ---- */

/* The strip of a line that its letters fill: from the tops of the low ones to the baseline. */
static struct kiosk_rect letters_of(const struct kiosk_item *text)
{
    int high = text->size * 11 / 20;
    return (struct kiosk_rect){
            text->pen_x, text->baseline - high, text->rect.w - text->size / 4, high};
}

/* Whether something opaque was drawn over the place since: a notice lies over a screen. */
static bool covered(const struct fixture *f, struct kiosk_rect place, size_t item, size_t until)
{
    for (size_t i = item + 1; i < until; i++) {
        const struct kiosk_item *over = &f->frame.items[i];
        struct kiosk_rect both = kiosk_rect_intersect(over->rect, place);
        if (over->kind == KIOSK_ITEM_FILL && over->colour >> 24 == 255 && both.w == place.w &&
                both.h == place.h)
            return true;
    }
    return false;
}

static void check_texts(struct fixture *f)
{
    if (f->frame.clipped > 0)
        wrong(f, "%d texts are cut", f->frame.clipped);
    for (size_t i = 0; i < f->frame.item_count; i++) {
        const struct kiosk_item *a = &f->frame.items[i];
        if (a->kind != KIOSK_ITEM_TEXT)
            continue;
        if (!within(letters_of(a), &f->frame))
            wrong(f, "\"%s\" leaves the glass", text_of(f, a));
        for (size_t j = 0; j < i; j++) {
            const struct kiosk_item *b = &f->frame.items[j];
            struct kiosk_rect both = kiosk_rect_intersect(letters_of(a), letters_of(b));
            if (b->kind == KIOSK_ITEM_TEXT && !kiosk_rect_empty(both) && !covered(f, both, j, i))
                wrong(f, "\"%s\" lies on \"%s\"", text_of(f, a), text_of(f, b));
        }
    }
}

/* One colour over another, as it is seen. */
static uint32_t over(uint32_t colour, uint32_t ground)
{
    return kiosk_theme_mix(colour, ground, (double)(colour >> 24) / 255);
}

/* What lies at a point beneath item `top`; false where a picture does. */
static bool ground_at(const struct fixture *f, size_t top, int x, int y, uint32_t *out_ground)
{
    uint32_t ground = 0xFF000000;
    bool known = false;
    for (size_t i = 0; i < top; i++) {
        const struct kiosk_item *item = &f->frame.items[i];
        if (!kiosk_rect_contains(item->rect, x, y))
            continue;
        if (item->kind == KIOSK_ITEM_FILL) {
            ground = over(item->colour, ground);
            known = known || item->colour >> 24 == 255;
        } else if (item->kind == KIOSK_ITEM_IMAGE || item->kind == KIOSK_ITEM_PICTURE) {
            known = false;
        } else if (item->kind == KIOSK_ITEM_ICON && item->icon >= KIOSK_ICON_CIRCLE_FILLED) {
            ground = over(item->colour, ground);
        }
    }
    *out_ground = ground;
    return known;
}

static void check_contrast(struct fixture *f)
{
    double least = f->access & KIOSK_ACCESS_CONTRAST ? 7 : 4.5;
    for (size_t i = 0; i < f->frame.item_count; i++) {
        const struct kiosk_item *text = &f->frame.items[i];
        struct kiosk_rect r = letters_of(text);
        double worst = 21;
        for (int part = 1; text->kind == KIOSK_ITEM_TEXT && part <= 3; part++) {
            uint32_t ground;
            if (!ground_at(f, i, r.x + r.w * part / 4, r.y + r.h / 2, &ground))
                continue;
            double contrast = kiosk_theme_contrast(over(text->colour, ground), ground);
            worst = contrast < worst ? contrast : worst;
        }
        if (worst < least)
            wrong(f, "\"%s\" stands out by %.2f only", text_of(f, text), worst);
    }
}

static void look(struct fixture *f, const struct kiosk_exhibit *exhibit, const struct glass *glass)
{
    struct kiosk_model model = exhibit->model;
    f->name = exhibit->name;
    f->lang = model.lang;
    model.access = f->access;
    f->screens.density = glass->density;
    kiosk_gallery_pose(exhibit, &f->screens);
    kiosk_screens_draw(&f->screens, &model, glass->width, glass->height, &f->frame);
}

static void test_everybody_can_use_everything(void **state)
{
    struct fixture *f = *state;
    f->wrong = 0;
    for (int lang = 0; lang < KIOSK_LANGS; lang++) {
        size_t count;
        const struct kiosk_exhibit *exhibits = kiosk_gallery((enum kiosk_lang)lang, &count);
        /* Exhibits innermost: they share letters, which are set once for a size. */
        for (size_t g = 0; g < sizeof glasses / sizeof *glasses; g++)
            for (size_t h = 0; h < sizeof helps / sizeof *helps; h++)
                for (size_t i = 0; i < count; i++) {
                    f->access = helps[h];
                    look(f, &exhibits[i], &glasses[g]);
                    check_hits(f, glasses[g].density);
                    check_texts(f);
                    check_contrast(f);
                }
    }
    if (f->wrong > 0)
        fail_msg("%d things are wrong", f->wrong);
}

/* The accent is the school's: whatever they choose is read. */
static void test_every_accent_stands_out(void **state)
{
    struct fixture *f = *state;
    size_t count;
    const struct kiosk_exhibit *exhibits = kiosk_gallery(KIOSK_ZH, &count);
    f->wrong = 0;
    for (int accent = 0; accent < 27; accent++)
        for (size_t i = 0; i < count; i++) {
            struct kiosk_exhibit exhibit = exhibits[i];
            exhibit.model.accent = (uint32_t)(accent / 9 * 127) << 16 |
                                   (uint32_t)(accent / 3 % 3 * 127) << 8 |
                                   (uint32_t)(accent % 3 * 127);
            f->access = accent % 2 ? KIOSK_ACCESS_CONTRAST : 0;
            look(f, &exhibit, &glasses[1]);
            check_contrast(f);
        }
    if (f->wrong > 0)
        fail_msg("%d texts do not stand out", f->wrong);
}

/* The worst programme and party a school may write: nothing may crash, and the buttons stay apart
 * and inside. */
static void test_extremes_stay_usable(void **state)
{
    struct fixture *f = *state;
    static const int sizes[][2] = {{1080, 1920}, {1920, 1080}, {1024, 600}, {800, 480}, {600, 1024},
            {3840, 2160}, {64, 64}};
    static char text[600];
    memset(text, 'W', sizeof text - 1);
    size_t count;
    f->screens.density = 0;
    const struct kiosk_exhibit *samples = kiosk_gallery(KIOSK_EN, &count);
    for (size_t i = 0; i < count; i++)
        for (size_t size = 0; size < sizeof sizes / sizeof *sizes; size++) {
            struct kiosk_model m = samples[i].model;
            m.title = m.theme = m.slogan = m.host = (struct kiosk_text){text, text};
            m.activity_now = m.activity_next = m.kiosk_name = (struct kiosk_text){text, NULL};
            m.verdict.where = m.ticket.zone_title = m.ticket.place =
                    (struct kiosk_text){NULL, text};
            m.category_count = KIOSK_CATEGORIES_MAX;
            kiosk_screens_draw(&f->screens, &m, sizes[size][0], sizes[size][1], &f->frame);
            assert_true(f->frame.item_count > 0);
            if (sizes[size][0] > 64)
                for (size_t a = 0; a < f->frame.hit_count; a++)
                    if (!within(f->frame.hits[a].rect, &f->frame))
                        fail_msg("%s %dx%d: button %zu leaves the screen", samples[i].name,
                                sizes[size][0], sizes[size][1], a);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
            cmocka_unit_test(test_everybody_can_use_everything),
            cmocka_unit_test(test_every_accent_stands_out),
            cmocka_unit_test(test_extremes_stay_usable),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
