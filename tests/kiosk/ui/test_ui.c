/* Layout, draw list, damage, colours, icons, words, motion, parts: all without SDL. Letters are
 * as wide as the fake says: half a size for Latin, a whole one for Chinese. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "core/bounds.h"
#include "kiosk/ui/damage.h"
#include "kiosk/ui/icon.h"
#include "kiosk/ui/locale.h"
#include "kiosk/ui/motion.h"
#include "kiosk/ui/sheet.h"
#include "kiosk/ui/text.h"
#include "kiosk/ui/theme.h"
#include "kiosk/ui/widget.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int fake_width(void *self, const char *text, size_t length, int size, bool bold)
{
    (void)self;
    (void)bold;
    int halves = 0;
    for (size_t i = 0; i < length; i++) {
        unsigned char c = (unsigned char)text[i];
        halves += c < 0x80 ? 1 : c >= 0xC0 ? 2 : 0;
    }
    return halves * size / 2;
}

static const struct kiosk_typeface fake = {.width = fake_width};

static struct kiosk_view view_of(struct kiosk_frame *frame, const struct kiosk_model *model)
{
    return (struct kiosk_view){.frame = frame, .model = model, .type = &fake, .u = 8, .letters = 1};
}

static void test_rect_cuts(void **state)
{
    (void)state;
    struct kiosk_rect r = {10, 20, 100, 50};
    struct kiosk_rect top = kiosk_rect_cut_top(&r, 20);
    assert_int_equal(top.h, 20);
    assert_int_equal(r.y, 40);
    struct kiosk_rect rest = kiosk_rect_cut_bottom(&r, 500); /* more than there is */
    assert_int_equal(rest.h, 30);
    assert_int_equal(r.h, 0);
    assert_int_equal(kiosk_rect_cut_left(&r, -5).w, 0);
    assert_true(kiosk_rect_empty(kiosk_rect_inset((struct kiosk_rect){0, 0, 10, 10}, 6, 6)));
}

static void test_rect_cells_tile(void **state)
{
    (void)state;
    struct kiosk_rect r = {7, 9, 101, 83};
    int right = r.x;
    for (int i = 0; i < 4; i++) {
        struct kiosk_rect cell = kiosk_rect_cell(r, 4, 3, 2, i);
        assert_int_equal(cell.x, i == 0 ? r.x : right + 2);
        right = cell.x + cell.w;
    }
    assert_int_equal(right, r.x + r.w);
    struct kiosk_rect last = kiosk_rect_cell(r, 4, 3, 2, 11);
    assert_int_equal(last.y + last.h, r.y + r.h);
}

static void fill(struct kiosk_frame *f, int x, int y, int w, int h, uint32_t colour)
{
    kiosk_frame_add(f,
            (struct kiosk_item){.kind = KIOSK_ITEM_FILL, .rect = {x, y, w, h}, .colour = colour},
            NULL, 0);
}

static void test_frame_copies_and_finds(void **state)
{
    (void)state;
    struct kiosk_frame f = {0};
    kiosk_frame_begin(&f, 100, 100);
    char text[] = "hello";
    kiosk_frame_add(
            &f, (struct kiosk_item){.kind = KIOSK_ITEM_TEXT, .rect = {0, 0, 9, 9}}, text, 5);
    text[0] = 'j';
    assert_string_equal((const char *)kiosk_frame_bytes(&f, &f.items[0]), "hello");
    fill(&f, 0, 0, 0, 5, 1); /* nothing to see: left out */
    assert_int_equal(f.item_count, 1);
    for (int i = 0; i < 300; i++)
        kiosk_frame_add_hit(&f, (struct kiosk_hit){.rect = {i, 0, 10, 10},
                                        .action = {.kind = KIOSK_ACTION_BACK, .value = i},
                                        .key = i == 7 ? 'Q' : 0});
    assert_int_equal(
            kiosk_frame_hit_at(&f, 5, 5)->action.value, 5); /* the topmost that reaches there */
    assert_int_equal(kiosk_frame_hit_key(&f, 'Q')->action.value, 7);
    assert_null(kiosk_frame_hit_at(&f, 5, 50));
    assert_null(kiosk_frame_hit_key(&f, 0));
    kiosk_frame_destroy(&f);
}

static void test_damage_of_same_is_none(void **state)
{
    (void)state;
    struct kiosk_frame a = {0};
    struct kiosk_frame b = {0};
    struct kiosk_damage d;
    for (int i = 0; i < 2; i++) {
        struct kiosk_frame *f = i ? &b : &a;
        kiosk_frame_begin(f, 200, 100);
        fill(f, 0, 0, 200, 100, 1);
        fill(f, 10, 10, 20, 20, 2);
    }
    kiosk_damage_find(&a, &b, &d);
    assert_int_equal(d.count, 0);
    kiosk_damage_find(NULL, &b, &d);
    assert_int_equal(d.count, 1);
    assert_int_equal(d.rects[0].w, 200);
    b.width = 300;
    kiosk_damage_find(&a, &b, &d);
    assert_int_equal(d.rects[0].w, 300);
    kiosk_frame_destroy(&a);
    kiosk_frame_destroy(&b);
}

static void test_damage_is_what_changed(void **state)
{
    (void)state;
    struct kiosk_frame a = {0};
    struct kiosk_frame b = {0};
    kiosk_frame_begin(&a, 400, 400);
    kiosk_frame_begin(&b, 400, 400);
    fill(&a, 0, 0, 400, 400, 1);
    fill(&b, 0, 0, 400, 400, 1);
    for (int i = 0; i < 8; i++) {
        fill(&a, 40 * i, 10, 20, 20, 5);
        if (i == 3)
            fill(&b, 300, 300, 10, 10, 9); /* one more item in the middle of the list */
        fill(&b, 40 * i, 10, 20, 20, i == 6 ? 6 : 5);
    }
    struct kiosk_damage d;
    kiosk_damage_find(&a, &b, &d);
    assert_int_equal(d.count, 2);
    int all = 0;
    for (int i = 0; i < d.count; i++)
        all += d.rects[i].w * d.rects[i].h;
    assert_int_equal(all, 20 * 20 + 10 * 10);
    kiosk_frame_destroy(&a);
    kiosk_frame_destroy(&b);
}

static void test_theme_keeps_contrast(void **state)
{
    (void)state;
    for (int step = 0; step < 125; step++) {
        uint32_t accent = (uint32_t)(step / 25 * 63) << 16 | (uint32_t)(step / 5 % 5 * 63) << 8 |
                          (uint32_t)(step % 5 * 63);
        for (int contrast = 0; contrast < 2; contrast++) {
            struct kiosk_theme t = kiosk_theme_make(accent, contrast);
            double least = contrast ? 7 : 4.5;
            const uint32_t grounds[] = {t.paper, t.card, t.accent_soft, t.off_soft, t.off_chip};
            for (size_t i = 0; i < sizeof grounds / sizeof *grounds; i++) {
                assert_true(kiosk_theme_contrast(t.ink, grounds[i]) >= least);
                assert_true(kiosk_theme_contrast(t.muted, grounds[i]) >= least);
            }
            assert_true(kiosk_theme_contrast(t.accent, t.paper) >= least);
            assert_true(kiosk_theme_contrast(t.accent, t.accent_soft) >= least);
            assert_true(kiosk_theme_contrast(t.white, t.off) >= least);
            for (int tone = KIOSK_TONE_GOOD; tone <= KIOSK_TONE_ACCENT; tone++) {
                uint32_t colour = kiosk_tone_colour(&t, (enum kiosk_tone)tone);
                uint32_t quiet =
                        kiosk_theme_mix(t.white_soft, colour, (double)(t.white_soft >> 24) / 255);
                assert_true(kiosk_theme_contrast(
                                    colour, kiosk_tone_soft(&t, (enum kiosk_tone)tone)) >= least);
                assert_true(kiosk_theme_contrast(colour, t.white) >= least);
                assert_true(kiosk_theme_contrast(quiet, colour) >= least);
                assert_true(kiosk_theme_contrast(
                                    kiosk_tone_deep(&t, (enum kiosk_tone)tone), t.white) >= least);
            }
        }
    }
    assert_int_equal(
            kiosk_theme_make(0x0C5A6B, false).accent, 0xFF0C5A6B); /* dark enough: as it is */
}

static void test_motion_is_short_and_rests(void **state)
{
    (void)state;
    struct kiosk_model m = {.ms = 10000, .entered = 10000};
    assert_true(kiosk_motion_entered(&m) < 0.01f);
    assert_int_equal(kiosk_motion_entered_due(&m), KIOSK_STEP_MS);
    float before = 0;
    for (m.ms = 10000; m.ms < 10250; m.ms += 10) {
        float now = kiosk_motion_entered(&m);
        assert_true(now >= before && now <= 1);
        before = now;
    }
    assert_true(before >= 1); /* within 250 ms */
    assert_int_equal(kiosk_motion_entered_due(&m), -1);
    m.ms = 10500;
    assert_true(kiosk_motion_hint(&m, 1000, 4000) < 1);
    assert_int_equal(kiosk_motion_hint_due(&m, 1000, 4000), KIOSK_STEP_MS);
    m.ms = 12000; /* at rest until the period is over */
    assert_true(kiosk_motion_hint(&m, 1000, 4000) >= 1);
    assert_int_equal(kiosk_motion_hint_due(&m, 1000, 4000), 2000);
    m.access = KIOSK_ACCESS_CONTRAST; /* nothing moves */
    assert_int_equal(kiosk_motion_hint_due(&m, 1000, 4000), -1);
    m = (struct kiosk_model){0}; /* a picture */
    assert_true(kiosk_motion_entered(&m) >= 1);
    assert_int_equal(kiosk_motion_entered_due(&m), -1);
    assert_int_equal(kiosk_motion_sooner(-1, 5), 5);
    assert_int_equal(kiosk_motion_sooner(7, 5), 5);
    assert_int_equal(kiosk_motion_sooner(-1, -1), -1);
}

static void test_dialog_takes_the_touches(void **state)
{
    (void)state;
    struct kiosk_frame f = {0};
    struct kiosk_model m = {.host = {"学校", "School"}};
    struct kiosk_view v = view_of(&f, &m);
    struct kiosk_theme theme = kiosk_theme_make(0x0C5A6B, false);
    v.theme = &theme;
    v.area = (struct kiosk_rect){0, 500, 1000, 500};
    kiosk_frame_begin(&f, 1000, 1000);
    kiosk_draw_key(&v, (struct kiosk_rect){0, 0, 80, 80}, "7", KIOSK_ICON_NONE, '7');
    assert_int_equal(f.hit_count, 1);
    assert_int_equal(f.hits[0].action.value, '7');
    struct kiosk_rect inside = kiosk_draw_dialog(&v, 100, 900);
    assert_int_equal(f.hit_count, 0);
    assert_true(inside.y >= 500 && inside.y + inside.h <= 1000); /* of the area, not the frame */
    kiosk_frame_begin(&f, 1000, 1000);
    assert_int_equal(kiosk_draw_mark(&v, (struct kiosk_rect){0, 0, 300, 80}, false), 80);
    assert_string_equal((const char *)kiosk_frame_bytes(&f, &f.items[1]), "学"); /* no logo */
    const uint32_t pixels[2] = {0xFFFF0000, 0xFF00FF00};
    m.logo = (struct kiosk_picture){2, 1, pixels};
    assert_int_equal(kiosk_draw_mark(&v, (struct kiosk_rect){0, 0, 300, 80}, false), 160);
    m.logo = (struct kiosk_picture){0};
    m.host = (struct kiosk_text){0};
    assert_int_equal(kiosk_draw_mark(&v, (struct kiosk_rect){0, 0, 300, 80}, false), 80);
    kiosk_frame_destroy(&f);
}

static void test_icons_stay_in_their_box(void **state)
{
    (void)state;
    for (int icon = KIOSK_ICON_NONE + 1; icon < KIOSK_ICONS; icon++) {
        struct kiosk_segment segments[KIOSK_SEGMENTS_MAX];
        bool filled;
        int count = kiosk_icon_segments((enum kiosk_icon)icon, segments, &filled);
        assert_true(count > 0);
        for (int i = 0; i < count; i++) {
            assert_true(segments[i].x0 >= -0.1f && segments[i].x0 <= 24.1f &&
                        segments[i].y0 >= -0.1f && segments[i].y0 <= 24.1f);
            assert_true(segments[i].x1 >= -0.1f && segments[i].x1 <= 24.1f &&
                        segments[i].y1 >= -0.1f && segments[i].y1 <= 24.1f);
        }
    }
}

static void test_locale_knows_both_languages(void **state)
{
    (void)state;
    char err[KM_ERR_MAX];
    struct kiosk_locale zh = {0};
    struct kiosk_locale en = {0};
    assert_true(kiosk_locale_open("zh_CN", &zh, err));
    assert_true(kiosk_locale_open("en", &en, err));
    assert_string_equal(kiosk_locale_find(&zh, "Come in"), "请进");
    assert_string_equal(kiosk_locale_find(&en, "Come in"), "Come in");
    assert_string_equal(kiosk_locale_find(&zh, "no such words"), "no such words");
    assert_string_equal(kiosk_locale_find_plural(&en, "%d person", "%d people", 1), "%d person");
    assert_string_equal(kiosk_locale_find_plural(&en, "%d person", "%d people", 3), "%d people");
    assert_string_equal(kiosk_locale_find_plural(&zh, "%d person", "%d people", 1), "%d 人");
    assert_string_equal(kiosk_locale_find_plural(&zh, "%d person", "%d people", 3), "%d 人");
    assert_string_equal(kiosk_locale_find_plural(&zh, "%d cat", "%d cats", 2), "%d cats");
    kiosk_locale_destroy(&zh);
    kiosk_locale_destroy(&en);
    assert_false(kiosk_locale_open("xx", &zh, err));
    assert_non_null(strstr(err, "xx"));
}

/* Every byte of a catalogue changed, and every length of it: refused or read, never out of bounds.
 */
static void test_locale_survives_damage(void **state)
{
    (void)state;
    char err[KM_ERR_MAX];
    struct kiosk_locale good = {0};
    assert_true(kiosk_locale_open("en", &good, err));
    char path[] = "/tmp/kaimen-test-XXXXXX";
    int fd = mkstemp(path);
    assert_true(fd >= 0);
    FILE *file = fdopen(fd, "wb");
    int refused = 0;
    for (size_t i = 0; i < 200; i++) {
        uint8_t *bytes = malloc(good.size);
        memcpy(bytes, good.data, good.size);
        bytes[i % 100] ^= (uint8_t)(i < 100 ? 0xFF : 0x01);
        size_t length = i % 3 ? good.size : i * good.size / 200;
        rewind(file);
        assert_int_equal(ftruncate(fileno(file), 0), 0);
        fwrite(bytes, 1, length, file);
        fflush(file);
        free(bytes);
        struct kiosk_locale bad = {0};
        if (kiosk_locale_read(path, &bad, err)) {
            kiosk_locale_find(&bad, "Come in");
            kiosk_locale_destroy(&bad);
        } else {
            refused++;
        }
    }
    assert_true(refused > 50);
    fclose(file);
    remove(path);
    kiosk_locale_destroy(&good);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
            cmocka_unit_test(test_rect_cuts),
            cmocka_unit_test(test_rect_cells_tile),
            cmocka_unit_test(test_frame_copies_and_finds),
            cmocka_unit_test(test_damage_of_same_is_none),
            cmocka_unit_test(test_damage_is_what_changed),
            cmocka_unit_test(test_theme_keeps_contrast),
            cmocka_unit_test(test_motion_is_short_and_rests),
            cmocka_unit_test(test_dialog_takes_the_touches),
            cmocka_unit_test(test_icons_stay_in_their_box),
            cmocka_unit_test(test_locale_knows_both_languages),
            cmocka_unit_test(test_locale_survives_damage),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
