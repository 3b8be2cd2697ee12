/* The voice with espeak's real data: what comes out is sound of plausible length, in order, none
 * lost; prompts can be hushed; without data the start fails and says why. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "kiosk/device/voice.h"

/* Where the voice's speeches end up; it may be held shut. */
struct sink {
    struct kiosk_voice voice;
    pthread_mutex_t m;
    pthread_cond_t changed;
    bool shut; /* guarded by m, as all below */
    struct kiosk_spoken got[KIOSK_SPEECHES_MAX * 2];
    size_t begun, count, failures;
};

static void on_spoken(struct kiosk_spoken *spoken, void *userdata)
{
    struct sink *s = userdata;
    pthread_mutex_lock(&s->m);
    s->begun++;
    pthread_cond_broadcast(&s->changed);
    while (s->shut)
        pthread_cond_wait(&s->changed, &s->m);
    s->got[s->count++] = *spoken;
    pthread_cond_broadcast(&s->changed);
    pthread_mutex_unlock(&s->m);
}

static void on_failure(const char *reason, void *userdata)
{
    struct sink *s = userdata;
    pthread_mutex_lock(&s->m);
    s->failures += reason[0] != 0;
    pthread_cond_broadcast(&s->changed);
    pthread_mutex_unlock(&s->m);
}

static void wait_for(struct sink *s, const size_t *figure, size_t value)
{
    pthread_mutex_lock(&s->m);
    while (*figure < value)
        pthread_cond_wait(&s->changed, &s->m);
    pthread_mutex_unlock(&s->m);
}

static void set_shut(struct sink *s, bool shut)
{
    pthread_mutex_lock(&s->m);
    s->shut = shut;
    pthread_cond_broadcast(&s->changed);
    pthread_mutex_unlock(&s->m);
}

static int setup(void **state)
{
    struct sink *s = calloc(1, sizeof *s);
    char err[KM_ERR_MAX];
    pthread_mutex_init(&s->m, NULL);
    pthread_cond_init(&s->changed, NULL);
    const struct kiosk_voice_callbacks callbacks = {on_spoken, on_failure, s};
    if (!kiosk_voice_start(&s->voice, NULL, &callbacks, err)) {
        fprintf(stderr, "%s\n", err);
        return -1;
    }
    *state = s;
    return 0;
}

static int teardown(void **state)
{
    struct sink *s = *state;
    kiosk_voice_join(&s->voice);
    kiosk_voice_join(&s->voice); /* again does no harm */
    for (size_t i = 0; i < s->count; i++)
        free(s->got[i].samples);
    pthread_cond_destroy(&s->changed);
    pthread_mutex_destroy(&s->m);
    free(s);
    return 0;
}

static bool say(struct sink *s, enum kiosk_speech_kind kind, const char *zh, const char *en)
{
    struct kiosk_speech speech = {.kind = kind};
    snprintf(speech.zh, sizeof speech.zh, "%s", zh);
    snprintf(speech.en, sizeof speech.en, "%s", en);
    return kiosk_voice_say(&s->voice, &speech);
}

/* Says it, waits for it, and gives its length in ms. Checks that it sounds, and is not clipped. */
static int spoken_ms(struct sink *s, const char *zh, const char *en)
{
    size_t at = s->count;
    assert_true(say(s, KIOSK_SPEECH_CALL, zh, en));
    wait_for(s, &s->count, at + 1);
    const struct kiosk_spoken *spoken = &s->got[at];
    assert_int_equal(spoken->rate, 22050);
    double sum = 0;
    for (size_t i = 0; i < spoken->count; i++) {
        assert_in_range(abs(spoken->samples[i]), 0, 32000);
        sum += (double)spoken->samples[i] * spoken->samples[i];
    }
    assert_true(sum / (double)spoken->count > 1000. * 1000.); /* of 32767: loud enough */
    return (int)(spoken->count * 1000 / (size_t)spoken->rate);
}

static void test_both_languages_sound(void **state)
{
    struct sink *s = *state;
    const char *zh = "请 B 二，零一七号，到操场东侧，趣味体能闯关，入场。";
    const char *en = "B-two, zero one seven, please come to Fun Fitness, East playground.";
    int zh_ms = spoken_ms(s, zh, ""), en_ms = spoken_ms(s, "", en), both_ms = spoken_ms(s, zh, en);
    assert_in_range(zh_ms, 4000, 9000); /* 22 syllables and five pauses */
    assert_in_range(en_ms, 3000, 8000);
    assert_in_range(both_ms, zh_ms + en_ms + 300, zh_ms + en_ms + 500);
}

/* The plain Mandarin voice of espeak 1.51 reads 请 as "king three", which takes twice as long. */
static void test_mandarin_is_one_syllable_a_character(void **state)
{
    struct sink *s = *state;
    assert_in_range(spoken_ms(s, "请", ""), 150, 500);
    assert_in_range(spoken_ms(s, "请入场请入场", ""), 900, 2200);
}

static void test_ten_announcements_come_in_order(void **state)
{
    struct sink *s = *state;
    char words[200] = "";
    for (int i = 0; i < 10; i++) {
        strcat(words, "请入场，");
        assert_true(say(s, KIOSK_SPEECH_CALL, words, ""));
    }
    wait_for(s, &s->count, 10);
    assert_int_equal(s->count, 10);
    for (size_t i = 1; i < 10; i++) /* each one is longer: the order is theirs */
        assert_true(s->got[i].count > s->got[i - 1].count + 5000);
}

static void test_what_is_too_much_is_refused(void **state)
{
    struct sink *s = *state;
    set_shut(s, true);
    assert_true(say(s, KIOSK_SPEECH_CALL, "零", ""));
    wait_for(s, &s->begun, 1);
    for (int i = 0; i < KIOSK_SPEECHES_MAX; i++)
        assert_true(say(s, KIOSK_SPEECH_CALL, "一", ""));
    assert_false(say(s, KIOSK_SPEECH_CALL, "二", ""));
    assert_false(say(s, KIOSK_SPEECH_CALL, "", ""));
    set_shut(s, false);
    wait_for(s, &s->count, KIOSK_SPEECHES_MAX + 1);
    assert_true(say(s, KIOSK_SPEECH_CALL, "三", "")); /* there is room again */
    wait_for(s, &s->count, KIOSK_SPEECHES_MAX + 2);
}

static void test_hush_drops_prompts_and_keeps_calls(void **state)
{
    struct sink *s = *state;
    set_shut(s, true);
    assert_true(say(s, KIOSK_SPEECH_PROMPT, "第一屏", ""));
    wait_for(s, &s->begun, 1); /* spoken, and on its way */
    assert_true(say(s, KIOSK_SPEECH_PROMPT, "第一屏的第二句", ""));
    assert_true(say(s, KIOSK_SPEECH_CALL, "请入场", ""));
    assert_true(say(s, KIOSK_SPEECH_PROMPT, "第一屏的第三句", ""));
    kiosk_voice_hush(&s->voice);
    assert_true(say(s, KIOSK_SPEECH_PROMPT, "第二屏", ""));
    set_shut(s, false);
    wait_for(s, &s->count, 3);
    assert_int_equal(s->got[1].kind, KIOSK_SPEECH_CALL);
    assert_int_equal(s->got[2].kind, KIOSK_SPEECH_PROMPT);
    assert_false(kiosk_voice_wants(&s->voice, &s->got[0])); /* its screen is gone */
    assert_true(kiosk_voice_wants(&s->voice, &s->got[1]));
    assert_true(kiosk_voice_wants(&s->voice, &s->got[2]));
    kiosk_voice_hush(&s->voice);
    assert_true(kiosk_voice_wants(&s->voice, &s->got[1]));
    assert_false(kiosk_voice_wants(&s->voice, &s->got[2]));
}

static void test_endless_and_unspeakable_texts_fail(void **state)
{
    struct sink *s = *state;
    assert_true(say(s, KIOSK_SPEECH_CALL, "，", ""));
    wait_for(s, &s->failures, 1);
    char long_text[KIOSK_SPEECH_MAX] = "";
    for (size_t i = 0; i + 4 < sizeof long_text; i += 3)
        strcat(long_text, "请");
    assert_true(say(s, KIOSK_SPEECH_CALL, long_text, ""));
    wait_for(s, &s->failures, 2);
    spoken_ms(s, "\xff\xfe 请", ""); /* not UTF-8: no harm */
}

static void test_waiting_speeches_do_not_keep_the_end_back(void **state)
{
    struct sink *s = *state;
    for (int i = 0; i < KIOSK_SPEECHES_MAX / 2; i++)
        assert_true(say(s, KIOSK_SPEECH_CALL, "请入场，请入场，请入场", ""));
    kiosk_voice_stop(&s->voice);
    kiosk_voice_stop(&s->voice);
}

static void test_without_data_the_start_fails_once_and_clearly(void **state)
{
    (void)state;
    char directory[] = "/tmp/kaimen-voice-XXXXXX", data[64], err[KM_ERR_MAX] = "";
    assert_non_null(mkdtemp(directory));
    snprintf(data, sizeof data, "%s/espeak-ng-data", directory);
    assert_int_equal(mkdir(data, 0700), 0);
    struct kiosk_voice voice;
    const struct kiosk_voice_callbacks callbacks = {on_spoken, on_failure, NULL};
    bool started = kiosk_voice_start(&voice, directory, &callbacks, err);
    rmdir(data);
    rmdir(directory);
    assert_false(started);
    assert_non_null(strstr(err, "espeak-ng-data"));
    assert_non_null(strstr(err, "No such file"));
    struct kiosk_speech speech = {.zh = "请入场"};
    assert_false(kiosk_voice_say(&voice, &speech));
    kiosk_voice_hush(&voice);
    kiosk_voice_stop(&voice);
    kiosk_voice_join(&voice);
    assert_true(kiosk_voice_start(&voice, NULL, &callbacks, err)); /* and it can be tried again */
    kiosk_voice_join(&voice);
}

int main(void)
{
#define WITH_VOICE(test) cmocka_unit_test_setup_teardown(test, setup, teardown)
    const struct CMUnitTest tests[] = {
            /* first, since what is loaded stays */
            cmocka_unit_test(test_without_data_the_start_fails_once_and_clearly),
            WITH_VOICE(test_both_languages_sound),
            WITH_VOICE(test_mandarin_is_one_syllable_a_character),
            WITH_VOICE(test_ten_announcements_come_in_order),
            WITH_VOICE(test_what_is_too_much_is_refused),
            WITH_VOICE(test_hush_drops_prompts_and_keeps_calls),
            WITH_VOICE(test_endless_and_unspeakable_texts_fail),
            WITH_VOICE(test_waiting_speeches_do_not_keep_the_end_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
