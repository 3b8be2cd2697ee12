/* The mixer: announcements stay whole, apart and in order; tones sound at once; prompts can be
 * hushed. No loudspeaker: the samples are looked at. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "kiosk/sdl/mixer.h"

static struct kiosk_piece piece_of(int16_t value, size_t count, bool prompt)
{
    struct kiosk_piece piece = {malloc(count * sizeof(int16_t)), count, prompt};
    for (size_t i = 0; i < count; i++)
        piece.samples[i] = value;
    return piece;
}

static void queue(struct kiosk_mixer *m, int16_t value, size_t count, bool prompt)
{
    struct kiosk_piece piece = piece_of(value, count, prompt);
    assert_true(kiosk_mixer_queue(m, &piece));
}

static void test_ten_announcements_stay_whole_and_in_order(void **state)
{
    (void)state;
    struct kiosk_mixer m = {0};
    int16_t heard[10000];
    size_t at = 0;
    for (int16_t i = 1; i <= 10; i++) {
        queue(&m, (int16_t)(i * 100), 700 + (size_t)i, false);
        kiosk_mixer_mix(&m, heard + at, 333); /* the next comes while this one sounds */
        at += 333;
    }
    kiosk_mixer_mix(&m, heard + at, sizeof heard / sizeof *heard - at);
    at = 0;
    for (int16_t i = 1; i <= 10; i++)
        for (size_t j = 0; j < 700 + (size_t)i; j++)
            assert_int_equal(heard[at++], i * 100);
    for (; at < sizeof heard / sizeof *heard; at++)
        assert_int_equal(heard[at], 0);
    kiosk_mixer_destroy(&m);
}

static void test_what_is_too_much_is_refused(void **state)
{
    (void)state;
    struct kiosk_mixer m = {0};
    int16_t heard[10];
    for (int i = 0; i < KIOSK_SPEECHES_MAX; i++)
        queue(&m, 5, 10, false);
    struct kiosk_piece more = piece_of(6, 10, false);
    assert_false(kiosk_mixer_queue(&m, &more));
    kiosk_mixer_mix(&m, heard, 10);
    kiosk_mixer_mix(&m, heard, 1); /* the first is gone: room */
    assert_true(kiosk_mixer_queue(&m, &more));
    kiosk_mixer_destroy(&m);
}

static void test_a_tone_sounds_at_once_over_softer_speech(void **state)
{
    (void)state;
    struct kiosk_mixer m = {0};
    static const int16_t tone[4] = {1000, 1000, 1000, 1000}, other[2] = {-7, -7};
    static const int16_t loud[2] = {INT16_MAX, INT16_MIN};
    int16_t heard[8];
    queue(&m, 300, 12, false);
    kiosk_mixer_mix(&m, heard, 2);
    assert_int_equal(heard[1], 300);
    kiosk_mixer_tone(&m, tone, 4);
    kiosk_mixer_mix(&m, heard, 2);
    assert_int_equal(heard[0], 1100);
    kiosk_mixer_tone(&m, other, 2); /* the newer verdict cuts the older tone off */
    kiosk_mixer_mix(&m, heard, 4);
    assert_int_equal(heard[0], 93);
    assert_int_equal(heard[2], 300); /* and the speech goes on, loud again */
    kiosk_mixer_mix(&m, heard, 8);
    assert_int_equal(heard[3], 300); /* none of it was lost: 2 + 2 + 4 + 4 */
    assert_int_equal(heard[4], 0);
    queue(&m, 30000, 2, false);
    kiosk_mixer_tone(&m, loud, 2);
    kiosk_mixer_mix(&m, heard, 2);
    assert_int_equal(heard[0], INT16_MAX); /* never wraps round */
    assert_int_equal(heard[1], INT16_MIN + 10000);
    kiosk_mixer_destroy(&m);
}

static void test_hush_drops_prompts_and_keeps_calls(void **state)
{
    (void)state;
    struct kiosk_mixer m = {0};
    static int16_t heard[3000];
    kiosk_mixer_hush(&m); /* nothing to hush */
    queue(&m, 900, 2000, true);
    queue(&m, -500, 50, false);
    queue(&m, 700, 50, true);
    queue(&m, 600, 50, false);
    kiosk_mixer_mix(&m, heard, 100);
    kiosk_mixer_hush(&m);
    kiosk_mixer_mix(&m, heard, 3000);
    size_t at = 0;
    while (heard[at] != -500) { /* the prompt fades, without a step */
        assert_in_range(heard[at], 0, 900);
        assert_in_range((at ? heard[at - 1] : 900) - heard[at], 0, 10);
        at++;
    }
    assert_in_range(at, 100, 1000);
    for (size_t i = 0; i < 50; i++)
        assert_int_equal(heard[at++], -500);
    for (size_t i = 0; i < 50; i++)
        assert_int_equal(heard[at++], 600);
    assert_int_equal(heard[at], 0);
    kiosk_mixer_destroy(&m);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
            cmocka_unit_test(test_ten_announcements_stay_whole_and_in_order),
            cmocka_unit_test(test_what_is_too_much_is_refused),
            cmocka_unit_test(test_a_tone_sounds_at_once_over_softer_speech),
            cmocka_unit_test(test_hush_drops_prompts_and_keeps_calls),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
