/* Text setting: shrinking, cutting, breaking, larger letters. Letters are as wide as the fake says:
 * half a size for Latin, a whole one for Chinese. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "kiosk/ui/text.h"

#include <stdlib.h>
#include <string.h>

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

static const char *text_of(const struct kiosk_frame *f, size_t i)
{
    return (const char *)kiosk_frame_bytes(f, &f->items[i]);
}

static void test_text_shrinks_then_cuts(void **state)
{
    (void)state;
    struct kiosk_frame f = {0};
    struct kiosk_model m = {0};
    struct kiosk_view v = view_of(&f, &m);
    kiosk_frame_begin(&f, 1000, 100);
    struct kiosk_rect box = {0, 0, 200, 60};
    kiosk_draw_text(
            &v, box, KIOSK_LEFT, (struct kiosk_run){"abcdefghij", 5, false, 1}); /* 200 px at 40 */
    assert_int_equal(f.items[0].size, 40);
    kiosk_draw_text(
            &v, box, KIOSK_LEFT, (struct kiosk_run){"abcdefghijkl", 5, false, 1}); /* 240 px */
    assert_true(f.items[1].size < 40);
    assert_int_equal(f.clipped, 0);
    kiosk_draw_text(
            &v, box, KIOSK_LEFT, (struct kiosk_run){"abcdefghijklmnopqrstuvwxyz", 5, false, 1});
    assert_int_equal(f.clipped, 1);
    assert_non_null(strstr(text_of(&f, 2), "…"));
    assert_true(fake_width(NULL, text_of(&f, 2), strlen(text_of(&f, 2)), f.items[2].size, false) <=
                200);
    kiosk_draw_text(&v, (struct kiosk_rect){0, 0, 0, 10}, KIOSK_LEFT,
            (struct kiosk_run){"x", 5, false, 1}); /* no room at all */
    kiosk_frame_destroy(&f);
}

static void test_text_aligns(void **state)
{
    (void)state;
    struct kiosk_frame f = {0};
    struct kiosk_model m = {0};
    struct kiosk_view v = view_of(&f, &m);
    kiosk_frame_begin(&f, 1000, 100);
    struct kiosk_rect box = {100, 0, 400, 60};
    struct kiosk_run run = {"abcde", 5, false, 1}; /* 100 px */
    kiosk_draw_text(&v, box, KIOSK_LEFT, run);
    kiosk_draw_text(&v, box, KIOSK_CENTRE, run);
    kiosk_draw_text(&v, box, KIOSK_RIGHT, run);
    assert_int_equal(f.items[0].pen_x, 100);
    assert_int_equal(f.items[1].pen_x, 250);
    assert_int_equal(f.items[2].pen_x, 400);
    kiosk_frame_destroy(&f);
}

static void test_paragraph_breaks_as_readers_expect(void **state)
{
    (void)state;
    struct kiosk_frame f = {0};
    struct kiosk_model m = {0};
    struct kiosk_view v = view_of(&f, &m);
    kiosk_frame_begin(&f, 1000, 1000);
    struct kiosk_rect box = {0, 0, 200, 1000};
    kiosk_draw_paragraph(&v, box, KIOSK_LEFT, (struct kiosk_run){"one two three four", 5, false, 1},
            1.5f); /* 10 letters a line */
    assert_string_equal(text_of(&f, 0), "one two");
    assert_string_equal(text_of(&f, 1), "three four");
    kiosk_frame_begin(&f, 1000, 1000);
    /* five characters a line; the comma may not begin one, so the character before it comes along
     */
    kiosk_draw_paragraph(
            &v, box, KIOSK_LEFT, (struct kiosk_run){"一二三四五，六七", 5, false, 1}, 1.5f);
    assert_string_equal(text_of(&f, 0), "一二三四");
    assert_string_equal(text_of(&f, 1), "五，六七");
    assert_int_equal(
            kiosk_text_lines(&v, 200, (struct kiosk_run){"一二三四五，六七", 5, false, 1}), 2);
    kiosk_frame_begin(&f, 1000, 1000);
    kiosk_draw_paragraph(/* a word stays whole */
            &v, box, KIOSK_LEFT, (struct kiosk_run){"建筑系体验区", 5, false, 1}, 1.5f);
    assert_string_equal(text_of(&f, 0), "建筑系");
    assert_string_equal(text_of(&f, 1), "体验区");
    kiosk_frame_begin(&f, 1000, 1000);
    box.h = 70; /* room for one line only */
    kiosk_draw_paragraph(
            &v, box, KIOSK_LEFT, (struct kiosk_run){"one two three four", 5, false, 1}, 1.5f);
    assert_int_equal(f.item_count, 1);
    assert_int_equal(f.clipped, 1);
    kiosk_frame_destroy(&f);
}

static void test_text_fit_keeps_words_whole(void **state)
{
    (void)state;
    struct kiosk_frame f = {0};
    struct kiosk_model m = {0};
    struct kiosk_view v = view_of(&f, &m);
    struct kiosk_run run = {"three letters", 5, false, 1}; /* 13 letters: 260 px at 40 */
    assert_true(kiosk_text_fit(&v, 260, 1, run, 3) == 5);
    assert_true(kiosk_text_fit(&v, 200, 1, run, 3) < 5);
    assert_true(kiosk_text_fit(&v, 200, 1, run, 4.75f) == 0);
    assert_true(kiosk_text_fit(&v, 200, 2, run, 4.75f) == 5);
    assert_true(kiosk_text_fit(&v, 110, 2, run, 4.75f) == 0); /* "letters" alone takes 140 */
    assert_int_equal(kiosk_text_height(&v, 200, run, 1.5f), 120);
    run.text = "";
    assert_int_equal(kiosk_text_height(&v, 200, run, 1.5f), 0);
    kiosk_frame_destroy(&f);
}

static void test_text_stays_readable(void **state)
{
    (void)state;
    struct kiosk_frame f = {0};
    struct kiosk_model m = {0};
    struct kiosk_view v = view_of(&f, &m);
    kiosk_frame_begin(&f, 1000, 100);
    kiosk_draw_text(&v, (struct kiosk_rect){0, 0, 100, 60}, KIOSK_LEFT,
            (struct kiosk_run){"abcdefghijklmnop", 3, false, 1});
    assert_in_range(f.items[0].size, (int)(KIOSK_TEXT_SMALLEST * 8), 24);
    assert_int_equal(f.clipped, 1); /* rather cut, and found by the tests, than not to be read */
    kiosk_frame_destroy(&f);
}

static void test_text_bears_broken_utf8(void **state)
{
    (void)state;
    struct kiosk_frame f = {0};
    struct kiosk_model m = {0};
    struct kiosk_view v = view_of(&f, &m);
    kiosk_frame_begin(&f, 1000, 1000);
    struct kiosk_rect box = {0, 0, 60, 1000};
    static const char *const texts[] = {
            "\xE4\xB8", "a\xFF\xFE b", "\xF0\x9F", "\x80\x80\x80\x80\x80", "", " ", "\n\n"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        kiosk_draw_text(&v, box, KIOSK_CENTRE, (struct kiosk_run){texts[i], 5, false, 1});
        kiosk_draw_paragraph(&v, box, KIOSK_LEFT, (struct kiosk_run){texts[i], 5, false, 1}, 1.4f);
    }
    char *huge = malloc(100000);
    memset(huge, 'x', 99999);
    huge[99999] = 0;
    kiosk_draw_text(&v, box, KIOSK_LEFT, (struct kiosk_run){huge, 5, false, 1});
    kiosk_draw_paragraph(&v, box, KIOSK_LEFT, (struct kiosk_run){huge, 5, false, 1}, 1.4f);
    free(huge);
    assert_true(f.store_count < 100000);
    kiosk_frame_destroy(&f);
}

static void test_letters_grow_where_the_box_lets_them(void **state)
{
    (void)state;
    struct kiosk_frame f = {0};
    struct kiosk_model m = {0};
    struct kiosk_view v = view_of(&f, &m);
    v.letters = 1.25f;
    kiosk_frame_begin(&f, 1000, 1000);
    struct kiosk_run run = {"abc", 5, false, 1};
    kiosk_draw_text(&v, (struct kiosk_rect){0, 0, 500, 100}, KIOSK_LEFT, run);
    kiosk_draw_text(&v, (struct kiosk_rect){0, 0, 500, 40}, KIOSK_LEFT, run); /* too low */
    kiosk_draw_text(&v, (struct kiosk_rect){0, 0, 62, 100}, KIOSK_LEFT, run); /* too narrow */
    assert_int_equal(f.items[0].size, 50);
    assert_int_equal(f.items[1].size, 40);
    assert_in_range(f.items[2].size, 38, 42);
    assert_int_equal(f.clipped, 0);
    assert_int_equal(kiosk_height(&v, 5), 40);
    v.target = 65;
    assert_int_equal(kiosk_height(&v, 5), 65);
    kiosk_frame_destroy(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
            cmocka_unit_test(test_text_shrinks_then_cuts),
            cmocka_unit_test(test_text_aligns),
            cmocka_unit_test(test_paragraph_breaks_as_readers_expect),
            cmocka_unit_test(test_text_fit_keeps_words_whole),
            cmocka_unit_test(test_text_stays_readable),
            cmocka_unit_test(test_text_bears_broken_utf8),
            cmocka_unit_test(test_letters_grow_where_the_box_lets_them),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
