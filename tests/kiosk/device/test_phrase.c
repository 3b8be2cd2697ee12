/* Calls as sentences: the numbers as people say them, both languages, what has no twin left out. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "kiosk/device/phrase.h"

static const struct kiosk_text title = {"趣味体能闯关", "Fun Fitness"};
static const struct kiosk_text place = {"操场东侧", "East playground"};

static void expect(const struct kiosk_phrase *phrase, const char *zh, const char *en)
{
    struct kiosk_speech speech;
    assert_true(kiosk_phrase_call(phrase, &speech));
    assert_int_equal(speech.kind, KIOSK_SPEECH_CALL);
    assert_string_equal(speech.zh, zh);
    assert_string_equal(speech.en, en);
}

static void test_one_number(void **state)
{
    (void)state;
    static const char number[1][KIOSK_NUMBER_MAX] = {"B2-017"};
    struct kiosk_phrase phrase = {
            .numbers = number, .count = 1, .zone_title = title, .place = place, .people = 4};
    expect(&phrase, "请 B 二，零一七号，4 位，到操场东侧，趣味体能闯关，入场。",
            "B-two, zero one seven, party of 4, please come to Fun Fitness, East playground.");
    phrase.people = 2;
    phrase.again = true;
    expect(&phrase, "再次呼叫，请 B 二，零一七号，两位，到操场东侧，趣味体能闯关，入场。",
            "Calling again: B-two, zero one seven, party of 2, please come to Fun Fitness, East "
            "playground.");
    phrase = (struct kiosk_phrase){.numbers = number, .count = 1, .people = 1};
    expect(&phrase, "请 B 二，零一七号，1 位，入场。", "B-two, zero one seven, please come in.");
}

static void test_long_codes_are_spelled(void **state)
{
    (void)state;
    static const char number[1][KIOSK_NUMBER_MAX] = {"ABC4095-1203"};
    expect(&(struct kiosk_phrase){.numbers = number, .count = 1},
            "请 A B C 四零九五，一二零三号，入场。",
            "A-B-C-four zero nine five, one two zero three, please come in.");
}

static void test_without_a_twin_english_names_no_place(void **state)
{
    (void)state;
    static const char number[1][KIOSK_NUMBER_MAX] = {"A1-009"};
    struct kiosk_phrase phrase = {.numbers = number,
            .count = 1,
            .zone_title = {"手绘创作", NULL},
            .place = {"美术楼 203 室", ""}};
    expect(&phrase, "请 A 一，零零九号，到美术楼 203 室，手绘创作，入场。",
            "A-one, zero zero nine, please come in.");
    phrase.place.en = "Room 203";
    expect(&phrase, "请 A 一，零零九号，到美术楼 203 室，手绘创作，入场。",
            "A-one, zero zero nine, please come to Room 203.");
}

static void test_a_batch_in_ranges(void **state)
{
    (void)state;
    static const char numbers[][KIOSK_NUMBER_MAX] = {
            "B2-019", "B1-006", "B2-017", "B2-018", "B2-023", "B2-022"};
    expect(&(struct kiosk_phrase){.numbers = numbers, .count = 6, .people = 9, .place = place},
            "请 B 一，零零六号，B 二，零一七至零一九号，零二二号，零二三号，9 位，到操场东侧，"
            "同批入场。",
            "B-one, zero zero six, B-two, zero one seven to zero one nine, zero two two, zero two "
            "three, party of 9, please come to East playground, together.");
}

static void test_too_many_numbers_are_left_to_the_screen(void **state)
{
    (void)state;
    char numbers[KIOSK_CALLS_MAX][KIOSK_NUMBER_MAX];
    for (int i = 0; i < KIOSK_CALLS_MAX; i++)
        snprintf(numbers[i], sizeof numbers[i], "ABC%d-%d", 4000 + i, 9000 + 2 * i);
    char longest[KM_HEADING_MAX + 1];
    memset(longest, 'W', KM_HEADING_MAX);
    longest[KM_HEADING_MAX] = 0;
    struct kiosk_text text = {longest, longest};
    struct kiosk_speech speech;
    assert_true(kiosk_phrase_call(&(struct kiosk_phrase){.numbers = numbers,
                                          .count = KIOSK_CALLS_MAX,
                                          .zone_title = text,
                                          .place = text,
                                          .people = 250,
                                          .again = true},
            &speech));
    assert_non_null(strstr(speech.zh, "四零零七，九零一四号"));
    assert_null(strstr(speech.zh, "四零零八"));
    const char *end_zh = "同批入场。其余号码，请看屏幕。", *end_en = "please see the screen.";
    assert_string_equal(speech.zh + strlen(speech.zh) - strlen(end_zh), end_zh);
    assert_string_equal(speech.en + strlen(speech.en) - strlen(end_en), end_en);
}

static void test_signs_become_pauses(void **state)
{
    (void)state;
    static const char number[1][KIOSK_NUMBER_MAX] = {"C1-001"};
    struct kiosk_phrase phrase = {.numbers = number,
            .count = 1,
            .zone_title = {"“AI·机器人”（入门）", "AI & robots (for beginners)"},
            .place = {"B2 馆／2号楼", "Hall A/B2, 100% fun"}};
    expect(&phrase, "请 C 一，零零一号，到B 2 馆，2号楼，A I，机器人，入门，入场。",
            "C-one, zero zero one, please come to AI, robots, for beginners, Hall A, B2, 100, "
            "fun.");
}

static void test_what_is_no_number_is_refused(void **state)
{
    (void)state;
    static const char numbers[][KIOSK_NUMBER_MAX] = {"", "B2", "趣味", "A1-001"};
    struct kiosk_speech speech;
    assert_false(kiosk_phrase_call(&(struct kiosk_phrase){.numbers = numbers}, &speech));
    assert_false(
            kiosk_phrase_call(&(struct kiosk_phrase){.numbers = numbers, .count = 3}, &speech));
    assert_true(kiosk_phrase_call(&(struct kiosk_phrase){.numbers = numbers, .count = 4}, &speech));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
            cmocka_unit_test(test_one_number),
            cmocka_unit_test(test_long_codes_are_spelled),
            cmocka_unit_test(test_without_a_twin_english_names_no_place),
            cmocka_unit_test(test_a_batch_in_ranges),
            cmocka_unit_test(test_too_many_numbers_are_left_to_the_screen),
            cmocka_unit_test(test_signs_become_pauses),
            cmocka_unit_test(test_what_is_no_number_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
